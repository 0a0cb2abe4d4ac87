/**
 * Whether a candidate stands where the question's empty place is: who did it and to whom it was done are not the same.
 * Read from the order of the words around the verb; the sentence's noun phrases and closed-class words are what it needs.
 */
import type { Token } from '../text/reading.ts';
import { tagWords } from '../text/tagging.ts';
import { stem, tokenise } from '../text/words.ts';
import { reaches } from './belonging.ts';
import type { Candidate } from './candidate.ts';
import { governorsOf } from './governors.ts';
import { phrasalVerbs } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';
import { BE_FORMS, looksLikeParticiple, NEGATIONS } from './word-classes.ts';

export interface VerbPlace {
  /** Index of the verb, or of the noun made from it, among the sentence's tokens. */
  readonly at: number;
  readonly worth: number;
  readonly passive: boolean;
  /** "recognition", "advice": a noun that stands for the doing. */
  readonly nominal: boolean;
  readonly negated: boolean;
}

/** Tokens looked back for "was", "by", "not": what stands further off belongs to another clause. */
const AUXILIARY_REACH = 4;

/** Where the question's verb, or a word that stands for it, occurs in a sentence. */
export function findVerb(
  tokens: readonly Token[],
  question: UnderstoodQuestion,
  sentence?: string,
): readonly VerbPlace[] {
  const verb = question.clause.verb;
  if (verb === undefined) return [];
  const forms = formsOfWord(verb);
  const nouns =
    sentence === undefined || !tokens.some((token) => forms.has(token.stem))
      ? undefined
      : nounsOf(sentence, tokens[0]?.start ?? 0);
  const phrasal = new Map(phrasalVerbs(tokens).map(({ at, plain }) => [at, stem(plain)]));
  return tokens.flatMap((token, at) => {
    // "leading to a war" leads nobody.
    const worth = forms.get(phrasal.get(at) ?? token.stem);
    if (worth === undefined || (nouns?.has(token.start) === true && DOER_NOUN.test(token.norm) && token.norm !== verb))
      return [];
    const back = tokens.slice(Math.max(0, at - AUXILIARY_REACH), at);
    const be = back.some((each) => BE_FORMS.has(each.norm));
    const participle = looksLikeParticiple(token.norm);
    // "the Front-led cabinet": the Front leads, whoever stands before or behind it.
    if (sentence?.[token.start - (tokens[0]?.start ?? 0) - 1] === '-' && at > 0) return [];
    // "its leading role": an adjective.
    if (question.clause.slot === 'subject' && /ing$/.test(token.norm) && isOwned(tokens[at - 1])) return [];
    if (DAMAGE.has(token.norm) && question.clause.slot === 'subject') return [];
    const nominal = !participle && (nouns?.has(token.start) ?? isNominal(token, tokens[at - 1]));
    const passive = participle && (be || tokens[at + 1]?.norm === 'by') && !/ing$/.test(token.norm);
    return [{ at, worth, passive, nominal, negated: isDenied(tokens, at) }];
  });
}

/** What is left of a killing tells nothing of who killed. */
const DAMAGE = new Set(['casualty', 'casualties', 'victim', 'victims', 'toll', 'fatality', 'fatalities', 'dead']);

const isOwned = (before: Token | undefined): boolean =>
  before !== undefined && (/['’]s?$/.test(before.text) || /^(?:its|his|her|their|the|a|an)$/.test(before.norm));

/** "critics", "founders", "recipients": who does it, not the doing. */
export const DOER_NOUN = /(?:ers?|ors?|ists?|ics?|ees?|ants?|ents?)$/;

/** Places of the words that the sentence uses as nouns: "critics" criticise nobody by standing there. */
function nounsOf(sentence: string, base: number): ReadonlySet<number> {
  const words = tagWords(sentence);
  const offset = base - (words[0]?.start ?? 0);
  return new Set(
    words.filter((word) => word.pos === 'noun' || word.pos === 'proper').map((word) => word.start + offset),
  );
}

const NOMINAL_ENDING = /(?:tion|sion|ment|ance|ence|al|ure|ice|ing|ry|th|ist|er|or)$/;
const VERB_LEADERS = new Set([
  'to',
  'will',
  'would',
  'could',
  'can',
  'should',
  'may',
  'might',
  'must',
  'did',
  'not',
  'they',
  'he',
  'she',
  'it',
  'we',
  'who',
  'which',
]);

function isNominal(token: Token, before: Token | undefined): boolean {
  if (before === undefined) return NOMINAL_ENDING.test(token.norm);
  if (VERB_LEADERS.has(before.norm) || (BE_FORMS.has(before.norm) && /ing$/.test(token.norm))) return false;
  return (
    NOMINAL_ENDING.test(token.norm) ||
    /^(?:the|a|an|its|his|her|their|of|on|for|from|this|that)$/.test(before.norm) ||
    /['’]s?$/.test(before.text)
  );
}

const DENIERS = new Set([
  'refused',
  'refuses',
  'refuse',
  'refusing',
  'failed',
  'fails',
  'fail',
  'failing',
  'declined',
  'declines',
  'denied',
  'denies',
  'avoided',
  'rejected',
  'without',
  'short',
  'unable',
  'prevented',
  'stopped',
  'yet',
]);

/** "has not recognised", "stopped short of recognising", "refused to recognise", "no country recognised". */
export function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 6); index -= 1) {
    const norm = tokens[index]!.norm;
    if (NEGATIONS.has(norm) && !(norm === 'no' && index < at - 5)) return true;
    if (DENIERS.has(norm) && index >= at - 4)
      return !(norm === 'yet' && !['to'].includes(tokens[index + 1]?.norm ?? ''));
    if (/[,;:]$/.test(tokens[index]!.text)) return false;
  }
  return false;
}

export interface Alignment {
  /** 1 where the candidate stands in the asked place, -1 where it stands in another's, 0 where it can't be told. */
  readonly role: number;
  /** How near the candidate is to the verb, 0 to 1; 0 without a verb. */
  readonly nearness: number;
  readonly verbWorth: number;
  readonly negated: boolean;
}

const NONE: Alignment = { role: 0, nearness: 0, verbWorth: 0, negated: false };

/** Words from a possessor to the noun of what he does. */
const POSSESSED_REACH = 4;

/** The best reading of the candidate's place over all places of the verb. */
export function alignCandidate(
  candidate: Candidate,
  tokens: readonly Token[],
  verbs: readonly VerbPlace[],
  question: UnderstoodQuestion,
): Alignment {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  if (from < 0) return NONE;
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]!.start < candidate.end) to += 1;
  let best = NONE;
  for (const verb of verbs) {
    if (verb.at >= from && verb.at <= to && candidate.kind !== 'clause') continue;
    const gap = verb.at < from ? from - verb.at - 1 : verb.at - to - 1;
    const nearness = 1 / (1 + gap / 4);
    const role = roleOf({ from, to }, verb, tokens, question);
    const aligned = { role, nearness, verbWorth: verb.worth, negated: verb.negated };
    if (worthOf(aligned) > worthOf(best) || best === NONE) best = aligned;
  }
  return best;
}

const worthOf = (alignment: Alignment): number => alignment.verbWorth * (alignment.role + 0.5 * alignment.nearness);

/** Verbs whose two sides do the same: who met whom is whom who met. */
const RECIPROCAL = new Set([
  'meet',
  'marry',
  'talk',
  'negotiate',
  'fight',
  'play',
  'merge',
  'partner',
  'agree',
  'collide',
  'speak',
  'cooperate',
  'divorce',
  'date',
]);

interface Place {
  readonly from: number;
  readonly to: number;
}

function roleOf(place: Place, verb: VerbPlace, tokens: readonly Token[], question: UnderstoodQuestion): number {
  const slot = question.clause.slot;
  if (slot === 'adjunct' || slot === 'complement') return complementRole(place, tokens, question);
  const wantsDoer = wantsTheDoer(question);
  if (wantsDoer === undefined) return 0;
  const doer = isDoer(place, verb, tokens);
  if (doer === undefined) return 0;
  if (RECIPROCAL.has(question.clause.verb ?? '')) return 1;
  return doer === wantsDoer ? 1 : -1;
}

/** "who was advised" asks for the one it was done to; "who advised" for the doer. */
export function wantsTheDoer(question: UnderstoodQuestion): boolean | undefined {
  const { slot, passive } = question.clause;
  if (slot === 'subject') return !passive;
  if (slot === 'object') return passive;
  return undefined;
}

/** The preposition that the question leaves open stands before the candidate: "removed *from* the list". */
function complementRole({ from }: Place, tokens: readonly Token[], question: UnderstoodQuestion): number {
  const preposition = question.clause.preposition;
  if (preposition === undefined) return question.kind === 'where' ? locativeRole(from, tokens) : 0;
  const before = tokens.slice(Math.max(0, from - 3), from).map((token) => token.norm);
  if (preposition === 'by' && question.clause.passive) return before.includes('by') ? 1 : -0.5;
  const governors = governorsOf(question.clause);
  if (governors.some((each) => before.includes(each))) return 1;
  const near = tokens.findLastIndex((token, at) => at < from && governors.includes(token.norm));
  return reaches(near, from, tokens) || (preposition === 'from' && isOfTheObject(from, tokens, question)) ? 1 : -1;
}

/** What is accepted "from" an envoy are the letters "of" the envoy. */
function isOfTheObject(from: number, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const object = tokenise(question.clause.object ?? '').findLast((token) => !token.stop);
  if (object === undefined) return false;
  const forms = formsOfWord(object.norm);
  return tokens.some(
    (token, at) => forms.has(token.stem) && tokens[at + 1]?.norm === 'of' && reaches(at + 1, from, tokens),
  );
}

const LOCATIVE = new Set([
  'in',
  'at',
  'on',
  'off',
  'near',
  'to',
  'from',
  'into',
  'outside',
  'across',
  'towards',
  'toward',
  'along',
  'around',
  'over',
  'under',
  'between',
  'beside',
  'inside',
  'through',
]);

/** Whether a preposition of place governs the candidate. */
export function standsInPlace(candidate: Candidate, tokens: readonly Token[]): boolean {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  return from > 0 && locativeRole(from, tokens) > 0;
}

/** "sank *off the island of Marn*": a place is governed by a preposition of place. */
function locativeRole(from: number, tokens: readonly Token[]): number {
  const before = tokens.slice(Math.max(0, from - 5), from);
  const last = before.at(-1)?.norm ?? '';
  const governed = before.findLast((token) => LOCATIVE.has(token.norm));
  if (LOCATIVE.has(last) || (last === 'the' && LOCATIVE.has(before.at(-2)?.norm ?? ''))) return 1;
  return governed !== undefined && last === 'of' ? 0.9 : -2;
}

/** Whether the candidate does what the verb says; undefined where the words leave it open. */
function isDoer(place: Place, verb: VerbPlace, tokens: readonly Token[]): boolean | undefined {
  const before = tokens[place.from - 1]?.norm ?? '';
  const earlier = tokens[place.from - 2]?.norm ?? '';
  const left = place.to < verb.at;
  const introduced = (word: string): boolean =>
    before === word || (earlier === word && /^(?:the|a|an|president|minister|mr|ms)$/.test(before));
  if (verb.nominal) {
    // "Norvik's swift recognition", not "Norvik's ship carried the new leadership".
    if (left)
      return verb.at - place.to <= (/['’]s?$/.test(tokens[place.to]!.text) ? POSSESSED_REACH : 1) ? true : undefined;
    if (introduced('by') || introduced('from')) return true;
    if (introduced('of')) return undefined;
    return undefined;
  }
  if (verb.passive) {
    if (!left) return rolePhraseBefore(place, tokens, 'by') ? true : undefined;
    return crossesClause(place.to, verb.at, tokens) ? undefined : false;
  }
  if (left) return crossesClause(place.to, verb.at, tokens) ? undefined : true;
  if (rolePhraseBefore(place, tokens, 'by') && place.from - verb.at > 2) return undefined;
  return place.from - verb.at <= 8 && !crossesClause(verb.at, place.from, tokens) ? false : undefined;
}

/** "by President Ines Calderon": the preposition stands before the name's title. */
function rolePhraseBefore(place: Place, tokens: readonly Token[], word: string): boolean {
  for (let index = place.from - 1; index >= Math.max(0, place.from - 5); index -= 1) {
    if (tokens[index]!.norm === word) return true;
    if (tokens[index]!.stop && !['the', 'a', 'an', 'and'].includes(tokens[index]!.norm)) return false;
  }
  return false;
}

const CLAUSE_WORDS = new Set([
  'that',
  'because',
  'while',
  'although',
  'though',
  'but',
  'when',
  'after',
  'before',
  'if',
  'whereas',
  'said',
  'says',
  'told',
]);

function crossesClause(from: number, to: number, tokens: readonly Token[]): boolean {
  return tokens.slice(from + 1, to).some((token) => CLAUSE_WORDS.has(token.norm));
}
