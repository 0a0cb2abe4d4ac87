/** How a feed is doing, told to the person who added it. */
import type { NewsroomError } from '../errors.ts';
import type { FeedHeader, FeedHealth, FeedItem, Timestamp } from '../model.ts';
import type { Fetched, Validators } from '../ports.ts';
import { DAY_MS, HOUR_MS, inWords } from './durations.ts';
import { MIN_RHYTHM_ITEMS, type NextPoll } from './poll.ts';

/** A feed that has failed for so long, and so often, is paused until somebody looks at it. */
export const PAUSE_AFTER_FAILING_MS = 3 * DAY_MS;
export const PAUSE_AFTER_FAILURES = 10;
/** The newest items whose times are kept. */
export const MAX_RHYTHM_ITEMS = 60;
/** A permanent redirect is believed when it was seen in so many polls in a row. */
export const MOVED_AFTER_POLLS = 3;
/** Silence is alarming where this many items were to be expected, and it is this much longer than any before. */
export const SILENCE_EXPECTED_ITEMS = 6;
export const SILENCE_FACTOR = 1.5;

/** How long it is told that a feed's window slid past us. */
export const GAP_TOLD_MS = 7 * DAY_MS;

interface Poll {
  readonly feedId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly next: NextPoll;
}

export interface SuccessfulPoll extends Poll {
  /** `partial` where not all of it could be read, or stored. */
  readonly fetched: Pick<Fetched, 'notModified' | 'validators' | 'movedTo' | 'partial'>;
  /** Absent where nothing had changed. */
  readonly header?: FeedHeader | undefined;
  /** The items that we did not know before. */
  readonly newItems: readonly Pick<FeedItem, 'publishedAt'>[];
  /** Whether nothing that it showed was known, and all of it newer than our last look. */
  readonly hasSlid?: boolean;
}

export interface FailedPoll extends Poll {
  readonly error: NewsroomError;
}

/** The feed's health after a poll that read it. To be saved after its items are: it holds the validators. */
export function recordSuccess(before: FeedHealth | undefined, poll: SuccessfulPoll): FeedHealth {
  const { feedId, fetched, header, newItems, next, now } = poll;
  const at = new Date(now).toISOString();
  const { etag, lastModified } = validatorsAfter(before, fetched);
  const rhythm = newestFirst([...publicationTimes(newItems, at), ...(before?.rhythm ?? [])]);
  // What the first reading found had been there before us: it tells nothing of our speed.
  const delayMs =
    (before?.lastSuccessAt === undefined ? undefined : medianDelay(newItems, now)) ?? before?.medianDelayMs;
  const asks = header === undefined ? before?.asks : askedBy(header);
  const gapAt = poll.hasSlid === true ? at : before?.gapAt;
  return {
    feedId,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    lastPolledAt: at,
    lastSuccessAt: at,
    nextPollAt: next.at,
    nextPollReason: next.reason,
    consecutiveFailures: 0,
    ...(fetched.partial === undefined ? {} : { lastError: `Read in part: ${fetched.partial.message}` }),
    itemsSeen: (before?.itemsSeen ?? 0) + newItems.length,
    ...(asks === undefined ? {} : { asks }),
    ...(rhythm.length === 0 ? {} : { rhythm }),
    ...(gapAt === undefined ? {} : { gapAt }),
    ...(delayMs === undefined ? {} : { medianDelayMs: delayMs }),
    ...(fetched.movedTo === undefined ? {} : { moved: movedBy(before, fetched.movedTo) }),
  };
}

/** Those of an answer that was taken in whole: of one that was not, they would keep us from the rest of it. */
function validatorsAfter(
  before: FeedHealth | undefined,
  { notModified, partial, validators }: SuccessfulPoll['fetched'],
): Validators {
  if (partial !== undefined) return {};
  return notModified ? { ...pickValidators(before), ...validators } : validators;
}

const pickValidators = ({ etag, lastModified }: Validators = {}): Validators => ({
  ...(etag === undefined ? {} : { etag }),
  ...(lastModified === undefined ? {} : { lastModified }),
});

/** The feed's health after a poll that failed. Its validators stay: they belong to what was read before. */
export function recordFailure(before: FeedHealth | undefined, { feedId, error, next, now }: FailedPoll): FeedHealth {
  const at = new Date(now).toISOString();
  const failingSince = before?.failingSince ?? at;
  const consecutiveFailures = (before?.consecutiveFailures ?? 0) + 1;
  const pausedReason = reasonToPause(error, consecutiveFailures, now - Date.parse(failingSince));
  const { nextPollAt: _at, nextPollReason: _reason, ...kept } = before ?? { itemsSeen: 0 };
  return {
    ...kept,
    feedId,
    lastPolledAt: at,
    consecutiveFailures,
    failingSince,
    lastError: error.message,
    ...(pausedReason === undefined
      ? { nextPollAt: next.at, nextPollReason: next.reason }
      : { pausedAt: before?.pausedAt ?? at, pausedReason }),
  };
}

/** The health of a feed that somebody has looked at and wants asked again. */
export function resumeFeed(health: FeedHealth): FeedHealth {
  const { pausedAt: _at, pausedReason: _reason, failingSince: _since, nextPollAt: _next, ...kept } = health;
  return { ...kept, consecutiveFailures: 0 };
}

/** The address to use from now on, where the feed has said often enough that it has moved. */
export const newAddressOf = (health: FeedHealth): string | undefined =>
  health.moved !== undefined && health.moved.polls >= MOVED_AFTER_POLLS ? health.moved.url : undefined;

function reasonToPause(error: NewsroomError, failures: number, failingMs: number): string | undefined {
  // 410 is the one answer that promises to be final.
  if (error.code === 'not_found') return `Paused: ${error.message}`;
  if (failures < PAUSE_AFTER_FAILURES || failingMs < PAUSE_AFTER_FAILING_MS) return undefined;
  return `Paused after failing for ${inWords(failingMs)} (${failures} tries). The last reason: ${error.message}`;
}

const askedBy = ({ ttlMinutes, ttlFrom, skipHours, skipDays }: FeedHeader): NonNullable<FeedHealth['asks']> => ({
  ...(ttlMinutes === undefined ? {} : { ttlMinutes }),
  ...(ttlFrom === undefined ? {} : { ttlFrom }),
  ...(skipHours === undefined ? {} : { skipHours }),
  ...(skipDays === undefined ? {} : { skipDays }),
});

const movedBy = (before: FeedHealth | undefined, url: string): NonNullable<FeedHealth['moved']> => ({
  url,
  polls: before?.moved?.url === url ? before.moved.polls + 1 : 1,
});

/** An item without a readable date was published, as far as we can know, when we saw it. */
const publicationTimes = (items: SuccessfulPoll['newItems'], seenAt: Timestamp): Timestamp[] =>
  items.map(({ publishedAt }) => (publishedAt !== undefined && publishedAt < seenAt ? publishedAt : seenAt));

const newestFirst = (times: readonly Timestamp[]): Timestamp[] =>
  [...new Set(times)].sort().reverse().slice(0, MAX_RHYTHM_ITEMS);

/** Only items published since yesterday tell how fast we are; older ones were put into the feed late. */
function medianDelay(items: SuccessfulPoll['newItems'], now: number): number | undefined {
  const delays = items
    .flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [now - Date.parse(publishedAt)]))
    .filter((delay) => delay >= 0 && delay < DAY_MS)
    .sort((a, b) => a - b);
  return delays[Math.floor(delays.length / 2)];
}

// ---------------------------------------------------------------- in words

/** The worst first: what needs somebody to look at it. */
export const FEED_STATES = ['paused', 'failing', 'silent', 'new', 'well'] as const;

export interface FeedCondition {
  readonly state: (typeof FEED_STATES)[number];
  /** A sentence or three for the feed's owner. */
  readonly summary: string;
  readonly itemsPerDay?: number;
}

/** How the feed is doing at `now`: its last success, the next poll and why then, its last error, its pace, its silence. */
export function describeHealth(health: FeedHealth | undefined, now: number): FeedCondition {
  if (health?.lastPolledAt === undefined) return { state: 'new', summary: 'Not asked yet.' };
  const pace = paceOf(health, now);
  const perDay = pace === undefined ? {} : { itemsPerDay: pace.itemsPerDay };
  const read = health.lastSuccessAt === undefined ? 'Never read yet' : `Last read ${ago(health.lastSuccessAt, now)}`;
  const next = health.nextPollAt === undefined ? '' : ` Next ${nextWords(health, now)}.`;
  if (health.pausedAt !== undefined)
    return { state: 'paused', summary: `${health.pausedReason ?? 'Paused.'} ${read}.`, ...perDay };
  if (health.consecutiveFailures > 0) {
    const since = health.failingSince === undefined ? '' : ` for ${inWords(now - Date.parse(health.failingSince))}`;
    return {
      state: 'failing',
      summary: `Failing${since}: ${health.lastError ?? 'no reason known'} ${read}.${next}`,
      ...perDay,
    };
  }
  const unread = `${health.lastError === undefined ? '' : ` ${health.lastError}`}${gapWords(health, now)}`;
  if (pace?.silentForMs !== undefined) {
    const usual = `Usually ${perDayWords(pace.itemsPerDay).toLowerCase()}, none for ${inWords(pace.silentForMs)}.`;
    return { state: 'silent', summary: `${usual}${unread} ${read}.${next}`, ...perDay };
  }
  const rate = pace === undefined ? '' : ` ${perDayWords(pace.itemsPerDay)}.`;
  const delay =
    health.medianDelayMs === undefined ? '' : ` Items reach us ${inWords(health.medianDelayMs)} after they appear.`;
  return { state: 'well', summary: `${read}.${unread}${next}${rate}${delay}`, ...perDay };
}

function gapWords({ gapAt }: FeedHealth, now: number): string {
  if (gapAt === undefined || now - Date.parse(gapAt) > GAP_TOLD_MS) return '';
  return ` Items may have been missed: ${ago(gapAt, now)} it showed nothing that we knew.`;
}

const ago = (at: Timestamp, now: number): string => `${inWords(now - Date.parse(at))} ago`;

function nextWords({ nextPollAt, nextPollReason }: FeedHealth, now: number): string {
  const reason = nextPollReason?.replace(/^in [^:]*: /, '');
  return `in ${inWords(Date.parse(nextPollAt ?? '') - now)}${reason === undefined ? '' : ` (${reason})`}`;
}

const perDayWords = (itemsPerDay: number): string =>
  itemsPerDay >= 1 ? `${Math.round(itemsPerDay)} a day` : `One in ${inWords(DAY_MS / itemsPerDay)}`;

interface Pace {
  readonly itemsPerDay: number;
  /** Set where it is alarming. */
  readonly silentForMs?: number;
}

/** How often the feed publishes, and whether it has fallen silent: longer than in any night before, with items overdue. */
function paceOf(health: FeedHealth, now: number): Pace | undefined {
  const times = (health.rhythm ?? []).map((at) => Date.parse(at));
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || times.length < MIN_RHYTHM_ITEMS) return undefined;
  const itemsPerDay = ((times.length - 1) * DAY_MS) / Math.max(HOUR_MS, newest - oldest);
  const longestGapMs = Math.max(...times.slice(1).map((time, index) => times[index]! - time));
  const silentForMs = now - newest;
  const alarming =
    silentForMs > SILENCE_FACTOR * longestGapMs && (silentForMs / DAY_MS) * itemsPerDay >= SILENCE_EXPECTED_ITEMS;
  return alarming ? { itemsPerDay, silentForMs } : { itemsPerDay };
}
