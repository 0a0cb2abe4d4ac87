import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsAgree, boundOf } from '../../src/stories/amounts.ts';

describe('two figures of one thing', () => {
  it.each([
    ['9', '9', true],
    ['9', '12', false],
    ['>9', '12', true],
    ['>12', '9', false],
    ['<12', '9', true],
    ['<9', '12', false],
    ['>9', '<12', true],
    ['~40', '45', true],
    ['~40', '80', false],
    ['30', '32', false],
    ['1200', '1234', true],
    ['1000', '1234', true],
    ['1300', '1234', false],
    ['104', '107', false],
  ])('%s and %s agree: %s', (a, b, agree) => {
    expect(amountsAgree(a, b)).toBe(agree);
    expect(amountsAgree(b, a)).toBe(agree);
  });

  it.each([
    ['5000000', '5100000', true],
    ['13000000', '13700000', true],
    ['54', '54.6', true],
    ['298', '300', true],
    ['23', '26', false],
  ])('that are measured, %s and %s, agree: %s', (a, b, agree) => {
    expect(amountsAgree(a, b, { measured: true })).toBe(agree);
  });

  it('agree or not whichever is named first', () => {
    const value = fc
      .tuple(fc.constantFrom('', '<', '>', '~'), fc.integer({ min: 1, max: 100_000 }))
      .map(([bound, count]) => `${bound}${count}`);
    fc.assert(
      fc.property(value, value, fc.boolean(), (a, b, measured) => {
        expect(amountsAgree(a, b, { measured })).toBe(amountsAgree(b, a, { measured }));
        expect(amountsAgree(a, a, { measured })).toBe(true);
      }),
    );
  });
});

describe('the words before a figure', () => {
  it.each([
    ['killing at least ', '>'],
    ['more than ', '>'],
    ['at least an estimated ', '>'],
    ['as many as ', '<'],
    ['fewer than ', '<'],
    ['they had more than that, ', ''],
    ['', ''],
  ] as const)('“%s” bound it: “%s”', (before, bound) => expect(boundOf(before, false)).toBe(bound));

  it('leave a rough figure rough', () => expect(boundOf('some ', true)).toBe('~'));
});
