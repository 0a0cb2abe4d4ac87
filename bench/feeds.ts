/**
 * An outlet's web server on this machine, in a process of its own so that it takes nothing of what is measured. Serves the
 * made-up news as JSON feeds, and says when an archive holds nearly all of it.
 *
 *   fork bench/feeds.ts DATA_DIR FEEDS ITEMS_PER_FEED  →  {port}, later {articles, ms}
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { ARTICLES_PER_DAY, madeUpNews, type Piece } from './corpus.ts';

const LOOK_EVERY_MS = 500;
/** Some articles are another's copy under the outlet's own name, and are not stored twice. */
const NEARLY_ALL = 0.99;

export type FeedServerMessage = { readonly port: number } | { readonly articles: number; readonly ms: number };

/** A JSON Feed 1.1 document. */
export function feedOf(title: string, items: readonly Piece[]): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    items: items.map(({ guid, url, title: headline, text, publishedAt }) => ({
      id: guid,
      url,
      title: headline,
      content_html: text
        .split('\n\n')
        .map((paragraph) => `<p>${paragraph}</p>`)
        .join(''),
      date_published: publishedAt,
    })),
  };
}

async function serve(dataDir: string, feeds: number, itemsPerFeed: number): Promise<void> {
  // The bot of today reads them, so they end today.
  const total = feeds * itemsPerFeed;
  const news = madeUpNews(0, Date.now() - (total / ARTICLES_PER_DAY + 1) * 86_400_000);
  const bodies = Array.from({ length: feeds }, (_, n) =>
    JSON.stringify(
      feedOf(
        `Feed ${n}`,
        Array.from({ length: itemsPerFeed }, () => news.next().value),
      ),
    ),
  );
  const server = createServer((request, response) => {
    const body = bodies[Number(/^\/(\d+)\.json$/.exec(request.url ?? '')?.[1] ?? -1)];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/feed+json' });
    response.end(body);
  });
  server.listen(0, '127.0.0.1', async () => {
    process.send?.({ port: (server.address() as AddressInfo).port } satisfies FeedServerMessage);
  });
  process.once('disconnect', () => process.exit());
  await watchArchive(dataDir, total);
}

/** Tells how long the archive took from its first look with articles to the one with nearly all of them. */
async function watchArchive(dataDir: string, total: number): Promise<void> {
  const { archive } = await openSqliteStore({ dataDir });
  let first: { readonly articles: number; readonly atMs: number } | undefined;
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const { articles } = await archive.extent();
    if (articles === 0) continue;
    first ??= { articles, atMs: performance.now() };
    if (articles < total * NEARLY_ALL) continue;
    const ms = performance.now() - first.atMs;
    process.send?.({ articles: articles - first.articles, ms } satisfies FeedServerMessage);
    return;
  }
}

if (import.meta.main) {
  const [dataDir = '', feeds = '1', itemsPerFeed = '1'] = process.argv.slice(2);
  await serve(dataDir, Number(feeds), Number(itemsPerFeed));
}
