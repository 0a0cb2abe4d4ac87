/** In a thread with the newsroom's own limits: reads one feed of very many items from the raw server, and tells what it took. */
import { parentPort, workerData } from 'node:worker_threads';
import { createWeb } from '../../adapters/web/web.ts';
import { hostileServer, response } from '../adapters/web/hostile.ts';
import { HandClock, openStage, rss } from './stage.ts';

export interface MemoryReport {
  readonly growthBytes: number;
  readonly articles: number;
  /** When a short feed of the same round had been read, from the round's beginning. */
  readonly otherReadAfterMs: number;
}

const { items, textChars } = workerData as { readonly items: number; readonly textChars: number };
const text = 'A long account of the day in the harbour. '.repeat(Math.ceil(textChars / 42)).slice(0, textChars);
const many = Array.from({ length: items }, (_, n) => ({
  guid: `g${n}`,
  title: `What ${n} has to say`,
  text: `${n} ${text}`,
}));
const body = Buffer.from(rss('https://x.example/', many));
many.length = 0;
const short = rss('https://y.example/', [{ guid: 'short', title: 'What the neighbour has to say', text: '' }]);
const server = await hostileServer({
  '/feed': (socket) => socket.end(response(200, {}, body)),
  // Later than the long one, so that its items are being taken in by then.
  '/short': (socket) => setTimeout(() => socket.end(response(200, {}, short)), 1_000),
});
const clock = new HandClock();
const web = createWeb({ clock, allowHosts: [server.host, server.host.replace('127.0.0.1', 'localhost')] });
const stage = await openStage({ feedSource: web, pageSource: web.pages, clock });
await stage.newsroom.feeds.add({ url: server.url('/feed') });
await stage.newsroom.feeds.add({ url: server.url('/short').replace('127.0.0.1', 'localhost'), outlet: 'short' });
const before = process.memoryUsage.rss();
let most = before;
let otherReadAfterMs = Number.POSITIVE_INFINITY;
const begun = performance.now();
const watching = setInterval(async () => {
  most = Math.max(most, process.memoryUsage.rss());
  const short = (await stage.newsroom.feeds.list()).find(({ subscription }) => subscription.outlet === 'short');
  if (short?.health?.lastSuccessAt !== undefined)
    otherReadAfterMs = Math.min(otherReadAfterMs, performance.now() - begun);
}, 50);
await stage.newsroom.readDueFeeds({ backfill: 0 });
clearInterval(watching);
const { articles } = await stage.newsroom.report();
const report: MemoryReport = {
  growthBytes: Math.max(most, process.memoryUsage.rss()) - before,
  articles,
  otherReadAfterMs,
};
parentPort?.postMessage(report);
await web.close();
await server.close();
await stage.close();
