/** The day on which what is asked about happened, where the proof names one. */
import type { Evidence, PartialDate } from '../model.ts';
import { datesIn } from '../text/dates.ts';

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The one day that the evidence names, resolved against each article's publication. Undefined where it names none, or more than
 * one: then nobody can tell which is meant. Months and years are background ("since August 2021") and don't count.
 */
export function happenedOn(evidence: readonly Evidence[]): PartialDate | undefined {
  const days = new Set(
    evidence
      .filter(({ undated }) => undated !== true)
      .flatMap(({ quote, publishedAt }) => datesIn(quote, publishedAt))
      .filter(({ date, until }) => A_DAY.test(date) && until === undefined)
      .map(({ date }) => date),
  );
  return days.size === 1 ? [...days][0] : undefined;
}
