/** Words: how they are found in a text, and the forms in which they are compared. */
import { stemmer } from 'stemmer';
import type { LanguageCode } from '../model.ts';
import { remembering } from './memory.ts';
import type { Token } from './reading.ts';
import { foldSpelling } from './spelling.ts';
import { stopWordsOf } from './stopwords.ts';

/** Words whose forms are remembered. */
const MAX_WORDS_REMEMBERED = 50_000;
/** A longer run of letters is cut into several tokens: no language writes such a word, and the stemmer is not linear. */
export const MAX_TOKEN_CHARS = 64;

/** Stems that Porter's rules get wrong for the news, each with its forms: irregular plurals, and words that would fall together. */
const IRREGULAR_STEMS: ReadonlyMap<string, string> = new Map(
  `die: die dies died dying
  lie: lie lies lied lying
  tie: tie ties tied tying
  man: men
  woman: women
  child: children
  foot: feet
  tooth: teeth
  policeman: policemen
  gunman: gunmen
  spokesman: spokesmen
  serviceman: servicemen
  businessman: businessmen
  fireman: firemen
  news: news
  us: us
  use: use uses used using user users
  general: general generals
  generation: generation generations
  university: university universities
  organs: organ organs
  community: community communities
  communist: communism communist communists
  important: important
  executive: executive executives
  positive: positive
  authority: authority authorities
  international: international
  units: unit units`
    .split('\n')
    .flatMap((line) => {
      const [kept = '', forms = ''] = line.trim().split(': ');
      return forms.split(' ').map((form): [string, string] => [form, kept]);
    }),
);

const APOSTROPHES = /[\u2018\u2019\u02bc\uff07\u0060\u00b4]/g;
const LETTERS_OUTSIDE_ASCII = /[^\0-\x7f]/;
const MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
};
const LIGATURE = /[ßøæœłđðþıħ]/g;
const DOTTED = /^\p{L}(?:\.\p{L})+\.?$/u;
const PLAIN_WORD = /^[a-z]+$/;

function foldLetters(word: string): string {
  const straight = word.replace(APOSTROPHES, "'");
  if (!LETTERS_OUTSIDE_ASCII.test(straight)) return straight;
  const plain = straight.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '');
  return plain.replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter).normalize('NFC');
}

/** Lower case, possessive dropped, diacritics of Latin and Greek folded, `U.S.` as `us`, apostrophes straight. */
export function normalise(word: string): string {
  let norm = word.toLowerCase();
  if (PLAIN_WORD.test(norm)) return norm;
  if (LETTERS_OUTSIDE_ASCII.test(norm)) norm = foldLetters(norm);
  if (norm.includes("'")) norm = norm.replace(/(?<=.{2})'s$|(?<=s)'$|^'+|'+$/g, '');
  if (norm.includes('.') && DOTTED.test(norm)) norm = norm.replaceAll('.', '');
  return norm;
}

function stemNorm(norm: string): string {
  const irregular = IRREGULAR_STEMS.get(norm);
  if (irregular !== undefined) return irregular;
  if (!PLAIN_WORD.test(norm) || norm.length > MAX_TOKEN_CHARS) return norm;
  return stemmer(foldSpelling(norm));
}

interface WordForms {
  readonly norm: string;
  readonly stem: string;
  readonly stop: boolean;
}

const englishForms = remembering(MAX_WORDS_REMEMBERED, (word): WordForms => {
  const norm = normalise(word);
  return { norm, stem: stemNorm(norm), stop: isStopForm(word, norm, 'en') };
});

/** Acronyms that in small letters are stop words. */
const ACRONYM = /^(?:US|U\.S\.?|WHO|IT)(?:['\u2019]s)?$/;

function isStopForm(word: string, norm: string, lang: LanguageCode): boolean {
  return stopWordsOf(lang, normalise).has(norm) && !ACRONYM.test(word);
}

/** Porter stem (M. F. Porter, "An algorithm for suffix stripping", 1980) with British and American spelling as one. */
export function stem(word: string): string {
  return englishForms(word).stem;
}

/** Whether a word is too common to tell anything. English unless told otherwise. */
export function isStopWord(word: string, lang: LanguageCode = 'en'): boolean {
  return stopWordsOf(lang, normalise).has(normalise(word));
}

/** Scripts that write without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Words with inner apostrophes, numbers with separators, dotted acronyms. */
const WORD =
  /\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])\.?|\p{N}+(?:[.,]\p{N}+)*[\p{L}\p{N}\p{M}]*|[\p{L}\p{M}\p{N}]+(?:['\u2019\u02bc](?=\p{L})[\p{L}\p{M}\p{N}]+)*/gu;

const segmenters = new Map<LanguageCode, Intl.Segmenter>();

function segmenterOf(lang: LanguageCode): Intl.Segmenter {
  const code = lang === 'und' ? 'en' : lang;
  let segmenter = segmenters.get(code);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(code, { granularity: 'word' });
    segmenters.set(code, segmenter);
  }
  return segmenter;
}

function tokenOf(text: string, start: number, lang: LanguageCode): Token {
  const end = start + text.length;
  if (lang === 'en' || lang === 'und') {
    const { norm, stem, stop } = englishForms(text);
    return { text, norm, stem, start, end, stop };
  }
  const norm = normalise(text);
  return { text, norm, stem: norm, start, end, stop: isStopForm(text, norm, lang) };
}

/** The words of a text in order; offsets are counted from `base`. */
export function tokenise(text: string, lang: LanguageCode = 'en', base = 0): Token[] {
  const tokens: Token[] = [];
  const unspaced = LETTERS_OUTSIDE_ASCII.test(text) && UNSPACED.test(text);
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const start = base + match.index;
    if (unspaced && UNSPACED.test(word)) {
      for (const part of segmenterOf(lang).segment(word)) {
        if (part.isWordLike !== false) pushToken(tokens, part.segment, start + part.index, lang);
      }
    } else {
      pushToken(tokens, word, start, lang);
    }
  }
  return tokens;
}

function pushToken(tokens: Token[], word: string, start: number, lang: LanguageCode): void {
  if (word.length <= MAX_TOKEN_CHARS) {
    tokens.push(tokenOf(word, start, lang));
    return;
  }
  for (let at = 0; at < word.length; ) {
    let end = Math.min(at + MAX_TOKEN_CHARS, word.length);
    const code = word.charCodeAt(end - 1);
    if (end < word.length && code >= 0xd800 && code < 0xdc00) end += 1;
    tokens.push(tokenOf(word.slice(at, end), start + at, lang));
    at = end;
  }
}
