/** Whose date it is: "it sank after the owner, who had bought it in 1998, …" does not say that it sank in 1998. */
import { clausesOf } from '../text/grammar.ts';
import type { Clause } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import { plainVerbOf } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';

/**
 * Whether the sentence tells the asked doing in one clause and the date in another: one of somebody else, or one beside a
 * clause of the asked doing that has a date of its own.
 */
export function isDateOfAnother(candidate: Candidate, sentence: string, question: UnderstoodQuestion): boolean {
  const verb = question.clause.verb;
  if (candidate.kind !== 'date' || verb === undefined) return false;
  const forms = formsOfWord(verb);
  const clauses = clausesOf(sentence);
  const tellsIt = (clause: Clause): boolean => forms.has(stem(plainVerbOf(clause)));
  const asked = clauses.filter(tellsIt);
  const dated = clauses.filter((clause) => clause.complements.some((each) => each.includes(candidate.written)));
  if (asked.length === 0 || dated.length === 0 || dated.some(tellsIt)) return false;
  return asked.some(hasDate) || dated.every((clause) => asked.every((each) => each.subject !== clause.subject));
}

const DATE =
  /\b(?:(?:1\d|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today)\b/i;

const hasDate = ({ complements }: Clause): boolean => complements.some((each) => DATE.test(each));
