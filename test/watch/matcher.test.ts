import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import { type AnalysedArticle, analyseArticle } from '../../src/watch/analysis.ts';
import { conditionOf } from '../../src/watch/condition.ts';
import { Sight, satisfies } from '../../src/watch/evaluation.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { Percolator } from '../../src/watch/matcher.ts';
import type { Query } from '../../src/watch/query.ts';
import { articles, queries } from './arbitraries.ts';
import { naiveMatch } from './naive.ts';

const read = (text: string, title?: string): AnalysedArticle =>
  analyseArticle({ text, ...(title === undefined ? {} : { title }) });

/** Ids of the queries that match, sorted; the queries are their own ids. */
function matching(asked: readonly string[], article: AnalysedArticle): string[] {
  const percolator = new Percolator();
  for (const query of asked) percolator.add(query, parseQuery(query));
  return percolator.match(article).sort();
}

describe('the matcher', () => {
  const article = read(
    'The Harbour Bridge was closed on Monday. Engineers found cracks in two of its cables.',
    'Bridge shut',
  );
  const cases: readonly (readonly [query: string, matches: boolean])[] = [
    ['bridges', true],
    ['crack', true],
    ['tunnel', false],
    ['"harbour bridge"', true],
    ['"bridge harbour"', false],
    ['"shut the harbour"', false],
    ['"monday engineers"', true],
    ['"cracks in two"', true],
    ['"cracks with two"', true],
    ['"cracks two"', false],
    ['"engineers cables"~8', true],
    ['"engineers cables"~4', false],
    ['"cables engineers"~7', false],
    ['"cables cracks"~8', true],
    ['engin*', true],
    ['monda*', true],
    ['engineerz*', false],
    ['=Harbour', true],
    ['=harbour', false],
    ['=Engineer', false],
    ['="Harbour Bridge was"', true],
    ['title:bridge', true],
    ['title:cracks', false],
    ['bridge AND NOT tunnel', true],
    ['bridge AND NOT cracks', false],
    ['tunnel OR (bridge AND monday)', true],
    ['(tunnel OR ferry) AND bridge', false],
  ];
  it.each(cases)('decides %s as %s', (query, matches) => {
    expect(matching([query], article)).toEqual(matches ? [query] : []);
  });

  it('allows the distances that Lucene allows: with ~8 up to 9 in order, up to 7 reversed', () => {
    const apart = (words: number): AnalysedArticle => read(`ferry ${'calm '.repeat(words - 1)}port`);
    const inOrder = [1, 8, 9, 10].filter((words) => matching(['"ferry port"~8'], apart(words)).length > 0);
    const reversed = [1, 6, 7, 8].filter((words) => matching(['"port ferry"~8'], apart(words)).length > 0);
    expect([inOrder, reversed]).toEqual([
      [1, 8, 9],
      [1, 6, 7],
    ]);
  });

  it('asks for a word twice where the query does', () => {
    const asked = ['"ferry ferry"~5'];
    expect(matching(asked, read('one ferry only'))).toEqual([]);
    expect(matching(asked, read('a ferry met a ferry'))).toEqual(asked);
  });

  it('names every watchlist of one query', () => {
    const percolator = new Percolator();
    percolator.add('a', parseQuery('harbour AND bridge'));
    percolator.add('b', parseQuery('bridges harbour'));
    expect(percolator.distinct).toBe(1);
    expect(percolator.match(article).sort()).toEqual(['a', 'b']);
  });

  it('forgets a watchlist that was removed, and keeps its twin', () => {
    const percolator = new Percolator();
    for (const id of ['a', 'b']) percolator.add(id, parseQuery('"harbour bridge" OR tunnel'));
    expect(percolator.remove('a')).toBe(true);
    expect(percolator.match(article)).toEqual(['b']);
    expect(percolator.remove('a')).toBe(false);
  });

  it('lets go of any of many alike, in any order', () => {
    const percolator = new Percolator();
    const ids = Array.from({ length: 500 }, (_, n) => `w${n}`);
    for (const id of ids) percolator.add(id, parseQuery('ferry AND port'));
    const kept = ids.filter((id, n) => n % 7 === 3 || !percolator.remove(id));
    expect(percolator.match(analyseArticle({ text: 'The ferry left the port.' })).sort()).toEqual(kept.sort());
    expect(percolator.distinct).toBe(1);
  });

  it('takes a new query under an old id in place of the old one', () => {
    const percolator = new Percolator();
    percolator.add('a', parseQuery('bridge'));
    percolator.add('a', parseQuery('tunnel'));
    expect([percolator.size, percolator.match(article)]).toEqual([1, []]);
  });

  it('refuses a query that can match everything, and keeps what was under its id', () => {
    const percolator = new Percolator();
    percolator.add('a', parseQuery('bridge'));
    const everything: Query = { kind: 'not', part: { kind: 'words', text: 'tunnel' } };
    expect(() => percolator.add('a', everything)).toThrow(NewsroomError);
    expect(percolator.match(article)).toEqual(['a']);
  });

  it('needs names read only while a query asks for one', () => {
    const percolator = new Percolator();
    expect(percolator.needsNames).toBe(false);
    percolator.add('a', parseQuery('person:Marlow'));
    expect(percolator.needsNames).toBe(true);
    percolator.remove('a');
    expect(percolator.needsNames).toBe(false);
  });
});

type Step =
  | { readonly kind: 'add'; readonly id: string; readonly query: Query }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'match'; readonly article: AnalysedArticle };

const ids = fc.integer({ min: 0, max: 15 }).map((n) => `w${n}`);
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(ids, queries).map(([id, query]): Step => ({ kind: 'add', id, query })) },
  { weight: 2, arbitrary: ids.map((id): Step => ({ kind: 'remove', id })) },
  { weight: 4, arbitrary: articles.map((article): Step => ({ kind: 'match', article: analyseArticle(article) })) },
);

describe('the matcher and a naive evaluation', () => {
  it('agree on every query and article, while watchlists come and go', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (script) => {
        const percolator = new Percolator();
        const model = new Map<string, Query>();
        for (const step of script) {
          if (step.kind === 'add') {
            percolator.add(step.id, step.query);
            model.set(step.id, step.query);
          } else if (step.kind === 'remove') {
            expect(percolator.remove(step.id)).toBe(model.delete(step.id));
          } else {
            const expected = [...model].filter(([, query]) => naiveMatch(query, step.article)).map(([id]) => id);
            expect(percolator.match(step.article).sort()).toEqual(expected.sort());
          }
        }
      }),
      { numRuns: 1200 },
    );
  });

  it('agree after any coming and going with a matcher that was built anew', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), fc.array(articles, { maxLength: 3 }), (script, probes) => {
        const lived = new Percolator();
        const model = new Map<string, Query>();
        for (const step of script) {
          if (step.kind === 'add') lived.add(step.id, step.query);
          if (step.kind === 'add') model.set(step.id, step.query);
          if (step.kind === 'remove') lived.remove(step.id);
          if (step.kind === 'remove') model.delete(step.id);
          if (step.kind === 'match') lived.match(step.article);
        }
        const fresh = new Percolator();
        for (const [id, query] of [...model].reverse()) fresh.add(id, query);
        expect([lived.size, lived.distinct, lived.needsNames]).toEqual([fresh.size, fresh.distinct, fresh.needsNames]);
        for (const probe of probes.map(analyseArticle)) {
          expect(lived.match(probe).sort()).toEqual(fresh.match(probe).sort());
        }
      }),
      { numRuns: 500 },
    );
  });

  it('agree with the evaluation that explains and looks back', () => {
    fc.assert(
      fc.property(queries, articles, (query, article) => {
        const analysed = analyseArticle(article);
        expect(satisfies(conditionOf(query), new Sight(analysed))).toBe(naiveMatch(query, analysed));
      }),
      { numRuns: 1500 },
    );
  });

  it('agree on words near each other, in the title and anywhere', () => {
    const words = (most: number) =>
      fc.array(fc.constantFrom('ferry', 'port', 'dam', 'of'), { minLength: 2, maxLength: most });
    const near = fc
      .tuple(words(4), fc.integer({ min: 1, max: 5 }), fc.boolean())
      .filter(([asked]) => asked.filter((word) => word !== 'of').length > 1)
      .map(
        ([asked, within, title]): Query => ({
          kind: 'near',
          text: asked.join(' '),
          within,
          ...(title ? { title } : {}),
        }),
      );
    fc.assert(
      fc.property(fc.uniqueArray(near, { maxLength: 8 }), words(7), words(12), (asked, title, text) => {
        const article = read(text.join(' '), title.join(' '));
        const percolator = new Percolator();
        for (const [index, query] of asked.entries()) percolator.add(String(index), query);
        const expected = asked.flatMap((query, index) => (naiveMatch(query, article) ? [String(index)] : []));
        expect(percolator.match(article).sort()).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });
});
