/** Whether a sentence tells once more what another has told: the same thing done by or to the same, whatever surrounds it. */
import type { Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { PEOPLE } from './dangling.ts';
import type { Deed } from './deed.ts';
import { tollsIn } from './material.ts';

/** Whether two sentences tell the same deed. Two who are named and share no name are two. */
export function tellSameDeed(a: Deed | undefined, b: Deed | undefined): boolean {
  if (a === undefined || b === undefined || !meet(a.verb, b.verb)) return false;
  if (meet(a.words, b.words)) return true;
  return (a.isVague || b.isVague) && (a.names.size === 0 || b.names.size === 0);
}

const INDEFINITE = /^["\u201c]?(?:an?|one)\s/i;
/** "A second ship", "a new school": not the one spoken of. */
const FURTHER =
  /^(?:second|third|fourth|fifth|new|other|further|separate|similar|different|later|earlier|previous|recent|series|number|group|handful|few|lot|total|statement|report|spokes\p{L}+)$/u;
const SPEAKS = /^(?:said|says|told|tells|added|announced|reported|confirmed|denied|wrote|tweeted|called|warned|ruled)$/;
/** Words between "a" and its noun, and the noun, at most. */
const NOUN_PHRASE_WORDS = 5;

/** Whether a sentence opens by introducing whom or what has been spoken of: "A young cat …" after the cat. `said` are the stems of what was. */
export function reintroduces(text: string, said: ReadonlySet<string>): boolean {
  if (!INDEFINITE.test(text)) return false;
  const phrase: Token[] = [];
  const tokens = tokenise(text).slice(1);
  for (const [at, token] of tokens.slice(0, NOUN_PHRASE_WORDS + 1).entries()) {
    const previous = tokens[at - 1];
    const ends = previous !== undefined && /[,;:(]/.test(text.slice(previous.end, token.start));
    if (token.stop || ends || (at > 0 && /ed$/.test(token.norm) && !/^-/.test(text.slice(token.end)))) {
      if (SPEAKS.test(token.norm)) return false;
      break;
    }
    phrase.push(token);
  }
  const head = phrase.at(-1);
  if (head === undefined || phrase.length > NOUN_PHRASE_WORDS || phrase.some(({ norm }) => FURTHER.test(norm)))
    return false;
  if (said.has(head.stem)) return true;
  return PEOPLE.test(head.text) && phrase.some(({ stem }) => said.has(stem));
}

const WITH_AGE = /(\p{Lu}[\p{L}'\u2019-]+), (?:aged )?\d{1,3},/gu;

/** The names that a sentence gives with their age, as one does the first time. */
export const introducedWithAge = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(WITH_AGE)].map(([, name]) => name!));

/** What is counted in a sentence, with its figure. */
export type Tolls = ReadonlyMap<string, string>;

export const tollsOf = (text: string): Tolls => new Map(tollsIn(text).map(({ about, value }) => [about, value]));

/** Whether two sentences give one toll in two figures. */
export function differInToll(a: Tolls, b: Tolls): boolean {
  return [...a].some(([about, value]) => b.has(about) && b.get(about) !== value);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of a) if (b.has(each)) return true;
  return false;
}
