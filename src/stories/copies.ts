/** Who copied whom: wire text and other republished text, lightly edited or not. */
import { type Comparable, cosine } from './similarity.ts';
import { containment, sharedHashes } from './sketch.ts';

export { agencyOf } from './agencies.ts';

/** Share of the shorter text's wording that stands in the other, from which on one copies the other. */
const MIN_COPIED_SHARE = 0.5;
/** Texts with fewer shingles than this are mostly the words that everybody uses and the outlet's small print. */
const MIN_COPY_SHINGLES = 40;
/** Hashes that two sketches must share: fewer can be a stock phrase. */
const MIN_SHARED_HASHES = 5;
/** Small print alike on two articles does not make one a copy of the other: they must also tell of the same things. */
const MIN_COPY_COSINE = 0.3;

/** The earliest of the articles that `article` shares its wording with. */
export function copyAmong(article: Comparable, others: readonly Comparable[]): string | undefined {
  let origin: Comparable | undefined;
  for (const other of others) {
    if (isCopy(article, other) && timeOf(other) < timeOf(origin)) origin = other;
  }
  return origin?.articleId;
}

function isCopy(a: Comparable, b: Comparable): boolean {
  if (a.profile.shingles < MIN_COPY_SHINGLES || b.profile.shingles < MIN_COPY_SHINGLES) return false;
  if (sharedHashes(a.profile, b.profile) < MIN_SHARED_HASHES) return false;
  return containment(a.profile, b.profile) >= MIN_COPIED_SHARE && cosine(a, b) >= MIN_COPY_COSINE;
}

function timeOf(article: Comparable | undefined): number {
  return article === undefined ? Number.POSITIVE_INFINITY : (article.publishedMs ?? Number.MAX_VALUE);
}
