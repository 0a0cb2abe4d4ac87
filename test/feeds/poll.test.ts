import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import {
  BACKOFF_JITTER_SHARE,
  dueFeeds,
  HURRIED_AFTER_GAP_MS,
  MAX_BACKOFF_DOUBLINGS,
  MIN_RHYTHM_ITEMS,
  medianGapMs,
  nextPoll,
  POLLS_PER_ITEM,
  type PollQuestion,
} from '../../src/feeds/poll.ts';
import type { FeedHealth, FeedSubscription } from '../../src/model.ts';

const NOW = Date.parse('2025-07-03T12:20:00Z');
const MINUTE = 60_000;
const policy = { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1440 };
const health = (more: Partial<FeedHealth> = {}): FeedHealth => ({
  feedId: 'f',
  consecutiveFailures: 0,
  itemsSeen: 0,
  ...more,
});
const every = (minutes: number): string[] =>
  Array.from({ length: 20 }, (_, n) => new Date(NOW - n * minutes * MINUTE).toISOString());

function next(question: Partial<PollQuestion>): { minutes: number; reason: string } {
  const { at, reason } = nextPoll({ outcome: 'read', policy, now: NOW, random: () => 0, ...question });
  return { minutes: (Date.parse(at) - NOW) / MINUTE, reason };
}

const failed = (retryAfterMinutes?: number): NewsroomError =>
  new NewsroomError(
    'unavailable',
    'no',
    retryAfterMinutes === undefined ? {} : { retryAfterMs: retryAfterMinutes * MINUTE },
  );

describe('the next poll', () => {
  it.each<[string, Partial<PollQuestion>, number, RegExp]>([
    ['is an interval away', {}, 15, /usual interval/],
    ['waits for the ttl', { header: { ttlMinutes: 60 } }, 60, /ttl/],
    ['waits for the update period', { header: { ttlMinutes: 60, ttlFrom: 'sy:updatePeriod' } }, 60, /sy:updatePeriod/],
    ['does not hurry for a short ttl', { header: { ttlMinutes: 1 } }, 15, /usual interval/],
    [
      'remembers the ttl when nothing has changed',
      { outcome: 'unchanged', health: health({ asks: { ttlMinutes: 60 } }) },
      60,
      /ttl/,
    ],
    ['waits until the answer is stale', { fetched: { freshForMs: 30 * MINUTE } }, 30, /Cache-Control/],
    ['waits until it expires', { fetched: { freshForMs: 30 * MINUTE, freshFrom: 'Expires' } }, 30, /says in Expires/],
    ['obeys Retry-After', { outcome: failed(120) }, 120, /Retry-After/],
    ['backs off after a failure', { outcome: failed() }, 15, /it failed/],
    [
      'backs off twice as far after two',
      { outcome: failed(), health: health({ consecutiveFailures: 1 }) },
      30,
      /2 times in a row/,
    ],
    [
      'backs off further and further',
      { outcome: failed(), health: health({ consecutiveFailures: 4 }) },
      240,
      /5 times in a row/,
    ],
    ['jitters what it backs off', { outcome: failed(), random: () => 1 }, 15 * (1 + BACKOFF_JITTER_SHARE), /it failed/],
    [
      'takes the latest of all',
      { header: { ttlMinutes: 60 }, fetched: { freshForMs: 90 * MINUTE }, outcome: failed(40) },
      90,
      /Cache-Control/,
    ],
    ['is no later than the ceiling', { outcome: failed(10_000) }, 1440, /the longest that we wait/],
    [
      'nor after very many failures',
      { outcome: failed(), health: health({ consecutiveFailures: 1e6 }) },
      1440,
      /the longest that we wait/,
    ],
    [
      'is sooner for a feed that publishes often',
      { health: health({ rhythm: every(20) }) },
      20 / POLLS_PER_ITEM,
      /publishes often/,
    ],
    ['is sooner where the window has just slid past us', { hasSlid: true }, 7.5, /for less than the usual interval/],
    [
      'is sooner for a day after that',
      { health: health({ gapAt: new Date(NOW - HURRIED_AFTER_GAP_MS + 1).toISOString() }) },
      7.5,
      /for less than the usual interval/,
    ],
    [
      'and then no longer',
      { health: health({ gapAt: new Date(NOW - HURRIED_AFTER_GAP_MS).toISOString() }) },
      15,
      /usual interval$/,
    ],
    ['but not sooner than the floor', { health: health({ rhythm: every(1) }) }, 5, /publishes often/],
    ['is not later for a quiet feed', { health: health({ rhythm: every(600) }) }, 15, /usual interval/],
    ['skips the hours that the feed names', { header: { skipHours: [12, 13] } }, 100, /skipHours to be/],
    ['skips the days that the feed names', { header: { skipDays: [4] } }, 700, /skipDays to be/],
    ['skips both', { header: { skipDays: [4], skipHours: [0, 1] } }, 820, /skipDays and skipHours/],
    ['skips no further than the ceiling', { header: { skipDays: [4, 5, 6] } }, 1440, /skipDays to be/],
  ])('%s', (_what, question, minutes, words) => {
    expect(next(question)).toEqual({ minutes, reason: expect.stringMatching(words) });
  });

  it('doubles its back-off only so often', () => {
    const patient = { ...policy, ceilingMinutes: 1e9 };
    const { minutes } = next({ policy: patient, outcome: failed(), health: health({ consecutiveFailures: 1e6 }) });
    expect(minutes).toBe(policy.intervalMinutes * 2 ** MAX_BACKOFF_DOUBLINGS);
  });

  it('says how long that is', () => {
    expect(next({ header: { ttlMinutes: 120 } }).reason).toBe('in 2 h: the feed asks for it in ttl');
  });

  it('lies between floor and ceiling, whatever anybody asks for', () => {
    const some = fc.option(fc.nat({ max: 1e12 }), { nil: undefined });
    fc.assert(
      fc.property(
        some,
        some,
        some,
        fc.nat(1e9),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (ttlMinutes, freshForMs, retryAfterMs, failures, fails, random) => {
          const { minutes } = next({
            ...(ttlMinutes === undefined ? {} : { header: { ttlMinutes, skipHours: [12, 13], skipDays: [5] } }),
            ...(freshForMs === undefined ? {} : { fetched: { freshForMs } }),
            outcome: fails
              ? new NewsroomError('timeout', 'x', retryAfterMs === undefined ? {} : { retryAfterMs })
              : 'read',
            health: health({ consecutiveFailures: failures }),
            random: () => random,
          });
          expect(minutes).toBeGreaterThanOrEqual(policy.floorMinutes);
          expect(minutes).toBeLessThanOrEqual(policy.ceilingMinutes);
        },
      ),
    );
  });
});

describe('the rhythm of a feed', () => {
  it('is the middle gap', () => {
    expect(medianGapMs([...every(10), new Date(NOW - 1e10).toISOString()])).toBe(10 * MINUTE);
  });

  it('is unknown from a few items', () => {
    expect(medianGapMs(every(10).slice(0, MIN_RHYTHM_ITEMS - 1))).toBeUndefined();
    expect(medianGapMs(every(10).slice(0, MIN_RHYTHM_ITEMS))).toBeDefined();
  });
});

describe('feeds that are due', () => {
  const feed = (id: string, more: Partial<FeedSubscription> = {}): FeedSubscription => ({
    id,
    url: `https://${id}.example/`,
    outlet: id,
    tags: [],
    addedAt: '2025-01-01T00:00:00.000Z',
    ...more,
  });
  const at = (minutes: number): string => new Date(NOW + minutes * MINUTE).toISOString();

  it('come longest overdue first, new ones before all; paused ones do not', () => {
    const states = new Map<string, FeedHealth>([
      ['late', health({ nextPollAt: at(-10) })],
      ['later', health({ nextPollAt: at(-60) })],
      ['now', health({ nextPollAt: at(0) })],
      ['soon', health({ nextPollAt: at(1) })],
      ['broken', health({ nextPollAt: at(-99), pausedAt: at(-1) })],
    ]);
    const feeds = [
      feed('late'),
      feed('soon'),
      feed('new'),
      feed('later'),
      feed('broken'),
      feed('paused', { pausedAt: at(-1) }),
      feed('now'),
    ];
    expect(dueFeeds(feeds, (id) => states.get(id), NOW).map(({ id }) => id)).toEqual(['new', 'later', 'late', 'now']);
  });
});
