import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LATECOMERS_ASKED_MS, MAX_SLOW_FEEDS, runRound, SLOW_AFTER_MS } from '../../src/feeds/rounds.ts';

/** Feeds are named `host/path`; each is read when the test says so. */
class Readings {
  readonly asked: string[] = [];
  readonly #ends = new Map<string, () => void>();
  readonly ask = (feed: string): Promise<void> => {
    this.asked.push(feed);
    return new Promise((resolve) => this.#ends.set(feed, resolve));
  };
  async end(feed: string): Promise<void> {
    this.#ends.get(feed)?.();
    await vi.advanceTimersByTimeAsync(0);
  }
}
const hostOf = (feed: string): string => feed.split('/')[0]!;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a round', () => {
  it('asks as many feeds at a time as it may, in their order', async () => {
    const readings = new Readings();
    const round = runRound({ due: ['a/1', 'b/1', 'c/1'], concurrency: 2, hostOf, ask: readings.ask });
    expect(readings.asked).toEqual(['a/1', 'b/1']);
    await readings.end('b/1');
    expect(readings.asked).toEqual(['a/1', 'b/1', 'c/1']);
    await readings.end('a/1');
    await readings.end('c/1');
    await round;
  });

  it('asks one feed of a host at a time, and others meanwhile', async () => {
    const readings = new Readings();
    const round = runRound({ due: ['a/1', 'a/2', 'b/1'], concurrency: 2, hostOf, ask: readings.ask });
    expect(readings.asked).toEqual(['a/1', 'b/1']);
    await readings.end('b/1');
    expect(readings.asked).toHaveLength(2);
    await readings.end('a/1');
    expect(readings.asked).toEqual(['a/1', 'b/1', 'a/2']);
    await readings.end('a/2');
    await round;
  });

  it('begins what comes due while its slowest feed is still being read', async () => {
    const readings = new Readings();
    const latecomers = vi.fn().mockResolvedValueOnce(['b/1']).mockResolvedValue([]);
    const round = runRound({ due: ['a/slow'], concurrency: 2, hostOf, ask: readings.ask, latecomers });
    await vi.advanceTimersByTimeAsync(LATECOMERS_ASKED_MS);
    expect(readings.asked).toEqual(['a/slow', 'b/1']);
    await readings.end('b/1');
    await readings.end('a/slow');
    await round;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes room for another where a feed hangs, within limits', async () => {
    const readings = new Readings();
    const due = Array.from({ length: MAX_SLOW_FEEDS + 5 }, (_, n) => `h${n}/1`);
    const round = runRound({ due, concurrency: 2, hostOf, ask: readings.ask });
    await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS - 1);
    expect(readings.asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(readings.asked).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(MAX_SLOW_FEEDS * SLOW_AFTER_MS);
    expect(readings.asked).toHaveLength(MAX_SLOW_FEEDS + 2);
    for (const feed of due) await readings.end(feed);
    await round;
    expect([readings.asked, vi.getTimerCount()]).toEqual([due, 0]);
  });

  it('reads 1,800 feeds on time though 200 beside them hang until their time is out', async () => {
    const [timeOutMs, readMs, readAt] = [25_000, 50, new Map<string, number>()];
    const begun = Date.now();
    const hangs = (feed: string): boolean => Number(feed.slice(1)) % 10 === 0;
    const round = runRound({
      due: Array.from({ length: 2_000 }, (_, n) => `h${n}`),
      concurrency: 8,
      hostOf,
      ask: async (feed) => {
        await new Promise((resolve) => setTimeout(resolve, hangs(feed) ? timeOutMs : readMs));
        if (!hangs(feed)) readAt.set(feed, Date.now() - begun);
      },
    });
    // Without room beside the hanging ones it would take ten minutes.
    await vi.advanceTimersByTimeAsync(280_000);
    await round;
    expect(readAt.size).toBe(1_800);
    expect(Math.max(...readAt.values())).toBeLessThan(250_000);
  });

  it('ends with what is under way when it is told to stop', async () => {
    const readings = new Readings();
    const stopping = new AbortController();
    const { signal } = stopping;
    const round = runRound({ due: ['a/1', 'b/1'], concurrency: 1, hostOf, ask: readings.ask, signal });
    stopping.abort();
    await readings.end('a/1');
    await round;
    expect(readings.asked).toEqual(['a/1']);
  });

  it('of nothing ends at once', async () => {
    await runRound({ due: [], concurrency: 2, hostOf, ask: async () => {} });
  });
});
