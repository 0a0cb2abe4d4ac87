import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatRequest, Post } from '../../src/model.ts';
import { WHY_MAX_WATCHLISTS } from '../../src/newsroom/story-desk.ts';
import { CHART_MIN_MARKS } from '../../src/posts/coverage.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, TRAM_STRIKE } from '../newsroom/articles.ts';
import { FOREIGN_DESK, HOUR_MS, MARA, MINUTE_MS, openStage, type Stage, wordsOf } from '../newsroom/stage.ts';
import { asking, dmOf, PIET, SLACK_DESK } from './asking.ts';

const GAZETTE = 'https://gazette.example/rss';
const HERALD = 'https://herald.example/rss';
const TIDINGS = 'https://tidings.example/rss';

let stage: Stage;
let story: string;

const press = (name: string, more: Partial<ChatRequest> = {}): Promise<Post> =>
  stage.desk.handle(asking(FOREIGN_DESK, 'action', name, more));

beforeEach(async () => {
  stage = await openStage();
  for (const [url, outlet] of [
    [GAZETTE, 'Orlvik Gazette'],
    [HERALD, 'Orlvik Herald'],
    [TIDINGS, 'Tidings'],
  ] as const)
    await stage.subscribe(url, outlet, []);
  await stage.newsroom.watchlists.add({
    query: 'fire AND Orlvik',
    name: 'Fires',
    owner: MARA,
    channel: FOREIGN_DESK,
    options: { updates: 'none' },
  });
  await stage.publish(GAZETTE, [FIRE_BREAKS]);
  story = (await stage.newsroom.stories(24 * HOUR_MS))[0]!.id;
});
afterEach(() => stage.close());

describe('What’s new', () => {
  it('says that there is nothing, and since when', async () => {
    const post = await press(`whatsnew:${story}`);
    expect(post).toMatchObject({ audience: 'asker', headline: { text: expect.stringMatching(/^Nothing new: Fire/) } });
    expect(wordsOf(post)).toMatch(/as of \n2031-03-04/);
  });

  it('tells what the channel was not told, with who says it', async () => {
    await stage.read(TIDINGS, [FIRE_ARREST]);
    const post = await press(`whatsnew:${story}`);
    expect(post).toMatchObject({ audience: 'asker', headline: { text: expect.stringMatching(/^New in: .* fire$/) } });
    expect(wordsOf(post)).toMatch(/Torben Lie, is suspected/);
    expect(post.sources?.map(({ source }) => source)).toContain('Tidings');
  });

  it('where the channel was never told says so', async () => {
    const post = await press(`whatsnew:${story}`, { channel: { platform: 'console', channel: 'city' } });
    expect(wordsOf(post)).toMatch(/Not posted here: Fire[\s\S]*has not been told[\s\S]*\/brief s_/);
  });
});

describe('Why this?', () => {
  it('names the watchlist, the article and the words that brought it', async () => {
    stage.clock.advance(MINUTE_MS);
    const said = wordsOf(await press(`why:${story}`));
    expect(said).toMatch(/Why this\?\nFires[\s\S]*fire AND Orlvik[\s\S]*Orlvik Gazette/);
    expect(said).toMatch(/It matches: fire, Orlvik[\s\S]*was news when it came[\s\S]*Its story was posted 4 Mar 2031/);
  });

  it('explains so many watchlists and no more', async () => {
    for (let n = 0; n < WHY_MAX_WATCHLISTS + 2; n += 1)
      await stage.newsroom.watchlists.add({ query: `tram OR line${n}`, owner: MARA, channel: FOREIGN_DESK });
    await stage.publish(GAZETTE, [{ ...TRAM_STRIKE, publishedAt: '2031-03-04T12:30:00.000Z' }]);
    const { id } = (await stage.newsroom.stories(undefined)).find(({ title }) => title === TRAM_STRIKE.title)!;
    const post = await press(`why:${id}`);
    expect(post.blocks.filter(({ kind }) => kind === 'list')).toHaveLength(WHY_MAX_WATCHLISTS);
  });

  it('says so where no watchlist brought it', async () => {
    const said = wordsOf(await press(`why:${story}`, { channel: { platform: 'console', channel: 'city' } }));
    expect(said).toMatch(/No watchlist brought this story here/);
  });

  it('says so where its watchlist has changed since', async () => {
    await stage.newsroom.watchlists.edit('Fires', { query: 'herring' }, FOREIGN_DESK);
    expect(wordsOf(await press(`why:${story}`))).toMatch(/None of the story’s articles has its words any more/);
  });
});

describe('Timeline', () => {
  it('is drawn where there are some articles over some time, and says in words what is drawn', async () => {
    expect(await press(`timeline:${story}`)).not.toHaveProperty('chart');
    await stage.read(HERALD, [FIRE_RETOLD]);
    await stage.read(TIDINGS, [FIRE_ARREST]);
    const { chart } = await press(`timeline:${story}`);
    expect(chart?.marks.map(({ source }) => source)).toEqual(['Orlvik Gazette', 'Orlvik Herald', 'Tidings']);
    expect(chart?.marks.length).toBeGreaterThanOrEqual(CHART_MIN_MARKS);
    expect(chart?.alt).toMatch(
      /from 4 March 2031 at 12:05 to 4 March 2031 at 15:40 UTC: 3 articles from 3 outlets; first Orlvik Gazette, then/,
    );
  });
});

describe('what one person is shown', () => {
  it.each(['timeline', 'sources', 'whatsnew', 'brief'])('can be shared: %s', async (action) => {
    const post = await press(`${action}:${story}`);
    expect(post.audience).toBe('asker');
    expect(post.actions).toEqual([{ id: `share:${action}:${story}`, label: 'Share here' }]);
    const shared = await press(`share:${action}:${story}`, { asker: PIET });
    expect(shared).toMatchObject({ audience: 'everyone', headline: post.headline, blocks: post.blocks });
    expect(shared.footer).toMatch(/shared by Piet$/);
    expect(shared).not.toHaveProperty('actions');
  });

  it('is not shared in direct messages, where nobody else is', async () => {
    const post = await press(`sources:${story}`, { channel: dmOf(SLACK_DESK, MARA), platform: 'slack' });
    expect(post).not.toHaveProperty('actions');
  });

  it.each(['share:mute:s_1', 'share:watch-remove:w_1', 'share:share:sources:s_1', 'share:', 'share'])(
    'is all that can be shared: not %s',
    async (name) => {
      expect(wordsOf(await press(name))).toMatch(/no longer in use/);
      expect(await stage.newsroom.watchlists.list()).toHaveLength(1);
    },
  );
});
