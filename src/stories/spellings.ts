/** Whether two names differ only in how somebody wrote them: transliteration, a slip, an initial. */
import { distance } from 'fastest-levenshtein';
import { comparableName, sameName } from '../text/names.ts';

/** Letters by which two spellings of one word may differ, as a share of the longer one. */
const MAX_SPELLING_DIFFERENCE = 0.3;

/** Sounds that languages without Latin letters are written down by in several ways. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/zh|dzh|dj|j/g, 'j'],
  [/kh|ch|h/g, 'h'],
  [/sch|sh|sz/g, 'x'],
  [/gh|g/g, 'g'],
  [/ph/g, 'f'],
  [/ts|tz|cz/g, 'c'],
  [/ck|q|k/g, 'k'],
  [/w|v/g, 'v'],
  [/[aeiouy]+/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * True for one name in two spellings, in full and in short, or with another first name ("Jim" is "James"): who shares a surname and
 * is to be compared at all is one person.
 */
export function areSpellings(a: string, b: string): boolean {
  if (sameName(a, b)) return true;
  const left = comparableName(a).split(' ');
  const right = comparableName(b).split(' ');
  if (isSpelling(left.at(-1)!, right.at(-1)!)) return true;
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  return shorter.every((word) => longer.some((other) => isSpelling(word, other)));
}

function isSpelling(a: string, b: string): boolean {
  if (a === b) return true;
  const longest = Math.max(a.length, b.length);
  if (longest < 4) return false;
  return distance(a, b) / longest <= MAX_SPELLING_DIFFERENCE || soundOf(a) === soundOf(b);
}

function soundOf(word: string): string {
  const first = word[0] ?? '';
  return SOUNDS.reduce((sound, [written, heard]) => sound.replace(written, heard), word) || first;
}
