/** A newsroom that is killed again and again, at any moment, and goes on where it was. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContent } from '../../adapters/sample/content.ts';
import { type SampleNewsroom, startSampleNewsroom } from '../../adapters/sample/newsroom.ts';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { LEASE_MS } from '../../src/alerts/drain.ts';
import { MAX_NEWS_AGE_DAYS } from '../../src/alerts/silence.ts';
import { environment, type Folder, jsonLines, openFolder } from '../cli/run.ts';

const KILLS = 6;
const LONGEST_LIFE_MS = 900;
const SCRIPT = new URL('./crash-newsroom.ts', import.meta.url).pathname;
const DESK = { platform: 'console', channel: 'desk' } as const;
const DAY_MS = 86_400_000;

let sample: SampleNewsroom;
let folder: Folder;
let aheadMs: number;

beforeAll(async () => {
  folder = openFolder();
  sample = await startSampleNewsroom();
  // Past the newest item that will be published, so that none lies in the future.
  aheadMs = Date.parse(sample.startsAt) + 600_000 - Date.now();
});

afterAll(async () => {
  await sample.close();
  folder.remove();
});

/** Lives until it is done, or for so long after it has opened. Gives the exit code; null where it was killed. */
async function live(name: string, lifeMs?: number): Promise<number | null> {
  const args = [
    join(folder.path, name),
    join(folder.path, `${name}.posts`),
    JSON.stringify(sample.feeds),
    String(aheadMs),
  ];
  const child = spawn(process.execPath, [SCRIPT, ...args, lifeMs === undefined ? 'once' : 'on'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (lifeMs !== undefined) child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), lifeMs));
  return new Promise((ended) => child.once('exit', ended));
}

it('loses nothing and posts nothing twice', { timeout: 120_000 }, async () => {
  const lives = Array.from({ length: KILLS }, () => Math.round(Math.random() * LONGEST_LIFE_MS));
  const told = `killed after ${lives.join(', ')} ms`;
  for (const [round, lifeMs] of lives.entries()) {
    expect(await live('killed', lifeMs), told).toBeNull();
    // Whoever comes next finds the leases of the dead run out.
    aheadMs += LEASE_MS + 1_000;
    if (round % 2 === 1) await sample.advance();
  }
  while (await sample.advance());
  expect(await live('killed'), told).toBe(0);

  const store = await openSqliteStore({ dataDir: join(folder.path, 'killed') });
  const stories = await store.archive.stories({ limit: 1_000 });
  const stored = await store.archive.articles(stories.flatMap(({ articleIds }) => articleIds));
  const published = loadContent().batches.flat();
  expect(stored.map(({ title }) => title).sort(), told).toEqual(published.map(({ title }) => title).sort());
  expect(await store.check(), told).toEqual([]);

  const standsIn = new Map<string, string | undefined>();
  for (const story of stories) {
    const articles = await store.archive.articles(story.articleIds);
    const isNews = articles.some(
      (each) => Date.parse(each.seenAt) - Date.parse(each.publishedAt) < MAX_NEWS_AGE_DAYS * DAY_MS,
    );
    const standing = await store.outbox.standing(DESK, story.id);
    standsIn.set(story.id, standing.delivery?.message.id);
    expect([story.title, standing.delivery !== undefined, standing.waiting, standing.parked], told).toEqual([
      story.title,
      isNews,
      undefined,
      undefined,
    ]);
  }
  await store.close();

  const file = join(folder.path, 'killed.posts');
  const posted = existsSync(file) ? jsonLines(readFileSync(file, 'utf8')) : [];
  const alerts = posted.filter(({ key, replyTo }) => key !== undefined && replyTo === undefined);
  const arrived = [...new Set(alerts.map(({ key }) => key))];
  const database = new DatabaseSync(join(folder.path, 'killed', 'nutgraf.sqlite'), { readOnly: true });
  const deliveries = database.prepare('SELECT alert_id, story_id FROM deliveries ORDER BY seq').all() as {
    alert_id: string;
    story_id: string;
  }[];
  database.close();
  // A post is made once a story; its updates are edits of it.
  const first = deliveries.filter(
    ({ story_id }, at) => deliveries.findIndex((each) => each.story_id === story_id) === at,
  );
  expect(first.length, told).toBeGreaterThan(5);
  const own = first.filter(({ alert_id }) => arrived.includes(alert_id));
  expect(arrived, told).toEqual(own.map(({ alert_id }) => alert_id));
  // A story that came out of another goes on under the post that told of both.
  for (const { story_id } of first.filter((each) => !own.includes(each)))
    expect(arrived, told).toContain(standsIn.get(story_id));
  // At most the one post that each killing cut off came twice, under its own key.
  expect(alerts.length - arrived.length, told).toBeLessThanOrEqual(KILLS);
});
