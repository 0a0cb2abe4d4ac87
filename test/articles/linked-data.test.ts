import { describe, expect, it } from 'vitest';
import { isFree, JSON_LD_MAX_OBJECTS, readLinkedData } from '../../src/articles/linked-data.ts';

const article = (headline: string, more: object = {}): object => ({ '@type': 'NewsArticle', headline, ...more });
const headlineOf = (...blocks: readonly unknown[]): unknown =>
  readLinkedData(blocks.map((block) => (typeof block === 'string' ? block : JSON.stringify(block)))).article?.headline;

describe('readLinkedData', () => {
  it.each<[string, unknown]>([
    ['an object', article('Quay')],
    ['a list', [{ '@type': 'Organization' }, article('Quay')]],
    ['a graph', { '@graph': [{ '@type': 'WebSite' }, article('Quay')] }],
    ['the main entity of a page', { '@type': 'WebPage', mainEntity: article('Quay') }],
    ['a block in a comment', `<!-- ${JSON.stringify(article('Quay'))} -->`],
    ['a block with a line break in a string', '{"@type":"NewsArticle","headline":"Quay","description":"a\nb"}'],
    ['a live blog', { '@type': 'LiveBlogPosting', headline: 'Quay' }],
    ['one of several types', { '@type': ['Thing', 'ReportageNewsArticle'], headline: 'Quay' }],
  ])('finds the article in %s', (_, block) => {
    expect(headlineOf(block)).toBe('Quay');
  });

  it('goes on after a block that is no JSON', () => {
    expect(headlineOf('{"@type":', article('Quay'))).toBe('Quay');
  });

  it('prefers the article that is the page’s own', () => {
    const blocks = [JSON.stringify([article('Ferry'), article('Quay')])];
    expect(readLinkedData(blocks, ({ headline }) => headline === 'Quay').article?.headline).toBe('Quay');
    expect(readLinkedData(blocks, () => false).article?.headline).toBe('Ferry');
  });

  it('keeps what is said of the page beside it', () => {
    const page = { '@graph': [{ '@type': 'WebPage', datePublished: '2025-07-03' }] };
    expect(readLinkedData([JSON.stringify(page)])).toEqual({ page: page['@graph'][0] });
  });

  it('looks at no more objects than its limit', () => {
    const things = Array.from({ length: JSON_LD_MAX_OBJECTS }, () => ({ '@type': 'Thing' }));
    expect(headlineOf([...things, article('Quay')])).toBeUndefined();
    expect(headlineOf(...things, article('Quay'))).toBeUndefined();
  });
});

describe('isFree', () => {
  const closed = { '@type': 'WebPageElement', isAccessibleForFree: false };
  it.each<[object | undefined, boolean | undefined]>([
    [undefined, undefined],
    [{}, undefined],
    [{ isAccessibleForFree: true }, true],
    [{ isAccessibleForFree: 'True' }, true],
    [{ isAccessibleForFree: 'https://schema.org/True' }, true],
    [{ isAccessibleForFree: false }, false],
    [{ isAccessibleForFree: 'False' }, false],
    [{ isAccessibleForFree: 'http://schema.org/False' }, false],
    [{ isAccessibleForFree: 'perhaps' }, undefined],
    [{ isAccessibleForFree: true, hasPart: closed }, false],
    [{ hasPart: [{ '@type': 'WebPageElement' }, closed] }, false],
    [{ hasPart: [{ isAccessibleForFree: 'true' }] }, true],
  ])('of %j is %s', (said, free) => {
    expect(isFree(said as Parameters<typeof isFree>[0])).toBe(free);
  });
});
