/**
 * Reading the web: many feeds drained through the whole newsroom, and what parsing and extraction cost beside the libraries that
 * others use.
 *
 *   node bench/reading.ts [--quick] [--feeds 2000] [--documents FILE.jsonl[.gz]] [--pages FILE.jsonl[.gz]] [--only drain|parsing|extraction]
 *
 * All of it takes four minutes at most, --quick (200 feeds) one.
 * DOCUMENTS are lines of {id, bytes (base64)}; PAGES lines of {id, url, html, with: [text…], without: [text…]}, of which every
 * other is read. Without them feeds and pages are made up, and their quality says little.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import { parseHTML } from 'linkedom';
import RssParser from 'rss-parser';
import { openSqliteStore } from '../adapters/storage/sqlite/store.ts';
import { createWeb } from '../adapters/web/web.ts';
import { DEFAULTS } from '../config/schema.ts';
import { extractPage } from '../src/articles/page.ts';
import { parseFeed } from '../src/feeds/parse.ts';
import { openNewsroom } from '../src/newsroom/open.ts';
import type { Archive, FeedSource } from '../src/ports.ts';
import { madeUpNews } from './corpus.ts';
import { percentile, printMachine, printTable, type Row } from './figures.ts';
import {
  appearsAfterMs,
  DAY_PART_MS,
  FEEDS_PER_HOST,
  ITEMS_AT_FIRST,
  ITEMS_PER_FEED,
  itemAt,
  type OutletsData,
} from './outlets.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    feeds: { type: 'string' },
    documents: { type: 'string' },
    pages: { type: 'string' },
    only: { type: 'string' },
  },
});
const FEEDS = values.quick ? 200 : 2_000;
/** The first reading ends here, and the hours after it are those of the feeds that were read by then. */
const FIRST_BUDGET_MS = values.quick ? 20_000 : 110_000;
const LATER_BUDGET_MS = values.quick ? 20_000 : 60_000;
/** All libraries together get so long for the documents, and so long for the pages. */
const COMPARISON_BUDGET_MS = values.quick ? 8_000 : 30_000;
/** A parser that has not answered by then never will. */
const GIVEN_UP_MS = 3_000;
/** The first ones pay for the compiler, and are not counted. */
const WARM_UPS = 3;
const STEP_MS = 60_000;
const MADE_UP_DOCUMENTS = 100;
const ITEMS_PER_DOCUMENT = 30;
const MADE_UP_PAGES = 150;

// ---------------------------------------------------------------- draining

/** The clock of the newsroom: the day of the outlets, and the real time that passes within each of its minutes. */
class BenchClock {
  #base: number;
  #since = performance.now();
  constructor(startMs: number) {
    this.#base = startMs;
  }
  now(): number {
    return this.#base + (performance.now() - this.#since);
  }
  /** Never back: a minute that took longer than a minute is over late. */
  turnTo(ms: number): number {
    this.#base = Math.max(ms, this.now());
    this.#since = performance.now();
    return this.#base;
  }
}

async function measureDrain(feeds: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nutgraf-bench-'));
  const beginMs = Math.floor(Date.now() / 1000) * 1000;
  const outlets = new Worker(new URL('./outlets.ts', import.meta.url), {
    workerData: { feeds, beginMs } satisfies OutletsData,
  });
  const [port] = (await once(outlets, 'message')) as [number];
  const store = await openSqliteStore({ dataDir });
  const clock = new BenchClock(beginMs);
  const hostOf = (feed: number): string => `host${Math.floor(feed / FEEDS_PER_HOST)}.example`;
  const web = createWeb({
    clock,
    allowHosts: Array.from({ length: Math.ceil(feeds / FEEDS_PER_HOST) }, (_, n) => `host${n}.example:${port}`),
    lookup: ((_host, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as LookupFunction,
  });
  const counts = { requests: 0, withNews: 0 };
  const feedSource: FeedSource = {
    async fetch(url, validators) {
      counts.requests += 1;
      const fetched = await web.fetch(url, validators);
      if (!fetched.notModified) counts.withNews += 1;
      return fetched;
    },
  };
  const delaysMs: number[] = [];
  const archive: Archive = {
    ...store.archive,
    async commit(step) {
      await store.archive.commit(step);
      const place = itemAt(step.article.url ?? '');
      if (place !== undefined && place.item >= ITEMS_AT_FIRST)
        delaysMs.push(clock.now() - (beginMs + appearsAfterMs(place.feed, place.item)));
    },
  };
  const newsroom = await openNewsroom({
    ...store,
    archive,
    feedSource,
    pageSource: web.pages,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    random: Math.random,
    policy: {
      polling: DEFAULTS.polling,
      briefWords: DEFAULTS.briefs.words,
      answerMinConfidence: DEFAULTS.answers.minConfidence,
      owners: new Map(),
      aliases: [],
    },
  });
  for (let feed = 0; feed < feeds; feed += 1)
    await newsroom.feeds.add({ url: `http://${hostOf(feed)}:${port}/${feed}`, outlet: `Outlet ${feed}` });

  const begun = performance.now();
  await newsroom.readDueFeeds({ backfill: 0, signal: AbortSignal.timeout(FIRST_BUDGET_MS) });
  const firstMs = performance.now() - begun;
  const unread = (await newsroom.feeds.list()).filter(({ health }) => health?.lastSuccessAt === undefined);
  for (const { subscription } of unread) await newsroom.feeds.remove(subscription.id);
  const first = { ...counts, articles: (await newsroom.report()).articles };
  const from = clock.now();
  const laterBegun = performance.now();
  const signal = AbortSignal.timeout(LATER_BUDGET_MS);
  // Until the last item has had its poll.
  const untilMs = DAY_PART_MS + (DEFAULTS.polling.intervalMinutes + 1) * 60_000;
  let steps = 0;
  for (let ms = 0; ms <= untilMs && !signal.aborted; ms += STEP_MS, steps += 1) {
    outlets.postMessage({ nowMs: clock.turnTo(Math.max(beginMs + ms, from)) });
    await once(outlets, 'message');
    await newsroom.readDueFeeds({ backfill: 0, signal });
  }
  const laterMs = performance.now() - laterBegun;
  const all = await newsroom.report();
  const row = (when: string, articles: number, ms: number, requests: number, needed: number): Row => ({
    '': when,
    'articles stored': articles,
    'articles/s': articles / (ms / 1000),
    'requests made': requests,
    'requests that had news': needed,
    'requests/s': requests / (ms / 1000),
  });
  printTable(
    `Draining: ${feeds} feeds with ${feeds * ITEMS_PER_FEED} items on loopback, ${Math.ceil(feeds / FEEDS_PER_HOST)} hosts, through the whole newsroom; ` +
      `${unread.length === 0 ? 'all' : feeds - unread.length} read.`,
    [
      row('first reading', first.articles, firstMs, first.requests, first.withNews),
      row(
        `the next ${steps} min`,
        all.articles - first.articles,
        laterMs,
        counts.requests - first.requests,
        counts.withNews - first.withNews,
      ),
    ],
  );
  printTable(
    `From appearing to stored, in minutes of the newsroom’s clock: the time to the feed’s next poll (every ${DEFAULTS.polling.intervalMinutes} min, sooner where it\npublishes often, rounded up to the bench’s minute), and the real time that the round took until then.`,
    [
      {
        items: delaysMs.length,
        p50: percentile(delaysMs, 0.5) / 60_000,
        p90: percentile(delaysMs, 0.9) / 60_000,
        p99: percentile(delaysMs, 0.99) / 60_000,
      },
    ],
  );
  await web.close();
  await store.close();
  await outlets.terminate();
  rmSync(dataDir, { recursive: true, force: true });
}

// ---------------------------------------------------------------- parsing

function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function* madeUpDocuments(): Generator<Uint8Array> {
  const news = madeUpNews();
  for (let made = 0; made < MADE_UP_DOCUMENTS; made += 1) {
    const items = Array.from({ length: ITEMS_PER_DOCUMENT }, () => {
      const { url, title, text, publishedAt } = news.next().value;
      const paragraphs = text.split('\n\n').map((paragraph) => `<p>${paragraph}</p>`);
      return `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate><content:encoded><![CDATA[${paragraphs.join('')}]]></content:encoded></item>`;
    });
    yield Buffer.from(
      `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed ${made}</title>${items.join('')}</channel></rss>`,
    );
  }
}

async function measureParsing(file: string | undefined): Promise<void> {
  const documents =
    file === undefined
      ? [...madeUpDocuments()]
      : readLines<{ readonly bytes: string }>(file).map(({ bytes }) => Buffer.from(bytes, 'base64'));
  const utf8 = new TextDecoder();
  const now = Date.now();
  const parsers: Readonly<Record<string, (bytes: Uint8Array) => Promise<number>>> = {
    nutgraf: async (bytes) => (await parseFeed(bytes, { now })).items.length,
    feedsmith: async (bytes) => {
      const { feed } = parseWithFeedsmith(utf8.decode(bytes));
      const { items, entries } = feed as { items?: readonly unknown[]; entries?: readonly unknown[] };
      return (items ?? entries ?? []).length;
    },
    'rss-parser alone': async (bytes) => (await new RssParser().parseString(utf8.decode(bytes))).items.length,
  };
  const results = await compared(documents, parsers, (work) =>
    // rss-parser never answers on some documents.
    Promise.race([
      work.catch(() => undefined),
      new Promise<undefined>((resolve) => setTimeout(resolve, GIVEN_UP_MS, undefined).unref()),
    ]),
  );
  const rows = [...results].map(([parser, { given, ms }]): Row => {
    const found = given.filter((items) => items !== undefined);
    const items = found.reduce((sum, each) => sum + each, 0);
    return {
      parser,
      documents: given.length,
      'read, %': (100 * found.length) / given.length,
      'with items, %': (100 * found.filter((each) => each > 0).length) / given.length,
      items,
      'documents/s': given.length / (ms / 1000),
      'items/s': items / (ms / 1000),
    };
  });
  printTable(
    `Parsing: ${file === undefined ? 'made-up RSS' : 'the documents given'}, each as its server sent it. Nutgraf decodes, repairs, sanitises and dates as it reads.`,
    rows,
  );
}

interface Compared<Given> {
  /** What was made of each, in order. */
  readonly given: (Given | undefined)[];
  ms: number;
}

/** Everybody does the same: one after the other, each on the same things, until the time is up. */
async function compared<Thing, Given>(
  things: readonly Thing[],
  workers: Readonly<Record<string, (thing: Thing) => Promise<Given>>>,
  settle: (work: Promise<Given>) => Promise<Given | undefined> = (work) => work.catch(() => undefined),
): Promise<ReadonlyMap<string, Compared<Given>>> {
  const results = new Map(Object.keys(workers).map((name) => [name, { given: [], ms: 0 } as Compared<Given>]));
  for (const thing of things.slice(0, WARM_UPS)) for (const work of Object.values(workers)) await settle(work(thing));
  const begun = performance.now();
  for (const thing of things) {
    if (performance.now() - begun > COMPARISON_BUDGET_MS) break;
    for (const [name, work] of Object.entries(workers)) {
      const result = results.get(name)!;
      const start = performance.now();
      result.given.push(await settle(work(thing)));
      result.ms += performance.now() - start;
    }
  }
  return results;
}

// ---------------------------------------------------------------- extraction

interface JudgedPage {
  readonly url: string;
  readonly html: string;
  /** Texts that belong to the article, and texts that do not. */
  readonly with: readonly string[];
  readonly without: readonly string[];
}

function* madeUpPages(): Generator<JudgedPage> {
  const news = madeUpNews();
  const boilerplate = [
    'We and our partners store cookies on your device.',
    'Sign up for the morning newsletter',
    'Share this article with your friends',
    'Be the first to leave a comment',
    'All rights reserved by the publisher',
  ];
  for (let made = 0; made < MADE_UP_PAGES; made += 1) {
    const { url, title, text } = news.next().value;
    const related = Array.from({ length: 5 }, () => news.next().value.title);
    const paragraphs = text.split('\n\n');
    yield {
      url,
      with: paragraphs.map((paragraph) => paragraph.slice(0, 60)),
      without: [...boilerplate, ...related.filter((other) => other !== title)],
      html: `<!doctype html><html lang="en"><head><title>${title} | Outlet</title></head><body><div class="cookie-banner"><p>${boilerplate[0]}</p></div><header><nav><a href="/">Home</a><a href="/world">World</a></nav></header><main><article><h1>${title}</h1><div class="share-bar">${boilerplate[2]}</div>${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')}<div class="newsletter-signup"><p>${boilerplate[1]}</p></div></article><aside class="related"><h2>Related</h2><ul>${related.map((other) => `<li><a href="/x">${other}</a></li>`).join('')}</ul></aside><section id="comments"><p>${boilerplate[3]}</p></section></main><footer>${boilerplate[4]}</footer></body></html>`,
    };
  }
}

const flat = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

async function measureExtraction(file: string | undefined): Promise<void> {
  // Every other page: the rest is left to check what was built while looking at these.
  const pages =
    file === undefined ? [...madeUpPages()] : readLines<JudgedPage>(file).filter((_page, index) => index % 2 === 0);
  const extractors: Readonly<Record<string, (page: JudgedPage) => Promise<string>>> = {
    nutgraf: async ({ html, url }) => extractPage(html, { url }).text,
    'Readability alone': async ({ html }) =>
      new Readability(parseHTML(html).document as unknown as Document).parse()?.textContent ?? '',
    Defuddle: async ({ html, url }) =>
      flat((await Defuddle(parseHTML(html).document as unknown as Document, url)).content),
  };
  const results = await compared(pages, extractors);
  const rows = [...results].map(([extractor, { given, ms }]): Row => {
    let [kept, lost, letIn] = [0, 0, 0];
    for (const [index, text] of given.entries()) {
      const found = flat(text ?? '');
      const page = pages[index]!;
      for (const wanted of page.with) found.includes(flat(wanted)) ? kept++ : lost++;
      for (const unwanted of page.without) if (found.includes(flat(unwanted))) letIn++;
    }
    const [precision, recall] = [(100 * kept) / (kept + letIn), (100 * kept) / (kept + lost)];
    return {
      extractor,
      pages: given.length,
      failed: given.filter((text) => text === undefined).length,
      'pages/s': given.length / (ms / 1000),
      'precision, %': precision,
      'recall, %': recall,
      'F, %': (2 * precision * recall) / (precision + recall),
    };
  });
  printTable(
    `Extraction: ${file === undefined ? 'made-up pages' : 'every other of the pages given'}; texts of the article that were kept, texts beside it that were let in.`,
    rows,
  );
}

// Some libraries tell the console of everything that they do not like.
console.warn = () => undefined;
console.error = () => undefined;
printMachine();
const wanted = (name: string): boolean => values.only === undefined || values.only === name;
if (wanted('drain')) await measureDrain(Number(values.feeds ?? FEEDS));
if (wanted('parsing')) await measureParsing(values.documents);
if (wanted('extraction')) await measureExtraction(values.pages);
