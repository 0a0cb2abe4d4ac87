import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import { DESK, minute } from '../../contracts/storage-fixtures.ts';
import { crashStep, storyOf, wordOf } from './crash-steps.ts';

/** The writer is killed as soon as it has said so many things; by then it is somewhere in the midst of the next. */
const KILLED_AFTER_LINES = [1, 4, 9, 23, 42, 70, 111];
const TEST_TIMEOUT_MS = 60_000;
const WRITER = new URL('./committing-writer.ts', import.meta.url);

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nutgraf-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Runs the writer until it has printed `lines` lines and `meanwhile` has ended, kills it, and gives all that it had printed. */
function killWriterAfter(lines: number, meanwhile = async (_pid: number): Promise<void> => {}): Promise<string[]> {
  const writer = spawn(process.execPath, [fileURLToPath(WRITER), dataDir]);
  let printed = '';
  let complaints = '';
  let killing: Promise<unknown> | undefined;
  writer.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  writer.stdout.on('data', (chunk) => {
    printed += chunk;
    if (printed.split('\n').length > lines) killing ??= meanwhile(writer.pid!).finally(() => writer.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    writer.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`The writer ended by itself: ${complaints}`));
      const said = printed.split('\n').slice(0, -1);
      (killing ?? Promise.resolve()).then(() => resolve(said), reject);
    });
  });
}

/** Every article that is there is there with everything that came with it. */
async function expectWhole({ archive, searchIndex, outbox }: SqliteStore, articles: number): Promise<void> {
  const window = { from: minute(-1), to: minute(1), limit: 9 };
  expect(await searchIndex.documentFrequencies(['every'])).toEqual(new Map([['every', articles]]));
  for (let number = 0; number < articles; number += 1) {
    const id = `a${number}`;
    const hits = await searchIndex.search({ terms: [wordOf(number)], limit: 9 });
    const near = await searchIndex.neighbours({ keys: [`t:${wordOf(number)}`], ...window });
    const claims = await archive.claims(storyOf(number));
    const { delivery, waiting } = await outbox.standing(DESK, storyOf(number));
    expect(await archive.identify([`guid:${id}`])).toEqual(new Map([[`guid:${id}`, id]]));
    expect(hits.map(({ articleId }) => articleId)).toEqual([id]);
    expect(near.map(({ articleId }) => articleId)).toEqual([id]);
    expect(claims.filter(({ articleId, value }) => articleId === id && value === String(number))).toHaveLength(1);
    expect((await archive.story(storyOf(number)))?.articleIds).toContain(id);
    expect(delivery ?? waiting).toBeDefined();
  }
}

describe('a process that is killed', () => {
  it(
    'loses nothing that it had stored, sends nothing again that had arrived, and leaves no step half done',
    async () => {
      const delivered = new Set<string>();
      for (const lines of KILLED_AFTER_LINES) {
        const said = await killWriterAfter(lines);
        const store = await openSqliteStore({ dataDir, exclusive: true });
        const { articles } = await store.archive.extent();
        const stored = said.flatMap((line) => /^stored (.+)/.exec(line)?.[1] ?? []);
        expect(await store.check()).toEqual([]);
        expect((await store.archive.articles(stored)).map(({ id }) => id)).toEqual(stored);
        await expectWhole(store, articles);
        for (const line of said) {
          const id = /^delivered (.+)/.exec(line)?.[1];
          if (id === undefined) continue;
          expect(delivered).not.toContain(id);
          delivered.add(id);
        }
        // The next writer takes up where this one fell.
        await crashStep(store.archive, articles);
        await store.close();
      }
      expect(delivered.size).toBeGreaterThan(KILLED_AFTER_LINES.length);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'holds its folder while it lives, and no longer',
    async () => {
      await killWriterAfter(1, async (pid) => {
        await expect(openSqliteStore({ dataDir, exclusive: true })).rejects.toMatchObject({
          code: 'storage_locked',
          message: expect.stringContaining(`(${pid} on `),
          hint: expect.stringContaining('Stop the other one'),
        });
        const beside = await openSqliteStore({ dataDir });
        expect((await beside.archive.extent()).articles).toBeGreaterThan(0);
        await beside.close();
      });
      const after = await openSqliteStore({ dataDir, exclusive: true });
      await after.close();
    },
    TEST_TIMEOUT_MS,
  );
});
