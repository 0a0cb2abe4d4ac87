/** Stories: optimistic concurrency, and ids that go on working after a merge. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Story } from '../../../src/model.ts';
import type { Connection } from './connection.ts';
import { type StoryRow, storyFromRow, storyToRow } from './rows.ts';

export type StoryTable = ReturnType<typeof storyTable>;

export function storyTable(connection: Connection) {
  const byId = connection.prepare<StoryRow>('SELECT * FROM stories WHERE id = ?');
  // UNION, not UNION ALL: a circle of merges ends the walk instead of never ending.
  const survivorOf = connection.prepare<StoryRow>(`
    WITH RECURSIVE path (id) AS (
      VALUES (?) UNION SELECT merged_into FROM stories JOIN path USING (id) WHERE merged_into IS NOT NULL
    )
    SELECT stories.* FROM path JOIN stories USING (id) WHERE merged_into IS NULL`);
  const updatedSince = connection.prepare<StoryRow>(
    'SELECT * FROM stories WHERE merged_into IS NULL AND updated_at >= ? ORDER BY updated_at DESC, id LIMIT ?',
  );
  const count = connection.prepare<{ count: number }>(
    'SELECT count(*) AS count FROM stories WHERE merged_into IS NULL',
  );
  const insert = connection.prepare(`
    INSERT INTO stories (title, article_ids, sources, independent_sources, first_seen_at, updated_at, revision, merged_into, follows, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = connection.prepare(`
    UPDATE stories SET title = ?, article_ids = ?, sources = ?, independent_sources = ?, first_seen_at = ?, updated_at = ?,
      revision = ?, merged_into = ?, follows = ?
    WHERE id = ?`);
  const gatherArticles = connection.prepare(
    'UPDATE articles SET story_id = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND story_id <> ?1',
  );
  const moveArticles = connection.prepare('UPDATE articles SET story_id = ? WHERE story_id = ?');
  const moveAlerts = connection.prepare('UPDATE outbox SET story_id = ? WHERE story_id = ?');
  const moveDeliveries = connection.prepare('UPDATE deliveries SET story_id = ? WHERE story_id = ?');
  const moveCalls = connection.prepare('UPDATE alert_watchlists SET story_id = ? WHERE story_id = ?');
  const moveMarks = connection.prepare('UPDATE OR REPLACE story_marks SET story_id = ? WHERE story_id = ?');

  function write(story: Story): void {
    const row = storyToRow(story);
    const stored = byId.get(story.id);
    if (stored !== undefined && isSame(stored, row)) return;
    if ((stored?.revision ?? 0) !== story.revision - 1) {
      throw new NewsroomError(
        'conflict',
        `Story ${story.id} was to become revision ${story.revision}, but ${stored?.revision ?? 'nothing'} is stored.`,
      );
    }
    (stored === undefined ? insert : update).run(
      row.title,
      row.article_ids,
      row.sources,
      row.independent_sources,
      row.first_seen_at,
      row.updated_at,
      row.revision,
      row.merged_into,
      row.follows,
      row.id,
    );
  }

  return {
    /** The story, or the one that it was merged into. */
    survivor(id: string): Story | undefined {
      const row = survivorOf.get(id);
      return row === undefined ? undefined : storyFromRow(row);
    },

    since(updatedAt: number, limit: number): Story[] {
      return updatedSince.all(updatedAt, limit).map(storyFromRow);
    },

    count: (): number => count.get()?.count ?? 0,

    /** Writes each story on top of the revision before it; one handed over unchanged is left as it is. */
    write(stories: readonly Story[]): void {
      for (const story of stories) write(story);
    },

    /** Articles, alerts and deliveries follow their stories: into the story that names them, or that their own was merged into. */
    settle(stories: readonly Story[]): void {
      for (const story of stories) {
        if (story.mergedInto === undefined) {
          gatherArticles.run(story.id, JSON.stringify(story.articleIds));
        }
      }
      for (const story of stories) {
        if (story.mergedInto === undefined) continue;
        const survivor = survivorOf.get(story.id)?.id ?? story.mergedInto;
        moveArticles.run(survivor, story.id);
        moveAlerts.run(survivor, story.id);
        moveDeliveries.run(survivor, story.id);
        moveCalls.run(survivor, story.id);
        moveMarks.run(survivor, story.id);
      }
    },
  };
}

function isSame(stored: StoryRow, row: StoryRow): boolean {
  return (Object.keys(row) as (keyof StoryRow)[]).every((column) => stored[column] === row[column]);
}
