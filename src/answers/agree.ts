/**
 * Redundancy: an answer that several independent sources give is the more certain (Brill et al., "Data-Intensive Question
 * Answering", 2001). Copies count once; who differs is kept, to be shown.
 */
import type { Article } from '../model.ts';
import { sameName } from '../text/names.ts';
import { countryOf } from '../text/places.ts';
import { type AnswerType, asksForDate, asksForQuantity } from './answer-types.ts';
import type { ScoredCandidate } from './score.ts';

/** What a further independent source adds at most, as a share of what is missing to 1; a doubtful one adds little (squared). */
export const CORROBORATION = 0.35;

/** What a further source adds to the score, times its certainty. */
export const SCORE_OF_A_SECOND_SOURCE = 1;

export interface Position {
  /** The answer in its fullest form. */
  readonly text: string;
  readonly candidates: readonly ScoredCandidate[];
  /** Best candidate of each independent source, best first. */
  readonly independent: readonly ScoredCandidate[];
  readonly confidence: number;
  /** For the order of positions: the best score, more for each further independent source. */
  readonly rank: number;
}

/** Candidates that mean one thing, as one position; the most certain first. */
export function gatherPositions(
  scored: readonly ScoredCandidate[],
  type: AnswerType,
  origin: (article: Article) => string,
): readonly Position[] {
  const groups: ScoredCandidate[][] = [];
  for (const each of scored) {
    const group = groups.find((members) => meansSame(members[0]!, each, type));
    if (group === undefined) groups.push([each]);
    else group.push(each);
  }
  const positions = groups.map((members) => positionOf(members, type, origin));
  return positions.sort((a, b) => b.rank - a.rank);
}

function meansSame(a: ScoredCandidate, b: ScoredCandidate, type: AnswerType): boolean {
  if (a.candidate.key === b.candidate.key) return true;
  if (a.candidate.kind !== b.candidate.kind && !(isName(a) && isName(b))) return false;
  if (asksForDate(type)) return agreeingDates(a.candidate.key, b.candidate.key);
  if (asksForQuantity(type)) return false;
  if (isName(a) && isName(b)) return sameName(a.candidate.text, b.candidate.text) || isSameState(a, b, type);
  return false;
}

/** "Lima" and "Peru" did the same, where states act; where a place is asked for, they are two. */
function isSameState(a: ScoredCandidate, b: ScoredCandidate, type: AnswerType): boolean {
  const country = type === 'agent' ? countryOf(a.candidate.text) : undefined;
  return country !== undefined && country === countryOf(b.candidate.text);
}

const isName = (each: ScoredCandidate): boolean => each.candidate.kind === 'name';

/** "July 2025" and "3 July 2025" agree: one is the beginning of the other. */
function agreeingDates(a: string, b: string): boolean {
  const left = a.replace(/^date \w+ /, '');
  const right = b.replace(/^date \w+ /, '');
  return left.length >= 7 && right.length >= 7 && (left.startsWith(right) || right.startsWith(left));
}

function positionOf(
  members: readonly ScoredCandidate[],
  type: AnswerType,
  origin: (article: Article) => string,
): Position {
  const ordered = [...members].sort((a, b) => b.score - a.score);
  const seen = new Set<string>();
  const independent = ordered.filter((each) => {
    const from = origin(each.passage.article);
    return seen.has(from) ? false : seen.add(from);
  });
  let missing = 1 - ordered[0]!.certainty;
  for (const other of independent.slice(1, 6)) missing *= 1 - CORROBORATION * other.certainty ** 2;
  return {
    text: fullestForm(ordered, type),
    candidates: ordered,
    independent,
    confidence: 1 - missing,
    rank:
      ordered[0]!.score +
      independent.slice(1, 6).reduce((sum, other) => sum + SCORE_OF_A_SECOND_SOURCE * other.certainty, 0),
  };
}

/** A name in its fullest form among credible mentions; a date as precise as one gives it; else as the best one has it. */
function fullestForm(ordered: readonly ScoredCandidate[], type: AnswerType): string {
  const best = ordered[0]!;
  const credible = ordered.filter((each) => each.certainty >= best.certainty * 0.5);
  if (asksForDate(type))
    return longest(
      credible.filter((each) => each.candidate.key.startsWith(best.candidate.key)),
      (each) => each.candidate.key.length,
    ).candidate.text;
  if (!isName(best)) return best.candidate.text;
  const names = credible.filter(isName).map((each) => each.candidate.text);
  const state = names.find((name) => countryOf(name) === name);
  if (type === 'agent' && state !== undefined && countryOf(best.candidate.text) === state) return state;
  return names.reduce(
    (fullest, name) =>
      words(name) > words(fullest) && words(name) <= 5 && sharesFirstWord(name, fullest) ? name : fullest,
    best.candidate.text,
  );
}

const words = (name: string): number => name.split(/\s+/).length;
const sharesFirstWord = (a: string, b: string): boolean =>
  a.split(/\s+/).at(-1) === b.split(/\s+/).at(-1) || a.startsWith(b);

function longest<T>(list: readonly T[], length: (each: T) => number): T {
  return list.reduce((most, each) => (length(each) > length(most) ? each : most));
}
