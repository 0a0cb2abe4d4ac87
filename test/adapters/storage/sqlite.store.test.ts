import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection, PAGE_SIZE_BYTES } from '../../../adapters/storage/sqlite/connection.ts';
import { channelKey, toMillis } from '../../../adapters/storage/sqlite/rows.ts';
import { MIGRATIONS, migrate } from '../../../adapters/storage/sqlite/schema.ts';
import { DATABASE_FILE, openSqliteStore, type SqliteStoreOptions } from '../../../adapters/storage/sqlite/store.ts';
import {
  aDelivery,
  aNewArticle,
  anAlert,
  anArticle,
  aStep,
  failureOf,
  minute,
} from '../../contracts/storage-fixtures.ts';

let root: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nutgraf-'));
  dataDir = join(root, 'data');
  file = join(dataDir, DATABASE_FILE);
});
afterEach(() => rmSync(root, { recursive: true }));

async function openedFailure(options: Partial<SqliteStoreOptions> = {}) {
  return openSqliteStore({ dataDir, ...options }).then(
    (store) => store.close(),
    (thrown) => thrown,
  );
}

async function storeArticles(count: number, options: Partial<SqliteStoreOptions> = {}): Promise<void> {
  const store = await openSqliteStore({ dataDir, ...options });
  try {
    const { articles } = await store.archive.extent();
    for (let n = articles; n < articles + count; n += 1) {
      await store.archive.commit(aNewArticle({ id: `a${n}`, text: `Ferry ${n}. ${'More of it. '.repeat(300)}` }));
    }
  } finally {
    await store.close();
  }
}

/** Changes the file as another program would. */
function tamper(sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

function query<Row>(sql: string): Row[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare(sql).all() as Row[];
  db.close();
  return rows;
}

const fingerprint = () => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('opening', () => {
  it('makes the folder, for nobody else to read, and keeps what was stored', async () => {
    await storeArticles(2);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    const store = await openSqliteStore({ dataDir });
    expect((await store.archive.extent()).articles).toBe(2);
    await store.close();
  });

  it('leaves one file behind, closed for good', async () => {
    const store = await openSqliteStore({ dataDir });
    await store.close();
    expect(() => statSync(`${file}-wal`)).toThrow();
    expect(await failureOf(store.archive.extent())).toBe('storage_unavailable');
  });

  describe.each<[string, () => Promise<void> | void, string, RegExp]>([
    ['was made by a newer version', () => tamper('PRAGMA user_version = 99'), 'storage_newer', /schema is 99/],
    ['is no database', () => writeFileSync(file, 'Dear diary. '.repeat(1_000)), 'storage_damaged', /not a database/],
    ['belongs to another program', () => tamper('PRAGMA application_id = 7'), 'storage_damaged', /not one of Nutgraf/],
    ['lost its end', () => truncateSync(file, 5 * PAGE_SIZE_BYTES), 'storage_damaged', /malformed/],
  ])('a file that %s', (_, spoil, code, words) => {
    it.each([true, false])('says so, and leaves it as it is (exclusive: %s)', async (exclusive) => {
      await storeArticles(3);
      await spoil();
      const before = fingerprint();
      const failure = await openedFailure({ exclusive });
      expect(failure).toMatchObject({
        code,
        message: expect.stringMatching(words),
        hint: expect.stringMatching(/Nothing was changed/),
      });
      expect(failure.message).toContain(file);
      expect(fingerprint()).toBe(before);
      expect(await openedFailure({ exclusive })).toMatchObject({ code });
    });
  });

  it.each<[string, () => void]>([
    ['the folder is a file', () => writeFileSync(dataDir, '')],
    [
      'the folder lies in a file',
      () => {
        writeFileSync(join(root, 'file'), '');
        dataDir = join(root, 'file', 'data');
      },
    ],
    ['the database is a folder', () => mkdirSync(file, { recursive: true })],
  ])('fails where %s', async (_, spoil) => {
    spoil();
    expect(await openedFailure()).toMatchObject({
      code: 'storage_unavailable',
      hint: expect.stringMatching(/may write in it/),
    });
  });

  it.skipIf(process.getuid?.() === 0)('fails where this user may not write (root always may)', async () => {
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o500);
    expect(await openedFailure()).toMatchObject({ code: 'storage_unavailable' });
  });
});

describe('a damaged page', () => {
  /** The page is written over on disk, as a failing disk would. */
  function spoilPageOf(table: string): void {
    const [root] = query<{ rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE name = '${table}'`);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, (root!.rootpage - 1) * PAGE_SIZE_BYTES, root!.rootpage * PAGE_SIZE_BYTES);
    writeFileSync(file, bytes);
  }

  it('is told by whatever reads it, with a hint', async () => {
    await storeArticles(3);
    spoilPageOf('articles');
    const store = await openSqliteStore({ dataDir });
    await expect(store.archive.articles(['a1'])).rejects.toMatchObject({
      code: 'storage_damaged',
      hint: expect.stringMatching(/backup/),
    });
    await store.close();
  });

  it('is found by a check', async () => {
    await storeArticles(3);
    const sound = await openSqliteStore({ dataDir });
    expect(await sound.check()).toEqual([]);
    await sound.close();
    spoilPageOf('claims');
    const store = await openSqliteStore({ dataDir });
    expect(await store.check()).not.toEqual([]);
    await store.close();
  });
});

describe('a full disk', () => {
  it('takes the whole step back, says so, and goes on once there is room', async () => {
    await storeArticles(5);
    const maxFileBytes = statSync(file).size + 4 * PAGE_SIZE_BYTES;
    const store = await openSqliteStore({ dataDir, maxFileBytes });
    const large = aNewArticle({ id: 'large', text: 'Another paragraph of it. '.repeat(5_000) }, { terms: ['large'] });
    await expect(store.archive.commit(large)).rejects.toMatchObject({
      code: 'storage_full',
      hint: expect.stringMatching(/Free some disk space/),
    });
    expect((await store.archive.extent()).articles).toBe(5);
    expect(await store.searchIndex.documentFrequencies(['large'])).toEqual(new Map());
    expect(await store.searchIndex.search({ terms: ['paragraph'], limit: 9 })).toEqual([]);
    expect(await store.check()).toEqual([]);
    await store.archive.commit(aNewArticle({ id: 'small' }));
    await store.close();

    const roomier = await openSqliteStore({ dataDir });
    await roomier.archive.commit(large);
    expect((await roomier.archive.articles(['large', 'small'])).map(({ id }) => id)).toEqual(['large', 'small']);
    await roomier.close();
  });

  it('is told where there is not even room for the tables', async () => {
    expect(await openedFailure({ maxFileBytes: 2 * PAGE_SIZE_BYTES })).toMatchObject({ code: 'storage_full' });
    await storeArticles(1);
  });
});

describe('two at one folder', () => {
  it('are refused where both want it for themselves', async () => {
    const first = await openSqliteStore({ dataDir, exclusive: true });
    expect(await openedFailure({ exclusive: true })).toMatchObject({
      code: 'storage_locked',
      message: expect.stringContaining(`(${process.pid} on `),
    });
    await first.close();
    expect(await openedFailure({ exclusive: true })).toBeUndefined();
  });

  it('work side by side where one is a command', async () => {
    const bot = await openSqliteStore({ dataDir, exclusive: true });
    const command = await openSqliteStore({ dataDir });
    await bot.archive.commit(aNewArticle({ id: 'of the bot' }));
    await command.archive.commit(aNewArticle({ id: 'of the command' }));
    expect((await bot.archive.extent()).articles).toBe(2);
    expect((await command.archive.articles(['of the bot'])).length).toBe(1);
    await command.close();
    await bot.archive.commit(aNewArticle({ id: 'afterwards' }));
    await bot.close();
  });

  it.each([
    ['at once to the bot that comes after it', true, ['a1']],
    ['to no command that runs beside it', false, []],
  ])('a bot that died in the middle of an alert leaves it %s', async (_, exclusive, expected) => {
    const now = '2031-03-04T12:00:00.000Z';
    const query = { now, leaseMs: 60_000, limit: 9 };
    const died = await openSqliteStore({ dataDir, exclusive: true });
    await died.archive.commit(aNewArticle({ id: 'a' }, { alerts: [anAlert({ id: 'a1' })] }));
    await died.outbox.lease(query);
    await died.close();
    const next = await openSqliteStore({ dataDir, exclusive });
    expect((await next.outbox.lease(query)).map(({ id }) => id)).toEqual(expected);
    await next.close();
  });

  it('never lease the same alert', async () => {
    const stores = [await openSqliteStore({ dataDir }), await openSqliteStore({ dataDir })];
    const alerts = Array.from({ length: 8 }, (_, n) =>
      anAlert({ id: `a${n}`, channel: { platform: 'slack', channel: `C${n}` } }),
    );
    await stores[0]!.archive.commit(aNewArticle({ id: 'a' }, { alerts }));
    const leases = await Promise.all(
      stores.map(({ outbox }) => outbox.lease({ now: minute(0), leaseMs: 1_000, limit: 5 })),
    );
    expect(leases.map(({ length }) => length)).toEqual([5, 3]);
    expect(new Set(leases.flat().map(({ id }) => id)).size).toBe(8);
    for (const store of stores) await store.close();
  });

  it('wait for each other without holding up their thread', async () => {
    const store = await openSqliteStore({ dataDir });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const committing = store.archive.commit(aNewArticle({ id: 'a' }));
    await new Promise((resolve) => setImmediate(resolve));
    other.exec('ROLLBACK');
    other.close();
    await committing;
    expect((await store.archive.extent()).articles).toBe(1);
    await store.close();
  });

  it('write in the order of their calls', async () => {
    const store = await openSqliteStore({ dataDir });
    const feeds = store.state.collection<number>('feeds');
    await Promise.all([1, 2, 3].map((value) => feeds.set('key', value)));
    expect(await feeds.get('key')).toBe(3);
    await store.close();
  });

  it('wait for each other for a while, then say that the file is locked', async () => {
    await storeArticles(1);
    const store = await openSqliteStore({ dataDir, busyTimeoutMs: 20 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.archive.commit(aNewArticle({ id: 'b' }))).rejects.toMatchObject({ code: 'storage_locked' });
    expect((await store.archive.articles(['a0'])).length).toBe(1);
    other.exec('ROLLBACK');
    other.close();
    await store.archive.commit(aNewArticle({ id: 'b' }));
    await store.close();
  });
});

describe('migrations', () => {
  const columns = () => query<{ name: string }>(`SELECT name FROM pragma_table_info('things')`).map(({ name }) => name);
  const version = () => query<{ user_version: number }>('PRAGMA user_version')[0]!.user_version;
  const first = `${MIGRATIONS[0]!} CREATE TABLE things (one TEXT)`;
  const second = 'ALTER TABLE things ADD COLUMN two TEXT';

  function migrateFile(migrations: readonly string[]): number {
    mkdirSync(dataDir, { recursive: true });
    const connection = new Connection(file);
    try {
      return migrate(connection, migrations);
    } finally {
      connection.close();
    }
  }

  it('are numbered, and run once each', () => {
    expect(migrateFile([first])).toBe(0);
    expect(migrateFile([first, second])).toBe(1);
    expect(migrateFile([first, second])).toBe(2);
    expect(columns()).toEqual(['one', 'two']);
    expect(version()).toBe(2);
  });

  it('that fail leave the file at the schema before, whole', () => {
    migrateFile([first]);
    expect(() => migrateFile([first, `${second}; CREATE TABLE half (done TEXT); SELECT nonsense`])).toThrow(/nonsense/);
    expect(columns()).toEqual(['one']);
    expect(version()).toBe(1);
    expect(query(`SELECT name FROM sqlite_schema WHERE name = 'half'`)).toEqual([]);
    expect(migrateFile([first, second])).toBe(1);
  });

  it('keep what waited and what had arrived when messages of all kinds came', async () => {
    const [firstReleased] = MIGRATIONS;
    migrateFile([firstReleased!]);
    const [waiting, told] = [anAlert({ id: 'waiting' }), anAlert({ id: 'told', storyId: 'other' })];
    const connection = new Connection(file);
    connection
      .prepare(
        `INSERT INTO outbox (id, channel, story_id, story_revision, queued_for, due_at, attempts, body)
         VALUES ('waiting', ?, 'ferry', 1, ?2, ?2, 0, ?3)`,
      )
      .run(channelKey(waiting.channel), toMillis(waiting.dueAt), JSON.stringify(waiting));
    const { channel, message, brief, deliveredAt } = aDelivery(told);
    connection
      .prepare(
        `INSERT INTO deliveries (alert_id, channel, story_id, story_revision, delivered_at, body)
         VALUES ('told', ?, 'other', 1, ?, ?)`,
      )
      .run(channelKey(channel), toMillis(deliveredAt), JSON.stringify({ channel, message, brief }));
    connection.close();
    const store = await openSqliteStore({ dataDir });
    expect(await store.outbox.standing(told.channel, 'other')).toEqual({ delivery: aDelivery(told) });
    const leased = await store.outbox.lease({ now: minute(0), leaseMs: 1, limit: 9 });
    expect(leased).toEqual([{ ...waiting, attempts: 1 }]);
    await store.close();
  });

  it('wait until whoever owns the folder has left it', async () => {
    const bot = await openSqliteStore({ dataDir, exclusive: true });
    tamper('PRAGMA user_version = 0');
    expect(await failureOf(openSqliteStore({ dataDir, migrationWaitMs: 20 }))).toBe('storage_locked');
    await bot.close();
  });
});

describe('what lies in the file for later', () => {
  it('keeps every revision of an article', async () => {
    const store = await openSqliteStore({ dataDir });
    const article = anArticle({ id: 'a', title: 'Nine aboard', text: 'Nine were aboard.' });
    await store.archive.commit(aStep({ article }));
    const replaced = {
      articleId: 'a',
      revision: 1,
      title: article.title,
      text: article.text,
      replacedAt: minute(9),
      changes: ['nine became eight'],
    };
    await store.archive.commit(
      aStep({ article: { ...article, revision: 2, title: 'Eight aboard' }, replaced, stories: [] }),
    );
    await store.close();
    expect(query('SELECT revision, title, text, changes FROM article_revisions')).toEqual([
      { revision: 1, title: 'Nine aboard', text: 'Nine were aboard.', changes: '["nine became eight"]' },
    ]);
  });

  it('remembers every delivery, but only the last brief of a story in a channel', async () => {
    const store = await openSqliteStore({ dataDir });
    for (const revision of [1, 2])
      await store.outbox.delivered(aDelivery(anAlert({ id: `a${revision}`, storyRevision: revision })));
    await store.close();
    expect(query('SELECT alert_id, body IS NULL AS thinned FROM deliveries ORDER BY seq')).toEqual([
      { alert_id: 'a1', thinned: 1 },
      { alert_id: 'a2', thinned: 0 },
    ]);
  });
});
