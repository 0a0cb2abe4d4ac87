import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discoverFeeds } from '../../src/feeds/discovery.ts';
import { feedIdentityKeys } from '../../src/feeds/identity.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

const NOW = Date.UTC(2025, 6, 3, 12);
const FOLDER = join(import.meta.dirname, '../fixtures/feeds');
const SEEDS = ['rss2.xml', 'atom10.xml', 'rss10.rdf', 'jsonfeed.json', 'reader.opml'].map(
  (name) => new Uint8Array(readFileSync(join(FOLDER, name))),
);

/** A fixture with some of its bytes cut out, doubled, moved or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat({ max: 200 }),
        how: fc.constantFrom('cut', 'double', 'end', 'noise'),
        noise: fc.uint8Array({ maxLength: 6 }),
      }),
      { maxLength: 6 },
    ),
  )
  .map(([seed, changes]) =>
    changes.reduce<Uint8Array>((bytes, { at, length, how, noise }) => {
      const start = Math.floor(at * bytes.length);
      const [before, piece, after] = [
        bytes.subarray(0, start),
        bytes.subarray(start, start + length),
        bytes.subarray(start + length),
      ];
      const middle = { cut: [], double: [piece, piece], end: [], noise: [noise] }[how];
      return Uint8Array.from([before, ...middle, ...(how === 'end' ? [] : [after])].flatMap((part) => [...part]));
    }, seed),
  );

/** True where the work succeeds or fails with one of our errors; anything else is thrown on. */
async function answers(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if ((thrown as Error).name !== 'NewsroomError') throw thrown;
  }
}

describe('whatever is sent', () => {
  it('a mutated feed is read or refused, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, (bytes) =>
        answers(async () => {
          const { items } = await parseFeed(bytes, { now: NOW, url: 'https://p.example/feed' });
          for (const item of items) {
            expect(item.title ?? '').not.toMatch(/\n/);
            expect(item.link ?? 'https://').toMatch(/^https?:\/\//i);
            expect(item.publishedAt ?? '2025').toMatch(/^20|^19/);
          }
          expect(feedIdentityKeys('f', items)).toHaveLength(items.length);
        }),
      ),
      { numRuns: 250 },
    );
  });

  it('noise is read or refused as a feed, as OPML and as a page', async () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<item>',
      '</item>',
      '<title>',
      '</title',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<!DOCTYPE a [',
      ']>',
      '<?xml',
      '?>',
      '&',
      '&#x0;',
      '&#99999999;',
      ' a="',
      "'",
      '>',
      '/',
      '<outline xmlUrl="http://a.b/c"',
      '<link rel=alternate type=application/rss+xml href=',
      'x:y',
      '\0',
      '\ud800',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (some) => {
        const text = some.join('');
        await answers(() => parseFeed(text, { now: NOW }));
        await answers(() => parseOpml(text));
        await answers(() => discoverFeeds(text, 'https://p.example/'));
      }),
      { numRuns: 250 },
    );
  });
});

const CHARS = 1_000_000;
const MOST_MS = 5_000;
const full = (piece: string): string => piece.repeat(Math.ceil(CHARS / piece.length)).slice(0, CHARS);
const escaped = (html: string): string => html.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const inDescription = (html: string): string =>
  `<rss><channel><item><title>t</title><description>${escaped(html)}</description></item></channel></rss>`;

describe('a megabyte of malice takes no time', () => {
  it.each([
    ['open tags', `<rss>${full('<a>')}`],
    ['open items', `<rss><channel>${full('<item><title>x')}`],
    ['angle brackets', full('<')],
    ['open comments', `<rss>${full('<!--')}`],
    ['open CDATA sections', `<rss>${full('<![CDATA[')}`],
    ['open doctypes', full('<!DOCTYPE a [')],
    ['end tags without an end', `<rss>${full('</a')}>`],
    ['attributes', `<rss ${full('a=b ')}>`],
    ['open quotes', `<rss ${full('a="')}`],
    ['blanks in a tag', `<rss${full(' ')}x`],
    ['ampersands', `<rss><channel><title>${full('&')}</title>`],
    [
      'namespaces',
      `<rss ${Array.from({ length: 5_000 }, (_, n) => `xmlns:n${n}="u${n}"`).join(' ')}>${full('<n1:a/>')}`,
    ],
    ['nested markup', `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">${full('<div>')}`],
    [
      'an entity bomb',
      `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}]><rss><channel><item><title>&a29;</title></item></channel></rss>`,
    ],
    ['JSON that only opens', full('[')],
    ['bold in a description', inDescription(full('<b>'))],
    ['paragraphs in a description', inDescription(full('a<p>\n'))],
    ['half tags in a description', inDescription(full('<p'))],
    ['comments in a description', inDescription(full('<!--'))],
    ['a title of tags', `<rss><channel><item><title>${escaped(full('<a '))}</title></item></channel></rss>`],
    ['a title of doctypes', `<rss><channel><item><title>${escaped(full('<!doctype '))}</title></item></channel></rss>`],
    ['categories', `<rss><channel><item>${full('<category>x</category>')}</item></channel></rss>`],
    ['a date of digits', `<rss><channel><item><pubDate>${full('1 ')}</pubDate></item></channel></rss>`],
  ])('%s', async (_malice, source) => {
    const start = performance.now();
    await answers(() => parseFeed(source, { now: NOW }));
    expect(performance.now() - start).toBeLessThan(MOST_MS);
  });
});
