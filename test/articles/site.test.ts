import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/articles/page.ts';
import { isSameSite } from '../../src/articles/site.ts';

describe('isSameSite', () => {
  it.each([
    ['https://www.echo.example/a', 'https://echo.example/a', true],
    ['https://amp.echo.example/a', 'http://www.echo.example/b', true],
    ['https://echo.co.uk/a', 'https://news.echo.co.uk/a', true],
    ['https://echo.co.uk/a', 'https://post.co.uk/a', false],
    ['https://echo.example/a', 'https://post.example.net/a', false],
    ['https://echo-example.cdn.ampproject.org/c/a', 'https://echo.example/a', true],
  ])('%s and %s: %s', (shown, canonical, same) => {
    expect(isSameSite(shown, canonical)).toBe(same);
  });
});

describe('the canonical address of a page', () => {
  const canonical = (href: string): ReturnType<typeof extractPage> =>
    extractPage(`<link rel="canonical" href="${href}"><h1>Board closes northern quay</h1><p>The board voted.</p>`, {
      url: 'https://post.example/quay?utm_source=x',
    });

  it('is the page’s own on its site', () => {
    expect(canonical('https://www.post.example/quay')).toMatchObject({ canonicalUrl: 'https://www.post.example/quay' });
  });

  it('is the original’s on another site, and the copy stays an article of its own', () => {
    const page = canonical('https://echo.example.org/quay');
    expect(page).toMatchObject({
      url: 'https://post.example/quay?utm_source=x',
      originalUrl: 'https://echo.example.org/quay',
    });
    expect(page).not.toHaveProperty('canonicalUrl');
  });
});
