import { describe, expect, it } from 'vitest';
import { headlineOf, outletIn } from '../../src/articles/headline.ts';

const none = { given: [], page: '', headings: [] };

describe('headlineOf', () => {
  it.each([
    [
      'what the page says of itself',
      { given: ['Board closes quay'], page: 'x', headings: ['Other'] },
      'Board closes quay',
    ],
    [
      'a heading with a colon that stands whole in the title',
      { page: 'Tallow Post :: Quay: what to know now', headings: ['Quay: what to know now'] },
      'Quay: what to know now',
    ],
    [
      'the title without the outlet after it',
      { page: 'Board closes northern quay | Orrin Echo' },
      'Board closes northern quay',
    ],
    [
      'the title without the outlet before it',
      { page: 'Echo :: Board closes northern quay' },
      'Board closes northern quay',
    ],
    [
      'a given title without the outlet',
      { given: ['Board closes quay - Orrin Echo'], outlet: 'Orrin Echo' },
      'Board closes quay',
    ],
    [
      'the given title that is like the title of the page',
      { given: ['port town on the coast', 'Orrin'], page: 'Orrin - Atlas' },
      'Orrin',
    ],
    [
      'a heading where the given title is cut',
      { given: ['Board closes northern...'], headings: ['Board closes northern quay'] },
      'Board closes northern quay',
    ],
    [
      'a dash within a headline',
      { page: 'Quay – and harbour – closed until spring comes again', headings: [] },
      'Quay – and harbour – closed until spring comes again',
    ],
    ['nothing where there is nothing', {}, ''],
  ])('gives %s', (_, titles, headline) => {
    expect(headlineOf({ ...none, ...titles }).shown).toBe(headline);
  });
});

describe('outletIn', () => {
  it.each([
    ['Board closes quay | Orrin Echo', 'Orrin Echo'],
    ['Orrin Echo :: Board closes quay', 'Orrin Echo'],
    ['Board closes quay', undefined],
  ])('finds the outlet in %s', (page, outlet) => {
    expect(outletIn(page, 'Board closes quay')).toBe(outlet);
  });
});
