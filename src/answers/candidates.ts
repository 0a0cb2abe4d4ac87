/** What in a sentence could be an answer: names, countries, dates, figures and noun phrases of the asked type. */
import { nounPhrasesIn } from '../text/grammar.ts';
import { namesInHeadline } from '../text/headlines.ts';
import { comparableName, namesOf, sameName } from '../text/names.ts';
import { countriesIn, countryOf } from '../text/places.ts';
import type { NameKind } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { type AnswerType, answerTypeOfNoun, asksForDate, asksForQuantity } from './answer-types.ts';
import { type Candidate, withoutDeterminer } from './candidate.ts';
import { asksForCause, asksWhatWasDone, clauseCandidates } from './clause-candidates.ts';
import { dateCandidates } from './date-candidates.ts';
import { figureCandidates } from './figures.ts';
import { memberCandidates } from './members.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { quotedTitles, standingCandidates } from './standings.ts';
import { formsOfWord } from './terms.ts';
import { DETERMINERS, PRONOUNS } from './word-classes.ts';

/** Candidates of one sentence, at most: a table of names must not hold up the others. */
export const MAX_CANDIDATES_PER_SENTENCE = 60;
/** A noun phrase of more words is no short answer. */
export const MAX_ANSWER_WORDS = 14;

/** Every candidate of the asked type in the passage's sentence; none where the type is not there. */
export function candidatesIn(passage: Passage, question: UnderstoodQuestion): readonly Candidate[] {
  const type = question.answerType;
  const standing = standingCandidates(passage, question);
  if (standing !== undefined) return standing.slice(0, MAX_CANDIDATES_PER_SENTENCE);
  const found = asksForDate(type)
    ? dateCandidates(passage, question)
    : asksForQuantity(type)
      ? figureCandidates(passage, question)
      : type === 'country'
        ? countryCandidates(passage)
        : nameAndPhraseCandidates(passage, question);
  const clauses = clauseCandidates(passage, question);
  // How a thing was done is told by a clause, or by what an instrument's preposition governs; a name never tells it.
  const usable = type === 'manner' ? found.filter((each) => each.kind === 'phrase' && isMeans(each, passage)) : found;
  // A reason or a saying is a clause wherever the sentence has one; a noun phrase beside it is not the answer.
  const weaker =
    type === 'quote' || type === 'reason' || asksWhatWasDone(question)
      ? []
      : usable.map((each) => (asksForCause(question) ? each : { ...each, fit: each.fit * 0.6 }));
  if (clauses.length === 0 && (type === 'quote' || type === 'reason' || asksWhatWasDone(question))) return [];
  return (clauses.length > 0 ? [...clauses, ...weaker] : usable).slice(0, MAX_CANDIDATES_PER_SENTENCE);
}

const MEANS = /\b(?:by|with|through|via|using|in)\s(?:(?:the|an?|its|his|her|their)\s)?$/i;
const isMeans = ({ start }: Candidate, { sentence }: Passage): boolean =>
  MEANS.test(sentence.text.slice(0, start - sentence.start));

function countryCandidates(passage: Passage): Candidate[] {
  const { sentence } = passage;
  return countriesIn(sentence.text).map((mention) => ({
    text: mention.country,
    key: `country ${mention.country}`,
    start: sentence.start + mention.start,
    end: sentence.start + mention.end,
    written: sentence.text.slice(mention.start, mention.end),
    fit: sentence.text.slice(mention.start, mention.end) === mention.country ? 1 : 0.8,
    kind: 'country' as const,
  }));
}

const FIT_OF_KIND: Readonly<Partial<Record<AnswerType, Readonly<Record<NameKind, number>>>>> = {
  person: { person: 1, other: 0.55, organisation: 0.2, place: 0.1 },
  agent: { person: 1, other: 0.7, organisation: 0.85, place: 0.75 },
  organisation: { organisation: 1, other: 0.75, person: 0.2, place: 0.15 },
  place: { place: 1, other: 0.5, organisation: 0.4, person: 0.15 },
  title: { other: 0.6, organisation: 0.4, place: 0.3, person: 0.1 },
  thing: { other: 0.75, organisation: 0.7, place: 0.65, person: 0.6 },
};

/** "which team": a country has one, too. */
const HAS_A_TEAM = /^(?:teams?|sides?|nations?|squads?)$/;

function fitsOf({ answerType, focusHead }: UnderstoodQuestion): Readonly<Record<NameKind, number>> {
  const fits = FIT_OF_KIND[answerType] ?? FIT_OF_KIND.thing!;
  return answerType === 'organisation' && HAS_A_TEAM.test(focusHead ?? '') ? { ...fits, place: TEAM_OF_A_PLACE } : fits;
}
const TEAM_OF_A_PLACE = 0.8;

function nameAndPhraseCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const dateline = datelineEnd(passage);
  const names = [
    ...nameCandidates(passage, question),
    ...headlineCandidates(passage, question),
    ...(question.answerType === 'title' ? quotedTitles(passage) : []),
  ].filter((name) => name.start >= dateline && !isDay(name.written));
  const namesOnly = PERSON_TYPES.has(question.answerType);
  const phrases = phraseCandidates(passage, question).filter(
    (phrase) =>
      phrase.start >= dateline &&
      !isDay(phrase.written) &&
      !(namesOnly && names.some((name) => name.fit > 0.5 && standsBeside(passage, phrase, name))) &&
      !names.some((name) =>
        namesOnly && name.fit > 0.5
          ? phrase.start < name.end && phrase.end > name.start
          : phrase.start >= name.start && phrase.end <= name.end,
      ),
  );
  const posts = postCandidates(passage, question);
  const persons = isNoPerson(question) ? names.filter((name) => name.nameKind === 'person') : [];
  const holdsPerson = (phrase: Candidate): boolean =>
    persons.some((name) => phrase.start <= name.start && phrase.end >= name.end);
  return [
    ...memberCandidates(passage, question),
    ...posts,
    ...(question.answerType === 'place' ? withWhatTheyLieIn(names, passage) : names),
    ...phrases
      .filter((phrase) => !posts.some((post) => phrase.start >= post.start && phrase.end <= post.end))
      .map((phrase) => (holdsPerson(phrase) ? { ...phrase, fit: PERSON_FOR_THING } : phrase)),
  ];
}

const DATELINE = /^(?:\p{Lu}[\p{L}.'-]+(?:\s(?=\p{Lu})|,\s)?){1,6}(?:\s?\([^)]{1,40}\))?\s?[—–-]{1,2}\s/u;

/** "PORT MARN (Wire) — ": where a report was written did nothing. */
function datelineEnd({ sentence }: Passage): number {
  const match = DATELINE.exec(sentence.text);
  return match === null || !/\p{Lu}{3}/u.test(match[0]) ? sentence.start : sentence.start + match[0].length;
}

/** "Harvest Day", "New Year's Eve": a time, whatever a capital makes it look like. */
const isDay = (written: string): boolean => /\s(?:Day|Eve|Week|Weekend|Season)(?:\s\d{4})?$/.test(written);

/** "the owner, Hale Brandt": the title in apposition is not the answer where the name is there. */
function standsBeside(passage: Passage, phrase: Candidate, name: Candidate): boolean {
  const text = passage.reading.text;
  if (name.start >= phrase.end) return /^,\s$/.test(text.slice(phrase.end, name.start));
  return /^,\s(?:the|a|an|its|his|her|their)\s$/i.test(text.slice(name.end, phrase.start));
}

function nameCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const { reading, sentence } = passage;
  const fits = fitsOf(question);
  return namesOf(reading).flatMap((name) =>
    name.mentions
      .filter((mention) => mention.sentence === sentence.index && !isPrefix(mention, reading.text))
      .map((mention) => ({
        text: withoutDeterminer(wholeName(name.text, mention, reading.text)),
        key: comparableName(name.text),
        start: mention.start,
        end: mention.end,
        written: mention.text,
        fit: isOfAnotherKind(name.text, question)
          ? OF_ANOTHER_KIND
          : Math.min(
              asksForPost(question) ? 0.1 : 1,
              (isNoPerson(question) && name.kind === 'person'
                ? PERSON_FOR_THING
                : asksForTown(question) && countryOf(name.text) !== undefined
                  ? COUNTRY_FOR_TOWN
                  : fits[name.kind]) + focusBonus(name.text, name.roles, question),
            ),
        roles: name.roles,
        nameKind: name.kind,
        kind: 'name' as const,
      })),
  );
}

/** "*Co*-founder", "*Ex*-minister": no name. */
const isPrefix = (mention: { readonly text: string; readonly end: number }, text: string): boolean =>
  mention.text.length <= 3 && /^-\p{Ll}/u.test(text.slice(mention.end, mention.end + 2));

/** "Harbourton, Ohio", "Slidell, La.": a town and the land that it lies in are one place. */
function withWhatTheyLieIn(names: readonly Candidate[], { reading }: Passage): Candidate[] {
  return names.flatMap((name) => {
    const land = names.find(
      (other) =>
        other.nameKind === 'place' &&
        reading.text.slice(name.end, other.start) === ', ' &&
        ENDS_THE_PLACE.test(reading.text.slice(other.end, other.end + 12)),
    );
    const abbreviated = STATE.exec(reading.text.slice(name.end, name.end + 12))?.[0];
    if (land === undefined && abbreviated === undefined) return [name];
    if (
      names.some(
        (other) =>
          reading.text.slice(other.end, name.start) === ', ' && other.nameKind === 'place' && land === undefined,
      )
    )
      return [name];
    const end = land === undefined ? name.end + abbreviated!.length : land.end;
    return [{ ...name, text: `${name.text}${reading.text.slice(name.end, end)}`, fit: Math.max(name.fit, IN_A_LAND) }];
  });
}

/** "behind Harbourton, *Peru was first*" opens the main clause. */
const ENDS_THE_PLACE =
  /^(?:$|[,.;:)”"]|['’]|\s(?:on|in|at|after|when|where|to|and|for|by|with|from|during|as|before|since|while)\s)/;

/** What the name of a land behind a town says of the town. */
const IN_A_LAND = 0.95;
const STATE =
  /^, (?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ont|Ore|Pa|Tenn|Va|Vt|Wash|Wis|Wyo|N\.[CHJMYD]|S\.[CD]|R\.I|W\.Va|D\.C)\./;

/** Names of a headline in title case that the article's other sentences do not have. */
function headlineCandidates({ sentence, reading }: Passage, question: UnderstoodQuestion): Candidate[] {
  const fits = fitsOf(question);
  const mentions = namesOf(reading).flatMap((name) => name.mentions);
  return namesInHeadline(sentence)
    .filter((name) => !mentions.some((mention) => mention.start < name.end && mention.end > name.start))
    .map(({ text, start, end, kind }) => ({
      text,
      key: comparableName(text),
      start,
      end,
      written: text,
      fit: HEADLINE_NAME_SHARE * fits[kind],
      nameKind: kind,
      kind: 'name' as const,
    }));
}

/** A name that only a headline has is less sure to be one. */
const HEADLINE_NAME_SHARE = 0.9;

/** "Sun Mae" of "Sun Mae-ha": a hyphen does not end a name. */
function wholeName(name: string, mention: { readonly end: number }, text: string): string {
  const rest = /^-\p{L}{1,12}(?!\p{L}|-)/u.exec(text.slice(mention.end, mention.end + 16))?.[0];
  return rest === undefined || !text.slice(0, mention.end).endsWith(name) || name.split(' ').length !== 2
    ? name
    : name + rest;
}

const OF_ANOTHER_KIND = 0.3;
/** Nouns for any body of people. */
const ANY_BODY = /^(?:organi[sz]ation|group|body|institution|authority|entity|outlet|source|party|side)s?$/;

/** "Which *agency*?": a name that ends in "Ministry" or "Court" is no agency. */
function isOfAnotherKind(name: string, { focusHead, answerType }: UnderstoodQuestion): boolean {
  if (focusHead === undefined || answerType !== 'organisation' || ANY_BODY.test(focusHead)) return false;
  const last = tokenise(name).at(-1);
  if (last === undefined || answerTypeOfNoun(last.norm) !== 'organisation') return false;
  return !formsOfWord(focusHead).has(last.stem) && !ANY_BODY.test(last.norm);
}

/** "In which city?": a country is none. */
const asksForTown = ({ focusHead }: UnderstoodQuestion): boolean =>
  /^(?:city|cities|town|village|stadium|venue|state|arena|capital)$/.test(focusHead ?? '');
const COUNTRY_FOR_TOWN = 0.1;

/** What a person's name is worth where a thing of a named kind is asked: "what platform", "which law". */
const PERSON_FOR_THING = 0.2;
const isNoPerson = (question: UnderstoodQuestion): boolean =>
  question.answerType === 'thing' && question.focusHead !== undefined;

/** A name that carries the asked noun ("Lake Rhine" for a lake, "Ambassador Kim" for an ambassador) is of the type for sure. */
function focusBonus(name: string, roles: readonly string[], question: UnderstoodQuestion): number {
  if (question.focusHead === undefined) return 0;
  const head = stem(question.focusHead);
  if (tokenise(name).some((token) => token.stem === head)) return 0.35;
  return roles.some((role) => tokenise(role).some((token) => token.stem === head)) ? 0.35 : 0;
}

const PERSON_TYPES: ReadonlySet<AnswerType> = new Set(['person', 'agent']);

function phraseCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const { sentence } = passage;
  return phrasesOf(sentence.text).flatMap((phrase) => {
    const whole = trimPhrase(phrase.text, sentence.start + phrase.start);
    if (whole === undefined) return [];
    const titled = PERSON_TYPES.has(question.answerType) ? titledPerson(whole) : undefined;
    if (titled !== undefined) return [titled];
    const trimmed = withoutVerb(withoutFocus(whole, question), question, sentence);
    const fit = namesNobody(trimmed, sentence, question) ? 0 : phraseFit(trimmed.text, question);
    if (fit === 0 || isTimeOrNumber(trimmed.text)) return [];
    return [{ ...trimmed, key: comparableName(trimmed.text), written: trimmed.text, fit, kind: 'phrase' as const }];
  });
}

const OFFICE_GIVEN =
  /\b(?:as|named|appointed|elected|chosen|made|become|becomes|became|remain|remains|remained)\s+(?:(?:its|his|her|their|the|a|an|new|next|first)\s+)*$/i;
const BARE_COUNT =
  /^(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|some|dozens of|hundreds of|thousands of)\s+(?:other\s+)?(?:people|persons|men|women|children|passengers|others|victims)$/i;

/** "14 people", and "was named *president*": a number of people and an office that is given say of nobody who it is. */
function namesNobody(phrase: Span, sentence: Passage['sentence'], question: UnderstoodQuestion): boolean {
  if (!PERSON_TYPES.has(question.answerType)) return false;
  if (BARE_COUNT.test(phrase.text)) return true;
  const head = tokenise(phrase.text.split(/\s(?:of|for|at|in)\s/)[0] ?? '').at(-1)?.norm ?? '';
  return (
    answerTypeOfNoun(head) === 'person' && OFFICE_GIVEN.test(sentence.text.slice(0, phrase.start - sentence.start))
  );
}

/** "the President Ana Sol": a title and a name that was not taken for one. */
function titledPerson(phrase: Span): Candidate | undefined {
  const tokens = tokenise(phrase.text);
  const title = tokens.findLastIndex((token) => answerTypeOfNoun(token.norm) === 'person');
  const name = tokens.slice(title + 1);
  if (title < 0 || name.length < 2 || !name.every((token) => /^\p{Lu}/u.test(token.text))) return undefined;
  const text = phrase.text.slice(name[0]!.start);
  const start = phrase.start + name[0]!.start;
  const roles = [phrase.text.slice(0, tokens[title]!.end)];
  return { text, key: comparableName(text), start, end: phrase.end, written: text, fit: 0.95, roles, kind: 'name' };
}

const isKinOf = (stemmed: string, focusHead: string): boolean => formsOfWord(focusHead).has(stemmed);

/** "What *concept* …?" asks for what stands behind "the concept of". */
function withoutFocus(phrase: Span, question: UnderstoodQuestion): Span {
  if (question.focusHead === undefined || question.answerType === 'person') return phrase;
  const tokens = tokenise(phrase.text);
  const of = tokens.findIndex((token, index) => index > 0 && index < 4 && token.norm === 'of');
  if (of < 0 || !isKinOf(tokens[of - 1]!.stem, question.focusHead)) return phrase;
  const rest = tokens[of + 1];
  return rest === undefined
    ? phrase
    : { text: phrase.text.slice(rest.start), start: phrase.start + rest.start, end: phrase.end };
}

/** "*passing* Port Marn", "is *changing* hands": a verb is no part of what it does something to. */
function withoutVerb(phrase: Span, question: UnderstoodQuestion, sentence: Passage['sentence']): Span {
  const [first, second] = tokenise(phrase.text);
  if (first === undefined || second === undefined || !/^\p{Ll}+ing$/u.test(first.text)) return phrase;
  const asked = question.clause.verb !== undefined && formsOfWord(question.clause.verb).has(first.stem);
  if (!asked && !PARTICIPIAL.test(sentence.text.slice(0, phrase.start - sentence.start))) return phrase;
  return { text: phrase.text.slice(second.start), start: phrase.start + second.start, end: phrase.end };
}

const PARTICIPIAL = /(?:,|\b(?:is|are|was|were|be|been))\s$/;

const TIME_OR_NUMBER =
  /^(?:(?:early|mid|late|last|next|this|previous|following|same|first|second|recent|past|current|more|less|than|about|over|nearly|almost|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|several|many|few)[ -])*(?:\d[\d.,]*(?:st|nd|rd|th|s|%)?\s?|(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|year|years|month|months|week|weeks|day|days|century|centuries|decade|decades|today|yesterday|tomorrow|time)[\s,\d]*)+$/i;

/** "late 19th century", "1932", "last year": no thing, no person. */
const isTimeOrNumber = (text: string): boolean => TIME_OR_NUMBER.test(text);

interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Noun phrases alone, with their "of" phrases ("the courts of member states"), and joined ("heat or a spark"). */
function phrasesOf(text: string): Span[] {
  const plain = nounPhrasesIn(text).map((phrase) => withCutOffHead(text, phrase));
  const spans: Span[] = plain.map(({ start, end }) => ({ text: text.slice(start, end), start, end }));
  const chains = joinPhrases(text, plain, /^\s+of\s+(?:(?:the|a|an|its|his|her|their)\s+)?$/i);
  const lists = joinPhrases(
    text,
    chains,
    /^(?:\s+(?:and|or)\s+|,\s+(?:and\s+|or\s+)?)(?:(?:the|a|an|its|his|her|their)\s+)?$/i,
  ).filter((span) => /\s(?:and|or)\s/.test(span.text));
  const seen = new Set<string>();
  return [...spans, ...chains, ...lists].filter((span) => {
    const key = `${span.start} ${span.end}`;
    return !seen.has(key) && seen.add(key);
  });
}

const GOVERNED = /(?:^|\s)(?:of|as|for|by|in|with|to|from|on|at|into)\s+(?:(?:the|a|an|its|their|his|her)\s+)?$/i;
const CUT_OFF_HEAD =
  /^\s([a-z]{3,}(?:s|ing))(?=[.,;:)]|\s(?:of|in|on|for|to|and|or|during|at|by|from|with|as|among|across|since|after|before|between|within)\s|$)/;

/** "of member states": what a preposition governs has no verb of its own, so a plural behind it is the phrase's head. */
function withCutOffHead(
  text: string,
  phrase: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  if (!GOVERNED.test(text.slice(0, phrase.start)) || !/[a-z]$/.test(text.slice(0, phrase.end))) return phrase;
  const head = CUT_OFF_HEAD.exec(text.slice(phrase.end));
  return head === null || /s$/.test(text.slice(0, phrase.end))
    ? phrase
    : { start: phrase.start, end: phrase.end + 1 + head[1]!.length };
}

/** Runs of phrases with nothing but `link` between them, as one. */
function joinPhrases(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
  link: RegExp,
): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before !== undefined && span.start > before.end && link.test(text.slice(before.end, span.start))) {
      joined[joined.length - 1] = { text: text.slice(before.start, span.end), start: before.start, end: span.end };
    } else if (before === undefined || span.start >= before.end) {
      joined.push({ text: text.slice(span.start, span.end), start: span.start, end: span.end });
    }
  }
  return joined;
}

/** A thing of no name in the place of one. */
const BARE_PHRASE_FIT = 0.05;
/** What a person can't be, and what has a name. */
const NAMED_TYPES: ReadonlySet<AnswerType> = new Set(['organisation', 'place', 'country']);
const TITLE_PHRASE_FIT = 0.15;
const asksForItsName = (question: UnderstoodQuestion): boolean =>
  /^(?:what|which) (?:is|are|was|were) the names? of\b/i.test(question.resolved);

function phraseFit(text: string, question: UnderstoodQuestion): number {
  const tokens = tokenise(text);
  const head = tokens.at(-1)?.norm ?? '';
  const headType = answerTypeOfNoun(head);
  const type = question.answerType;
  const cut = tokens.findIndex((token, index) => index > 0 && token.norm === 'of');
  const core = PERSON_TYPES.has(type) && cut > 0 ? tokens.slice(0, cut) : tokens;
  // "the letters of the envoy" are nobody.
  const named = question.focusHead !== undefined && core.some((token) => token.stem === stem(question.focusHead!));
  // "What is the name of the ship?": a name, and titles are names.
  if (type === 'title' || (type === 'thing' && asksForItsName(question)))
    return /\p{Lu}|\d/u.test(text) ? TITLE_PHRASE_FIT : BARE_PHRASE_FIT;
  // "What post did she hold?": an office, and nothing else.
  if (asksForPost(question)) return headType === 'person' || OFFICE_IN_CAPITALS.test(text) ? 0.95 : 0.1;
  if (type === 'thing' || type === 'reason' || type === 'manner') return named ? 0.95 : 0.6;
  if (named) return 0.7;
  if (PERSON_TYPES.has(type)) return personPhraseFit(headType, head, text);
  if (headType === type) return 0.5;
  if (!NAMED_TYPES.has(type)) return 0.15;
  if (headType === 'person') return 0;
  // A body, a place has a name: what is written small throughout is none.
  return /\p{Lu}/u.test(text) ? 0.15 : BARE_PHRASE_FIT;
}

const OFFICE_IN_CAPITALS = /\b(?:C[EFTOI]O|MP|PM)$/;
const asksForPost = ({ focusHead, clause, resolved }: UnderstoodQuestion): boolean =>
  /^(?:positions?|jobs?|roles?|posts?|occupation|profession)$/.test(focusHead ?? '') &&
  clause.slot !== 'subject' &&
  (clause.slot !== 'predicate' || /\bbefore\b|\bprior to\b|\bformer(?:ly)?\b|\bprevious(?:ly)?\b/i.test(resolved));

const HOLDER = /\b(?:did|does|has|had|was|is)\s(\p{Lu}.*?)\s(?:hold|held|have|had|serve|do|occupy|fill|work|play)\b/u;

/** "*Former Harbour Lines CFO* Ana Sol": titles of the asked person, as candidates for the post. */
function postCandidates({ sentence, reading }: Passage, question: UnderstoodQuestion): Candidate[] {
  const person = HOLDER.exec(question.resolved)?.[1];
  if (!asksForPost(question) || person === undefined) return [];
  return namesOf(reading)
    .filter((name) => sameName(name.text, person.replace(/^the\s/i, '')))
    .flatMap((name) => name.roles)
    .flatMap((role) => {
      const text = role.replace(/^(?:former|ex-|the|then|interim)\s?/i, '');
      const at = sentence.text.indexOf(text);
      if (at < 0 || text.length < 2) return [];
      const start = sentence.start + at;
      return [
        {
          text,
          key: text.toLowerCase(),
          start,
          end: start + text.length,
          written: text,
          fit: 1,
          kind: 'phrase' as const,
        },
      ];
    });
}

/** Those who do something are people or bodies of people; a plural may be ("international students"), a sum of money is not. */
function personPhraseFit(headType: AnswerType, head: string, text: string): number {
  if (headType === 'person') return 0.55;
  if (headType === 'organisation') return 0.45;
  if (/[\p{Sc}\d]/u.test(text)) return 0;
  if (CAPITALISED.test(text)) return WRITTEN_AS_NAME;
  return head.endsWith('s') && !head.endsWith('ss') ? 0.35 : 0;
}

/** "*Mage* won", "*Rich Strike* stuns the field": ordinary words, with the capitals of a name. */
const CAPITALISED = /^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){0,2}$/u;
const WRITTEN_AS_NAME = 0.5;

/** Without determiners, stray marks and pronouns; undefined where nothing is left or too much. */
function trimPhrase(
  text: string,
  start: number,
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const tokens = tokenise(text);
  let from = 0;
  while (from < tokens.length && DETERMINERS.has(tokens[from]!.norm)) from += 1;
  const kept = tokens.slice(from);
  if (kept.length === 0 || kept.length > MAX_ANSWER_WORDS) return undefined;
  if (kept.every((token) => PRONOUNS.has(token.norm) || token.stop)) return undefined;
  const begin = kept[0]!.start;
  const end = kept.at(-1)!.end;
  const opening = text[begin - 1] === '"' || text[begin - 1] === '$' ? begin - 1 : begin;
  const inner = text.slice(opening, end).replace(/['’]s$/, '');
  return { text: inner, start: start + opening, end: start + opening + inner.length };
}
