/** Feeds of the worst kind: what each does, what a person must read of it afterwards, and what of it could be read. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Behaviour, drip, flood, response } from '../adapters/web/hostile.ts';

export const BODY_SECONDS = 10;
export const MANY_ITEMS = 10_000;

export interface Malice {
  readonly behave: Behaviour;
  /** What stands in the feed's health; null where all is well. */
  readonly reason: RegExp | null;
  /** Items that could be read, and must be stored. */
  readonly items: number;
  /** What one of them is called in the archive. */
  readonly title?: string;
}

const item = (name: string, title = `What ${name} has to say of the harbour`): string =>
  `<item><guid>${name}</guid><title>${title}</title><link>https://x.example/${encodeURIComponent(name)}</link><pubDate>${new Date().toUTCString()}</pubDate></item>`;
const document = (items: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>${items.join('')}</channel></rss>`;
/** A feed with an item for each name. */
export const feedOf = (...names: string[]): string => document(names.map((name) => item(name)));
/** The same, whose last item has no end. */
const cut = (...names: string[]): string => feedOf(...names, 'cut off').replace(/off has to say[\s\S]*/, '');

export const sends =
  (body: string | Uint8Array, headers: Record<string, string | number> = {}, status = 200): Behaviour =>
  (socket) =>
    socket.end(response(status, { etag: '"v1"', ...headers }, body));

const OPEN = 'HTTP/1.1 200 OK\r\netag: "v1"\r\n';
const PADDING = Buffer.alloc(65_536, 32);
const BOMB = `<!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}]>`;

/** By the first part of the host's name. */
export const MALICE: Readonly<Record<string, Malice>> = {
  'ten-thousand': {
    behave: sends(feedOf(...Array.from({ length: MANY_ITEMS }, (_, n) => `item ${n}`))),
    reason: null,
    items: MANY_ITEMS,
  },
  'slow-drip': {
    behave(socket) {
      socket.write(`${OPEN}\r\n${cut('drip 1', 'drip 2')}`);
      drip(socket, ' ', 20);
    },
    reason: /Read in part: .* did not arrive within 10 s/,
    items: 2,
  },
  silence: { behave: () => undefined, reason: /did not answer within 4 s/, items: 0 },
  'endless-body': {
    behave(socket) {
      socket.write(`${OPEN}\r\n${cut('endless 1')}`);
      flood(socket, PADDING);
    },
    reason: /Read in part: .* larger than 6 MB/,
    items: 1,
  },
  'gzip-bomb': {
    behave: sends(Buffer.concat(Array<Buffer>(20).fill(gzipSync(Buffer.alloc(10_000_000)))), {
      'content-encoding': 'gzip',
    }),
    reason: /larger than 6 MB/,
    items: 0,
  },
  'brotli-bomb': {
    behave: sends(brotliCompressSync(cut('bomb 1') + ' '.repeat(20_000_000)), { 'content-encoding': 'br' }),
    reason: /Read in part: .* larger than 6 MB/,
    items: 1,
  },
  'redirect-loop': { behave: sends('', { location: '/feed' }, 302), reason: /sends us round in a circle/, items: 0 },
  'redirect-chain': {
    behave: (socket, { path }) =>
      socket.end(response(302, { location: `/feed?n=${Number(path.split('=')[1] ?? 0) + 1}` })),
    reason: /sends us on more than 5 times/,
    items: 0,
  },
  'announces-more': {
    behave: (socket) => socket.end(`${OPEN}content-length: 999999\r\n\r\n${feedOf('length 1', 'length 2')}`),
    reason: /Read in part: .* (broke off|less than it announced)/,
    items: 2,
  },
  'announces-less': {
    behave(socket) {
      const body = cut('brief 1');
      socket.end(
        `${OPEN}content-length: ${body.length}\r\n\r\n${body} and much more than was announced</title></item>`,
      );
    },
    reason: null,
    items: 1,
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
    behave: sends(document([item('huge', 'A very long title '.repeat(300_000)), item('beside it')])),
    reason: null,
    items: 2,
  },
  'entity-bomb': {
    behave: sends(BOMB + feedOf('entities').replace('</title><link>', ' &a29;</title><link>')),
    reason: null,
    items: 1,
  },
  'lying-charset': {
    behave: sends(Buffer.from(feedOf('Zürich'), 'latin1'), { 'content-type': 'application/rss+xml; charset=utf-8' }),
    reason: null,
    items: 1,
    title: 'What Zürich has to say of the harbour',
  },
  'to-private': {
    behave: sends('', { location: 'http://10.0.0.1/feed' }, 302),
    reason: /10\.0\.0\.1 is in a private network/,
    items: 0,
  },
  'to-metadata': {
    behave: sends('', { location: 'http://169.254.169.254/latest/meta-data/' }, 302),
    reason: /169\.254\.169\.254 is .* where clouds keep their secrets/,
    items: 0,
  },
  'page-instead': { behave: sends('<!doctype html><title>Sorry</title><p>Error'), reason: /web page/, items: 0 },
};
