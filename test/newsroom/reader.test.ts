import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import { MOVED_AFTER_POLLS } from '../../src/feeds/health.ts';
import { FEED_MAX_ITEMS, TEASER_MAX_CHARS } from '../../src/newsroom/reader.ts';
import type { Archive } from '../../src/ports.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import { FOREIGN_DESK, HOUR_MS, type Item, MARA, MINUTE_MS, openStage, page, rss, type Stage } from './stage.ts';

const FEED = 'https://gazette.example/rss';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(() => stage.close());

const titles = async (): Promise<string[]> => {
  const stories = await stage.newsroom.stories(undefined);
  const articles = await stage.store.archive.articles(stories.flatMap(({ articleIds }) => articleIds));
  return articles.map(({ title }) => title).sort();
};
const health = async () => (await stage.newsroom.feeds.list())[0]!;
const poll = (backfill = 0) => stage.newsroom.readDueFeeds({ backfill, now: 'all' });
const watch = (query: string) => stage.newsroom.watchlists.add({ query, owner: MARA, channel: FOREIGN_DESK });

describe('the first reading of a feed', () => {
  const items = [FIRE_BREAKS, TRAM_STRIKE, PARLIAMENT_VOTE];

  it('stores everything and posts nothing', async () => {
    await watch('fire OR tram OR parliament');
    await stage.subscribe(FEED, 'Orlvik Gazette', items);
    await stage.newsroom.deliver([stage.chat]);
    expect(await titles()).toHaveLength(3);
    expect(stage.chat.posted).toEqual([]);
  });

  it('posts the newest items where a backfill is asked for, oldest of them first', async () => {
    await watch('fire OR tram OR parliament');
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    stage.web.put(FEED, rss(FEED, items));
    stage.clock.pass(TRAM_STRIKE.publishedAt);
    await poll(2);
    await stage.newsroom.deliver([stage.chat]);
    expect(stage.chat.alerts.map(({ post }) => post.headline?.text)).toEqual([FIRE_BREAKS.title, TRAM_STRIKE.title]);
  });

  it('is still the first where the one before failed', async () => {
    await watch('fire OR tram');
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    stage.web.fail(FEED, new NewsroomError('timeout', 'No answer in 20 s.'));
    await poll();
    stage.web.put(FEED, rss(FEED, items));
    stage.clock.pass(TRAM_STRIKE.publishedAt);
    await poll();
    await stage.newsroom.deliver([stage.chat]);
    expect([(await titles()).length, stage.chat.posted]).toEqual([3, []]);
  });
});

describe('a later reading', () => {
  beforeEach(() => stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]));

  it('alerts about what is new', async () => {
    await watch('fire OR parliament');
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(stage.chat.alerts.map(({ post }) => post.headline?.text)).toEqual([FIRE_BREAKS.title]);
  });

  it('of an unchanged feed reads no page and stores nothing', async () => {
    const asked = stage.web.asked.length;
    await poll();
    expect(stage.web.asked.slice(asked).map(({ url }) => url)).toEqual([FEED]);
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title]);
  });

  it('offers the validators and takes 304 for success', async () => {
    stage.web.put(FEED, { body: rss(FEED, [PARLIAMENT_VOTE]), etag: '"v1"' });
    await poll();
    await poll();
    expect(stage.web.asked.at(-1)).toEqual({ url: FEED, validators: { etag: '"v1"' } });
    expect((await health()).health).toMatchObject({ consecutiveFailures: 0, etag: '"v1"' });
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title]);
  });

  it('takes a corrected item as a revision', async () => {
    await stage.publish(FEED, [{ ...PARLIAMENT_VOTE, text: PARLIAMENT_VOTE.text.replace('94 to 71', '95 to 70') }]);
    const [story] = await stage.newsroom.stories(undefined);
    const articles = await stage.store.archive.articles(story!.articleIds);
    expect(articles).toMatchObject([{ revision: 2, text: expect.stringContaining('95 to 70') }]);
  });

  it('comes when it is due, not before', async () => {
    const before = stage.web.timesAsked(FEED);
    await stage.newsroom.readDueFeeds({ backfill: 0 });
    expect(stage.web.timesAsked(FEED)).toBe(before);
    stage.clock.advance(HOUR_MS);
    await stage.newsroom.readDueFeeds({ backfill: 0 });
    expect(stage.web.timesAsked(FEED)).toBe(before + 1);
  });

  it('reads nothing more once it is told to stop', async () => {
    const before = stage.web.asked.length;
    await stage.newsroom.readDueFeeds({ backfill: 0, now: 'all', signal: AbortSignal.abort() });
    expect(stage.web.asked).toHaveLength(before);
  });

  it('that fails says why, keeps what was read and the validators', async () => {
    stage.web.put(FEED, { body: rss(FEED, [PARLIAMENT_VOTE]), etag: '"v1"' });
    await poll();
    stage.web.fail(FEED, new NewsroomError('http_status', 'gazette.example answered 503.'));
    await poll();
    const { health: after, standing } = await health();
    expect(after).toMatchObject({ etag: '"v1"', consecutiveFailures: 1, lastError: 'gazette.example answered 503.' });
    expect(standing).toContain('answered 503');
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title]);
  });

  it('of one feed is not stopped by the failure of another', async () => {
    await stage.newsroom.feeds.add({ url: 'https://dead.example/rss' });
    stage.web.fail('https://dead.example/rss', new NewsroomError('unreachable', 'No such host.'));
    await stage.publish(FEED, [TRAM_STRIKE]);
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title, TRAM_STRIKE.title]);
  });

  it('of a page in place of a feed is a failure in words', async () => {
    stage.web.put(FEED, { body: page('Welcome', 'This is our home page.'), contentType: 'text/html' });
    await poll();
    expect((await health()).health).toMatchObject({ consecutiveFailures: 1, lastError: expect.stringMatching(/feed/) });
  });
});

describe('a bad item', () => {
  const failingOn = (title: string, state: { broken: boolean }) => {
    const { archive } = stage.store;
    return {
      ...archive,
      async commit(step) {
        if (state.broken && step.article.title === title) throw new NewsroomError('storage_full', 'The disk is full.');
        await archive.commit(step);
      },
    } satisfies Archive;
  };

  it('does not cost the others, and is tried again until it is in: only then are the validators kept', async () => {
    const state = { broken: true };
    const troubled = await openStage({ ...stage.store, archive: failingOn(TRAM_STRIKE.title, state) });
    await troubled.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    troubled.clock.pass(TRAM_STRIKE.publishedAt);
    troubled.web.put(FEED, { body: rss(FEED, [FIRE_BREAKS, TRAM_STRIKE, PARLIAMENT_VOTE]), etag: '"v1"' });
    await troubled.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    const [after] = await troubled.newsroom.feeds.list();
    expect([await titles(), after?.health?.etag]).toEqual([
      [FIRE_BREAKS.title, PARLIAMENT_VOTE.title].sort(),
      undefined,
    ]);
    state.broken = false;
    await troubled.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    const [healed] = await troubled.newsroom.feeds.list();
    expect([(await titles()).length, healed?.health?.etag]).toEqual([3, '"v1"']);
    await troubled.close();
  });

  it('with neither title nor text is passed over', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [{ title: '', text: '', guid: 'empty' }, PARLIAMENT_VOTE]);
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title]);
    expect((await health()).health?.consecutiveFailures).toBe(0);
  });
});

describe('a teaser', () => {
  const TEASER: Item = {
    ...FIRE_BREAKS,
    text: 'A fire broke out at the grain dock in Orlvik and injured four workers.',
  };

  it('is replaced by the text of its page', async () => {
    stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, FIRE_BREAKS.text), contentType: 'text/html' });
    await stage.subscribe(FEED, 'Orlvik Gazette', [TEASER]);
    const [story] = await stage.newsroom.stories(undefined);
    const [article] = await stage.store.archive.articles(story!.articleIds);
    expect(article?.text).toBe(FIRE_BREAKS.text);
    expect(article?.text).not.toContain('All rights reserved');
  });

  it('stays where its page can not be had', async () => {
    stage.web.fail(FIRE_BREAKS.link!, new NewsroomError('http_status', 'gazette.example answered 403.'));
    await stage.subscribe(FEED, 'Orlvik Gazette', [TEASER]);
    const [story] = await stage.newsroom.stories(undefined);
    expect((await stage.store.archive.articles(story!.articleIds))[0]?.text).toBe(TEASER.text);
    expect(stage.log.lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'page not read' }));
    expect((await health()).health?.consecutiveFailures).toBe(0);
  });

  it('stays where its page says less', async () => {
    stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, 'Log in.'), contentType: 'text/html' });
    await stage.subscribe(FEED, 'Orlvik Gazette', [TEASER]);
    const [story] = await stage.newsroom.stories(undefined);
    expect((await stage.store.archive.articles(story!.articleIds))[0]?.text).toBe(TEASER.text);
  });

  it('is what is short: a full text fetches no page', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [{ ...TEASER, text: 'Long enough. '.repeat(TEASER_MAX_CHARS / 10) }]);
    expect(stage.web.timesAsked(FIRE_BREAKS.link!)).toBe(0);
  });
});

describe('a feed', () => {
  it('that has moved for good is read at its new address from then on', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
    const moved = 'https://gazette.example/feeds/all.xml';
    stage.web.put(FEED, { body: rss(FEED, [PARLIAMENT_VOTE]), movedTo: moved });
    stage.web.put(moved, { body: rss(moved, [PARLIAMENT_VOTE]) });
    for (let polls = 0; polls < MOVED_AFTER_POLLS; polls++) await poll();
    const { subscription } = await health();
    expect(subscription.url).toBe(moved);
    await poll();
    expect(stage.web.asked.at(-1)?.url).toBe(moved);
    expect(await titles()).toEqual([PARLIAMENT_VOTE.title]);
  });

  it('that was removed is asked no more, and what was read from it stays', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
    await stage.newsroom.feeds.remove(FEED);
    const before = stage.web.asked.length;
    await poll();
    expect([stage.web.asked.length, await titles()]).toEqual([before, [PARLIAMENT_VOTE.title]]);
  });

  it('that is added twice is one feed', async () => {
    const first = await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    stage.clock.advance(MINUTE_MS);
    expect(await stage.newsroom.feeds.add({ url: `${FEED}?utm_source=x`, outlet: 'Another name' })).toEqual(first);
    expect(await stage.newsroom.feeds.list()).toHaveLength(1);
  });

  it.each(['', 'gazette', 'ftp://gazette.example/rss', 'javascript:alert(1)', 'file:///etc/passwd'])(
    'is refused where its address is “%s”',
    async (url) => {
      await expect(stage.newsroom.feeds.add({ url })).rejects.toMatchObject({
        code: 'bad_input',
        hint: expect.any(String),
      });
    },
  );

  it('is named after its host where nobody names it', async () => {
    expect((await stage.newsroom.feeds.add({ url: 'https://www.gazette.example/rss' })).outlet).toBe('gazette.example');
  });

  it.each(['', 'f_none', 'https://other.example/rss'])('“%s” that is not there can not be removed', async (id) => {
    await expect(stage.newsroom.feeds.remove(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of more items than anybody publishes is read as far as its newest', async () => {
    const many: Item[] = Array.from({ length: FEED_MAX_ITEMS + 3 }, (_, n) => ({
      guid: `g${n}`,
      title: `Note ${n}`,
      text: '',
    }));
    // Titles alone keep this quick: what is counted is how many items are looked at.
    const looked: string[] = [];
    const { archive } = stage.store;
    const counting = {
      ...archive,
      identify: async (keys) => {
        looked.push(...keys);
        return new Map();
      },
      articles: async () => [],
      commit: async () => {},
    } satisfies Archive;
    const bounded = await openStage({ ...stage.store, archive: counting });
    await bounded.subscribe(FEED, 'Orlvik Gazette', many);
    expect(new Set(looked.filter((key) => key.startsWith('guid:'))).size).toBe(FEED_MAX_ITEMS);
    await bounded.close();
  });

  it('list comes back from OPML as it went out', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik & Co "Gazette"', tags: ['city'] });
    const opml = await stage.newsroom.feeds.export();
    const elsewhere = await openStage();
    expect(await elsewhere.newsroom.feeds.import(opml)).toMatchObject([{ url: FEED, outlet: 'Orlvik & Co "Gazette"' }]);
    expect(await elsewhere.newsroom.feeds.import(opml)).toHaveLength(1);
    expect(await elsewhere.newsroom.feeds.list()).toHaveLength(1);
    await elsewhere.close();
  });
});

describe('an address that is handed in', () => {
  it('of a feed gives its items, once', async () => {
    stage.clock.pass(TRAM_STRIKE.publishedAt);
    stage.web.put(FEED, rss(FEED, [FIRE_BREAKS, TRAM_STRIKE]));
    expect(await stage.newsroom.ingestUrl(FEED)).toEqual(['new', 'new']);
    expect(await stage.newsroom.ingestUrl(FEED)).toEqual(['seen', 'seen']);
  });

  it('of a page gives its article', async () => {
    stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, FIRE_BREAKS.text), contentType: 'text/html' });
    expect(await stage.newsroom.ingestUrl(FIRE_BREAKS.link!)).toEqual(['new']);
    expect(await titles()).toEqual([FIRE_BREAKS.title]);
  });

  it('of a home page gives the feed that it announces', async () => {
    const home = `<html><head><title>Gazette</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><p>Hello.</p></body></html>`;
    stage.web.put('https://gazette.example/', { body: home, contentType: 'text/html' });
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    stage.web.put(FEED, rss(FEED, [FIRE_BREAKS]));
    expect(await stage.newsroom.ingestUrl('https://gazette.example/')).toEqual(['new']);
    expect(await titles()).toEqual([FIRE_BREAKS.title]);
  });

  it('posts nothing', async () => {
    await watch('fire');
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    stage.web.put(FEED, rss(FEED, [FIRE_BREAKS]));
    await stage.newsroom.ingestUrl(FEED);
    await stage.newsroom.deliver([stage.chat]);
    expect(stage.chat.posted).toEqual([]);
  });
});

describe('a saved file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each([
    ['feed.xml', rss(FEED, [FIRE_RETOLD, FIRE_ARREST]), 2],
    ['page.html', page(FIRE_BREAKS.title, FIRE_BREAKS.text), 1],
    ['note.txt', `${FIRE_BREAKS.title}\n\n${FIRE_BREAKS.text}`, 1],
  ])('%s is read as what it is', async (name, text, articles) => {
    stage.clock.pass(FIRE_ARREST.publishedAt);
    expect(await stage.newsroom.ingestFile({ name, bytes: bytes(text) })).toHaveLength(articles);
    expect((await stage.newsroom.report()).articles).toBe(articles);
  });

  it('that is not the feed it says it is, is refused', async () => {
    await expect(stage.newsroom.ingestFile({ name: 'x.xml', bytes: bytes('not a feed') })).rejects.toMatchObject({
      code: 'not_a_feed',
    });
  });
});
