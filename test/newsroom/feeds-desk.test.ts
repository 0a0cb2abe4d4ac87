import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import { MOVED_AFTER_POLLS, PAUSE_AFTER_FAILING_MS, PAUSE_AFTER_FAILURES } from '../../src/feeds/health.ts';
import type { FeedHealth } from '../../src/model.ts';
import { MAX_FEEDS_TO_CHOOSE, USUAL_FEED_PATHS } from '../../src/newsroom/feed-search.ts';
import { POLL_MAX_PAGE_FAULTS, POLL_MAX_PAGES } from '../../src/newsroom/item-desk.ts';
import type { Collection, State } from '../../src/ports.ts';
import { PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import { FOREIGN_DESK, HOUR_MS, type Item, MARA, openStage, POLICY, rss, type Stage, wordsOf } from './stage.ts';

const SITE = 'https://gazette.example/';
const FEED = 'https://gazette.example/rss';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.pass(TRAM_STRIKE.publishedAt);
});
afterEach(() => stage.close());

type Announced = readonly [title: string, href: string, type?: string];
const links = (...feeds: readonly Announced[]): string =>
  `<html><head>${feeds
    .map(
      ([title, href, type = 'rss']) =>
        `<link rel="alternate" type="application/${type}+xml" title="${title}" href="${href}">`,
    )
    .join('')}</head><body><p>Hello.</p></body></html>`;
const site = (...feeds: readonly Announced[]): void =>
  stage.web.put(SITE, { body: links(...feeds), contentType: 'text/html' });
const subscribe = (url: string) => stage.newsroom.feeds.subscribe({ url, outlet: 'Orlvik Gazette' });
const poll = () => stage.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
const state = async () => (await stage.newsroom.feeds.list())[0]!;

describe('a feed that somebody wants read', () => {
  beforeEach(() => stage.web.put(FEED, rss(FEED, [PARLIAMENT_VOTE])));

  it('is taken at its own address', async () => {
    expect(await subscribe(FEED)).toMatchObject({ url: FEED, outlet: 'Orlvik Gazette' });
  });

  it('is taken at the address that it has moved to for good', async () => {
    stage.web.put('https://gazette.example/old', { body: rss(FEED, [PARLIAMENT_VOTE]), movedTo: FEED });
    expect(await subscribe('https://gazette.example/old')).toMatchObject({ url: FEED });
  });

  it('is found by its site', async () => {
    site(['Gazette', '/rss']);
    expect(await subscribe(SITE)).toMatchObject({ url: FEED });
  });

  it('is one feed where its site names it in several formats, and its comments', async () => {
    site(['Gazette RSS', '/rss'], ['Gazette Atom', '/atom', 'atom'], ['Comments', '/comments/rss']);
    expect(await subscribe(SITE)).toMatchObject({ url: FEED });
  });

  it.each(USUAL_FEED_PATHS)('is found at %s where its site does not announce it', async (path) => {
    const unannounced = 'https://quiet.example/';
    stage.web.put(unannounced, { body: '<p>Hello.</p>', contentType: 'text/html' });
    stage.web.put(`https://quiet.example${path}`, rss(FEED, [PARLIAMENT_VOTE]));
    expect(await subscribe(unannounced)).toMatchObject({ url: `https://quiet.example${path}` });
  });

  it('is not looked for any further where the site asks us to wait', async () => {
    const unannounced = 'https://quiet.example/';
    stage.web.put(unannounced, { body: '<p>Hello.</p>', contentType: 'text/html' });
    stage.web.fail('https://quiet.example/feed', new NewsroomError('rate_limited', 'Too often.'));
    await expect(subscribe(unannounced)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(stage.web.asked).toHaveLength(2);
  });

  it('is to be chosen where its site has several', async () => {
    site(['World', '/world/rss'], ['City', '/city/rss']);
    await expect(subscribe(SITE)).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringMatching(/2 feeds:\nWorld: https:\/\/gazette.example\/world\/rss\nCity: https/),
      hint: expect.stringContaining('the one that you want'),
    });
  });

  it('is chosen from a list that somebody can read', async () => {
    site(...Array.from({ length: MAX_FEEDS_TO_CHOOSE + 3 }, (_, n) => [`Part ${n}`, `/part-${n}/rss`] as const));
    await expect(subscribe(SITE)).rejects.toMatchObject({ message: expect.stringMatching(/\n… and 3 more$/) });
  });

  it.each([
    ['a page that names none', () => site(), /names none/],
    [
      'a page whose feed is none',
      () => {
        site(['Gazette', '/not']);
        stage.web.put('https://gazette.example/not', { body: '<html><body>Oops</body></html>' });
      },
      /gazette.example\/not as its feed, but that is none/,
    ],
  ])('is refused where there is %s', async (_what, given, words) => {
    stage.web.fail(FEED, new NewsroomError('http_status', 'There is nothing (404).'));
    given();
    await expect(subscribe(SITE)).rejects.toMatchObject({
      code: 'not_a_feed',
      message: expect.stringMatching(words),
      hint: expect.any(String),
    });
    expect(await stage.newsroom.feeds.list()).toEqual([]);
  });

  it('is refused where nobody answers, with the way to add it all the same', async () => {
    stage.web.fail(FEED, new NewsroomError('unreachable', 'gazette.example can’t be reached from here.'));
    await expect(subscribe(FEED)).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('--unchecked'),
    });
    expect(await stage.newsroom.feeds.add({ url: FEED })).toMatchObject({ url: FEED });
  });

  it('is asked once, and not at all where it is known', async () => {
    await subscribe(FEED);
    await subscribe(FEED);
    expect(stage.web.timesAsked(FEED)).toBe(1);
  });

  it('never shows a password', async () => {
    stage.web.put('https://mara:hunter2@gazette.example/', { body: '<p>Hello' });
    const refusal = await subscribe('https://mara:hunter2@gazette.example/').catch((thrown: NewsroomError) => thrown);
    expect(JSON.stringify((refusal as NewsroomError).toRecord())).not.toContain('hunter2');
  });
});

describe('a feed that fails', () => {
  beforeEach(() => stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]));
  const failForDays = async (): Promise<void> => {
    stage.web.fail(FEED, new NewsroomError('timeout', 'gazette.example does not answer.'));
    for (let times = 0; times <= PAUSE_AFTER_FAILURES; times++) {
      await poll();
      stage.clock.advance(PAUSE_AFTER_FAILING_MS / PAUSE_AFTER_FAILURES);
    }
  };

  it('for days is paused, and that is told once, with the reason', async () => {
    await failForDays();
    expect((await state()).standing).toMatch(/^Paused after failing for 3 days .*does not answer/);
    expect(stage.log.lines.filter(({ event }) => event === 'feed paused')).toMatchObject([
      { level: 'error', fields: { outlet: 'Orlvik Gazette', reason: expect.stringContaining('does not answer') } },
    ]);
    const asked = stage.web.timesAsked(FEED);
    await stage.newsroom.readDueFeeds({ backfill: 0 });
    expect(stage.web.timesAsked(FEED)).toBe(asked);
  });

  it.each(['subscribe', 'add'] as const)('is read again when somebody wants it (%s)', async (how) => {
    await failForDays();
    await stage.newsroom.feeds[how]({ url: FEED });
    stage.web.put(FEED, rss(FEED, [TRAM_STRIKE, PARLIAMENT_VOTE]));
    await stage.newsroom.readDueFeeds({ backfill: 0 });
    expect((await state()).health).toMatchObject({ consecutiveFailures: 0, itemsSeen: 2 });
  });

  it('stays paused where it only stands in a file that is imported', async () => {
    await failForDays();
    await stage.newsroom.feeds.import(await stage.newsroom.feeds.export());
    expect((await state()).health).toHaveProperty('pausedAt');
  });

  it('with 410 is paused at once', async () => {
    stage.web.fail(FEED, new NewsroomError('not_found', 'gazette.example/rss is gone for good (410).'));
    await poll();
    expect((await state()).standing).toContain('gone for good');
  });
});

describe('who is told that a feed had to be paused', () => {
  const GONE = new NewsroomError('not_found', 'gazette.example/rss is gone for good (410).');
  const OPERATOR = { platform: 'console', channel: 'operator' } as const;
  const told = () => stage.chat.posted.map(({ channel, post }) => [channel.channel, post.headline?.text]);
  const failAndDeliver = async (newsroom = stage.newsroom, chat = stage.chat): Promise<void> => {
    stage.web.fail(FEED, GONE);
    await newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    await newsroom.deliver([chat]);
  };
  const asksFor = (text: string) =>
    stage.desk.handle({
      platform: 'console',
      channel: FOREIGN_DESK,
      asker: MARA,
      kind: 'command',
      name: 'feeds',
      text,
    });

  beforeEach(() => stage.web.put(FEED, rss(FEED, [PARLIAMENT_VOTE])));

  it('is the channel in which somebody added it, once, with the reason and the way back', async () => {
    await asksFor(`add ${FEED} Orlvik Gazette`);
    expect((await state()).subscription).toMatchObject({ owner: MARA, channel: FOREIGN_DESK });
    await failAndDeliver();
    await failAndDeliver();
    expect(told()).toEqual([['foreign', 'Feed paused: Orlvik Gazette']]);
    expect(wordsOf(stage.chat.posted[0]!.post)).toMatch(/gone for good \(410\)[\s\S]*\/feeds add f_8c46191e/);
  });

  it('is told again where it fails anew after somebody had it read again', async () => {
    await asksFor(`add ${FEED} Orlvik Gazette`);
    await failAndDeliver();
    stage.clock.advance(HOUR_MS);
    stage.web.put(FEED, rss(FEED, [PARLIAMENT_VOTE]));
    await asksFor(`add ${(await state()).subscription.id}`);
    await poll();
    stage.clock.advance(HOUR_MS);
    await failAndDeliver();
    expect(told()).toHaveLength(2);
  });

  it('is whoever adds a feed that nobody had added in a chat', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await asksFor(`add ${FEED}`);
    await failAndDeliver();
    expect(told()).toEqual([['foreign', 'Feed paused: Orlvik Gazette']]);
  });

  it('is the operator where nobody added it in a chat', async () => {
    const operated = await openStage({ feedSource: stage.web.source, policy: { ...POLICY, operator: OPERATOR } });
    await operated.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await failAndDeliver(operated.newsroom);
    expect(told()).toEqual([['operator', 'Feed paused: Orlvik Gazette']]);
    await operated.close();
  });

  it('is the log alone where there is nobody', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await failAndDeliver();
    expect(told()).toEqual([]);
    expect(stage.log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'feed paused' }));
  });

  it('is told once where the process dies before the feed’s health is stored', async () => {
    const { state: inner } = stage.store;
    let isDying = true;
    const dying: State = {
      collection<T>(name: string): Collection<T> {
        const collection = inner.collection<T>(name);
        return {
          get: (key) => collection.get(key),
          delete: (key) => collection.delete(key),
          entries: () => collection.entries(),
          async set(key, value, options) {
            if (isDying && name === 'feed-health' && (value as FeedHealth).pausedAt !== undefined)
              throw new NewsroomError('storage_full', 'The disk is full.');
            await collection.set(key, value, options);
          },
        };
      },
    };
    isDying = false;
    const troubled = await openStage({
      ...stage.store,
      state: dying,
      feedSource: stage.web.source,
      clock: stage.clock,
    });
    await troubled.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette', channel: FOREIGN_DESK, owner: MARA });
    stage.web.fail(FEED, new NewsroomError('timeout', 'No answer.'));
    await troubled.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    isDying = true;
    await failAndDeliver(troubled.newsroom);
    isDying = false;
    stage.clock.advance(HOUR_MS);
    await failAndDeliver(troubled.newsroom);
    expect(told()).toHaveLength(1);
  });

  it('never reads a password', async () => {
    const secret = FEED.replace('https://', 'https://mara:hunter2@');
    stage.web.put(secret, rss(FEED, [PARLIAMENT_VOTE]));
    await asksFor(`add ${secret} Orlvik Gazette`);
    expect(JSON.stringify(await asksFor('check'))).not.toContain('hunter2');
    stage.web.fail(secret, GONE);
    await poll();
    await stage.newsroom.deliver([stage.chat]);
    expect(JSON.stringify([stage.chat.posted, stage.log.lines])).not.toContain('hunter2');
    expect(told()).toHaveLength(1);
  });
});

describe('a first reading that broke off', () => {
  it('is made good by the next, which takes what was cut off for what it is: old', async () => {
    const items: Item[] = [TRAM_STRIKE, PARLIAMENT_VOTE];
    let partial: NewsroomError | undefined = new NewsroomError('unreachable', 'gazette.example broke off.');
    const source = {
      async fetch(url: string) {
        const body = new TextEncoder().encode(rss(FEED, partial === undefined ? items : items.slice(0, 1)));
        const fetched = { url, status: 200, notModified: false, body, validators: { etag: '"v1"' } };
        return partial === undefined ? fetched : { ...fetched, partial };
      },
    };
    const broken = await openStage({ feedSource: source });
    broken.clock.pass(TRAM_STRIKE.publishedAt);
    await broken.newsroom.watchlists.add({ query: 'tram OR quota', owner: MARA, channel: FOREIGN_DESK });
    await broken.newsroom.feeds.add({ url: FEED });
    await broken.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    expect((await broken.newsroom.feeds.list())[0]).toMatchObject({
      health: { itemsSeen: 1, lastError: 'Read in part: gazette.example broke off.' },
      standing: expect.stringContaining('broke off'),
    });
    partial = undefined;
    await broken.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    await broken.newsroom.deliver([broken.chat]);
    const [state] = await broken.newsroom.feeds.list();
    expect(state?.health).toMatchObject({ itemsSeen: 2, etag: '"v1"' });
    expect(state?.health).not.toHaveProperty('lastError');
    expect(broken.chat.posted).toEqual([]);
    await broken.close();
  });
});

describe('a feed that has moved', () => {
  const NEW = 'https://gazette.example/feeds/all.xml';
  const move = async (): Promise<void> => {
    stage.web.put(FEED, { body: rss(FEED, [PARLIAMENT_VOTE]), movedTo: NEW });
    stage.web.put(NEW, rss(NEW, [PARLIAMENT_VOTE]));
    for (let polls = 0; polls < MOVED_AFTER_POLLS; polls++) await poll();
  };

  it('is known by its new address', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
    await move();
    const [feed] = await stage.newsroom.feeds.list();
    expect(await stage.newsroom.feeds.add({ url: NEW })).toEqual(feed?.subscription);
    expect(await stage.newsroom.feeds.remove(NEW)).toEqual(feed?.subscription);
  });

  it('to where another is read is paused, so that nothing is asked twice', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Old' });
    await stage.newsroom.feeds.add({ url: NEW, outlet: 'New' });
    await move();
    const standings = new Map(
      (await stage.newsroom.feeds.list()).map(({ subscription, standing }) => [subscription.outlet, standing]),
    );
    expect(standings.get('Old')).toMatch(
      /^Paused: it has moved to gazette.example\/feeds\/all.xml, which is read already/,
    );
    expect(standings.get('New')).not.toContain('Paused');
  });

  it('keeps its name and password', async () => {
    const secret = FEED.replace('https://', 'https://mara:hunter2@');
    await stage.newsroom.feeds.add({ url: secret, outlet: 'Orlvik Gazette' });
    stage.web.put(secret, { body: rss(FEED, [PARLIAMENT_VOTE]), movedTo: NEW });
    for (let polls = 0; polls < MOVED_AFTER_POLLS; polls++) await poll();
    expect((await state()).subscription.url).toBe(NEW.replace('https://', 'https://mara:hunter2@'));
    expect(JSON.stringify(stage.log.lines)).not.toContain('hunter2');
  });
});

it('a feed that has fallen silent says so in its standing', async () => {
  const hourly: Item[] = Array.from({ length: 30 }, (_, n) => ({
    guid: `h${n}`,
    title: `Hourly bulletin ${n}`,
    text: '',
    publishedAt: stage.clock.ago(n * HOUR_MS),
  }));
  await stage.subscribe(FEED, 'Orlvik Gazette', hourly);
  stage.clock.advance(9 * HOUR_MS);
  await poll();
  expect((await state()).standing).toMatch(/^Usually 24 a day, none for 9 h\. Last read/);
});

describe('the pages behind teasers', () => {
  const teasers = (count: number): Item[] =>
    Array.from({ length: count }, (_, n) => ({
      guid: `t${n}`,
      link: `https://gazette.example/t/${n}`,
      title: `Teaser ${n}`,
      text: `Short ${n}.`,
      publishedAt: stage.clock.ago(n * HOUR_MS),
    }));
  const pagesAsked = (): string[] => stage.web.asked.map(({ url }) => url).filter((url) => url.includes('/t/'));

  it('are fetched for the newest items of a poll, the others are taken as the feed has them', async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', teasers(POLL_MAX_PAGES + 5));
    expect([pagesAsked().length, (await state()).health?.itemsSeen]).toEqual([POLL_MAX_PAGES, POLL_MAX_PAGES + 5]);
    expect(pagesAsked()).toContain('https://gazette.example/t/0');
  });

  it('are given up for a poll when their host does not answer', async () => {
    for (let n = 0; n < 20; n++)
      stage.web.fail(`https://gazette.example/t/${n}`, new NewsroomError('timeout', 'No answer.'));
    await stage.subscribe(FEED, 'Orlvik Gazette', teasers(20));
    expect([pagesAsked().length, (await state()).health?.itemsSeen]).toEqual([POLL_MAX_PAGE_FAULTS, 20]);
  });
});
