/** What becomes of messages that a platform refuses for good: nothing goes to a dead channel, and the owner hears of it. */
import { channelKey, directChannel, sameChannel } from '../alerts/identity.ts';
import { noticeOf } from '../alerts/notice.ts';
import { targetsOf } from '../alerts/targets.ts';
import type { NewsroomError } from '../errors.ts';
import type { Alert, ChannelRef, Letter, Platform, Post, Watchlist } from '../model.ts';
import { lostChannelPost, lostPlacePost, lostPost } from '../posts/digest.ts';
import type { Place } from './newsroom.ts';
import type { Watchkeeper } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

export interface RefusalDesk {
  /** An alert was parked. */
  take(alert: Alert, error: NewsroomError): Promise<void>;
  /** A channel, or a whole workspace, is out of reach for good. */
  lost(place: Place, reason: string): Promise<void>;
}

const ISO_DAY_CHARS = 10;
/** Watchlists that one notice names. */
export const NOTICE_MAX_NAMES = 20;

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

  /** One notice to each of those who hear of it, whatever the number of their watchlists. */
  const tellTogether = async (losses: readonly Loss[], place: Place, reason: string): Promise<void> => {
    const now = timestamp(clock);
    const heard = losses.map((loss) => ({
      ...loss,
      hears: [
        ...whoHears(loss.watchlist, loss.channel),
        ...(world.policy.operator === undefined ? [] : [world.policy.operator]),
      ].filter((channel) => !isIn(place, channel)),
    }));
    const silent = heard.filter(({ hears }) => hears.length === 0);
    if (silent.length > 0)
      log.warn('nobody left to tell', { watchlists: silent.map(({ watchlist }) => watchlist.id), ...place });
    const groups = Map.groupBy(
      heard.filter(({ hears }) => hears.length > 0),
      ({ hears }) => hears.map(channelKey).join(' '),
    );
    await outbox.enqueue(
      [...groups.values()].map((group) => {
        const [to, ...otherwise] = group[0]!.hears;
        const ids = [...new Set(group.map(({ watchlist }) => watchlist.id))];
        const names = [...new Set(group.map(({ watchlist }) => watchlist.name))];
        const isPaused = group.every(({ watchlist }) => watchlist.pausedAt !== undefined);
        return noticeOf({
          to: to!,
          otherwise,
          about: [
            'lost',
            place.platform,
            place.workspace ?? '',
            place.channel ?? '',
            now.slice(0, ISO_DAY_CHARS),
            ...ids,
          ],
          watchlistIds: ids,
          post: lostPlacePost({
            watchlists: ids.length,
            names: names.slice(0, NOTICE_MAX_NAMES),
            more: Math.max(0, names.length - NOTICE_MAX_NAMES),
            where: placeInWords(place),
            reason,
            isPaused,
          }),
          now,
        });
      }),
    );
  };

  return {
    async lost(place, reason) {
      const losses: Loss[] = [];
      for (const watchlist of await watchlists.list()) {
        for (const channel of targetsOf(watchlist).filter((each) => isIn(place, each))) {
          const now = await watchlists.lose(watchlist.id, channel, reason);
          if (now !== undefined) losses.push({ watchlist: now, channel });
          await outbox.abandon(channel, reason);
        }
      }
      // What a watchlist that is gone had called for waits there as well.
      const { platform, workspace, channel } = place;
      if (channel !== undefined)
        await outbox.abandon({ platform, channel, ...(workspace === undefined ? {} : { workspace }) }, reason);
      await tellTogether(losses, place, reason);
    },
    async take(alert, error) {
      if (alert.kind === 'notice') return passOn(alert);
      // What can't be reached is not asked again and again: it waits until somebody has seen to it.
      const isGone = ['channel_gone', 'permission_lost', 'bad_token'].includes(error.code);
      if (isGone) await outbox.abandon(alert.channel, error.message);
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

interface Loss {
  readonly watchlist: Watchlist;
  readonly channel: ChannelRef;
}

/** Whether a channel is lost with the place. People on Discord are there without the server; in Slack they are the workspace's. */
function isIn({ platform, workspace, channel }: Place, target: ChannelRef): boolean {
  if (target.platform !== platform) return false;
  if (channel !== undefined)
    return sameChannel(target, { platform, channel, ...(workspace === undefined ? {} : { workspace }) });
  if (target.person !== undefined && platform === 'discord') return false;
  return workspace === undefined || target.workspace === workspace;
}

const NAMES: Readonly<Record<Platform, string>> = { slack: 'Slack', discord: 'Discord', console: 'the terminal' };

function placeInWords({ platform, workspace, channel }: Place): string {
  if (channel !== undefined) return `The channel ${channel} on ${NAMES[platform]}`;
  const kind = platform === 'discord' ? 'server' : 'workspace';
  return workspace === undefined ? `All of ${NAMES[platform]}` : `The ${kind} ${workspace} on ${NAMES[platform]}`;
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
  if (channel.person === undefined) return `The channel ${channel.channel} on ${NAMES[channel.platform]}`;
  const subscriber = watchlist.subscribers?.find((each) => sameChannel(each.channel, channel));
  return `Direct messages to ${subscriber?.by.name ?? channel.person} on ${NAMES[channel.platform]}`;
}
