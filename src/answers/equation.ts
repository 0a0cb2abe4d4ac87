/** Whether the sentence makes a candidate what is asked after: its title, an apposition, a word of naming. */
import { countriesIn, countryOf } from '../text/places.ts';
import type { Token } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { DOER_NOUN } from './alignment.ts';
import { type AnswerType, answerTypeOfNoun, asksForName } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import { asksForTheName, equatedWithFocus, namedBefore } from './predicate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { officeAgreement, readOffice } from './roles.ts';
import { DERIVED, formsOfWord, type QueryTerm } from './terms.ts';
import type { Features } from './weights.ts';
import { QUESTION_PADDING } from './word-classes.ts';

/** "Who leads the party?": "its leader, Katla Voss" says it with the noun of the doer; "Norvik leader Ana Sol" of another. */
function equatedWithDoer(
  candidate: Candidate,
  passage: Passage,
  question: UnderstoodQuestion,
): Pick<Features, 'equated' | 'otherOffice'> {
  const { verb, slot, passive } = question.clause;
  const none = { equated: 0, otherOffice: 0 };
  if (verb === undefined || slot !== 'subject' || passive || candidate.kind !== 'name') return none;
  const { tokens, text, start } = passage.sentence;
  const forms = formsOfWord(verb);
  if (isDoerOfAnother(candidate, question, forms)) return { equated: 0, otherOffice: 1 };
  const told = tokens.flatMap((token, at) => {
    if ((forms.get(token.stem) ?? 0) < DERIVED || !DOER_NOUN.test(token.norm) || token.norm === verb) return [];
    const equated = equatedWithFocus(candidate, tokens, text, start, { ...question, focusHead: token.norm });
    // "Ana Sol, founder of the line": behind a comma the name before is no part of the title.
    const before = tokens[at - 1];
    const tied =
      before !== undefined &&
      token.start === before.end + 1 &&
      !(before.start >= candidate.start && before.end <= candidate.end);
    return [{ equated, foreign: tied && isOfAnother(before, question) }];
  });
  const best = (foreign: boolean): number =>
    Math.max(0, ...told.filter((each) => each.foreign === foreign).map((each) => each.equated));
  return { equated: best(false), otherOffice: best(true) > TOLD ? 1 : 0 };
}

/** A name right before the noun of the doer that the question does not have. */
const isOfAnother = (before: Token | undefined, { clause }: UnderstoodQuestion): boolean =>
  before !== undefined &&
  /^\p{Lu}\p{Ll}/u.test(before.text) &&
  !before.stop &&
  answerTypeOfNoun(before.norm) === 'thing' &&
  !tokenise(clause.object ?? '').some((token) => token.stem === before.stem) &&
  !countriesIn(clause.object ?? '').some((mention) => mention.country === countryOf(before.text));

/** "*Norvik* leader Ana Sol" does not lead the Front: the title says of what, and it is not what is asked. */
function isDoerOfAnother(
  { roles = [] }: Candidate,
  { clause }: UnderstoodQuestion,
  forms: ReadonlyMap<string, number>,
): boolean {
  const asked = tokenise(clause.object ?? '').filter((token) => !token.stop);
  const titles = roles.map((role) => tokenise(role).filter((token) => !token.stop));
  const ofVerb = titles.filter((words) => words.some((token) => forms.has(token.stem)));
  if (asked.length === 0 || ofVerb.length === 0) return false;
  const countries = countriesIn(clause.object ?? '').map((mention) => mention.country);
  const tellsWhose = (words: readonly Token[]): boolean =>
    words.some(
      (token) =>
        /^\p{Lu}/u.test(token.text) && !forms.has(token.stem) && !/^(?:Former|Supreme|Senior|Acting)$/.test(token.text),
    );
  return ofVerb.every(
    (words) =>
      tellsWhose(words) &&
      !words.some((token) => asked.some((each) => each.stem === token.stem)) &&
      !words.some((token) => countries.includes(countryOf(token.text) ?? '')),
  );
}

/** How much of "the *League's supreme* leader" is told besides the leader: a title without its modifiers is another title. */
function modifierShare(
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
  isBare: boolean,
): number {
  const head = stem(question.focusHead ?? '');
  const words = new Set(
    tokenise(question.focus ?? '')
      .filter((token) => !token.stop && token.stem !== head && !QUESTION_PADDING.has(token.norm))
      .map((token) => token.stem),
  );
  let total = 0;
  let told = 0;
  terms.forEach((term, at) => {
    if (!words.has(term.stem)) return;
    total += term.weight;
    // "Governor Ana Sol said", behind "The Marn bank left rates": whose governor, the sentence before tells.
    const nearby = isBare && passage.inContext[at]! >= BESIDE_THE_TITLE ? WORTH_BESIDE : 0;
    told +=
      term.weight *
      Math.max(
        nearby,
        term.kind === 'word' ? passage.matches[at]! : Math.max(passage.matches[at]!, 0.6 * passage.inContext[at]!),
      );
  });
  return total === 0 ? 1 : 0.3 + (0.7 * told) / total;
}

/** What a word of the sentence before, or of the title, is at least worth in context. */
const BESIDE_THE_TITLE = 0.55;
const WORTH_BESIDE = 0.85;

/** "Governor", "Conductor": a title of one word says of nobody whose it is. */
const hasBareTitle = ({ roles = [] }: Candidate): boolean =>
  roles.length > 0 && roles.every((role) => !role.includes(' '));

/** Who holds an office, what is the capital: only told where something is said to be it. */
const UNTOLD: Readonly<Partial<Record<AnswerType, number>>> = {
  person: 0.5,
  place: 0.5,
  organisation: 0.3,
  country: 0.3,
};
/** Less than this equates nothing. */
const TOLD = 0.45;
/** An agreement this good names the asked country itself. */
const EXPLICIT_OFFICE = 0.85;
/** The land stands in the neighbour of a sentence that names none. */
const LAND_NEARBY = 0.4;
/** One this bad is the like office of another. */
const FOREIGN_OFFICE = 0.3;

/** Somebody with an office, and it is another; or nobody at all. */
const holdsNone = ({ kind, nameKind, roles = [] }: Candidate): boolean =>
  roles.length > 0 || kind === 'phrase' || nameKind === 'organisation' || nameKind === 'place';

/** "allies" holds no office. */
const namesNobody = (candidate: Candidate, focusType: AnswerType): boolean =>
  focusType === 'person' && candidate.kind === 'phrase';

/** Whether the sentence, or the candidate's title, makes it the thing asked after. */
export function equation(
  candidate: Candidate,
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): Pick<Features, 'equated' | 'otherOffice'> {
  const { sentence } = passage;
  if (asksForTheName(question))
    return { equated: namedBefore(candidate, sentence.text, sentence.start), otherOffice: 0 };
  const asksWhatIs = question.clause.slot === 'predicate' || question.kind === 'keywords';
  if (question.focus === undefined || question.focusHead === undefined)
    return equatedWithDoer(candidate, passage, question);
  const focusType = answerTypeOfNoun(question.focusHead);
  if (!asksWhatIs && focusType !== 'person')
    return {
      equated: 0.6 * equatedWithFocus(candidate, sentence.tokens, sentence.text, sentence.start, question),
      otherOffice: 0,
    };
  const stated = equatedWithFocus(candidate, sentence.tokens, sentence.text, sentence.start, question);
  const asked = readOffice(question.focus);
  const agreements = (candidate.roles ?? [])
    .map((role) => officeAgreement(asked, readOffice(role), question.focusHead!))
    .filter((each) => each !== 0);
  const best = Math.max(0, ...agreements);
  // One article that says whose office it is outweighs those that leave it open.
  if (best < EXPLICIT_OFFICE && agreements.some((each) => each < 0)) return { equated: 0, otherOffice: 1 };
  // A title that reads as another land's decides against what the sentence's words seem to make of the candidate.
  // Whose office it is must be told by the title or the sentence: a minister of no land is not the asked land's.
  const lands = new Set([...asked.of, ...asked.to]);
  const isTold = terms.every(
    (term, at) =>
      term.country === undefined ||
      !lands.has(term.country) ||
      passage.matches[at]! > 0 ||
      (passage.inContext[at]! >= LAND_NEARBY && countriesIn(sentence.text).length === 0),
  );
  if (best < EXPLICIT_OFFICE && !isTold) return { equated: 0, otherOffice: 1 };
  const foreign = best < EXPLICIT_OFFICE && agreements.some((each) => each < FOREIGN_OFFICE);
  const equated =
    (foreign ? best : Math.max(stated, best)) * modifierShare(passage, terms, question, hasBareTitle(candidate));
  return {
    equated: asksWhatIs ? equated : 0.6 * equated,
    otherOffice:
      asksForName(question.answerType) && (equated < TOLD || namesNobody(candidate, focusType))
        ? focusType === 'person' && asksWhatIs && holdsNone(candidate)
          ? 1
          : (UNTOLD[focusType] ?? 0)
        : 0,
  };
}
