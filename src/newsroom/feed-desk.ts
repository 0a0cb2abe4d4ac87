/** The feeds that are read: kept by key, with their health. */
import { createHash } from 'node:crypto';
import { directChannel } from '../alerts/identity.ts';
import { noticeOf } from '../alerts/notice.ts';
import { NewsroomError } from '../errors.ts';
import { describeHealth, resumeFeed } from '../feeds/health.ts';
import { canonicalUrl, shownAddress, withoutSecrets } from '../feeds/links.ts';
import { parseOpml, writeOpml } from '../feeds/opml.ts';
import type { FeedHealth, FeedSubscription } from '../model.ts';
import type { Collection } from '../ports.ts';
import { feedPausedPost } from '../posts/notice.ts';
import { checkAddress, findFeed, withSecretsOf } from './feed-search.ts';
import type { FeedDesk, WantedFeed } from './newsroom.ts';
import { timestamp, type World } from './world.ts';

export const FEEDS_MAX = 20_000;
export const OUTLET_NAME_MAX_CHARS = 200;

export interface FeedKeeper extends FeedDesk {
  all(): Promise<readonly FeedSubscription[]>;
  health(feedId: string): Promise<FeedHealth | undefined>;
  saveHealth(health: FeedHealth): Promise<void>;
  /** Has the feed's owner told that it had to be paused, and the operator where it has none. */
  tellOwner(feed: FeedSubscription, health: FeedHealth): Promise<void>;
  /** Whether the feed is one that we read. */
  isRead(feedId: string): Promise<boolean>;
  /**
   * The feed has moved: its address changes, its id and its health stay. Where the new address is read already, this feed
   * is paused. Gives its health as it is then.
   */
  move(feed: FeedSubscription, url: string, health: FeedHealth): Promise<FeedHealth>;
}

const idOf = (url: string): string => `f_${createHash('sha256').update(canonicalUrl(url)).digest('hex').slice(0, 8)}`;

export function openFeedDesk(world: World): FeedKeeper {
  const feeds: Collection<FeedSubscription> = world.state.collection('feeds');
  const healths: Collection<FeedHealth> = world.state.collection('feed-health');

  const all = async (): Promise<FeedSubscription[]> => {
    const found: FeedSubscription[] = [];
    for await (const [, feed] of feeds.entries()) found.push(feed);
    return found.sort((a, b) => (a.addedAt === b.addedAt ? (a.id < b.id ? -1 : 1) : a.addedAt < b.addedAt ? -1 : 1));
  };
  /** By its address as well: a feed that has moved keeps its id. */
  const find = async (idOrUrl: string): Promise<FeedSubscription | undefined> => {
    const known =
      (await feeds.get(idOrUrl || '-')) ?? (URL.canParse(idOrUrl) ? await feeds.get(idOf(idOrUrl)) : undefined);
    if (known !== undefined || !URL.canParse(idOrUrl)) return known;
    const address = canonicalUrl(idOrUrl);
    return (await all()).find(({ url }) => canonicalUrl(url) === address);
  };
  const put = async ({ url, outlet, tags = [], owner, channel }: WantedFeed): Promise<FeedSubscription> => {
    const address = checkAddress(url);
    const known = await find(address);
    if (known !== undefined) return known;
    const name = outlet?.trim() || new URL(address).hostname.replace(/^www\./, '');
    const feed: FeedSubscription = {
      id: idOf(address),
      url: address,
      outlet: name.slice(0, OUTLET_NAME_MAX_CHARS),
      tags,
      addedAt: timestamp(world.clock),
      ...(owner === undefined ? {} : { owner }),
      ...(channel === undefined ? {} : { channel }),
    };
    await feeds.set(feed.id, feed);
    return feed;
  };
  /** Somebody wants it read: whatever paused it is looked at anew. */
  const resumed = async (known: FeedSubscription, { owner, channel }: WantedFeed): Promise<FeedSubscription> => {
    const { pausedAt, ...feed } = known;
    const health = await healths.get(feed.id);
    if (health?.pausedAt !== undefined) await healths.set(feed.id, resumeFeed(health));
    // One that the configuration brought has nobody to be told of it yet.
    const isAdopted = feed.channel === undefined && channel !== undefined;
    const kept = isAdopted ? { ...feed, channel, ...(owner === undefined ? {} : { owner }) } : feed;
    if (pausedAt !== undefined || isAdopted) await feeds.set(feed.id, kept);
    return kept;
  };

  return {
    all,
    add: async (wanted) => resumed(await put(wanted), wanted),
    async subscribe(wanted) {
      const known = (await feeds.get(wanted.url.trim() || '-')) ?? (await find(checkAddress(wanted.url)));
      return resumed(known ?? (await put({ ...wanted, url: await findFeed(world, wanted.url) })), wanted);
    },
    async list() {
      const now = world.clock.now();
      return Promise.all(
        (await all()).map(async (subscription) => {
          const health = await healths.get(subscription.id);
          const { state, summary } = describeHealth(health, now);
          return { subscription, health, state, standing: summary };
        }),
      );
    },
    async remove(idOrUrl) {
      const wanted = idOrUrl.trim();
      const found = await find(wanted);
      if (found === undefined)
        throw new NewsroomError(
          'not_found',
          wanted === '' ? 'Which feed?' : `There is no feed “${withoutSecrets(wanted).slice(0, 200)}”.`,
          {
            hint: 'Its id stands in /feeds.',
          },
        );
      await feeds.delete(found.id);
      await healths.delete(found.id);
      return found;
    },
    async import(opml) {
      const listed = parseOpml(opml);
      if (listed.length > FEEDS_MAX)
        throw new NewsroomError('too_large', `That is ${listed.length} feeds.`, {
          hint: `At most ${FEEDS_MAX} are read.`,
        });
      const imported: FeedSubscription[] = [];
      // The file that is read at every start must not wake what was paused.
      for (const feed of listed) imported.push(await put(feed));
      return imported;
    },
    export: async () => writeOpml(await all()),
    health: (feedId) => healths.get(feedId),
    saveHealth: (health) => healths.set(health.feedId, health),
    async tellOwner(feed, { pausedAt = timestamp(world.clock), pausedReason = '', failingSince = pausedAt }) {
      const { outbox, policy, log, clock } = world;
      log.error('feed paused', { feed: feed.id, outlet: feed.outlet, reason: pausedReason });
      const { channel, owner } = feed;
      const direct = channel === undefined || owner === undefined ? [] : [directChannel(channel, owner.id)];
      const [to, ...otherwise] = [channel, ...direct, policy.operator].filter((each) => each !== undefined);
      if (to === undefined) return;
      const post = feedPausedPost(feed, pausedReason);
      // Said once for each run of failures, whatever crashes in between.
      const about = ['feed paused', feed.id, failingSince];
      await outbox.enqueue([noticeOf({ to, otherwise, about, post, now: timestamp(clock) })]);
    },
    isRead: async (feedId) => (await feeds.get(feedId)) !== undefined,
    async move(feed, moved, health) {
      const url = withSecretsOf(feed.url, moved);
      const twin = await find(url);
      if (twin !== undefined && twin.id !== feed.id)
        return {
          ...health,
          pausedAt: timestamp(world.clock),
          pausedReason: `Paused: it has moved to ${shownAddress(url)}, which is read already (${twin.id}).`,
        };
      await feeds.set(feed.id, { ...feed, url });
      world.log.info('feed moved', {
        feed: feed.id,
        outlet: feed.outlet,
        from: shownAddress(feed.url),
        to: shownAddress(url),
      });
      return health;
    },
  };
}
