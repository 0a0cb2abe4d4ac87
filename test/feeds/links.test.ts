import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, MAX_SHOWN_CHARS, MAX_URL_CHARS, resolveLink, shownAddress } from '../../src/feeds/links.ts';

const STORY = 'https://gazette.example/news/2025/ferry-returns';

describe('the canonical address', () => {
  it.each([
    ['http', 'http://gazette.example/news/2025/ferry-returns'],
    ['www', 'https://www.gazette.example/news/2025/ferry-returns'],
    ['a mobile host', 'https://m.gazette.example/news/2025/ferry-returns'],
    ['capitals in the host', 'https://Gazette.EXAMPLE/news/2025/ferry-returns'],
    ['a port that goes without saying', 'http://gazette.example:80/news/2025/ferry-returns'],
    ['a slash at the end', `${STORY}/`],
    ['doubled slashes', 'https://gazette.example//news/2025//ferry-returns'],
    ['a fragment', `${STORY}#comments`],
    ['campaign parameters', `${STORY}?utm_source=rss&utm_medium=feed&fbclid=abc&gclid=d`],
    ['an outlet’s own tracking', `${STORY}?CMP=share_btn_tw&ref=home&at_medium=RSS`],
    ['a value that tells the way', `${STORY}?source=rss----d12c--food&from=newsletter`],
    ['AMP as a folder', `${STORY}/amp/`],
    ['AMP as a host', 'https://amp.gazette.example/news/2025/ferry-returns'],
    ['AMP as a parameter', `${STORY}?amp=1&outputType=amp`],
    ['AMP in a cache', 'https://gazette-example.cdn.ampproject.org/c/s/gazette.example/news/2025/ferry-returns'],
    ['AMP at Google', 'https://www.google.com/amp/s/gazette.example/news/2025/ferry-returns'],
    ['a redirect of a search engine', `https://www.google.com/url?sa=t&url=${encodeURIComponent(STORY)}`],
    ['needless encoding', 'https://gazette.example/news/2025/%66erry%2Dreturns'],
    ['blanks around it', `  ${STORY}\n`],
  ])('does not mind %s', (_what, url) => {
    expect(canonicalUrl(url)).toBe(STORY);
  });

  it.each([
    ['another page', `${STORY}-again`],
    ['capitals in the path', 'https://gazette.example/news/2025/Ferry-returns'],
    ['another host', 'https://echo.example/news/2025/ferry-returns'],
    ['a subdomain that is another site', 'https://sport.gazette.example/news/2025/ferry-returns'],
    ['a parameter that names the page', `${STORY}?id=7`],
    ['a value that names the source', `${STORY}?source=harbour-master`],
    ['another port', 'https://gazette.example:8443/news/2025/ferry-returns'],
  ])('minds %s', (_what, url) => {
    expect(canonicalUrl(url)).not.toBe(STORY);
  });

  it('minds no order of parameters', () => {
    expect(canonicalUrl('https://e.example/a?b=2&a=1&b=1')).toBe(canonicalUrl('http://e.example/a/?a=1&b=1&b=2#x'));
  });

  it.each(['not an address', 'tag:e.example,2025:1', 'mailto:a@b'])('leaves %j alone', (text) => {
    expect(canonicalUrl(` ${text} `)).toBe(text);
  });

  it('is its own canonical address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url));
      }),
    );
  });
});

describe('a link', () => {
  const BASE = 'https://e.example/news/today';

  it.each([
    ['as written', 'https://other.example/A?b=c&d', 'https://other.example/A?b=c&d'],
    ['from the base', '../b', 'https://e.example/b'],
    ['from the root', '/b', 'https://e.example/b'],
    ['without a scheme', '//other.example/b', 'https://other.example/b'],
    ['with broken lines', 'https://other.\n example/b'.replace(' ', ''), 'https://other.example/b'],
    ['with blanks in it', 'https://other.example/a b', 'https://other.example/a%20b'],
  ])('%s', (_how, written, expected) => {
    expect(resolveLink(written, BASE)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b',
    'https://',
    `https://e.example/${'x'.repeat(MAX_URL_CHARS)}`,
  ])('%j is none', (written) => {
    expect(resolveLink(written, BASE)).toBeUndefined();
  });

  it('that is relative to nothing is none', () => {
    expect(resolveLink('/b')).toBeUndefined();
  });
});

describe('an address as it is shown', () => {
  it.each([
    ['https://mara:hunter2@gazette.example/rss?key=hunter2#hunter2', 'gazette.example/rss'],
    ['https://gazette.example/', 'gazette.example'],
    ['hunter2', 'no address'],
  ])('%s holds no secret', (url, shown) => {
    expect(shownAddress(url)).toBe(shown);
  });

  it('is cut where nobody would read on', () => {
    expect(shownAddress(`https://gazette.example/${'x'.repeat(500)}`)).toHaveLength(MAX_SHOWN_CHARS);
  });
});
