/** What is typed wrongly is told before anything is opened: no data folder is made, nothing is on standard output. */
import { afterEach, expect, it, vi } from 'vitest';
import type { CommandLine } from '../../src/cli/context.ts';
import { runProgram } from '../../src/cli/program.ts';

afterEach(() => vi.restoreAllMocks());

const print = vi.fn();

const untouched = {
  configDir: 'config',
  dataDir: undefined,
  exitCode: { value: 0 },
  openHouse: () => Promise.reject(new Error('the data folder was opened')),
  answer: print,
  print,
  note: print,
} satisfies CommandLine;

async function exitOf(args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = [];
  const code = await runProgram(
    args,
    () => untouched,
    (line) => void lines.push(line),
  );
  return { code, said: lines.join('\n') };
}

it.each([
  [['stories', '--since=7x'], /7x is not a length of time\.\nWrite 12h, 7d, 2w or all\./],
  [['stories', '--since=d'], /not a length of time/],
  [['stories', '--since=-1d'], /not a length of time/],
  [['stories', '--since=99999d'], /not a length of time/],
  [['stories', '--since='], /not a length of time/],
  [['brief'], /missing required argument/],
  [['brief', 'fire', '--words=0'], /Give a whole number from 20 to 1000/],
  [['brief', 'fire', '--words=19'], /--words 19 is not possible/],
  [['brief', 'fire', '--words=1001'], /whole number/],
  [['brief', 'fire', '--words=x'], /whole number/],
  [['brief', 'fire', '--words=30.5'], /whole number/],
  [['ask'], /ask needs a question\.\nnutgraf ask "/],
  [['ingest'], /missing required argument/],
  [['watch', 'add'], /missing required argument/],
  [['watch', 'add', 'fire', '--channel', 'somewhere'], /somewhere is not a channel\.\nWrite slack:C0123ABCD/],
  [['watch', 'add', 'fire', '--channel', 'teams:x'], /teams:x is not a channel/],
  [['watch', 'add', 'fire', '--channel', 'slack:'], /not a channel/],
  [['watch', 'explain', 'w_1'], /missing required argument/],
  [['watch', 'lsit'], /watch has no “lsit”\.\nDid you mean watch list\?/],
  [['watch', 'xyz'], /It has list, add, edit, test, remove/],
  [['feeds', 'imprt', 'x'], /Did you mean feeds import\?/],
  [['feeds', 'parse'], /feeds parse needs a file/],
  [['extract'], /extract needs a file/],
  [['summarise'], /--batch/],
  [['match', '--queries', 'q.jsonl'], /--articles/],
  [['start', '--backfill=-1'], /--backfill -1 is not a number of items/],
  [['start', '--backfill=x'], /Give a whole number/],
  [['storys'], /Did you mean stories\?/],
  [['asc', 'who?'], /Did you mean ask\?/],
  [['stories', '--jsn'], /Did you mean --json\?/],
  [['brief', 'x', '--word', '30'], /Did you mean --words\?/],
])('%j is bad usage', async (args, said) => {
  const stdout = vi.spyOn(process.stdout, 'write');
  const ended = await exitOf(args);
  expect(ended).toEqual({ code: 2, said: expect.stringMatching(said) });
  expect([print.mock.calls, stdout.mock.calls]).toEqual([[], []]);
});

it.each([
  [['extract', '/nowhere/page.html'], /\/nowhere\/page\.html can't be read: there is no such file/],
  [['feeds', 'parse', '/nowhere/feed.xml'], /there is no such file/],
  [['feeds', 'parse', '/'], /\/ can't be read: /],
])('%j could not be done, in one line and without a stack', async (args, said) => {
  expect(await exitOf(args)).toEqual({ code: 1, said: expect.stringMatching(said) });
  expect((await exitOf(args)).said).not.toContain('\n');
});
