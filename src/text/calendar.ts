/** Days, months and years as plain numbers in UTC, and partial dates made of them. */
import type { PartialDate } from '../model.ts';

export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const DAY_MS = 86_400_000;

/** The day of a timestamp in UTC; undefined where it can't be read. */
export function dayOf(timestamp: string): Day | undefined {
  const ms = Date.parse(timestamp);
  if (Number.isNaN(ms)) return undefined;
  return dayFromMs(ms);
}

function dayFromMs(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function msOf(day: Day): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}

export function addDays(day: Day, days: number): Day {
  return dayFromMs(msOf(day) + days * DAY_MS);
}

/** Days from one day to another, negative where it lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((msOf(to) - msOf(from)) / DAY_MS);
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(msOf(day)).getUTCDay();
}

/** A month counted from another, as year and month. */
export function addMonths(day: Day, months: number): { readonly year: number; readonly month: number } {
  const count = day.year * 12 + day.month - 1 + months;
  return { year: Math.floor(count / 12), month: (count % 12) + 1 };
}

export function isValidDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `2025-07-03`, `2025-07` or `2025`. */
export function partialDate(year: number, month?: number, day?: number): PartialDate {
  const text = String(year).padStart(4, '0');
  if (month === undefined) return text;
  const withMonth = `${text}-${String(month).padStart(2, '0')}`;
  return day === undefined ? withMonth : `${withMonth}-${String(day).padStart(2, '0')}`;
}

/** A partial date for readers: "3 July 2025", "April 2025", "1996". Anything else comes back as it is. */
export function formatDate(date: PartialDate): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (match === null) return date;
  const [, year, month, day] = match;
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (name === undefined) return String(Number(year));
  return day === undefined ? `${name} ${Number(year)}` : `${Number(day)} ${name} ${Number(year)}`;
}
