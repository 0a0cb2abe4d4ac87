/** Names that count as one, because the operator's list says so. */
import { wordsOf } from './analysis.ts';
import type { Leaf, Query } from './query.ts';

/** Each entry: names of one person, place or body. `["Taliban", "Islamic Emirate of Afghanistan"]`. */
export type AliasList = readonly (readonly string[])[];

const keyOf = (name: string): string =>
  wordsOf(name)
    .map((word) => word.norm)
    .join(' ');

/** The names that each name stands for, itself included. */
export function readAliases(list: AliasList): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, readonly string[]>();
  for (const names of list) for (const name of names) byName.set(keyOf(name), names);
  return byName;
}

/** "UN", "U.N.": in small letters another word, in French a common one. */
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}.]+$/u;

/** A leaf with another of the names; an acronym that nobody typed is found as it is written only. */
function namedOtherwise(leaf: Leaf & { readonly kind: 'words' | 'mark' }, text: string): Leaf {
  const isTyped = keyOf(leaf.text) === keyOf(text);
  return leaf.kind === 'words' && !isTyped && ACRONYM.test(text) ? { ...leaf, kind: 'exact', text } : { ...leaf, text };
}

/** The query with every listed name as "any of its names". Exact forms stay what they are. */
export function withAliases(query: Query, aliases: ReadonlyMap<string, readonly string[]>): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map((part) => withAliases(part, aliases)) };
    case 'not':
      return { kind: 'not', part: withAliases(query.part, aliases) };
    case 'words':
    case 'mark': {
      const names = aliases.get(keyOf(query.text));
      if (names === undefined) return query;
      return { kind: 'or', parts: names.map((text) => namedOtherwise(query, text)) };
    }
    default:
      return query;
  }
}
