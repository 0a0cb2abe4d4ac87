/** Whether an article is worth a post, where, when, and which. One story is one post in a channel; later ones keep it true. */
import type {
  Article,
  Brief,
  Change,
  ChannelRef,
  Delivery,
  Post,
  Story,
  StoryAlert,
  Timestamp,
  Watchlist,
  WhatIsNew,
} from '../model.ts';
import { alertId, channelKey, sameChannel } from './identity.ts';
import { type Timing, timingOf } from './schedule.ts';
import {
  reasonAgainstFirst,
  reasonForSilence,
  SILENCE_DETAILS,
  type SilenceLimits,
  type SilenceReason,
  silencedBy,
} from './silence.ts';
import { targetsOf } from './targets.ts';

/** What a channel was told of the story, and what is on its way to it: `Outbox.standing`. */
export interface Standing {
  readonly channel: ChannelRef;
  readonly delivery?: Delivery;
  readonly waiting?: StoryAlert;
  readonly parked?: string;
  /** True where somebody there wants no more of the story. */
  readonly muted?: boolean;
  /** The watchlists that brought the story to the channel. */
  readonly callers?: readonly string[];
}

/** Posts are composed by the room to the right; here is only decided which. */
interface Rendering {
  alert(brief: Brief, watchlists: readonly Watchlist[], channel: ChannelRef): Post;
  reply(changes: readonly Change[]): Post;
}

export interface Occasion {
  readonly article: Article;
  readonly story: Story;
  /** The story's brief as it stands with the article. */
  readonly brief: Brief;
  /** Watchlists whose query the article satisfies. */
  readonly matches: readonly Watchlist[];
  /** Those of them that it satisfied before its outlet changed it: no reason for a first post. */
  readonly passedBy?: ReadonlySet<string>;
  /** Every channel with a match, and every other that was told of the story: its post is to be kept true. */
  readonly standings: readonly Standing[];
  /** A watchlist by its id; undefined where it was removed. */
  readonly watchlist: (id: string) => Watchlist | undefined;
  /** When a watchlist's hourly limit allows another alert; undefined for at once. */
  readonly freeAt?: (watchlistId: string) => Timestamp | undefined;
  /** What the brief says that an earlier brief did not. */
  readonly whatIsNew: (told: Brief, brief: Brief) => WhatIsNew;
  readonly render: Rendering;
  readonly now: Timestamp;
  readonly limits?: SilenceLimits;
  /** The first poll of a feed, a hand-in: everything is stored and nothing is posted. */
  readonly quiet: boolean;
  /** Somebody has asked for what was there before: it comes as a digest, however old it is. */
  readonly backfill?: boolean;
}

/** Why a watchlist that matches leads to no post, for those who ask. */
interface Silence {
  readonly watchlistId: string;
  readonly reason: SilenceReason;
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
  for (const concerned of byChannel(occasion)) {
    const told = concerned.standing.waiting ?? concerned.standing.delivery;
    const alert = told === undefined ? firstAlert(occasion, concerned, silences) : laterAlert(occasion, concerned);
    if (alert !== undefined) alerts.push(alert);
    else if (told !== undefined) silences.push(...concerned.matches.map((match) => silence(match, 'nothing_new')));
  }
  return { alerts, silences };
}

const silence = (watchlist: Watchlist, reason: SilenceReason): Silence => ({
  watchlistId: watchlist.id,
  reason,
  detail: SILENCE_DETAILS[reason],
});

interface Concerned {
  readonly standing: Standing;
  readonly matches: readonly Watchlist[];
}

/** Channels in a fixed order: the same occasion gives the same alerts. */
function byChannel({ matches, standings }: Occasion): Concerned[] {
  const channels = standings.map((standing) => ({ standing, matches: [] as Watchlist[] }));
  for (const match of matches) {
    for (const channel of targetsOf(match)) {
      const known = channels.find(({ standing }) => sameChannel(standing.channel, channel));
      if (known === undefined) channels.push({ standing: { channel }, matches: [match] });
      else known.matches.push(match);
    }
  }
  const key = ({ standing }: Concerned): string => channelKey(standing.channel);
  return channels.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function firstAlert(occasion: Occasion, { standing, matches }: Concerned, silences: Silence[]): StoryAlert | undefined {
  const calling: Watchlist[] = [];
  for (const match of matches) {
    const reason = reasonAgainst(match, standing, occasion);
    if (reason === undefined) calling.push(match);
    else silences.push(silence(match, reason));
  }
  if (calling.length === 0) return undefined;
  return newAlert(occasion, standing.channel, 'alert', calling, timingFor(occasion, calling));
}

function reasonAgainst(match: Watchlist, standing: Standing, occasion: Occasion): SilenceReason | undefined {
  const { muted = false, parked } = standing;
  const { independentSources } = occasion.brief;
  const reason = reasonAgainstFirst(match, { independentSources, muted, parked }, occasion);
  if (reason !== undefined) return reason;
  return occasion.passedBy?.has(match.id) === true ? 'passed_by' : undefined;
}

/** The earliest of what the watchlists want: one that calls at once takes the others with it. */
function timingFor({ now, freeAt, backfill }: Occasion, calling: readonly Watchlist[]): Timing {
  const timings = calling.map(({ id, options = {} }) => timingOf(options, now, freeAt?.(id)));
  const earliest = timings.reduce(earlier, timings[0] ?? { dueAt: now });
  return backfill === true && earliest.hold === undefined ? { ...earliest, hold: 'backfill' } : earliest;
}

const earlier = (a: Timing, b: Timing): Timing => (Date.parse(b.dueAt) < Date.parse(a.dueAt) ? b : a);

/** The channel was told, or is about to be: the post is kept true. */
function laterAlert(occasion: Occasion, { standing, matches }: Concerned): StoryAlert | undefined {
  const { waiting, delivery, channel } = standing;
  const told = waiting ?? delivery!;
  const { changes } = occasion.whatIsNew(told.brief, occasion.brief);
  // What was never tried can still be said better; what may have arrived must keep its words, as its key names them.
  if (waiting?.kind === 'alert' && waiting.attempts === 0) {
    const joining = matches.filter((match) => reasonAgainst(match, standing, occasion) === undefined);
    return rewritten(occasion, waiting, joining, changes);
  }
  const calling = matches.filter((match) => reasonForSilence(match, occasion) === undefined);
  if (changes.length === 0 || (standing.parked !== undefined && calling.length === 0)) return undefined;
  return update(occasion, standing, channel, calling, changes);
}

/** An edit, with a reply that says what is worth saying; nothing where the story is muted and nothing is taken back. */
function update(
  occasion: Occasion,
  standing: Standing,
  channel: ChannelRef,
  calling: readonly Watchlist[],
  changes: readonly Change[],
): StoryAlert | undefined {
  const { waiting, delivery } = standing;
  const callers = known(occasion, [...(standing.callers ?? []), ...calling.map(({ id }) => id)]);
  const wishes = callers.filter((caller) => silencedBy(caller, occasion.now) === undefined);
  const worth = changes.filter((change) => isWorthSaying(change, wishes, standing.muted === true));
  const isOwnPost = delivery?.inDigest !== true;
  if (worth.length === 0 && (standing.muted === true || !isOwnPost)) return undefined;
  const { hold, ...wanted } = timingFor({ ...occasion, freeAt: () => undefined }, callers);
  // What edits a post is no news for a digest: it only waits for the end of quiet hours.
  const timing: Timing = isOwnPost
    ? { dueAt: hold === 'quiet' ? wanted.dueAt : occasion.now }
    : { ...wanted, ...(hold && { hold }) };
  const alert = newAlert(occasion, channel, 'update', callers, timing);
  const isFolded = waiting?.kind === 'update' && waiting.attempts === 0;
  const said = distinct([...(isFolded ? (waiting.changes ?? []) : []), ...worth]);
  return {
    ...alert,
    ...(isFolded ? { id: waiting.id, dueAt: earlier(waiting, timing).dueAt, createdAt: waiting.createdAt } : {}),
    ...(said.length === 0 ? {} : { changes: said, reply: occasion.render.reply(said) }),
  };
}

/**
 * Corrections and withdrawals are for everybody who was told. Of the rest a channel hears what those of its watchlists want
 * that are on: a story of one that is paused, snoozed or gone has its post kept true, and no replies.
 */
function isWorthSaying({ kind }: Change, callers: readonly Watchlist[], muted: boolean): boolean {
  if (kind === 'correction' || kind === 'withdrawal') return true;
  if (muted) return false;
  return callers.some(({ options }) => {
    const wanted = options?.updates ?? 'any';
    return wanted === 'any' || (wanted === 'figures' && kind === 'figure');
  });
}

const known = ({ watchlist }: Occasion, ids: readonly string[]): Watchlist[] =>
  [...new Set(ids)].flatMap((id) => watchlist(id) ?? []);

const distinct = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ text }, i) => changes.findIndex((each) => each.text === text) === i);

/** A first post that still waits, as it would be written now. */
function rewritten(
  occasion: Occasion,
  waiting: StoryAlert,
  calling: readonly Watchlist[],
  changes: readonly Change[],
): StoryAlert | undefined {
  // What all its outlets have taken back before anybody was told is not told.
  if (waiting.brief.sources.length > 0 && occasion.brief.sources.length === 0)
    return { ...waiting, storyRevision: occasion.story.revision, createdAt: occasion.now, cancels: true };
  const joining = calling.filter((watchlist) => !waiting.watchlistIds.includes(watchlist.id));
  const recounted = waiting.brief.carriedBy !== occasion.brief.carriedBy;
  if (joining.length === 0 && changes.length === 0 && !recounted) return undefined;
  const watchlists = [...known(occasion, waiting.watchlistIds), ...joining];
  const { hold, dueAt } = waiting;
  const waits: Timing = hold === undefined ? { dueAt } : { dueAt, hold };
  const timing = joining.length === 0 || hold === undefined ? waits : earlier(waits, timingFor(occasion, joining));
  return {
    ...newAlert(occasion, waiting.channel, 'alert', watchlists, timing),
    id: waiting.id,
  };
}

function newAlert(
  { story, brief, now, render }: Occasion,
  channel: ChannelRef,
  kind: StoryAlert['kind'],
  watchlists: readonly Watchlist[],
  timing: Timing,
): StoryAlert {
  return {
    id: alertId(kind, channel, story.id, story.revision),
    kind,
    channel,
    storyId: story.id,
    storyRevision: story.revision,
    watchlistIds: watchlists.map((watchlist) => watchlist.id),
    brief,
    post: render.alert(brief, watchlists, channel),
    createdAt: now,
    attempts: 0,
    ...timing,
  };
}
