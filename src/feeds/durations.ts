/** Spans of time in the words of a person who is not counting seconds. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `40 s`, `5 min`, `9 h`, `3 days`: rounded to the unit that says it best. */
export function inWords(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < 1.5 * MINUTE_MS) return `${Math.round(span / 1000)} s`;
  if (span < 1.5 * HOUR_MS) return `${Math.round(span / MINUTE_MS)} min`;
  if (span < 2 * DAY_MS) return `${Math.round(span / HOUR_MS)} h`;
  return `${Math.round(span / DAY_MS)} days`;
}
