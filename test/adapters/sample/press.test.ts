import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEASER_MAX_CHARS, teaserOf } from '../../../adapters/sample/feeds.ts';
import { stampBatch } from '../../../adapters/sample/press.ts';

const SECOND_MS = 1000;

describe('stampBatch', () => {
  it('gives whole seconds, each after the one before', () => {
    const ms = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), ms, (count, fromMs) => {
        const stamps = stampBatch(count, fromMs);
        expect(stamps).toHaveLength(count);
        expect(stamps.every((stamp, index) => stamp > (stamps[index - 1] ?? fromMs - SECOND_MS))).toBe(true);
        expect(stamps.every((stamp) => stamp % SECOND_MS === 0)).toBe(true);
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
