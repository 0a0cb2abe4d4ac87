/** Many queries against many articles, as JSON lines: the command `match`, without its files. */
import { asNewsroomError, type ErrorRecord, NewsroomError } from '../errors.ts';
import type { Name } from '../text/reading.ts';
import { type ArticleToAnalyse, analyseArticle } from './analysis.ts';
import { parseQuery } from './grammar.ts';
import { Percolator } from './matcher.ts';

type Lines = AsyncIterable<string> | Iterable<string>;
type Fields = Readonly<Record<string, unknown>>;

export type MatchLine =
  | { readonly id: string; readonly matches: readonly string[] }
  | { readonly id: string | null; readonly error: ErrorRecord };

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export interface MatchFigures {
  readonly queries: number;
  readonly articles: number;
  readonly loadMs: number;
  /** What the loaded queries take, typed arrays included; not what the program takes without them. */
  readonly heapMB: number;
  readonly analyseMs: Percentiles;
  readonly matchMs: Percentiles;
  readonly matches: number;
}

export interface MatchRun {
  /** `{id, query}` a line. */
  readonly queries: Lines;
  /** `{id, title?, text, source?, lang?, tags?}` a line. */
  readonly articles: Lines;
  /** A clock that only runs forward, in milliseconds with fractions. */
  readonly stopwatch: () => number;
  /** Memory in use, in bytes; asked for before and after the queries are loaded. */
  readonly heapBytes: () => number;
  readonly emit: (line: MatchLine) => void | Promise<void>;
  /** Reads names; called only where a query asks for a person, a place or an organisation. */
  readonly namesOf?: (article: ArticleToAnalyse) => readonly Name[];
}

/** The object on a line. Throws `bad_input`. */
function fieldsOf(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new NewsroomError('bad_input', 'This line is not JSON.', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new NewsroomError('bad_input', 'This line is not a JSON object.');
}

function idIn({ id }: Fields): string {
  if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return String(id);
  throw new NewsroomError('bad_input', '“id” is missing.');
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

/** Calls `work` for every line that is not blank; one that fails is answered with its error, and the rest goes on. */
async function eachLine(
  lines: Lines,
  run: MatchRun,
  work: (id: string, fields: Fields) => void | Promise<void>,
): Promise<void> {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    let id: string | null = null;
    try {
      const fields = fieldsOf(line);
      id = idIn(fields);
      await work(id, fields);
    } catch (thrown) {
      const error = asNewsroomError(thrown);
      if (error.code === 'internal') throw thrown;
      await run.emit({ id, error: error.toRecord() });
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
  const bytesBefore = run.heapBytes();
  const loadFrom = run.stopwatch();
  await eachLine(run.queries, run, (id, fields) => percolator.add(id, parseQuery(textIn(fields, 'query'))));
  const loadMs = run.stopwatch() - loadFrom;
  const heapBytes = run.heapBytes() - bytesBefore;
  const analyseMs: number[] = [];
  const matchMs: number[] = [];
  let matches = 0;
  await eachLine(run.articles, run, async (id, fields) => {
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
