/** Saying no: why there is no answer, what comes nearest, and since when we have been reading. */
import type { Article, Source } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';
import { MAX_QUESTION_CHARS } from './typed.ts';

/** Articles offered where there is no answer. */
export const MAX_NEAREST = 3;

export interface Refusal {
  readonly answer: string;
  readonly nearest: readonly Source[];
}

const WANTED: Readonly<Record<string, string>> = {
  person: 'who that is',
  agent: 'who that is',
  country: 'which country that is',
  place: 'where that is',
  organisation: 'which organisation that is',
  date: 'when that was',
  year: 'which year that was',
  month: 'which month that was',
  duration: 'how long that is',
  count: 'how many there are',
  money: 'how much that is',
  percent: 'what share that is',
  measure: 'what that measures',
  age: 'how old that is',
  reason: 'why that is',
  manner: 'how that came about',
  verdict: 'whether that is so',
  quote: 'what was said of it',
};

/** "Not in our coverage: …", with the words that no article has, if there are any. */
export function refuse(
  question: UnderstoodQuestion,
  terms: readonly QueryTerm[],
  passages: readonly Passage[],
  oldest: string | undefined,
): Refusal {
  const unknown = terms
    .filter((term) => term.articles === 0 && term.kind !== 'word' && term.weight > 1)
    .map((term) => term.text.replace(/['’]s$/, ''));
  const wanted = WANTED[question.answerType] ?? 'that';
  const why =
    unknown.length > 0
      ? `no article mentions ${joinOr(unknown.slice(0, 3))}`
      : passages.length === 0
        ? 'no article is about that'
        : `no article says ${wanted}`;
  return { answer: `Not in our coverage: ${why}${since(oldest)}.`, nearest: nearestSources(passages) };
}

const joinOr = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** The archive reaches back to its oldest article. */
function since(oldest: string | undefined): string {
  return oldest === undefined
    ? ' (nothing has been read yet)'
    : ` (our archive begins on ${formatDate(oldest.slice(0, 10))})`;
}

export function refuseUnknownOutlets(
  outlets: readonly string[],
  passages: readonly Passage[],
  oldest: string | undefined,
): Refusal {
  return {
    answer: `Not in our coverage: we hold nothing on this from ${joinOr(outlets.slice(0, 3))}${since(oldest)}.`,
    nearest: nearestSources(passages),
  };
}

export function offerBrief(
  question: UnderstoodQuestion,
  passages: readonly Passage[],
  oldest: string | undefined,
): Refusal {
  const topic = question.resolved.replace(/[?.!\s]+$/, '').slice(0, 80);
  const answer =
    passages.length === 0
      ? `Not in our coverage: no article is about “${topic}”${since(oldest)}.`
      : `That is a topic rather than a question: /brief ${topic} sums up what we hold.`;
  return { answer, nearest: nearestSources(passages) };
}

export const TOO_LONG = `That question is too long to read: please ask it in at most ${MAX_QUESTION_CHARS} characters.`;
export const UNREADABLE =
  'Please ask in English words: who, what, when, where, how many, or a yes-or-no question about the news.';

/** The best articles, each once. */
export function nearestSources(passages: readonly Passage[]): readonly Source[] {
  const seen = new Map<string, Article>();
  for (const { article } of passages)
    if (seen.size < MAX_NEAREST && !seen.has(article.id)) seen.set(article.id, article);
  return [...seen.values()].map((article, index) => ({
    n: index + 1,
    articleId: article.id,
    source: article.source,
    title: article.title,
    publishedAt: article.publishedAt,
    ...(article.publishedAtGuessed ? { undated: true } : {}),
    ...(article.url === undefined ? {} : { url: article.url }),
  }));
}
