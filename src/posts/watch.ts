/** Watchlists in a channel: what there is, what a query would have done, why an article did or did not alert. */
import type { Article, Block, Post, Span, Watchlist, WatchOptions } from '../model.ts';
import type { Backtest } from '../watch/backtest.ts';
import { code, count, list, paragraph, preformatted, strong, text, whisper } from './spans.ts';

/** The tallest bar of the histogram, in characters. */
const BAR_WIDTH = 24;

/** What people made of a watchlist's alerts. */
export interface FeedbackReport {
  readonly stories: number;
  readonly irrelevant: number;
  readonly proposal?: { readonly query: string; readonly change: string };
}

/** `feedback` in the order of the watchlists. */
export function watchlistsPost(watchlists: readonly Watchlist[], feedback: readonly FeedbackReport[] = []): Post {
  if (watchlists.length === 0)
    return whisper('No watchlists here', paragraph(text('Add one: '), code('/watch add taliban AND recognition')));
  return whisper(
    count(watchlists.length, 'watchlist'),
    list(
      watchlists.map((watchlist, i) => [
        strong(watchlist.name),
        text(' '),
        code(watchlist.query),
        text(standing(watchlist)),
        code(watchlist.id),
        ...(feedback[i] === undefined ? [] : feedbackOn(watchlist, feedback[i])),
      ]),
    ),
  );
}

function feedbackOn({ id }: Watchlist, { stories, irrelevant, proposal }: FeedbackReport): Span[] {
  if (irrelevant === 0) return [];
  const counted = text(` ${irrelevant} of ${count(stories, 'story', 'stories')} in the last 30 days not relevant.`);
  if (proposal === undefined) return [counted];
  return [counted, text(' Narrower: '), code(`/watch edit ${id} ${proposal.query}`), text(` ${proposal.change}.`)];
}

function standing(watchlist: Watchlist): string {
  const { pausedAt, pausedReason, snoozedUntil, subscribers = [], lost = [] } = watchlist;
  const parts = [
    pausedAt === undefined ? '' : pausedReason === undefined ? 'paused' : `paused: ${pausedReason}`,
    snoozedUntil === undefined ? '' : `snoozed until ${minuteOf(snoozedUntil)} UTC`,
    ...optionsInWords(watchlist.options ?? {}),
    subscribers.length === 0 ? '' : count(subscribers.length, 'subscriber'),
    pausedAt !== undefined || lost.length === 0 ? '' : `${count(lost.length, 'channel')} out of reach`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? ' ' : ` ${parts.join(' · ')} `;
}

const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** How a watchlist delivers, where it is not at once and always. */
function optionsInWords({ digest, quiet, zone = 'UTC', ...options }: WatchOptions): string[] {
  const { minSources, maxPerHour, updates = 'any', mentions = [] } = options;
  const times = digest === undefined && quiet === undefined ? '' : ` ${zone}`;
  const days = digest === undefined ? '' : { hour: 'every hour', day: 'daily', weekday: 'on weekdays' }[digest.every];
  const at = digest === undefined || digest.every === 'hour' ? '' : ` at ${digest.at}`;
  return [
    digest === undefined ? '' : `digest ${days}${at}${quiet === undefined ? times : ''}`,
    quiet === undefined ? '' : `quiet ${quiet.from}–${quiet.to}${times}`,
    minSources === undefined ? '' : `from ${count(minSources, 'independent source')}`,
    maxPerHour === undefined ? '' : `at most ${maxPerHour} an hour`,
    updates === 'any' ? '' : updates === 'none' ? 'corrections only' : 'figures and corrections only',
    mentions.length === 0 ? '' : `notifies ${mentions.length}`,
  ].filter((part) => part !== '');
}

/** How a watchlist stands after a change. */
export const settingsPost = (watchlist: Watchlist, done: string): Post => ({
  ...whisper(`${watchlist.name}: ${done}`, paragraph(code(watchlist.query))),
  footer: [...standing(watchlist).split(' · '), `watchlist ${watchlist.id}`]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' · '),
});

/** What a query would have done; with `added`, that it is stored now, and how many earlier stories were asked for and found. */
export function backtestPost(backtest: Backtest, added?: Watchlist, posted?: number): Post {
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
      : { footer: [`Watchlist ${added.id}${standing(added).trimEnd()}.`, lookingBack(posted)].join(' ') }),
  };
}

const lookingBack = (posted: number | undefined): string =>
  posted === undefined
    ? 'It looks forward: what has been read already does not alert.'
    : `${count(posted, 'earlier story', 'earlier stories')} on the way; from now on it looks forward.`;

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
