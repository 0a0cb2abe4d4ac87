/**
 * From how strongly the evidence speaks to how often such an answer is right. Words alone speak loudly for sentences
 * that are about something else, so the scale is flat until the evidence is very strong or several sources agree.
 * Rising throughout: it changes what is said of the certainty, not which answer is better.
 */

/** Confidence before and after, from measured answers; straight lines between. Up to the first one nothing changes. */
export const RELIABILITY: readonly (readonly [before: number, after: number])[] = [
  [0.4, 0.4],
  [0.7, 0.43],
  [0.8, 0.46],
  [0.9, 0.53],
  [0.95, 0.6],
  [0.98, 0.72],
  [0.99, 0.8],
  [1, 0.97],
];

/** The share of answers of this confidence that prove right, 0 to 1. */
export function calibrated(confidence: number): number {
  const above = RELIABILITY.findIndex(([before]) => before >= confidence);
  if (above === 0) return confidence;
  const [toBefore, toAfter] = RELIABILITY.at(above)!;
  const [fromBefore, fromAfter] = above < 0 ? RELIABILITY.at(-1)! : RELIABILITY[above - 1]!;
  if (toBefore === fromBefore) return toAfter;
  return fromAfter + ((confidence - fromBefore) / (toBefore - fromBefore)) * (toAfter - fromAfter);
}
