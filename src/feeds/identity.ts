/** Which items are one article: by guid, by address, and, where a feed gives neither, by what they say. */
import { hash } from 'node:crypto';
import type { FeedItem } from '../model.ts';
import { canonicalUrl } from './links.ts';

/** Text shorter than this proves nothing when an item has an address of its own: teasers are alike day after day. */
export const MIN_PROVING_TEXT_CHARS = 400;
/** How much of a text is compared: enough to tell articles apart, little enough that a corrected ending changes nothing. */
export const COMPARED_TEXT_CHARS = 2_000;
/** Longer guids are hashed: they are keys of a database. */
export const MAX_GUID_CHARS = 300;

export interface Identifiable {
  /** Guids are unique within their feed only. */
  readonly feedId?: string | undefined;
  readonly guid?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** Plain or HTML. */
  readonly text?: string | undefined;
}

/**
 * The keys under which an item is known; two items that share one are one article. Dates are in none of them, titles only
 * where there is neither guid nor address, so that a bumped date or an edited headline changes nothing. Prefixed by kind:
 * `url:` an address, `guid:` a guid, `content:` what it says.
 */
export function identityKeys(item: Identifiable): string[] {
  const addresses = [item.url, item.guid].flatMap((written) => addressKey(written));
  const guid = item.guid?.trim() ?? '';
  const keys = [...addresses, ...(guid === '' ? [] : [guidKey(guid, item.feedId)])];
  return [...new Set([...keys, ...contentKeys(item, keys.length > 0)])];
}

/**
 * The keys of all items of one feed document. A key that the feed uses for several articles (one guid for all, the entries
 * of a live blog on one page) identifies none of them and is replaced by one that also holds the title.
 */
export function feedIdentityKeys(feedId: string, items: readonly FeedItem[]): string[][] {
  const keyed = items.map((item) => ({ item, keys: identityKeys(identifiable(feedId, item)) }));
  const holders = new Map<string, FeedItem[]>();
  for (const { item, keys } of keyed) for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), item]);
  const shared = (key: string): boolean =>
    key.startsWith('content:') === false && severalArticles(holders.get(key) ?? [], key);
  return keyed.map(({ item, keys }) => {
    const own = keys.filter((key) => !shared(key));
    if (own.some((key) => !key.startsWith('content:'))) return own;
    const exact = fingerprint(`${item.id ?? ''}\n${item.link ?? ''}\n${plainWords(item.title ?? '')}`);
    return [...own, `exact:${feedId}:${exact}`];
  });
}

function identifiable(feedId: string, item: FeedItem): Identifiable {
  return { feedId, guid: item.id, url: item.link, title: item.title, text: item.content ?? item.summary };
}

/** Under one guid: different addresses and titles. Under one address: different guids and titles. */
function severalArticles(items: readonly FeedItem[], key: string): boolean {
  if (items.length < 2) return false;
  const titles = new Set(items.map((item) => plainWords(item.title ?? '')));
  const others = new Set(
    items.map((item) =>
      (key.startsWith('guid:') ? canonicalUrl(item.link ?? '') : (item.id ?? item.link ?? '')).trim(),
    ),
  );
  return titles.size > 1 && (others.size > 1 || items.length > 2);
}

/** The canonical address; none for a site's front page, which no article is, and for what is no address. */
function addressKey(written: string | undefined): string[] {
  if (written === undefined || !/^\s*(https?:)?\/\//i.test(written)) return [];
  const canonical = canonicalUrl(written);
  const { pathname, search } = URL.canParse(canonical) ? new URL(canonical) : { pathname: '/', search: '' };
  return pathname === '/' && search === '' ? [] : [`url:${canonical.replace(/^https:\/\//, '')}`];
}

function guidKey(guid: string, feedId = ''): string {
  const value = guid.length > MAX_GUID_CHARS ? fingerprint(guid) : guid;
  // Tag and UUID addresses are unique in the world by their definition.
  return /^(tag:|urn:uuid:)/i.test(guid) ? `guid:${value.toLowerCase()}` : `guid:${feedId}:${value}`;
}

function contentKeys(item: Identifiable, named: boolean): string[] {
  const text = plainWords(item.text ?? '').slice(0, COMPARED_TEXT_CHARS);
  const title = plainWords(item.title ?? '');
  if (named)
    return text.length < MIN_PROVING_TEXT_CHARS ? [] : [`content:${placeOf(item)}:${fingerprint(`${title}\n${text}`)}`];
  if (title === '' && text === '') return [];
  return [
    `content:${item.feedId ?? ''}:${fingerprint(text.length < MIN_PROVING_TEXT_CHARS ? `${title}\n${text}` : text)}`,
  ];
}

/** The same words in another outlet are another outlet's article. */
function placeOf({ url, feedId }: Identifiable): string {
  const canonical = canonicalUrl(url ?? '');
  return URL.canParse(canonical) ? new URL(canonical).host : (feedId ?? '');
}

/** Words alone, in lower case: markup, punctuation and spacing come and go. */
function plainWords(text: string): string {
  const words = text
    .slice(0, 20 * COMPARED_TEXT_CHARS)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&[a-z#0-9]{1,10};/gi, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(' ') ?? '';
}

/** 128 bits of SHA-256: short enough for a key, no two texts alike. */
const fingerprint = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);
