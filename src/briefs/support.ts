/** Which articles carry a sentence's fact: by what their own sentences say, in whatever words. */
import type { Article, Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import type { Reading } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import type { Deed } from './deed.ts';
import {
  type Examined,
  examine,
  type Fact,
  foldWords,
  type Telling,
  tellingOf,
  WHOLE_DAY,
  weekdaysIn,
} from './telling.ts';

/** Sentences of one article that are looked through. */
export const WITNESS_MAX_SENTENCES = 200;
/** Share of the fact's weight that one sentence must carry. */
export const SUPPORT_THRESHOLD = 0.54;
/** The same where the sentence gives the fact's numbers: they are not shared by chance. */
export const SUPPORT_THRESHOLD_WITH_NUMBERS = 0.5;
/** Share of its names, and of its other words, without which the rest is the same people in another event, or another thing they did. */
const LEAST_NAMES = 0.6;
const LEAST_OTHER_WORDS = 0.3;
/** Reports of one happening give its day within this, for the sake of time zones. */
const SAME_DAY_MS = 36 * 60 * 60 * 1000;
/** A short fact has few words to be told by, so more of them must be there. */
export const SHORT_FACT_WORDS = 6;
export const SHORT_FACT_THRESHOLD = 0.7;
/** Two neighbouring sentences together must carry more: they share words by chance more easily. */
export const SUPPORT_THRESHOLD_OF_TWO = 0.8;
/** Below 1, words that only one article has outweigh the event's own words by less. */
const RARITY_POWER = 0.5;
/** What a name counts that stands right beside a telling, or in its headline. */
const NAME_BESIDE = 0.5;
/** A verb with so many relatives has all its usual synonyms among them: one of them is missed where none is there. */
const LEAST_FAMILY = 3;
/** So much above what is needed makes up for a deed that is told in a word of another family. */
const SURE_WITHOUT_DEED = 0.2;
/** How far off a number is that is given as "about", "at least", "more than". */
const ROUGHLY = 0.1;
/** Facts with less to them than this can't be told from others. */
const MIN_FACT_WORDS = 3;

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
    return examine(sentence, { readAt: this.readAt, weightOf: (stem) => this.weightOf(stem) });
  }

  /** The articles that carry the sentence's fact, in the order of the witnesses. */
  supportersOf({ fact, whole, deed }: Examined): readonly Support[] {
    if (whole.words.length < MIN_FACT_WORDS) return [];
    const found: Support[] = [];
    for (const witness of this.witnesses) {
      const short = fact.words.length <= SHORT_FACT_WORDS;
      const support = supportFrom(witness, fact, deed) ?? (short ? supportFrom(witness, whole, deed) : undefined);
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
          next === undefined || at === 0 ? strengthOf(anyNumber, [telling]) : strengthOf(anyNumber, [telling, next]),
        );
      }
    }
    return most;
  }

  /** Words that every sentence of the story has tell little. */
  private weightOf(stem: string): number {
    return Math.log(1 + this.sentences / (1 + (this.frequency.get(stem) ?? 0))) ** RARITY_POWER;
  }
}

function supportFrom(witness: Witness, fact: Fact, deedOf: Examined['deed']): Support | undefined {
  let best: Support | undefined;
  const short = fact.words.length <= SHORT_FACT_WORDS;
  const withNumbers = fact.numbers.length > 0 ? SUPPORT_THRESHOLD_WITH_NUMBERS : SUPPORT_THRESHOLD;
  const needed = short ? SHORT_FACT_THRESHOLD : withNumbers;
  const consider = (strength: number, threshold: number, at: number, told: readonly Telling[]) => {
    if (strength < threshold || strength <= (best?.strength ?? 0)) return;
    if (strength < threshold + SURE_WITHOUT_DEED && !tellsDeed(told, deedOf())) return;
    if (!isSameDay(told, fact, witness) || !isSameThing(witness.tellings, at, told, fact)) return;
    const said = told.map(({ text }) => text).join(' ');
    best = { articleId: witness.articleId, strength, position: Math.max(0, at - 1), said };
  };
  const { tellings } = witness;
  for (const [at, telling] of tellings.entries()) {
    if (!agrees(telling, fact)) continue;
    if (fact.quotations.length > 0 && quotes(telling, fact)) consider(1, needed, at, [telling]);
    const one = strengthOf(fact, [telling]);
    consider(one, needed, at, [telling]);
    const next = tellings[at + 1];
    if (one < needed && one > 0.3) consider(strengthOf(fact, [telling], besideOf(tellings, at)), needed, at, [telling]);
    if (one < needed && one > 0.3 && at > 0 && next !== undefined && agrees(next, fact))
      consider(strengthOf(fact, [telling, next]), SUPPORT_THRESHOLD_OF_TWO, at, [telling, next]);
  }
  return best;
}

function tellsDeed(told: readonly Telling[], deed: Deed | undefined): boolean {
  return deed === undefined || deed.verb.size < LEAST_FAMILY || has(told, [...deed.verb]);
}

function quotes({ text }: Telling, { quotations }: Fact): boolean {
  const words = foldWords(text);
  return quotations.every((runs) => runs.some((run) => words.includes(run)));
}

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

/** What stands right beside a telling, and its headline: who "he" and "the company" are. */
function besideOf(tellings: readonly Telling[], at: number): readonly Telling[] {
  return [tellings[0], tellings[at - 1], tellings[at + 1]].filter((each) => each !== undefined);
}

const has = (among: readonly Telling[], stems: readonly string[]): boolean =>
  stems.some((stem) => among.some((each) => each.stems.has(stem)));

/** Whether enough of the fact's names stand in the telling or right beside it, and enough of what is said of them in the telling. */
function isSameThing(tellings: readonly Telling[], at: number, told: readonly Telling[], fact: Fact): boolean {
  const beside = [...told, ...besideOf(tellings, at)];
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

/** "More than 500" and "527" are one number, told roughly. */
function gives({ numbers, rough }: Telling, number: string, fact: Fact): boolean {
  if (numbers.has(number)) return true;
  const value = Number(number);
  const isNear = (other: string) => Math.abs(Number(other) - value) <= ROUGHLY * value;
  return fact.rough.has(number) ? [...numbers].some(isNear) : [...rough].some(isNear);
}

/** Share of the fact's words and numbers that one or two tellings have; 0 where a number of the fact is missing. */
function strengthOf(fact: Fact, tellings: readonly Telling[], beside: readonly Telling[] = []): number {
  if (fact.numbers.some((number) => !tellings.some((telling) => gives(telling, number, fact)))) return 0;
  let total = 0;
  let carried = 0;
  for (const { stems, weight, kind } of fact.words) {
    total += weight;
    if (has(tellings, stems)) carried += weight;
    else if (kind !== 'word' && has(beside, stems)) carried += NAME_BESIDE * weight;
  }
  return total === 0 ? 0 : carried / total;
}
