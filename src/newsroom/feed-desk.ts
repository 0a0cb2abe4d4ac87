/** The feeds that are read: kept by key, with their health. */
import { createHash } from 'node:crypto';
import { NewsroomError } from '../errors.ts';
import { describeHealth } from '../feeds/health.ts';
import { canonicalUrl } from '../feeds/links.ts';
import { parseOpml, writeOpml } from '../feeds/opml.ts';
import type { FeedHealth, FeedSubscription } from '../model.ts';
import type { Collection } from '../ports.ts';
import type { FeedDesk } from './newsroom.ts';
import { timestamp, type World } from './world.ts';

export const FEEDS_MAX = 20_000;
export const OUTLET_NAME_MAX_CHARS = 200;

export interface FeedKeeper extends FeedDesk {
  all(): Promise<readonly FeedSubscription[]>;
  health(feedId: string): Promise<FeedHealth | undefined>;
  saveHealth(health: FeedHealth): Promise<void>;
  /** The feed has moved: its address changes, its id and its health stay. */
  move(feed: FeedSubscription, url: string): Promise<void>;
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
  const add: FeedKeeper['add'] = async ({ url, outlet, tags = [] }) => {
    const address = checkAddress(url);
    const id = idOf(address);
    const known = await feeds.get(id);
    if (known !== undefined) return known;
    const name = outlet?.trim() || new URL(address).hostname.replace(/^www\./, '');
    const feed: FeedSubscription = {
      id,
      url: address,
      outlet: name.slice(0, OUTLET_NAME_MAX_CHARS),
      tags,
      addedAt: timestamp(world.clock),
    };
    await feeds.set(id, feed);
    return feed;
  };

  return {
    all,
    add,
    async list() {
      const now = world.clock.now();
      return Promise.all(
        (await all()).map(async (subscription) => {
          const health = await healths.get(subscription.id);
          return { subscription, health, standing: describeHealth(health, now).summary };
        }),
      );
    },
    async remove(idOrUrl) {
      const wanted = idOrUrl.trim();
      const found =
        (await feeds.get(wanted || '-')) ?? (URL.canParse(wanted) ? await feeds.get(idOf(wanted)) : undefined);
      if (found === undefined)
        throw new NewsroomError(
          'not_found',
          wanted === '' ? 'Which feed?' : `There is no feed “${wanted.slice(0, 200)}”.`,
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
      for (const feed of listed) imported.push(await add(feed));
      return imported;
    },
    export: async () => writeOpml(await all()),
    health: (feedId) => healths.get(feedId),
    saveHealth: (health) => healths.set(health.feedId, health),
    async move(feed, url) {
      await feeds.set(feed.id, { ...feed, url });
    },
  };
}

function checkAddress(url: string): string {
  const parsed = URL.parse(url.trim());
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:'))
    throw new NewsroomError(
      'bad_input',
      url.trim() === '' ? 'A feed needs an address.' : `“${url.trim().slice(0, 200)}” is not a web address.`,
      {
        hint: 'For example: /feeds add https://outlet.example/rss Outlet',
      },
    );
  return parsed.href;
}
