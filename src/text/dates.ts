/**
 * Dates in news text, resolved against the day of publication. The grammar is our own: newspapers name days in few ways, and
 * what general parsers guess at (bare years, ranges, "on Thursday" looking back, "may" and "march" as verbs) is what matters here.
 */
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  daysBetween,
  isValidDay,
  MONTHS,
  partialDate,
  weekdayOf,
} from './calendar.ts';
import type { DateMention, Sentence } from './reading.ts';
import { type Direction, directionAt } from './tense.ts';
import { COUNTED, COUNTING, isYear } from './years.ts';

export { formatDate } from './calendar.ts';

/** Dates found in one sentence, at most. */
export const MAX_DATES_PER_SENTENCE = 50;
/** What is looked at in one sentence; sentences of a Reading are shorter. */
export const MAX_DATE_CHARS = 20_000;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly date: string;
  readonly until?: string;
}

interface Context {
  readonly text: string;
  readonly published: Day;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Pattern {
  readonly regex: RegExp;
  /** Undefined where the words turn out not to be a date. */
  resolve(groups: Groups, at: { readonly start: number; readonly end: number }, context: Context): Resolved | undefined;
}

interface Resolved {
  readonly date: string;
  readonly until?: string;
}

const MONTH_NAMES =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec';
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)(?!\\p{L})';
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FULL_WEEKDAY = '(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day';
const WEEKDAY = `(?:${FULL_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\\.?(?=,))`;
const DAY_NUMBER = '(?:0?[1-9]|[12]\\d|3[01])';
const ORDINAL = '(?:st|nd|rd|th)?';
const YEAR = '(?:1\\d|20)\\d\\d';
const DASH = '\\s?(?:-|\u2013|\u2014|to|until|through|and)\\s?';
const COUNT =
  '(?:\\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a couple of|several|a few)';
const PART_OF_YEAR = '(?:early|late|mid|the (?:beginning|start|middle|end) of)';

/** Nothing without one of these is a date: the cheap test that spares most sentences. */
const MAY_HOLD_DATE = new RegExp(
  `\\b(?:${MONTH_NAMES}|${FULL_WEEKDAY}|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\\b|\\b(?:1\\d|20)\\d\\ds?\\b|\\b(?:today|yesterday|tomorrow|tonight|overnight|ago|earlier|later|last|next|this|previous|past|from now)\\b|['\u2019][2-9]0s\\b`,
  'i',
);

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  'a couple of': 2,
};

function countOf(words: string): number | undefined {
  return /^\d/.test(words) ? Number(words) : NUMBER_WORDS[words.toLowerCase()];
}

function monthOf(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(start)) + 1;
}

function weekdayNumber(name: string): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
}

// ---------------------------------------------------------------- resolving

/** The year of a day written without one: newspapers leave it out when the nearest such day is meant. */
function yearNear(
  month: number,
  day: number,
  weekday: string | undefined,
  direction: Direction,
  published: Day,
): number {
  let best = published.year;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const year of [published.year, published.year - 1, published.year + 1]) {
    if (!isValidDay(year, month, day)) continue;
    const candidate = { year, month, day };
    const ahead = daysBetween(published, candidate);
    let distance = Math.abs(ahead);
    if (direction === 'past' && ahead > 1) distance += 365;
    if (direction === 'future' && ahead < -60) distance += 365;
    if (weekday !== undefined && weekdayOf(candidate) !== weekdayNumber(weekday)) distance += 1_000;
    if (distance < bestDistance) {
      best = year;
      bestDistance = distance;
    }
  }
  return best;
}

function fullYear(year: string | undefined): number | undefined {
  return year === undefined ? undefined : Number(year);
}

function resolveDay(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const month = monthOf(groups.month ?? '');
  const day = Number(groups.day);
  const year =
    fullYear(groups.year) ??
    yearNear(month, day, groups.weekday, directionAt(context.text, at.start, at.end), context.published);
  if (!isValidDay(year, month, day)) return undefined;
  const date = partialDate(year, month, day);
  const lastDay = groups.lastDay;
  if (lastDay === undefined) return { date };
  const lastMonth = groups.lastMonth === undefined ? month : monthOf(groups.lastMonth);
  const lastYear = lastMonth < month ? year + 1 : year;
  return isValidDay(lastYear, lastMonth, Number(lastDay))
    ? { date, until: partialDate(lastYear, lastMonth, Number(lastDay)) }
    : { date };
}

function resolveMonth(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const name = groups.month ?? '';
  const month = monthOf(name);
  const written = fullYear(groups.year);
  if (written !== undefined) return { date: partialDate(written, month) };
  const { text, published } = context;
  const lead = (groups.lead ?? '').toLowerCase();
  // "May" and "March" are verbs, "Mar" and "Jun" are names: without a year they need a word that only dates follow.
  if (
    lead === '' &&
    (name.length <= 5 || /^(?:August|June|April)/.test(name)) &&
    !/^\s*(?:$|[.,;)])/.test(text.slice(at.end))
  ) {
    return undefined;
  }
  const thisYear = published.year;
  if (lead.startsWith('next')) return { date: partialDate(month > published.month ? thisYear : thisYear + 1, month) };
  if (lead.startsWith('last')) return { date: partialDate(month < published.month ? thisYear : thisYear - 1, month) };
  if (lead.startsWith('this')) return { date: partialDate(thisYear, month) };
  const direction = directionAt(text, at.start, at.end);
  if (direction === 'future') return { date: partialDate(month >= published.month ? thisYear : thisYear + 1, month) };
  return { date: partialDate(month <= published.month ? thisYear : thisYear - 1, month) };
}

function resolveWeekday(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const { text, published } = context;
  const back = (weekdayOf(published) - weekdayNumber(groups.weekday ?? '') + 7) % 7;
  const lead = (groups.lead ?? '').toLowerCase();
  let days = -back;
  if (/last|previous|past/.test(lead)) days = back === 0 ? -7 : -back;
  else if (/next|coming/.test(lead)) days = 7 - back;
  else if (/this/.test(lead)) days = directionAt(text, at.start, at.end) === 'past' ? -back : (7 - back) % 7;
  else if (directionAt(text, at.start, at.end) === 'future') days = (7 - back) % 7;
  const { year, month, day } = addDays(published, days);
  return { date: partialDate(year, month, day) };
}

function resolveAgo(groups: Groups, _at: unknown, { published }: Context): Resolved | undefined {
  const count = countOf(groups.count ?? '');
  if (count === undefined) return undefined;
  const sign = /ago|earlier|before/i.test(groups.when ?? '') ? -1 : 1;
  return shifted(published, groups.unit ?? '', sign * count);
}

function shifted(published: Day, unit: string, count: number): Resolved | undefined {
  const singular = unit.toLowerCase();
  if (singular.startsWith('decade')) return { date: partialDate(published.year + count * 10) };
  if (singular.startsWith('year')) return { date: partialDate(published.year + count) };
  if (singular.startsWith('month')) {
    const { year, month } = addMonths(published, count);
    return { date: partialDate(year, month) };
  }
  const { year, month, day } = addDays(published, singular.startsWith('week') ? count * 7 : count);
  return { date: partialDate(year, month, day) };
}

function resolveNamedSpan(groups: Groups, _at: unknown, { published }: Context): Resolved | undefined {
  const lead = (groups.lead ?? '').toLowerCase();
  const unit = (groups.unit ?? '').toLowerCase();
  const shift = /last|previous/.test(lead) ? -1 : /next|coming/.test(lead) ? 1 : 0;
  if (unit === 'year') return { date: partialDate(published.year + shift) };
  if (unit === 'month') {
    const { year, month } = addMonths(published, shift);
    return { date: partialDate(year, month) };
  }
  const monday = addDays(published, -((weekdayOf(published) + 6) % 7) + shift * 7);
  const sunday = addDays(monday, 6);
  return {
    date: partialDate(monday.year, monday.month, monday.day),
    until: partialDate(sunday.year, sunday.month, sunday.day),
  };
}

function resolveToday(groups: Groups, _at: unknown, { published }: Context): Resolved | undefined {
  const word = (groups.word ?? '').toLowerCase();
  const days = word === 'yesterday' || word === 'last night' ? -1 : word === 'tomorrow' ? 1 : 0;
  const { year, month, day } = addDays(published, days);
  return { date: partialDate(year, month, day) };
}

function resolveYear(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  { text }: Context,
): Resolved | undefined {
  const start = text.indexOf(groups.year ?? '', at.start);
  return isYear(text, start, start + 4) ? { date: groups.year ?? '' } : undefined;
}

function resolveYears(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  { text }: Context,
): Resolved | undefined {
  const year = groups.year ?? '';
  const last = groups.last ?? '';
  const until = last.length === 4 ? last : year.slice(0, 4 - last.length) + last;
  if (Number(until) <= Number(year) || COUNTED.test(text.slice(at.end))) return undefined;
  if (COUNTING.test(text.slice(Math.max(0, at.start - 24), at.start))) return undefined;
  return { date: year, until };
}

function resolveDecade(groups: Groups): Resolved | undefined {
  const written = groups.decade ?? '';
  const decade = written.length === 4 ? Number(written) : 1900 + Number(written);
  return { date: String(decade), until: String(decade + 9) };
}

function resolveNumeric(groups: Groups): Resolved | undefined {
  const year = Number(groups.year);
  const first = Number(groups.first);
  const second = Number(groups.second);
  // 3/7 is March or July, depending on who writes: only the year is certain.
  if (first <= 12 && second <= 12 && first !== second) return { date: partialDate(year) };
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return isValidDay(year, month, day) ? { date: partialDate(year, month, day) } : undefined;
}

function resolveIso(groups: Groups): Resolved | undefined {
  const { year, month, day } = groups;
  return isValidDay(Number(year), Number(month), Number(day)) ? { date: `${year}-${month}-${day}` } : undefined;
}

/** Longest and surest first: what one pattern takes, no later one sees. */
const PATTERNS: readonly Pattern[] = [
  { regex: /\b(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?!\d)/g, resolve: resolveIso },
  { regex: /\b(?<first>\d\d?)[/.](?<second>\d\d?)[/.](?<year>(?:19|20)\d\d)\b/g, resolve: resolveNumeric },
  {
    regex: new RegExp(
      `(?:\\b(?<weekday>${FULL_WEEKDAY}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\b[.,]*\\s\\(?(?:the )?)?\\b(?<month>${MONTH})\\s(?<day>${DAY_NUMBER})${ORDINAL}\\b(?:${DASH}(?:(?<lastMonth>${MONTH})\\s)?(?<lastDay>${DAY_NUMBER})${ORDINAL}\\b(?!,?\\d|\\s${MONTH}|\\s?[ap]\\.?m))?(?:,?\\s(?<year>${YEAR})\\b)?(?![:\\d])`,
      'gu',
    ),
    resolve: resolveDay,
  },
  {
    regex: new RegExp(
      `(?:\\b(?<weekday>${FULL_WEEKDAY}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\b[.,]*\\s\\(?(?:the )?)?\\b(?<day>${DAY_NUMBER})${ORDINAL}(?:${DASH}(?<lastDay>${DAY_NUMBER})${ORDINAL})?(?:\\sof)?\\s(?<month>${MONTH})(?:,?\\s(?<year>${YEAR})\\b)?`,
      'gu',
    ),
    resolve: resolveDay,
  },
  {
    regex: new RegExp(
      `\\b(?:(?<lead>in|since|last|next|this|early|late|mid|mid-|by|until|till|from|of|during|through|before|after|between|and|to)\\s?)?\\b(?<month>${MONTH})(?:,?\\s(?:of\\s)?(?<year>${YEAR})\\b)?`,
      'gu',
    ),
    resolve: resolveMonth,
  },
  {
    regex: new RegExp(
      `\\b(?:(?<lead>last|next|this|this coming|this past|the previous)\\s)?(?<weekday>${WEEKDAY})`,
      'g',
    ),
    resolve: resolveWeekday,
  },
  {
    regex: new RegExp(
      `\\b(?<count>${COUNT})\\s(?<unit>days?|weeks?|months?|years?|decades?)\\s(?<when>ago|earlier|from now)\\b`,
      'gi',
    ),
    resolve: resolveAgo,
  },
  {
    regex:
      /\b(?<lead>last|next|this|the previous|this past|earlier this|later this|the coming)\s(?<unit>week|month|year)\b/gi,
    resolve: resolveNamedSpan,
  },
  { regex: /\b(?<word>today|yesterday|tomorrow|tonight|last night)\b/gi, resolve: resolveToday },
  {
    regex: new RegExp(
      `\\b(?<year>${YEAR})\\s?(?:-|\u2013|\u2014|to|until|through|and)\\s?(?<last>${YEAR}|\\d\\d)\\b(?![-.,/]?\\d)`,
      'g',
    ),
    resolve: resolveYears,
  },
  {
    regex: /\b(?<decade>(?:1\d|20)\d0)s\b|['\u2019](?<short>[2-9]0)s\b/g,
    resolve: (groups) => resolveDecade({ decade: groups.decade ?? groups.short }),
  },
  { regex: new RegExp(`\\b(?:${PART_OF_YEAR}[ -])?(?<year>${YEAR})\\b`, 'gi'), resolve: resolveYear },
];

/** The dates in a sentence, in order. Offsets are those of the reading for a Sentence, of the string for a string. */
export function datesIn(sentence: Sentence | string, publishedAt: string): readonly DateMention[] {
  const whole = typeof sentence === 'string' ? sentence : sentence.text;
  const text = whole.length > MAX_DATE_CHARS ? whole.slice(0, MAX_DATE_CHARS) : whole;
  if (!MAY_HOLD_DATE.test(text)) return [];
  const published = dayOf(publishedAt);
  if (published === undefined) return [];
  const base = typeof sentence === 'string' ? 0 : sentence.start;
  const found: Found[] = [];
  for (const { regex, resolve } of PATTERNS) {
    for (const match of text.matchAll(regex)) {
      const { start, end } = withoutLead(match);
      if (found.length >= MAX_DATES_PER_SENTENCE || found.some((each) => start < each.end && end > each.start))
        continue;
      const resolved = resolve(match.groups ?? {}, { start, end }, { text, published });
      if (resolved !== undefined) found.push({ start, end, ...resolved });
    }
  }
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, ...resolved }) => ({
      text: text.slice(start, end),
      start: base + start,
      end: base + end,
      ...resolved,
    }));
}

/** A preposition helps to recognise a date but is not part of it; "last" and "early" are. */
function withoutLead(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  const preposition =
    /^(?:in|since|by|until|till|from|of|during|through|before|after|between|and|to)\s/i.exec(match[0])?.[0] ?? '';
  let end = match.index + match[0].length;
  if (match[0].includes('(') && match.input[end] === ')') end += 1;
  return { start: match.index + preposition.length, end };
}
