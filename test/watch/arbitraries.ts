/** Queries and articles over a small vocabulary, so that they meet. */
import fc from 'fast-check';
import type { ArticleToAnalyse } from '../../src/watch/analysis.ts';
import { conditionOf, matchesWithoutEvidence } from '../../src/watch/condition.ts';
import type { Leaf, Query } from '../../src/watch/query.ts';

const TELLING = [
  'kabul',
  'Kabul',
  'embassy',
  'embassies',
  'flag',
  'Flag',
  'recognise',
  'recognised',
  'recognition',
  'US',
  'envoy',
];
const COMMON = ['the', 'of', 'in', 'The'];
const SOURCES = ['Harbour Post', 'The Daily Harbour', 'Post'];
const PERSONS = ['Ann Marlow', 'Jo Marlow', 'Marlow'];

const telling = fc.constantFrom(...TELLING);
const word = fc.oneof({ weight: 4, arbitrary: telling }, { weight: 1, arbitrary: fc.constantFrom(...COMMON) });
/** Starts with a telling word, so that it asks for something. */
const phrase = (most: number) =>
  fc.tuple(telling, fc.array(word, { maxLength: most - 1 })).map(([first, rest]) => [first, ...rest].join(' '));
const title = fc
  .option(fc.constant(true as const), { nil: undefined, freq: 3 })
  .map((flag) => (flag === undefined ? {} : { title: flag }));

/** `near` must ask for two telling words, as the grammar makes anything else a plain word. */
const nearPhrase = fc.tuple(phrase(3), telling).map(([first, last]) => `${first} ${last}`);

const leaves: fc.Arbitrary<Leaf> = fc.oneof(
  fc.tuple(phrase(3), title).map(([text, flag]): Leaf => ({ kind: 'words', text, ...flag })),
  fc
    .tuple(nearPhrase, fc.integer({ min: 1, max: 6 }), title)
    .map(([text, within, flag]): Leaf => ({ kind: 'near', text, within, ...flag })),
  fc
    .tuple(fc.constantFrom('emb', 'recog', 'recogniti', 'fla', 'kab', '大使'), title)
    .map(([text, flag]): Leaf => ({ kind: 'prefix', text, ...flag })),
  fc
    .tuple(fc.oneof(phrase(3), fc.constant("Kabul's")), title)
    .map(([text, flag]): Leaf => ({ kind: 'exact', text, ...flag })),
  fc.constantFrom(...SOURCES, 'harbour').map((text): Leaf => ({ kind: 'mark', field: 'source', text })),
  fc.constantFrom('en', 'fr').map((text): Leaf => ({ kind: 'mark', field: 'lang', text })),
  fc.constantFrom('war', 'sport').map((text): Leaf => ({ kind: 'mark', field: 'tag', text })),
  fc.constantFrom(...PERSONS, 'flag envoy').map((text): Leaf => ({ kind: 'mark', field: 'person', text })),
);

const trees = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves as fc.Arbitrary<Query>,
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((parts): Query => ({ kind: 'and', parts })),
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map((parts): Query => ({ kind: 'or', parts })),
    tie('query').map((part): Query => ({ kind: 'not', part })),
  ),
}));

/** Queries that the newsroom would accept. */
export const queries = trees.query.filter((query) => !matchesWithoutEvidence(conditionOf(query)));

const words = (most: number) =>
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: word },
      { weight: 1, arbitrary: fc.constantFrom("Kabul's", "US's", 'filler', '大使館') },
    ),
    { maxLength: most },
  );
const names = fc
  .subarray(PERSONS)
  .map((some) => some.map((text) => ({ text, kind: 'person' as const, mentions: [], roles: [] })));

export const articles: fc.Arbitrary<ArticleToAnalyse> = fc.record({
  title: words(5).map((some) => some.join(' ')),
  text: words(25).map((some) => some.join(' ')),
  source: fc.constantFrom(...SOURCES),
  lang: fc.constantFrom('en', 'en-GB', 'fr'),
  tags: fc.subarray(['war', 'sport']),
  names,
});
