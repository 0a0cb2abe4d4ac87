/** The numbered sources of a brief. A number, once a reader has seen it, means the same article in every later state of the brief. */
import type { Article, Brief, Source } from '../model.ts';

export type Sourced = Pick<
  Article,
  'id' | 'source' | 'title' | 'url' | 'publishedAt' | 'publishedAtGuessed' | 'copyOf'
>;

/**
 * Numbers articles in the order given, from 1. Those that `previous` has keep their number, new ones get the numbers after its last.
 * Copies carry the number of their origin. Gives the sources by number.
 */
export function numberSources(
  articles: readonly Sourced[],
  previous?: Pick<Brief, 'sources'>,
  originOf?: ReadonlyMap<string, string>,
): readonly Source[] {
  const numbers = new Map<string, number>();
  const known = new Map(previous?.sources.map(({ articleId, n }) => [articleId, n]));
  let next = Math.max(0, ...known.values()) + 1;
  for (const { id } of articles) {
    const n = known.get(id) ?? next;
    if (n === next) next += 1;
    numbers.set(id, n);
  }
  return articles
    .map((article) => {
      const origin = numbers.get(originOf?.get(article.id) ?? article.copyOf ?? article.id);
      const n = numbers.get(article.id)!;
      return {
        n,
        articleId: article.id,
        source: article.source,
        title: article.title,
        ...(article.url === undefined ? {} : { url: article.url }),
        publishedAt: article.publishedAt,
        ...(article.publishedAtGuessed ? { undated: true } : {}),
        ...(origin === undefined || origin === n ? {} : { copyOf: origin }),
      };
    })
    .sort((a, b) => a.n - b.n);
}

/** The numbers of some articles, ascending; articles without a number are left out. */
export function citationsOf(articleIds: Iterable<string>, sources: readonly Source[]): readonly number[] {
  const wanted = new Set(articleIds);
  return sources.filter(({ articleId }) => wanted.has(articleId)).map(({ n }) => n);
}
