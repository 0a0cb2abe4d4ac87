/** How near a candidate stands to the question's words. */
import type { Token } from '../text/reading.ts';
import type { Candidate } from './candidate.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';

/** Token indices where each term is matched; the pronoun that opens the sentence stands for the carried ones. */
export function termPlaces(
  tokens: readonly Token[],
  terms: readonly QueryTerm[],
  carried: ReadonlySet<number> = new Set(),
): readonly (readonly (readonly [at: number, worth: number])[])[] {
  return terms.map((term, index) =>
    tokens.flatMap((token, at) => {
      const worth = at === 0 && carried.has(index) ? 1 : term.forms.get(token.stem);
      return worth === undefined ? [] : [[at, worth] as const];
    }),
  );
}

/** Weighted share of matched terms, each fading with its distance from the candidate (half at 7 words). */
export function proximityOf(
  candidate: Candidate,
  tokens: readonly Token[],
  places: readonly (readonly (readonly [number, number])[])[],
  terms: readonly QueryTerm[],
  sentence: Passage['sentence'],
): number {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]!.start < candidate.end) to += 1;
  let sum = 0;
  let total = 0;
  terms.forEach((term, index) => {
    total += term.weight;
    let best = 0;
    for (const [at, worth] of places[index]!) {
      const distance =
        at < from
          ? from - at + marksBetween(tokens, at, from, sentence)
          : at > to
            ? at - to + marksBetween(tokens, to, at, sentence)
            : 0;
      best = Math.max(best, worth * 2 ** (-(distance - 1) / 7));
    }
    sum += term.weight * Math.min(1, best);
  });
  return total === 0 ? 0 : sum / total;
}

/** A comma or a bracket sets apart as much as two words. */
const WORDS_PER_MARK = 2;

function marksBetween(tokens: readonly Token[], left: number, right: number, sentence: Passage['sentence']): number {
  const gap = sentence.text.slice(tokens[left]!.end - sentence.start, tokens[right]!.start - sentence.start);
  return WORDS_PER_MARK * (gap.match(/[,;:()–—]/g) ?? []).length;
}
