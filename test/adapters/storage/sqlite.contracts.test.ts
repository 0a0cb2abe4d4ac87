import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { IN_MEMORY, openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import { archiveContract } from '../../contracts/archive.contract.ts';
import { outboxContract } from '../../contracts/outbox.contract.ts';
import { searchIndexContract } from '../../contracts/searchIndex.contract.ts';
import { stateContract } from '../../contracts/state.contract.ts';
import type { Storage } from '../../contracts/storage-fixtures.ts';

const openInMemory = () => openSqliteStore({ dataDir: IN_MEMORY });

async function openOnDisk(): Promise<Storage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nutgraf-'));
  const store = await openSqliteStore({ dataDir, exclusive: true });
  return {
    ...store,
    async close() {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

describe.each([
  ['in memory', openInMemory],
  ['in a file', openOnDisk],
])('SQLite %s', (_, open) => {
  describe('as Archive', () => archiveContract(open));
  describe('as SearchIndex', () => searchIndexContract(open));
  describe('as Outbox', () => outboxContract(open));
  describe('as State', () => stateContract(open));
});
