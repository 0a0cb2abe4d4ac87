/** The newsroom's storage in one SQLite file. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NewsroomError } from '../../../src/errors.ts';
import type { Archive, Outbox, SearchIndex, State, StoryMarks } from '../../../src/ports.ts';
import { keyvState } from '../keyv-state.ts';
import { sqliteArchive } from './archive.ts';
import { BUSY_TIMEOUT_MS, CHECKPOINT_PAGES, Connection, PAGE_CACHE_KIB, PAGE_SIZE_BYTES } from './connection.ts';
import { storageFault } from './faults.ts';
import { SqliteKeyvStore } from './keyv-store.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { sqliteOutbox } from './outbox.ts';
import { MIGRATIONS, migrate, schemaVersion } from './schema.ts';
import { sqliteSearchIndex } from './search-index.ts';
import { sqliteStoryMarks } from './story-marks.ts';
import { storyTable } from './story-table.ts';

export const IN_MEMORY = ':memory:';
export const DATABASE_FILE = 'nutgraf.sqlite';
/** How long a short-lived command waits for another process that is just creating or migrating the file. */
export const MIGRATION_WAIT_MS = 5_000;

export interface SqliteStoreOptions {
  /** The data folder, made where it is missing; `:memory:` for a store that is gone when it is closed. */
  readonly dataDir: string;
  /**
   * True for the bot, which polls and delivers: one process a folder. False (the default) for commands and for further
   * threads of the bot; they read and write beside it.
   */
  readonly exclusive?: boolean;
  /** Refuse to let the file grow past this, with `storage_full`. */
  readonly maxFileBytes?: number;
  /** How long a statement waits for another connection's write; `BUSY_TIMEOUT_MS` where it is not given. */
  readonly busyTimeoutMs?: number;
  /** How long to wait for whoever owns the folder before changing its tables; `MIGRATION_WAIT_MS` where it is not given. */
  readonly migrationWaitMs?: number;
}

export interface SqliteStore {
  readonly archive: Archive;
  readonly searchIndex: SearchIndex;
  readonly outbox: Outbox;
  readonly marks: StoryMarks;
  readonly state: State;
  /** Reads the whole file and says what is wrong with it, in SQLite's words; empty where all is well. Slow: seconds a gigabyte. */
  check(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Opens (and creates, and migrates) the store. Throws `storage_newer`, `storage_locked`, `storage_damaged`,
 * `storage_full` or `storage_unavailable`, each with a hint, and leaves the file as it was.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  if (options.dataDir === IN_MEMORY) return openFile(IN_MEMORY, options);
  const path = join(options.dataDir, DATABASE_FILE);
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw storageFault(thrown, path);
  }
  const version = inspect(path);
  const lock = lockIfNeeded(options, version);
  try {
    const store = openFile(path, options);
    if (options.exclusive !== true) lock?.release();
    return {
      ...store,
      async close() {
        await store.close();
        lock?.release();
      },
    };
  } catch (thrown) {
    lock?.release();
    throw thrown;
  }
}

/** A running bot must not have its tables changed under it: whoever migrates owns the folder for that long. */
function lockIfNeeded(
  { dataDir, exclusive, migrationWaitMs = MIGRATION_WAIT_MS }: SqliteStoreOptions,
  version: number,
): FolderLock | undefined {
  if (exclusive === true) return lockFolder(dataDir);
  return version < MIGRATIONS.length ? lockFolder(dataDir, migrationWaitMs) : undefined;
}

/**
 * Looks at the file through a read-only connection, so that what is not ours, or newer, or cut off, stays as it is. Never
 * through node:fs: closing the file there would drop every lock that SQLite holds on it for this process (POSIX).
 */
function inspect(path: string): number {
  if (!existsSync(path)) return 0;
  const connection = new Connection(path, { readOnly: true });
  try {
    return schemaVersion(connection);
  } finally {
    connection.close();
  }
}

function openFile(
  path: string,
  { maxFileBytes, busyTimeoutMs = BUSY_TIMEOUT_MS, exclusive = false }: SqliteStoreOptions,
): SqliteStore {
  const connection = new Connection(path, { busyTimeoutMs });
  try {
    connection.exec(`PRAGMA page_size = ${PAGE_SIZE_BYTES}`);
    const mode = connection.pragma('journal_mode = WAL');
    if (path !== IN_MEMORY && mode !== 'wal') {
      throw new NewsroomError('storage_unavailable', `The file system of ${path} can't hold a write-ahead log.`, {
        hint: 'Choose a data folder on a local disk with --data DIR.',
      });
    }
    connection.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    connection.exec(`PRAGMA journal_size_limit = ${CHECKPOINT_PAGES * PAGE_SIZE_BYTES}`);
    connection.exec(`PRAGMA cache_size = -${PAGE_CACHE_KIB}`);
    if (maxFileBytes !== undefined) {
      connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxFileBytes / PAGE_SIZE_BYTES))}`);
    }
    migrate(connection);
    // Whoever had alerts in hand is gone: they need not wait for the end of its leases.
    if (exclusive) connection.exec('UPDATE outbox SET leased_until = NULL WHERE leased_until IS NOT NULL');
    return assemble(connection);
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function assemble(connection: Connection): SqliteStore {
  const stories = storyTable(connection);
  const searchIndex = sqliteSearchIndex(connection);
  const outbox = sqliteOutbox(connection, stories);
  return {
    archive: sqliteArchive(connection, { stories, index: searchIndex, alerts: outbox }),
    searchIndex,
    outbox,
    marks: sqliteStoryMarks(connection, stories),
    state: keyvState(() => new SqliteKeyvStore(connection)),
    check: async () => faultsOf(connection),
    async close() {
      connection.close();
    },
  };
}

function faultsOf(connection: Connection): string[] {
  try {
    const answers = connection.prepare<Record<string, string>>('PRAGMA integrity_check').all();
    return answers.flatMap((row) => Object.values(row)).filter((answer) => answer !== 'ok');
  } catch (thrown) {
    if (thrown instanceof NewsroomError && thrown.code === 'storage_damaged') return [thrown.message];
    throw thrown;
  }
}
