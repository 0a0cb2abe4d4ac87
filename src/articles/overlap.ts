/** How much of one text stands in another: shares of runs of four words, as page extraction is scored. */
const RUN_WORDS = 4;
/** So many words of a text are compared. */
const COMPARED_MAX_WORDS = 20_000;

export function runsOf(text: string): ReadonlySet<string> {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, COMPARED_MAX_WORDS);
  const runs = new Set<string>();
  for (let i = 0; i + RUN_WORDS <= words.length; i++) runs.add(words.slice(i, i + RUN_WORDS).join(' '));
  return runs;
}

/** Share of `part` that stands in `whole`, 0 to 1. */
export function shareIn(whole: ReadonlySet<string>, part: ReadonlySet<string>): number {
  let shared = 0;
  for (const run of part) if (whole.has(run)) shared++;
  return part.size === 0 ? 0 : shared / part.size;
}

/** Harmonic mean of both shares, 0 to 1. */
export function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [precision, recall] = [shareIn(a, b), shareIn(b, a)];
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
