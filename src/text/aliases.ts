/** Which names mean one thing: surnames, short forms, acronyms, spellings. */
import { remembering } from './memory.ts';
import { COURTESY, PARTICLES } from './namewords.ts';
import { normalise } from './words.ts';

/** Names whose comparable form is remembered. */
const MAX_COMPARABLE_REMEMBERED = 20_000;

/** A name as it is compared: lower case, diacritics, titles, particles and punctuation folded. */
export const comparableName: (name: string) => string = remembering(MAX_COMPARABLE_REMEMBERED, (name) => {
  const parts = name
    .slice(0, 200)
    .split(/[\s\u00a0\u2010-\u2015-]+/)
    .map((part) => foldSpellings(normalise(part).replace(/[^\p{L}\p{N}]/gu, '')))
    .filter((part) => part !== '');
  const kept = parts.filter((part, index) => !isDecoration(part, index, parts.length));
  return (kept.length > 0 ? kept : parts).join(' ');
});

function isDecoration(part: string, index: number, count: number): boolean {
  if (count === 1) return false;
  if (part === 'the' || PARTICLES.has(part)) return true;
  return COURTESY.has(part) && (index === 0 || index === count - 1);
}

/** The commonest name on earth has a dozen spellings in Latin letters. */
function foldSpellings(part: string): string {
  return /^m[ou]ham+[ae]d$/.test(part) ? 'mohammed' : part;
}

/** Whether two names can mean one: equal when compared, or one is the other's surname, acronym or shorter form. */
export function sameName(a: string, b: string): boolean {
  const left = comparableName(a);
  const right = comparableName(b);
  if (left === '' || right === '') return false;
  return (
    left === right || isShortFor(left, right) || isShortFor(right, left) || isAcronymFor(a, b) || isAcronymFor(b, a)
  );
}

/** Same surname, and every other word of the shorter is in the longer, if only as an initial. */
export function isShortFor(short: string, long: string): boolean {
  const words = long.split(' ');
  const parts = short.split(' ');
  if (parts.length > words.length || short === long || words.at(-1) !== parts.at(-1)) return false;
  return parts.every(
    (part) => words.includes(part) || (part.length === 1 && words.some((word) => word.startsWith(part))),
  );
}

const SMALL_WORD = /^(?:of|the|for|and|on|in|de|la|du|des)$/i;

function isAcronymFor(short: string, long: string): boolean {
  const letters = short.replaceAll('.', '');
  if (!/^\p{Lu}{2,8}$/u.test(letters)) return false;
  return letters === initialsOf(long);
}

function initialsOf(name: string): string {
  return name
    .split(/[\s-]+/)
    .filter((word) => !SMALL_WORD.test(word))
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

/** Whether an acronym in brackets behind a name can be that name's: their first letters agree, or most of the initials occur. */
export function canAbbreviate(short: string, long: string): boolean {
  const letters = short.replace(/[^\p{L}]/gu, '').toUpperCase();
  const initials = initialsOf(long);
  if (initials[0] === letters[0]) return true;
  return [...initials].filter((initial) => letters.includes(initial)).length >= letters.length - 1;
}
