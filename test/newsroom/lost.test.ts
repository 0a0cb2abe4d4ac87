import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directChannel } from '../../src/alerts/identity.ts';
import type { ChannelRef, Watchlist } from '../../src/model.ts';
import { NOTICE_MAX_NAMES } from '../../src/newsroom/refusal-desk.ts';
import { FIRE_ARREST, FIRE_BREAKS, TRAM_STRIKE } from './articles.ts';
import { DAY_MS, MARA, openStage, PaperChat, POLICY, type Stage, wordsOf } from './stage.ts';

const GAZETTE = 'https://gazette.example/rss';
const NEWSDESK: ChannelRef = { platform: 'discord', workspace: 'G1', channel: '900' };
const CITY: ChannelRef = { platform: 'discord', workspace: 'G1', channel: '901' };
const ELSEWHERE: ChannelRef = { platform: 'discord', workspace: 'G2', channel: '800' };
const SLACK: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const PIET = { id: 'U2', name: 'Piet' };

let stage: Stage;
let chat: PaperChat;

beforeEach(async () => {
  stage = await openStage();
  chat = new PaperChat('discord');
  await stage.subscribe(GAZETTE, 'Orlvik Gazette', []);
});
afterEach(() => stage.close());

const lists = () => stage.newsroom.watchlists;
const add = (query: string, channel: ChannelRef, owner = MARA): Promise<Watchlist> =>
  lists().add({ query, owner, channel, ownerAt: directChannel(channel, owner.id) });
const deliver = async (): Promise<void> => {
  for (let n = 0; n < 3; n += 1) await stage.newsroom.deliver([chat]);
};
const told = () => chat.posted.map(({ channel, post }) => [channel.channel, post.headline?.text]);

describe('a channel that is lost', () => {
  it('rests with its watchlists and the reason, and the others go on', async () => {
    await add('fire', NEWSDESK);
    await add('fire', CITY);
    await stage.newsroom.lost({ platform: 'discord', workspace: 'G1', channel: '900' }, 'It was deleted.');
    const [first, second] = await lists().list();
    expect(first).toMatchObject({ pausedReason: 'It was deleted.', lost: [{ channel: NEWSDESK }] });
    expect(second).not.toHaveProperty('pausedAt');
  });

  it('is asked for nothing more: what waits for it is given up, held or due', async () => {
    await add('fire', NEWSDESK);
    const { id } = await add('tram', NEWSDESK);
    await lists().edit(id, { options: { digest: { every: 'hour' } } });
    await stage.read(GAZETTE, [FIRE_BREAKS, TRAM_STRIKE]);
    await stage.newsroom.lost({ platform: 'discord', channel: '900' }, 'It was deleted.');
    stage.clock.advance(DAY_MS);
    await deliver();
    expect(told()).toEqual([[MARA.id, '2 watchlists cannot be delivered']]);
    await stage.read(GAZETTE, [FIRE_ARREST]);
    await deliver();
    expect(told()).toHaveLength(1);
  });

  it('is told to each owner once, however many watchlists and however often it is lost', async () => {
    for (let n = 0; n < NOTICE_MAX_NAMES + 3; n += 1) await add(`fire${n}`, NEWSDESK);
    await add('tram', NEWSDESK, PIET);
    for (let n = 0; n < 2; n += 1)
      await stage.newsroom.lost({ platform: 'discord', workspace: 'G1', channel: '900' }, 'It was deleted.');
    await deliver();
    expect(told().sort()).toEqual([
      [MARA.id, `${NOTICE_MAX_NAMES + 3} watchlists cannot be delivered`],
      [PIET.id, '1 watchlist cannot be delivered'],
    ]);
    const said = wordsOf(chat.posted.find(({ channel }) => channel.person === MARA.id)!.post);
    expect(said).toMatch(
      /The channel 900 on Discord: It was deleted\.[\s\S]*“fire0”[\s\S]*and 3 more[\s\S]*\/watch resume/,
    );
  });

  it('as a subscriber’s leaves the watchlist to its other channels', async () => {
    const { id } = await add('fire', NEWSDESK);
    await lists().subscribe(id, { channel: CITY, by: PIET, askedIn: CITY });
    await stage.newsroom.lost(CITY, 'No access.');
    const [watchlist] = await lists().list();
    expect(watchlist).toMatchObject({ lost: [{ channel: CITY }] });
    expect(watchlist).not.toHaveProperty('pausedAt');
    await deliver();
    expect(told()).toEqual([[PIET.id, '1 watchlist cannot be delivered']]);
  });

  it('comes back when somebody resumes a watchlist there', async () => {
    const { id } = await add('fire', NEWSDESK);
    await stage.newsroom.lost(NEWSDESK, 'No access.');
    await lists().resume(id, NEWSDESK);
    await stage.read(GAZETTE, [FIRE_BREAKS]);
    await deliver();
    expect(told()).toContainEqual(['900', FIRE_BREAKS.title]);
  });
});

describe('a server or workspace that is lost', () => {
  it('takes all its channels with it, and nobody else’s', async () => {
    for (const channel of [NEWSDESK, CITY, ELSEWHERE, SLACK]) await add('fire', channel);
    await stage.newsroom.lost({ platform: 'discord', workspace: 'G1' }, 'The bot was removed.');
    expect((await lists().list()).map(({ pausedAt }) => pausedAt !== undefined)).toEqual([true, true, false, false]);
    await deliver();
    expect(told()).toEqual([[MARA.id, '2 watchlists cannot be delivered']]);
  });

  it('of Slack takes its people, too: the operator hears of it, and where there is none, the log', async () => {
    await add('fire', SLACK);
    await add('tram', directChannel(SLACK, MARA.id));
    await stage.newsroom.lost({ platform: 'slack', workspace: 'T1' }, 'The app was removed.');
    expect((await lists().list()).map(({ pausedReason }) => pausedReason)).toEqual(
      Array(2).fill('The app was removed.'),
    );
    const slack = new PaperChat('slack');
    await stage.newsroom.deliver([slack]);
    expect(slack.posted).toEqual([]);
    expect(stage.log.lines.some(({ event }) => event === 'nobody left to tell')).toBe(true);

    const other = await openStage({ policy: { ...POLICY, operator: NEWSDESK } });
    await other.newsroom.watchlists.add({ query: 'fire', owner: MARA, channel: SLACK });
    await other.newsroom.lost({ platform: 'slack', workspace: 'T1' }, 'The app was removed.');
    await other.newsroom.deliver([chat]);
    expect(told()).toEqual([['900', '1 watchlist cannot be delivered']]);
    await other.close();
  });
});

describe('a refused alert', () => {
  it('keeps those behind it from being refused one by one', async () => {
    await add('fire', NEWSDESK);
    await add('tram', NEWSDESK);
    await stage.read(GAZETTE, [FIRE_BREAKS]);
    await stage.read(GAZETTE, [TRAM_STRIKE]);
    let asked = 0;
    chat.post = async ({ channel }) => {
      if (channel === '900') asked += 1;
      chat.refuse('permission_lost', 'No access.');
      return PaperChat.prototype.post.call(chat, NEWSDESK, { audience: 'everyone', blocks: [] }, { key: 'k' });
    };
    await deliver();
    expect(asked).toBe(1);
  });
});
