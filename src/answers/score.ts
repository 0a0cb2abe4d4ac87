/** The candidates of a passage, each with what speaks for and against it. */

import { nounPhrasesIn } from '../text/grammar.ts';
import { countryOf } from '../text/places.ts';
import type { Token } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { type Alignment, alignCandidate, findVerb, standsInPlace } from './alignment.ts';
import { isOfAnotherTime } from './another-time.ts';
import { answerTypeOfNoun, asksForDate, asksForQuantity } from './answer-types.ts';
import { withAntecedentOf } from './antecedent.ts';
import { owns } from './belonging.ts';
import type { Candidate } from './candidate.ts';
import { asksForCause } from './clause-candidates.ts';
import { isDateOfAnother } from './dates-of-clauses.ts';
import { equation } from './equation.ts';
import { asOfTheEvent, rarestName, tellsOfTheEvent } from './event.ts';
import { hasOtherFate } from './fates.ts';
import { mismatchOf } from './mismatch.ts';
import { isDateOfNoPlan, tellsOnlyWhoLeads } from './plans.ts';
import { deniesPremise } from './premise.ts';
import { tellsPrice } from './prices.ts';
import { proximityOf, termPlaces } from './proximity.ts';
import type { UnderstoodQuestion } from './question.ts';
import { RULED_OUT, relationFit } from './relations.ts';
import type { Passage } from './retrieve.ts';
import { isBearer } from './roles.ts';
import { setPhraseFit } from './set-phrases.ts';
import { shapeFeatures } from './shape.ts';
import { readSlots, type SlotReading, slotFit, tellsOnlyOfAnother } from './slots.ts';
import { isSaidByAsked } from './speaker.ts';
import type { QueryTerm } from './terms.ts';
import { formsOfWord } from './terms.ts';
import { asOfTheTopic } from './topic-of-saying.ts';
import { asksForDoer, certaintyOf, type Features, scoreOf } from './weights.ts';

export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly passage: Passage;
  readonly features: Features;
  /** For ranking candidates of one question, as a log-odds; higher is better. */
  readonly score: number;
  /** How likely it is right, 0 to 1: comparable over questions. */
  readonly certainty: number;
}

/** As bad as standing outside of four clauses: whose it is, is told with the thing. */
const NOT_THE_OWNER = 4;

/** Members stand for the kind, one step removed. */
const MEMBER_SLOT = 0.8;

/** From here on a candidate fills the place of the asked clause, whichever verb tells it. */
const FILLED = 0.3;

/** The date of another clause. */
const NOT_ITS_DATE = 7;

/** The asked preposition governs another. */
const NOT_GOVERNED = 3;

/** A reason or a saying stands where its clause ends, near or far: its distance tells nothing. */
const CLAUSE_PROXIMITY = 0.5;

/** Scores every candidate of one passage. */
export function scoreCandidates(
  written: Passage,
  candidates: readonly Candidate[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): ScoredCandidate[] {
  const { passage, carried } = withAntecedentOf(written, terms);
  const tokens = passage.sentence.tokens;
  const verbs = tellsOnlyOfAnother(passage.sentence.text, question)
    ? []
    : findVerb(tokens, question, passage.sentence.text);
  const mismatch = mismatchOf(passage, terms, question);
  const isEarlier = verbs.length > 0 && verbs.every((verb) => isOfAnotherTime(verb, tokens, question));
  const lower = (isOfLowerRank(passage.sentence.text, question) ? 1 : 0) + (isEarlier ? 1 : 0);
  const slots = readSlots(passage.sentence.text, question);
  const places = termPlaces(tokens, terms, carried);
  if (lacksTheName(passage, terms) || deniesPremise(passage, terms, question)) return [];
  if (tellsOnlyWhoLeads(passage.sentence, question)) return [];
  const ofTheEvent = tellsOfTheEvent(passage, terms, question);
  // "who won in Norway": whoever won where no Norway is told of won something else.
  const tellsOfAnother = terms.some((term, at) => term.kind === 'name' && !term.focus && passage.inContext[at]! < 0.1);
  const scored = candidates.flatMap((candidate) => {
    if (isInQuestion(candidate, tokens, terms, question) || isSomebodyNamed(candidate, question)) return [];
    if (isDateOfNoPlan(candidate, passage, question)) return [];
    if (isOfNobody(candidate, passage, terms, question) || isFigureOfAnother(candidate, passage, terms, question))
      return [];
    if (hasOtherFate(candidate, tokens, question) || !isSaidByAsked(candidate, passage, question)) return [];
    if (candidate.kind === 'figure' && isOfOtherPeople(candidate, passage, terms, question)) return [];
    // Without a word of causing, only a clause that gives the reason can be the cause.
    if (candidate.kind !== 'clause' && verbs.length === 0 && asksForCause(question)) return [];
    const told = toldOf(candidate, candidates, passage, question, tellsOfAnother);
    if (told <= RULED_OUT) return [];
    const slot = slotFit(candidate, slots);
    const alignment = alignCandidate(candidate, tokens, verbs, question);
    if (isAttribute(candidate, passage.sentence, question)) return [];
    if (question.kind === 'where' && isUntoldDoing(verbs.length, question)) return [];
    if (tellsNoEarlierTime(passage.sentence.text, verbs.length, question)) return [];
    if (isNoPlace(candidate, tokens, question) || isOfNoDoing(verbs.length, candidate, question)) return [];
    const own: Features = {
      coverage: passage.coverage,
      context: passage.contextCoverage,
      ...nameShare(passage, terms),
      fit: candidate.fit,
      role: trustedRole(alignment, slots, slot),
      verb: alignment.verbWorth,
      // "because" says "caused" without the word.
      verbless:
        slot >= FILLED || (candidate.kind === 'clause' && asksForCause(question))
          ? 0
          : verblessness(question, tellsPrice(tokens, question) ? 1 : verbs.length),
      nearness: alignment.nearness * alignment.verbWorth,
      proximity:
        candidate.kind === 'clause'
          ? CLAUSE_PROXIMITY
          : proximityOf(candidate, tokens, places, terms, passage.sentence),
      ...equation(candidate, passage, terms, question),
      slot,
      besideSlot: isDateOfAnother(candidate, passage.sentence.text, question)
        ? NOT_ITS_DATE
        : besideSlot(question, slots, slot, alignment),
      denied: deniedFeature(alignment, question),
      lead: passage.sentence.index === 0 && passage.headline !== true ? 1 : 0,
      ...mismatch,
      opposed: mismatch.opposed + lower,
      ...shapeFeatures(candidate, candidates, tokens, terms, question),
      rank: Math.min(1, passage.rank / 10),
      told: 0,
    };
    const features = asOfTheRelation(
      ofTheEvent
        ? asOfTheEvent(own, candidate, tokens, standsInPlace(candidate, tokens), question)
        : asOfTheTopic(asOfTheOwner(own, candidate, tokens, question), candidate, question),
      told,
    );
    const score = scoreOf(features);
    return [{ candidate, passage, features, score, certainty: certaintyOf(features, score, question) }];
  });
  return onlyGoverned(scored, question);
}

/** "from whom": where the sentence has what the preposition governs, nothing else in it answers. */
function onlyGoverned(scored: readonly ScoredCandidate[], question: UnderstoodQuestion): ScoredCandidate[] {
  const { slot, preposition } = question.clause;
  const governed = ({ features }: ScoredCandidate): boolean => features.role > 0 || features.slot > 0;
  const asks = slot === 'complement' && preposition !== undefined && question.kind !== 'whose';
  return asks && scored.some(governed) ? scored.filter(governed) : [...scored];
}

/** "the *second-largest* port" is not the largest. */
function isOfLowerRank(sentence: string, { tokens }: UnderstoodQuestion): boolean {
  return tokens.some(
    ({ norm }) =>
      /^\p{L}+est$/u.test(norm) &&
      !tokens.some((token) => RANKED.test(token.norm)) &&
      [...sentence.matchAll(RANKED_SUPERLATIVE)].some((match) => match[1]!.toLowerCase() === norm),
  );
}

const RANKED = /^(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)/;
const RANKED_SUPERLATIVE = /\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](\p{L}+est)\b/giu;

/** "whose letters": who owns them fills the place, whoever else stands in the clause. */
function asOfTheOwner(
  features: Features,
  candidate: Candidate,
  tokens: readonly Token[],
  question: UnderstoodQuestion,
): Features {
  // "sectors such as trade and farming": what the kind fills, its members fill.
  if (candidate.members === true)
    return {
      ...features,
      equated: 1,
      slot: Math.max(MEMBER_SLOT, features.slot),
      role: Math.max(0, features.role),
      besideSlot: 0,
      governed: 0,
      nested: 0,
      generic: 0,
    };
  if (question.kind !== 'whose' || question.focusHead === undefined) return features;
  return owns(candidate, tokens, question)
    ? { ...features, slot: 1, role: 1, besideSlot: 0, governed: 0, nested: 0, denied: 0 }
    : { ...features, slot: Math.min(0, features.slot), role: Math.min(0, features.role), besideSlot: NOT_THE_OWNER };
}

/** What the set ways of telling say of the candidate, for and against. */
function toldOf(
  candidate: Candidate,
  candidates: readonly Candidate[],
  passage: Passage,
  question: UnderstoodQuestion,
  tellsOfAnother: boolean,
): number {
  const told = relationFit(candidate, passage, question) || setPhraseFit(candidate, candidates, passage, question);
  return tellsOfAnother ? Math.min(0, told) : told;
}

/** A relation told in so many words needs the other words of the question no nearer than around. */
const CONTEXT_OF_TOLD = 0.75;
const PROXIMITY_OF_TOLD = 0.35;
/** Whatever kind of name it looked like. */
const FIT_OF_TOLD = 0.6;

/** Where the sentence tells the asked relation in a set way, its sides outweigh what the clause was read as. */
function asOfTheRelation(features: Features, told: number): Features {
  if (told === 0) return features;
  if (told < 0) return { ...features, told, slot: Math.min(0, features.slot), role: Math.min(0, features.role) };
  return {
    ...features,
    told,
    fit: Math.max(features.fit, FIT_OF_TOLD),
    coverage: Math.max(features.coverage, CONTEXT_OF_TOLD * features.context),
    proximity: Math.max(features.proximity, PROXIMITY_OF_TOLD),
    slot: Math.max(0, features.slot),
    role: Math.max(0, features.role),
    besideSlot: 0,
    governed: 0,
    verbless: 0,
    otherOffice: 0,
    nested: 0,
  };
}

/** "where": a person, or a thing that no preposition of place governs, is no place; nor is "prison" behind years of it. */
function isNoPlace(candidate: Candidate, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  if (question.kind !== 'where') return false;
  const head = headWord(candidate);
  if (candidate.kind === 'phrase' && (answerTypeOfNoun(head) === 'person' || TIME_UNIT.test(head))) return true;
  if (candidate.kind === 'phrase' && isState(candidate, tokens, head)) return true;
  if (isTitled(candidate)) return true;
  if (candidate.kind !== 'phrase' && candidate.nameKind !== 'person')
    return question.clause.verb === undefined && asksForEvent(question) && !standsAsVenue(candidate, tokens);
  return !standsInPlace(candidate, tokens) || isPunishment(candidate, tokens);
}

/** "Who led Peru *before the Front took over*?": a sentence without the leading, or without a word of earlier, names others. */
const tellsNoEarlierTime = (sentence: string, verbs: number, { kind, clause }: UnderstoodQuestion): boolean =>
  kind === 'who' &&
  clause.slot === 'subject' &&
  /\s(?:before|until)\s(?:.*\s)?(?!the\b|and\b)\p{Ll}{3,}/u.test(clause.object ?? '') &&
  (verbs === 0 || !EARLIER.test(sentence));
const EARLIER =
  /\b(?:before|until|after|following|fall|fell|oust\w*|toppl\w*|overthr\w*|former\w*|previous\w*|predecessors?|prior|earlier|preced\w*|then)\b/i;

/** "Where did Ana Sol study?": a sentence that names her, and no studying, tells where she did something else. */
const isUntoldDoing = (verbs: number, { clause }: UnderstoodQuestion): boolean =>
  verbs === 0 &&
  clause.verb !== undefined &&
  !clause.passive &&
  !/^as\b/i.test(clause.object ?? '') &&
  /^\p{Lu}/u.test((clause.subject ?? '').replace(/^the\s/i, ''));

/** "Where was the 2021 final held?" asks after an event. */
const asksForEvent = ({ resolved }: UnderstoodQuestion): boolean =>
  /\b(?:held|played|hosted|staged|take place|taking place|took place)\b/i.test(resolved);

/** "in Lindholm", "Lindholm hosted": those who played there are not where it was. */
function standsAsVenue(candidate: Candidate, tokens: readonly Token[]): boolean {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  const behind = tokens.find((token) => token.start >= candidate.end);
  return (
    standsInPlace(candidate, tokens) ||
    /^(?:host|venue|location|site|visit)/.test(tokens[from - 1]?.norm ?? '') ||
    /^(?:host|stag|welcom|will|to)/.test(behind?.norm ?? '')
  );
}

/** "Foreign Minister Ana Sol": a name with a title is nobody's place. */
const isTitled = ({ text, roles = [] }: Candidate): boolean =>
  roles.length > 0 ||
  tokenise(text).some((token, at, all) => at + 1 < all.length && answerTypeOfNoun(token.norm) === 'person');

/** "on charges of fraud", "in *chaos*": a bare noun behind a preposition is a state, a cause or a charge. */
function isState(candidate: Candidate, tokens: readonly Token[], head: string): boolean {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  return (
    /^(?:on|in|to|with|after|over|for)$/.test(tokens[from - 1]?.norm ?? '') &&
    answerTypeOfNoun(head) === 'thing' &&
    !/\p{Lu}/u.test(candidate.written)
  );
}

/** "four years in *prison*" is how long, not where. */
function isPunishment(candidate: Candidate, tokens: readonly Token[]): boolean {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  const before = tokens[from - 1]?.norm ?? '';
  return /^(?:in|behind)$/.test(before) && TIME_UNIT.test(tokens[from - 2]?.norm ?? '');
}

/** "Who sank it?": "no *Norvik* ship" did not; in "*Norvik* sanctions" and "a *Gulf War* relic" a name only tells which; it did nothing. */
function isAttribute(candidate: Candidate, sentence: Passage['sentence'], question: UnderstoodQuestion): boolean {
  if (candidate.kind !== 'name' || !asksForDoer(question) || question.clause.passive) return false;
  const from = candidate.start - sentence.start;
  const to = candidate.end - sentence.start;
  const phrase = nounPhrasesIn(sentence.text).find((each) => each.start <= from && each.end > to);
  if (phrase !== undefined && /\b(?:no|neither)\s$/i.test(sentence.text.slice(0, phrase.start))) return true;
  if (phrase === undefined || !/^\s/.test(sentence.text.slice(to, phrase.end))) return false;
  const head = tokenise(sentence.text.slice(to, phrase.end)).at(-1);
  return (
    head !== undefined &&
    /^\p{Ll}/u.test(head.text) &&
    answerTypeOfNoun(head.norm) === 'thing' &&
    !formsOfWord(question.clause.verb ?? '').has(head.stem)
  );
}

/** Verbs that need not be told: the sentence equates. */
const MAKES_UP = /^(?:make|constitute|comprise|form|have)$/;

/** "Who was arrested": where nothing is said of an arrest, nobody was; and a place does nothing by standing there. */
function isOfNoDoing(
  verbs: number,
  candidate: Candidate,
  { answerType, clause, focusHead, kind }: UnderstoodQuestion,
): boolean {
  if (verbs > 0 || clause.verb === undefined || focusHead !== undefined) return false;
  if (answerType !== 'agent' && answerType !== 'person') return false;
  return (
    clause.slot === 'object' ||
    (clause.slot === 'subject' &&
      (clause.passive ||
        candidate.nameKind === 'place' ||
        (kind === 'who' && candidate.kind === 'phrase' && !MAKES_UP.test(clause.verb))))
  );
}

/** "Who is the harbour master?": where no word of the office stands, nobody holds it; and "*Marn* harbour" is no one. */
function isOfNobody(
  candidate: Candidate,
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): boolean {
  const { kind, clause, focusHead, answerType } = question;
  if (kind !== 'who' || clause.slot !== 'predicate' || focusHead === undefined) return false;
  if (answerType !== 'agent' && answerType !== 'person') return false;
  const at = terms.findIndex((term) => term.stem === stem(focusHead));
  if (at >= 0 && passage.inContext[at]! < UNTOLD_OFFICE && relationFit(candidate, passage, question) <= 0) return true;
  return (
    candidate.nameKind !== 'person' && (candidate.roles ?? []).length === 0 && namesAThing(candidate, passage.sentence)
  );
}

/** "What was the turnout?": a figure beside no such word, where another sentence has the word, is of something else. */
function isFigureOfAnother(
  candidate: Candidate,
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): boolean {
  const { kind, clause, focusHead, answerType } = question;
  if (kind !== 'what' || clause.slot !== 'predicate' || focusHead === undefined || !asksForQuantity(answerType))
    return false;
  const term = terms.find((each) => each.stem === stem(focusHead));
  if (candidate.kind !== 'figure' || term === undefined) return false;
  const isTold = (tokens: readonly Token[]): boolean => tokens.some((token) => (term.forms.get(token.stem) ?? 0) > 0);
  return !isTold(passage.sentence.tokens) && passage.reading.sentences.some(({ tokens }) => isTold(tokens));
}

/** The article has no word of it. */
const UNTOLD_OFFICE = 0.1;

/** "*Marn* harbour": the name only tells which. */
function namesAThing(candidate: Candidate, { text, start }: Passage['sentence']): boolean {
  const next = /^\s(\p{Ll}+)/u.exec(text.slice(candidate.end - start))?.[1];
  return (
    candidate.kind === 'name' &&
    next !== undefined &&
    nounPhrasesIn(text).some(
      (phrase) => phrase.start <= candidate.start - start && phrase.end >= candidate.end - start + 1 + next.length,
    )
  );
}

const TIME_UNIT = /^(?:years?|months?|weeks?|days?|hours?|life)$/;

const headWord = (candidate: Candidate): string => candidate.written.toLowerCase().split(/\s+/).at(-1) ?? '';

/** The rarest name that is asked about is nowhere in the article: it tells of another. */
function lacksTheName(passage: Passage, terms: readonly QueryTerm[]): boolean {
  const rarest = rarestName(terms);
  // A question all in capitals has no names to go by.
  return rarest >= 0 && terms.some((term) => term.kind === 'word') && passage.inContext[rarest]! === 0;
}

/** Where the clause itself could be read, what fills its place counts; the order of the words is only the second-best guide. */
function trustedRole(alignment: Alignment, slots: readonly SlotReading[], slot: number): number {
  const read = slots.some((each) => each.worth >= 0.85 && each.fillers.length > 0);
  if (!read || slot !== 0) return alignment.role * alignment.verbWorth;
  return Math.min(0, alignment.role) * alignment.verbWorth;
}

/** The asked clause could be read and the candidate is nowhere in it, or the asked preposition does not govern it. */
function besideSlot(
  question: UnderstoodQuestion,
  slots: readonly SlotReading[],
  slot: number,
  alignment: Alignment,
): number {
  if (
    question.clause.slot === 'complement' &&
    question.clause.preposition !== undefined &&
    slot <= 0 &&
    alignment.role < 0
  )
    return NOT_GOVERNED;
  return slot === 0 && slots.some((each) => each.worth >= 0.85 && each.argument >= 0.4 && each.fillers.length > 0)
    ? 1
    : 0;
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
  // "Who resigned *as minister*?": that very minister.
  if (slot === 'subject' && /^as\b/i.test(object ?? '')) return false;
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
  // "Which airline bought Spirit Airlines?": not Spirit Airlines.
  if (candidate.kind === 'name' && own.length > 1 && question.resolved.includes(candidate.written)) return true;
  if (candidate.kind === 'country') return terms.some((term) => term.country === candidate.text);
  // "Where do the Peruvian ships go?": not to Peru, as far as anyone would ask.
  if (question.kind === 'where' && candidate.kind === 'name') {
    const land = countryOf(candidate.text);
    if (land !== undefined && terms.some((term) => term.country === land)) return true;
  }
  if (candidate.kind === 'figure') return isNumberInQuestion(candidate, question);
  if (isBySurname(candidate, own, question) || namesOnlyTheKind(candidate, own, question)) return true;
  const known = own.filter((token) => asked.has(token.stem)).length;
  if (isOfAskedKind(candidate, own, terms, question)) return true;
  // "what type of ideals": a modifier before the asked noun answers, though the question may hold it elsewhere.
  if (asksForKind(question) && own.length > 1 && own.at(-1)!.stem === stem(question.focusHead ?? '')) return false;
  // "Which strait?" is answered by "Marn Strait", "her latest single" by "Bright Single".
  if (
    candidate.kind === 'name' &&
    known < own.length &&
    candidate.nameKind !== 'person' &&
    isOfFocusKind(own, question)
  )
    return false;
  return known === own.length || (candidate.kind === 'name' && known * 2 >= own.length && asked.has(own.at(-1)!.stem));
}

/** "Which areas?": not "various fields". */
const namesOnlyTheKind = (
  { kind }: Candidate,
  own: readonly Token[],
  { severalWanted, focusHead }: UnderstoodQuestion,
): boolean =>
  severalWanted &&
  kind === 'phrase' &&
  focusHead !== undefined &&
  own.every(({ stem: each, norm }) => formsOfWord(focusHead).has(each) || OF_WHATEVER_KIND.test(norm));
const OF_WHATEVER_KIND = /^(?:various|different|several|many|other|key|certain|such|numerous|more)$/;

/** "Who did *Sol* meet?": not Ana Maria Sol. */
function isBySurname(
  candidate: Candidate,
  own: readonly Token[],
  { kind, focusHead, clause }: UnderstoodQuestion,
): boolean {
  if (candidate.kind !== 'name' || candidate.nameKind !== 'person' || focusHead !== undefined) return false;
  if (kind !== 'who' && kind !== 'whom') return false;
  const surname = own.at(-1)?.text;
  return surname !== undefined && /^\p{Lu}/u.test(surname) && [clause.subject, clause.object].includes(surname);
}

/** "How many *Peruvian* sailors": a sentence that names no Peru, nor stands beside one that does, counts others. */
function isOfOtherPeople(
  candidate: Candidate,
  passage: Passage,
  terms: readonly QueryTerm[],
  { focus }: UnderstoodQuestion,
): boolean {
  const words = new Set((focus ?? '').split(/\s+/));
  const named = terms.filter((term) => term.kind === 'name' && words.has(term.text));
  // "900 *Norvik* sailors" are not the Front's.
  const { sentence } = passage;
  const from = candidate.start - sentence.start;
  const counted =
    /^[^,.;()]*?(?=\s(?:of|in|on|at|by|from|were|was|had|have|died|who|that|before|after|and)\b|[,.;()]|$)/i.exec(
      sentence.text.slice(from, from + COUNTED_REACH).replace(/^\D{0,20}\d[\d.,]*/, ''),
    );
  const others = tokenise(counted?.[0] ?? '').flatMap((token) => countryOf(token.text) ?? []);
  if (named.length > 0 && others.length > 0 && !named.some((term) => others.includes(term.country ?? ''))) return true;
  return terms.some(
    (term, at) =>
      term.kind === 'name' &&
      words.has(term.text) &&
      passage.inContext[at]! < (candidate.fit < 1 ? 1 : BESIDE) &&
      passage.matches[at]! === 0,
  );
}

/** Characters behind a figure's first in which what it counts is named. */
const COUNTED_REACH = 70;
/** What a neighbouring sentence counts for at least. */
const BESIDE = 0.42;

/** "How many were on flight 175?": not 175. A year in the question is no count. */
const isNumberInQuestion = (candidate: Candidate, question: UnderstoodQuestion): boolean =>
  /^\d+$/.test(candidate.text) && question.tokens.some((token) => token.norm === candidate.text);

const isOfFocusKind = (own: readonly Token[], { focusHead, answerType }: UnderstoodQuestion): boolean =>
  focusHead !== undefined &&
  (answerType === 'title' || answerTypeOfNoun(focusHead) !== 'person') &&
  (answerType === 'title' || own.at(-1)!.stem === stem(focusHead));

/** "Who did they take letters from?": "the letters of an envoy" are no one. */
function isOfAskedKind(
  candidate: Candidate,
  own: readonly Token[],
  terms: readonly QueryTerm[],
  { answerType, clause }: UnderstoodQuestion,
): boolean {
  if (candidate.kind !== 'phrase' || clause.slot !== 'complement') return false;
  if (answerType !== 'agent' && answerType !== 'person') return false;
  // What stands before the first preposition; `own` has none of the small words.
  const head = own.find((token, index) => index + 1 === own.length || own[index + 1]!.start > token.end + 1);
  return head !== undefined && terms.some((term) => !term.focus && term.stem === head.stem);
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
