/** What the bot may do in a channel, and what to say where it may not do enough. */
import { type Channel, ChannelType, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';
import { NewsroomError } from '../../src/errors.ts';

const {
  ViewChannel,
  SendMessages,
  SendMessagesInThreads,
  EmbedLinks,
  CreatePublicThreads,
  AttachFiles,
  ReadMessageHistory,
} = PermissionFlagsBits;

/** As Discord's settings call them. */
const NAMES = new Map<bigint, string>([
  [ViewChannel, 'View Channel'],
  [SendMessages, 'Send Messages'],
  [EmbedLinks, 'Embed Links'],
  [CreatePublicThreads, 'Create Public Threads'],
  [SendMessagesInThreads, 'Send Messages in Threads'],
  [ReadMessageHistory, 'Read Message History'],
  [AttachFiles, 'Attach Files'],
]);

/** What an invitation asks for. */
export const INVITED_WITH: bigint = [...NAMES.keys()].reduce((all, each) => all | each, 0n);

/** Names of what is missing to post in a server's channels, as far as they do not grant it themselves. */
export const lackingIn = (held: bigint): string[] =>
  (held & PermissionFlagsBits.Administrator) === 0n
    ? [...NAMES].filter(([permission]) => (held & permission) === 0n).map(([, name]) => name)
    : [];

interface Needs {
  /** Without these nothing can be read there. */
  readonly needed: readonly bigint[];
  /** Without these something is missing: threads, replies, pictures. */
  readonly wanted: readonly bigint[];
}

const IN_TEXT: Needs = {
  needed: [ViewChannel, SendMessages, EmbedLinks],
  wanted: [CreatePublicThreads, SendMessagesInThreads, ReadMessageHistory, AttachFiles],
};
const IN_FORUM: Needs = {
  needed: [ViewChannel, SendMessages, SendMessagesInThreads, EmbedLinks],
  wanted: [AttachFiles],
};
const IN_THREAD: Needs = { needed: [ViewChannel, SendMessagesInThreads, EmbedLinks], wanted: [AttachFiles] };

export const isForum = (channel: Channel | null | undefined): boolean =>
  channel?.type === ChannelType.GuildForum || channel?.type === ChannelType.GuildMedia;

/** Undefined where they are not known: outside servers, and where Discord has not told us of our roles. */
export function ownPermissions(channel: Channel): PermissionsBitField | undefined {
  if (channel.isDMBased() || !('guild' in channel)) return undefined;
  const me = channel.guild?.members?.me;
  if (me == null || !channel.guild.roles.cache.has(channel.guild.id)) return undefined;
  const held = channel.permissionsFor(me);
  // A server that tells of no permission at all, not even of its own roles', has not told.
  return held === null || held.bitfield === 0n ? undefined : held;
}

function needsOf(channel: Channel): Needs {
  if (isForum(channel)) return IN_FORUM;
  return channel.isThread() ? IN_THREAD : IN_TEXT;
}

/** Whether a picture can go along; where that is not known, it is tried. */
export const mayAttach = (channel: Channel | undefined): boolean =>
  channel === undefined || ownPermissions(channel)?.has(AttachFiles) !== false;

export const canPost = (channel: Channel, held: PermissionsBitField): boolean =>
  needsOf(channel).needed.every((permission) => held.has(permission));

/** Throws what is missing, and who can give it, where nothing could be posted. */
export function assertCanPost(channel: Channel): void {
  const name = 'name' in channel && channel.name ? `#${channel.name}` : 'this channel';
  if (!channel.isTextBased() && !isForum(channel))
    throw new NewsroomError('bad_input', `Nothing can be posted in ${name}: it is no text channel and no forum.`);
  const held = ownPermissions(channel);
  if (held === undefined || canPost(channel, held)) return;
  const { needed, wanted } = needsOf(channel);
  const missing = (permissions: readonly bigint[]): string[] =>
    permissions.filter((permission) => !held.has(permission)).map((permission) => NAMES.get(permission) ?? '');
  const all = [...missing(needed), ...missing(wanted)];
  throw new NewsroomError('permission_lost', `The bot can’t post in ${name}: it lacks ${inWords(missing(needed))}.`, {
    hint: `Someone with Manage Roles can give it: edit the channel, Permissions, add the bot’s role, and allow ${inWords(all)}.`,
  });
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
