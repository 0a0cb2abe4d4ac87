/** What would keep a watchlist from what people found not relevant: the words that the bad have and the good have not. */

/** Stories found not relevant before anything is proposed: one may be chance. */
export const MIN_BAD_STORIES = 2;
/** A word that so many of the bad have may tell them apart. */
export const BAD_MIN_SHARE = 0.6;
/** A word that more of the good have would cost too much. */
export const GOOD_MAX_SHARE = 0.1;

export interface Telling {
  readonly word: string;
  /** Stories found not relevant that have it. */
  readonly bad: number;
  readonly good: number;
}

/**
 * The word that tells best: by the share of the bad that have it less that of the good. Each story is the set of its words.
 * Undefined where no word does.
 */
export function tellingWord(
  bad: readonly ReadonlySet<string>[],
  good: readonly ReadonlySet<string>[],
): Telling | undefined {
  if (bad.length < MIN_BAD_STORIES) return undefined;
  const counts = new Map<string, number>();
  for (const words of bad) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const share = (n: number, of: number): number => (of === 0 ? 0 : n / of);
  const candidates = [...counts]
    .filter(([, n]) => share(n, bad.length) >= BAD_MIN_SHARE)
    .map(([word, n]) => ({ word, bad: n, good: good.filter((words) => words.has(word)).length }))
    .filter((telling) => share(telling.good, good.length) <= GOOD_MAX_SHARE);
  const worth = (telling: Telling): number => share(telling.bad, bad.length) - share(telling.good, good.length);
  // Of words that tell alike, a long one is the more particular.
  return candidates.sort(
    (a, b) => worth(b) - worth(a) || b.word.length - a.word.length || (a.word < b.word ? -1 : 1),
  )[0];
}
