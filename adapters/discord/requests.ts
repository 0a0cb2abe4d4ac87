/** What Discord sends, as what a person asked of the desk. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  BaseChannel,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type CommandInteractionOption,
  type GatewayMessageCreateDispatchData as GatewayMessage,
  GuildMember,
  type GuildTextBasedChannel,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  MessageType,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  PermissionsBitField,
  type StringSelectMenuInteraction,
  type User,
} from 'discord.js';
import type { AskerRights, ChannelRef, ChatRequest, Person } from '../../src/model.ts';
import { webAddress } from '../prose.ts';
import { MESSAGE_COMMANDS } from './commands.ts';

/** Addresses in a message that is pointed at; more are not looked at. */
export const LINKS_MAX = 20;

interface Place {
  readonly channelId: string | null;
  readonly guildId: string | null;
}

/** Outside of servers there are direct messages alone: they are one person's. */
export function channelOf({ channelId, guildId }: Place, user: Pick<User, 'id'>): ChannelRef {
  return {
    platform: 'discord',
    channel: channelId ?? user.id,
    ...(guildId === null ? { person: user.id } : { workspace: guildId }),
  };
}

/** A thread that we opened for a story belongs to its channel; one that people opened is a place of its own. */
export function homeOf(client: Client, channelId: string | null): string | null {
  const channel = channelId === null ? undefined : client.channels.cache.get(channelId);
  if (channel?.isThread() !== true || channel.ownerId !== client.user?.id) return channelId;
  return channel.parentId ?? channelId;
}

const personOf = (user: User): Person => ({ id: user.id, name: user.globalName ?? user.username });

/** Where the bot was brought along by one person, who alone may use it there: in another's server, in a group's messages. */
function isBroughtAlong({ authorizingIntegrationOwners: owners, context, guildId }: BaseInteraction): boolean {
  if (context === InteractionContextType.PrivateChannel) return true;
  return guildId !== null && owners?.userId != null && owners.guildId == null;
}

function asked(interaction: BaseInteraction): Pick<ChatRequest, 'platform' | 'channel' | 'asker' | 'rights'> {
  const { user, client, guildId } = interaction;
  const own = guildId === null || isBroughtAlong(interaction);
  return {
    platform: 'discord',
    channel: isBroughtAlong(interaction)
      ? channelOf({ channelId: null, guildId: null }, user)
      : channelOf({ channelId: homeOf(client, interaction.channelId), guildId }, user),
    asker: personOf(user),
    rights: own ? { admin: false, manageChannel: true } : rightsOf(interaction),
  };
}

/** As Discord counts them for this channel. */
function rightsOf({ memberPermissions, member, guildId, channel }: BaseInteraction): AskerRights {
  const permissions = memberPermissions ?? permissionsOf(channel, member);
  const held = member?.roles ?? [];
  // Everyone has the server's own.
  const roles = (Array.isArray(held) ? held : [...held.cache.keys()]).filter((role) => role !== guildId);
  return {
    admin: permissions?.any([PermissionFlagsBits.Administrator, PermissionFlagsBits.ManageGuild]) ?? false,
    ...(permissions === null ? {} : { manageChannel: permissions.has(PermissionFlagsBits.ManageChannels) }),
    roles,
  };
}

/** Reckoned from roles, where they are known. */
function permissionsOf(
  channel: object | null | undefined,
  member: BaseInteraction['member'],
): Readonly<PermissionsBitField> | null {
  const isKnown = channel instanceof BaseChannel && 'permissionsFor' in channel && member instanceof GuildMember;
  return isKnown ? (channel as GuildTextBasedChannel).permissionsFor(member) : null;
}

/** Of the channels that were chosen in a form, those that the person manages. */
function managedIn({ fields, member }: ModalSubmitInteraction): string[] {
  const chosen = [...fields.fields.values()].flatMap((field) =>
    'channels' in field ? [...(field.channels?.values() ?? [])].filter((channel) => channel !== null) : [],
  );
  const permissionsIn = (channel: (typeof chosen)[number]) =>
    'permissions' in channel && typeof channel.permissions === 'string'
      ? new PermissionsBitField(BigInt(channel.permissions))
      : permissionsOf(channel, member);
  return chosen
    .filter((channel) => permissionsIn(channel)?.has(PermissionFlagsBits.ManageChannels) === true)
    .map(({ id }) => id);
}

/** What stands after `--` where everything is typed in one line. */
const DELIVERY = new Set(['digest', 'zone', 'quiet', 'min-sources', 'max-per-hour', 'updates', 'mention', 'backfill']);

/** `/watch add query:Q name:N` becomes the options as they are, and `add Q as N`: what one would type elsewhere. */
export function askedByCommand(interaction: ChatInputCommandInteraction): ChatRequest {
  const { verb, options } = takenApart(interaction.options.data);
  const typed = Object.entries(options).map(([name, value]) => {
    if (name === 'name') return `as ${value}`;
    return DELIVERY.has(name) ? `--${name} ${/\s/.test(value) ? `"${value}"` : value}` : value;
  });
  return {
    ...asked(interaction),
    kind: 'command',
    name: interaction.commandName,
    text: [...(verb === undefined ? [] : [verb]), ...typed].join(' '),
    options,
  };
}

/** What has been typed so far into the option at hand is the text. */
export function askedWhileTyping(interaction: AutocompleteInteraction): ChatRequest {
  const { value } = interaction.options.getFocused(true);
  const { options } = takenApart(interaction.options.data);
  return {
    ...asked(interaction),
    kind: 'command',
    name: interaction.commandName,
    text: String(value).trim(),
    options,
  };
}

function takenApart(data: readonly CommandInteractionOption[]): {
  readonly verb: string | undefined;
  readonly options: Record<string, string>;
} {
  const verb = data.find((option) => option.type === ApplicationCommandOptionType.Subcommand);
  const values = (verb === undefined ? data : (verb.options ?? [])).flatMap((option): [string, string][] => {
    if (option.name === 'notify-nobody') return option.value === true ? [['mention', 'off']] : [];
    return [[option.name, given(option)]];
  });
  return { verb: verb?.name, options: Object.fromEntries(values) };
}

function given({ type, name, value, role }: CommandInteractionOption): string {
  // Zero takes a number back.
  if (type === ApplicationCommandOptionType.Integer && value === 0 && name !== 'backfill') return 'off';
  return role == null ? String(value ?? '').trim() : `role:${role.id}`;
}

export function askedByButton(interaction: ButtonInteraction): ChatRequest {
  return {
    ...asked(interaction),
    kind: 'action',
    name: interaction.customId,
    text: '',
    thread: interaction.message.id,
  };
}

export function askedByMenu(interaction: StringSelectMenuInteraction): ChatRequest {
  return {
    ...asked(interaction),
    kind: 'action',
    name: interaction.customId,
    text: interaction.values[0] ?? '',
    thread: interaction.message.id,
  };
}

export function askedByForm(
  interaction: ModalSubmitInteraction,
  values: Readonly<Record<string, string>>,
): ChatRequest {
  const { rights = { admin: false }, ...by } = asked(interaction);
  const manages = managedIn(interaction);
  return {
    ...by,
    kind: 'form',
    name: interaction.customId,
    text: '',
    options: values,
    rights: manages.length === 0 ? rights : { ...rights, manages },
  };
}

/** Somebody else's message, pointed at: its words, and the addresses in it. */
export function askedOfMessage(interaction: MessageContextMenuCommandInteraction): ChatRequest {
  const { content, embeds = [] } = interaction.targetMessage;
  const unfolded = embeds.map(({ title, description }) => [title, description].filter(Boolean).join('\n'));
  return {
    ...asked(interaction),
    kind: 'message',
    name: MESSAGE_COMMANDS.get(interaction.commandName) ?? interaction.commandName,
    text: [content ?? '', ...unfolded].filter((part) => part !== '').join('\n'),
    links: linksIn(content ?? '', ...embeds.map(({ url }) => url ?? '')),
  };
}

const LINK = /https?:\/\/[^\s<>"|\\^`{}]+/giu;
/** What ends a sentence or closes a bracket around an address does not belong to it. */
const TRAILING = /(?:[.,;:!?*_~'”’\]]|\)(?<![(][^()]*\)))+$/u;

function linksIn(...texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => text.match(LINK) ?? []);
  const addresses = found.flatMap((url) => webAddress(url.replace(TRAILING, '')) ?? []);
  return [...new Set(addresses)].slice(0, LINKS_MAX);
}

/** A mention or a direct message as a question; undefined where the message is not for us. */
export function askedByMessage(
  message: GatewayMessage,
  client: Client,
  conversation?: string,
): ChatRequest | undefined {
  const selfId = client.user?.id ?? '';
  const written =
    message.type === undefined || message.type === MessageType.Default || message.type === MessageType.Reply;
  if (!written || message.author.bot === true || message.webhook_id !== undefined) return undefined;
  let called = message.mentions?.some((user) => user.id === selfId) ?? false;
  const words = (message.content ?? '').replace(/<@!?(\d+)>/g, (mention, user) => {
    if (user !== selfId) return mention;
    called = true;
    return ' ';
  });
  if (message.guild_id !== undefined && !called) return undefined;
  const { id, global_name, username } = message.author;
  const guildId = message.guild_id ?? null;
  return {
    platform: 'discord',
    channel: channelOf({ channelId: homeOf(client, message.channel_id), guildId }, message.author),
    asker: { id, name: global_name ?? username },
    kind: 'question',
    name: '',
    text: words.replace(/\s+/g, ' ').trim(),
    rights:
      guildId === null ? { admin: false, manageChannel: true } : { admin: false, roles: message.member?.roles ?? [] },
    ...(conversation === undefined ? {} : { thread: conversation }),
  };
}
