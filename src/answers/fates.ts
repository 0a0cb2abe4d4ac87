/**
 * What becomes of people in an accident, a crime or a war: whoever asks for the injured is not answered with the dead.
 * Each figure and each person of such a sentence belongs to the fate that is told next to it.
 */
import type { Token } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';

const FATES: readonly ReadonlySet<string>[] = [
  'kill killed killing dead death deaths die died dying fatality fatalities perish perished slain murder murdered drowned drown toll',
  'injure injured injury injuries hurt wound wounded',
  'missing unaccounted vanish vanished',
  'rescue rescued save saved survive survived survivor survivors',
  'arrest arrested detain detained custody',
  'evacuate evacuated evacuation displace displaced',
  'infect infected infection infections',
  'charge charged indict indicted',
  'sentence sentenced jail jailed imprison imprisoned',
  'acquit acquitted free freed release released',
].map((line) => new Set(line.split(' ').map((word) => stem(word))));

/** A comma sets apart as much as two words. */
const WORDS_PER_COMMA = 2;

const fateOf = (stemmed: string): number => FATES.findIndex((words) => words.has(stemmed));

/** The fate that a question asks after, by its verb or by what it counts; below 0 where it asks after none. */
function askedFate(question: UnderstoodQuestion): number {
  const { verb } = question.clause;
  const byVerb = verb === undefined ? -1 : fateOf(stem(verb));
  if (byVerb >= 0 || verb !== undefined) return byVerb;
  for (const word of (question.focus ?? '').split(/\s+/)) {
    const fate = fateOf(stem(word.toLowerCase()));
    if (fate >= 0) return fate;
  }
  return -1;
}

/** Whether the sentence tells of the candidate another fate than the one asked after. */
export function hasOtherFate(candidate: Candidate, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const asked = askedFate(question);
  if (asked < 0 || candidate.kind === 'clause' || candidate.kind === 'date') return false;
  const told = fatesIn(tokens);
  if (told.length === 0) return false;
  if (!told.some(({ fate }) => fate === asked)) return candidate.kind === 'figure' || fillsAPerson(question);
  if (candidate.kind !== 'figure') return false;
  return nearestFate(candidate, tokens, told) !== asked;
}

/** Whether the sentence tells of the candidate the very fate that is asked after. */
export function isOfFate(candidate: Candidate, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const asked = askedFate(question);
  const told = fatesIn(tokens);
  return asked >= 0 && told.length > 0 && nearestFate(candidate, tokens, told) === asked;
}

interface ToldFate {
  readonly fate: number;
  readonly at: number;
}

const fatesIn = (tokens: readonly Token[]): readonly ToldFate[] =>
  tokens.flatMap((token, at) => {
    const fate = fateOf(token.stem);
    return fate < 0 ? [] : [{ fate, at }];
  });

/** Of two as near, the one behind: "killed nine and 22 are missing". */
function nearestFate(candidate: Candidate, tokens: readonly Token[], told: readonly ToldFate[]): number {
  return told.reduce((best, each) =>
    distance(candidate, each.at, tokens) <= distance(candidate, best.at, tokens) ? each : best,
  ).fate;
}

/** "Who was arrested": the empty place is the person's. */
const fillsAPerson = ({ answerType, clause }: UnderstoodQuestion): boolean =>
  (answerType === 'agent' || answerType === 'person') && clause.passive;

/** Words between a candidate and the token, commas counted as more. */
function distance(candidate: Candidate, at: number, tokens: readonly Token[]): number {
  const from = tokens.findIndex((token) => token.end > candidate.start);
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]!.start < candidate.end) to += 1;
  const [left, right] = at < from ? [at, from] : [to, at];
  let words = Math.max(0, right - left);
  // Where tokens do not touch but for a space, a mark stands between them.
  for (let index = left; index < right; index += 1)
    if (tokens[index + 1]!.start - tokens[index]!.end > 1) words += WORDS_PER_COMMA;
  return words;
}
