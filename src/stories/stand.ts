/** Where each claim stands: its article's number, time and origin. */
import type { Article } from '../model.ts';
import { independenceOf } from './independence.ts';

/** What a claim's article is judged by. */
export type Sourced = Pick<
  Article,
  'id' | 'source' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt' | 'copyOf' | 'agency'
>;

/** The story's articles: their numbers, times, and who repeats whom. */
export class Stand {
  private readonly articles: ReadonlyMap<string, { readonly article: Sourced; readonly n: number }>;
  private readonly origins: ReadonlyMap<string, string>;
  private readonly owners: ReadonlyMap<string, string>;

  constructor(articles: readonly Sourced[], owners: ReadonlyMap<string, string>) {
    this.articles = new Map(articles.map((article, index) => [article.id, { article, n: index + 1 }]));
    this.origins = independenceOf(articles, owners).originOf;
    this.owners = owners;
  }

  has(articleId: string): boolean {
    return this.articles.has(articleId);
  }

  number(articleId: string): number {
    return this.articles.get(articleId)!.n;
  }

  /** Milliseconds, where the outlet gave the time itself. */
  time(articleId: string): number | undefined {
    const { article } = this.articles.get(articleId)!;
    // Midnight to the second is a date without a time.
    return article.publishedAtGuessed || article.publishedAt.includes('T00:00:00')
      ? undefined
      : Date.parse(article.publishedAt);
  }

  /** The same to the day: milliseconds of the stamp, whatever its hour means. */
  day(articleId: string): number | undefined {
    const { article } = this.articles.get(articleId)!;
    return article.publishedAtGuessed ? undefined : Date.parse(article.publishedAt);
  }

  origin(articleId: string): string {
    return this.origins.get(articleId) ?? articleId;
  }

  /** How many of the articles' outlets report independently. */
  independent(articleIds: readonly string[]): number {
    const articles = articleIds.map(
      (id) => this.articles.get(this.origin(id))?.article ?? this.articles.get(id)!.article,
    );
    return independenceOf(articles, this.owners).independentSources;
  }

  outlets(articleIds: readonly string[]): ReadonlySet<string> {
    return new Set(articleIds.map((id) => this.articles.get(this.origin(id))!.article.source.toLowerCase()));
  }
}
