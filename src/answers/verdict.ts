/** Yes/no questions: a clause that says so, or denies it, with the same doer and the same done-to. Silence is a refusal. */
import { clausesOf } from '../text/grammar.ts';
import { countriesIn } from '../text/places.ts';
import type { Clause } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { findVerb } from './alignment.ts';
import type { Finding } from './finding.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';

/** Sentences whose grammar is read for one verdict. */
export const MAX_SENTENCES_JUDGED = 14;
/** Share of a phrase's words that must be in the clause to be the same thing. */
const SAME_SHARE = 0.5;

export interface Judgement {
  readonly passage: Passage;
  readonly says: 'yes' | 'no';
  readonly certainty: number;
  readonly hedged: boolean;
}

/** What the archive says to a yes/no question; undefined where no clause of it is about that. */
export function findVerdict(passages: readonly Passage[], terms: readonly QueryTerm[], question: UnderstoodQuestion): Finding | undefined {
  const judged = passages
    .slice(0, MAX_SENTENCES_JUDGED)
    .flatMap((passage) => judge(passage, terms, question))
    .filter((each) => each.certainty > 0)
    .sort((a, b) => b.certainty - a.certainty);
  const best = judged[0];
  if (best === undefined) return undefined;
  const agreeing = judged.filter((each) => each.says === best.says);
  const opposing = judged.filter((each) => each.says !== best.says && each.certainty >= 0.6 * best.certainty);
  const answer = best.says === 'yes' ? 'Yes' : 'No';
  return {
    answer: question.negated && question.clause.verb !== undefined ? answer : answer,
    confidence: best.certainty * (opposing.length > 0 ? 0.75 : 1) * (best.hedged ? 0.7 : 1),
    support: agreeing.map((each) => each.passage),
    dissent: opposing.slice(0, 1).map((each) => ({ says: each.says, passage: each.passage })),
    caveats: best.hedged ? ['The source does not say it for certain.'] : [],
  };
}

function judge(passage: Passage, terms: readonly QueryTerm[], question: UnderstoodQuestion): Judgement[] {
  const { subject, verb, object, predicate } = question.clause;
  const sentence = passage.sentence;
  const subjectShare = phraseShare(subject, sentence.text, terms);
  if (subject !== undefined && subjectShare < SAME_SHARE) return [];
  const rest = object ?? predicate;
  const restShare = rest === undefined ? 1 : phraseShare(rest, sentence.text, terms, passage);
  if (restShare < SAME_SHARE) return [];
  if (verb === undefined) return judgePredicate(passage, subject, rest, restShare);
  const verbs = findVerb(sentence.tokens, question);
  const place = verbs.find((each) => each.worth >= 0.65);
  if (place === undefined) return [];
  const clause = clauseOfVerb(sentence.text, verb);
  const clauses = clausesOf(sentence.text);
  if (subject !== undefined && isDoneTo(subject, clause, question.clause.passive)) return [];
  const shortOf = /\bstop(?:s|ped|ping)? short of\b|\bwithout\b|\byet to\b/i.test(sentence.text.slice(0, sentence.tokens[place.at]!.start - sentence.start));
  const denied = place.negated || clause?.negated === true || (shortOf && nearDenial(sentence.text, sentence.tokens[place.at]!.start - sentence.start));
  const hedged = clause?.hedged === true && !denied && clauses.length > 0;
  const certainty = Math.min(0.97, 0.25 + 0.25 * place.worth + 0.25 * subjectShare + 0.25 * restShare) * (hedged ? 0.8 : 1);
  const says = denied !== question.negated ? 'no' : 'yes';
  return [{ passage, says: question.negated ? (denied ? 'yes' : 'no') : says, certainty, hedged }];
}

const DENIAL_REACH_CHARS = 60;

function nearDenial(text: string, verbAt: number): boolean {
  return /\bshort of\b|\bwithout\b|\byet to\b/i.test(text.slice(Math.max(0, verbAt - DENIAL_REACH_CHARS), verbAt));
}

/** "is X the capital": a copula between the two. */
function judgePredicate(passage: Passage, subject: string | undefined, rest: string | undefined, restShare: number): Judgement[] {
  if (subject === undefined || rest === undefined || restShare < 0.8) return [];
  const clause = clausesOf(passage.sentence.text).find((each) => each.verb === 'be' || each.verb === 'become' || each.verb === 'remain');
  const denied = clause?.negated === true;
  return [{ passage, says: denied ? 'no' : 'yes', certainty: 0.45 + 0.35 * restShare * (clause === undefined ? 0.5 : 1), hedged: clause?.hedged === true }];
}

function clauseOfVerb(sentence: string, verb: string): Clause | undefined {
  const forms = formsOfWord(verb);
  return clausesOf(sentence).find((clause) => clause.verb === verb) ?? clausesOf(sentence).find((clause) => tokenise(clause.verb).some((token) => forms.has(token.stem)));
}

/** The question's doer is the one it was done to here: "China was recognised by Nordland". */
function isDoneTo(subject: string, clause: Clause | undefined, passive: boolean): boolean {
  if (clause === undefined) return false;
  const done = clause.passive ? clause.subject : clause.object;
  const doer = clause.passive ? clause.complements.find((each) => /^by\b/i.test(each)) : clause.subject;
  const wrong = passive ? doer : done;
  const right = passive ? done : doer;
  return wrong !== undefined && sharesWords(subject, wrong) && !(right !== undefined && sharesWords(subject, right));
}

function sharesWords(a: string, b: string): boolean {
  const stems = new Set(tokenise(b).filter((token) => !token.stop).map((token) => token.stem));
  if (tokenise(a).some((token) => !token.stop && stems.has(token.stem))) return true;
  const countries = new Set(countriesIn(b).map((mention) => mention.country));
  return countriesIn(a).some((mention) => countries.has(mention.country));
}

/** Weighted share of a phrase's content words that the sentence holds; with `around`, its surroundings help out. */
function phraseShare(phrase: string | undefined, sentence: string, terms: readonly QueryTerm[], around?: Passage): number {
  if (phrase === undefined) return 1;
  const stems = new Set(tokenise(sentence).map((token) => token.stem));
  const countries = new Set(countriesIn(sentence).map((mention) => mention.country));
  let total = 0;
  let held = 0;
  for (const token of tokenise(phrase).filter((each) => !each.stop)) {
    const at = terms.findIndex((term) => term.stem === token.stem);
    const term = terms[at];
    if (term === undefined) continue;
    total += term.weight;
    const direct = Math.max(0, ...[...term.forms].filter(([form]) => stems.has(form)).map(([, worth]) => worth));
    const byCountry = term.country !== undefined && countries.has(term.country) ? 0.95 : 0;
    const near = around === undefined ? 0 : 0.8 * around.inContext[at]!;
    held += term.weight * Math.max(direct, byCountry, near);
  }
  return total === 0 ? 1 : held / total;
}
