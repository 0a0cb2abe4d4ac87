/** The words of a question that the answer's sentence must be about: what each may look like there, and how much it tells. */
import type { SearchIndex } from '../ports.ts';
import { relatedStems } from '../text/derivations.ts';
import { countriesIn } from '../text/places.ts';
import type { Token } from '../text/reading.ts';
import { foldSpelling } from '../text/spelling.ts';
import { stem } from '../text/words.ts';
import { answerTypeOfNoun } from './answer-types.ts';
import { irregularForms } from './irregular-verbs.ts';
import { phrasalVerbs } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import { synonymsOf } from './synonyms.ts';
import { AUXILIARIES, QUESTION_PADDING, WH_WORDS } from './word-classes.ts';

/** Words of one question that are looked for; a question of more is about everything. */
export const MAX_TERMS = 40;
/** What a match is worth by how it was reached. */
export const EXACT = 1;
export const DERIVED = 0.9;
export const SYNONYM = 0.7;

/** In an archive of fewer articles every word looks common or rare by chance: weights are as if it had so many. */
export const SMALL_ARCHIVE = 200;

export interface QueryTerm {
  readonly text: string;
  readonly norm: string;
  readonly stem: string;
  readonly kind: 'name' | 'number' | 'word';
  /** How much the word tells: its inverse document frequency, less for words that need not be in the answer's sentence. */
  readonly weight: number;
  /** Stems that may stand for it, with what each is worth. */
  readonly forms: ReadonlyMap<string, number>;
  /** The country that it means, so that "Lima" answers for "Peru". */
  readonly country?: string;
  /** Part of what is asked after ("which *country*"): it need not be in the sentence. */
  readonly focus: boolean;
  /** Articles that hold it; 0 where none does. */
  readonly articles: number;
}

/** The content words of a question, weighted by rarity: idf = ln((N + 1) / (df + 0.5)). */
export async function termsOf(
  question: UnderstoodQuestion,
  searchIndex: SearchIndex,
  articles: number,
): Promise<readonly QueryTerm[]> {
  const tokens = contentTokens(question).slice(0, MAX_TERMS);
  const asked = [...new Set(tokens.flatMap((token) => [token.stem, token.norm]))];
  const frequencies = await searchIndex.documentFrequencies(asked);
  const countries = countriesIn(question.resolved);
  const phrasal = new Map(phrasalVerbs(question.tokens).map(({ at, plain }) => [question.tokens[at], plain]));
  return tokens.map((token) => {
    const df = Math.max(frequencies.get(token.stem) ?? 0, frequencies.get(token.norm) ?? 0);
    const country = countries.find((mention) => token.start >= mention.start && token.end <= mention.end)?.country;
    const focus = isFocus(token, question);
    return {
      text: token.text,
      norm: token.norm,
      stem: token.stem,
      kind: kindOf(token, question.tokens),
      weight:
        Math.max(0.2, Math.log((Math.max(articles, SMALL_ARCHIVE) + 1) / (df + 0.5))) *
        paddingFactor(token, question, focus),
      forms: phrasal.has(token)
        ? new Map([...formsOfWord(token.norm), ...formsOfWord(phrasal.get(token)!)])
        : formsOfWord(token.norm),
      focus,
      articles: df,
      ...(country === undefined ? {} : { country }),
    };
  });
}

function contentTokens(question: UnderstoodQuestion): Token[] {
  const seen = new Set<string>();
  return question.tokens.filter((token) => {
    if (seen.has(token.stem)) return false;
    if (token.stop || WH_WORDS.has(token.norm) || AUXILIARIES.has(token.norm)) return false;
    if (!/[\p{L}\p{N}]/u.test(token.norm) || (token.norm.length < 2 && !/\p{N}/u.test(token.norm))) return false;
    seen.add(token.stem);
    return true;
  });
}

function isFocus(token: Token, question: UnderstoodQuestion): boolean {
  if (question.focusHead === undefined) return false;
  return stem(question.focusHead) === token.stem && answerTypeOfNoun(question.focusHead) !== 'thing';
}

/** "first", "name", "year" and the asked-after noun ("country") need not be in the sentence; they still help. */
function paddingFactor(token: Token, question: UnderstoodQuestion, focus: boolean): number {
  if (focus) return isPredicateFocus(question) ? 0.8 : 0.3;
  return QUESTION_PADDING.has(token.norm) ? 0.25 : 1;
}

/** "who is the *ambassador* in Abuja": the role is what the sentence says of the answer, so it counts. */
function isPredicateFocus(question: UnderstoodQuestion): boolean {
  return question.clause.slot === 'predicate' || question.kind === 'keywords';
}

/** Capitals that name nobody. */
const PLAIN_CAPITALS = new Set(['TV', 'CEO', 'MP', 'MPs', 'PM', 'GDP']);

function kindOf(token: Token, tokens: readonly Token[]): QueryTerm['kind'] {
  if (/^\p{N}/u.test(token.norm)) return 'number';
  const first = tokens[0]?.start === token.start;
  return /^\p{Lu}/u.test(token.text) && !first && !PLAIN_CAPITALS.has(token.text) ? 'name' : 'word';
}

/** Stems that may stand for a word, and what each is worth: its own, its derivations, its synonyms. */
export function formsOfWord(word: string): ReadonlyMap<string, number> {
  const own = stem(word);
  const forms = new Map<string, number>([[own, EXACT]]);
  const add = (form: string, worth: number) => {
    if ((forms.get(form) ?? 0) < worth) forms.set(form, worth);
  };
  if (DECADE.test(word)) for (let year = 0; year < 10; year += 1) add(word.slice(0, 3) + year, EXACT);
  if (/^\p{N}/u.test(word)) return forms;
  const inflected = [own, ...irregularForms(own)];
  for (const form of inflected) add(form, EXACT);
  for (const form of inflected.flatMap((each) => (each === own ? relatedStems(word) : relatedStems(each))))
    if (!form.includes(' ')) add(form, sharesRoot(form, own) ? DERIVED : SYNONYM);
  for (const form of inflected.flatMap((each) => [...synonymsOf(each)])) {
    add(form, SYNONYM);
    for (const other of irregularForms(form)) add(other, SYNONYM);
  }
  return forms;
}

/** "the 1990s": any year of them. */
const DECADE = /^(?:1[0-9]|20)\d0s$/;

const sharesRoot = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4);

/** Spellings to search for: the store stems words, but does not know British from American. */
export function searchWordsOf(term: QueryTerm): string[] {
  const folded = foldSpelling(term.norm);
  const british = folded.replace(/iz(e|es|ed|ing|ation)$/, 'is$1').replace(/or$/, 'our');
  return [
    ...new Set([term.norm, folded, british.length === folded.length || /our$/.test(british) ? british : term.norm]),
  ];
}
