/** Dates in the dialects that feeds use. A date that can't be read, or can't be true, is left out; none is ever guessed. */
import type { Timestamp } from '../model.ts';
import { monthNamed } from '../text/months.ts';

/** A date this far ahead is a wrong time zone; further ahead, it is no publication date. */
export const MAX_FUTURE_MS = 24 * 60 * 60 * 1000;
/** Zero dates of software lie at 1970-01-01 and before; no item of a feed is older than feeds are by this much. */
export const EARLIEST_DATE_MS = Date.UTC(1971, 0, 1);
/** Longer texts hold no date alone. */
export const MAX_DATE_CHARS = 120;

const MINUTE_MS = 60_000;

/** North American zones are in RFC 822; the others are those that feeds write. Minutes east of UTC. */
const ZONE_MINUTES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0 },
  ...{ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, et: -300, pt: -480 },
  ...{ akst: -540, akdt: -480, hst: -600, ast: -240, adt: -180, nst: -210, ndt: -150, brt: -180, art: -180 },
  ...{ bst: 60, ist: 330, west: 60, cet: 60, mez: 60, cest: 120, mesz: 120, eet: 120, eest: 180, sast: 120 },
  ...{ msk: 180, trt: 180, pkt: 300, sgt: 480, hkt: 480, awst: 480, jst: 540, kst: 540 },
  ...{ acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
};

interface Moment {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** Minutes east of UTC; without one, UTC is meant. */
  readonly zone?: number;
}

/** The moment that a feed's date names; undefined where it can't be read, lies ahead of `now` by more than a day, or is a zero date. */
export function readDate(written: string | undefined, now: number): Timestamp | undefined {
  const text = written?.replace(/\s+/g, ' ').trim();
  if (!text || text.length > MAX_DATE_CHARS) return undefined;
  const moment = readIso(text) ?? readTimestamp(text) ?? readAsian(text) ?? readNumeric(text) ?? readWorded(text);
  const at = moment === undefined ? undefined : typeof moment === 'number' ? moment : momentMs(moment);
  // Years beyond those of JavaScript are no number at all.
  if (at === undefined || !(at >= EARLIEST_DATE_MS && at <= now + MAX_FUTURE_MS)) return undefined;
  return new Date(at).toISOString();
}

function momentMs({ year, month, day, hour = 0, minute = 0, second = 0, zone = 0 }: Moment): number | undefined {
  const inRange = month >= 0 && month < 12 && day >= 1 && hour <= 24 && minute < 60 && second <= 60;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  if (!inRange || day > lastDay || Math.abs(zone) > 15 * 60) return undefined;
  return Date.UTC(year, month, day, hour, minute, Math.min(second, 59)) - zone * MINUTE_MS;
}

const CLOCK = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?';
const ISO = new RegExp(
  `^(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})(?:(?:\\s*T\\s*| )${CLOCK}\\s*([ap]\\.?m\\.?)?\\s*(\\S.*)?)?$`,
  'i',
);
const ISO_BASIC = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/i;
const WORDED_CLOCK = new RegExp(`${CLOCK}\\s?([ap]\\.?m\\.?(?!\\p{L}))?`, 'iu');
const NUMERIC = new RegExp(
  `^(?:\\p{L}+,?\\s)?(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?:,?\\s(?:-\\s)?${CLOCK}\\s?([ap]\\.?m\\.?)?\\s*(\\S.*)?)?$`,
  'iu',
);
/** What may follow a time: a zone by name, by offset, or `GMT+2`. */
const ZONE = /^\s*\(?([A-Za-z]{0,5})\s*([+-]\d{1,2}(?::?\d{2})?(?!\d))?/;
const ORDINAL = /^(\d{4})-(\d{3})$/;

/** ISO 8601 and the W3C's profile of it, with a blank for the T, seconds left out, zones of all kinds; `2003-335` too. */
function readIso(text: string): Moment | undefined {
  const basic = ISO_BASIC.exec(text);
  if (basic) return timed(date(basic[1], basic[2], basic[3]), basic.slice(4, 7), undefined, basic[7]);
  const ordinal = ORDINAL.exec(text);
  if (ordinal) {
    const at = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
    return { year: at.getUTCFullYear(), month: at.getUTCMonth(), day: at.getUTCDate() };
  }
  const iso = ISO.exec(text);
  // Without separators only `20240105` is a date; `202411` could be two.
  if (iso?.[2] === '' && `${iso[3]}${iso[4]}`.length < 4) return undefined;
  return iso ? timed(date(iso[1], iso[3], iso[4]), iso.slice(5, 8), iso[8], iso[9]) : undefined;
}

/** Seconds or milliseconds since 1970. */
function readTimestamp(text: string): number | undefined {
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.trunc(Number(text) * 1000);
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

const AFTERNOON: Readonly<Record<string, string>> = {
  오후: 'pm',
  下午: 'pm',
  午後: 'pm',
  오전: 'am',
  上午: 'am',
  午前: 'am',
};

/** `2004년 05월 28일 오후 11:31:58`, `2024年5月3日 12:30`: wall clocks of Seoul, of Beijing or Tokyo. */
function readAsian(text: string): Moment | undefined {
  const match =
    /^(\d{4})\s?[년年]\s?(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日]?\D{0,6}?\s?(오전|오후|上午|下午|午前|午後)?\s?(?:(\d{1,2})[:时時시]\s?(\d{2})(?:[:分분]\s?(\d{2}))?.?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const half = match[4] === undefined ? undefined : AFTERNOON[match[4]];
  const zone = text.includes('년')
    ? '+0900'
    : /[时分]|[上下]午/.test(text) && text.includes('时')
      ? '+0800'
      : undefined;
  return timed(date(match[1], match[2], match[3]), match.slice(5, 8), half, zone);
}

/** `31.12.2024 10:00`, `12/31/2024 3:00 PM`: only where day and month can't be mistaken for each other. */
function readNumeric(text: string): Moment | undefined {
  const match = NUMERIC.exec(text);
  if (!match) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const american = match[2] === '/' && match[8] !== undefined;
  if (match[2] !== '.' && first <= 12 && second <= 12 && first !== second && !american) return undefined;
  const monthFirst = second > 12 || (american && first <= 12);
  const day = monthFirst ? second : first;
  return timed(date(match[4], String(monthFirst ? first : second), String(day)), match.slice(5, 8), match[8], match[9]);
}

/** RFC 822 and its relatives, asctime, and dates in words: a day, a month's name and a year, in any order that leaves no doubt. */
function readWorded(text: string): Moment | undefined {
  const clock = WORDED_CLOCK.exec(text);
  const head = clock ? text.slice(0, clock.index) : text;
  const tail = clock ? text.slice(clock.index + clock[0].length) : '';
  const after = ZONE.exec(tail);
  const zone = after && (after[2] !== undefined || ZONE_MINUTES[after[1]!.toLowerCase()] !== undefined) ? after[0] : '';
  const tokens = `${head} ${tail.slice(zone.length)}`.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  // The last name that can be a month is one: "mar, 4 jun" begins with a Tuesday.
  const month = tokens.map(monthNamed).findLast((found) => found !== undefined);
  const [first, second] = tokens.filter((token) => /^\d/.test(token));
  if (month === undefined || first === undefined || second === undefined) return undefined;
  const yearFirst = first.length === 4;
  const day = date(yearFirst ? first : second, String(month), yearFirst ? second : first);
  return timed(day, clock?.slice(1, 4) ?? [], clock?.[4], zone);
}

function date(year = '', month = '', day = ''): Moment {
  const written = Number(year);
  // Two digits are this century's up to 2069, as POSIX has it.
  const full = year.length > 2 ? written : written + (written < 70 ? 2000 : 1900);
  return { year: full, month: Number(month) - 1, day: Number(day) };
}

/** The day with its time; the day alone where the zone after the time makes no sense is still that day and time in UTC. */
function timed(
  day: Moment,
  [hour, minute, second]: readonly (string | undefined)[],
  half: string | undefined,
  zone: string | undefined,
): Moment {
  const written = Number(hour ?? 0);
  const afternoon = half === undefined ? written : (written % 12) + (/^p/i.test(half) ? 12 : 0);
  return { ...day, hour: afternoon, minute: Number(minute ?? 0), second: Number(second ?? 0), zone: zoneMinutes(zone) };
}

function zoneMinutes(zone = ''): number {
  const offset = /([+-])(\d{1,2}):?(\d{2})?/.exec(zone);
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  const named = /[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? '';
  return ZONE_MINUTES[named] ?? 0;
}
