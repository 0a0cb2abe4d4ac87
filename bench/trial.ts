/**
 * One measurement in one archive, in a process of its own so that its memory is its own. Prints one line of JSON.
 *
 *   node bench/trial.ts ingest|answers|opening DATA_DIR CONFIG_DIR ARTICLES
 */

import { openSqliteStore, type SqliteStore } from '../adapters/storage/sqlite/store.ts';
import type { House } from '../src/cli/context.ts';
import { openHouse } from '../src/cli/house.ts';
import type { Watchlist } from '../src/model.ts';
import { openNewsroom } from '../src/newsroom/open.ts';
import type { FeedSource } from '../src/ports.ts';
import { SEEN_AFTER_MS } from './archives.ts';
import { ARTICLES_PER_DAY, FIRST_DAY_MS, madeUpNews, madeUpQuestions, type Piece } from './corpus.ts';
import { feedOf } from './feeds.ts';
import { megabytes, percentile, type Row } from './figures.ts';
import { seededRandom } from './storage.ts';
import { inventedName, inventedWord } from './words.ts';

const WARM_UP_ARTICLES = 50;
const MEASURED_ARTICLES = 500;
const QUESTIONS = 45;
const WATCHLISTS = 1_000;
const WATCHLISTS_PER_CHANNEL = 200;

const [what = '', dataDir = '', configDir = '', size = '0'] = process.argv.slice(2);
const articles = Number(size);
/** The moment at which the archive's last article was seen, moved on by what is read afterwards. */
const clock = { ms: FIRST_DAY_MS + (articles / ARTICLES_PER_DAY) * 86_400_000 + SEEN_AFTER_MS };

const open = (): Promise<House> =>
  openHouse({
    dataDir,
    configDir,
    exclusive: true,
    sample: { clock: { now: () => clock.ms }, outlets: [], hosts: [] },
  });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** What the process's threads have computed since: unlike time that passes, other processes don't lengthen it much. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function* pieces(from: number, count: number): Generator<Piece> {
  const news = madeUpNews(from);
  for (let n = 0; n < count; n += 1) yield news.next().value;
}

/** Articles as they are handed in, one after the other: read, clustered, stored. */
async function measureIngest(): Promise<Row> {
  const { newsroom, close } = await open();
  const samples: number[] = [];
  let busy = process.cpuUsage();
  for (const { event: _event, ...draft } of pieces(articles, WARM_UP_ARTICLES + MEASURED_ARTICLES)) {
    clock.ms = Date.parse(draft.publishedAt) + SEEN_AFTER_MS;
    if (samples.length === WARM_UP_ARTICLES) busy = process.cpuUsage();
    samples.push(await timed(() => newsroom.ingest(draft)));
  }
  const cpuMs = cpuMsSince(busy);
  await close();
  const measured = samples.slice(WARM_UP_ARTICLES);
  const totalMs = measured.reduce((sum, ms) => sum + ms, 0);
  const feed = await measureFeed(articles + samples.length);
  return {
    'articles/s': (1_000 * measured.length) / totalMs,
    'ms p50': percentile(measured, 0.5),
    'ms p95': percentile(measured, 0.95),
    'CPU ms each': cpuMs / measured.length,
    'from feeds/s': feed,
    'RSS MB': megabytes(process.memoryUsage.rss()),
  };
}

/** Articles as the bot reads them: a feed's bytes, every item matched against watchlists that it does not match. Gives articles a second. */
async function measureFeed(from: number): Promise<number> {
  const store = await openSqliteStore({ dataDir });
  await storeWatchlists(store);
  const items = [...pieces(from, MEASURED_ARTICLES)];
  clock.ms = Date.parse(items.at(-1)!.publishedAt) + SEEN_AFTER_MS;
  const body = new TextEncoder().encode(JSON.stringify(feedOf('The feed', items)));
  const source: FeedSource = {
    fetch: async (url) => ({
      url,
      status: 200,
      notModified: false,
      contentType: 'application/feed+json',
      body,
      validators: {},
    }),
  };
  const newsroom = await openNewsroom({
    ...store,
    feedSource: source,
    pageSource: source,
    clock: { now: () => clock.ms },
    log: { info() {}, warn() {}, error: console.error },
    random: seededRandom(1),
    policy: {
      polling: { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1_440, concurrency: 8 },
      briefWords: 120,
      answerMinConfidence: 0.4,
      owners: new Map(),
      aliases: [],
    },
  });
  await newsroom.feeds.add({ url: 'https://outlet.example/feed.json', outlet: 'Outlet' });
  const before = (await newsroom.report()).articles;
  const ms = await timed(() => newsroom.readDueFeeds({ backfill: MEASURED_ARTICLES, now: 'all' }));
  const taken = (await newsroom.report()).articles - before;
  await store.close();
  return (1_000 * taken) / ms;
}

async function storeWatchlists({ state }: SqliteStore): Promise<void> {
  const random = seededRandom(9);
  const below = (limit: number): number => Math.floor(random() * limit);
  const collection = state.collection<Watchlist>('watchlists');
  for (let n = 1; n <= WATCHLISTS; n += 1) {
    await collection.set(`w_${n}`, {
      id: `w_${n}`,
      name: `Watchlist ${n}`,
      query: `"${inventedName(below)} ${inventedName(below, 4)}" AND ${inventedWord(below(2 ** 31), 4)}`,
      owner: { id: 'editor', name: 'An editor' },
      channel: { platform: 'console', channel: `desk ${Math.floor(n / WATCHLISTS_PER_CHANNEL)}` },
      createdAt: new Date(FIRST_DAY_MS).toISOString(),
    });
  }
}

async function measureAnswers(): Promise<Row> {
  const { newsroom, close } = await open();
  const questions = madeUpQuestions(articles, QUESTIONS);
  const samples: number[] = [];
  const firstMs = await timed(() => newsroom.ask(questions[0]!.question));
  const busy = process.cpuUsage();
  const tally = { right: 0, wrong: 0, refused: 0, refusedRightly: 0 };
  for (const { question, expected } of questions) {
    const startedAt = performance.now();
    const answer = await newsroom.ask(question);
    samples.push(performance.now() - startedAt);
    const holds = expected?.some((part) => answer.answer.toLowerCase().includes(part)) ?? false;
    if (answer.abstained) tally[expected === undefined ? 'refusedRightly' : 'refused'] += 1;
    else tally[holds ? 'right' : 'wrong'] += 1;
  }
  const cpuMs = cpuMsSince(busy);
  await close();
  const unanswerable = questions.filter(({ expected }) => expected === undefined).length;
  return {
    'first ms': firstMs,
    'ms p50': percentile(samples, 0.5),
    'ms p95': percentile(samples, 0.95),
    'ms max': Math.max(...samples),
    'CPU ms each': cpuMs / samples.length,
    right: `${tally.right} of ${questions.length - unanswerable}`,
    'refused in vain': String(tally.refused),
    'refused rightly': `${tally.refusedRightly} of ${unanswerable}`,
    'RSS MB': megabytes(process.memoryUsage.rss()),
  };
}

/** From the process's first instruction, and of that from the modules' loading. */
async function measureOpening(): Promise<Row> {
  const openMs = await timed(open);
  return {
    'start to open ms': performance.now(),
    'of it opening ms': openMs,
    'RSS MB': megabytes(process.memoryUsage.rss()),
  };
}

const trials: Readonly<Record<string, () => Promise<Row>>> = {
  ingest: measureIngest,
  answers: measureAnswers,
  opening: measureOpening,
};
const trial = trials[what];
if (trial === undefined) throw new Error(`no such trial: ${what}`);
process.stdout.write(`${JSON.stringify(await trial())}\n`);
