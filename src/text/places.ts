/** Countries: by name, people, capital or the building that stands for the government. */
import type { Countries } from 'world-countries';
import gazetteer from 'world-countries/countries.json' with { type: 'json' };
import { normalise } from './words.ts';

export interface CountryMention {
  /** The common name, "Russia". */
  readonly country: string;
  readonly start: number;
  readonly end: number;
}

/** What stands for a country in the news beside its name, people and capital. */
const METONYMS: Readonly<Record<string, string>> = {
  kremlin: 'Russia',
  'russian federation': 'Russia',
  ussr: 'Russia',
  'soviet union': 'Russia',
  soviet: 'Russia',
  soviets: 'Russia',
  us: 'United States',
  usa: 'United States',
  'united states of america': 'United States',
  america: 'United States',
  'white house': 'United States',
  pentagon: 'United States',
  'capitol hill': 'United States',
  washington: 'United States',
  'washington dc': 'United States',
  uk: 'United Kingdom',
  britain: 'United Kingdom',
  'great britain': 'United Kingdom',
  briton: 'United Kingdom',
  britons: 'United Kingdom',
  england: 'United Kingdom',
  scotland: 'United Kingdom',
  wales: 'United Kingdom',
  'northern ireland': 'United Kingdom',
  'downing street': 'United Kingdom',
  westminster: 'United Kingdom',
  uae: 'United Arab Emirates',
  emirati: 'United Arab Emirates',
  'elysee palace': 'France',
  bundestag: 'Germany',
  knesset: 'Israel',
  'tel aviv': 'Israel',
  holland: 'Netherlands',
  'the hague': 'Netherlands',
  'ivory coast': 'Ivory Coast',
  burma: 'Myanmar',
  burmese: 'Myanmar',
  rangoon: 'Myanmar',
  drc: 'DR Congo',
  'democratic republic of congo': 'DR Congo',
  'democratic republic of the congo': 'DR Congo',
  swaziland: 'Eswatini',
  'cape verde': 'Cape Verde',
  'east timor': 'Timor-Leste',
  'czech republic': 'Czechia',
  turkiye: 'Türkiye',
  turkey: 'Türkiye',
  'sri lankan': 'Sri Lanka',
  'north korea': 'North Korea',
  'south korea': 'South Korea',
  dprk: 'North Korea',
  prc: 'China',
  zhongnanhai: 'China',
  afghan: 'Afghanistan',
  afghans: 'Afghanistan',
  kabul: 'Afghanistan',
  'islamic emirate of afghanistan': 'Afghanistan',
  saudi: 'Saudi Arabia',
  saudis: 'Saudi Arabia',
  palestinian: 'Palestine',
  palestinians: 'Palestine',
  gaza: 'Palestine',
  'west bank': 'Palestine',
  vatican: 'Vatican City',
  'holy see': 'Vatican City',
  dane: 'Denmark',
  danes: 'Denmark',
  dutch: 'Netherlands',
  spaniard: 'Spain',
  spaniards: 'Spain',
  swede: 'Sweden',
  swedes: 'Sweden',
  pole: 'Poland',
  poles: 'Poland',
  turk: 'Türkiye',
  turks: 'Türkiye',
  finn: 'Finland',
  finns: 'Finland',
  serb: 'Serbia',
  serbs: 'Serbia',
  croat: 'Croatia',
  croats: 'Croatia',
  kiev: 'Ukraine',
  kyiv: 'Ukraine',
  filipino: 'Philippines',
  filipinos: 'Philippines',
  thai: 'Thailand',
  thais: 'Thailand',
};

/** Names that are far more often something else; they count only where the gazetteer's form is the whole phrase. */
const AMBIGUOUS: ReadonlySet<string> = new Set(
  'jersey georgetown victoria san jose kingston hamilton stanley basseterre jordan chad male georgian saint the valley'.split(
    ' ',
  ),
);

function buildIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  const add = (written: string | undefined, country: string) => {
    if (written === undefined) return;
    const key = comparable(written);
    if (key.length > 2 && !index.has(key)) index.set(key, country);
  };
  const countries = gazetteer as unknown as Countries;
  // Independent states first: "Georgia" and "Saint-Martin" belong to the state before the territory.
  const ordered = [...countries].sort((a, b) => Number(b.independent) - Number(a.independent));
  for (const country of ordered) add(country.name.common, country.name.common);
  for (const country of ordered) {
    add(country.name.official, country.name.common);
    const demonym = country.demonyms.eng?.m;
    add(demonym, country.name.common);
    if (demonym !== undefined && !/(?:s|sh|ch|ese)$/.test(demonym)) add(`${demonym}s`, country.name.common);
  }
  for (const country of ordered) for (const capital of country.capital) add(capital, country.name.common);
  for (const word of AMBIGUOUS)
    if (index.get(word) !== undefined && word !== 'jordan' && word !== 'chad') index.delete(word);
  for (const [word, country] of Object.entries(METONYMS)) index.set(word, country);
  return index;
}

function comparable(text: string): string {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the (?=.* )/, '');
}

let demonyms: ReadonlySet<string> | undefined;

/** Whether a word names a people or is its adjective: "Russian", "Afghans". */
export function isDemonym(text: string): boolean {
  demonyms ??= new Set(
    (gazetteer as unknown as Countries)
      .flatMap((country) => {
        const demonym = comparable(country.demonyms.eng?.m ?? '');
        return [demonym, `${demonym}s`];
      })
      .concat(
        'afghan afghans emirati soviet soviets briton britons burmese palestinian palestinians dane danes dutch spaniard spaniards swede swedes pole poles turk turks finn finns serb serbs croat croats filipino filipinos thai thais saudi saudis'.split(
          ' ',
        ),
      ),
  );
  return demonyms.has(comparable(text));
}

let built: ReadonlyMap<string, string> | undefined;

function index(): ReadonlyMap<string, string> {
  built ??= buildIndex();
  return built;
}

/** The common name of the country that a name, demonym, capital or metonym stands for: "Kremlin" is "Russia". */
export function countryOf(text: string): string | undefined {
  const key = comparable(text);
  return index().get(key) ?? index().get(key.replace(/^the /, ''));
}

/** No name of a country has more words. */
const MAX_COUNTRY_WORDS = 6;
const CAPITALISED = /(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}]*/gu;

/** Every mention of a country in a text, longest form first where they overlap. */
export function countriesIn(text: string): readonly CountryMention[] {
  const mentions: CountryMention[] = [];
  const words = [...text.matchAll(CAPITALISED)];
  for (let at = 0; at < words.length; ) {
    const found = longestAt(text, words, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    mentions.push(found.mention);
    at += found.words;
  }
  return mentions;
}

function longestAt(
  text: string,
  words: readonly RegExpExecArray[],
  at: number,
): { readonly mention: CountryMention; readonly words: number } | undefined {
  const start = words[at]!.index;
  for (let count = Math.min(MAX_COUNTRY_WORDS, words.length - at); count > 0; count -= 1) {
    const last = words[at + count - 1]!;
    const end = last.index + last[0].length;
    if (end - start > 60) continue;
    const written = text.slice(start, end);
    // "US" is the country, "us" and "Us" are not.
    if (written === 'Us' || written === 'Pole' || written === 'Soviet') continue;
    const country = index().get(comparable(written));
    if (country !== undefined) return { mention: { country, start, end }, words: count };
  }
  return undefined;
}
