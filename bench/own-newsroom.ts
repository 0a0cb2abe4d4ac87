/** A newsroom in memory, filled from a file of articles a line: what the benchmarks of stories look into. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { openSqliteStore, type SqliteStore } from '../adapters/storage/sqlite/store.ts';
import { checkDraft, type Draft } from '../src/newsroom/drafts.ts';
import type { Newsroom } from '../src/newsroom/newsroom.ts';
import { openNewsroom } from '../src/newsroom/open.ts';

/** An article as `ingest` takes it. */
export interface Line extends Draft {
  readonly id: string;
  /** The label of its event, where the file has labels. */
  readonly event?: string;
}

/** The articles of a file of JSON lines, packed or not, in the order of their dates, else of the file. */
export function readLines(file: string): Line[] {
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
    .map((article) => (article.event === undefined ? article : { ...article, event: String(article.event) }))
    .sort((a, b) => (a.publishedAt ?? '').localeCompare(b.publishedAt ?? ''));
}

/** Hands what a newsroom of its own has made of the articles, in the order given, to `look`. */
export async function withNewsroomOf<T>(
  articles: readonly Line[],
  look: (newsroom: Newsroom, store: SqliteStore) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore({ dataDir: ':memory:' });
  const silent = () => {};
  const nothing = { fetch: async () => Promise.reject(new Error('This newsroom reads no web.')) };
  try {
    const newsroom = await openNewsroom({
      ...store,
      feedSource: nothing,
      pageSource: nothing,
      clock: { now: Date.now },
      log: { info: silent, warn: silent, error: silent },
      random: () => 0.5,
      policy: {
        polling: { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1_440, concurrency: 8 },
        briefWords: 120,
        answerMinConfidence: 0.4,
        owners: new Map(),
        aliases: [],
      },
    });
    for (const { event: _label, ...draft } of articles) await newsroom.ingest(checkDraft(draft));
    return await look(newsroom, store);
  } finally {
    await store.close();
  }
}
