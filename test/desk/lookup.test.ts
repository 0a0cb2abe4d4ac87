import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/desk/desk.ts';
import type { ChatRequest, LookupKind } from '../../src/model.ts';
import { CHOICE_MAX_CHARS, LOOKUP_KEPT_MS, LOOKUP_STORIES } from '../../src/newsroom/lookup-desk.ts';
import type { Newsroom } from '../../src/newsroom/newsroom.ts';
import { FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from '../newsroom/articles.ts';
import { DAY_MS, MARA, openStage, PaperLog, type Stage } from '../newsroom/stage.ts';
import { asking, dmOf, PIET, SLACK_DESK, typing } from './asking.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  for (const [source, item] of [
    ['Orlvik Gazette', FIRE_BREAKS],
    ['Orlvik Herald', FIRE_RETOLD],
    ['Orlvik Gazette', TRAM_STRIKE],
    ['Orlvik Gazette', PARLIAMENT_VOTE],
  ] as const)
    await stage.newsroom.ingest({ ...item, source, url: item.link! });
});
afterEach(() => stage.close());

const look = (of: LookupKind, text: string, limit = 25, more: Partial<ChatRequest> = {}) =>
  stage.desk.lookup(of, asking(SLACK_DESK, 'command', 'brief', { text, ...more }), limit);
const labels = async (...args: Parameters<typeof look>) => (await look(...args)).map(({ label }) => label);

describe('stories', () => {
  it.each([
    ['fire', FIRE_BREAKS.title],
    ['FIR', FIRE_BREAKS.title],
    ['dock orl', FIRE_BREAKS.title],
    ['tram', TRAM_STRIKE.title],
    // no title has it, an article has
    ['Halvorsen', FIRE_BREAKS.title],
  ])('by %j', async (typed, title) => {
    const [best] = await look('story', typed);
    expect(best).toMatchObject({ value: expect.stringMatching(/^s_/), label: title, note: expect.any(String) });
  });

  it('are the newest where nothing is typed, no more than asked for', async () => {
    expect(await look('story', '')).toHaveLength(3);
    expect(await look('story', '', 2)).toHaveLength(2);
  });

  it('are none where nothing matches', async () => {
    expect(await look('story', 'zeppelin')).toEqual([]);
  });

  it('are those of a moment ago, and soon the new ones', async () => {
    await look('story', '');
    await stage.newsroom.ingest({
      title: 'Zeppelin over Havn harbour',
      text: 'It flew low on Tuesday.',
      source: 'Tidings',
    });
    stage.clock.advance(LOOKUP_KEPT_MS);
    expect(await labels('story', 'zepp')).toEqual(['Zeppelin over Havn harbour']);
  });
});

describe('watchlists', () => {
  beforeEach(async () => {
    await stage.desk.handle(typing(SLACK_DESK, '/watch add fire as Fires'));
    await stage.desk.handle(typing(SLACK_DESK, '/watch add tram as Trams', { asker: PIET }));
    await stage.desk.handle(typing({ ...SLACK_DESK, channel: 'C2' }, '/watch add quota as Sea', { asker: PIET }));
    await stage.desk.handle(typing(dmOf(SLACK_DESK, MARA), '/watch add herring as Private'));
    await stage.desk.handle(typing(dmOf(SLACK_DESK, PIET), '/watch add dock as Secret', { asker: PIET }));
  });

  it('are those of the channel and the asker’s own', async () => {
    expect((await labels('watchlist', '')).sort()).toEqual(['Fires', 'Private', 'Trams']);
  });

  it.each([
    ['tra', 'w_2'],
    ['w_1', 'w_1'],
    ['herring', 'w_4'],
  ])('are found by %j', async (typed, id) => {
    expect((await look('watchlist', typed))[0]?.value).toBe(id);
  });
});

describe('feeds and topics', () => {
  it('feeds are found by outlet and host', async () => {
    await stage.newsroom.feeds.add({ url: 'https://www.gazette.example/rss', outlet: 'Orlvik Gazette' });
    const [feed] = await stage.newsroom.feeds.list();
    for (const typed of ['', 'orl', 'gazette'])
      expect(await look('feed', typed)).toEqual([
        { value: feed!.subscription.id, label: 'Orlvik Gazette', note: 'gazette.example' },
      ]);
    expect(await look('feed', 'herald')).toEqual([]);
  });

  it('topics are the names of the news, those that most outlets carry first', async () => {
    expect((await labels('topic', ''))[0]).toBe('Orlvik');
    expect(await labels('topic', 'vel')).toEqual(['Velmora']);
  });
});

describe('whatever is looked up', () => {
  it('is short enough for every platform', async () => {
    await stage.newsroom.ingest({
      title: `Heron ${'🪶'.repeat(200)}`,
      text: 'It flew over the marsh on Tuesday.',
      source: 'Tidings',
    });
    for (const { value, label, note = '' } of await look('story', 'heron')) {
      for (const each of [value, label, note]) expect(each.length).toBeLessThanOrEqual(CHOICE_MAX_CHARS);
      expect(label.isWellFormed()).toBe(true);
    }
  });

  it.each(['(((', '"', '\u0000', '%', 'AND OR NOT', '*', 'x'.repeat(9_000)])('takes %j', async (typed) => {
    for (const of of ['story', 'watchlist', 'feed', 'topic'] as const)
      expect(Array.isArray(await look(of, typed))).toBe(true);
  });

  it('is nothing where something is broken; the log says why', async () => {
    const broken = new Proxy(
      {},
      {
        get: () => {
          throw new TypeError('boom');
        },
      },
    ) as Newsroom;
    const log = new PaperLog();
    expect(await openDesk(broken, log).lookup('story', asking(SLACK_DESK, 'command', 'brief'), 5)).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  it('looks through no more titles than it says', () => {
    expect(LOOKUP_STORIES).toBeLessThanOrEqual(500);
  });
});
