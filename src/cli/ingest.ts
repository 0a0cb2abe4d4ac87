/** `nutgraf ingest PATH|URL…`: reads feeds, pages, saved files, folders and article batches once. Nothing is posted. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { asNewsroomError, type ErrorRecord, NewsroomError } from '../errors.ts';
import type { IngestOutcome, Newsroom } from '../newsroom/newsroom.ts';
import { count, list, text, whisper } from '../posts/spans.ts';
import { optionalText, readJsonLines } from './batch.ts';
import type { CommandLine } from './context.ts';
import { openProgress, type Progress } from './progress.ts';

/** A folder is read this deep, and at most so many files of it. */
export const FOLDER_MAX_DEPTH = 8;
export const FOLDER_MAX_FILES = 100_000;
const READABLE = new Set(['.html', '.htm', '.txt', '.md', '.xml', '.rss', '.atom', '.json', '.jsonl', '.opml']);

interface Tally {
  new: number;
  revised: number;
  seen: number;
  readonly errors: { readonly from: string; readonly error: ErrorRecord }[];
}

export function addIngest(program: Command, cli: () => CommandLine): void {
  program
    .command('ingest <path-or-url...>')
    .description('read feeds, pages, saved files, folders, .opml or .jsonl once')
    .action(async (inputs: string[]) => {
      const house = await cli().openHouse({ exclusive: true });
      const tally: Tally = { new: 0, revised: 0, seen: 0, errors: [] };
      const progress = openProgress('articles');
      try {
        for (const input of inputs) await ingestInput(house.newsroom, input, tally, progress);
      } finally {
        progress.stop();
        await house.close();
      }
      report(cli(), tally);
    });
}

function report(cli: CommandLine, tally: Tally): void {
  for (const { from, error } of tally.errors)
    cli.note(`${from}: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
  cli.answer(tally, () =>
    whisper(
      count(tally.new + tally.revised + tally.seen, 'article'),
      list([
        [
          text(
            `${tally.new} new, ${tally.revised} revised, ${tally.seen} seen before, ${count(tally.errors.length, 'problem')}`,
          ),
        ],
      ]),
    ),
  );
  if (tally.new + tally.revised + tally.seen === 0 && tally.errors.length > 0) cli.exitCode.value = 1;
}

async function ingestInput(newsroom: Newsroom, input: string, tally: Tally, progress: Progress): Promise<void> {
  const counted = async (from: string, work: () => Promise<readonly IngestOutcome[]>): Promise<void> => {
    try {
      for (const outcome of await work()) {
        tally[outcome] += 1;
        progress.step();
      }
    } catch (thrown) {
      tally.errors.push({ from, error: asNewsroomError(thrown).toRecord() });
    }
  };
  if (/^https?:\/\//i.test(input)) return counted(input, () => newsroom.ingestUrl(input));
  for await (const file of filesOf(input, tally)) {
    if (extname(file).toLowerCase() === '.jsonl') await ingestLines(newsroom, file, counted);
    else if (extname(file).toLowerCase() === '.opml') {
      for (const feed of await newsroom.feeds.import(await readFile(file, 'utf8')))
        await counted(feed.url, () => newsroom.ingestUrl(feed.url));
    } else await counted(file, async () => newsroom.ingestFile({ name: basename(file), bytes: await readFile(file) }));
  }
}

async function ingestLines(
  newsroom: Newsroom,
  file: string,
  counted: (from: string, work: () => Promise<readonly IngestOutcome[]>) => Promise<void>,
): Promise<void> {
  for await (const { record, error, lineNumber } of readJsonLines(file)) {
    await counted(`${file}:${lineNumber}`, async () => {
      if (record === undefined) throw NewsroomError.fromRecord(error!);
      const fields = ['id', 'url', 'source', 'byline', 'publishedAt', 'lang'] as const;
      const given = fields
        .map((name) => [name, optionalText(record, name)] as const)
        .filter(([, value]) => value !== undefined);
      const draft = {
        title: optionalText(record, 'title') ?? '',
        text: optionalText(record, 'text') ?? '',
        ...Object.fromEntries(given),
      };
      return [await newsroom.ingest(draft)];
    });
  }
}

/** The readable files at a path, folders in alphabetical order. */
async function* filesOf(path: string, tally: Tally, depth = 0): AsyncGenerator<string> {
  const found = await stat(path).catch((cause: unknown) => {
    tally.errors.push({
      from: path,
      error: { code: 'not_found', message: 'no such file or folder.', hint: String((cause as Error).message) },
    });
  });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    yield path;
    return;
  }
  if (depth >= FOLDER_MAX_DEPTH) return;
  const entries = await readdir(path, { withFileTypes: true });
  let files = 0;
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) yield* filesOf(join(path, entry.name), tally, depth + 1);
    else if (READABLE.has(extname(entry.name).toLowerCase()) && ++files <= FOLDER_MAX_FILES)
      yield join(path, entry.name);
  }
}
