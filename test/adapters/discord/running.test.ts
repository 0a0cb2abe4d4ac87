import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefusals, REFUSED_CHANNEL_MS, REFUSED_REQUESTS_MAX } from '../../../adapters/discord/refusals.ts';
import { NewsroomError } from '../../../src/errors.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { APPLICATION, CHANNEL, FORUM, GUILD, openDiscordPeer, PERSON } from './peer.ts';
import { memberOf, ROLE, threadOf } from './peer-server.ts';
import { eventually, inChannel, inDirect, inForum, refusal, useStage } from './stage.ts';

const stage = useStage();
const DENIED = String(1n << 11n); // Send Messages

describe('What is lost while the bot runs', () => {
  const lost: unknown[] = [];
  beforeEach(() => {
    lost.length = 0;
    stage.desk.lost = async (where, reason) => void lost.push([where, reason]);
  });
  const settle = async (): Promise<void> => {
    await stage.peer.command('help');
    await eventually(() => expect(stage.requests).not.toEqual([]));
  };

  it('a server that the bot was removed from', async () => {
    await stage.connect();
    stage.peer.dispatch('GUILD_DELETE', { id: GUILD });
    await eventually(() => expect(lost).toHaveLength(1));
    expect(lost).toEqual([
      [{ platform: 'discord', workspace: GUILD }, 'The bot is no longer in the server “Newsroom”.'],
    ]);
  });

  it('not a server that is out for a while', async () => {
    await stage.connect();
    stage.peer.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true });
    await settle();
    expect(lost).toEqual([]);
  });

  it('a channel that was deleted', async () => {
    await stage.connect();
    stage.peer.dispatch('CHANNEL_DELETE', stage.peer.channels.get(FORUM)!);
    await eventually(() => expect(lost).toHaveLength(1));
    expect(lost).toEqual([
      [{ platform: 'discord', workspace: GUILD, channel: FORUM }, 'The channel #stories was deleted.'],
    ]);
  });

  it.each([
    [PERSON, 1, 'people watch from'],
    [APPLICATION, 0, 'holds one story'],
  ])('a thread of %s that was deleted: %i, as it %s', async (owner, count) => {
    await stage.connect();
    const thread = threadOf('910000000000000001', CHANNEL, 'Harbour', owner);
    stage.peer.dispatch('THREAD_CREATE', { ...thread, newly_created: true });
    stage.peer.dispatch('THREAD_DELETE', { id: thread.id, guild_id: GUILD, parent_id: CHANNEL, type: 11 });
    await settle();
    expect(lost).toHaveLength(count);
  });

  it('a channel whose permissions were taken away, once', async () => {
    await stage.connect();
    const overwrites = (deny: string) => ({
      ...stage.peer.channels.get(CHANNEL)!,
      permission_overwrites: [{ id: ROLE, type: 0, allow: '0', deny }],
    });
    for (const deny of ['0', DENIED, DENIED]) stage.peer.dispatch('CHANNEL_UPDATE', overwrites(deny));
    await settle();
    expect(lost).toEqual([
      [{ platform: 'discord', workspace: GUILD, channel: CHANNEL }, 'The bot may not post in #desk.'],
    ]);
  });
});

describe('What Discord refuses', () => {
  const posts = () => stage.callsTo('POST', /\/messages$/).length;

  it.each([
    [403, 50001],
    [403, 50013],
    [403, 50007],
  ])('is not asked again: %i %i', async (status, code) => {
    await stage.connect();
    stage.peer.fail('POST /channels', refusal(status, code));
    for (const key of ['a', 'b', 'c'])
      await expect(stage.chat.post(inChannel, saying('x'), { key })).rejects.toMatchObject({ code: 'permission_lost' });
    expect(posts()).toBe(1);
    await stage.chat.post(inDirect, saying('elsewhere'), { key: 'd' });
    expect(stage.shown()).toEqual(['elsewhere']);
  });

  it.each<[string, () => unknown]>([
    ['somebody uses the bot there', () => stage.peer.command('help')],
    ['somebody asks whether it can be reached', () => stage.chat.reach!(inChannel)],
    [
      'the channel’s permissions change',
      () => stage.peer.dispatch('CHANNEL_UPDATE', stage.peer.channels.get(CHANNEL)!),
    ],
    [
      'the bot gets another role',
      () => stage.peer.dispatch('GUILD_MEMBER_UPDATE', { ...memberOf(APPLICATION), guild_id: GUILD, roles: [] }),
    ],
    [
      'a role changes',
      () =>
        stage.peer.dispatch('GUILD_ROLE_UPDATE', {
          guild_id: GUILD,
          role: { id: ROLE, name: 'Nutgraf', permissions: '0', position: 1 },
        }),
    ],
  ])('is asked again once %s', async (_, change) => {
    await stage.connect();
    stage.peer.fail('POST /channels', refusal(403, 50013));
    await expect(stage.chat.post(inChannel, saying('x'), { key: 'a' })).rejects.toMatchObject({
      code: 'permission_lost',
    });
    await change();
    await vi.waitFor(() => stage.chat.post(inChannel, saying('Back.'), { key: 'b' }), { timeout: 3_000, interval: 20 });
    expect(stage.shown()).toContain('Back.');
  });

  it('does not count what was another’s message, or another’s limit', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inChannel, saying('x'), { key: 'a' });
    stage.peer.fail('PATCH /channels', refusal(403, 50005));
    await expect(stage.chat.edit(ref, saying('y'))).rejects.toMatchObject({ code: 'edit_refused' });
    await stage.chat.edit(ref, saying('y'));
    expect(stage.shown()).toEqual(['y']);
  });

  it('too often, in whatever channels, is left alone for the rest of the ten minutes', async () => {
    await stage.connect({ refusals: { requestsMax: 1 } });
    stage.peer.fail('POST /channels', refusal(403, 50013));
    await expect(stage.chat.post(inChannel, saying('x'), { key: 'a' })).rejects.toMatchObject({
      code: 'permission_lost',
    });
    const held = stage.chat.post(inDirect, saying('x'), { key: 'b' });
    await expect(held).rejects.toMatchObject({ code: 'rate_limited', everywhere: true });
    await expect(held).rejects.toSatisfy(({ retryAfterMs }) => retryAfterMs > 0 && retryAfterMs <= 600_000);
    expect(posts()).toBe(1);
  });

  it('keeps well away from the ban', () => {
    expect(REFUSED_REQUESTS_MAX).toBeLessThanOrEqual(10_000 / 4);
    expect(REFUSED_CHANNEL_MS).toBe(600_000);
    let now = 0;
    const refusals = openRefusals({}, () => now);
    refusals.counted(REFUSED_REQUESTS_MAX - 1, 5_000);
    refusals.check();
    refusals.counted(REFUSED_REQUESTS_MAX, 5_000);
    expect(() => refusals.check()).toThrow(NewsroomError);
    now = 5_000;
    refusals.check();
  });
});

describe('Whether a channel can be reached', () => {
  const withOverwrites = (id: string, deny: bigint) =>
    stage.peer.dispatch('CHANNEL_UPDATE', {
      ...stage.peer.channels.get(id)!,
      permission_overwrites: [{ id: ROLE, type: 0, allow: '0', deny: String(deny) }],
    });
  const [VIEW, SEND, EMBED, ATTACH, THREADS, IN_THREADS] = [10n, 11n, 14n, 15n, 35n, 38n].map((bit) => 1n << bit);

  it.each([
    [
      CHANNEL,
      SEND! | EMBED! | THREADS!,
      'it lacks Send Messages and Embed Links',
      /Manage Roles[\s\S]*Embed Links and Create Public Threads/,
    ],
    [CHANNEL, VIEW!, 'it lacks View Channel', /allow View Channel/],
    [FORUM, IN_THREADS!, 'it lacks Send Messages in Threads', /Permissions/],
  ])('is refused in %s with what is missing and who can give it', async (id, deny, missing, hint) => {
    await stage.connect();
    withOverwrites(id, deny);
    await stage.peer.command('help');
    const reaching = stage.chat.reach!({ ...inChannel, channel: id });
    await expect(reaching).rejects.toMatchObject({ code: 'permission_lost', hint: expect.stringMatching(hint) });
    await expect(reaching).rejects.toThrow(missing);
  });

  it.each([
    [CHANNEL, 0n],
    [CHANNEL, ATTACH! | THREADS!],
    [FORUM, ATTACH!],
  ])('is granted in %s without %s', async (id, deny) => {
    await stage.connect();
    withOverwrites(id, deny);
    await stage.peer.command('help');
    await stage.chat.reach!({ ...inChannel, channel: id });
  });

  it('opens direct messages, and says so where they are closed', async () => {
    await stage.connect();
    const person = { platform: 'discord', channel: PERSON, person: PERSON } as const;
    await stage.chat.reach!(person);
    stage.peer.fail('POST /users/@me/channels', refusal(403, 50007));
    await expect(stage.chat.reach!(person)).rejects.toMatchObject({
      code: 'permission_lost',
      hint: expect.stringContaining('direct messages'),
    });
  });

  it.each([
    [404, 10003, 'channel_gone'],
    [403, 50001, 'permission_lost'],
  ])('is refused where Discord says %i %i', async (status, code, expected) => {
    await stage.connect();
    stage.peer.fail('GET /channels', refusal(status, code));
    await expect(stage.chat.reach!({ ...inChannel, channel: '999' })).rejects.toMatchObject({ code: expected });
  });
});

describe('The gateway', () => {
  it('is resumed after a cut, with what was said meanwhile', async () => {
    await stage.connect();
    stage.peer.cutGateway();
    stage.peer.say(`<@${APPLICATION}> anything new?`);
    await eventually(() => expect(stage.peer.sessions).toEqual({ identified: 1, resumed: 1 }));
    await eventually(() => expect(stage.shown()).toEqual(['Answered.']));
    expect(stage.requests).toHaveLength(1);
  });

  it('does nothing twice that it is told of twice', async () => {
    await stage.connect();
    const id = '920000000000000001';
    const said = {
      id,
      channel_id: CHANNEL,
      guild_id: GUILD,
      content: `<@${APPLICATION}> once?`,
      author: memberOf(PERSON).user,
      type: 0,
    };
    for (let i = 0; i < 3; i++) stage.peer.dispatch('MESSAGE_CREATE', said);
    await stage.peer.command('help');
    expect(stage.requests.filter(({ kind }) => kind === 'question')).toHaveLength(1);
  });

  it('begins a new session where the old one is worth nothing any more', { timeout: 30_000 }, async () => {
    await stage.connect();
    stage.peer.invalidate();
    await eventually(() => expect(stage.peer.sessions.identified).toBe(2), 25_000);
    await stage.peer.command('help');
    await eventually(() => expect(stage.shown()).toEqual(['Answered.']));
  });

  it('is connected again once Discord is back from an outage, and has forgotten us', { timeout: 60_000 }, async () => {
    await stage.connect();
    const port = Number(new URL(stage.peer.apiUrl).port);
    await stage.peer.close();
    await expect(stage.chat.post(inChannel, saying('x'), { key: 'k' })).rejects.toMatchObject({ code: 'unavailable' });
    Object.assign(stage, { peer: await openDiscordPeer(port) });
    await eventually(() => expect(stage.peer.sessions.identified).toBe(1), 50_000);
    await stage.chat.post(inChannel, saying('Back.'), { key: 'k' });
    await stage.peer.command('help');
    await eventually(() => expect(stage.shown()).toEqual(['Back.', 'Answered.']));
  });

  it('is opened anew where the bot has outgrown its shards', { timeout: 30_000 }, async () => {
    await stage.connect();
    stage.peer.closeWith(4011);
    await eventually(() => expect(stage.peer.sessions.identified).toBe(2), 25_000);
    await stage.peer.command('help');
    await eventually(() => expect(stage.shown()).toEqual(['Answered.']));
    await stage.chat.post(inChannel, saying('Still here.'), { key: 'k' });
    expect(stage.requests).toHaveLength(1);
  });

  it('tells of servers that come while it runs, without a word', async () => {
    await stage.connect();
    stage.peer.dispatch('GUILD_CREATE', {
      id: '930000000000000001',
      name: 'Another',
      channels: [],
      threads: [],
      roles: [],
      members: [],
      emojis: [],
      stickers: [],
    });
    await stage.chat.post(inForum, saying('Fine.'), { key: 'k' });
    expect(stage.requests).toEqual([]);
  });
});

afterEach(() => vi.restoreAllMocks());
