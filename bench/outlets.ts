/** Outlets on this machine, in a thread of their own: feeds that publish as the day goes on, and answer “unchanged” where nothing is new. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { madeUpNews } from './corpus.ts';
import { seededRandom } from './storage.ts';

export const ITEMS_PER_FEED = 10;
/** So many of them are there from the beginning; the others appear within `DAY_PART_MS`. */
export const ITEMS_AT_FIRST = 8;
export const DAY_PART_MS = 2 * 3_600_000;
export const FEEDS_PER_HOST = 10;
const TEXT_CHARS = 1_000;
const HOUR_MS = 3_600_000;

export interface OutletsData {
  readonly feeds: number;
  readonly beginMs: number;
}

/** When the item can first be read, from the beginning on; what is there from the beginning appeared in the day before. */
export function appearsAfterMs(feed: number, item: number): number {
  const random = seededRandom(feed * ITEMS_PER_FEED + item)();
  return item < ITEMS_AT_FIRST ? -(ITEMS_AT_FIRST - item) * HOUR_MS - random * HOUR_MS : random * DAY_PART_MS;
}

export const itemUrl = (feed: number, item: number): string => `https://outlet${feed}.example/${item}`;
export const itemAt = (url: string): { readonly feed: number; readonly item: number } | undefined => {
  const found = /^https:\/\/outlet(\d+)\.example\/(\d+)$/.exec(url);
  return found === null ? undefined : { feed: Number(found[1]), item: Number(found[2]) };
};

function serve({ feeds, beginMs }: OutletsData): void {
  const news = madeUpNews();
  const entries = Array.from({ length: feeds }, (_, feed) =>
    Array.from({ length: ITEMS_PER_FEED }, (_, item) => {
      const { title, text } = news.next().value;
      const at = beginMs + appearsAfterMs(feed, item);
      const url = itemUrl(feed, item);
      return {
        at,
        xml: `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text.slice(0, TEXT_CHARS)}</description></item>`,
      };
    }).sort((a, b) => b.at - a.at),
  );
  let nowMs = beginMs;
  parentPort?.on('message', (message: { readonly nowMs: number }) => {
    nowMs = message.nowMs;
    parentPort?.postMessage('turned');
  });
  const server = createServer((request, response) => {
    const shown = (entries[Number(request.url?.slice(1))] ?? []).filter(({ at }) => at <= nowMs);
    const etag = `"${shown.length}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else
      response
        .writeHead(200, { etag, 'content-type': 'application/rss+xml' })
        .end(`<rss version="2.0"><channel><title>Feed</title>${shown.map(({ xml }) => xml).join('')}</channel></rss>`);
  });
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
}

if (parentPort !== null) serve(workerData as OutletsData);
