/** How commands, buttons and forms are answered: at once where the desk is quick, else in a reply that was deferred. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Post } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { asDiscordFailure } from './failures.ts';
import { paint } from './pictures.ts';
import { renderPost } from './views.ts';

/** The answer to an interaction was taken before: by a try whose answer we never heard. */
const ALREADY_ACKNOWLEDGED = 40060;

export type Answerable =
  | ButtonInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ModalSubmitInteraction
  | StringSelectMenuInteraction;

interface Terms {
  readonly deferAfterMs: number;
  /** Their answers are mostly for the asker alone, so the waiting is too. */
  readonly personal: boolean;
  readonly log: Log;
}

type Body = Awaited<ReturnType<typeof bodyOf>>;

export async function answer(interaction: Answerable, working: Promise<Post>, terms: Terms): Promise<void> {
  const dressed = working.then((post) => bodyOf(interaction, post, terms.log));
  const timer = new AbortController();
  const slow = wait(terms.deferAfterMs, 'slow' as const, { signal: timer.signal }).catch(() => 'slow' as const);
  const first = await Promise.race([dressed, slow]);
  timer.abort();
  if (first !== 'slow') return acknowledged(() => interaction.reply(first));
  const hidden = terms.personal && isShared(interaction);
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
