import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/desk/desk.ts';
import { HOME_MAX_FEEDS, HOME_MAX_STORIES, HOME_MAX_WATCHLISTS, HOME_STORIES_LOOKED_AT } from '../../src/desk/home.ts';
import type { Block, ChatRequest, Home } from '../../src/model.ts';
import type { Newsroom } from '../../src/newsroom/newsroom.ts';
import { FIRE_BREAKS, TRAM_STRIKE } from '../newsroom/articles.ts';
import { MARA, openStage, PaperChat, PaperLog, type Stage, wordsOf } from '../newsroom/stage.ts';
import { ADMIN, asking, dmOf, PIET, SLACK_DESK, typing } from './asking.ts';

const GAZETTE = 'https://gazette.example/rss';
let stage: Stage;

const home = (more: Partial<ChatRequest> = {}): Promise<Home> =>
  stage.desk.home(asking(dmOf(SLACK_DESK, more.asker ?? MARA), 'action', 'home', more));
const titles = ({ sections }: Home): string[] => sections.map(({ title }) => title);
const section = ({ sections }: Home, title: string) => sections.find((each) => each.title === title)!;
const words = (blocks: readonly Block[]): string => wordsOf({ audience: 'asker', blocks });

beforeEach(async () => {
  stage = await openStage();
  await stage.subscribe(GAZETTE, 'Orlvik Gazette', []);
});
afterEach(() => stage.close());

describe('a person’s page', () => {
  it('welcomes them once', async () => {
    expect(titles(await home())).toEqual(['Welcome', 'My watchlists', 'Moving now', 'Settings']);
    expect(titles(await home())).toEqual(['My watchlists', 'Moving now', 'Settings']);
    expect(titles(await home({ asker: PIET }))).toContain('Welcome');
  });

  it('welcomes nobody who has watchlists', async () => {
    await stage.desk.handle(typing(SLACK_DESK, '/watch add fire as City'));
    expect(titles(await home())).not.toContain('Welcome');
  });

  it('offers a new watchlist once', async () => {
    const offers = ({ sections }: Home): number =>
      sections.flatMap(({ actions = [] }) => actions).filter(({ id }) => id === 'form:watch-new').length;
    expect(offers(await home())).toBe(1);
    expect(offers(await home())).toBe(1);
  });

  it('shows their watchlists with the week’s figures and what can be done about them', async () => {
    await stage.desk.handle(typing(SLACK_DESK, '/watch add fire OR tram as City'));
    await stage.desk.handle(typing(SLACK_DESK, '/watch add herring as Sea', { asker: PIET }));
    await stage.publish(GAZETTE, [FIRE_BREAKS, TRAM_STRIKE]);
    await stage.newsroom.deliver([new PaperChat('slack')]);
    const [story] = await stage.newsroom.stories(undefined);
    await stage.desk.handle(asking(SLACK_DESK, 'action', `irrelevant:${story!.id}`));
    const { items = [], actions } = section(await home(), 'My watchlists');
    expect(items).toHaveLength(1);
    expect(words(items[0]!.blocks)).toMatch(/City[\s\S]*2 stories in the last seven days, 1 of them not relevant/);
    expect(items[0]?.actions?.map(({ id }) => id)).toEqual([
      'form:watch-edit:w_1',
      'watch-pause:w_1',
      'watch-remove:w_1',
    ]);
    expect(actions).toMatchObject([{ id: 'form:watch-new', opens: 'form' }]);
  });

  it('shows what comes to them without being theirs, for others to change', async () => {
    await stage.desk.handle(typing(SLACK_DESK, '/watch add fire', { asker: PIET }));
    await stage.desk.handle(typing(SLACK_DESK, '/watch subscribe w_1 me'));
    expect(section(await home(), 'My watchlists').items?.[0]?.actions).toEqual([]);
  });

  it('counts the watchlists that there is no room for', async () => {
    for (let n = 0; n < HOME_MAX_WATCHLISTS + 2; n += 1)
      await stage.desk.handle(typing(SLACK_DESK, `/watch add tram${n}`));
    const mine = section(await home(), 'My watchlists');
    expect(mine.items).toHaveLength(HOME_MAX_WATCHLISTS);
    expect(words(mine.blocks)).toMatch(/^\s*2 more in/);
  });

  it('shows what moves now, most outlets first, each with its brief', async () => {
    await stage.read(GAZETTE, [FIRE_BREAKS, TRAM_STRIKE]);
    const { items = [] } = section(await home(), 'Moving now');
    expect(items.length).toBeLessThanOrEqual(HOME_MAX_STORIES);
    const [{ id, label } = { id: '', label: '' }] = items[0]?.actions ?? [];
    expect(label).toBe('Brief');
    const brief = await stage.desk.handle(asking(dmOf(SLACK_DESK, MARA), 'action', id));
    expect(brief).toMatchObject({ audience: 'asker', footer: expect.stringMatching(/Carried by/) });
  });

  it('shows how the feeds do to those who look after them', async () => {
    expect(titles(await home())).not.toContain('Feeds');
    expect(words(section(await home({ rights: ADMIN }), 'Feeds').blocks)).toMatch(/1 (well|new)\. All of them:/);
  });

  it('names the feeds that need somebody, as many as there is room for', async () => {
    for (let n = 0; n < HOME_MAX_FEEDS + 2; n += 1)
      await stage.newsroom.feeds.add({ url: `https://outlet${n}.example/rss`, outlet: `Outlet ${n}` });
    await stage.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    const { blocks } = section(await home({ rights: ADMIN }), 'Feeds');
    expect(words(blocks)).toMatch(/7 failing/);
    expect(blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))).toHaveLength(HOME_MAX_FEEDS);
    expect(words(blocks)).toMatch(/2 others need a look/);
  });

  it('looks for what moves among so many stories of the last day', async () => {
    let limit = 0;
    const newsroom: Newsroom = {
      ...stage.newsroom,
      stories: async (withinMs, most) => {
        limit = most ?? 0;
        return stage.newsroom.stories(withinMs, most);
      },
    };
    await openDesk(newsroom, stage.log).home(asking(SLACK_DESK, 'action', 'home'));
    expect(limit).toBe(HOME_STORIES_LOOKED_AT);
  });

  it('shows their settings, the zone from their profile first', async () => {
    const shown = section(await home({ zone: 'Europe/Oslo' }), 'Settings');
    expect(words(shown.blocks)).toMatch(/Time zone: \nEurope\/Oslo/);
    expect(shown.actions).toEqual([{ id: 'form:settings', label: 'Change', opens: 'form' }]);
  });

  it('is there even where something is broken', async () => {
    const broken = new Proxy(
      {},
      {
        get: () => {
          throw new TypeError('boom');
        },
      },
    ) as Newsroom;
    const log = new PaperLog();
    const page = await openDesk(broken, log).home(asking(SLACK_DESK, 'action', 'home'));
    expect(words(page.sections[0]!.blocks)).toMatch(/went wrong on our side/);
    expect(log.lines).toHaveLength(1);
  });
});
