/** How watchlists deliver, end to end: from a feed to the channel and back from the people in it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directChannel } from '../../src/alerts/identity.ts';
import type { ChannelRef, Watchlist } from '../../src/model.ts';
import type { OptionChanges } from '../../src/newsroom/newsroom.ts';
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

const lists = () => stage.newsroom.watchlists;
const watch = (query: string, options: OptionChanges = {}, channel: ChannelRef = FOREIGN_DESK) =>
  lists().add({ query, name: query, owner: MARA, channel, options });
const deliver = () => stage.newsroom.deliver([stage.chat]);
const posted = (): string[] => stage.chat.posted.map(({ post }) => post.headline?.text ?? '');
const explained = async (watchlist: Watchlist, url: string): Promise<string[]> =>
  (await lists().explain(watchlist.id, url)).stages.map(({ passed, what }) => `${passed ? '+' : '-'} ${what}`);
const last = async (watchlist: Watchlist, url: string): Promise<string | undefined> =>
  (await explained(watchlist, url)).at(-1);

describe('a digest', () => {
  const daily = { digest: { every: 'day', at: '18:00' }, zone: 'Europe/Oslo' } as const;

  it('holds what matches until its time, then tells all of it in one post', async () => {
    const watchlist = await watch('fire OR tram', daily);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(posted()).toEqual([]);
    expect(await last(watchlist, FIRE_BREAKS.link!)).toMatch(
      /^- It waits for the digest, due 4 Mar 2031 at 18:00 \(Europe\/Oslo\)/,
    );
    stage.clock.pass('2031-03-04T17:00:00.000Z');
    await deliver();
    expect(posted()).toEqual(['Digest: 2 stories']);
    expect(wordsOf(stage.chat.posted[0]!.post)).toContain(FIRE_BREAKS.title);
    expect(await last(watchlist, FIRE_BREAKS.link!)).toMatch(
      /^\+ Its story was posted in a digest 4 Mar 2031 at 18:01/,
    );
  });

  it('that a machine slept through comes once, when it wakes', async () => {
    await watch('fire OR tram', daily);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    stage.clock.advance(2 * DAY_MS);
    await deliver();
    await deliver();
    expect(posted()).toEqual(['Digest: 2 stories']);
  });

  it('has what is new in its stories in the next one', async () => {
    await watch('fire', daily);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    stage.clock.pass('2031-03-04T17:00:00.000Z');
    await deliver();
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect(posted()).toHaveLength(1);
    stage.clock.advance(DAY_MS);
    await deliver();
    expect(posted()).toHaveLength(2);
    expect(wordsOf(stage.chat.posted[1]!.post)).toMatch(/New in [\s\S]*Torben Lie/);
  });
});

describe('quiet hours', () => {
  it('hold what matches, then tell what happened', async () => {
    const watchlist = await watch('fire OR tram', { quiet: { from: '08:00', to: '20:00' } });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(await last(watchlist, FIRE_BREAKS.link!)).toMatch(
      /^- It waits for the end of the quiet hours, due 4 Mar 2031 at 20:00 UTC/,
    );
    stage.clock.pass('2031-03-04T20:00:00.000Z');
    await deliver();
    expect(posted()).toEqual(['While it was quiet: 2 stories']);
  });
});

describe('an hourly limit', () => {
  it('lets so many through, and the rest as a digest that says so', async () => {
    const watchlist = await watch('fire OR tram', { maxPerHour: 1 });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(posted()).toEqual([FIRE_BREAKS.title]);
    expect(await last(watchlist, TRAM_STRIKE.link!)).toMatch(/^- The watchlist has used up its alerts of this hour/);
    stage.clock.advance(HOUR_MS);
    await deliver();
    expect(posted()[1]).toBe('More than the hourly limit: 1 story');
  });
});

describe('independent sources', () => {
  it('are waited for', async () => {
    const watchlist = await watch('workers', { minSources: 2 });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(posted()).toEqual([]);
    expect(await explained(watchlist, FIRE_BREAKS.link!)).toContain(
      '- Below the threshold: 1 of 2 independent sources.',
    );
    await stage.publish(HERALD, [FIRE_RETOLD]);
    expect(posted()).toHaveLength(1);
  });

  it('count where only the first of them has the words', async () => {
    await watch('source:"Orlvik Gazette" AND fire', { minSources: 2 });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(HERALD, [FIRE_RETOLD]);
    expect(posted()).toHaveLength(1);
  });
});

it('a backtest counts the stories that reached a watchlist’s own threshold', async () => {
  await stage.publish(GAZETTE, [FIRE_BREAKS]);
  const totals = await Promise.all(
    [1, 2].map(async (minSources) => (await lists().test('fire', { minSources })).total7d),
  );
  expect(totals).toEqual([1, 0]);
});

describe('somebody who is to be notified', () => {
  it('is named in a first post of the watchlist’s own channel, and in nothing else', async () => {
    const mentions = [{ kind: 'person', id: 'U0123ABC' }] as const;
    const { id } = await watch('fire', { mentions });
    await lists().subscribe(id, { channel: CITY_DESK, by: MARA, askedIn: CITY_DESK });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    const byChannel = new Map(stage.chat.posted.map(({ channel, post }) => [channel.channel, post.mentions]));
    expect([byChannel.get('foreign'), byChannel.get('city')]).toEqual([mentions, undefined]);
  });
});

describe('a subscriber', () => {
  const slack = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
  const bo = { id: 'U2', name: 'Bo' };
  const chat = new PaperChat('slack');

  it('gets the watchlist’s alerts until they have had enough', async () => {
    const { id } = await watch('fire OR tram');
    const subscription = { channel: CITY_DESK, by: MARA, askedIn: CITY_DESK };
    await lists().subscribe(id, subscription);
    await lists().subscribe(id, subscription);
    expect((await lists().list(CITY_DESK)).map((each) => each.id)).toEqual([id]);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await lists().unsubscribe(id, subscription);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(stage.chat.posted.map(({ channel }) => channel.channel).sort()).toEqual(['city', 'foreign', 'foreign']);
    await expect(lists().unsubscribe(id, subscription)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('who takes no direct messages is told where they asked, and the channel goes on', async () => {
    const { id } = await watch('fire OR tram', {}, slack);
    const person = directChannel(slack, bo.id);
    await lists().subscribe(id, { channel: person, by: bo, askedIn: slack });
    const refusing: PaperChat = Object.assign(new PaperChat('slack'), {});
    const post = refusing.post.bind(refusing);
    refusing.post = async (channel, some, how) => {
      if (channel.person !== undefined)
        refusing.refuse('permission_lost', 'Bo takes no direct messages.', { hint: 'Allow them.' });
      return post(channel, some, how);
    };
    await stage.read(GAZETTE, [FIRE_BREAKS]);
    await stage.newsroom.deliver([refusing]);
    await stage.newsroom.deliver([refusing]);
    const there = refusing.posted.map((each) => [each.channel.channel, each.post.headline?.text]);
    expect(there).toContainEqual(['C1', FIRE_BREAKS.title]);
    expect(there).toContainEqual(['C1', '“fire OR tram” cannot be delivered']);
    expect(wordsOf(refusing.posted.at(-1)!.post)).toMatch(
      /Direct messages to Bo on Slack: Bo takes no direct messages/,
    );
    const [watchlist] = await lists().list(slack);
    expect(watchlist).not.toHaveProperty('pausedAt');
    await stage.read(GAZETTE, [TRAM_STRIKE]);
    await stage.newsroom.deliver([refusing]);
    expect(refusing.posted).toHaveLength(3);
    expect(chat.posted).toEqual([]);
  });
});

describe('a watchlist in direct messages', () => {
  const bo = { id: 'U2', name: 'Bo' };
  const desk: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
  const own: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'D1', person: MARA.id };
  const ask = (channel: ChannelRef, by: typeof bo) => ({ channel: directChannel(desk, by.id), by, askedIn: channel });

  it('is its owner’s alone: nobody else sees it, joins it or asks about it', async () => {
    const { id } = await watch('fire', {}, own);
    await expect(lists().subscribe(id, ask(desk, bo))).rejects.toMatchObject({ code: 'not_found' });
    await expect(lists().subscribe('fire', ask({ ...own, channel: 'D2', person: bo.id }, bo))).rejects.toThrow();
    await expect(lists().explain(id, FIRE_BREAKS.link!, { channel: desk, person: bo.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await lists().list(desk, bo.id)).toEqual([]);
    expect(await lists().list(own, MARA.id)).toMatchObject([{ id }]);
  });

  it('is shared where its owner subscribes a channel to it', async () => {
    const { id } = await watch('fire', {}, own);
    await lists().subscribe(id, { channel: desk, by: MARA, askedIn: desk });
    expect(await lists().list(desk, bo.id)).toMatchObject([{ id }]);
    expect(await lists().subscribe(id, ask(desk, bo))).toMatchObject({ subscribers: [{}, { by: bo }] });
  });

  it('of a platform without workspaces in direct messages shows no server’s watchlists there', async () => {
    const { id } = await watch('fire', {}, { platform: 'discord', workspace: 'G1', channel: 'C1' });
    const askedIn: ChannelRef = { platform: 'discord', channel: 'D7', person: bo.id };
    const there: ChannelRef = { platform: 'discord', workspace: 'G1', channel: 'C2' };
    await expect(lists().subscribe(id, { channel: askedIn, by: bo, askedIn })).rejects.toMatchObject({
      code: 'not_found',
    });
    await lists().subscribe(id, { channel: directChannel(there, bo.id), by: bo, askedIn: there });
    expect(await lists().list(askedIn, bo.id)).toMatchObject([{ id }]);
    const asking = { channel: askedIn, person: bo.id };
    expect((await lists().explain(id, 'https://gazette.example/x', asking)).watchlist.id).toBe(id);
    expect(await lists().unsubscribe(id, { channel: directChannel(askedIn, bo.id), by: bo, askedIn })).toMatchObject({
      subscribers: [],
    });
  });
});

describe('a snoozed watchlist', () => {
  it.each([
    ['snoozed', (id: string) => lists().snooze(id, DAY_MS)],
    ['paused', (id: string) => lists().pause(id)],
    ['removed', (id: string) => lists().remove(id)],
  ])('has its posts kept true without a word, where it is %s', async (_, silence) => {
    const { id } = await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await silence(id);
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect([stage.chat.alerts.length, stage.chat.edits.length, stage.chat.replies.length]).toEqual([1, 1, 0]);
  });

  it('is still told what is corrected', async () => {
    const { id } = await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await lists().snooze(id, DAY_MS);
    const text = FIRE_BREAKS.text.replaceAll('four workers', 'six workers');
    await stage.publish(GAZETTE, [{ ...FIRE_BREAKS, title: FIRE_BREAKS.title.replace('four', 'six'), text }]);
    expect(wordsOf(stage.chat.replies[0]!.post)).toMatch(/six/);
  });
});

describe('a surname alone', () => {
  const told = (title: string, text: string, name: string, time: string) => ({
    guid: title,
    link: `https://${name}.example/${title.length}`,
    title,
    publishedAt: `2031-03-04T${time}:00.000Z`,
    text,
  });
  const rest = FIRE_BREAKS.text.slice(FIRE_BREAKS.text.indexOf('Flames'));
  const inFull = told(
    'Grain dock fire in Orlvik: company chief Hanne Dahlberg visits silos',
    `The chief executive Hanne Dahlberg came to the grain dock in Orlvik on Tuesday after the fire that injured four workers. ${rest}`,
    'herald',
    '13:00',
  );
  const bare = told(
    'Grain dock fire in Orlvik: Dahlberg visits silos',
    `Dahlberg came to the grain dock in Orlvik on Tuesday after the fire that injured four workers, and spoke of compensation. ${rest}`,
    'tidings',
    '14:00',
  );

  it('means whom an earlier article of the story names in full', async () => {
    await stage.publish(HERALD, [inFull]);
    const watchlist = await watch('person:"Hanne Dahlberg" AND compensation');
    const other = await watch('person:"Olaf Dahlberg" AND compensation');
    await stage.publish(TIDINGS, [bare]);
    expect(stage.chat.alerts.map(({ post }) => post.footer)).toEqual([expect.stringContaining('Hanne Dahlberg')]);
    expect(await explained(watchlist, bare.link)).toContainEqual(expect.stringMatching(/^\+ It matches: person:/));
    expect(await explained(other, bare.link)).toContainEqual(
      '- No match. “Olaf Dahlberg” is not meant: it names “Hanne Dahlberg”.',
    );
  });

  it('means whom a later article of the story names in full', async () => {
    await watch('person:"Hanne Dahlberg" AND compensation');
    await stage.publish(TIDINGS, [bare]);
    expect(stage.chat.alerts).toEqual([]);
    await stage.publish(HERALD, [{ ...inFull, publishedAt: '2031-03-04T15:00:00.000Z' }]);
    expect(stage.chat.alerts).toHaveLength(1);
  });

  it('means nobody where no article of the story says so', async () => {
    await watch('person:"Hanne Dahlberg"');
    await stage.publish(TIDINGS, [bare]);
    expect(stage.chat.alerts).toEqual([]);
  });
});

describe('a dead channel', () => {
  it('is told to the owner in a direct message, once, or where that is refused, to nobody twice', async () => {
    const slack = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
    await lists().add({
      query: 'fire OR tram',
      name: 'Fires',
      owner: MARA,
      ownerAt: directChannel(slack, MARA.id),
      channel: slack,
    });
    const chat = new PaperChat('slack');
    chat.refuse('channel_gone', 'It was archived.', { hint: 'Move the watchlist.' });
    await stage.read(GAZETTE, [FIRE_BREAKS]);
    for (let n = 0; n < 3; n += 1) await stage.newsroom.deliver([chat]);
    expect(chat.posted.map(({ channel, post }) => [channel.person, post.headline?.text])).toEqual([
      [MARA.id, '“Fires” cannot be delivered'],
    ]);
    expect(wordsOf(chat.posted[0]!.post)).toMatch(
      /C1 on Slack: It was archived\. The watchlist is paused[\s\S]*Move the watchlist/,
    );
    expect(await lists().resume('Fires', slack)).not.toHaveProperty('lost');
  });

  it('is told in the watchlist’s other channel where there is no owner to tell', async () => {
    const { id } = await watch('fire');
    await lists().subscribe(id, { channel: CITY_DESK, by: MARA, askedIn: CITY_DESK });
    const post = stage.chat.post.bind(stage.chat);
    stage.chat.post = async (channel, some, how) => {
      if (channel.channel === 'foreign') stage.chat.refuse('channel_gone', 'Gone.');
      return post(channel, some, how);
    };
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await deliver();
    expect(stage.chat.posted.map(({ channel, post: some }) => [channel.channel, some.headline?.text])).toEqual([
      ['city', FIRE_BREAKS.title],
      ['city', '“fire” cannot be delivered'],
    ]);
    expect((await lists().list())[0]).not.toHaveProperty('pausedAt');
  });

  it('one post that is refused is told, and the next goes out', async () => {
    await watch('fire OR tram');
    stage.chat.refuse('post_refused', 'Too many blocks.');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await deliver();
    expect(posted()).toEqual(['A post of “fire OR tram” was given up']);
  });
});

describe('a new watchlist', () => {
  it('looks forward only, unless what was before is asked for: then it comes as one digest', async () => {
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    stage.clock.advance(MINUTE_MS);
    const watchlist = await watch('fire OR tram');
    await deliver();
    expect(posted()).toEqual([]);
    expect(await stage.newsroom.backfill(watchlist, 5)).toBe(2);
    await deliver();
    expect(posted()).toEqual(['What was there before: 2 stories']);
    expect(await stage.newsroom.backfill(watchlist, 5)).toBe(0);
  });
});

describe('the buttons under a post', () => {
  const press = (name: string) =>
    stage.desk.handle({ platform: 'console', channel: FOREIGN_DESK, asker: MARA, kind: 'action', name, text: '' });
  const storyId = async (): Promise<string> =>
    (await stage.newsroom.stories(DAY_MS)).find(({ title }) => title === FIRE_BREAKS.title)!.id;

  beforeEach(async () => {
    await watch('fire OR tram');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
  });

  it('are seven', () => {
    expect(stage.chat.posted[0]?.post.actions?.map(({ id }) => id.split(':')[0])).toEqual([
      'timeline',
      'sources',
      'whatsnew',
      'claim',
      'mute',
      'irrelevant',
      'why',
    ]);
  });

  it('claim the story: its posts show who is on it, and go on showing it', async () => {
    expect(wordsOf(await press(`claim:${await storyId()}`))).toMatch(/on it/);
    await deliver();
    expect(stage.chat.edits.at(-1)?.post.footer).toMatch(/^Mara is on it · /);
    expect(stage.chat.replies).toEqual([]);
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect(stage.chat.edits.at(-1)?.post.footer).toMatch(/^Mara is on it · /);
    await press(`release:${await storyId()}`);
    await deliver();
    expect(stage.chat.edits.at(-1)?.post.footer).not.toMatch(/Mara/);
  });

  it('claim the story: what waits for the platform says it, too', async () => {
    stage.chat.refuseEdit('unavailable', 'Down.');
    await stage.read(TIDINGS, [FIRE_ARREST]);
    await press(`claim:${await storyId()}`);
    await deliver();
    stage.clock.advance(HOUR_MS);
    await deliver();
    expect(stage.chat.edits.at(-1)?.post.footer).toMatch(/^Mara is on it · /);
    expect(stage.chat.replies).toHaveLength(1);
  });

  it('mute the story here, until it is unmuted', async () => {
    const muted = await press(`mute:${await storyId()}`);
    expect(muted.actions?.[0]?.id).toBe(`unmute:${await storyId()}`);
    await stage.publish(TIDINGS, [FIRE_ARREST]);
    expect([stage.chat.edits.length, stage.chat.replies.length]).toEqual([0, 0]);
    const [watchlist] = await lists().list();
    expect(await last(watchlist!, FIRE_BREAKS.link!)).toMatch(/Mara muted it/);
    expect(wordsOf(await press(`unmute:${await storyId()}`))).toMatch(/Unmuted/);
    expect(wordsOf(await press(`unmute:${await storyId()}`))).toMatch(/was not muted/);
  });

  it('count against the watchlist, which proposes what would keep the like away', async () => {
    const text = (place: string) =>
      `A cricket match in ${place} ended after a fire alarm. The umpire sent both teams home.`;
    const games = ['Harl', 'Brim'].map((place, n) => ({
      title: `Cricket ends early in ${place} after alarm`,
      text: text(place).repeat(3),
      link: `https://gazette.example/cricket-${n}`,
      guid: `cricket-${n}`,
      publishedAt: FIRE_BREAKS.publishedAt!,
    }));
    for (const game of games) await stage.publish(GAZETTE, [game]);
    const stories = await stage.newsroom.stories(DAY_MS);
    for (const { id } of stories.filter(({ title }) => title.startsWith('Cricket'))) await press(`irrelevant:${id}`);
    const [watchlist] = await lists().list();
    const feedback = await stage.newsroom.feedback(watchlist!);
    expect(feedback.irrelevant).toBeGreaterThan(0);
    const shown = await stage.desk.handle({
      platform: 'console',
      channel: FOREIGN_DESK,
      asker: MARA,
      kind: 'command',
      name: 'watch',
      text: 'list',
    });
    expect(wordsOf(shown)).toMatch(/not relevant/);
    if (feedback.irrelevant > 1) expect(feedback.proposal?.query).toMatch(/NOT \w+$/);
  });

  it('count against nothing where no watchlist brought the story', async () => {
    const vote = (await stage.newsroom.stories(30 * DAY_MS)).find(({ title }) => title === PARLIAMENT_VOTE.title)!;
    expect(wordsOf(await press(`irrelevant:${vote.id}`))).toMatch(/No watchlist brought/);
  });
});

describe('why an article did not alert', () => {
  it.each([
    ['it is snoozed', (id: string) => lists().snooze(id, DAY_MS), /^- The watchlist is snoozed until 5 Mar 2031/],
    ['it is paused', (id: string) => lists().pause(id), /^- The watchlist has been paused since 4 Mar 2031/],
  ])('is that %s', async (_, stop, stage_) => {
    const watchlist = await watch('fire');
    await stop(watchlist.id);
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(posted()).toEqual([]);
    expect(await explained(watchlist, FIRE_BREAKS.link!)).toContainEqual(expect.stringMatching(stage_));
  });

  it('is that a snooze ends by itself', async () => {
    const { id } = await watch('tram');
    await lists().snooze(id, MINUTE_MS);
    stage.clock.advance(HOUR_MS);
    await stage.publish(GAZETTE, [TRAM_STRIKE]);
    expect(posted()).toEqual([TRAM_STRIKE.title]);
  });

  it('is that it is a copy, which is said beside the post of its story', async () => {
    const watchlist = await watch('fire');
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    const copy = { ...FIRE_BREAKS, guid: 'copy', link: 'https://herald.example/copy' };
    await stage.publish(HERALD, [copy]);
    const stages = await explained(watchlist, copy.link);
    expect(stages).toContainEqual(expect.stringMatching(/^\+ It is a copy of .*: it adds no source/));
    expect(stages.at(-1)).toMatch(/^\+ Its story was posted 4 Mar/);
  });

  it('is the last failure, while it is tried again', async () => {
    const watchlist = await watch('fire');
    stage.chat.refuse('rate_limited', 'Slow down.', { retryAfterMs: 30_000 });
    await stage.publish(GAZETTE, [FIRE_BREAKS]);
    expect(await last(watchlist, FIRE_BREAKS.link!)).toMatch(
      /waits to be posted, due 4 Mar 2031.*The last try failed: Slow down/,
    );
  });

  it('is that it came with a first reading', async () => {
    const watchlist = await watch('fire');
    await stage.subscribe('https://late.example/rss', 'Late Post', [FIRE_BREAKS]);
    await deliver();
    expect(await last(watchlist, FIRE_BREAKS.link!)).toMatch(/first reading/);
  });
});

it('many watchlists are added at a cost that does not grow with their number', async () => {
  // One look at all of them for each would be some four million readings.
  const readings = { count: 0 };
  const { state } = stage.world;
  const counted = await openStage({
    state: {
      collection(name) {
        const collection = state.collection<never>(name);
        return {
          ...collection,
          get: (key: string) => collection.get(key),
          set: (key: string, value: never) => collection.set(key, value),
          delete: (key: string) => collection.delete(key),
          async *entries() {
            for await (const entry of collection.entries()) {
              readings.count += 1;
              yield entry;
            }
          },
        } as never;
      },
    },
  });
  for (let n = 0; n < 2_000; n += 1)
    await counted.newsroom.watchlists.add({
      query: `ferry${n}`,
      owner: MARA,
      channel: { platform: 'console', channel: `c${n % 100}` },
    });
  expect(counted.newsroom.watchlists.list()).resolves.toHaveLength(2_000);
  expect(readings.count).toBeLessThan(4_000);
  await counted.close();
});
