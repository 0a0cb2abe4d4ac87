/**
 * What watchlists cost: loading them, their memory, matching an article against all of them, beside a loop that evaluates
 * every query on the same articles; and a look back over past articles.
 *
 *   node --expose-gc bench/watch.ts [--sizes 1000,10000,100000,1000000] [--queries Q.jsonl[.gz] --articles A.jsonl[.gz]]
 *
 * Without files the articles are made up, as in bench/storage.ts, and the queries are made from them: phrases, words, words
 * near each other, ANDs, ORs and NOTs, many of them alike. The same seed gives the same queries.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type AnalysedArticle, analyseArticle, isEverywhere } from '../src/watch/analysis.ts';
import { percentile } from '../src/watch/batch.ts';
import { conditionOf } from '../src/watch/condition.ts';
import { Sight, satisfies } from '../src/watch/evaluation.ts';
import { parseQuery } from '../src/watch/grammar.ts';
import { Percolator } from '../src/watch/matcher.ts';
import { seededRandom, syntheticSteps } from './storage.ts';

const ARTICLES = 1_000;
const BACKTEST_ARTICLES = 20_000;
const NAIVE_BUDGET_MS = 3_000;
const NOW = '2025-07-31T12:00:00.000Z';

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

function measureNaive(queries: readonly AskedQuery[], articles: readonly AnalysedArticle[], percolator: Percolator) {
  const conditions = queries.map(({ id, query }) => ({ id, condition: conditionOf(parseQuery(query)) }));
  const samples: number[] = [];
  const until = performance.now() + NAIVE_BUDGET_MS;
  let agree = true;
  for (const article of articles) {
    const start = performance.now();
    const found = conditions.filter(({ condition }) => satisfies(condition, new Sight(article))).map(({ id }) => id);
    samples.push(performance.now() - start);
    agree &&= found.sort().join() === percolator.match(article).sort().join();
    if (performance.now() > until) break;
  }
  return { p50: percentile(samples, 0.5), agree };
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
  const naive = measureNaive(queries, analysed, percolator);
  const cells = [
    String(queries.length).padStart(10),
    String(percolator.distinct).padStart(10),
    shown(loadMs, 0),
    shown(heapMB, 1),
    shown(percentile(analyseMs, 0.5), 3),
    shown(percentile(matchMs, 0.5), 3),
    shown(percentile(matchMs, 0.95), 3),
    shown(matches / articles.length, 1),
    shown(naive.p50, 1),
    (naive.agree ? 'yes' : 'NO').padStart(10),
  ];
  console.log(cells.join(''));
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
  files: { readonly queries?: string | undefined; readonly articles?: string | undefined } = {},
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
    'naive p50',
    'agree',
  ];
  console.log(heads.map((head) => head.padStart(10)).join(''));
  for (const size of sizes) measure(firstOf(given ?? madeUpQueries(articles, 2), size), articles);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      queries: { type: 'string' },
      articles: { type: 'string' },
    },
  });
  await measureWatch(values.sizes.split(',').map(Number), values);
}
