/** Which of a feed's unknown items can be news, and which are old ones that have come back into its window. */
import type { FeedItem, Timestamp } from '../model.ts';

export interface FreshnessQuestion {
  /** In the order of the document. */
  readonly items: readonly FeedItem[];
  /** For each item: whether it was in the feed before. */
  readonly known: readonly boolean[];
  /** The newest publication that was ever seen in the feed. */
  readonly newestAt?: Timestamp | undefined;
}

/**
 * For each item, whether it can be news. When an outlet deletes articles, older ones come back at the old end of its feed:
 * what stands beyond everything that we know there is news only where its own date says so. Feeds stand newest first,
 * unless their dates say otherwise.
 */
export function canBeNews({ items, known, newestAt }: FreshnessQuestion): readonly boolean[] {
  const ascending = standsOldestFirst(items);
  const oldestKnown = ascending ? known.indexOf(true) : known.lastIndexOf(true);
  return items.map(({ publishedAt }, place) => {
    const beyond = oldestKnown !== -1 && (ascending ? place < oldestKnown : place > oldestKnown);
    return !beyond || (publishedAt !== undefined && newestAt !== undefined && publishedAt > newestAt);
  });
}

/**
 * Whether the feed's window slid past us: nothing in it is known, and nothing is older than our last look. What stood between
 * what we knew and what stands there now was never shown to us, if there was anything.
 */
export function hasSlid(
  { items, known }: Pick<FreshnessQuestion, 'items' | 'known'>,
  lastLookAt: Timestamp | undefined,
): boolean {
  if (lastLookAt === undefined || items.length === 0 || known.includes(true)) return false;
  return items.every(({ publishedAt }) => publishedAt === undefined || publishedAt > lastLookAt);
}

function standsOldestFirst(items: readonly FeedItem[]): boolean {
  const dates = items.flatMap(({ publishedAt }) => publishedAt ?? []);
  let rising = 0;
  for (const [place, date] of dates.slice(1).entries())
    rising += Math.sign(date < dates[place]! ? -1 : date > dates[place]! ? 1 : 0);
  return rising > 0;
}
