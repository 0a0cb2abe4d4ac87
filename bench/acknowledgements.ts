/**
 * How soon Slack hears that a request has come, while the newsroom reads: the bot as it is started, in a process of its own,
 * against a stand-in for Slack, over both transports.
 *
 *   npm run bench -- acknowledgements [--articles 5000] [--over socket|http]
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { APP_TOKEN, BOT_TOKEN, openSlackPeer, SIGNING_SECRET, type SlackPeer } from '../test/adapters/slack/peer.ts';
import { environment } from '../test/cli/run.ts';
import { madeUpQuestions } from './corpus.ts';
import type { FeedServerMessage } from './feeds.ts';
import { percentile, printTable, type Row, shown } from './figures.ts';

/** Slack gives up after 3,000. */
const BAR_P99_MS = 300;
const ITEMS_PER_FEED = 50;
const REQUEST_EVERY_MS = 25;
const QUESTIONS = 40;
const PATIENCE_MS = 60_000;
/** Then the machine alone is measured: what else it does makes every figure worse. */
const IDLE_MS = 10_000;
const HTTP_PORT = 34_567;

const { values } = parseArgs({
  options: { articles: { type: 'string', default: '5000' }, over: { type: 'string' } },
});
const feeds = Math.max(1, Math.round(Number(values.articles) / ITEMS_PER_FEED));
const questions = madeUpQuestions(feeds * ITEMS_PER_FEED, QUESTIONS).map(({ question }) => question);

type Way = 'socket' | 'http';

const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-bench-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const ways = (['socket', 'http'] as const).filter((way) => values.over === undefined || values.over === way);
const rows: Measured[] = [];
for (const way of ways) rows.push(...(await measure(way)));
printTable(
  `Acknowledgements: commands, questions and mentions reach the bot every ${REQUEST_EVERY_MS} ms while it reads ${feeds} feeds of ${ITEMS_PER_FEED} articles\nfrom a server on this machine; from sent to acknowledged, ms. Slack gives up after 3,000; the bar is p99 < ${BAR_P99_MS}.`,
  rows.map(({ row }) => row),
);
process.exitCode = rows.every(({ p99 }) => p99 < BAR_P99_MS) ? 0 : 1;

async function measure(way: Way): Promise<readonly Measured[]> {
  const folder = join(scratch, way);
  const server = fork(new URL('./feeds.ts', import.meta.url), [
    join(folder, 'data'),
    String(feeds),
    String(ITEMS_PER_FEED),
  ]);
  const peer = await openSlackPeer();
  let bot: ChildProcess | undefined;
  try {
    const stored = told(server, 'articles');
    writeConfig(folder, (await told(server, 'port')).port);
    bot = startBot(way, folder, peer);
    await Promise.race([connected(way, peer), ended(bot)]);
    const reading = new AbortController();
    const asking = ask(peer, reading.signal);
    const { articles, ms } = await stored;
    reading.abort();
    const busy = await asking;
    const idle = await ask(peer, AbortSignal.timeout(IDLE_MS));
    return [
      figures({ transport: way, 'the newsroom': `reads ${shown(articles / (ms / 1_000))} articles a second` }, busy),
      figures({ transport: way, 'the newsroom': 'reads nothing' }, idle),
    ];
  } finally {
    bot?.kill('SIGKILL');
    server.kill();
    await peer.close();
  }
}

interface Measured {
  readonly row: Row;
  readonly p99: number;
}

function figures(what: Row, taken: readonly number[]): Measured {
  const p99 = percentile(taken, 0.99);
  const row = {
    ...what,
    requests: String(taken.length),
    p50: percentile(taken, 0.5),
    p95: percentile(taken, 0.95),
    p99,
    max: Math.max(...taken),
  };
  return { row, p99 };
}

type Told<Key extends string> = Extract<FeedServerMessage, Readonly<Record<Key, number>>>;

function told<Key extends 'port' | 'articles'>(server: ChildProcess, key: Key): Promise<Told<Key>> {
  return new Promise((resolve, reject) => {
    server.on('message', (message) => {
      if (key in (message as object)) resolve(message as Told<Key>);
    });
    server.once('exit', (code) => reject(new Error(`the feeds' server has ended (${code})`)));
  });
}

function writeConfig(folder: string, port: number): void {
  mkdirSync(join(folder, 'config'), { recursive: true });
  const settings = `logLevel: error\nallowHosts: [127.0.0.1]\nfetching: {hostPauseMs: 0}\nslack: {httpPort: ${HTTP_PORT}}\n`;
  writeFileSync(join(folder, 'config/newsroom.yaml'), settings);
  const outlines = Array.from(
    { length: feeds },
    (_, n) => `<outline text="Feed ${n}" xmlUrl="http://127.0.0.1:${port}/${n}.json"/>`,
  );
  writeFileSync(join(folder, 'config/feeds.opml'), `<opml version="2.0"><body>${outlines.join('')}</body></opml>`);
}

function startBot(way: Way, folder: string, peer: SlackPeer): ChildProcess {
  const main = new URL('../src/main.ts', import.meta.url).pathname;
  const transport = way === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET };
  return spawn(
    process.execPath,
    ['--optimize-for-size', main, '--data', join(folder, 'data'), '--config', join(folder, 'config'), 'start'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment({ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: peer.apiUrl, ...transport }),
    },
  );
}

/** Rejects when the bot has ended. */
function ended(bot: ChildProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot has ended (${code})`)));
  });
}

async function connected(way: Way, peer: SlackPeer): Promise<void> {
  const url = `http://127.0.0.1:${HTTP_PORT}/slack/events`;
  const listens = async (): Promise<boolean> => {
    if (way === 'socket') return peer.sockets() > 0;
    return fetch(url, { method: 'POST' }).then(
      () => true,
      () => false,
    );
  };
  for (const startedAt = performance.now(); !(await listens()); await sleep(REQUEST_EVERY_MS))
    if (performance.now() - startedAt > PATIENCE_MS) throw new Error('the bot did not connect');
  if (way === 'http') peer.sendTo(url);
}

/** Milliseconds from sent to acknowledged. A request is sent when its time has come, whether or not the last one was answered. */
async function ask(peer: SlackPeer, signal: AbortSignal): Promise<number[]> {
  const sent: Promise<{ readonly ms: number }>[] = [];
  for (let n = 0; !signal.aborted; n += 1) {
    const question = questions[n % QUESTIONS]!;
    if (n % 20 === 0) sent.push(peer.command('ask', question));
    // Their answers go into one channel, where Slack takes one a second.
    else if (n % 80 === 10) sent.push(peer.mention(question));
    else sent.push(peer.command('nutgraf', 'help'));
    await sleep(REQUEST_EVERY_MS);
  }
  return (await Promise.all(sent)).map(({ ms }) => ms);
}
