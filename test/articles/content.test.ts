import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/articles/page.ts';

const PROSE =
  'The harbour board voted on Tuesday to close the northern quay, and its chair said that repairs would take until spring.';
const MORE =
  'Fishing crews have been told to land their catch at Orrin, forty kilometres away, while divers inspect the piles.';
const LAST =
  'The ferry company said that it would run two more boats a day for as long as the crews had to drive to their berths.';
const HEADLINE = 'Board closes northern quay';
const ld = (article: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: HEADLINE, ...article })}</script>`;
const page = (inner: string, head = ''): string =>
  `<html><head><title>${HEADLINE}</title>${head}</head><body><article><h1>${HEADLINE}</h1>${inner}</article></body></html>`;
const text = (inner: string): string => extractPage(page(`<p>${PROSE}</p><p>${MORE}</p>${inner}`)).text;

describe('what stays in the text', () => {
  it.each([
    [
      'a list in which some items lead elsewhere',
      `<ul><li>Crews drive to Orrin</li><li>Boats leave at six</li><li><a href="/a">Prices stay as they are</a></li></ul>`,
      'Prices stay as they are',
    ],
    [
      'a list of links that a sentence announces',
      `<p>The board published three reports on the state of the quay and of its piles:</p><ul><li><a href="/a">Report of the divers</a></li></ul>`,
      'Report of the divers',
    ],
    ['a long heading', `<h3>${LAST} ${PROSE}</h3><h3>Prices</h3><p>${MORE}</p>`, LAST],
    [
      'a heading that navigation leads to',
      `<h2 class="subheading nav-anchor">Two more boats a day</h2><p>${LAST}</p>`,
      'Two more boats a day',
    ],
    ['a quotation', `<blockquote><p>We had no choice but to close it.</p></blockquote>`, 'We had no choice'],
    [
      'what follows links to other pieces',
      `<h3>Related articles</h3><ul><li><a href="/a">Ferry stops for the winter</a></li></ul><p>${LAST}</p><p>${LAST.replace('two', 'six')}</p>`,
      'six more boats',
    ],
  ])('%s', (_, inner, expected) => {
    expect(text(inner)).toContain(expected);
  });

  it('is whole where sections stand in containers of their own', () => {
    const section = (heading: string, prose: string): string =>
      `<div class="paragraph"><h2>${heading}</h2><div class="paragraph-text"><p>${prose}</p></div></div>`;
    const inner = section('Why', PROSE) + section('Where', MORE) + section('How', LAST);
    expect(extractPage(page(inner)).text).toBe(`Why\n\n${PROSE}\n\nWhere\n\n${MORE}\n\nHow\n\n${LAST}`);
  });

  it('has no soft hyphens in its words', () => {
    expect(text('<p>The har\u00adbour mas\u00adter agreed.</p>')).toContain('harbour master');
  });
});

describe('what does not', () => {
  it.each([
    [
      'links to other pieces amid the text',
      `<h3>Related articles</h3><ul><li><a href="/a">Ferry stops for the winter</a></li></ul><p>${LAST}</p><p>${LAST}</p>`,
      'Ferry stops',
    ],
    ['comments, though they are long', `<h3>2 comments</h3><p>I say: ${LAST}</p>`, 'I say'],
    [
      'a notice about cookies',
      '<p>We and our partners use cookies to personalise what you see, to measure how our pages are read by all who visit them, to keep you logged in, and to tell those who pay for advertisements how many people saw them on a day.</p>',
      'cookies',
    ],
    [
      'a German notice about cookies',
      '<p>Wir verwenden Cookies, um Inhalte zu personalisieren und Zugriffe zu messen.</p>',
      'Cookies',
    ],
    ['a fault of the server', '<p>Warning: Undefined variable $quay in /srv/www/page.php on line 12</p>', 'Undefined'],
    ['a form', '<form><p>Tell us of a mistake in this article</p><p>Your name</p></form>', 'Your name'],
    ['a caption with its photographer', '<p>The quay in winter. (Photo: Ada Lund)</p>', 'in winter'],
    ['a caption with its agency', '<p>Crews at the quay on Tuesday. Ada Lund/Getty Images</p>', 'Crews at'],
    [
      'a layer that asks to send notifications',
      '<div class="push-notification"><p>May we tell you of important news in your browser, two to five times a day?</p></div>',
      'browser',
    ],
    [
      'live navigation',
      '<nav class="live-blog-nav"><a href="#1">14:05 Quay closed</a><a href="#2">13:50 Board meets</a></nav>',
      '14:05',
    ],
  ])('%s', (_, inner, unwanted) => {
    expect(text(inner)).not.toContain(unwanted);
    expect(text(inner)).toContain(MORE);
  });

  it('is the headline with a kicker', () => {
    const html = page(`<h2>Harbour: ${HEADLINE}</h2><p>${PROSE}</p><p>${MORE}</p>`);
    expect(extractPage(html).text).toBe(`${PROSE}\n\n${MORE}`);
  });
});

describe('the text in the linked data', () => {
  const whole = `${PROSE}\n\n${MORE}\n\n${LAST}`;

  it('is taken where the page shows its beginning only', () => {
    expect(extractPage(page(`<p>${PROSE.slice(0, 60)}…</p>`, ld({ articleBody: whole }))).text).toBe(whole);
  });

  it('is taken where its markup was escaped twice', () => {
    const articleBody = `&lt;p&gt;${PROSE}&lt;/p&gt;&lt;p&gt;${MORE}&lt;/p&gt;&lt;p&gt;${LAST}&lt;/p&gt;`;
    expect(extractPage(page('<p>Please log in.</p>', ld({ articleBody }))).text).toBe(whole);
  });

  it('is taken where the page lost letters on the way', () => {
    const damaged = whole
      .split('\n\n')
      .map((part) => `<p>${part.replaceAll('é', '\ufffd').replace('o', '\ufffd')}</p>`);
    expect(extractPage(page(damaged.join(''), ld({ articleBody: whole }))).text).toBe(whole);
  });

  it('is left where the page shows more', () => {
    expect(extractPage(page(`<p>${PROSE}</p><p>${MORE}</p>`, ld({ articleBody: PROSE }))).text).toBe(
      `${PROSE}\n\n${MORE}`,
    );
  });

  it('is left where it is another article’s', () => {
    const other =
      'A museum in Tallow opened its western wing, and visitors queued around the block to see it at last. '.repeat(12);
    const shown = [PROSE, MORE, LAST, PROSE.replace('Tuesday', 'Monday')];
    const html = page(shown.map((part) => `<p>${part}</p>`).join(''), ld({ articleBody: other }));
    expect(extractPage(html).text).toBe(shown.join('\n\n'));
  });
});

describe('the text in the linked data is not used', () => {
  const whole = `${PROSE}\n\n${MORE}\n\n${LAST}`;
  const teaser = `${PROSE.slice(0, 60)}…`;

  it.each<[string, object]>([
    ['the article is not free', { isAccessibleForFree: false }],
    ['the article is not free, in words', { isAccessibleForFree: 'False' }],
    ['a part of the article is not free', { hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false } }],
  ])('where %s', (_, said) => {
    const read = extractPage(page(`<p>${teaser}</p>`, ld({ articleBody: whole, ...said })));
    expect([read.text, read.isAccessibleForFree]).toEqual([teaser, false]);
  });

  it('where it is headed otherwise, and the page shows but a few words', () => {
    const other = 'A museum in Tallow opened its western wing, and visitors queued around the block. '.repeat(12);
    const html = page(`<p>${teaser}</p>`, ld({ headline: 'Museum opens its wing', articleBody: other }));
    expect(extractPage(html).text).toBe(teaser);
  });

  it('nor what the page itself hides', () => {
    const hidden = `<div class="paid" style="display:none"><p>${MORE}</p></div><div hidden><p>${LAST}</p></div>`;
    expect(extractPage(page(`<p>${PROSE}</p>${hidden}`)).text).toBe(PROSE);
  });
});

describe('what a page says of itself', () => {
  it('who may read it', () => {
    const paid = page(`<p>${PROSE}</p>`, ld({ isAccessibleForFree: false }));
    expect(extractPage(paid).isAccessibleForFree).toBe(false);
    expect(extractPage(page(`<p>${PROSE}</p>`))).not.toHaveProperty('isAccessibleForFree');
  });

  it('keeps the title that its metadata gives beside the headline', () => {
    const html = `<title>${HEADLINE} | Orrin Echo</title><meta property="og:title" content="${HEADLINE} | Orrin Echo"><meta property="og:site_name" content="Orrin Echo"><p>${PROSE}</p>`;
    expect(extractPage(html)).toMatchObject({ title: HEADLINE, givenTitle: `${HEADLINE} | Orrin Echo` });
    expect(extractPage(page(`<p>${PROSE}</p>`))).not.toHaveProperty('givenTitle');
  });

  it('takes a property for truer than a name', () => {
    const meta = '<meta name="dc:title" content="Template"><meta property="dc:title" content="Quay shut at last">';
    expect(extractPage(`${meta}<p>${PROSE}</p>`).title).toBe('Quay shut at last');
  });

  it.each([
    [
      'of the page in the linked data',
      '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2025-07-03T10:00:00Z"}</script>',
      '2025-07-03T10:00:00.000Z',
    ],
    [
      'in a line that is named after it',
      '<div><div><span class="meta__date">03.07.2025</span></div></div>',
      '2025-07-03T00:00:00.000Z',
    ],
  ])('its date: %s', (_, inner, publishedAt) => {
    expect(extractPage(page(`${'<p>Short line</p>'.repeat(12)}<p>${PROSE}</p>${inner}`)).publishedAt).toBe(publishedAt);
  });

  it('no date of another piece', () => {
    const teaser = '<aside><span class="date">03.07.2025</span></aside>';
    expect(extractPage(page(`<p>${PROSE}</p>${teaser}`))).not.toHaveProperty('publishedAt');
  });
});
