/** How sure we are of a candidate: features of its sentence, its type and its place, weighed by a logistic model. */
import type { Token } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { type Alignment, alignCandidate, DOER_NOUN, findVerb } from './alignment.ts';
import { type AnswerType, answerTypeOfNoun, asksForDate, asksForName, asksForQuantity } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import { asksForCause } from './clause-candidates.ts';
import { mismatchOf } from './mismatch.ts';
import { asksForTheName, equatedWithFocus, namedBefore } from './predicate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { isBearer, officeAgreement, readOffice } from './roles.ts';
import { readSlots, type SlotReading, slotFit } from './slots.ts';
import { DERIVED, formsOfWord, type QueryTerm } from './terms.ts';
import { DETERMINERS, PREPOSITIONS, QUESTION_PADDING } from './word-classes.ts';

export interface Features {
  /** Weighted share of the question's words in the sentence. */
  readonly coverage: number;
  /** The same with title, lead and neighbours. */
  readonly context: number;
  /** Share of the question's names and numbers that the sentence or its context holds. */
  readonly names: number;
  /** 1 where some name, number or rare word of the question is nowhere in the article. */
  readonly missing: number;
  readonly fit: number;
  readonly role: number;
  readonly verb: number;
  /** 1 where the question has a verb that the sentence lacks; 3 where the answer hangs on it. */
  readonly verbless: number;
  readonly nearness: number;
  readonly proximity: number;
  readonly equated: number;
  /** Whether the candidate fills the empty place of the asked clause: 1 it does, -1 it fills another. */
  readonly slot: number;
  /** 1 where the asked clause could be read and the candidate is nowhere in its places. */
  readonly besideSlot: number;
  /** 1 where one of question and sentence denies and the other does not. */
  readonly denied: number;
  readonly lead: number;
  /** 1 where the candidate is only part of a longer phrase that is a candidate too. */
  readonly nested: number;
  /** 1 where a preposition governs the candidate though none is asked for. */
  readonly governed: number;
  /** Share of the candidate's words that the question has already. */
  readonly overlap: number;
  /** 1 for "part", "result", "number": heads that name nothing. */
  readonly generic: number;
  /** 1 for "A and B" where one answer is wanted. */
  readonly joined: number;
  readonly nameMissing: number;
  readonly numberMissing: number;
  readonly opposed: number;
  readonly negation: number;
  /** 1 where the candidate's title is another's: another country's minister, another ministry. */
  readonly otherOffice: number;
  /** How far the article ranks behind the first, 0 to 1. */
  readonly rank: number;
}

export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly passage: Passage;
  readonly features: Features;
  /** For ranking candidates of one question, as a log-odds; higher is better. */
  readonly score: number;
  /** How likely it is right, 0 to 1: comparable over questions. */
  readonly certainty: number;
}

/** Weights of the logistic model. Read them as evidence in favour (above 0) and against (below). */
export const WEIGHTS: Readonly<Record<keyof Features | 'bias', number>> = {
  bias: -9.5,
  coverage: 5,
  context: 3.8,
  names: 1.7,
  missing: -0.7,
  fit: 4.3,
  role: 0.5,
  verb: 0.5,
  verbless: -0.35,
  nearness: 1.1,
  proximity: 5.2,
  equated: 2.5,
  slot: 1.3,
  besideSlot: -0.6,
  denied: -1.5,
  lead: 1,
  nested: -1.2,
  governed: -0.6,
  overlap: -1.9,
  generic: -1.4,
  joined: -0.7,
  nameMissing: -1,
  numberMissing: -2,
  opposed: -1.5,
  negation: -3,
  otherOffice: -4,
  rank: -2,
};

/** A reason or a saying stands where its clause ends, near or far: its distance tells nothing. */
const CLAUSE_PROXIMITY = 0.5;

/** Scores every candidate of one passage. */
export function scoreCandidates(
  passage: Passage,
  candidates: readonly Candidate[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): ScoredCandidate[] {
  const tokens = passage.sentence.tokens;
  const verbs = findVerb(tokens, question, passage.sentence.text);
  const mismatch = mismatchOf(passage, terms, question);
  const slots = readSlots(passage.sentence.text, question);
  const places = termPlaces(tokens, terms);
  return candidates.flatMap((candidate) => {
    if (isInQuestion(candidate, tokens, terms, question) || isSomebodyNamed(candidate, question)) return [];
    // Without a word of causing, only a clause that gives the reason can be the cause.
    if (candidate.kind !== 'clause' && verbs.length === 0 && asksForCause(question)) return [];
    const slot = slotFit(candidate, slots);
    const alignment = alignCandidate(candidate, tokens, verbs, question);
    const features: Features = {
      coverage: passage.coverage,
      context: passage.contextCoverage,
      ...nameShare(passage, terms),
      fit: candidate.fit,
      role: trustedRole(alignment, slots, slot),
      verb: alignment.verbWorth,
      // "because" says "caused" without the word.
      verbless: candidate.kind === 'clause' && asksForCause(question) ? 0 : verblessness(question, verbs.length),
      nearness: alignment.nearness * alignment.verbWorth,
      proximity:
        candidate.kind === 'clause'
          ? CLAUSE_PROXIMITY
          : proximityOf(candidate, tokens, places, terms, passage.sentence),
      ...equation(candidate, passage, terms, question),
      slot,
      besideSlot:
        slot === 0 && slots.some((each) => each.worth >= 0.85 && each.argument >= 0.4 && each.fillers.length > 0)
          ? 1
          : 0,
      denied: deniedFeature(alignment, question),
      lead: passage.sentence.index === 0 ? 1 : 0,
      ...mismatch,
      ...shapeFeatures(candidate, candidates, tokens, terms, question),
      rank: Math.min(1, passage.rank / 10),
    };
    const score = scoreOf(features);
    return [{ candidate, passage, features, score, certainty: certaintyOf(features, score, question) }];
  });
}

/** "Who leads the party?": "its leader, Katla Voss" says it with the noun of the doer. */
function equatedWithDoer(candidate: Candidate, passage: Passage, question: UnderstoodQuestion): number {
  const { verb, slot, passive } = question.clause;
  if (verb === undefined || slot !== 'subject' || passive || candidate.kind !== 'name') return 0;
  const { sentence } = passage;
  const forms = formsOfWord(verb);
  const doers = sentence.tokens.filter(
    (token) => (forms.get(token.stem) ?? 0) >= DERIVED && DOER_NOUN.test(token.norm) && token.norm !== verb,
  );
  return Math.max(
    0,
    ...doers.map((doer) =>
      equatedWithFocus(candidate, sentence.tokens, sentence.text, sentence.start, {
        ...question,
        focusHead: doer.norm,
      }),
    ),
  );
}

/** How much of "the *League's supreme* leader" is told besides the leader: a title without its modifiers is another title. */
function modifierShare(passage: Passage, terms: readonly QueryTerm[], question: UnderstoodQuestion): number {
  const head = stem(question.focusHead ?? '');
  const words = new Set(
    tokenise(question.focus ?? '')
      .filter((token) => !token.stop && token.stem !== head && !QUESTION_PADDING.has(token.norm))
      .map((token) => token.stem),
  );
  let total = 0;
  let told = 0;
  terms.forEach((term, at) => {
    if (!words.has(term.stem)) return;
    total += term.weight;
    told +=
      term.weight *
      (term.kind === 'word' ? passage.matches[at]! : Math.max(passage.matches[at]!, 0.6 * passage.inContext[at]!));
  });
  return total === 0 ? 1 : 0.3 + (0.7 * told) / total;
}

/** Who holds an office, what is the capital: only told where something is said to be it. */
const UNTOLD: Readonly<Partial<Record<AnswerType, number>>> = {
  person: 0.5,
  place: 0.5,
  organisation: 0.3,
  country: 0.3,
};
/** Less than this equates nothing. */
const TOLD = 0.45;
/** An agreement this good names the asked country itself. */
const EXPLICIT_OFFICE = 0.85;
/** One this bad is the like office of another. */
const FOREIGN_OFFICE = 0.3;

/** Whether the sentence, or the candidate's title, makes it the thing asked after. */
function equation(
  candidate: Candidate,
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Pick<Features, 'equated' | 'otherOffice'> {
  const { sentence } = passage;
  if (asksForTheName(question))
    return { equated: namedBefore(candidate, sentence.text, sentence.start), otherOffice: 0 };
  const asksWhatIs = question.clause.slot === 'predicate' || question.kind === 'keywords';
  if (question.focus === undefined || question.focusHead === undefined)
    return { equated: equatedWithDoer(candidate, passage, question), otherOffice: 0 };
  const focusType = answerTypeOfNoun(question.focusHead);
  if (!asksWhatIs && focusType !== 'person')
    return {
      equated: 0.6 * equatedWithFocus(candidate, sentence.tokens, sentence.text, sentence.start, question),
      otherOffice: 0,
    };
  const stated = equatedWithFocus(candidate, sentence.tokens, sentence.text, sentence.start, question);
  const asked = readOffice(question.focus);
  const agreements = (candidate.roles ?? [])
    .map((role) => officeAgreement(asked, readOffice(role), question.focusHead!))
    .filter((each) => each !== 0);
  const best = Math.max(0, ...agreements);
  // One article that says whose office it is outweighs those that leave it open.
  if (best < EXPLICIT_OFFICE && agreements.some((each) => each < 0)) return { equated: 0, otherOffice: 1 };
  // A title that reads as another land's decides against what the sentence's words seem to make of the candidate.
  const foreign = best < EXPLICIT_OFFICE && agreements.some((each) => each < FOREIGN_OFFICE);
  const equated = (foreign ? best : Math.max(stated, best)) * modifierShare(passage, terms, question);
  return {
    equated: asksWhatIs ? equated : 0.6 * equated,
    otherOffice: equated < TOLD && asksForName(question.answerType) ? (UNTOLD[focusType] ?? 0) : 0,
  };
}

const GENERIC_HEADS: ReadonlySet<string> = new Set(
  'part parts result results number numbers way ways sense type types kind kinds lot case cases fact thing things time times example instance term terms form order addition use variety series set majority rest end beginning side one ones others other role area areas member members amount level rate total move step'.split(
    ' ',
  ),
);

function shapeFeatures(
  candidate: Candidate,
  candidates: readonly Candidate[],
  tokens: readonly Token[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Pick<Features, 'nested' | 'governed' | 'overlap' | 'generic' | 'joined'> {
  const own = tokens.filter((token) => token.end > candidate.start && token.start < candidate.end);
  const content = own.filter((token) => !token.stop);
  const asked = new Set(terms.map((term) => term.stem));
  const before = tokens[tokens.indexOf(own[0]!) - 1];
  const beforeThat = tokens[tokens.indexOf(own[0]!) - 2];
  const governor = before !== undefined && DETERMINERS.has(before.norm) ? beforeThat : before;
  const asksPreposition =
    question.clause.slot === 'complement' ||
    question.clause.slot === 'adjunct' ||
    candidate.kind === 'clause' ||
    candidate.kind === 'date' ||
    candidate.kind === 'figure';
  return {
    nested: candidates.some(
      (other) =>
        other !== candidate &&
        other.start <= candidate.start &&
        other.end >= candidate.end &&
        other.end - other.start > candidate.end - candidate.start,
    )
      ? 1
      : 0,
    governed: isPossessor(own, tokens, question)
      ? 1
      : !asksPreposition &&
          governor !== undefined &&
          PREPOSITIONS.has(governor.norm) &&
          governor.norm !== 'by' &&
          governor.norm !== 'as'
        ? 1
        : 0,
    overlap: content.length === 0 ? 1 : content.filter((token) => asked.has(token.stem)).length / content.length,
    generic: candidate.kind === 'phrase' && GENERIC_HEADS.has(headOfPhrase(own)) ? 1 : 0,
    joined: candidate.kind === 'phrase' && !question.severalWanted && own.some((token) => token.norm === 'and') ? 1 : 0,
  };
}

/** "Nordland's ministry" does nothing itself: the ministry does, unless the noun is the asked doing ("Nordland's recognition"). */
function isPossessor(own: readonly Token[], tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const last = own.at(-1);
  if (last === undefined || !/['’]s?$/.test(last.text)) return false;
  const next = tokens[tokens.indexOf(last) + 1];
  const verb = question.clause.verb;
  const following = tokens.slice(tokens.indexOf(last) + 1, tokens.indexOf(last) + 4);
  return next !== undefined && !(verb !== undefined && following.some((token) => formsOfWord(verb).has(token.stem)));
}

/** The last word before the first preposition. */
function headOfPhrase(own: readonly Token[]): string {
  const cut = own.findIndex((token, index) => index > 0 && PREPOSITIONS.has(token.norm));
  return (cut < 0 ? own.at(-1) : own[cut - 1])?.norm ?? '';
}

export function scoreOf(features: Features): number {
  let sum = WEIGHTS.bias;
  for (const key of Object.keys(features) as (keyof Features)[]) sum += WEIGHTS[key] * features[key];
  return sum;
}

/**
 * What the ranking does not see but the risk does, in the units of the score: open "what" questions are answered wrongly
 * more often than typed ones, and what speaks against a passage speaks louder against answering at all.
 */
const RISK: Readonly<Partial<Record<keyof Features | 'thing', number>>> = {
  thing: -1.6,
  opposed: -3.2,
  negation: -3.5,
  denied: -2,
  rank: -1.4,
  nameMissing: -2.5,
  numberMissing: -1,
  otherOffice: -4,
  nested: 0.8,
};
/** The score at which an answer is as likely wrong as right, and how fast that changes. */
export const EVEN_SCORE = 1.5;
export const CERTAINTY_SLOPE = 0.5;

function certaintyOf(features: Features, score: number, question: UnderstoodQuestion): number {
  let sum = score + (question.answerType === 'thing' ? (RISK.thing ?? 0) : 0);
  for (const key of Object.keys(features) as (keyof Features)[]) sum += (RISK[key] ?? 0) * features[key];
  return 1 / (1 + Math.exp(-CERTAINTY_SLOPE * (sum - EVEN_SCORE)));
}

/** Where the clause itself could be read, what fills its place counts; the order of the words is only the second-best guide. */
function trustedRole(alignment: Alignment, slots: readonly SlotReading[], slot: number): number {
  const read = slots.some((each) => each.worth >= 0.85 && each.fillers.length > 0);
  if (!read || slot !== 0) return alignment.role * alignment.verbWorth;
  return Math.min(0, alignment.role) * alignment.verbWorth;
}

function deniedFeature(alignment: Alignment, question: UnderstoodQuestion): number {
  if (question.negated) return alignment.negated || question.clause.verb === undefined ? 0 : 1;
  return alignment.negated ? 1 : 0;
}

/** A date, a place or a figure says nothing without the doing that it belongs to. */
function verblessness(question: UnderstoodQuestion, verbs: number): number {
  if (question.clause.verb === undefined || verbs > 0) return 0;
  if (asksForQuantity(question.answerType)) return 2;
  return asksForDate(question.answerType) || question.answerType === 'place' || question.answerType === 'quote'
    ? 3
    : question.clause.slot === 'subject'
      ? 1.5
      : 1;
}

/** "Who did the foreign minister meet?": the minister by name is the one who met. */
function isSomebodyNamed(candidate: Candidate, question: UnderstoodQuestion): boolean {
  const { slot, subject, object } = question.clause;
  if (slot !== 'object' && slot !== 'complement' && slot !== 'subject') return false;
  return isBearer(slot === 'subject' ? object : subject, candidate.roles ?? []);
}

const asksForKind = (question: UnderstoodQuestion): boolean =>
  /^(?:types?|kinds?|sorts?|forms?) of\b/i.test(question.focus ?? '');

/** What is asked can't be its own answer: a candidate made of the question's words alone is none. */
function isInQuestion(
  candidate: Candidate,
  tokens: readonly Token[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): boolean {
  const asked = new Set(terms.filter((term) => !term.focus || candidate.kind === 'phrase').map((term) => term.stem));
  const own = tokens.filter((token) => token.end > candidate.start && token.start < candidate.end && !token.stop);
  if (own.length === 0) return true;
  if (candidate.kind === 'country') return terms.some((term) => term.country === candidate.text);
  if (candidate.kind === 'figure') return false;
  const known = own.filter((token) => asked.has(token.stem)).length;
  // "what type of ideals": a modifier before the asked noun answers, though the question may hold it elsewhere.
  if (asksForKind(question) && own.length > 1 && own.at(-1)!.stem === stem(question.focusHead ?? '')) return false;
  return known === own.length || (candidate.kind === 'name' && known > 0 && asked.has(own.at(-1)!.stem));
}

function nameShare(
  passage: Passage,
  terms: readonly QueryTerm[],
): { readonly names: number; readonly missing: number } {
  let total = 0;
  let held = 0;
  let missing = 0;
  terms.forEach((term, at) => {
    if (term.kind === 'word') {
      if (passage.inContext[at]! < 0.1 && term.weight > 4 && !term.focus) missing += 0.5;
      return;
    }
    total += term.weight;
    held += term.weight * Math.min(1, passage.inContext[at]! / 0.6);
    if (passage.inContext[at]! < 0.1) missing += 1;
  });
  return { names: total === 0 ? 0.8 : held / total, missing: Math.min(2, missing) };
}

/** Token indices where each term is matched. */
function termPlaces(
  tokens: readonly Token[],
  terms: readonly QueryTerm[],
): readonly (readonly (readonly [at: number, worth: number])[])[] {
  return terms.map((term) =>
    tokens.flatMap((token, at) => {
      const worth = term.forms.get(token.stem);
      return worth === undefined ? [] : [[at, worth] as const];
    }),
  );
}

/** Weighted share of matched terms, each fading with its distance from the candidate (half at 7 words). */
function proximityOf(
  candidate: Candidate,
  tokens: readonly Token[],
  places: readonly (readonly (readonly [number, number])[])[],
  terms: readonly QueryTerm[],
  sentence: Passage['sentence'],
): number {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]!.start < candidate.end) to += 1;
  let sum = 0;
  let total = 0;
  terms.forEach((term, index) => {
    total += term.weight;
    let best = 0;
    for (const [at, worth] of places[index]!) {
      const distance =
        at < from
          ? from - at + marksBetween(tokens, at, from, sentence)
          : at > to
            ? at - to + marksBetween(tokens, to, at, sentence)
            : 0;
      best = Math.max(best, worth * 2 ** (-(distance - 1) / 7));
    }
    sum += term.weight * Math.min(1, best);
  });
  return total === 0 ? 0 : sum / total;
}

/** A comma or a bracket sets apart as much as two words. */
const WORDS_PER_MARK = 2;

function marksBetween(tokens: readonly Token[], left: number, right: number, sentence: Passage['sentence']): number {
  const gap = sentence.text.slice(tokens[left]!.end - sentence.start, tokens[right]!.start - sentence.start);
  return WORDS_PER_MARK * (gap.match(/[,;:()–—]/g) ?? []).length;
}
