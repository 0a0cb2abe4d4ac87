/** What a watchlist would have done: shown before it is stored. */
import type { Timestamp } from '../model.ts';
import type { AnalysedArticle } from './analysis.ts';
import type { Condition } from './condition.ts';
import { type Sight, satisfies } from './evaluation.ts';
import type { FoundPart } from './explanation.ts';

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
  readonly sight: Sight;
}

export interface BacktestHit {
  readonly articleId: string;
  readonly title: string;
  readonly source: string;
  readonly url?: string;
  readonly publishedAt: Timestamp;
  readonly found: readonly FoundPart[];
}

export interface Suggestion {
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
  /** Parts of a query that never fires of which the last 30 days have nothing at all. */
  readonly absent?: readonly string[];
  /** Set where not every article that could match was read: the figures are estimated from so many of them. */
  readonly sample?: { readonly articles: number; readonly of: number };
  /** Set where names were only looked for word for word, as there were too many articles to read them in. */
  readonly namesUnread?: true;
}

/** The last 30 days before `now`. */
export interface Window {
  readonly from: Timestamp;
  readonly to: Timestamp;
}

export const windowBefore = (now: Timestamp): Window => ({
  from: new Date(Date.parse(now) - BACKTEST_DAYS * DAY_MS).toISOString(),
  to: now,
});

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The stories that a query would have alerted about, and when each would have been. */
export class Tally {
  /** Articles that matched. */
  readonly hits: BacktestArticle[] = [];
  readonly #window: Window;
  readonly #first = new Map<string, number>();

  constructor(window: Window) {
    this.#window = window;
  }

  add(article: BacktestArticle): void {
    const at = Date.parse(article.publishedAt);
    const known = this.#first.get(article.storyId);
    if (known === undefined || at < known) this.#first.set(article.storyId, at);
    this.hits.push(article);
  }

  /** Stories, each counted at its first match, in the last 30 days or the days that are asked for. */
  alerts(days = BACKTEST_DAYS): number {
    const from = Date.parse(this.#window.to) - days * DAY_MS;
    let count = 0;
    for (const at of this.#first.values()) if (at > from) count += 1;
    return count;
  }

  get alertsOfWeek(): number {
    return this.alerts(WEEK_DAYS);
  }

  perDay(): { day: string; alerts: number }[] {
    const now = Date.parse(this.#window.to);
    const counts = new Map<string, number>();
    for (let ago = BACKTEST_DAYS - 1; ago >= 0; ago -= 1) counts.set(dayOf(now - ago * DAY_MS), 0);
    for (const at of this.#first.values()) {
      const day = dayOf(at);
      if (counts.has(day)) counts.set(day, counts.get(day)! + 1);
    }
    return [...counts].map(([day, alerts]) => ({ day, alerts }));
  }

  /** The newest hit of each of the stories that moved last, newest first. */
  latest(): BacktestArticle[] {
    const newest = new Map<string, BacktestArticle>();
    for (const hit of this.hits.toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))) {
      if (newest.size === MAX_LATEST_HITS) break;
      if (!newest.has(hit.storyId)) newest.set(hit.storyId, hit);
    }
    return [...newest.values()];
  }
}

/** What of some articles a condition would have alerted about; those outside of the window are passed over. */
export function tally(condition: Condition, articles: readonly BacktestArticle[], window: Window): Tally {
  const counted = new Tally(window);
  for (const article of articles) {
    if (article.publishedAt <= window.from || article.publishedAt > window.to) continue;
    if (satisfies(condition, article.sight)) counted.add(article);
  }
  return counted;
}

/** How an average week of alerts feels. */
export function verdictOn(alertsOfWeek: number, articles: number): Backtest['verdict'] {
  if (articles === 0) return 'never';
  return alertsOfWeek > TOO_MANY_ALERTS_A_DAY * WEEK_DAYS ? 'too_broad' : 'fine';
}
