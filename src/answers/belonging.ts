/** Whose a thing is: "the owner's boat", "the letters of the new envoy, Ana Sol", "a proposal from Minister Kim". */
import type { Token } from '../text/reading.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';
import { DETERMINERS, looksLikeParticiple, PREPOSITIONS } from './word-classes.ts';

/** Words between a preposition and the name that it governs, titles and adjectives included. */
const PHRASE_REACH = 7;
/** Words between a possessor and what is his: "the firm's new chief lawyer". */
const POSSESSED_REACH = 4;

const GIVERS: ReadonlySet<string> = new Set(['of', 'from', 'by']);

/** Whether the preposition at `at` governs the token at `from`, titles, adjectives and an apposition between them. */
export function reaches(at: number, from: number, tokens: readonly Token[]): boolean {
  if (at < 0 || from <= at || from - at > PHRASE_REACH + 1) return false;
  const between = tokens.slice(at + 1, from);
  const apposed = from > at + 1 && isSetApart(tokens, from);
  return between.every((token, index) => {
    const next = between[index + 1] ?? tokens[from]!;
    if (looksLikeParticiple(token.norm) && PREPOSITIONS.has(next.norm)) return false;
    if (PREPOSITIONS.has(token.norm)) return apposed;
    return !token.stop || DETERMINERS.has(token.norm);
  });
}

/** A mark stands before the token: no space alone. */
const isSetApart = (tokens: readonly Token[], at: number): boolean => tokens[at]!.start - tokens[at - 1]!.end > 1;

/** Whether what the question asks the owner of ("whose *letters*") is the candidate's in this sentence. */
export function owns(candidate: Candidate, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const forms = formsOfWord(question.focusHead ?? '');
  const from = tokens.findIndex((token) => token.end > candidate.start);
  const to = tokens.findLastIndex((token) => token.start < candidate.end);
  if (from < 0 || to < from) return false;
  return tokens.some((token, at) => {
    if (!forms.has(token.stem)) return false;
    if (at > to) return isPossessive(tokens[to]!) && at - to <= POSSESSED_REACH && !crossesPreposition(tokens, to, at);
    return (
      at < from && GIVERS.has(tokens[at + 1]?.norm ?? '') && reaches(at + 1, from, tokens) && !isPossessive(tokens[to]!)
    );
  });
}

const isPossessive = (token: Token): boolean => /['’]s?$/.test(token.text);

const crossesPreposition = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from + 1, to).some((token) => PREPOSITIONS.has(token.norm));
