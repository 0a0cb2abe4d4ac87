import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../src/alerts/drain.ts';
import { MAX_NEWS_AGE_DAYS } from '../../src/alerts/silence.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import {
  CITY_DESK,
  DAY_MS,
  FOREIGN_DESK,
  HOUR_MS,
  MARA,
  MINUTE_MS,
  openStage,
  PaperChat,
  type Stage,
  wordsOf,
} from './stage.ts';

const GAZETTE = 'https://gazette.example/rss';
const HERALD = 'https://herald.example/rss';
const TIDINGS = 'https://tidings.example/rss';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  await stage.subscribe(GAZETTE, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
  await stage.subscribe(HERALD, 'Orlvik Herald', []);
  await stage.subscribe(TIDINGS, 'Tidings', []);
});

afterEach(() => stage.close());

const watch = (query: string, name = query, channel = FOREIGN_DESK) =>
  stage.newsroom.watchlists.add({ query, name, owner: MARA, channel });
const deliver = () => stage.newsroom.deliver([stage.chat]);

describe('a story that is watched', () => {
  it('is posted once in a channel, with its outlets, its words and its sources', async () => {
    await watch('fire', 'Fires');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.posted).toHaveLength(1);
    const { post, channel } = stage.chat.posted[0]!;
    expect(channel).toEqual(FOREIGN_DESK);
    expect(post).toMatchObject({
      audience: 'everyone',
      headline: { text: FIRE_BREAKS.title, url: FIRE_BREAKS.link },
      sources: [{ n: 1, source: 'Orlvik Gazette', url: FIRE_BREAKS.link }],
      footer: expect.stringMatching(/Carried by 1 outlet, 1 independent.*watchlist Fires/),
    });
    expect(wordsOf(post)).toMatch(/injured four workers/);
  });

  it('is one post however many watchlists match, and names them', async () => {
    await watch('fire', 'Fires');
    await watch('Orlvik', 'Our town');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.posted[0]?.post.footer).toMatch(/Fires and Our town/);
  });

  it('is posted in every channel that watches it', async () => {
    await watch('fire');
    await watch('fire', 'fire', CITY_DESK);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.alerts.map(({ channel }) => channel.channel).sort()).toEqual(['city', 'foreign']);
  });

  it('is posted in a channel that begins to watch it later, when it moves', async () => {
    await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await watch('arrested', 'Arrests', CITY_DESK);
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect(stage.chat.alerts.map(({ channel }) => channel.channel)).toEqual(['foreign', 'city']);
  });

  it('is not posted twice for an item that comes again', async () => {
    await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [{ ...FIRE_BREAKS, publishedAt: '2031-03-04T13:00:00Z' }]);
    expect(stage.chat.posted).toHaveLength(1);
  });

  it('is not posted where nobody watches it', async () => {
    await watch('elephants');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.posted).toEqual([]);
  });

  it('is one post where more of its articles arrive before it is delivered', async () => {
    await watch('fire');
    await stage.read(GAZETTE, [FIRE_BREAKS]);
    await stage.read(HERALD, [FIRE_RETOLD]);
    expect(await deliver()).toBe(1);
  });
});

describe('a posted story that moves', () => {
  beforeEach(async () => {
    await watch('fire', 'Fires');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
  });

  it('has its post edited, and a reply in its thread says what is new', async () => {
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.edits).toHaveLength(1);
    expect(stage.chat.edits[0]).toMatchObject({ message: { id: '1' } });
    expect(stage.chat.edits[0]?.post.footer).toMatch(/Carried by 2 outlets/);
    expect(stage.chat.replies).toMatchObject([{ replyTo: { id: '1' }, channel: FOREIGN_DESK }]);
    expect(wordsOf(stage.chat.replies[0]!.post)).toMatch(/Torben Lie/);
  });

  it('says of an article that adds nothing only that a second source has it, and only once', async () => {
    await stage.publish(HERALD, [FIRE_RETOLD]);
    expect(stage.chat.replies).toHaveLength(1);
    expect(wordsOf(stage.chat.replies[0]!.post)).toMatch(/second source reports it independently/);
    await stage.publish(HERALD, [{ ...FIRE_RETOLD, guid: 'again', link: 'https://herald.example/again' }]);
    expect(stage.chat.replies).toHaveLength(1);
  });

  it('says nothing where an outlet copies another', async () => {
    await stage.publish(HERALD, [{ ...FIRE_BREAKS, guid: 'copy', link: 'https://herald.example/copy' }]);
    expect([stage.chat.posted.length, stage.chat.edits.length]).toEqual([1, 0]);
  });

  it('is kept true where the outlet corrects itself', async () => {
    const text = FIRE_BREAKS.text.replaceAll('four workers', 'six workers');
    await stage.publish(GAZETTE, [{ ...FIRE_BREAKS, title: FIRE_BREAKS.title.replace('four', 'six'), text }]);
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.edits).toHaveLength(1);
    expect(wordsOf(stage.chat.edits[0]!.post)).not.toMatch(/four workers/);
    expect(wordsOf(stage.chat.replies[0]!.post)).toMatch(/six/);
  });

  it('is kept true where the article that moves it does not match the query', async () => {
    const arrest = {
      ...FIRE_ARREST,
      text: FIRE_ARREST.text.replaceAll(/\bfire\b/g, 'blaze'),
      title: FIRE_ARREST.title.replace('fire', 'blaze'),
    };
    await stage.publish(TIDINGS, [arrest]);
    expect(stage.chat.replies).toHaveLength(1);
  });

  it('has its newest state in one edit where it moved while nothing could be delivered', async () => {
    stage.chat.refuseEdit('unavailable', 'The platform is down.');
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect(stage.chat.replies).toEqual([]);
    stage.clock.advance(HOUR_MS);
    await deliver();
    expect([stage.chat.edits.length, stage.chat.replies.length]).toEqual([1, 1]);
  });
});

describe('nothing is posted', () => {
  it('by a paused watchlist, and what came meanwhile is not made up for', async () => {
    const { id } = await watch('fire');
    await stage.newsroom.watchlists.pause(id);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.newsroom.watchlists.resume(id);
    await deliver();
    expect(stage.chat.posted).toEqual([]);
  });

  it('about an article that was there before the watchlist', async () => {
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    stage.clock.advance(MINUTE_MS);
    await watch('fire');
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(stage.chat.posted).toEqual([]);
  });

  it('about old news that a feed brings late', async () => {
    await watch('fire');
    stage.clock.advance((MAX_NEWS_AGE_DAYS + 1) * DAY_MS);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.posted).toEqual([]);
  });

  it('about what is handed in', async () => {
    await watch('fire');
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await stage.newsroom.ingest({ ...FIRE_BREAKS, source: 'Orlvik Gazette' });
    await deliver();
    expect(stage.chat.posted).toEqual([]);
  });
});

describe('a first alert about an article whose story holds another piece that weighs more', () => {
  const BRIDGE_REPAIRS = {
    guid: 'gazette-bridge-1',
    link: 'https://gazette.example/news/bridge-repairs',
    title: 'Orrin bridge to close for repairs in spring',
    publishedAt: '2031-03-04T10:00:00Z',
    text: 'The old bridge at Orrin will close for repairs in April. Engineer Lena Marsh said the work would take ten weeks and cost 4 million pounds.',
  };
  const BRIDGE_FALLS = {
    guid: 'gazette-bridge-2',
    link: 'https://gazette.example/news/bridge-falls',
    title: 'Part of Orrin bridge collapses',
    publishedAt: '2031-03-04T10:30:00Z',
    text: 'Part of the old bridge at Orrin collapsed on Tuesday morning, police said. Three people were injured. “It went down without a sound,” said Carl Venn, who saw it from his boat.',
  };

  it('tells what that article tells', async () => {
    await watch('collapse');
    await stage.publish(GAZETTE, [BRIDGE_REPAIRS]);
    await stage.publish(GAZETTE, [BRIDGE_FALLS, BRIDGE_REPAIRS]);
    const [alert] = stage.chat.alerts;
    expect(alert?.post.headline?.text).toBe(BRIDGE_FALLS.title);
    expect(wordsOf(alert!.post)).toMatch(/collapsed on/);
  });
});

describe('a piece that somebody pointed at before its feed had it', () => {
  beforeEach(async () => {
    await watch('fire');
    stage.clock.pass(FIRE_BREAKS.publishedAt);
    await stage.newsroom.ingest({ title: FIRE_BREAKS.title, text: FIRE_BREAKS.text, url: FIRE_BREAKS.link! });
    await deliver();
  });

  it('is news when its feed brings it, once', async () => {
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.posted.map(({ post }) => post.headline?.text)).toEqual([FIRE_BREAKS.title]);
  });

  it('has the outlet and the time that its feed gives', async () => {
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    const [source] = stage.chat.posted[0]?.post.sources ?? [];
    expect(source).toMatchObject({ source: 'Orlvik Gazette', publishedAt: FIRE_BREAKS.publishedAt });
    expect(source?.undated).not.toBe(true);
  });

  it('is told as a further source where its story was posted', async () => {
    await stage.publish(HERALD, [FIRE_RETOLD]);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.posted[0]?.post.footer).toMatch(/watchlist fire/);
  });
});

describe('a watchlist', () => {
  it('watches from the moment that it is added', async () => {
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.alerts).toHaveLength(1);
  });

  it('is silent from the moment that it is removed', async () => {
    const { id } = await watch('fire');
    await stage.newsroom.watchlists.remove(id);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(stage.chat.posted).toEqual([]);
  });
});

describe('a channel', () => {
  it.each([
    ['channel_gone', 'The channel is gone.'],
    ['permission_lost', 'The bot may not post here.'],
    ['bad_token', 'The token was revoked.'],
  ] as const)('that refuses for good (%s) has its watchlists paused, with the reason', async (code, message) => {
    const { id } = await watch('fire');
    const tram = await watch('tram');
    stage.chat.refuse(code, message);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    const lists = await stage.newsroom.watchlists.list(FOREIGN_DESK);
    expect(lists.find((list) => list.id === id)).toMatchObject({ pausedReason: message, pausedAt: expect.any(String) });
    expect(lists.find((list) => list.id === tram.id)).not.toHaveProperty('pausedAt');
  });

  it('that only refuses one post hears of it, and goes on being watched for', async () => {
    await watch('fire OR tram');
    stage.chat.refuse('post_refused', 'Too many blocks.');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(stage.chat.alerts.map(({ post }) => post.headline?.text)).toEqual([
      'A post of “fire OR tram” was given up',
      TRAM_STRIKE.title,
    ]);
  });

  it('that is out of reach gets its post when it is back, under the same key', async () => {
    await watch('fire');
    stage.chat.refuse('rate_limited', 'Slow down.', { retryAfterMs: 30_000 });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect([await deliver(), stage.chat.posted.length]).toEqual([0, 0]);
    stage.clock.advance(MINUTE_MS);
    expect([await deliver(), stage.chat.posted.length]).toEqual([1, 1]);
  });

  it('gets its posts in the order of the news', async () => {
    await watch('fire OR tram');
    stage.chat.refuse('unavailable', 'Down.');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    stage.clock.advance(HOUR_MS);
    await deliver();
    expect(stage.chat.alerts.map(({ post }) => post.headline?.text)).toEqual([FIRE_BREAKS.title, TRAM_STRIKE.title]);
  });

  it('of a platform that is not connected waits', async () => {
    await stage.newsroom.watchlists.add({
      query: 'fire',
      owner: MARA,
      channel: { platform: 'slack', workspace: 'T1', channel: 'C1' },
    });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    stage.clock.advance(HOUR_MS);
    const slack = new PaperChat('slack');
    await stage.newsroom.deliver([slack]);
    expect(slack.alerts).toHaveLength(1);
  });
});

it('goes on where another process died with the alert in its hands', async () => {
  await watch('fire');
  await stage.read(GAZETTE, [FIRE_BREAKS]);
  const now = new Date(stage.clock.now()).toISOString();
  const [taken] = await stage.store.outbox.lease({ now, leaseMs: LEASE_MS, limit: 1 });
  expect([taken?.kind, await deliver()]).toEqual(['alert', 0]);
  stage.clock.advance(LEASE_MS + 1);
  expect(await deliver()).toBe(1);
  expect(stage.chat.posted[0]?.key).toBe(taken?.id);
});
