import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RATE_LIMIT_MAX_WAIT_MS } from '../../../adapters/discord/client.ts';
import { createDiscord, type DiscordOptions, NONCE_MAX_CHARS } from '../../../adapters/discord/index.ts';
import { THREAD_NAME_MAX_CHARS } from '../../../adapters/discord/threads.ts';
import type { ChannelRef, ChatRequest, Post } from '../../../src/model.ts';
import type { Chat } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import { APPLICATION, CHANNEL, DIRECT, type DiscordPeer, GUILD, openDiscordPeer, PERSON, TOKEN } from './peer.ts';

const channel: ChannelRef = { platform: 'discord', workspace: GUILD, channel: CHANNEL };
const direct: ChannelRef = { platform: 'discord', channel: DIRECT };
const EPHEMERAL = 64;

let peer: DiscordPeer;
let chat: Chat | undefined;
let requests: ChatRequest[];
let respond: (request: ChatRequest) => Post | Promise<Post>;

const desk = deskOf(async (request) => {
  requests.push(request);
  return respond(request);
});

async function connect(options: Partial<DiscordOptions> = {}): Promise<Chat> {
  chat = createDiscord({
    token: TOKEN,
    apiUrl: peer.apiUrl,
    requestTimeoutMs: 1_500,
    deferAfterMs: 30,
    log: SILENT_LOG,
    ...options,
  });
  await chat.start(desk);
  return chat;
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const shown = (): string[] => peer.seen().map(({ text }) => text);
const callsTo = (method: string, path: RegExp) =>
  peer.calls.filter((call) => call.method === method && path.test(call.path));
const forAsker = (text: string): Post => ({ ...saying(text), audience: 'asker' });
/** An answer that takes longer than the adapter waits before it defers. */
const slowly = (post: Post) => () => new Promise<Post>((resolve) => setTimeout(resolve, 80, post));

beforeEach(async () => {
  requests = [];
  respond = () => saying('Answered.');
  peer = await openDiscordPeer();
});

afterEach(async () => {
  await chat?.stop();
  chat = undefined;
  await peer.close();
});

describe('Discord commands', () => {
  it('keep the bot from starting in no case', async () => {
    peer.fail('GET /applications', { status: 403, body: { code: 50001, message: 'Missing Access' } });
    await connect();
    await chat!.post(channel, saying('Still here.'), { key: 'k' });
    expect(shown()).toEqual(['Still here.']);
  });

  it.each([
    [
      'add',
      [
        { type: 3, name: 'query', value: '"flood warning" OR storm' },
        { type: 3, name: 'name', value: 'Weather' },
      ],
      'add "flood warning" OR storm as Weather',
      { query: '"flood warning" OR storm', name: 'Weather' },
    ],
    ['list', [], 'list', {}],
    ['remove', [{ type: 3, name: 'watchlist', value: 'w_1' }], 'remove w_1', { watchlist: 'w_1' }],
    ['pause', [{ type: 3, name: 'watchlist', value: 'w_1' }], 'pause w_1', { watchlist: 'w_1' }],
  ])('/watch %s says the same in options and in words', async (verb, options, text, expected) => {
    await connect();
    await peer.command('watch', [{ type: 1, name: verb, options }]);
    expect(requests[0]).toMatchObject({ kind: 'command', name: 'watch', text, asker: { id: PERSON, name: 'mara' } });
    expect(requests[0]!.options).toEqual(expected);
  });
});

describe('Discord answers', () => {
  it('are one reply where the desk is quick', async () => {
    await connect();
    await peer.command('ask', [{ type: 3, name: 'question', value: 'who?' }]);
    expect(callsTo('POST', /callback$/)).toMatchObject([{ body: { type: 4 } }]);
    expect(callsTo('PATCH', /@original$/)).toEqual([]);
  });

  it('fill in a deferred reply where it is slow', async () => {
    respond = slowly(saying('It took a while.'));
    await connect();
    await peer.command('ask', [{ type: 3, name: 'question', value: 'who?' }]);
    expect(callsTo('POST', /callback$/)).toMatchObject([{ body: { type: 5 } }]);
    await eventually(() => expect(shown()).toEqual(['It took a while.']));
  });

  it('do not show to all what is for the asker, though all saw the bot think', async () => {
    respond = slowly(forAsker('Only you.'));
    await connect();
    await peer.command('ask', [{ type: 3, name: 'question', value: 'who?' }]);
    await eventually(() => expect(peer.seen()).toMatchObject([{ text: 'Only you.', for: 'asker' }]));
  });

  it('think in private where the command is personal', async () => {
    respond = slowly(forAsker('Your lists.'));
    await connect();
    await peer.command('watch', [{ type: 1, name: 'list' }]);
    expect(callsTo('POST', /callback$/)).toMatchObject([{ body: { type: 5, data: { flags: EPHEMERAL } } }]);
    await eventually(() => expect(peer.seen()).toMatchObject([{ text: 'Your lists.', for: 'asker' }]));
  });

  it('come to a button with its id', async () => {
    respond = () => forAsker('Muted.');
    await connect();
    const ref = await chat!.post(channel, saying('Alert.', { actions: [{ id: 'mute:s1', label: 'Mute' }] }), {
      key: 'k',
    });
    await peer.press('mute:s1', peer.messages[0]!);
    expect(requests[0]).toMatchObject({ kind: 'action', name: 'mute:s1', text: '', thread: ref.id });
    await eventually(() => expect(peer.seen()[1]).toMatchObject({ text: 'Muted.', for: 'asker' }));
  });

  it('reply to a mention, and follow-ups go on with its conversation', async () => {
    await connect();
    const first = peer.say(`<@${APPLICATION}> who closed the port?`);
    await eventually(() => expect(peer.seen()).toHaveLength(1));
    const answer = peer.seen()[0]!;
    expect(answer.replyTo).toBe(first);
    peer.say(`<@!${APPLICATION}> why?`, { message_reference: { channel_id: CHANNEL, message_id: answer.id } });
    await eventually(() => expect(requests).toHaveLength(2));
    expect(requests).toMatchObject([
      { kind: 'question', text: 'who closed the port?', thread: first },
      { kind: 'question', text: 'why?', thread: first },
    ]);
  });

  it('come to direct messages without a mention', async () => {
    respond = () => forAsker('Here.');
    await connect();
    peer.say('anything new?', { channel_id: DIRECT, guild_id: undefined, member: undefined });
    await eventually(() => expect(peer.seen()).toHaveLength(1));
    expect(requests[0]).toMatchObject({
      kind: 'question',
      text: 'anything new?',
      channel: { channel: DIRECT, person: expect.any(String) },
    });
    expect(peer.messages.at(-1)!.channel).toBe(DIRECT);
  });

  it('to a mention go to direct messages where they are for the asker', async () => {
    respond = () => forAsker('Only you.');
    await connect();
    peer.say(`<@${APPLICATION}> what do I watch?`);
    await eventually(() => expect(peer.messages.at(-1)).toMatchObject({ channel: DIRECT, content: 'Only you.' }));
  });

  it('say so where direct messages are closed', async () => {
    respond = () => forAsker('Only you.');
    await connect();
    peer.fail(`POST /channels/${DIRECT}`, {
      status: 403,
      body: { code: 50007, message: 'Cannot send messages to this user' },
    });
    peer.say(`<@${APPLICATION}> what do I watch?`);
    await eventually(() => expect(shown()).toHaveLength(1));
    expect(shown()[0]).toContain('your direct messages are closed');
    expect(shown()[0]).not.toContain('Only you.');
  });

  it('come to nobody who did not ask: other messages, other bots', async () => {
    await connect();
    peer.say('nothing to do with us');
    peer.say(`<@${APPLICATION}> beep`, {
      author: { id: '5', username: 'robot', discriminator: '0', avatar: null, bot: true },
    });
    peer.say(`<@${APPLICATION}> a real one`);
    await eventually(() => expect(requests).toHaveLength(1));
    expect(requests[0]!.text).toBe('a real one');
  });
});

describe('Discord posts', () => {
  it('carry a nonce of their key, and close every mention', async () => {
    await connect();
    await chat!.post(channel, saying('x'), { key: 'a key that is far longer than a nonce may be' });
    expect(peer.messages[0]).toMatchObject({
      nonce: expect.stringMatching(/^[\w-]+$/),
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(peer.messages[0]!.nonce).toHaveLength(NONCE_MAX_CHARS);
  });

  it('do not appear twice where Discord’s answer was lost', async () => {
    await connect();
    peer.fail('POST /channels', { lost: true });
    await expect(chat!.post(channel, saying('Once.'), { key: 'k' })).rejects.toMatchObject({ code: 'unavailable' });
    const ref = await chat!.post(channel, saying('Once.'), { key: 'k' });
    expect(shown()).toEqual(['Once.']);
    expect(peer.messages[0]!.id).toBe(ref.id);
  });

  it('with one key but in two places are two', async () => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    await chat!.post(channel, saying('Update.'), { key: 'k', replyTo: root });
    expect(shown()).toEqual(['Alert.', 'Update.']);
  });

  it('name the thread after the message’s headline', async () => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    await chat!.post(channel, saying('x', { headline: { text: `What is new ${'y'.repeat(200)}` } }), {
      key: 'l',
      replyTo: root,
    });
    const name = String(callsTo('POST', /threads$/)[0]!.body.name);
    expect(name).toMatch(/^What is new y+…$/);
    expect(name).toHaveLength(THREAD_NAME_MAX_CHARS);
  });

  it.each([
    [50024, 400, 'a channel that has no threads'],
    [50013, 403, 'a missing permission'],
    [10008, 404, 'a message that was deleted'],
  ])('reply plainly on %i: %3$s', async (code, status) => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    peer.fail(`POST /channels/${CHANNEL}/messages/${root.id}/threads`, { status, body: { code, message: 'no' } });
    const reply = await chat!.post(channel, saying('Update.'), { key: 'l', replyTo: root });
    await chat!.post(channel, saying('Another.'), { key: 'm', replyTo: root });
    expect(reply.channel.channel).toBe(CHANNEL);
    expect(peer.messages[1]).toMatchObject({ message_reference: { message_id: root.id, fail_if_not_exists: false } });
    // Refused requests count towards a ban of the address.
    expect(callsTo('POST', /threads$/)).toHaveLength(1);
  });

  it.each([
    [10003, 404, 'was deleted'],
    [160005, 400, 'is locked'],
  ])('reply plainly where their thread %3$s (%i)', async (code, status) => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    await chat!.post(channel, saying('One.'), { key: 'l', replyTo: root });
    peer.fail(`POST /channels/${root.id}/messages`, { status, body: { code, message: 'no' } });
    const reply = await chat!.post(channel, saying('Two.'), { key: 'm', replyTo: root });
    expect(reply.channel.channel).toBe(CHANNEL);
  });

  it('answer without a reference where the bot may not read the history', async () => {
    await connect();
    peer.fail('POST /channels', { status: 400, body: { code: 160002, message: 'Cannot reply' } });
    peer.say(`<@${APPLICATION}> who?`);
    await eventually(() => expect(shown()).toEqual(['Answered.']));
    expect(peer.messages.at(-1)!.message_reference).toBeUndefined();
  });

  it('go into a thread that another run has opened', async () => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    await chat!.post(channel, saying('One.'), { key: 'l', replyTo: root });
    await chat!.stop();
    await connect();
    const reply = await chat!.post(channel, saying('Two.'), { key: 'm', replyTo: root });
    expect(reply.channel.channel).toBe(root.id);
  });

  it('open a thread again that was archived', async () => {
    await connect();
    const root = await chat!.post(channel, saying('Alert.'), { key: 'k' });
    await chat!.post(channel, saying('One.'), { key: 'l', replyTo: root });
    peer.archive(root.id);
    await chat!.post(channel, saying('Two.'), { key: 'm', replyTo: root });
    expect(peer.messages.at(-1)!.channel).toBe(root.id);
    expect(peer.channels.get(root.id)?.thread_metadata?.archived).toBe(false);
  });

  it('for one person go to a direct message or nowhere', async () => {
    await connect();
    await expect(chat!.post(channel, forAsker('x'), { key: 'k' })).rejects.toMatchObject({ code: 'post_refused' });
    await chat!.post(direct, forAsker('x'), { key: 'k' });
    expect(peer.messages.map((message) => message.channel)).toEqual([DIRECT]);
  });

  it('to a person open direct messages, where edits and replies go too', async () => {
    await connect();
    const person: ChannelRef = { platform: 'discord', channel: '400000000000000007', person: '400000000000000007' };
    const message = await chat!.post(person, forAsker('x'), { key: 'k' });
    expect(message.channel).toEqual({ ...person, channel: DIRECT });
    await chat!.post(person, saying('New.'), { key: 'k:reply', replyTo: message });
    await chat!.edit(message, saying('Now.'));
    expect(peer.messages.map((each) => each.channel)).toEqual([DIRECT, DIRECT]);
  });

  it('notify whom they name by id, and never the whole server', async () => {
    await connect();
    const server = '500000000000000001';
    const mentions = [
      { kind: 'person', id: '400000000000000007' },
      { kind: 'role', id: '600000000000000002' },
      { kind: 'role', id: server },
      { kind: 'role', id: '@everyone' },
    ] as const;
    await chat!.post({ ...channel, workspace: server }, { ...saying('New.'), mentions }, { key: 'k' });
    expect(peer.messages[0]).toMatchObject({
      content: '<@400000000000000007> <@&600000000000000002>\nNew.',
      allowed_mentions: { parse: [], users: ['400000000000000007'], roles: ['600000000000000002'] },
    });
  });

  it('to a person who takes none are refused for good', async () => {
    await connect();
    peer.fail('POST /channels', { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } });
    const person: ChannelRef = { platform: 'discord', channel: '400000000000000007', person: '400000000000000007' };
    await expect(chat!.post(person, saying('x'), { key: 'k' })).rejects.toMatchObject({
      code: 'permission_lost',
      hint: expect.stringContaining('direct messages'),
    });
  });

  it('wait out a rate limit that is over soon', async () => {
    await connect();
    peer.fail('POST /channels', {
      status: 429,
      headers: { 'retry-after': '0.05' },
      body: { message: 'x', retry_after: 0.05, global: false },
    });
    await chat!.post(channel, saying('Patience.'), { key: 'k' });
    expect(shown()).toEqual(['Patience.']);
    expect(RATE_LIMIT_MAX_WAIT_MS).toBeGreaterThan(50);
  });

  it('tell apart a limit on the whole bot from one on a channel', async () => {
    await connect();
    const slowDown = (global: boolean) => ({
      status: 429,
      headers: { 'retry-after': '30', ...(global ? { 'x-ratelimit-global': 'true' } : {}) },
      body: { message: 'x', retry_after: 30, global },
    });
    peer.fail('POST /channels', slowDown(true));
    const refused = chat!.post(channel, saying('x'), { key: 'k' });
    await expect(refused).rejects.toMatchObject({ code: 'rate_limited', everywhere: true });
    await expect(refused).rejects.toSatisfy(({ retryAfterMs }) => retryAfterMs >= 29_000);
  });

  it('go on after a refused token, should it be accepted again', async () => {
    await connect();
    peer.fail('POST /channels', { status: 401, body: { code: 0, message: '401: Unauthorized' } });
    await expect(chat!.post(channel, saying('x'), { key: 'k' })).rejects.toMatchObject({ code: 'bad_token' });
    await chat!.post(channel, saying('x'), { key: 'k' });
    expect(shown()).toEqual(['x']);
  });
});

describe('Discord’s gateway', () => {
  it('is asked for no privileged intent', async () => {
    await connect();
    const guilds = 1 << 0;
    const guildMessages = 1 << 9;
    const directMessages = 1 << 12;
    expect(peer.intents).toEqual([guilds | guildMessages | directMessages]);
  });

  it('is taken up again after a cut', async () => {
    await connect();
    peer.cutGateway();
    await eventually(() => expect(peer.sessions.resumed + peer.sessions.identified).toBe(2));
    await peer.command('ask', [{ type: 3, name: 'question', value: 'still there?' }]);
    await eventually(() => expect(shown()).toEqual(['Answered.']));
  });

  it('tells of a wrong token', async () => {
    chat = createDiscord({ token: 'wrong', apiUrl: peer.apiUrl, log: SILENT_LOG });
    await expect(chat.start(desk)).rejects.toMatchObject({ code: 'bad_token' });
  });

  it('tells of an outage at the start', async () => {
    peer.fail('GET /gateway/bot', { status: 503 });
    peer.fail('GET /gateway/bot', { status: 503 });
    chat = createDiscord({ token: TOKEN, apiUrl: peer.apiUrl, log: SILENT_LOG });
    await expect(chat.start(desk)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
