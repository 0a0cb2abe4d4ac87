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

/** True for one name in two spellings, or in full and in short: "Mottaki" and "Muttaqi", "Jo Lund" and "Johanna Lund". */
export function areSpellings(a: string, b: string): boolean {
  if (sameName(a, b)) return true;
  const left = comparableName(a).split(' ');
  const right = comparableName(b).split(' ');
  const [shorter, longer] = left.length <= right.length ? [left, right] : [right, left];
  const surnames = isSpelling(shorter.at(-1)!, longer.at(-1)!);
  if (!surnames) return shorter.every((word) => longer.some((other) => isSpelling(word, other)));
  return shorter.slice(0, -1).every((word) => longer.some((other) => isSpelling(word, other) || isBeginning(word, other)));
}

function isSpelling(a: string, b: string): boolean {
  if (a === b) return true;
  const longest = Math.max(a.length, b.length);
  if (longest < 4) return false;
  return distance(a, b) / longest <= MAX_SPELLING_DIFFERENCE || soundOf(a) === soundOf(b);
}

function isBeginning(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

function soundOf(word: string): string {
  const first = word[0] ?? '';
  return SOUNDS.reduce((sound, [written, heard]) => sound.replace(written, heard), word) || first;
}
