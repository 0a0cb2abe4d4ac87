/** Who had a story first: by the outlets' own stamps, and by when we saw it. The two can differ, so both are told. */
import type { Article } from '../model.ts';

export interface Provenance {
  /** The earliest by its outlet's own stamp; absent where no outlet gave a time that can be believed. */
  readonly firstByStamp?: Pick<Article, 'id' | 'source' | 'publishedAt'>;
  /** The earliest that we collected. */
  readonly firstSeen?: Pick<Article, 'id' | 'source' | 'seenAt'>;
}

/**
 * First report of a story, twice over. A stamp is believed where the outlet gave it itself and it is not later than the moment we saw
 * the article: one that is later was set anew by a revision, or by a wrong clock. Among reports of one moment a copy is never the first.
 */
export function provenanceOf(
  articles: readonly (Pick<Article, 'id' | 'source' | 'publishedAt' | 'publishedAtGuessed' | 'seenAt'> &
    Partial<Pick<Article, 'copyOf'>>)[],
): Provenance {
  const stamped = articles.filter((article) => !article.publishedAtGuessed && article.publishedAt <= article.seenAt);
  const firstByStamp = earliest(stamped, ({ publishedAt }) =>
    isDay(publishedAt) ? endOfDay(publishedAt) : publishedAt,
  );
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

/** Midnight to the second is a day without its hour: such an article was first only if the day was over when the others came. */
function isDay(timestamp: string): boolean {
  return timestamp.includes('T00:00:00');
}

function endOfDay(timestamp: string): string {
  return `${timestamp.slice(0, 10)}T23:59:59.999Z`;
}

/** ISO timestamps in UTC sort as text. */
function earliest<T extends { readonly id: string; readonly copyOf?: string }>(
  articles: readonly T[],
  time: (article: T) => string,
): T | undefined {
  return articles.toSorted(
    (a, b) =>
      compare(time(a), time(b)) ||
      Number(a.copyOf !== undefined) - Number(b.copyOf !== undefined) ||
      compare(a.id, b.id),
  )[0];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
