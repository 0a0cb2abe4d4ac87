/** Misspelt words of a question, put right with the words that the found articles use. */
import { distance } from 'fastest-levenshtein';
import type { Reading } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import type { QueryTerm } from './terms.ts';
import { QUESTION_PADDING } from './word-classes.ts';

/** Shorter words have too many neighbours to be corrected. */
export const MIN_CORRECTED_CHARS = 5;
/** Words of the articles that a misspelt one is held against. */
export const MAX_VOCABULARY = 20_000;

/** Letters that two forms of one word share at least. */
const ROOT = 4;

const allowed = (word: string): number => (word.length >= 10 ? 2 : 1);

/** For each word that no article has, the commonest word of the readings that is a slip of the finger away. */
export function correctTypos(terms: readonly QueryTerm[], readings: readonly Reading[]): ReadonlyMap<string, string> {
  const unknown = terms.filter(
    (term) =>
      term.articles === 0 &&
      term.kind !== 'number' &&
      term.country === undefined &&
      !QUESTION_PADDING.has(term.norm) &&
      term.norm.length >= MIN_CORRECTED_CHARS,
  );
  if (unknown.length === 0) return new Map();
  const vocabulary = vocabularyOf(readings);
  const stems = new Set([...vocabulary.keys()].map((word) => stem(word)));
  const corrected = new Map<string, string>();
  for (const term of unknown) {
    // "advise" where the articles say "advice": a form of the word, not a slip.
    if ([...term.forms.keys()].some((form) => form.slice(0, ROOT) === term.stem.slice(0, ROOT) && stems.has(form)))
      continue;
    let best: { readonly word: string; readonly cost: number; readonly count: number } | undefined;
    for (const [word, count] of vocabulary) {
      // A slip seldom hits the first letter, and names that differ there are different names.
      if (word[0] !== term.norm[0]) continue;
      if (Math.abs(word.length - term.norm.length) > 2 || word.length < MIN_CORRECTED_CHARS - 1) continue;
      const cost = isSwap(word, term.norm) ? 1 : distance(word, term.norm);
      if (cost > allowed(term.norm)) continue;
      if (best === undefined || cost < best.cost || (cost === best.cost && count > best.count))
        best = { word, cost, count };
    }
    if (best !== undefined) corrected.set(term.text, best.word);
  }
  return corrected;
}

function vocabularyOf(readings: readonly Reading[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reading of readings) {
    for (const sentence of reading.sentences) {
      for (const token of sentence.tokens) {
        if (counts.size >= MAX_VOCABULARY) return counts;
        counts.set(token.norm, (counts.get(token.norm) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** "frist" for "first": two neighbouring letters changed places. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
