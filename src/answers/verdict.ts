/** Yes/no questions: a clause that says so, or denies it, with the same doer and the same done-to. Silence is a refusal. */
import { clausesOf } from '../text/grammar.ts';
import { countriesIn } from '../text/places.ts';
import type { Clause } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { findVerb, type VerbPlace } from './alignment.ts';
import type { Finding } from './finding.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';

/** Sentences whose grammar is read for one verdict. */
export const MAX_SENTENCES_JUDGED = 14;
/** Share of a phrase's words that must be in the clause to be the same thing. */
const SAME_SHARE = 0.5;

/** A verb that only resembles the asked one proves nothing: "accepted an envoy" is not "recognised". */
export const MIN_VERB_WORTH = 0.7;

export interface Judgement {
  readonly passage: Passage;
  readonly says: 'yes' | 'no';
  readonly certainty: number;
  readonly hedged: boolean;
}

/** What the archive says to a yes/no question; undefined where no clause of it is about that. */
export function findVerdict(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Finding | undefined {
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
    answer,
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
  const places = findVerb(sentence.tokens, question).filter((each) => each.worth >= MIN_VERB_WORTH);
  if (places.length === 0) return [];
  const mentions = subject === undefined ? [0] : mentionsOf(subject, sentence);
  return mentions.flatMap((mention) => {
    const place = verbOfMention(mention, places, question.clause.passive);
    if (place === undefined || isOfAnotherTime(place, sentence.tokens, question)) return [];
    const clause = clausesOf(sentence.text).find((each) => formsOfWord(verb).has(stem(each.verb)));
    if (subject !== undefined && places.length === 1 && isDoneTo(subject, clause, question.clause.passive)) return [];
    const only = places.length === 1;
    const denied =
      place.negated ||
      (only && clause?.negated === true) ||
      nearDenial(sentence.text, sentence.tokens[place.at]!.start - sentence.start);
    const hedged = only && clause?.hedged === true && !denied;
    const certainty = Math.min(0.97, 0.2 + 0.25 * place.worth + 0.27 * subjectShare + 0.25 * restShare);
    return [{ passage, says: denied === question.negated ? ('yes' as const) : ('no' as const), certainty, hedged }];
  });
}

/** Token indices at which the subject is named, by its own last word or by its country's. */
function mentionsOf(subject: string, sentence: Passage['sentence']): number[] {
  const country = countriesIn(subject)[0]?.country;
  if (country !== undefined) {
    return countriesIn(sentence.text)
      .filter((mention) => mention.country === country)
      .map((mention) => sentence.tokens.findIndex((token) => token.end - sentence.start >= mention.end));
  }
  const head = tokenise(subject)
    .filter((token) => !token.stop)
    .at(-1);
  return sentence.tokens.flatMap((token, at) => (token.stem === head?.stem ? [at] : []));
}

/** The verb that belongs to a mention: the next one behind it; in the passive also one before ("recognised by"). */
function verbOfMention(mention: number, places: readonly VerbPlace[], passive: boolean): VerbPlace | undefined {
  const behind = places.find((place) => place.at > mention);
  if (behind !== undefined) return behind;
  return places.findLast((place) => place.at < mention && (place.passive || place.nominal || passive));
}

const OTHER_TIME = new Set(['previous', 'former', 'earlier', 'previously', 'formerly', 'once', 'then']);
/** Words behind the verb in which its object stands. */
const OBJECT_REACH = 5;

/** "recognised the *previous* regime" is another time's matter, unless the question asks for that time. */
function isOfAnotherTime(
  place: VerbPlace,
  tokens: Passage['sentence']['tokens'],
  question: UnderstoodQuestion,
): boolean {
  const near = tokens.slice(place.at + 1, place.at + 1 + OBJECT_REACH).some((token) => OTHER_TIME.has(token.norm));
  return near && question.time === undefined && !question.tokens.some((token) => OTHER_TIME.has(token.norm));
}

const DENIAL_REACH_CHARS = 40;

function nearDenial(text: string, verbAt: number): boolean {
  return /\bshort of\b|\bwithout\b|\byet to\b|\brefus\w+ to\b/i.test(
    text.slice(Math.max(0, verbAt - DENIAL_REACH_CHARS), verbAt),
  );
}

/** "is X the capital": a copula between the two. */
function judgePredicate(
  passage: Passage,
  subject: string | undefined,
  rest: string | undefined,
  restShare: number,
): Judgement[] {
  if (subject === undefined || rest === undefined || restShare < 0.8) return [];
  const clause = clausesOf(passage.sentence.text).find(
    (each) => each.verb === 'be' || each.verb === 'become' || each.verb === 'remain',
  );
  const denied = clause?.negated === true;
  return [
    {
      passage,
      says: denied ? 'no' : 'yes',
      certainty: 0.45 + 0.35 * restShare * (clause === undefined ? 0.5 : 1),
      hedged: clause?.hedged === true,
    },
  ];
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
  const stems = new Set(
    tokenise(b)
      .filter((token) => !token.stop)
      .map((token) => token.stem),
  );
  if (tokenise(a).some((token) => !token.stop && stems.has(token.stem))) return true;
  const countries = new Set(countriesIn(b).map((mention) => mention.country));
  return countriesIn(a).some((mention) => countries.has(mention.country));
}

/** Weighted share of a phrase's content words that the sentence holds; with `around`, its surroundings help out. */
function phraseShare(
  phrase: string | undefined,
  sentence: string,
  terms: readonly QueryTerm[],
  around?: Passage,
): number {
  if (phrase === undefined) return 1;
  const named = countriesIn(phrase)[0]?.country;
  const stems = new Set(tokenise(sentence).map((token) => token.stem));
  const countries = new Set(countriesIn(sentence).map((mention) => mention.country));
  // "United States" is not half told by "United Nations member state".
  if (named !== undefined && around === undefined && !countries.has(named)) return 0;
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
