/** What clustering keeps of an article: weighted terms to compare it by, a sketch to know its copies by, keys to find it by. */
import type { Article } from '../model.ts';
import type { ArticleFeatures } from '../ports.ts';
import type { Reading, Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { eventDay } from './event-day.ts';
import { SKETCH_HASHES, sketchOf } from './sketch.ts';

/** Words of the text that are looked at; a report tells its event long before. */
export const FEATURE_MAX_WORDS = 5_000;
/** Terms that a profile keeps: the heaviest. */
export const PROFILE_MAX_TERMS = 100;
/** Keys that an article is found by: `t:` terms and `s:` shingle hashes. The archive takes 64. */
export const MAX_TERM_KEYS = 56;
export const MAX_SKETCH_KEYS = 8;
/** A term's weight in the title, where 1 is one mention some way down the text. */
const TITLE_WEIGHT = 3;
/** Where in the text, in words, a mention has half the weight that it has at the beginning: the inverted pyramid. */
const LEAD_HALF_WEIGHT_WORDS = 100;
/** A time further than this after we saw the article is a slip of the outlet's, and is not believed. */
const DAY_MS = 24 * 60 * 60 * 1000;
export const MAX_FUTURE_MS = DAY_MS;
/** A page that we saw later than this after its date may carry the stamp of any of its revisions. */
export const FRESH_MAX_DAYS = 30;
/** Until the archive knows better, a term is expected in 2 of 100 articles. */
const PRIOR_ARTICLES = 100;
const PRIOR_ARTICLES_WITH_TERM = 2;
const LEAD_WEIGHT = 2;
const MIN_WEIGHT = 0.1;

/** What of an article matters here. */
export type Clustered = Pick<
  Article,
  'id' | 'title' | 'text' | 'lang' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt' | 'agency'
>;

/** An article's terms before the archive has said how common they are. */
export interface ArticleTerms {
  /** Distinct terms, for document frequencies. */
  readonly terms: readonly string[];
  /** By term: its mentions, each weighed by its place. */
  readonly mentions: ReadonlyMap<string, number>;
  readonly sketch: readonly number[];
  readonly shingles: number;
  /** Where the article's dates are read from. */
  readonly reading: Pick<Reading, 'sentences'>;
}

/** How common terms are in the archive as it stands. */
export interface TermStatistics {
  readonly documentFrequencies: ReadonlyMap<string, number>;
  readonly totalArticles: number;
}

/** Plain JSON: what `ArticleFeatures.profile` holds. */
export interface Profile {
  /** Heaviest first. */
  readonly terms: readonly string[];
  /** Of a vector of length 1, in ten thousandths. */
  readonly weights: readonly number[];
  readonly sketch: readonly number[];
  /** Distinct shingles of the text; the sketch is a sample of them. */
  readonly shingles: number;
  /** Whether `publishedAt` is the outlet's own and can be believed. */
  readonly timed: boolean;
  /** Days since 1970 of the event, where the lead names its day; only where its own date is sure. */
  readonly eventDay?: number;
  /** The agency that it credits. */
  readonly agency?: string;
  /** The first of the articles whose wording it carries. */
  readonly copyOf?: string;
}

/** The article's terms and shingles. `reading` is that of `article.text`; a title that opens the text counts as title only. */
export function termsOf(article: Pick<Clustered, 'title' | 'text' | 'lang'>, reading: Reading): ArticleTerms {
  const mentions = new Map<string, number>();
  const add = (token: Token, weight: number) => {
    if (token.stop || token.stem.length < 2) return;
    mentions.set(token.stem, (mentions.get(token.stem) ?? 0) + weight);
  };
  for (const token of tokenise(article.title, reading.lang)) add(token, TITLE_WEIGHT);
  const body = bodyTokens(article, reading);
  for (const [position, token] of body.entries()) {
    add(token, Math.max(MIN_WEIGHT, LEAD_WEIGHT / (1 + position / LEAD_HALF_WEIGHT_WORDS)));
  }
  const { sketch, shingles } = sketchOf(body.map((token) => token.norm));
  return { terms: [...mentions.keys()], mentions, sketch, shingles, reading };
}

function bodyTokens(article: Pick<Clustered, 'title' | 'text'>, reading: Reading): Token[] {
  const from = article.title !== '' && article.text.startsWith(article.title) ? article.title.length : 0;
  const tokens: Token[] = [];
  for (const sentence of reading.sentences) {
    for (const token of sentence.tokens) {
      if (token.start < from) continue;
      if (tokens.length >= FEATURE_MAX_WORDS) return tokens;
      tokens.push(token);
    }
  }
  return tokens;
}

/**
 * What is stored of the article for clustering. Weights are (1 + ln mentions) · idf, and the vector has length 1. The idf is smoothed
 * by PRIOR_ARTICLES imagined articles, so that the first articles of an archive are not told apart by chance.
 */
export function featuresOf(
  article: Clustered,
  terms: ArticleTerms,
  statistics: TermStatistics,
): Pick<ArticleFeatures, 'keys'> & { readonly profile: Profile } {
  const heaviest = weigh(terms.mentions, statistics);
  const length = Math.sqrt(heaviest.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  const timed = isTimed(article);
  const day = timed && isFresh(article) ? eventDay(terms.reading, article.publishedAt) : undefined;
  const profile: Profile = {
    terms: heaviest.map(([term]) => term),
    weights: heaviest.map(([, weight]) => Math.round((10_000 * weight) / length)),
    sketch: terms.sketch.slice(0, SKETCH_HASHES),
    shingles: terms.shingles,
    timed,
    ...(day === undefined ? {} : { eventDay: day }),
    ...(article.agency === undefined ? {} : { agency: article.agency }),
  };
  return { keys: keysOf(profile), profile };
}

function weigh(mentions: ReadonlyMap<string, number>, statistics: TermStatistics): [string, number][] {
  const { documentFrequencies, totalArticles } = statistics;
  const weighted: [string, number][] = [];
  for (const [term, count] of mentions) {
    const seenIn = (documentFrequencies.get(term) ?? 0) + 1 + PRIOR_ARTICLES_WITH_TERM;
    const idf = Math.log((totalArticles + 1 + PRIOR_ARTICLES) / seenIn);
    if (idf > 0) weighted.push([term, (1 + Math.log(Math.max(count, 0.4))) * idf]);
  }
  weighted.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return weighted.slice(0, PROFILE_MAX_TERMS);
}

function keysOf(profile: Profile): string[] {
  const byTerm = profile.terms.slice(0, MAX_TERM_KEYS).map((term) => `t:${term}`);
  return [...byTerm, ...profile.sketch.slice(0, MAX_SKETCH_KEYS).map((hash) => `s:${hash.toString(36)}`)];
}

function isTimed(article: Clustered): boolean {
  if (article.publishedAtGuessed) return false;
  const published = Date.parse(article.publishedAt);
  return Number.isFinite(published) && !(published > Date.parse(article.seenAt) + MAX_FUTURE_MS);
}

/** The features with the article that it copies, so that whoever copies the copy is known to copy the origin. */
export function withOrigin<F extends Pick<ArticleFeatures, 'profile'>>(features: F, copyOf: string | undefined): F {
  return copyOf === undefined ? features : { ...features, profile: { ...profileOf(features), copyOf } };
}

/** Whether an article is news at the time when we see it, so that its stamp is that of its publication. */
export function isFresh(article: Pick<Clustered, 'publishedAt' | 'seenAt'>): boolean {
  return Date.parse(article.seenAt) - Date.parse(article.publishedAt) <= FRESH_MAX_DAYS * DAY_MS;
}

const EMPTY: Profile = { terms: [], weights: [], sketch: [], shingles: 0, timed: false };

/** The profile of stored features; one of a shape that we don't know compares with nothing. */
export function profileOf(features: Pick<ArticleFeatures, 'profile'>): Profile {
  const profile = features.profile as Partial<Profile> | null | undefined;
  if (!Array.isArray(profile?.terms) || !Array.isArray(profile.weights) || !Array.isArray(profile.sketch)) return EMPTY;
  return { ...EMPTY, ...profile };
}
