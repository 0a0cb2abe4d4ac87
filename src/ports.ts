/** What the mind asks of the world. Adapters implement these; nothing in `src/` knows which. */
import type { NewsroomError } from './errors.ts';
import type {
  Alert,
  Article,
  ArticleRevision,
  ChannelRef,
  ChatRequest,
  Choice,
  Claim,
  Delivery,
  Form,
  Home,
  LanguageCode,
  Letter,
  LookupKind,
  MessageRef,
  Platform,
  Post,
  Receipt,
  Story,
  StoryAlert,
  StoryMark,
  Submission,
  Timestamp,
} from './model.ts';

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

// ---------------------------------------------------------------- the web

export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface Fetched {
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly status: number;
  /** True for 304: `body` is empty and nothing has changed. */
  readonly notModified: boolean;
  readonly contentType?: string;
  readonly body: Uint8Array;
  readonly validators: Validators;
  /** How long the answer may be kept (Cache-Control, Expires), in milliseconds. */
  readonly freshForMs?: number;
  /** Which header said so. */
  readonly freshFrom?: 'Cache-Control' | 'Expires';
  /** The new address, where every redirect on the way was a permanent one. */
  readonly movedTo?: string;
  /** Why the body broke off or was cut, in words; `body` is what came until then. */
  readonly partial?: NewsroomError;
  /** Set for a large body: large ones come one at a time, and the next one waits until this is called. */
  readonly release?: () => void;
}

export interface FeedSource {
  /** Fetches a feed or a page over HTTP. Throws NewsroomError with the reason in words; `retryAfterMs` where the server said so. */
  fetch(url: string, validators?: Validators): Promise<Fetched>;
}

// ---------------------------------------------------------------- the archive

/** What clustering keeps of an article, so that its text need not be read again. */
export interface ArticleFeatures {
  readonly articleId: string;
  readonly storyId: string;
  readonly publishedAt: Timestamp;
  /** Exact keys to be found by: strong terms, shingle hashes. Prefixed by kind, `t:taliban`, `s:9f3c…`. At most 64. */
  readonly keys: readonly string[];
  /** Whatever `stories/` needs to compare it: opaque to the store, JSON. */
  readonly profile: unknown;
}

/** Everything that one article changes. It is stored whole or not at all. */
export interface IngestStep {
  readonly article: Article;
  /** Keys under which the same article would come again (guid, canonical URL, content). */
  readonly identityKeys: readonly string[];
  /** Undated articles of the same story whose publication can be told better now: they stood where we saw them. */
  readonly redated?: readonly { readonly articleId: string; readonly publishedAt: Timestamp }[];
  /** The state that this article replaces, where it is a revision. */
  readonly replaced?: ArticleRevision;
  readonly features: ArticleFeatures;
  /** Distinct terms, for document frequencies; empty for a revision. */
  readonly terms: readonly string[];
  /** The article's story as it stands now, and others that changed with it (merged ones carry `mergedInto`). */
  readonly stories: readonly Story[];
  /** The claims of this article, where they have been read; they replace what was stored for it. */
  readonly claims: readonly Claim[];
  readonly alerts: readonly Alert[];
  /** What channels were told of articles that this step takes out of one story into another. */
  readonly inherited?: readonly Inheritance[];
}

/** A channel was told of a story while its articles stood in another one: it counts as told of both. */
export interface Inheritance {
  /** The story that the articles left. */
  readonly from: string;
  /** As the story that they are in now has it; its message is the other story's to edit. */
  readonly delivery: Delivery;
  /** True where somebody in the channel wants no more of the story that they left. */
  readonly muted: boolean;
}

export interface Archive {
  /**
   * Stores one step in one transaction. Throws `conflict` where a story was changed since it was read, or an alert of
   * the step is already on its way: read again and redo the step.
   */
  commit(step: IngestStep): Promise<void>;
  /** Articles by id, in the order asked for; unknown ids are left out. */
  articles(ids: readonly string[]): Promise<readonly Article[]>;
  /** The earlier states of these articles, oldest first. */
  revisions(articleIds: readonly string[]): Promise<readonly ArticleRevision[]>;
  /** The article known under any of the identity keys, by key. */
  identify(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A story by its id, or by the id of a story that was merged into it. */
  story(id: string): Promise<Story | undefined>;
  /** Stories updated since, newest first. */
  stories(query: { readonly since?: Timestamp; readonly limit: number }): Promise<readonly Story[]>;
  /** The claims of a story's articles, of those whose claims have been read. */
  claims(storyId: string): Promise<readonly Claim[]>;
  /** Number of articles, number of stories, the oldest article's publication. */
  extent(): Promise<{ readonly articles: number; readonly stories: number; readonly oldest?: Timestamp }>;
}

export interface SearchHit {
  readonly articleId: string;
  /** BM25, higher is better. */
  readonly score: number;
}

export interface SearchIndex {
  /**
   * Articles by BM25 over title and text. Each term is one word (or a phrase of words) in plain text; an article needs at
   * least one. The store stems on its own. Best first.
   */
  search(query: {
    readonly terms: readonly string[];
    readonly lang?: LanguageCode;
    readonly from?: Timestamp;
    readonly to?: Timestamp;
    readonly limit: number;
  }): Promise<readonly SearchHit[]>;
  /** Articles published between `from` and `to` that share most keys; most shared first. Cost is bounded by `limit`, not by the archive. */
  neighbours(query: {
    readonly keys: readonly string[];
    readonly from: Timestamp;
    readonly to: Timestamp;
    readonly limit: number;
  }): Promise<readonly ArticleFeatures[]>;
  /** How many articles hold each term; terms never seen are absent. */
  documentFrequencies(terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface Outbox {
  /** Takes messages that no article brings; one whose id is known stays as it is. One that `cancels` takes away what it names. */
  enqueue(alerts: readonly Alert[]): Promise<void>;
  /**
   * Takes alerts that are due, at most one per channel and only a channel's oldest, and leases them for `leaseMs`: no other
   * caller gets them until then.
   */
  lease(query: {
    readonly now: Timestamp;
    readonly leaseMs: number;
    readonly limit: number;
    /** Platforms that have asked to be left alone for now: nothing for them is taken. */
    readonly without?: readonly Platform[];
  }): Promise<readonly Alert[]>;
  /** The alert has arrived: it leaves the outbox and the delivery is remembered; a digest's stories are delivered with it. */
  delivered(delivery: Delivery | Receipt): Promise<void>;
  /** Try again then; the lease is given back. */
  postpone(alertId: string, dueAt: Timestamp, error: string): Promise<void>;
  /** Never to be tried again, with the reason. */
  park(alertId: string, error: string): Promise<void>;
  /** Parks all that waits for a channel, with the reason; what the bot has to say of itself (`notice`) goes on being tried. */
  abandon(channel: ChannelRef, error: string): Promise<void>;
  /** The channels that were told of the story, or are about to be. */
  channelsOf(storyId: string): Promise<readonly ChannelRef[]>;
  /** The channel's stories that are due and have not been tried, oldest first: what a digest could hold. */
  waiting(query: {
    readonly channel: ChannelRef;
    readonly now: Timestamp;
    readonly limit: number;
  }): Promise<readonly StoryAlert[]>;
  /**
   * Puts a digest in the place of alerts and leases it; they arrive, or are parked, with it. False, and nothing is changed, where
   * one of them is no longer as it was read.
   */
  fold(digest: Letter, alerts: readonly StoryAlert[], leaseUntil: Timestamp): Promise<boolean>;
  /** The stories that a watchlist called for since then, newest first. */
  calls(watchlistId: string, query: { readonly since: Timestamp; readonly limit: number }): Promise<readonly Call[]>;
  /** The watchlists that have called for the story in the channel. */
  callersOf(channel: ChannelRef, storyId: string): Promise<readonly string[]>;
  /** What the channel was last told of the story, and an alert for it that is still waiting, with what went wrong so far. */
  standing(
    channel: ChannelRef,
    storyId: string,
  ): Promise<{
    readonly delivery?: Delivery;
    readonly waiting?: StoryAlert;
    readonly trouble?: string;
    readonly parked?: string;
  }>;
}

/** A watchlist's call for a story in a channel. */
export interface Call {
  readonly alertId: string;
  readonly storyId: string;
  readonly at: Timestamp;
  /** True where it waited for a digest. */
  readonly held: boolean;
}

/** What people make of stories. Marks follow a story into the one that it is merged into. */
export interface StoryMarks {
  /** Sets a mark; one of its kind, channel, watchlist and person a story: the newest counts. */
  put(mark: StoryMark): Promise<void>;
  /** Takes back the marks of a kind in a channel; true where there were any. */
  clear(mark: Pick<StoryMark, 'kind' | 'storyId' | 'channel'>): Promise<boolean>;
  /** Of one story, oldest first. */
  of(storyId: string): Promise<readonly StoryMark[]>;
  /** Of the stories that a watchlist called for, newest first. */
  against(watchlistId: string, limit: number): Promise<readonly StoryMark[]>;
}

// ---------------------------------------------------------------- state by key

export interface Collection<T> {
  get(key: string): Promise<T | undefined>;
  set(key: string, value: T, options?: { readonly ttlMs?: number }): Promise<void>;
  delete(key: string): Promise<boolean>;
  entries(): AsyncIterable<readonly [string, T]>;
}

export interface State {
  /** Collections are apart from each other; a name is a plain word. */
  collection<T>(name: string): Collection<T>;
}

// ---------------------------------------------------------------- chat

/** Who answers what people do in a chat. Never throws: what went wrong is a post too. */
export interface Desk {
  handle(request: ChatRequest): Promise<Post>;
  /**
   * The form that a command, a button or a button within a form opens (`options` then holds what is filled in so far); a post
   * where there is none for this asker.
   */
  form(request: ChatRequest): Promise<{ readonly form: Form } | { readonly post: Post }>;
  /** Takes a form that was filled in. Nothing is stored where a field is wrong. */
  submit(request: ChatRequest): Promise<Submission>;
  /** What matches the letters typed so far (`text`), best first; none where something went wrong. */
  lookup(of: LookupKind, request: ChatRequest, limit: number): Promise<readonly Choice[]>;
  /** The asker's own page. */
  home(request: ChatRequest): Promise<Home>;
  /** A channel, or a whole workspace, is out of reach for good: its watchlists rest, and their owners are told why. */
  lost(
    where: { readonly platform: Platform; readonly workspace?: string; readonly channel?: string },
    reason: string,
  ): Promise<void>;
}

/**
 * A chat platform. Throws NewsroomError: `rate_limited` (with retryAfterMs), `unavailable`, `timeout` are worth another
 * try; `channel_gone`, `permission_lost`, `post_refused`, `bad_token` are final; `edit_refused` means that this message can't be
 * changed any more.
 */
export interface Chat {
  readonly platform: Platform;
  /** Connects, registers the commands, and from then on hands what people do to the desk. */
  start(desk: Desk): Promise<void>;
  stop(): Promise<void>;
  /** Posts, in a thread where `replyTo` is given. The same `key` never posts twice where the platform has the means. */
  post(
    channel: ChannelRef,
    post: Post,
    options: { readonly key: string; readonly replyTo?: MessageRef },
  ): Promise<MessageRef>;
  edit(message: MessageRef, post: Post): Promise<void>;
  /** Throws, with what to do and who can do it, where nothing could be posted in the channel. */
  reach?(channel: ChannelRef): Promise<void>;
}
