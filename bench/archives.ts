/**
 * Archives to measure in. The usual way in would take a quarter of an hour for a hundred thousand articles, so they are filled
 * past it: the same readings, terms, features and rows, but the generator says which story an article belongs to, and many
 * articles share a transaction. Each size is a copy of the file on its way to the next.
 */
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteArchive } from '../adapters/storage/sqlite/archive.ts';
import { CHECKPOINT_PAGES, Connection, PAGE_SIZE_BYTES } from '../adapters/storage/sqlite/connection.ts';
import { sqliteOutbox } from '../adapters/storage/sqlite/outbox.ts';
import { migrate } from '../adapters/storage/sqlite/schema.ts';
import { sqliteSearchIndex } from '../adapters/storage/sqlite/search-index.ts';
import { DATABASE_FILE } from '../adapters/storage/sqlite/store.ts';
import { storyTable } from '../adapters/storage/sqlite/story-table.ts';
import { identityKeys } from '../src/feeds/identity.ts';
import type { Story } from '../src/model.ts';
import { articleId, contentOf, storyIdFrom } from '../src/newsroom/drafts.ts';
import type { Archive, IngestStep } from '../src/ports.ts';
import { featuresOf, termsOf } from '../src/stories/features.ts';
import { readText } from '../src/text/read.ts';
import { BLOCK_ARTICLES, madeUpNews, type Piece } from './corpus.ts';

const ARTICLES_PER_TRANSACTION = 500;
/** An article's keys lie all over the file: while it is filled, all of it stays in memory. */
const FILLING_CACHE_KIB = 2_097_152;
/** From an article's publication to our seeing it. */
export const SEEN_AFTER_MS = 5 * 60_000;

/** Leaves transactions to its owner, who puts many steps into one. */
class FillingConnection extends Connection {
  override async write<T>(work: () => T): Promise<T> {
    return work();
  }
}

export interface FilledArchive {
  readonly articles: number;
  readonly dataDir: string;
  readonly fileBytes: number;
}

/** Fills archives of the given sizes below the scratch folder, smallest first, telling of each when it is there. */
export async function fillArchives(
  sizes: readonly number[],
  scratch: string,
  onFilled: (filled: FilledArchive) => void,
): Promise<readonly FilledArchive[]> {
  const growing = join(scratch, 'growing');
  mkdirSync(growing, { recursive: true });
  const steps = stepsOf(madeUpNews());
  const filled: FilledArchive[] = [];
  let stored = 0;
  for (const articles of sizes.toSorted((a, b) => a - b)) {
    await store(join(growing, DATABASE_FILE), steps, articles - stored);
    stored = articles;
    filled.push(copyOf(growing, join(scratch, String(articles)), articles));
    onFilled(filled.at(-1)!);
  }
  rmSync(growing, { recursive: true });
  return filled;
}

function copyOf(from: string, dataDir: string, articles: number): FilledArchive {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, DATABASE_FILE);
  copyFileSync(join(from, DATABASE_FILE), file);
  return { articles, dataDir, fileBytes: statSync(file).size };
}

async function store(path: string, steps: Generator<IngestStep, never>, count: number): Promise<void> {
  const connection = new FillingConnection(path);
  try {
    connection.exec(`PRAGMA page_size = ${PAGE_SIZE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF`);
    connection.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA cache_size = -${FILLING_CACHE_KIB}`);
    migrate(connection);
    const archive = archiveOn(connection);
    for (let done = 0; done < count; ) {
      connection.exec('BEGIN IMMEDIATE');
      const until = Math.min(count, done + ARTICLES_PER_TRANSACTION);
      for (; done < until; done += 1) await archive.commit(steps.next().value);
      connection.exec('COMMIT');
      // Nothing else here waits for anything: without a turn now and then, Ctrl-C would not be heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    connection.close();
  }
}

function archiveOn(connection: Connection): Archive {
  const stories = storyTable(connection);
  const index = sqliteSearchIndex(connection);
  return sqliteArchive(connection, { stories, index, alerts: sqliteOutbox(connection, stories) });
}

/** The steps that ingest would make of the news, if it clustered without fault. */
function* stepsOf(news: Generator<Piece, never>): Generator<IngestStep, never> {
  const documentFrequencies = new Map<string, number>();
  const stories = new Map<string, Story>();
  for (let totalArticles = 0; ; totalArticles += 1) {
    const { event, ...draft } = news.next().value;
    // No event goes on past its block.
    if (totalArticles % BLOCK_ARTICLES === 0) stories.clear();
    const keys = identityKeys(draft);
    const id = articleId(draft, keys);
    const seenAt = new Date(Date.parse(draft.publishedAt) + SEEN_AFTER_MS).toISOString();
    const content = { id, seenAt, revision: 1, ...contentOf(draft, seenAt) };
    const story = grown(stories.get(event), content);
    stories.set(event, story);
    const terms = termsOf(content, readText(content.text, { lang: content.lang }));
    const features = featuresOf(content, terms, { documentFrequencies, totalArticles });
    for (const term of terms.terms) documentFrequencies.set(term, (documentFrequencies.get(term) ?? 0) + 1);
    yield {
      article: { ...content, storyId: story.id },
      identityKeys: keys,
      features: { articleId: id, storyId: story.id, publishedAt: content.publishedAt, ...features },
      terms: terms.terms,
      stories: [story],
      claims: [],
      alerts: [],
    };
  }
}

function grown(
  before: Story | undefined,
  {
    id,
    title,
    source,
    seenAt,
  }: { readonly id: string; readonly title: string; readonly source: string; readonly seenAt: string },
): Story {
  const sources = [...new Set([...(before?.sources ?? []), source])];
  return {
    id: before?.id ?? storyIdFrom(id),
    title: before?.title ?? title,
    articleIds: [...(before?.articleIds ?? []), id],
    sources,
    independentSources: sources.length,
    firstSeenAt: before?.firstSeenAt ?? seenAt,
    updatedAt: seenAt,
    revision: (before?.revision ?? 0) + 1,
  };
}
