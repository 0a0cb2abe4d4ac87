/** Watchlists in a channel: what there is, what a query would have done, why an article did or did not alert. */
import { momentInWords } from '../alerts/schedule.ts';
import type { Article, Block, Post, Span, Watchlist, WatchOptions } from '../model.ts';
import type { Backtest } from '../watch/backtest.ts';
import { code, count, link, list, paragraph, preformatted, strong, text, whisper } from './spans.ts';

/** Words and fields shown for one hit. */
const HIT_MAX_WORDS = 6;

/** What people made of a watchlist's alerts. */
export interface FeedbackReport {
  readonly stories: number;
  readonly irrelevant: number;
  readonly proposal?: { readonly query: string; readonly change: string };
}

/** `feedback` in the order of the watchlists. `max`: more of them are counted, not shown. */
export function watchlistsPost(
  watchlists: readonly Watchlist[],
  feedback: readonly FeedbackReport[] = [],
  max = Number.POSITIVE_INFINITY,
): Post {
  if (watchlists.length === 0)
    return whisper('No watchlists here', paragraph(text('Add one: '), code('/watch add taliban AND recognition')));
  const more = watchlists.length - max;
  const rest =
    more <= 0
      ? []
      : [
          paragraph(
            text(`${number(more)} more are not shown. One word finds those that have it: `),
            code('/watch list port'),
          ),
        ];
  return whisper(
    count(watchlists.length, 'watchlist'),
    ...rest,
    list(
      watchlists
        .slice(0, max)
        .map((watchlist, i) => [
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

/** How a watchlist stands and delivers, between two spaces. */
export function standing(watchlist: Watchlist): string {
  const { pausedAt, pausedReason, snoozedUntil, subscribers = [], lost = [], options } = watchlist;
  const parts = [
    pausedAt === undefined ? '' : pausedReason === undefined ? 'paused' : `paused: ${pausedReason}`,
    snoozedUntil === undefined ? '' : `snoozed until ${momentInWords(snoozedUntil, options?.zone ?? 'UTC')}`,
    ...optionsInWords(options ?? {}),
    subscribers.length === 0 ? '' : count(subscribers.length, 'subscriber'),
    pausedAt !== undefined || lost.length === 0 ? '' : `${count(lost.length, 'channel')} out of reach`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? ' ' : ` ${parts.join(' · ')} `;
}

/** How a watchlist delivers, where it is not at once and always. */
export function optionsInWords({ digest, quiet, zone = 'UTC', ...options }: WatchOptions): string[] {
  const { minSources, maxPerHour, updates = 'any', mentions = [] } = options;
  const isTimed = quiet !== undefined || (digest !== undefined && digest.every !== 'hour');
  const times = isTimed ? ` ${zone}` : '';
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
  const { perDay, latest, verdict } = backtest;
  const isNothing = verdict === 'never' && backtest.sample === undefined;
  const blocks: Block[] = [paragraph(code(backtest.query))];
  if (!isNothing) blocks.push(paragraph(text(totals(backtest))));
  if (perDay.some(({ alerts }) => alerts > 0)) blocks.push(preformatted(histogram(perDay)));
  if (latest.length > 0) blocks.push(list(latest.map(hitLine)));
  if (verdict !== 'fine') blocks.push(...advice(backtest));
  return {
    ...whisper(headline, ...blocks),
    ...(added === undefined
      ? {}
      : { footer: [`Watchlist ${added.id}${howItStands(added)}.`, lookingBack(posted)].join(' ') }),
  };
}

const number = (n: number): string => n.toLocaleString('en-GB');

function totals({ total7d, total30d, articles30d, sample, namesUnread }: Backtest): string {
  const about = sample === undefined ? '' : 'About ';
  return [
    `${about}${count(total7d, 'alert')} in the last 7 days, ${number(total30d)} in the last 30 (${count(articles30d, 'article')}).`,
    sample === undefined
      ? ''
      : `Estimated from ${number(sample.articles)} of the ${number(sample.of)} articles that could match.`,
    namesUnread === undefined
      ? ''
      : 'Names were looked for word for word here, as there are too many articles to read: a live watchlist is more exact.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function howItStands(watchlist: Watchlist): string {
  const how = standing(watchlist).trim();
  return how === '' ? '' : `: ${how}`;
}

const lookingBack = (posted: number | undefined): string =>
  posted === undefined
    ? 'It looks forward: what has been read already does not alert.'
    : posted === 0
      ? 'There is no earlier story that this channel has not had; from now on it looks forward.'
      : `${count(posted, 'earlier story', 'earlier stories')} on the way; from now on it looks forward.`;

const BARS = '▁▂▃▄▅▆▇█';
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayInWords = (at: string): string => DAY.format(new Date(at));

/** One line: a bar a day, and the day that had most. */
function histogram(days: Backtest['perDay']): string {
  const busiest = days.reduce((a, b) => (b.alerts > a.alerts ? b : a));
  const bars = days.map(({ alerts }) =>
    alerts === 0 ? '·' : BARS[Math.ceil((alerts / busiest.alerts) * BARS.length) - 1],
  );
  const [first, last] = [days[0]!, days.at(-1)!];
  return [
    `${dayInWords(first.day)} ${bars.join('')} ${dayInWords(last.day)}`,
    `most on one day: ${number(busiest.alerts)}, on ${dayInWords(busiest.day)}`,
  ].join('\n');
}

/** The hit, and the words by which it was found; a field like `source:` is named, as it is not in the words. */
function hitLine({ publishedAt, title, url, source, found }: Backtest['latest'][number]): readonly Span[] {
  const written = new Map(found.flatMap(({ words }) => words).map((word) => [word.toLowerCase(), word]));
  const fields = found.filter(({ words }) => words.length === 0).map(({ part }) => code(part));
  const marked = [...[...written.values()].map(strong), ...fields].slice(0, HIT_MAX_WORDS);
  return [
    text(`${dayInWords(publishedAt)} · ${source} · `),
    url === undefined ? text(title) : link(title, url),
    ...marked.flatMap((span, i) => [text(i === 0 ? ' · ' : ', '), span]),
  ];
}

function advice({ verdict, suggestions, absent = [] }: Backtest): Block[] {
  const isNever = verdict === 'never';
  const said: Span[] = [
    text(isNever ? 'It would not have alerted in the last 30 days.' : 'That is more than people go on reading.'),
  ];
  if (isNever && absent.length > 0) said.push(text(' Nothing at all had '), ...absent.flatMap(asListed), text('.'));
  if (suggestions.length > 0)
    return [paragraph(...said, text(isNever ? ' Wider:' : ' Narrower:')), proposals(suggestions)];
  const otherwise = isNever
    ? ' That may be right for something rare.'
    : ' Add a word with AND, or --digest daily@08:30 for one post a day.';
  return [paragraph(...said, text(otherwise))];
}

const asListed = (part: string, i: number): Span[] => (i === 0 ? [code(part)] : [text(', '), code(part)]);

const proposals = (suggestions: Backtest['suggestions']): Block =>
  list(
    suggestions.map(({ query, change, alerts30d }) => [
      code(query),
      text(` ${change}: ${count(alerts30d, 'alert')} in 30 days`),
    ]),
  );

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

/** Why a story stands in a channel: for each watchlist that brought it, the article and the words, stage by stage. */
export function whyPost(explanations: readonly ExplanationReport[]): Post {
  if (explanations.length === 0)
    return whisper(
      'No watchlist brought this story here',
      paragraph(text('Somebody asked for it, or its watchlist has been removed.')),
    );
  return whisper(
    'Why this?',
    ...explanations.flatMap(({ watchlist, article, stages }) => [
      paragraph(strong(watchlist.name), text(' '), code(watchlist.query), text(' '), code(watchlist.id)),
      ...(article === undefined
        ? []
        : [
            paragraph(
              text(`${article.source}: `),
              article.url === undefined ? text(article.title) : link(article.title, article.url),
            ),
          ]),
      list(stages.map(({ passed, what }) => [text(passed ? '✓ ' : '✗ '), text(what)])),
    ]),
  );
}
