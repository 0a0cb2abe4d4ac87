/** What a desk makes of a story: muted here, somebody is on it, not what the watchlist was for. */
import { messageId, sameChannel } from '../alerts/identity.ts';
import { NewsroomError } from '../errors.ts';
import type { ChannelRef, StoryAlert, StoryMark, Watchlist } from '../model.ts';
import { type AlertDetails, watchedPost } from '../posts/alert.ts';
import type { StoryDesk, StoryGesture } from './newsroom.ts';
import type { Watchkeeper } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

const sameWorkspace = (a: ChannelRef, b: ChannelRef): boolean =>
  a.platform === b.platform && (a.workspace === undefined || b.workspace === undefined || a.workspace === b.workspace);

/** What a story's post shows beside its brief in a channel. Only a watchlist's own channel is notified: ids are its platform's. */
export function detailsFor(
  channel: ChannelRef,
  watchlists: readonly Watchlist[],
  marks: readonly StoryMark[],
): AlertDetails {
  const claims = marks.filter((mark) => mark.kind === 'claimed' && sameWorkspace(mark.channel, channel));
  const mentions = watchlists
    .filter((watchlist) => sameChannel(watchlist.channel, channel))
    .flatMap(({ options }) => options?.mentions ?? []);
  return {
    claimedBy: [...new Set(claims.map(({ by }) => by.name))],
    mentions: mentions.filter(({ id }, i) => mentions.findIndex((each) => each.id === id) === i),
  };
}

export function openStoryDesk(world: World, watchlists: Watchkeeper): StoryDesk {
  const { archive, clock, marks, outbox } = world;

  const mark = (kind: StoryMark['kind'], { storyId, channel, by }: StoryGesture, watchlistId?: string): Promise<void> =>
    marks.put({
      kind,
      storyId,
      channel,
      by,
      at: timestamp(clock),
      ...(watchlistId === undefined ? {} : { watchlistId }),
    });

  const known = async (storyId: string): Promise<string> => {
    const story = storyId === '' ? undefined : await archive.story(storyId);
    if (story !== undefined) return story.id;
    throw new NewsroomError('not_found', 'There is no such story any more.', { hint: 'Try /stories.' });
  };

  /** The story's posts as they stand, with who is on it. */
  const showClaims = async (storyId: string, from: ChannelRef): Promise<void> => {
    const all = await marks.of(storyId);
    const edits: StoryAlert[] = [];
    for (const channel of (await outbox.channelsOf(storyId)).filter((each) => sameWorkspace(each, from))) {
      const { delivery, waiting } = await outbox.standing(channel, storyId);
      const callers = (await outbox.callersOf(channel, storyId)).flatMap((id) => watchlists.byId(id) ?? []);
      const postOf = ({ brief }: Pick<StoryAlert, 'brief'>) =>
        watchedPost(brief, callers, detailsFor(channel, callers, all));
      const now = timestamp(clock);
      // What waits says it when it goes out.
      if (waiting !== undefined) edits.push({ ...waiting, post: postOf(waiting), createdAt: now });
      if (delivery === undefined || delivery.inDigest === true || waiting !== undefined) continue;
      edits.push({
        id: messageId('update', channel, storyId, delivery.storyRevision, 'claim', now),
        kind: 'update',
        channel,
        storyId,
        storyRevision: delivery.storyRevision,
        watchlistIds: callers.map(({ id }) => id),
        brief: delivery.brief,
        post: postOf(delivery),
        createdAt: now,
        dueAt: now,
        attempts: 0,
      });
    }
    await outbox.enqueue(edits);
  };

  return {
    async mute(gesture) {
      await mark('muted', { ...gesture, storyId: await known(gesture.storyId) });
    },
    async unmute({ storyId, channel }) {
      return marks.clear({ kind: 'muted', storyId: await known(storyId), channel });
    },
    async claim(gesture) {
      const storyId = await known(gesture.storyId);
      const before = (await marks.of(storyId)).filter(
        (each) =>
          each.kind === 'claimed' && sameWorkspace(each.channel, gesture.channel) && each.by.id !== gesture.by.id,
      );
      await mark('claimed', { ...gesture, storyId });
      await showClaims(storyId, gesture.channel);
      return before.map(({ by }) => by);
    },
    async release({ storyId: asked, channel }) {
      const storyId = await known(asked);
      for (const each of await marks.of(storyId))
        if (each.kind === 'claimed' && sameWorkspace(each.channel, channel)) await marks.clear(each);
      await showClaims(storyId, channel);
    },
    async irrelevant(gesture) {
      const storyId = await known(gesture.storyId);
      const callers = await outbox.callersOf(gesture.channel, storyId);
      for (const id of callers) await mark('irrelevant', { ...gesture, storyId }, id);
      return callers.flatMap((id) => watchlists.byId(id) ?? []);
    },
  };
}
