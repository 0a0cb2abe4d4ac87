/** What Discord sends, as what a person asked of the desk. */
import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type GatewayMessageCreateDispatchData as GatewayMessage,
  MessageType,
  type User,
} from 'discord.js';
import type { ChannelRef, ChatRequest, Person } from '../../src/model.ts';

/** Outside of servers there are direct messages alone: they are one person's. */
export function channelOf(
  place: { readonly channelId: string; readonly guildId: string | null },
  user: Pick<User, 'id'>,
): ChannelRef {
  return {
    platform: 'discord',
    channel: place.channelId,
    ...(place.guildId === null ? { person: user.id } : { workspace: place.guildId }),
  };
}

const personOf = (user: User): Person => ({ id: user.id, name: user.globalName ?? user.username });

/** `/watch add query:Q name:N` becomes the options as they are, and `add Q as N`: what one would type elsewhere. */
export function askedByCommand(interaction: ChatInputCommandInteraction): ChatRequest {
  const options = interaction.options.data;
  const verb = options.find((option) => option.type === ApplicationCommandOptionType.Subcommand);
  const values = verb === undefined ? options : (verb.options ?? []);
  const typed = values.map((option) => (option.name === 'name' ? `as ${given(option)}` : given(option)));
  return {
    platform: 'discord',
    channel: channelOf(interaction, interaction.user),
    asker: personOf(interaction.user),
    kind: 'command',
    name: interaction.commandName,
    text: [...(verb === undefined ? [] : [verb.name]), ...typed].join(' '),
    options: Object.fromEntries(values.map((option) => [option.name, given(option)])),
  };
}

const given = (option: CommandInteractionOption): string => String(option.value ?? '').trim();

export function askedByButton(interaction: ButtonInteraction): ChatRequest {
  return {
    platform: 'discord',
    channel: channelOf(interaction, interaction.user),
    asker: personOf(interaction.user),
    kind: 'action',
    name: interaction.customId,
    text: '',
    thread: interaction.message.id,
  };
}

/** A mention or a direct message as a question; undefined where the message is not for us. */
export function askedByMessage(
  message: GatewayMessage,
  selfId: string,
  conversation?: string,
): ChatRequest | undefined {
  const written = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (!written || message.author.bot === true || message.webhook_id !== undefined) return undefined;
  let called = message.mentions.some((user) => user.id === selfId);
  const words = message.content.replace(/<@!?(\d+)>/g, (mention, user) => {
    if (user !== selfId) return mention;
    called = true;
    return ' ';
  });
  if (message.guild_id !== undefined && !called) return undefined;
  const { id, global_name, username } = message.author;
  return {
    platform: 'discord',
    channel: channelOf({ channelId: message.channel_id, guildId: message.guild_id ?? null }, message.author),
    asker: { id, name: global_name ?? username },
    kind: 'question',
    name: '',
    text: words.replace(/\s+/g, ' ').trim(),
    ...(conversation === undefined ? {} : { thread: conversation }),
  };
}
