import { describe, expect, it } from 'vitest';
import { drainOutbox } from '../../src/alerts/drain.ts';
import {
  BACKLOG_MAX_WAITING,
  BACKLOG_MIN_AGE_MINUTES,
  DIGEST_MAX_CHARS,
  DIGEST_MAX_STORIES,
  digestOf,
  foldOf,
} from '../../src/alerts/fold.ts';
import { NewsroomError } from '../../src/errors.ts';
import type { StoryAlert } from '../../src/model.ts';
import {
  alertFor,
  brief,
  type Call,
  type Fault,
  FaultyChat,
  HandClock,
  letterFor,
  MemoryOutbox,
  NOON,
  post,
  silentLog,
  updateFor,
} from './stand-ins.ts';

const MINUTE_MS = 60_000;
const minutes = (n: number): string => new Date(Date.parse(NOON) + n * MINUTE_MS).toISOString();
const LATE = minutes(BACKLOG_MIN_AGE_MINUTES);
const stories = (n: number, changes: Partial<StoryAlert> = {}, from = 1): StoryAlert[] =>
  Array.from({ length: n }, (_, i) => alertFor('news', `s${from + i}`, changes));
const taken = (alert: StoryAlert): StoryAlert => ({ ...alert, attempts: 1 });
const fold = (alerts: readonly StoryAlert[], now = NOON) => foldOf(taken(alerts[0]!), alerts.slice(1), now);
const ids = (folded: ReturnType<typeof foldOf>): string[] => folded?.alerts.map(({ storyId }) => storyId) ?? [];

describe('what was held', () => {
  it('goes into one digest, even alone, and leaves others to go by themselves', () => {
    const [a, b, c] = stories(3, { hold: 'quiet' });
    const own = alertFor('news', 'own');
    expect(fold([a!, own, b!, c!])).toMatchObject({ reason: 'quiet' });
    expect(ids(fold([a!, own, b!, c!]))).toEqual(['s1', 's2', 's3']);
    expect(ids(fold([a!]))).toEqual(['s1']);
    expect(fold([own, a!])).toBeUndefined();
  });

  it('takes the news of stories that the channel had in a digest along', () => {
    const update = updateFor('news', 's2', 2, { hold: 'digest', changes: [{ text: 'More.', citations: [] }] });
    const folded = fold([alertFor('news', 's1', { hold: 'digest' }), update])!;
    const entries: unknown[] = [];
    digestOf(folded, NOON, (content) => {
      entries.push(...content.entries);
      return post('x');
    });
    expect(entries).toMatchObject([{ kind: 'alert' }, { kind: 'update', changes: ['More.'] }]);
  });

  it('for several reasons is a digest', () => {
    expect(fold([alertFor('news', 's1', { hold: 'quiet' }), alertFor('news', 's2', { hold: 'rate' })])?.reason).toBe(
      'digest',
    );
  });
});

describe('a backlog', () => {
  it.each([
    ['of too many, too late, is folded', BACKLOG_MAX_WAITING + 1, LATE, true],
    ['that is short is not', BACKLOG_MAX_WAITING, LATE, false],
    ['that is young is not', BACKLOG_MAX_WAITING + 1, minutes(BACKLOG_MIN_AGE_MINUTES - 1), false],
  ])('%s', (_, n, now, isFolded) => {
    expect(fold(stories(n), now)?.reason).toBe(isFolded ? 'backlog' : undefined);
  });

  it('leaves edits of posts that stand to themselves, and does not count them', () => {
    const updates = Array.from({ length: 20 }, (_, n) => updateFor('news', `u${n}`, 2));
    expect(fold([...stories(2), ...updates], LATE)).toBeUndefined();
    expect(ids(fold([...stories(12), ...updates], LATE))).toHaveLength(12);
  });

  it('never takes what was tried before, nor letters', () => {
    expect(foldOf({ ...stories(1)[0]!, attempts: 2 }, stories(30, {}, 2), LATE)).toBeUndefined();
    expect(foldOf({ ...letterFor('news', 'n'), attempts: 1 }, stories(30), LATE)).toBeUndefined();
  });
});

describe('a digest', () => {
  it('has its limits in stories and characters, the oldest first', () => {
    expect(ids(fold(stories(40, { hold: 'quiet' })))).toHaveLength(DIGEST_MAX_STORIES);
    const long = { hold: 'quiet', brief: { ...brief(1), headline: 'x'.repeat(DIGEST_MAX_CHARS / 4) } } as const;
    expect(ids(fold(stories(40, long)))).toEqual(['s1', 's2', 's3']);
  });

  it('of the same stories has the same id', () => {
    const some = fold(stories(3, { hold: 'quiet' }))!;
    const digest = digestOf(some, NOON, () => post('x'));
    expect(digestOf(some, LATE, () => post('y')).id).toBe(digest.id);
    expect(digestOf({ ...some, alerts: some.alerts.slice(1) }, NOON, () => post('x')).id).not.toBe(digest.id);
  });
});

function house(fault: (call: Call) => Fault = () => 'none') {
  const clock = new HandClock();
  const outbox = new MemoryOutbox();
  const chat = new FaultyChat(clock, fault);
  const drain = {
    outbox,
    chats: [chat],
    clock,
    log: silentLog,
    random: () => 0.5,
    digest: ({ reason, entries }: { reason: string; entries: readonly { brief: { storyId: string } }[] }) =>
      post(`${reason}: ${entries.map(({ brief: { storyId } }) => storyId).join(' ')}`),
    onParked: () => {},
  };
  return { clock, outbox, chat, drain };
}

describe('a channel that is back after an outage', () => {
  it('gets what was tried by itself, and the rest in few digests: nothing is lost, nothing comes twice', async () => {
    let isDown = true;
    const { clock, outbox, chat, drain } = house(() =>
      isDown ? { before: new NewsroomError('unavailable', 'Down.') } : 'none',
    );
    outbox.put(...stories(100));
    for (let n = 0; n < 20; n += 1) {
      await drainOutbox(drain);
      clock.advance(10 * MINUTE_MS);
    }
    expect(chat.shown).toEqual([]);
    isDown = false;
    clock.advance(20 * MINUTE_MS);
    await drainOutbox(drain);
    expect(chat.shown.map(({ words }) => words.split(':')[0])).toEqual([
      's1 as of 1',
      'backlog',
      'backlog',
      'backlog',
      'backlog',
    ]);
    const told = chat.shown.flatMap(({ words }) => words.match(/\bs\d+/g) ?? []);
    expect(told).toEqual(stories(100).map(({ storyId }) => storyId));
    expect(outbox.deliveries.map(({ storyId }) => storyId).toSorted()).toEqual(told.toSorted());
    expect(outbox.unsettled).toEqual([]);
  });

  it('keeps a digest that failed as it is, under one key, until it arrives', async () => {
    let failures = 3;
    const { clock, outbox, chat, drain } = house(() => {
      failures -= 1;
      return failures >= 0 ? { after: new NewsroomError('timeout', 'No answer.') } : 'none';
    });
    outbox.put(...stories(3, { hold: 'digest' }));
    for (let n = 0; n < 6; n += 1) {
      await drainOutbox(drain);
      outbox.put(...stories(1, { hold: 'digest', dueAt: new Date(clock.now()).toISOString() }, 10 + n));
      clock.advance(10 * MINUTE_MS);
    }
    await drainOutbox(drain);
    expect(chat.shown[0]?.words).toBe('digest: s1 s2 s3');
    expect(new Set(chat.calls.slice(0, 4).map(({ key }) => key)).size).toBe(1);
    const told = chat.shown.flatMap(({ words }) => words.match(/\bs\d+/g) ?? []);
    expect([told.length, new Set(told).size]).toEqual([9, 9]);
  });

  it('of a platform that is not connected waits whole', async () => {
    const { clock, outbox, drain } = house();
    outbox.put(...stories(30));
    clock.advance(60 * MINUTE_MS);
    await drainOutbox({ ...drain, chats: [] });
    expect(outbox.queue).toHaveLength(30);
  });
});
