import { describe, expect, it } from 'vitest';
import { decideAlerts, MAX_NEWS_AGE_DAYS, type Occasion, type Standing } from '../../src/alerts/decide.ts';
import { alertId, channelKey } from '../../src/alerts/identity.ts';
import type { Article, Delivery, Story, Watchlist } from '../../src/model.ts';
import { alertFor, brief, channel, NOON, post, said, updateFor } from './stand-ins.ts';

const ONE_DAY_MS = 86_400_000;
const ago = (ms: number): string => new Date(Date.parse(NOON) - ms).toISOString();

const article: Article = {
  id: 'a1',
  source: 'Harbour Post',
  title: 'Ferry late',
  text: 'The ferry is late.',
  lang: 'en',
  publishedAt: ago(60_000),
  publishedAtGuessed: false,
  seenAt: NOON,
  revision: 1,
  contentHash: 'h',
  storyId: 's1',
};
const story: Story = {
  id: 's1',
  title: 'Ferry late',
  articleIds: ['a1'],
  sources: ['Harbour Post'],
  independentSources: 1,
  firstSeenAt: NOON,
  updatedAt: NOON,
  revision: 3,
};
const watchlist = (id: string, name = 'news', changes: Partial<Watchlist> = {}): Watchlist => ({
  id,
  name: id,
  query: 'ferry',
  owner: { id: 'u1', name: 'Ann' },
  channel: channel(name),
  createdAt: ago(ONE_DAY_MS),
  ...changes,
});
const delivery = (revision: number, name = 'news'): Delivery => ({
  alertId: 'earlier',
  channel: channel(name),
  storyId: 's1',
  storyRevision: revision,
  message: { channel: channel(name), id: 'm1' },
  brief: brief(revision),
  deliveredAt: NOON,
});

/** Renders what it was given, so that a test can read it off the post. */
const occasion = (changes: Partial<Occasion>): Occasion => ({
  article,
  story,
  brief: brief(3),
  matches: [watchlist('w1')],
  standings: [],
  watchlist: (id) => watchlist(id),
  whatIsNew: (told, now) => ({
    changes: told.storyRevision < now.storyRevision ? [{ text: `since ${told.storyRevision}`, citations: [1] }] : [],
  }),
  render: {
    alert: (some, watchlists) => post(`alert ${some.storyRevision} for ${watchlists.map(({ id }) => id).join('+')}`),
    update: (some, changes, watchlists) =>
      post(`update ${some.storyRevision}, ${changes[0]?.text}, for ${watchlists.map(({ id }) => id).join('+')}`),
    reply: (changes) => post(`reply: ${changes[0]?.text}`),
  },
  now: NOON,
  quiet: false,
  ...changes,
});
const decide = (changes: Partial<Occasion>) => decideAlerts(occasion(changes));
const standing = (changes: Partial<Standing>): Standing => ({ channel: channel('news'), ...changes });

describe('a story that a channel has not heard of', () => {
  it('is one post a channel, however many watchlists match, all of them named', () => {
    const { alerts } = decide({ matches: [watchlist('w1'), watchlist('w2'), watchlist('w3', 'sport')] });
    expect(alerts.map((alert) => [alert.kind, alert.channel.channel, alert.watchlistIds, said(alert.post)])).toEqual([
      ['alert', 'news', ['w1', 'w2'], 'alert 3 for w1+w2'],
      ['alert', 'sport', ['w3'], 'alert 3 for w3'],
    ]);
  });

  it('gets the same id each time it is decided, and another for another channel, story, revision or kind', () => {
    const [first] = decide({}).alerts;
    expect(decide({}).alerts[0]).toEqual(first);
    expect(first?.id).toBe(alertId('alert', channel('news'), 's1', 3));
    const ids = [
      first!.id,
      alertId('alert', channel('news', 'slack'), 's1', 3),
      alertId('alert', { ...channel('news'), workspace: 'w' }, 's1', 3),
      alertId('alert', channel('news'), 's2', 3),
      alertId('alert', channel('news'), 's1', 4),
      alertId('update', channel('news'), 's1', 3),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells channels apart whatever their names hold', () => {
    const keys = [
      channelKey({ platform: 'slack', workspace: 'a/b', channel: 'c' }),
      channelKey({ platform: 'slack', workspace: 'a', channel: 'b/c' }),
      channelKey({ platform: 'slack', channel: 'a/b/c' }),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  const old = ago((MAX_NEWS_AGE_DAYS + 1) * ONE_DAY_MS);
  it.each([
    ['on a first reading', { quiet: true }, 'quiet'],
    ['of a watchlist that is paused', { matches: [watchlist('w1', 'news', { pausedAt: NOON })] }, 'paused'],
    [
      'seen before the watchlist was made',
      { article: { ...article, seenAt: ago(2 * ONE_DAY_MS) } },
      'before_watchlist',
    ],
    ['published long ago', { article: { ...article, publishedAt: old } }, 'old_news'],
    ['refused before', { standings: [standing({ parked: 'post_refused: too long' })] }, 'refused'],
  ] as const)('is no post %s, and the reason can be told', (_, changes, reason) => {
    const { alerts, silences } = decide(changes);
    expect([alerts, silences.map((silence) => [silence.watchlistId, silence.reason])]).toEqual([[], [['w1', reason]]]);
    expect(silences[0]?.detail).not.toBe('');
  });

  it.each([
    [
      'published as long ago as is still news',
      { article: { ...article, publishedAt: ago(MAX_NEWS_AGE_DAYS * ONE_DAY_MS) } },
    ],
    ['whose old date is our guess', { article: { ...article, publishedAt: old, publishedAtGuessed: true } }],
    [
      'parked when the channel could not be reached',
      { standings: [standing({ parked: 'permission_lost: no access' })] },
    ],
  ])('is a post when %s', (_, changes) => {
    expect(decide(changes).alerts).toHaveLength(1);
  });

  it('names only the watchlists that may speak', () => {
    const { alerts, silences } = decide({ matches: [watchlist('w1'), watchlist('w2', 'news', { pausedAt: NOON })] });
    expect([alerts[0]?.watchlistIds, silences.map((silence) => silence.watchlistId)]).toEqual([['w1'], ['w2']]);
  });
});

describe('a story that a channel was told of', () => {
  it('is an edit and a reply when something is new', () => {
    const { alerts } = decide({ standings: [standing({ delivery: delivery(2) })] });
    expect(alerts.map((alert) => [alert.kind, said(alert.post), said(alert.reply!)])).toEqual([
      ['update', 'update 3, since 2, for w1', 'reply: since 2'],
    ]);
  });

  it('is nothing when nothing is new', () => {
    const { alerts, silences } = decide({ standings: [standing({ delivery: delivery(3) })] });
    expect([alerts, silences.map((silence) => silence.reason)]).toEqual([[], ['nothing_new']]);
  });

  it('is kept true where no watchlist matches the new article', () => {
    const { alerts } = decide({ matches: [], standings: [standing({ delivery: delivery(2) })] });
    expect(alerts.map((alert) => [alert.kind, alert.watchlistIds])).toEqual([['update', []]]);
  });

  it('is kept true where the article that changes it is old', () => {
    const publishedAt = ago(30 * ONE_DAY_MS);
    const { alerts } = decide({
      article: { ...article, publishedAt },
      standings: [standing({ delivery: delivery(2) })],
    });
    expect(alerts).toHaveLength(1);
  });

  it('is left alone where the channel can’t be reached and nobody there asks', () => {
    const standings = [standing({ delivery: delivery(2), parked: 'channel_gone: deleted' })];
    expect(decide({ matches: [], standings }).alerts).toEqual([]);
  });

  it('is not told on a first reading', () => {
    expect(decide({ quiet: true, standings: [standing({ delivery: delivery(2) })] }).alerts).toEqual([]);
  });
});

describe('a story whose post is on its way', () => {
  const waiting = alertFor('news', 's1', { storyRevision: 2, watchlistIds: ['w0'], dueAt: '2025-07-03T12:05:00.000Z' });

  it('is rewritten under its id while it was never tried, with all watchlists named', () => {
    const { alerts } = decide({ standings: [standing({ waiting })] });
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      id: waiting.id,
      dueAt: waiting.dueAt,
      storyRevision: 3,
      watchlistIds: ['w0', 'w1'],
    });
    expect(said(alerts[0]!.post)).toBe('alert 3 for w0+w1');
  });

  it('stays as it is where nothing is new and nobody joins', () => {
    const same = { ...waiting, storyRevision: 3, brief: brief(3), watchlistIds: ['w1'] };
    expect(decide({ standings: [standing({ waiting: same })] }).alerts).toEqual([]);
  });

  it('keeps its words once it was tried, as its key names them: the news follows as an update', () => {
    const { alerts } = decide({ standings: [standing({ waiting: { ...waiting, attempts: 1 } })] });
    expect(alerts.map((alert) => [alert.kind, alert.id === waiting.id, said(alert.reply!)])).toEqual([
      ['update', false, 'reply: since 2'],
    ]);
  });

  it('is followed by what is new since the update that waits, not since the delivery', () => {
    const { alerts } = decide({
      standings: [standing({ delivery: delivery(1), waiting: updateFor('news', 's1', 2) })],
    });
    expect(said(alerts[0]!.reply!)).toBe('reply: since 2');
  });
});
