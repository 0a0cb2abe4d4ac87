/** What Discord shows people in their own language. A language is added by one entry; what it has no words for stays English. */
import { Locale } from 'discord.js';

/** By locale, the words that differ from ours, by ours. */
const WORDS: Readonly<Partial<Record<Locale, Readonly<Record<string, string>>>>> = {
  [Locale.EnglishGB]: {},
  [Locale.EnglishUS]: {
    'Who recognised the Taliban first?': 'Who recognized the Taliban first?',
  },
};

/** The text in every language that we have, as Discord takes localisations. */
export function localised(text: string): Partial<Record<Locale, string>> {
  return Object.fromEntries(Object.entries(WORDS).map(([locale, words]) => [locale, words[text] ?? text]));
}
