/** What a brief is made of: a story's articles read once, their quotable sentences, and who carries what. */
import type { Article, LanguageCode, Timestamp } from '../model.ts';
import { figureClaims } from '../stories/figures.ts';
import { standingOf } from '../stories/standing.ts';
import { comparableName, namesOf } from '../text/names.ts';
import { readText } from '../text/read.ts';
import type { Reading, Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { type Concepts, conceptsOf, POSITION_FLOOR_OF_BRIEF, surnameOf } from './concepts.ts';
import { Ground } from './grounded.ts';
import { Witnesses, witnessOf } from './support.ts';
import { foldWords } from './telling.ts';
import { HEAD_SENTENCES, Topic } from './topic.ts';

/** Articles that are read for one brief: the first and the newest. */
export const BRIEF_MAX_ARTICLES = 60;
const FIRST_ARTICLES = 20;
/** What lies beyond this in an article is not read for a brief. */
export const BRIEF_MAX_ARTICLE_CHARS = 60_000;

export interface MaterialInput {
  /** Oldest first. */
  readonly articles: readonly Article[];
  read(article: Article): Reading;
  readonly originOf?: ReadonlyMap<string, string>;
  /** Sentences with more words can't be quoted. */
  readonly maxSentenceWords: number;
}

export interface Material {
  /** The articles that may be quoted: those of the story's main language, copies left out. Oldest first. */
  readonly quotable: readonly Article[];
  readonly byId: ReadonlyMap<string, Article>;
  readonly candidates: readonly Candidate[];
  readonly concepts: Concepts;
  readonly topic: Topic;
  readonly witnesses: Witnesses;
  readonly lang: LanguageCode;
  /** When the newest article was published, by its own stamp where any article has one. */
  readonly storyAt: Timestamp;
  /** The article that stands for this one: itself, or the first of those with the same report. */
  rootOf(articleId: string): string;
  /** Articles of one voice (copies of one report, pieces of one outlet) count once. */
  voiceOf(articleId: string): string;
  /** The articles that carry the sentence, `own` first, copies included, and where they tell it on average. */
  carriersOf(sentence: string, own: string): { readonly articleIds: readonly string[]; readonly place: number };
  groundOf(articleId: string): Ground;
  readonly tolls: readonly DatedToll[];
  /** Surnames of those whom a text gives by the full name that an article has for them. */
  introducedIn(text: string): ReadonlySet<string>;
  /** Whether the text gives a toll that later articles have replaced. */
  isOutdated(text: string): boolean;
}

/** Reads what a brief needs. Bounded by BRIEF_MAX_ARTICLES and BRIEF_MAX_ARTICLE_CHARS, whatever the story's size. */
export function gather(input: MaterialInput): Material {
  const byId = new Map(input.articles.map((article) => [article.id, article]));
  const rootOf = rootsOf(input);
  const lang = mainLanguage(input.articles);
  const originals = input.articles.filter(({ id }) => rootOf(id) === id);
  const quotable = someOf(originals.filter((article) => article.lang === lang || article.lang === 'und'));
  const read = quotable.map((article) => ({ article, reading: readingOf(article, input) }));
  const storyAt = newest(input.articles);
  const fullNames = fullNamesIn(read.map(({ reading }) => reading));
  const surnames = new Set(fullNames.map(surnameOf));
  const voiceOf = (id: string) => byId.get(rootOf(id))?.source.trim().toLowerCase() ?? id;
  const witnesses = new Witnesses(
    read.map(({ article, reading }) => witnessOf(article, reading)),
    storyAt,
  );
  const grounds = new Map<string, Ground>();
  const groundOf = (id: string) => {
    const ground = grounds.get(id) ?? new Ground(byId.get(id)!);
    grounds.set(id, ground);
    return ground;
  };
  const copies = Map.groupBy(
    input.articles.filter(({ id }) => rootOf(id) !== id),
    ({ id }) => rootOf(id),
  );
  const tolls = tollsOf(read);
  const outdated = outdatedTolls(tolls);
  return {
    quotable,
    byId,
    lang,
    storyAt,
    witnesses,
    rootOf,
    voiceOf,
    groundOf,
    candidates: read.flatMap(({ article, reading }) =>
      candidatesOf(article, reading, { maxWords: input.maxSentenceWords, readAt: storyAt, surnames }),
    ),
    introducedIn: introductionsBy(fullNames),
    concepts: conceptsOf(
      read.map(({ article, reading }) => ({
        voice: voiceOf(article.id),
        sentences: [tokenise(article.title, reading.lang), ...reading.sentences.map(({ tokens }) => tokens)],
        people: namesOf(reading).flatMap(({ kind, text }) => (kind === 'person' ? [comparableName(text)] : [])),
      })),
      POSITION_FLOOR_OF_BRIEF,
    ),
    topic: new Topic(
      read.map(({ article, reading }) => ({
        articleId: article.id,
        voice: voiceOf(article.id),
        stems: stemsOfAll([
          tokenise(article.title, reading.lang),
          ...reading.sentences.slice(0, HEAD_SENTENCES).map(({ tokens }) => tokens),
        ]),
        publishedAt: article.publishedAtGuessed ? undefined : article.publishedAt,
      })),
    ),
    carriersOf(sentence, own) {
      const supports = witnesses.supportersOf(witnesses.examine(sentence));
      const ids = new Set([own, ...supports.map(({ articleId }) => articleId)]);
      for (const { articleId, said } of supports) {
        for (const copy of copies.get(articleId) ?? []) if (groundOf(copy.id).has(said)) ids.add(copy.id);
      }
      const places = supports.map(({ position }) => position);
      const place = places.length === 0 ? 0 : places.reduce((sum, at) => sum + at, 0) / places.length;
      return { articleIds: [...ids], place };
    },
    tolls,
    isOutdated: (text) =>
      outdated.size > 0 && tollsIn(text).some(({ about, value }) => outdated.get(about)?.has(value) === true),
  };
}

/** The people whom some readings name by more than one word, each once. */
function fullNamesIn(readings: readonly Reading[]): readonly string[] {
  const names = readings.flatMap((reading) =>
    namesOf(reading).flatMap(({ kind, text }) => (kind === 'person' ? [comparableName(text)] : [])),
  );
  return [...new Set(names)].filter((name) => name.includes(' '));
}

/** Remembers what it was asked: the headline is asked for each sentence. */
function introductionsBy(fullNames: readonly string[]): (text: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (text) => {
    const introduced =
      known.get(text) ?? new Set(fullNames.filter((name) => foldWords(text).includes(` ${name} `)).map(surnameOf));
    known.set(text, introduced);
    return introduced;
  };
}

const stemsOfAll = (sentences: readonly (readonly Token[])[]): ReadonlySet<string> =>
  new Set(sentences.flat().flatMap(({ stop, stem }) => (stop ? [] : [stem])));

function rootsOf({ articles, originOf }: MaterialInput): (id: string) => string {
  const roots = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const { id, copyOf, contentHash } of articles) {
    const origin = originOf?.get(id) ?? copyOf ?? id;
    // The first that we have of a group stands for it where its origin is not among the articles.
    const root =
      groups.get(origin) ?? groups.get(contentHash) ?? (articles.some((other) => other.id === origin) ? origin : id);
    groups.set(origin, root);
    groups.set(contentHash, root);
    roots.set(id, root);
  }
  return (id) => roots.get(id) ?? id;
}

/** The language of most articles; among equals the first article's. */
function mainLanguage(articles: readonly Article[]): LanguageCode {
  const counts = new Map<LanguageCode, number>();
  for (const { lang } of articles) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  let main: LanguageCode = 'und';
  for (const [lang, count] of counts) if (lang !== 'und' && count > (counts.get(main) ?? 0)) main = lang;
  return main;
}

function newest(articles: readonly Article[]): Timestamp {
  const stamped = articles.filter(({ publishedAtGuessed }) => !publishedAtGuessed);
  const times = (stamped.length > 0 ? stamped : articles).map(({ publishedAt }) => publishedAt);
  return times.sort().at(-1) ?? '';
}

function someOf(articles: readonly Article[]): readonly Article[] {
  if (articles.length <= BRIEF_MAX_ARTICLES) return articles;
  return [...articles.slice(0, FIRST_ARTICLES), ...articles.slice(FIRST_ARTICLES - BRIEF_MAX_ARTICLES)];
}

function readingOf(article: Article, input: MaterialInput): Reading {
  if (article.text.length <= BRIEF_MAX_ARTICLE_CHARS) return input.read(article);
  return readText(article.text.slice(0, BRIEF_MAX_ARTICLE_CHARS), { lang: article.lang });
}

// ---------------------------------------------------------------- tolls

/** A toll: what is counted, in normal form and in words, and how many. */
export interface Toll {
  readonly about: string;
  readonly label: string;
  readonly value: string;
  readonly display: string;
}

/** A toll as an article gives it. */
export interface DatedToll extends Toll {
  readonly articleId: string;
  /** Milliseconds; undefined where the article has no time of its own. */
  readonly at: number | undefined;
}

/** The tolls that some text of ours or an article's gives. */
export function tollsIn(text: string): readonly Toll[] {
  const undated = { publishedAt: '', publishedAtGuessed: true, id: '', storyId: '', text };
  const claims = figureClaims(readText(text, { lang: 'en' }).sentences, undated);
  const toll = DEATH_TOLL.exec(text)?.[1];
  if (toll === undefined || claims.some(({ about }) => about === DEATHS.about)) return claims;
  return [...claims, { ...DEATHS, value: toll, display: `${toll} killed` }];
}

/** As headlines give it: "toll rises to 12". */
const DEATH_TOLL = /\btoll\b[^.\d]{0,40}?\b(?:to|at|reaches|hits|is|passes|of|now)\s(\d{1,6})\b(?!,\d)/i;
const DEATHS = { about: 'toll|killed', label: 'number of people killed' } as const;

function tollsOf(read: readonly { readonly article: Article; readonly reading: Reading }[]): readonly DatedToll[] {
  return read.flatMap(({ article, reading }) => {
    const at = article.publishedAtGuessed ? undefined : Date.parse(article.publishedAt);
    const inText = figureClaims(reading.sentences, article);
    const inTitle = tollsIn(article.title).filter(({ about }) => !inText.some((claim) => claim.about === about));
    return [...inText, ...inTitle].map(({ about, label, value, display }) => ({
      articleId: article.id,
      about,
      label,
      value,
      display,
      at,
    }));
  });
}

/** By what is counted: the values that no article gives any more since another value has come up. */
function outdatedTolls(tolls: readonly DatedToll[]): ReadonlyMap<string, ReadonlySet<string>> {
  const outdated = new Map<string, ReadonlySet<string>>();
  for (const [about, told] of Map.groupBy(tolls, (toll) => toll.about)) {
    const { superseded } = standingOf(told);
    if (superseded.length > 0) outdated.set(about, new Set(superseded));
  }
  return outdated;
}
