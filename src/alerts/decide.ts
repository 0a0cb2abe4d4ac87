/** Whether an article is worth a post, where, and which. One story is one post in a channel; later ones keep it true. */
import type {
  Article,
  Brief,
  BriefSentence,
  ChannelRef,
  Delivery,
  Post,
  Story,
  StoryAlert,
  Timestamp,
  Watchlist,
  WhatIsNew,
} from '../model.ts';
import { isFinalForStory } from './delivery.ts';
import { alertId, channelKey } from './identity.ts';

/** News older than this is no news: a feed that brings it late, or again, does not alert. */
export const MAX_NEWS_AGE_DAYS = 3;
/** Outlets that must have reported a story themselves before a channel hears of it. */
export const MIN_INDEPENDENT_SOURCES = 1;
const DAY_MS = 86_400_000;

/** What a channel was told of the story, and what is on its way to it: `Outbox.standing`. */
export interface Standing {
  readonly channel: ChannelRef;
  readonly delivery?: Delivery;
  readonly waiting?: StoryAlert;
  readonly parked?: string;
}

/** Posts are composed by the room to the right; here is only decided which. */
interface Rendering {
  alert(brief: Brief, watchlists: readonly Watchlist[]): Post;
  update(brief: Brief, changes: readonly BriefSentence[], watchlists: readonly Watchlist[]): Post;
  reply(changes: readonly BriefSentence[]): Post;
}

export interface Occasion {
  readonly article: Article;
  readonly story: Story;
  /** The story's brief as it stands with the article. */
  readonly brief: Brief;
  /** Watchlists whose query the article satisfies. */
  readonly matches: readonly Watchlist[];
  /** Every channel with a match, and every other that was told of the story: its post is to be kept true. */
  readonly standings: readonly Standing[];
  /** A watchlist by its id; undefined where it was removed. */
  readonly watchlist: (id: string) => Watchlist | undefined;
  /** What the brief says that an earlier brief did not. */
  readonly whatIsNew: (told: Brief, brief: Brief) => WhatIsNew;
  readonly render: Rendering;
  readonly now: Timestamp;
  /** The operator's own limits, where they differ from the defaults above. */
  readonly limits?: { readonly maxNewsAgeDays?: number; readonly minIndependentSources?: number };
  /** The first poll of a feed, a backfill, a hand-in: everything is stored and nothing is posted. */
  readonly quiet: boolean;
}

type SilenceReason =
  | 'quiet'
  | 'paused'
  | 'before_watchlist'
  | 'old_news'
  | 'too_few_sources'
  | 'nothing_new'
  | 'refused';

/** Why a watchlist that matches leads to no post, for those who ask. */
interface Silence {
  readonly watchlistId: string;
  readonly reason: SilenceReason;
  /** In words, as a clause: "the watchlist is paused". */
  readonly detail: string;
}

export interface Decision {
  readonly alerts: readonly StoryAlert[];
  readonly silences: readonly Silence[];
}

/** Decides what an article leads to: at most one alert a channel, however many watchlists match. */
export function decideAlerts(occasion: Occasion): Decision {
  if (occasion.quiet) return { alerts: [], silences: occasion.matches.map((match) => silence(match, 'quiet')) };
  const alerts: StoryAlert[] = [];
  const silences: Silence[] = [];
  for (const { standing, matches } of byChannel(occasion)) {
    const told = standing.waiting ?? standing.delivery;
    const alert =
      told === undefined ? firstAlert(occasion, standing, matches, silences) : laterAlert(occasion, standing, matches);
    if (alert !== undefined) alerts.push(alert);
    else if (told !== undefined) silences.push(...matches.map((match) => silence(match, 'nothing_new')));
  }
  return { alerts, silences };
}

const DETAILS: Readonly<Record<SilenceReason, string>> = {
  quiet: 'it came with a first reading, which is stored and not posted',
  paused: 'the watchlist is paused',
  before_watchlist: 'we had the article before the watchlist was made, and watchlists look forward',
  old_news: 'it was published too long before we saw it',
  too_few_sources: 'too few outlets have reported the story themselves',
  nothing_new: 'the channel has been told of the story, and the article adds nothing',
  refused: 'an earlier post about the story was refused',
};

const silence = (watchlist: Watchlist, reason: SilenceReason): Silence => ({
  watchlistId: watchlist.id,
  reason,
  detail: DETAILS[reason],
});

interface Concerned {
  readonly standing: Standing;
  readonly matches: readonly Watchlist[];
}

/** Channels in a fixed order: the same occasion gives the same alerts. */
function byChannel({ matches, standings }: Occasion): Concerned[] {
  const channels = new Map<string, { standing: Standing; matches: Watchlist[] }>();
  for (const standing of standings) channels.set(channelKey(standing.channel), { standing, matches: [] });
  for (const match of matches) {
    const key = channelKey(match.channel);
    const known = channels.get(key);
    if (known === undefined) channels.set(key, { standing: { channel: match.channel }, matches: [match] });
    else known.matches.push(match);
  }
  return [...channels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, concerned]) => concerned);
}

/** What keeps a watchlist from alerting about a story that its channel has not been told of. */
function reasonForSilence(watchlist: Watchlist, { article, now, limits }: Occasion): SilenceReason | undefined {
  if (watchlist.pausedAt !== undefined) return 'paused';
  if (Date.parse(article.seenAt) < Date.parse(watchlist.createdAt)) return 'before_watchlist';
  const ageMs = Date.parse(now) - Date.parse(article.publishedAt);
  return !article.publishedAtGuessed && ageMs > (limits?.maxNewsAgeDays ?? MAX_NEWS_AGE_DAYS) * DAY_MS
    ? 'old_news'
    : undefined;
}

function firstAlert(
  occasion: Occasion,
  standing: Standing,
  matches: readonly Watchlist[],
  silences: Silence[],
): StoryAlert | undefined {
  const calling: Watchlist[] = [];
  for (const match of matches) {
    const refused = standing.parked !== undefined && isFinalForStory(standing.parked);
    const alone =
      occasion.brief.independentSources < (occasion.limits?.minIndependentSources ?? MIN_INDEPENDENT_SOURCES);
    const reason = reasonForSilence(match, occasion) ?? (refused ? 'refused' : alone ? 'too_few_sources' : undefined);
    if (reason === undefined) calling.push(match);
    else silences.push(silence(match, reason));
  }
  if (calling.length === 0) return undefined;
  const post = occasion.render.alert(occasion.brief, calling);
  return newAlert(occasion, standing.channel, 'alert', calling, post);
}

/** The channel was told, or is about to be: the post is kept true. */
function laterAlert(occasion: Occasion, standing: Standing, matches: readonly Watchlist[]): StoryAlert | undefined {
  const { waiting, delivery, channel } = standing;
  const told = waiting ?? delivery!;
  const { changes } = occasion.whatIsNew(told.brief, occasion.brief);
  const calling = matches.filter((match) => reasonForSilence(match, occasion) === undefined);
  // What was never tried can still be said better; what may have arrived must keep its words, as its key names them.
  if (waiting?.kind === 'alert' && waiting.attempts === 0) return rewritten(occasion, waiting, calling, changes);
  if (changes.length === 0 || (standing.parked !== undefined && calling.length === 0)) return undefined;
  const post = occasion.render.update(occasion.brief, changes, calling);
  return { ...newAlert(occasion, channel, 'update', calling, post), reply: occasion.render.reply(changes) };
}

/** A first post that still waits, as it would be written now. */
function rewritten(
  occasion: Occasion,
  waiting: StoryAlert,
  calling: readonly Watchlist[],
  changes: readonly BriefSentence[],
): StoryAlert | undefined {
  const joining = calling.filter((watchlist) => !waiting.watchlistIds.includes(watchlist.id));
  const recounted = waiting.brief.carriedBy !== occasion.brief.carriedBy;
  if (joining.length === 0 && changes.length === 0 && !recounted) return undefined;
  const before = waiting.watchlistIds.map(occasion.watchlist).filter((watchlist) => watchlist !== undefined);
  const watchlists = [...before, ...joining];
  const post = occasion.render.alert(occasion.brief, watchlists);
  return {
    ...newAlert(occasion, waiting.channel, 'alert', watchlists, post),
    id: waiting.id,
    dueAt: waiting.dueAt,
  };
}

function newAlert(
  { story, brief, now }: Occasion,
  channel: ChannelRef,
  kind: 'alert' | 'update',
  watchlists: readonly Watchlist[],
  post: Post,
): StoryAlert {
  return {
    id: alertId(kind, channel, story.id, story.revision),
    kind,
    channel,
    storyId: story.id,
    storyRevision: story.revision,
    watchlistIds: watchlists.map((watchlist) => watchlist.id),
    brief,
    post,
    createdAt: now,
    dueAt: now,
    attempts: 0,
  };
}
