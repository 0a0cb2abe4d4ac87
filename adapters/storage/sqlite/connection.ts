/** One connection to one SQLite file: statements whose failures are NewsroomErrors, and transactions that never half happen. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { NewsroomError } from '../../../src/errors.ts';
import { storageFault } from './faults.ts';

/** How long a statement waits for another connection's write before it gives up. */
export const BUSY_TIMEOUT_MS = 5_000;
export const PAGE_SIZE_BYTES = 4_096;
export const PAGE_CACHE_KIB = 16_384;
/** Pages in the write-ahead log before they are copied into the file: many commits touch the same pages, which are then copied once. */
export const CHECKPOINT_PAGES = 8_192;

/** How long a writer that found another one at work waits before it asks again. */
export const RETRY_DELAY_MS = 1;

export type Value = SQLInputValue;

/** NORMAL outlives the process, whatever ends it; FULL a power cut too, with all that was written before; it flushes the disk. */
export type Synchronous = 'NORMAL' | 'FULL';

/** A prepared statement whose rows have the shape `Row`. */
export class Statement<Row> {
  readonly #statement: StatementSync;
  readonly #path: string;

  constructor(statement: StatementSync, path: string) {
    this.#statement = statement;
    this.#path = path;
  }

  all(...values: Value[]): Row[] {
    try {
      return this.#statement.all(...values) as Row[];
    } catch (thrown) {
      throw storageFault(thrown, this.#path);
    }
  }

  get(...values: Value[]): Row | undefined {
    try {
      return this.#statement.get(...values) as Row | undefined;
    } catch (thrown) {
      throw storageFault(thrown, this.#path);
    }
  }

  /** Runs a statement that changes rows; gives how many. */
  run(...values: Value[]): number {
    try {
      return Number(this.#statement.run(...values).changes);
    } catch (thrown) {
      throw storageFault(thrown, this.#path);
    }
  }
}

export class Connection {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #busyTimeoutMs: number;
  #synchronous: Synchronous | undefined;
  #lastWriter: Promise<void> = Promise.resolve();

  constructor(path: string, options: { readonly readOnly?: boolean; readonly busyTimeoutMs?: number } = {}) {
    this.path = path;
    this.#busyTimeoutMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
    try {
      this.#db = new DatabaseSync(path, {
        readOnly: options.readOnly ?? false,
        timeout: this.#busyTimeoutMs,
        enableForeignKeyConstraints: true,
        enableDoubleQuotedStringLiterals: false,
        defensive: true,
      });
    } catch (thrown) {
      throw storageFault(thrown, path);
    }
  }

  prepare<Row>(sql: string): Statement<Row> {
    try {
      return new Statement<Row>(this.#db.prepare(sql), this.path);
    } catch (thrown) {
      throw storageFault(thrown, this.path);
    }
  }

  exec(sql: string): void {
    try {
      this.#db.exec(sql);
    } catch (thrown) {
      throw storageFault(thrown, this.path);
    }
  }

  /** The value of a pragma that answers with one number or word. */
  pragma(name: string): number | string | undefined {
    const row = this.prepare<Record<string, number | string>>(`PRAGMA ${name}`).get();
    return row === undefined ? undefined : Object.values(row)[0];
  }

  /**
   * Does all of `work` or none of it. Waits for other writers without holding up this thread; writers of this connection
   * take their turns in the order of their calls. Throws `storage_locked` when others have kept the file for too long.
   */
  write<T>(work: () => T, { synchronous = 'NORMAL' }: { readonly synchronous?: Synchronous } = {}): Promise<T> {
    const turn = this.#lastWriter.then(async () => {
      const giveUpAt = performance.now() + this.#busyTimeoutMs;
      for (;;) {
        const refusal = this.#begin(synchronous);
        if (refusal === undefined) return this.#complete(work);
        if (performance.now() > giveUpAt) throw refusal;
        await delay(RETRY_DELAY_MS);
      }
    });
    this.#lastWriter = turn.then(
      () => {},
      () => {},
    );
    return turn;
  }

  /** Like `write`, but blocks while it waits: for migrations, before anybody uses the connection. */
  writeNow<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    return this.#complete(work);
  }

  /** Begins a transaction unless another connection is writing; gives the refusal where one is. */
  #begin(synchronous: Synchronous): NewsroomError | undefined {
    try {
      if (this.#synchronous !== synchronous) this.exec(`PRAGMA synchronous = ${synchronous}`);
      this.#synchronous = synchronous;
      this.exec('PRAGMA busy_timeout = 0; BEGIN IMMEDIATE');
      return undefined;
    } catch (thrown) {
      const refusal = storageFault(thrown, this.path);
      if (refusal.code === 'storage_locked') return refusal;
      throw refusal;
    } finally {
      if (this.#db.isOpen) this.exec(`PRAGMA busy_timeout = ${this.#busyTimeoutMs}`);
    }
  }

  #complete<T>(work: () => T): T {
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (thrown) {
      // SQLite has already rolled back on its own after some failures (a full disk).
      if (this.#db.isTransaction) this.exec('ROLLBACK');
      throw thrown;
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}
