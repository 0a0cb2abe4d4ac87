import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HTML_MAX_CHARS,
  PAGE_MAX_DEPTH_ELEMENTS,
  PAGE_MAX_ELEMENTS,
  PAGE_MAX_TAGS,
  PAGE_TEXT_MAX_CHARS,
  parsePage,
} from '../../src/articles/dom.ts';
import { extractPage, textOfFragment } from '../../src/articles/page.ts';
import { NewsroomError } from '../../src/errors.ts';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.html`, import.meta.url), 'utf8');

const PROSE =
  'The harbour board voted on Tuesday to close the northern quay, and its chair said that repairs would take until spring.';
const MORE =
  'Fishing crews have been told to land their catch at Orrin, forty kilometres away, while divers inspect the piles.';
const body = (inner: string): string =>
  `<html><body><article><h1>Board closes quay</h1>${inner}</article></body></html>`;
const text = (inner: string): string => extractPage(body(`<p>${PROSE}</p><p>${MORE}</p>${inner}`)).text;

describe('extractPage on a whole page', () => {
  it.each([
    {
      name: 'blog',
      title: 'Quay closed: what crews should know',
      byline: 'Ada Lund',
      outlet: 'Tallow Post',
      publishedAt: '2025-07-03T00:00:00.000Z',
      paragraphs: 3,
    },
    {
      name: 'paper',
      title: 'Board closes northern quay',
      byline: 'Ada Lund, Piet Marsh',
      outlet: 'Orrin Echo',
      publishedAt: '2025-07-03T12:05:00.000Z',
      paragraphs: 4,
    },
    {
      name: 'zeitung',
      title: 'Hafen sperrt den Nordkai',
      byline: 'Jutta Brandt',
      outlet: 'Talgauer Bote',
      publishedAt: '2025-07-03T14:05:00.000Z',
      paragraphs: 3,
    },
  ])('reads $name', ({ name, paragraphs, ...expected }) => {
    const page = extractPage(fixture(name), { url: 'https://paper.example/quay' });
    expect(page).toMatchObject(expected);
    expect(page.text.split('\n\n')).toHaveLength(paragraphs);
    expect(page.text).not.toMatch(/cookie|newsletter|kommentar|share|related|auch interess|©|subscribe/i);
  });

  it('gives the language that the text is in, whatever the page claims', () => {
    expect(extractPage(fixture('zeitung')).lang).toBe('de');
  });

  it('takes the canonical address and the picture from the head', () => {
    expect(extractPage(fixture('paper'), { url: 'https://orrin.example/a?utm_source=x' })).toMatchObject({
      canonicalUrl: 'https://orrin.example/a',
      image: 'https://orrin.example/quay.jpg',
      modifiedAt: '2025-07-03T15:00:00.000Z',
    });
  });

  it('takes the text from the linked data where the page shows its beginning only', () => {
    const articleBody = `${PROSE}\n\n${MORE}\n\n${PROSE.replace('Tuesday', 'Monday')}\n\n${MORE.replace('Orrin', 'Tallow')}`;
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Board closes quay', articleBody });
    const html = `<script type="application/ld+json">${data}</script><h1>Board closes quay</h1><p>The harbour board voted.</p>`;
    expect(extractPage(html).text).toBe(articleBody);
  });

  it.each(['', '   ', '<html></html>', '<p></p>', '<script>let a = 1</script>'])(
    'refuses a page without words: %j',
    (html) => {
      expect(() => extractPage(html)).toThrow(expect.objectContaining({ code: 'no_article' }));
    },
  );
});

describe('what is not the article', () => {
  it.each([
    ['a share bar', '<ul class="share-bar"><li><a href="#">Copy link</a></li></ul>'],
    [
      'a newsletter box',
      '<aside class="newsletter"><p>Five stories before breakfast, free in your inbox every day.</p></aside>',
    ],
    [
      'a cookie banner',
      '<div id="cookie-banner"><p>We and our partners store cookies to measure how pages are read.</p></div>',
    ],
    ['a comment form', '<div class="comment-form"><p>Your name is shown next to what you write to us.</p></div>'],
    ['related articles', '<h3>You may also like</h3><ul><li><a href="/1">Ferry stops</a></li></ul>'],
    ['a pointer', '<p><b>Read on:</b> <a href="/all">All reports of the day</a></p>'],
    ['a German pointer', '<p>Lesen Sie auch: <a href="/all">Fähre steht still</a></p>'],
    ['a question to the reader', '<div>Was this useful? <a href="#">Yes</a> <a href="#">No</a></div>'],
    ['likes', '<div>12 readers like this</div>'],
    ['an advertisement', '<div>Advertisement - story continues below</div>'],
    ['a claim of rights', '<div>Tallow Post Ltd, 4 Quay Road. All rights reserved 2025.</div>'],
    ['a picture credit', '<p>© Harbour Board / Picture Agency</p>'],
    ['a caption', '<figure><img src="a.jpg"><figcaption>The quay in winter.</figcaption></figure>'],
    ['a byline with date', '<p>Ada Lund | 3 July 2025 | Views: 120</p>'],
    ['a promotion', '<p>Follow us on Instagram and download our app for the latest news.</p>'],
    ['topics', '<p>Tags: harbour, board</p>'],
    [
      'a hidden part',
      '<div style="display:none"><p>Only robots read this paragraph, which is long enough for one.</p></div>',
    ],
    ['a heading over nothing', '<h2>More coverage</h2>'],
  ])('leaves out %s', (_, inner) => {
    expect(text(inner)).toBe(`${PROSE}\n\n${MORE}`);
  });

  it.each([
    ['a list', '<ul><li>Quay one: closed</li><li>Quay two: open</li></ul>', 'Quay two: open'],
    ['a table', '<table><tr><td>Tonnes landed</td><td>412</td></tr></table>', 'Tonnes landed'],
    ['a quotation', '<blockquote>“We had no choice,” she said.</blockquote>', 'We had no choice'],
    [
      'a sentence with a link',
      '<p>The <a href="/r">report of the divers</a> was published on Friday.</p>',
      'report of the divers',
    ],
    [
      'an interview’s question',
      '<p>Is this a planned closure?</p><p>It is, she said, and was for a year.</p>',
      'Is this a planned closure?',
    ],
    [
      'a section',
      '<h2>What happens next</h2><p>The board meets again in a month to hear the divers.</p>',
      'What happens next',
    ],
    [
      'a correction',
      '<p>This article was corrected on Friday: an earlier version, first published in print, gave a wrong date.</p>',
      'wrong date',
    ],
    [
      'a heading that begins like a button',
      '<h2>Share prices fall</h2><p>The port lost a tenth of its worth on the news, traders said.</p>',
      'Share prices fall',
    ],
    [
      'a lettered point',
      '<p>(c) the repair of nine piles; and</p><p>(d) the return of all boats by spring.</p>',
      '(c) the repair',
    ],
    [
      'a sentence about sharing',
      '<p>Share prices of the port fell by a tenth on the news, traders in the capital said.</p>',
      'Share prices',
    ],
  ])('keeps %s', (_, inner, expected) => {
    expect(text(inner)).toContain(expected);
  });

  it('keeps a standfirst between headline and text', () => {
    const standfirst = 'Crews must land their catch elsewhere until divers have looked at every pile of the quay.';
    const html = `<main><h1>Board closes quay</h1><p class="dek">${standfirst}</p><div class="article-body"><p>${PROSE}</p><p>${MORE}</p><p>${PROSE}</p></div></main>`;
    expect(extractPage(html).text).toContain(standfirst);
  });

  it('does not repeat the headline', () => {
    expect(text('')).not.toContain('Board closes quay');
  });
});

describe('textOfFragment', () => {
  it.each([
    'This post appeared first on Tallow Post.',
    'The post Quay closed appeared first on Tallow Post.',
    'Read this story and 64 reader comments on our site.',
    'Support independent reporting from 2 crowns a week.',
    'Der Beitrag Nordkai gesperrt erschien zuerst auf Talgauer Bote.',
    'Continue reading…',
  ])('leaves out the footer of a feed: %s', (footer) => {
    expect(textOfFragment(`<p>${PROSE}</p><p>${footer}</p>`)).toBe(PROSE);
  });

  it('parts paragraphs at two line breaks', () => {
    expect(textOfFragment(`${PROSE}<br><br>${MORE}`)).toBe(`${PROSE}\n\n${MORE}`);
  });

  it.each(['', '<p></p>', '<![CDATA['])('gives no text for %j', (html) => {
    expect(textOfFragment(html)).toBe('');
  });
});

describe('limits', () => {
  const elements = (page: string): number => parsePage(page).document.querySelectorAll('body *').length;

  it('reads no more elements than its limit', () => {
    expect(elements('<p>x</p>'.repeat(PAGE_MAX_ELEMENTS + 100))).toBeLessThanOrEqual(PAGE_MAX_ELEMENTS);
  });

  it('stops after so many tags, though most are of pictures', () => {
    expect(elements(`${'<svg></svg>'.repeat(PAGE_MAX_TAGS)}<p>x</p>`)).toBe(0);
  });

  it('keeps the text of what is nested too deeply', () => {
    const deep = PAGE_MAX_DEPTH_ELEMENTS + 50;
    const { document } = parsePage(`${'<div>'.repeat(deep)}<p>deep</p>${'</div>'.repeat(deep)}<p>flat</p>`);
    expect(elements('<div>'.repeat(deep))).toBe(PAGE_MAX_DEPTH_ELEMENTS);
    expect(document.body.textContent).toBe('deepflat');
  });

  it('cuts the text of a page', () => {
    const { document } = parsePage(`<p>${'a '.repeat(PAGE_TEXT_MAX_CHARS)}</p>`);
    expect(document.body.textContent).toHaveLength(PAGE_TEXT_MAX_CHARS);
  });

  it('does not read beyond the end of a page', () => {
    expect(parsePage(`${' '.repeat(HTML_MAX_CHARS)}<p>x</p>`).document.querySelector('p')).toBeNull();
  });

  it.each([
    ['nested blocks', '<div>'.repeat(20_000)],
    ['nested lists of links', '<ul class="side"><li><a href="/">one two three</a>'.repeat(2_000)],
    ['stray angle brackets', '<'.repeat(200_000)],
    ['unclosed comments', '<!--'.repeat(50_000)],
    ['line breaks', 'word<br>'.repeat(20_000)],
    ['a title of a megabyte', `<title>${' | '.repeat(350_000)}</title>`],
    ['an attribute of a megabyte', `<p class="${'ad '.repeat(350_000)}">x</p>`],
    ['JSON of deep nesting', `<script type="application/ld+json">${'['.repeat(200_000)}</script>`],
  ])(
    'comes to an end on %s',
    (_, hostile) => {
      const started = performance.now();
      expect(() => extractPage(body(`<p>${PROSE}</p>${hostile}`))).not.toThrow();
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    15_000,
  );
});

describe('any input', () => {
  const tag = fc.constantFrom(
    ...'<p>|</p>|<div class="post-content">|</div>|<h1>|</h1>|<article>|</article>|<br>|<ul><li>|</ul>|<script>|</script>|<title>|</title>|<meta property="og:title" content="x">|<script type="application/ld+json">{"@type":"NewsArticle"|<!--|-->|<table><td>|<svg>|<a href="//[">|<time datetime="9999-99-99">|&#x110000;|<body>|</html>|<base href="::">'.split(
      '|',
    ),
  );
  const soup = fc
    .array(fc.oneof(tag, fc.string(), fc.constant(PROSE)), { maxLength: 40 })
    .map((parts) => parts.join(''));

  const survives = (read: () => unknown): void => {
    try {
      read();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(NewsroomError);
    }
  };

  it('gives an article or a reason for arbitrary markup', () => {
    fc.assert(
      fc.property(soup, (html) => survives(() => extractPage(html))),
      { numRuns: 150 },
    );
  });

  it('gives text for arbitrary fragments', () => {
    fc.assert(
      fc.property(soup, (html) => typeof textOfFragment(html) === 'string'),
      { numRuns: 150 },
    );
  });

  it('gives an article or a reason for a page that lost or doubled a part', () => {
    const page = fixture('paper');
    const at = fc.nat({ max: page.length });
    fc.assert(
      fc.property(at, at, fc.boolean(), (a, b, doubled) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const html = doubled ? page.slice(0, to) + page.slice(from) : page.slice(0, from) + page.slice(to);
        survives(() => extractPage(html));
      }),
      { numRuns: 60 },
    );
  });
});
