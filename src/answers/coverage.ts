/**
 * A text against what has been read: for each of its claims the outlets that carry it, in their own words, and those that say it
 * otherwise. A claim is called carried only where the words, names and numbers are there and the verb is meant as it is claimed;
 * what can't be found is said to be not found, which is not to say that it is wrong.
 */
import { Witnesses, witnessOf } from '../briefs/support.ts';
import type { Article, Claim, Timestamp } from '../model.ts';
import type { Archive, SearchIndex } from '../ports.ts';
import { independenceOf } from '../stories/independence.ts';
import { readText } from '../text/read.ts';
import type { Reading, Sentence } from '../text/reading.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import { type Carrier, carriersOf } from './carriers.ts';
import { type Difference, differencesIn, sameMatter } from './differences.ts';

/** What lies beyond is not checked. */
export const CHECK_MAX_CHARS = 6_000;
/** Claims that are checked, the first of the text. */
export const CHECK_MAX_CLAIMS = 8;
/** Articles that are looked at for one claim, and for all of them. */
export const CHECK_ARTICLES_A_CLAIM = 12;
export const CHECK_MAX_ARTICLES = 40;
/** Words of a claim that are looked for. */
const SEARCH_MAX_WORDS = 16;
/** With fewer words that tell something a sentence claims nothing that could be told from others. */
const CLAIM_MIN_WORDS = 3;

export interface CheckedClaim {
  readonly text: string;
  /** Oldest first. */
  readonly carriers: readonly Carrier[];
  /** Of those that carry all of it: copies and outlets of one owner count once. */
  readonly independentSources: number;
  readonly differences: readonly Difference[];
}

export interface CoverageCheck {
  readonly claims: readonly CheckedClaim[];
  /** Claims beyond the first CHECK_MAX_CLAIMS. */
  readonly unchecked: number;
}

interface Checking {
  readonly searchIndex: Pick<SearchIndex, 'search'>;
  readonly archive: Pick<Archive, 'articles'>;
  readonly now: Timestamp;
  readonly owners: ReadonlyMap<string, string>;
  read(article: Article): Reading;
  claims(article: Article): readonly Claim[];
  /** Articles that prove nothing here: the one whose claims are checked, and what copies it. */
  readonly except?: ReadonlySet<string>;
}

/** Checks a text's claims, the first CHECK_MAX_CLAIMS of them. No claims where it claims nothing. */
export async function checkCoverage(text: string, checking: Checking): Promise<CoverageCheck> {
  const reading = readText(text.slice(0, CHECK_MAX_CHARS).replace(ADDRESS, ' '), { lang: 'en' });
  const sentences = reading.sentences.filter(isClaim);
  const chosen = sentences.slice(0, CHECK_MAX_CLAIMS);
  const articles = await articlesFor(chosen, checking);
  const witnesses = new Witnesses(
    articles.map((article) => witnessOf(article, checking.read(article))),
    checking.now,
  );
  const differences = differencesIn(checking);
  return {
    claims: chosen.map((sentence) => {
      const carriers = carriersOf(sentence.text, articles, witnesses);
      const carrying = articles.filter(({ id }) =>
        carriers.some(({ articleId, without }) => articleId === id && without === undefined),
      );
      return {
        text: sentence.text,
        carriers,
        independentSources: carrying.length === 0 ? 0 : independenceOf(carrying, checking.owners).independentSources,
        differences: differences(sentence.text, sameMatter(sentence.text, articles, witnesses)),
      };
    }),
    unchecked: sentences.length - chosen.length,
  };
}

const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;

/** A sentence that says something: no question, no greeting. */
function isClaim({ text, tokens }: Sentence): boolean {
  if (/\?["'”’)]*\s*$/.test(text)) return false;
  const words = tokens.filter(({ stop, text: word }) => !stop && /[\p{L}\d]/u.test(word));
  return words.length >= CLAIM_MIN_WORDS;
}

async function articlesFor(
  claims: readonly Sentence[],
  { searchIndex, archive, except = new Set() }: Checking,
): Promise<readonly Article[]> {
  const ids = new Set<string>();
  for (const { text } of claims) {
    const terms = tokenise(text)
      .map(({ norm }) => norm)
      .filter((word) => !isStopWord(word))
      .slice(0, SEARCH_MAX_WORDS);
    if (terms.length === 0) continue;
    for (const { articleId } of await searchIndex.search({ terms, limit: CHECK_ARTICLES_A_CLAIM }))
      if (!except.has(articleId)) ids.add(articleId);
  }
  const articles = await archive.articles([...ids].slice(0, CHECK_MAX_ARTICLES));
  return articles
    .filter(({ copyOf = '' }) => !except.has(copyOf))
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
}
