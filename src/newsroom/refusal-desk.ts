/** What becomes of messages that a platform refuses for good: nothing goes to a dead channel, and the owner hears of it. */
import { directChannel, sameChannel } from '../alerts/identity.ts';
import { noticeOf } from '../alerts/notice.ts';
import { targetsOf } from '../alerts/targets.ts';
import type { NewsroomError } from '../errors.ts';
import type { Alert, ChannelRef, Letter, Post, Watchlist } from '../model.ts';
import { lostChannelPost, lostPost } from '../posts/digest.ts';
import type { Watchkeeper } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

export interface RefusalDesk {
  /** An alert was parked. */
  take(alert: Alert, error: NewsroomError): Promise<void>;
}

const ISO_DAY_CHARS = 10;

export function openRefusalDesk(world: World, watchlists: Watchkeeper): RefusalDesk {
  const { outbox, clock, log } = world;

  const tell = async (
    watchlist: Watchlist,
    dead: ChannelRef | undefined,
    about: readonly string[],
    post: Post,
  ): Promise<void> => {
    const [to, ...otherwise] = whoHears(watchlist, dead);
    if (to === undefined) {
      log.warn('nobody left to tell', { watchlist: watchlist.id, about });
      return;
    }
    const now = timestamp(clock);
    await outbox.enqueue([
      noticeOf({
        to,
        otherwise,
        about: [...about, now.slice(0, ISO_DAY_CHARS)],
        watchlistIds: [watchlist.id],
        post,
        now,
      }),
    ]);
  };

  /** A notice that does not arrive goes to the next who may hear it. */
  const passOn = async ({ id, otherwise = [], watchlistIds, post }: Letter): Promise<void> => {
    const [to, ...rest] = otherwise;
    if (to === undefined) return;
    const now = timestamp(clock);
    await outbox.enqueue([noticeOf({ to, otherwise: rest, about: ['instead of', id], watchlistIds, post, now })]);
  };

  return {
    async take(alert, error) {
      if (alert.kind === 'notice') return passOn(alert);
      // What can't be reached is not asked again and again: it waits until somebody has seen to it.
      const isGone = ['channel_gone', 'permission_lost', 'bad_token'].includes(error.code);
      for (const id of alert.watchlistIds) {
        const watchlist = isGone ? await watchlists.lose(id, alert.channel, error.message) : watchlists.byId(id);
        if (watchlist === undefined) continue;
        if (isGone) {
          const { name, pausedAt } = watchlist;
          const where = whereInWords(watchlist, alert.channel);
          const isPaused = pausedAt !== undefined;
          const post = lostChannelPost({ name, where, reason: error.message, hint: error.hint, isPaused });
          await tell(watchlist, alert.channel, ['lost', id, alert.channel.channel, error.code], post);
        } else {
          const headline = alert.storyId === undefined ? (alert.post.headline?.text ?? '') : alert.brief.headline;
          await tell(
            watchlist,
            undefined,
            ['given up', id, alert.id],
            lostPost(watchlist.name, headline, error.message),
          );
        }
      }
    },
  };
}

/**
 * Who hears of a refusal: where a dead channel was asked for, then the owner, then the watchlist's channels; never the dead one.
 */
function whoHears(watchlist: Watchlist, dead: ChannelRef | undefined): readonly ChannelRef[] {
  const subscriber = watchlist.subscribers?.find(({ channel }) => dead !== undefined && sameChannel(channel, dead));
  const candidates = [
    ...(subscriber === undefined ? [] : [subscriber.askedIn, directChannel(subscriber.channel, subscriber.by.id)]),
    ...(watchlist.ownerAt === undefined ? [] : [watchlist.ownerAt]),
    watchlist.channel,
    ...targetsOf(watchlist),
  ];
  const isLost = (channel: ChannelRef): boolean =>
    [...(dead === undefined ? [] : [dead]), ...(watchlist.lost ?? []).map((lost) => lost.channel)].some((each) =>
      sameChannel(each, channel),
    );
  return candidates.filter(
    (candidate, i) => !isLost(candidate) && candidates.findIndex((each) => sameChannel(each, candidate)) === i,
  );
}

function whereInWords(watchlist: Watchlist, channel: ChannelRef): string {
  if (channel.person === undefined) return `The channel ${channel.channel} on ${channel.platform}`;
  const subscriber = watchlist.subscribers?.find((each) => sameChannel(each.channel, channel));
  return `Direct messages to ${subscriber?.by.name ?? channel.person} on ${channel.platform}`;
}
