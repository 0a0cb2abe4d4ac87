/** What the bot has to say of itself: a channel is gone, a feed has died. It goes the way of all messages, through the outbox. */
import type { ChannelRef, Letter, Post, Timestamp } from '../model.ts';
import { messageId } from './identity.ts';

export interface NoticeInput {
  /** A channel, or a person (`directChannel`). */
  readonly to: ChannelRef;
  /** Who is told instead where that one can't be reached, in turn. */
  readonly otherwise?: readonly ChannelRef[];
  /** What it is about, in words that are the same whenever the same thing is said: the notice is sent once. */
  readonly about: readonly (string | number)[];
  readonly watchlistIds?: readonly string[];
  readonly post: Post;
  readonly now: Timestamp;
}

/** A notice for the outbox: hand it over with an ingest step's alerts, or to `Outbox.enqueue`. */
export function noticeOf({ to, otherwise = [], about, watchlistIds = [], post, now }: NoticeInput): Letter {
  return {
    id: messageId('notice', to, ...about),
    kind: 'notice',
    channel: to,
    watchlistIds,
    post,
    createdAt: now,
    dueAt: now,
    attempts: 0,
    ...(otherwise.length === 0 ? {} : { otherwise }),
  };
}
