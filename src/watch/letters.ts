/** How a written word is compared: what `text/` folds for Latin and Greek, and the letters of other scripts that are written in several ways. */
import { normalise } from '../text/words.ts';

const OUTSIDE_ASCII = /[^\0-\x7f]/;
/** Soft hyphens, joiners, marks of direction: they are not seen. */
const INVISIBLE = /\p{Cf}/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\uff07]/g;
/** Vowel signs of Arabic and Hebrew, which news leaves out or writes at will, and the stroke that only lengthens a word. */
const VOWEL_SIGNS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
const VARIANTS: Readonly<Record<string, string>> = {
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ё: 'е',
};
const VARIANT = /[آأإٱىیکё]/g;

/** A word as written, in one encoding: composed, apostrophes straight, without what can't be seen. */
export function asWritten(word: string): string {
  return OUTSIDE_ASCII.test(word) ? word.replace(INVISIBLE, '').normalize('NFC').replace(APOSTROPHES, "'") : word;
}

/** A word in lower case with its diacritics folded, as words are compared without regard to their form. */
export function folded(word: string): string {
  if (!OUTSIDE_ASCII.test(word)) return normalise(word);
  const norm = normalise(asWritten(word));
  return norm.replace(VOWEL_SIGNS, '').replace(VARIANT, (letter) => VARIANTS[letter] ?? letter);
}
