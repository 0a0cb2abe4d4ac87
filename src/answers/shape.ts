/** What a candidate looks like where it stands: part of a longer phrase, governed by a preposition, made of the question's words. */
import type { Token } from '../text/reading.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';
import type { Features } from './weights.ts';
import { DETERMINERS, PREPOSITIONS } from './word-classes.ts';

const GENERIC_HEADS: ReadonlySet<string> = new Set(
  'part parts result results number numbers way ways sense type types kind kinds lot case cases fact thing things time times example instance term terms form order addition use variety series set majority rest end beginning side one ones others other role area areas member members amount level rate total move step'.split(
    ' ',
  ),
);

/** The features of form. `candidates` are all of the sentence. */
export function shapeFeatures(
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
