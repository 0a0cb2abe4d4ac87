/** Selects the sentences of a brief: a lead that tells what happened, and with it the ones that tell most of the rest. */

import { datesIn } from '../text/dates.ts';
import { relatedStems } from '../text/derivations.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { type Choice, choose } from './choose.ts';
import { RECURRENCE } from './concepts.ts';
import { hasMainVerb } from './faults.ts';
import { isOld, isOutlived, isUndated, lossOf, MAX_LOSS, MAX_LOSS_IN_NEED } from './losses.ts';
import type { Material } from './material.ts';
import { type Examined, repeats, sayTheSame, shareTold } from './support.ts';
import { isReserved, isUnconfirmed } from './unconfirmed.ts';

/** Sentences of a brief. With fewer than the least, even what adds little is taken. */
export const BRIEF_MIN_SENTENCES = 3;
export const BRIEF_MAX_SENTENCES = 5;
/** Sentences among which the choice is made, the weightiest of all. */
export const MAX_SHORTLIST = 80;
/** A lead longer than this is hard to read. */
export const GOOD_LEAD_WORDS = 34;
/** A sentence is left out where it adds less for a word than this share of what the lead does. */
const LEAST_DENSITY = 0.04;
/** Leads of which it is asked how many voices carry them, and how much that counts. */
const MAX_LEADS = 25;
const LEAD_VOICES_GAIN = 0.25;
/** What a report of a day before the newest one counts as a lead, at least. */
const OLD_LEAD_FACTOR = 0.6;
/** A lead of nothing but the topic counts this much more than one whose words nobody else has at the head. */
const PURE_LEAD_GAIN = 1.5;
/** What is not confirmed must be about the event, and short. */
const UNCONFIRMED_NEARNESS = 0.25;
const UNCONFIRMED_MAX_WORDS = 36;
/** It may tell the event again around what is new in it, but not this much of it. */
const UNCONFIRMED_TOLD = 0.75;
const DAY_MS = 24 * 60 * 60 * 1000;

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

/** A candidate with all that the choice asks of it. */
interface Weighed {
  readonly candidate: Candidate;
  readonly concepts: readonly number[];
  readonly worth: number;
}

export function openSelection(material: Material, frame: SelectionFrame): Selection {
  const struck = new Set<Candidate>();
  const weighed = material.candidates
    .filter(
      (candidate) =>
        candidate.words <= frame.words &&
        !material.isOutdated(candidate.text) &&
        !frame.isContested(candidate) &&
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

const isSentence = ({ candidate }: Weighed, { lang }: Material): boolean =>
  lang !== 'en' || hasMainVerb(candidate.text);

// ---------------------------------------------------------------- the lead

/** The sentence that tells what happened: weighty, early in its article, near the headline, standing alone. */
function leadOf(
  usable: readonly Weighed[],
  material: Material,
  headline: string,
  examine: (candidate: Candidate) => Examined,
): Weighed | undefined {
  const titled = stemsOf(headline);
  const titleSize = Math.max(3, tokenise(headline).filter((token) => !token.stop).length);
  const voicesOf = ({ candidate }: Weighed) => {
    const supports = material.witnesses.supportersOf(examine(candidate));
    return new Set(
      [candidate.articleId, ...supports.map(({ articleId }) => articleId)].map((id) => material.voiceOf(id)),
    ).size;
  };
  return usable
    .map((weighed) => ({ weighed, score: leadScore(weighed, titled, titleSize, material) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_LEADS)
    .filter(({ weighed }) => isSentence(weighed, material))
    .map(({ weighed, score }) => ({ weighed, score: score * (1 + LEAD_VOICES_GAIN * Math.log2(voicesOf(weighed))) }))
    .sort((a, b) => b.score - a.score)[0]?.weighed;
}

function leadScore(
  { candidate, worth }: Weighed,
  titled: ReadonlySet<string>,
  titleSize: number,
  material: Material,
): number {
  const { storyAt, byId } = material;
  const { presumes, opensWith, position, text, words, stems, part } = candidate;
  const shared = [...stems].filter((stem) => titled.has(stem)).length / titleSize;
  let score = ((worth / Math.max(12, words) ** 0.3) * (1 + shared) ** 2) / (1 + 0.15 * position);
  const ageDays =
    Math.max(0, Date.parse(storyAt) - Date.parse(byId.get(candidate.articleId)?.publishedAt ?? storyAt)) / DAY_MS;
  score *= OLD_LEAD_FACTOR + (1 - OLD_LEAD_FACTOR) * Math.exp(-ageDays);
  score *= 1 + (PURE_LEAD_GAIN * material.topic.nearnessOf(stems)) / Math.max(6, stems.size);
  if (presumes.size > 0) score *= 0.6;
  if (opensWith !== undefined && !titled.has(opensWith)) score *= 0.5;
  if (words > GOOD_LEAD_WORDS) score *= (GOOD_LEAD_WORDS / words) ** 2;
  if (part !== 'happening') score *= 0.5;
  if (/^["\u201c\u2018']|^(?:\p{Lu}{2,}\s){2}/u.test(text)) score *= 0.5;
  if (datesIn(text, storyAt).length > 0) score *= 1.3;
  if (isUndated(text)) score *= 0.8;
  if (isOutlived(candidate, material)) score *= 0.6;
  if (isReserved(text)) score *= 0.7;
  return score;
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set(tokenise(text).flatMap((token) => (token.stop ? [] : relatedStems(token.text))));
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
    .filter((each) => isSentence(each, material) && !repeats(examine(each.candidate), told));
  const shortlist = [lead, ...others];
  const same = pairsOfSame(shortlist.map(({ candidate }) => examine(candidate)));
  const said = new Set([...stemsOf(frame.headline), ...stemsOf(lead.candidate.text)]);
  const leastPerWord = (LEAST_DENSITY * lead.worth) / lead.candidate.words;
  const losses = shortlist.map((each) => lossOf(each.candidate, lead.candidate, said, material, examine));
  const solve = (perWord: number, maxLoss: number): readonly Candidate[] => {
    const choices: Choice[] = shortlist.map(({ candidate, concepts, worth }, index) => ({
      words: losses[index]! < maxLoss || index === 0 ? candidate.words : frame.words + 1,
      concepts,
      bonus: index === 0 ? 0 : (RECURRENCE - losses[index]!) * worth - perWord * candidate.words,
      excludes: same[index]!,
    }));
    const { chosen } = choose({
      choices,
      weights: material.concepts.weights,
      maxWords: frame.words,
      maxSentences: BRIEF_MAX_SENTENCES,
      fixed: [0],
    });
    return chosen.map((index) => shortlist[index]!.candidate);
  };
  let chosen = solve(leastPerWord, MAX_LOSS);
  for (const maxLoss of [MAX_LOSS, MAX_LOSS_IN_NEED]) {
    if (chosen.length >= BRIEF_MIN_SENTENCES) break;
    chosen = solve(0, maxLoss);
  }
  return chosen;
}

function pairsOfSame(shortlist: readonly Examined[]): readonly ReadonlySet<number>[] {
  const same = shortlist.map(() => new Set<number>());
  for (let a = 1; a < shortlist.length; a += 1) {
    for (let b = a + 1; b < shortlist.length; b += 1) {
      if (!sayTheSame(shortlist[a]!, shortlist[b]!)) continue;
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
    .slice(0, MAX_LEADS);
  for (const each of reserved) {
    const { candidate } = each;
    const examined = examine(candidate);
    if (beside.some((other) => shareTold(examined, examine(other)) >= UNCONFIRMED_TOLD)) continue;
    if (kept.some((other) => sayTheSame(examined, examine(other)))) continue;
    if (isUnconfirmed(candidate, examined, material) && isSentence(each, material)) kept.push(candidate);
  }
  return kept;
}
