import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_VALUES_PER_ITEM } from '../../src/feeds/fields.ts';
import { MAX_AUTHOR_CHARS, MAX_TITLE_CHARS } from '../../src/feeds/items.ts';
import { MAX_ELEMENTS } from '../../src/feeds/markup.ts';
import { MAX_FEED_BYTES, parseFeed } from '../../src/feeds/parse.ts';
import { ITEMS_PER_DOCUMENT, MAX_CONTENT_CHARS, MAX_ITEMS, MAX_VALUE_CHARS } from '../../src/feeds/repair.ts';
import type { FeedItem, ParsedFeed } from '../../src/model.ts';

const NOW = Date.UTC(2025, 6, 3, 12);
const fixture = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, '../fixtures/feeds', name));
const parse = (source: Uint8Array | string, url?: string): Promise<ParsedFeed> =>
  parseFeed(source, { now: NOW, ...(url === undefined ? {} : { url }) });
const rss = (items: string, channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Port</title>${channel}${items}</channel></rss>`;
const onlyItem = async (source: string, url?: string) => {
  const { items } = await parse(source, url);
  expect(items).toHaveLength(1);
  return items[0]!;
};

describe('a whole feed', () => {
  it('in RSS 2.0', async () => {
    expect(await parse(fixture('rss2.xml'))).toEqual({
      feed: {
        title: 'Harbour Gazette & Echo',
        link: 'https://gazette.example/',
        description: 'All that happens by the water',
        language: 'en-GB',
        updatedAt: '2025-07-03T08:30:00.000Z',
        ttlMinutes: 30,
        ttlFrom: 'sy:updatePeriod',
        skipHours: [0, 1],
        skipDays: [0],
      },
      items: [
        {
          id: 'gazette-1001',
          link: 'https://gazette.example/news/ferry-returns?utm_source=rss',
          title: 'Ferry Aurora returns after “long” repairs',
          content:
            '<p>The <a href="https://gazette.example/ships/aurora">Aurora</a> is back.</p><img src="https://gazette.example/aurora.jpg" alt="The ship">',
          summary: 'The <i>Aurora</i> carried 212 passengers &amp; 40 cars.',
          author: 'Ines Falk, Tom Ahlers',
          publishedAt: '2025-07-03T14:15:00.000Z',
          categories: ['Transport', 'Old Harbour'],
          source: 'Coastal Wire',
          image: 'https://gazette.example/aurora-large.jpg',
        },
        {
          id: 'https://gazette.example/news/draught',
          link: 'https://gazette.example/news/draught',
          title: 'Harbour master: "no comment" on <5 m draught limit',
          author: 'Rita Holm',
        },
      ],
    });
  });

  it('in Atom 1.0', async () => {
    expect(await parse(fixture('atom10.xml'))).toEqual({
      feed: {
        title: 'Uferblatt — Nachrichten',
        link: 'https://uferblatt.example/blog/',
        description: 'Vom Fluss',
        language: 'de-AT',
        updatedAt: '2025-07-03T08:00:00.000Z',
      },
      items: [
        {
          id: 'tag:uferblatt.example,2025:1',
          link: 'https://uferblatt.example/blog/bruecke-gesperrt',
          title: 'Brücke gesperrt',
          content: '<p>Seit heute.</p><img src="https://uferblatt.example/blog/bilder/a.png">',
          summary: 'Laster über 3 t &lt; 7,5 t dürfen nicht mehr.',
          author: 'Lena Moser, Paul Eder',
          publishedAt: '2025-07-03T05:30:00.000Z',
          updatedAt: '2025-07-03T05:45:00.000Z',
          categories: ['Verkehr'],
          source: 'Donaudienst',
          image: 'https://uferblatt.example/blog/bruecke.jpg',
        },
      ],
    });
  });

  it('in RSS 1.0, in Latin-1', async () => {
    expect(await parse(fixture('rss10.rdf'))).toEqual({
      feed: { title: 'Le Quai', link: 'https://quai.example/', description: 'Nouvelles du port', language: 'fr' },
      items: [
        {
          id: 'https://quai.example/a/1',
          link: 'https://quai.example/a/1',
          title: 'La criée rouvre',
          summary: 'Après deux ans.',
          author: 'M. Petit',
          publishedAt: '2025-07-02T16:00:00.000Z',
          updatedAt: '2025-07-02T16:00:00.000Z',
          categories: ['pêche'],
        },
      ],
    });
  });

  it('in JSON', async () => {
    expect(await parse(fixture('jsonfeed.json'))).toEqual({
      feed: { title: 'Pier & Quay', link: 'https://pier.example/', language: 'en' },
      items: [
        {
          id: '17',
          link: 'https://pier.example/stories/17',
          title: 'Crane stuck for a third day',
          content: '<p>It <a href="https://pier.example/crane">will not move</a>.</p>',
          summary: 'A crane &amp; its operator',
          author: 'Ada Berg, Jo Lind',
          publishedAt: '2025-07-03T06:00:00.000Z',
          updatedAt: '2025-07-03T07:00:00.000Z',
          categories: ['port', 'work'],
          image: 'https://pier.example/crane.jpg',
        },
        { id: '18', link: 'https://other.example/x', content: '5 &lt; 6 &amp; 7 &gt; 6' },
      ],
    });
  });

  it.each([
    [
      'RSS 0.91',
      '<rss version="0.91"><channel><title>P</title><item><title>A</title><link>https://p.example/a</link></item></channel></rss>',
    ],
    [
      'RSS without a version',
      '<rss><channel><item><title>A</title><link>https://p.example/a</link></item></channel></rss>',
    ],
    [
      'RSS with a prefix',
      '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>A</r:title><r:link>https://p.example/a</r:link></r:item></r:channel></r:rss>',
    ],
    [
      'RSS 0.90',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/><item><title>A</title><link>https://p.example/a</link></item></rdf:RDF>',
    ],
    [
      'Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">A</title><link rel="alternate" href="https://p.example/a"/></entry></feed>',
    ],
    [
      'Atom with a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title><a:link href="https://p.example/a"/></a:entry></a:feed>',
    ],
    ['CDF', '<CHANNEL HREF="https://p.example/"><ITEM HREF="https://p.example/a"><TITLE>A</TITLE></ITEM></CHANNEL>'],
  ])('in %s', async (_dialect, source) => {
    expect(await onlyItem(source)).toEqual({ title: 'A', link: 'https://p.example/a' });
  });
});

describe('what an item does not say itself', () => {
  const json = (feed: object, item: object): string =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'P', ...feed, items: [{ id: '1', ...item }] });
  const atom = (feed: string, entry: string): string =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>${feed}<entry><title>A</title>${entry}</entry></feed>`;
  const by = (name: string): string => `<author><name>${name}</name></author>`;

  it.each<[string, string, Partial<FeedItem>]>([
    ['the feed says of its authors (JSON Feed 1.1)', json({ authors: [{ name: 'Ann' }] }, {}), { author: 'Ann' }],
    ['the feed says of its author (JSON Feed 1.0)', json({ author: { name: 'Ann' } }, {}), { author: 'Ann' }],
    ['the feed says of its author (Atom)', atom(by('Ann'), ''), { author: 'Ann' }],
    [
      'the feed that it was taken from says',
      atom(by('Ann'), `<source><title>S</title>${by('Ben')}</source>`),
      { author: 'Ben' },
    ],
    [
      'its attachments show',
      json(
        {},
        {
          attachments: [
            { url: 'https://p.example/a.mp3', mime_type: 'audio/mpeg' },
            { url: 'https://p.example/b.jpg', mime_type: 'image/jpeg' },
          ],
        },
      ),
      { image: 'https://p.example/b.jpg' },
    ],
    [
      'stands at another address',
      atom('', '<content type="text/html" src="https://p.example/a"/>'),
      { link: 'https://p.example/a' },
    ],
  ])('is what %s', async (_what, source, expected) => {
    expect(await onlyItem(source)).toMatchObject(expected);
  });

  it.each([
    ['its own author', atom(by('Ann'), by('Ben')), 'Ben'],
    ['its own author (JSON Feed)', json({ authors: [{ name: 'Ann' }] }, { authors: [{ name: 'Ben' }] }), 'Ben'],
  ])('is not what the feed says where it has %s', async (_what, source, author) => {
    expect((await onlyItem(source)).author).toBe(author);
  });

  it('has no author from a channel’s editor (RSS)', async () => {
    const source = rss('<managingEditor>ann@p.example (Ann)</managingEditor><item><title>A</title></item>');
    expect(await onlyItem(source)).not.toHaveProperty('author');
  });
});

describe('a body without markup', () => {
  const paragraphs = '<p>One &lt; two.</p><p>Three,\nfour.</p>';
  it.each([
    ['JSON Feed', JSON.stringify({ items: [{ id: '1', content_text: 'One < two.\n\nThree,\nfour.' }] }), 'content'],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="text">One &lt; two.\n \nThree,\nfour.</content></entry></feed>',
      'content',
    ],
    ['RSS', rss('<item><description>\n\nOne &amp;lt; two.\n\n\nThree,\nfour.\n\n</description></item>'), 'summary'],
  ] as const)('keeps its paragraphs in %s', async (_dialect, source, field) => {
    expect((await onlyItem(source))[field]).toBe(paragraphs);
  });
});

describe('a broken feed is repaired', () => {
  it.each([
    [
      'bare ampersands',
      rss('<item><title>Fish & chips &amp; more</title><link>https://p.example/?a=1&b=2&copy=3</link></item>'),
      { title: 'Fish & chips & more', link: 'https://p.example/?a=1&b=2&copy=3' },
    ],
    [
      'undeclared prefixes',
      rss(
        '<item><title>A</title><dc:creator>Ann</dc:creator><content:encoded>Text</content:encoded><foo:bar>x</foo:bar></item>',
      ),
      { title: 'A', author: 'Ann', content: 'Text' },
    ],
    [
      'a prefix that means something else here',
      rss('<item><title>A</title><x:title xmlns:x="urn:x">B</x:title></item>'),
      { title: 'A' },
    ],
    ['control characters', rss('<item><title>A\u0000\u0008\u001fB</title></item>'), { title: 'AB' }],
    ['HTML entities', rss('<item><title>Caf&eacute; &ndash; d&rsquo;or</title></item>'), { title: 'Café – d’or' }],
    [
      'junk before the prolog',
      `\n\n<br />\n<b>Warning</b>: fopen() failed\n${rss('<item><title>A</title></item>')}`,
      { title: 'A' },
    ],
    ['junk after the end', `${rss('<item><title>A</title></item>')}<!-- cached --><script>x</script>`, { title: 'A' }],
    [
      'unclosed elements',
      rss('<item><title>A<link>https://p.example/a<guid>g1</item>'),
      { title: 'A', link: 'https://p.example/a', id: 'g1' },
    ],
    [
      'markup that nobody escaped',
      rss(
        '<item><title>A <b>b</b></title><description><p>One<br>two</p><img src="https://p.example/i.png"></description></item>',
      ),
      { title: 'A b', summary: '<p>One<br>two</p><img src="https://p.example/i.png">' },
    ],
    [
      'tags in capitals',
      '<RSS><CHANNEL><ITEM><TITLE>A</TITLE><PUBDATE>Thu, 03 Jul 2025 10:00:00 GMT</PUBDATE></ITEM></CHANNEL></RSS>',
      { title: 'A', publishedAt: '2025-07-03T10:00:00.000Z' },
    ],
    ['HTML escaped twice', rss('<item><title>A &amp;amp; B &amp;amp;#8211; C</title></item>'), { title: 'A & B – C' }],
    ['an unterminated comment', rss('<item><title>A</title></item><!-- no end'), { title: 'A' }],
    ['an end tag that comes too soon', '<rss><channel></channel></rss><item><title>A</title></item>', { title: 'A' }],
    [
      'a doctype with entities',
      `<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>${rss('<item><title>A &a;&c;</title></item>')}`,
      { title: 'A &a;&c;' },
    ],
  ])('%s', async (_fault, source, expected) => {
    expect(await onlyItem(source)).toEqual(expected);
  });

  it('an item without an end is followed by the next', async () => {
    const { items } = await parse(rss('<item><title>A</title><item><title>B</title><item><title>C</title></item>'));
    expect(items.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['in a title', '<item><title>The beginning of a', ['A']],
    ['in a link', '<item><title>B</title><link>https://p.example/the-beginni', ['A']],
    [
      'after what identifies an item',
      '<item><title>B</title><link>https://p.example/b</link><description>It was a da',
      ['A', 'B'],
    ],
    ['in a tag', '<item><title>B</title><link>https://p.example/b</link><descr', ['A', 'B']],
    ['in a CDATA section', '<item><title>B</title><guid>b</guid><description><![CDATA[It was', ['A', 'B']],
  ])('cut off %s: what is whole is kept', async (_where, tail, expected) => {
    const whole = rss('<item><title>A</title><link>https://p.example/a</link></item>');
    const { items } = await parse(whole.replace('</channel></rss>', tail));
    expect(items.map(({ title }) => title)).toEqual(expected);
    expect(items[1]?.summary).toBeUndefined();
  });
});

describe('an item', () => {
  it.each([
    ['its description is its summary', '<description>D</description>', { summary: 'D' }],
    [
      'beside a summary, its description is its content',
      '<summary>S</summary><description>D</description>',
      { summary: 'S', content: 'D' },
    ],
    [
      'content:encoded is its content',
      '<description>D</description><content:encoded>C</content:encoded>',
      { summary: 'D', content: 'C' },
    ],
    ['an empty body does not hide a full one', '<content:encoded> </content:encoded><body>C</body>', { content: 'C' }],
    [
      'media:description stands in',
      '<media:group><media:description>M</media:description></media:group>',
      { summary: 'M' },
    ],
    [
      'its image may be a thumbnail',
      '<media:thumbnail url="https://p.example/t.png"/>',
      { image: 'https://p.example/t.png' },
    ],
    [
      'or an enclosed picture, but no sound',
      '<enclosure url="https://p.example/a.mp3" type="audio/mpeg"/><enclosure url="https://p.example/b.jpg"/>',
      { image: 'https://p.example/b.jpg' },
    ],
    [
      'a permalink is its link',
      '<guid>https://p.example/g</guid>',
      { id: 'https://p.example/g', link: 'https://p.example/g' },
    ],
    [
      'what says that it is none is none',
      '<guid isPermaLink="false">https://p.example/g</guid>',
      { id: 'https://p.example/g' },
    ],
    [
      'FeedBurner’s original link goes first',
      '<link>https://feeds.example/~r/1</link><feedburner:origLink>https://p.example/o</feedburner:origLink>',
      { link: 'https://p.example/o' },
    ],
    ['a script is no link', '<link>javascript:alert(1)</link>', {}],
    ['a link without a scheme is completed', '<link>www.p.example/a</link>', { link: 'https://www.p.example/a' }],
    ['a date that can’t be read is left out', '<pubDate>soon</pubDate>', {}],
    ['a date in the future is left out', '<pubDate>Thu, 03 Jul 2031 10:00:00 GMT</pubDate>', {}],
    [
      'dc:date stands in for a date',
      '<dc:date>2025-07-01</dc:date>',
      { publishedAt: '2025-07-01T00:00:00.000Z', updatedAt: '2025-07-01T00:00:00.000Z' },
    ],
    ['a source that is only an address is none', '<dc:source>https://wire.example/</dc:source>', {}],
    ['its author may be an address alone', '<author>desk@p.example</author>', { author: 'desk@p.example' }],
    ['or an address in brackets', '<author>Rita Holm &lt;rita@p.example&gt;</author>', { author: 'Rita Holm' }],
  ])('%s', async (_rule, inner, expected) => {
    expect(await onlyItem(rss(`<item>${inner}</item>`))).toEqual(expected);
  });

  it.each([
    ['the feed’s own address', '', 'https://feeds.example/a/rss.xml', 'https://feeds.example/a/story'],
    ['its site', '<link>https://site.example/</link>', 'https://feeds.example/a/rss.xml', 'https://site.example/story'],
  ])('has links relative to %s', async (_to, channel, url, expected) => {
    expect((await onlyItem(rss('<item><link>story</link></item>', channel), url)).link).toBe(expected);
  });

  it('of Atom has links relative to the document, or to its site where that is unknown', async () => {
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://site.example/"/><entry><link href="/story"/></entry></feed>';
    expect((await onlyItem(atom, 'https://feeds.example/a.xml')).link).toBe('https://feeds.example/story');
    expect((await onlyItem(atom)).link).toBe('https://site.example/story');
  });

  it('without any address to be relative to has no link', async () => {
    expect((await onlyItem(rss('<item><title>A</title><link>story</link></item>'))).link).toBeUndefined();
  });

  it.each([
    ['type="text"', 'A &lt;b&gt; in a title', 'A <b> in a title'],
    ['type="html"', 'A &lt;b&gt;bold&lt;/b&gt; title', 'A bold title'],
    ['', 'A &lt;b&gt;bold&lt;/b&gt; title', 'A bold title'],
    ['mode="base64" type="text/html"', 'QSA8Yj5ib2xkPC9iPiB0aXRsZQ==', 'A bold title'],
    ['type="application/octet-stream"', 'not base64 at all', 'not base64 at all'],
  ])('of Atom has a title with %s as plain text', async (attributes, title, expected) => {
    const source = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title ${attributes}>${title}</title></entry></feed>`;
    expect((await onlyItem(source)).title).toBe(expected);
  });
});

describe('the limits', () => {
  it('cut an endless title at a word', async () => {
    const { title } = await onlyItem(rss(`<item><title>${'word '.repeat(1_000_000)}</title></item>`));
    expect(title).toMatch(/word…$/);
    expect(title!.length).toBeLessThanOrEqual(MAX_TITLE_CHARS);
  });

  it('cut a byline of everybody', async () => {
    const { author } = await onlyItem(rss(`<item><author>${'Ann Lee, '.repeat(200)}</author></item>`));
    expect(author!.length).toBeLessThanOrEqual(MAX_AUTHOR_CHARS);
  });

  it('give an item no more categories than it can bear', async () => {
    const many = Array.from({ length: 500 }, (_, n) => `<category>c${n}</category>`).join('');
    expect((await onlyItem(rss(`<item>${many}</item>`))).categories).toHaveLength(MAX_VALUES_PER_ITEM);
  });

  it('cut endless content and endless values', async () => {
    const { summary, id } = await onlyItem(
      rss(
        `<item><guid>${'g'.repeat(2 * MAX_VALUE_CHARS)}</guid><description>${'x'.repeat(2 * MAX_CONTENT_CHARS)}</description></item>`,
      ),
    );
    expect([summary?.length, id?.length]).toEqual([MAX_CONTENT_CHARS, MAX_VALUE_CHARS]);
  });

  it('read ten thousand items, in order', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `<item><title>${n}</title></item>`).join('');
    const { items } = await parse(rss(many));
    expect(items).toHaveLength(10_000);
    expect(items[ITEMS_PER_DOCUMENT]?.title).toBe(String(ITEMS_PER_DOCUMENT));
  });

  it('read no more than so many', async () => {
    expect((await parse(rss('<item><title>x</title></item>'.repeat(MAX_ITEMS + 10)))).items).toHaveLength(MAX_ITEMS);
  });

  it('refuse a document of too many elements', async () => {
    await expect(parse(`<rss>${'<a/>'.repeat(MAX_ELEMENTS + 1)}`)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('refuse a document that is too large', async () => {
    await expect(parse(new Uint8Array(MAX_FEED_BYTES + 1))).rejects.toMatchObject({ code: 'too_large' });
  });
});

describe('what is no feed is refused with a reason', () => {
  it.each([
    ['nothing', '', /empty/],
    ['blanks', ' \n ', /empty/],
    [
      'a page',
      '<!DOCTYPE html><html><head><title>Access denied</title></head><body><p>Sorry</body></html>',
      /web page \("Access denied"\)/,
    ],
    ['a page without a title', '<html><body><p>Hello</body></html>', /web page/],
    ['words', 'Service temporarily unavailable', /no RSS, Atom or JSON/],
    ['some other XML', '<note><to>Ann</to></note>', /no RSS, Atom or JSON/],
    ['some other JSON', '{"error":"rate limit"}', /JSON, but not a JSON feed/],
    ['broken JSON', '{"items":[', /JSON, but not a JSON feed/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /no RSS, Atom or JSON/],
  ])('%s', async (_what, source, words) => {
    await expect(parse(source)).rejects.toMatchObject({
      code: 'not_a_feed',
      message: expect.stringMatching(words),
      hint: expect.any(String),
    });
  });

  it('but a feed without items is one', async () => {
    expect((await parse(rss(''))).items).toEqual([]);
  });

  it('and a feed inside a page is found', async () => {
    expect(await onlyItem(`<html><body>${rss('<item><title>A</title></item>')}</body></html>`)).toEqual({ title: 'A' });
  });
});
