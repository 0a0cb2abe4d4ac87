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

/** What a query asks for, leaf by leaf; not what it excludes. */
export function leavesWanted(query: Query): Leaf[] {
  if (query.kind === 'not') return [];
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(leavesWanted) : [query];
}

/** The query with another word in place of one that it asks for. */
export const correctedLeaves = (query: Query, wrong: string, right: string): Query =>
  mapWanted(query, (leaf) => ({ ...leaf, text: leaf.text.replaceAll(wrong, right) }));

/** The query where a word is there too, and where it is not. */
export function dividing(query: Query, word: string): Variant[] {
  const part: Query = { kind: 'words', text: word };
  return [
    { query: joined('and', [query, part]), change: `only with “${word}”` },
    { query: joined('and', [query, { kind: 'not', part }]), change: `only without “${word}”` },
  ];
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
  const anywhere = mapWanted(query, (leaf) => (isTextLeaf(leaf) ? withoutTitle(leaf) : leaf));
  variants.push({ query: anywhere, change: 'not only in the title' });
  variants.push({ query: mapWanted(query, unmarked), change: 'the name as words, anywhere in the article' });
  variants.push({ query: mapWanted(query, loosened), change: 'the words anywhere in the article, in any form' });
  if (query.kind === 'and') {
    for (const dropped of query.parts) {
      const parts = query.parts.filter((part) => part !== dropped);
      variants.push({ query: joined('and', parts), change: `without ${printQuery(dropped)}` });
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

function withoutTitle({ title: _, ...leaf }: Exclude<Leaf, { kind: 'mark' }>): Leaf {
  return leaf as Leaf;
}

function unmarked(leaf: Leaf): Query {
  if (leaf.kind !== 'mark' || leaf.field === 'lang' || stemsOf(leaf.text).length === 0) return leaf;
  return { kind: 'words', text: leaf.text };
}

function loosened(leaf: Leaf): Query {
  if (leaf.kind === 'mark' || leaf.kind === 'prefix') return leaf;
  const parts = leaf.text.split(/\s+/).filter((text) => stemsOf(text).length > 0);
  const words = parts.map((text): Query => ({ kind: 'words', text }));
  if (words.length === 0) return leaf;
  return joined('and', words);
}
