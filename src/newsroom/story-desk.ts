/** What a desk makes of a story: muted here, somebody is on it, not what the watchlist was for. */
import { messageId, sameChannel } from '../alerts/identity.ts';
import { NewsroomError } from '../errors.ts';
import type { Article, ChannelRef, StoryAlert, StoryMark, Watchlist } from '../model.ts';
import { type AlertDetails, watchedPost } from '../posts/alert.ts';
import type { Library } from './library.ts';
import type { Explanation, StoryDesk, StoryGesture } from './newsroom.ts';
import type { Watchkeeper } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

/** Watchlists that are explained under one story, and their articles that are looked at. */
export const WHY_MAX_WATCHLISTS = 5;
export const WHY_MAX_ARTICLES = 20;
/** A watchlist's calls that are looked through for its call of the story. */
const CALLS_LOOKED_AT = 500;

const sameWorkspace = (a: ChannelRef, b: ChannelRef): boolean =>
  a.platform === b.platform && (a.workspace === undefined || b.workspace === undefined || a.workspace === b.workspace);

const NO_LONGER = {
  passed: false,
  what: 'None of the story’s articles has its words any more: the watchlist or the articles have changed since it called.',
};

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

export function openStoryDesk(world: World, watchlists: Watchkeeper, library: Library): StoryDesk {
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

  /** The article that a watchlist called for: of those that it matches, the last that had come when it called. */
  const calledFor = async (
    watchlist: Watchlist,
    storyId: string,
    articles: readonly Article[],
  ): Promise<Article | undefined> => {
    const since = watchlist.createdAt;
    const calls = await outbox.calls(watchlist.id, { since, limit: CALLS_LOOKED_AT });
    const at = calls.findLast((call) => call.storyId === storyId)?.at ?? timestamp(clock);
    const before = articles.filter(({ seenAt }) => seenAt <= at).toSorted((a, b) => (a.seenAt < b.seenAt ? 1 : -1));
    const after = articles.filter(({ seenAt }) => seenAt > at);
    return [...before, ...after]
      .slice(0, WHY_MAX_ARTICLES)
      .find((article) => watchlists.has(watchlist, article, articles));
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
    async why({ storyId: asked, channel, by }) {
      const storyId = await known(asked);
      const story = await archive.story(storyId);
      const articles = story === undefined ? [] : await library.membersOf(story);
      const called = await outbox.callersOf(channel, storyId);
      // One that no longer comes here is for others to see.
      const callers = (await watchlists.list(channel, by.id)).filter(({ id }) => called.includes(id));
      const explained: Explanation[] = [];
      for (const watchlist of callers.slice(0, WHY_MAX_WATCHLISTS)) {
        const article = await calledFor(watchlist, storyId, articles);
        if (article === undefined) explained.push({ watchlist, article, stages: [NO_LONGER] });
        else explained.push(await watchlists.explain(watchlist.id, article.id, { channel, person: by.id }));
      }
      return explained;
    },
  };
}
