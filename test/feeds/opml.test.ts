import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_OPML_CHARS,
  MAX_OPML_FEEDS,
  MAX_OPML_NAME_CHARS,
  MAX_TAGS_PER_FEED,
  parseOpml,
  writeOpml,
} from '../../src/feeds/opml.ts';

describe('OPML in', () => {
  it('gives each feed once, with its folders and categories as tags', () => {
    expect(parseOpml(readFileSync(join(import.meta.dirname, '../fixtures/feeds/reader.opml'), 'utf8'))).toEqual([
      { outlet: 'Uferblatt', url: 'https://uferblatt.example/feed.atom', tags: ['World', 'Europe'] },
      {
        outlet: 'Harbour Gazette',
        url: 'https://gazette.example/feed.xml',
        tags: ['World', 'ports', 'ferries', 'local'],
      },
      { outlet: 'quai.example', url: 'https://quai.example/rss', tags: [] },
    ]);
  });

  it('reads broken lists as far as they go', () => {
    expect(
      parseOpml(
        '<opml><body><outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"><outline text=C xmlUrl=https://c.example/f',
      ),
    ).toEqual([{ outlet: 'A & B', url: 'https://a.example/?x=1&y=2', tags: [] }]);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html><body>Hello</body></html>'],
    ['words', 'my feeds'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseOpml(text)).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });

  it.each([
    ['too long', ' '.repeat(MAX_OPML_CHARS + 1)],
    [
      'of too many feeds',
      `<opml>${Array.from({ length: MAX_OPML_FEEDS + 1 }, (_, n) => `<outline xmlUrl="https://a.example/${n}"/>`).join('')}`,
    ],
  ])('refuses a list that is %s', (_what, text) => {
    expect(() => parseOpml(text)).toThrow(expect.objectContaining({ code: 'too_large' }));
  });

  it('cuts endless names', () => {
    const long = 'x'.repeat(10_000);
    const [feed] = parseOpml(
      `<opml><outline text="${long}"><outline text="${long}" xmlUrl="https://a.example/"/></outline></opml>`,
    );
    expect([feed?.outlet.length, feed?.tags[0]?.length]).toEqual([MAX_OPML_NAME_CHARS, MAX_OPML_NAME_CHARS]);
  });

  it('gives no feed more tags than it can bear', () => {
    const deep = `<opml>${Array.from({ length: 100 }, (_, n) => `<outline text="t${n}">`).join('')}<outline xmlUrl="https://a.example/"/>`;
    expect(parseOpml(deep)[0]?.tags).toHaveLength(MAX_TAGS_PER_FEED);
  });
});

describe('OPML out', () => {
  it('is read back as it was, whatever names and tags say', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\p{C}\s]+/gu, ' ').trim())
      .filter((text) => text !== '');
    const feed = fc.record({
      outlet: name,
      url: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
      tags: fc.uniqueArray(name, { maxLength: 4 }),
    });
    const byUrl = (a: { url: string }, b: { url: string }): number => (a.url < b.url ? -1 : 1);
    fc.assert(
      fc.property(fc.uniqueArray(feed, { minLength: 1, maxLength: 12, selector: ({ url }) => url }), (feeds) => {
        expect(parseOpml(writeOpml(feeds)).sort(byUrl)).toEqual([...feeds].sort(byUrl));
      }),
    );
  });

  it('puts feeds of one tag into one folder', () => {
    const text = writeOpml([
      { outlet: 'A', url: 'https://a.example/', tags: ['ports'] },
      { outlet: 'B', url: 'https://b.example/', tags: ['ports'] },
    ]);
    expect(text.match(/<outline text="ports">/g)).toHaveLength(1);
  });
});
