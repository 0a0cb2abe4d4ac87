import { describe, expect, it } from 'vitest';
import { Connection } from '../../../adapters/storage/sqlite/connection.ts';
import { SqliteKeyvStore, WRITES_PER_SWEEP } from '../../../adapters/storage/sqlite/keyv-store.ts';
import { HEADS_QUERY } from '../../../adapters/storage/sqlite/outbox.ts';
import { migrate } from '../../../adapters/storage/sqlite/schema.ts';
import {
  FILTERED_SEARCH,
  MAX_KEYS,
  MAX_POSTINGS_PER_KEY,
  MAX_SEARCH_TERMS,
  MAX_TERM_LENGTH_CHARS,
  matchExpression,
  sharedKeysQuery,
} from '../../../adapters/storage/sqlite/search-index.ts';
import { IN_MEMORY, openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import { aNewArticle, minute } from '../../contracts/storage-fixtures.ts';

function migrated(): Connection {
  const connection = new Connection(IN_MEMORY);
  migrate(connection);
  return connection;
}

function planOf(sql: string): string[] {
  return migrated()
    .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => detail);
}

describe('a search expression', () => {
  it.each<[string, readonly string[], string]>([
    ['quotes each term', ['ferry', 'fog'], '"ferry" OR "fog"'],
    ['keeps the words of a term together', ['foreign  minister'], '"foreign minister"'],
    ['drops marks and quotes', ['"al-Qaeda"', "O'Neil*"], '"al qaeda" OR "o neil"'],
    ['has each term once', ['Ferry', 'ferry', 'ferry!'], '"ferry"'],
    ['is empty without words', ['', '"', ' -- '], ''],
    ['has no control characters', ['fer\u0000ry'], '"fer ry"'],
    ['keeps letters and digits of any script', ['渡し船', 'G7', 'naïve'], '"渡し船" OR "g7" OR "naïve"'],
  ])('%s', (_, terms, expression) => {
    expect(matchExpression(terms)).toBe(expression);
  });

  it('stops at its limits', () => {
    const terms = Array.from({ length: MAX_SEARCH_TERMS + 9 }, (_, n) => `t${n}`);
    expect(matchExpression(terms).split(' OR ')).toHaveLength(MAX_SEARCH_TERMS);
    expect(matchExpression(['x'.repeat(MAX_TERM_LENGTH_CHARS + 9)])).toHaveLength(MAX_TERM_LENGTH_CHARS + 2);
  });
});

describe('the plan of a query', () => {
  it('reads neighbours from one range of the index a key, newest first without sorting', () => {
    const plan = planOf(sharedKeysQuery(MAX_KEYS));
    const ranges = plan.filter((step) =>
      step.startsWith('SEARCH article_keys USING PRIMARY KEY (key=? AND published_at>?'),
    );
    expect(ranges).toHaveLength(MAX_KEYS);
    expect(plan.filter((step) => step.includes('SCAN article_keys'))).toEqual([]);
    // Two sorts, of the few that were counted: by article, then by count.
    expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toHaveLength(2);
  });

  it("steps through the outbox's indices, whatever waits in it", () => {
    const plan = planOf(HEADS_QUERY);
    expect(plan.filter((step) => /^SCAN (?!channels)/.test(step))).toEqual([]);
    expect(plan.filter((step) => step.includes('USING INDEX outbox_queue'))).toHaveLength(3);
    expect(plan.join('\n')).toContain('INDEX outbox_leases (channel=? AND leased_until>?)');
  });

  it('matches words once, whatever the span of time', () => {
    const plan = planOf(FILTERED_SEARCH);
    // "=" would mean one match for every article of the span.
    expect(plan[0]).toMatch(/^SCAN articles_fts VIRTUAL TABLE INDEX \d+:[^=]*$/);
    expect(plan.join('\n')).toContain('COVERING INDEX articles_by_publication');
  });
});

describe('neighbours', () => {
  it('read no more of a key that everybody has than its newest postings', async () => {
    const { archive, searchIndex, close } = await openSqliteStore({ dataDir: IN_MEMORY });
    const count = MAX_POSTINGS_PER_KEY + 10;
    for (let n = 0; n < count; n += 1) {
      await archive.commit(aNewArticle({ id: `a${n}`, publishedAt: minute(n) }, { keys: ['t:everybody'] }));
    }
    const query = { keys: ['t:everybody'], from: minute(0), to: minute(count), limit: count };
    const near = (await searchIndex.neighbours(query)).map(({ articleId }) => articleId);
    expect(near).toHaveLength(MAX_POSTINGS_PER_KEY);
    expect(near[0]).toBe(`a${count - 1}`);
    expect(near).not.toContain('a9');
    await close();
  });
});

describe("Keyv's store", () => {
  it('sweeps expired values out of the file every so many writes', async () => {
    const connection = migrated();
    let now = 1_000;
    const store = new SqliteKeyvStore(connection, () => now);
    const rows = () => connection.prepare<{ count: number }>('SELECT count(*) AS count FROM keyv').get()!.count;
    for (let n = 0; n < WRITES_PER_SWEEP; n += 1) await store.set(`key ${n % 10}`, '1', 500);
    now += 500;
    expect(await store.has('key 1')).toBe(false);
    expect(rows()).toBe(10);
    await store.set('lasting', '1');
    expect(rows()).toBe(1);
  });

  it('clears one namespace only', async () => {
    const connection = migrated();
    const [feeds, watch] = [new SqliteKeyvStore(connection), new SqliteKeyvStore(connection)];
    feeds.namespace = 'feeds';
    watch.namespace = 'watch';
    await feeds.set('key', '1');
    await watch.set('key', '2');
    await feeds.clear();
    expect(await feeds.has('key')).toBe(false);
    expect(await watch.get('key')).toBe('2');
  });
});
