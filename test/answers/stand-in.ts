/** A small archive in memory that ranks by shared words: enough for the room, nothing of the store. */

import type { AnswerWorld } from '../../src/answers/answer.ts';
import type { Article, ArticleRevision } from '../../src/model.ts';
import type { Archive, SearchIndex } from '../../src/ports.ts';
import { stem, tokenise } from '../../src/text/words.ts';

export interface Told {
  readonly id?: string;
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt?: string;
  readonly copyOf?: string;
  readonly storyId?: string;
  readonly publishedAtGuessed?: boolean;
  /** Its earlier states, oldest first. */
  readonly earlier?: readonly ArticleRevision[];
}

const NOW = Date.parse('2031-05-20T12:00:00Z');

export function articleOf(told: Told, index: number): Article {
  const publishedAt = told.publishedAt ?? '2031-05-16T09:00:00.000Z';
  return {
    id: told.id ?? `a${index}`,
    source: told.source,
    url: `https://${told.source.toLowerCase().replace(/\W+/g, '')}.example/${index}`,
    title: told.title,
    text: told.text,
    lang: 'en',
    publishedAt,
    publishedAtGuessed: told.publishedAtGuessed ?? false,
    seenAt: publishedAt,
    revision: 1 + (told.earlier?.length ?? 0),
    contentHash: String(index),
    storyId: told.storyId ?? `s${index}`,
    ...(told.copyOf === undefined ? {} : { copyOf: told.copyOf }),
  };
}

const unused = (): never => {
  throw new Error('answers must not ask for this');
};

export function worldOf(told: readonly Told[], now = NOW): AnswerWorld {
  const articles = told.map(articleOf);
  const stems = new Map(
    articles.map((article) => [article.id, tokenise(`${article.title}\n${article.text}`).map((token) => token.stem)]),
  );
  const frequency = (term: string): number =>
    articles.filter((article) => stems.get(article.id)!.includes(term)).length;
  const searchIndex = {
    search: async ({ terms, limit }: { readonly terms: readonly string[]; readonly limit: number }) => {
      const asked = [...new Set(terms.flatMap((term) => tokenise(term).map((token) => stem(token.text))))];
      return articles
        .map((article) => ({
          articleId: article.id,
          score: asked.reduce(
            (sum, term) =>
              sum + (stems.get(article.id)!.includes(term) ? Math.log(1 + articles.length / (1 + frequency(term))) : 0),
            0,
          ),
        }))
        .filter((hit) => hit.score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit);
    },
    documentFrequencies: async (terms: readonly string[]) =>
      new Map(terms.map((term) => [term, frequency(term)] as const).filter(([, count]) => count > 0)),
    neighbours: unused,
  } satisfies SearchIndex;
  const archive = {
    articles: async (ids: readonly string[]) => ids.flatMap((id) => articles.filter((article) => article.id === id)),
    extent: async () => {
      const oldest = articles.map((article) => article.publishedAt).sort()[0];
      return { articles: articles.length, stories: articles.length, ...(oldest === undefined ? {} : { oldest }) };
    },
    revisions: async (ids: readonly string[]) =>
      told.flatMap(({ id, earlier }) => (id !== undefined && ids.includes(id) ? (earlier ?? []) : [])),
    commit: unused,
    identify: unused,
    story: unused,
    stories: unused,
    claims: unused,
  } satisfies Archive;
  return { searchIndex, archive, now };
}
