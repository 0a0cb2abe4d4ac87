/** Selects the sentences of a brief: a lead that tells what happened, and with it the ones that tell most of the rest. */

import type { Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { relatedStems } from '../text/derivations.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { type Choice, choose } from './choose.ts';
import { RECURRENCE } from './concepts.ts';
import { hasMainVerb } from './faults.ts';
import type { Material } from './material.ts';
import { type Examined, repeats, sayTheSame } from './support.ts';

/** Sentences of a brief. With fewer than the least, even what adds little is taken. */
export const BRIEF_MIN_SENTENCES = 3;
export const BRIEF_MAX_SENTENCES = 5;
/** Sentences among which the choice is made, the weightiest of all. */
export const MAX_SHORTLIST = 80;
/** A lead longer than this is hard to read. */
export const GOOD_LEAD_WORDS = 34;
/** Share of its worth that a sentence loses. */
const LOSS = {
  /** It gives a name in short before anybody has given it in full. */
  presuming: 0.4,
  /** It is about "the ministry", and nobody has said which. */
  unintroduced: 0.45,
  background: 0.2,
  /** It says when in words that only its own day understood. */
  undated: 0.15,
  /** It gives neither figure, date nor quotation, nor anybody's full name. */
  thin: 0.3,
  /** Only one voice has it, in a story of several. */
  uncorroborated: 0.5,
};
/** A sentence that loses as much is left out while there are enough others. */
const MAX_LOSS = 0.75;
/** A sentence is left out where it adds less for a word than this share of what the lead does. */
const LEAST_DENSITY = 0.04;
/** Leads of which it is asked how many voices carry them, and how much that counts. */
const MAX_LEADS = 25;
const LEAD_VOICES_GAIN = 0.25;
/** What a report of a day before the newest one counts as a lead, at least. */
const OLD_LEAD_FACTOR = 0.7;
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
        candidate.words <= frame.words && !material.isOutdated(candidate.text) && !frame.isContested(candidate),
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
    select() {
      const usable = weighed.filter(({ candidate }) => !struck.has(candidate));
      const lead = leadOf(usable, material, frame.headline, examine);
      if (lead === undefined) return [];
      return chooseWith(lead, usable, material, frame, examine);
    },
  };
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
  { storyAt, byId }: Material,
): number {
  const { presumes, opensWith, position, text, words, stems, part } = candidate;
  const shared = [...stems].filter((stem) => titled.has(stem)).length / titleSize;
  let score = ((worth / Math.max(12, words) ** 0.3) * (1 + shared) ** 2) / (1 + 0.2 * position);
  const ageDays =
    Math.max(0, Date.parse(storyAt) - Date.parse(byId.get(candidate.articleId)?.publishedAt ?? storyAt)) / DAY_MS;
  score *= OLD_LEAD_FACTOR + (1 - OLD_LEAD_FACTOR) * Math.exp(-ageDays);
  if (presumes.size > 0) score *= 0.6;
  if (opensWith !== undefined && !titled.has(opensWith)) score *= 0.5;
  if (words > GOOD_LEAD_WORDS) score *= (GOOD_LEAD_WORDS / words) ** 2;
  if (part !== 'happening') score *= 0.5;
  if (/^["\u201c\u2018']|^(?:\p{Lu}{2,}\s){2}/u.test(text)) score *= 0.5;
  if (datesIn(text, storyAt).length > 0) score *= 1.3;
  if (UNDATED.test(text)) score *= 0.8;
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
  const chosen = solve(leastPerWord, MAX_LOSS);
  return chosen.length >= BRIEF_MIN_SENTENCES ? chosen : solve(0, Number.POSITIVE_INFINITY);
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

/** "the ambassador there", "the same day". */
const LEANS = /\b(?:the same|that) (?:day|evening|night|week)\b|\S\sthere(?=[,.])/;
const UNDATED =
  /\b(?:today|yesterday|tomorrow|tonight|(?:this|next|last) (?:week|weekend|month|morning|afternoon|evening)|ago|(?:on|last|next|this|early|late|earlier) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/;

function isThin(text: string, storyAt: Timestamp): boolean {
  const named = /(?<!^)\p{Lu}\p{L}+\s\p{Lu}\p{L}+|^\p{Lu}\p{L}+\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+/u.test(text);
  const quoted = quotationsIn(text).some((quotation) => quotation.text.split(' ').length > 3);
  return !named && !quoted && quantitiesIn(text).length === 0 && datesIn(text, storyAt).length === 0;
}

function lossOf(
  candidate: Candidate,
  lead: Candidate,
  said: ReadonlySet<string>,
  material: Material,
  examine: (candidate: Candidate) => Examined,
): number {
  let loss = 0;
  if ([...candidate.presumes].some((name) => !lead.introduces.has(name))) loss += LOSS.presuming;
  if (candidate.opensWith !== undefined && !said.has(candidate.opensWith)) loss += LOSS.unintroduced;
  if (candidate.part === 'background') loss += LOSS.background;
  if (UNDATED.test(candidate.text)) loss += LOSS.undated;
  if (LEANS.test(candidate.text)) loss += LOSS.presuming;
  const own = material.voiceOf(candidate.articleId);
  const corroborated = material.witnesses
    .supportersOf(examine(candidate))
    .some(({ articleId }) => material.voiceOf(articleId) !== own);
  if (!corroborated) loss += LOSS.uncorroborated + (isThin(candidate.text, material.storyAt) ? LOSS.thin : 0);
  return loss;
}
