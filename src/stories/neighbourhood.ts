/** When articles about the same event can be dated: what to ask the archive's neighbours for. */
import type { Article, Timestamp } from '../model.ts';
import { isFresh } from './features.ts';

/** What to ask the archive for: so many neighbours a window. */
export const MAX_NEIGHBOURS = 150;
/** Reports of one event come out within this time of each other. */
export const NEIGHBOUR_WINDOW_DAYS = 90;
/** Pages that we see long after their date carry the stamps of later revisions: theirs can be years apart. */
export const BACKFILL_WINDOW_DAYS = 800;
/** An old article may belong with undated ones that were seen so shortly before. */
export const UNDATED_WINDOW_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface Window {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

/** The times to look for an article's neighbours in, the likeliest first; at most three. */
export function neighbourWindows(
  article: Pick<Article, 'publishedAt' | 'publishedAtGuessed' | 'seenAt'>,
): readonly Window[] {
  const seenMs = Date.parse(article.seenAt);
  const between = (from: number, to: number): Window => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  if (article.publishedAtGuessed) return [between(0, seenMs + DAY_MS)];
  const publishedMs = Date.parse(article.publishedAt);
  const within = (days: number): Window => between(publishedMs - days * DAY_MS, publishedMs + days * DAY_MS);
  if (isFresh(article)) return [within(NEIGHBOUR_WINDOW_DAYS)];
  // Articles without a date stand where we saw them: what was handed in together is found together.
  const justSeen = between(seenMs - UNDATED_WINDOW_MS, seenMs + DAY_MS);
  const windows = [within(NEIGHBOUR_WINDOW_DAYS), within(BACKFILL_WINDOW_DAYS)];
  return justSeen.from > windows[1]!.to ? [...windows, justSeen] : windows;
}
