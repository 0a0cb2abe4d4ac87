/** What every part of the desk is given: the newsroom, who may do what, and whether a channel can be posted in. */
import { asNewsroomError, isTransient, type NewsroomError } from '../errors.ts';
import type { ChannelRef, ChatRequest, Post, Watchlist } from '../model.ts';
import type { Asking, Newsroom } from '../newsroom/newsroom.ts';
import type { Chat, Log } from '../ports.ts';
import { emphasis, paragraph, strong, text } from '../posts/spans.ts';
import type { Permissions, Rights } from './rights.ts';

export interface Front {
  readonly newsroom: Newsroom;
  readonly log: Log;
  readonly permissions: Permissions;
  /** Throws where nothing could be posted in the channel; absent where nobody can tell. */
  readonly reach: NonNullable<Chat['reach']> | undefined;
  rights(request: ChatRequest): Rights;
}

export const askingOf = ({ channel, asker }: ChatRequest): Asking => ({ channel, person: asker.id });

/** The watchlist that the asker means. Throws `not_found`, also for one that is not theirs to see. */
export const watchlistNamed = (front: Front, request: ChatRequest, idOrName: string): Promise<Watchlist> =>
  front.newsroom.watchlists.find(idOrName, { ...askingOf(request), everywhere: front.rights(request).isManager });

/** Where a person takes direct messages; undefined in the terminal, where there are none. */
export function directOf({ channel, asker }: ChatRequest): ChannelRef | undefined {
  if (channel.platform === 'console') return undefined;
  const workspace = channel.workspace === undefined ? {} : { workspace: channel.workspace };
  return { platform: channel.platform, ...workspace, channel: asker.id, person: asker.id };
}

/** The post, with what stands in the way of posting in the channel, and who can clear it. */
export async function withReach({ reach, log }: Front, channel: ChannelRef, post: Post): Promise<Post> {
  const obstacle = await obstacleTo(reach, channel, log);
  if (obstacle === undefined) return post;
  const { message, hint } = obstacle;
  return {
    ...post,
    blocks: [
      paragraph(
        strong('Nothing can be posted there yet: '),
        text(message),
        ...(hint === undefined ? [] : [text(' '), emphasis(hint)]),
      ),
      ...post.blocks,
    ],
  };
}

async function obstacleTo(reach: Front['reach'], channel: ChannelRef, log: Log): Promise<NewsroomError | undefined> {
  try {
    await reach?.(channel);
    return undefined;
  } catch (thrown) {
    const error = asNewsroomError(thrown);
    // A platform that is down for a moment says nothing of the channel.
    if (!isTransient(error)) return error;
    log.warn('channel not asked', { channel: channel.channel, error: error.message });
    return undefined;
  }
}
