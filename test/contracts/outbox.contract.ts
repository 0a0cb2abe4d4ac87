/** What every Outbox must do: nothing lost, nothing twice, each channel in order. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model.ts';
import {
  aDelivery,
  aLetter,
  aNewArticle,
  anAlert,
  aReceipt,
  DESK,
  failureOf,
  METRO,
  minute,
  type OpenStorage,
  type Storage,
} from './storage-fixtures.ts';

const LEASE_MS = 60_000;

export function outboxContract(open: OpenStorage): void {
  let storage: Storage;
  let commits = 0;
  beforeEach(async () => {
    storage = await open();
    commits = 0;
  });
  afterEach(() => storage.close());

  /** Alerts enter the outbox only with a step of ingest. */
  function enqueue(...alerts: readonly Alert[]): Promise<void> {
    commits += 1;
    return storage.archive.commit(aNewArticle({ id: `article ${commits}` }, { alerts }));
  }

  async function lease(at: number, limit = 10): Promise<string[]> {
    const alerts = await storage.outbox.lease({ now: minute(at), leaseMs: LEASE_MS, limit });
    return alerts.map(({ id }) => id);
  }

  describe('lease', () => {
    it('gives the alert as it was enqueued, with the number of this try', async () => {
      const alert = anAlert({
        id: 'a',
        kind: 'update',
        reply: { audience: 'everyone', blocks: [{ kind: 'quote', spans: [{ kind: 'text', text: 'Now eight.' }] }] },
      });
      await enqueue(alert);
      const query = { now: minute(0), leaseMs: LEASE_MS, limit: 1 };
      expect(await storage.outbox.lease(query)).toEqual([{ ...alert, attempts: 1 }]);
    });

    it('gives nothing before it is due', async () => {
      await enqueue(anAlert({ id: 'a', dueAt: minute(10) }));
      expect(await lease(9)).toEqual([]);
      expect(await lease(10)).toEqual(['a']);
    });

    it('gives nobody else the alert until the lease has run out, then counts another try', async () => {
      await enqueue(anAlert({ id: 'a' }));
      expect(await lease(0)).toEqual(['a']);
      expect(await lease(0.9)).toEqual([]);
      const [again] = await storage.outbox.lease({ now: minute(1), leaseMs: LEASE_MS, limit: 1 });
      expect(again).toMatchObject({ id: 'a', attempts: 2 });
    });

    it('gives one alert a channel, the oldest due first', async () => {
      await enqueue(
        anAlert({ id: 'desk 2', dueAt: minute(2) }),
        anAlert({ id: 'desk 1', dueAt: minute(1) }),
        anAlert({ id: 'metro 3', channel: METRO, dueAt: minute(3) }),
      );
      expect(await lease(9)).toEqual(['desk 1', 'metro 3']);
      expect(await lease(9)).toEqual([]);
    });

    it('goes by the order of arrival among those due at one time', async () => {
      await enqueue(anAlert({ id: 'z' }), anAlert({ id: 'a' }));
      expect(await lease(9)).toEqual(['z']);
    });

    it('gives no more than asked for, and the rest later', async () => {
      await enqueue(anAlert({ id: 'desk' }), anAlert({ id: 'metro', channel: METRO, dueAt: minute(1) }));
      expect(await lease(9, 1)).toEqual(['desk']);
      expect(await lease(9, 1)).toEqual(['metro']);
    });

    it('goes on with the channel once its alert has arrived', async () => {
      const [first, second] = [anAlert({ id: 'first' }), anAlert({ id: 'second' })];
      await enqueue(first, second);
      await lease(0);
      await storage.outbox.delivered(aDelivery(first));
      expect(await lease(0)).toEqual(['second']);
    });

    it('leaves out platforms that are to be left alone', async () => {
      const elsewhere = { platform: METRO.platform === 'slack' ? 'discord' : 'slack', channel: 'C9' } as const;
      await enqueue(anAlert({ id: 'metro', channel: METRO }), anAlert({ id: 'elsewhere', channel: elsewhere }));
      const query = { now: minute(0), leaseMs: LEASE_MS, limit: 9, without: [METRO.platform] };
      expect((await storage.outbox.lease(query)).map(({ id }) => id)).toEqual(['elsewhere']);
      expect(await lease(0)).toEqual(['metro']);
    });

    it('does not let an alert for later hold back one that is due', async () => {
      await enqueue(anAlert({ id: 'tonight', dueAt: minute(400) }), anAlert({ id: 'now', dueAt: minute(0) }));
      expect(await lease(0)).toEqual(['now']);
    });

    it.each([
      ['the same channel of another workspace', { platform: 'slack', workspace: 'T2', channel: 'C1' }],
      ['the same name on another platform', { platform: 'discord', workspace: 'T1', channel: 'C1' }],
      ['a channel without a workspace', { platform: 'slack', channel: 'C1' }],
    ] as const)('tells channels apart: %s', async (_, channel) => {
      await enqueue(anAlert({ id: 'desk' }), anAlert({ id: 'other', channel }));
      expect(await lease(0)).toEqual(['desk', 'other']);
    });
  });

  describe('a postponed alert', () => {
    it('comes back when it is due, and holds back later ones of its channel', async () => {
      await enqueue(anAlert({ id: 'first' }), anAlert({ id: 'second' }));
      expect(await lease(0)).toEqual(['first']);
      await storage.outbox.postpone('first', minute(5), 'rate limited');
      expect(await lease(4)).toEqual([]);
      const [again] = await storage.outbox.lease({ now: minute(5), leaseMs: LEASE_MS, limit: 9 });
      expect(again).toMatchObject({ id: 'first', dueAt: minute(5), attempts: 2 });
    });

    it('does not hold back other channels', async () => {
      await enqueue(anAlert({ id: 'first' }), anAlert({ id: 'metro', channel: METRO, dueAt: minute(1) }));
      await lease(0);
      await storage.outbox.postpone('first', minute(5), 'rate limited');
      expect(await lease(1)).toEqual(['metro']);
    });

    it('does not come back where another caller has delivered it meanwhile', async () => {
      const alert = anAlert({ id: 'a' });
      await enqueue(alert);
      await storage.outbox.delivered(aDelivery(alert));
      await storage.outbox.postpone('a', minute(1), 'timed out');
      expect(await lease(9)).toEqual([]);
    });
  });

  describe('a parked alert', () => {
    it('never comes back, and holds nobody back', async () => {
      await enqueue(anAlert({ id: 'first' }), anAlert({ id: 'second' }));
      await lease(0);
      await storage.outbox.park('first', 'the channel is gone');
      expect(await lease(0)).toEqual(['second']);
      await storage.outbox.postpone('first', minute(1), 'late');
      await storage.outbox.park('second', 'the channel is gone');
      expect(await lease(99)).toEqual([]);
    });

    it('stands in the channel with its reason, until the story arrives after all', async () => {
      await enqueue(anAlert({ id: 'a' }));
      await storage.outbox.park('a', 'the bot was removed');
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ parked: 'the bot was removed' });
      const later = anAlert({ id: 'b', storyRevision: 2 });
      await enqueue(later);
      await storage.outbox.delivered(aDelivery(later));
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ delivery: aDelivery(later) });
    });

    it('goes out again where something new is to be said under its id', async () => {
      await enqueue(anAlert({ id: 'a' }));
      await storage.outbox.park('a', 'refused');
      await enqueue(anAlert({ id: 'a' }));
      expect(await lease(0)).toEqual([]);
      await enqueue(anAlert({ id: 'a', storyRevision: 2 }));
      expect(await lease(0)).toEqual(['a']);
    });
  });

  describe('an abandoned channel', () => {
    it('loses what waits for it, held or tried, and keeps what the bot has to say of itself', async () => {
      const held = anAlert({ id: 'held', storyId: 'heat', dueAt: minute(50), hold: 'digest' });
      await enqueue(
        anAlert({ id: 'tried' }),
        held,
        aLetter({ id: 'notice' }),
        anAlert({ id: 'other', channel: METRO }),
      );
      await lease(0);
      await storage.outbox.postpone('tried', minute(1), 'busy');
      await storage.outbox.abandon(DESK, 'the bot was removed');
      expect(await lease(60)).toEqual(expect.arrayContaining(['notice', 'other']));
      expect(await storage.outbox.standing(DESK, 'heat')).toEqual({ parked: 'the bot was removed' });
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ parked: 'the bot was removed' });
    });

    it('takes what comes for it later', async () => {
      await storage.outbox.abandon(DESK, 'the bot was removed');
      await enqueue(anAlert({ id: 'a' }));
      expect(await lease(0)).toEqual(['a']);
    });
  });

  describe('an alert enqueued again', () => {
    const waitingRevision = async () => (await storage.outbox.standing(DESK, 'ferry')).waiting?.storyRevision;

    it('is one alert', async () => {
      await enqueue(anAlert({ id: 'a' }), anAlert({ id: 'a' }));
      await enqueue(anAlert({ id: 'a' }));
      expect(await lease(0)).toEqual(['a']);
      expect(await lease(9)).toEqual(['a']);
    });

    it('is replaced by the newer post while it waits', async () => {
      const newer = anAlert({ id: 'a', storyRevision: 2, dueAt: minute(3) });
      await enqueue(anAlert({ id: 'a' }));
      await enqueue(newer);
      expect(await lease(2)).toEqual([]);
      expect(await storage.outbox.lease({ now: minute(3), leaseMs: LEASE_MS, limit: 1 })).toEqual([
        { ...newer, attempts: 1 },
      ]);
    });

    it('is taken away by one that cancels it', async () => {
      await enqueue(anAlert({ id: 'a' }), anAlert({ id: 'b' }));
      await enqueue(anAlert({ id: 'a', storyRevision: 2, cancels: true }));
      expect(await lease(9)).toEqual(['b']);
    });

    it('is not made by one that cancels what is not there', async () => {
      await enqueue(anAlert({ id: 'a', cancels: true }));
      expect(await lease(9)).toEqual([]);
    });

    it('stays where it was tried before it was to be cancelled', async () => {
      await enqueue(anAlert({ id: 'a' }));
      await lease(0);
      await storage.outbox.postpone('a', minute(1), 'no answer');
      await enqueue(anAlert({ id: 'a', storyRevision: 2, createdAt: minute(1), cancels: true }));
      expect(await lease(9)).toEqual(['a']);
    });

    it('is not replaced by an older post', async () => {
      await enqueue(anAlert({ id: 'a', storyRevision: 2 }));
      await enqueue(anAlert({ id: 'a', storyRevision: 1 }));
      expect(await waitingRevision()).toBe(2);
    });

    it('keeps its place and the time that the platform asked it to wait for', async () => {
      await enqueue(anAlert({ id: 'a' }), anAlert({ id: 'b' }));
      await lease(0);
      await storage.outbox.postpone('a', minute(9), 'rate limited');
      await enqueue(anAlert({ id: 'a', storyRevision: 2, createdAt: minute(1), dueAt: minute(1) }));
      expect(await lease(8)).toEqual([]);
      expect(await lease(9)).toEqual(['a']);
    });

    it.each([
      ['on its way', 1, 'no failure'],
      ['on its way, with news', 2, 'conflict'],
    ])('%s: revision %i ends in %s', async (_, storyRevision, outcome) => {
      await enqueue(anAlert({ id: 'a' }));
      await lease(0);
      const again = anAlert({ id: 'a', storyRevision, createdAt: minute(0.5) });
      expect(await failureOf(enqueue(again))).toBe(outcome);
      expect(await waitingRevision()).toBe(1);
    });

    it('is replaced once its lease has run out', async () => {
      await enqueue(anAlert({ id: 'a' }));
      await lease(0);
      await enqueue(anAlert({ id: 'a', storyRevision: 2, createdAt: minute(1) }));
      expect(await waitingRevision()).toBe(2);
    });

    it.each([
      ['that has arrived', 1, 'no failure'],
      ['that has arrived, with news', 2, 'conflict'],
    ])('%s: revision %i ends in %s, and is not sent', async (_, storyRevision, outcome) => {
      const alert = anAlert({ id: 'a' });
      await enqueue(alert);
      await storage.outbox.delivered(aDelivery(alert));
      expect(await failureOf(enqueue(anAlert({ id: 'a', storyRevision })))).toBe(outcome);
      expect(await lease(99)).toEqual([]);
    });
  });

  describe('standing', () => {
    it('is nothing where nothing was told', async () => {
      await enqueue(anAlert({ id: 'a' }));
      expect(await storage.outbox.standing(METRO, 'ferry')).toEqual({});
      expect(await storage.outbox.standing(DESK, 'another story')).toEqual({});
    });

    it('shows the alert that waits, on its way or not', async () => {
      const alert = anAlert({ id: 'a' });
      await enqueue(alert);
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ waiting: alert });
      await lease(0);
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ waiting: { ...alert, attempts: 1 } });
    });

    it('shows the last delivery, and the update that waits beside it', async () => {
      const [first, second, third] = [1, 2, 3].map((revision) =>
        anAlert({ id: `ferry ${revision}`, storyRevision: revision, kind: revision === 1 ? 'alert' : 'update' }),
      );
      await enqueue(first!, second!, third!);
      await storage.outbox.delivered(aDelivery(first!));
      await storage.outbox.delivered(aDelivery(second!, { deliveredAt: minute(6) }));
      expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({
        delivery: aDelivery(second!, { deliveredAt: minute(6) }),
        waiting: third,
      });
    });
  });

  describe('the channels of a story', () => {
    it('are those that were told of it, or are about to be', async () => {
      const told = anAlert({ id: 'told' });
      const parked = anAlert({ id: 'parked', channel: { platform: 'slack', channel: 'gone' } });
      const elsewhere = anAlert({
        id: 'elsewhere',
        storyId: 'another',
        channel: { platform: 'console', channel: 'desk' },
      });
      await enqueue(told, parked, elsewhere, anAlert({ id: 'waiting', channel: METRO }));
      await storage.outbox.delivered(aDelivery(told));
      await storage.outbox.park('parked', 'the channel is gone');
      expect(await storage.outbox.channelsOf('ferry')).toEqual([DESK, METRO]);
      expect(await storage.outbox.channelsOf('nobody')).toEqual([]);
    });

    it('are each named once', async () => {
      const alerts = [1, 2, 3].map((storyRevision) => anAlert({ id: `ferry ${storyRevision}`, storyRevision }));
      await enqueue(...alerts);
      for (const alert of alerts.slice(0, 2)) await storage.outbox.delivered(aDelivery(alert));
      expect(await storage.outbox.channelsOf('ferry')).toEqual([DESK]);
    });
  });

  describe('a message that no article brings', () => {
    it('is taken as it is, once, and leaves when it has arrived', async () => {
      const notice = aLetter({ id: 'n', otherwise: [METRO] });
      await storage.outbox.enqueue([notice, notice]);
      await storage.outbox.enqueue([{ ...notice, dueAt: minute(9) }]);
      const query = { now: minute(0), leaseMs: LEASE_MS, limit: 9 };
      expect(await storage.outbox.lease(query)).toEqual([{ ...notice, attempts: 1 }]);
      await storage.outbox.delivered(aReceipt(notice));
      await storage.outbox.enqueue([notice]);
      expect(await lease(99)).toEqual([]);
    });

    it('comes with an article as well, and keeps its place among the channel’s alerts', async () => {
      await enqueue(anAlert({ id: 'first' }), aLetter({ id: 'second' }), anAlert({ id: 'third' }));
      await storage.outbox.delivered(aDelivery(anAlert({ id: 'first' })));
      expect(await lease(0)).toEqual(['second']);
      await storage.outbox.delivered(aReceipt(aLetter({ id: 'second' })));
      expect(await lease(0)).toEqual(['third']);
    });

    it('is postponed and parked like any other', async () => {
      await storage.outbox.enqueue([aLetter({ id: 'n' })]);
      await storage.outbox.postpone('n', minute(5), 'rate limited');
      expect(await lease(4)).toEqual([]);
      expect(await lease(5)).toEqual(['n']);
      await storage.outbox.park('n', 'gone');
      expect(await lease(99)).toEqual([]);
    });
  });

  describe('a digest', () => {
    const stories = [1, 2, 3].map((n) => anAlert({ id: `a${n}`, storyId: `s${n}`, dueAt: minute(n), hold: 'digest' }));
    const digest = aLetter({ id: 'd', kind: 'digest', dueAt: minute(3) });
    const waiting = async (at: number) =>
      (await storage.outbox.waiting({ channel: DESK, now: minute(at), limit: 9 })).map(({ id }) => id);

    it('may hold what is due in its channel and was never tried, oldest first', async () => {
      await enqueue(
        ...stories,
        anAlert({ id: 'metro', channel: METRO }),
        aLetter({ id: 'n' }),
        anAlert({ id: 'tried' }),
      );
      await storage.outbox.postpone('tried', minute(0), 'down');
      expect(await waiting(2)).toEqual(['tried', 'a1', 'a2']);
      await storage.outbox.park('a1', 'refused');
      expect(await waiting(2)).toEqual(['tried', 'a2']);
    });

    it('takes the place of its stories, with its caller until the lease runs out', async () => {
      await enqueue(...stories);
      expect(await storage.outbox.fold(digest, stories.slice(0, 2), minute(4))).toBe(true);
      expect(await lease(3.5)).toEqual([]);
      expect(await waiting(9)).toEqual(['a3']);
      const [again] = await storage.outbox.lease({ now: minute(4), leaseMs: LEASE_MS, limit: 1 });
      expect(again).toEqual({ ...digest, attempts: 2 });
    });

    it('delivers its stories with it', async () => {
      await enqueue(...stories);
      await storage.outbox.fold(digest, stories.slice(0, 2), minute(4));
      await storage.outbox.delivered(aReceipt(digest));
      expect(await storage.outbox.standing(DESK, 's1')).toEqual({
        delivery: aDelivery(stories[0]!, { message: aReceipt(digest).message, inDigest: true }),
      });
      expect(await lease(9)).toEqual(['a3']);
      expect(await failureOf(enqueue({ ...stories[1]!, storyRevision: 2 }))).toBe('conflict');
    });

    it('holds its stories’ words: news of one is a conflict, and it stands as tried', async () => {
      await enqueue(...stories);
      await storage.outbox.fold(digest, stories, minute(4));
      expect(await failureOf(enqueue({ ...stories[0]!, storyRevision: 2 }))).toBe('conflict');
      expect(await failureOf(enqueue(stories[0]!))).toBe('no failure');
      expect((await storage.outbox.standing(DESK, 's1')).waiting?.attempts).toBe(1);
    });

    it('is not made of what has changed since it was read, or is gone', async () => {
      await enqueue(...stories);
      expect(await storage.outbox.fold(digest, [{ ...stories[0]!, storyRevision: 0 }], minute(4))).toBe(false);
      await storage.outbox.delivered(aDelivery(stories[1]!));
      expect(await storage.outbox.fold(digest, stories, minute(4))).toBe(false);
      expect(await lease(9)).toEqual(['a1']);
    });

    it('that is parked parks its stories', async () => {
      await enqueue(...stories);
      await storage.outbox.fold(digest, stories, minute(4));
      await storage.outbox.park('d', 'channel_gone: it is gone');
      expect(await storage.outbox.standing(DESK, 's2')).toMatchObject({ parked: 'channel_gone: it is gone' });
      expect(await lease(99)).toEqual([]);
    });
  });

  describe('the calls of a watchlist', () => {
    it('are its first posts, newest first, each once, with whether they waited', async () => {
      const held = anAlert({ id: 'b', storyId: 's2', watchlistIds: ['w1'], createdAt: minute(2), hold: 'rate' });
      await enqueue(anAlert({ id: 'a', watchlistIds: ['w1', 'w2'] }), held);
      await enqueue(anAlert({ id: 'u', kind: 'update', watchlistIds: ['w1'], storyRevision: 2 }));
      await enqueue({ ...held, storyRevision: 2 });
      const calls = await storage.outbox.calls('w1', { since: minute(0), limit: 9 });
      expect(calls).toEqual([
        { alertId: 'b', storyId: 's2', at: minute(2), held: true },
        { alertId: 'a', storyId: 'ferry', at: minute(0), held: false },
      ]);
      expect(await storage.outbox.calls('w1', { since: minute(1), limit: 9 })).toHaveLength(1);
      expect(await storage.outbox.callersOf(DESK, 'ferry')).toEqual(['w1', 'w2']);
      expect(await storage.outbox.callersOf(METRO, 'ferry')).toEqual([]);
    });
  });

  describe('a story that takes in articles of another', () => {
    it('stands as told where the other told of them, and as muted where that was', async () => {
      const told = aDelivery(anAlert({ id: 'a1', storyId: 'ferry', storyRevision: 1 }));
      await storage.outbox.delivered(told);
      await storage.marks.put({
        kind: 'muted',
        storyId: 'ferry',
        channel: DESK,
        by: { id: 'U1', name: 'Mara' },
        at: minute(1),
      });
      const delivery = { ...told, alertId: 'inherited', storyId: 'harbour', storyRevision: 0, inDigest: true };
      await storage.archive.commit({
        ...aNewArticle({ id: 'a', storyId: 'harbour' }),
        inherited: [{ from: 'ferry', delivery, muted: true }],
      });
      expect(await storage.outbox.channelsOf('harbour')).toEqual([DESK]);
      expect(await storage.outbox.standing(DESK, 'harbour')).toEqual({ delivery });
      expect(await storage.outbox.standing(DESK, 'ferry')).toMatchObject({ delivery: { storyRevision: 1 } });
      expect(await storage.marks.of('harbour')).toMatchObject([{ kind: 'muted', storyId: 'harbour', channel: DESK }]);
    });
  });

  describe('a mark', () => {
    const mark = {
      kind: 'muted',
      storyId: 'ferry',
      channel: DESK,
      by: { id: 'U1', name: 'Mara' },
      at: minute(1),
    } as const;

    it('stays with its story until it is cleared in its channel', async () => {
      await storage.marks.put(mark);
      await storage.marks.put({ ...mark, at: minute(2) });
      await storage.marks.put({ ...mark, kind: 'claimed', channel: METRO });
      expect(await storage.marks.of('ferry')).toEqual([
        { ...mark, kind: 'claimed', channel: METRO },
        { ...mark, at: minute(2) },
      ]);
      expect(await storage.marks.clear({ kind: 'muted', storyId: 'ferry', channel: METRO })).toBe(false);
      expect(await storage.marks.clear({ kind: 'muted', storyId: 'ferry', channel: DESK })).toBe(true);
      expect(await storage.marks.of('ferry')).toHaveLength(1);
    });

    it('against a watchlist counts once a person and story', async () => {
      for (const [at, storyId, id] of [
        [1, 's1', 'U1'],
        [2, 's1', 'U1'],
        [3, 's2', 'U1'],
        [4, 's1', 'U2'],
      ] as const)
        await storage.marks.put({
          ...mark,
          kind: 'irrelevant',
          storyId,
          watchlistId: 'w1',
          by: { id, name: id },
          at: minute(at),
        });
      const against = await storage.marks.against('w1', 9);
      expect(against.map(({ storyId, by, at }) => [storyId, by.id, at])).toEqual([
        ['s1', 'U2', minute(4)],
        ['s2', 'U1', minute(3)],
        ['s1', 'U1', minute(2)],
      ]);
      expect(await storage.marks.against('w2', 9)).toEqual([]);
    });
  });

  it('remembers a delivery that is reported twice once', async () => {
    const alert = anAlert({ id: 'a' });
    await enqueue(alert);
    await storage.outbox.delivered(aDelivery(alert));
    await storage.outbox.delivered(aDelivery(alert));
    expect(await storage.outbox.standing(DESK, 'ferry')).toEqual({ delivery: aDelivery(alert) });
    expect(await lease(99)).toEqual([]);
  });

  it('delivers everything, each alert once, when several callers drain it and some of their tries fail', async () => {
    const channels = [DESK, METRO, { platform: 'console', channel: 'desk' }] as const;
    const alerts = Array.from({ length: 30 }, (_, n) =>
      anAlert({ id: `a${n}`, channel: channels[n % 3]!, storyId: `s${n}` }),
    );
    await enqueue(...alerts);
    const arrived: string[] = [];
    for (let round = 0; round < 200 && arrived.length < alerts.length; round += 1) {
      const now = minute(round);
      const callers = await Promise.all([1, 2].map(() => storage.outbox.lease({ now, leaseMs: LEASE_MS, limit: 2 })));
      for (const [place, alert] of callers.flat().entries()) {
        const fate = (round + place) % 4;
        if (fate === 0) await storage.outbox.postpone(alert.id, minute(round + 1), 'unavailable');
        // Fate 1: the caller died, the lease runs out.
        if (fate > 1 && alert.storyId !== undefined) {
          await storage.outbox.delivered(aDelivery(alert));
          arrived.push(alert.id);
        }
      }
    }
    const order = alerts.map(({ id }) => id);
    expect(arrived.toSorted()).toEqual(order.toSorted());
    for (const [n] of channels.entries()) {
      const ofChannel = (ids: readonly string[]) => ids.filter((id) => Number(id.slice(1)) % 3 === n);
      expect(ofChannel(arrived)).toEqual(ofChannel(order));
    }
  });
}
