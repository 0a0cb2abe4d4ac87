/**
 * Groups of articles by average link, always the closest two first. How close two groups are is the average similarity between
 * them relative to the average similarity inside them (relative closeness: Karypis, Han & Kumar, CHAMELEON, 1999): a tight group
 * takes in only what resembles it as its own members do, so neighbouring events on one topic stay apart, and a loose one is not
 * torn to pieces.
 *
 * The constants were chosen for three public sets of labelled news at once, with several orders of arrival each, not for the best of
 * any one: `bench/stories.ts` prints what they reach on such a set, and what their neighbours would.
 */
import { type Comparable, similarity } from './similarity.ts';

/** The average similarity of two articles about one event, where a group is too small to have its own. */
export const TYPICAL_COHESION = 0.2;
/** How many pairs of articles that expectation is worth against the pairs of a group. */
const TYPICAL_COHESION_PAIRS = 5;
/** Groups this close, relative to their own tightness, are one story. */
const MIN_CLOSENESS = 0.7;
/** Articles that are in one story already are a little closer for it, so that they don't wander. */
const SAME_STORY_BONUS = 0.01;

/** What a group of so many pairs is expected to hold together by: its own average, held up by what is typical. */
export function cohesion(insideTotal: number, pairs: number): number {
  return (insideTotal + TYPICAL_COHESION * TYPICAL_COHESION_PAIRS) / (pairs + TYPICAL_COHESION_PAIRS);
}

interface Group {
  readonly members: Comparable[];
  insideTotal: number;
  cohesion: number;
}

/** Merges the two closest groups until none are closer than MIN_CLOSENESS. */
export function agglomerate(articles: readonly Comparable[]): readonly (readonly Comparable[])[] {
  const groups: (Group | undefined)[] = articles.map((article) => ({
    members: [article],
    insideTotal: 0,
    cohesion: TYPICAL_COHESION,
  }));
  const between = pairTotals(articles);
  for (;;) {
    const pair = closestPair(groups, between);
    if (pair === undefined) break;
    const [into, from] = pair;
    absorb(groups, between, into, from);
  }
  return groups.filter((group) => group !== undefined).map((group) => group.members);
}

function pairTotals(articles: readonly Comparable[]): Float64Array[] {
  const between = articles.map(() => new Float64Array(articles.length));
  for (let a = 0; a < articles.length; a += 1) {
    for (let b = a + 1; b < articles.length; b += 1) {
      const filedTogether = articles[a]!.storyId !== undefined && articles[a]!.storyId === articles[b]!.storyId;
      const alike = similarity(articles[a]!, articles[b]!) + (filedTogether ? SAME_STORY_BONUS : 0);
      between[a]![b] = alike;
      between[b]![a] = alike;
    }
  }
  return between;
}

function closestPair(
  groups: readonly (Group | undefined)[],
  between: readonly Float64Array[],
): [number, number] | undefined {
  let closest: [number, number] | undefined;
  let best = MIN_CLOSENESS;
  for (let a = 0; a < groups.length; a += 1) {
    const left = groups[a];
    if (left === undefined) continue;
    for (let b = a + 1; b < groups.length; b += 1) {
      const right = groups[b];
      if (right === undefined) continue;
      const average = between[a]![b]! / (left.members.length * right.members.length);
      const closeness = average / Math.sqrt(left.cohesion * right.cohesion);
      if (closeness < best || (closeness === best && closest !== undefined)) continue;
      best = closeness;
      closest = [a, b];
    }
  }
  return closest;
}

function absorb(groups: (Group | undefined)[], between: readonly Float64Array[], into: number, from: number): void {
  const group = groups[into]!;
  const absorbed = groups[from]!;
  group.insideTotal += absorbed.insideTotal + between[into]![from]!;
  group.members.push(...absorbed.members);
  group.cohesion = cohesion(group.insideTotal, (group.members.length * (group.members.length - 1)) / 2);
  groups[from] = undefined;
  for (let other = 0; other < groups.length; other += 1) {
    if (other === into || groups[other] === undefined) continue;
    between[into]![other]! += between[from]![other]!;
    between[other]![into] = between[into]![other]!;
  }
}
