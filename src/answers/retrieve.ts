/** From a question to the passages that may answer it: full-text candidates, then a ranking of sentences of our own. */
import type { Article } from '../model.ts';
import type { Archive, SearchIndex } from '../ports.ts';
import { countriesIn } from '../text/places.ts';
import { readText } from '../text/read.ts';
import type { Reading, Sentence, Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { tellsDoing, tellsOfTheEvent } from './event.ts';
import { plainStems } from './phrasal-verbs.ts';
import { tellsPrice } from './prices.ts';
import type { UnderstoodQuestion } from './question.ts';
import { type QueryTerm, searchWordsOf } from './terms.ts';

/** Articles that the full-text index is asked for. */
export const MAX_ARTICLES_SEARCHED = 60;
/** Of these, as many are read sentence by sentence. */
export const MAX_ARTICLES_READ = 40;
/** Characters that are read for one question, in all: the best articles first. */
export const MAX_CHARS_READ = 80_000;
/** Characters of one article that are read: answers stand early, and a page without end must not hold up the others. */
export const MAX_ARTICLE_CHARS_READ = 20_000;
/** Words handed to the full-text index. */
export const MAX_SEARCH_WORDS = 30;
/** A word in more than this share of the archive is searched only where nothing rarer is asked. */
export const MAX_DOCUMENT_SHARE = 0.15;
/** From so many articles on a search costs more than a reading: fewer and rarer words are searched. */
export const LARGE_ARCHIVE = 20_000;
export const MAX_DOCUMENT_SHARE_IN_LARGE = 0.03;
/** Passages that are handed on. */
export const MAX_PASSAGES = 60;
/** Beyond these, sentences that tell the asked doing of an event that only their surroundings name. */
export const MAX_EVENT_PASSAGES = 6;

/** A sentence of an article, with what of the question it holds. */
export interface Passage {
  readonly article: Article;
  readonly reading: Reading;
  readonly sentence: Sentence;
  /** For each term of the question, 0 to 1: how well the sentence itself matches it. */
  readonly matches: readonly number[];
  /** The same with what the title, the lead and the neighbouring sentences add. */
  readonly inContext: readonly number[];
  /** Weighted share of the question's terms in the sentence, and in its context; 0 to 1. */
  readonly coverage: number;
  readonly contextCoverage: number;
  readonly score: number;
  /** Place of the article among the full-text hits, from 0. */
  readonly rank: number;
  /** The sentence is the article's headline; `reading` then begins with it. */
  readonly headline?: true;
}

export interface RetrieveOptions {
  /** Reads an article; a caller that keeps readings passes its own. */
  readonly read?: (article: Article) => Reading;
  readonly limit?: number;
}

export interface Retrieved {
  readonly passages: readonly Passage[];
  /** Headlines that hold much of the question, best first; none that the article's text begins with. */
  readonly headlines: readonly Passage[];
  /** Articles in the order of the full-text index. */
  readonly articles: readonly Article[];
}

/** Passages best first. Cost is bounded by MAX_ARTICLES_READ, not by the archive. */
export async function retrievePassages(
  question: UnderstoodQuestion,
  terms: readonly QueryTerm[],
  world: { readonly searchIndex: SearchIndex; readonly archive: Archive },
  extent: number,
  options: RetrieveOptions = {},
): Promise<Retrieved> {
  const words = searchWords(terms, extent);
  if (words.length === 0) return { passages: [], headlines: [], articles: [] };
  const hits = await world.searchIndex.search({ terms: words, limit: MAX_ARTICLES_SEARCHED });
  const articles = await world.archive.articles(hits.map((hit) => hit.articleId));
  const read =
    options.read ??
    ((article: Article) => readText(article.text.slice(0, MAX_ARTICLE_CHARS_READ), { lang: article.lang }));
  const passages = withinBudget(articles).flatMap((article, rank) =>
    rankSentences(article, read(article), terms, question, rank),
  );
  passages.sort((a, b) => b.score - a.score || a.rank - b.rank || a.sentence.index - b.sentence.index);
  const limit = options.limit ?? MAX_PASSAGES;
  const ofTheEvent = passages
    .slice(limit)
    .filter((passage) => tellsOfTheEvent(passage, terms, question))
    .slice(0, MAX_EVENT_PASSAGES);
  return {
    passages: [...passages.slice(0, limit), ...ofTheEvent],
    headlines: rankHeadlines(withinBudget(articles), terms, question),
    articles,
  };
}

/** The best articles that can be read for one question. */
function withinBudget(articles: readonly Article[]): readonly Article[] {
  let left = MAX_CHARS_READ;
  return articles.slice(0, MAX_ARTICLES_READ).filter((article) => {
    left -= Math.min(article.text.length, MAX_ARTICLE_CHARS_READ);
    return left > -MAX_ARTICLE_CHARS_READ;
  });
}

/** The rarest words first; common ones only where little else is asked. Synonyms follow while there is room. */
function searchWords(terms: readonly QueryTerm[], extent: number): string[] {
  const rareIn = (share: number): readonly QueryTerm[] =>
    terms.filter((term) => term.articles <= Math.max(20, extent * share));
  const rarest = extent > LARGE_ARCHIVE ? rareIn(MAX_DOCUMENT_SHARE_IN_LARGE) : [];
  const rare = rarest.length > 2 ? rarest : rareIn(MAX_DOCUMENT_SHARE);
  const chosen = rare.length > 0 ? rare : terms;
  const ordered = [...chosen].sort((a, b) => b.weight - a.weight);
  const words = ordered.flatMap((term) => [
    ...searchWordsOf(term),
    ...(term.country === undefined ? [] : [term.country]),
  ]);
  const variants = ordered.flatMap((term) =>
    [...term.forms]
      .filter(([, worth]) => worth >= 0.7)
      .map(([form]) => form)
      .slice(0, 4),
  );
  return [...new Set([...words, ...(extent > LARGE_ARCHIVE ? [] : variants)])].slice(0, MAX_SEARCH_WORDS);
}

type FormIndex = ReadonlyMap<string, readonly (readonly [term: number, worth: number])[]>;

export function indexForms(terms: readonly QueryTerm[]): FormIndex {
  const index = new Map<string, [number, number][]>();
  terms.forEach((term, at) => {
    for (const [form, worth] of term.forms) {
      const entries = index.get(form) ?? [];
      entries.push([at, worth]);
      index.set(form, entries);
    }
  });
  return index;
}

/** How well a sentence of these tokens matches each term. */
export function matchTerms(
  tokens: readonly { readonly stem: string }[],
  terms: readonly QueryTerm[],
  forms: FormIndex,
): number[] {
  const best = new Array<number>(terms.length).fill(0);
  for (const token of tokens) {
    for (const [at, worth] of forms.get(token.stem) ?? []) if (worth > best[at]!) best[at] = worth;
  }
  return best;
}

const CAPITALISED_ALIAS = /\p{Lu}/u;

/** "United States" is not half told by "United Nations". */
const isCompound = (country: string, terms: readonly QueryTerm[]): boolean =>
  terms.filter((term) => term.country === country).length > 1;

function matchCountries(text: string, terms: readonly QueryTerm[], matches: number[]): void {
  if (!terms.some((term) => term.country !== undefined) || !CAPITALISED_ALIAS.test(text)) return;
  const countries = new Set(countriesIn(text).map((mention) => mention.country));
  terms.forEach((term, at) => {
    if (term.country === undefined) return;
    if (countries.has(term.country)) matches[at] = Math.max(matches[at]!, 0.95);
    else if (isCompound(term.country, terms)) matches[at] = 0;
  });
}

/** "She won at Marn Park": a sentence without a word of the question may tell where the event was that its title names. */
const MIN_COVERAGE_AROUND = 0.4;

/** "They argue that …": who was named before goes on to say why, or what. */
const goesOn = (sentence: Sentence, { kind }: UnderstoodQuestion): boolean =>
  (kind === 'why' || kind === 'said-about') && /^(?:They|He|She|Critics|Opponents|Supporters)\s/.test(sentence.text);
/** What such a sentence holds of the one before it. */
const CARRIED = 0.7;

const NEIGHBOUR_SHARE = 0.6;
const TITLE_SHARE = 0.6;
const LEAD_SHARE = 0.4;
const ARTICLE_SHARE = 0.25;

function rankSentences(
  article: Article,
  reading: Reading,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
  rank: number,
): Passage[] {
  const forms = indexForms(terms);
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const matched = (text: string, tokens: readonly Pick<Token, 'stem' | 'norm'>[]): number[] => {
    const matches = matchTerms([...tokens, ...plainStems(tokens)], terms, forms);
    matchCountries(text, terms, matches);
    return matches;
  };
  const title = matched(article.title, tokenise(article.title, article.lang));
  const asWritten = reading.sentences.map((sentence) => matched(sentence.text, sentence.tokens));
  const ahead = article.text.startsWith(article.title) ? undefined : title;
  const perSentence: (readonly number[])[] = [];
  for (const [index, own] of asWritten.entries())
    perSentence.push(withAntecedent(own, index === 0 ? ahead : perSentence[index - 1], reading, index, terms));
  const anywhere = terms.map((_, at) => Math.max(0, ...perSentence.map((matches) => matches[at]!)));
  const share = (matches: readonly number[]): number =>
    terms.reduce((sum, term, at) => sum + term.weight * (matches[at] ?? 0), 0) / total;
  return reading.sentences.flatMap((sentence, index) => {
    const matches = perSentence[index]!;
    const inContext = matches.map((own, at) =>
      Math.max(
        own,
        NEIGHBOUR_SHARE * (perSentence[index - 1]?.[at] ?? 0),
        NEIGHBOUR_SHARE * 0.7 * (perSentence[index + 1]?.[at] ?? 0),
        TITLE_SHARE * title[at]!,
        LEAD_SHARE * (perSentence[0]?.[at] ?? 0),
        ARTICLE_SHARE * anywhere[at]!,
      ),
    );
    const coverage = Math.max(
      share(matches),
      goesOn(sentence, question) ? CARRIED * share(perSentence[index - 1] ?? []) : 0,
    );
    const contextCoverage = share(inContext);
    const tells =
      (contextCoverage >= MIN_COVERAGE_AROUND && tellsDoing(sentence.tokens, question)) ||
      (contextCoverage > 0 && tellsPrice(sentence.tokens, question));
    if (coverage === 0 && !tells) return [];
    const score = 0.65 * coverage + 0.35 * contextCoverage + recencyBonus(question, article);
    return [{ article, reading, sentence, matches, inContext, coverage, contextCoverage, score, rank }];
  });
}

/** Headlines that are evidence of their own, at most: each is read again with its article's beginning. */
export const MAX_HEADLINES = 6;
/** Of the article, as much is read to know the names of its headline. */
export const MAX_CHARS_BEHIND_HEADLINE = 3_000;
/** A headline that holds less of the question tells of something else. */
const MIN_HEADLINE_COVERAGE = 0.4;

function rankHeadlines(
  articles: readonly Article[],
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): readonly Passage[] {
  const forms = indexForms(terms);
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const covered = (article: Article): number => {
    const matches = matchTerms(tokenise(article.title, article.lang), terms, forms);
    return terms.reduce((sum, term, at) => sum + term.weight * matches[at]!, 0) / total;
  };
  return articles
    .map((article, rank) => ({ article, rank, coverage: tellsMore(article) ? covered(article) : 0 }))
    .filter(({ coverage }) => coverage >= MIN_HEADLINE_COVERAGE)
    .sort((a, b) => b.coverage - a.coverage || a.rank - b.rank)
    .slice(0, MAX_HEADLINES)
    .flatMap(({ article, rank }) => {
      const text = `${article.title}\n\n${article.text.slice(0, MAX_CHARS_BEHIND_HEADLINE)}`;
      const reading = readText(text, { lang: article.lang });
      return rankSentences({ ...article, text }, reading, terms, question, rank)
        .filter(({ sentence }) => sentence.end <= article.title.length)
        .map((passage) => ({ ...passage, article, headline: true as const }));
    });
}

/** "He", "The 41-year-old", "The singer", "The company": somebody who was named before. */
const LOOKS_BACK =
  /^["“]?(?:(?:He|She|They|It|His|Her|Its|Their)\b|(?:The|This|These) (?:[\p{Ll}\d]|(?:\p{Lu}\p{Ll}+ ){1,2}\p{Ll}|\p{Lu}\p{Ll}+(?:man|woman)\b))/u;
/** What a name of the sentence before is worth at most in one that looks back, and in the next that does. */
const ANTECEDENT_WORTH = 0.6;
const FURTHER_BACK = 0.85;
/** What the words of a question are worth in the sentence that answers it: "Where is the final? The final is in …". */
const ASKED_WORTH = 0.8;

/** "He had led …": the names are those of the sentence before; behind a question stands its answer. */
function withAntecedent(
  own: readonly number[],
  before: readonly number[] | undefined,
  { sentences }: Reading,
  index: number,
  terms: readonly QueryTerm[],
): readonly number[] {
  if (before === undefined) return own;
  const asked = index > 0 && /\?["”’]?$/.test(sentences[index - 1]!.text);
  if (!asked && !LOOKS_BACK.test(sentences[index]!.text)) return own;
  return own.map((each, at) => {
    if (asked) return Math.max(each, ASKED_WORTH * before[at]!);
    return terms[at]!.kind === 'name' ? Math.max(each, Math.min(ANTECEDENT_WORTH, FURTHER_BACK * before[at]!)) : each;
  });
}

/** A question tells nothing, nor does a headline that the text repeats. */
const tellsMore = ({ title, text }: Article): boolean =>
  !/\?\s*$/.test(title) && !text.startsWith(title.replace(/[\s.…]+$/, ''));

/** Recency counts only where the question wants the latest: at most as much as one weak word. */
function recencyBonus(question: UnderstoodQuestion, article: Article): number {
  if (question.order !== 'latest') return 0;
  const years = Number(article.publishedAt.slice(0, 4)) - 2000;
  return Math.max(0, Math.min(0.03, years * 0.001));
}
