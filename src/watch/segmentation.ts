/**
 * Where the words of a text are: Unicode Standard Annex #29, "Word Boundaries", as search engines apply it. Runs of letters
 * and digits are words, with the points, apostrophes and commas inside them; an ideograph or a hiragana is a word alone;
 * katakana makes one word a run; a run of the scripts that write no spaces (Thai, Lao, Khmer, Burmese) is divided by dictionary.
 */

/** A longer run is cut, as nobody writes such a word and nobody watches for one. In UTF-16 units. */
export const MAX_WORD_CHARS = 255;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const CONNECTOR = 3;
const MID_LETTER = 4;
const MID_NUMBER = 5;
const MID_BOTH = 6;
const EXTEND = 7;
const ALONE = 8;
const KATAKANA = 9;
const UNSPACED = 10;
const UNKNOWN = 255;

const MID_LETTERS = ':\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a';
const MID_NUMBERS = ',;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b';
const MID_BOTHS = ".'\u2018\u2019\u2024\ufe52\uff07\uff0e";

function classify(char: string): number {
  if (MID_LETTERS.includes(char)) return MID_LETTER;
  if (MID_NUMBERS.includes(char)) return MID_NUMBER;
  if (MID_BOTHS.includes(char)) return MID_BOTH;
  if (char === '\u200b') return OTHER;
  if (/[\p{M}\p{Cf}]/u.test(char)) return EXTEND;
  if (/\p{Nd}/u.test(char)) return DIGIT;
  if (/\p{Pc}|\u202f/u.test(char)) return CONNECTOR;
  if (/[\p{Ideographic}\p{Script=Hiragana}]/u.test(char)) return ALONE;
  if (/\p{Script=Katakana}|[\u3031-\u3035\u309b\u309c\u30fc\uff70]/u.test(char)) return KATAKANA;
  if (/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(char)) return UNSPACED;
  return /\p{Alphabetic}/u.test(char) ? LETTER : OTHER;
}

/** Class of every UTF-16 unit, filled in as units are met. Surrogates are looked up by code point, outside the table. */
const classes = new Uint8Array(0x10000).fill(UNKNOWN);

function classAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  const known = classes[unit]!;
  if (known !== UNKNOWN) return known;
  if (unit >= 0xd800 && unit <= 0xdbff) return classify(String.fromCodePoint(text.codePointAt(index)!));
  if (unit >= 0xdc00 && unit <= 0xdfff) return EXTEND;
  const found = classify(text[index]!);
  classes[unit] = found;
  return found;
}

/** Whether a character of class `next` carries on a word whose last character is of class `last`. */
function carriesOn(last: number, next: number): boolean {
  if (next === CONNECTOR) return last !== UNSPACED;
  if (next === KATAKANA) return last === KATAKANA || last === CONNECTOR;
  if (next === UNSPACED) return last === UNSPACED;
  if (next !== LETTER && next !== DIGIT) return false;
  return last === LETTER || last === DIGIT || last === CONNECTOR;
}

/** Index after the point or apostrophe at `at` where it stands inside a word or a number, else `at`. */
function bridge(text: string, at: number, last: number, mid: number): number {
  const wanted = last === LETTER && mid !== MID_NUMBER ? LETTER : last === DIGIT && mid !== MID_LETTER ? DIGIT : OTHER;
  if (wanted === OTHER) return at;
  let after = at + 1;
  while (after < text.length && classAt(text, after) === EXTEND) after += 1;
  return after < text.length && classAt(text, after) === wanted ? after : at;
}

function endOfWord(text: string, start: number, first: number): number {
  const limit = Math.min(text.length, start + MAX_WORD_CHARS);
  let last = first;
  let index = start + 1;
  while (index < limit) {
    const next = classAt(text, index);
    if (next === EXTEND) index += 1;
    else if (first === ALONE) break;
    else if (carriesOn(last, next)) {
      last = next;
      index += 1;
    } else if (next === MID_BOTH || next === MID_LETTER || next === MID_NUMBER) {
      const after = bridge(text, index, last, next);
      if (after === index) break;
      index = after;
    } else break;
  }
  return Math.min(index, limit);
}

let dictionary: Intl.Segmenter | undefined;

/** The words of a run without spaces. */
function divide(text: string, start: number, end: number, take: (start: number, end: number) => void): void {
  // The language makes no difference: each of the scripts has one dictionary.
  dictionary ??= new Intl.Segmenter('th', { granularity: 'word' });
  for (const { segment, index, isWordLike } of dictionary.segment(text.slice(start, end))) {
    if (isWordLike !== false) take(start + index, start + index + segment.length);
  }
}

/** Calls `take` with the start and end of every word, in order. Offsets are UTF-16 units. */
export function eachWord(text: string, take: (start: number, end: number) => void): void {
  let index = 0;
  while (index < text.length) {
    const first = classAt(text, index);
    if (first === LETTER || first === DIGIT || first >= ALONE || first === CONNECTOR) {
      const end = endOfWord(text, index, first);
      if (first === UNSPACED) divide(text, index, end, take);
      else if (first !== CONNECTOR || /[\p{L}\p{N}]/u.test(text.slice(index, end))) take(index, end);
      index = end;
    } else index += 1;
  }
}
