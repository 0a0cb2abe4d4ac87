import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Drain,
  drainOutbox,
  LEASE_MS,
  MAX_ALERTS_A_ROUND,
  MAX_IN_FLIGHT,
  RECORD_ATTEMPTS,
} from '../../src/alerts/drain.ts';
import { NewsroomError } from '../../src/errors.ts';
import type { Alert } from '../../src/model.ts';
import {
  alertFor,
  type Call,
  channel,
  type Fault,
  FaultyChat,
  HandClock,
  MemoryOutbox,
  post,
  silentLog,
  updateFor,
} from './stand-ins.ts';

function house(fault: (call: Call) => Fault = () => 'none', options: { readonly dedupes?: boolean } = {}) {
  const clock = new HandClock();
  const outbox = new MemoryOutbox();
  const chat = new FaultyChat(clock, fault, options);
  const parked: [Alert, NewsroomError][] = [];
  const drain: Drain = {
    outbox,
    chats: [chat],
    clock,
    log: silentLog,
    random: () => 0.5,
    digest: ({ reason, entries }) => post(`${reason}: ${entries.map(({ brief: { storyId } }) => storyId).join(' ')}`),
    onParked: (alert, error) => void parked.push([alert, error]),
  };
  return { clock, outbox, chat, parked, drain };
}
const words = (chat: FaultyChat, name: string): string[] =>
  chat.shown.filter((shown) => shown.channel === name).map((shown) => shown.words);
/** Whatever can go on without the world has gone on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const unavailable = new NewsroomError('unavailable', 'Try later.');
const timeout = new NewsroomError('timeout', 'No answer.');
const gone = new NewsroomError('channel_gone', 'No such channel.');

describe('a round', () => {
  it('delivers all that is due, each channel in order', async () => {
    const { outbox, chat, drain } = house();
    outbox.put(
      alertFor('a', 's1'),
      alertFor('b', 's1'),
      alertFor('a', 's2'),
      updateFor('a', 's1', 2),
      alertFor('a', 's3'),
    );
    expect(await drainOutbox(drain)).toEqual({ delivered: 5, postponed: 0, parked: 0 });
    expect(chat.calls.filter(({ channel }) => channel === 'a').map((call) => call.words)).toEqual([
      's1 as of 1',
      's2 as of 1',
      's1 as of 2',
      'new in 2',
      's3 as of 1',
    ]);
    expect([outbox.unsettled, words(chat, 'b')]).toEqual([[], ['s1 as of 1']]);
  });

  it('leaves what is not due yet', async () => {
    const { outbox, chat, drain } = house();
    outbox.put(alertFor('a', 's1', { dueAt: '2025-07-03T12:00:01.000Z' }));
    await drainOutbox(drain);
    expect(chat.calls).toEqual([]);
  });

  it('comes back when the platform says, not before, and keeps the channel’s order meanwhile', async () => {
    let calls = 0;
    const limited = new NewsroomError('rate_limited', 'Slow down.', { retryAfterMs: 30_000 });
    const { clock, outbox, chat, drain } = house(({ channel }) => {
      calls += channel === 'a' ? 1 : 0;
      return channel === 'a' && calls === 1 ? { before: limited } : 'none';
    });
    outbox.put(alertFor('a', 's1'), alertFor('a', 's2'), alertFor('b', 's1'), alertFor('b', 's2'));
    expect(await drainOutbox(drain)).toEqual({ delivered: 2, postponed: 1, parked: 0 });
    clock.advance(29_999);
    expect(await drainOutbox(drain)).toEqual({ delivered: 0, postponed: 0, parked: 0 });
    clock.advance(2_001);
    expect(await drainOutbox(drain)).toEqual({ delivered: 2, postponed: 0, parked: 0 });
    expect([words(chat, 'a'), words(chat, 'b')]).toEqual([
      ['s1 as of 1', 's2 as of 1'],
      ['s1 as of 1', 's2 as of 1'],
    ]);
  });

  it('leaves the whole platform alone where its limit is for all that we do there, and the others not', async () => {
    const limited = new NewsroomError('rate_limited', 'Slow down.', { retryAfterMs: 30_000, everywhere: true });
    let isLimited = true;
    const { clock, outbox, chat, drain } = house(() => (isLimited ? { before: limited } : 'none'));
    const slack = new FaultyChat(clock, () => 'none', { platform: 'slack' });
    const both: Drain = { ...drain, chats: [chat, slack], resting: new Map() };
    outbox.put(alertFor('a', 's1'));
    await drainOutbox(both);
    for (const name of ['b', 'c', 'd'])
      outbox.put(alertFor(name, 's1'), alertFor(name, 's1', { channel: channel(name, 'slack') }));
    expect(await drainOutbox(both)).toMatchObject({ delivered: 3, postponed: 0 });
    expect([chat.calls.length, slack.calls.length]).toEqual([1, 3]);
    isLimited = false;
    clock.advance(32_001);
    expect(await drainOutbox(both)).toMatchObject({ delivered: 4, postponed: 0 });
    // Nobody's first try was spent on it: what waited can still be folded.
    expect(outbox.deliveries).toHaveLength(7);
  });

  it.each([
    ['once where the platform knows the key', true, 1],
    ['twice where it does not, as nobody can tell', false, 2],
  ])('shows a post that timed out after it was accepted %s', async (_, dedupes, shown) => {
    let calls = 0;
    const { clock, outbox, chat, drain } = house(
      () => {
        calls += 1;
        return calls === 1 ? { after: timeout } : 'none';
      },
      { dedupes },
    );
    outbox.put(alertFor('a', 's1'));
    await drainOutbox(drain);
    clock.advance(60_000);
    await drainOutbox(drain);
    expect([words(chat, 'a').length, outbox.deliveries.length, new Set(chat.calls.map(({ key }) => key)).size]).toEqual(
      [shown, 1, 1],
    );
  });

  it('parks what can’t arrive, tells why, and goes on with the channel’s next', async () => {
    let calls = 0;
    const { outbox, chat, parked, drain } = house(() => {
      calls += 1;
      return calls === 1 ? { before: new NewsroomError('post_refused', 'Too long.') } : 'none';
    });
    const [refused, next] = [alertFor('a', 's1'), alertFor('a', 's2')];
    outbox.put(refused, next);
    expect(await drainOutbox(drain)).toEqual({ delivered: 1, postponed: 0, parked: 1 });
    expect(parked.map(([alert, error]) => [alert.id, error.code])).toEqual([[refused.id, 'post_refused']]);
    expect([outbox.parked, words(chat, 'a')]).toEqual([[refused.id], ['s2 as of 1']]);
  });

  it('serves the living while a channel is gone and another fails', async () => {
    const { outbox, chat, parked, drain } = house(({ channel }) =>
      channel === 'gone' ? { before: gone } : channel === 'ill' ? { before: unavailable } : 'none',
    );
    for (const story of ['s1', 's2', 's3'])
      outbox.put(alertFor('gone', story), alertFor('ill', story), alertFor('well', story));
    expect(await drainOutbox(drain)).toEqual({ delivered: 3, postponed: 1, parked: 3 });
    expect([words(chat, 'well').length, parked.length, outbox.unsettled.length]).toEqual([3, 3, 3]);
  });

  it('serves the living while a channel does not answer, and the next round does not wait for it', async () => {
    let answer = (): void => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { outbox, chat, drain } = house(({ channel }) => (channel === 'slow' ? { until: slow } : 'none'));
    outbox.put(alertFor('slow', 's1'), alertFor('well', 's1'), alertFor('well', 's2'));
    const first = drainOutbox(drain);
    await settled();
    outbox.put(alertFor('well', 's3'), alertFor('slow', 's2'));
    expect(await drainOutbox(drain)).toMatchObject({ postponed: 0, parked: 0 });
    expect([words(chat, 'well').length, words(chat, 'slow').length]).toEqual([3, 0]);
    answer();
    await first;
    expect(words(chat, 'slow')).toEqual(['s1 as of 1', 's2 as of 1']);
  });

  it('serves a bounded number of channels at once', async () => {
    const { outbox, chat, drain } = house();
    for (let n = 0; n < MAX_IN_FLIGHT * 3; n += 1) outbox.put(alertFor(`c${n}`, 's1'));
    expect((await drainOutbox(drain)).delivered).toBe(MAX_IN_FLIGHT * 3);
    expect(chat.mostInFlight).toBe(MAX_IN_FLIGHT);
  });

  it('ends after a bounded number of alerts', async () => {
    const { outbox, drain } = house();
    for (let n = 0; n < MAX_ALERTS_A_ROUND + 5; n += 1) outbox.put(alertFor(`c${n % 50}`, `s${n}`));
    expect((await drainOutbox(drain)).delivered).toBe(MAX_ALERTS_A_ROUND);
    expect((await drainOutbox(drain)).delivered).toBe(5);
  });

  it('takes nothing more once it is told to stop, and finishes what it took', async () => {
    const stop = new AbortController();
    const { outbox, drain } = house(() => {
      stop.abort();
      return 'none';
    });
    outbox.put(alertFor('a', 's1'), alertFor('a', 's2'));
    expect((await drainOutbox({ ...drain, signal: stop.signal })).delivered).toBe(1);
    expect(outbox.unsettled.map(({ storyId }) => storyId)).toEqual(['s2']);
  });

  it('keeps alerts for a platform that is not connected', async () => {
    const { outbox, drain } = house();
    outbox.put(alertFor('a', 's1'));
    expect(await drainOutbox({ ...drain, chats: [] })).toEqual({ delivered: 0, postponed: 1, parked: 0 });
  });

  it('is not upset by an owner who can’t be told', async () => {
    const { outbox, drain } = house(() => ({ before: gone }));
    outbox.put(alertFor('a', 's1'));
    const onParked = (): never => {
      throw new Error('no such person');
    };
    expect((await drainOutbox({ ...drain, onParked })).parked).toBe(1);
  });
});

describe('an arrival that can’t be written down', () => {
  it('is written down at the next try, without being sent again', async () => {
    const { outbox, chat, drain } = house();
    outbox.failingWrites = RECORD_ATTEMPTS - 1;
    outbox.put(alertFor('a', 's1'));
    expect((await drainOutbox(drain)).delivered).toBe(1);
    expect(chat.calls).toHaveLength(1);
  });

  it('comes again when its lease has run out, under the same key, as after a crash', async () => {
    const { clock, outbox, chat, drain } = house();
    outbox.failingWrites = RECORD_ATTEMPTS;
    outbox.put(alertFor('a', 's1'), alertFor('a', 's2'));
    expect((await drainOutbox(drain)).delivered).toBe(0);
    clock.advance(LEASE_MS - 1);
    expect((await drainOutbox(drain)).delivered).toBe(0);
    clock.advance(1);
    expect((await drainOutbox(drain)).delivered).toBe(2);
    expect([words(chat, 'a'), chat.calls.length]).toEqual([['s1 as of 1', 's2 as of 1'], 3]);
  });
});

describe('whatever goes wrong', () => {
  const faults: fc.Arbitrary<Fault> = fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fault>('none') },
    fc.constant<Fault>({ before: unavailable }),
    fc.constant<Fault>({ after: timeout }),
    fc.constant<Fault>({ after: new NewsroomError('unavailable', 'Broken pipe.') }),
    fc
      .integer({ min: 0, max: 120_000 })
      .map((ms): Fault => ({ before: new NewsroomError('rate_limited', 'Slow.', { retryAfterMs: ms }) })),
    fc.constant<Fault>({ before: new NewsroomError('edit_refused', 'Too old.') }),
  );
  const stories = fc.array(
    fc.record({ name: fc.constantFrom('a', 'b', 'c'), updates: fc.nat(2), refused: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );

  it('each alert arrives once or is parked, and each channel’s first posts keep their order', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.infiniteStream(faults), async (plan, stream) => {
        const refusal: Fault = { before: new NewsroomError('post_refused', 'No.') };
        const { clock, outbox, chat, parked, drain } = house(({ kind, words: some }) => {
          const story = /^s(\d+) /.exec(some)?.[1];
          if (story !== undefined && plan[Number(story)]?.refused === true) return refusal;
          const fault = stream.next().value;
          const isForEdits = fault !== 'none' && 'before' in fault && fault.before.code === 'edit_refused';
          return isForEdits && kind === 'post' ? 'none' : fault;
        });
        const alerts = plan.flatMap(({ name, updates }, n) => [
          alertFor(name, `s${n}`),
          ...Array.from({ length: updates }, (_, at) => updateFor(name, `s${n}`, at + 2)),
        ]);
        outbox.put(...alerts);
        for (let round = 0; round < 400 && outbox.unsettled.length > 0; round += 1) {
          await drainOutbox(drain);
          clock.advance(60_000);
        }
        expect(outbox.unsettled).toEqual([]);
        expect(
          [...outbox.deliveries.map(({ alertId }) => alertId), ...parked.map(([alert]) => alert.id)].sort(),
        ).toEqual(alerts.map(({ id }) => id).sort());
        const posts = chat.shown.filter(({ replyTo }) => replyTo === undefined);
        for (const name of ['a', 'b', 'c']) {
          const order = posts
            .filter((shown) => shown.channel === name)
            .map((shown) => Number(/^s(\d+)/.exec(shown.words)![1]));
          expect(order).toEqual([...new Set(order)].sort((one, other) => one - other));
        }
      }),
      { numRuns: 150 },
    );
  });
});
