/** Figures that move while a story runs: the newest one answers, with its day and with what earlier reports said. */
import { formatDate } from '../text/dates.ts';
import { quantitiesIn } from '../text/quantities.ts';
import type { Position } from './agree.ts';
import { joinNames } from './candidate.ts';
import { rarestName } from './event.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { ScoredCandidate } from './score.ts';
import type { QueryTerm } from './terms.ts';

/** Earlier figures that are told, at most: the latest ones. */
export const MAX_EARLIER_FIGURES = 4;
/** A figure with less than this share of the answer's certainty is of something else. */
const EARLIER_SHARE = 0.5;
/** A figure that counts something else by name ("three bodies") fits less. */
const COUNTS_THE_SAME = 0.6;

/** Whether the newest figure is wanted: a count without a time of its own. */
export const asksForMovingFigure = (question: UnderstoodQuestion): boolean =>
  question.answerType === 'count' && question.time === undefined && question.order !== 'first';

export interface Toll {
  readonly caveat: string;
  /** The positions that the newest figure replaces: they do not disagree with it. */
  readonly replaced: readonly Position[];
}

/** What earlier reports said of the same figure; undefined where no other value is known. */
export function tollOf(
  best: Position,
  positions: readonly Position[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Toll | undefined {
  const lead = best.candidates[0]!;
  if (!asksForMovingFigure(question) || lead.candidate.kind !== 'figure') return undefined;
  const since = firstOf(best);
  if (since === undefined) return undefined;
  const earlier = positions
    .filter((position) => position !== best && position.text !== best.text)
    .flatMap((position) => {
      const each = position.candidates.find((other) => isOfTheSame(other, lead, terms));
      const at = each?.passage.article.publishedAt;
      return each === undefined || at === undefined || at >= since ? [] : [{ position, at, value: figureOf(each) }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(-MAX_EARLIER_FIGURES);
  const values = [...new Set(earlier.map(({ value }) => value))];
  if (values.length === 0) return undefined;
  return {
    caveat: `As of ${formatDate(newestOf(best).slice(0, 10))}; earlier reports said ${joinNames(values)}.`,
    replaced: earlier.map(({ position }) => position),
  };
}

const timesOf = (position: Position): readonly string[] =>
  position.candidates
    .filter((each) => !each.passage.article.publishedAtGuessed)
    .map((each) => each.passage.article.publishedAt)
    .sort();

const newestOf = (position: Position): string => timesOf(position).at(-1) ?? '';

/** When the figure was first told; undefined where no time of publication is known. */
const firstOf = (position: Position): string | undefined => timesOf(position)[0];

/** A figure of the same doing, as sure, in an article of the same story or about the same name. */
function isOfTheSame(other: ScoredCandidate, lead: ScoredCandidate, terms: readonly QueryTerm[]): boolean {
  if (other.passage.article.publishedAtGuessed || other.certainty < EARLIER_SHARE * lead.certainty) return false;
  if (other.candidate.fit < COUNTS_THE_SAME) return false;
  if (lead.features.verb > 0 && other.features.verb === 0) return false;
  if (other.passage.article.storyId === lead.passage.article.storyId) return true;
  const name = rarestName(terms);
  return name >= 0 && other.passage.inContext[name]! >= 0.5;
}

/** "nine" in digits, with what bounds it: "at least 9". */
const figureOf = ({ candidate }: ScoredCandidate): string => inDigits(candidate.text, candidate.key);

const FIGURE_KEY = /^figure (\d+(?:\.\d+)?) /;
const WORDS =
  /(?<=^|\s)(?!(?:about|around|approximately|roughly|nearly|almost|at|least|more|than|over|fewer|less|up|to|as|many|some)\b)\p{L}[\p{L}\s-]*$/u;

function inDigits(text: string, key: string): string {
  const value = FIGURE_KEY.exec(`${key} `)?.[1];
  return value === undefined || /\d/.test(text) ? text : text.replace(WORDS, Number(value).toLocaleString('en-GB'));
}

/** The figure in digits where one of its articles writes it so; else as the best sentence has it. */
export function figureAsWritten(best: Position): string {
  const { candidate } = best.candidates[0]!;
  if (candidate.kind !== 'figure' || /\d/.test(best.text)) return best.text;
  const value = Number(FIGURE_KEY.exec(`${candidate.key} `)?.[1] ?? Number.NaN);
  const writesDigits = best.candidates.some(
    ({ candidate: each, passage }) =>
      /\d/.test(each.written) ||
      quantitiesIn(passage.article.title).some((quantity) => quantity.value === value && /\d/.test(quantity.text)),
  );
  return writesDigits ? inDigits(best.text, candidate.key) : best.text;
}
