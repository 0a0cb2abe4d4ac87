/** The server, people and channels of the stand-in for Discord. */
import { PermissionFlagsBits as May } from 'discord.js';

export const APPLICATION = '900000000000000001';
export const GUILD = '900000000000000002';
export const CHANNEL = '900000000000000003';
export const PERSON = '900000000000000004';
export const DIRECT = '900000000000000005';
export const FORUM = '900000000000000006';
/** The bot's own role. */
export const ROLE = '900000000000000007';

export const BOT_PERMISSIONS =
  May.ViewChannel |
  May.SendMessages |
  May.EmbedLinks |
  May.AttachFiles |
  May.CreatePublicThreads |
  May.SendMessagesInThreads |
  May.ReadMessageHistory;
/** What the person who does things may do. */
const PERSON_PERMISSIONS = May.ViewChannel | May.SendMessages | May.ManageChannels;

const TEXT = 0;
const DM = 1;
export const PUBLIC_THREAD = 11;
export const FORUM_TYPE = 15;

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly parent_id?: string;
  thread_metadata?: { archived: boolean; locked: boolean; auto_archive_duration: number; archive_timestamp: string };
  [more: string]: unknown;
}

export const userOf = (id: string): { id: string; username: string } & Record<string, unknown> => ({
  id,
  username: id === PERSON ? 'mara' : 'nutgraf',
  discriminator: '0',
  global_name: null,
  avatar: null,
});

export const channelsAtFirst = (): Channel[] => [
  { id: CHANNEL, type: TEXT, guild_id: GUILD, name: 'desk', permission_overwrites: [] },
  {
    id: FORUM,
    type: FORUM_TYPE,
    guild_id: GUILD,
    name: 'stories',
    flags: 0,
    permission_overwrites: [],
    available_tags: [
      { id: '1', name: 'Harbour', moderated: false, emoji_id: null, emoji_name: null },
      { id: '2', name: 'Courts', moderated: false, emoji_id: null, emoji_name: null },
      { id: '3', name: 'Ferry', moderated: true, emoji_id: null, emoji_name: null },
    ],
  },
  { id: DIRECT, type: DM, recipients: [userOf(PERSON)] },
];

export const threadOf = (id: string, parent: string, name: string, ownerId: string): Channel => ({
  id,
  type: PUBLIC_THREAD,
  guild_id: GUILD,
  parent_id: parent,
  owner_id: ownerId,
  name,
  message_count: 0,
  member_count: 1,
  thread_metadata: {
    archived: false,
    locked: false,
    auto_archive_duration: 4_320,
    archive_timestamp: '2031-05-06T07:08:09.000Z',
  },
});

export const memberOf = (id: string, permissions: bigint = PERSON_PERMISSIONS): Record<string, unknown> => ({
  user: userOf(id),
  roles: id === APPLICATION ? [ROLE] : [],
  joined_at: '2031-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
  permissions: String(permissions),
});

const roleOf = (id: string, name: string, permissions: bigint): object => ({
  id,
  name,
  permissions: String(permissions),
  position: id === GUILD ? 0 : 1,
  color: 0,
  hoist: false,
  managed: false,
  mentionable: false,
  flags: 0,
});

export function guildOf(channels: readonly Channel[]): Record<string, unknown> {
  const isThread = ({ type }: Channel): boolean => type === PUBLIC_THREAD;
  return {
    id: GUILD,
    name: 'Newsroom',
    owner_id: PERSON,
    channels: channels.filter((channel) => !isThread(channel) && channel.guild_id === GUILD),
    threads: channels.filter((channel) => isThread(channel) && channel.thread_metadata?.archived !== true),
    roles: [roleOf(GUILD, '@everyone', May.ViewChannel), roleOf(ROLE, 'Nutgraf', BOT_PERMISSIONS)],
    emojis: [],
    stickers: [],
    members: [memberOf(APPLICATION)],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    features: [],
    member_count: 2,
    joined_at: '2031-01-01T00:00:00.000Z',
    large: false,
    unavailable: false,
    afk_timeout: 60,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-GB',
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
  };
}
