/** Countries: by name, people, capital or the building that stands for the government. */
import type { Countries } from 'world-countries';
import gazetteer from 'world-countries/countries.json' with { type: 'json' };
import { classifyRun } from './lexicon.ts';
import { normalise } from './words.ts';

export interface CountryMention {
  /** The common name, "Russia". */
  readonly country: string;
  readonly start: number;
  readonly end: number;
}

/** Names of countries that the gazetteer lacks, in comparable form. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'United States': 'us, usa, united states of america, america',
  'United Kingdom': 'uk, britain, great britain',
  'United Arab Emirates': 'uae, emirates',
  Russia: 'russian federation',
  Netherlands: 'holland',
  'Ivory Coast': 'ivory coast, cote d ivoire',
  Myanmar: 'burma',
  'DR Congo': 'drc, dr congo, democratic republic of congo, democratic republic of the congo',
  Eswatini: 'swaziland',
  'Timor-Leste': 'east timor',
  Czechia: 'czech republic',
  Türkiye: 'turkey, turkiye',
  'North Korea': 'dprk',
  China: 'prc, mainland china',
  Afghanistan: 'islamic emirate of afghanistan',
  'Vatican City': 'vatican, holy see',
  'North Macedonia': 'macedonia',
  'Bosnia and Herzegovina': 'bosnia',
};

/** Peoples whose usual English name the gazetteer lacks. */
const OTHER_PEOPLES: Readonly<Record<string, string>> = {
  'United Kingdom': 'briton, britons, scottish, welsh, scots',
  'United Arab Emirates': 'emirati, emiratis',
  'Saudi Arabia': 'saudi, saudis',
  Afghanistan: 'afghan, afghans',
  Myanmar: 'burmese',
  Palestine: 'palestinian, palestinians',
  Denmark: 'dane, danes',
  Netherlands: 'dutch',
  Spain: 'spaniard, spaniards',
  Sweden: 'swede, swedes',
  Poland: 'poles',
  Türkiye: 'turk, turks',
  Finland: 'finn, finns',
  Serbia: 'serb, serbs',
  Croatia: 'croat, croats',
  Philippines: 'filipino, filipinos',
  Thailand: 'thai, thais',
  Russia: 'soviet, soviets',
  'Bosnia and Herzegovina': 'bosnian, bosnians',
  Israel: 'israelis',
};

/** Cities, buildings and predecessors that stand for a country's government in the news. */
const METONYMS: Readonly<Record<string, string>> = {
  Russia: 'kremlin, ussr, soviet union',
  'United States': 'white house, pentagon, capitol hill, washington, washington dc',
  'United Kingdom': 'downing street, westminster, england, scotland, wales, northern ireland',
  France: 'elysee palace, elysee',
  Germany: 'bundestag',
  Israel: 'knesset, tel aviv',
  Netherlands: 'the hague, hague',
  China: 'zhongnanhai',
  Ukraine: 'kiev, kyiv',
  Myanmar: 'rangoon',
  Palestine: 'gaza, west bank, gaza strip',
};

/** Capitals that are far more often something else. */
const AMBIGUOUS_CAPITALS =
  /^(?:georgetown|victoria|san jose|kingston|hamilton|stanley|basseterre|male|the valley|roseau|valletta|sucre|moroni)$/;

/** Countries and capitals that are people's names too: beside another capitalised word they are not counted. */
const ALSO_PEOPLE =
  /^(?:jordan|chad|georgia|israel|washington|paris|london|lima|santiago|india|kenya|holland|england|ireland|america|soviet|bern)$/;

interface Index {
  readonly countries: ReadonlyMap<string, string>;
  /** The forms that are the country's own name, not its people, capital or government. */
  readonly names: ReadonlySet<string>;
  readonly demonyms: ReadonlySet<string>;
  /** The first words of all forms: most capitalised words are told by them at once. */
  readonly firstWords: ReadonlySet<string>;
}

function buildIndex(): Index {
  const countries = new Map<string, string>();
  const names = new Set<string>();
  const demonyms = new Set<string>();
  const add = (written: string | undefined, country: string, forms?: Set<string>) => {
    const key = comparable(written ?? '');
    if (key.length < 3 || countries.has(key)) return;
    countries.set(key, country);
    forms?.add(key);
  };
  // Our own tables know better than the gazetteer.
  const set = (key: string, country: string, forms?: Set<string>) => {
    countries.set(key, country);
    forms?.add(key);
  };
  // Independent states first: "Georgia" belongs to the state before any territory.
  const ordered = [...(gazetteer as unknown as Countries)].sort(
    (a, b) => Number(b.independent) - Number(a.independent),
  );
  for (const { name } of ordered) add(name.common, name.common, names);
  for (const { name, demonyms: people } of ordered) {
    add(name.official, name.common, names);
    const demonym = people.eng?.m;
    add(demonym, name.common, demonyms);
    if (demonym !== undefined && !/(?:s|sh|ch|ese)$/.test(demonym)) add(`${demonym}s`, name.common, demonyms);
  }
  for (const { name, capital } of ordered) {
    for (const city of capital) if (!AMBIGUOUS_CAPITALS.test(comparable(city))) add(city, name.common);
  }
  for (const [country, forms] of Object.entries(OTHER_NAMES)) {
    for (const form of forms.split(', ')) set(form, country, names);
  }
  for (const [country, forms] of Object.entries(OTHER_PEOPLES)) {
    for (const form of forms.split(', ')) set(form, country, demonyms);
  }
  for (const [country, forms] of Object.entries(METONYMS)) for (const form of forms.split(', ')) set(form, country);
  const firstWords = new Set([...countries.keys()].map((form) => form.split(' ', 1)[0] ?? ''));
  return { countries, names, demonyms, firstWords };
}

function comparable(text: string): string {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the (?=.)/, '');
}

let built: Index | undefined;

function index(): Index {
  built ??= buildIndex();
  return built;
}

/** The common name of the country that a name, demonym, capital or metonym stands for: "Kremlin" is "Russia". */
export function countryOf(text: string): string | undefined {
  // "us" is a pronoun.
  if (text.length > MAX_COUNTRY_CHARS || text === 'us') return undefined;
  return index().countries.get(comparable(text));
}

/** The country that a text names by a name of its own: "U.S." is the United States, "Washington" and "American" are not. */
export function countryNamed(text: string): string | undefined {
  if (text.length > MAX_COUNTRY_CHARS) return undefined;
  const key = comparable(text);
  return index().names.has(key) ? index().countries.get(key) : undefined;
}

/** Whether a word names a people or is its adjective: "Russian", "Afghans". */
export function isDemonym(text: string): boolean {
  return index().demonyms.has(comparable(text));
}

/** No name of a country has more words. */
const MAX_COUNTRY_WORDS = 6;
/** No name of a country is longer. */
const MAX_COUNTRY_CHARS = 60;
/** Mentions found in one text, at most. */
export const MAX_COUNTRY_MENTIONS = 5_000;

/** Capitalised words, and the small ones that stand inside a country's name. */
const WORD = /(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}]*/gu;

/** Every mention of a country in a text, the longest form where several begin at one word. */
export function countriesIn(text: string): readonly CountryMention[] {
  const mentions: CountryMention[] = [];
  const words = [...text.matchAll(WORD)];
  for (let at = 0; at < words.length && mentions.length < MAX_COUNTRY_MENTIONS; ) {
    const found = longestAt(text, words, at);
    if (found !== undefined) mentions.push(found.mention);
    at += found?.words ?? 1;
  }
  return mentions;
}

function longestAt(
  text: string,
  words: readonly RegExpExecArray[],
  at: number,
): { readonly mention: CountryMention; readonly words: number } | undefined {
  const start = words[at]!.index;
  const firstWord = comparable(words[at]![0]).split(' ', 1)[0] ?? '';
  if (!index().firstWords.has(firstWord) && firstWord !== 'the') return undefined;
  for (let count = Math.min(MAX_COUNTRY_WORDS, words.length - at); count > 0; count -= 1) {
    const last = words[at + count - 1]!;
    const end = last.index + last[0].length;
    if (end - start > MAX_COUNTRY_CHARS) continue;
    const written = text.slice(start, end);
    // "US" is the country, "Us" is not.
    if (written === 'Us') continue;
    const key = comparable(written);
    const country = index().countries.get(key);
    if (country === undefined || (ALSO_PEOPLE.test(key) && isInsideName(text, words, at, start, end))) continue;
    return { mention: { country, start, end }, words: count };
  }
  return undefined;
}

/** "Michael Jordan", "Paris Hilton", "Washington Post". */
function isInsideName(
  text: string,
  words: readonly RegExpExecArray[],
  at: number,
  start: number,
  end: number,
): boolean {
  const before = words[at - 1];
  const previous =
    before !== undefined && before.index + before[0].length === start - 1 && /^\p{Lu}\p{Ll}/u.test(before[0]);
  const opensSentence =
    previous &&
    (before.index === 0 || /[.!?]["\u201d]?\s$/.test(text.slice(Math.max(0, before.index - 3), before.index)));
  const named = previous && (!opensSentence || classifyRun(before[0]) === 'person');
  return named || /^\s\p{Lu}\p{Ll}/u.test(text.slice(end, end + 3));
}
