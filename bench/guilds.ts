/**
 * One story for a thousand Discord servers: the bot as it is started, in a process of its own, against a stand-in that keeps
 * Discord's limits.
 *
 *   npm run bench -- guilds [--guilds 1000] [--watchlists 5]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openHouse } from '../src/cli/house.ts';
import { type Guilds, openGuilds, TOKEN } from './discord-guilds.ts';
import { megabytes, printTable } from './figures.ts';

const GUILDS_A_SHARD = 500;
const PATIENCE_MS = 180_000;
/** Nothing more arrives once nothing has for this long. */
const SILENCE_MS = 5_000;
const LOOK_EVERY_MS = 250;
/** A second watchlist of the same channel calls for the story, too, in every so many servers. */
const TWICE_EVERY = 5;
const KB = 1_024;

const { values } = parseArgs({
  options: { guilds: { type: 'string', default: '1000' }, watchlists: { type: 'string', default: '5' } },
});
const wanted = { guilds: Number(values.guilds), watchlists: Number(values.watchlists) };

const ARTICLE = {
  title: 'Dockers at Saltmarsh harbour walk out over night shifts',
  text: 'Some 900 dockers at Saltmarsh harbour walked out on Monday after talks about night shifts failed, their union said. The harbour authority said that no ship would be unloaded before Wednesday.',
};
const FIRST_QUERY = 'harbour AND (strike OR "walked out")';
const ALSO_QUERY = 'dockers';
const OTHER_QUERIES = [
  'volcano',
  '"central bank" AND rates',
  'cricket NOT football',
  'election AND recount',
  'glacier',
];

const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-guilds-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const dataDir = join(scratch, 'data');

const guilds = await openGuilds(wanted.guilds, Math.ceil(wanted.guilds / GUILDS_A_SHARD));
const feed = await openFeed(guilds);
writeFileSync(
  join(scratch, 'feeds.opml'),
  `<opml version="2.0"><body><outline type="rss" text="Saltmarsh Courier" xmlUrl="${feed.url}"/></body></opml>`,
);
writeFileSync(join(scratch, 'newsroom.yaml'), `logLevel: error\nallowHosts: ["${new URL(feed.url).host}"]\n`);
await addWatchlists(guilds);
const bot = startBot(guilds.apiUrl);
await arrivalsEnd(guilds);
report(guilds, feed.readAtMs(), bot.pid!);
await stop(bot);
feed.close();
await guilds.close();

/** A feed of one article, which is not given before Discord has told of all its servers. */
async function openFeed({ announced }: Guilds): Promise<{ url: string; readAtMs: () => number; close: () => void }> {
  let readAtMs = 0;
  const server = createServer((request, response) => {
    void announced.then(() => {
      if (request.url !== '/feed') {
        response.writeHead(404).end();
        return;
      }
      readAtMs = performance.now();
      const item = `<item><guid>1</guid><title>${ARTICLE.title}</title><pubDate>${new Date().toUTCString()}</pubDate><description>${ARTICLE.text}</description></item>`;
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      response.end(`<rss version="2.0"><channel><title>Saltmarsh Courier</title>${item}</channel></rss>`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`;
  return { url, readAtMs: () => readAtMs, close };
}

async function addWatchlists({ channels }: Guilds): Promise<void> {
  const { newsroom, close } = await openHouse({ configDir: scratch, dataDir, exclusive: true, logLevel: 'error' });
  for (const [n, { guild, channel }] of channels.entries()) {
    const also = n % TWICE_EVERY === 0 ? [ALSO_QUERY] : [];
    const queries = [FIRST_QUERY, ...also, ...OTHER_QUERIES].slice(0, wanted.watchlists);
    for (const query of queries)
      await newsroom.watchlists.add({
        query,
        owner: { id: '7', name: 'mara' },
        channel: { platform: 'discord', workspace: guild, channel },
      });
  }
  await close();
}

function startBot(apiUrl: string): ChildProcess {
  const main = join(import.meta.dirname, '../src/main.ts');
  const args = ['--optimize-for-size', main, '--config', scratch, '--data', dataDir, 'start', '--backfill', '1'];
  const env = {
    ...process.env,
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: apiUrl,
    SLACK_BOT_TOKEN: '',
    NUTGRAF_STATE_URL: '',
  };
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function arrivalsEnd({ arrivals, channels }: Guilds): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const now = performance.now();
    const isComplete = new Set(arrivals.map(({ channel }) => channel)).size === channels.length;
    if (isComplete && now - arrivals.at(-1)!.atMs > SILENCE_MS) return;
    if (now > until) return;
  }
}

function report({ arrivals, channels, refused }: Guilds, readAtMs: number, pid: number): void {
  const told = new Set(arrivals.map(({ channel }) => channel)).size;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
  const lastMs = arrivals.at(-1)?.atMs ?? Number.NaN;
  printTable(
    `One story, ${channels.length.toLocaleString('en-GB')} servers with ${wanted.watchlists} watchlists each, 50 requests a second and 5 messages in 5 s a channel.`,
    [
      {
        servers: channels.length,
        told,
        lost: channels.length - told,
        twice: arrivals.length - told,
        'refused as too fast': refused(),
        'first after s': (arrivals[0]!.atMs - readAtMs) / 1_000,
        'last after s': (lastMs - readAtMs) / 1_000,
        'messages/s': (1_000 * (arrivals.length - 1)) / (lastMs - arrivals[0]!.atMs),
        'peak RSS MB': megabytes(peakKb * KB),
      },
    ],
  );
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
