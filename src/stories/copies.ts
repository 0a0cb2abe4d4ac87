/** Who copied whom: wire text and other republished text, lightly edited or not. */
import { type Comparable, cosine } from './similarity.ts';
import { sharedHashes, sharedPart } from './sketch.ts';

/** Share of an article's wording that stands in another, from which on it carries the other's text. */
const MIN_COPIED_SHARE = 0.5;
/** A text that stands whole in a longer one was cut from it, unless it is an agency's. */
const MIN_CUT_SHARE = 0.8;
/** Texts with fewer shingles than this are mostly the words that everybody uses and the outlet's small print. */
const MIN_COPY_SHINGLES = 40;
/** Hashes that two sketches must share: fewer can be a stock phrase. */
const MIN_SHARED_HASHES = 5;
/** Small print alike on two articles does not make one a copy of the other: they must also tell of the same things. */
const MIN_COPY_COSINE = 0.3;

/** The first of the articles whose wording `article` carries; where that is a copy itself, its origin. */
export function copyAmong(article: Comparable, others: readonly Comparable[]): string | undefined {
  let origin: Comparable | undefined;
  for (const other of others) {
    if (isCopy(article, other) && timeOf(other) < timeOf(origin)) origin = other;
  }
  return origin === undefined ? undefined : (origin.profile.copyOf ?? origin.articleId);
}

/** A reporter who quotes some of an agency's text in a report of her own has not copied it, and the agency has not copied her. */
function isCopy(article: Comparable, other: Comparable): boolean {
  const [own, others] = [article.profile, other.profile];
  if (own.shingles < MIN_COPY_SHINGLES || others.shingles < MIN_COPY_SHINGLES) return false;
  if (sharedHashes(own, others) < MIN_SHARED_HASHES || cosine(article, other) < MIN_COPY_COSINE) return false;
  const share = sharedPart(own, others);
  const othersShare = sharedPart(others, own);
  if (share < MIN_COPIED_SHARE) return others.agency === undefined && othersShare >= MIN_CUT_SHARE;
  const isQuoted = own.agency !== undefined && others.agency === undefined && othersShare < MIN_COPIED_SHARE;
  return !isQuoted;
}

function timeOf(article: Comparable | undefined): number {
  return article === undefined ? Number.POSITIVE_INFINITY : (article.publishedMs ?? Number.MAX_VALUE);
}
