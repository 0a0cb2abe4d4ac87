/** Who had a story first: by the outlets' own stamps, and by when we saw it. The two can differ, so both are told. */
import type { Article } from '../model.ts';

export interface Provenance {
  /** The earliest by its outlet's own stamp; absent where no outlet gave a time that can be believed. */
  readonly firstByStamp?: Pick<Article, 'id' | 'source' | 'publishedAt'>;
  /** The earliest that we collected. */
  readonly firstSeen?: Pick<Article, 'id' | 'source' | 'seenAt'>;
}

/** First report of a story, twice over. Stamps later than the moment we saw the article are not believed. */
export function provenanceOf(
  articles: readonly Pick<Article, 'id' | 'source' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt'>[],
): Provenance {
  const stamped = articles.filter((article) => !article.publishedAtGuessed && article.publishedAt <= article.seenAt);
  const firstByStamp = earliest(stamped, (article) => article.publishedAt);
  const firstSeen = earliest(articles, (article) => article.seenAt);
  return {
    ...(firstByStamp === undefined
      ? {}
      : { firstByStamp: { id: firstByStamp.id, source: firstByStamp.source, publishedAt: firstByStamp.publishedAt } }),
    ...(firstSeen === undefined
      ? {}
      : { firstSeen: { id: firstSeen.id, source: firstSeen.source, seenAt: firstSeen.seenAt } }),
  };
}

/** ISO timestamps in UTC sort as text. */
function earliest<T extends { readonly id: string }>(
  articles: readonly T[],
  time: (article: T) => string,
): T | undefined {
  let first: T | undefined;
  for (const article of articles) {
    if (
      first === undefined ||
      time(article) < time(first) ||
      (time(article) === time(first) && article.id < first.id)
    ) {
      first = article;
    }
  }
  return first;
}
