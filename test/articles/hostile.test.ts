import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_MAX_CHARS, JSON_LD_MAX_BLOCKS, JSON_LD_MAX_CHARS, parsePage } from '../../src/articles/dom.ts';
import { HEADLINE_MAX_CHARS } from '../../src/articles/headline.ts';
import { extractPage } from '../../src/articles/page.ts';

const PROSE =
  'The harbour board voted on Tuesday to close the northern quay, and its chair said that repairs would take until spring.';
const block = (json: string): string => `<script type="application/ld+json">${json}</script>`;

describe('limits of a page', () => {
  it('leaves out longer attributes', () => {
    const { document } = parsePage(`<p class="${'x'.repeat(ATTRIBUTE_MAX_CHARS + 1)}" id="quay">x</p>`);
    expect(document.querySelector('p')?.getAttributeNames()).toEqual(['id']);
  });

  it('keeps only attributes that tell something', () => {
    const many = Array.from({ length: 500 }, (_, i) => `data-a${i}="x"`).join(' ');
    expect(parsePage(`<p ${many} id="quay">x</p>`).document.querySelector('p')?.getAttributeNames()).toEqual(['id']);
  });

  it('reads so many blocks of linked data', () => {
    expect(parsePage(block('{}').repeat(JSON_LD_MAX_BLOCKS + 5)).linkedData).toHaveLength(JSON_LD_MAX_BLOCKS);
  });

  it('leaves out longer blocks of linked data', () => {
    expect(parsePage(block(`"${'x'.repeat(JSON_LD_MAX_CHARS)}"`) + block('{}')).linkedData).toEqual(['{}']);
  });

  it('cuts a headline', () => {
    const html = `<meta property="og:title" content="${'quay '.repeat(400)}"><p>${PROSE}</p>`;
    expect(extractPage(html).title.length).toBeLessThanOrEqual(HEADLINE_MAX_CHARS);
  });
});

describe('hostile pages', () => {
  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join('');

  it.each<[string, () => string]>([
    ['five megabytes of nested blocks', () => '<div>'.repeat(1_000_000)],
    ['a hundred thousand attributes', () => `<p ${many(100_000, (i) => `a${i}="x" `)}>x</p>`],
    ['ten thousand blocks of linked data', () => block('{"@type":"NewsArticle","headline":"x"}').repeat(10_000)],
    [
      'linked data of a megabyte',
      () => block(`{"@type":"NewsArticle","articleBody":"${'Word goes on. '.repeat(70_000)}"}`),
    ],
    ['a title of five megabytes', () => `<title>${'quay - '.repeat(714_000)}</title>`],
    ['two hundred thousand headlines', () => '<h1>Quay closed</h1>'.repeat(200_000)],
    [
      'an article that ends and goes on again and again',
      () => `<p>${PROSE}</p><p>${PROSE}</p><h3>Related articles</h3>`.repeat(3_000),
    ],
    ['dates without end', () => '<span class="date">3 July x</span>'.repeat(90_000)],
    ['an author of nothing but prepositions', () => `<meta name="author" content="${'von '.repeat(2_400)}">`],
    ['links without end', () => '<ul><li><a href="/x">one two three four</a>'.repeat(40_000)],
    ['credits of credits', () => `<p>${'Photo: '.repeat(49)}</p>`.repeat(12_000)],
  ])(
    'come to an end: %s',
    (_, hostile) => {
      const html = `<p>${PROSE}</p>${hostile()}`;
      const cpu = process.cpuUsage();
      expect(() => extractPage(html)).not.toThrow();
      expect(process.cpuUsage(cpu).user).toBeLessThan(10_000_000);
    },
    30_000,
  );
});
