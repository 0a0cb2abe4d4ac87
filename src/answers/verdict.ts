/** Yes/no questions: a clause that says so, or denies it, with the same doer and the same done-to. Silence is a refusal. */
import { clausesOf } from '../text/grammar.ts';
import { namesOf, sameName } from '../text/names.ts';
import { countriesIn } from '../text/places.ts';
import type { Clause } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { findVerb, type VerbPlace } from './alignment.ts';
import { isOfAnotherTime } from './another-time.ts';
import { answerTypeOfNoun } from './answer-types.ts';
import { asksForStanding, tellsItsEnd } from './ended-state.ts';
import { judgeExistence } from './existence.ts';
import type { Finding } from './finding.ts';
import { plainVerbOf } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import { headOf } from './question-words.ts';
import type { Passage } from './retrieve.ts';
import { officeAgreement, readOffice } from './roles.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';
import { DETERMINERS } from './word-classes.ts';

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
  /** Told by a verb, not by a noun that stands for the doing. */
  readonly verbal: boolean;
  /** What a no rests on, where it is less than a no: "no reports of casualties". */
  readonly told?: string;
}

/** What the archive says to a yes/no question; undefined where no clause of it is about that. */
export function findVerdict(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Finding | undefined {
  const judged = passages
    .slice(0, MAX_SENTENCES_JUDGED)
    .flatMap((passage) => readVerdicts(passage, terms, question))
    .filter((each) => each.certainty > 0)
    .sort((a, b) => b.certainty - a.certainty);
  const best = judged[0];
  if (best === undefined) return undefined;
  const agreeing = judged.filter((each) => each.says === best.says);
  // What once began does not speak against its end.
  const opposing = asksForStanding(question)
    ? []
    : judged.filter((each) => each.says !== best.says && each.certainty >= 0.6 * best.certainty);
  const answer = `${best.says === 'yes' ? 'Yes' : 'No'}${best.told === undefined ? '' : ` (${best.told})`}`;
  return {
    answer,
    confidence: best.certainty * (opposing.length > 0 ? 0.75 : 1) * (best.hedged ? 0.7 : 1),
    support: agreeing.map((each) => each.passage),
    dissent: opposing.slice(0, 1).map((each) => ({ says: each.says, passage: each.passage })),
    caveats: best.hedged ? ['The source does not say it for certain.'] : [],
  };
}

/** What the sentence says to the question's clause, one reading for each mention of its subject. */
export function readVerdicts(passage: Passage, terms: readonly QueryTerm[], question: UnderstoodQuestion): Judgement[] {
  const { subject, verb, object, predicate } = question.clause;
  const existence = judgeExistence(passage, terms, question);
  if (existence !== undefined) return existence.map((each) => ({ passage, hedged: false, verbal: true, ...each }));
  const sentence = passage.sentence;
  const anyone = verb === undefined || subject === undefined ? undefined : readAnyone(subject);
  if (anyone !== undefined) return judgeAnyone(passage, anyone, terms, question);
  const subjectShare = phraseShare(subject, sentence.text, terms);
  if (subject !== undefined && subjectShare < SAME_SHARE) return [];
  const rest = object ?? predicate;
  const restShare = rest === undefined ? 1 : phraseShare(rest, sentence.text, terms, passage);
  if (restShare < SAME_SHARE) return [];
  if (verb === undefined)
    return judgeOffice(passage, subject, rest) ?? judgePredicate(passage, subject, rest, restShare);
  if (asksForStanding(question) && tellsItsEnd(sentence.text, question))
    return [{ passage, says: 'no', certainty: ENDED_CERTAINTY, hedged: false, verbal: true }];
  const places = findVerb(sentence.tokens, question).filter((each) => each.worth >= MIN_VERB_WORTH);
  if (places.length === 0) return [];
  const mentions = subject === undefined ? [0] : mentionsOf(subject, sentence);
  return mentions.flatMap((mention) => {
    const place = verbOfMention(mention, places, sentence.tokens, question.clause.passive);
    if (place === undefined || isOfAnotherTime(place, sentence.tokens, question)) return [];
    const clause = clausesOf(sentence.text).find((each) => formsOfWord(verb).has(stem(plainVerbOf(each))));
    if (subject !== undefined && places.length === 1 && isDoneTo(subject, clause, question.clause.passive)) return [];
    const only = places.length === 1;
    const denied =
      place.negated ||
      (only && clause?.negated === true) ||
      nearDenial(sentence.text, sentence.tokens[place.at]!.start - sentence.start);
    const isNoun = place.nominal && !denied && !question.clause.passive;
    if (subject !== undefined && isNoun && !isDoerOf(place, mention, sentence.tokens)) return [];
    const hedged = only && clause?.hedged === true && !denied;
    const certainty = Math.min(0.97, 0.2 + 0.25 * place.worth + 0.27 * subjectShare + 0.25 * restShare);
    return [
      {
        passage,
        // "Hasn't Chile signed?" is answered as "Has Chile signed?" is.
        says: denied ? ('no' as const) : ('yes' as const),
        certainty,
        hedged,
        verbal: isVerbal(place, sentence.tokens),
      },
    ];
  });
}

interface Anyone {
  /** Stems of the generic noun: "country", "nation". */
  readonly kin: ReadonlySet<string>;
  readonly exceptCountries: ReadonlySet<string>;
  /** "any *coastal* state": whether one that did it is of these, nobody here can tell. */
  readonly restricted: boolean;
  /** "any *other* country": but for which one is not said, so that whoever did it may be the very one. */
  readonly other: boolean;
}

const ANYONE =
  /^(?:any|another|some)\s(?:other\s)?(\p{L}+\s)?(country|countries|nation|nations|state|states|government|governments)\b(.*)$/iu;

const OTHER = /^(?:any other|some other|another)\b/i;

/** "any country besides Peru", "another state": whoever of the kind did it, but for those left out. */
function readAnyone(subject: string): Anyone | undefined {
  const match = ANYONE.exec(subject);
  if (match === null) return undefined;
  return {
    kin: new Set(['country', 'countries', 'nation', 'state', 'states', 'government', 'one'].map((word) => stem(word))),
    exceptCountries: new Set(countriesIn(match[3]!).map((mention) => mention.country)),
    restricted: match[1] !== undefined,
    other: OTHER.test(subject),
  };
}

/** A country not left out that did it is a yes; "no country had" is a no. */
function judgeAnyone(
  passage: Passage,
  { kin, exceptCountries, restricted, other }: Anyone,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Judgement[] {
  const { sentence } = passage;
  const share = phraseShare(question.clause.object, sentence.text, terms, passage);
  if (share < SAME_SHARE) return [];
  const forms = formsOfWord(question.clause.verb!);
  return clausesOf(sentence.text).flatMap((clause) => {
    const worth = forms.get(stem(plainVerbOf(clause))) ?? 0;
    const doer = clause.passive ? clause.complements.find((each) => /^by\b/i.test(each)) : clause.subject;
    if (worth < MIN_VERB_WORTH || doer === undefined) return [];
    const place = findVerb(sentence.tokens, question).find((each) => each.worth >= MIN_VERB_WORTH);
    if (place !== undefined && isOfAnotherTime(place, sentence.tokens, question)) return [];
    const certainty = Math.min(MAX_ANYONE, 0.3 + 0.3 * worth + 0.25 * share);
    const of = (says: 'yes' | 'no'): Judgement[] => [{ passage, says, certainty, hedged: clause.hedged, verbal: true }];
    const named = countriesIn(doer).filter((mention) => !exceptCountries.has(mention.country));
    if (clause.negated) return tokenise(doer).some((token) => kin.has(token.stem)) ? of('no') : [];
    return named.length > 0 && !restricted && (!other || exceptCountries.size > 0) ? of('yes') : [];
  });
}

const MAX_ANYONE = 0.85;
/** Surer than that it once began. */
const ENDED_CERTAINTY = 0.98;

/** "without recognising it" tells of no recognition, "the recognising of it" of one. */
const isVerbal = ({ at, nominal }: VerbPlace, tokens: Passage['sentence']['tokens']): boolean =>
  !nominal || (/ing$/.test(tokens[at]!.norm) && !DETERMINERS.has(tokens[at - 1]?.norm ?? ''));

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
function verbOfMention(
  mention: number,
  places: readonly VerbPlace[],
  tokens: Passage['sentence']['tokens'],
  passive: boolean,
): VerbPlace | undefined {
  // "was banned *by Peru*, saw the ban lifted": the doer stands behind what he did.
  const done = tokens.slice(Math.max(0, mention - 2), mention).some(({ norm }) => norm === 'by')
    ? places.findLast((place) => place.at < mention && place.passive)
    : undefined;
  if (done !== undefined && !passive) return done;
  const behind = places.filter((place) => place.at > mention);
  // "received envoys but stopped short of accepting": the asked word itself goes before one like it.
  const best = Math.max(0, ...behind.map((place) => place.worth));
  if (behind.length > 0) return behind.find((place) => place.worth === best);
  return places.findLast((place) => place.at < mention && (place.passive || place.nominal || passive));
}

/** Words from a noun of doing to the name of who does it: "advice *from Foreign Minister Ana Sol*", "Peru's formal recognition". */
const DOER_REACH = 8;
const OWNER_REACH = 4;

/** A noun stands for the asked doing: the name must be its doer, not anybody near it. */
function isDoerOf({ at }: VerbPlace, mention: number, tokens: Passage['sentence']['tokens']): boolean {
  if (mention > at) return /^(?:from|by|of)$/.test(tokens[at + 1]?.norm ?? '') && mention - at <= DOER_REACH;
  return at - mention <= (/['’]s?$/.test(tokens[mention]!.text) ? OWNER_REACH : 2);
}

const DENIAL_REACH_CHARS = 40;

function nearDenial(text: string, verbAt: number): boolean {
  return /\bshort of\b|\bwithout\b|\byet to\b|\brefus\w+ to\b/i.test(
    text.slice(Math.max(0, verbAt - DENIAL_REACH_CHARS), verbAt),
  );
}

/** "is Ana Sol the Peruvian envoy": the titles that the article gives her say so, or say that she is another's. */
function judgeOffice(passage: Passage, subject: string | undefined, rest: string | undefined): Judgement[] | undefined {
  const head = rest === undefined ? undefined : headOf(rest);
  if (subject === undefined || rest === undefined || head === undefined || answerTypeOfNoun(head) !== 'person')
    return undefined;
  const name = namesOf(passage.reading).find((each) => sameName(each.text, subject));
  if (name === undefined || !name.mentions.some((mention) => mention.sentence === passage.sentence.index)) return [];
  const asked = readOffice(rest);
  const agreements = name.roles
    .map((role) => officeAgreement(asked, readOffice(role), head))
    .filter((each) => each !== 0);
  const best = Math.max(-1, ...agreements);
  if (agreements.length === 0 || (best > 0 && best < LIKE_OFFICE)) return [];
  const certainty = best > 0 && best < SAME_OFFICE ? LIKE_OFFICE_CERTAINTY : OFFICE_CERTAINTY;
  return [{ passage, says: best > 0 ? 'yes' : 'no', certainty, hedged: false, verbal: true }];
}

/** From this agreement on two titles are one office, and from this one they can be: "minister", and of which land is left open. */
const SAME_OFFICE = 0.75;
const LIKE_OFFICE = 0.6;
const OFFICE_CERTAINTY = 0.8;
const LIKE_OFFICE_CERTAINTY = 0.47;

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
      verbal: true,
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
    const near = around === undefined ? 0 : 0.9 * around.inContext[at]!;
    held += term.weight * Math.max(direct, byCountry, near);
  }
  return total === 0 ? 1 : held / total;
}
