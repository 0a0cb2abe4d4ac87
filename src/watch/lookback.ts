/** A look back over the archive: what a query would have done, and what to change in it. */
import { Archivist, type LookBack, MAX_ARTICLES_READ, type Past } from './archivist.ts';
import { type Backtest, type BacktestArticle, type BacktestHit, MAX_LATEST_HITS, verdictOn } from './backtest.ts';
import { explainMatch } from './explanation.ts';
import { narrowing, widening } from './proposals.ts';
import { printQuery, type Query } from './query.ts';

/**
 * What a query would have alerted about in the last 30 days. Figures are exact where `sample` is absent, else estimated from
 * the stories that were drawn. Bounded: it reads `MAX_ARTICLES_READ` articles at most, and a few more for proposals.
 */
export async function lookBack(query: Query, past: Past, options: LookBack): Promise<Backtest> {
  const archivist = new Archivist(past, options);
  const { tally: counted, candidates } = await archivist.count(query, MAX_ARTICLES_READ);
  const isSample = candidates.articles.length < candidates.of && candidates.factor > 1;
  const scaled = (count: number): number => Math.round(count * candidates.factor);
  const latest = isSample ? await archivist.newest(query) : counted.latest();
  const total7d = scaled(counted.alertsOfWeek);
  const total30d = scaled(counted.alerts());
  const verdict = verdictOn(total7d, counted.hits.length + latest.length);
  const proposed =
    verdict === 'never'
      ? await widening(query, archivist)
      : { suggestions: verdict === 'fine' ? [] : await narrowing(query, archivist, counted, candidates) };
  return {
    query: printQuery(query),
    total7d,
    total30d,
    articles30d: scaled(counted.hits.length),
    perDay: counted.perDay().map(({ day, alerts }) => ({ day, alerts: scaled(alerts) })),
    latest: latest.slice(0, MAX_LATEST_HITS).map((hit) => hitOf(archivist.meaning(query), hit)),
    verdict,
    ...proposed,
    ...(isSample ? { sample: { articles: candidates.articles.length, of: candidates.of } } : {}),
    ...(candidates.namesUnread ? { namesUnread: true } : {}),
  };
}

function hitOf(query: Query, article: BacktestArticle): BacktestHit {
  const { id, title, source, url, publishedAt, analysed } = article;
  const { found } = explainMatch(query, analysed);
  return { articleId: id, title, source, ...(url === undefined ? {} : { url }), publishedAt, found };
}
