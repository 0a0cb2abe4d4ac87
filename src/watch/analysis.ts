/**
 * An article as the matcher reads it. Words follow the analysis that Lucene's EnglishAnalyzer made the custom of media
 * monitoring: Unicode word boundaries, possessive dropped, lower case, 33 stop words that leave their place, stems.
 */
import { stem } from '../text/words.ts';
import { baseForm } from './inflection.ts';
import { asWritten, folded } from './letters.ts';
import { type Markable, marksOf } from './marks.ts';
import { nameRuns } from './name-runs.ts';
import { eachWord } from './segmentation.ts';

/** Forms of words that are remembered between articles; the oldest half is forgotten when the store is full. */
export const MAX_REMEMBERED_FORMS = 100_000;
/** Places left empty between title and text, in words: no phrase and no nearness reaches across. */
export const TITLE_GAP_WORDS = 100;

const COMMON = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to ' +
    'was will with'
  ).split(' '),
);

const LATIN = /\p{Script=Latin}/u;

/** As first words of a sentence these are as frequent as in its middle. */
const COMMON_STARTS = new Set(['A', 'The', 'In', 'It', 'But']);

/** Whether a word, written so, is in nearly every article. "IT" and "Will" are not. */
export const isEverywhere = (written: string): boolean => COMMON.has(written) || COMMON_STARTS.has(written);

/** The forms of one written word. Shared between articles: never to be changed. */
export interface Word {
  /** As written, apostrophes straight, letters composed, without what can't be seen. */
  readonly text: string;
  /** Length in the article, in UTF-16 units. */
  readonly length: number;
  /** The same without a possessive 's. */
  readonly plain: string;
  /** Lower case, possessive and diacritics dropped. */
  readonly norm: string;
  /** What words are compared by; empty for one of the 33 that are too common. */
  readonly stem: string;
}

export interface AnalysedArticle {
  readonly title: string;
  readonly text: string;
  /** The title's words, `TITLE_GAP_WORDS` empty places, the text's words. Without a title, the text's words alone. */
  readonly words: readonly (Word | undefined)[];
  /** Where each word starts, in UTF-16 units of the title or the text. */
  readonly starts: Int32Array;
  readonly titleWords: number;
  /** What is not in the words: outlet, language, tags, persons, places, organisations. */
  readonly marks: readonly string[];
  /** What the marks were made from, as it was given: for showing. */
  readonly given: Markable;
}

export interface ArticleToAnalyse extends Markable {
  readonly title?: string;
  readonly text: string;
}

let recent = new Map<string, Word>();
let older = new Map<string, Word>();

/** A copy that does not keep the article that it was cut from in memory. */
const detach = (slice: string): string => (slice.length < 13 ? slice : ` ${slice}`.slice(1));

function formsOf(written: string): Word {
  const text = asWritten(written);
  const norm = folded(text);
  return {
    text,
    length: written.length,
    plain: text.replace(/'[sS]$/, ''),
    norm,
    stem: COMMON.has(norm) ? '' : stem(baseForm(norm, text) ?? (LATIN.test(text) ? text : norm)),
  };
}

/** The forms of one written word. */
function wordOf(written: string): Word {
  const known = recent.get(written);
  if (known !== undefined) return known;
  const key = detach(written);
  const word = older.get(key) ?? formsOf(key);
  if (recent.size >= MAX_REMEMBERED_FORMS / 2) {
    older = recent;
    recent = new Map();
  }
  recent.set(key, word);
  return word;
}

/** The words of a short text, in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  eachWord(text, (start, end) => words.push(wordOf(text.slice(start, end))));
  return words;
}

/** Reads an article once, for any number of watchlists. About 0.1 ms for a news article. */
export function analyseArticle(article: ArticleToAnalyse): AnalysedArticle {
  const title = article.title ?? '';
  const words: (Word | undefined)[] = [];
  const starts: number[] = [];
  const read = (text: string): void =>
    eachWord(text, (start, end) => {
      words.push(wordOf(text.slice(start, end)));
      starts.push(start);
    });
  read(title);
  const titleWords = words.length;
  if (titleWords > 0) {
    for (let n = 0; n < TITLE_GAP_WORDS; n += 1) {
      words.push(undefined);
      starts.push(0);
    }
  }
  read(article.text);
  const written = { title, text: article.text, words, starts: Int32Array.from(starts), titleWords };
  const marks = marksOf(article, article.names === undefined ? undefined : nameRuns(written));
  return { ...written, marks, given: article };
}

/** The words from place `from` to place `to` (excluded) as the article writes them, with what stands between them. */
export function excerpt(article: AnalysedArticle, from: number, to: number): string {
  const text = from < article.titleWords ? article.title : article.text;
  const last = article.words[to - 1];
  return last === undefined ? '' : text.slice(article.starts[from]!, article.starts[to - 1]! + last.length);
}
