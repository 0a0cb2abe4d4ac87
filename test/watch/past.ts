/** A small archive in memory, searched as the real one is: by single words, in any regular form. */
import type { Article, Story } from '../../src/model.ts';
import type { Name } from '../../src/text/reading.ts';
import { stem, tokenise } from '../../src/text/words.ts';
import type { Past } from '../../src/watch/archivist.ts';

export const NOW = '2025-07-31T12:00:00.000Z';
const DAY_MS = 86_400_000;
export const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

export interface Piece {
  readonly text: string;
  readonly days: number;
  readonly story?: string;
  readonly title?: string;
  readonly source?: string;
  readonly persons?: readonly string[];
}

const articleOf = ({ text, days, story, title = 'Notice', source = 'Harbour Post' }: Piece, n: number): Article => ({
  id: `a${n}`,
  source,
  title,
  text,
  lang: 'en',
  publishedAt: daysAgo(days),
  publishedAtGuessed: false,
  seenAt: daysAgo(days),
  revision: 1,
  contentHash: '',
  storyId: story ?? `s${n}`,
});

function storiesOf(articles: readonly Article[]): Story[] {
  const stories = new Map<string, Article[]>();
  for (const article of articles) stories.set(article.storyId, [...(stories.get(article.storyId) ?? []), article]);
  return [...stories].map(([id, members]) => {
    const times = members.map(({ publishedAt }) => publishedAt).sort();
    const sources = [...new Set(members.map(({ source }) => source))];
    return {
      id,
      title: members[0]!.title,
      articleIds: members.map((member) => member.id),
      sources,
      independentSources: sources.length,
      firstSeenAt: times[0]!,
      updatedAt: times.at(-1)!,
      revision: 1,
    };
  });
}

/** The archive, and how many articles were read from it. */
export function pastOf(pieces: readonly Piece[]): Past & { readonly read: Set<string> } {
  const articles = pieces.map(articleOf);
  const stories = storiesOf(articles).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const stems = new Map(
    articles.map(({ id, title, text }) => [id, new Set(tokenise(`${title} ${text}`).map((token) => token.stem))]),
  );
  const read = new Set<string>();
  return {
    read,
    archive: {
      articles: async (ids) => {
        for (const id of ids) read.add(id);
        return ids.flatMap((id) => articles.find((article) => article.id === id) ?? []);
      },
      stories: async ({ since = '' }) => stories.filter(({ updatedAt }) => updatedAt >= since),
    },
    searchIndex: {
      search: async ({ terms, from = '', to = '~' }) =>
        articles
          .filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to)
          .filter(({ id }) => terms.some((term) => stems.get(id)!.has(stem(term))))
          .map(({ id }) => ({ articleId: id, score: 1 })),
      documentFrequencies: async (terms) =>
        new Map(
          terms
            .map((term) => [term, [...stems.values()].filter((some) => some.has(term)).length] as const)
            .filter(([, count]) => count > 0),
        ),
    },
    namesOf: ({ id }) =>
      (pieces[Number(id.slice(1))]?.persons ?? []).map(
        (text): Name => ({ text, kind: 'person', mentions: [], roles: [] }),
      ),
  };
}
