/** What a watchlist would have done: shown before it is stored. */
import type { Timestamp } from '../model.ts';
import type { AnalysedArticle } from './analysis.ts';
import { type Condition, conditionOf, matchesWithoutEvidence } from './condition.ts';
import { Sight, satisfies } from './evaluation.ts';
import { explainMatch, type FoundPart } from './explanation.ts';
import { printQuery, type Query } from './query.ts';
import { narrower, type Variant, wider } from './variants.ts';

export const BACKTEST_DAYS = 30;
const WEEK_DAYS = 7;
/** A channel that hears more than this of one watchlist stops reading. Alerts a day, on average over the week. */
export const TOO_MANY_ALERTS_A_DAY = 10;
export const MAX_LATEST_HITS = 5;
const DAY_MS = 86_400_000;

export interface BacktestArticle {
  readonly id: string;
  readonly storyId: string;
  readonly title: string;
  readonly source: string;
  readonly url?: string;
  readonly publishedAt: Timestamp;
  readonly analysed: AnalysedArticle;
}

interface BacktestHit {
  readonly articleId: string;
  readonly title: string;
  readonly source: string;
  readonly url?: string;
  readonly publishedAt: Timestamp;
  readonly found: readonly FoundPart[];
}

interface Suggestion {
  readonly query: string;
  /** What is different, in words. */
  readonly change: string;
  readonly alerts30d: number;
}

export interface Backtest {
  /** The query as it was understood. */
  readonly query: string;
  /** Alerts, one a story, in the last 7 and 30 days. */
  readonly total7d: number;
  readonly total30d: number;
  readonly articles30d: number;
  /** Oldest first; `day` is a UTC date. */
  readonly perDay: readonly { readonly day: string; readonly alerts: number }[];
  /** Newest first, one a story. */
  readonly latest: readonly BacktestHit[];
  readonly verdict: 'fine' | 'too_broad' | 'never';
  /** For a query that is too broad or never fires: others and what they would have done. */
  readonly suggestions: readonly Suggestion[];
}

/** The stories that a query would have alerted about, and when each would have been. */
class Alerts {
  readonly #first = new Map<string, number>();

  add(storyId: string, at: number): void {
    const known = this.#first.get(storyId);
    if (known === undefined || at < known) this.#first.set(storyId, at);
  }

  since(from: number): number {
    let count = 0;
    for (const at of this.#first.values()) if (at > from) count += 1;
    return count;
  }

  perDay(now: number): { day: string; alerts: number }[] {
    const counts = new Map<string, number>();
    for (let ago = BACKTEST_DAYS - 1; ago >= 0; ago -= 1) counts.set(dayOf(now - ago * DAY_MS), 0);
    for (const at of this.#first.values()) {
      const day = dayOf(at);
      if (counts.has(day)) counts.set(day, counts.get(day)! + 1);
    }
    return [...counts].map(([day, alerts]) => ({ day, alerts }));
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

interface Trial extends Variant {
  readonly condition: Condition;
  readonly alerts: Alerts;
}

const trialsOf = (variants: readonly Variant[]): Trial[] =>
  variants
    .map((variant) => ({ ...variant, condition: conditionOf(variant.query), alerts: new Alerts() }))
    .filter((trial) => !matchesWithoutEvidence(trial.condition));

/**
 * Runs a query over past articles, in any order; those outside the last 30 days before `now` are passed over. Reads each
 * article once and keeps none but the latest hits.
 */
export async function backtest(
  query: Query,
  articles: AsyncIterable<BacktestArticle> | Iterable<BacktestArticle>,
  now: Timestamp,
): Promise<Backtest> {
  const condition = conditionOf(query);
  const nowMs = Date.parse(now);
  const from = nowMs - BACKTEST_DAYS * DAY_MS;
  const alerts = new Alerts();
  const narrowed = trialsOf(narrower(query));
  const widened = trialsOf(wider(query));
  const latest = new Map<string, { at: number; article: BacktestArticle }>();
  let hits = 0;
  for await (const article of articles) {
    const at = Date.parse(article.publishedAt);
    if (!(at > from && at <= nowMs)) continue;
    const sight = new Sight(article.analysed);
    if (satisfies(condition, sight)) {
      hits += 1;
      alerts.add(article.storyId, at);
      keepLatest(latest, article, at);
      for (const trial of narrowed) if (satisfies(trial.condition, sight)) trial.alerts.add(article.storyId, at);
    } else if (hits === 0) {
      // A wider query is only of interest while this one has found nothing.
      for (const trial of widened) if (satisfies(trial.condition, sight)) trial.alerts.add(article.storyId, at);
    }
  }
  const total7d = alerts.since(nowMs - WEEK_DAYS * DAY_MS);
  const verdict = hits === 0 ? 'never' : total7d > TOO_MANY_ALERTS_A_DAY * WEEK_DAYS ? 'too_broad' : 'fine';
  return {
    query: printQuery(query),
    total7d,
    total30d: alerts.since(from),
    articles30d: hits,
    perDay: alerts.perDay(nowMs),
    latest: [...latest.values()].sort((a, b) => b.at - a.at).map(({ article }) => hitOf(query, article)),
    verdict,
    suggestions: verdict === 'fine' ? [] : suggestionsFrom(verdict === 'never' ? widened : narrowed, from),
  };
}

/** Keeps the newest hit of the stories that moved last. */
function keepLatest(
  latest: Map<string, { at: number; article: BacktestArticle }>,
  article: BacktestArticle,
  at: number,
): void {
  const known = latest.get(article.storyId);
  if (known !== undefined && known.at >= at) return;
  latest.set(article.storyId, { at, article });
  if (latest.size <= MAX_LATEST_HITS) return;
  const oldest = [...latest].reduce((a, b) => (b[1].at < a[1].at ? b : a));
  latest.delete(oldest[0]);
}

function hitOf(query: Query, article: BacktestArticle): BacktestHit {
  const { id, title, source, url, publishedAt, analysed } = article;
  const { found } = explainMatch(query, analysed);
  return { articleId: id, title, source, ...(url === undefined ? {} : { url }), publishedAt, found };
}

/** The variants that would have alerted at all; of the narrower the most telling first, of the wider the most careful. */
function suggestionsFrom(trials: readonly Trial[], from: number): Suggestion[] {
  return trials
    .map((trial) => ({ query: printQuery(trial.query), change: trial.change, alerts30d: trial.alerts.since(from) }))
    .filter((suggestion) => suggestion.alerts30d > 0)
    .sort((a, b) => a.alerts30d - b.alerts30d);
}
