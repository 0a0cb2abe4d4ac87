/** Selects the sentences of a brief: a lead that tells what happened, and with it the ones that tell most of the rest. */

import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { type Choice, choose } from './choose.ts';
import { RECURRENCE_IN_BRIEF } from './concepts.ts';
import type { Deed } from './deed.ts';
import { shareOfHeadline } from './headline.ts';
import { isSentence, leadOf, stemsOf, type Weighed } from './lead.ts';
import { areFew, isOld, lossOf, MAX_LOSS, MAX_LOSS_IN_NEED, NEVER } from './losses.ts';
import type { Material } from './material.ts';
import { differInToll, introducedWithAge, type Tolls, tellSameDeed, tollsOf } from './retelling.ts';
import { repeats, sayTheSame, shareTold, tellsAnotherDeed } from './sameness.ts';
import type { Examined } from './telling.ts';
import { isReserved, isUnconfirmed } from './unconfirmed.ts';

/** Sentences of a brief. With fewer than the least, even what adds little is taken. */
export const BRIEF_MIN_SENTENCES = 3;
export const BRIEF_MAX_SENTENCES = 5;
/** Sentences among which the choice is made, the weightiest of all. */
export const MAX_SHORTLIST = 80;
/** A sentence is left out where it adds less for a word than this share of what the lead does. */
const LEAST_DENSITY = 0.08;
/** What is not confirmed must be about the event, and short. */
const UNCONFIRMED_NEARNESS = 0.25;
const UNCONFIRMED_MAX_WORDS = 36;
/** Words of a headline that can tell an event, and the share of them that makes a sentence tell it. */
const HEADLINE_MIN_WORDS = 4;
const HEADLINE_TOLD_BY_LEAD = 0.5;
const HEADLINE_TOLD_AGAIN = 0.6;
/** Sentences told with reserve that are looked at, the weightiest of all. */
const MAX_UNCONFIRMED_LOOKED_AT = 25;

/** It may tell the event again around what is new in it, but not this much of it. */
const UNCONFIRMED_TOLD = 0.5;

export interface SelectionFrame {
  readonly headline: string;
  readonly words: number;
  /** Whether a sentence tells as a fact what most sources tell differently. */
  isContested(candidate: Candidate): boolean;
}

export interface Selection {
  /** The lead first; empty where no sentence can be one. */
  select(): readonly Candidate[];
  /** What is told with reserve beside these sentences, and confirmed by nobody; weightiest first. */
  unconfirmed(beside: readonly Candidate[]): readonly Candidate[];
  /** Leaves sentences out from now on. */
  strike(candidates: readonly Candidate[]): void;
}

export function openSelection(material: Material, frame: SelectionFrame): Selection {
  const struck = new Set<Candidate>();
  const titleWords = foldWords(frame.headline);
  const weighed = material.candidates
    .filter(
      (candidate) =>
        candidate.words <= frame.words &&
        !material.isOutdated(candidate.text) &&
        !frame.isContested(candidate) &&
        !(candidate.isTitle === true && foldWords(candidate.text) === titleWords) &&
        !isMisdated(candidate, material),
    )
    .map((candidate) => weigh(candidate, material));
  const examined = new Map<Candidate, Examined>();
  const examine = (candidate: Candidate): Examined => {
    const known = examined.get(candidate) ?? material.witnesses.examine(candidate.text);
    examined.set(candidate, known);
    return known;
  };
  return {
    strike(candidates) {
      for (const candidate of candidates) struck.add(candidate);
    },
    unconfirmed: (beside) =>
      unconfirmedBeside(
        beside,
        weighed.filter(({ candidate }) => !struck.has(candidate)),
        material,
        examine,
      ),
    select() {
      const usable = weighed.filter(({ candidate }) => !struck.has(candidate));
      const lead = leadOf(usable, material, frame.headline, examine);
      if (lead === undefined) return [];
      return chooseWith(lead, usable, material, frame, examine);
    },
  };
}

const foldWords = (text: string): string =>
  tokenise(text)
    .map(({ norm }) => norm)
    .join(' ');

/** "On Sunday" in a report whose stamp is that of a later edition. */
function isMisdated({ happenedOn, stems, articleId }: Candidate, { topic, byId }: Material): boolean {
  const stamp = byId.get(articleId)?.publishedAt;
  return happenedOn !== undefined && stamp !== undefined && topic.wasToldBefore(happenedOn, stems, stamp);
}

function weigh(candidate: Candidate, { concepts }: Material): Weighed {
  const own = concepts.of(candidate.tokens);
  const people = concepts.ofPeople([...candidate.introduces, ...candidate.presumes]);
  return { candidate, concepts: [...own, ...people], worth: concepts.worthOf(own) + concepts.worthOf(people) };
}

// ---------------------------------------------------------------- the others

function chooseWith(
  lead: Weighed,
  usable: readonly Weighed[],
  material: Material,
  frame: SelectionFrame,
  examine: (candidate: Candidate) => Examined,
): readonly Candidate[] {
  const told = examine(lead.candidate);
  const others = usable
    .filter((each) => each !== lead && each.worth > 0 && each.candidate.words <= frame.words - lead.candidate.words)
    .sort((a, b) => b.worth / b.candidate.words - a.worth / a.candidate.words)
    .slice(0, MAX_SHORTLIST)
    .filter((each) => isSentence(each, material) && !isToldBy(examine(each.candidate), told, material));
  const first = comparableOf(lead.candidate, examine);
  const compared = new Map(others.map((each) => [each, comparableOf(each.candidate, examine)]));
  const isHeadlineAgain = headlineTold(frame.headline, lead.candidate);
  const shortlist = [
    lead,
    ...others.filter((each) => !tellTwice(compared.get(each)!, first) && !isHeadlineAgain(each.candidate)),
  ];
  const same = pairsOfSame(shortlist.map((each) => compared.get(each) ?? first));
  const words = new Set([...stemsOf(frame.headline), ...stemsOf(lead.candidate.text)]);
  const said = {
    stems: words,
    strangers: material.topic.strangersTo(words),
    names: new Set([...material.introducedIn(frame.headline), ...lead.candidate.introduces]),
  };
  const leastPerWord = (LEAST_DENSITY * lead.worth) / lead.candidate.words;
  const losses = shortlist.map((each) => lossOf(each.candidate, lead.candidate, said, material, examine));
  const solve = (perWord: number, maxLoss: number, fixed: readonly number[] = [0]): readonly Candidate[] => {
    const choices: Choice[] = shortlist.map(({ candidate, concepts, worth }, index) => ({
      words: losses[index]! < maxLoss || fixed.includes(index) ? candidate.words : frame.words + 1,
      concepts,
      bonus: index === 0 ? 0 : (RECURRENCE_IN_BRIEF - losses[index]!) * worth - perWord * candidate.words,
      excludes: same[index]!,
    }));
    const { chosen } = choose({
      choices,
      weights: material.concepts.weights,
      maxWords: frame.words,
      maxSentences: BRIEF_MAX_SENTENCES,
      fixed,
    });
    return chosen.map((index) => shortlist[index]!.candidate);
  };
  let chosen = solve(leastPerWord, MAX_LOSS);
  for (const maxLoss of [MAX_LOSS, MAX_LOSS_IN_NEED]) {
    if (chosen.length >= BRIEF_MIN_SENTENCES) break;
    chosen = solve(0, maxLoss);
  }
  const unheard = sayOfUnheard(chosen, shortlist, losses, material);
  const fixed = [0, ...unheard];
  const needed = fixed.reduce((sum, at) => sum + shortlist[at]!.candidate.words, 0);
  return unheard.length === 0 || needed > frame.words ? chosen : solve(0, MAX_LOSS_IN_NEED, fixed);
}

/** Whether the lead has told it already; of few reports each may tell a deed of its own. */
function isToldBy(examined: Examined, lead: Examined, material: Material): boolean {
  return repeats(examined, lead) && !(areFew(material) && tellsAnotherDeed(examined, lead));
}

/** Of each of few reports that none of the chosen comes from: the place of its best sentence, where it has one of its own to say. */
function sayOfUnheard(
  chosen: readonly Candidate[],
  shortlist: readonly Weighed[],
  losses: readonly number[],
  material: Material,
): number[] {
  const { quotable } = material;
  if (!areFew(material)) return [];
  const heard = new Set(chosen.flatMap(({ text, articleId }) => [...material.carriersOf(text, articleId).articleIds]));
  return quotable.flatMap(({ id }) => {
    if (heard.has(id)) return [];
    const own = shortlist
      .map(({ candidate, worth }, at) => ({ at, candidate, score: worth / (1 + candidate.position) - losses[at]! }))
      .filter(({ at, candidate }) => candidate.articleId === id && losses[at]! < NEVER)
      .sort((a, b) => b.score - a.score)[0];
    return own === undefined ? [] : [own.at];
  });
}

/** A candidate as it is held against the others of a brief. */
interface Comparable {
  readonly examined: Examined;
  readonly deed: Deed | undefined;
  readonly tolls: Tolls;
  readonly aged: ReadonlySet<string>;
}

const comparableOf = (candidate: Candidate, examine: (candidate: Candidate) => Examined): Comparable => ({
  examined: examine(candidate),
  deed: examine(candidate).deed(),
  tolls: tollsOf(candidate.text),
  aged: introducedWithAge(candidate.text),
});

/** Whether a brief can't hold both: they tell one deed, or one toll in two figures, or introduce one person. */
function tellTwice(a: Comparable, b: Comparable): boolean {
  return tellSameDeed(a.deed, b.deed) || differInToll(a.tolls, b.tolls) || [...a.aged].some((name) => b.aged.has(name));
}

/** Where the lead tells what the headline tells, another sentence with most of its words tells it once more. */
function headlineTold(headline: string, lead: Candidate): (candidate: Candidate) => boolean {
  const words = tokenise(headline).filter(({ stop }) => !stop).length;
  if (words < HEADLINE_MIN_WORDS || shareOfHeadline(headline, lead.text) < HEADLINE_TOLD_BY_LEAD) return () => false;
  return ({ text }) => shareOfHeadline(headline, text) >= HEADLINE_TOLD_AGAIN;
}

function pairsOfSame(shortlist: readonly Comparable[]): readonly ReadonlySet<number>[] {
  const same = shortlist.map(() => new Set<number>());
  for (let a = 1; a < shortlist.length; a += 1) {
    for (let b = a + 1; b < shortlist.length; b += 1) {
      const [one, other] = [shortlist[a]!, shortlist[b]!];
      if (!sayTheSame(one.examined, other.examined) && !tellTwice(one, other)) continue;
      same[a]!.add(b);
      same[b]!.add(a);
    }
  }
  return same;
}

// ---------------------------------------------------------------- what is not confirmed

function unconfirmedBeside(
  beside: readonly Candidate[],
  usable: readonly Weighed[],
  material: Material,
  examine: (candidate: Candidate) => Examined,
): readonly Candidate[] {
  const [lead] = beside;
  if (lead === undefined) return [];
  const least = UNCONFIRMED_NEARNESS * material.topic.nearnessOf(lead.stems);
  const kept: Candidate[] = [];
  const reserved = usable
    .filter(({ candidate }) => isReserved(candidate.text) && candidate.words <= UNCONFIRMED_MAX_WORDS)
    .filter(({ candidate }) => candidate.part !== 'background' && !isOld(candidate, material))
    .filter(({ candidate }) => material.topic.nearnessOf(candidate.stems) >= least)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MAX_UNCONFIRMED_LOOKED_AT);
  for (const each of reserved) {
    const { candidate } = each;
    const examined = examine(candidate);
    if (beside.some((other) => shareTold(examined, examine(other)) >= UNCONFIRMED_TOLD)) continue;
    if (kept.some((other) => sayTheSame(examined, examine(other)))) continue;
    if (isUnconfirmed(candidate, examined, material) && isSentence(each, material)) kept.push(candidate);
  }
  return kept;
}
