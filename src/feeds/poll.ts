/** When a feed is asked again: as late as anybody asks for, within what the operator allows. */
import type { NewsroomError } from '../errors.ts';
import type { FeedHeader, FeedHealth, FeedSubscription, Timestamp } from '../model.ts';
import type { Fetched } from '../ports.ts';
import { DAY_MS, HOUR_MS, inWords, MINUTE_MS } from './durations.ts';

/** A failing feed waits up to this share longer than the back-off says, so that feeds that failed together part. */
export const BACKOFF_JITTER_SHARE = 0.25;
/** Twice the wait with every failure, this many times at most: 2^10 intervals are past any ceiling. */
export const MAX_BACKOFF_DOUBLINGS = 10;
/** A feed is asked this many times between two of its items. */
export const POLLS_PER_ITEM = 2;
/** A feed whose window slid past us is asked twice as often for so long. */
export const HURRIED_AFTER_GAP_MS = DAY_MS;
/** Fewer items than this tell no rhythm. */
export const MIN_RHYTHM_ITEMS = 6;

/** What the operator decided. */
interface PollPolicy {
  readonly intervalMinutes: number;
  readonly floorMinutes: number;
  readonly ceilingMinutes: number;
}

export interface PollQuestion {
  /** As it was before this poll. */
  readonly health?: FeedHealth | undefined;
  readonly header?: FeedHeader | undefined;
  readonly fetched?: Pick<Fetched, 'freshForMs' | 'freshFrom'> | undefined;
  /** Nothing that it showed was known: it publishes more between two looks than it shows at once. */
  readonly hasSlid?: boolean;
  /** A failure is the error that it ended with. */
  readonly outcome: 'read' | 'unchanged' | NewsroomError;
  readonly policy: PollPolicy;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** 0 to 1. */
  readonly random: () => number;
}

export interface NextPoll {
  readonly at: Timestamp;
  /** In words: "in 30 min: the feed asks for it (ttl)". */
  readonly reason: string;
}

interface Wait {
  readonly ms: number;
  readonly because: string;
}

/** The latest of interval, ttl, sy:updatePeriod, Cache-Control, Expires, Retry-After and back-off, within floor and ceiling, out of the hours that the feed skips. */
export function nextPoll(question: PollQuestion): NextPoll {
  const { header, health, policy, now } = question;
  const floorMs = policy.floorMinutes * MINUTE_MS;
  const ceilingMs = policy.ceilingMinutes * MINUTE_MS;
  const longest = waits(question).reduce((chosen, wait) => (wait.ms >= chosen.ms ? wait : chosen));
  const bounded = within(longest, floorMs, ceilingMs);
  const asks = header ?? health?.asks;
  const wait = outOfQuietTimes(bounded, asks, now, ceilingMs);
  return { at: new Date(now + wait.ms).toISOString(), reason: `in ${inWords(wait.ms)}: ${wait.because}` };
}

function waits(question: PollQuestion): [Wait, ...Wait[]] {
  const { health, header, fetched, outcome, policy, random } = question;
  const { ttlMinutes, ttlFrom = 'ttl' } = header ?? health?.asks ?? {};
  const interval = usualWait(question);
  const asked: Wait[] = [];
  if (ttlMinutes !== undefined)
    asked.push({ ms: ttlMinutes * MINUTE_MS, because: `the feed asks for it in ${ttlFrom}` });
  if (fetched?.freshForMs !== undefined)
    asked.push({
      ms: fetched.freshForMs,
      because: `its server says in ${fetched.freshFrom ?? 'Cache-Control'} that nothing changes before`,
    });
  if (typeof outcome !== 'string') {
    const failures = (health?.consecutiveFailures ?? 0) + 1;
    const doubled = policy.intervalMinutes * MINUTE_MS * 2 ** Math.min(failures - 1, MAX_BACKOFF_DOUBLINGS);
    const because = failures === 1 ? 'it failed' : `it failed ${failures} times in a row`;
    asked.push({ ms: doubled * (1 + BACKOFF_JITTER_SHARE * random()), because });
    if (outcome.retryAfterMs !== undefined)
      asked.push({ ms: outcome.retryAfterMs, because: 'its server asked us in Retry-After to wait' });
  }
  return [interval, ...asked];
}

/** The operator's interval, or less for a feed that publishes often or whose window slides past us. */
function usualWait({ health, policy, hasSlid, now }: PollQuestion): Wait {
  const floorMs = policy.floorMinutes * MINUTE_MS;
  const ms = policy.intervalMinutes * MINUTE_MS;
  const gapMs = medianGapMs(health?.rhythm ?? []);
  const often: Wait =
    gapMs === undefined
      ? { ms, because: 'the usual interval' }
      : { ms: Math.max(gapMs / POLLS_PER_ITEM, floorMs), because: 'it publishes often' };
  const slidAt = hasSlid === true ? now : Date.parse(health?.gapAt ?? '');
  const slid: Wait = { ms: Math.max(ms / 2, floorMs), because: 'it shows its items for less than the usual interval' };
  const soonest = now - slidAt < HURRIED_AFTER_GAP_MS && slid.ms < often.ms ? slid : often;
  return soonest.ms < ms ? soonest : { ms, because: 'the usual interval' };
}

/** The middle time between two neighbours of a feed's newest items; undefined where there are too few. */
export function medianGapMs(newestFirst: readonly Timestamp[]): number | undefined {
  if (newestFirst.length < MIN_RHYTHM_ITEMS) return undefined;
  const times = newestFirst.map((at) => Date.parse(at)).sort((a, b) => b - a);
  const gaps = times.slice(1).map((time, index) => times[index]! - time);
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
}

function within(wait: Wait, floorMs: number, ceilingMs: number): Wait {
  if (wait.ms < floorMs) return { ms: floorMs, because: 'no feed is asked more often' };
  if (wait.ms > ceilingMs) return { ms: ceilingMs, because: `the longest that we wait, though ${wait.because}` };
  return wait;
}

/** The first moment from then on in no hour and day that the feed asks to skip; the ceiling where that comes first. */
function outOfQuietTimes(
  wait: Wait,
  { skipHours = [], skipDays = [] }: Pick<FeedHeader, 'skipHours' | 'skipDays'> = {},
  now: number,
  ceilingMs: number,
): Wait {
  const latest = now + ceilingMs;
  const skipping = new Set<string>();
  let moment = now + wait.ms;
  while (moment < latest) {
    const date = new Date(moment);
    const inDay = skipDays.includes(date.getUTCDay());
    if (!inDay && !skipHours.includes(date.getUTCHours())) break;
    const unitMs = inDay ? DAY_MS : HOUR_MS;
    skipping.add(inDay ? 'skipDays' : 'skipHours');
    moment = Math.min(latest, (Math.floor(moment / unitMs) + 1) * unitMs);
  }
  if (skipping.size === 0) return wait;
  return { ms: moment - now, because: `the feed asks in ${[...skipping].join(' and ')} to be left alone before` };
}

/** The feeds to be asked now, the longest overdue first; paused ones are not. A feed never asked is due at once. */
export function dueFeeds(
  feeds: readonly FeedSubscription[],
  healthOf: (feedId: string) => FeedHealth | undefined,
  now: number,
): FeedSubscription[] {
  return feeds
    .map((feed) => ({ feed, health: healthOf(feed.id) }))
    .filter(({ feed, health }) => feed.pausedAt === undefined && health?.pausedAt === undefined)
    .map(({ feed, health }) => ({ feed, dueAt: health?.nextPollAt === undefined ? 0 : Date.parse(health.nextPollAt) }))
    .filter(({ dueAt }) => dueAt <= now)
    .sort((a, b) => a.dueAt - b.dueAt)
    .map(({ feed }) => feed);
}
