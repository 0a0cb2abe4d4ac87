/** Who owns a data folder. The lock is the kernel's, so it ends with the process that held it, however that ended. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { NewsroomError } from '../../../src/errors.ts';
import { Connection } from './connection.ts';

export const LOCK_FILE = 'nutgraf.lock';

/** Long enough for a neighbour to read who holds the lock, short enough to be told at once that it is taken. */
export const LOCK_WAIT_MS = 250;

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Takes the folder for this process. Throws `storage_locked`, naming the process that has it.
 * The lock is SQLite's write lock on a file of its own: unlike an exclusive lock it lets others read who holds it.
 */
export function lockFolder(dataDir: string, waitMs = LOCK_WAIT_MS): FolderLock {
  const connection = new Connection(join(dataDir, LOCK_FILE), { busyTimeoutMs: waitMs });
  try {
    connection.exec('BEGIN IMMEDIATE');
    connection.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, since TEXT)');
    connection.exec('DELETE FROM holder');
    connection.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), new Date().toISOString());
    connection.exec('COMMIT');
    connection.exec('BEGIN IMMEDIATE');
    return { release: () => connection.close() };
  } catch (thrown) {
    const refused = thrown instanceof NewsroomError && thrown.code === 'storage_locked';
    const holder = refused ? readHolder(connection) : undefined;
    connection.close();
    if (!refused) throw thrown;
    throw new NewsroomError('storage_locked', `The data folder ${dataDir} is in use by ${describe(holder)}.`, {
      hint: 'Two bots on one folder would post everything twice. Stop the other one, or choose another folder with --data DIR.',
      cause: thrown,
    });
  }
}

function readHolder(connection: Connection): Holder | undefined {
  try {
    return connection.prepare<Holder>('SELECT pid, host, since FROM holder').get();
  } catch {
    // The holder is just writing its name; that it is there is what matters.
    return undefined;
  }
}

function describe(holder: Holder | undefined): string {
  if (holder === undefined) return 'another process';
  return `another process (${holder.pid} on ${holder.host}, since ${holder.since})`;
}
