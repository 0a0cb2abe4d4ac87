/** "Did A happen before B?", "… before or after …?": two events, each with the date of the sentence that tells it. */
import { datesIn, formatDate } from '../text/dates.ts';
import { tokenise } from '../text/words.ts';
import type { Finding } from './finding.ts';
import { outletsNamed } from './outlets.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';

/** Share of an event's words that its sentence must hold. */
export const EVENT_SHARE = 0.45;

interface DatedEvent {
  readonly passage: Passage;
  readonly date: string;
  readonly share: number;
}

const ORDER_WORD = /\b(before or after|earlier than|later than|prior to|before|after|following)\b/i;

/** Which of two events came first; undefined where either is not told, or their dates can't be told apart. */
export function findSequence(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Finding | undefined {
  const text = question.resolved.replace(/[?.!\s]+$/, '');
  const word = ORDER_WORD.exec(text);
  if (word === null) return undefined;
  const reports =
    /\b(?:report|reported|article|mention|mentioned|publish|published|cover|covered)\b/i.test(text) &&
    outletsNamed(
      text,
      passages.map((passage) => passage.article),
    ).length >= 2;
  const first = datedEvent(text.slice(0, word.index), passages, terms, reports);
  const second = datedEvent(text.slice(word.index + word[0].length), passages, terms, reports);
  if (first === undefined || second === undefined) return undefined;
  const length = Math.min(first.date.length, second.date.length);
  const [left, right] = [first.date.slice(0, length), second.date.slice(0, length)];
  if (left === right) return undefined;
  const before = left < right;
  const asked = word[1]!.toLowerCase();
  const answer =
    asked === 'before or after'
      ? before
        ? 'Before'
        : 'After'
      : (asked === 'before' || asked === 'earlier than' || asked === 'prior to') === before
        ? 'Yes'
        : 'No';
  return {
    answer,
    confidence: Math.min(0.92, 0.3 + 0.65 * Math.min(first.share, second.share)),
    support: [first.passage, second.passage],
    dissent: [],
    caveats: [`The first is dated ${formatDate(first.date)}, the second ${formatDate(second.date)}.`],
  };
}

/** The best passage about one event, and its date: one in the sentence, else the day of publication. */
function datedEvent(
  text: string,
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  reports: boolean,
): DatedEvent | undefined {
  const named = outletsNamed(
    text,
    passages.map((passage) => passage.article),
  ).map((mention) => mention.source);
  const stems = new Set(tokenise(text).map((token) => token.stem));
  const own = terms.map((term) => (stems.has(term.stem) ? term.weight : 0));
  const total = own.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  let best: DatedEvent | undefined;
  for (const passage of passages) {
    if (named.length > 0 && !named.includes(passage.article.source)) continue;
    const share =
      own.reduce((sum, weight, at) => sum + weight * Math.max(passage.matches[at]!, 0.8 * passage.inContext[at]!), 0) /
      total;
    if (share < EVENT_SHARE || (best !== undefined && share <= best.share)) continue;
    const inSentence = reports ? undefined : datesIn(passage.sentence, passage.article.publishedAt)[0]?.date;
    best = { passage, date: inSentence ?? passage.article.publishedAt.slice(0, 10), share };
  }
  return best;
}
