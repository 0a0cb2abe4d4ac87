/** A feed as its server sent it, whatever its dialect and state, made into items: plain titles, harmless HTML, real dates. */
import Parser from 'rss-parser';
import { NewsroomError } from '../errors.ts';
import type { FeedHeader, FeedItem, ParsedFeed } from '../model.ts';
import { decodeText, mendControls } from './decode.ts';
import { headerOf, itemOf, type RawFeed, type RawHeader, type RawItem } from './items.ts';
import { readJsonFeed } from './jsonfeed.ts';
import { repairFeed } from './repair.ts';
import { deletedIdsIn } from './tombstones.ts';

/** A larger feed is refused unread. */
export const MAX_FEED_BYTES = 32 * 1024 * 1024;
/** rss-parser gets this long to call back: on some documents it never does. */
export const PARSE_TIMEOUT_MS = 10_000;
export interface FeedContext {
  /** Where the feed was fetched: relative links are relative to it. */
  readonly url?: string;
  /** The Content-Type header, for its charset. */
  readonly contentType?: string;
  /** Milliseconds since 1970: dates beyond it can't be true. */
  readonly now: number;
  /** Called between the pieces of a long feed. */
  readonly tidy?: (() => void) | undefined;
}

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed. Broken ones are repaired; what the end cut off is
 * left out. `summary` holds RSS's description, `content` what the feed calls content: either may be the full text.
 * Throws `not_a_feed` (a web page, an error message, nothing) or `too_large`; nothing else.
 */
export async function parseFeed(source: Uint8Array | string, context: FeedContext): Promise<ParsedFeed> {
  if (source.length > MAX_FEED_BYTES)
    throw new NewsroomError(
      'too_large',
      `The feed is larger than ${MAX_FEED_BYTES / 1024 / 1024} MB, more than is read.`,
    );
  context.tidy?.();
  const text = mendControls(
    typeof source === 'string' ? source.replace(/^\ufeff/, '') : decodeText(source, context).text,
  );
  try {
    if (/^\s*[{[]/.test(text)) return feedOf(readJsonFeed(text, context), context.now);
    let feed: FeedHeader | undefined;
    const items: FeedItem[] = [];
    for (const document of repairFeed(text, context)) {
      // A long feed is read piece by piece, and others have their turn between them.
      if (feed !== undefined) await new Promise(setImmediate);
      context.tidy?.();
      const part = feedOf(await readRss(document), context.now);
      feed ??= part.feed;
      for (const item of part.items) items.push(item);
    }
    const deletedIds = deletedIdsIn(
      text,
      items.map(({ id }) => id),
    );
    return { feed: feed ?? {}, items, ...(deletedIds.length === 0 ? {} : { deletedIds }) };
  } catch (thrown) {
    if (thrown instanceof NewsroomError) throw thrown;
    throw new NewsroomError('not_a_feed', 'The feed could not be read: its markup is broken beyond repair.', {
      cause: thrown,
    });
  }
}

const feedOf = (raw: RawFeed, now: number): ParsedFeed => ({
  feed: headerOf(raw, now),
  items: raw.items.map((item) => itemOf(item, now)),
});

async function readRss(xml: string): Promise<RawFeed> {
  // A parser for each feed: rss-parser keeps the state of the document that it reads.
  const parser = new Parser<RawHeader, RawItem>({
    customFields: {
      feed: ['updatePeriod', 'updateFrequency'],
      item: ['updated', 'source', 'image', 'content', 'contentBase', 'summaryBase'],
    },
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('rss-parser did not call back')), PARSE_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([parser.parseString(xml), tooLate])) as RawFeed;
  } finally {
    clearTimeout(timer);
  }
}
