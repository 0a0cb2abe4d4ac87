/** Questions for one thing or a list: who, what, which, when, where, how many, why. */
import type { Article } from '../model.ts';
import { comparableName, namesOf, sameName } from '../text/names.ts';
import type { Name } from '../text/reading.ts';
import { type TaggedWord, tagWords } from '../text/tagging.ts';
import { stem, tokenise } from '../text/words.ts';
import { gatherPositions, type Position } from './agree.ts';
import { asksForDate, asksForName, asksForQuantity } from './answer-types.ts';
import { type Candidate, joinNames } from './candidate.ts';
import { candidatesIn } from './candidates.ts';
import { tellsOfTheEvent } from './event.ts';
import type { Dissent, Finding } from './finding.ts';
import { fullestName } from './fullest-name.ts';
import type { UnderstoodQuestion } from './question.ts';
import { MAX_EVENT_PASSAGES, type Passage } from './retrieve.ts';
import { officeAgreement, readOffice } from './roles.ts';
import { type ScoredCandidate, scoreCandidates } from './score.ts';
import type { QueryTerm } from './terms.ts';
import { asksForMovingFigure, figureAsWritten, tollOf } from './toll.ts';

/** Passages whose candidates are weighed: the grammar of a sentence costs a millisecond. */
export const MAX_PASSAGES_WEIGHED = 16;
/** Names in a list, at most. */
export const MAX_LIST = 8;
/** A position with this share of the best one's confidence disagrees, if another source holds it. */
export const DISSENT_SHARE = 0.6;

/** A list with this share of the best position's confidence is preferred to a single name. */
export const LIST_SHARE = 0.85;

/** The best-supported answer, who differs, and nothing where no candidate is of the asked type. */
export function findFact(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
  origin: (article: Article) => string,
): Finding | undefined {
  const scored = settleHeadlines(weigh(passages, terms, question), question);
  if (scored.length === 0) return undefined;
  const positions = gatherPositions(scored, question.answerType, origin);
  const { best, listed } = preferList(
    ofAskedKind(preferOrder(positions, question), positions, question),
    positions,
    question,
  );
  const toll = tollOf(best, positions, terms, question);
  const rivals = toll === undefined ? positions : positions.filter((each) => !toll.replaced.includes(each));
  return {
    answer: listed?.answer ?? fullest(best, passages),
    confidence: best.confidence,
    support: (listed?.support ?? best.independent).map((each) => each.passage),
    dissent: listed !== undefined ? [] : dissentFrom(best, rivals, question, origin),
    caveats: toll === undefined ? [] : [toll.caveat],
  };
}

/**
 * A headline is evidence where its article's text does not put another in the asked place; where the text says the same,
 * the text's sentence is shown for both.
 */
function settleHeadlines(scored: readonly ScoredCandidate[], question: UnderstoodQuestion): readonly ScoredCandidate[] {
  return scored.flatMap((each) => {
    if (each.passage.headline !== true) return [each];
    const inText = scored.filter(
      ({ passage }) => passage.headline !== true && passage.article.id === each.passage.article.id,
    );
    const same = inText.find((body) => saysTheSame(body, each) && body.certainty >= AGREEING_SHARE * each.certainty);
    if (same !== undefined) return [{ ...each, passage: same.passage, candidate: same.candidate }];
    return inText.some((body) => gainsays(body, each, question)) ? [] : [each];
  });
}

const saysTheSame = (a: ScoredCandidate, b: ScoredCandidate): boolean =>
  a.candidate.key === b.candidate.key || sameName(a.candidate.text, b.candidate.text);

const gainsays = (body: ScoredCandidate, headline: ScoredCandidate, question: UnderstoodQuestion): boolean =>
  !saysTheSame(body, headline) &&
  body.certainty >= GAINSAYING_SHARE * headline.certainty &&
  (body.features.told > 0 || fillsThePlace(body, question));

/** Share of the headline's certainty that the text must have to say it for both. */
const AGREEING_SHARE = 0.25;
/** Share of the headline's certainty that the text must have to gainsay it. */
const GAINSAYING_SHARE = 0.7;

/** "Which court?": a name that ends in the asked noun goes before one that does not. */
function ofAskedKind(best: Position, positions: readonly Position[], question: UnderstoodQuestion): Position {
  const { focusHead, kind, severalWanted } = question;
  if ((kind !== 'which' && kind !== 'what') || focusHead === undefined || severalWanted) return best;
  if (!asksForName(question.answerType) && question.answerType !== 'thing') return best;
  const head = stem(focusHead);
  const isOfKind = ({ text }: Position): boolean => {
    const words = tokenise(text);
    return words.length > 1 && words.at(-1)!.stem === head && /^\p{Lu}/u.test(words.at(-1)!.text);
  };
  if (isOfKind(best)) return best;
  return positions.find((each) => isOfKind(each) && each.confidence >= KIND_SHARE * best.confidence) ?? best;
}

/** Share of the best confidence that a name of the asked kind must have. */
const KIND_SHARE = 0.6;

/** Where several are wanted, a sentence that lists them goes before one about as certain that names one. */
function preferList(
  first: Position,
  positions: readonly Position[],
  question: UnderstoodQuestion,
): { readonly best: Position; readonly listed?: ReturnType<typeof listOf> } {
  if (!wantsList(question)) return { best: first };
  const listed = listOf(first, positions);
  if (listed !== undefined || !question.severalWanted) return { best: first, listed };
  for (const best of positions.filter((each) => each.confidence >= LIST_SHARE * first.confidence)) {
    const other = listOf(best, positions);
    if (other !== undefined) return { best, listed: other };
  }
  return { best: first };
}

/** Names of people and bodies in their fullest form in all that was found. */
function fullest(best: Position, passages: readonly Passage[]): string {
  const { candidate } = best.candidates[0]!;
  return candidate.kind === 'name' ? fullestName(best.text, passages, candidate.nameKind) : figureAsWritten(best);
}

export function weigh(
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): ScoredCandidate[] {
  const sentences = passages.filter(({ headline }) => headline !== true);
  const weighed = [
    ...sentences.slice(0, MAX_PASSAGES_WEIGHED),
    ...sentences
      .slice(MAX_PASSAGES_WEIGHED)
      .filter((passage) => tellsOfTheEvent(passage, terms, question))
      .slice(0, MAX_EVENT_PASSAGES),
    ...passages.filter(({ headline }) => headline === true),
  ];
  const roles = needsNames(question) ? rolesInAll(weighed) : new Map<string, readonly string[]>();
  return weighed
    .flatMap((passage) => {
      const candidates = candidatesIn(passage, question).map((each) =>
        each.kind === 'name' ? { ...each, roles: roles.get(each.key) ?? each.roles ?? [] } : each,
      );
      return scoreCandidates(passage, candidates, terms, question);
    })
    .sort((a, b) => b.score - a.score);
}

/** Every title that any of the articles gives a name, short forms of the name included. */
function rolesInAll(passages: readonly Passage[]): ReadonlyMap<string, readonly string[]> {
  const names = [...new Set(passages.map((passage) => passage.reading))].flatMap((reading) => namesOf(reading));
  const titled = new Map<string, Name[]>();
  for (const name of names) {
    if (name.roles.length === 0) continue;
    const last = lastWord(name.text);
    titled.set(last, [...(titled.get(last) ?? []), name]);
  }
  const roles = new Map<string, readonly string[]>();
  for (const name of names) {
    const key = comparableName(name.text);
    const alike = titled.get(lastWord(name.text));
    if (roles.has(key) || alike === undefined) continue;
    roles.set(key, [
      ...new Set(alike.filter((other) => sameName(other.text, name.text)).flatMap((other) => other.roles)),
    ]);
  }
  return roles;
}

/** Dates and figures have no titles. */
const needsNames = ({ answerType }: UnderstoodQuestion): boolean =>
  !asksForDate(answerType) && !asksForQuantity(answerType);

const lastWord = (name: string): string => name.slice(name.lastIndexOf(' ') + 1).toLowerCase();

/** "latest": among answers about as certain, the one in the newest article; "how many" of a toll that rises, too. */
function preferOrder(positions: readonly Position[], question: UnderstoodQuestion): Position {
  const best = positions[0]!;
  if (question.order === 'first' && asksForDate(question.answerType)) return earliest(positions);
  if (question.order !== 'latest' && !asksForMovingFigure(question)) return best;
  const newest = (position: Position): string =>
    position.candidates
      .filter((each) => each.certainty > 0.5 * position.candidates[0]!.certainty)
      .map((each) => each.passage.article.publishedAt)
      .sort()
      .at(-1) ?? '';
  return positions
    .filter((position) => position === best || !VAGUE.test(position.text))
    .filter((position) => position.confidence >= best.confidence * 0.85)
    .reduce((latest, position) => (newest(position) > newest(latest) ? position : latest), best);
}

/** "when was it first in power": among dates about as certain the earliest, where a sentence that counts ("first") tells it. */
function earliest(positions: readonly Position[]): Position {
  const best = positions[0]!;
  const dateOf = (position: Position): string => position.candidates[0]!.candidate.key.replace(/^date \w+ /, '');
  return positions
    .filter(
      (each) =>
        each.confidence >= FIRST_SHARE * best.confidence && COUNTS.test(each.candidates[0]!.passage.sentence.text),
    )
    .reduce((first, each) => (dateOf(each) < dateOf(first) ? each : first), best);
}

/** Share of the best confidence that an earlier date must have. */
const FIRST_SHARE = 0.7;
const COUNTS = /\b(?:first|initially|originally|earliest)\b/i;

/** "dozens" is not newer than a figure, only less. */
const VAGUE = /^(?:about |at least |up to )?(?:dozens?|scores|hundreds|thousands|several|many|some)\b/i;

/** "which countries", and "what did they import": an open object is the whole enumeration, not its first member. */
function wantsList(question: UnderstoodQuestion): boolean {
  if (question.severalWanted) return asksForName(question.answerType) || question.answerType === 'thing';
  return question.answerType === 'thing' && question.focusHead === undefined && question.clause.slot !== 'predicate';
}

/** Names that stand together in the best sentence: "Nordland, Sudland and Westland". */
function listOf(
  best: Position,
  positions: readonly Position[],
): { readonly answer: string; readonly support: readonly ScoredCandidate[] } | undefined {
  const lead = best.candidates[0]!;
  const sentence = lead.passage.sentence;
  const text = lead.passage.reading.text;
  const together = positions
    .flatMap((position) =>
      position.candidates
        .filter((each) => each.passage.sentence === sentence)
        .slice(0, 1)
        .map((each) => ({ each, text: position.text })),
    )
    .filter(
      ({ each }) =>
        each.candidate.kind === lead.candidate.kind ||
        (each.candidate.kind !== 'clause' && lead.candidate.kind !== 'country'),
    )
    .filter(
      ({ each }, _, all) =>
        !all.some(
          (other) =>
            other.each !== each &&
            (other.each === lead || each !== lead) &&
            overlaps(other.each, each) &&
            (other.each === lead || longer(other.each, each)),
        ),
    )
    .sort((a, b) => a.each.candidate.start - b.each.candidate.start);
  const at = together.findIndex(
    ({ each }) => each.candidate.start === lead.candidate.start && each.candidate.end === lead.candidate.end,
  );
  if (at < 0) return undefined;
  let from = at;
  let to = at;
  while (from > 0 && linked(text, together[from - 1]!.each, together[from]!.each)) from -= 1;
  while (to + 1 < together.length && linked(text, together[to]!.each, together[to + 1]!.each)) to += 1;
  // Commas alone set apart as often as they list: somewhere an "and" must join.
  const joined =
    GOES_ON.test(text.slice(together[to]!.each.candidate.end, sentence.end)) ||
    together
      .slice(from, to)
      .some(({ each }, index) =>
        JOINT.test(text.slice(each.candidate.end, together[from + index + 1]!.each.candidate.start)),
      );
  if (from === to || !joined) return enumeration(lead, sentence, text);
  const names = together
    .slice(from, to + 1)
    .slice(0, MAX_LIST)
    .map((each) => each.text);
  return { answer: joinNames(names), support: best.independent };
}

/** What joins the last member of a list. */
const JOINT = /\b(?:and|or|like|along with|together with|as well as)\b/;
/** "Chile, Bolivia *and some others*". */
const GOES_ON = /^,?\s(?:and|or)\s(?:some|several|many|other|others|a few|a number|two|three|four|five)\b/i;

const ENUMERATION = /^(?:,\s(?:the\s)?[\p{L}-]+(?:\s[\p{L}-]+)?){0,6},?\s(?:and|or)\s(?:the\s)?[\p{L}-]+/u;

/** "design, and continues": what looks like a last item goes on with the sentence. */
function endsInVerb(items: string, sentence: Passage['sentence']): boolean {
  const end = sentence.text.indexOf(items) + items.length;
  const isVerb = (word: TaggedWord | undefined): boolean => word?.pos === 'verb' || word?.pos === 'auxiliary';
  const words = tagWords(sentence.text);
  const last = words.findIndex((word) => word.end === end);
  // "sanctions, and critics *warn*": the last one opens a clause of its own.
  return isVerb(words[last]) || (isVerb(words[last + 1]) && words[last + 1]!.form !== 'gerund');
}

/** "gas, oil, and wheat": short items behind the first one, as the sentence has them. */
function enumeration(
  lead: ScoredCandidate,
  sentence: Passage['sentence'],
  text: string,
): { readonly answer: string; readonly support: readonly ScoredCandidate[] } | undefined {
  if (lead.candidate.kind !== 'phrase' || lead.candidate.written.includes(' and ')) return undefined;
  const match = ENUMERATION.exec(text.slice(lead.candidate.end, sentence.end));
  if (match === null || !match[0].startsWith(',') || endsInVerb(match[0], sentence)) return undefined;
  return { answer: `${lead.candidate.written}${match[0]}`, support: [lead] };
}

const overlaps = (a: ScoredCandidate, b: ScoredCandidate): boolean =>
  a.candidate.start < b.candidate.end && b.candidate.start < a.candidate.end;
const longer = (a: ScoredCandidate, b: ScoredCandidate): boolean =>
  a.candidate.end - a.candidate.start > b.candidate.end - b.candidate.start;

const LINK =
  /^['’]?s?,?\s*(?:also,?\s+)?(?:(?:and|or|as well as|like|including|along with|together with)\s+)?(?:the\s+)?(?:also\s+)?$/i;

function linked(text: string, left: ScoredCandidate, right: ScoredCandidate): boolean {
  return LINK.test(text.slice(left.candidate.end, right.candidate.start));
}

/** Positions of other sources that fill the same place as surely. */
function dissentFrom(
  best: Position,
  positions: readonly Position[],
  question: UnderstoodQuestion,
  origin: (article: Article) => string,
): Dissent[] {
  if (!asksForName(question.answerType) && !asksForDate(question.answerType) && !asksForQuantity(question.answerType))
    return [];
  const holders = new Set(best.independent.map((each) => origin(each.passage.article)));
  return positions
    .filter((position) => position !== best && position.confidence >= DISSENT_SHARE * best.confidence)
    .filter((position) => position.candidates[0]!.candidate.kind === best.candidates[0]!.candidate.kind)
    .filter(
      (position) =>
        fillsThePlace(position.candidates[0]!, question) &&
        !holders.has(origin(position.candidates[0]!.passage.article)),
    )
    .filter((position, at, all) => all.findIndex((other) => sentenceOf(other) === sentenceOf(position)) === at)
    .slice(0, 2)
    .map((position) => ({ says: position.text, passage: position.candidates[0]!.passage }));
}

/** A sentence that names two in the asked place says one of them of another. */
const sentenceOf = (position: Position): string => position.candidates[0]!.passage.sentence.text;

/** Only what the grammar puts in the asked place disagrees; a name nearby does not. */
function fillsThePlace({ features, candidate }: ScoredCandidate, question: UnderstoodQuestion): boolean {
  if (question.focus !== undefined && question.focusHead !== undefined && !bearsTheOffice(candidate, question))
    return false;
  return features.equated >= 0.6 || features.slot >= 0.4 || features.role >= 0.6;
}

/** An envoy is no second ambassador, and the minister whom the ambassador meets is none: who differs bears the very title. */
function bearsTheOffice(candidate: Candidate, question: UnderstoodQuestion): boolean {
  const titles = candidate.roles ?? [];
  if (titles.length === 0) return true;
  const asked = readOffice(question.focus!);
  const head = stem(question.focusHead!);
  return titles.some(
    (title) =>
      tokenise(title).some((token) => token.stem === head) &&
      officeAgreement(asked, readOffice(title), question.focusHead!) > 0,
  );
}
