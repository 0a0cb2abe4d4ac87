/** The reader: which feeds are due, what is in them, which pages to fetch, and what to remember of it afterwards. */
import { extractPage } from '../articles/page.ts';
import { readPlainText } from '../articles/plain.ts';
import { asNewsroomError, NewsroomError } from '../errors.ts';
import { decodeText } from '../feeds/decode.ts';
import { discoverFeeds } from '../feeds/discovery.ts';
import { canBeNews, hasSlid } from '../feeds/freshness.ts';
import { newAddressOf, recordFailure, recordSuccess } from '../feeds/health.ts';
import { feedIdentityKeys } from '../feeds/identity.ts';
import { parseFeed } from '../feeds/parse.ts';
import { dueFeeds, nextPoll } from '../feeds/poll.ts';
import { runRound } from '../feeds/rounds.ts';
import type { ExtractedPage, FeedHeader, FeedHealth, FeedItem, FeedSubscription, ParsedFeed } from '../model.ts';
import type { Fetched, Validators } from '../ports.ts';
import { draftOfHandIn } from './drafts.ts';
import type { FeedKeeper } from './feed-desk.ts';
import { type IngestDesk, ingestDraft } from './ingest.ts';
import { fullAllowance, ItemDesk, type KeyedItem, type Memory, shortHash, textOf } from './item-desk.ts';
import type { IngestOutcome } from './newsroom.ts';
import type { World } from './world.ts';

export { TEASER_MAX_CHARS } from './item-desk.ts';

/** Items of one document that are taken in: the newest. */
export const FEED_MAX_ITEMS = 10_000;
/** After so many items that are looked up, others have their turn. */
const RECALLED_AT_ONCE = 100;
/** What a long feed leaves behind is given back after every so many of its items. */
const ITEMS_BETWEEN_TIDYINGS = 50;

export interface Reader {
  readDueFeeds(options: {
    readonly backfill: number;
    readonly now?: 'all';
    readonly signal?: AbortSignal;
  }): Promise<void>;
  ingestUrl(url: string): Promise<readonly IngestOutcome[]>;
  ingestFile(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<readonly IngestOutcome[]>;
}

export function openReader(world: World, desk: IngestDesk, feeds: FeedKeeper): Reader {
  const reading = new Reading(world, desk, feeds);
  return {
    async readDueFeeds({ backfill, now, signal }) {
      const begun = new Set<string>();
      const due = async (): Promise<readonly FeedSubscription[]> => {
        const all = (await feeds.all()).filter(({ id }) => !begun.has(id));
        const healths = new Map<string, FeedHealth | undefined>();
        for (const feed of all) healths.set(feed.id, await feeds.health(feed.id));
        const found = now === 'all' ? all : dueFeeds(all, (id) => healths.get(id), world.clock.now());
        for (const { id } of found) begun.add(id);
        return found;
      };
      await runRound({
        due: await due(),
        concurrency: world.policy.polling.concurrency,
        hostOf: ({ url }) => URL.parse(url)?.host ?? url,
        ask: async (feed) => {
          await reading.poll(feed, await feeds.health(feed.id), backfill);
          begun.delete(feed.id);
        },
        signal,
        ...(now === 'all' ? {} : { latecomers: due }),
      });
    },
    ingestUrl: (url) => reading.url(url),
    ingestFile: (file) => reading.file(file),
  };
}

/** What a feed's health is told of an item that was new. */
type NewItem = Pick<FeedItem, 'publishedAt'>;

interface Taken {
  readonly header?: FeedHeader;
  /** The items that were new. */
  readonly fresh: readonly NewItem[];
  /** Why the rest of them could not be stored. */
  readonly failures: readonly NewsroomError[];
  /** Whether the feed's window slid past us. */
  readonly slid: boolean;
}

class Reading {
  readonly #world: World;
  readonly #desk: IngestDesk;
  readonly #feeds: FeedKeeper;
  readonly #items: ItemDesk;

  constructor(world: World, desk: IngestDesk, feeds: FeedKeeper) {
    this.#world = world;
    this.#desk = desk;
    this.#feeds = feeds;
    this.#items = new ItemDesk(desk, feeds.isRead);
  }

  /** Asks one feed. Its health, with the validators, is saved after its items are. Never throws. */
  async poll(feed: FeedSubscription, health: FeedHealth | undefined, backfill: number): Promise<void> {
    try {
      const after = await this.#read(feed, health, backfill);
      // It may have been removed while it was read.
      if (!(await this.#feeds.isRead(feed.id))) return;
      if (after.pausedAt !== undefined && health?.pausedAt === undefined) await this.#feeds.tellOwner(feed, after);
      await this.#feeds.saveHealth(after);
    } catch (thrown) {
      // The store itself: there is nowhere to write it down, and the feed comes due again.
      this.#world.log.error('feed health not saved', { feed: feed.id, error: asNewsroomError(thrown).message });
    }
  }

  async #read(feed: FeedSubscription, health: FeedHealth | undefined, backfill: number): Promise<FeedHealth> {
    const { clock, log, policy, random } = this.#world;
    const next = { health, policy: policy.polling, random };
    try {
      const { fetched, parsed } = await this.#ask(feed, health);
      // Nothing of `parsed` is used after this: the items go as they are stored.
      const { header, fresh, failures, slid }: Taken =
        parsed === undefined
          ? { fresh: [], failures: [], slid: false }
          : await this.#takeItems(feed, parsed, {
              health,
              backfill: health?.lastSuccessAt === undefined ? backfill : undefined,
            });
      const [failure] = failures;
      const partial = fetched.partial ?? failure;
      if (partial !== undefined)
        log.warn('feed read in part', { feed: feed.id, outlet: feed.outlet, error: partial.message });
      const now = clock.now();
      const outcome = fetched.notModified ? 'unchanged' : 'read';
      const after = recordSuccess(health, {
        feedId: feed.id,
        fetched: partial === undefined ? fetched : { ...fetched, partial },
        header,
        newItems: fresh,
        hasSlid: slid,
        now,
        next: nextPoll({ ...next, header, fetched, hasSlid: slid, outcome, now }),
      });
      const moved = newAddressOf(after);
      if (moved !== undefined && moved !== feed.url) return await this.#feeds.move(feed, moved, after);
      return after;
    } catch (thrown) {
      const error = asNewsroomError(thrown);
      const now = clock.now();
      const after = recordFailure(health, {
        feedId: feed.id,
        error,
        now,
        next: nextPoll({ ...next, outcome: error, now }),
      });
      log.warn('feed not read', { feed: feed.id, outlet: feed.outlet, error: error.message });
      return after;
    }
  }

  /** What the feed's server says, and what is in it. The bytes are let go of here: storing their items takes its time. */
  async #ask(
    { url }: FeedSubscription,
    health: FeedHealth | undefined,
  ): Promise<{ readonly fetched: Omit<Fetched, 'body'>; readonly parsed: ParsedFeed | undefined }> {
    const { body, ...fetched } = await this.#world.feedSource.fetch(url, validatorsOf(health));
    return { fetched, parsed: fetched.notModified ? undefined : await this.#parse({ ...fetched, body }) };
  }

  /** What broke off before it was a feed failed for that reason, not for being none. */
  async #parse({ body, contentType, partial, url, release }: Fetched): Promise<ParsedFeed> {
    try {
      return await parseFeed(body, {
        url,
        now: this.#world.clock.now(),
        tidy: this.#world.tidy,
        ...(contentType === undefined ? {} : { contentType }),
      });
    } catch (thrown) {
      throw partial ?? thrown;
    } finally {
      release?.();
    }
  }

  /** Takes in a feed's items, oldest first. On a first reading only the newest `backfill` may alert. */
  async #takeItems(
    feed: FeedSubscription,
    { feed: header, items, deletedIds = [] }: ParsedFeed,
    { health, backfill }: { readonly health: FeedHealth | undefined; readonly backfill: number | undefined },
  ): Promise<Taken> {
    const keys = feedIdentityKeys(feed.id, items);
    const keyed = items.map((item, index): KeyedItem => ({ item, identityKeys: keys[index]! }));
    const recalled: Memory[] = [];
    for (const each of keyed) {
      recalled.push(await this.#items.recall(feed, each));
      // The store answers at once, and nobody else would have a turn.
      if (recalled.length % RECALLED_AT_ONCE === 0) {
        await new Promise(setImmediate);
        this.#world.tidy?.();
      }
    }
    const known = recalled.map((memory) => memory !== 'unknown');
    const news = canBeNews({ items, known, newestAt: health?.rhythm?.[0] });
    const slid = (health?.itemsSeen ?? 0) > 0 && hasSlid({ items, known }, health?.lastSuccessAt);
    const toTake = keyed
      .map((each, index) => ({ ...each, memory: recalled[index]!, mayBeNews: news[index]! }))
      .sort((a, b) => compareNewestFirst(a.item, b.item))
      .slice(0, FEED_MAX_ITEMS)
      .map((each, age) => ({ ...each, mayAlert: backfill === undefined ? each.mayBeNews : age < backfill }))
      .filter(({ memory }) => memory !== 'same');
    const { fresh, failures } = await this.#takeOldestFirst(feed, toTake);
    await this.#items.takeBack(feed, deletedIds).catch((thrown: unknown) => failures.push(asNewsroomError(thrown)));
    return { header, fresh, failures, slid };
  }

  /** Empties `newestFirst` from its end: what is stored needs no room any more. */
  async #takeOldestFirst(
    feed: FeedSubscription,
    newestFirst: (KeyedItem & { readonly mayAlert: boolean })[],
  ): Promise<{ readonly fresh: NewItem[]; readonly failures: NewsroomError[] }> {
    const fresh: NewItem[] = [];
    const failures: NewsroomError[] = [];
    const allowance = fullAllowance();
    for (let each = newestFirst.pop(); each !== undefined; each = newestFirst.pop()) {
      try {
        // The newest items' pages come first where there are more than may be fetched.
        const spend = newestFirst.length < allowance.pages ? allowance : { pages: 0, faults: 0 };
        const outcome = await this.#items.take(feed, each, { mayAlert: each.mayAlert, allowance: spend });
        if (outcome === 'new') fresh.push(newItemOf(each.item));
      } catch (thrown) {
        // One bad item must not cost the others; the validators are not saved, so it is tried again.
        failures.push(asNewsroomError(thrown));
      }
      // A long feed must not keep the others from being read.
      await new Promise(setImmediate);
      if (newestFirst.length % ITEMS_BETWEEN_TIDYINGS === 0) this.#world.tidy?.();
    }
    return { fresh, failures };
  }

  /** A feed's items, a page's article, or the feed that a page announces. */
  async url(url: string, announcedBy?: string): Promise<readonly IngestOutcome[]> {
    const fetched = await this.#world.feedSource.fetch(url);
    const parsed = await this.#parse(fetched).catch((thrown: unknown) => onlyNoFeed(thrown));
    if (parsed !== undefined) return this.#takeAll(url, parsed);
    const html = textOf(fetched);
    const page = extractPage(html, { url: fetched.url });
    const announced = discoverFeeds(html, fetched.url)[0];
    if (new URL(fetched.url).pathname === '/' && announced !== undefined && announcedBy === undefined)
      return this.url(announced.url, url);
    const draft = { ...draftOfHandIn(page, undefined), textFromPage: true };
    return [await ingestDraft(this.#desk, draft, { mayAlert: false })];
  }

  async file({
    name,
    bytes,
  }: {
    readonly name: string;
    readonly bytes: Uint8Array;
  }): Promise<readonly IngestOutcome[]> {
    const { text } = decodeText(bytes);
    if (/\.(xml|rss|atom|json)$/i.test(name))
      return this.#takeAll(`file:${name}`, await parseFeed(bytes, { now: this.#world.clock.now() }));
    const page: ExtractedPage = /\.html?$/i.test(name) ? extractPage(text) : readPlainText(text);
    // A text that does not name its outlet is known by its file: two such files are two sources.
    return [await ingestDraft(this.#desk, draftOfHandIn(page, name), { mayAlert: false })];
  }

  async #takeAll(from: string, { feed: header, items }: ParsedFeed): Promise<readonly IngestOutcome[]> {
    const outlet = header.title ?? new URL(header.link ?? 'https://unnamed.outlet/').hostname;
    const feed: FeedSubscription = { id: `h_${shortHash(from)}`, url: from, outlet, tags: [], addedAt: '' };
    const keys = feedIdentityKeys(feed.id, items);
    const outcomes: IngestOutcome[] = [];
    const allowance = fullAllowance();
    for (const [index, item] of items.entries())
      outcomes.push(await this.#items.take(feed, { item, identityKeys: keys[index]! }, { mayAlert: false, allowance }));
    return outcomes;
  }
}

const newItemOf = ({ publishedAt }: FeedItem): NewItem => (publishedAt === undefined ? {} : { publishedAt });

const validatorsOf = (health: FeedHealth | undefined): Validators => ({
  ...(health?.etag === undefined ? {} : { etag: health.etag }),
  ...(health?.lastModified === undefined ? {} : { lastModified: health.lastModified }),
});

/** By the outlet's date; items without one keep their places behind. */
const compareNewestFirst = (a: FeedItem, b: FeedItem): number => {
  const [first, second] = [a.publishedAt ?? '', b.publishedAt ?? ''];
  return first === second ? 0 : second < first ? -1 : 1;
};

function onlyNoFeed(thrown: unknown): undefined {
  if (thrown instanceof NewsroomError && thrown.code === 'not_a_feed') return undefined;
  throw thrown;
}
