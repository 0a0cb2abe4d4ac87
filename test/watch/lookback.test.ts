import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseArticle } from '../../src/watch/analysis.ts';
import { type LookBack, MAX_ARTICLES_READ, MAX_NAMES_READ, MAX_NEWEST_READ } from '../../src/watch/archivist.ts';
import { BACKTEST_DAYS, MAX_LATEST_HITS, TOO_MANY_ALERTS_A_DAY } from '../../src/watch/backtest.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { lookBack } from '../../src/watch/lookback.ts';
import { MAX_SUGGESTIONS } from '../../src/watch/proposals.ts';
import { asksForNames } from '../../src/watch/query.ts';
import { MAX_VARIANTS, wider } from '../../src/watch/variants.ts';
import { articles, queries } from './arbitraries.ts';
import { naiveMatch } from './naive.ts';
import { daysAgo, NOW, type Piece, pastOf } from './past.ts';

const piece = (days: number, text: string, more: Partial<Piece> = {}): Piece => ({ days, text, ...more });
const run = (query: string, pieces: readonly Piece[], options: Partial<LookBack> = {}) =>
  lookBack(parseQuery(query), pastOf(pieces), { now: NOW, ...options });

describe('a look back', () => {
  it('counts one alert a story, in the last 7 and 30 days', async () => {
    const result = await run('ferry', [
      piece(1, 'ferry late', { story: 'one' }),
      piece(0.5, 'the ferry is still late', { story: 'one' }),
      piece(6, 'ferry sold'),
      piece(8, 'ferry bought'),
      piece(29, 'ferry built'),
      piece(31, 'ferry planned'),
      piece(-1, 'ferry of tomorrow'),
      piece(2, 'bus late'),
    ]);
    expect([result.total7d, result.total30d, result.articles30d, result.verdict]).toEqual([2, 4, 5, 'fine']);
  });

  it('counts only stories that enough outlets carry', async () => {
    const pieces = [
      piece(1, 'ferry late', { story: 'one' }),
      piece(1, 'ferry delayed', { story: 'one', source: 'Orla Herald' }),
      piece(2, 'ferry sold'),
    ];
    expect((await run('ferry', pieces, { minIndependentSources: 2 })).total30d).toBe(1);
  });

  it('counts a story on the day of its first match', async () => {
    const story = 's';
    const { perDay } = await run('ferry', [
      piece(0, 'ferry', { story }),
      piece(3, 'ferry', { story }),
      piece(9, 'ferry'),
    ]);
    expect(perDay).toHaveLength(BACKTEST_DAYS);
    expect(perDay.at(-1)?.day).toBe('2025-07-31');
    expect(perDay.filter((day) => day.alerts > 0)).toEqual([
      { day: '2025-07-22', alerts: 1 },
      { day: '2025-07-28', alerts: 1 },
    ]);
  });

  it('shows the latest hits with the words that matched, one a story', async () => {
    const pieces = [1, 2, 3, 4, 5, 6].map((days) => piece(days, `Ferries met on day ${days}.`, { story: `d${days}` }));
    const { latest } = await run('ferry', [...pieces, piece(0.5, 'ferry again', { story: 'd4' })]);
    expect(latest).toHaveLength(MAX_LATEST_HITS);
    expect(latest.map((hit) => hit.publishedAt)).toEqual([0.5, 1, 2, 3, 5].map(daysAgo));
    expect(latest[1]?.found).toEqual([{ part: 'ferry', words: ['Ferries'] }]);
  });

  it.each([
    ['"ferry port" OR =Orla', 2],
    ['source:Herald', 1],
    ['ferr* AND NOT port', 1],
    ['organisation', 1],
    ['us', 1],
    ['fight', 1],
  ])('finds what the search index alone would not: %s', async (query, alerts) => {
    const pieces = [
      piece(1, 'ferry port'),
      piece(1, 'Orla'),
      piece(1, 'ferries', { source: 'Orla Herald' }),
      piece(1, 'an organization'),
      piece(1, 'the U.S. navy'),
      piece(1, 'they fought'),
    ];
    expect((await run(query, pieces)).total30d).toBe(alerts);
  });

  it('counts what reading every article would', async () => {
    await fc.assert(
      fc.asyncProperty(queries, fc.array(articles, { maxLength: 8 }), async (query, written) => {
        const pieces = written.map(({ title = '', text, source = '', names = [] }) => {
          const persons = names.map((name) => name.text);
          return piece(1, [text, ...persons].join('. '), { title, source, persons });
        });
        const expected = pieces.filter(({ title = '', text, source = '' }, at) => {
          const names = asksForNames(query) ? { names: written[at]!.names ?? [] } : {};
          return naiveMatch(query, analyseArticle({ title, text, source, lang: 'en', ...names }));
        });
        const { articles30d } = await lookBack(query, pastOf(pieces), { now: NOW });
        expect(articles30d).toBe(expected.length);
      }),
      { numRuns: 300 },
    );
  });

  it('reads only what the search index proposes', async () => {
    const past = pastOf([piece(1, 'ferry port'), piece(1, 'ferry'), piece(1, 'bus'), piece(1, 'port')]);
    await lookBack(parseQuery('ferry AND port'), past, { now: NOW });
    expect(past.read.size).toBe(2);
  });

  it('reads only what has every word asked for, where one word is in too many', async () => {
    const often = (text: string): Piece[] => Array.from({ length: MAX_ARTICLES_READ }, () => piece(1, text));
    const past = pastOf([...often('ferry'), ...often('port'), piece(1, 'ferry port')]);
    const { total30d, sample } = await lookBack(parseQuery('"ferry port"'), past, { now: NOW });
    expect([total30d, past.read.size, sample]).toEqual([1, 1, undefined]);
  });

  it('takes names that the operator’s list makes one for one', async () => {
    const either = parseQuery('ferry OR steamer');
    const { total30d, query } = await run('ferry', [piece(1, 'steamer')], { expand: () => either });
    expect([total30d, query]).toEqual([1, 'ferry']);
  });
});

describe('a look back for a person', () => {
  const story = 'one';
  it('takes a surname for whom the story says', async () => {
    const pieces = [
      piece(1, 'Ann Marlow resigned.', { story, persons: ['Ann Marlow'] }),
      piece(2, 'Then Marlow resigned.', { story, persons: ['Marlow'] }),
      piece(2, 'Then Marlow sang.', { persons: ['Marlow'] }),
    ];
    const result = await run('person:"Ann Marlow"', pieces);
    expect([result.articles30d, result.namesUnread]).toEqual([2, undefined]);
  });

  it('says so where there are too many articles to read names in', async () => {
    const pieces = Array.from({ length: MAX_NAMES_READ + 1 }, () => piece(1, 'Then Ann Marlow sang.'));
    const result = await run('person:"Ann Marlow"', pieces);
    expect([result.articles30d, result.namesUnread]).toEqual([MAX_NAMES_READ + 1, true]);
  });
});

describe('a query that is too broad', () => {
  const many = Array.from({ length: TOO_MANY_ALERTS_A_DAY * 7 + 1 }, (_, n) =>
    piece(n / 12, n % 2 === 0 ? 'ferry and port' : `ferry ${'x '.repeat(20)} port ${n % 3 === 0 ? 'strike' : ''}`, {
      title: n % 5 === 0 ? 'Ferry, port' : 'Notice',
    }),
  );

  it('is shown what would narrow it, and by how much', async () => {
    const { verdict, suggestions } = await run('ferry AND port', many);
    expect(verdict).toBe('too_broad');
    expect(suggestions.map(({ query }) => query)).toEqual(
      expect.arrayContaining(['title:ferry AND title:port', '"ferry port"~8', 'ferry AND port AND strike']),
    );
  });

  it('is proposed only what reads as a query, truly alerts less, and alerts as said', async () => {
    const before = await run('ferry AND port', many);
    expect(before.suggestions.length).toBeLessThanOrEqual(MAX_SUGGESTIONS);
    for (const { query, alerts30d } of before.suggestions) {
      const after = await run(query, many);
      expect([query, after.total30d]).toEqual([query, alerts30d]);
      expect(after.total30d).toBeLessThan(before.total30d);
    }
  });

  it('is estimated from whole stories where there is too much to read, and says so', async () => {
    const count = MAX_ARTICLES_READ * 3;
    const pieces = Array.from({ length: count }, (_, n) =>
      piece((29 * n) / count, n % 4 < 2 ? 'ferry late' : 'ferry sold', { story: `d${n >> 1}` }),
    );
    const past = pastOf(pieces);
    const { total30d, articles30d, sample, latest } = await lookBack(parseQuery('"ferry late"'), past, { now: NOW });
    expect(past.read.size).toBeLessThanOrEqual(MAX_ARTICLES_READ + MAX_NEWEST_READ);
    expect(sample?.of).toBe(count / 2);
    expect(total30d / (count / 4)).toBeCloseTo(1, 0.5);
    expect(articles30d / (count / 2)).toBeCloseTo(1, 0.5);
    expect(latest[0]?.publishedAt).toBe(daysAgo(0));
  });
});

describe('a query that never fires', () => {
  const pieces = [
    piece(1, 'the ferry left the port during the strike'),
    piece(2, 'strike at the mill'),
    piece(3, 'strike at the mine'),
  ];

  it('is shown what would widen it, the most careful first', async () => {
    const { verdict, suggestions } = await run('"ferry port" AND strike', pieces);
    expect(verdict).toBe('never');
    expect(suggestions.map(({ query, alerts30d }) => [query, alerts30d])).toEqual([
      ['"ferry port"~8 AND strike', 1],
      ['ferry AND port AND strike', 1],
      ['strike', 3],
    ]);
  });

  it.each([
    ['ferry AND bridge', ['bridge'], 'ferry'],
    ['striek', ['striek'], 'strike'],
    ['Ferrry AND port', ['Ferrry'], 'Ferry AND port'],
    ['title:strike', ['title:strike'], 'strike'],
    ['tag:strike', ['tag:strike'], 'strike'],
    ['strike AND NOT (mill OR mine OR ferry)', [], 'strike'],
    ['mill AND mine', [], 'mill'],
  ])('%s: is told what there is nothing of, and shown a query that fires', async (query, absent, proposed) => {
    const result = await run(query, pieces);
    expect([result.verdict, result.absent]).toEqual(['never', absent]);
    expect(result.suggestions.map((suggestion) => suggestion.query)).toContain(proposed);
    for (const suggestion of result.suggestions)
      expect((await run(suggestion.query, pieces)).total30d).toBe(suggestion.alerts30d);
  });

  it('tries a bounded number of wider queries', () => {
    expect(wider(parseQuery('ferry port dam quay strike mill mine shaft coal ore')).length).toBeLessThanOrEqual(
      MAX_VARIANTS,
    );
  });

  it('is proposed nothing that could match everything', async () => {
    const { suggestions } = await run('lang:en AND ferry', [piece(1, 'bus')]);
    expect(suggestions).toEqual([]);
  });
});
