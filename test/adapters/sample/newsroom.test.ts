import { decodeHTML } from 'entities';
import Parser from 'rss-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../../adapters/sample/content.ts';
import { type SampleNewsroom, startSampleNewsroom } from '../../../adapters/sample/newsroom.ts';

const SECOND_MS = 1000;
let elapsedMs: number;
let sample: SampleNewsroom;

beforeEach(async () => {
  elapsedMs = 0;
  sample = await startSampleNewsroom({ clock: { now: () => elapsedMs } });
});
afterEach(() => sample.close());

async function read(url: string) {
  const body = await (await fetch(url)).text();
  return new Parser().parseString(body);
}

async function allItems() {
  const feeds = await Promise.all(sample.feeds.map(({ url }) => read(url)));
  return feeds.flatMap((feed) => feed.items);
}

const urlOf = (outlet: string): string => sample.feeds.find((feed) => feed.outlet === outlet)!.url;

describe('the sample feeds', () => {
  it('are five, of RSS and Atom, and parse with titles, links, ids and dates', async () => {
    expect(sample.feeds).toHaveLength(5);
    for (const { outlet, url } of sample.feeds) {
      const feed = await read(url);
      expect(feed.title).toBe(outlet);
      expect(feed.items.length).toBeGreaterThanOrEqual(5);
      for (const item of feed.items) {
        expect(item.title).toBeTruthy();
        expect(item.guid ?? item.id).toMatch(/^tag:[a-z]+\.example,2025:/);
        expect(item.link).toContain(new URL(url).origin);
        expect(item.isoDate).toMatch(/^2025-07-0[123]T/);
      }
    }
  });

  it('carry the whole text at some outlets and a teaser at others', async () => {
    const whole = (await read(urlOf('Merrow Bay Tribune'))).items[0];
    const teaser = (await read(urlOf('The Saltmarsh Courier'))).items[0];
    expect(whole?.['content:encoded']).toMatch(/<p>.+<\/p>\n<p>/);
    expect(teaser?.['content:encoded']).toBeUndefined();
    expect(teaser?.content).toMatch(/…$/);
  });

  it('answer 304 to a reader who has the newest state, and 200 once there is more', async () => {
    const url = urlOf('The Saltmarsh Courier');
    const first = await fetch(url);
    const etag = first.headers.get('etag')!;
    const since = first.headers.get('last-modified')!;
    const statuses = async () =>
      Promise.all(
        [
          { 'If-None-Match': etag },
          { 'If-None-Match': `"other", W/${etag}` },
          { 'If-Modified-Since': since },
          { 'If-None-Match': '"other"', 'If-Modified-Since': since },
        ].map(async (headers) => (await fetch(url, { headers })).status),
      );
    expect(await statuses()).toEqual([304, 304, 304, 200]);
    await sample.advance();
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });

  it('answer 304 without a body', async () => {
    const url = urlOf('Vantry Dispatch');
    const etag = (await fetch(url)).headers.get('etag')!;
    expect(await (await fetch(url, { headers: { 'If-None-Match': etag } })).text()).toBe('');
  });
});

describe('the sample pages', () => {
  it('hold every paragraph of their article, among their outlet’s own boilerplate', async () => {
    while (await sample.advance());
    const links = (await allItems()).map((item) => item.link!);
    const drafts = loadContent().batches.flat();
    expect(links).toHaveLength(drafts.length);
    for (const draft of drafts) {
      const link = links.find((candidate) => candidate.endsWith(`/${draft.outlet}/${draft.section}/${draft.slug}`))!;
      const response = await fetch(link);
      const page = decodeHTML(await response.text());
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(draft.paragraphs.filter((paragraph) => !page.includes(`<p>${paragraph}</p>`))).toEqual([]);
      expect(page).toMatch(/e-mail|comment|newsletter|crowns a week/i);
      expect(page).not.toMatch(/\{\{|undefined/);
    }
  });

  it('lead from the front page to the feed', async () => {
    const url = urlOf('The Ostwick Observer');
    const page = await (await fetch(new URL('.', url))).text();
    expect(page).toContain(`href="${url}"`);
  });

  it.each([
    ['/nothing/here', 'GET', 404],
    ['/saltmarsh-courier/world/nothing', 'GET', 404],
    ['/robots.txt', 'GET', 200],
    ['/robots.txt', 'POST', 405],
    ['/saltmarsh-courier/rss.xml', 'HEAD', 200],
  ])('%s, asked by %s, answers %i', async (path, method, status) => {
    const response = await fetch(new URL(path, sample.feeds[0]!.url), { method });
    expect(response.status).toBe(status);
  });
});

describe('the sample phases', () => {
  it('each add items, until all has been told', async () => {
    const counts = [(await allItems()).length];
    while (await sample.advance()) counts.push((await allItems()).length);
    expect(counts).toHaveLength(sample.phases);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(await sample.advance()).toBe(false);
  });

  it('begin before the news that the first watchlist waits for', async () => {
    const titles = (await allItems()).map((item) => item.title);
    expect(titles.filter((title) => /taliban|kabul/i.test(title ?? ''))).toEqual([]);
    await sample.advance();
    const recognition = (await allItems()).filter((item) => /recogni[szt]/i.test(item.title ?? ''));
    expect(recognition).toHaveLength(3);
  });

  it('stamp new items after the opening and all earlier items, never after the sample’s clock', async () => {
    let newest = sample.startsAt;
    let known = new Set((await allItems()).map((item) => item.link));
    for (let phase = 1; phase < sample.phases; phase += 1) {
      elapsedMs += 10 * SECOND_MS;
      await sample.advance();
      const items = await allItems();
      const stamps = items.filter((item) => !known.has(item.link)).map((item) => item.isoDate!);
      expect(stamps.length).toBeGreaterThan(0);
      expect(stamps.every((stamp) => stamp > newest)).toBe(true);
      expect(new Set(stamps).size).toBe(stamps.length);
      newest = stamps.sort().at(-1)!;
      expect(Date.parse(newest)).toBeLessThanOrEqual(sample.clock.now());
      known = new Set(items.map((item) => item.link));
    }
  });

  it('come hours apart, and the clock with them', async () => {
    await sample.advance();
    const first = sample.clock.now();
    await sample.advance();
    expect(sample.clock.now() - first).toBeGreaterThan(3 * 60 * 60 * SECOND_MS);
    while (await sample.advance());
    const newest = (await allItems())
      .map((item) => item.isoDate!)
      .sort()
      .at(-1)!;
    expect(sample.clock.now()).toBe(Date.parse(newest));
  });
});
