/** Why an article matches a query, or why it does not. */
import { type AnalysedArticle, excerpt } from './analysis.ts';
import { type Condition, conditionOf } from './condition.ts';
import { runsOf, Sight, type Span, satisfies, spansOf } from './evaluation.ts';
import { nameWords } from './marks.ts';
import { type Leaf, printQuery, type Query } from './query.ts';
import { reasonAgainst } from './reasons.ts';

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
  /** What is in the way of a match, a sentence each; empty where it matches. */
  readonly reasons: readonly string[];
}

function testsIn(condition: Condition): Condition[] {
  return condition.op === 'test' ? [condition] : condition.parts.flatMap(testsIn);
}

/** Where a name stands; where it does not stand in full, its last word, by which it is meant. */
function namedSpans({ field, text }: Leaf & { readonly kind: 'mark' }, article: AnalysedArticle): Span[] {
  if (field !== 'person' && field !== 'place' && field !== 'org') return [];
  const words = nameWords(field, text);
  const rows = (row: readonly string[]): Span[] =>
    runsOf(row.length, article.words.length, MAX_PLACES_SHOWN, (at, offset) => article.words[at]?.norm === row[offset]);
  const full = rows(words);
  return full.length > 0 ? full : rows(words.slice(-1));
}

function foundPart(leaf: Leaf, article: AnalysedArticle): FoundPart | undefined {
  const condition = conditionOf(leaf);
  if (!satisfies(condition, new Sight(article))) return undefined;
  const spans =
    leaf.kind === 'mark'
      ? namedSpans(leaf, article)
      : testsIn(condition).flatMap((part) => (part.op === 'test' ? spansOf(part.test, article, MAX_PLACES_SHOWN) : []));
  const words = new Set(spans.slice(0, MAX_PLACES_SHOWN).map((span) => excerpt(article, span.from, span.to)));
  return { part: printQuery(leaf), words: [...words] };
}

/** The leaves that stand under an even number of NOTs. */
function wanted(query: Query, negated = false): Leaf[] {
  if (query.kind === 'not') return wanted(query.part, !negated);
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap((part) => wanted(part, negated));
  return negated ? [] : [query];
}

/** A part that is not there and must be, or, where `negated`, is there and must not be. */
interface Obstacle {
  readonly part: Exclude<Query, { readonly kind: 'not' }>;
  readonly negated: boolean;
}

/** The smallest parts that keep a query from matching. */
function obstacles(query: Query, article: AnalysedArticle, negated = false): Obstacle[] {
  if (query.kind === 'not') return obstacles(query.part, article, !negated);
  if (satisfies(conditionOf(query), new Sight(article)) !== negated) return [];
  const isEachNeeded = query.kind === (negated ? 'or' : 'and');
  if (!isEachNeeded || !('parts' in query)) return [{ part: query, negated }];
  return query.parts.flatMap((part) => obstacles(part, article, negated));
}

const present = (leaves: readonly Leaf[], article: AnalysedArticle): FoundPart[] =>
  leaves.map((leaf) => foundPart(leaf, article)).filter((part) => part !== undefined);

const inTheWay = (parts: readonly string[]): string =>
  parts.length === 1
    ? `${parts[0]} is there and must not be.`
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)} are there and must not be.`;

/** What of a query an article has, and what is in the way of a match. */
export function explainMatch(query: Query, article: AnalysedArticle): Explanation {
  const missing: string[] = [];
  const excluded: FoundPart[] = [];
  const reasons: string[] = [];
  for (const { part, negated } of obstacles(query, article)) {
    const there = negated ? present(wanted(part), article) : [];
    excluded.push(...there);
    if (there.length > 0) reasons.push(inTheWay(there.map((found) => found.part)));
    else {
      const needed: Query = negated ? { kind: 'not', part } : part;
      missing.push(printQuery(needed));
      reasons.push(reasonAgainst(needed, article));
    }
  }
  return { matches: reasons.length === 0, found: present(wanted(query), article), missing, excluded, reasons };
}
