/** A new grouping of articles read against the stories as they stand: who joins, merges, moves or splits off. */
import type { Comparable } from './similarity.ts';

/** An article that fits another story better than its own, now that more is known. */
interface Move {
  readonly articleId: string;
  /** The story it goes to; absent where that is the one that the new article opens. */
  readonly storyId?: string;
}

/** Articles of other stories that turn out to be a story of their own. */
interface Split {
  readonly articleIds: readonly string[];
  /**
   * The stories that they leave, and how many of each one's articles were compared: where a story has others, what was seen of it
   * is too little to take it apart.
   */
  readonly from: readonly { readonly storyId: string; readonly compared: number }[];
}

/** What becomes of a new article and of the stories around it. */
export interface Outcome {
  /** The story that it joins; absent where it opens one. */
  readonly storyId?: string;
  /** Stories that are the same as `storyId` and are to be merged into it. */
  readonly merges: readonly string[];
  /** Articles of neighbouring stories that go elsewhere. Never all of a story's. */
  readonly moves: readonly Move[];
  /** Never all of a story's either. */
  readonly splits: readonly Split[];
}

interface Compared {
  readonly storyId: string;
  readonly members: readonly Comparable[];
}

/** Reads the new grouping against the stories as they stand. */
export function readOutcome(
  article: Comparable,
  groups: readonly (readonly Comparable[])[],
  candidates: readonly Compared[],
): Outcome {
  const names = nameGroups(groups);
  const own = groups.findIndex((group) => group.includes(article));
  const storyId = names[own];
  const merges: string[] = [];
  const moves: Move[] = [];
  for (const candidate of candidates) {
    const homes = new Set(candidate.members.map((member) => groups.findIndex((group) => group.includes(member))));
    const keepsItsName = names.includes(candidate.storyId);
    if (!keepsItsName && homes.size === 1) {
      const home = [...homes][0]!;
      // Two other stories may be one as well; only those that the new article brings together are merged now.
      if (home === own && storyId !== undefined) merges.push(candidate.storyId);
      continue;
    }
    for (const [index, group] of groups.entries()) {
      const destination = names[index];
      const opensStory = index === own && destination === undefined;
      if (destination === candidate.storyId || (destination === undefined && !opensStory)) continue;
      if (!keepsItsName) continue;
      for (const member of group) {
        if (member.storyId !== candidate.storyId) continue;
        moves.push(
          opensStory ? { articleId: member.articleId } : { articleId: member.articleId, storyId: destination! },
        );
      }
    }
  }
  const splits = groups.flatMap((group, index) =>
    index === own || names[index] !== undefined ? [] : splitOf(group, names, candidates),
  );
  return { ...(storyId === undefined ? {} : { storyId }), merges, moves, splits };
}

/** A group that no story gives its name to, as far as its members' stories go on without them. */
function splitOf(
  group: readonly Comparable[],
  names: readonly (string | undefined)[],
  candidates: readonly Compared[],
): readonly Split[] {
  const leaving = group.filter((member) => names.includes(member.storyId));
  if (leaving.length === 0) return [];
  const left = new Set(leaving.map((member) => member.storyId));
  const from = candidates
    .filter(({ storyId }) => left.has(storyId))
    .map(({ storyId, members }) => ({ storyId, compared: members.length }));
  return [{ articleIds: leaving.map(({ articleId }) => articleId), from }];
}

/**
 * Every group takes the name of the story that most of its members come from; a story's name goes to one group only, and to the
 * larger one where as many of its articles are in two.
 */
function nameGroups(groups: readonly (readonly Comparable[])[]): readonly (string | undefined)[] {
  const claims: {
    readonly group: number;
    readonly storyId: string;
    readonly members: number;
    readonly size: number;
    readonly since: number;
  }[] = [];
  for (const [group, members] of groups.entries()) {
    for (const storyId of new Set(members.map((member) => member.storyId))) {
      if (storyId === undefined) continue;
      const from = members.filter((member) => member.storyId === storyId);
      const since = Math.min(...from.map((member) => member.publishedMs ?? Number.POSITIVE_INFINITY));
      claims.push({ group, storyId, members: from.length, size: members.length, since });
    }
  }
  claims.sort(
    (a, b) => b.members - a.members || b.size - a.size || a.since - b.since || (a.storyId < b.storyId ? -1 : 1),
  );
  const names: (string | undefined)[] = groups.map(() => undefined);
  const taken = new Set<string>();
  for (const { group, storyId } of claims) {
    if (names[group] !== undefined || taken.has(storyId)) continue;
    names[group] = storyId;
    taken.add(storyId);
  }
  return names;
}
