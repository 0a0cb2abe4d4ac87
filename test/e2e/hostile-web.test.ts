/** The bot as it is started, in a process of its own, among the worst feeds that there are. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type HostileServer, hostileServer } from '../adapters/web/hostile.ts';
import { type Folder, openFolder, run, start } from '../cli/run.ts';
import { BODY_SECONDS, feedOf, MALICE, sends } from './hostile-feeds.ts';

/** All that the process may ever hold: its threads, their libraries, and what malice adds. 300 MB, as `ps` and `top` count them. */
const MAX_MEMORY_BYTES = 300 * 1024 * 1024;
/** Well-behaved feeds are asked at the latest so long after the first feed was, in milliseconds. */
const ASKED_WITHIN_MS = 60_000;
const PATIENCE_MS = 300_000;
/** As `npm start` starts it. */
const START_FLAGS = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'));
/** Looking takes a command of its own, and this machine has other things to do. */
const LOOK_EVERY_MS = 2_000;
const GOOD = ['good-1', 'good-2', 'good-3'];
/** One name, three feeds: each is another question to the name service. */
const CHANGING = ['changing/1', 'changing/2', 'changing/3'];
const OUTLETS = [...Object.keys(MALICE), ...CHANGING, ...GOOD];

interface Read {
  readonly outlet: string;
  readonly standing: string;
  readonly health: {
    readonly etag?: string;
    readonly lastError?: string;
    readonly itemsSeen: number;
    readonly consecutiveFailures: number;
  } | null;
}

let server: HostileServer;
let folder: Folder;
let feeds: readonly Read[];
let log = '';

const dataDir = (): string => join(folder.path, 'data');
const peakFile = (): string => join(folder.path, 'peak');
const feed = (outlet: string): Read => feeds.find((each) => each.outlet === outlet)!;
const requestsTo = (host: string) =>
  server.requests.filter(({ headers }) => headers.get('host')?.startsWith(`${host}.`));

function writeConfig(): void {
  const port = server.host.split(':')[1];
  const outlines = OUTLETS.map((outlet) => {
    const [name = '', path = 'feed'] = outlet.split('/');
    return `<outline type="rss" text="${outlet}" xmlUrl="http://${name}.example:${port}/${path}"/>`;
  });
  folder.write('feeds.opml', `<opml version="2.0"><body>${outlines.join('\n')}</body></opml>`);
  folder.write(
    'newsroom.yaml',
    `allowHosts: [${[...Object.keys(MALICE), ...GOOD].map((name) => `${name}.example`).join(', ')}]
fetching: { connectTimeoutSeconds: 2, headersTimeoutSeconds: 2, bodyTimeoutSeconds: ${BODY_SECONDS} }
`,
  );
}

async function readAll(): Promise<readonly Read[]> {
  const common = ['--json', '--config', folder.path, '--data', dataDir()];
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(LOOK_EVERY_MS)) {
    const { stdout, stderr } = await run([...common, 'feeds', 'check']);
    const found = stdout === '' ? [] : (JSON.parse(stdout) as Read[]);
    if (found.length === OUTLETS.length && found.every(({ health }) => health !== null)) return found;
    if (performance.now() > until) throw new Error(`not all were read: ${stdout}\n${stderr}\n${log}`);
  }
}

async function stop(bot: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => bot.once('close', resolve));
  bot.kill('SIGTERM');
  await gone;
}

beforeAll(async () => {
  folder = openFolder();
  server = await hostileServer({
    '/feed': (socket, request) => {
      const name = request.headers.get('host')!.split('.')[0]!;
      (MALICE[name]?.behave ?? sends(feedOf(name)))(socket, request);
    },
  });
  writeConfig();
  // What it compiles is kept: its first start ever takes more memory, for the compiler.
  await run(['--data', join(folder.path, 'before'), 'start', '--sample']);
  const bot = start(
    ['--config', folder.path, '--data', dataDir(), 'start'],
    {
      NODE_OPTIONS: `--import ${new URL('./hostile-names.ts', import.meta.url)}`,
      PEAK_MEMORY_FILE: peakFile(),
    },
    START_FLAGS,
  );
  bot.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  try {
    feeds = await readAll();
  } finally {
    await stop(bot);
  }
}, PATIENCE_MS + 30_000);

afterAll(async () => {
  await server.close();
  folder.remove();
});

describe('the bot among hostile feeds', () => {
  it.each(Object.entries(MALICE))(
    'gives the reason in the health of %s, and keeps what was readable',
    (outlet, { reason, items }) => {
      const { health, standing } = feed(outlet);
      if (reason === null) expect(health?.lastError).toBeUndefined();
      else
        expect([health?.lastError, standing]).toEqual([expect.stringMatching(reason), expect.stringMatching(reason)]);
      expect(health?.itemsSeen).toBe(items);
    },
  );

  it.each(Object.keys(MALICE).filter((outlet) => MALICE[outlet]!.reason !== null))(
    'keeps no validators of %s, so that the rest of it is asked for again',
    (outlet) => {
      expect(feed(outlet).health).not.toHaveProperty('etag');
    },
  );

  it('stores all that it counted, in the letters that were meant', async () => {
    const store = await openSqliteStore({ dataDir: dataDir() });
    const counted = Object.values(MALICE).reduce((sum, { items }) => sum + items, GOOD.length);
    expect((await store.archive.extent()).articles).toBe(counted);
    for (const { title } of Object.values(MALICE)) {
      if (title === undefined) continue;
      const hits = await store.searchIndex.search({ terms: [title.split(' ')[1]!], limit: 5 });
      const articles = await store.archive.articles(hits.map(({ articleId }) => articleId));
      expect(articles.map((article) => article.title)).toContain(title);
    }
    await store.close();
  });

  it('reads the others on time', () => {
    const begunMs = Math.min(...server.requests.map(({ atMs }) => atMs));
    for (const outlet of GOOD) {
      expect(requestsTo(outlet)[0]!.atMs - begunMs).toBeLessThan(ASKED_WITHIN_MS);
      expect(feed(outlet).health).toMatchObject({ consecutiveFailures: 0, itemsSeen: 1, etag: '"v1"' });
    }
  });

  it('never asks a name that turns to a private address, however it changes its answer', () => {
    const reasons = CHANGING.map((outlet) => feed(outlet).health?.lastError);
    expect(reasons.filter((reason) => /this machine itself/.test(reason ?? ''))).toHaveLength(2);
    expect(reasons.filter((reason) => /network link, where clouds keep/.test(reason ?? ''))).toHaveLength(1);
    expect(requestsTo('changing')).toEqual([]);
  });

  it('holds less than 300 MB at its worst moment, all threads and libraries counted', () => {
    expect(Number(readFileSync(peakFile(), 'utf8'))).toBeLessThan(MAX_MEMORY_BYTES);
  });
});
