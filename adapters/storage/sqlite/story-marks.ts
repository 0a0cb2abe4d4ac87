/** What people make of stories: muted, claimed, not relevant. */
import type { StoryMark } from '../../../src/model.ts';
import type { StoryMarks } from '../../../src/ports.ts';
import type { Connection } from './connection.ts';
import { channelKey, toMillis, toTimestamp } from './rows.ts';
import type { StoryTable } from './story-table.ts';

interface MarkRow {
  readonly story_id: string;
  readonly kind: StoryMark['kind'];
  readonly watchlist: string;
  readonly at: number;
  readonly body: string;
}

type MarkBody = Pick<StoryMark, 'channel' | 'by'>;

/** The marks on one connection. */
export function sqliteStoryMarks(connection: Connection, stories: StoryTable): StoryMarks {
  const put = connection.prepare(`
    INSERT OR REPLACE INTO story_marks (story_id, kind, channel, watchlist, person, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const clear = connection.prepare('DELETE FROM story_marks WHERE story_id = ? AND kind = ? AND channel = ?');
  const ofStory = connection.prepare<MarkRow>('SELECT * FROM story_marks WHERE story_id = ? ORDER BY at, person');
  const against = connection.prepare<MarkRow>(
    "SELECT * FROM story_marks WHERE watchlist = ? AND watchlist <> '' ORDER BY at DESC LIMIT ?",
  );
  const survivor = (id: string): string => stories.survivor(id)?.id ?? id;
  return {
    put: ({ kind, storyId, channel, watchlistId = '', by, at }) =>
      connection.write(() => {
        const body: MarkBody = { channel, by };
        const key = channelKey(channel);
        put.run(survivor(storyId), kind, key, watchlistId, by.id, toMillis(at), JSON.stringify(body));
      }),
    clear: ({ kind, storyId, channel }) =>
      connection.write(() => clear.run(survivor(storyId), kind, channelKey(channel)) > 0),
    of: async (storyId) => ofStory.all(survivor(storyId)).map(markFromRow),
    against: async (watchlistId, limit) => against.all(watchlistId, limit).map(markFromRow),
  };
}

function markFromRow(row: MarkRow): StoryMark {
  return {
    kind: row.kind,
    storyId: row.story_id,
    at: toTimestamp(row.at),
    ...(row.watchlist === '' ? {} : { watchlistId: row.watchlist }),
    ...(JSON.parse(row.body) as MarkBody),
  };
}
