/** The bounds of looking again, and what must not go wrong beside it. What it finds is told in test/e2e/withdrawn.test.ts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import { CONFIRMED_AFTER_MS, REVISITS_AFTER_MS } from '../../src/feeds/revisits.ts';
import type { Brief } from '../../src/model.ts';
import { openLibrary } from '../../src/newsroom/library.ts';
import {
  CHANGED_TEXT_MIN_SHARE,
  openRevisitDesk,
  REVISIT_CONCURRENCY,
  REVISITS_LOOKED_UP_MS,
  type RevisitDesk,
  ROUND_MAX_REVISITS,
} from '../../src/newsroom/revisit-desk.ts';
import type { Collection, FeedSource, State } from '../../src/ports.ts';
import { FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, WIRE_TEXT } from './articles.ts';
import { FOREIGN_DESK, HOUR_MS, MARA, openStage, page, type Stage, wordsOf } from './stage.ts';

const FEED = 'https://gazette.example/rss';
const GONE = new NewsroomError('not_found', 'It is gone for good (410).', { status: 410 });
const MISSING = new NewsroomError('http_status', 'There is nothing (404).', { status: 404 });
const FIRST_VISIT_MS = REVISITS_AFTER_MS[0]!;

let stage: Stage;
const watch = (query: string, on: Stage = stage) =>
  on.newsroom.watchlists.add({ query, owner: MARA, channel: FOREIGN_DESK });
const pagesAsked = (from: number): string[] =>
  stage.web.asked
    .slice(from)
    .map(({ url }) => url)
    .filter((url) => !url.endsWith('/rss'));
async function pass(ms: number): Promise<void> {
  stage.clock.advance(ms);
  await stage.newsroom.lookAgain();
  await stage.newsroom.deliver([stage.chat]);
}

beforeEach(async () => {
  stage = await openStage();
  await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
});
afterEach(() => stage.close());

describe('looking again', () => {
  /** A desk that follows so many articles, on seven hosts. */
  async function following(count: number, pageSource: FeedSource = stage.world.pageSource): Promise<RevisitDesk> {
    const { archive } = stage.store;
    const ids = Array.from({ length: count }, (_, n) => `m${n}`);
    for (const [n, id] of ids.entries())
      await stage.newsroom.ingest({
        id,
        url: `https://outlet-${n % 7}.example/news/${n}`,
        title: `Note ${n}`,
        text: '',
      });
    const world = { ...stage.world, pageSource };
    const desk = openRevisitDesk({ world, library: openLibrary(archive), alertsFor: async () => [] });
    const sources = (await archive.articles(ids)).map((article, n) => ({ ...article, n, articleId: article.id }));
    await desk.follow({ brief: { sources } as unknown as Brief, deliveredAt: stage.clock.ago(0) });
    return desk;
  }

  it('takes so many pages a round, and looks up what is due only so often', async () => {
    const desk = await following(ROUND_MAX_REVISITS + 5);
    const before = stage.web.asked.length;
    stage.clock.advance(FIRST_VISIT_MS);
    await desk.askDue();
    expect(pagesAsked(before)).toHaveLength(ROUND_MAX_REVISITS);
    stage.clock.advance(REVISITS_LOOKED_UP_MS - 1);
    await desk.askDue();
    expect(pagesAsked(before)).toHaveLength(ROUND_MAX_REVISITS);
    stage.clock.advance(1);
    await desk.askDue();
    expect(new Set(pagesAsked(before)).size).toBe(ROUND_MAX_REVISITS + 5);
  });

  it('asks so many hosts at one time, and each for one page', async () => {
    const asking = new Set<string>();
    let mostAtOnce = 0;
    const desk = await following(21, {
      async fetch(url) {
        const { host } = new URL(url);
        expect(asking).not.toContain(host);
        asking.add(host);
        mostAtOnce = Math.max(mostAtOnce, asking.size);
        await new Promise(setImmediate);
        asking.delete(host);
        throw MISSING;
      },
    });
    stage.clock.advance(FIRST_VISIT_MS);
    await desk.askDue();
    expect(mostAtOnce).toBe(REVISIT_CONCURRENCY);
  });

  it('ends when it is told to', async () => {
    await watch('fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    stage.clock.advance(FIRST_VISIT_MS);
    const before = stage.web.asked.length;
    await stage.newsroom.lookAgain(AbortSignal.abort());
    expect(pagesAsked(before)).toEqual([]);
  });

  it('asks for nothing that no channel was told of', async () => {
    await stage.publish(FEED, [FIRE_BREAKS]);
    const before = stage.web.asked.length;
    await pass(FIRST_VISIT_MS);
    expect(pagesAsked(before)).toEqual([]);
  });

  it('makes up for one visit only where the machine slept', async () => {
    await watch('fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, FIRE_BREAKS.text), contentType: 'text/html' });
    const before = stage.web.asked.length;
    await pass(48 * HOUR_MS);
    await pass(HOUR_MS);
    expect(pagesAsked(before)).toHaveLength(1);
    await pass(23 * HOUR_MS);
    expect(pagesAsked(before)).toHaveLength(2);
  });
});

describe('a post is made once', () => {
  it('even where its articles can not be followed', async () => {
    const broken = <T>(collection: Collection<T>): Collection<T> => ({
      ...collection,
      get: (key) => collection.get(key),
      delete: (key) => collection.delete(key),
      entries: () => collection.entries(),
      set: async () => {
        throw new NewsroomError('storage_full', 'The disk is full.');
      },
    });
    const state: State = {
      collection<T>(name: string): Collection<T> {
        const collection = stage.store.state.collection<T>(name);
        return name === 'revisits' ? broken(collection) : collection;
      },
    };
    const troubled = await openStage({ ...stage.store, state, clock: stage.clock });
    await troubled.subscribe('https://other.example/rss', 'Other', []);
    await watch('fire', troubled);
    await troubled.publish('https://other.example/rss', [FIRE_BREAKS]);
    stage.clock.advance(HOUR_MS);
    await troubled.newsroom.deliver([troubled.chat]);
    expect(troubled.chat.posted).toHaveLength(1);
    expect(troubled.log.lines).toContainEqual(expect.objectContaining({ event: 'articles of a post not followed' }));
  });
});

describe('an article that its outlet takes back', () => {
  it('is told of where it stood in a digest', async () => {
    await stage.newsroom.watchlists.add({
      query: 'fire',
      owner: MARA,
      channel: FOREIGN_DESK,
      options: { digest: { every: 'hour' } },
    });
    await stage.publish(FEED, [FIRE_BREAKS]);
    await pass(HOUR_MS);
    expect(stage.chat.alerts).toHaveLength(1);
    stage.web.fail(FIRE_BREAKS.link!, GONE);
    await pass(FIRST_VISIT_MS);
    await pass(HOUR_MS);
    const told = [...stage.chat.posted, ...stage.chat.edits].map(({ post }) => wordsOf(post));
    expect(told.filter((words) => words.includes('has withdrawn'))).toHaveLength(1);
  });

  it('is told of where it only copies another', async () => {
    await stage.close();
    stage = await openStage();
    await stage.subscribe(FEED, 'Orlvik Gazette', []);
    await stage.subscribe('https://herald.example/rss', 'Orlvik Herald', []);
    await watch('Sternair');
    const wire = { title: 'Sternair to cut 1,200 jobs', text: WIRE_TEXT, publishedAt: FIRE_BREAKS.publishedAt! };
    await stage.read(FEED, [{ ...wire, guid: 'w1', link: 'https://gazette.example/sternair' }]);
    await stage.publish('https://herald.example/rss', [
      { ...wire, guid: 'w2', link: 'https://herald.example/sternair' },
    ]);
    expect(stage.chat.alerts[0]?.post.footer).toMatch(/^Carried by 2 outlets/);
    stage.web.fail('https://herald.example/sternair', GONE);
    stage.web.put('https://gazette.example/sternair', { body: page(wire.title, WIRE_TEXT), contentType: 'text/html' });
    await pass(FIRST_VISIT_MS);
    expect(stage.chat.edits.at(-1)?.post.sources).toMatchObject([{ source: 'Orlvik Gazette' }]);
    expect(wordsOf(stage.chat.replies[0]!.post)).toContain('Orlvik Herald has withdrawn');
  });

  it('brings no channel a first post that another article would have brought', async () => {
    await stage.subscribe('https://herald.example/rss', 'Orlvik Herald', []);
    await watch('Fjordkorn AND conveyor');
    await stage.publish(FEED, [FIRE_BREAKS]);
    stage.clock.advance(HOUR_MS);
    await stage.newsroom.watchlists.add({
      query: 'barley',
      owner: MARA,
      channel: { ...FOREIGN_DESK, channel: 'farm' },
    });
    await stage.publish('https://herald.example/rss', [
      { ...FIRE_RETOLD, text: FIRE_RETOLD.text.replace('barley', 'grain') },
    ]);
    stage.web.fail(FIRE_BREAKS.link!, GONE);
    await pass(FIRST_VISIT_MS);
    expect(new Set(stage.chat.posted.map(({ channel }) => channel.channel))).toEqual(new Set(['foreign']));
  });

  it('is not taken for changed where its page holds less than a share of it', async () => {
    await watch('fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    const put = (text: string) =>
      stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, text), contentType: 'text/html' });
    put(FIRE_BREAKS.text);
    await pass(FIRST_VISIT_MS);
    const cut = FIRE_BREAKS.text.slice(0, Math.floor(FIRE_BREAKS.text.length * (CHANGED_TEXT_MIN_SHARE - 0.02)));
    put(cut.replace('eighty', 'ninety'));
    await pass(5 * HOUR_MS);
    await pass(CONFIRMED_AFTER_MS);
    expect(stage.chat.edits).toEqual([]);
  });
});
