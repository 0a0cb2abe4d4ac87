import { describe, expect, it } from 'vitest';
import { meant, refuseProblems, shown, TYPO_MAX_SHARE, VALUE_SHOWN_MAX_CHARS } from '../../config/problems.ts';

describe('shown', () => {
  it.each([
    [12, '12'],
    ['two\nlines', '"two\\nlines"'],
    [['a', 1], '["a",1]'],
    [{ a: 1 }, 'a group of keys'],
    ['xoxb-1', 'a secret, it seems'],
    ['postgres://me:pass@host/db', 'a secret, it seems'],
  ])('writes %j as %s', (value, words) => {
    expect(shown(value)).toBe(words);
  });

  it('cuts what is too long', () => {
    const long = shown('x'.repeat(VALUE_SHOWN_MAX_CHARS * 2));
    expect(long).toHaveLength(VALUE_SHOWN_MAX_CHARS + 1);
    expect(long).toMatch(/…$/);
  });
});

describe('meant', () => {
  it.each([
    ['intervalMinute', 'intervalMinutes'],
    ['interval_minutes', 'intervalMinutes'],
    ['Concurrancy', 'concurrency'],
    ['zebra', undefined],
  ])('takes %s for %s', (word, known) => {
    expect(meant(word, ['intervalMinutes', 'floorMinutes', 'concurrency'])).toBe(known);
  });

  it('gives up past a share of the word’s length', () => {
    const typos = 10 * TYPO_MAX_SHARE;
    const word = 'abcdefghij';
    expect(meant(word, [`${'z'.repeat(typos)}${word.slice(typos)}`])).toBeDefined();
    expect(meant(word, [`${'z'.repeat(typos + 1)}${word.slice(typos + 1)}`])).toBeUndefined();
  });
});

describe('refuseProblems', () => {
  it('does nothing without a problem, and lists all of them otherwise', () => {
    expect(() => refuseProblems([])).not.toThrow();
    const problem = { where: 'f', line: 3, key: 'k', what: 'is wrong' };
    expect(() => refuseProblems([problem, { ...problem, line: undefined, key: '' }])).toThrow(
      'The configuration has 2 problems:\n  f:3: k is wrong\n  f: is wrong',
    );
  });
});
