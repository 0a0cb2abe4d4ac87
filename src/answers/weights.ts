/** What speaks for a candidate and against it, weighed by a logistic model: once to rank, once to say how sure we are. */
import type { UnderstoodQuestion } from './question.ts';

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
  /** 1 where the sentence tells the asked relation of the candidate in a set way, -1 where it tells it of another side. */
  readonly told: number;
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
  told: 2.5,
};

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
  told: 0.8,
  verbless: -0.2,
};
/** The score at which an answer is as likely wrong as right, and how fast that changes. */
export const EVEN_SCORE = 1.5;
export const CERTAINTY_SLOPE = 0.5;

/** "Who handed it over?": beside a sentence that tells of no such doing, a name is a guess. Times the feature `verbless`. */
const RISK_OF_AN_UNTOLD_DOING = -1;
/** "Where was it found?": a place beside no finding. */
const RISK_OF_AN_UNTOLD_PLACE = -1.5;
/** No preposition of place stands before it. */
const RISK_OF_NO_PLACE = -2;
/** The doing is told, and the candidate stands in none of its places. */
const RISK_BESIDE_THE_DOING = -3.5;
const isBesideTheDoing = ({ verb, role, slot, equated, nearness }: Features): boolean =>
  verb > 0 && role <= 0 && slot <= 0 && equated < 0.4 && nearness < 0.95 * verb;
/** Whether the empty place is that of somebody who does something. */
export const asksForDoer = ({ answerType, clause }: UnderstoodQuestion): boolean =>
  clause.slot === 'subject' && answerType !== 'thing';

/** How likely a candidate is right, 0 to 1. */
export function certaintyOf(features: Features, score: number, question: UnderstoodQuestion): number {
  let sum = score + (question.answerType === 'thing' ? (RISK.thing ?? 0) : 0);
  if (asksForDoer(question))
    sum += RISK_OF_AN_UNTOLD_DOING * features.verbless + (isBesideTheDoing(features) ? RISK_BESIDE_THE_DOING : 0);
  if (question.kind === 'where' && features.role < 0) sum += RISK_OF_NO_PLACE;
  if (question.kind === 'where' && features.verbless >= 3) sum += RISK_OF_AN_UNTOLD_PLACE;
  for (const key of Object.keys(features) as (keyof Features)[]) sum += (RISK[key] ?? 0) * features[key];
  return 1 / (1 + Math.exp(-CERTAINTY_SLOPE * (sum - EVEN_SCORE)));
}
