import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlack, type SlackChat } from '../../../adapters/slack/index.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { POSTS } from '../../contracts/chat.posts.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';

interface Answered {
  readonly channel: { readonly id: string };
  readonly channels: readonly { readonly id: string }[];
  readonly messages: readonly { ts: string; thread_ts?: string; text: string; blocks: unknown[] }[];
}

const TOKEN = 'xoxb-for-tests-only';

describe('Slack against an emulator that is not ours', () => {
  let emulator: Emulator;
  let chat: SlackChat;
  let channel: { platform: 'slack'; channel: string };

  const call = async (method: string, fields: Record<string, string>): Promise<Answered> => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    });
    return (await response.json()) as Answered;
  };

  beforeAll(async () => {
    emulator = await createEmulator({ service: 'slack', port: 0 });
    chat = createSlack({
      botToken: TOKEN,
      signingSecret: 'unused',
      port: 0,
      host: '127.0.0.1',
      apiUrl: `${emulator.url}/api/`,
      log: SILENT_LOG,
    });
    await chat.start(deskOf(async () => saying('Answered.')));
    const { channels } = await call('conversations.list', {});
    channel = { platform: 'slack', channel: channels[0]!.id };
  });

  afterAll(async () => {
    await chat.stop();
    await emulator.close();
  });

  it('posts, edits, and replies in the thread', async () => {
    const ref = await chat.post(channel, POSTS.alert!, { key: 'k1' });
    await chat.edit(ref, POSTS.answer!);
    const reply = await chat.post(channel, POSTS.update!, { key: 'k2', replyTo: ref });
    const { messages } = await call('conversations.replies', { channel: channel.channel, ts: ref.id });
    expect(messages.map(({ ts }) => ts)).toEqual([ref.id, reply.id]);
    expect(messages[0]!.text).toContain('The harbour master, J. R. Dunmore');
    expect(messages[0]!.blocks.length).toBeGreaterThan(3);
    expect(messages[1]!.thread_ts).toBe(ref.id);
  });

  it('tells of a channel that never was', async () => {
    const attempt = chat.post({ ...channel, channel: 'C0NOWHERE' }, saying('x'), { key: 'nowhere' });
    await expect(attempt).rejects.toMatchObject({ code: 'channel_gone' });
  });

  it('tells of an archived channel', async () => {
    const { channel: created } = await call('conversations.create', { name: 'soon-archived' });
    await call('conversations.archive', { channel: created.id });
    const attempt = chat.post({ ...channel, channel: created.id }, saying('x'), { key: 'archived' });
    await expect(attempt).rejects.toMatchObject({ code: 'channel_gone' });
  });

  it('tells of a message that is gone', async () => {
    const attempt = chat.edit({ channel, id: '1.000001' }, saying('x'));
    await expect(attempt).rejects.toMatchObject({ code: 'edit_refused' });
  });
});
