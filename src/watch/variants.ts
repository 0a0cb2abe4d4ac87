/** Queries a little narrower or wider than one that alerts too often or never. */
import { stemsOf } from './condition.ts';
import { joined, type Leaf, printQuery, type Query } from './query.ts';

/** Variants that are tried on the archive, at most. */
export const MAX_VARIANTS = 8;
const NEAR_WORDS = 8;

export interface Variant {
  readonly query: Query;
  /** What is different, in words. */
  readonly change: string;
}

const isTextLeaf = (query: Query): query is Exclude<Leaf, { kind: 'mark' }> =>
  query.kind !== 'and' && query.kind !== 'or' && query.kind !== 'not' && query.kind !== 'mark';

/** The query with every part that it asks for replaced; what it excludes stays. */
function mapWanted(query: Query, change: (leaf: Leaf) => Query): Query {
  if (query.kind === 'not') return query;
  if (query.kind === 'and' || query.kind === 'or') {
    return joined(
      query.kind,
      query.parts.map((part) => mapWanted(part, change)),
    );
  }
  return change(query);
}

/** Queries that match less. */
export function narrower(query: Query): Variant[] {
  const variants: Variant[] = [
    {
      query: mapWanted(query, (leaf) => (isTextLeaf(leaf) ? { ...leaf, title: true } : leaf)),
      change: 'only where the title says so',
    },
  ];
  if (query.kind === 'and') {
    const words = query.parts.filter(
      (part) => part.kind === 'words' && part.title !== true && stemsOf(part.text).length === 1,
    );
    const rest = query.parts.filter((part) => !words.includes(part));
    if (words.length > 1) {
      const text = words.map((part) => (part as Leaf).text).join(' ');
      const near: Query = { kind: 'near', text, within: NEAR_WORDS };
      variants.push({
        query: joined('and', [near, ...rest]),
        change: 'only where the words are near each other',
      });
    }
  }
  return different(query, variants);
}

/** Queries that match more. */
export function wider(query: Query): Variant[] {
  const variants: Variant[] = [];
  const near = mapWanted(query, (leaf) =>
    leaf.kind === 'words' && stemsOf(leaf.text).length > 1 ? { ...leaf, kind: 'near', within: NEAR_WORDS } : leaf,
  );
  variants.push({ query: near, change: 'the words near each other instead of in a row' });
  variants.push({ query: mapWanted(query, loosened), change: 'the words anywhere in the article, in any form' });
  if (query.kind === 'and') {
    for (const dropped of query.parts) {
      const parts = query.parts.filter((part) => part !== dropped);
      if (dropped.kind !== 'not') variants.push({ query: joined('and', parts), change: 'one part fewer' });
    }
  }
  return different(query, variants).slice(0, MAX_VARIANTS);
}

/** Those that are not the query itself, each once. */
function different(query: Query, variants: readonly Variant[]): Variant[] {
  const seen = new Set([printQuery(query)]);
  return variants.filter((variant) => {
    const printed = printQuery(variant.query);
    return !seen.has(printed) && seen.add(printed);
  });
}

function loosened(leaf: Leaf): Query {
  if (leaf.kind === 'mark' || leaf.kind === 'prefix') return leaf;
  const parts = leaf.text.split(/\s+/).filter((text) => stemsOf(text).length > 0);
  const words = parts.map((text): Query => ({ kind: 'words', text }));
  if (words.length === 0) return leaf;
  return joined('and', words);
}
