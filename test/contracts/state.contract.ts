/** What every State must do: collections apart from each other, values as they were given, gone when they have expired. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Collection, State } from '../../src/ports.ts';
import { failureOf } from './storage-fixtures.ts';

export interface StateUnderTest {
  readonly state: State;
  close(): Promise<void>;
  /** Lets time pass for values that expire; the wall clock where the store has a clock of its own. */
  readonly pass?: (ms: number) => Promise<void>;
}

export function stateContract(open: () => Promise<StateUnderTest>): void {
  let opened: StateUnderTest;
  let feeds: Collection<unknown>;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    opened = await open();
    feeds = opened.state.collection('feeds');
  });
  afterEach(async () => {
    vi.useRealTimers();
    await opened.close();
  });

  const pass = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms);
    await opened.pass?.(ms);
  };

  it.each<[string, unknown]>([
    ['an object', { etag: '"x"', seen: 3, nested: [{ deep: null }] }],
    ['a text', 'ferry — 渡し船'],
    ['a text like an escape', ':base64:QQ=='],
    ['an empty text', ''],
    ['a number', 0],
    ['a truth value', false],
    ['a list', [1, 'two']],
  ])('gives back %s', async (_, value) => {
    await feeds.set('key', value);
    expect(await feeds.get('key')).toEqual(value);
  });

  it('knows nothing of a key that was never set', async () => {
    expect(await feeds.get('nobody')).toBeUndefined();
  });

  it('keeps the last value of a key', async () => {
    await feeds.set('key', 'first');
    await feeds.set('key', 'second');
    expect(await feeds.get('key')).toBe('second');
    expect(await all(feeds)).toEqual([['key', 'second']]);
  });

  it('deletes, and says whether there was anything', async () => {
    await feeds.set('key', 1);
    expect(await feeds.delete('key')).toBe(true);
    expect(await feeds.delete('key')).toBe(false);
    expect(await feeds.get('key')).toBeUndefined();
  });

  it.each([
    ['alike', 'watch', 'watchlists'],
    ['that hold the other in a key', 'watch', 'feeds'],
    ['with a hyphen', 'feed-health', 'feed'],
  ])('keeps collections apart: names %s', async (_, one, other) => {
    const [first, second] = [opened.state.collection(one), opened.state.collection(other)];
    await first.set('key', 'of the first');
    await first.set(`${other}:key`, 'a key that looks like a name');
    await second.set('key', 'of the second');
    await second.set(`${second === feeds ? 'x' : other}:key`, 'a key with its own name');
    expect(await first.get('key')).toBe('of the first');
    expect(await second.get('key')).toBe('of the second');
    expect((await all(first)).length).toBe(2);
    expect((await all(second)).length).toBe(2);
    await second.delete('key');
    expect(await first.get('key')).toBe('of the first');
  });

  it('does not mistake a key that begins with the name for another', async () => {
    await feeds.set('1', 'one');
    await feeds.set('feeds:1', 'another');
    expect(await feeds.get('1')).toBe('one');
    expect(await all(feeds)).toEqual([
      ['1', 'one'],
      ['feeds:1', 'another'],
    ]);
  });

  it('is one collection, however often it is asked for', async () => {
    await opened.state.collection('feeds').set('key', 1);
    expect(await opened.state.collection('feeds').get('key')).toBe(1);
  });

  it.each(['%', '_', '*', '[a-z]', '\\', "'; --", '::', ':', ' ', '渡し船', 'a\nb'])(
    'takes any text for a key: %j',
    async (key) => {
      await feeds.set('other', 'untouched');
      await feeds.set(key, 'value');
      expect(await feeds.get(key)).toBe('value');
      expect(new Map(await all(feeds))).toEqual(
        new Map([
          ['other', 'untouched'],
          [key, 'value'],
        ]),
      );
      expect(await feeds.delete(key)).toBe(true);
      expect(await all(feeds)).toEqual([['other', 'untouched']]);
    },
  );

  describe('a value with a time to live', () => {
    it('is there until then, and no longer', async () => {
      await feeds.set('short', 1, { ttlMs: 1_000 });
      await feeds.set('long', 2);
      await pass(900);
      expect(await feeds.get('short')).toBe(1);
      await pass(200);
      expect(await feeds.get('short')).toBeUndefined();
      expect(await all(feeds)).toEqual([['long', 2]]);
    });

    it('stays for good when it is set again without one', async () => {
      await feeds.set('key', 1, { ttlMs: 1_000 });
      await feeds.set('key', 2);
      await pass(2_000);
      expect(await feeds.get('key')).toBe(2);
    });
  });

  it('lists every entry of a large collection once', async () => {
    const keys = Array.from({ length: 250 }, (_, n) => `key ${n}`);
    for (const key of keys) await feeds.set(key, key);
    expect((await all(feeds)).map(([key]) => key).toSorted()).toEqual(keys.toSorted());
  });

  it('may be changed while it is listed', async () => {
    for (let n = 0; n < 250; n += 1) await feeds.set(`key ${n}`, n);
    for await (const [key] of feeds.entries()) await feeds.delete(key);
    expect(await all(feeds)).toEqual([]);
  });

  it.each(['', 'x'.repeat(513)])('refuses a key that not every store can hold (%#)', async (key) => {
    expect(await failureOf(feeds.set(key, 1))).toBe('bad_input');
  });

  it.each([0, -1, Number.NaN])('refuses a time to live of %d ms', async (ttlMs) => {
    expect(await failureOf(feeds.set('key', 1, { ttlMs }))).toBe('bad_input');
  });

  it.each(['', 'Feeds', 'a b', 'a:b', 'a%', '../x', 'x'.repeat(64)])('refuses to name a collection %j', (name) => {
    expect(() => opened.state.collection(name)).toThrow(/collection/);
  });
}

async function all<T>(collection: Collection<T>): Promise<(readonly [string, T])[]> {
  const entries: (readonly [string, T])[] = [];
  for await (const entry of collection.entries()) entries.push(entry);
  return entries.toSorted(([left], [right]) => (left < right ? -1 : 1));
}
