import { createEmulator, type Emulator } from 'emulate';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createSlack, type SlackChat } from '../../../adapters/slack/index.ts';
import type { ChannelRef } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { FORMS, GALLERY, HOMES } from '../../contracts/chat.gallery.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { PaperLog } from '../../newsroom/stage.ts';
import { SIGNING_SECRET, signedRequest } from './peer.ts';

const TOKEN = 'xoxb-for-tests-only';
let emulator: Emulator;
let chat: SlackChat;
let channel: ChannelRef;
let user: string;
const log = new PaperLog();
const opened: number[] = [];
let forms = 0;
let homes = 0;

const desk = deskOf(async () => saying('Done.'), {
  form: async () => {
    forms += 1;
    return { form: FORMS.preview };
  },
  home: async () => {
    homes += 1;
    return HOMES.later;
  },
});

interface Answered {
  readonly trigger_id: string;
  readonly channels: readonly { readonly id: string }[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly messages: readonly {
    readonly ts: string;
    readonly text: string;
    readonly files?: readonly { title: string }[];
  }[];
}

async function call(method: string, fields: Record<string, string>): Promise<Answered> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const body = new URLSearchParams(fields);
  return (await (await fetch(`${emulator.url}/api/${method}`, { method: 'POST', headers, body })).json()) as Answered;
}

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 8_000, interval: 20 });
const troubles = () => log.lines.filter(({ level }) => level !== 'info');
const send = (kind: Parameters<typeof signedRequest>[1], payload: object) =>
  signedRequest(`http://127.0.0.1:${chat.port()}/slack/events`, kind, payload);

beforeAll(async () => {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    const response = await real(url, init);
    if (String(url).endsWith('/views.open')) opened.push(response.status);
    return response;
  });
  emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack: { users: [{ name: 'mara' }] } } });
  chat = createSlack({
    botToken: TOKEN,
    signingSecret: SIGNING_SECRET,
    port: 0,
    host: '127.0.0.1',
    apiUrl: `${emulator.url}/api/`,
    channelPauseMs: 0,
    log,
  });
  await chat.start(desk);
  channel = { platform: 'slack', channel: (await call('conversations.list', {})).channels[0]!.id };
  user = (await call('users.list', {})).members.find(({ name }) => name === 'mara')!.id;
});

afterEach(() => expect(troubles()).toEqual([]));

afterAll(async () => {
  vi.restoreAllMocks();
  expect(troubles()).toEqual([]);
  await chat.stop();
  await emulator.close();
});

it('opens a form as the emulator checks views', async () => {
  const { trigger_id } = await call('views.generateTriggerId', { user_id: user });
  const command = {
    command: '/watch',
    text: 'add',
    team_id: 'T1',
    channel_id: channel.channel,
    user_id: user,
    user_name: 'mara',
  };
  expect(
    (await send('slash_commands', { ...command, trigger_id, response_url: `${emulator.url}/nowhere` })).status,
  ).toBe(200);
  await eventually(() => expect(forms).toBe(1));
  await eventually(() => expect(opened).toEqual([200]));
});

it('draws a home page as the emulator checks it, again and again', async () => {
  for (const event_id of ['Ev1', 'Ev2']) {
    const event = { type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1.1' };
    await send('events_api', { type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event_id, event });
  }
  await eventually(() => expect(homes).toBe(2));
});

it('shares a picture of the coverage in the thread', async () => {
  const ref = await chat.post(channel, { ...GALLERY.timeline!, audience: 'everyone' }, { key: 'k' });
  await eventually(async () => {
    const { messages } = await call('conversations.replies', { channel: channel.channel, ts: ref.id });
    expect(messages[1]).toMatchObject({
      text: expect.stringContaining('4 articles from 4 outlets'),
      files: [{ title: GALLERY.timeline!.chart!.title }],
    });
  });
});

it.each(Object.keys(GALLERY))('posts %s as the emulator checks messages', async (name) => {
  const { chart: _, ...post } = GALLERY[name]!;
  await chat.post(channel, { ...post, audience: 'everyone' }, { key: name });
});
