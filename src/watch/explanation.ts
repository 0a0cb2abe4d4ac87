/** Why an article matches a query, or why it does not. */
import { type AnalysedArticle, excerpt } from './analysis.ts';
import { type Condition, conditionOf } from './condition.ts';
import { Sight, satisfies, spansOf } from './evaluation.ts';
import { type Leaf, printQuery, type Query } from './query.ts';

/** Places shown for one part of a query. */
export const MAX_PLACES_SHOWN = 3;

export interface FoundPart {
  /** The part as the query language writes it. */
  readonly part: string;
  /** What the article has, as written there; empty for a field like `source:`, which is not in the words. */
  readonly words: readonly string[];
}

export interface Explanation {
  readonly matches: boolean;
  /** Parts that are asked for and there. */
  readonly found: readonly FoundPart[];
  /** Parts that would have to be there for a match. */
  readonly missing: readonly string[];
  /** Parts that are there and must not be. */
  readonly excluded: readonly FoundPart[];
}

function testsIn(condition: Condition): Condition[] {
  return condition.op === 'test' ? [condition] : condition.parts.flatMap(testsIn);
}

function foundPart(leaf: Leaf, article: AnalysedArticle): FoundPart | undefined {
  const condition = conditionOf(leaf);
  if (!satisfies(condition, new Sight(article))) return undefined;
  const spans = testsIn(condition).flatMap((part) =>
    part.op === 'test' ? spansOf(part.test, article, MAX_PLACES_SHOWN) : [],
  );
  const words = new Set(spans.slice(0, MAX_PLACES_SHOWN).map((span) => excerpt(article, span.from, span.to)));
  return { part: printQuery(leaf), words: [...words] };
}

/** The leaves that stand under an even number of NOTs. */
function wanted(query: Query, negated = false): Leaf[] {
  if (query.kind === 'not') return wanted(query.part, !negated);
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap((part) => wanted(part, negated));
  return negated ? [] : [query];
}

function leavesOf(query: Query): Leaf[] {
  if (query.kind === 'not') return leavesOf(query.part);
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(leavesOf) : [query];
}

/** The smallest parts that keep a query from matching. */
function obstacles(query: Query, article: AnalysedArticle): Query[] {
  if (satisfies(conditionOf(query), new Sight(article))) return [];
  return query.kind === 'and' ? query.parts.flatMap((part) => obstacles(part, article)) : [query];
}

const present = (leaves: readonly Leaf[], article: AnalysedArticle): FoundPart[] =>
  leaves.map((leaf) => foundPart(leaf, article)).filter((part) => part !== undefined);

/** What of a query an article has, and what is in the way of a match. */
export function explainMatch(query: Query, article: AnalysedArticle): Explanation {
  const hindering = obstacles(query, article);
  return {
    matches: hindering.length === 0,
    found: present(wanted(query), article),
    missing: hindering.filter((part) => part.kind !== 'not').map(printQuery),
    excluded: present(
      hindering.filter((part) => part.kind === 'not').flatMap((part) => leavesOf(part)),
      article,
    ),
  };
}
