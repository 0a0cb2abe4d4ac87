/** Where a watchlist alerts: its own channel, and those of its subscribers, as long as they can be reached. */
import type { ChannelRef, Watchlist } from '../model.ts';
import { sameChannel } from './identity.ts';

/** Channels and people that a watchlist alerts, each once. */
export function targetsOf({ channel, subscribers = [], lost = [] }: Watchlist): readonly ChannelRef[] {
  const targets: ChannelRef[] = [];
  for (const target of [channel, ...subscribers.map((subscriber) => subscriber.channel)]) {
    const isLost = lost.some((each) => sameChannel(each.channel, target));
    if (!isLost && !targets.some((known) => sameChannel(known, target))) targets.push(target);
  }
  return targets;
}
