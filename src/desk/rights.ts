/** Who may do what: feeds and channels' watchlists are for those who look after them, one's own are everybody's own. */
import { NewsroomError } from '../errors.ts';
import type { ChannelRef, ChatRequest, Watchlist } from '../model.ts';

/** What the operator decided. */
export interface Permissions {
  /** Groups and roles, by the platforms' ids, that may do what administrators may. */
  readonly managers: readonly string[];
  /** Who may add a watchlist of their own to a Slack channel. In Discord it takes the right to manage the channel. */
  readonly addWatchlists: 'everyone' | 'managers';
}

export const DEFAULT_PERMISSIONS: Permissions = { managers: [], addWatchlists: 'everyone' };

type Asked = Pick<ChatRequest, 'platform' | 'channel' | 'asker' | 'rights'>;

/** The judge of one request. Each `must…` throws `not_allowed` and says who can. */
export interface Rights {
  /** Looks after the bot: an administrator, or one of the configured groups or roles. */
  readonly isManager: boolean;
  mustManageFeeds(): void;
  /** May add a watchlist to a channel, or subscribe it to one. */
  mustAddTo(channel: ChannelRef): void;
  mayChange(watchlist: Watchlist): boolean;
  mustChange(watchlist: Watchlist): void;
  /** May take a subscription back that somebody made for a channel. */
  mustUnsubscribe(watchlist: Watchlist, channel: ChannelRef): void;
}

export function rightsOf(asked: Asked, permissions: Permissions): Rights {
  const { platform, asker, rights } = asked;
  const isTerminal = platform === 'console';
  const hasRole = rights?.roles?.some((role) => permissions.managers.includes(role)) === true;
  const isManager = isTerminal || rights?.admin === true || hasRole;
  const isHere = ({ channel }: ChannelRef): boolean => channel === asked.channel.channel;
  /** What the platform says of the channel holds for that channel alone. */
  const managesChannel = (channel: ChannelRef): boolean =>
    platform === 'discord' &&
    ((rights?.manageChannel === true && isHere(channel)) || rights?.manages?.includes(channel.channel) === true);
  const refuse = (what: string, who: string): never => {
    throw new NewsroomError('not_allowed', what, { hint: `Ask ${who}.` });
  };
  const managers = managersInWords(asked, permissions);
  const channelManagers = platform === 'discord' ? `somebody who may manage this channel, or ${managers}` : managers;

  const mayAddTo = (channel: ChannelRef): boolean => {
    if (channel.person !== undefined) return isTerminal || channel.person === asker.id;
    if (isManager || managesChannel(channel)) return true;
    return platform === 'slack' && permissions.addWatchlists === 'everyone';
  };
  const mayChange = ({ owner, channel }: Watchlist): boolean => {
    if (isTerminal || (owner.id === asker.id && channel.platform === platform)) return true;
    return channel.person === undefined && (isManager || managesChannel(channel));
  };

  return {
    isManager,
    mustManageFeeds() {
      if (!isManager) refuse('Which feeds are read is not for everybody to change.', managers);
    },
    mustAddTo(channel) {
      if (mayAddTo(channel)) return;
      if (channel.person !== undefined) refuse('Those are somebody else’s direct messages.', 'them');
      refuse(
        'Watchlists of this channel are not for everybody to add.',
        `${channelManagers}; one in your direct messages is yours to add`,
      );
    },
    mayChange,
    mustChange(watchlist) {
      if (mayChange(watchlist)) return;
      const { name, owner } = watchlist;
      refuse(`“${name}” is ${owner.name}’s watchlist.`, `${owner.name}, or ${channelManagers}`);
    },
    mustUnsubscribe(watchlist, channel) {
      const by = watchlist.subscribers?.find((each) => each.channel.channel === channel.channel)?.by;
      if (by?.id === asker.id || mayAddTo(channel) || mayChange(watchlist)) return;
      refuse(
        `${by?.name ?? 'Somebody else'} subscribed this channel to “${watchlist.name}”.`,
        `${by === undefined ? '' : `${by.name}, or `}${channelManagers}`,
      );
    },
  };
}

function managersInWords({ platform }: Asked, { managers }: Permissions): string {
  const place = platform === 'discord' ? 'server' : 'workspace';
  const others = platform === 'discord' ? 'roles' : 'groups';
  return managers.length === 0
    ? `an administrator of this ${place}`
    : `an administrator of this ${place}, or somebody in one of the ${others} that look after the bot`;
}
