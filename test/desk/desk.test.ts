import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REQUEST_MAX_CHARS } from '../../src/desk/command.ts';
import { openDesk, STORIES_SHOWN } from '../../src/desk/desk.ts';
import { LISTED_MAX } from '../../src/desk/watch.ts';
import type { ChatRequest, Post } from '../../src/model.ts';
import type { Newsroom } from '../../src/newsroom/newsroom.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from '../newsroom/articles.ts';
import {
  CITY_DESK,
  DAY_MS,
  FOREIGN_DESK,
  MARA,
  openStage,
  PaperLog,
  rss,
  type Stage,
  wordsOf,
} from '../newsroom/stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  for (const [source, item] of [
    ['Orlvik Gazette', FIRE_BREAKS],
    ['Orlvik Herald', FIRE_RETOLD],
    ['Tidings', FIRE_ARREST],
    ['Orlvik Gazette', TRAM_STRIKE],
    ['Orlvik Gazette', PARLIAMENT_VOTE],
  ] as const)
    await stage.newsroom.ingest({ ...item, source, url: item.link! });
});

afterEach(() => stage.close());

const request = (
  kind: ChatRequest['kind'],
  name: string,
  text: string,
  more: Partial<ChatRequest> = {},
): ChatRequest => ({
  platform: 'console',
  channel: FOREIGN_DESK,
  asker: MARA,
  kind,
  name,
  text,
  ...more,
});
/** `/watch add x`, as a person types it. */
const type = (line: string, more: Partial<ChatRequest> = {}): Promise<Post> => {
  const [name = '', ...rest] = line.slice(1).split(' ');
  return stage.desk.handle(request('command', name, rest.join(' '), more));
};
const says = async (line: string, more: Partial<ChatRequest> = {}): Promise<string> => wordsOf(await type(line, more));
const storyId = async () => (await stage.newsroom.brief('fire Orlvik')).storyId;

describe('/ask and plain questions', () => {
  const QUESTION = 'how many workers were injured in the fire at the grain dock in Orlvik?';

  it.each([
    ['as a command', () => type(`/ask ${QUESTION}`)],
    ['in so many words', () => stage.desk.handle(request('question', '', QUESTION))],
    ['as an option', () => type('/ask', { options: { question: QUESTION } })],
    ['through the one command', () => type(`/nutgraf ask ${QUESTION}`)],
  ])('are answered with quotations, outlets and links, %s', async (_, asked) => {
    const post = await asked();
    expect(post.audience).toBe('everyone');
    expect(wordsOf(post)).toMatch(/four/i);
    expect(post.blocks.some(({ kind }) => kind === 'quote')).toBe(true);
    expect(post.sources?.[0]).toMatchObject({ source: expect.any(String), url: expect.stringMatching(/^https:/) });
    expect(post.footer).toMatch(/independent source/);
  });

  it('that our coverage does not answer are refused in words', async () => {
    const post = await type('/ask was the mayor of Velmora arrested?');
    expect(wordsOf(post)).toMatch(/Not in our coverage/);
  });

  it('go on in a thread, and only there', async () => {
    await type('/ask who cut the herring quota?', { thread: 't1' });
    expect(await says('/ask and when?', { thread: 't1' })).toMatch(/herring/);
    expect(await says('/ask and when?', { thread: 't2' })).not.toMatch(/herring/);
  });

  it('go on for each person by themselves where there is no thread', async () => {
    await type('/ask who cut the herring quota?');
    expect(await says('/ask and when?', { asker: { id: 'U2', name: 'Piet' } })).not.toMatch(/herring/);
    expect(await says('/ask and when?')).toMatch(/herring/);
  });
});

describe('/brief', () => {
  it.each([
    ['a topic', () => '/brief fire Orlvik'],
    ['a story’s id', (id: string) => `/brief ${id}`],
    ['a topic in other letters', () => '/brief FIRE orlvik'],
  ])('of %s is a cited brief', async (_, line) => {
    const id = await storyId();
    const post = await type(line(id));
    expect(post.footer).toMatch(new RegExp(`Carried by 3 outlets, 3 independent.*${id}`));
    expect(post.sources).toHaveLength(3);
    expect(wordsOf(post)).toMatch(/\[1\]/);
  });

  it('of what nobody wrote about says so', async () => {
    expect(await says('/brief zeppelins')).toMatch(/Nothing that we have read is about “zeppelins”/);
  });
});

describe('/watch', () => {
  it('add stores the watchlist for this channel and says what it would have done', async () => {
    const post = await type('/watch add fire AND Orlvik as Orlvik desk');
    expect(post.headline?.text).toBe('Watching: Orlvik desk');
    expect(wordsOf(post)).toMatch(/1 alert in the last 7 days/);
    expect(await stage.newsroom.watchlists.list(FOREIGN_DESK)).toMatchObject([{ name: 'Orlvik desk', owner: MARA }]);
  });

  it.each([
    ['“grain dock” as “Orlvik desk”', '"grain dock"', 'Orlvik desk'],
    ['“grain dock” AND NOT „tram strike“', '"grain dock" AND NOT "tram strike"', undefined],
    ['person:“Runa Halvorsen” as Runa’s fires', 'person:"Runa Halvorsen"', 'Runa’s fires'],
    ['“known as safe” as Safety', '"known as safe"', 'Safety'],
    ['“known as safe”', '"known as safe"', undefined],
  ])('add takes the quotation marks that a Mac types: %s', async (typed, query, name) => {
    await type(`/watch add ${typed}`);
    expect(await stage.newsroom.watchlists.list(FOREIGN_DESK)).toMatchObject([{ query, name: name ?? query }]);
  });

  it('add takes what a platform has taken apart', async () => {
    await type('/watch add', { options: { query: 'fire as it is', name: 'Fires' } });
    expect(await stage.newsroom.watchlists.list()).toMatchObject([{ name: 'Fires' }]);
  });

  it('add of a query that can not be read draws a caret under the place, for the asker alone', async () => {
    const post = await type('/watch add fire AND (tram');
    expect(post).toMatchObject({
      audience: 'asker',
      blocks: [{ kind: 'code', text: expect.stringMatching(/\n\s+\^/) }, {}],
    });
    expect(wordsOf(post)).toMatch(/This would work: /);
  });

  it('list shows this channel’s watchlists, and whether they are paused', async () => {
    expect(await says('/watch list')).toMatch(/No watchlists here/);
    await type('/watch add fire as Fires');
    await type('/watch pause Fires');
    expect(await says('/watch list')).toMatch(/Fires[\s\S]*paused[\s\S]*w_1/);
    expect(await says('/watch')).toMatch(/Fires/);
    expect(await says('/watch list', { channel: CITY_DESK })).toMatch(/No watchlists here/);
  });

  it.each([
    ['pause', 'w_1', /paused/],
    ['pause', 'Orlvik desk', /paused/],
    ['pause', '“Orlvik desk”', /paused/],
    ['resume', 'w_1', /watching again/],
    ['remove', 'orlvik DESK', /removed/],
  ])('%s %s is done and said', async (verb, which, said) => {
    await type('/watch add fire as Orlvik desk');
    expect(await says(`/watch ${verb} ${which}`)).toMatch(said);
  });

  it('test shows what a query would have done and stores nothing', async () => {
    expect(await says('/watch test fire')).toMatch(/What this query would have done[\s\S]*1 alert in the last 7 days/);
    expect(await stage.newsroom.watchlists.list()).toEqual([]);
  });

  it.each(['w_1', 'Orlvik desk', '“Orlvik desk”'])('explain %s tells stage by stage', async (which) => {
    stage.clock.advance(DAY_MS);
    await type('/watch add fire as Orlvik desk');
    const said = await says(`/watch explain ${which} ${FIRE_BREAKS.link}`);
    expect(said).toMatch(/Orlvik desk: Fire at Orlvik grain dock/);
    expect(said).toMatch(/✓ [\s\S]*✗ [\s\S]*before the watchlist was made/);
  });

  it('explain says what it needs', async () => {
    await type('/watch add fire as Fires');
    for (const typed of ['', ' w_1']) expect(await says(`/watch explain${typed}`)).toMatch(/\/watch explain ID URL/);
  });

  it('list shows no more than a screen holds, and those that have a word', async () => {
    for (let n = 0; n < LISTED_MAX + 5; n += 1) await type(`/watch add tram${n} as Line ${n}`);
    const all = await says('/watch list');
    expect(all).toMatch(/^45 watchlists[\s\S]*5 more are not shown[\s\S]*Line 39/);
    expect(all).not.toContain('Line 40');
    expect(await says('/watch list TRAM44')).toMatch(/^1 watchlist\n[\s\S]*Line 44/);
    expect(await says('/watch list zeppelin')).toMatch(/No watchlist here has “zeppelin”/);
  });

  it('subscribe in its own channel says that there is nothing to do', async () => {
    await type('/watch add fire as Fires');
    expect(await says('/watch subscribe Fires')).toMatch(/Fires: belongs to this channel already/);
    expect(await says('/watch subscribe Fires', { channel: CITY_DESK })).toMatch(
      /Fires: comes to this channel as well/,
    );
    expect(await says('/watch unsubscribe Fires', { channel: CITY_DESK })).toMatch(/no longer comes to this channel/);
  });

  it('add of what is there already takes the new name, and goes on under its id', async () => {
    await type('/watch add fire as Fires');
    expect(await says('/watch add fire as Blazes')).toMatch(/Watching: Blazes[\s\S]*w_1/);
    expect(await stage.newsroom.watchlists.list(FOREIGN_DESK)).toMatchObject([{ id: 'w_1', name: 'Blazes' }]);
  });

  it('explain does not tell one channel of another’s watchlists', async () => {
    await type('/watch add fire as Secret', { channel: CITY_DESK });
    expect(await says(`/watch explain Secret ${FIRE_BREAKS.link}`)).toMatch(/There is no watchlist “Secret” here/);
  });
});

describe('/stories, /feeds and /help', () => {
  it('/stories lists what moved, newest first, with ids to go on with', async () => {
    const post = await type('/stories');
    expect(post.headline?.text).toBe('3 stories');
    expect(wordsOf(post)).toMatch(/3 outlets, 3 independent/);
    expect(wordsOf(post)).toContain(await storyId());
  });

  it('/stories says so where there are none', async () => {
    stage.clock.advance(30 * DAY_MS);
    expect(await says('/stories')).toMatch(/No stories yet/);
  });

  it('/stories shows no more than can be read', async () => {
    expect(STORIES_SHOWN).toBeLessThanOrEqual(20);
  });

  it('/feeds adds, lists and removes', async () => {
    expect(await says('/feeds')).toMatch(/No feeds/);
    stage.web.put('https://gazette.example/rss', rss('https://gazette.example', [FIRE_BREAKS]));
    expect(await says('/feeds add https://gazette.example/rss Orlvik Gazette')).toMatch(/Orlvik Gazette\nAdded/);
    const [feed] = await stage.newsroom.feeds.list();
    for (const line of ['/feeds', '/feeds list', '/feeds check'])
      expect(await says(line)).toMatch(/1 feed\nOrlvik Gazette[\s\S]*Not asked yet/);
    expect(await says(`/feeds remove ${feed?.subscription.id}`)).toMatch(/Removed/);
    expect(await stage.newsroom.feeds.list()).toEqual([]);
  });

  it.each(['/help', '/nutgraf', '/nutgraf help', '/watch help'])('%s shows every command', async (line) => {
    const said = await says(line);
    for (const command of ['/ask', '/brief', '/watch add', '/watch list', '/stories', '/feeds'])
      expect(said).toContain(command);
  });
});

describe('what can not be done is said to the asker alone, with what to do', () => {
  it.each([
    ['/asks who won?', /There is no \/asks\.\nDid you mean \/ask\?/],
    ['/wtach list', /Did you mean \/watch\?/],
    ['/frobnicate', /There is no \/frobnicate\.\nType \/help/],
    ['/constructor', /There is no \/constructor/],
    ['/__proto__', /There is no \/__proto__/],
    ['/ask', /\/ask needs a question\.\nFor example: \/ask/],
    ['/ask    ', /needs a question/],
    ['/brief', /\/brief needs a topic/],
    ['/watch ad fire', /Did you mean \/watch add\?/],
    ['/watch zzz', /\/watch has no “zzz”\.\nThere are: add, list/],
    ['/watch add', /\/watch add needs words to watch for\.\nFor example: \/watch add taliban/],
    ['/watch test', /\/watch test needs words to watch for/],
    ['/watch add the', /nearly every article/],
    ['/watch remove', /Which watchlist\?/],
    ['/watch remove w_9', /There is no watchlist “w_9” here\.\nAdd one with \/watch add/],
    ['/feeds ad https://x.example', /Did you mean \/feeds add\?/],
    ['/feeds add', /A feed needs an address/],
    ['/feeds add not-an-address', /is not a web address/],
    ['/feeds remove', /Which feed\?/],
    ['/feeds remove f_1', /There is no feed “f_1”/],
    ['/nutgraf wacth', /Did you mean \/nutgraf watch\?/],
    ['/nutgraf nutgraf', /has no “nutgraf”/],
  ])('%s', async (line, said) => {
    const post = await type(line);
    expect(post.audience).toBe('asker');
    expect(wordsOf(post)).toMatch(said);
  });

  it.each([
    ['a command', () => type(`/watch add ${'x'.repeat(REQUEST_MAX_CHARS)}`)],
    ['a question', () => stage.desk.handle(request('question', '', 'x'.repeat(REQUEST_MAX_CHARS + 1)))],
    ['an option', () => type('/ask', { options: { question: 'x'.repeat(REQUEST_MAX_CHARS + 1) } })],
  ])('%s that is too long', async (_, sent) => {
    expect(wordsOf(await sent())).toMatch(/characters long[\s\S]*keep it under 10,000/);
  });

  it('a button that is no longer in use', async () => {
    expect(wordsOf(await stage.desk.handle(request('action', `fold:${await storyId()}`, '')))).toMatch(
      /no longer in use/,
    );
  });

  it('a button of a story that is gone', async () => {
    for (const action of ['sources:s_gone', 'sources:', 'sources', ''])
      expect((await stage.desk.handle(request('action', action, ''))).audience).toBe('asker');
  });
});

describe('buttons', () => {
  it('Sources lists the story’s sources to whoever pressed it', async () => {
    const post = await stage.desk.handle(request('action', `sources:${await storyId()}`, ''));
    expect(post).toMatchObject({ audience: 'asker', headline: { text: expect.stringMatching(/^Sources: /) } });
    expect(post.sources).toHaveLength(3);
  });

  it('Timeline lists what happened when', async () => {
    const post = await stage.desk.handle(request('action', `timeline:${await storyId()}`, ''));
    expect(post).toMatchObject({ audience: 'asker', headline: { text: expect.stringMatching(/^Timeline: /) } });
  });
});

describe('the desk never throws', () => {
  const failing = new Proxy(
    {},
    {
      get: () => {
        throw new TypeError('cannot read properties of undefined (reading secret-token)');
      },
    },
  ) as Newsroom;

  it.each(['/ask who?', '/brief fire', '/watch add fire', '/watch list', '/stories', '/feeds', '/nutgraf stories'])(
    '%s with a broken newsroom says that nothing was changed; the cause is for the log',
    async (line) => {
      const log = new PaperLog();
      const [name = '', ...rest] = line.slice(1).split(' ');
      const post = await openDesk(failing, log).handle(request('command', name, rest.join(' ')));
      expect(post.audience).toBe('asker');
      expect(wordsOf(post)).toMatch(/went wrong on our side; nothing was changed/);
      expect(wordsOf(post)).not.toMatch(/secret-token/);
      expect(
        JSON.stringify(log.lines.map(({ event, fields }) => [event, String((fields as { error: Error }).error)])),
      ).toMatch(/secret-token/);
    },
  );
});
