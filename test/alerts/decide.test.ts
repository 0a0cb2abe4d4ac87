import { describe, expect, it } from 'vitest';
import { decideAlerts, type Occasion, type Standing } from '../../src/alerts/decide.ts';
import { alertId, channelKey } from '../../src/alerts/identity.ts';
import { MAX_NEWS_AGE_DAYS } from '../../src/alerts/silence.ts';
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
      ['update', 'alert 3 for w1', 'reply: since 2'],
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

  it('is cancelled where nothing is left of its story before it was tried', () => {
    const sources = [{ n: 1, source: 'Tidings', title: 'Quay closed', articleId: 'a1', publishedAt: NOON }];
    const cited = { ...waiting, brief: { ...waiting.brief, sources } };
    const { alerts } = decide({ matches: [], standings: [standing({ waiting: cited })] });
    expect(alerts).toEqual([{ ...cited, storyRevision: 3, createdAt: NOON, cancels: true }]);
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

describe('a watchlist’s options', () => {
  const options = (some: Watchlist['options'], name = 'news', id = 'w1') =>
    watchlist(id, name, some === undefined ? {} : { options: some });
  const daily = { digest: { every: 'day', at: '18:00' } } as const;
  const night = { quiet: { from: '11:00', to: '13:00' } };

  it.each([
    ['a digest', daily, '2025-07-03T18:00:00.000Z', 'digest'],
    ['quiet hours', night, '2025-07-03T13:00:00.000Z', 'quiet'],
    ['neither', {}, NOON, undefined],
  ] as const)('say when its alert is due: %s', (_, some, dueAt, hold) => {
    const [alert] = decide({ matches: [options(some)] }).alerts;
    expect([alert?.dueAt, alert?.hold]).toEqual([dueAt, hold]);
  });

  it('hold its alert when it has had enough for an hour', () => {
    const dueAt = '2025-07-03T12:20:00.000Z';
    const [alert] = decide({ freeAt: () => dueAt }).alerts;
    expect([alert?.dueAt, alert?.hold]).toEqual([dueAt, 'rate']);
  });

  it('give way to another of the channel that calls at once, which names both', () => {
    const [alert] = decide({ matches: [options(daily), watchlist('w2')] }).alerts;
    expect([alert?.dueAt, alert?.hold, alert?.watchlistIds]).toEqual([NOON, undefined, ['w1', 'w2']]);
  });

  it('give way to one that joins while the alert waits', () => {
    const waiting = alertFor('news', 's1', { storyRevision: 2, dueAt: '2025-07-03T18:00:00.000Z', hold: 'digest' });
    const [alert] = decide({ matches: [watchlist('w2')], standings: [standing({ waiting })] }).alerts;
    expect([alert?.id, alert?.dueAt, alert?.hold]).toEqual([waiting.id, NOON, undefined]);
  });

  it('ask for more sources than others do', () => {
    const { alerts, silences } = decide({ matches: [options({ minSources: 2 }), watchlist('w2', 'sport')] });
    expect(alerts.map(({ channel: where }) => where.channel)).toEqual(['sport']);
    expect(silences.map(({ reason }) => reason)).toEqual(['too_few_sources']);
    const two = { ...brief(3), independentSources: 2 };
    expect(decide({ matches: [options({ minSources: 2 })], brief: two }).alerts).toHaveLength(1);
  });

  it.each([
    ['any', 'fact', 'reply'],
    ['any', undefined, 'reply'],
    ['figures', 'figure', 'reply'],
    ['figures', 'fact', 'silent edit'],
    ['none', 'figure', 'silent edit'],
    ['none', 'correction', 'reply'],
    ['none', 'withdrawal', 'reply'],
  ] as const)('%s updates: a %s is a %s', (updates, kind, outcome) => {
    const [alert] = decide({
      matches: [],
      watchlist: () => options({ updates }),
      standings: [standing({ delivery: delivery(2), callers: ['w1'] })],
      whatIsNew: () => ({ changes: [{ text: 'x', citations: [], ...(kind === undefined ? {} : { kind }) }] }),
    }).alerts;
    expect([alert?.kind, alert?.reply === undefined ? 'silent edit' : 'reply']).toEqual(['update', outcome]);
  });

  it('let what another of the channel wants be said', () => {
    const lists = new Map([
      ['w1', options({ updates: 'none' })],
      ['w2', watchlist('w2')],
    ]);
    const [alert] = decide({
      matches: [],
      watchlist: (id) => lists.get(id),
      standings: [standing({ delivery: delivery(2), callers: ['w1', 'w2'] })],
    }).alerts;
    expect(alert?.reply).toBeDefined();
  });

  it('hold a digest’s news for the next digest, and edit a post at once', () => {
    const held = { matches: [], watchlist: () => options(daily) };
    const inDigest = standing({ delivery: { ...delivery(2), inDigest: true }, callers: ['w1'] });
    expect(decide({ ...held, standings: [inDigest] }).alerts[0]).toMatchObject({ hold: 'digest' });
    const own = standing({ delivery: delivery(2), callers: ['w1'] });
    expect(decide({ ...held, standings: [own] }).alerts[0]).toMatchObject({ dueAt: NOON });
  });

  it('let no reply into quiet hours', () => {
    const [alert] = decide({
      matches: [],
      watchlist: () => options(night),
      standings: [standing({ delivery: delivery(2), callers: ['w1'] })],
    }).alerts;
    expect([alert?.dueAt, alert?.hold]).toEqual(['2025-07-03T13:00:00.000Z', undefined]);
  });
});

describe('a watchlist', () => {
  it('alerts its channel and its subscribers, each once', () => {
    const subscribed = watchlist('w1', 'news', {
      subscribers: [
        { channel: channel('sport'), by: { id: 'u2', name: 'Bo' }, askedIn: channel('sport'), since: NOON },
        { channel: channel('news'), by: { id: 'u2', name: 'Bo' }, askedIn: channel('news'), since: NOON },
      ],
    });
    expect(decide({ matches: [subscribed] }).alerts.map((alert) => alert.channel.channel)).toEqual(['news', 'sport']);
  });

  it('sends nothing where it could not be reached any more', () => {
    const lost = [{ channel: channel('news'), at: NOON, reason: 'gone' }];
    expect(decide({ matches: [watchlist('w1', 'news', { lost })] }).alerts).toEqual([]);
  });

  it('is silent while it is snoozed', () => {
    const snoozed = (until: string) => decide({ matches: [watchlist('w1', 'news', { snoozedUntil: until })] });
    expect(snoozed('2025-07-03T12:00:01.000Z').silences.map(({ reason }) => reason)).toEqual(['snoozed']);
    expect(snoozed(NOON).alerts).toHaveLength(1);
  });

  it('knows one channel with and without its workspace', () => {
    const home = { platform: 'slack', channel: 'C1' } as const;
    const matches = [
      watchlist('w1', 'x', { channel: home }),
      watchlist('w2', 'x', { channel: { ...home, workspace: 'T1' } }),
    ];
    expect(decide({ matches }).alerts.map(({ watchlistIds }) => watchlistIds)).toEqual([['w1', 'w2']]);
  });
});

describe('a story that is muted in a channel', () => {
  it('is not brought there', () => {
    const { alerts, silences } = decide({ standings: [standing({ muted: true })] });
    expect([alerts, silences.map(({ reason }) => reason)]).toEqual([[], ['muted']]);
  });

  it.each([
    ['fact', 0],
    ['figure', 0],
    ['correction', 1],
    ['withdrawal', 1],
  ] as const)('that was posted: a %s is %i updates', (kind, updates) => {
    const { alerts } = decide({
      standings: [standing({ muted: true, delivery: delivery(2) })],
      whatIsNew: () => ({ changes: [{ kind, text: 'x', citations: [] }] }),
    });
    expect(alerts).toHaveLength(updates);
  });
});

describe('an update that still waits', () => {
  const change = { text: 'earlier news', citations: [1] };
  const waiting = updateFor('news', 's1', 2, { changes: [change] });

  it('and one that follows are one, which says both', () => {
    const { alerts } = decide({ standings: [standing({ delivery: delivery(1), waiting })] });
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ id: waiting.id, storyRevision: 3, changes: [change, { text: 'since 2' }] });
  });

  it('keeps its words once it was tried', () => {
    const tried = { ...waiting, attempts: 1 };
    const [alert] = decide({ standings: [standing({ delivery: delivery(1), waiting: tried })] }).alerts;
    expect([alert?.id === waiting.id, alert?.changes?.length]).toEqual([false, 1]);
  });
});

it('a backfill brings what is old, as a digest', () => {
  const old = { ...article, seenAt: ago(30 * ONE_DAY_MS), publishedAt: ago(30 * ONE_DAY_MS) };
  expect(decide({ article: old }).alerts).toEqual([]);
  expect(decide({ article: old, backfill: true }).alerts[0]).toMatchObject({ hold: 'backfill', dueAt: NOON });
});
