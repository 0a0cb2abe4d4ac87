/** Many queries against many articles, record by record: the command `match`, without its files. */
import { asNewsroomError, type ErrorRecord, NewsroomError } from '../errors.ts';
import type { Name } from '../text/reading.ts';
import { type ArticleToAnalyse, analyseArticle } from './analysis.ts';
import { parseQuery } from './grammar.ts';
import { Percolator } from './matcher.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** One line of a file: what it says, or why it can't be read. */
export interface BatchRecord {
  readonly record: Fields | undefined;
  readonly error: ErrorRecord | undefined;
}
export type Records = AsyncIterable<BatchRecord> | Iterable<BatchRecord>;

export type MatchLine =
  | { readonly id: string; readonly matches: readonly string[] }
  | { readonly id: string | null; readonly error: ErrorRecord };

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export interface MatchFigures {
  readonly queries: number;
  readonly articles: number;
  readonly loadMs: number;
  readonly heapMB: number;
  readonly analyseMs: Percentiles;
  readonly matchMs: Percentiles;
  readonly matches: number;
}

export interface MatchRun {
  /** `{id, query}` a line. */
  readonly queries: Records;
  /** `{id, title?, text, source?, lang?, tags?}` a line. */
  readonly articles: Records;
  /** A clock that only runs forward, in milliseconds with fractions. */
  readonly stopwatch: () => number;
  /** Memory in use once the queries are loaded, in bytes. */
  readonly heapBytes: () => number;
  readonly emit: (line: MatchLine) => void | Promise<void>;
  /** Reads names; called only where a query asks for a person, a place or an organisation. */
  readonly namesOf?: (article: ArticleToAnalyse) => readonly Name[];
}

function textIn(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value === 'string') return value;
  throw new NewsroomError('bad_input', `“${key}” is missing or not a text.`);
}

function articleIn(fields: Fields): ArticleToAnalyse {
  const optional = (key: 'title' | 'source' | 'lang') =>
    typeof fields[key] === 'string' ? { [key]: fields[key] } : {};
  const tags = Array.isArray(fields.tags) ? fields.tags.filter((tag) => typeof tag === 'string') : [];
  return { text: textIn(fields, 'text'), ...optional('title'), ...optional('source'), ...optional('lang'), tags };
}

/** Calls `work` for every record; one that fails is answered with its error, and the rest goes on. */
async function eachRecord(
  records: Records,
  run: MatchRun,
  work: (id: string, fields: Fields) => void | Promise<void>,
): Promise<void> {
  for await (const { record, error } of records) {
    if (record === undefined) {
      await run.emit({ id: null, error: error ?? { code: 'bad_input', message: 'This line can’t be read.' } });
      continue;
    }
    const id = typeof record.id === 'string' || typeof record.id === 'number' ? String(record.id) : null;
    try {
      if (id === null || id === '') throw new NewsroomError('bad_input', '“id” is missing.');
      await work(id, record);
    } catch (thrown) {
      const failure = asNewsroomError(thrown);
      if (failure.code === 'internal') throw thrown;
      await run.emit({ id, error: failure.toRecord() });
    }
  }
}

/** The value below which a share of the samples lies; 0 where there are none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const percentiles = (samples: readonly number[]): Percentiles => ({
  p50: round(percentile(samples, 0.5)),
  p95: round(percentile(samples, 0.95)),
});

/** Loads the queries, matches the articles, emits a line for each and gives the figures. */
export async function runMatch(run: MatchRun): Promise<MatchFigures> {
  const percolator = new Percolator();
  const loadFrom = run.stopwatch();
  await eachRecord(run.queries, run, (id, fields) => percolator.add(id, parseQuery(textIn(fields, 'query'))));
  const loadMs = run.stopwatch() - loadFrom;
  const heapBytes = run.heapBytes();
  const analyseMs: number[] = [];
  const matchMs: number[] = [];
  let matches = 0;
  await eachRecord(run.articles, run, async (id, fields) => {
    const article = articleIn(fields);
    const names = percolator.needsNames && run.namesOf !== undefined ? { names: run.namesOf(article) } : {};
    const start = run.stopwatch();
    const analysed = analyseArticle({ ...article, ...names });
    const read = run.stopwatch();
    const found = percolator.match(analysed);
    matchMs.push(run.stopwatch() - read);
    analyseMs.push(read - start);
    matches += found.length;
    await run.emit({ id, matches: found.sort() });
  });
  return {
    queries: percolator.size,
    articles: matchMs.length,
    loadMs: round(loadMs),
    heapMB: round(heapBytes / 1e6),
    analyseMs: percentiles(analyseMs),
    matchMs: percentiles(matchMs),
    matches,
  };
}
