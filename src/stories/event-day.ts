/** The day of which a report tells, as far as its first sentences say: what an article can't have known, it does not report. */
import { datesIn } from '../text/dates.ts';
import type { Reading } from '../text/reading.ts';

/** Words from the beginning in which a report names its day. */
const LEAD_WORDS = 150;
/** A day longer ago is the story's background. */
const MAX_DAYS_BEFORE = 7;
const DAY_MS = 86_400_000;
const WHOLE_DAY = /^\d{4}-\d\d-\d\d$/;

/** Days since 1970 of the first day that the lead names shortly before its publication; undefined where it names none: a day ahead is an announcement. */
export function eventDay(reading: Pick<Reading, 'sentences'>, publishedAt: string): number | undefined {
  const published = Math.floor(Date.parse(publishedAt) / DAY_MS);
  let words = 0;
  for (const sentence of reading.sentences) {
    for (const { date, until } of datesIn(sentence, publishedAt)) {
      if (until !== undefined || !WHOLE_DAY.test(date)) continue;
      const day = Date.parse(date) / DAY_MS;
      if (day >= published - MAX_DAYS_BEFORE && day <= published) return day;
    }
    words += sentence.tokens.length;
    if (words >= LEAD_WORDS) return undefined;
  }
  return undefined;
}
