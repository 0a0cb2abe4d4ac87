/**
 * What Discord has refused, so that it is not asked again: 10,000 refused requests (401, 403, 429) in ten minutes ban the
 * address for an hour. https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
 */
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef } from '../../src/model.ts';

/** Of the 10,000: who else sends from our address counts too. */
export const REFUSED_REQUESTS_MAX = 2_000;
/** A channel that has refused us is left alone for so long, unless something tells that its permissions have changed. */
export const REFUSED_CHANNEL_MS = 600_000;
const CHANNELS_REMEMBERED = 10_000;

export interface RefusalLimits {
  readonly requestsMax?: number;
  readonly channelMs?: number;
}

interface Refused {
  readonly failure: NewsroomError;
  readonly workspace: string | undefined;
}

export interface Refusals {
  /** Throws what the channel has refused us with before, or that there were too many refusals of all kinds. */
  check(channel?: ChannelRef): void;
  /** Takes note of a failure that the channel's permissions are the reason of. */
  note(channel: ChannelRef, failure: NewsroomError): void;
  /** Something may have changed there. */
  forget(channelId: string): void;
  forgetServer(guildId: string): void;
  /** How many requests were refused within the window that ends in `remainingMs`. */
  counted(count: number, remainingMs: number): void;
}

export function openRefusals(limits: RefusalLimits = {}, now: () => number = Date.now): Refusals {
  const { requestsMax = REFUSED_REQUESTS_MAX, channelMs = REFUSED_CHANNEL_MS } = limits;
  const channels = new LRUCache<string, Refused>({ max: CHANNELS_REMEMBERED, ttl: channelMs || 1 });
  let quietUntil = 0;
  return {
    check(channel) {
      if (now() < quietUntil)
        throw new NewsroomError('rate_limited', 'Discord has refused too many of our requests: we wait.', {
          retryAfterMs: quietUntil - now(),
          everywhere: true,
        });
      const before = channel === undefined ? undefined : channels.get(channel.channel);
      if (before !== undefined) throw before.failure;
    },
    note(channel, failure) {
      if (failure.code === 'permission_lost' && channelMs > 0)
        channels.set(channel.channel, { failure, workspace: channel.workspace });
    },
    forget: (channelId) => void channels.delete(channelId),
    forgetServer(guildId) {
      for (const [channelId, { workspace }] of channels.entries())
        if (workspace === guildId) channels.delete(channelId);
    },
    counted(count, remainingMs) {
      if (count >= requestsMax) quietUntil = now() + remainingMs;
    },
  };
}
