/** How an archive is searched for the articles that a query could match, so that a look back need not read all of it. */
import { wordsOf } from './analysis.ts';
import type { Leaf, Query } from './query.ts';

/** More words than this are not worth a search: the articles are read one by one. */
export const MAX_EVIDENCE_WORDS = 64;

function longestWord(leaf: Leaf): string | undefined {
  if (leaf.kind === 'prefix' || (leaf.kind === 'mark' && !['person', 'place', 'org'].includes(leaf.field)))
    return undefined;
  const words = wordsOf(leaf.text).filter((word) => leaf.kind === 'mark' || word.stem !== '');
  if (leaf.kind === 'mark') return words.at(-1)?.plain;
  return words.reduce<string | undefined>(
    (best, word) => (word.plain.length > (best?.length ?? 0) ? word.plain : best),
    undefined,
  );
}

/**
 * Words of which every matching article holds at least one, to be given to `SearchIndex.search`; undefined where the index can't
 * narrow it down (`source:`, `prefix*`).
 */
export function evidenceOf(query: Query): readonly string[] | undefined {
  switch (query.kind) {
    case 'not':
      return undefined;
    case 'and': {
      const known = query.parts.map(evidenceOf).filter((words) => words !== undefined);
      return known.sort((a, b) => a.length - b.length)[0];
    }
    case 'or': {
      const words = query.parts.map(evidenceOf);
      const all = words.every((some) => some !== undefined) ? [...new Set(words.flat())] : [];
      return all.length > 0 && all.length <= MAX_EVIDENCE_WORDS ? all : undefined;
    }
    default: {
      const word = longestWord(query);
      return word === undefined ? undefined : [word];
    }
  }
}
