/** Watchlists in a channel: what there is, what a query would have done, why an article did or did not alert. */
import type { Article, Block, Post, Watchlist } from '../model.ts';
import type { Backtest } from '../watch/backtest.ts';
import { code, count, list, paragraph, preformatted, strong, text, whisper } from './spans.ts';

/** The tallest bar of the histogram, in characters. */
const BAR_WIDTH = 24;

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

/** What a query would have done; with `added`, that it is stored now. */
export function backtestPost(backtest: Backtest, added?: Watchlist): Post {
  const headline = added === undefined ? 'What this query would have done' : `Watching: ${added.name}`;
  const blocks: Block[] = [
    paragraph(code(backtest.query)),
    paragraph(
      text(
        `${count(backtest.total7d, 'alert')} in the last 7 days, ${backtest.total30d} in the last 30 (${count(backtest.articles30d, 'article')}).`,
      ),
    ),
  ];
  const days = backtest.perDay.filter(({ alerts }) => alerts > 0);
  if (days.length > 0) blocks.push(preformatted(histogram(days)));
  if (backtest.latest.length > 0)
    blocks.push(
      list(
        backtest.latest.map((hit) => [
          text(`${hit.publishedAt.slice(0, 10)} `),
          strong(hit.title),
          text(` ${hit.source}: ${[...new Set(hit.found.flatMap(({ words }) => words))].join(', ')}`),
        ]),
      ),
    );
  if (backtest.verdict !== 'fine') blocks.push(...advice(backtest));
  return {
    ...whisper(headline, ...blocks),
    ...(added === undefined
      ? {}
      : { footer: `Watchlist ${added.id}. It looks forward: what has been read already does not alert.` }),
  };
}

function histogram(days: Backtest['perDay']): string {
  const most = Math.max(...days.map(({ alerts }) => alerts));
  return days
    .map(({ day, alerts }) => `${day} ${'▇'.repeat(Math.max(1, Math.round((alerts / most) * BAR_WIDTH)))} ${alerts}`)
    .join('\n');
}

function advice({ verdict, suggestions }: Backtest): Block[] {
  const what =
    verdict === 'never'
      ? 'It would not have fired. That may be right for something rare; these are wider:'
      : 'That is more than people go on reading. These are narrower:';
  if (suggestions.length === 0) return verdict === 'never' ? [paragraph(text('It would not have fired yet.'))] : [];
  return [
    paragraph(text(what)),
    list(
      suggestions.map((suggestion) => [
        code(suggestion.query),
        text(` ${suggestion.change}: ${count(suggestion.alerts30d, 'alert')} in 30 days`),
      ]),
    ),
  ];
}

export interface ExplanationReport {
  readonly watchlist: Watchlist;
  readonly article: Article | undefined;
  readonly stages: readonly { readonly passed: boolean; readonly what: string }[];
}

/** Why an article did or did not alert, stage by stage. */
export function explanationPost({ watchlist, article, stages }: ExplanationReport): Post {
  return whisper(
    `${watchlist.name}: ${article?.title ?? 'an article that we have not seen'}`,
    list(stages.map(({ passed, what }) => [text(passed ? '✓ ' : '✗ '), text(what)])),
  );
}
