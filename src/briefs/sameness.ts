/** Whether a brief needs both of two sentences, or one tells what the other tells. */
import { type Examined, type Fact, foldWords, type Telling } from './telling.ts';

/** Two sentences of a brief that share this much, by weight or by number of words, repeat each other. */
export const SAME_THRESHOLD = 0.5;
const SAME_WORDS_THRESHOLD = 0.5;
/** With this many words in common, less will do. */
const MANY_WORDS = 4;
const SAME_THRESHOLD_OF_MANY = 0.42;
/** Who did what to whom stands in the first words of a fact; so many of them in common are the same event. */
const HEAD_WORDS = 6;
const SAME_HEAD_WORDS = 4;

/** With as much in common, another verb is another word for one deed. */
const SHARE_OF_ONE_DEED = 0.7;
/** A figure in common is worth so many words in common, where it is neither small nor a year: both are shared by chance. */
const WORDS_OF_A_FIGURE = 2;
const LEAST_FIGURE = 13;
const isTelling = (number: string): boolean => Number(number) >= LEAST_FIGURE && !/^(?:1[5-9]|20)\d\d$/.test(number);

/** Whether one sentence tells most of the other's fact: a brief needs only one of them. */
export function sayTheSame(a: Examined, b: Examined): boolean {
  return repeats(a, b) || repeats(b, a);
}

/** Whether most of the sentence's fact has been told by the other, in whatever words. */
export function repeats({ fact }: Examined, { telling }: Examined): boolean {
  const { weight, words, of, head } = toldIn(telling, fact);
  if (head >= SAME_HEAD_WORDS || quotesAlso(fact, telling)) return true;
  return words >= MANY_WORDS
    ? weight >= SAME_THRESHOLD_OF_MANY || words >= SAME_THRESHOLD_OF_MANY * of
    : weight >= SAME_THRESHOLD || words >= SAME_WORDS_THRESHOLD * of;
}

/** Whether the two tell of one matter, but of something else that was done: "will close", "collapsed". */
export function tellsAnotherDeed(a: Examined, b: Examined): boolean {
  const [deed, other] = [a.deed(), b.deed()];
  if (deed === undefined || other === undefined || [...deed.verb].some((stem) => other.verb.has(stem))) return false;
  return shareTold(a, b) < SHARE_OF_ONE_DEED;
}

/** 0 to 1: how much of the sentence's fact the other tells. */
export function shareTold({ fact }: Examined, { telling }: Examined): number {
  return quotesAlso(fact, telling) ? 1 : toldIn(telling, fact).weight;
}

/** One saying, whoever is said to have heard it. */
function quotesAlso({ quotations }: Fact, { text }: Telling): boolean {
  if (quotations.length === 0) return false;
  const words = foldWords(text);
  return quotations.some((runs) => runs.some((run) => words.includes(run)));
}

/** Share of the fact's weight, number of its words (of how many), and number of its first words that the telling has. */
function toldIn(telling: Telling, fact: Fact): { weight: number; words: number; of: number; head: number } {
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
  const figures = fact.numbers.filter(isTelling);
  const mean = total / Math.max(1, fact.words.length);
  for (const figure of figures) {
    total += WORDS_OF_A_FIGURE * mean;
    if (!telling.numbers.has(figure)) continue;
    told += WORDS_OF_A_FIGURE * mean;
    words += WORDS_OF_A_FIGURE;
  }
  const of = fact.words.length + WORDS_OF_A_FIGURE * figures.length;
  return { weight: total === 0 ? 1 : told / total, words, of, head };
}
