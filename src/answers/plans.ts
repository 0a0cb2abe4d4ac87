/** What was meant to be and is not yet, or no longer: a date of calling off is no date of the event, nor is who leads who won. */
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

const CALLED_OFF =
  /\b(?:call(?:s|ed|ing)? off|cancel(?:s|l?ed|l?ing)|postpon(?:e[sd]?|ing)|put off|abandon(?:s|ed|ing)|scrap(?:s|ped|ping)|delay(?:s|ed|ing)|suspend(?:s|ed|ing))\b/gi;
/** Behind one of these stands the new date: "postponed *until* Friday". */
const NEW_DATE = /\b(?:until|till|to|for)\s(?:the\s)?$/i;
const AHEAD =
  /\b(?:will|would|shall|is to|are to|to be|due|set|scheduled|planned|expected|plans?|next|tomorrow|until|later)\b/i;
/** "for the first time *since* March": a date of what was before. */
const SINCE = /\bsince\s(?:early\s|late\s|mid-|the\s)?$/i;
const COMPARES = /\b(?:first|last|only|no|none|not|never|\p{L}+est|most|least|worst|best|highest|lowest)\b/iu;

const asksOfTheFuture = ({ kind, resolved }: UnderstoodQuestion): boolean =>
  kind === 'when' && /\b(?:will|shall|going to|due to|scheduled to)\b/i.test(resolved);
/** "When do talks resume?" asks of a plan, too, where the news is young. */
const asksOfAPlan = (question: UnderstoodQuestion): boolean =>
  asksOfTheFuture(question) || (question.kind === 'when' && /^when do(?:es)?\b/i.test(question.resolved));
/** A date so many days before the article is of the news itself, not of history. */
export const MAX_AGE_OF_NEWS_DAYS = 60;
const MS_PER_DAY = 86_400_000;

/** Whether a date is not that of the asked doing: of its calling off, of the time before, or behind a question for what is to come. */
export function isDateOfNoPlan(
  candidate: Candidate,
  { sentence, article }: Passage,
  question: UnderstoodQuestion,
): boolean {
  if (candidate.kind !== 'date' || question.kind !== 'when') return false;
  const before = sentence.text.slice(0, candidate.start - sentence.start);
  if (SINCE.test(before) && (asksOfAPlan(question) || COMPARES.test(before))) return true;
  if (isOfCallingOff(sentence.text, before, question)) return true;
  if (!asksOfAPlan(question) || AHEAD.test(sentence.text)) return false;
  const day = /\d{4}-\d{2}-\d{2}$/.exec(candidate.key)?.[0];
  if (day === undefined) return false;
  const age = (Date.parse(article.publishedAt.slice(0, 10)) - Date.parse(day)) / MS_PER_DAY;
  return age >= 0 && age <= MAX_AGE_OF_NEWS_DAYS;
}

function isOfCallingOff(text: string, before: string, { resolved }: UnderstoodQuestion): boolean {
  if (resolved.match(CALLED_OFF) !== null || NEW_DATE.test(before)) return false;
  const called = text.search(CALLED_OFF);
  // "The race on Friday was called off": neither is it then.
  return (
    called >= 0 &&
    (called < before.length ||
      /\b(?:was|were|is|are|been|has|have|had)\s(?:\p{L}+ly\s)?$/iu.test(text.slice(0, called)))
  );
}

const IS_AHEAD =
  /\b(?:leads?|leading|ahead|trails?|trailing|front-?runners?|favou?rites?|on course|projected|poised|tipped|neck and neck|run-?off)\b/i;
const DECIDED =
  /\b(?:won|wins?|winning|winners?|victory|victor|triumph\p{L}*|beat|beats|beaten|defeat\p{L}*|elected|re-elected|champions?|clinch\p{L}*|claim\p{L}*|title|gold|crown\p{L}*|concede[sd]?|lifted|took|takes|taking|seal\p{L}*|secur\p{L}*|retain\p{L}*)\b/iu;
const ASKS_WHO_WON = /\b(?:won|win|wins|winner|winners|victor|elected)\b/i;

/** "Who won?": a sentence that only tells who leads does not tell it. */
export const tellsOnlyWhoLeads = ({ text }: Passage['sentence'], { kind, resolved }: UnderstoodQuestion): boolean =>
  (kind === 'who' || kind === 'which' || kind === 'what') &&
  ASKS_WHO_WON.test(resolved) &&
  IS_AHEAD.test(text) &&
  !DECIDED.test(text);
