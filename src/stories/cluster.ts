/**
 * Which story an article belongs to, decided as it arrives from the articles that resemble it.
 *
 * The neighbourhood (the new article and members of the stories nearest to it) is clustered afresh, and the outcome is read
 * against the stories as they stand: join, open, merge, let a misfiled article move, or split what was two stories.
 */
import type { ArticleFeatures } from '../ports.ts';
import { agglomerate, cohesion, TYPICAL_COHESION } from './agglomerate.ts';
import { copyAmong } from './copies.ts';
import { MAX_NEIGHBOURS } from './neighbourhood.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { type Comparable, comparable, resemblance, similarity } from './similarity.ts';

/** A story at least this close, but not the same, is linked. */
const MIN_LINKED_CLOSENESS = 0.55;
/** Of two linked stories the one that begins at least so much later goes on from the other; else they are two angles. */
const MIN_FOLLOWING_MS = 24 * 60 * 60 * 1000;
/** Stories compared with the article, members of one of them, and members of all. */
export const MAX_STORIES_COMPARED = 4;
const MAX_MEMBERS_COMPARED = 20;
const MAX_ARTICLES_COMPARED = 40;
/** Neighbours that are looked at: some articles have several windows of them. */
const MAX_NEIGHBOURS_READ = 2 * MAX_NEIGHBOURS;
/** Stories whose members are on average less alike to the article than this are not looked at. */
const MIN_SIMILARITY = 0.04;

/** What to do with an article. */
export interface StoryChoice extends Outcome {
  /** The first of the articles whose wording this one carries. */
  readonly copyOf?: string;
  /** An earlier story, near but not the same, that the article's story goes on from. */
  readonly follows?: string;
  /** A later one that goes on from the article's. */
  readonly followedBy?: string;
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
  const outcome = readOutcome(article, groups, candidates);
  return {
    ...outcome,
    ...linkOf(article, outcome, groups.find((group) => group.includes(article)) ?? [], candidates),
    ...(copyOf === undefined ? {} : { copyOf }),
  };
}

interface Candidate {
  readonly storyId: string;
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
  for (const { storyId, members } of near) {
    const compared = members.slice(0, room);
    room -= compared.length;
    if (compared.length === 0) break;
    candidates.push({ storyId, members: compared });
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

/** As two groups are close, but by what they are about, whoever could know of what. */
function closenessTo(article: Comparable, members: readonly Comparable[]): number {
  let inside = 0;
  for (let a = 0; a < members.length; a += 1) {
    for (let b = a + 1; b < members.length; b += 1) inside += resemblance(members[a]!, members[b]!);
  }
  const average = members.reduce((sum, member) => sum + resemblance(article, member), 0) / members.length;
  return average / Math.sqrt(TYPICAL_COHESION * cohesion(inside, (members.length * (members.length - 1)) / 2));
}

/** The nearest other story, where it is near enough for a reader to want it, and which of the two goes on from the other. */
function linkOf(
  article: Comparable,
  outcome: Outcome,
  own: readonly Comparable[],
  candidates: readonly Candidate[],
): Pick<StoryChoice, 'follows' | 'followedBy'> {
  let linked: Candidate | undefined;
  let closest = MIN_LINKED_CLOSENESS;
  // Where events are told with their days, a piece without one is background: no event goes on from it, nor it from one.
  const dated = tellsOfADay([article, ...own]);
  for (const candidate of candidates) {
    if (candidate.storyId === outcome.storyId || outcome.merges.includes(candidate.storyId)) continue;
    if (dated && !tellsOfADay(candidate.members)) continue;
    const closeness = closenessTo(article, candidate.members);
    if (closeness < closest) continue;
    linked = candidate;
    closest = closeness;
  }
  if (linked === undefined) return {};
  const laterMs = beginningOf(own) - beginningOf(linked.members);
  if (laterMs >= MIN_FOLLOWING_MS) return { follows: linked.storyId };
  return laterMs <= -MIN_FOLLOWING_MS ? { followedBy: linked.storyId } : {};
}

const tellsOfADay = (articles: readonly Comparable[]): boolean =>
  articles.some(({ profile }) => profile.eventDay !== undefined);

/** When the first of the articles came out, in milliseconds; NaN where none has a time of its own. */
function beginningOf(articles: readonly Comparable[]): number {
  const times = articles.flatMap(({ publishedMs }) => publishedMs ?? []);
  return times.length === 0 ? Number.NaN : Math.min(...times);
}
