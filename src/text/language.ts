/** The language that a text is written in. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { eld as Eld } from 'eld/extrasmall';
import type { LanguageCode } from '../model.ts';

/** No more than this is looked at: a language shows at once. */
export const MAX_LANGUAGE_CHARS = 1000;
/** Fewer letters than this say nothing certain in a script that many languages share. */
export const MIN_LANGUAGE_LETTERS = 12;

/** Scripts that (nearly) one language of the news uses. */
const SCRIPTS: readonly (readonly [RegExp, LanguageCode])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Lao}/gu, 'lo'],
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Ethiopic}/gu, 'am'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Kannada}/gu, 'kn'],
  [/\p{Script=Malayalam}/gu, 'ml'],
  [/\p{Script=Sinhala}/gu, 'si'],
];

/** Words that together are English and nothing else. */
const ENGLISH_WORDS =
  /\b(?:the|and|of|to|that|with|was|were|has|have|for|from|their|which|after|who|said|by|is|are|will)\b/gi;

const require = createRequire(import.meta.url);
let detector: typeof Eld | undefined;

/** Its tables take 13 MB: loaded with the first text that is not plainly English. */
function detectorOfLanguages(): typeof Eld {
  if (detector !== undefined) return detector;
  const tables = detectorTables();
  if (tables !== undefined) shareAlike(tables);
  detector = (require(fileURLToPath(import.meta.resolve('eld/extrasmall'))) as { eld: typeof Eld }).eld;
  return detector;
}

/**
 * The tables that the detector is about to read, by n-gram. They stand in a file that eld does not export: undefined where another
 * version keeps them elsewhere, which costs memory and nothing else.
 */
export function detectorTables(): Record<string, object> | undefined {
  try {
    const file = new URL('../ngrams/extrasmall.js', import.meta.resolve('eld/extrasmall'));
    return (require(fileURLToPath(file)) as { ngramsData?: { ngrams?: Record<string, object> } }).ngramsData?.ngrams;
  } catch {
    // not where it was
    return undefined;
  }
}

/** Three of four of its 50,000 tables of scores say the same as another: each is kept once, and half of the memory is saved. */
function shareAlike(tables: Record<string, object>): void {
  const kept = new Map<string, object>();
  for (const [ngram, table] of Object.entries(tables)) {
    const written = JSON.stringify(table);
    const same = kept.get(written) ?? (JSON.parse(written) as object);
    kept.set(written, same);
    tables[ngram] = same;
  }
}

/** ISO 639-1 code of the text's language, `und` where it can't be told. Looks at the first 1000 characters. */
export function detectLanguage(text: string): LanguageCode {
  const sample = text.slice(0, MAX_LANGUAGE_CHARS);
  if (/[^\0-\u024f\u2000-\u2bff]/.test(sample)) {
    const letters = sample.match(/\p{L}/gu)?.length ?? 0;
    for (const [script, lang] of SCRIPTS) {
      const count = sample.match(script)?.length ?? 0;
      // Japanese mixes kana with Han: a fifth in kana is enough, where other scripts need nearly half.
      if (count > 0 && count >= letters * (lang === 'ja' ? 0.15 : 0.45)) return lang;
    }
  }
  const words = sample.match(/\p{L}+/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (letters < MIN_LANGUAGE_LETTERS) return 'und';
  const english = sample.match(ENGLISH_WORDS)?.length ?? 0;
  if (english >= 4 && english >= words.length * 0.2) return 'en';
  const guess = detectorOfLanguages().detect(sample);
  return guess.language !== '' && guess.isReliable() ? guess.language : 'und';
}
