import type { LookupFunction } from 'node:net';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWeb, type Web } from '../../adapters/web/web.ts';
import type { FeedState } from '../../src/newsroom/newsroom.ts';
import { type Behaviour, drip, flood, type HostileServer, hostileServer, response } from '../adapters/web/hostile.ts';
import type { MemoryReport } from './feeds-memory.ts';
import { HandClock, openStage, POLICY, rss, type Stage } from './stage.ts';

const MAX_BYTES = 8_000_000;
const BODY_SECONDS = 1;
const MANY_ITEMS = 300;
/** Memory that malice may take beside what the newsroom has already, in bytes. */
const MAX_GROWTH_BYTES = 300_000_000;
/** Well-behaved feeds are asked at the latest so long after the round's beginning, in milliseconds. */
const ASKED_WITHIN_MS = 10_000;

const item = (name: string, title = `What ${name} has to say of the harbour`) => ({ guid: name, title, text: '' });
const feed = (...names: string[]): string =>
  rss(
    'https://x.example/',
    names.map((name) => item(name)),
  );
/** A feed whose last item has no end. */
const cut = (...names: string[]): string => feed(...names, 'cut off').replace(/off has to say[\s\S]*/, '');
const sends =
  (body: string | Uint8Array, headers: Record<string, string | number> = {}, status = 200): Behaviour =>
  (socket) =>
    socket.end(response(status, { etag: '"v1"', ...headers }, body));

interface Malice {
  readonly behave: Behaviour;
  /** What stands in the feed's health; null where all is well. */
  readonly reason: RegExp | null;
  /** Items that could be read, and must be stored. */
  readonly items: number;
}

const OPEN = 'HTTP/1.1 200 OK\r\netag: "v1"\r\n';
const PADDING = Buffer.alloc(65_536, 32);
const BOMB = `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}]>`;

const MALICE: Readonly<Record<string, Malice>> = {
  'slow-drip': {
    behave(socket) {
      socket.write(`${OPEN}\r\n${cut('drip 1', 'drip 2')}`);
      drip(socket, ' ', 20);
    },
    reason: /Read in part: .* did not arrive within 1 s/,
    items: 2,
  },
  'endless-body': {
    behave(socket) {
      socket.write(`${OPEN}\r\n${cut('endless 1')}`);
      flood(socket, PADDING);
    },
    reason: /Read in part: .* larger than 8 MB/,
    items: 1,
  },
  'gzip-bomb': {
    behave: sends(Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(10_000_000)))), {
      'content-encoding': 'gzip',
    }),
    reason: /larger than 8 MB/,
    items: 0,
  },
  'brotli-bomb': {
    behave: sends(brotliCompressSync(cut('bomb 1') + ' '.repeat(20_000_000)), { 'content-encoding': 'br' }),
    reason: /Read in part: .* larger than 8 MB/,
    items: 1,
  },
  'redirect-loop': { behave: sends('', { location: '/feed' }, 302), reason: /circle/, items: 0 },
  'wrong-length': {
    behave: (socket) => socket.end(`${OPEN}content-length: 999999\r\n\r\n${feed('length 1', 'length 2')}`),
    reason: /Read in part: .* (broke off|less than it announced)/,
    items: 2,
  },
  reset: {
    behave(socket) {
      socket.write(`${OPEN}content-length: 999999\r\n\r\n${cut('reset 1', 'reset 2')}`);
      setTimeout(() => socket.resetAndDestroy(), 30);
    },
    reason: /Read in part: .* broke off/,
    items: 2,
  },
  'garbage-chunks': {
    behave(socket) {
      const body = cut('chunk 1');
      socket.end(`${OPEN}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\nZZ\r\n`);
    },
    reason: /Read in part: .* not HTTP/,
    items: 1,
  },
  'huge-title': {
    behave: sends(rss('https://x.example/', [item('huge', 'A very long title '.repeat(300_000)), item('beside it')])),
    reason: null,
    items: 2,
  },
  'entity-bomb': {
    behave: sends(BOMB + feed('entities').replace('</title>', ' &a29;</title>')),
    reason: null,
    items: 1,
  },
  'lying-charset': {
    behave: sends(Buffer.from(feed('Zürich'), 'latin1'), { 'content-type': 'application/rss+xml; charset=utf-8' }),
    reason: null,
    items: 1,
  },
  'to-private': {
    behave: sends('', { location: 'http://10.0.0.1/feed' }, 302),
    reason: /10\.0\.0\.1 is in a private network/,
    items: 0,
  },
  'page-instead': { behave: sends('<!doctype html><title>Sorry</title><p>Error'), reason: /web page/, items: 0 },
  'many-items': {
    behave: sends(feed(...Array.from({ length: MANY_ITEMS }, (_, n) => `item ${n}`))),
    reason: null,
    items: MANY_ITEMS,
  },
};
const GOOD = ['good-1', 'good-2', 'good-3'];
const names = [...Object.keys(MALICE), ...GOOD];

let server: HostileServer;
let web: Web;
let stage: Stage;
let states: readonly FeedState[];
let begunMs: number;
let growthBytes: number;
const resolved: string[] = [];
const ANSWERS = ['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254'];

/** Every name is this machine; one of them changes its mind with every question. */
const lookup = ((host: string, options: { all?: boolean }, done: (...found: unknown[]) => void) => {
  const turn = resolved.filter((each) => each === host).length;
  resolved.push(host);
  const address = host.startsWith('changing') ? ANSWERS[turn % ANSWERS.length]! : '127.0.0.1';
  if (options.all) done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  else done(null, address, 4);
}) as unknown as LookupFunction;

const stateOf = (name: string): FeedState => states.find(({ subscription }) => subscription.outlet === name)!;

beforeAll(async () => {
  server = await hostileServer({
    '/feed': (socket, request) => {
      const name = request.headers.get('host')!.split('.')[0]!;
      (MALICE[name]?.behave ?? sends(feed(name)))(socket, request);
    },
  });
  const port = server.host.split(':')[1];
  const clock = new HandClock();
  web = createWeb({
    clock,
    lookup,
    allowHosts: names.map((name) => `${name}.example:${port}`),
    headersTimeoutSeconds: 1,
    bodyTimeoutSeconds: BODY_SECONDS,
    maxBytes: MAX_BYTES,
  });
  stage = await openStage({
    feedSource: web,
    pageSource: web.pages,
    clock,
    policy: { ...POLICY, polling: { ...POLICY.polling, concurrency: 4 } },
  });
  for (const name of [...Object.keys(MALICE), 'changing', ...GOOD])
    await stage.newsroom.feeds.add({ url: `http://${name}.example:${port}/feed`, outlet: name });
  const before = process.memoryUsage.rss();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  begunMs = performance.now();
  await stage.newsroom.readDueFeeds({ backfill: 0 });
  clearInterval(watching);
  growthBytes = Math.max(most, process.memoryUsage.rss()) - before;
  states = await stage.newsroom.feeds.list();
}, 120_000);

afterAll(async () => {
  await web.close();
  await server.close();
  await stage.close();
});

describe('a newsroom among hostile feeds', () => {
  it.each(Object.entries(MALICE))(
    'gives the reason in the health of %s, and keeps what was readable',
    (name, { reason, items }) => {
      const { health, standing } = stateOf(name);
      if (reason === null) expect(health?.lastError).toBeUndefined();
      else
        expect([health?.lastError, standing]).toEqual([expect.stringMatching(reason), expect.stringMatching(reason)]);
      expect(health?.itemsSeen ?? 0).toBe(items);
    },
  );

  it.each(Object.entries(MALICE).filter(([, { reason }]) => reason !== null))('keeps no validators of %s', (name) => {
    expect(stateOf(name).health).not.toHaveProperty('etag');
  });

  it('stores all that it counted', async () => {
    const counted = Object.values(MALICE).reduce((sum, { items }) => sum + items, GOOD.length);
    expect((await stage.newsroom.report()).articles).toBe(counted);
  });

  it('reads the others on time', () => {
    for (const name of GOOD) {
      const asked = server.requests.find(({ headers }) => headers.get('host')?.startsWith(`${name}.`));
      expect(asked!.atMs - begunMs).toBeLessThan(ASKED_WITHIN_MS);
      expect(stateOf(name).health).toMatchObject({ consecutiveFailures: 0, itemsSeen: 1, etag: '"v1"' });
    }
  });

  it('keeps its memory', () => {
    expect(growthBytes).toBeLessThan(MAX_GROWTH_BYTES);
  });

  it('never asks a name that turns to a private address, however it changes its answer', async () => {
    for (const words of [/this machine itself/, /this machine itself/, /network link/]) {
      const [health] = (await stage.newsroom.feeds.list()).filter(
        ({ subscription }) => subscription.outlet === 'changing',
      );
      expect(health?.health?.lastError).toMatch(words);
      await stage.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
    }
    expect(server.requests.some(({ headers }) => headers.get('host')?.startsWith('changing'))).toBe(false);
    // What was resolved is what was refused: nothing is resolved again between looking and connecting.
    expect(resolved.filter((host) => host.startsWith('changing'))).toHaveLength(4);
  });
});

it('takes ten thousand items in within bounds, and reads another feed meanwhile', { timeout: 120_000 }, async () => {
  const worker = new Worker(new URL('./feeds-memory.ts', import.meta.url), {
    workerData: { items: 10_000, textChars: 0 },
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const report = await new Promise<MemoryReport>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  await worker.terminate();
  expect(report.articles).toBe(10_001);
  expect(report.growthBytes).toBeLessThan(MAX_GROWTH_BYTES);
  expect(report.otherReadAfterMs).toBeLessThan(ASKED_WITHIN_MS);
});
