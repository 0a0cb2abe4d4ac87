/** The archive: one step of ingest, whole or not at all, and what is read back of it. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Article, ArticleRevision, Claim, Timestamp } from '../../../src/model.ts';
import type { Archive, IngestStep } from '../../../src/ports.ts';
import type { Connection } from './connection.ts';
import type { AlertQueue } from './outbox.ts';
import { type ArticleRow, articleFromRow, type RevisionRow, revisionFromRow, toMillis, toTimestamp } from './rows.ts';
import type { ArticleIndex } from './search-index.ts';
import type { StoryTable } from './story-table.ts';

interface Tables {
  readonly stories: StoryTable;
  readonly index: ArticleIndex;
  readonly alerts: AlertQueue;
}

/** The Archive on one connection. The tables that other ports own take part in its transaction. */
export function sqliteArchive(connection: Connection, { stories, index, alerts }: Tables): Archive {
  const articles = articleTable(connection);
  const identities = identityTable(connection);
  const claims = claimTable(connection);

  return {
    commit: (step) =>
      connection.write(() => {
        stories.write(step.stories);
        const n = articles.write(step);
        identities.write(n, step);
        index.write(n, step);
        claims.write(n, step.claims);
        for (const { articleId, publishedAt } of step.redated ?? []) {
          const redated = articles.redate(articleId, publishedAt);
          if (redated !== undefined) index.redate(redated, publishedAt);
        }
        stories.settle(step.stories);
        for (const inheritance of step.inherited ?? []) alerts.inherit(inheritance);
        for (const alert of step.alerts) alerts.queue(alert);
      }),

    articles: async (ids) => articles.read(ids),
    revisions: async (articleIds) => articles.revisions(articleIds),
    identify: async (keys) => identities.read(keys),
    story: async (id) => stories.survivor(id),
    stories: async ({ since, limit }) => stories.since(since === undefined ? -Infinity : toMillis(since), limit),

    async claims(storyId) {
      const story = stories.survivor(storyId);
      return story === undefined ? [] : claims.read(story.id);
    },

    async extent() {
      const { count, oldest } = articles.extent();
      return {
        articles: count,
        stories: stories.count(),
        ...(oldest === undefined ? {} : { oldest }),
      };
    },
  };
}

function articleTable(connection: Connection) {
  const stored = connection.prepare<{ n: number; revision: number }>('SELECT n, revision FROM articles WHERE id = ?');
  const insert = connection.prepare<{ n: number }>(`
    INSERT INTO articles (story_id, published_at, lang, published_at_guessed, seen_at, revision, content_hash, source, title,
      url, byline, copy_of, agency, feed_id, tags, text_from_page, withdrawn_at, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`);
  const update = connection.prepare<{ n: number }>(`
    UPDATE articles SET story_id = ?, published_at = ?, lang = ?, published_at_guessed = ?, seen_at = ?, revision = ?,
      content_hash = ?, source = ?, title = ?, url = ?, byline = ?, copy_of = ?, agency = ?, feed_id = ?, tags = ?,
      text_from_page = ?, withdrawn_at = ?
    WHERE id = ? RETURNING n`);
  const writeText = connection.prepare('INSERT OR REPLACE INTO article_texts (article, text) VALUES (?, ?)');
  const keepRevision = connection.prepare(
    'INSERT INTO article_revisions (article, revision, title, text, replaced_at, changes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const earlier = connection.prepare<RevisionRow>(`
    SELECT id, article_revisions.revision, article_revisions.title, article_revisions.text, replaced_at, changes
    FROM article_revisions JOIN articles ON n = article
    WHERE id IN (SELECT value FROM json_each(?)) ORDER BY replaced_at, article_revisions.revision`);
  const redate = connection.prepare<{ n: number }>(
    'UPDATE articles SET published_at = ? WHERE id = ? AND published_at_guessed = 1 RETURNING n',
  );
  const byIds = connection.prepare<ArticleRow>(`
    SELECT articles.*, text FROM articles JOIN article_texts ON article = n
    WHERE id IN (SELECT value FROM json_each(?))`);
  const extent = connection.prepare<{ count: number; oldest: number | null }>(
    // Rows are numbered without gaps, as no article is ever removed: counting them would cost more the more there are.
    'SELECT (SELECT coalesce(max(n), 0) FROM articles) AS count, (SELECT min(published_at) FROM articles) AS oldest',
  );

  function checkOrder(article: Article, replaced: ArticleRevision | undefined, before: number): void {
    if (before !== article.revision - 1) {
      throw new NewsroomError(
        'conflict',
        `Article ${article.id} was to become revision ${article.revision}, but ${before === 0 ? 'nothing' : before} is stored.`,
      );
    }
    if (before > 0 && replaced === undefined) {
      throw new NewsroomError(
        'bad_input',
        `Revision ${article.revision} of article ${article.id} lacks what it replaces.`,
      );
    }
  }

  return {
    /** Inserts or revises the step's article; gives its row number. */
    write({ article, replaced }: IngestStep): number {
      const before = stored.get(article.id);
      checkOrder(article, replaced, before?.revision ?? 0);
      const n = (before === undefined ? insert : update).get(
        article.storyId,
        toMillis(article.publishedAt),
        article.lang,
        article.publishedAtGuessed ? 1 : 0,
        toMillis(article.seenAt),
        article.revision,
        article.contentHash,
        article.source,
        article.title,
        article.url ?? null,
        article.byline ?? null,
        article.copyOf ?? null,
        article.agency ?? null,
        article.feedId ?? null,
        article.tags === undefined ? null : JSON.stringify(article.tags),
        article.textFromPage === undefined ? null : Number(article.textFromPage),
        article.withdrawnAt === undefined ? null : toMillis(article.withdrawnAt),
        article.id,
      )!.n;
      writeText.run(n, article.text);
      if (before !== undefined && replaced !== undefined) {
        const { revision, title, text, replacedAt, changes } = replaced;
        keepRevision.run(n, revision, title, text, toMillis(replacedAt), JSON.stringify(changes));
      }
      return n;
    },

    revisions: (ids: readonly string[]): ArticleRevision[] => earlier.all(JSON.stringify(ids)).map(revisionFromRow),

    /** Gives the row of an undated article that has a better date now. */
    redate: (id: string, publishedAt: Timestamp): number | undefined => redate.get(toMillis(publishedAt), id)?.n,

    read(ids: readonly string[]): Article[] {
      const found = new Map(byIds.all(JSON.stringify(ids)).map((row) => [row.id, articleFromRow(row)]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    extent(): { count: number; oldest?: Timestamp } {
      const { count, oldest } = extent.get()!;
      return { count, ...(oldest === null ? {} : { oldest: toTimestamp(oldest) }) };
    },
  };
}

function identityTable(connection: Connection) {
  const claim = connection.prepare(
    'INSERT OR IGNORE INTO identity_keys (key, article) SELECT value, ? FROM json_each(?)',
  );
  const known = connection.prepare<{ key: string; id: string }>(`
    SELECT identity_keys.key, articles.id FROM json_each(?)
    JOIN identity_keys ON identity_keys.key = value JOIN articles ON n = article`);

  return {
    /**
     * A key stays with the article that had it first. A new article of which every key is taken is the same article,
     * stored by somebody else since the caller looked.
     */
    write(n: number, { article, identityKeys }: IngestStep): void {
      const claimed = claim.run(n, JSON.stringify(identityKeys));
      if (article.revision === 1 && identityKeys.length > 0 && claimed === 0) {
        throw new NewsroomError('conflict', `Article ${article.id} is already stored under another id.`);
      }
    },

    read(keys: readonly string[]): Map<string, string> {
      return new Map(known.all(JSON.stringify(keys)).map(({ key, id }) => [key, id]));
    },
  };
}

function claimTable(connection: Connection) {
  const forget = connection.prepare('DELETE FROM claims WHERE article = ?');
  const insert = connection.prepare(
    'INSERT INTO claims (article, position, body) SELECT ?, key, value FROM json_each(?)',
  );
  const ofStory = connection.prepare<{ article_id: string; body: string }>(`
    SELECT articles.id AS article_id, body FROM articles JOIN claims ON article = n
    WHERE story_id = ? ORDER BY published_at, n, position`);

  return {
    write(n: number, claims: readonly Claim[]): void {
      forget.run(n);
      insert.run(n, JSON.stringify(claims));
    },

    read(storyId: string): Claim[] {
      return ofStory
        .all(storyId)
        .map(({ article_id, body }) => ({ ...(JSON.parse(body) as Claim), articleId: article_id, storyId }));
    },
  };
}
