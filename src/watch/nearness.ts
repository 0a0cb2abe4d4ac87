/** Words near each other, as Lucene's sloppy phrases define it. */

/** The places of one word in an article, and the places in the phrase where that word is asked for; both ascending. */
export interface Occurrences {
  readonly positions: readonly number[];
  readonly offsets: readonly number[];
}

/**
 * The positions of the words, phrase order, where together they are moved by at most `within`: max(p - o) - min(p - o) <= within,
 * a word asked for twice being there twice. The first such window of the article; undefined where there is none.
 */
export function nearestWindow(words: readonly Occurrences[], within: number): number[] | undefined {
  const starts = new Set<number>();
  for (const { positions, offsets } of words) {
    for (const position of positions) for (const offset of offsets) starts.add(position - offset);
  }
  for (const start of [...starts].sort((a, b) => a - b)) {
    const placed = words.map((word) => place(word, start, within));
    if (placed.every((positions) => positions !== undefined)) return placed.flat();
  }
  return undefined;
}

/** Earliest places for the offsets of one word in the window; intervals of one length, so the first that fits is best. */
function place(word: Occurrences, start: number, within: number): number[] | undefined {
  const placed: number[] = [];
  let next = lowerBound(word.positions, start + word.offsets[0]!);
  for (const offset of word.offsets) {
    while (next < word.positions.length && word.positions[next]! < start + offset) next += 1;
    const position = word.positions[next];
    if (position === undefined || position > start + offset + within) return undefined;
    placed.push(position);
    next += 1;
  }
  return placed;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
