/** Many alerts as one digest: what was held for its time, and what piled up while a channel could not be reached. */
import type { Alert, Brief, ChannelRef, HoldReason, Letter, Post, StoryAlert, Timestamp } from '../model.ts';
import { messageId } from './identity.ts';

/** More first posts than this waiting for a channel… */
export const BACKLOG_MAX_WAITING = 10;
/** …of which the oldest has been due for so long, are one digest. */
export const BACKLOG_MIN_AGE_MINUTES = 30;
/** Stories in one digest; what is left is the next one. */
export const DIGEST_MAX_STORIES = 25;
/** Characters of headlines and addresses in one digest: Discord's limit less what stands around them. */
export const DIGEST_MAX_CHARS = 3_000;
/** What stands beside a headline in its line: outlets, watchlists, punctuation. */
const LINE_CHARS = 60;
const MINUTE_MS = 60_000;

/** Why stories come together. */
export type FoldReason = HoldReason | 'backlog';

export interface Fold {
  readonly reason: FoldReason;
  /** Oldest first. */
  readonly alerts: readonly StoryAlert[];
}

/** What a digest says of one story. */
export interface DigestEntry {
  readonly kind: StoryAlert['kind'];
  readonly brief: Brief;
  readonly watchlistIds: readonly string[];
  /** Where the channel knew the story: what changed, in words. */
  readonly changes: readonly string[];
}

export interface DigestContent {
  readonly channel: ChannelRef;
  readonly reason: FoldReason;
  readonly entries: readonly DigestEntry[];
}

/**
 * What goes into one digest with an alert that is about to be tried for the first time; undefined where it goes alone. `waiting`
 * is what is due behind it, oldest first. What was tried before may have arrived, and keeps its words.
 */
export function foldOf(leased: Alert, waiting: readonly StoryAlert[], now: Timestamp): Fold | undefined {
  if (leased.storyId === undefined || leased.attempts !== 1) return undefined;
  const isLate = Date.parse(now) - Date.parse(leased.dueAt) >= BACKLOG_MIN_AGE_MINUTES * MINUTE_MS;
  const firstPosts = [leased, ...waiting].filter(({ kind }) => kind === 'alert').length;
  const isBacklog = isLate && firstPosts > BACKLOG_MAX_WAITING && leased.kind === 'alert';
  if (!isBacklog && leased.hold === undefined) return undefined;
  const members = [leased, ...waiting].filter(
    ({ kind, hold }) => hold !== undefined || (isBacklog && kind === 'alert'),
  );
  const alerts = withinLimits(members);
  const holds = new Set(alerts.map(({ hold }) => hold));
  return {
    reason: holds.size === 1 && leased.hold !== undefined ? leased.hold : isBacklog ? 'backlog' : 'digest',
    alerts,
  };
}

function withinLimits(members: readonly StoryAlert[]): readonly StoryAlert[] {
  let chars = 0;
  const taken: StoryAlert[] = [];
  for (const member of members) {
    chars += member.brief.headline.length + (member.brief.sources[0]?.url?.length ?? 0) + LINE_CHARS;
    for (const { text } of member.changes ?? []) chars += text.length;
    if (taken.length > 0 && (chars > DIGEST_MAX_CHARS || taken.length >= DIGEST_MAX_STORIES)) break;
    taken.push(member);
  }
  return taken;
}

/** The digest as a message. The same stories make the same digest. */
export function digestOf({ alerts, reason }: Fold, now: Timestamp, render: (content: DigestContent) => Post): Letter {
  const channel = alerts[0]!.channel;
  const entries = alerts.map(({ kind, brief, watchlistIds, changes = [] }) => ({
    kind,
    brief,
    watchlistIds,
    changes: changes.map(({ text }) => text),
  }));
  return {
    id: messageId('digest', channel, ...alerts.flatMap(({ id, storyRevision }) => [id, storyRevision])),
    kind: 'digest',
    channel,
    watchlistIds: [...new Set(alerts.flatMap(({ watchlistIds }) => watchlistIds))],
    post: render({ channel, reason, entries }),
    createdAt: now,
    dueAt: now,
    attempts: 1,
  };
}
