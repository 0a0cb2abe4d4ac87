import { describe, expect, it } from 'vitest';
import {
  createRobots,
  MAX_CRAWL_DELAY_MS,
  MAX_ROBOTS_CHARS,
  MAX_SITES_REMEMBERED,
  ROBOTS_KEPT_MS,
  ROBOTS_RETRY_MS,
} from '../../../adapters/web/robots.ts';
import { NewsroomError } from '../../../src/errors.ts';
import type { Fetched } from '../../../src/ports.ts';

const PAGE = 'https://news.example/story';

/** Robots over sites whose robots.txt is `text`, or fails as given, and the addresses that were asked. */
function robots(text: string | NewsroomError) {
  const asked: string[] = [];
  const clock = { ms: 0, now: () => clock.ms };
  const made = createRobots({
    userAgent: 'Nutgraf/0.1 (desk@example.org)',
    clock,
    async fetch(url): Promise<Fetched> {
      asked.push(url);
      if (text instanceof NewsroomError) throw text;
      return { url, status: 200, notModified: false, body: new TextEncoder().encode(text), validators: {} };
    },
  });
  return { made, asked, clock };
}

describe('robots.txt', () => {
  it.each([
    ['allows what it does not name', 'User-agent: *\nDisallow: /admin', undefined],
    ['refuses what it names', 'User-agent: *\nDisallow: /story', 'not_allowed'],
    ['is meant for us where it names us', 'User-agent: nutgraf\nAllow: /\n\nUser-agent: *\nDisallow: /', undefined],
    ['may be anything at all', '<html>not found</html>', undefined],
    ['is missing', new NewsroomError('http_status', 'There is nothing there (404).'), undefined],
    ['is in trouble', new NewsroomError('unavailable', 'It has a fault.'), 'unavailable'],
    ['is past reading', new NewsroomError('timeout', 'It did not answer.'), 'timeout'],
    ['is read only so far', `${'#'.repeat(MAX_ROBOTS_CHARS)}\nUser-agent: *\nDisallow: /`, undefined],
  ])('%s', async (_what, text, code) => {
    const outcome = await robots(text)
      .made.mustAllow(PAGE)
      .then(
        () => undefined,
        (thrown: NewsroomError) => thrown.code,
      );
    expect(outcome).toBe(code);
  });

  it.each([
    ['', 0],
    ['User-agent: *\nCrawl-delay: 2.5', 2_500],
    ['User-agent: *\nCrawl-delay: 20\n\nUser-agent: nutgraf\nCrawl-delay: 3', 3_000],
    ['User-agent: *\nCrawl-delay: a while', 0],
    ['User-agent: *\nCrawl-delay: 86400', MAX_CRAWL_DELAY_MS],
  ])('tells the pause that it asks for: %j', async (text, pauseMs) => {
    expect(await robots(text).made.mustAllow(PAGE)).toBe(pauseMs);
  });

  it('is asked once for many pages, and again when it is old', async () => {
    const { made, asked, clock } = robots('');
    await Promise.all([made.mustAllow(PAGE), made.mustAllow(`${PAGE}/2`), made.mustAllow('https://other.example/a')]);
    expect(asked.sort()).toEqual(['https://news.example/robots.txt', 'https://other.example/robots.txt']);
    clock.ms = ROBOTS_KEPT_MS;
    await made.mustAllow(PAGE);
    expect(asked).toHaveLength(3);
  });

  it('is asked again sooner where it was in trouble', async () => {
    const { made, asked, clock } = robots(new NewsroomError('unavailable', 'no'));
    await made.mustAllow(PAGE).catch(() => undefined);
    clock.ms = ROBOTS_RETRY_MS;
    await made.mustAllow(PAGE).catch(() => undefined);
    expect(asked).toHaveLength(2);
  });

  it('is forgotten for the site asked longest ago, of very many', async () => {
    const { made, asked } = robots('');
    for (let site = 0; site <= MAX_SITES_REMEMBERED; site++) await made.mustAllow(`https://site${site}.example/`);
    await made.mustAllow('https://site0.example/');
    expect(asked).toHaveLength(MAX_SITES_REMEMBERED + 2);
  });

  it('says nothing of what is no address', async () => {
    await expect(robots('').made.mustAllow('nonsense')).resolves.toBe(0);
  });
});
