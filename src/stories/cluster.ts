/**
 * Which story an article belongs to, decided as it arrives from the articles that resemble it.
 *
 * The neighbourhood (the new article and members of the stories nearest to it) is clustered afresh by average link, always
 * the closest two groups first. How close two groups are is the average similarity between them relative to the average
 * similarity inside them (relative closeness: Karypis, Han & Kumar, CHAMELEON, 1999): a tight story takes in only what
 * resembles it as its own members do, so neighbouring events on one topic stay apart, and a loose one is not torn to pieces.
 * The outcome is then read against the stories as they stand: join, open, merge, or let a misfiled article move.
 */
import type { ArticleFeatures } from '../ports.ts';
import { copyAmong } from './copies.ts';
import { type Comparable, comparable, similarity } from './similarity.ts';

/** Groups this close, relative to their own tightness, are one story. */
const MIN_CLOSENESS = 0.7;
/** A story at least this close, but not the same, is told of as linked: a follow-up, another angle. */
const MIN_LINKED_CLOSENESS = 0.55;
/** The average similarity of two articles about one event, where a group is too small to have its own. */
const TYPICAL_COHESION = 0.2;
/** How many pairs of articles that expectation is worth against the pairs of a group. */
const TYPICAL_COHESION_PAIRS = 5;
/** Articles that are in one story already are a little closer for it, so that they don't wander. */
const SAME_STORY_BONUS = 0.01;
/** Stories compared with the article, members of one of them, and members of all. */
export const MAX_STORIES_COMPARED = 4;
const MAX_MEMBERS_COMPARED = 20;
const MAX_ARTICLES_COMPARED = 40;
/** What to ask the archive for: this many neighbours, published this long before or after. */
export const MAX_NEIGHBOURS = 150;
export const NEIGHBOUR_WINDOW_DAYS = 90;
/** Neighbours that are looked at: of an article without a time of its own they come from two windows. */
const MAX_NEIGHBOURS_READ = 2 * MAX_NEIGHBOURS;
/** Stories whose members are on average less alike to the article than this are not looked at. */
const MIN_SIMILARITY = 0.04;

/** An article that fits another story better than its own, now that more is known. */
interface Move {
  readonly articleId: string;
  /** The story it goes to; absent where that is the one that the new article opens. */
  readonly storyId?: string;
}

/** What to do with an article. */
export interface StoryChoice {
  /** The story that it joins; absent where it opens one. */
  readonly storyId?: string;
  /** Stories that are the same as `storyId` and are to be merged into it. */
  readonly merges: readonly string[];
  /** Articles of neighbouring stories that go elsewhere. Never all of a story's. */
  readonly moves: readonly Move[];
  /** The earliest article that this one copies. */
  readonly copyOf?: string;
  /** The nearest other story, where it is near enough for a reader to want it. */
  readonly linkedStoryId?: string;
}

/** Chooses the story of a new article from its neighbours in the archive. Cost is bounded by the limits above. */
export function chooseStory(input: {
  readonly features: Pick<ArticleFeatures, 'articleId' | 'publishedAt' | 'profile'>;
  /** From `SearchIndex.neighbours`, MAX_NEIGHBOURS a window; the article itself is left out where it is among them. */
  readonly neighbours: readonly ArticleFeatures[];
}): StoryChoice {
  const { articleId, publishedAt, profile } = input.features;
  const article = comparable({ articleId, publishedAt, profile });
  const neighbours = input.neighbours
    .filter((neighbour) => neighbour.articleId !== articleId)
    .slice(0, MAX_NEIGHBOURS_READ)
    .map(comparable);
  const candidates = candidateStories(article, neighbours);
  const groups = agglomerate([article, ...candidates.flatMap(({ members }) => members)]);
  const copyOf = copyAmong(article, neighbours);
  const choice = readOutcome(article, groups, candidates);
  const linkedStoryId = linkedStory(choice, candidates);
  return {
    ...choice,
    ...(copyOf === undefined ? {} : { copyOf }),
    ...(linkedStoryId === undefined ? {} : { linkedStoryId }),
  };
}

interface Candidate {
  readonly storyId: string;
  /** Average similarity of the article to the members found. */
  readonly average: number;
  readonly closeness: number;
  /** Those of the members found that are compared. */
  readonly members: readonly Comparable[];
}

function candidateStories(article: Comparable, neighbours: readonly Comparable[]): Candidate[] {
  const stories = new Map<string, { total: number; members: Comparable[] }>();
  for (const neighbour of neighbours) {
    const story = stories.get(neighbour.storyId!) ?? { total: 0, members: [] };
    stories.set(neighbour.storyId!, story);
    story.total += similarity(article, neighbour);
    story.members.push(neighbour);
  }
  const near = [...stories]
    .map(([storyId, { total, members }]) => ({ storyId, average: total / members.length, members: sample(members) }))
    .filter(({ average }) => average >= MIN_SIMILARITY)
    .sort((a, b) => b.average - a.average || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, MAX_STORIES_COMPARED);
  const candidates: Candidate[] = [];
  let room = MAX_ARTICLES_COMPARED;
  for (const { storyId, average, members } of near) {
    const compared = members.slice(0, room);
    room -= compared.length;
    if (compared.length === 0) break;
    candidates.push({ storyId, average, closeness: closenessTo(average, compared), members: compared });
  }
  return candidates;
}

/** At most MAX_MEMBERS_COMPARED of the members, evenly from the nearest to the farthest. */
function sample(members: readonly Comparable[]): readonly Comparable[] {
  if (members.length <= MAX_MEMBERS_COMPARED) return members;
  return Array.from(
    { length: MAX_MEMBERS_COMPARED },
    (_, at) => members[Math.floor((at * members.length) / MAX_MEMBERS_COMPARED)]!,
  );
}

function closenessTo(average: number, members: readonly Comparable[]): number {
  let inside = 0;
  for (let a = 0; a < members.length; a += 1) {
    for (let b = a + 1; b < members.length; b += 1) inside += similarity(members[a]!, members[b]!);
  }
  return average / Math.sqrt(TYPICAL_COHESION * cohesion(inside, (members.length * (members.length - 1)) / 2));
}

function cohesion(insideTotal: number, pairs: number): number {
  return (insideTotal + TYPICAL_COHESION * TYPICAL_COHESION_PAIRS) / (pairs + TYPICAL_COHESION_PAIRS);
}

interface Group {
  readonly members: Comparable[];
  insideTotal: number;
  cohesion: number;
}

/** Merges the two closest groups until none are closer than MIN_CLOSENESS. */
function agglomerate(articles: readonly Comparable[]): readonly (readonly Comparable[])[] {
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

/** Reads the new grouping against the stories as they stand. */
function readOutcome(
  article: Comparable,
  groups: readonly (readonly Comparable[])[],
  candidates: readonly Candidate[],
): Pick<StoryChoice, 'storyId' | 'merges' | 'moves'> {
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
  return { ...(storyId === undefined ? {} : { storyId }), merges, moves };
}

/** Every group takes the name of the story that most of its members come from; a story's name goes to one group only. */
function nameGroups(groups: readonly (readonly Comparable[])[]): readonly (string | undefined)[] {
  const claims: {
    readonly group: number;
    readonly storyId: string;
    readonly members: number;
    readonly since: number;
  }[] = [];
  for (const [group, members] of groups.entries()) {
    for (const storyId of new Set(members.map((member) => member.storyId))) {
      if (storyId === undefined) continue;
      const from = members.filter((member) => member.storyId === storyId);
      const since = Math.min(...from.map((member) => member.publishedMs ?? Number.POSITIVE_INFINITY));
      claims.push({ group, storyId, members: from.length, since });
    }
  }
  claims.sort((a, b) => b.members - a.members || a.since - b.since || (a.storyId < b.storyId ? -1 : 1));
  const names: (string | undefined)[] = groups.map(() => undefined);
  const taken = new Set<string>();
  for (const { group, storyId } of claims) {
    if (names[group] !== undefined || taken.has(storyId)) continue;
    names[group] = storyId;
    taken.add(storyId);
  }
  return names;
}

function linkedStory(
  choice: Pick<StoryChoice, 'storyId' | 'merges'>,
  candidates: readonly Candidate[],
): string | undefined {
  let linked: Candidate | undefined;
  for (const candidate of candidates) {
    if (candidate.storyId === choice.storyId || choice.merges.includes(candidate.storyId)) continue;
    if (candidate.closeness >= (linked?.closeness ?? MIN_LINKED_CLOSENESS)) linked = candidate;
  }
  return linked?.storyId;
}
