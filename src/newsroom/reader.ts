/** The reader: which feeds are due, what is in them, which pages to fetch, and what to remember of it afterwards. */
import { createHash } from 'node:crypto';
import { extractPage, textOfFragment } from '../articles/page.ts';
import { readPlainText } from '../articles/plain.ts';
import { asNewsroomError, NewsroomError } from '../errors.ts';
import { decodeText } from '../feeds/decode.ts';
import { discoverFeeds } from '../feeds/discovery.ts';
import { newAddressOf, recordFailure, recordSuccess } from '../feeds/health.ts';
import { feedIdentityKeys } from '../feeds/identity.ts';
import { parseFeed } from '../feeds/parse.ts';
import { dueFeeds, nextPoll } from '../feeds/poll.ts';
import type { ExtractedPage, FeedHealth, FeedItem, FeedSubscription, ParsedFeed } from '../model.ts';
import type { Collection, Fetched } from '../ports.ts';
import { type Draft, draftOfHandIn, draftOfItem, draftOfPage } from './drafts.ts';
import type { FeedKeeper } from './feed-desk.ts';
import { type IngestDesk, type IngestOptions, ingestDraft } from './ingest.ts';
import type { IngestOutcome } from './newsroom.ts';
import type { World } from './world.ts';

/** An item that says more than this is the article; one that says less is a teaser, and its page is fetched. */
export const TEASER_MAX_CHARS = 700;
/** Items of one document that are taken in: the newest. */
export const FEED_MAX_ITEMS = 2_000;
/** How long an item's words are remembered, so that an unchanged one costs nothing. */
export const ITEM_MEMORY_MS = 60 * 86_400_000;

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
      const all = await feeds.all();
      const healths = new Map<string, FeedHealth | undefined>();
      for (const feed of all) healths.set(feed.id, await feeds.health(feed.id));
      const due = now === 'all' ? [...all] : dueFeeds(all, (id) => healths.get(id), world.clock.now());
      const next = async (): Promise<void> => {
        for (let feed = due.shift(); feed !== undefined && signal?.aborted !== true; feed = due.shift())
          await reading.poll(feed, healths.get(feed.id), backfill);
      };
      await Promise.all(Array.from({ length: world.policy.polling.concurrency }, next));
    },
    ingestUrl: (url) => reading.url(url),
    ingestFile: (file) => reading.file(file),
  };
}

class Reading {
  readonly #world: World;
  readonly #desk: IngestDesk;
  readonly #feeds: FeedKeeper;
  /** By feed and item: the hash of what the feed last said of it. */
  readonly #items: Collection<string>;

  constructor(world: World, desk: IngestDesk, feeds: FeedKeeper) {
    this.#world = world;
    this.#desk = desk;
    this.#feeds = feeds;
    this.#items = world.state.collection('feed-items');
  }

  /** Asks one feed. Its health, with the validators, is saved after its items are. Never throws. */
  async poll(feed: FeedSubscription, health: FeedHealth | undefined, backfill: number): Promise<void> {
    const { clock, feedSource, log, policy, random } = this.#world;
    const next = { health, policy: policy.polling, random };
    try {
      const validators = {
        ...(health?.etag === undefined ? {} : { etag: health.etag }),
        ...(health?.lastModified === undefined ? {} : { lastModified: health.lastModified }),
      };
      const fetched = await feedSource.fetch(feed.url, validators);
      const parsed = fetched.notModified ? undefined : await this.#parse(fetched);
      const newItems =
        parsed === undefined
          ? []
          : await this.#takeItems(feed, parsed, health?.lastSuccessAt === undefined ? backfill : undefined);
      const now = clock.now();
      const outcome = fetched.notModified ? 'unchanged' : 'read';
      const after = recordSuccess(health, {
        feedId: feed.id,
        fetched,
        header: parsed?.feed,
        newItems,
        now,
        next: nextPoll({ ...next, header: parsed?.feed, fetched, outcome, now }),
      });
      await this.#feeds.saveHealth(after);
      const moved = newAddressOf(after);
      if (moved !== undefined && moved !== feed.url) await this.#feeds.move(feed, moved);
    } catch (thrown) {
      const error = asNewsroomError(thrown);
      const now = clock.now();
      log.warn('feed not read', { feed: feed.id, outlet: feed.outlet, error: error.message });
      await this.#feeds.saveHealth(
        recordFailure(health, { feedId: feed.id, error, now, next: nextPoll({ ...next, outcome: error, now }) }),
      );
    }
  }

  #parse(fetched: Fetched): Promise<ParsedFeed> {
    return parseFeed(fetched.body, {
      url: fetched.url,
      now: this.#world.clock.now(),
      ...(fetched.contentType === undefined ? {} : { contentType: fetched.contentType }),
    });
  }

  /** Takes in a feed's items, oldest first, and gives those that were new. On a first reading only the newest `backfill` may alert. */
  async #takeItems(
    feed: FeedSubscription,
    parsed: ParsedFeed,
    backfill: number | undefined,
  ): Promise<readonly FeedItem[]> {
    const items = parsed.items.slice(0, FEED_MAX_ITEMS);
    const keys = feedIdentityKeys(feed.id, items);
    const newestFirst = items
      .map((item, index) => ({ item, identityKeys: keys[index]! }))
      .sort((a, b) => ((b.item.publishedAt ?? '') < (a.item.publishedAt ?? '') ? -1 : 1));
    const fresh: FeedItem[] = [];
    const failures: unknown[] = [];
    for (const [age, { item, identityKeys }] of [...newestFirst.entries()].reverse()) {
      try {
        const mayAlert = backfill === undefined || age < backfill;
        if ((await this.#takeItem(feed, item, { mayAlert, identityKeys })) === 'new') fresh.push(item);
      } catch (thrown) {
        // One bad item must not cost the others; the validators are not saved, so it is tried again.
        failures.push(thrown);
      }
    }
    if (failures.length > 0) throw failures[0];
    return fresh;
  }

  async #takeItem(feed: FeedSubscription, item: FeedItem, options: IngestOptions): Promise<IngestOutcome> {
    const own = textOfFragment(item.content ?? item.summary ?? '');
    if ((item.title ?? '') === '' && own === '') return 'seen';
    const memory = `${feed.id}:${shortHash(options.identityKeys?.[0] ?? item.title ?? '')}`;
    const said = shortHash(`${item.title}\n${own}`);
    if ((await this.#items.get(memory)) === said) return 'seen';
    const outcome = await ingestDraft(this.#desk, await this.#draft(feed, item, own), options);
    await this.#items.set(memory, said, { ttlMs: ITEM_MEMORY_MS });
    return outcome;
  }

  /** The page behind a teaser; the teaser itself where the page can't be had. */
  async #draft(feed: FeedSubscription, item: FeedItem, own: string): Promise<Draft> {
    if (own.length > TEASER_MAX_CHARS || item.link === undefined) return draftOfItem(item, feed, own);
    try {
      const fetched = await this.#world.pageSource.fetch(item.link);
      const page = extractPage(this.#decode(fetched), { url: fetched.url });
      if (page.text.length > own.length) return draftOfPage(item, feed, page);
    } catch (thrown) {
      this.#world.log.warn('page not read', { url: item.link, error: asNewsroomError(thrown).message });
    }
    return draftOfItem(item, feed, own);
  }

  #decode(fetched: Fetched): string {
    return decodeText(fetched.body, fetched.contentType === undefined ? {} : { contentType: fetched.contentType }).text;
  }

  /** A feed's items, a page's article, or the feed that a page announces. */
  async url(url: string): Promise<readonly IngestOutcome[]> {
    const fetched = await this.#world.feedSource.fetch(url);
    const parsed = await this.#parse(fetched).catch((thrown: unknown) => onlyNoFeed(thrown));
    if (parsed !== undefined) return this.#takeAll(url, parsed);
    const html = this.#decode(fetched);
    const page = extractPage(html, { url: fetched.url });
    const announced = discoverFeeds(html, fetched.url)[0];
    if (new URL(fetched.url).pathname === '/' && announced !== undefined) return this.url(announced.url);
    return [await ingestDraft(this.#desk, draftOfHandIn(page, undefined), { mayAlert: false })];
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

  async #takeAll(from: string, parsed: ParsedFeed): Promise<readonly IngestOutcome[]> {
    const outlet = parsed.feed.title ?? new URL(parsed.feed.link ?? 'https://unnamed.outlet/').hostname;
    const feed: FeedSubscription = { id: `h_${shortHash(from)}`, url: from, outlet, tags: [], addedAt: '' };
    const keys = feedIdentityKeys(feed.id, parsed.items);
    const outcomes: IngestOutcome[] = [];
    for (const [index, item] of parsed.items.entries())
      outcomes.push(await this.#takeItem(feed, item, { mayAlert: false, identityKeys: keys[index]! }));
    return outcomes;
  }
}

const shortHash = (value: string): string => createHash('sha256').update(value).digest('base64url').slice(0, 16);

function onlyNoFeed(thrown: unknown): undefined {
  if (thrown instanceof NewsroomError && thrown.code === 'not_a_feed') return undefined;
  throw thrown;
}
