/**
 * The bot's two threads at work: the newsroom's real thread reads feeds from a server on this machine, while this thread, in
 * which the chats would live, measures how late its own event loop is and how long the newsroom takes to answer it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BirpcReturn } from 'birpc';
import { YOUNG_GENERATION_MB } from '../src/cli/newsroom-thread.ts';
import { type ChatCalls, joinWire, type NewsroomCalls, type ThreadOptions } from '../src/cli/wire.ts';
import { NewsroomError } from '../src/errors.ts';
import type { ChatRequest } from '../src/model.ts';
import { madeUpQuestions } from './corpus.ts';
import type { FeedServerMessage } from './feeds.ts';
import { percentile, printTable, type Row } from './figures.ts';

const FEEDS = 100;
const ITEMS_PER_FEED = 50;
const REQUEST_EVERY_MS = 50;
/** Every so many requests is a question to the archive; the others ask for the help page, which costs nothing. */
const QUESTION_EVERY_REQUESTS = 20;
const QUESTIONS = 40;
const IDLE_MS = 2_000;
const EVENT_LOOP_RESOLUTION_MS = 1;
const LIMIT_MS = 300_000;
const NANOSECONDS_A_MS = 1e6;
const REQUEST: Pick<ChatRequest, 'platform' | 'channel' | 'asker'> = {
  platform: 'console',
  channel: { platform: 'console', channel: 'desk' },
  asker: { id: 'editor', name: 'An editor' },
};

/** Reads FEEDS × ITEMS_PER_FEED articles in the newsroom's thread and prints what this one felt of it. */
export async function measureThreads(scratch: string): Promise<void> {
  const dataDir = join(scratch, 'threads');
  const configDir = join(scratch, 'threads-config');
  const server = fork(new URL('./feeds.ts', import.meta.url), [dataDir, String(FEEDS), String(ITEMS_PER_FEED)]);
  const listening = firstMessage(server, 'port');
  const taken = firstMessage(server, 'articles');
  try {
    writeConfig(configDir, (await listening).port);
    const idle = await felt(() => sleep(IDLE_MS));
    const thread = await openThread(dataDir, configDir);
    const trips: Trips = { help: [], question: [] };
    const reading = new AbortController();
    const asking = askAround(thread.calls, trips, reading.signal);
    const busy = await felt(() => Promise.race([taken, sleep(LIMIT_MS, undefined, { ref: false })]));
    reading.abort();
    await asking;
    await thread.close();
    printFigures(idle, busy, trips, await taken);
  } finally {
    server.kill();
  }
}

type Told<Key extends string> = Extract<FeedServerMessage, Readonly<Record<Key, number>>>;

function firstMessage<Key extends 'port' | 'articles'>(server: ChildProcess, key: Key): Promise<Told<Key>> {
  return new Promise((resolve, reject) => {
    server.on('message', (message) => {
      if (key in (message as object)) resolve(message as Told<Key>);
    });
    server.once('exit', (code) => reject(new Error(`the feeds' server has ended (${code})`)));
  });
}

function writeConfig(configDir: string, port: number): void {
  mkdirSync(configDir, { recursive: true });
  writeFileSync(join(configDir, 'newsroom.yaml'), 'logLevel: error\nallowHosts: [127.0.0.1]\n');
  const outlines = Array.from(
    { length: FEEDS },
    (_, n) => `<outline text="Feed ${n}" xmlUrl="http://127.0.0.1:${port}/${n}.json"/>`,
  );
  writeFileSync(join(configDir, 'feeds.opml'), `<opml version="2.0"><body>${outlines.join('')}</body></opml>`);
}

interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How late this thread's timers were while the work went on, in milliseconds. */
async function felt(work: () => Promise<unknown>): Promise<Delays> {
  const histogram = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  histogram.enable();
  await work();
  histogram.disable();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS_A_MS - EVENT_LOOP_RESOLUTION_MS);
  return { p50: late(histogram.percentile(50)), p99: late(histogram.percentile(99)), max: late(histogram.max) };
}

interface NewsroomThread {
  readonly calls: BirpcReturn<NewsroomCalls, ChatCalls>;
  close(): Promise<void>;
}

/** As `nutgraf start` does it, with a chat that nobody posts to. */
async function openThread(dataDir: string, configDir: string): Promise<NewsroomThread> {
  const workerData: ThreadOptions = {
    dataDir,
    configDir,
    sample: false,
    unhurried: false,
    backfill: 0,
    platforms: ['console'],
    logLevel: 'error',
  };
  const worker = new Worker(new URL('../src/cli/thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const opened = Promise.withResolvers<void>();
  const nothing = async (): Promise<never> => Promise.reject(new Error('nothing is posted here'));
  const calls = joinWire<NewsroomCalls, ChatCalls>(worker, {
    post: nothing,
    edit: nothing,
    reach: nothing,
    async opened(outcome) {
      if ('error' in outcome) opened.reject(NewsroomError.fromRecord(outcome.error));
      else opened.resolve();
    },
  });
  worker.once('error', opened.reject);
  await opened.promise;
  return {
    calls,
    async close() {
      const gone = once(worker, 'exit');
      // The thread may be gone before its answer is here.
      calls.close().catch(() => {});
      await gone;
    },
  };
}

interface Trips {
  readonly help: number[];
  readonly question: number[];
}

/** Asks for the help page again and again, and now and then a question, until the signal. */
async function askAround(calls: NewsroomThread['calls'], trips: Trips, signal: AbortSignal): Promise<void> {
  const questions = madeUpQuestions(FEEDS * ITEMS_PER_FEED, QUESTIONS);
  for (let n = 1; !signal.aborted; n += 1) {
    const asks = n % QUESTION_EVERY_REQUESTS === 0;
    const text = asks ? questions[(n / QUESTION_EVERY_REQUESTS) % QUESTIONS]!.question : '';
    const startedAt = performance.now();
    await calls.handle({ ...REQUEST, kind: asks ? 'question' : 'command', name: asks ? '' : 'help', text });
    trips[asks ? 'question' : 'help'].push(performance.now() - startedAt);
    await sleep(REQUEST_EVERY_MS);
  }
}

function printFigures(idle: Delays, busy: Delays, trips: Trips, { articles, ms }: Told<'articles'>): void {
  const rate = ((1_000 * articles) / ms).toFixed(0);
  printTable(
    `Threads: the newsroom's thread reads ${FEEDS} feeds, ${articles} articles (${rate} a second).\nEvent-loop delay of the chat thread, ms:`,
    [
      { 'chat thread': 'while nothing is read', ...idle },
      { 'chat thread': 'while feeds are read', ...busy },
    ],
  );
  const trip = (request: string, samples: readonly number[]): Row => ({
    request,
    asked: String(samples.length),
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    max: Math.max(...samples),
  });
  printTable("Round trip of a request from the chat thread to the newsroom's while it reads, ms:", [
    trip('/help', trips.help),
    trip('a question', trips.question),
  ]);
}
