/** When which outlet carried a story, as a chart. */
import type { Brief, CoverageChart, Source } from '../model.ts';
import { count, listInWords } from './spans.ts';

/** Fewer articles, or articles closer together, are told quicker than drawn. */
export const CHART_MIN_MARKS = 3;
export const CHART_MIN_SPAN_MS = 30 * 60_000;
/** Outlets that are named to those who do not see the picture. */
const OUTLETS_NAMED = 3;

/** Undefined where there is too little to draw. Articles without a time of their own are left out. */
export function chartOf({ headline, sources }: Pick<Brief, 'headline' | 'sources'>): CoverageChart | undefined {
  const byNumber = new Map(sources.map((source) => [source.n, source]));
  const dated = sources
    .filter(({ undated }) => undated !== true)
    .toSorted((a, b) => Date.parse(a.publishedAt) - Date.parse(b.publishedAt));
  const [first, last] = [dated[0], dated.at(-1)];
  if (first === undefined || last === undefined || dated.length < CHART_MIN_MARKS) return undefined;
  if (Date.parse(last.publishedAt) - Date.parse(first.publishedAt) < CHART_MIN_SPAN_MS) return undefined;
  const marks = dated.map(({ publishedAt: at, source, copyOf }) => {
    const origin = copyOf === undefined ? undefined : byNumber.get(copyOf);
    return { at, source, ...(origin === undefined ? {} : { copyOf: origin.source }) };
  });
  return { title: headline, marks, alt: inWords(dated, marks.filter(({ copyOf }) => copyOf !== undefined).length) };
}

const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** "Coverage from 3 July 2025 at 08:10 to …: 19 articles from 7 outlets, 4 of them copies; first A, then B and C." */
function inWords(dated: readonly Source[], copies: number): string {
  const outlets = [...new Set(dated.map(({ source }) => source))];
  const [from, to] = [dated[0]!, dated.at(-1)!].map(({ publishedAt }) => MINUTE.format(new Date(publishedAt)));
  const [first = '', ...then] = outlets.slice(0, OUTLETS_NAMED);
  const copied = copies === 0 ? '' : `, ${copies} of them ${copies === 1 ? 'a copy' : 'copies'}`;
  const order = then.length === 0 ? '' : `; first ${first}, then ${listInWords(then)}`;
  return `Coverage from ${from} to ${to} UTC: ${count(dated.length, 'article')} from ${count(outlets.length, 'outlet')}${copied}${order}.`;
}
