/** What an alert and a channel are known by. */
import { createHash } from 'node:crypto';
import type { ChannelRef } from '../model.ts';

/** One word for a channel: the same channel always gives the same, another never does. */
export const channelKey = (channel: ChannelRef): string =>
  [channel.platform, channel.workspace ?? '', channel.channel].map(encodeURIComponent).join('/');

/**
 * The id of what a channel is to be told of a story at a revision. The same decision taken twice, by a retry or after a crash,
 * is the same alert: the outbox takes it once, and the platform sees the same key.
 */
export function alertId(kind: 'alert' | 'update', channel: ChannelRef, storyId: string, revision: number): string {
  const digest = createHash('sha256')
    .update(`${kind} ${channelKey(channel)} ${storyId} ${revision}`)
    .digest('base64url');
  return `al_${digest.slice(0, 22)}`;
}
