/** Takes what people do in Discord to the desk, and brings them its answers. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData as GatewayMessage,
  MessageFlags,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { ChannelRef, ChatRequest, MessageRef, Post } from '../../src/model.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { asDiscordFailure } from './failures.ts';
import { askedByButton, askedByCommand, askedByMessage, channelOf } from './requests.ts';
import { renderPost } from './views.ts';

/** Our answers that are remembered, so that a reply to one goes on with its conversation. */
const ANSWERS_REMEMBERED = 10_000;
/** Messages and interactions that are remembered: after a resumed connection Discord may tell of them again. */
const DELIVERIES_REMEMBERED = 5_000;

/** Their answers are mostly for the asker alone, so the waiting is too. */
const PERSONAL = new Set(['watch', 'feeds', 'stories', 'help']);

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

type Interaction = ChatInputCommandInteraction | ButtonInteraction;

export function takeRequests(client: Client, reception: Reception): void {
  const { log } = reception;
  const seen = new LRUCache<string, true>({ max: DELIVERIES_REMEMBERED });
  const conversations = new LRUCache<string, string>({ max: ANSWERS_REMEMBERED });

  /** What can't be brought is in the log: there is nobody left to tell. */
  const once = async (id: string, channel: string | null, work: () => Promise<void>): Promise<void> => {
    if (seen.has(id)) return;
    seen.set(id, true);
    try {
      await work();
    } catch (thrown) {
      const { code, message, cause } = asDiscordFailure(thrown);
      log.error('discord answer not delivered', { code, reason: message, channel, cause });
    }
  };

  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand() && !interaction.isButton()) return;
    const isCommand = interaction.isChatInputCommand();
    const request = isCommand ? askedByCommand(interaction) : askedByButton(interaction);
    const personal = !isCommand || PERSONAL.has(interaction.commandName);
    void once(interaction.id, interaction.channelId, () =>
      answerInteraction(interaction, request, personal, reception),
    );
  });

  // As it comes from the gateway: the library leaves out messages of channels that it has not seen announced.
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessage) => {
    const conversation = conversationOf(message, client, conversations);
    const request = askedByMessage(message, client.user?.id ?? '', conversation);
    if (request === undefined) return;
    void once(message.id, message.channel_id, async () => {
      const post = await reception.desk.handle(request);
      const answered = await answerMessage(message, request, post, client, reception);
      if (conversation !== undefined) conversations.set(answered.id, conversation);
    });
  });
}

/** A thread is a conversation; elsewhere the chain of replies is. In direct messages there is only one. */
function conversationOf(
  message: GatewayMessage,
  client: Client,
  conversations: LRUCache<string, string>,
): string | undefined {
  if (message.guild_id === undefined) return undefined;
  if (client.channels.cache.get(message.channel_id)?.isThread() === true) return message.channel_id;
  const repliedTo = message.message_reference?.message_id;
  return (repliedTo === undefined ? undefined : conversations.get(repliedTo)) ?? repliedTo ?? message.id;
}

// ---------------------------------------------------------------- commands and buttons

async function answerInteraction(
  interaction: Interaction,
  request: ChatRequest,
  personal: boolean,
  { desk, deferAfterMs }: Reception,
): Promise<void> {
  const working = desk.handle(request);
  const timer = new AbortController();
  const slow = wait(deferAfterMs, 'slow' as const, { signal: timer.signal }).catch(() => 'slow' as const);
  const first = await Promise.race([working, slow]);
  timer.abort();
  if (first !== 'slow') {
    await interaction.reply(interactionBody(first));
    return;
  }
  await interaction.deferReply(personal ? { flags: MessageFlags.Ephemeral } : {});
  const post = await working;
  if (post.audience === 'asker' && !personal) {
    // All would see it in place of "is thinking…": that goes, and the answer comes apart.
    await interaction.deleteReply();
    await interaction.followUp(interactionBody(post));
  } else {
    // Who sees it was settled by the deferral.
    const { flags: _settled, ...body } = interactionBody(post);
    await interaction.editReply(body);
  }
}

function interactionBody(post: Post) {
  const message = renderPost(post);
  const flags =
    (post.audience === 'asker' ? MessageFlags.Ephemeral : 0) |
    (message.embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0);
  return { ...message, flags, allowedMentions: { parse: [], repliedUser: false } };
}

// ---------------------------------------------------------------- messages

/** Messages can't be shown to one person alone: what is for the asker goes to their direct messages. */
async function answerMessage(
  message: GatewayMessage,
  request: ChatRequest,
  post: Post,
  client: Client,
  { answer }: Reception,
): Promise<MessageRef> {
  const here = (shown: Post) => answer(request.channel, shown, { message: message.id, reply: true });
  if (post.audience === 'everyone' || message.guild_id === undefined) return here(post);
  try {
    const { id } = await client.users.createDM(message.author.id);
    return await answer(channelOf({ channelId: id, guildId: null }, message.author), post, {
      message: message.id,
      reply: false,
    });
  } catch (thrown) {
    if (asDiscordFailure(thrown).code !== 'permission_lost') throw thrown;
    return here(CLOSED_DIRECT_MESSAGES);
  }
}

const CLOSED_DIRECT_MESSAGES: Post = {
  audience: 'everyone',
  blocks: [
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'The answer is for you alone, and your direct messages are closed to me. Ask with ' },
        { kind: 'text', text: '/ask', style: 'code' },
        { kind: 'text', text: ' instead.' },
      ],
    },
  ],
};
