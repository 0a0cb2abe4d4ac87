/** "On Thursday" is read days later, in another place: words that name a day by its distance from publication become the date. */
import type { Timestamp } from '../model.ts';
import { datesIn, formatDate } from '../text/dates.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { DateMention } from '../text/reading.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const WEEKDAY = '(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day';
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)';
const DAY_MENTION = new RegExp(
  `^(?:(?:last|next|this|this coming|this past|the previous) )?${WEEKDAY}(?: \\(.+\\))?$|^(?:yesterday|today|tomorrow|tonight|last night|(?:\\d+|\\p{L}+) days? ago)$`,
  'iu',
);
const DAY_MS = 24 * 60 * 60 * 1000;
const SPAN_MENTION = /^(?:(earlier|later) )?(?:last|next|this|the previous|the coming) (month|year)$/i;
/** "July of last year", "3 July this year". */
const MONTH_OF_YEAR = new RegExp(`^((?:\\d{1,2} )?${MONTH}\\.?(?: \\d{1,2})?),? (?:of )?(?:last|this|next) year$`);
const DATED = new RegExp(`\\b${MONTH}\\b`);
/** A day or month without its year is the nearest one; further off than this it is doubtful. */
const MAX_GUESS_MS = 330 * DAY_MS;
const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Prepositions that a date follows as a weekday did. */
const TAKES_DATE =
  /\b(?:on|by|until|till|since|from|before|after|for|of|through|dated|starting|beginning|effective)\s$/i;
/** "every Friday", "Black Friday", "in Thursday trading", "a Sunday": no day that could be dated. */
const NO_ONE_DAY = /\b(?:each|every|any|most|some|another|a|an|that|one|in|at|to|with|and|or|the)\s$/i;
/** "Black Friday" is a day of its own kind. */
const NAMED_DAY = /\b(?:Black|Good|Bloody|Super|Ash|Cyber|Easter|Palm|Holy|Giving|Boxing|Shrove|Fat)\s$/;
/** "Monday will see the biggest moon." */
const IS_SUBJECT = /^\s(?:will|would|is|was|marks?|marked|sees|saw|has|had|may|could|brings?|brought)\b/;
const PART_OF_TODAY = /(?<=^|[\p{Ll}\d,]\s)(?:earlier |late )?this (morning|afternoon|evening)\b(?!['\u2019])/giu;
/** "Sunday Times", "Thursday Night Football". */
const NAMED_AFTER_DAY = /^\s(?:Times|Mirror|Telegraph|Mail|Post|Express|Herald|Night|Morning|League|School)\b/;
const PART_OF_DAY = /^\s(morning|afternoon|evening|night)\b(?!['\u2019])/;

/**
 * The sentence with its day words dated, as far as that is certain: "on Thursday" is "on 3 July". The year is left out where it is that
 * of `readAt`. Quotations stay as they were spoken.
 */
export function dateDays(sentence: string, publishedAt: Timestamp, readAt: Timestamp = publishedAt): string {
  const year = readAt.slice(0, 4);
  const mentions = datesIn(sentence, publishedAt);
  const parts = [...sentence.matchAll(PART_OF_TODAY)];
  if (mentions.length === 0 && parts.length === 0) return sentence;
  const quotations = quotationsIn(sentence);
  const isQuoted = (at: number) => quotations.some(({ start, end }) => at >= start && at < end);
  const edits: Edit[] = [];
  for (const match of parts) {
    if (isQuoted(match.index)) continue;
    const date = shortDate(publishedAt.slice(0, 10), year);
    const words = `${match.index === 0 ? 'On' : 'on'} the ${match[1]} of ${date}`;
    edits.push({ start: match.index, end: match.index + match[0].length, text: words });
  }
  for (const mention of mentions) {
    if (isQuoted(mention.start)) continue;
    const edit = editOf(sentence, mention, publishedAt, year, edits.at(-1));
    if (edit !== undefined) edits.push(edit);
  }
  edits.sort((a, b) => a.start - b.start);
  return edits.reduceRight(
    (text, { start, end, text: words }) => text.slice(0, start) + words + text.slice(end),
    sentence,
  );
}

function editOf(
  sentence: string,
  mention: DateMention,
  publishedAt: Timestamp,
  year: string,
  previous: Edit | undefined,
): Edit | undefined {
  if (mention.until !== undefined && !SPAN_MENTION.test(mention.text)) return undefined;
  if (DAY_MENTION.test(mention.text) && WHOLE_DAY.test(mention.date))
    return dayEdit(sentence, mention, publishedAt, year, previous);
  const monthOfYear = MONTH_OF_YEAR.exec(mention.text);
  if (monthOfYear !== null && mention.date.length >= 7)
    return { start: mention.start, end: mention.end, text: `${monthOfYear[1]} ${mention.date.slice(0, 4)}` };
  const span = SPAN_MENTION.exec(mention.text);
  if (span !== null) return spanEdit(sentence, mention, span, year);
  return yearEdit(sentence, mention, publishedAt, year);
}

function dayEdit(
  sentence: string,
  mention: DateMention,
  publishedAt: Timestamp,
  year: string,
  previous: Edit | undefined,
): Edit | undefined {
  const { start, end } = mention;
  const before = sentence.slice(0, start);
  const after = sentence.slice(end);
  const word = mention.text.toLowerCase();
  const date = shortDate(mention.date, year);
  // "Sunday night's storm".
  if (/^\s(?:morning|afternoon|evening|night)['\u2019]/.test(after)) return undefined;
  if (NAMED_DAY.test(before) || /^[\p{L}-]/u.test(after)) return undefined;
  if (/^\s\p{Lu}\p{Ll}/u.test(after) && (!/\bon\s$/i.test(before) || NAMED_AFTER_DAY.test(after))) return undefined;
  if (mention.date > publishedAt.slice(0, 10) && !looksAhead(before)) return undefined;
  // Six days back is as likely the morrow of an early stamp: nobody writes "Monday" on a Sunday for the week before.
  if (new RegExp(`^${WEEKDAY}$`, 'i').test(mention.text) && isDaysBefore(mention.date, publishedAt, 6))
    return undefined;
  if (word === 'today' && !isDayOfPublication(sentence, end)) return undefined;
  if (/^['\u2019]s\s\p{Ll}/u.test(after)) {
    if (mention.date > publishedAt.slice(0, 10) && !/\b(?:for|before|ahead of|until|next)\s(?:next\s)?$/i.test(before))
      return undefined;
    const article = before === '' ? 'The' : 'the';
    return word === 'today' ? undefined : { start, end: end + 2, text: `${article} ${date}` };
  }
  if (/^['\u2019]/.test(after)) return undefined;
  const night = word === 'last night' || word === 'tonight';
  const part = night ? ' night' : (PART_OF_DAY.exec(after)?.[0] ?? '');
  const until = night ? end : end + part.length;
  if (part !== '' && !night && /^['\u2019]/.test(sentence.slice(until))) return undefined;
  const dated = part === '' ? date : `the${part} of ${date}`;
  const onLate = /\bon (late|early)\s$/i.exec(before);
  if (onLate !== null) {
    const when = onLate.index === 0 ? `${onLate[1]![0]!.toUpperCase()}${onLate[1]!.slice(1)}` : onLate[1]!;
    return { start: onLate.index, end: until, text: `${when} on ${dated}` };
  }
  const range = previous !== undefined && /^\s(?:and|to|or)\s$/.test(sentence.slice(previous.end, start));
  if (range || TAKES_DATE.test(before)) return { start, end: until, text: dated };
  if (
    /\b(?:the|a|an|his|her|its|their)\s$/i.test(before) &&
    /^\s(?!(?:to|of|in|that|when|with|for|at)\b)\p{Ll}/u.test(after) &&
    part === ''
  ) {
    const aOrAn = /\ban?\s$/i.test(before);
    return aOrAn && /^(?:8|11|18)\b/.test(date) ? undefined : { start, end, text: date };
  }
  if (NO_ONE_DAY.test(before) || (IS_SUBJECT.test(after) && /^$|[,:]\s$|\bthat\s$/.test(before))) return undefined;
  return { start, end: until, text: `${before === '' ? 'On' : 'on'} ${dated}` };
}

const isDaysBefore = (date: string, publishedAt: Timestamp, days: number): boolean =>
  Math.round((Date.parse(publishedAt.slice(0, 10)) - Date.parse(date)) / DAY_MS) === days;

const AHEAD =
  /\b(?:will|won['\u2019]t|shall|['\u2019]ll|due|scheduled|expected|set|slated|planned|plans|until|till|next|going to|is to|are to|to be|upcoming|starting|beginning|ahead of|deadline|continues?)\b|\b(?:by|before)\s$/giu;
const PAST_VERB = /\b(?:was|were|had|did|said|told|came|went|took|made|won|lost|died|fell|\p{Ll}{3,}ed)\b/giu;

/** A day after publication is certain only where the last verb before it looks ahead. */
function looksAhead(before: string): boolean {
  const clause = before.slice(-120);
  // "Was due to leave on Sunday" is as likely the Sunday before.
  if (/\b(?:was|were|had been) (?:\p{Ll}+ly )?(?:due|scheduled|expected|set|slated|planned|supposed)\b/u.test(clause))
    return false;
  const ahead = [...clause.matchAll(AHEAD)].at(-1)?.index ?? -1;
  const past =
    [...clause.matchAll(PAST_VERB)]
      .filter(({ 0: word }) => !/^(?:expected|scheduled|planned|slated)$/i.test(word))
      .at(-1)?.index ?? -1;
  return ahead >= 0 && ahead >= past;
}

/** "Today" is the day of publication where something happened or will happen, and these times where something merely is. */
function isDayOfPublication(sentence: string, end: number): boolean {
  const before = sentence.slice(0, end).toLowerCase();
  if (/\b(?:is|are|remains?|even|as of|of|until|to|than|still)\s(?:\p{L}+\s)?today$/u.test(before)) return false;
  return /\b(?:said|told|announced|will|was|were|has|have|confirmed|reported|\p{L}{3,}ed|(?:is|are) \p{L}+ing)\b/u.test(
    sentence,
  );
}

function spanEdit(sentence: string, mention: DateMention, span: RegExpExecArray, year: string): Edit | undefined {
  const { start, end } = mention;
  const before = sentence.slice(0, start);
  const after = sentence.slice(end);
  if (/^\s(?:or|and)\b/.test(after)) return undefined;
  const [, part, unit] = span;
  const date = unit?.toLowerCase() === 'year' ? mention.date.slice(0, 4) : monthName(mention.date, year);
  if (
    /^['\u2019]s\s[\p{Ll}\p{Lu}]/u.test(after) &&
    part === undefined &&
    !/\b(?:the|a|his|her|its|their|of)\s$/i.test(before)
  ) {
    return { start, end: end + 2, text: `${before === '' ? 'The' : 'the'} ${date}` };
  }
  if (/^['\u2019-]/.test(after)) return undefined;
  const monthBefore = new RegExp(`\\b${MONTH}(?:,? of)?\\s$`).exec(before);
  if (monthBefore !== null && unit?.toLowerCase() === 'year') {
    const of = /(?:,? of)\s$/.exec(before);
    return { start: of === null ? start : of.index, end, text: of === null ? date : ` ${date}` };
  }
  if (part !== undefined) return { start, end, text: `${part} in ${date}` };
  if (/\b(?:the|a|over|past|half)\s$/i.test(before)) return undefined;
  if (/\b(?:in|of|since|from|until|till|by|for|during)\s$/i.test(before)) return { start, end, text: date };
  if (before === '') return { start, end, text: `In ${date}` };
  return { start, end, text: `in ${date}` };
}

/** A month or day that lies in another year than the publication needs that year. */
function yearEdit(sentence: string, mention: DateMention, publishedAt: Timestamp, year: string): Edit | undefined {
  // A guess that lies most of a year away may be a guess the wrong way round.
  if (Math.abs(Date.parse(mention.date) - Date.parse(publishedAt)) > MAX_GUESS_MS) return undefined;
  const lead = /^(?:last|next|this) (?=\p{Lu})/iu.exec(mention.text);
  if (lead !== null && mention.date.length === 7) {
    const preposition = /\b(?:in|of|since|from|until|till|by|for|during|before|after)\s$/i.test(
      sentence.slice(0, mention.start),
    )
      ? ''
      : 'in ';
    return { start: mention.start, end: mention.end, text: `${preposition}${monthName(mention.date, year)}` };
  }
  const resolved = mention.date.slice(0, 4);
  if (resolved === year || mention.date.length < 7 || /\d{4}/.test(mention.text) || !DATED.test(mention.text))
    return undefined;
  if (/^,?\s(?:of\s)?(?:last|this|next|the same|that)\b|^['\u2019-]/.test(sentence.slice(mention.end)))
    return undefined;
  if (/\b(?:past|last|next|this|coming)\s$/i.test(sentence.slice(0, mention.start))) return undefined;
  const american = new RegExp(`${MONTH}\\.?\\s\\d{1,2}$`).test(mention.text);
  return { start: mention.end, end: mention.end, text: american ? `, ${resolved}` : ` ${resolved}` };
}

function shortDate(date: string, year: string): string {
  const full = formatDate(date);
  return date.startsWith(`${year}-`) ? full.slice(0, -5) : full;
}

function monthName(date: string, year: string): string {
  const full = formatDate(date.slice(0, 7));
  return date.startsWith(year) ? full.slice(0, -5) : full;
}
