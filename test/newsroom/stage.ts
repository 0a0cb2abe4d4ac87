/** A newsroom on an empty store in memory, a clock to turn, a web of our own pages, a chat that writes down what it is told. */
import { openSqliteStore, type SqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { openDesk } from '../../src/desk/desk.ts';
import { type ErrorCode, type ErrorDetails, NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, MessageRef, Person, Platform, Post } from '../../src/model.ts';
import type { Newsroom } from '../../src/newsroom/newsroom.ts';
import { openNewsroom } from '../../src/newsroom/open.ts';
import type { Policy, World } from '../../src/newsroom/world.ts';
import type { Chat, Desk, FeedSource, Fetched, Log, Validators } from '../../src/ports.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The morning of the day on which most of the fixtures happen. */
export const MORNING = '2031-03-04T09:00:00.000Z';

export class HandClock {
  #ms: number;
  constructor(at: string = MORNING) {
    this.#ms = Date.parse(at);
  }
  now(): number {
    return this.#ms;
  }
  advance(ms: number): void {
    this.#ms += ms;
  }
  /** A minute past the given time, unless it is later already. */
  pass(at: string | undefined): void {
    if (at !== undefined) this.#ms = Math.max(this.#ms, Date.parse(at) + MINUTE_MS);
  }
  ago(ms: number): string {
    return new Date(this.#ms - ms).toISOString();
  }
}

interface Page {
  readonly body: string;
  readonly contentType?: string;
  readonly etag?: string;
  readonly movedTo?: string;
}

/** The web as a table of pages and failures; remembers who asked for what. */
export class PaperWeb {
  readonly asked: { readonly url: string; readonly validators: Validators }[] = [];
  readonly #pages = new Map<string, Page | NewsroomError>();
  readonly source = {
    fetch: async (url: string, validators: Validators = {}): Promise<Fetched> => this.#fetch(url, validators),
  } satisfies FeedSource;

  put(url: string, page: string | Page): void {
    this.#pages.set(url, typeof page === 'string' ? { body: page } : page);
  }

  fail(url: string, error: NewsroomError): void {
    this.#pages.set(url, error);
  }

  timesAsked(url: string): number {
    return this.asked.filter((request) => request.url === url).length;
  }

  #fetch(url: string, validators: Validators): Fetched {
    this.asked.push({ url, validators });
    const page = this.#pages.get(url);
    if (page === undefined) throw new NewsroomError('http_status', `${url} answered 404.`);
    if (page instanceof NewsroomError) throw page;
    const notModified = page.etag !== undefined && page.etag === validators.etag;
    return {
      url,
      status: notModified ? 304 : 200,
      notModified,
      body: new TextEncoder().encode(notModified ? '' : page.body),
      validators: page.etag === undefined ? {} : { etag: page.etag },
      ...(page.contentType === undefined ? {} : { contentType: page.contentType }),
      ...(page.movedTo === undefined ? {} : { movedTo: page.movedTo }),
    };
  }
}

interface Posted {
  readonly channel: ChannelRef;
  readonly post: Post;
  readonly key: string;
  readonly replyTo?: MessageRef;
}

/** A channel's history as its readers have it: posts, edits, replies. */
export class PaperChat implements Chat {
  readonly platform: Platform;
  readonly posted: Posted[] = [];
  readonly edits: { readonly message: MessageRef; readonly post: Post }[] = [];
  readonly #refusals: NewsroomError[] = [];
  readonly #editRefusals: NewsroomError[] = [];

  constructor(platform: Platform = 'console') {
    this.platform = platform;
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async post(channel: ChannelRef, post: Post, options: { key: string; replyTo?: MessageRef }): Promise<MessageRef> {
    const refusal = this.#refusals.shift();
    if (refusal !== undefined) throw refusal;
    this.posted.push({ channel, post, ...options });
    return { channel, id: String(this.posted.length) };
  }
  /** The next post is refused. */
  refuse(code: ErrorCode, message: string, details?: ErrorDetails): void {
    this.#refusals.push(new NewsroomError(code, message, details));
  }
  /** The next edit is refused. */
  refuseEdit(code: ErrorCode, message: string): void {
    this.#editRefusals.push(new NewsroomError(code, message));
  }
  async edit(message: MessageRef, post: Post): Promise<void> {
    const refusal = this.#editRefusals.shift();
    if (refusal !== undefined) throw refusal;
    this.edits.push({ message, post });
  }
  /** Posts of their own, replies left out. */
  get alerts(): readonly Posted[] {
    return this.posted.filter(({ replyTo }) => replyTo === undefined);
  }
  get replies(): readonly Posted[] {
    return this.posted.filter(({ replyTo }) => replyTo !== undefined);
  }
}

export class PaperLog implements Log {
  readonly lines: { readonly level: string; readonly event: string; readonly fields: unknown }[] = [];
  #say = (level: string) => (event: string, fields: unknown) => void this.lines.push({ level, event, fields });
  info = this.#say('info');
  warn = this.#say('warn');
  error = this.#say('error');
}

export const MARA: Person = { id: 'U1', name: 'Mara' };
export const FOREIGN_DESK: ChannelRef = { platform: 'console', channel: 'foreign' };
export const CITY_DESK: ChannelRef = { platform: 'console', channel: 'city' };

export const POLICY: Policy = {
  polling: { intervalMinutes: 10, floorMinutes: 1, ceilingMinutes: 24 * 60, concurrency: 2 },
  briefWords: 120,
  answerMinConfidence: 0.4,
  owners: new Map(),
  aliases: [],
};

export interface Stage {
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  readonly clock: HandClock;
  readonly web: PaperWeb;
  readonly chat: PaperChat;
  readonly log: PaperLog;
  readonly store: SqliteStore;
  readonly world: World;
  /** Another process over the same store. */
  another(): Promise<Newsroom>;
  /** Adds a feed and reads it for the first time. */
  subscribe(url: string, outlet: string, items: readonly Item[]): Promise<void>;
  /** The feed now holds these items as well, and is read. */
  read(url: string, items: readonly Item[]): Promise<void>;
  /** The same, and what is due is delivered. */
  publish(url: string, items: readonly Item[]): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(changes: Partial<World> = {}): Promise<Stage> {
  const store = await openSqliteStore({ dataDir: ':memory:' });
  const clock = new HandClock();
  const web = new PaperWeb();
  const chat = new PaperChat();
  const log = new PaperLog();
  const world: World = {
    ...store,
    feedSource: web.source,
    pageSource: web.source,
    clock,
    log,
    random: () => 0.5,
    policy: POLICY,
    ...changes,
  };
  const newsroom = await openNewsroom(world);
  const feeds = new Map<string, Item[]>();
  const fill = (url: string, items: readonly Item[]): void => {
    const all = [...items, ...(feeds.get(url) ?? [])];
    for (const { publishedAt } of items) clock.pass(publishedAt);
    feeds.set(url, all);
    web.put(url, rss(url, all));
  };
  const read = async (url: string, items: readonly Item[]): Promise<void> => {
    fill(url, items);
    await newsroom.readDueFeeds({ backfill: 0, now: 'all' });
  };
  return {
    newsroom,
    desk: openDesk(newsroom, log),
    clock,
    web,
    chat,
    log,
    store,
    world,
    another: () => openNewsroom(world),
    async subscribe(url, outlet, items) {
      await newsroom.feeds.add({ url, outlet });
      await read(url, items);
    },
    read,
    async publish(url, items) {
      await read(url, items);
      await newsroom.deliver([chat]);
    },
    close: () => store.close(),
  };
}

export interface Item {
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly guid?: string;
  readonly publishedAt?: string;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const element = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;

/** Items as RSS 2.0, their texts as paragraphs. */
export function rss(link: string, items: readonly Item[]): string {
  const entries = items.map(({ title, text, link: address, guid, publishedAt }) => {
    const paragraphs = text.split('\n\n').map((paragraph) => `<p>${escaped(paragraph)}</p>`);
    return `<item>${element('title', title)}${element('link', address)}${guid === undefined ? '' : `<guid isPermaLink="false">${escaped(guid)}</guid>`}${element('pubDate', publishedAt && new Date(publishedAt).toUTCString())}${element('description', paragraphs.join(''))}</item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>A feed</title>${element('link', link)}${entries.join('')}</channel></rss>`;
}

/** A page as an outlet serves it, with its menu and its pleas. */
export function page(title: string, text: string): string {
  const paragraphs = text.split('\n\n').map((paragraph) => `<p>${escaped(paragraph)}</p>`);
  return `<!doctype html><html lang="en"><head><title>${escaped(title)}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${escaped(title)}</h1>${paragraphs.join('')}</article><footer>All rights reserved</footer></body></html>`;
}

/** Every word of a post that a reader sees. */
export function wordsOf(post: Post): string {
  const blocks = post.blocks.flatMap((block) => {
    if (block.kind === 'code') return [block.text];
    const spans = block.kind === 'list' ? block.items.flat() : block.spans;
    return spans.map((span) => ('text' in span ? span.text : span.kind === 'citation' ? `[${span.n}]` : span.at));
  });
  return [post.headline?.text ?? '', ...blocks, post.footer ?? ''].join('\n');
}
