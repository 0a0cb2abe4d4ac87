/** Watchlists in a channel: what there is, what a query would have done, why an article did or did not alert. */
import type { Article, Post, Watchlist } from '../model.ts';
import { code, count, link, list, paragraph, preformatted, strong, text, whisper } from './spans.ts';

export function watchlistsPost(watchlists: readonly Watchlist[]): Post {
  if (watchlists.length === 0)
    return whisper('No watchlists here', paragraph(text('Add one: '), code('/watch add taliban AND recognition')));
  return whisper(
    count(watchlists.length, 'watchlist'),
    list(
      watchlists.map((watchlist) => [
        strong(watchlist.name),
        text(' '),
        code(watchlist.query),
        text(standing(watchlist)),
        code(watchlist.id),
      ]),
    ),
  );
}

function standing(watchlist: Watchlist): string {
  if (watchlist.pausedAt === undefined) return ' ';
  return watchlist.pausedReason === undefined ? ' paused ' : ` paused: ${watchlist.pausedReason} `;
}
