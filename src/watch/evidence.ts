/** How an archive is searched for the articles that a query could match, so that a look back need not read all of it. */
import { stem } from '../text/words.ts';
import { wordsOf } from './analysis.ts';
import { irregularFamily } from './inflection.ts';
import { nameWords } from './marks.ts';
import type { Leaf, Query } from './query.ts';

/** More words than this are not worth a search: the articles are read one by one. */
export const MAX_EVIDENCE_WORDS = 64;
/** A longer word is cut by the search, and then finds nothing. */
export const MAX_EVIDENCE_CHARS = 64;

/** How many articles have a word; about, as this only chooses between words that all would do. */
export type Frequency = (word: string) => number;

/** Scripts whose words an index of space-separated words can't tell apart. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Letters that the index folds in its own way: a word of plain letters is found by every spelling, others only by chance. */
const INDEXED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{Mn}'’.]+$/u;

const isIndexed = (word: string): boolean =>
  word.length <= MAX_EVIDENCE_CHARS && INDEXED.test(word) && !UNSPACED.test(word);

const ACRONYM = /^[a-z]{2,5}$/;

/** Endings that British and American spelling write in two ways. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/is(?=e|ing|ation|able)/, 'iz'],
  [/iz(?=e|ing|ation|able)/, 'is'],
  [/ys(?=e|ing)/, 'yz'],
  [/yz(?=e|ing)/, 'ys'],
  [/our/, 'or'],
  [/or/, 'our'],
  [/([bt])re/, '$1er'],
  [/([bt])er/, '$1re'],
  [/ogue/, 'og'],
  [/og/, 'ogue'],
  [/gramme/, 'gram'],
  [/gram/, 'gramme'],
  [/ence/, 'ense'],
  [/ense/, 'ence'],
  [/[ao]e/, 'e'],
  [/e/, 'ae'],
  [/e/, 'oe'],
];

/** The words by which an index that knows only regular inflection finds every form of a word. */
export function formsToSearch(norm: string): string[] {
  const forms = new Set<string>();
  for (const form of irregularFamily(norm)) {
    forms.add(form);
    for (const [from, to] of SPELLINGS) {
      const other = form.replace(from, to);
      if (other !== form && stem(other) === stem(form)) forms.add(other);
    }
  }
  // "U.S." is the word "us" to us, and two words to the index.
  if (ACRONYM.test(norm)) forms.add([...norm].join('.'));
  return [...forms];
}

/** Sets of words; of any one set, an article that satisfies the leaf has a word at least. */
function alternatives(leaf: Leaf): string[][] {
  if (leaf.kind === 'prefix') return [];
  if (leaf.kind === 'mark') {
    if (leaf.field === 'source' || leaf.field === 'lang' || leaf.field === 'tag') return [];
    const words = nameWords(leaf.field, leaf.text);
    // A person can be meant by the surname alone.
    const needed = leaf.field === 'person' ? words.slice(-1) : words;
    return needed.filter(isIndexed).map((word) => [word]);
  }
  return wordsOf(leaf.text)
    .filter((word) => word.stem !== '' && isIndexed(word.norm))
    .map((word) => [...new Set([...formsToSearch(word.norm), word.text.toLowerCase()])]);
}

const byRarity = (sets: readonly (readonly string[])[], frequency: Frequency): (readonly string[])[] => {
  const cost = (set: readonly string[]): number => set.reduce((sum, word) => sum + frequency(word), 0);
  return sets.toSorted((a, b) => cost(a) - cost(b));
};

/**
 * Sets of words, of each of which every matching article holds at least one word, to be given to `SearchIndex.search`, the
 * rarest set first; none where the index can't narrow it down (`source:`, `prefix*`).
 */
export function evidenceOf(query: Query, frequency: Frequency = () => 1): readonly (readonly string[])[] {
  switch (query.kind) {
    case 'not':
      return [];
    case 'and':
      return byRarity(
        query.parts.flatMap((part) => evidenceOf(part, frequency)),
        frequency,
      );
    case 'or': {
      const rarest = query.parts.map((part) => evidenceOf(part, frequency)[0]);
      const all = rarest.every((set) => set !== undefined) ? [...new Set(rarest.flat())] : [];
      return all.length > 0 && all.length <= MAX_EVIDENCE_WORDS ? [all] : [];
    }
    default:
      return byRarity(alternatives(query), frequency);
  }
}

/** Every word that evidence could be chosen from, for their frequencies to be asked for at once. */
export function evidenceWords(query: Query): string[] {
  if (query.kind === 'not') return [];
  if (query.kind === 'and' || query.kind === 'or') return query.parts.flatMap(evidenceWords);
  return alternatives(query).flat();
}
