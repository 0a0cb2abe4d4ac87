/** What an alert and a channel are known by. */
import { createHash } from 'node:crypto';
import type { Alert, ChannelRef } from '../model.ts';

type AlertKind = Alert['kind'];

/** One word for a channel: the same channel always gives the same, another never does. */
export const channelKey = (channel: ChannelRef): string =>
  [channel.platform, channel.workspace ?? '', channel.channel].map(encodeURIComponent).join('/');

/** A person as the channel of direct messages. */
export const directChannel = ({ platform, workspace }: ChannelRef, person: string): ChannelRef => ({
  platform,
  ...(workspace === undefined ? {} : { workspace }),
  channel: person,
  person,
});

/** Channels' ids are unique in their platform: who does not know the workspace means the same channel all the same. */
export const sameChannel = (a: ChannelRef, b: ChannelRef): boolean =>
  a.platform === b.platform &&
  a.channel === b.channel &&
  (a.workspace === undefined || b.workspace === undefined || a.workspace === b.workspace);

/**
 * The id of what a channel is to be told. The same decision taken twice, by a retry or after a crash, is the same message: the
 * outbox takes it once, and the platform sees the same key.
 */
export function messageId(kind: AlertKind, channel: ChannelRef, ...about: readonly (string | number)[]): string {
  const digest = createHash('sha256')
    .update([kind, channelKey(channel), ...about].join(' '))
    .digest('base64url');
  return `al_${digest.slice(0, 22)}`;
}

/** The id of an alert: what a channel is to be told of the story at a revision. */
export const alertId = (kind: 'alert' | 'update', channel: ChannelRef, storyId: string, revision: number): string =>
  messageId(kind, channel, storyId, revision);
