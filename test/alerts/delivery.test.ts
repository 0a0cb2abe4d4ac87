import { describe, expect, it } from 'vitest';
import {
  deliver,
  FIRST_RETRY_MS,
  isFinalForStory,
  LONGEST_RETRY_MS,
  MAX_ALERT_AGE_HOURS,
  MAX_DELIVERY_ATTEMPTS,
  MIN_DELIVERY_ATTEMPTS,
  planDelivery,
  retryDelayMs,
  SHORTEST_RETRY_MS,
} from '../../src/alerts/delivery.ts';
import { type ErrorCode, NewsroomError } from '../../src/errors.ts';
import type { Alert, Delivery } from '../../src/model.ts';
import {
  alertFor,
  brief,
  type Call,
  channel,
  type Fault,
  FaultyChat,
  HandClock,
  letterFor,
  NOON,
  updateFor,
} from './stand-ins.ts';

const told: Delivery = {
  alertId: 'earlier',
  channel: channel('news'),
  storyId: 's1',
  storyRevision: 1,
  message: { channel: channel('news'), id: 'm1' },
  brief: brief(1),
  deliveredAt: NOON,
};

async function attempt(alert: Alert, delivery: Delivery | undefined, fault: (call: Call) => Fault = () => 'none') {
  const clock = new HandClock();
  const chat = new FaultyChat(clock, fault);
  const outcome = await deliver(alert, chat, { delivery, now: () => clock.now(), random: () => 0.5 });
  return { outcome, calls: chat.calls };
}
const failing = (code: ErrorCode, retryAfterMs?: number): Fault => ({
  before: new NewsroomError(code, `It says ${code}.`, retryAfterMs === undefined ? {} : { retryAfterMs }),
});

describe('what an alert asks for', () => {
  it.each([
    ['a first post', alertFor('news', 's1'), undefined, 'post'],
    ['an update whose first post was given up', updateFor('news', 's1', 2), undefined, 'post'],
    ['an update', updateFor('news', 's1', 2), told, 'edit'],
    ['an alert that has arrived', alertFor('news', 's1'), { ...told, alertId: alertFor('news', 's1').id }, 'nothing'],
    ['an update that something newer overtook', updateFor('news', 's1', 2), { ...told, storyRevision: 3 }, 'nothing'],
  ])('%s', (_, alert, delivery, kind) => {
    expect(planDelivery(alert, delivery).kind).toBe(kind);
  });
});

describe('one try', () => {
  it('posts under the alert’s id', async () => {
    const alert = alertFor('news', 's1');
    const { outcome, calls } = await attempt(alert, undefined);
    expect(calls).toMatchObject([{ kind: 'post', key: alert.id, words: 's1 as of 1' }]);
    expect(outcome).toMatchObject({
      kind: 'delivered',
      delivery: { alertId: alert.id, storyRevision: 1, message: { id: 'm1' } },
    });
  });

  it('edits the post and replies in its thread', async () => {
    const alert = updateFor('news', 's1', 2);
    const { outcome, calls } = await attempt(alert, told);
    expect(calls.map(({ kind, replyTo, words }) => [kind, replyTo, words])).toEqual([
      ['edit', undefined, 's1 as of 2'],
      ['post', 'm1', 'new in 2'],
    ]);
    expect(outcome).toMatchObject({
      kind: 'delivered',
      delivery: { alertId: alert.id, storyRevision: 2, message: { id: 'm1' } },
    });
  });

  it('edits in silence where there is nothing to say, and leaves it where there can be no edit', async () => {
    const { reply: _, ...silent } = updateFor('news', 's1', 2);
    expect((await attempt(silent, told)).calls.map(({ kind }) => kind)).toEqual(['edit']);
    const { outcome, calls } = await attempt(silent, told, () => failing('edit_refused'));
    expect([outcome.kind, calls.length]).toEqual(['delivered', 1]);
  });

  it('replies to the digest that told of the story, which is not its to edit', async () => {
    const { outcome, calls } = await attempt(updateFor('news', 's1', 2), { ...told, inDigest: true });
    expect(calls).toMatchObject([{ kind: 'post', replyTo: 'm1', words: 'new in 2 s1 as of 2' }]);
    expect(outcome).toMatchObject({ delivery: { storyRevision: 2, inDigest: true } });
  });

  it('of a notice posts it under its id, and tells no story', async () => {
    const { outcome, calls } = await attempt(letterFor('news', 'n1'), undefined);
    expect(calls).toMatchObject([{ kind: 'post', key: 'n1' }]);
    expect(outcome).toMatchObject({ kind: 'delivered', delivery: { alertId: 'n1' } });
    expect(outcome).not.toHaveProperty('delivery.storyId');
  });

  it('says both in a reply where the post can’t be edited any more', async () => {
    const { outcome, calls } = await attempt(updateFor('news', 's1', 2), told, ({ kind }) =>
      kind === 'edit' ? failing('edit_refused') : 'none',
    );
    expect(calls.at(-1)).toMatchObject({ kind: 'post', replyTo: 'm1', words: 'new in 2 s1 as of 2' });
    expect(outcome).toMatchObject({ kind: 'delivered', delivery: { message: { id: 'm1' } } });
  });

  it('counts as delivered, with a complaint, where the edit stands and only the reply is refused', async () => {
    const { outcome } = await attempt(updateFor('news', 's1', 2), told, ({ kind }) =>
      kind === 'post' ? failing('post_refused') : 'none',
    );
    expect(outcome).toMatchObject({ kind: 'delivered', complaint: { code: 'post_refused' } });
  });

  it('keeps the key of the reply from one try to the next, apart from the post’s own', async () => {
    const alert = updateFor('news', 's1', 2);
    const first = await attempt(alert, told, ({ kind }) => (kind === 'post' ? failing('timeout') : 'none'));
    const second = await attempt({ ...alert, attempts: 1 }, told);
    expect(first.outcome.kind).toBe('postpone');
    expect(second.calls.at(-1)?.key).toBe(first.calls.at(-1)?.key);
    expect(second.calls.at(-1)?.key).not.toBe(alert.id);
  });

  it('writes down an alert that had arrived without sending it again', async () => {
    const alert = alertFor('news', 's1');
    const { outcome, calls } = await attempt(alert, { ...told, alertId: alert.id });
    expect([outcome.kind, calls]).toEqual(['delivered', []]);
  });

  const outcomes: readonly (readonly [ErrorCode, 'postpone' | 'park'])[] = [
    ['rate_limited', 'postpone'],
    ['unavailable', 'postpone'],
    ['timeout', 'postpone'],
    ['unreachable', 'postpone'],
    ['internal', 'postpone'],
    ['channel_gone', 'park'],
    ['permission_lost', 'park'],
    ['post_refused', 'park'],
    ['bad_token', 'park'],
  ];
  it.each(outcomes)('that fails with %s is to %s', async (code, kind) => {
    const post = await attempt(alertFor('news', 's1'), undefined, () => failing(code));
    const edit = await attempt(updateFor('news', 's1', 2), told, () => failing(code));
    expect([post.outcome.kind, edit.outcome.kind]).toEqual([kind, kind]);
  });

  it('gives the reason for parking with its code, so that later decisions can tell', async () => {
    const { outcome } = await attempt(alertFor('news', 's1'), undefined, () => failing('post_refused'));
    expect(outcome).toMatchObject({ reason: 'post_refused: It says post_refused.' });
    expect([isFinalForStory('post_refused: x'), isFinalForStory('channel_gone: x')]).toEqual([true, false]);
  });

  const age = (hours: number): string => new Date(Date.parse(NOON) - hours * 3_600_000).toISOString();
  it.each([
    ['still young', { createdAt: age(MAX_ALERT_AGE_HOURS - 1) }, 'postpone'],
    ['too old', { createdAt: age(MAX_ALERT_AGE_HOURS), attempts: MIN_DELIVERY_ATTEMPTS }, 'park'],
    ['old and hardly tried', { createdAt: age(MAX_ALERT_AGE_HOURS), attempts: MIN_DELIVERY_ATTEMPTS - 1 }, 'postpone'],
    ['tried often', { attempts: MAX_DELIVERY_ATTEMPTS - 1 }, 'postpone'],
    ['tried too often', { attempts: MAX_DELIVERY_ATTEMPTS }, 'park'],
  ] as const)('of an alert that is %s and fails is to %s', async (_, changes, kind) => {
    const { outcome } = await attempt(alertFor('news', 's1', changes), undefined, () => failing('unavailable'));
    expect(outcome.kind).toBe(kind);
  });

  it('of an old alert that succeeds is a delivery', async () => {
    const { outcome } = await attempt(alertFor('news', 's1', { createdAt: age(100) }), undefined);
    expect(outcome.kind).toBe('delivered');
  });
});

describe('the wait before another try', () => {
  it('is never shorter than the platform asks for', () => {
    expect(retryDelayMs(1, 30_000, () => 0)).toBe(30_000);
    expect(retryDelayMs(9, 30_000, () => 1)).toBe(30_000 + FIRST_RETRY_MS);
    expect(retryDelayMs(1, 0, () => 0)).toBe(SHORTEST_RETRY_MS);
  });

  it('doubles up to the longest, half of it left to chance', () => {
    const least = [1, 2, 3, 20, 1000].map((attempts) => retryDelayMs(attempts, undefined, () => 0));
    const most = [1, 2, 3, 20, 1000].map((attempts) => retryDelayMs(attempts, undefined, () => 1));
    expect(least).toEqual([1_000, 2_000, 4_000, LONGEST_RETRY_MS / 2, LONGEST_RETRY_MS / 2]);
    expect(most).toEqual([2_000, 4_000, 8_000, LONGEST_RETRY_MS, LONGEST_RETRY_MS]);
  });
});
