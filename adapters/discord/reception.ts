/** Takes what people do in Discord to the desk, and brings them its answers. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageCreateDispatchData as GatewayMessage,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { ChannelRef, ChatRequest, MessageRef, Post } from '../../src/model.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { type Answerable, answerInPlace, answer as answerInteraction, reply } from './answers.ts';
import { markedId, readId } from './components.ts';
import { asDiscordFailure } from './failures.ts';
import { type Draft, type Drafts, errorsPost, modalOf, openDrafts, valuesIn } from './forms.ts';
import {
  askedByButton,
  askedByCommand,
  askedByForm,
  askedByMenu,
  askedByMessage,
  askedOfMessage,
  askedWhileTyping,
  channelOf,
} from './requests.ts';
import { suggest } from './suggestions.ts';

/** A form must be the first answer, within Discord's 3 s: nothing can be deferred before it. */
export const FORM_WITHIN_MS = 2_300;
/** Our answers that are remembered, so that a reply to one goes on with its conversation. */
const ANSWERS_REMEMBERED = 10_000;
/** Messages and interactions that are remembered: after a resumed connection Discord may tell of them again. */
const DELIVERIES_REMEMBERED = 5_000;
/** The desk's buttons that show to all what one person was shown begin so. */
const SHARING = 'share:';

const PERSONAL = new Set(['watch', 'feeds', 'stories', 'help', 'nutgraf']);

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
  /** Somebody has used the bot there. */
  readonly onUse: (interaction: Interaction) => void;
}

type Opener = ButtonInteraction | ChatInputCommandInteraction;

export function takeRequests(client: Client, reception: Reception): void {
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

/** The name of a role that was chosen to be notified, where Discord would not notify it: neither everybody may mention it, nor the bot. */
function silentRole({ options, appPermissions }: ChatInputCommandInteraction): string | undefined {
  const role = options.get('mention')?.role;
  if (role == null || role.mentionable || appPermissions.has(PermissionFlagsBits.MentionEveryone)) return undefined;
  return role.name;
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

/** The question stands in the button's id, after the action that it is about. */
function askingFirst({ component }: { readonly component: object | null }, id: string): Post {
  const at = id.lastIndexOf('!');
  const label = component !== null && 'label' in component ? String(component.label ?? 'Go on') : 'Go on';
  return {
    ...whisper(at < 0 || id.slice(at + 1) === '' ? `${label}: are you sure?` : id.slice(at + 1)),
    actions: [{ id: markedId('done', at < 0 ? id : id.slice(0, at)), label, style: 'danger' }],
  };
}

/** What is said of somebody else's message is for whoever asked; the desk's button shows it to all. */
function answerOnMessage(interaction: MessageContextMenuCommandInteraction, reception: Reception): Promise<void> {
  const working = reception.desk.handle(askedOfMessage(interaction));
  const personal = working.then((post): Post => ({ ...post, audience: 'asker' }));
  return answer(interaction, personal, reception);
}

async function openForm(
  interaction: Opener,
  request: ChatRequest,
  reception: Reception,
  drafts: Drafts,
): Promise<void> {
  const timer = new AbortController();
  const late = wait(FORM_WITHIN_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  const opened = await Promise.race([reception.desk.form(request), late]);
  timer.abort();
  if (opened === undefined) return reply(interaction, TOO_SLOW, reception.log);
  if ('post' in opened) return reply(interaction, opened.post, reception.log);
  return show(interaction, { form: opened.form }, reception, drafts);
}

async function show(interaction: Opener, draft: Draft, { log }: Reception, drafts: Drafts): Promise<void> {
  const modal = modalOf(draft, interaction.inGuild());
  drafts.keep(interaction.user.id, draft);
  try {
    if (modal === undefined) return await reply(interaction, NO_FORM, log);
    await interaction.showModal(modal);
  } catch (thrown) {
    const failure = asDiscordFailure(thrown);
    if (failure.code !== 'post_refused' || interaction.replied) throw failure;
    log.error('discord form refused', { form: draft.form.id, reason: failure.message });
    await reply(interaction, NO_FORM, log);
  }
}

async function takeForm(interaction: ModalSubmitInteraction, reception: Reception, drafts: Drafts): Promise<void> {
  const values = valuesIn(interaction);
  const form = drafts.of(interaction.user.id, interaction.customId)?.form;
  const working = reception.desk.submit(askedByForm(interaction, values)).then((submission): Post => {
    if ('post' in submission) return submission.post;
    if (form !== undefined) drafts.keep(interaction.user.id, { form, values, errors: submission.errors });
    return errorsPost(interaction.customId, submission.errors, form);
  });
  return answer(interaction, working, reception);
}

const whisper = (words: string): Post => ({
  audience: 'asker',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: words }] }],
});
const TOO_SLOW = whisper('The desk is busy and the form did not open in time. Please try again in a moment.');
const silentRolePost = (name: string): Post =>
  whisper(
    `The role ${name} can’t be notified: turn on “Allow anyone to @mention this role” in its settings, or choose another. Nothing was changed.`,
  );
const NO_FORM = whisper('That form can’t be shown here. Give the query with the command itself: /watch add query:');
const FORGOTTEN = whisper('That was too long ago: begin again with the command.');
const NOT_YOURS = whisper('That is for somebody else.');

// ---------------------------------------------------------------- answers

/** Not acknowledged in time, or answered after its fifteen minutes: the interaction takes no answer any more. */
const EXPIRED = new Set<number | string>([10015, 10062, 50027]);

/** What comes too late for its interaction comes as a message. `personal`: the waiting is for the asker alone, too. */
async function answer(
  interaction: Answerable,
  working: Promise<Post>,
  reception: Reception,
  personal = true,
): Promise<void> {
  try {
    await answerInteraction(interaction, working, { ...reception, personal });
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

async function answerDirectly(
  userId: string,
  post: Post,
  message: string,
  client: Client,
  { answer: send }: Reception,
): Promise<MessageRef> {
  const { id } = await client.users.createDM(userId);
  return send(channelOf({ channelId: id, guildId: null }, { id: userId }), post, { message, reply: false });
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
