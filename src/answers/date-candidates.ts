/** Dates that answer: made absolute, as precise as asked. */
import { datesIn, formatDate } from '../text/dates.ts';
import type { AnswerType } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** A date counted from a guessed day of publication. */
const FIT_OF_GUESSED_DATE = 0.3;

/** "when will": what lay behind the article is no answer. */
const asksOfTheFuture = ({ resolved }: UnderstoodQuestion): boolean =>
  /\b(?:will|shall|going to|due to|scheduled to)\b/i.test(resolved);

/** Dates of the sentence, absolute and as precise as asked; centuries where they are asked for. */
export function dateCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const type = question.answerType;
  const { sentence, article } = passage;
  if (type === 'century') return centuryCandidates(passage);
  return datesIn(sentence, article.publishedAt).flatMap((mention) => {
    const text = dateText(mention.date, mention.until, mention.text, type);
    if (text === undefined) return [];
    if (
      asksOfTheFuture(question) &&
      (mention.until ?? mention.date) < article.publishedAt.slice(0, mention.date.length)
    )
      return [];
    const precision = mention.date.length;
    // "on Thursday" hangs on the day of publication: where that is only guessed, so is the date.
    const guessed = article.publishedAtGuessed && !/\b(?:1\d|20)\d\d\b/.test(mention.text);
    const fit = guessed
      ? FIT_OF_GUESSED_DATE
      : type === 'date'
        ? precision >= 10
          ? 1
          : precision >= 7
            ? 0.9
            : 0.85
        : 1;
    return [
      {
        text,
        key: `date ${type} ${keyOfDate(mention.date, type)}`,
        start: mention.start,
        end: mention.end,
        written: mention.text,
        fit,
        kind: 'date' as const,
      },
    ];
  });
}

const keyOfDate = (date: string, type: AnswerType): string =>
  type === 'year' ? date.slice(0, 4) : type === 'month' ? date.slice(0, 7) : date;

const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The date as it answers: absolute, as precise as asked; as written where the words are absolute already. */
function dateText(date: string, until: string | undefined, written: string, type: AnswerType): string | undefined {
  if (type === 'year') return /^\d{4}s$/.test(written) ? written : date.slice(0, 4);
  if (type === 'month') return date.length < 7 ? undefined : formatDate(date.slice(0, 7));
  if (type === 'weekday')
    return date.length < 10 ? undefined : WEEKDAY_NAMES[new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay()];
  if (type === 'clock') return undefined;
  if (/\b(?:1\d|20)\d\d(?:s|\b)/.test(written)) return written;
  return until === undefined || until === date ? formatDate(date) : `${formatDate(date)} to ${formatDate(until)}`;
}

const CENTURY =
  /\b(?:(?:early|mid|late)[ -])?(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)[ -]centur(?:y|ies)(?: BCE?)?\b|\b(?:1\d|20)\d0s\b/gi;

function centuryCandidates({ sentence }: Passage): Candidate[] {
  return [...sentence.text.matchAll(CENTURY)].map((match) => ({
    text: match[0],
    key: match[0].toLowerCase(),
    start: sentence.start + match.index,
    end: sentence.start + match.index + match[0].length,
    written: match[0],
    fit: 1,
    kind: 'date' as const,
  }));
}
