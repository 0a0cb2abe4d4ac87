/** How commands, buttons and forms are answered: at once where the desk is quick, else in a reply that was deferred. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  DiscordAPIError,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { ChannelRef, MessageRef, Post } from '../../src/model.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { asDiscordFailure } from './failures.ts';
import { paint } from './pictures.ts';
import { channelOf } from './requests.ts';
import { renderPost } from './views.ts';

/** The answer to an interaction was taken before: by a try whose answer we never heard. */
const ALREADY_ACKNOWLEDGED = 40060;

export type Answerable =
  | ButtonInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction
  | StringSelectMenuInteraction;

export interface Reception {
  readonly desk: Desk;
  readonly log: Log;
  readonly deferAfterMs: number;
  /** Answers a message, as a reply to it or, in another channel, by itself. */
  readonly answer: (
    channel: ChannelRef,
    post: Post,
    to: { readonly message: string; readonly reply: boolean },
  ) => Promise<MessageRef>;
}

type Body = Awaited<ReturnType<typeof bodyOf>>;

/** Not acknowledged in time, or answered after its fifteen minutes: the interaction takes no answer any more. */
const EXPIRED = new Set<number | string>([10015, 10062, 50027]);

/** What comes too late for its interaction comes as a message. `personal`: the waiting is for the asker alone, too. */
export async function answer(
  interaction: Answerable,
  working: Promise<Post>,
  reception: Reception,
  personal = true,
): Promise<void> {
  try {
    await answerInTime(interaction, working, reception, personal);
  } catch (thrown) {
    if (!(thrown instanceof DiscordAPIError) || !EXPIRED.has(thrown.code)) throw thrown;
    const { id, user, client, guildId } = interaction;
    reception.log.warn('discord interaction expired', { code: thrown.code, channel: interaction.channelId });
    const post = await working;
    const named: Post = { ...post, mentions: [{ kind: 'person', id: user.id }] };
    if (post.audience === 'everyone')
      await reception.answer(channelOf(interaction, user), named, { message: id, reply: false });
    else if (guildId !== null) await answerDirectly(user.id, post, id, client, reception);
  }
}

async function answerInTime(
  interaction: Answerable,
  working: Promise<Post>,
  { deferAfterMs, log }: Reception,
  personal: boolean,
): Promise<void> {
  const dressed = working.then((post) => bodyOf(interaction, post, log));
  const timer = new AbortController();
  const slow = wait(deferAfterMs, 'slow' as const, { signal: timer.signal }).catch(() => 'slow' as const);
  const first = await Promise.race([dressed, slow]);
  timer.abort();
  if (first !== 'slow') return acknowledged(() => interaction.reply(first));
  const hidden = personal && isShared(interaction);
  await acknowledged(() => interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {}));
  return fillIn(interaction, await dressed, hidden);
}

/** By the webhook itself: the library refuses to fill in what it has not heard to be deferred. */
async function fillIn({ webhook }: Answerable, body: Body, hidden: boolean): Promise<void> {
  if ((body.flags & MessageFlags.Ephemeral) !== 0 && !hidden) {
    // All would see it in place of "is thinking…": that goes, and the answer comes apart.
    await webhook.deleteMessage('@original');
    await webhook.send(body);
    return;
  }
  // Who sees it was settled by the deferral.
  const { flags: _settled, ...shown } = body;
  await webhook.editMessage('@original', shown);
}

/** At once, without asking the desk. */
export async function reply(interaction: Answerable, post: Post, log: Log): Promise<void> {
  const body = await bodyOf(interaction, post, log);
  await acknowledged(() => interaction.reply(body));
}

/** In the place of the message whose button was pressed, which has had its day. */
export async function answerInPlace(interaction: ButtonInteraction, working: Promise<Post>, log: Log): Promise<void> {
  await acknowledged(() => interaction.deferUpdate());
  const { flags: _settled, ...shown } = await bodyOf(interaction, await working, log);
  await interaction.webhook.editMessage('@original', shown);
}

/** Tried twice where Discord's answer was lost: an interaction takes one answer, so that a second one does no harm. */
async function acknowledged(sending: () => Promise<unknown>): Promise<void> {
  for (const isLast of [false, true]) {
    try {
      await sending();
      return;
    } catch (thrown) {
      if (thrown instanceof DiscordAPIError && thrown.code === ALREADY_ACKNOWLEDGED) return;
      if (isLast || asDiscordFailure(thrown).code !== 'unavailable') throw thrown;
    }
  }
}

/** In one's own direct messages nobody else looks on, and what is hidden there is gone the next day. */
const isShared = ({ context }: Answerable): boolean => context !== InteractionContextType.BotDM;

async function bodyOf(interaction: Answerable, post: Post, log: Log) {
  const mayAttach = interaction.appPermissions.has(PermissionFlagsBits.AttachFiles);
  const { shown, picture } = await paint(post, mayAttach, log);
  const message = renderPost(shown, { picture: picture?.name });
  const flags =
    (post.audience === 'asker' && isShared(interaction) ? MessageFlags.Ephemeral : 0) |
    (message.embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0);
  return {
    ...message,
    ...(picture === undefined
      ? {}
      : { files: [{ attachment: picture.data, name: picture.name, description: picture.alt }] }),
    flags,
    allowedMentions: { parse: [], repliedUser: false },
  };
}

/** In direct messages, as they can't be shown to one person alone in a channel. */
export async function answerDirectly(
  userId: string,
  post: Post,
  message: string,
  client: Client,
  { answer: send }: Reception,
): Promise<MessageRef> {
  const { id } = await client.users.createDM(userId);
  return send(channelOf({ channelId: id, guildId: null }, { id: userId }), post, { message, reply: false });
}
