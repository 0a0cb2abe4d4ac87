import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEASER_MAX_CHARS, teaserOf } from '../../../adapters/sample/feeds.ts';
import { stampBatch } from '../../../adapters/sample/press.ts';

const SECOND_MS = 1000;

describe('stampBatch', () => {
  it('spreads a batch evenly over the time that has passed', () => {
    expect(stampBatch(3, 0, 30 * SECOND_MS)).toEqual([10_000, 20_000, 30_000]);
  });

  it('takes a second for each where no time has passed', () => {
    expect(stampBatch(3, 5000, 5000)).toEqual([6000, 7000, 8000]);
  });

  it('gives whole seconds, each after the one before', () => {
    const ms = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), ms, ms, (count, afterSeconds, spanMs) => {
        const afterMs = afterSeconds * SECOND_MS;
        const stamps = stampBatch(count, afterMs, afterMs + spanMs);
        expect(stamps.every((stamp, index) => stamp > (stamps[index - 1] ?? afterMs))).toBe(true);
        expect(stamps.every((stamp) => stamp % SECOND_MS === 0)).toBe(true);
        if (spanMs >= count * SECOND_MS) expect(stamps.at(-1)).toBeLessThanOrEqual(afterMs + spanMs);
      }),
    );
  });
});

describe('teaserOf', () => {
  it('ends at a word, within the limit, and leaves a short text alone', () => {
    const long = 'word '.repeat(TEASER_MAX_CHARS).trim();
    expect(teaserOf(long)).toMatch(/ word…$/);
    expect(teaserOf(long).length).toBeLessThanOrEqual(TEASER_MAX_CHARS + 1);
    expect(teaserOf('Short.')).toBe('Short.');
  });
});
