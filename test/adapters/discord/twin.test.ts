import { ChannelType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../../adapters/discord/commands.ts';
import { createDiscord } from '../../../adapters/discord/index.ts';
import type { ChannelRef, ChatRequest, Post } from '../../../src/model.ts';
import type { Chat } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { POSTS } from '../../contracts/chat.posts.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';

describe('Discord against a twin that is not ours', () => {
  let twin: DigitalDiscord;
  let chat: Chat;
  let channel: ChannelRef;
  let person: string;
  const requests: ChatRequest[] = [];
  let respond: () => Promise<Post> | Post = () => saying('Answered.');

  const texts = async (id: string): Promise<string[]> => {
    const rows = await twin.prisma.message.findMany({ where: { channelId: id }, orderBy: { id: 'asc' } });
    return rows.map(({ content, embeds }) => content + embeds);
  };

  beforeAll(async () => {
    twin = new DigitalDiscord({
      guild: { name: 'Newsroom' },
      channels: [{ name: 'desk', type: ChannelType.GuildText }],
      users: [{ username: 'mara' }],
      dbUrl: 'file::memory:',
    });
    await twin.start();
    const found = await twin.prisma.channel.findFirstOrThrow({ where: { name: 'desk' } });
    channel = { platform: 'discord', workspace: twin.guildId, channel: found.id };
    person = (await twin.getFirstNonBotUserId())!;
    chat = createDiscord({ token: twin.botToken, apiUrl: twin.restUrl, deferAfterMs: 100, log: SILENT_LOG });
    await chat.start(
      deskOf(async (request) => {
        requests.push(request);
        return respond();
      }),
    );
  });

  afterAll(async () => {
    await chat.stop();
    await twin.stop();
  });

  it('registers the commands', async () => {
    const commands = await twin.prisma.applicationCommand.findMany();
    expect(commands.map(({ name }) => name).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it('posts, edits, and replies in one thread', async () => {
    const ref = await chat.post(channel, POSTS.alert!, { key: 'k1' });
    await chat.edit(ref, POSTS.answer!);
    const first = await chat.post(channel, POSTS.update!, { key: 'k2', replyTo: ref });
    const second = await chat.post(channel, saying('And more.'), { key: 'k3', replyTo: ref });
    expect((await texts(channel.channel)).join()).toContain('The harbour master, J. R. Dunmore');
    expect(first.channel.channel).not.toBe(channel.channel);
    expect(second.channel.channel).toBe(first.channel.channel);
    expect((await texts(first.channel.channel)).join()).toContain('And more.');
  });

  it('answers a command at once', async () => {
    respond = () => saying('At noon.');
    const options = [{ name: 'question', type: 3, value: 'when?' }];
    await twin.channel(channel.channel).user(person).runSlashCommand({ name: 'ask', options });
    await vi.waitFor(async () => expect((await texts(channel.channel)).join()).toContain('At noon.'), {
      timeout: 5_000,
    });
    expect(requests.at(-1)).toMatchObject({
      kind: 'command',
      name: 'ask',
      text: 'when?',
      options: { question: 'when?' },
    });
  });

  it('fills in a deferred answer', async () => {
    respond = () => new Promise((resolve) => setTimeout(resolve, 250, saying('At last.')));
    const options = [{ name: 'question', type: 3, value: 'when?' }];
    await twin.channel(channel.channel).user(person).runSlashCommand({ name: 'ask', options });
    await vi.waitFor(async () => expect((await texts(channel.channel)).join()).toContain('At last.'), {
      timeout: 5_000,
    });
  });

  it('answers a mention', async () => {
    respond = () => saying('On Tuesday.');
    await twin
      .channel(channel.channel)
      .user(person)
      .sendMessage({ content: `<@${twin.botUserId}> which day?` });
    await vi.waitFor(async () => expect((await texts(channel.channel)).join()).toContain('On Tuesday.'), {
      timeout: 5_000,
    });
    expect(requests.at(-1)).toMatchObject({ kind: 'question', text: 'which day?' });
  });

  it('takes a button', async () => {
    respond = () => saying('Muted.');
    const ref = await chat.post(channel, saying('Alert.', { actions: [{ id: 'mute:s1', label: 'Mute' }] }), {
      key: 'k9',
    });
    await twin.channel(channel.channel).user(person).clickButton({ messageId: ref.id, customId: 'mute:s1' });
    await vi.waitFor(() => expect(requests.at(-1)).toMatchObject({ kind: 'action', name: 'mute:s1' }), {
      timeout: 5_000,
    });
  });

  it('tells of a channel that is gone', async () => {
    await expect(chat.post({ ...channel, channel: '1' }, saying('x'), { key: 'k4' })).rejects.toMatchObject({
      code: 'channel_gone',
    });
  });
});
