/**
 * A newsroom in a process of its own, to be killed: reads the feeds that it is given and writes down what it posts.
 * Arguments: the data folder, the file of posts, the feeds as JSON, the time ahead of the machine's clock in ms, `once` or `on`.
 */
import { appendFileSync } from 'node:fs';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { createWeb } from '../../adapters/web/web.ts';
import { loadConfig } from '../../config/load.ts';
import type { ChannelRef, MessageRef, Post } from '../../src/model.ts';
import { openNewsroom } from '../../src/newsroom/open.ts';
import type { Chat } from '../../src/ports.ts';

const [dataDir = '', posts = '', feedsJson = '[]', aheadMs = '0', how = 'on'] = process.argv.slice(2);
const feeds = JSON.parse(feedsJson) as { url: string; outlet: string }[];
const { fetching, userAgent } = loadConfig({ configDir: new URL('../../config', import.meta.url).pathname, env: {} });
const clock = { now: () => Date.now() + Number(aheadMs) };
const note = (record: object): void => appendFileSync(posts, `${JSON.stringify(record)}\n`);

const chat = {
  platform: 'console',
  async start() {},
  async stop() {},
  async post(channel: ChannelRef, post: Post, { key, replyTo }): Promise<MessageRef> {
    note({ key, headline: post.headline?.text, ...(replyTo === undefined ? {} : { replyTo: replyTo.id }) });
    return { channel, id: key };
  },
  async edit({ id }) {
    note({ edit: id });
  },
} satisfies Chat;

const store = await openSqliteStore({ dataDir, exclusive: true });
const web = createWeb({
  ...fetching,
  userAgent,
  allowHosts: feeds.map(({ url }) => new URL(url).host),
  clock: { now: () => Date.now() },
  hostPauseMs: 0,
});
const newsroom = await openNewsroom({
  ...store,
  feedSource: web,
  pageSource: web.pages,
  clock,
  log: { info() {}, warn() {}, error() {} },
  random: Math.random,
  policy: {
    polling: { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1440, concurrency: 4 },
    briefWords: 80,
    answerMinConfidence: 0.4,
    owners: new Map(),
    aliases: [],
  },
});
for (const feed of feeds) await newsroom.feeds.add(feed);
await newsroom.watchlists.add({
  query: feeds.map(({ outlet }) => `source:"${outlet}"`).join(' OR '),
  name: 'Everything',
  owner: { id: 'U1', name: 'Mara' },
  channel: { platform: 'console', channel: 'desk' },
});
process.stdout.write('open\n');
// Everything that the feeds hold may alert, from the first reading on: there is more to lose.
do {
  const reading = newsroom.readDueFeeds({ backfill: 1_000, now: 'all' });
  await newsroom.deliver([chat]);
  await reading;
  while ((await newsroom.deliver([chat])) > 0);
} while (how === 'on');
await web.close();
await store.close();
