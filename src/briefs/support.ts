/** Which articles carry a sentence's fact: by what their own sentences say, in whatever words. */

import { relatedStems } from '../text/derivations.ts';
import { countryOf } from '../text/places.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { Reading, Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';

/** Sentences of one article that are looked through. */
export const WITNESS_MAX_SENTENCES = 200;
/** Share of the fact's weight that one sentence must carry. */
export const SUPPORT_THRESHOLD = 0.64;
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
  readonly negated: boolean;
}

/** An article as a witness: title first, then its sentences. */
export interface Witness {
  readonly articleId: string;
  readonly tellings: readonly Telling[];
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
export function witnessOf(article: { readonly id: string; readonly title: string }, reading: Reading): Witness {
  const title = tellingOf(article.title, tokenise(article.title, reading.lang));
  const sentences = reading.sentences.slice(0, WITNESS_MAX_SENTENCES);
  return {
    articleId: article.id,
    tellings: [title, ...sentences.map((sentence) => tellingOf(sentence.text, sentence.tokens))],
  };
}

const YEAR = /(?<![\d.,$\u20ac\u00a3-])(?:1[5-9]|20)\d\d(?![\d,%-])/g;
/** When something happened is compared by number, not by name. */
const DAY_OR_MONTH =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)(?:['\u2019]s)?$/;
const NEGATION =
  /\b(?:not|never|no|none|nobody|neither|nor|without|\p{L}+n['\u2019]t|denie[sd]|deny(?:ing)?|refuse[sd]?|reject(?:s|ed)?|stopped short)\b/iu;

function tellingOf(text: string, tokens: readonly Token[]): Telling {
  const stems = new Set<string>();
  for (const token of tokens) {
    if (token.stop || token.stem.length < 2) continue;
    stems.add(token.stem);
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
  return { text, stems, numbers, tolls, negated: NEGATION.test(text) };
}

/** "Afghan" and "Afghanistan's" are one country. */
function countryTag(word: string): string | undefined {
  if (!/^\p{Lu}/u.test(word)) return undefined;
  const country = countryOf(word.replace(/['\u2019]s?$/u, ''));
  return country === undefined ? undefined : `country ${country}`;
}

// ---------------------------------------------------------------- the fact of a sentence

interface Fact {
  /** Every word that tells something, with the stems that may stand for it. */
  readonly words: readonly { readonly stems: readonly string[]; readonly weight: number }[];
  readonly numbers: readonly string[];
  readonly tolls: ReadonlyMap<string, number>;
  readonly negated: boolean;
}

const LEADING_CLAUSE =
  /^(?:after|while|when|despite|following|since|amid|with|as|although|though|in|on|by|at|until|for|during|because|if|earlier|late|early)\b[^,"\u201c]{3,90},\s/i;
/** "In Moscow the new ambassador, Gul Hassan, handed …": what follows the comma belongs to what stands before it. */
const APPOSED = /^[^,]{2,60},\s(?:\p{Ll}{3,}ed|was|were|is|are|has|have|had|said|says|told)\b/u;
const SPEAKER_BEFORE =
  /^[^,"\u201c]{2,90}?\b(?:said|says|stated|noted|added|told [^,]{2,40}?|(?:announced|confirmed|reported|claimed)(?!\s(?:an?|his|her|its|their|no|new|more|plans?|responsibility|credit|victory|\d+|\p{Ll}+ (?:of|for|to|from|by|in|with))\s))(?: (?:on|late on|early on) (?:the \p{Ll}+ of )?\d{1,2} \p{Lu}\p{Ll}+(?: \d{4})?| on \p{Lu}\p{Ll}+)? (?:that )?(?=\S+ \S+ \S+)/u;
/** "The ambassador, Mr X, said in remarks on television that": the "that" makes it certain. */
const SPEAKER_THAT =
  /^[^"\u201c\u201d]{2,140}?\b(?:said|says|announced|confirmed|reported|stated|noted|added|told|claimed|conveyed)\b[^,"\u201c\u201d]{0,70}?\bthat\s(?=\S+ \S+ \S+)/;
const SPEAKER_AFTER =
  /,["\u201d]?\s(?:according to\s[^,]{2,80}|(?:\p{Lu}[^,"\u201c\u201d]{2,40},\s[^,"\u201c\u201d]{2,80},\s)?[^,"\u201c\u201d]{0,80}\b(?:said|says|announced|reported|added|confirmed|told)\b(?![^,]*\b(?:that|it|he|she|they|is|are|was|were|has|have|had|will|would)\b)[^,"\u201c\u201d]{0,60})\.$/u;
const MEDIAL_CLAUSE = /,\s(?:which|who|whose|where|whom)\b[^,"\u201c\u201d]{3,90},\s(?=\p{Ll})(?!\p{Ll}+ing\b)/gu;
const APPOSITION =
  /,\s(?:an?|the)\s[^"\u201c\u201d]{3,120}?,\s(?=(?:has|have|had|was|were|is|are|will|said|says|told|died|won|lost|\p{Ll}{3,}ed)\b)/u;
const TRAILING_CLAUSE =
  /(?:,\s(?:after|following|while|when|as|which|who|where|despite|although|though|with|amid|according to|citing|adding|saying|including|but|and|as part of|because|since|making|leaving|prompting)\b|\s(?:after|while|since|despite|although|amid|because|as part of|when)\s)/i;

/** Less than this is no fact. */
const MIN_CORE_CHARS = 30;

/** The sentence without who says it and what surrounds it. */
export function coreOf(text: string): string {
  let core = text;
  if (quotationsIn(core).every((quotation) => quotation.text.split(' ').length < 6)) {
    const after = SPEAKER_AFTER.exec(core);
    if (after !== null && after.index > MIN_CORE_CHARS) core = `${core.slice(0, after.index)}.`;
    const speaker = SPEAKER_BEFORE.exec(core) ?? SPEAKER_THAT.exec(core);
    if (speaker !== null && core.length - speaker[0].length > MIN_CORE_CHARS) core = core.slice(speaker[0].length);
  }
  const leading = LEADING_CLAUSE.exec(core);
  if (
    leading !== null &&
    core.length - leading[0].length > MIN_CORE_CHARS &&
    !APPOSED.test(core.slice(leading[0].length))
  )
    core = core.slice(leading[0].length);
  core = core.replace(MEDIAL_CLAUSE, ' ').replace(APPOSITION, ' ');
  const trailing = TRAILING_CLAUSE.exec(core.slice(40));
  return trailing === null ? core : core.slice(0, 40 + trailing.index);
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
  private sentences = 0;

  constructor(witnesses: readonly Witness[]) {
    this.witnesses = witnesses;
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
    const words: { stems: readonly string[]; weight: number }[] = [];
    for (const token of tokenise(text)) {
      if (
        token.stop ||
        token.stem.length < 2 ||
        seen.has(token.stem) ||
        /^\d/.test(token.text) ||
        DAY_OR_MONTH.test(token.text)
      )
        continue;
      seen.add(token.stem);
      const name = /^\p{Lu}/u.test(token.text) && words.length > 0;
      const country = countryTag(token.text);
      words.push({
        stems: country === undefined ? relatedStems(token.text) : [token.stem, country],
        weight: this.weightOf(country ?? token.stem) * (name ? 1.2 : 1),
      });
    }
    return { words, numbers: [...telling.numbers], tolls: telling.tolls, negated: telling.negated };
  }

  /** Words that every sentence of the story has tell little. */
  private weightOf(stem: string): number {
    return Math.log(1 + this.sentences / (1 + (this.frequency.get(stem) ?? 0)));
  }
}

function supportFrom(witness: Witness, fact: Fact): Support | undefined {
  let best: Support | undefined;
  const needed = fact.words.length <= SHORT_FACT_WORDS ? SHORT_FACT_THRESHOLD : SUPPORT_THRESHOLD;
  const consider = (strength: number, threshold: number, position: number, said: string) => {
    if (strength < threshold || strength <= (best?.strength ?? 0)) return;
    best = { articleId: witness.articleId, strength, position, said };
  };
  const { tellings } = witness;
  for (const [at, telling] of tellings.entries()) {
    if (!agrees(telling, fact)) continue;
    const one = strengthOf(fact, telling);
    consider(one, needed, Math.max(0, at - 1), telling.text);
    const next = tellings[at + 1];
    if (one < needed && one > 0.3 && at > 0 && next !== undefined && agrees(next, fact)) {
      consider(strengthOf(fact, telling, next), SUPPORT_THRESHOLD_OF_TWO, at - 1, `${telling.text} ${next.text}`);
    }
  }
  return best;
}

/** Neither denies what the other says, nor gives another toll. */
function agrees(telling: Telling, fact: Fact): boolean {
  if (telling.negated !== fact.negated) return false;
  for (const [predicate, value] of fact.tolls) {
    const other = telling.tolls.get(predicate);
    if (other !== undefined && other !== value) return false;
  }
  return true;
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
