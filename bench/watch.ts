/**
 * What watchlists cost: loading them, their memory, matching an article against all of them, beside two peers on the same
 * articles; taking one watchlist up and letting it go; and a look back over an archive.
 *
 *   node --expose-gc bench/watch.ts [--sizes 1000,10000,100000,1000000] [--queries Q.jsonl[.gz] --articles A.jsonl[.gz]]
 *     [--archive DIR]
 *
 * The peers: a loop that evaluates every query in turn, and MiniSearch, to which the article is given alone and then every
 * query is put, as people do who have a search library at hand (it has no phrases: theirs are the words, so it finds more).
 * Both are given a few seconds at each size, and the table says for how many articles that was enough.
 *
 * Without files the articles are made up, as in bench/storage.ts, and the queries are made from them: phrases, words, words
 * near each other, ANDs, ORs and NOTs, many of them alike. The same seed gives the same queries. Without an archive one of
 * 100,000 made-up articles is filled first, which takes some minutes.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import MiniSearch, { type Query as MiniSearchQuery } from 'minisearch';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { namesOf } from '../src/text/names.ts';
import { readText } from '../src/text/read.ts';
import { type AnalysedArticle, analyseArticle, isEverywhere, wordsOf } from '../src/watch/analysis.ts';
import type { LookBack, Past } from '../src/watch/archivist.ts';
import { percentile } from '../src/watch/batch.ts';
import { conditionOf } from '../src/watch/condition.ts';
import { Sight, satisfies } from '../src/watch/evaluation.ts';
import { parseQuery } from '../src/watch/grammar.ts';
import { lookBack } from '../src/watch/lookback.ts';
import { Percolator } from '../src/watch/matcher.ts';
import type { Query } from '../src/watch/query.ts';
import { fillArchives } from './archives.ts';
import { seededRandom, syntheticSteps } from './storage.ts';

const ARTICLES = 1_000;
const ARCHIVE_ARTICLES = 100_000;
const LOOKS_BACK = 60;
/** For each peer at each size. */
const PEER_BUDGET_MS = 4_000;
const LIVE_CHANGES = 2_000;

interface AskedQuery {
  readonly id: string;
  readonly query: string;
}
interface PlainArticle {
  readonly title?: string;
  readonly text: string;
}

function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function madeUpArticles(count: number, seed: number): PlainArticle[] {
  const articles: PlainArticle[] = [];
  for (const { article } of syntheticSteps(seed)) {
    articles.push({ title: article.title, text: article.text });
    if (articles.length === count) break;
  }
  return articles;
}

/** Queries as newsrooms write them: most are names, in a row; half of the names are in the articles, half of their parts. */
function* madeUpQueries(articles: readonly PlainArticle[], seed: number): Generator<AskedQuery> {
  const random = seededRandom(seed);
  const texts = articles.map(({ text }) => text.match(/\p{L}{4,}/gu) ?? []);
  const below = (limit: number): number => Math.floor(random() * limit);
  // The square makes a few words and names the ones that everybody watches.
  const popular = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)]!;
  const word = (): string => {
    const words = popular(texts);
    const drawn = words[below(words.length)]!;
    return isEverywhere(drawn.toLowerCase()) ? word() : drawn;
  };
  const name = (): string => {
    const words = popular(texts);
    const at = below(words.length - 1);
    return random() < 0.5 ? `"${words[at]} ${words[at + 1]}"` : `"${word()} ${word()}"`;
  };
  const names = Array.from({ length: 60_000 }, name);
  const someName = (): string => popular(names);
  const any = (): string => (random() < 0.6 ? someName() : word());
  const shapes: readonly (readonly [share: number, make: () => string])[] = [
    [0.37, someName],
    [0.05, () => `"${word()} ${word()}"~8`],
    [0.03, word],
    [0.2, () => `${any()} AND ${any()}`],
    [0.1, () => `${any()} AND NOT ${word()}`],
    [0.07, () => `${any()} AND ${word()} AND ${word()}`],
    [0.18, () => `(${any()} OR ${any()} OR ${any()}) AND ${word()}`],
  ];
  for (let n = 0; ; n += 1) {
    let share = random();
    const shape = shapes.find(([part]) => {
      share -= part;
      return share < 0;
    });
    yield { id: `q${n}`, query: (shape ?? shapes[0]!)[1]() };
  }
}

/** Bytes in use, typed arrays included. */
function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const shown = (value: number, digits: number): string => value.toFixed(digits).padStart(10);

/** The same of one peer after another: how long an article takes against all queries, for as many articles as there is time. */
function measurePeer<T>(articles: readonly T[], match: (article: T) => void): { p50: number; articles: number } {
  const samples: number[] = [];
  const until = performance.now() + PEER_BUDGET_MS;
  for (const article of articles) {
    const start = performance.now();
    match(article);
    samples.push(performance.now() - start);
    if (performance.now() > until) break;
  }
  return { p50: percentile(samples, 0.5), articles: samples.length };
}

function measureNaive(queries: readonly AskedQuery[], articles: readonly AnalysedArticle[], percolator: Percolator) {
  const conditions = queries.map(({ id, query }) => ({ id, condition: conditionOf(parseQuery(query)) }));
  const found: string[][] = [];
  const measured = measurePeer(articles, (article) => {
    found.push(conditions.filter(({ condition }) => satisfies(condition, new Sight(article))).map(({ id }) => id));
  });
  const agree = found.every((ids, at) => ids.sort().join() === percolator.match(articles[at]!).sort().join());
  return { ...measured, agree };
}

/** A query as MiniSearch has it. */
function asked(query: Query): Exclude<MiniSearchQuery, symbol> {
  switch (query.kind) {
    case 'and': {
      const wanted = query.parts.filter((part) => part.kind !== 'not').map(asked);
      const unwanted = query.parts.flatMap((part) => (part.kind === 'not' ? [asked(part.part)] : []));
      const all: Exclude<MiniSearchQuery, symbol> = { combineWith: 'AND', queries: wanted };
      return unwanted.length === 0 ? all : { combineWith: 'AND_NOT', queries: [all, ...unwanted] };
    }
    case 'or':
      return { combineWith: 'OR', queries: query.parts.map(asked) };
    case 'not':
      throw new Error('a query that only excludes is none');
    default:
      return { combineWith: 'AND', queries: wordsOf(query.text).map((word) => word.norm) };
  }
}

function measureMiniSearch(queries: readonly AskedQuery[], articles: readonly PlainArticle[]) {
  const asking = queries.map(({ id, query }) => ({ id, asks: asked(parseQuery(query)) }));
  return measurePeer(articles, ({ title = '', text }) => {
    const index = new MiniSearch({ fields: ['title', 'text'] });
    index.add({ id: 1, title, text });
    return asking.filter(({ asks }) => index.search(asks).length > 0).map(({ id }) => id);
  });
}

/** Lets watchlists go and takes them up again, one by one; milliseconds each. */
function measureChanges(queries: readonly AskedQuery[], percolator: Percolator): number {
  const random = seededRandom(5);
  const samples: number[] = [];
  for (let n = 0; n < LIVE_CHANGES; n += 1) {
    const { id, query } = queries[Math.floor(random() * queries.length)]!;
    const parsed = parseQuery(query);
    const start = performance.now();
    percolator.remove(id);
    percolator.add(id, parsed);
    samples.push(performance.now() - start);
  }
  return percentile(samples, 0.95);
}

function measure(queries: readonly AskedQuery[], articles: readonly PlainArticle[]): void {
  const before = usedBytes();
  const start = performance.now();
  const percolator = new Percolator();
  for (const { id, query } of queries) percolator.add(id, parseQuery(query));
  const loadMs = performance.now() - start;
  const heapMB = (usedBytes() - before) / 1e6;
  const analyseMs: number[] = [];
  const matchMs: number[] = [];
  let matches = 0;
  const analysed = articles.map((article) => {
    const from = performance.now();
    const read = analyseArticle(article);
    const between = performance.now();
    matches += percolator.match(read).length;
    matchMs.push(performance.now() - between);
    analyseMs.push(between - from);
    return read;
  });
  const changeMs = measureChanges(queries, percolator);
  const naive = measureNaive(queries, analysed, percolator);
  const mini = measureMiniSearch(queries, articles);
  const cells = [
    String(queries.length).padStart(10),
    String(percolator.distinct).padStart(10),
    shown(loadMs, 0),
    shown(heapMB, 1),
    shown(percentile(analyseMs, 0.5), 3),
    shown(percentile(matchMs, 0.5), 3),
    shown(percentile(matchMs, 0.95), 3),
    shown(matches / articles.length, 1),
    shown(changeMs * 1_000, 0),
    shown(naive.p50, 1),
    String(naive.articles).padStart(8),
    (naive.agree ? 'yes' : 'NO').padStart(6),
    shown(mini.p50, 1),
    String(mini.articles).padStart(8),
  ];
  console.log(cells.join(''));
}

/** Looks back over an archive for queries as they are made up from its newest articles, some of them as broad as can be. */
async function measureLookBack(dataDir: string): Promise<void> {
  const store = await openSqliteStore({ dataDir });
  try {
    const newest = await store.archive.stories({ limit: 300 });
    const now = newest[0]!.updatedAt;
    const articles = await store.archive.articles(newest.flatMap((story) => story.articleIds.slice(0, 1)));
    const past: Past = { ...store, namesOf: (article) => namesOf(readText(article.text, { lang: article.lang })) };
    const options: LookBack = { now };
    const queries = firstOf(madeUpQueries(articles, 3), LOOKS_BACK).map(({ query }) => query);
    const broad = ['said', 'monday OR tuesday', 'minis*', 'source:Herald AND NOT monday', 'title:board'];
    const samples: number[] = [];
    const cpuSamples: number[] = [];
    const verdicts = new Map<string, number>();
    for (const query of [...queries, ...broad]) {
      const start = performance.now();
      const cpuStart = process.cpuUsage();
      const { verdict } = await lookBack(parseQuery(query), past, options);
      samples.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpuStart);
      cpuSamples.push((user + system) / 1_000);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    const { articles: stored } = await store.archive.extent();
    const ms = (share: number, of = samples): string => `${percentile(of, share).toFixed(0)} ms`;
    console.log(
      `\n${samples.length} backtests over ${stored} stored articles: p50 ${ms(0.5)}, p95 ${ms(0.95)}, worst ${ms(1)}; of the processor p95 ${ms(0.95, cpuSamples)} (${[...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')})`,
    );
  } finally {
    await store.close();
  }
}

async function withArchive(given: string | undefined, work: (dataDir: string) => Promise<void>): Promise<void> {
  if (given !== undefined) return work(given);
  const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-watch-'));
  try {
    const [filled] = await fillArchives([ARCHIVE_ARTICLES], scratch, () => {});
    await work(filled!.dataDir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The first of the queries, as many as asked for. */
function firstOf(queries: Iterable<AskedQuery>, count: number): AskedQuery[] {
  const taken: AskedQuery[] = [];
  for (const query of queries) {
    if (taken.length === count) break;
    taken.push(query);
  }
  return taken;
}

/** Prints the table, a row a size; sizes beyond the queries given are cut down to them. */
export async function measureWatch(
  sizes: readonly number[],
  files: {
    readonly queries?: string | undefined;
    readonly articles?: string | undefined;
    readonly archive?: string | undefined;
  } = {},
): Promise<void> {
  const articles = files.articles === undefined ? madeUpArticles(ARTICLES, 1) : readLines<PlainArticle>(files.articles);
  const given = files.queries === undefined ? undefined : readLines<AskedQuery>(files.queries);
  const heads = [
    'queries',
    'distinct',
    'load ms',
    'heap MB',
    'read p50',
    'match p50',
    'match p95',
    'matches',
    'change µs',
    'naive p50',
  ];
  const peers = ['of', 'agree', 'mini p50', 'of'].map((head, at) => head.padStart([8, 6, 10, 8][at]!));
  console.log([...heads.map((head) => head.padStart(10)), ...peers].join(''));
  for (const size of sizes) measure(firstOf(given ?? madeUpQueries(articles, 2), size), articles);
  await withArchive(files.archive, measureLookBack);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000,100000,1000000' },
      queries: { type: 'string' },
      articles: { type: 'string' },
      archive: { type: 'string' },
    },
  });
  await measureWatch(values.sizes.split(',').map(Number), values);
}
