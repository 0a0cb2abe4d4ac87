import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack, type SlackChat, type SlackOptions } from '../../../adapters/slack/index.ts';
import { ANSWER_MAX_WAIT_MS } from '../../../adapters/slack/reception.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../../../adapters/slack/web-client.ts';
import type { ChannelRef, ChatRequest, Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  CHANNEL,
  DIRECT,
  openSlackPeer,
  PERSON,
  SIGNING_SECRET,
  type SlackPeer,
  signedRequest,
  TEAM,
} from './peer.ts';

const channel: ChannelRef = { platform: 'slack', workspace: TEAM, channel: CHANNEL };

let peer: SlackPeer;
let chat: SlackChat | undefined;
let requests: ChatRequest[];
let respond: (request: ChatRequest) => Post;

const desk = deskOf(async (request) => {
  requests.push(request);
  return respond(request);
});

async function connect(options: Partial<SlackOptions> = { appToken: APP_TOKEN }): Promise<SlackChat> {
  chat = createSlack({
    botToken: BOT_TOKEN,
    apiUrl: peer.apiUrl,
    requestTimeoutMs: 1_500,
    channelPauseMs: 0,
    log: SILENT_LOG,
    ...options,
  });
  await chat.start(desk);
  return chat;
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });

beforeEach(async () => {
  requests = [];
  respond = () => saying('Answered.');
  peer = await openSlackPeer();
});

afterEach(async () => {
  await chat?.stop();
  chat = undefined;
  await peer.close();
});

describe('Slack requests', () => {
  it('answers a mention in a thread under it, which is the conversation', async () => {
    await connect();
    await peer.mention('when does <https://port.example/x|the port> open &amp; close?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
    expect(requests[0]).toMatchObject({ kind: 'question', text: 'when does https://port.example/x open & close?' });
    expect(peer.messages[0]!.thread).toBe(requests[0]!.thread);
    expect(requests[0]!.thread).toMatch(/^\d+\.\d+$/);
  });

  it('answers a follow-up in the same thread', async () => {
    await connect();
    await peer.deliver('events_api', {
      type: 'event_callback',
      team_id: TEAM,
      event_id: 'Ev1',
      authorizations: [{ team_id: TEAM }],
      event: {
        type: 'app_mention',
        user: PERSON,
        text: `and <@${BOT_USER}> why?`,
        ts: '2.2',
        thread_ts: '1.1',
        channel: CHANNEL,
      },
    });
    await eventually(() => expect(peer.messages[0]?.thread).toBe('1.1'));
    expect(requests[0]).toMatchObject({ text: 'and why?', thread: '1.1' });
  });

  it('answers a direct message beside it, whoever may see the answer', async () => {
    respond = () => ({ ...saying('For you.'), audience: 'asker' });
    await connect();
    await peer.direct('hello?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
    expect(peer.messages[0]).toMatchObject({ channel: DIRECT });
    expect(peer.messages[0]!.thread).toBeUndefined();
    expect(requests[0]).toMatchObject({
      kind: 'question',
      text: 'hello?',
      channel: { channel: DIRECT, person: PERSON },
    });
  });

  it.each([
    ['add taliban --mention <@U0456ABCD|mara>', 'add taliban --mention @U0456ABCD'],
    ['add taliban --mention <!subteam^S0123ABCD|@desk>', 'add taliban --mention role:S0123ABCD'],
    ['add source:<http://port.example|port.example>', 'add source:port.example'],
    ['explain w_1 <https://port.example/a?b=1&amp;c=2>', 'explain w_1 https://port.example/a?b=1&c=2'],
    ['explain w_1 <https://port.example/a|port.example/a>', 'explain w_1 port.example/a'],
    ['add <mailto:mara@port.example|mara@port.example>', 'add mara@port.example'],
    ['add <#C0123ABCD|general> &lt;x&gt; --digest weekdays@08:30', 'add general <x> --digest weekdays@08:30'],
  ])('reads a command as it was typed: %s', async (sent, typed) => {
    await connect();
    await peer.command('watch', '', { text: sent });
    await eventually(() => expect(requests[0]).toMatchObject({ kind: 'command', name: 'watch', text: typed }));
    expect(requests[0]!.channel).not.toHaveProperty('person');
  });

  it('answers a mention to the asker alone where the answer is for them', async () => {
    respond = () => ({ ...saying('For you.'), audience: 'asker' });
    await connect();
    await peer.mention('what do I watch?');
    await eventually(() => expect(peer.messages[0]).toMatchObject({ only: PERSON, channel: CHANNEL }));
  });

  it('takes a button to the desk, with the thread of its message', async () => {
    const slack = await connect();
    const ref = await slack.post(channel, saying('Alert.', { actions: [{ id: 'mute:s1', label: 'Mute' }] }), {
      key: 'k',
    });
    await peer.press('mute:s1', peer.messages[0]!);
    await eventually(() => expect(peer.messages).toHaveLength(2));
    expect(requests[0]).toMatchObject({
      kind: 'action',
      name: 'mute:s1',
      text: '',
      thread: ref.id,
      asker: { id: PERSON, name: 'mara' },
    });
    expect(peer.messages[1]!.thread).toBe(ref.id);
  });

  it('answers a button to whoever pressed it, leaving the message alone', async () => {
    respond = () => ({ ...saying('Muted.'), audience: 'asker' });
    const slack = await connect();
    await slack.post(channel, saying('Alert.', { actions: [{ id: 'mute:s1', label: 'Mute' }] }), { key: 'k' });
    await peer.press('mute:s1', peer.messages[0]!);
    await eventually(() => expect(peer.messages[1]).toMatchObject({ only: PERSON, call: { replace_original: false } }));
    expect(peer.messages[0]!.edited).toBe(false);
  });

  it.each([
    ['an edit', { subtype: 'message_changed', channel_type: 'im' }],
    ['a bot', { bot_id: 'B9', channel_type: 'im' }],
    ['a channel', { channel_type: 'channel' }],
  ])('does not take %s for a question', async (_what, more) => {
    await connect();
    await peer.deliver('events_api', {
      type: 'event_callback',
      team_id: TEAM,
      event_id: 'Ev2',
      authorizations: [{ team_id: TEAM }],
      event: { type: 'message', user: PERSON, text: 'hello', ts: '1.1', channel: DIRECT, ...more },
    });
    await peer.command('ask', 'a real one');
    await eventually(() => expect(requests).toHaveLength(1));
    expect(requests[0]!.text).toBe('a real one');
  });

  it.each([
    ['event', () => peer.mention('once?', { event_id: 'Ev77' })],
    ['command', () => peer.command('ask', 'once?', { trigger_id: 'T77' })],
  ])('acts once on a redelivered %s', async (_kind, deliver) => {
    await connect();
    await deliver();
    await deliver();
    await peer.command('ask', 'another');
    await eventually(() => expect(requests.map(({ text }) => text)).toContain('another'));
    expect(requests).toHaveLength(2);
  });

  it('waits out a rate limit with an answer', async () => {
    await connect();
    peer.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '0' } });
    await peer.mention('patient?');
    await eventually(() => expect(peer.seen().map(({ text }) => text)).toEqual(['Answered.']));
  });

  it('gives up an answer whose rate limit lasts', async () => {
    const errors: unknown[] = [];
    await connect({
      appToken: APP_TOKEN,
      log: { ...SILENT_LOG, error: (event, fields) => errors.push([event, fields?.code]) },
    });
    peer.fail('chat.postMessage', { status: 429, headers: { 'retry-after': String(ANSWER_MAX_WAIT_MS / 1_000 + 1) } });
    await peer.mention('impatient?');
    await eventually(() => expect(errors).toContainEqual(['slack answer not delivered', 'rate_limited']));
  });

  it('logs an answer that cannot be brought, and goes on', async () => {
    const errors: unknown[] = [];
    await connect({
      appToken: APP_TOKEN,
      log: { ...SILENT_LOG, error: (event, fields) => errors.push([event, fields?.code]) },
    });
    peer.fail('response_url', { status: 404 });
    await peer.command('ask', 'lost?');
    await eventually(() => expect(errors).toContainEqual(['slack answer not delivered', 'post_refused']));
    await peer.command('ask', 'still there?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
  });
});

describe('Slack posts', () => {
  const refusal = (error: string) => ({ body: { ok: false, error } });

  it.each(['msg_blocks_too_long', 'invalid_blocks', 'msg_too_long'])(
    'says in plain words what Slack finds too elaborate: %s',
    async (error) => {
      const slack = await connect();
      peer.fail('chat.postMessage', refusal(error));
      const ref = await slack.post(channel, saying('The ferry is safe.'), { key: 'k' });
      expect(peer.messages[0]).toMatchObject({ ts: ref.id, text: 'The ferry is safe.', blocks: [] });
      peer.fail('chat.update', refusal(error));
      await slack.edit(ref, saying('The ferry is lost.'));
      expect(peer.messages[0]).toMatchObject({ text: 'The ferry is lost.', blocks: [] });
    },
  );

  it.each([
    ['too elaborate', 'invalid_blocks', 2],
    ['too late', 'used_url', 1],
  ])('reads what a response address says behind its status: %s', async (_what, error, answers) => {
    await connect();
    peer.fail('response_url', refusal(error));
    await peer.command('ask', 'x');
    await eventually(() => expect(peer.calls.filter((call) => call === 'response_url')).toHaveLength(answers));
    expect(peer.messages).toHaveLength(answers - 1);
  });

  it('waits where Slack does not say how long it wants to be left alone', async () => {
    const slack = await connect();
    peer.fail('chat.postMessage', { status: 429 });
    await expect(slack.post(channel, saying('x'), { key: 'k' })).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: DEFAULT_RETRY_AFTER_MS,
    });
  });

  it('goes nowhere before it is connected', async () => {
    const slack = createSlack({ botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: peer.apiUrl, log: SILENT_LOG });
    await expect(slack.post(channel, saying('x'), { key: 'k' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('unfolds no link and parses no name', async () => {
    const slack = await connect();
    await slack.post(channel, saying('x'), { key: 'k' });
    expect(peer.messages[0]!.call).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      parse: 'none',
      link_names: 'false',
    });
  });

  it('unfolds no link in an answer either', async () => {
    await connect();
    await peer.command('ask', 'x');
    await eventually(() => expect(peer.messages[0]?.call).toMatchObject({ unfurl_links: false, unfurl_media: false }));
  });

  it('posts to a person, and names the conversation that came of it', async () => {
    const slack = await connect();
    const ref = await slack.post(
      { ...channel, channel: PERSON },
      { ...saying('For you.'), audience: 'asker' },
      { key: 'k' },
    );
    expect(ref.channel.channel).toBe(DIRECT);
  });

  it('refuses to show many what is for one', async () => {
    const slack = await connect();
    await expect(slack.post(channel, { ...saying('x'), audience: 'asker' }, { key: 'k' })).rejects.toMatchObject({
      code: 'post_refused',
    });
    expect(peer.messages).toEqual([]);
  });

  it('tries a failed key again, and can only post twice where the answer was lost', async () => {
    const slack = await connect();
    peer.fail('chat.postMessage', { status: 500 });
    await expect(slack.post(channel, saying('x'), { key: 'k' })).rejects.toMatchObject({ code: 'unavailable' });
    await slack.post(channel, saying('x'), { key: 'k' });
    expect(peer.messages).toHaveLength(1);
    peer.fail('chat.postMessage', { lost: true });
    await expect(slack.post(channel, saying('y'), { key: 'l' })).rejects.toMatchObject({ code: 'unavailable' });
    await slack.post(channel, saying('y'), { key: 'l' });
    expect(peer.messages).toHaveLength(3);
  });

  it('never tries again by itself', async () => {
    const slack = await connect();
    peer.fail('chat.postMessage', { status: 503 });
    await slack.post(channel, saying('x'), { key: 'k' }).catch(() => {});
    expect(peer.calls.filter((call) => call === 'chat.postMessage')).toHaveLength(1);
  });
});

describe('Slack over a websocket', () => {
  it.each(['refresh_requested', 'cut'] as const)('connects again after %s, and goes on answering', async (reason) => {
    await connect();
    peer.dropSockets(reason);
    await eventually(() => expect(peer.sockets()).toBe(2));
    await peer.command('ask', 'still there?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
  });

  it('goes on trying where Slack is out of order meanwhile', async () => {
    await connect();
    peer.fail('apps.connections.open', { status: 500 });
    peer.dropSockets('cut');
    await eventually(() => expect(peer.sockets()).toBe(2));
  });

  it('says which token is wrong', async () => {
    chat = createSlack({ botToken: 'xoxb-wrong', appToken: APP_TOKEN, apiUrl: peer.apiUrl, log: SILENT_LOG });
    await expect(chat.start(desk)).rejects.toMatchObject({ code: 'bad_token' });
    chat = createSlack({ botToken: BOT_TOKEN, appToken: 'xapp-wrong', apiUrl: peer.apiUrl, log: SILENT_LOG });
    await expect(chat.start(desk)).rejects.toMatchObject({ code: 'bad_token' });
  });

  it('needs a workspace, by a token or by installation', () => {
    expect(() => createSlack({ appToken: APP_TOKEN, log: SILENT_LOG })).toThrow(
      expect.objectContaining({ code: 'bad_config', hint: expect.stringContaining('SLACK_CLIENT_ID') }),
    );
  });

  it('needs a way to be reached', () => {
    expect(() => createSlack({ botToken: BOT_TOKEN, log: SILENT_LOG })).toThrow(
      expect.objectContaining({ code: 'bad_config' }),
    );
  });
});

describe('Slack over HTTP', () => {
  const http = { signingSecret: SIGNING_SECRET, port: 0, host: '127.0.0.1' };
  const command = {
    command: '/ask',
    text: 'x',
    team_id: TEAM,
    channel_id: CHANNEL,
    user_id: PERSON,
    user_name: 'mara',
    trigger_id: 't',
  };

  it('takes signed requests', async () => {
    const slack = await connect(http);
    peer.sendTo(`http://127.0.0.1:${slack.port()}/slack/events`);
    expect(await peer.command('ask', 'signed?')).toMatchObject({ status: 200 });
    await eventually(() => expect(peer.messages).toHaveLength(1));
  });

  it.each([
    ['another secret', 'not the secret', Math.floor(Date.now() / 1000)],
    ['an old timestamp', SIGNING_SECRET, Math.floor(Date.now() / 1000) - 600],
  ])('refuses requests signed with %s', async (_what, secret, timestamp) => {
    const slack = await connect(http);
    const url = `http://127.0.0.1:${slack.port()}/slack/events`;
    expect((await signedRequest(url, 'slash_commands', command, secret, timestamp)).status).toBe(401);
    expect(requests).toEqual([]);
  });

  it('answers Slack’s check of the address', async () => {
    const slack = await connect(http);
    const url = `http://127.0.0.1:${slack.port()}/slack/events`;
    const response = await signedRequest(url, 'events_api', { type: 'url_verification', challenge: 'c1' });
    expect(await response.json()).toEqual({ challenge: 'c1' });
  });

  it('says so where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    chat = createSlack({ botToken: BOT_TOKEN, apiUrl: peer.apiUrl, log: SILENT_LOG, ...http, port });
    await expect(chat.start(desk)).rejects.toMatchObject({ code: 'bad_config' });
    chat = undefined;
    other.close();
  });
});
