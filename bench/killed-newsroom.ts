/**
 * A newsroom in a process of its own, to be killed: articles stream into its feed, and a chat writes down what it is told.
 * Arguments: the folder, the articles there are in all, the time ahead of the machine's clock in ms, `once` or `on`.
 */
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import type { ChannelRef, MessageRef, Post, Span } from '../src/model.ts';
import { openNewsroom } from '../src/newsroom/open.ts';
import type { Chat, FeedSource } from '../src/ports.ts';
import { FEED_URL, feedUpTo, WATCHED } from './killings-news.ts';

/** Articles that are published from one reading to the next. */
const ARTICLES_A_READING = 3;
/** Between two rounds of delivery. */
const TICK_MS = 5;
/** The chat takes up to so long before it has taken a post, and as long again before it says so. */
const CHAT_MAX_MS = 12;

const [folder = '', allText = '0', aheadMs = '0', how = 'on'] = process.argv.slice(2);
const all = Number(allText);
const readings = join(folder, 'readings');
const posts = join(folder, 'posts.jsonl');
const clock = { now: () => Date.now() + Number(aheadMs) };

/** What has been published survives whatever happens to this process: a byte a reading that was finished. */
const published = (): number =>
  Math.min(all, (1 + (existsSync(readings) ? statSync(readings).size : 0)) * ARTICLES_A_READING);

const source: FeedSource = {
  async fetch(url) {
    const body = new TextEncoder().encode(feedUpTo(published()));
    return { url, status: 200, notModified: false, body, validators: {}, contentType: 'application/rss+xml' };
  },
};

const textOf = (spans: readonly Span[]): string => spans.map((span) => ('text' in span ? span.text : '')).join('');

/** The stories that a post tells: its own, or a digest's. */
function storiesIn({ headline, blocks, actions }: Post): string[] {
  if (actions !== undefined) return [headline?.text ?? ''];
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(textOf) : []));
}

const chat = {
  platform: 'console',
  async start() {},
  async stop() {},
  async post(channel: ChannelRef, post: Post, { key, replyTo }): Promise<MessageRef> {
    await sleep(Math.random() * CHAT_MAX_MS);
    const kind = replyTo === undefined ? 'post' : 'reply';
    appendFileSync(posts, `${JSON.stringify({ kind, channel: channel.channel, key, stories: storiesIn(post) })}\n`);
    await sleep(Math.random() * CHAT_MAX_MS);
    return { channel, id: key };
  },
  async edit() {},
} satisfies Chat;

const store = await openSqliteStore({ dataDir: join(folder, 'data'), exclusive: true });
const newsroom = await openNewsroom({
  ...store,
  feedSource: source,
  pageSource: source,
  clock,
  log: { info() {}, warn() {}, error() {} },
  random: Math.random,
  policy: {
    polling: { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1_440, concurrency: 1 },
    briefWords: 40,
    answerMinConfidence: 0.4,
    owners: new Map(),
    aliases: [],
  },
});
await newsroom.feeds.add({ url: FEED_URL, outlet: 'Wire' });
for (const { word, channel, options } of WATCHED)
  await newsroom.watchlists.add({
    query: word,
    owner: { id: 'U1', name: 'Mara' },
    channel: { platform: 'console', channel },
    options,
  });
process.stdout.write('open\n');

let isOver = false;
async function read(): Promise<void> {
  for (let isRead = false; how === 'on' || !isRead; ) {
    isRead = published() === all;
    // The first reading alerts as well: there is more to lose.
    await newsroom.readDueFeeds({ backfill: 1_000, now: 'all' });
    appendFileSync(readings, '.');
  }
  isOver = true;
}
async function post(): Promise<void> {
  while (!isOver || (await newsroom.deliver([chat])) > 0) {
    await newsroom.deliver([chat]);
    await sleep(TICK_MS);
  }
}
await Promise.all([read(), post()]);
await store.close();
