import { describe, expect, it } from 'vitest';
import { analyseArticle } from '../../src/watch/analysis.ts';
import {
  BACKTEST_DAYS,
  type BacktestArticle,
  backtest,
  MAX_LATEST_HITS,
  TOO_MANY_ALERTS_A_DAY,
} from '../../src/watch/backtest.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { MAX_VARIANTS, wider } from '../../src/watch/variants.ts';

const NOW = '2025-07-31T12:00:00.000Z';
const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

let count = 0;
const article = (days: number, text: string, storyId?: string, title = 'Notice'): BacktestArticle => {
  count += 1;
  const id = `a${count}`;
  return {
    id,
    storyId: storyId ?? `s${count}`,
    title,
    source: 'Harbour Post',
    publishedAt: daysAgo(days),
    analysed: analyseArticle({ title, text }),
  };
};
const run = (query: string, articles: readonly BacktestArticle[]) => backtest(parseQuery(query), articles, NOW);

describe('a backtest', () => {
  it('counts one alert a story, in the last 7 and 30 days', async () => {
    const result = await run('ferry', [
      article(1, 'ferry late', 'one'),
      article(0.5, 'the ferry is still late', 'one'),
      article(6, 'ferry sold'),
      article(8, 'ferry bought'),
      article(29, 'ferry built'),
      article(31, 'ferry planned'),
      article(-1, 'ferry of tomorrow'),
      article(2, 'bus late'),
    ]);
    expect([result.total7d, result.total30d, result.articles30d, result.verdict]).toEqual([2, 4, 5, 'fine']);
  });

  it('counts a story on the day of its first match', async () => {
    const { perDay } = await run('ferry', [article(0, 'ferry', 's'), article(3, 'ferry', 's'), article(9, 'ferry')]);
    expect(perDay).toHaveLength(BACKTEST_DAYS);
    expect(perDay.at(-1)?.day).toBe('2025-07-31');
    expect(perDay.filter((day) => day.alerts > 0)).toEqual([
      { day: '2025-07-22', alerts: 1 },
      { day: '2025-07-28', alerts: 1 },
    ]);
  });

  it('shows the latest hits with the words that matched, one a story', async () => {
    const articles = [1, 2, 3, 4, 5, 6].map((days) => article(days, `Ferries met on day ${days}.`));
    const { latest } = await run('ferry', [...articles, article(0.5, 'ferry again', articles[3]!.storyId)].reverse());
    expect(latest).toHaveLength(MAX_LATEST_HITS);
    expect(latest.map((hit) => hit.publishedAt)).toEqual([0.5, 1, 2, 3, 5].map(daysAgo));
    expect(latest[1]?.found).toEqual([{ part: 'ferry', words: ['Ferries'] }]);
  });

  it('takes articles that arrive one by one', async () => {
    async function* stream() {
      yield article(1, 'ferry');
    }
    expect((await backtest(parseQuery('ferry'), stream(), NOW)).total30d).toBe(1);
  });

  it('says what would narrow a query that is too broad, with figures', async () => {
    const many = Array.from({ length: TOO_MANY_ALERTS_A_DAY * 7 + 1 }, (_, n) =>
      article(
        n / 12,
        n % 2 === 0 ? 'ferry and port' : `ferry ${'x '.repeat(20)} port`,
        undefined,
        n % 5 === 0 ? 'Ferry, port' : 'Notice',
      ),
    );
    const { verdict, suggestions } = await run('ferry AND port', many);
    expect(verdict).toBe('too_broad');
    expect(suggestions).toEqual([
      { query: 'title:ferry AND title:port', change: 'only where the title says so', alerts30d: 15 },
      { query: '"ferry port"~8', change: 'only where the words are near each other', alerts30d: 43 },
    ]);
  });

  it('says what would widen a query that never fires, the most careful first', async () => {
    const { verdict, suggestions } = await run('"ferry port" AND strike', [
      article(1, 'the ferry left the port during the strike'),
      article(2, 'strike at the mill'),
      article(3, 'strike at the mine'),
    ]);
    expect(verdict).toBe('never');
    expect(suggestions.map(({ query, alerts30d }) => [query, alerts30d])).toEqual([
      ['"ferry port"~8 AND strike', 1],
      ['ferry AND port AND strike', 1],
      ['strike', 3],
    ]);
  });

  it('tries a bounded number of wider queries', () => {
    expect(wider(parseQuery('ferry port dam quay strike mill mine shaft coal ore')).length).toBeLessThanOrEqual(
      MAX_VARIANTS,
    );
  });

  it('suggests nothing that could match everything', async () => {
    const { suggestions } = await run('lang:en AND ferry', [article(1, 'bus')]);
    expect(suggestions).toEqual([]);
  });
});
