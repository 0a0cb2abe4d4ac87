/** What each way of writing a date comes to, seen from the day of publication. */
import { addDays, addMonths, type Day, daysBetween, isValidDay, MONTHS, partialDate, weekdayOf } from './calendar.ts';
import { valueOfWords } from './numerals.ts';
import { type Direction, directionAt } from './tense.ts';
import { COUNTED, COUNTING, isYear } from './years.ts';

export interface Context {
  readonly text: string;
  readonly published: Day;
  /** Whether the next day may have begun somewhere on earth when the article was published. */
  readonly nextDayBegun: boolean;
}

export interface Resolved {
  readonly date: string;
  readonly until?: string;
}

/** The named groups of a pattern that matched. */
export type Groups = Readonly<Record<string, string | undefined>>;

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function countOf(words: string): number | undefined {
  if (/^\d/.test(words)) return Number(words);
  if (/^an?$/i.test(words)) return 1;
  return /^a couple of$/i.test(words) ? 2 : valueOfWords(words);
}

function monthOf(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(start)) + 1;
}

function weekdayNumber(name: string): number {
  return WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
}

/** What looks back is rather a year ago than ahead, but a day that is weeks ahead would be named with its year if it were last year's. */
const PAST_AHEAD_DAYS = 200;

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
    if (direction === 'past' && ahead > 1) distance += PAST_AHEAD_DAYS;
    if (direction === 'unknown' && ahead > 60) distance += 365;
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

/** "March of next year", "on 12 June last year". */
function yearSaidAfter({ text, published }: Context, end: number, matched?: string): number | undefined {
  const said = matched ?? /^\s(next|last|this)\syear\b/.exec(text.slice(end, end + 12))?.[1];
  return said === undefined ? undefined : published.year + (said === 'next' ? 1 : said === 'last' ? -1 : 0);
}

export function resolveDay(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const month = monthOf(groups.month ?? '');
  const day = Number(groups.day);
  const year =
    fullYear(groups.year) ??
    yearSaidAfter(context, at.end) ??
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

export function resolveMonth(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const name = groups.month ?? '';
  const month = monthOf(name);
  const written = fullYear(groups.year);
  if (written !== undefined) return { date: partialDate(written, month) };
  const { text, published } = context;
  const ofYear = yearSaidAfter(context, at.end, groups.ofYear);
  if (ofYear !== undefined) return { date: partialDate(ofYear, month) };
  const lead = (groups.lead ?? '').toLowerCase();
  // "May" and "March" are verbs, "Mar" and "Jun" are names: without a year they need a word that only dates follow.
  if (
    lead === '' &&
    (name.length <= 5 || /^(?:August|June|April)/.test(name)) &&
    !/^\s*(?:$|[.,;)])/.test(text.slice(at.end))
  ) {
    return undefined;
  }
  // "January of that year": a year that other sentences tell.
  if (/^\s(?:of|that) (?:that|the) /.test(text.slice(at.end, at.end + 12))) return undefined;
  const thisYear = published.year;
  if (lead.startsWith('next')) return { date: partialDate(month > published.month ? thisYear : thisYear + 1, month) };
  if (lead.startsWith('last')) return { date: partialDate(month < published.month ? thisYear : thisYear - 1, month) };
  if (lead.startsWith('this')) return { date: partialDate(thisYear, month) };
  const direction = directionAt(text, at.start, at.end);
  if (direction === 'future') return { date: partialDate(month >= published.month ? thisYear : thisYear + 1, month) };
  return { date: partialDate(month <= published.month ? thisYear : thisYear - 1, month) };
}

export function resolveWeekday(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  context: Context,
): Resolved | undefined {
  const { text, published, nextDayBegun } = context;
  const back = (weekdayOf(published) - weekdayNumber(groups.weekday ?? '') + 7) % 7;
  const lead = (groups.lead ?? '').toLowerCase();
  let days = -back;
  // "Fired early on Tuesday", published on Monday evening: where it happened it was Tuesday. Nobody calls a day six days ago by its name alone.
  if (lead === '' && back === 6 && nextDayBegun) days = 1;
  else if (/last|previous|past/.test(lead)) days = back === 0 ? -7 : -back;
  else if (/next|coming/.test(lead)) days = 7 - back;
  else if (/this/.test(lead)) days = directionAt(text, at.start, at.end) === 'past' ? -back : (7 - back) % 7;
  else if (directionAt(text, at.start, at.end) === 'future')
    days = back <= 3 && wasPlanned(text, at.start) ? -back : (7 - back) % 7;
  const { year, month, day } = addDays(published, days);
  return { date: partialDate(year, month, day) };
}

/** "It was scheduled to leave on Sunday, but left on Monday": ahead of its own time, not of the article's. */
function wasPlanned(text: string, start: number): boolean {
  return /\b(?:was|were|been)\s(?:to|due|set|scheduled|expected|supposed|slated|planned|meant)\b[^.;]*$/i.test(
    text.slice(Math.max(0, start - 80), start),
  );
}

export function resolveAgo(groups: Groups, _at: unknown, { published }: Context): Resolved | undefined {
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

export function resolveNamedSpan(groups: Groups, _at: unknown, { published }: Context): Resolved | undefined {
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

export function resolveToday(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  { text, published }: Context,
): Resolved | undefined {
  const word = (groups.word ?? '').toLowerCase();
  // "USA Today", "the Today programme": a capital inside a sentence makes it a name.
  if (groups.word?.startsWith('T') && /[\p{L}\p{N}]\s$/u.test(text.slice(Math.max(0, at.start - 2), at.start)))
    return undefined;
  const days = word === 'yesterday' || word === 'last night' ? -1 : word === 'tomorrow' ? 1 : 0;
  const { year, month, day } = addDays(published, days);
  return { date: partialDate(year, month, day) };
}

export function resolveYear(
  groups: Groups,
  at: { readonly start: number; readonly end: number },
  { text }: Context,
): Resolved | undefined {
  const start = text.indexOf(groups.year ?? '', at.start);
  return isYear(text, start, start + 4) ? { date: groups.year ?? '' } : undefined;
}

export function resolveYears(
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

export function resolveDecade(groups: Groups): Resolved | undefined {
  const written = groups.decade ?? '';
  const decade = written.length === 4 ? Number(written) : 1900 + Number(written);
  return { date: String(decade), until: String(decade + 9) };
}

export function resolveNumeric(groups: Groups): Resolved | undefined {
  const year = Number(groups.year);
  const first = Number(groups.first);
  const second = Number(groups.second);
  // 3/7 is March or July, depending on who writes: only the year is certain.
  if (first <= 12 && second <= 12 && first !== second) return { date: partialDate(year) };
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return isValidDay(year, month, day) ? { date: partialDate(year, month, day) } : undefined;
}

export function resolveIso(groups: Groups): Resolved | undefined {
  const { year, month, day } = groups;
  return isValidDay(Number(year), Number(month), Number(day)) ? { date: `${year}-${month}-${day}` } : undefined;
}
