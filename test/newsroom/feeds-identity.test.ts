/** What users of feed bots complain of, each from the feed's document to the channel. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import type { Article } from '../../src/model.ts';
import type { Newsroom } from '../../src/newsroom/newsroom.ts';
import type { Archive, IngestStep } from '../../src/ports.ts';
import { FIRE_ARREST, FIRE_BREAKS, PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import { DAY_MS, FOREIGN_DESK, HOUR_MS, type Item, MARA, openStage, page, rss, type Stage, wordsOf } from './stage.ts';

const FEED = 'https://gazette.example/rss';
const OTHER = 'https://gazette.example/city/rss';

let stage: Stage;
/** The process that reads and delivers; another takes its place where a test goes through a restart. */
let newsroom: Newsroom;
let restarts: boolean;
let revisions: NonNullable<IngestStep['replaced']>[];

beforeEach(async () => {
  revisions = [];
  const inner = await openStage();
  const { archive } = inner.store;
  const noting = {
    ...archive,
    async commit(step: IngestStep) {
      await archive.commit(step);
      if (step.replaced !== undefined) revisions.push(step.replaced);
    },
  } satisfies Archive;
  stage = await openStage({ ...inner.store, archive: noting });
  newsroom = stage.newsroom;
  restarts = false;
  await stage.newsroom.watchlists.add({
    query: 'fire OR tram OR parliament OR quota OR harbour',
    owner: MARA,
    channel: FOREIGN_DESK,
  });
});
afterEach(() => stage.close());

/** The feed is read with exactly these items, an hour later, and what is due is delivered. */
async function shows(
  items: readonly Item[],
  feed = FEED,
  change: (xml: string) => string = (xml) => xml,
): Promise<void> {
  stage.clock.advance(HOUR_MS);
  stage.web.put(feed, change(rss(feed, items)));
  if (restarts) newsroom = await stage.another();
  await newsroom.readDueFeeds({ backfill: 0, now: 'all' });
  if (restarts) newsroom = await stage.another();
  await newsroom.deliver([stage.chat]);
}
const headlines = (): (string | undefined)[] => stage.chat.alerts.map(({ post }) => post.headline?.text);
async function articles(): Promise<readonly Article[]> {
  const stories = await stage.newsroom.stories(undefined);
  return stage.world.archive.articles(stories.flatMap(({ articleIds }) => articleIds));
}
const old = (n: number): Item => ({
  guid: `old-${n}`,
  link: `https://gazette.example/archive/${n}`,
  title: `Harbour chronicle, part ${n}`,
  text: `${n}. ${'What the harbour of Orlvik was like in other times, told by those who worked there. '.repeat(12)}`,
});

const PROCESSES: readonly [string, boolean][] = [
  ['in one run', false],
  ['through restarts', true],
];

describe.each(PROCESSES)('an article that was posted is not posted again, %s,', (_how, restarting) => {
  const item: Item = { ...FIRE_BREAKS, guid: 'http://gazette.example/news/dock-fire' };

  beforeEach(async () => {
    restarts = restarting;
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await shows([PARLIAMENT_VOTE]);
    await shows([item, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([FIRE_BREAKS.title]);
  });

  it.each<[string, Item]>([
    ['its guid flips from http to https', { ...item, guid: 'https://gazette.example/news/dock-fire' }],
    ['its guid is another altogether', { ...item, guid: 'cms-4711' }],
    ['its address flips to http', { ...item, link: 'http://gazette.example/news/dock-fire' }],
    ['its address gets tracking parameters', { ...item, link: `${item.link}?utm_source=rss&utm_medium=feed#top` }],
    ['its date is bumped', { ...item, publishedAt: '2031-03-04T13:00:00.000Z' }],
    ['its date is gone', (({ publishedAt: _gone, ...rest }) => rest)(item)],
    ['its title is edited', { ...item, title: 'Blaze at Orlvik grain dock injures four workers' }],
    ['it moves down', item],
  ])('where %s', async (_how, changed) => {
    await shows([PARLIAMENT_VOTE, changed]);
    await shows([changed, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([FIRE_BREAKS.title]);
    expect(await articles()).toHaveLength(2);
  });

  it('where it stands in another feed of the outlet, whose version does not undo the first', async () => {
    await stage.newsroom.feeds.add({ url: OTHER, outlet: 'Orlvik Gazette' });
    await shows([PARLIAMENT_VOTE], OTHER);
    await shows([{ ...item, guid: 'city-1', text: `${item.text} Read more.` }, PARLIAMENT_VOTE], OTHER);
    await shows([item, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([FIRE_BREAKS.title]);
    expect((await articles()).map(({ revision }) => revision)).toEqual([1, 1]);
  });

  it('where a teaser takes the place of its text and the page can not be had', async () => {
    await shows([{ ...item, text: 'A fire broke out.', title: 'Blaze at Orlvik grain dock' }, PARLIAMENT_VOTE]);
    const blaze = (await articles()).find(({ title }) => title.startsWith('Blaze'));
    expect([blaze?.text, headlines()]).toEqual([FIRE_BREAKS.text, [FIRE_BREAKS.title]]);
  });
});

describe.each(PROCESSES)('an old article that comes back, %s,', (_how, restarting) => {
  beforeEach(() => {
    restarts = restarting;
  });
  const window = (from: number, to: number): Item[] => Array.from({ length: to - from }, (_, n) => old(from + n));

  it('because newer ones were deleted is stored and never posted, even without a date', async () => {
    await stage.newsroom.feeds.add({ url: FEED });
    await shows(window(0, 5));
    await shows(window(2, 7));
    expect([(await articles()).length, headlines()]).toEqual([7, []]);
  });

  it('is told by its date where it has one, wherever it stands', async () => {
    await stage.newsroom.feeds.add({ url: FEED });
    await shows(window(0, 5));
    const lastYear = new Date(stage.clock.now() - 365 * DAY_MS).toISOString();
    await shows([{ ...old(9), publishedAt: lastYear }, ...window(0, 5)]);
    expect([(await articles()).length, headlines()]).toEqual([6, []]);
  });

  it('does not keep new ones from being posted', async () => {
    await stage.newsroom.feeds.add({ url: FEED });
    await shows(window(0, 5));
    await shows([TRAM_STRIKE, ...window(2, 7)]);
    expect(headlines()).toEqual([TRAM_STRIKE.title]);
  });
});

describe.each(PROCESSES)('what the first reading passed over is no news later, %s,', (_how, restarting) => {
  const teaser: Item = {
    ...FIRE_BREAKS,
    text: 'Four workers were hurt at the grain dock in Orlvik.',
    title: 'Accident at Orlvik grain dock',
  };

  beforeEach(async () => {
    restarts = restarting;
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
  });

  it.each<[string, Partial<Item>]>([
    ['its spelling is mended', { text: FIRE_BREAKS.text.replace('brought them under', 'got them under') }],
    ['its title is edited', { title: 'Blaze at Orlvik grain dock injures four workers' }],
    ['its date is bumped', { publishedAt: '2031-03-04T13:00:00.000Z' }],
    [
      'its guid and its address change',
      { guid: 'cms-1', link: 'https://gazette.example/2031/03/dock-fire?utm_source=rss' },
    ],
    ['a number in it changes', { text: FIRE_BREAKS.text.replaceAll('eighty', 'ninety') }],
  ])('because %s', async (_what, change) => {
    await shows([FIRE_BREAKS, PARLIAMENT_VOTE]);
    await shows([{ ...FIRE_BREAKS, ...change }, PARLIAMENT_VOTE]);
    await shows([{ ...FIRE_BREAKS, ...change }, PARLIAMENT_VOTE]);
    expect([headlines(), (await articles()).length]).toEqual([[], 2]);
  });

  it('because its page answers late', async () => {
    stage.web.fail(FIRE_BREAKS.link!, new NewsroomError('timeout', 'No answer.'));
    await shows([teaser, PARLIAMENT_VOTE]);
    stage.web.put(FIRE_BREAKS.link!, { body: page(FIRE_BREAKS.title, FIRE_BREAKS.text), contentType: 'text/html' });
    await shows([teaser, PARLIAMENT_VOTE]);
    const fire = (await articles()).find(({ title }) => title === teaser.title);
    expect([headlines(), fire?.text]).toEqual([[], FIRE_BREAKS.text]);
  });

  it('because another feed of the outlet has more of it', async () => {
    stage.web.fail(FIRE_BREAKS.link!, new NewsroomError('not_allowed', 'Robots may not.'));
    await stage.newsroom.feeds.add({ url: OTHER, outlet: 'Orlvik Gazette' });
    await shows([PARLIAMENT_VOTE], OTHER);
    await shows([teaser, PARLIAMENT_VOTE]);
    await shows([{ ...FIRE_BREAKS, title: teaser.title }, PARLIAMENT_VOTE], OTHER);
    expect(headlines()).toEqual([]);
  });

  it('but is, where a change makes it one for a watchlist that it was none for', async () => {
    await shows([
      PARLIAMENT_VOTE,
      { ...TRAM_STRIKE, title: 'Velmora', text: TRAM_STRIKE.text.replaceAll(/tram/gi, 'bus') },
    ]);
    await shows([PARLIAMENT_VOTE, TRAM_STRIKE]);
    expect(headlines()).toEqual([TRAM_STRIKE.title]);
  });
});

describe('a teaser that was posted', () => {
  it('is not said to be changed by its outlet when its page is read at last', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await shows([PARLIAMENT_VOTE]);
    stage.clock.pass(TRAM_STRIKE.publishedAt);
    stage.web.fail(TRAM_STRIKE.link!, new NewsroomError('timeout', 'No answer.'));
    await shows([{ ...TRAM_STRIKE, text: 'Tram drivers walk out.' }, PARLIAMENT_VOTE]);
    stage.web.put(TRAM_STRIKE.link!, { body: page(TRAM_STRIKE.title, TRAM_STRIKE.text), contentType: 'text/html' });
    await shows([{ ...TRAM_STRIKE, text: 'Tram drivers walk out.' }, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([TRAM_STRIKE.title]);
    expect(revisions).toMatchObject([{ changes: [] }]);
    for (const { post } of stage.chat.replies) expect(wordsOf(post)).not.toContain('has changed its report');
  });
});

describe('a deleted entry (RFC 6721)', () => {
  const atom = (entry: string): string =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>A</title>${entry}<entry><id>tag:g,2</id><title>${PARLIAMENT_VOTE.title}</title><updated>2031-03-04T08:00:00Z</updated><content>${PARLIAMENT_VOTE.text}</content></entry></feed>`;
  const shown = `<entry><id>tag:g,1</id><title>${FIRE_BREAKS.title}</title><updated>2031-03-04T12:05:00Z</updated><content>${FIRE_BREAKS.text}</content></entry>`;
  const buried = '<at:deleted-entry ref="tag:g,1" when="2031-03-04T14:00:00Z"/>';
  const showsAtom = (entry: string): Promise<void> => shows([], FEED, () => atom(entry));

  it('is withdrawn, once, in every channel that was told of it', async () => {
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await showsAtom('');
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await showsAtom(shown);
    await showsAtom(buried);
    await showsAtom(buried);
    expect([headlines(), stage.chat.edits.length, stage.chat.replies.length]).toEqual([[FIRE_BREAKS.title], 1, 1]);
    expect(wordsOf(stage.chat.replies[0]!.post)).toContain('Orlvik Gazette has withdrawn');
  });
});

describe('a date', () => {
  const dated = (written: string) => (xml: string) =>
    xml.replace(
      '</title><link>https://gazette.example/news',
      `</title><pubDate>${written}</pubDate><link>https://gazette.example/news`,
    );
  const undated = (({ publishedAt: _none, ...rest }) => rest)(FIRE_BREAKS);

  it.each(['yesterday-ish', '31 Foo 2031', '0000-00-00', '2041-01-01T00:00:00Z'])(
    'that can’t be read or be true (%s) is marked as guessed',
    async (written) => {
      await stage.newsroom.feeds.add({ url: FEED });
      await shows([undated], FEED, dated(written));
      expect(await articles()).toMatchObject([{ publishedAtGuessed: true }]);
    },
  );

  it('of the last change stands in where there is no other', async () => {
    stage.clock.pass(TRAM_STRIKE.publishedAt);
    await stage.newsroom.feeds.add({ url: FEED });
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:x,1</id><title>${FIRE_BREAKS.title}</title><updated>2031-03-04T08:15:00Z</updated><content type="text">${FIRE_BREAKS.text}</content></entry></feed>`;
    await shows([], FEED, () => atom);
    expect(await articles()).toMatchObject([{ publishedAt: '2031-03-04T08:15:00.000Z', publishedAtGuessed: false }]);
  });
});

describe.each(PROCESSES)('nothing is lost, %s,', (_how, restarting) => {
  beforeEach(async () => {
    restarts = restarting;
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await shows([PARLIAMENT_VOTE]);
    stage.clock.pass(FIRE_ARREST.publishedAt);
  });

  it('where the window slid past all that we knew', async () => {
    await shows([FIRE_BREAKS, TRAM_STRIKE]);
    expect(headlines().sort()).toEqual([FIRE_BREAKS.title, TRAM_STRIKE.title].sort());
    expect((await newsroom.feeds.list())[0]?.standing).toContain('Items may have been missed');
  });

  it('where the feed failed meanwhile', async () => {
    stage.web.fail(FEED, new NewsroomError('timeout', 'No answer.'));
    await stage.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    await shows([TRAM_STRIKE, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([TRAM_STRIKE.title]);
  });

  it('where a post failed: it is posted as soon as the channel takes it, once', async () => {
    stage.chat.refuse('unavailable', 'The platform has a fault.');
    await shows([TRAM_STRIKE, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([]);
    await shows([TRAM_STRIKE, PARLIAMENT_VOTE]);
    await shows([TRAM_STRIKE, PARLIAMENT_VOTE]);
    expect(headlines()).toEqual([TRAM_STRIKE.title]);
  });

  it('where a page did not answer: it is asked again, and its text is taken then', async () => {
    const teaser: Item = { ...TRAM_STRIKE, text: 'Tram drivers walk out.' };
    stage.web.fail(TRAM_STRIKE.link!, new NewsroomError('timeout', 'No answer.'));
    await shows([teaser, PARLIAMENT_VOTE]);
    stage.web.put(TRAM_STRIKE.link!, { body: page(TRAM_STRIKE.title, TRAM_STRIKE.text), contentType: 'text/html' });
    await shows([teaser, PARLIAMENT_VOTE]);
    const strike = (await articles()).find(({ title }) => title === TRAM_STRIKE.title);
    expect([strike?.text, headlines()]).toEqual([TRAM_STRIKE.text, [TRAM_STRIKE.title]]);
  });
});

describe('a revision', () => {
  beforeEach(async () => {
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await stage.newsroom.feeds.add({ url: FEED, outlet: 'Orlvik Gazette' });
    await shows([FIRE_BREAKS]);
  });

  it.each<[string, Partial<Item>, RegExp]>([
    ['a headline', { title: 'Grain dock in flames' }, /headline was/],
    ['a number', { text: FIRE_BREAKS.text.replaceAll('eighty', 'ninety') }, /figure/],
    ['a name', { text: FIRE_BREAKS.text.replace('Runa Halvorsen', 'Petra Lindqvist') }, /name/],
    ['a correction', { text: `${FIRE_BREAKS.text}\n\nCorrection: the dock belongs to Fjordkorn.` }, /correction/],
  ])('says what is material: %s', async (_what, change, words) => {
    await shows([{ ...FIRE_BREAKS, ...change }]);
    expect(revisions.map(({ changes }) => changes.join('; '))).toEqual([expect.stringMatching(words)]);
  });

  it('of a spelling alone is kept as noise', async () => {
    await shows([{ ...FIRE_BREAKS, text: FIRE_BREAKS.text.replace('brought them under', 'got them under') }]);
    expect(revisions).toMatchObject([{ title: FIRE_BREAKS.title, changes: [] }]);
  });

  it('is none where only the markup changed', async () => {
    await shows([FIRE_BREAKS], FEED, (xml) => xml.replaceAll('&lt;p&gt;', '&lt;p class="x" data-views="7"&gt;'));
    expect(revisions).toEqual([]);
  });
});
