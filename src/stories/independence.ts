/** Two numbers of every story: how many outlets carry it, and how many of them reported it themselves. */
import type { Article } from '../model.ts';
import { agencyNamed } from './agencies.ts';

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

/** Counts the outlets behind some articles. `owners` gives an outlet's owner where the operator has said so; capitals don't matter. */
export function independenceOf(
  articles: readonly Carried[],
  owners: ReadonlyMap<string, string> = new Map(),
): Independence {
  const ownerOf = ownersByOutlet(owners);
  const reports = new Groups();
  const voices = new Groups();
  const outlets = new Set<string>();
  for (const article of articles) {
    const outlet = nameKey(article.source);
    outlets.add(outlet);
    const id = `article ${article.id}`;
    for (const groups of [reports, voices]) {
      groups.add(id);
      if (article.copyOf !== undefined) groups.join(id, `article ${article.copyOf}`);
    }
    const voice = (name: string): string => {
      const owner = ownerOf.get(name);
      return owner === undefined ? `outlet ${name}` : `owner ${nameKey(owner)}`;
    };
    const origin = agencyBehind(article);
    if (origin !== undefined && agencyNamed(origin) === undefined) voices.join(id, voice(nameKey(origin)));
    else if (origin !== undefined) {
      // What an agency sent on one story is one report; an outlet writes several.
      for (const groups of [reports, voices]) groups.join(id, `agency ${nameKey(origin)}`);
    }
    // What an outlet reprints does not make its own reports the agency's: outlets are counted by what they wrote themselves.
    if (article.copyOf === undefined && agencyBehind(article) === undefined) {
      voices.join(id, voice(outlet));
    }
  }
  return {
    carriedBy: outlets.size,
    independentSources: new Set(articles.map((article) => voices.of(`article ${article.id}`))).size,
    originOf: originsOf(articles, reports),
  };
}

function ownersByOutlet(owners: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...owners].map(([outlet, owner]) => [nameKey(outlet), owner]));
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
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
    for (
      let parent = this.parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.parents.get(root)
    ) {
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
