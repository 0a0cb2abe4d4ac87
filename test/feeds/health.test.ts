import { describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import {
  describeHealth,
  GAP_TOLD_MS,
  MAX_RHYTHM_ITEMS,
  MOVED_AFTER_POLLS,
  newAddressOf,
  PAUSE_AFTER_FAILING_MS,
  PAUSE_AFTER_FAILURES,
  recordFailure,
  recordSuccess,
  resumeFeed,
  SILENCE_EXPECTED_ITEMS,
  SILENCE_FACTOR,
} from '../../src/feeds/health.ts';
import type { FeedHealth, FeedItem } from '../../src/model.ts';

const NOW = Date.parse('2025-07-03T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (ms: number): string => new Date(ms).toISOString();
const next = { at: at(NOW + 15 * MINUTE), reason: 'in 15 min: the usual interval' };
const itemsEvery = (ms: number, count: number): FeedItem[] =>
  Array.from({ length: count }, (_, n) => ({ publishedAt: at(NOW - n * ms) }));
const success = (before?: FeedHealth, more: Partial<Parameters<typeof recordSuccess>[1]> = {}): FeedHealth =>
  recordSuccess(before, {
    feedId: 'f',
    now: NOW,
    next,
    fetched: { notModified: false, validators: { etag: '"1"' } },
    newItems: [],
    ...more,
  });
const failure = (
  before?: FeedHealth,
  now = NOW,
  error = new NewsroomError('timeout', 'It did not answer.'),
): FeedHealth => recordFailure(before, { feedId: 'f', now, next, error });

describe('after a success', () => {
  it('the health holds what the next poll needs', () => {
    expect(
      success(undefined, {
        header: { ttlMinutes: 20, ttlFrom: 'ttl', title: 'x' },
        newItems: [{ publishedAt: at(NOW - 4 * MINUTE) }],
      }),
    ).toEqual({
      feedId: 'f',
      etag: '"1"',
      lastPolledAt: at(NOW),
      lastSuccessAt: at(NOW),
      nextPollAt: next.at,
      nextPollReason: next.reason,
      consecutiveFailures: 0,
      itemsSeen: 1,
      asks: { ttlMinutes: 20, ttlFrom: 'ttl' },
      rhythm: [at(NOW - 4 * MINUTE)],
    });
  });

  it('the delay of its items is known from the second reading on', () => {
    const newItems = [
      { publishedAt: at(NOW - 4 * MINUTE) },
      { publishedAt: at(NOW - 9 * MINUTE) },
      { publishedAt: at(NOW - 2 * DAY) },
    ];
    const first = success(undefined, { newItems });
    expect(first.medianDelayMs).toBeUndefined();
    const second = success(first, { newItems });
    expect(second.medianDelayMs).toBe(9 * MINUTE);
    expect(describeHealth(second, NOW).summary).toContain('Items reach us 9 min after they appear.');
  });

  it('failures are forgotten', () => {
    const health = success(failure(failure()));
    expect(health).toMatchObject({ consecutiveFailures: 0 });
    expect(health).not.toHaveProperty('lastError');
    expect(health).not.toHaveProperty('failingSince');
  });

  it('an answer of "unchanged" keeps the validators and what the feed asks for', () => {
    const before = success(undefined, { header: { ttlMinutes: 20 } });
    expect(success(before, { fetched: { notModified: true, validators: {} } })).toMatchObject({
      etag: '"1"',
      asks: { ttlMinutes: 20 },
    });
  });

  it('a new answer without validators leaves none', () => {
    expect(success(success(), { fetched: { notModified: false, validators: {} } })).not.toHaveProperty('etag');
  });

  it('an answer that broke off leaves no validators, and its reason stands until the next whole one', () => {
    const partial = new NewsroomError('unreachable', 'p.example broke off.');
    const broken = success(success(), { fetched: { notModified: false, validators: { etag: '"2"' }, partial } });
    expect(broken).toMatchObject({ consecutiveFailures: 0, lastError: 'Read in part: p.example broke off.' });
    expect(broken).not.toHaveProperty('etag');
    expect(describeHealth(broken, NOW)).toMatchObject({ state: 'well', summary: expect.stringContaining('broke off') });
    expect(success(broken)).not.toHaveProperty('lastError');
  });

  it('items without a readable date count as published when seen', () => {
    expect(success(undefined, { newItems: [{}, {}, { publishedAt: at(NOW + HOUR) }] }).rhythm).toEqual([at(NOW)]);
  });

  it('only so many times are kept, the newest', () => {
    const { rhythm = [] } = success(undefined, { newItems: itemsEvery(HOUR, 500) });
    expect([rhythm.length, rhythm[0]]).toEqual([MAX_RHYTHM_ITEMS, at(NOW)]);
  });

  it('a move is believed when it has been seen often enough', () => {
    const fetched = { notModified: false, validators: {}, movedTo: 'https://new.example/feed' };
    let health = success(undefined, { fetched });
    for (let poll = 1; poll < MOVED_AFTER_POLLS; poll++) {
      expect(newAddressOf(health)).toBeUndefined();
      health = success(health, { fetched });
    }
    expect(newAddressOf(health)).toBe('https://new.example/feed');
    expect(newAddressOf(success(health))).toBeUndefined();
  });
});

describe('after a failure', () => {
  it('the reason is kept, and since when', () => {
    expect(failure(failure(undefined, NOW - HOUR))).toMatchObject({
      consecutiveFailures: 2,
      lastError: 'It did not answer.',
      failingSince: at(NOW - HOUR),
      lastPolledAt: at(NOW),
    });
  });

  it('the validators stay: they belong to what was read before', () => {
    expect(failure(success())).toMatchObject({ etag: '"1"', lastSuccessAt: at(NOW) });
  });

  it('a feed that has failed for days is paused, with the reason', () => {
    const failing: FeedHealth = {
      ...failure(undefined, NOW - PAUSE_AFTER_FAILING_MS),
      consecutiveFailures: PAUSE_AFTER_FAILURES - 1,
    };
    const paused = failure(failing);
    expect(paused).toMatchObject({
      pausedAt: at(NOW),
      pausedReason: 'Paused after failing for 3 days (10 tries). The last reason: It did not answer.',
    });
    expect(paused).not.toHaveProperty('nextPollAt');
  });

  it.each([
    ['a day of failures', NOW - DAY, 100],
    ['few failures', NOW - 30 * DAY, 2],
  ])('%s pauses nothing', (_what, since, failures) => {
    expect(failure({ ...failure(undefined, since), consecutiveFailures: failures })).not.toHaveProperty('pausedAt');
  });

  it('a feed that is gone for good is paused at once', () => {
    expect(
      failure(success(), NOW, new NewsroomError('not_found', 'e.example/feed is gone for good (410).')).pausedReason,
    ).toBe('Paused: e.example/feed is gone for good (410).');
  });

  it('a paused feed can be resumed, and starts anew', () => {
    const paused = failure(success(), NOW, new NewsroomError('not_found', 'gone'));
    const resumed = resumeFeed(paused);
    expect(resumed).toMatchObject({ etag: '"1"', consecutiveFailures: 0 });
    expect([resumed.pausedAt, resumed.failingSince, resumed.nextPollAt]).toEqual([undefined, undefined, undefined]);
  });
});

describe('health in words', () => {
  it.each<[string, FeedHealth | undefined, number, string]>([
    ['of a new feed', undefined, NOW, 'new: Not asked yet.'],
    [
      'of a feed that is well',
      success(undefined, { newItems: itemsEvery(36 * MINUTE, 40) }),
      NOW + 5 * MINUTE,
      'well: Last read 5 min ago. Next in 10 min (the usual interval). 40 a day.',
    ],
    [
      'of a quiet feed',
      success(undefined, { newItems: itemsEvery(10 * DAY, 10) }),
      NOW + MINUTE,
      'well: Last read 60 s ago. Next in 14 min (the usual interval). One in 10 days.',
    ],
    [
      'of a feed fallen silent',
      success(undefined, { newItems: itemsEvery(36 * MINUTE, 40) }),
      NOW + 9 * HOUR,
      'silent: Usually 40 a day, none for 9 h. Last read 9 h ago. Next in 0 s (the usual interval).',
    ],
    [
      'of a failing feed',
      failure(failure(success(undefined, { now: NOW - 3 * HOUR }), NOW - 2 * HOUR)),
      NOW,
      'failing: Failing for 2 h: It did not answer. Last read 3 h ago. Next in 15 min (the usual interval).',
    ],
    [
      'of a feed that never worked',
      failure(),
      NOW,
      'failing: Failing for 0 s: It did not answer. Never read yet. Next in 15 min (the usual interval).',
    ],
    [
      'of a paused feed',
      failure(success(), NOW, new NewsroomError('not_found', 'It is gone.')),
      NOW + HOUR,
      'paused: Paused: It is gone. Last read 60 min ago.',
    ],
  ])('%s', (_what, health, now, expected) => {
    const { state, summary } = describeHealth(health, now);
    expect(`${state}: ${summary}`).toBe(expected);
  });

  it('tells for a week that items may have been missed', () => {
    const health = success(success(undefined, { hasSlid: true }));
    const missed = 'Items may have been missed: 7 days ago it showed nothing that we knew.';
    expect(describeHealth(health, NOW + GAP_TOLD_MS).summary).toContain(missed);
    expect(describeHealth(health, NOW + GAP_TOLD_MS + 1).summary).not.toContain('missed');
  });

  it('is not alarmed by a night like every night', () => {
    const day = (n: number): FeedItem[] =>
      Array.from({ length: 12 }, (_, k) => ({ publishedAt: at(NOW - n * DAY - k * 30 * MINUTE) }));
    const health = success(undefined, { newItems: [0, 1, 2, 3].flatMap(day) });
    const nightMs = DAY - 11 * 30 * MINUTE;
    expect(describeHealth(health, NOW + SILENCE_FACTOR * nightMs).state).toBe('well');
    expect(describeHealth(health, NOW + SILENCE_FACTOR * nightMs + 1).state).toBe('silent');
  });

  it('is not alarmed before several items are overdue', () => {
    const health = success(undefined, { newItems: itemsEvery(HOUR, 40) });
    expect(describeHealth(health, NOW + (SILENCE_EXPECTED_ITEMS - 0.1) * HOUR).state).toBe('well');
    expect(describeHealth(health, NOW + SILENCE_EXPECTED_ITEMS * HOUR).state).toBe('silent');
  });
});
