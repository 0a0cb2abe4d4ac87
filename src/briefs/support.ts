/** Which articles carry a sentence's fact: by what their own sentences say, in whatever words. */

import type { Article, Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { relatedStems } from '../text/derivations.ts';
import { countryOf } from '../text/places.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { Reading, Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { coreOf } from './core.ts';

/** Sentences of one article that are looked through. */
export const WITNESS_MAX_SENTENCES = 200;
/** Share of the fact's weight that one sentence must carry. */
export const SUPPORT_THRESHOLD = 0.64;
/** The same where the sentence gives the fact's numbers: they are not shared by chance. */
export const SUPPORT_THRESHOLD_WITH_NUMBERS = 0.56;
/** Share of its names, and of its other words, without which the rest is the same people in another event, or another thing they did. */
const LEAST_NAMES = 0.6;
const LEAST_OTHER_WORDS = 0.3;
/** Two articles that quote so many words alike quote one saying. */
export const SAME_QUOTATION_WORDS = 6;
/** Reports of one happening give its day within this, for the sake of time zones. */
const SAME_DAY_MS = 36 * 60 * 60 * 1000;
/** A short fact has few words to be told by, so more of them must be there. */
export const SHORT_FACT_WORDS = 6;
export const SHORT_FACT_THRESHOLD = 0.8;
/** Two neighbouring sentences together must carry more: they share words by chance more easily. */
export const SUPPORT_THRESHOLD_OF_TWO = 0.8;
/** Two sentences of a brief that share this much, by weight or by number of words, repeat each other. */
export const SAME_THRESHOLD = 0.5;
const SAME_WORDS_THRESHOLD = 0.5;
/** With this many words in common, less will do. */
const MANY_WORDS = 4;
const SAME_THRESHOLD_OF_MANY = 0.42;
/** Who did what to whom stands in the first words of a fact; so many of them in common are the same event. */
const HEAD_WORDS = 6;
const SAME_HEAD_WORDS = 4;
/** Facts with less to them than this can't be told from others. */
const MIN_FACT_WORDS = 3;

/** What one sentence tells, ready to be compared. */
interface Telling {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly tolls: ReadonlyMap<string, number>;
  readonly ages: ReadonlySet<string>;
  readonly negated: boolean;
}

/** An article as a witness: title first, then its sentences. */
export interface Witness {
  readonly articleId: string;
  readonly tellings: readonly Telling[];
  /** Where its outlet gave a time of its own. */
  readonly publishedAt?: Timestamp;
}

export interface Support {
  readonly articleId: string;
  /** 0 to 1: share of the fact that the article carries. */
  readonly strength: number;
  /** Where the article tells it: 0 for its title or first sentence. */
  readonly position: number;
  /** The article's own words for it. */
  readonly said: string;
}

/** An article ready to be asked what it carries. */
export function witnessOf(
  article: Pick<Article, 'id' | 'title' | 'publishedAt' | 'publishedAtGuessed'>,
  reading: Reading,
): Witness {
  const title = tellingOf(article.title, tokenise(article.title, reading.lang));
  const sentences = reading.sentences.slice(0, WITNESS_MAX_SENTENCES);
  return {
    articleId: article.id,
    tellings: [title, ...sentences.map((sentence) => tellingOf(sentence.text, sentence.tokens))],
    ...(article.publishedAtGuessed ? {} : { publishedAt: article.publishedAt }),
  };
}

const YEAR = /(?<![\d.,$\u20ac\u00a3-])(?:1[5-9]|20)\d\d(?![\d,%-])/g;
/** When something happened is compared by number, not by name. */
const DAY_OR_MONTH =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)(?:['\u2019]s)?$/;
/** "a four-year-old boy". */
const AGE =
  /\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen)[- ]years?[- ]old\b/giu;
const NEGATION =
  /\b(?:not|never|no|none|nobody|neither|nor|without|\p{L}+n['\u2019]t|denie[sd]|deny(?:ing)?|refuse[sd]?|reject(?:s|ed)?|stopped short)\b/iu;

function tellingOf(text: string, tokens: readonly Token[]): Telling {
  const stems = new Set<string>();
  for (const token of tokens) {
    if (token.stop || token.stem.length < 2) continue;
    stems.add(plain(token.stem));
    const country = countryTag(token.text);
    if (country !== undefined) stems.add(country);
  }
  const numbers = new Set<string>();
  const tolls = new Map<string, number>();
  for (const { value, predicate } of quantitiesIn(text)) {
    numbers.add(String(value));
    if (predicate !== undefined) tolls.set(predicate, value);
  }
  for (const [year] of text.matchAll(YEAR)) numbers.add(year);
  const ages = new Set([...text.matchAll(AGE)].map(([, age]) => age!.toLowerCase()));
  return { text, stems, numbers, tolls, ages, negated: NEGATION.test(text) };
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

interface Fact {
  /** Every word that tells something, with the stems that may stand for it. */
  readonly words: readonly { readonly stems: readonly string[]; readonly weight: number; readonly kind: Kind }[];
  readonly numbers: readonly string[];
  readonly tolls: ReadonlyMap<string, number>;
  readonly ages: ReadonlySet<string>;
  /** The days that it names by their date, and by their name. */
  readonly days: readonly string[];
  readonly weekdays: readonly number[];
  readonly quotations: readonly string[];
  readonly negated: boolean;
}

/** A sentence as a fact that others may carry, and as a telling that may carry others. */
export interface Examined {
  readonly fact: Fact;
  /** The same with all that surrounds it: what a short fact is told by as well. */
  readonly whole: Fact;
  readonly telling: Telling;
}

/** Whether one sentence tells most of the other's fact: a brief needs only one of them. */
export function sayTheSame(a: Examined, b: Examined): boolean {
  return repeats(a, b) || repeats(b, a);
}

/** Whether most of the sentence's fact has been told by the other, in whatever words. */
export function repeats({ fact }: Examined, { telling }: Examined): boolean {
  const { weight, words, head } = toldIn(telling, fact);
  if (head >= SAME_HEAD_WORDS) return true;
  return words >= MANY_WORDS
    ? weight >= SAME_THRESHOLD_OF_MANY || words >= SAME_THRESHOLD_OF_MANY * fact.words.length
    : weight >= SAME_THRESHOLD || words >= SAME_WORDS_THRESHOLD * fact.words.length;
}

/** 0 to 1: how much of the sentence's fact the other tells. */
export function shareTold({ fact }: Examined, { telling }: Examined): number {
  return toldIn(telling, fact).weight;
}

/** Share of the fact's weight, number of its words, and number of its first words that the telling has. */
function toldIn(telling: Telling, fact: Fact): { weight: number; words: number; head: number } {
  let total = 0;
  let told = 0;
  let words = 0;
  let head = 0;
  for (const [at, { stems, weight }] of fact.words.entries()) {
    total += weight;
    if (!stems.some((stem) => telling.stems.has(stem))) continue;
    told += weight;
    words += 1;
    if (at < HEAD_WORDS) head += 1;
  }
  return { weight: total === 0 ? 1 : told / total, words, head };
}

/** Articles as witnesses of each other's facts. */
export class Witnesses {
  private readonly witnesses: readonly Witness[];
  private readonly frequency = new Map<string, number>();
  private readonly readAt: Timestamp;
  private sentences = 0;

  /** `readAt` tells which year "3 July" is in. */
  constructor(witnesses: readonly Witness[], readAt: Timestamp) {
    this.witnesses = witnesses;
    this.readAt = readAt;
    for (const { tellings } of witnesses) {
      for (const { stems } of tellings) {
        this.sentences += 1;
        for (const stem of stems) this.frequency.set(stem, (this.frequency.get(stem) ?? 0) + 1);
      }
    }
  }

  /** A sentence ready to be compared with others and with the witnesses. */
  examine(sentence: string): Examined {
    return {
      fact: this.factOf(coreOf(sentence)),
      whole: this.factOf(sentence),
      telling: tellingOf(sentence, tokenise(sentence)),
    };
  }

  /** The articles that carry the sentence's fact, in the order of the witnesses. */
  supportersOf({ fact, whole }: Examined): readonly Support[] {
    if (whole.words.length < MIN_FACT_WORDS) return [];
    const found: Support[] = [];
    for (const witness of this.witnesses) {
      const short = fact.words.length <= SHORT_FACT_WORDS;
      const support = supportFrom(witness, fact) ?? (short ? supportFrom(witness, whole) : undefined);
      if (support !== undefined) found.push(support);
    }
    return found;
  }

  /** 0 to 1: how much of the sentence's fact the witnesses named have told already, in other words or other numbers. */
  toldBy({ fact }: Examined, articleIds: ReadonlySet<string>): number {
    const anyNumber = { ...fact, numbers: [] };
    let most = 0;
    for (const { articleId, tellings } of this.witnesses) {
      if (!articleIds.has(articleId)) continue;
      for (const [at, telling] of tellings.entries()) {
        const next = tellings[at + 1];
        most = Math.max(
          most,
          next === undefined || at === 0 ? strengthOf(anyNumber, telling) : strengthOf(anyNumber, telling, next),
        );
      }
    }
    return most;
  }

  private factOf(text: string): Fact {
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
        weight: this.weightOf(country ?? token.stem) * (name ? 1.2 : 1),
        kind: country !== undefined ? 'country' : name ? 'name' : 'word',
      });
    }
    const { numbers, tolls, ages, negated } = telling;
    const days = datesIn(text, this.readAt).flatMap(({ date, text: written }) =>
      WHOLE_DAY.test(date) && MONTH_NAME.test(written) ? [date] : [],
    );
    const quotations = quotationsIn(text).flatMap(({ text: said }) =>
      said.split(' ').length >= SAME_QUOTATION_WORDS ? [foldWords(said)] : [],
    );
    return { words, numbers: [...numbers], tolls, ages, days, weekdays: weekdaysIn(text), quotations, negated };
  }

  /** Words that every sentence of the story has tell little. */
  private weightOf(stem: string): number {
    return Math.log(1 + this.sentences / (1 + (this.frequency.get(stem) ?? 0)));
  }
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_NAME = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;

const foldWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function supportFrom(witness: Witness, fact: Fact): Support | undefined {
  let best: Support | undefined;
  const short = fact.words.length <= SHORT_FACT_WORDS;
  const withNumbers = fact.numbers.length > 0 ? SUPPORT_THRESHOLD_WITH_NUMBERS : SUPPORT_THRESHOLD;
  const needed = short ? SHORT_FACT_THRESHOLD : withNumbers;
  const consider = (strength: number, threshold: number, at: number, told: readonly Telling[]) => {
    if (strength < threshold || strength <= (best?.strength ?? 0)) return;
    if (!isSameDay(told, fact, witness) || !isSameThing(witness.tellings, at, told, fact)) return;
    const said = told.map(({ text }) => text).join(' ');
    best = { articleId: witness.articleId, strength, position: Math.max(0, at - 1), said };
  };
  const { tellings } = witness;
  for (const [at, telling] of tellings.entries()) {
    if (!agrees(telling, fact)) continue;
    if (fact.quotations.length > 0 && quotes(telling, fact)) consider(1, needed, at, [telling]);
    const one = strengthOf(fact, telling);
    consider(one, needed, at, [telling]);
    const next = tellings[at + 1];
    if (one < needed && one > 0.3 && at > 0 && next !== undefined && agrees(next, fact))
      consider(strengthOf(fact, telling, next), SUPPORT_THRESHOLD_OF_TWO, at, [telling, next]);
  }
  return best;
}

function quotes({ text }: Telling, { quotations }: Fact): boolean {
  const words = foldWords(text);
  return quotations.every((quotation) => words.includes(quotation));
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const weekdaysIn = (text: string): number[] => WEEKDAYS.flatMap((day, index) => (text.includes(day) ? [index] : []));

/** It may be the next day already where the other outlet sits. */
const areNear = (a: number, b: number): boolean => [0, 1, 6].includes(Math.abs(a - b));

/** Whether the day that the telling names, if it names one, is one that the fact names. */
function isSameDay(told: readonly Telling[], { days, weekdays }: Fact, { publishedAt }: Witness): boolean {
  const toldOn = told.flatMap(({ text }) => weekdaysIn(text));
  if (weekdays.length > 0 && toldOn.length > 0 && !toldOn.some((day) => weekdays.some((other) => areNear(day, other))))
    return false;
  if (days.length === 0 || publishedAt === undefined) return true;
  const own = told.flatMap(({ text }) =>
    datesIn(text, publishedAt).flatMap(({ date }) => (WHOLE_DAY.test(date) ? [date] : [])),
  );
  if (own.length === 0) return true;
  return own.some((day) => days.some((other) => Math.abs(Date.parse(day) - Date.parse(other)) <= SAME_DAY_MS));
}

/** Whether enough of the fact's names stand in the telling or right beside it, and enough of what is said of them in the telling. */
function isSameThing(tellings: readonly Telling[], at: number, told: readonly Telling[], fact: Fact): boolean {
  const beside = [tellings[0], tellings[at - 1], ...told, tellings[at + 1]].filter((each) => each !== undefined);
  const has = (among: readonly Telling[], stems: readonly string[]) =>
    stems.some((stem) => among.some((each) => each.stems.has(stem)));
  const names = fact.words.filter(({ kind }) => kind === 'name');
  if (names.filter(({ stems }) => has(beside, stems)).length < LEAST_NAMES * names.length) return false;
  const others = fact.words.filter(({ kind }) => kind === 'word');
  const sum = (words: Fact['words']) => words.reduce((total, { weight }) => total + weight, 0);
  return sum(others.filter(({ stems }) => has(told, stems))) >= LEAST_OTHER_WORDS * sum(others);
}

/** Neither denies what the other says, nor gives another toll or age. */
function agrees(telling: Telling, fact: Fact): boolean {
  if (telling.negated !== fact.negated) return false;
  for (const [predicate, value] of fact.tolls) {
    const other = telling.tolls.get(predicate);
    if (other !== undefined && other !== value) return false;
  }
  return fact.ages.size === 0 || telling.ages.size === 0 || [...fact.ages].some((age) => telling.ages.has(age));
}

/** Share of the fact's words and numbers that one or two tellings have; 0 where a number of the fact is missing. */
function strengthOf(fact: Fact, ...tellings: readonly Telling[]): number {
  if (fact.numbers.some((number) => !tellings.some(({ numbers }) => numbers.has(number)))) return 0;
  let total = 0;
  let carried = 0;
  for (const { stems, weight } of fact.words) {
    total += weight;
    if (stems.some((stem) => tellings.some((telling) => telling.stems.has(stem)))) carried += weight;
  }
  return total === 0 ? 0 : carried / total;
}
