import { describe, expect, it } from 'vitest';
import { canBeNews, hasSlid } from '../../src/feeds/freshness.ts';

const day = (n: number): { publishedAt: string } => ({ publishedAt: `2025-07-0${n}T12:00:00.000Z` });
const undated = {};

describe('an unknown item', () => {
  it.each([
    ['above a known one is news', [undated, undated], [false, true], undefined, [true, true]],
    ['between known ones is news', [undated, undated, undated], [true, false, true], undefined, [true, true, true]],
    ['below all known ones has come back', [undated, undated], [true, false], undefined, [true, false]],
    ['where nothing is known is news', [undated, undated], [false, false], undefined, [true, true]],
    [
      'below, but newer than all that was seen, is news',
      [day(1), day(3)],
      [true, false],
      day(2).publishedAt,
      [true, true],
    ],
    ['below and older is none', [day(3), day(1)], [true, false], day(3).publishedAt, [true, false]],
    [
      'above in a feed that stands oldest first has come back',
      [day(1), day(2), day(3)],
      [false, true, true],
      day(3).publishedAt,
      [false, true, true],
    ],
    [
      'below in a feed that stands oldest first is news',
      [day(1), day(2), day(3)],
      [true, true, false],
      day(2).publishedAt,
      [true, true, true],
    ],
  ])('%s', (_what, items, known, newestAt, expected) => {
    expect(canBeNews({ items, known, newestAt })).toEqual(expected);
  });
});

describe('the window of a feed has slid past us', () => {
  const lastLook = '2025-07-02T12:00:00.000Z';
  it.each([
    ['where all of it is unknown and newer than our last look', [day(3), day(4)], [false, false], lastLook, true],
    ['where all of it is unknown and undated', [undated, undated], [false, false], lastLook, true],
    ['not where something is known', [day(3), day(4)], [false, true], lastLook, false],
    ['not where it reaches back behind our last look', [day(3), day(1)], [false, false], lastLook, false],
    ['not where it shows nothing', [], [], lastLook, false],
    ['not at the first look', [day(3)], [false], undefined, false],
  ])('%s', (_what, items, known, lastLookAt, expected) => {
    expect(hasSlid({ items, known }, lastLookAt)).toBe(expected);
  });
});
