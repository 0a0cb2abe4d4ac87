/** Batches: JSON lines in, JSON lines out, in order. A bad line is answered with its error and the rest goes on. */
import { createReadStream } from 'node:fs';
import { asNewsroomError, type ErrorRecord, NewsroomError } from '../errors.ts';
import type { CommandLine } from './context.ts';
import { openProgress } from './progress.ts';

/** A longer line is refused before it is parsed. */
export const LINE_MAX_CHARS = 64_000_000;

export interface BatchLine {
  /** 1 for the first line of the file. */
  readonly lineNumber: number;
  readonly record: Readonly<Record<string, unknown>> | undefined;
  readonly error: ErrorRecord | undefined;
}

/** The records of a JSONL file, one at a time; blank lines are passed over. Throws `not_found` for a file that can't be read. */
export async function* readJsonLines(file: string): AsyncGenerator<BatchLine> {
  const stream = createReadStream(file, 'utf8');
  let lineNumber = 0;
  try {
    for await (const line of linesOf(stream)) {
      lineNumber += 1;
      if (line.trim() !== '') yield { lineNumber, ...parseLine(line, lineNumber) };
    }
  } catch (cause) {
    throw new NewsroomError('not_found', `${file} can't be read.`, {
      cause,
      hint: 'Give the path of a file with one JSON object a line.',
    });
  } finally {
    stream.destroy();
  }
}

/**
 * The lines of a stream of text, ended by line feeds alone: JSON may hold U+2028 and its like as they are, at which `node:readline`
 * would part it. A line that is longer than `LINE_MAX_CHARS` is cut one character behind that.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let open: string[] = [];
  let openChars = 0;
  const add = (piece: string): void => {
    const kept = piece.slice(0, LINE_MAX_CHARS + 1 - openChars);
    open.push(kept);
    openChars += kept.length;
  };
  const closed = (): string => {
    const line = open.join('');
    open = [];
    openChars = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of chunks) {
    const pieces = chunk.split('\n');
    for (const piece of pieces.slice(0, -1)) {
      add(piece);
      yield closed();
    }
    add(pieces.at(-1) ?? '');
  }
  if (openChars > 0) yield closed();
}

function parseLine(line: string, lineNumber: number): Pick<BatchLine, 'record' | 'error'> {
  const refuse = (message: string): Pick<BatchLine, 'record' | 'error'> => ({
    record: undefined,
    error: { code: 'bad_input', message: `Line ${lineNumber}: ${message}` },
  });
  if (line.length > LINE_MAX_CHARS) return refuse(`longer than ${LINE_MAX_CHARS.toLocaleString('en-GB')} characters.`);
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('not a JSON object.');
    return { record: value as Record<string, unknown>, error: undefined };
  } catch (cause) {
    return refuse(`not JSON (${(cause as Error).message}).`);
  }
}

/** Answers every line with `{id?, …answer}`, or `{id?, error:{code,message}}`. */
export async function answerBatch(
  cli: CommandLine,
  what: string,
  file: string,
  answer: (record: Readonly<Record<string, unknown>>) => Promise<object>,
): Promise<void> {
  const progress = openProgress(what);
  for await (const { record, error, lineNumber } of readJsonLines(file)) {
    const id = record?.id === undefined ? (record === undefined ? { line: lineNumber } : {}) : { id: record.id };
    if (record === undefined) await cli.print(JSON.stringify({ ...id, error }));
    else {
      try {
        await cli.print(JSON.stringify({ ...id, ...(await answer(record)) }));
      } catch (thrown) {
        await cli.print(JSON.stringify({ ...id, error: asNewsroomError(thrown).toRecord() }));
      }
    }
    progress.step();
  }
  progress.stop();
}

/** A text field of a batch line. Throws `bad_input` that names the field where it is missing. */
export function textField(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = record[name];
  if (typeof value !== 'string') throw new NewsroomError('bad_input', `“${name}” is missing, or is not text.`);
  return value;
}

export function optionalText(record: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = record[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new NewsroomError('bad_input', `“${name}” is not text.`);
  return value;
}
