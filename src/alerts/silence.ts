/** Why a watchlist that matches an article leads to no post: for the decision, and for those who ask afterwards. */
import type { Article, Timestamp, Watchlist } from '../model.ts';
import { isFinalForStory } from './delivery.ts';

/** News older than this is no news: a feed that brings it late, or again, does not alert. */
export const MAX_NEWS_AGE_DAYS = 3;
/** Outlets that must have reported a story themselves before a channel hears of it. */
export const MIN_INDEPENDENT_SOURCES = 1;
const DAY_MS = 86_400_000;

export type SilenceReason =
  | 'quiet'
  | 'paused'
  | 'snoozed'
  | 'before_watchlist'
  | 'old_news'
  | 'passed_by'
  | 'too_few_sources'
  | 'muted'
  | 'nothing_new'
  | 'refused';

/** As clauses: "the watchlist is paused". */
export const SILENCE_DETAILS: Readonly<Record<SilenceReason, string>> = {
  quiet: 'it came with a first reading, which is stored and not posted',
  paused: 'the watchlist is paused',
  snoozed: 'the watchlist is snoozed',
  before_watchlist: 'we had the article before the watchlist was made, and watchlists look forward',
  old_news: 'it was published too long before we saw it',
  passed_by: 'it matched before its outlet changed it, and was not posted then',
  too_few_sources: 'too few outlets have reported the story themselves',
  muted: 'somebody has muted the story in this channel',
  nothing_new: 'the channel has been told of the story, and the article adds nothing',
  refused: 'an earlier post about the story was refused',
};

/** The operator's own limits, where they differ from the defaults above. */
export interface SilenceLimits {
  readonly maxNewsAgeDays?: number;
  readonly minIndependentSources?: number;
}

export interface Circumstance {
  readonly article: Pick<Article, 'seenAt' | 'publishedAt' | 'publishedAtGuessed'>;
  readonly now: Timestamp;
  readonly limits?: SilenceLimits | undefined;
  /** True where somebody has asked for what was there before. */
  readonly backfill?: boolean | undefined;
}

/** Whether somebody has silenced the watchlist, and how. */
export function silencedBy(watchlist: Watchlist, now: Timestamp): 'paused' | 'snoozed' | undefined {
  if (watchlist.pausedAt !== undefined) return 'paused';
  const { snoozedUntil } = watchlist;
  return snoozedUntil !== undefined && Date.parse(snoozedUntil) > Date.parse(now) ? 'snoozed' : undefined;
}

/** What keeps a watchlist from having anything to do with an article. */
export function reasonForSilence(
  watchlist: Watchlist,
  { article, now, limits, backfill }: Circumstance,
): SilenceReason | undefined {
  const silenced = silencedBy(watchlist, now);
  if (silenced !== undefined) return silenced;
  if (backfill === true) return undefined;
  if (Date.parse(article.seenAt) < Date.parse(watchlist.createdAt)) return 'before_watchlist';
  const ageMs = Date.parse(now) - Date.parse(article.publishedAt);
  return !article.publishedAtGuessed && ageMs > (limits?.maxNewsAgeDays ?? MAX_NEWS_AGE_DAYS) * DAY_MS
    ? 'old_news'
    : undefined;
}

/** What keeps it from bringing the story to a channel that has not heard of it. */
export function reasonAgainstFirst(
  watchlist: Watchlist,
  story: { readonly independentSources: number; readonly muted: boolean; readonly parked: string | undefined },
  circumstance: Circumstance,
): SilenceReason | undefined {
  const reason = reasonForSilence(watchlist, circumstance);
  if (reason !== undefined) return reason;
  if (story.muted) return 'muted';
  if (story.parked !== undefined && isFinalForStory(story.parked)) return 'refused';
  return story.independentSources < sourcesNeeded(watchlist, circumstance.limits) ? 'too_few_sources' : undefined;
}

/** Outlets that must have reported a story themselves. */
export const sourcesNeeded = (watchlist: Watchlist, limits: SilenceLimits | undefined): number =>
  Math.max(limits?.minIndependentSources ?? MIN_INDEPENDENT_SOURCES, watchlist.options?.minSources ?? 0);
