/**
 * The benchmarks behind the README's figures.
 *
 *   npm run bench                                      all of the newsroom's figures, at 1,000, 10,000 and 100,000 articles
 *   npm run bench -- --quick                           the same at 1,000 and 10,000
 *   npm run bench -- --full                            and at 300,000: some 10 GB of scratch space, and a quarter of an hour to fill
 *   npm run bench -- ingest|answers|opening|threads    one of them
 *   npm run bench -- stories|disagreements|watch|storage|briefs|retrieval|faults|guilds|acknowledgements [OPTIONS]   the tables of one room; OPTIONS are those of bench/NAME.ts
 *   npm run bench -- ingest --profile DIR              leaves a .cpuprofile of every trial in DIR
 *   npm run bench -- pictures [slack|discord|all] [DIR]   what the chats show, as HTML and PNG
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type FilledArchive, fillArchives } from './archives.ts';
import { megabytes, printMachine, printTable, type Row } from './figures.ts';
import { measureThreads } from './threads.ts';

const SIZES = [1_000, 10_000, 100_000];
const QUICK_SIZES = [1_000, 10_000];
const FULL_SIZES = [...SIZES, 300_000];
const ROOMS = [
  'stories',
  'disagreements',
  'watch',
  'storage',
  'briefs',
  'retrieval',
  'reading',
  'faults',
  'guilds',
  'acknowledgements',
  'pictures',
];

interface Trial {
  readonly name: string;
  readonly caption: string;
}

/** In this order: what only reads comes before what adds articles. */
const TRIALS: readonly Trial[] = [
  { name: 'opening', caption: 'Opening: start-up and memory by articles stored, each in a new process.' },
  {
    name: 'answers',
    caption:
      'Answers: 45 made-up questions on made-up facts by articles stored, 5 of them with nothing to find. The first one\nfinds everything cold.',
  },
  {
    name: 'ingest',
    caption:
      'Ingest: 500 articles of about 500 words, one after the other, by articles stored before (read, clustered, committed).\n“From feeds” is the way of the bot: a feed document, each item matched against 1,000 watchlists, no alert.',
  },
];

const { values, positionals, tokens } = parseArgs({
  allowPositionals: true,
  strict: false,
  tokens: true,
  options: { quick: { type: 'boolean' }, full: { type: 'boolean' }, profile: { type: 'string' } },
});
const what = positionals[0];

printMachine();
if (what !== undefined && ROOMS.includes(what)) process.exitCode = await runRoom(what);
else if (what === undefined || what === 'threads' || TRIALS.some(({ name }) => name === what)) await runNewsroom();
else {
  process.stderr.write(
    `There is no benchmark “${what}”: ${[...TRIALS.map(({ name }) => name), 'threads', ...ROOMS].join(', ')}.\n`,
  );
  process.exitCode = 2;
}

/** A room's own benchmark, with what follows its name on the command line. */
async function runRoom(name: string): Promise<number> {
  const script = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(script)) {
    process.stderr.write(`bench/${name}.ts is not there.\n`);
    return 2;
  }
  const after = tokens.find((token) => token.kind === 'positional')!.index + 1;
  const rest = process.argv.slice(2).slice(after);
  const [code] = await once(spawn(process.execPath, ['--expose-gc', script, ...rest], { stdio: 'inherit' }), 'exit');
  return Number(code ?? 1);
}

async function runNewsroom(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-bench-'));
  // Also after Ctrl-C: an archive of 100,000 articles is more than a gigabyte.
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  if (what !== 'threads') {
    const trials = TRIALS.filter(({ name }) => what === undefined || what === name);
    const archives = await fill(scratch);
    for (const trial of trials) await runTrial(trial, archives, scratch);
  }
  if (what === undefined || what === 'threads') await measureThreads(scratch);
}

async function fill(scratch: string): Promise<readonly FilledArchive[]> {
  const startedAt = performance.now();
  const rows: Row[] = [];
  const archives = await fillArchives(
    values.quick === true ? QUICK_SIZES : values.full === true ? FULL_SIZES : SIZES,
    scratch,
    ({ articles, fileBytes }) => {
      const seconds = (performance.now() - startedAt) / 1_000;
      rows.push({
        articles: articles.toLocaleString('en-GB'),
        'file MB': megabytes(fileBytes),
        'kB an article': fileBytes / articles / 1_000,
        'filled after s': seconds,
      });
      process.stderr.write(`${articles} articles stored after ${seconds.toFixed(0)} s\n`);
    },
  );
  printTable(
    'Archives: made-up news, filled past clustering (the generator says which story an article is in) and 500 to a\ntransaction; everything else is stored as ingest stores it.',
    rows,
  );
  return archives;
}

async function runTrial({ name, caption }: Trial, archives: readonly FilledArchive[], scratch: string): Promise<void> {
  const configDir = join(scratch, 'config');
  mkdirSync(configDir, { recursive: true });
  writeFileSync(join(configDir, 'newsroom.yaml'), 'logLevel: error\n');
  const profile = typeof values.profile === 'string' ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const rows: Row[] = [];
  for (const { articles, dataDir } of archives) {
    const script = join(import.meta.dirname, 'trial.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...profile,
      script,
      name,
      dataDir,
      configDir,
      String(articles),
    ]);
    rows.push({ articles: articles.toLocaleString('en-GB'), ...(JSON.parse(stdout) as Row) });
  }
  printTable(caption, rows);
}
