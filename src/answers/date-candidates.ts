/** Dates that answer: made absolute, as precise as asked. */
import { datesIn, formatDate } from '../text/dates.ts';
import type { AnswerType } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** A month whose year is guessed: the month is told. */
const FIT_OF_GUESSED_YEAR = 0.75;
const MONTH_LENGTH = '2031-05'.length;
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
  const own = publishedBy(passage) ?? article.publishedAt;
  const asked = yearAskedOf(passage, question, own);
  return datesIn(sentence, own).flatMap((found) => {
    const mention = asked === undefined || !OF_NO_YEAR.test(found.text) ? found : { ...found, ...inYear(found, asked) };
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
      ? mention.date.length === MONTH_LENGTH
        ? FIT_OF_GUESSED_YEAR
        : FIT_OF_GUESSED_DATE
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

/** A sentence that is little but a date, or what stands before the dash of a dateline. */
const DATE_SHARE = 0.5;
const DATELINE_END = /^.{0,60}?\s(?:--|[—–-])\s/;

/**
 * The day that the article's own dateline gives, where it is another than the day we hold: a page that was saved later
 * still means its own Tuesday. Undefined where it gives none.
 */
const publishedBy = remembered(({ reading, article }: Passage): string | undefined => {
  const { sentences } = reading;
  const ends = sentences.filter((_, index) => index < HEAD_SENTENCES || index === sentences.length - 1);
  for (const sentence of ends) {
    if (!/\b20\d\d\b/.test(sentence.text) || /\b(?:file|photo|picture|archive)\b/i.test(sentence.text)) continue;
    const dateline = DATELINE_END.exec(sentence.text)?.[0].length ?? 0;
    const date = datesIn(sentence, article.publishedAt).find(
      ({ date: day, text, start }) =>
        day.length === 10 &&
        /\b20\d\d\b/.test(text) &&
        (text.length >= DATE_SHARE * sentence.text.length || start - sentence.start < dateline),
    );
    if (date !== undefined && date.date < article.publishedAt.slice(0, 10)) return `${date.date}T12:00:00.000Z`;
  }
  return undefined;
});

/** Sentences at the head of an article among which its dateline is. */
const HEAD_SENTENCES = 3;

function remembered<T>(find: (passage: Passage) => T): (passage: Passage) => T {
  const known = new WeakMap<Passage['reading'], { readonly found: T }>();
  return (passage) => {
    const held = known.get(passage.reading) ?? { found: find(passage) };
    known.set(passage.reading, held);
    return held.found;
  };
}

/** "Feb. 13", "on March 5": a day whose year the reader is left to know. */
const OF_NO_YEAR = /^(?!.*\b(?:1\d|20)\d\d\b)(?=.*\d)(?=.*\p{Lu}\p{Ll}{2})/u;

/** The year that the question asks about, where the article is later and tells of that year, too. */
function yearAskedOf({ reading }: Passage, { time }: UnderstoodQuestion, published: string): string | undefined {
  const year = time?.from.slice(0, 4);
  return year !== undefined && year < published.slice(0, 4) && reading.text.includes(year) ? year : undefined;
}

const inYear = ({ date, until }: { readonly date: string; readonly until?: string }, year: string) => ({
  date: `${year}${date.slice(4)}`,
  ...(until === undefined ? {} : { until: `${year}${until.slice(4)}` }),
});

const MONTH_FIRST = /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{L}*\.?\s\d{1,2}(?:st|nd|rd|th)?$/u;
const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');
const SHORT_MONTH = /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?=\s\d)/g;

/** "Sept. 28, 2022" with its month in full. */
const withFullMonth = (written: string): string =>
  written.replace(SHORT_MONTH, (short) => MONTH_NAMES.find((name) => name.startsWith(short.slice(0, 3))) ?? short);

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
  if (/\b(?:1\d|20)\d\d(?:s|\b)/.test(written)) return withFullMonth(written);
  // Month and day in the order in which the article has them.
  if (MONTH_FIRST.test(written) && date.length === 10 && until === undefined)
    return `${MONTH_NAMES[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}, ${date.slice(0, 4)}`;
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
