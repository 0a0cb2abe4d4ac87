/** From a feed's item to a piece of the archive: is it as we know it, is its page needed, whose is it. */
import { createHash } from 'node:crypto';
import { extractPage, textOfFragment } from '../articles/page.ts';
import { isTakenBack } from '../articles/removal.ts';
import { asNewsroomError, isTransient } from '../errors.ts';
import { decodeText } from '../feeds/decode.ts';
import { identityKeys as keysOf } from '../feeds/identity.ts';
import { shownAddress } from '../feeds/links.ts';
import type { Article, FeedItem, FeedSubscription } from '../model.ts';
import type { Collection, Fetched } from '../ports.ts';
import { type Draft, draftOfItem, draftOfPage } from './drafts.ts';
import { type IngestDesk, type IngestOptions, ingestDraft, withdrawArticle } from './ingest.ts';
import type { IngestOutcome } from './newsroom.ts';

/** An item that says more than this is the article; one that says less is a teaser, and its page is fetched. */
export const TEASER_MAX_CHARS = 700;
/** How long an item's words are remembered, so that an unchanged one costs nothing. */
export const ITEM_MEMORY_MS = 60 * 86_400_000;
/** Pages fetched in one poll: the newest items'. A first reading of a long feed takes the others as the feed has them. */
export const POLL_MAX_PAGES = 100;
/** After so many pages that did not answer, the rest of a poll does without. */
export const POLL_MAX_PAGE_FAULTS = 5;
/** One version of an article holds more than another where it is longer by this factor. */
export const FULLER_FACTOR = 1.2;

/** An item with the keys that its feed as a whole settled. */
export interface KeyedItem {
  readonly item: FeedItem;
  readonly identityKeys: readonly string[];
}

/** What stands for an item whose page is still to be had: `silent` where nobody was to hear of it. */
const UNFINISHED = 'unfinished';
const UNFINISHED_SILENT = 'unfinished:silent';

/** Whether an item was in its feed before, and whether it says what it said then. */
export type Memory = 'unknown' | 'changed' | 'same';

/** What a poll may still spend on pages. */
export interface PageAllowance {
  pages: number;
  faults: number;
}

export const fullAllowance = (): PageAllowance => ({ pages: POLL_MAX_PAGES, faults: POLL_MAX_PAGE_FAULTS });

interface ItemDraft {
  readonly draft: Draft;
  /** False where another try may give more. */
  readonly final: boolean;
}

export class ItemDesk {
  readonly #desk: IngestDesk;
  readonly #isRead: (feedId: string) => Promise<boolean>;
  /** By feed and item: hashes of what the feed last said of it, of its markup and of its words. */
  readonly #memory: Collection<string>;

  constructor(desk: IngestDesk, isRead: (feedId: string) => Promise<boolean>) {
    this.#desk = desk;
    this.#isRead = isRead;
    this.#memory = desk.world.state.collection('feed-items');
  }

  /** Whether the item was in the feed before, and whether it says what it said then. */
  async recall(feed: FeedSubscription, keyed: KeyedItem): Promise<Memory> {
    const memory = await this.#memory.get(memoryKey(feed, keyed));
    if (memory === undefined) return 'unknown';
    return memory.startsWith(`${markupHash(keyed.item)}:`) ? 'same' : 'changed';
  }

  /** Takes the item in, with its page where it needs one and `allowance` has one left. */
  async take(
    feed: FeedSubscription,
    { item, identityKeys }: KeyedItem,
    options: Omit<IngestOptions, 'identityKeys'> & { readonly allowance: PageAllowance },
  ): Promise<IngestOutcome> {
    const key = memoryKey(feed, { item, identityKeys });
    const own = textOfFragment(item.content ?? item.summary ?? '');
    if ((item.title ?? '') === '' && own === '') return 'seen';
    const words = shortHash(`${item.title}\n${own}`);
    const remember = (): Promise<void> =>
      this.#memory.set(key, `${markupHash(item)}:${words}`, { ttlMs: ITEM_MEMORY_MS });
    const before = await this.#known(identityKeys);
    const memory = await this.#memory.get(key);
    if (memory?.endsWith(`:${words}`) || (await this.#isAnothers(feed, before, own))) {
      await remember();
      return 'seen';
    }
    const { draft, final } = await this.#draft(feed, item, { own, before, allowance: options.allowance });
    // What was passed over once is not news because its page answers late, or another feed has more of it.
    // What somebody handed in or pointed at has been told to nobody: it is its feed that makes it news.
    const passedOver = before?.feedId !== undefined && before.feedId !== feed.id;
    const mayBeFirst = memory !== UNFINISHED_SILENT && !passedOver;
    const outcome = await ingestDraft(this.#desk, draft, { mayAlert: options.mayAlert, mayBeFirst, identityKeys });
    const unfinished = options.mayAlert && mayBeFirst ? UNFINISHED : UNFINISHED_SILENT;
    if (final) await remember();
    else await this.#memory.set(key, unfinished, { ttlMs: ITEM_MEMORY_MS });
    return outcome;
  }

  /** The feed says that these entries of its own are deleted. It says so at every poll, and is listened to once. */
  async takeBack(feed: FeedSubscription, deletedIds: readonly string[]): Promise<void> {
    for (const guid of deletedIds) {
      const key = `${feed.id}:deleted:${shortHash(guid)}`;
      if ((await this.#memory.get(key)) !== undefined) continue;
      const article = await this.#known(keysOf({ feedId: feed.id, guid }));
      if (article?.feedId === feed.id) await withdrawArticle(this.#desk, article.id);
      await this.#memory.set(key, 'deleted', { ttlMs: ITEM_MEMORY_MS });
    }
  }

  async #known(keys: readonly string[]): Promise<Article | undefined> {
    const { archive } = this.#desk.world;
    const ids = await archive.identify(keys);
    const id = keys.map((key) => ids.get(key)).find((found) => found !== undefined);
    return id === undefined ? undefined : (await archive.articles([id]))[0];
  }

  /** One article in two feeds: the feed that brought it tells its changes, or each would undo the other's. */
  async #isAnothers(feed: FeedSubscription, before: Article | undefined, own: string): Promise<boolean> {
    if (before?.feedId === undefined || before.feedId === feed.id) return false;
    return own.length <= FULLER_FACTOR * before.text.length && (await this.#isRead(before.feedId));
  }

  /** The page behind a teaser; the teaser itself where the page can't be had. */
  async #draft(
    feed: FeedSubscription,
    item: FeedItem,
    {
      own,
      before,
      allowance,
    }: { readonly own: string; readonly before: Article | undefined; readonly allowance: PageAllowance },
  ): Promise<ItemDraft> {
    const dated = (draft: Draft): Draft =>
      draft.publishedAt === undefined && item.updatedAt !== undefined
        ? { ...draft, publishedAt: item.updatedAt }
        : draft;
    const isNotice = before !== undefined && isTakenBack(before, { title: item.title ?? '', text: own });
    if (own.length > TEASER_MAX_CHARS || item.link === undefined || isNotice)
      return { draft: dated(draftOfItem(item, feed, own)), final: true };
    // A teaser in place of the text that we have would be a loss: the headline may be new, the text stays.
    const keepsText = before !== undefined && before.text.length > FULLER_FACTOR * own.length;
    const teaser = dated({
      ...draftOfItem(item, feed, keepsText ? before.text : own),
      ...(keepsText && before.textFromPage === true ? { textFromPage: true } : {}),
    });
    if (allowance.pages <= 0) return { draft: teaser, final: true };
    if (allowance.faults <= 0) return { draft: teaser, final: false };
    allowance.pages -= 1;
    try {
      const fetched = await this.#desk.world.pageSource.fetch(item.link);
      const page = extractPage(textOf(fetched), { url: fetched.url });
      return { draft: page.text.length > own.length ? dated(draftOfPage(item, feed, page)) : teaser, final: true };
    } catch (thrown) {
      const error = asNewsroomError(thrown);
      this.#desk.world.log.warn('page not read', { url: shownAddress(item.link), error: error.message });
      if (isTransient(error)) allowance.faults -= 1;
      return { draft: teaser, final: !isTransient(error) };
    }
  }
}

/** A document's text, whatever its encoding. */
export const textOf = ({ body, contentType }: Fetched): string =>
  decodeText(body, contentType === undefined ? {} : { contentType }).text;

const memoryKey = (feed: FeedSubscription, { item, identityKeys }: KeyedItem): string =>
  `${feed.id}:${shortHash(identityKeys[0] ?? item.title ?? '')}`;

const markupHash = ({ title, content, summary }: FeedItem): string => shortHash(`${title}\n${content}\n${summary}`);

export const shortHash = (value: string): string => createHash('sha256').update(value).digest('base64url').slice(0, 16);
