/** What Slack's two ways of reaching us do to a delivery, and to the bot. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack, type SlackChat, type SlackOptions } from '../../../adapters/slack/index.ts';
import type { ChatRequest } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  CHANNEL,
  DIRECT,
  openSlackPeer,
  PERSON,
  SIGNING_SECRET,
  type SlackPeer,
  TEAM,
} from './peer.ts';

let peer: SlackPeer;
let chat: SlackChat;
let requests: ChatRequest[];
let said: string[];

const note = (event: string, fields?: Readonly<Record<string, unknown>>): void =>
  void said.push(`${event} ${String(fields?.reason ?? '')}`.trim());
const log = { ...SILENT_LOG, warn: note, error: note };
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });

async function connect(options: Partial<SlackOptions>): Promise<void> {
  chat = createSlack({
    botToken: BOT_TOKEN,
    apiUrl: peer.apiUrl,
    requestTimeoutMs: 1_500,
    channelPauseMs: 0,
    log,
    ...options,
  });
  await chat.start(
    deskOf(async (request) => {
      requests.push(request);
      return saying('Answered.');
    }),
  );
  if (options.appToken === undefined) peer.sendTo(`http://127.0.0.1:${chat.port()}/slack/events`);
}

const WAYS = [
  ['socket', { appToken: APP_TOKEN }],
  ['http', { signingSecret: SIGNING_SECRET, port: 0, host: '127.0.0.1' }],
] as const;

beforeEach(async () => {
  requests = [];
  said = [];
  peer = await openSlackPeer();
});
afterEach(async () => {
  // What is still to be said would be said into the next test.
  await eventually(() => expect(peer.messages.length).toBeGreaterThanOrEqual(requests.length));
  await chat.stop();
  await peer.close();
});

describe.each(WAYS)('over %s', (_way, options) => {
  it.each([
    ['a command', () => peer.command('ask', 'once?')],
    ['a mention', () => peer.mention('once?')],
    ['a direct message', () => peer.direct('once?')],
    ['a button', () => peer.press('mute:s1', { channel: 'C061EG9SL', ts: '1.1', text: 'x' } as never)],
  ])('%s that comes twice acts once, and is acknowledged twice', async (_what, send) => {
    await connect(options);
    await send();
    await peer.redeliver();
    await peer.command('ask', 'the last');
    await eventually(() => expect(requests.some(({ text }) => text === 'the last')).toBe(true));
    expect(requests).toHaveLength(2);
  });

  it('two commands alike are two', async () => {
    await connect(options);
    await peer.command('ask', 'again?');
    await peer.command('ask', 'again?');
    await eventually(() => expect(requests).toHaveLength(2));
  });

  it('what holds no event is acknowledged, and ends nothing', async () => {
    await connect(options);
    await peer.deliver('events_api', {
      type: 'app_rate_limited',
      team_id: TEAM,
      minute_rate_limited: 1_518_467_820,
      api_app_id: 'A1',
    });
    await peer.command('ask', 'still there?');
    await eventually(() => expect(requests).toHaveLength(1));
    expect(said).toEqual(['slack holds events back']);
  });

  it.each([
    ['an event', () => peer.event({ type: 'star_added', user: PERSON })],
    [
      'an interaction',
      () => peer.deliver('interactive', { type: 'yet_unknown', team: { id: TEAM }, user: { id: PERSON } }),
    ],
    [
      'a view that was closed',
      () =>
        peer.deliver('interactive', {
          type: 'view_closed',
          team: { id: TEAM },
          user: { id: PERSON },
          view: { id: 'V1', type: 'modal', callback_id: 'x' },
          is_cleared: false,
        }),
    ],
  ])('%s that nobody waits for is no trouble', async (_what, send) => {
    await connect(options);
    await send();
    await peer.command('ask', 'still there?');
    await eventually(() => expect(requests).toHaveLength(1));
    expect(said.filter((line) => !line.includes('slack sdk'))).toEqual([]);
  });

  it.each([
    [
      'a command',
      () => peer.deliver('slash_commands', { command: '/ask', team_id: TEAM, channel_id: CHANNEL, user_id: PERSON }),
    ],
    [
      'a mention',
      () =>
        peer.deliver('events_api', {
          type: 'event_callback',
          team_id: TEAM,
          event: { type: 'app_mention', user: PERSON, ts: '1.1', channel: CHANNEL, new_field: { of: 'tomorrow' } },
        }),
    ],
    [
      'a direct message',
      () =>
        peer.deliver('events_api', {
          type: 'event_callback',
          team_id: TEAM,
          event: { type: 'message', user: PERSON, text: 'who?', ts: '1.1', channel: DIRECT },
        }),
    ],
    [
      'a button',
      () =>
        peer.deliver('interactive', {
          type: 'block_actions',
          team: { id: TEAM },
          user: { id: PERSON },
          channel: { id: CHANNEL },
          actions: [{ type: 'button', action_id: 'mute:s1', block_id: 'b' }],
        }),
    ],
  ])('%s with no more than the least that can come is answered', async (_what, send) => {
    await connect(options);
    await send();
    await eventually(() => expect(peer.messages).toHaveLength(1));
  });

  it('a mention by a bot is no question', async () => {
    await connect(options);
    await peer.event({ type: 'app_mention', bot_id: 'B9', user: 'U9', text: 'hello', ts: '1.1', channel: 'C061EG9SL' });
    await peer.command('ask', 'a real one');
    await eventually(() => expect(requests).toHaveLength(1));
  });
});

describe('a socket', () => {
  beforeEach(() => connect({ appToken: APP_TOKEN }));

  it.each(['refresh_requested', 'warning', 'link_disabled'] as const)(
    'is followed by the next before it is let go: %s',
    async (reason) => {
      peer.dropSockets(reason);
      // What comes meanwhile comes over the old one.
      await peer.command('ask', 'meanwhile?');
      await eventually(() => expect(peer.sockets()).toBe(2));
      await peer.command('ask', 'and then?');
      await eventually(() => expect(requests.map(({ text }) => text)).toEqual(['meanwhile?', 'and then?']));
    },
  );

  it('that was switched off in the settings is said to be', async () => {
    peer.dropSockets('link_disabled');
    await eventually(() => expect(said).toContain('slack has switched Socket Mode off'));
  });

  it('reads on past what it cannot read', async () => {
    for (const text of ['', 'not json', '[]', 'null', '{"type":"events_api"}', '{"type":"new_kind","envelope_id":"e"}'])
      peer.sendRaw(text);
    await peer.command('ask', 'still there?');
    await eventually(() => expect(requests).toHaveLength(1));
    expect(peer.sockets()).toBe(1);
  });

  it('is opened again when it breaks while it is being replaced', async () => {
    peer.dropSockets('refresh_requested');
    peer.dropSockets('cut');
    await eventually(() => expect(peer.sockets()).toBeGreaterThan(1));
    await peer.command('ask', 'still there?');
    await eventually(() => expect(requests).toHaveLength(1));
  });
});
