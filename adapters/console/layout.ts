/** Words on a terminal: how wide they are, where lines break, and what never reaches it. */
import { stripVTControlCharacters } from 'node:util';

/** A run of text and how it is painted; the paint adds no width. */
export interface Run {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/**
 * One line of text without anything that a terminal would obey: escape sequences, control characters, direction overrides.
 * Line breaks and tabs become spaces.
 */
export function tidy(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Segmenting is slow, and most words need none. */
const PLAIN = /^[ -~]*$/;
const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

/** Columns that the text takes; East Asian characters and emoji take two. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** Lines of at most `columns`, broken between words; a word that is wider stays whole, so that an address can be copied. */
export function wrap(runs: readonly Run[], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let word = '';
  let width = 0;
  let space = false;
  const place = (): void => {
    if (word === '') return;
    const gap = space && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + width > columns) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += (used > 0 && gap > 0 ? ' ' : '') + word;
    used += (used > 0 ? gap : 0) + width;
    word = '';
    width = 0;
    space = false;
  };
  for (const { text, paint = (plain: string) => plain } of runs) {
    for (const part of text.split(/( +)/).filter((part) => part !== '')) {
      if (part.startsWith(' ')) {
        place();
        space = true;
      } else {
        word += paint(part);
        width += widthOf(part);
      }
    }
  }
  place();
  return line === '' ? lines : [...lines, line];
}
