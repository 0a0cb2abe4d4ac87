/** Keyv's storage adapter on the newsroom's own SQLite file. */
import { EventEmitter } from 'node:events';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import type { Connection, Statement } from './connection.ts';

/** Rows that one step of an iteration reads: values change under a slow reader, and it holds no lock between steps. */
export const ITERATION_ROWS = 100;
/** Writes between two sweeps of values that have expired. */
export const WRITES_PER_SWEEP = 1_000;

interface Row {
  readonly key: string;
  readonly value: string;
}

/** One namespace's values; the namespace is set by the Keyv that the store is given to. */
export class SqliteKeyvStore extends EventEmitter implements KeyvStoreAdapter {
  readonly opts = { dialect: 'sqlite', url: '' };
  namespace: string | undefined = undefined;
  readonly #connection: Connection;
  readonly #now: () => number;
  readonly #select: Statement<Row>;
  readonly #upsert: Statement<never>;
  readonly #delete: Statement<never>;
  readonly #clear: Statement<never>;
  readonly #page: Statement<Row>;
  readonly #sweep: Statement<never>;
  #writes = 0;

  constructor(connection: Connection, now: () => number = Date.now) {
    super();
    this.#connection = connection;
    this.#now = now;
    const alive = '(expires_at IS NULL OR expires_at > ?)';
    this.#select = connection.prepare(`SELECT key, value FROM keyv WHERE namespace = ? AND key = ? AND ${alive}`);
    this.#upsert = connection.prepare(
      'INSERT OR REPLACE INTO keyv (namespace, key, value, expires_at) VALUES (?, ?, ?, ?)',
    );
    this.#delete = connection.prepare('DELETE FROM keyv WHERE namespace = ? AND key = ?');
    this.#clear = connection.prepare('DELETE FROM keyv WHERE namespace = ?');
    this.#page = connection.prepare(
      `SELECT key, value FROM keyv WHERE namespace = ? AND key > ? AND ${alive} ORDER BY key LIMIT ${ITERATION_ROWS}`,
    );
    this.#sweep = connection.prepare('DELETE FROM keyv WHERE expires_at <= ?');
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#select.get(this.#space, key, this.#now())?.value as StoredData<Value> | undefined;
  }

  async set(key: string, value: string, ttlMs?: number): Promise<void> {
    const expiresAt = ttlMs === undefined ? null : this.#now() + ttlMs;
    await this.#connection.write(() => {
      if (this.#writes % WRITES_PER_SWEEP === 0) this.#sweep.run(this.#now());
      this.#writes += 1;
      this.#upsert.run(this.#space, key, value, expiresAt);
    });
  }

  async delete(key: string): Promise<boolean> {
    return this.#connection.write(() => this.#delete.run(this.#space, key) > 0);
  }

  async clear(): Promise<void> {
    await this.#connection.write(() => this.#clear.run(this.#space));
  }

  async has(key: string): Promise<boolean> {
    return this.#select.get(this.#space, key, this.#now()) !== undefined;
  }

  async *iterator<Value>(): AsyncGenerator<Array<string | Awaited<Value> | undefined>, void> {
    let after = '';
    for (;;) {
      const page = this.#page.all(this.#space, after, this.#now());
      for (const { key, value } of page) yield [key, value];
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.key;
    }
  }

  get #space(): string {
    return this.namespace ?? '';
  }
}
