/** What a sentence tells, ready to be compared: its words with those that may stand for them, its figures, days and quotations. */
import type { Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { relatedStems } from '../text/derivations.ts';
import { countryOf } from '../text/places.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { coreOf } from './core.ts';
import { type Deed, deedOf } from './deed.ts';

/** Two articles that quote so many words alike quote one saying. */
export const SAME_QUOTATION_WORDS = 6;
/** What one sentence tells, ready to be compared. */
export interface Telling {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  /** Those of them that are only about right: "some 500", "at least 5 million". */
  readonly rough: ReadonlySet<string>;
  readonly tolls: ReadonlyMap<string, number>;
  readonly ages: ReadonlySet<string>;
  readonly negated: boolean;
}

/** A name tells more than another word as rare; a word that only helps others along tells less. */
const NAME_GAIN = 1.2;
const LIGHT_SHARE = 0.3;
const LIGHT = new Set(
  `across afternoon ahead along already amid around began begin beginning begins begun bit brought call called calls claim claimed claims come
  comes completely continue continued continues currently day days early earlier evening far finally first follow followed following follows
  found give given gives hand help helped helps hour hours including known last late later latest lead leading leave led left little local major
  minutes month months morning near nearby nearly new news next night number order part place place placed plan planned planning plans put
  really recent recently remain remained report reported reportedly reporting reports seen series set several share soon start started statement
  time times today together took tonight turn turned used using week weeks weekend went work worked year years yesterday`.split(
    /\s+/,
  ),
);

const YEAR = /(?<![\d.,$\u20ac\u00a3-])(?:1[5-9]|20)\d\d(?![\d,%-])/g;
/** When something happened is compared by number, not by name. */
const DAY_OR_MONTH =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)(?:['\u2019]s)?$/;
/** "a four-year-old boy". */
const AGE =
  /\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen)[- ]years?[- ]old\b/giu;
const NEGATION =
  /\b(?:not|never|no|none|nobody|neither|nor|without|\p{L}+n['\u2019]t|denie[sd]|deny(?:ing)?|refuse[sd]?|reject(?:s|ed)?|stopped short)\b/iu;

/** What a sentence tells as one that may carry the facts of others. */
export function tellingOf(text: string, tokens: readonly Token[]): Telling {
  const stems = new Set<string>();
  for (const token of tokens) {
    if (token.stop || token.stem.length < 2) continue;
    stems.add(plain(token.stem));
    const country = countryTag(token.text);
    if (country !== undefined) stems.add(country);
  }
  const numbers = new Set<string>();
  const rough = new Set<string>();
  const tolls = new Map<string, number>();
  for (const { value, predicate, approximate } of quantitiesIn(text)) {
    numbers.add(String(value));
    if (approximate) rough.add(String(value));
    if (predicate !== undefined) tolls.set(predicate, value);
  }
  for (const [year] of text.matchAll(YEAR)) numbers.add(year);
  const ages = new Set([...text.matchAll(AGE)].map(([, age]) => age!.toLowerCase()));
  return { text, stems, numbers, rough, tolls, ages, negated: NEGATION.test(text) };
}

/** "Süddeutsche" is "Suddeutsche" to those without the key. */
const plain = (stem: string): string => stem.normalize('NFD').replace(/\p{M}/gu, '');

/** "Afghan" and "Afghanistan's" are one country. */
function countryTag(word: string): string | undefined {
  if (!/^\p{Lu}/u.test(word)) return undefined;
  const country = countryOf(word.replace(/['\u2019]s?$/u, ''));
  return country === undefined ? undefined : `country ${country}`;
}

// ---------------------------------------------------------------- the fact of a sentence

type Kind = 'name' | 'country' | 'word';

export interface Fact {
  /** Every word that tells something, with the stems that may stand for it. */
  readonly words: readonly { readonly stems: readonly string[]; readonly weight: number; readonly kind: Kind }[];
  readonly numbers: readonly string[];
  readonly rough: ReadonlySet<string>;
  readonly tolls: ReadonlyMap<string, number>;
  readonly ages: ReadonlySet<string>;
  /** The days that it names by their date, and by their name. */
  readonly days: readonly string[];
  readonly weekdays: readonly number[];
  /** Of each quotation, the runs of words that make it the same saying. */
  readonly quotations: readonly (readonly string[])[];
  readonly negated: boolean;
}

/** A sentence as a fact that others may carry, and as a telling that may carry others. */
export interface Examined {
  readonly fact: Fact;
  /** The same with all that surrounds it: what a short fact is told by as well. */
  readonly whole: Fact;
  readonly telling: Telling;
  /** What it tells above all. Costs a parse the first time. */
  deed(): Deed | undefined;
}

/** What a story's words weigh, and when it is read, which says in which year "3 July" is. */
export interface Frame {
  readonly readAt: Timestamp;
  weightOf(stem: string): number;
}

/** A sentence ready to be compared with others and with the witnesses. */
export function examine(sentence: string, frame: Frame): Examined {
  let deed: { readonly of: Deed | undefined } | undefined;
  return {
    deed() {
      deed ??= { of: deedOf(sentence) };
      return deed.of;
    },
    fact: factOf(coreOf(sentence), frame),
    whole: factOf(sentence, frame),
    telling: tellingOf(sentence, tokenise(sentence)),
  };
}

function factOf(text: string, { readAt, weightOf }: Frame): Fact {
  const telling = tellingOf(text, tokenise(text));
  const seen = new Set<string>();
  const words: { stems: readonly string[]; weight: number; kind: Kind }[] = [];
  const tokens = tokenise(text);
  for (const [at, token] of tokens.entries()) {
    if (
      token.stop ||
      token.stem.length < 2 ||
      seen.has(token.stem) ||
      /^\d/.test(token.text) ||
      DAY_OR_MONTH.test(token.text)
    )
      continue;
    seen.add(token.stem);
    // The first word is a name where another follows.
    const name = /^\p{Lu}/u.test(token.text) && (at > 0 || /^\p{Lu}/u.test(tokens[1]?.text ?? ''));
    const country = countryTag(token.text);
    words.push({
      stems: country === undefined ? relatedStems(token.text).map(plain) : [token.stem, country],
      weight: weightOf(country ?? token.stem) * (name ? NAME_GAIN : LIGHT.has(token.norm) ? LIGHT_SHARE : 1),
      kind: country !== undefined ? 'country' : name ? 'name' : 'word',
    });
  }
  const { numbers, rough, tolls, ages, negated } = telling;
  const days = datesIn(text, readAt).flatMap(({ date, text: written }) =>
    WHOLE_DAY.test(date) && MONTH_NAME.test(written) ? [date] : [],
  );
  const quotations = quotationsIn(text).flatMap(({ text: said }) =>
    said.split(' ').length >= SAME_QUOTATION_WORDS ? [runsIn(said)] : [],
  );
  return { words, numbers: [...numbers], rough, tolls, ages, days, weekdays: weekdaysIn(text), quotations, negated };
}

/** A date that says the day. */
export const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_NAME = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

/** Each run of SAME_QUOTATION_WORDS of a saying: outlets cut it at other places. */
function runsIn(said: string): readonly string[] {
  const words = foldWords(said).trim().split(' ');
  const last = Math.max(0, words.length - SAME_QUOTATION_WORDS);
  return Array.from({ length: last + 1 }, (_, at) => ` ${words.slice(at, at + SAME_QUOTATION_WORDS).join(' ')} `);
}

/** The words alone, with a space around each. */
export const foldWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The weekdays that a text names, from 0 for Sunday. */
export const weekdaysIn = (text: string): number[] =>
  WEEKDAYS.flatMap((day, index) => (text.includes(day) ? [index] : []));
