/** The order in which a brief reads: what happened, then the particulars, then what people say of it, then how it came to that. */
import type { Candidate } from './candidates.ts';
import type { Part } from './parts.ts';

const RANK: Readonly<Record<Part, number>> = { happening: 0, reaction: 1, background: 2 };

export interface Placed {
  readonly candidate: Candidate;
  /** Mean place of the fact in the articles that carry it. */
  readonly place: number;
}

/** The chosen sentences in reading order; `lead` comes first. */
export function inReadingOrder<T extends Placed>(chosen: readonly T[], lead: Candidate | undefined): readonly T[] {
  const rest = chosen
    .filter(({ candidate }) => candidate !== lead)
    .map((placed) => ({ placed, rank: RANK[placed.candidate.part] }))
    .sort((a, b) => a.rank - b.rank || together(a.placed, b.placed) || a.placed.place - b.placed.place)
    .map(({ placed }) => placed);
  const ordered = chosen.filter(({ candidate }) => candidate === lead).concat(rest);
  return introducedFirst(ordered);
}

/** Two sentences of one article keep their order. */
function together(a: Placed, b: Placed): number {
  return a.candidate.articleId === b.candidate.articleId ? a.candidate.position - b.candidate.position : 0;
}

/** A sentence that gives a name in short comes after the one that gives it in full. The lead stays where it is. */
function introducedFirst<T extends Placed>(ordered: readonly T[]): readonly T[] {
  const result = [...ordered];
  for (let at = 1; at < result.length; at += 1) {
    const { presumes } = result[at]!.candidate;
    const later = result.findIndex(
      ({ candidate }, index) => index > at && [...presumes].some((name) => candidate.introduces.has(name)),
    );
    const before = result
      .slice(0, at)
      .some(({ candidate }) => [...presumes].some((name) => candidate.introduces.has(name)));
    if (later < 0 || before) continue;
    const [introducing] = result.splice(later, 1);
    result.splice(at, 0, introducing!);
  }
  return result;
}
