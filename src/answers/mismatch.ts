/**
 * Signs that a sentence is about something else than the question, however many words they share: another year, another
 * name, the opposite word, a denial. A question of which one word was exchanged is the commonest trap for word overlap.
 */
import { countriesIn, countryOf } from '../text/places.ts';
import type { Token } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';
import { MONTHS, NEGATIONS, WEEKDAYS } from './word-classes.ts';

export interface Mismatch {
  /** Names of the question that neither the sentence nor its surroundings hold, 0 to 2. */
  readonly nameMissing: number;
  /** Numbers and years of the question that the sentence's surroundings lack, 0 to 2. */
  readonly numberMissing: number;
  /** Words of the question whose opposite or rival stands in the sentence instead, 0 to 3. */
  readonly opposed: number;
  /** 1 where the question denies and the sentence does not. */
  readonly negation: number;
}

const groups = (lines: string): readonly ReadonlySet<string>[] =>
  lines
    .trim()
    .split('\n')
    .map(
      (line) =>
        new Set(
          line
            .trim()
            .split(/\s+/)
            .map((word) => stem(word)),
        ),
    );

/** Words of which only one can be true of a thing at a time. */
const RIVALS: readonly ReadonlySet<string>[] = [
  ...groups(`
  left right
  north south east west
  northern southern eastern western central
  upper lower middle
  first second third fourth fifth sixth seventh eighth ninth tenth last
  largest smallest
  biggest smallest
  highest lowest
  longest shortest
  oldest youngest newest latest
  fastest slowest
  best worst
  most least fewest
  more fewer less
  hot cold heat warm
  old new
  former current future
  early late
  mild severe
  rich poor
  high low
  strong weak
  public private
  domestic foreign
  male female
  men women
  boys girls
  husband wife
  father mother
  son daughter
  brother sister
  king queen
  winter summer spring autumn
  daily weekly monthly annual yearly
  similar different
  increase decrease
  rise fall
  win lose
  buy sell
  open close
  before after
  arrive leave
  import export
  birth death
  born died
  attack defend
  accept reject
  accelerate slow
  useful useless
  allow forbid
  approve reject veto
  arrest release
  convict acquit
  success failure
  major minor
  primary secondary
  maximum minimum
  temporary permanent
  urban rural
  democrat republican
  liberal conservative
  north-east north-west south-east south-west
  two three four five six seven eight nine ten eleven twelve
  one two three four five six
  gold silver bronze
  red blue green yellow black white`),
  new Set([...MONTHS].map((word) => stem(word))),
  new Set([...WEEKDAYS].map((word) => stem(word))),
];

/** Words that pick one of several alike: without them the sentence is about another. */
const SELECTIVE: ReadonlySet<string> = new Set([
  'earlier',
  'previous',
  'former',
  'next',
  'outgoing',
  'incoming',
  'second',
  'third',
  'deputy',
  'rival',
  'alternative',
]);

const NEGATIVE_PREFIX = /^(?:un|non|in|im|ir|il|dis|a|anti|counter)-?(?=.{4})/;

/** Everything about the passage that speaks against its being about the question. */
export function mismatchOf(passage: Passage, terms: readonly QueryTerm[], question: UnderstoodQuestion): Mismatch {
  const tokens = passage.sentence.tokens;
  let nameMissing = 0;
  let numberMissing = 0;
  let opposed = 0;
  terms.forEach((term, at) => {
    const own = passage.matches[at]!;
    const around = passage.inContext[at]!;
    if (term.kind === 'name' && !term.focus) nameMissing += missingName(own, around);
    if (term.kind === 'number' && around < 0.45) numberMissing += isSilentOfYears(term, passage) ? UNTOLD_YEAR : 1;
    if (own < 0.5 && (SELECTIVE.has(term.norm) || rivalIn(term, tokens))) opposed += 1;
    if (around < 0.4 && KEPT_APART.has(term.norm) && !tokens.some(({ norm }) => /^(?:she|her)$/.test(norm)))
      opposed += 2;
    if (own < 0.5 && isOfAnotherYear(term, passage)) opposed += around < 0.45 ? 3 : 1;
  });
  if (tellsOfAnothersPeople(passage, terms, question) || namesOnlyOtherLands(passage, question)) opposed += 1;
  return {
    nameMissing: Math.min(2, nameMissing),
    numberMissing: Math.min(2, numberMissing),
    opposed: Math.min(3, opposed),
    negation: question.negated && !tokens.some((token) => NEGATIONS.has(token.norm)) ? 1 : 0,
  };
}

/** "When did Chile sign?": a sentence that names other lands, and not Chile, dates what they did. */
function namesOnlyOtherLands({ sentence }: Passage, { clause, kind }: UnderstoodQuestion): boolean {
  const asked = kind === 'when' ? countryOf((clause.subject ?? '').replace(/^the /i, '')) : undefined;
  if (asked === undefined) return false;
  const named = [
    ...countriesIn(sentence.text).map((mention) => mention.country),
    ...sentence.tokens.flatMap((token) => (/^\p{Lu}/u.test(token.text) ? (countryOf(token.text) ?? []) : [])),
  ];
  return named.length > 0 && !named.includes(asked);
}

/** Characters from a land's name to the noun that it goes with: "*Norvik and League* forces". */
const OWNER_REACH_CHARS = 30;

/** "When did the *Peruvian* forces leave?": a sentence that tells it of Norvik's forces, and names no Peru, is of others. */
function tellsOfAnothersPeople(
  { sentence, matches }: Passage,
  terms: readonly QueryTerm[],
  { clause }: UnderstoodQuestion,
): boolean {
  const asked = countriesIn(clause.subject ?? '').map((mention) => mention.country);
  const head = tokenise(clause.subject ?? '').at(-1);
  if (asked.length === 0 || head === undefined || /^\p{Lu}/u.test(head.text)) return false;
  if (terms.some((term, at) => asked.includes(term.country ?? '') && matches[at]! > 0)) return false;
  const forms = formsOfWord(head.norm);
  return countriesIn(sentence.text).some((mention) =>
    sentence.tokens.some((token) => {
      const gap = token.start - sentence.start - mention.end;
      return gap > 0 && gap <= OWNER_REACH_CHARS && forms.has(token.stem);
    }),
  );
}

/** A name far from the sentence is half missing; one that the article never has is missing. */
function missingName(own: number, around: number): number {
  if (own >= 0.5 || around >= 0.5) return 0;
  if (around < 0.1) return 1.5;
  return 0.6;
}

/** Contests of their own: nothing that does not say so is the women's. */
const KEPT_APART: ReadonlySet<string> = new Set([
  'women',
  'woman',
  'ladies',
  'junior',
  'doubles',
  'paralympic',
  'wheelchair',
]);

/** A year that the article leaves to its readers to know. */
const UNTOLD_YEAR = 0.5;

const isSilentOfYears = (term: QueryTerm, { reading }: Passage): boolean =>
  YEAR.test(term.norm) && !reading.sentences.some(({ tokens }) => tokens.some((token) => YEAR.test(token.norm)));

const YEAR = /^(?:1[89]|20)\d\d$/;

/** "the *2021* cup": a sentence that names other years and not this one tells of another cup. */
function isOfAnotherYear(term: QueryTerm, { sentence }: Passage): boolean {
  return YEAR.test(term.norm) && sentence.tokens.some((token) => YEAR.test(token.norm));
}

/** Another member of the word's set, or its negative form, stands in the sentence. */
function rivalIn(term: QueryTerm, tokens: readonly Token[]): boolean {
  const rivals = RIVALS.filter((set) => set.has(term.stem));
  return tokens.some((token) => {
    if (token.stem === term.stem) return false;
    if (rivals.some((set) => set.has(token.stem))) return true;
    return isNegativeOf(token.norm, term.norm) || isNegativeOf(term.norm, token.norm);
  });
}

/** "unencrypted" of "encrypted", "ametrical" of "metrical". */
function isNegativeOf(negative: string, plain: string): boolean {
  const prefix = NEGATIVE_PREFIX.exec(negative);
  return prefix !== null && plain.length >= 5 && negative.slice(prefix[0].length) === plain;
}

/** Small numbers stand side by side in any report. */
const COUNTING: ReadonlySet<string> = new Set(
  'one two three four five six seven eight nine ten more fewer less most new old before after early late first second last former'
    .split(' ')
    .map((word) => stem(word)),
);

/** Some word of the one stands against a rival of it in the other: "ninth" and "eighth", "accelerating" and "slowing". */
export function hasRival(one: readonly Token[], other: readonly Token[]): boolean {
  const held = new Set(other.map((token) => token.stem));
  const asked = new Set(one.map((token) => token.stem));
  return one.some(
    (token) =>
      !held.has(token.stem) &&
      ((!COUNTING.has(token.stem) &&
        RIVALS.some(
          (set) =>
            set.has(token.stem) &&
            other.some((each) => each.stem !== token.stem && set.has(each.stem) && !asked.has(each.stem)),
        )) ||
        other.some((each) => isNegativeOf(each.norm, token.norm) || isNegativeOf(token.norm, each.norm))),
  );
}
