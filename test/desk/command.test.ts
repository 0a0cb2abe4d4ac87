import { describe, expect, it } from 'vitest';
import { nearestWord, REQUEST_MAX_CHARS, splitName, splitVerb, withinLimits } from '../../src/desk/command.ts';

describe('a query with a name', () => {
  it.each([
    ['taliban', { query: 'taliban' }],
    ['taliban as Kabul desk', { query: 'taliban', name: 'Kabul desk' }],
    ['  taliban   as   Kabul desk ', { query: 'taliban', name: 'Kabul desk' }],
    ['taliban AS Kabul desk', { query: 'taliban', name: 'Kabul desk' }],
    ['taliban as "Kabul desk"', { query: 'taliban', name: 'Kabul desk' }],
    ['taliban as “Kabul desk”', { query: 'taliban', name: 'Kabul desk' }],
    ['"bridge as symbol" as Bridges', { query: '"bridge as symbol"', name: 'Bridges' }],
    ['"bridge as symbol"', { query: '"bridge as symbol"' }],
    ['“bridge as symbol”', { query: '“bridge as symbol”' }],
    ['“bridge as symbol” as “Bridges as such”', { query: '“bridge as symbol”', name: 'Bridges as such' }],
    ['„bridge as symbol“ as Brücken', { query: '„bridge as symbol“', name: 'Brücken' }],
    ['strong as steel as Metals', { query: 'strong as steel', name: 'Metals' }],
    ['person:"James Baker" as Baker’s desk', { query: 'person:"James Baker"', name: 'Baker’s desk' }],
    ['overseas asylum', { query: 'overseas asylum' }],
    ['taliban as ', { query: 'taliban as' }],
    ['', { query: '' }],
  ])('%s', (typed, split) => expect(splitName(typed)).toEqual(split));
});

describe('a verb', () => {
  it.each([
    ['add taliban', { verb: 'add', rest: 'taliban' }],
    ['  LIST ', { verb: 'list', rest: '' }],
    ['add\ttaliban\nAND x', { verb: 'add', rest: 'taliban\nAND x' }],
    ['', { verb: '', rest: '' }],
  ])('is taken from “%s”', (typed, split) => expect(splitVerb(typed)).toEqual(split));
});

it.each([
  ['lits', 'list'],
  ['ad', 'add'],
  ['zebra', undefined],
  ['', undefined],
])('“%s” suggests %s', (typed, suggested) => {
  expect(nearestWord(typed, ['add', 'list', 'remove'])).toBe(suggested);
});

it('takes a request up to the limit and no further', () => {
  expect(withinLimits('x'.repeat(REQUEST_MAX_CHARS))).toHaveLength(REQUEST_MAX_CHARS);
  expect(() => withinLimits('x'.repeat(REQUEST_MAX_CHARS + 1))).toThrow(/10,001 characters/);
});
