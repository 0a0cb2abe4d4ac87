import { describe, expect, it } from 'vitest';
import { REPLACED_AFTER_MS, standingOf } from '../../src/stories/standing.ts';

const HOUR_MS = 3_600_000;
const told = (value: string, hour?: number) => ({ value, at: hour === undefined ? undefined : hour * HOUR_MS });

describe('the values given for one thing', () => {
  it.each([
    ['a later one replaces an earlier', [told('9', 8), told('12', 14)], ['12'], ['9']],
    ['one that is still given is current', [told('9', 8), told('12', 12), told('9', 15)], ['9', '12'], []],
    ['two at once are both current', [told('9', 8), told('12', 8)], ['9', '12'], []],
    ['three in a row leave the last', [told('9', 8), told('12', 12), told('14', 16)], ['14'], ['12', '9']],
    ['one without a time says nothing', [told('9'), told('12', 14)], ['12'], []],
    ['none has no standing', [], [], []],
  ])('%s', (_, values, current, superseded) => {
    expect(standingOf(values)).toEqual({ current, superseded });
  });

  it('is replaced no sooner than its limit', () => {
    const pair = (laterMs: number) => [
      { value: '9', at: 0 },
      { value: '12', at: laterMs },
    ];
    expect(standingOf(pair(REPLACED_AFTER_MS - 1)).superseded).toEqual([]);
    expect(standingOf(pair(REPLACED_AFTER_MS)).superseded).toEqual(['9']);
  });
});
