/**
 * Dates in news text, resolved against the day of publication. The grammar is our own: newspapers name days in few ways, and
 * what general parsers guess at (bare years, ranges, "on Thursday" looking back, "may" and "march" as verbs) is what matters here.
 */
import { dayOf } from './calendar.ts';
import type { DateMention, Sentence } from './reading.ts';
import {
  type Context,
  type Groups,
  type Resolved,
  resolveAgo,
  resolveDay,
  resolveDecade,
  resolveIso,
  resolveMonth,
  resolveNamedSpan,
  resolveNumeric,
  resolveToday,
  resolveWeekday,
  resolveYear,
  resolveYears,
} from './resolution.ts';

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

interface Pattern {
  readonly regex: RegExp;
  /** Undefined where the words turn out not to be a date. */
  resolve(groups: Groups, at: { readonly start: number; readonly end: number }, context: Context): Resolved | undefined;
}

const MONTH_NAMES =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec';
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\b\\.?)(?!\\p{L})';
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
      `\\b(?:(?<lead>in|since|last|next|this|early|late|mid|mid-|by|until|till|from|of|during|through|before|after|between|and|to)\\s?)?\\b(?<month>${MONTH})(?:,?\\s(?:of\\s)?(?<year>${YEAR})\\b|\\sof\\s(?<ofYear>next|last|this)\\syear\\b)?`,
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
      `\\b(?<year>${YEAR})(?:\\s?(?:-|\u2013|\u2014)\\s?|\\s(?:to|until|through|(?<=between \\d{4} )and)\\s)(?<last>${YEAR}|\\d\\d)\\b(?![-.,/]?\\d)`,
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
  const context = { text, published, nextDayBegun: mayBeNextDay(publishedAt) };
  const base = typeof sentence === 'string' ? 0 : sentence.start;
  const found: Found[] = [];
  for (const { regex, resolve } of PATTERNS) {
    for (const match of text.matchAll(regex)) {
      const { start, end } = withoutLead(match);
      if (found.length >= MAX_DATES_PER_SENTENCE || found.some((each) => start < each.end && end > each.start))
        continue;
      const resolved = resolve(match.groups ?? {}, { start, end }, context);
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

/** The date line is up to fourteen hours ahead of UTC; midnight to the second is a day without its hour. */
function mayBeNextDay(publishedAt: string): boolean {
  const hour = new Date(publishedAt).getUTCHours();
  return hour >= 24 - 14 || /T00:00:00/.test(publishedAt);
}

/** A preposition helps to recognise a date but is not part of it; "last" and "early" are. */
function withoutLead(match: RegExpExecArray): { readonly start: number; readonly end: number } {
  const preposition =
    /^(?:in|since|by|until|till|from|of|during|through|before|after|between|and|to)\s/i.exec(match[0])?.[0] ?? '';
  let end = match.index + match[0].length;
  if (match[0].includes('(') && match.input[end] === ')') end += 1;
  return { start: match.index + preposition.length, end };
}
