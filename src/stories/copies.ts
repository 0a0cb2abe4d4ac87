/** Who copied whom: republished text, and how many outlets of a story did their own reporting. */
import type { Article } from '../model.ts';
import { agencyNamed } from './agencies.ts';
import { type Comparable, cosine } from './similarity.ts';
import { containment, sharedHashes } from './sketch.ts';

/** Share of the shorter text's wording that stands in the other, from which on one copies the other. */
export const MIN_COPIED_SHARE = 0.5;
/** Texts with fewer shingles than this are mostly the words that everybody uses and the outlet's small print. */
export const MIN_COPY_SHINGLES = 40;
/** Hashes that two sketches must share: fewer can be a stock phrase. */
const MIN_SHARED_HASHES = 5;
/** Small print alike on two articles does not make one a copy of the other: they must also tell of the same things. */
const MIN_COPY_COSINE = 0.3;

/** The earliest of the articles that `article` copies; where that one is a copy itself, its origin. */
export function copyAmong(article: Comparable, others: readonly Comparable[]): string | undefined {
  let origin: Comparable | undefined;
  for (const other of others) {
    if (isCopy(article, other) && timeOf(other) < timeOf(origin)) origin = other;
  }
  return origin?.profile.copyOf ?? origin?.articleId;
}

function isCopy(a: Comparable, b: Comparable): boolean {
  if (a.profile.shingles < MIN_COPY_SHINGLES || b.profile.shingles < MIN_COPY_SHINGLES) return false;
  if (sharedHashes(a.profile, b.profile) < MIN_SHARED_HASHES) return false;
  return containment(a.profile, b.profile) >= MIN_COPIED_SHARE && cosine(a, b) >= MIN_COPY_COSINE;
}

function timeOf(article: Comparable | undefined): number {
  return article === undefined ? Number.POSITIVE_INFINITY : (article.publishedMs ?? Number.MAX_VALUE);
}

/** What an article's independence is judged by. */
export type Carried = Pick<
  Article,
  'id' | 'source' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt' | 'copyOf' | 'agency'
>;

export interface Independence {
  /** Outlets that carry the story. */
  readonly carriedBy: number;
  /** Of them, those that did their own reporting: copies, articles credited to one agency and outlets of one owner count once. */
  readonly independentSources: number;
  /** By article: the one that it repeats. Articles that repeat nothing are absent. */
  readonly originOf: ReadonlyMap<string, string>;
}

/** Counts the outlets behind some articles. `ownerOf` gives the owner of an outlet where the operator has said so. */
export function independence(
  articles: readonly Carried[],
  ownerOf: (outlet: string) => string | undefined = () => undefined,
): Independence {
  const reports = new Groups();
  const owners = new Groups();
  const outlets = new Set<string>();
  for (const article of articles) {
    const outlet = article.source.trim().toLowerCase();
    outlets.add(outlet);
    const id = `article ${article.id}`;
    for (const groups of [reports, owners]) {
      groups.add(id);
      if (article.copyOf !== undefined) groups.join(id, `article ${article.copyOf}`);
      const agency = agencyBehind(article);
      if (agency !== undefined) groups.join(id, `agency ${agency.toLowerCase()}`);
    }
    const owner = ownerOf(article.source);
    // What an outlet reprints does not make its own reports the agency's: outlets are counted by what they wrote themselves.
    if (article.copyOf === undefined && agencyBehind(article) === undefined) {
      owners.join(id, owner === undefined ? `outlet ${outlet}` : `owner ${owner.toLowerCase()}`);
    }
  }
  return {
    carriedBy: outlets.size,
    independentSources: new Set(articles.map((article) => owners.of(`article ${article.id}`))).size,
    originOf: originsOf(articles, reports),
  };
}

/** The agency that an article is by: the one that it credits, or the outlet itself. */
function agencyBehind(article: Carried): string | undefined {
  return article.agency ?? agencyNamed(article.source);
}

function originsOf(articles: readonly Carried[], reports: Groups): Map<string, string> {
  const byReport = Map.groupBy(articles, (article) => reports.of(`article ${article.id}`));
  const origins = new Map<string, string>();
  for (const group of byReport.values()) {
    const [first, ...others] = group.toSorted(originFirst);
    for (const other of others) origins.set(other.id, first!.id);
  }
  return origins;
}

/** The agency's own article, else the first by its own stamp, else the first that we saw. */
function originFirst(a: Carried, b: Carried): number {
  return (
    Number(agencyNamed(b.source) !== undefined) - Number(agencyNamed(a.source) !== undefined) ||
    Number(a.publishedAtGuessed) - Number(b.publishedAtGuessed) ||
    compare(a.publishedAt, b.publishedAt) ||
    compare(a.seenAt, b.seenAt) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Disjoint sets of names. */
class Groups {
  private readonly parents = new Map<string, string>();

  add(name: string): void {
    if (!this.parents.has(name)) this.parents.set(name, name);
  }

  of(name: string): string {
    let root = name;
    for (let parent = this.parents.get(root); parent !== undefined && parent !== root; parent = this.parents.get(root)) {
      root = parent;
    }
    this.parents.set(name, root);
    return root;
  }

  join(a: string, b: string): void {
    this.add(a);
    this.add(b);
    this.parents.set(this.of(b), this.of(a));
  }
}
