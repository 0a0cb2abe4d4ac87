/**
 * A process to be killed: it owns the data folder given as its argument, stores articles and delivers alerts as fast as it
 * can, and says on standard output what is done, one line each, only once it is done.
 */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import { aDelivery, minute } from '../../contracts/storage-fixtures.ts';
import { crashStep } from './crash-steps.ts';

const DELIVER_EVERY_COMMITS = 3;

const store = await openSqliteStore({ dataDir: process.argv[2]!, exclusive: true });
let { articles: stored } = await store.archive.extent();
for (;;) {
  const { article } = await crashStep(store.archive, stored);
  stored += 1;
  writeSync(1, `stored ${article.id}\n`);
  if (stored % DELIVER_EVERY_COMMITS !== 0) continue;
  for (const alert of await store.outbox.lease({ now: minute(stored), leaseMs: 1, limit: 1 })) {
    if (alert.storyId !== undefined) await store.outbox.delivered(aDelivery(alert));
    writeSync(1, `delivered ${alert.id}\n`);
  }
}
