/** A whole newsroom in Discord, end to end: against a twin that is not ours, and against the stand-in for what the twin lacks. */
import { ChannelType, InteractionType } from 'discord.js';
import { DigitalDiscord } from 'discord-digital-twin';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDiscord } from '../../../adapters/discord/index.ts';
import type { Chat } from '../../../src/ports.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from '../../newsroom/articles.ts';
import { HOUR_MS, type Item, openStage, type Stage } from '../../newsroom/stage.ts';
import { SILENT_LOG } from './log.ts';
import { CHANNEL, type DiscordPeer, FORUM, openDiscordPeer, TOKEN } from './peer.ts';
import type { Modal } from './peer-limits.ts';

const GAZETTE = 'https://gazette.example/rss';
const HERALD = 'https://herald.example/rss';
const PATIENCE = { timeout: 10_000, interval: 20 };
const text = (name: string, value: string, more: object = {}) => ({ type: 3, name, value, ...more });
const verb = (name: string, ...options: ReturnType<typeof text>[]) => [{ type: 1, name, options }];

async function openRoom(): Promise<Stage> {
  const room = await openStage();
  await room.subscribe(GAZETTE, 'Orlvik Gazette', [PARLIAMENT_VOTE]);
  await room.subscribe(HERALD, 'Herald', []);
  return room;
}

describe('A newsroom in a Discord that is not ours', () => {
  let twin: DigitalDiscord;
  let room: Stage;
  let chat: Chat;
  let desk: string;
  let forum: string;
  let person: string;

  const messagesIn = async (channelId: string) =>
    twin.prisma.message.findMany({ where: { channelId }, orderBy: { id: 'asc' } });
  const wordsIn = async (channelId: string): Promise<string> =>
    (await messagesIn(channelId)).map(({ content, embeds, components }) => content + embeds + components).join('\n');
  const me = (channelId = desk) => twin.channel(channelId).user(person);
  const answered = async (channelId: string, expected: RegExp | string) =>
    vi.waitFor(async () => expect(await wordsIn(channelId)).toMatch(expected), PATIENCE);
  const publish = async (url: string, items: readonly Item[]): Promise<void> => {
    await room.read(url, items);
    await room.newsroom.deliver([chat]);
  };
  /** What came back for an interaction, once it did. */
  const responseTo = async ({ id }: { readonly id: string }) => {
    const { data } = await vi.waitFor(async () => {
      const found = await twin.channel(desk).getInteractionResponse(id);
      expect(found?.acknowledged).toBe(true);
      return found!;
    }, PATIENCE);
    return JSON.parse(data ?? '{}') as Record<string, unknown>;
  };

  beforeAll(async () => {
    twin = new DigitalDiscord({
      guild: { name: 'Newsroom' },
      channels: [
        { name: 'desk', type: ChannelType.GuildText },
        { name: 'stories', type: ChannelType.GuildForum },
      ],
      users: [{ username: 'mara' }],
      dbUrl: 'file::memory:?cache=shared',
    });
    await twin.start();
    const idOf = async (name: string) => (await twin.prisma.channel.findFirstOrThrow({ where: { name } })).id;
    [desk, forum] = [await idOf('desk'), await idOf('stories')];
    person = (await twin.getFirstNonBotUserId())!;
    room = await openRoom();
    chat = createDiscord({ token: twin.botToken, apiUrl: twin.restUrl, log: SILENT_LOG });
    await chat.start(room.desk);
  });

  afterAll(async () => {
    await chat.stop();
    await twin.stop();
    await room.close();
  });

  it('suggests what is known while one types', async () => {
    const data = { id: '1', name: 'brief', type: 1, options: [text('topic', 'parliament', { focused: true })] };
    const typed = { channelId: desk, userId: person, type: InteractionType.ApplicationCommandAutocomplete, data };
    const { choices } = (await responseTo(await twin.simulateInteraction(typed))) as { choices: { name: string }[] };
    expect(choices[0]?.name).toMatch(/parliament/i);
  });

  it('takes a watchlist from a form, and says what it would have done', async () => {
    const opened = (await responseTo(await me().runSlashCommand({ name: 'watch', options: verb('add') }))) as object;
    const modal = opened as Modal;
    expect(modal).toMatchObject({ custom_id: 'watch-new', title: 'New watchlist' });
    const values = { query: 'fire AND Orlvik', name: 'Fires', delivery: 'once' };
    const fields = Object.entries(values).map(([customId, value]) => ({ customId, value }));
    await me().submitModal({ customId: modal.custom_id, fields });
    await answered(desk, /Watching: Fires[\s\S]*would not have alerted/);
  });

  it('answers a question late, in the reply that it deferred', async () => {
    await me().runSlashCommand({ name: 'ask', options: [text('question', 'what did parliament vote for?')] });
    await vi.waitFor(async () => expect((await messagesIn(desk)).length).toBeGreaterThan(1), PATIENCE);
  });

  it('posts the story, takes its button, edits it as the story moves, replies in its thread, and leaves reactions alone', async () => {
    await publish(GAZETTE, [FIRE_BREAKS]);
    await answered(desk, new RegExp(FIRE_BREAKS.title));
    const alert = (await messagesIn(desk)).find(({ embeds }) => embeds.includes(FIRE_BREAKS.title))!;
    await twin.prisma.reaction.create({ data: { messageId: alert.id, userId: person, emoji: '👀' } });

    const storyId = /"custom_id":"claim:([^"]+)"/.exec(alert.components)![1]!;
    await me().clickButton({ messageId: alert.id, customId: `claim:${storyId}` });
    await answered(desk, /You’re on it/);
    await room.newsroom.deliver([chat]);
    await vi.waitFor(async () => expect(await wordsIn(desk)).toMatch(/mara is on it/), PATIENCE);

    await publish(HERALD, [FIRE_RETOLD, FIRE_ARREST]);
    const threads = await twin.prisma.channel.findMany({ where: { parentId: desk } });
    expect(threads).toHaveLength(1);
    expect(await wordsIn(threads[0]!.id)).toContain('Torben Lie');
    const edited = await twin.prisma.message.findUniqueOrThrow({
      where: { id: alert.id },
      include: { reactions: true },
    });
    expect(edited.editedTimestamp).not.toBeNull();
    expect(edited.embeds).toContain('Herald');
    expect(edited.reactions).toMatchObject([{ userId: person, emoji: '👀' }]);
    expect((await messagesIn(desk)).filter(({ embeds }) => embeds.includes('"title":"Fire'))).toHaveLength(1);
  });

  it('opens a post in a forum', async () => {
    await me(forum).runSlashCommand({ name: 'watch', options: verb('add', text('query', 'tram AND Velmora')) });
    await answered(forum, /Watching/);
    room.clock.advance(HOUR_MS);
    await publish(GAZETTE, [{ ...TRAM_STRIKE, publishedAt: room.clock.ago(0) }]);
    const posts = await twin.prisma.channel.findMany({ where: { parentId: forum } });
    expect(posts).toHaveLength(1);
    expect(posts[0]!.name).toMatch(/tram/i);
  });
});

describe('A newsroom in Discord', () => {
  let peer: DiscordPeer;
  let room: Stage;
  let chat: Chat;
  const shown = (): string[] => peer.seen().map(({ text }) => text);
  const publish = async (url: string, items: readonly Item[]): Promise<void> => {
    await room.read(url, items);
    await room.newsroom.deliver([chat]);
  };
  const watching = async (where: object = {}): Promise<void> => {
    await peer.command('watch', verb('add', text('query', 'fire AND Orlvik'), text('name', 'Fires')), where);
    await vi.waitFor(() => expect(shown().at(-1)).toContain('Watching: Fires'), PATIENCE);
  };
  const refuse = (call: string, status: number, code: number) =>
    peer.fail(call, { status, body: { code, message: 'as documented' } });

  beforeEach(async () => {
    [peer, room] = await Promise.all([openDiscordPeer(), openRoom()]);
    chat = createDiscord({ token: TOKEN, apiUrl: peer.apiUrl, log: SILENT_LOG });
    await chat.start(room.desk);
  });
  afterEach(async () => {
    await chat.stop();
    await peer.close();
    await room.close();
  });

  it('shows settings, and changes them in a form', async () => {
    await peer.command('nutgraf', verb('settings'));
    await vi.waitFor(() => expect(shown()[0]).toMatch(/settings/i), PATIENCE);
    const [button] = peer.messages[0]!.components!.flatMap((row) => row.components) as { custom_id: string }[];
    const { modal } = await peer.press(button!.custom_id, peer.messages[0]!);
    expect(modal?.custom_id).toBe('settings');
    await peer.submit(modal!, { delivery: 'once', zone: 'Europe/Oslo' });
    await vi.waitFor(() => expect(shown().at(-1)).toMatch(/Europe\/Oslo/), PATIENCE);
  });

  it('removes a watchlist once its owner is sure', async () => {
    await watching();
    const pressed = async (label: string) => {
      const message = peer.messages.at(-1)!;
      const parts = message.components!.flatMap((row) => row.components) as { custom_id: string; label: string }[];
      await peer.press(parts.find((part) => part.label === label)!.custom_id, message);
    };
    await pressed('Remove');
    expect(shown().at(-1)).toContain('Remove “Fires” for good?');
    await pressed('Remove');
    await vi.waitFor(() => expect(shown().at(-1)).toMatch(/Fires: removed/), PATIENCE);
  });

  it('replies with all of it where the post can’t be edited any more (30046)', async () => {
    await watching();
    await publish(GAZETTE, [FIRE_BREAKS]);
    const alert = peer.seen().find(({ text }) => text.includes(FIRE_BREAKS.title))!;
    refuse('PATCH /channels', 400, 30046);
    await publish(HERALD, [FIRE_ARREST]);
    const reply = peer.seen().find(({ replyTo }) => replyTo === alert.id)!;
    expect(reply.text).toContain('Torben Lie');
    expect(reply.text).toContain('grain dock');
    expect(peer.seen().find(({ id }) => id === alert.id)).toMatchObject({ edited: false });
  });

  it.each([
    [403, 50001],
    [404, 10003],
  ])(
    'pauses the watchlist of a channel that is closed to it (%i %i), tells its owner why, and asks no more',
    async (status, code) => {
      await watching();
      refuse(`POST /channels/${CHANNEL}/messages`, status, code);
      await publish(GAZETTE, [FIRE_BREAKS]);
      await room.newsroom.deliver([chat]);
      await publish(HERALD, [FIRE_ARREST]);
      expect(
        peer.calls.filter(({ method, path }) => method === 'POST' && path === `/channels/${CHANNEL}/messages`),
      ).toHaveLength(1);
      expect(shown().join('\n')).toMatch(/“Fires”/);
      expect(peer.seen().at(-1)!.text).toMatch(/paused|delivered/);
      const [watchlist] = await room.newsroom.watchlists.list(
        { platform: 'discord', workspace: '900000000000000002', channel: CHANNEL },
        '900000000000000004',
      );
      expect(watchlist?.pausedAt).toBeDefined();
    },
  );

  it('posts once where Discord’s answer was lost', async () => {
    await watching();
    peer.fail('POST /channels', { lost: true });
    await publish(GAZETTE, [FIRE_BREAKS]);
    room.clock.advance(HOUR_MS);
    await room.newsroom.deliver([chat]);
    expect(shown().filter((each) => each.includes(FIRE_BREAKS.title))).toHaveLength(1);
  });

  it('keeps a forum’s post true, and replies in it', async () => {
    await watching({ channel_id: FORUM });
    await publish(GAZETTE, [FIRE_BREAKS]);
    await publish(HERALD, [FIRE_ARREST]);
    const [post] = [...peer.channels.values()].filter(({ parent_id }) => parent_id === FORUM);
    expect(post?.name).toBe(FIRE_BREAKS.title);
    const inPost = peer.seen().filter(({ id, replyTo }) => id === post!.id || replyTo === post!.id);
    expect(inPost).toMatchObject([{ edited: true }, { text: expect.stringContaining('Torben Lie') }]);
  });

  it('lets a watchlist rest whose channel was deleted', async () => {
    await watching();
    peer.dispatch('CHANNEL_DELETE', peer.channels.get(CHANNEL)!);
    await vi.waitFor(async () => {
      await room.newsroom.deliver([chat]);
      expect(shown().at(-1)).toMatch(/was deleted/);
    }, PATIENCE);
    expect(peer.messages.at(-1)!.channel).not.toBe(CHANNEL);
  });
});
