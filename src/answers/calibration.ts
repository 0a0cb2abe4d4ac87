/**
 * From how strongly the evidence speaks to how often such an answer is right. Words alone speak loudly for sentences
 * that are about something else, so the scale is flat until the evidence is very strong or several sources agree.
 * Rising throughout: it changes what is said of the certainty, not which answer is better.
 */

/**
 * Confidence before and after, between two measurements: questions of which half have no answer (0.9 is right half the
 * time), and questions on reported news (0.9 is nearly always right). Straight lines between; up to
 * the first one nothing changes.
 */
export const RELIABILITY: readonly (readonly [before: number, after: number])[] = [
  [0.4, 0.4],
  [0.7, 0.46],
  [0.8, 0.51],
  [0.9, 0.6],
  [0.95, 0.66],
  [0.98, 0.77],
  [0.99, 0.84],
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
