import { describe, expect, it } from 'vitest';
import { citationsOf, numberSources } from '../../src/briefs/sources.ts';
import { article } from './fixtures.ts';

const articles = ['a', 'b', 'c'].map((id) => article({ id, title: `Title ${id}` }));

describe('numbering sources', () => {
  it('counts from 1 in the order given', () => {
    expect(numberSources(articles).map(({ n, articleId }) => [n, articleId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('keeps the numbers of an earlier brief and goes on after its last', () => {
    const previous = { sources: numberSources([articles[1]!, article({ id: 'gone' })]) };
    expect(numberSources(articles, previous).map(({ n, articleId }) => [n, articleId])).toEqual([
      [1, 'b'],
      [3, 'a'],
      [4, 'c'],
    ]);
  });

  it('gives a copy the number of its origin, and an origin none', () => {
    const sources = numberSources(articles, undefined, new Map([['c', 'a']]));
    expect(sources.map(({ copyOf }) => copyOf)).toEqual([undefined, undefined, 1]);
  });

  it('leaves the origin out where it is no source', () => {
    expect(numberSources([article({ id: 'x', copyOf: 'elsewhere' })])[0]).not.toHaveProperty('copyOf');
  });

  it('cites by number, ascending, and only what is a source', () => {
    expect(citationsOf(['c', 'nobody', 'a'], numberSources(articles))).toEqual([1, 3]);
  });
});
