import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Watchlist } from '../../src/model.ts';
import { CHANNEL_MAX_WATCHLISTS, WATCHLIST_NAME_MAX_CHARS } from '../../src/newsroom/watch-desk.ts';
import { REFRESH_MS } from '../../src/newsroom/watch-store.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import { CITY_DESK, DAY_MS, FOREIGN_DESK, MARA, MINUTE_MS, openStage, type Stage } from './stage.ts';

const FEED = 'https://gazette.example/rss';
const HERALD = 'https://herald.example/rss';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(() => stage.close());

const watchlists = () => stage.newsroom.watchlists;
const add = (query: string, more: Partial<Pick<Watchlist, 'name' | 'channel'>> = {}) =>
  watchlists().add({ query, owner: MARA, channel: FOREIGN_DESK, ...more });
const names = async (channel = FOREIGN_DESK) => (await watchlists().list(channel)).map(({ name }) => name);

describe('a watchlist', () => {
  it('gets a short id, the name it is given, and its query in one form', async () => {
    expect(await add('fire  Orlvik', { name: 'Fires' })).toMatchObject({
      id: 'w_1',
      name: 'Fires',
      query: 'fire AND Orlvik',
      owner: MARA,
      channel: FOREIGN_DESK,
    });
    expect((await add('tram')).id).toBe('w_2');
  });

  it('is named by its query where nobody names it, and no longer than a list can show', async () => {
    expect((await add('tram')).name).toBe('tram');
    expect((await add('fire', { name: 'x'.repeat(500) })).name).toHaveLength(WATCHLIST_NAME_MAX_CHARS);
  });

  it('whose query can not be read is refused with the place', async () => {
    await expect(add('fire AND (tram')).rejects.toMatchObject({
      code: 'bad_query',
      message: expect.stringContaining('^'),
      hint: expect.any(String),
    });
    expect(await names()).toEqual([]);
  });

  it('is kept once however often the same query is added to a channel', async () => {
    const first = await add('fire  Orlvik');
    expect((await add('fire AND Orlvik')).id).toBe(first.id);
    expect(await names()).toHaveLength(1);
    expect((await add('fire AND Orlvik', { channel: CITY_DESK })).id).not.toBe(first.id);
  });

  it('that is added again while it is paused watches again', async () => {
    const { id } = await add('fire');
    await watchlists().pause(id);
    expect((await add('fire')).pausedAt).toBeUndefined();
    expect(await watchlists().list()).toMatchObject([{ id }]);
  });

  it('belongs to its channel: another neither lists nor removes it', async () => {
    const { id } = await add('fire', { name: 'Fires' });
    expect(await names(CITY_DESK)).toEqual([]);
    await expect(watchlists().remove(id, CITY_DESK)).rejects.toMatchObject({ code: 'not_found' });
    await expect(watchlists().pause('Fires', CITY_DESK)).rejects.toMatchObject({ code: 'not_found' });
    expect(await names()).toEqual(['Fires']);
  });

  it('belongs to its workspace: the same channel elsewhere is another', async () => {
    const here = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
    await add('fire', { channel: here });
    expect(await watchlists().list({ ...here, workspace: 'T2' })).toEqual([]);
  });

  it.each(['w_1', 'Fires', 'fIRES '])('is found by its id or its name, as in “%s”', async (wanted) => {
    await add('fire', { name: 'Fires' });
    expect((await watchlists().remove(wanted, FOREIGN_DESK)).name).toBe('Fires');
    expect(await names()).toEqual([]);
  });

  it.each(['pause', 'resume', 'remove'] as const)('that is not there: %s says so and what to do', async (verb) => {
    await expect(watchlists()[verb]('w_9', FOREIGN_DESK)).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('/watch add'),
    });
    await expect(watchlists()[verb]('', FOREIGN_DESK)).rejects.toMatchObject({ message: 'Which watchlist?' });
  });

  it('is paused and resumed', async () => {
    const { id } = await add('fire');
    expect(await watchlists().pause(id)).toMatchObject({ pausedAt: new Date(stage.clock.now()).toISOString() });
    expect(await watchlists().resume(id)).not.toHaveProperty('pausedAt');
  });

  it('is one of a bounded number in its channel', async () => {
    for (let n = 0; n < CHANNEL_MAX_WATCHLISTS; n++) await add(`topic${n}`);
    await expect(add('one-more')).rejects.toMatchObject({ code: 'too_large', hint: expect.stringContaining('remove') });
    await expect(add('one-more', { channel: CITY_DESK })).resolves.toMatchObject({ query: 'one-more' });
  });

  it('has an id of its own, however many are added at the same moment', async () => {
    const added = await Promise.all(['fire', 'tram', 'herring'].map((query) => add(query)));
    expect(new Set(added.map(({ id }) => id)).size).toBe(3);
    expect(await names()).toHaveLength(3);
  });

  it('is there again when the newsroom is opened again', async () => {
    await add('fire', { name: 'Fires' });
    const again = await stage.another();
    expect(await again.watchlists.list()).toMatchObject([{ name: 'Fires' }]);
  });
});

describe('another process', () => {
  it('has its changes taken up before feeds are next read', async () => {
    const other = await stage.another();
    await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
    await other.watchlists.add({ query: 'fire', owner: MARA, channel: FOREIGN_DESK });
    stage.clock.advance(REFRESH_MS);
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(stage.chat.alerts).toHaveLength(1);
  });

  it('that pauses and removes watchlists silences them here', async () => {
    const [fire, tram] = [await add('fire'), await add('tram')];
    await stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
    const other = await stage.another();
    await other.watchlists.pause(fire.id);
    await other.watchlists.remove(tram.id);
    stage.clock.advance(REFRESH_MS);
    await stage.publish(FEED, [FIRE_BREAKS, TRAM_STRIKE]);
    expect(stage.chat.posted).toEqual([]);
  });

  it('never loses a watchlist to one that is added here at the same time', async () => {
    const other = await stage.another();
    await other.watchlists.add({ query: 'fire', owner: MARA, channel: FOREIGN_DESK });
    await add('tram');
    const third = await stage.another();
    expect((await third.watchlists.list()).map(({ query }) => query).sort()).toEqual(['fire', 'tram']);
  });

  it('that removed a watchlist does not see it come back by a pause here', async () => {
    const { id } = await add('fire');
    await (await stage.another()).watchlists.remove(id);
    await expect(watchlists().pause(id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await (await stage.another()).watchlists.list()).toEqual([]);
  });
});

describe('a query that is tried out', () => {
  beforeEach(async () => {
    await stage.subscribe(FEED, 'Orlvik Gazette', [FIRE_BREAKS, TRAM_STRIKE, PARLIAMENT_VOTE]);
    await stage.subscribe(HERALD, 'Orlvik Herald', [FIRE_RETOLD]);
  });

  it('counts alerts by story, articles by article, and shows the latest', async () => {
    const tried = await watchlists().test('fire OR tram');
    expect(tried).toMatchObject({ total7d: 2, total30d: 2, articles30d: 3, verdict: 'fine' });
    expect(tried.latest).toHaveLength(2);
    expect(tried.perDay.filter(({ alerts }) => alerts > 0)).toEqual([{ day: '2031-03-04', alerts: 2 }]);
  });

  it('that finds nothing is offered wider ones that do', async () => {
    const tried = await watchlists().test('fire AND elephants');
    expect(tried).toMatchObject({ total30d: 0, verdict: 'never' });
    expect(tried.suggestions.length).toBeGreaterThan(0);
  });

  it('looks back for thirty days', async () => {
    stage.clock.advance(31 * DAY_MS);
    expect(await watchlists().test('fire')).toMatchObject({ total30d: 0, articles30d: 0 });
  });

  it('is not stored, and alerts nobody', async () => {
    await watchlists().test('fire');
    expect(await watchlists().list()).toEqual([]);
  });
});

describe('why an article did or did not alert', () => {
  const stages = async (id: string, url: string) => (await watchlists().explain(id, url)).stages;
  const failed = async (id: string, url: string) =>
    (await stages(id, url)).filter(({ passed }) => !passed).map(({ what }) => what);

  beforeEach(() => stage.subscribe(FEED, 'Orlvik Gazette', [PARLIAMENT_VOTE]));

  it('is that it was posted', async () => {
    const { id } = await add('fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(await failed(id, FIRE_BREAKS.link!)).toEqual([]);
    expect((await stages(id, FIRE_BREAKS.link!)).at(-1)?.what).toMatch(/^Its story was posted 4 Mar 2031 at 12:06 UTC/);
  });

  it('is that no feed has brought it', async () => {
    const { id } = await add('fire');
    expect(await failed(id, 'https://gazette.example/unheard-of')).toEqual([expect.stringContaining('Not seen')]);
  });

  it('is that it does not match, with what is missing and what is in the way', async () => {
    const { id } = await add('fire AND elephants AND NOT Orlvik');
    await stage.publish(FEED, [FIRE_BREAKS]);
    const [why] = await failed(id, FIRE_BREAKS.link!);
    expect(why).toMatch(/No match\. “elephants” is not in the article\. Orlvik is there and must not be\./);
  });

  it('is that the watchlist is paused', async () => {
    const { id } = await add('fire');
    await watchlists().pause(id);
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(await failed(id, FIRE_BREAKS.link!)).toContainEqual(expect.stringMatching(/paused since 4 Mar 2031/));
  });

  it('is that it came before the watchlist', async () => {
    stage.clock.advance(MINUTE_MS);
    const { id } = await add('herring');
    expect(await failed(id, PARLIAMENT_VOTE.link!)).toContainEqual(expect.stringContaining('before the watchlist'));
  });

  it('is that its post waits', async () => {
    const { id } = await add('fire');
    await stage.read(FEED, [FIRE_BREAKS]);
    expect(await failed(id, FIRE_BREAKS.link!)).toEqual([expect.stringMatching(/waits to be posted, due 4 Mar 2031/)]);
  });

  it('is that the post was given up, with the reason', async () => {
    const { id } = await add('fire');
    stage.chat.refuse('channel_gone', 'The channel #foreign is gone.');
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(await failed(id, FIRE_BREAKS.link!)).toContainEqual(expect.stringMatching(/given up: .*#foreign is gone/));
  });

  it('is told by the article’s id as well', async () => {
    const { id } = await add('herring');
    const [story] = await stage.newsroom.stories(undefined);
    expect((await watchlists().explain(id, story!.articleIds[0]!)).article?.title).toBe(PARLIAMENT_VOTE.title);
  });

  it('needs a watchlist that is there', async () => {
    await expect(watchlists().explain('w_7', FIRE_BREAKS.link!)).rejects.toMatchObject({ code: 'not_found' });
    await expect(watchlists().explain('', '')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is that its outlet has taken it back since', async () => {
    const { id } = await add('fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    stage.clock.advance(MINUTE_MS);
    await stage.read(FEED, [
      { ...FIRE_BREAKS, title: 'Retraction', text: 'Retraction: we have withdrawn this story.' },
    ]);
    expect(await failed(id, FIRE_BREAKS.link!)).toEqual([
      expect.stringMatching(/^Its outlet has taken it back: we found out 4 Mar 2031 at/),
    ]);
  });

  it('writes the names of outlets as they do', async () => {
    const { id } = await add('source:Herald AND fire');
    await stage.publish(FEED, [FIRE_BREAKS]);
    expect(await failed(id, FIRE_BREAKS.link!)).toContainEqual('No match. The outlet is Orlvik Gazette, not “Herald”.');
  });

  it('is found for an article that arrived in an already posted story', async () => {
    const { id } = await add('arrested');
    await stage.publish(FEED, [FIRE_BREAKS]);
    await stage.publish(FEED, [FIRE_ARREST]);
    expect(await failed(id, FIRE_ARREST.link!)).toEqual([]);
  });
});
