/** Takes what people do in Discord to the desk, and brings them its answers. */
import {
  type ButtonInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData as GatewayMessage,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { ChatRequest, MessageRef, Post } from '../../src/model.ts';
import { answer, answerDirectly, answerInPlace, type Reception, reply } from './answers.ts';
import { readId } from './components.ts';
import { askingFirst, FORGOTTEN, NOT_YOURS, openForm, show, silentRole, silentRolePost, takeForm } from './dialogs.ts';
import { asDiscordFailure } from './failures.ts';
import { type Drafts, openDrafts } from './forms.ts';
import {
  askedByButton,
  askedByCommand,
  askedByMenu,
  askedByMessage,
  askedOfMessage,
  askedWhileTyping,
  channelOf,
} from './requests.ts';
import { suggest } from './suggestions.ts';

/** Our answers that are remembered, so that a reply to one goes on with its conversation. */
const ANSWERS_REMEMBERED = 10_000;
/** Messages and interactions that are remembered: after a resumed connection Discord may tell of them again. */
const DELIVERIES_REMEMBERED = 5_000;
/** The desk's buttons that show to all what one person was shown begin so. */
const SHARING = 'share:';

const PERSONAL = new Set(['watch', 'feeds', 'stories', 'help', 'nutgraf']);

/** `onUse` hears of whatever is done, wherever. */
export function takeRequests(
  client: Client,
  reception: Reception & { readonly onUse: (interaction: Interaction) => void },
): void {
  const { log } = reception;
  const seen = new LRUCache<string, true>({ max: DELIVERIES_REMEMBERED });
  const conversations = new LRUCache<string, string>({ max: ANSWERS_REMEMBERED });
  const drafts = openDrafts();

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
    reception.onUse(interaction);
    void once(interaction.id, interaction.channelId, async () => takeInteraction(interaction, reception, drafts));
  });

  // As it comes from the gateway: the library leaves out messages of channels that it has not seen announced.
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessage) => {
    const answered = message.author.id === client.user?.id ? message.message_reference?.message_id : undefined;
    // The gateway tells of our answer before anybody can reply to it; our own request may still be under way.
    if (answered !== undefined) conversations.set(message.id, conversations.get(answered) ?? answered);
    const conversation = conversationOf(message, client, conversations);
    const request = askedByMessage(message, client, conversation);
    if (request === undefined) return;
    void once(message.id, message.channel_id, async () => {
      const post = await reception.desk.handle(request);
      const { id } = await answerMessage(message, post, client, reception);
      if (conversation !== undefined) conversations.set(id, conversation);
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

// ---------------------------------------------------------------- commands, menus, buttons and forms

async function takeInteraction(interaction: Interaction, reception: Reception, drafts: Drafts): Promise<void> {
  const { desk } = reception;
  if (interaction.isAutocomplete()) return suggest(interaction, askedWhileTyping(interaction), desk);
  if (interaction.isChatInputCommand()) {
    const request = askedByCommand(interaction);
    const silent = silentRole(interaction);
    if (silent !== undefined) return reply(interaction, silentRolePost(silent), reception.log);
    if (opensForm(request)) return openForm(interaction, request, reception, drafts);
    const personal = PERSONAL.has(interaction.commandName);
    return answer(interaction, desk.handle(request), reception, personal);
  }
  if (interaction.isMessageContextMenuCommand()) return answerOnMessage(interaction, reception);
  if (interaction.isButton()) return takeButton(interaction, reception, drafts);
  if (interaction.isStringSelectMenu()) {
    if (isForAnother(interaction)) return reply(interaction, NOT_YOURS, reception.log);
    return answer(interaction, desk.handle(askedByMenu(interaction)), reception);
  }
  if (interaction.isModalSubmit()) return takeForm(interaction, reception, drafts);
}

/** Where nothing is said of what to watch for, or what to change, a form asks for it. */
function opensForm({ name, text, options = {} }: ChatRequest): boolean {
  if (name !== 'watch') return false;
  const [verb] = text.split(' ', 1);
  if (verb === 'add') return (options.query ?? '') === '';
  return verb === 'edit' && Object.keys(options).every((option) => option === 'watchlist');
}

async function takeButton(interaction: ButtonInteraction, reception: Reception, drafts: Drafts): Promise<void> {
  const { desk, log } = reception;
  if (isForAnother(interaction)) return reply(interaction, NOT_YOURS, log);
  const { purpose, id } = readId(interaction.customId);
  const request = { ...askedByButton(interaction), name: id };
  switch (purpose) {
    case undefined:
      // What is shown to all is also waited for by all.
      return answer(interaction, desk.handle(request), reception, !id.startsWith(SHARING));
    case 'form':
      return openForm(interaction, request, reception, drafts);
    case 'sure':
      return reply(interaction, askingFirst(interaction, id), log);
    case 'done':
      return answerInPlace(interaction, desk.handle(request), log);
    case 'again': {
      const draft = drafts.of(interaction.user.id, id);
      return draft === undefined ? reply(interaction, FORGOTTEN, log) : show(interaction, draft, reception, drafts);
    }
  }
}

/** Only whom it was shown to sees such a message; who answers to it is checked all the same. */
function isForAnother({ message, user }: Pick<ButtonInteraction, 'message' | 'user'>): boolean {
  const shownTo = message.interactionMetadata?.user.id;
  return message.flags.has(MessageFlags.Ephemeral) && shownTo !== undefined && shownTo !== user.id;
}

/** What is said of somebody else's message is for whoever asked; the desk's button shows it to all. */
function answerOnMessage(interaction: MessageContextMenuCommandInteraction, reception: Reception): Promise<void> {
  const working = reception.desk.handle(askedOfMessage(interaction));
  const personal = working.then((post): Post => ({ ...post, audience: 'asker' }));
  return answer(interaction, personal, reception);
}

// ---------------------------------------------------------------- messages

/** Messages can't be shown to one person alone: what is for the asker goes to their direct messages. */
async function answerMessage(
  message: GatewayMessage,
  post: Post,
  client: Client,
  reception: Reception,
): Promise<MessageRef> {
  const place = channelOf({ channelId: message.channel_id, guildId: message.guild_id ?? null }, message.author);
  const here = (shown: Post) => reception.answer(place, shown, { message: message.id, reply: true });
  if (post.audience === 'everyone' || message.guild_id === undefined) return here(post);
  try {
    return await answerDirectly(message.author.id, post, message.id, client, reception);
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
