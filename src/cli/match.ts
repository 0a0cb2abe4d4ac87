/** `nutgraf match --queries Q.jsonl --articles A.jsonl`: which queries each article matches; figures on standard error. */
import { createReadStream } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import { namesOf } from '../text/names.ts';
import { readText } from '../text/read.ts';
import { runMatch } from '../watch/batch.ts';
import { linesOf } from './batch.ts';
import type { CommandLine } from './context.ts';

export function addMatch(program: Command, cli: () => CommandLine): void {
  program
    .command('match')
    .description('match articles against watchlist queries')
    .requiredOption('--queries <file.jsonl>', 'lines of {id,query}')
    .requiredOption('--articles <file.jsonl>', 'lines of {id,title?,text,source?,lang?,tags?}')
    .action(async (options: { queries: string; articles: string }) => {
      const figures = await runMatch({
        queries: linesIn(options.queries),
        articles: linesIn(options.articles),
        stopwatch: () => performance.now(),
        heapBytes: () => {
          collectGarbage();
          // The index lives in typed arrays, which the heap does not count.
          const { heapUsed, arrayBuffers } = process.memoryUsage();
          return heapUsed + arrayBuffers;
        },
        emit: (line) => cli().print(JSON.stringify(line)),
        namesOf: ({ title = '', text, lang }) =>
          namesOf(readText(`${title}\n\n${text}`, lang === undefined ? {} : { lang })),
      });
      cli().note(JSON.stringify(figures));
    });
}

/** Memory in use is only told apart from memory to be collected once it has been. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

async function* linesIn(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, 'utf8');
  try {
    yield* linesOf(stream);
  } catch (cause) {
    throw new NewsroomError('not_found', `${file} can't be read.`, {
      cause,
      hint: 'Give the path of a file with one JSON object a line.',
    });
  } finally {
    stream.destroy();
  }
}
