/** The newsroom: the only place that joins the rooms. Each desk is a file beside this one; here they become one. */
import type { FeedCondition } from '../feeds/health.ts';
import type {
  Answer,
  Article,
  Brief,
  Change,
  ChannelRef,
  Choice,
  FeedHealth,
  FeedSubscription,
  LookupKind,
  Person,
  Story,
  Timestamp,
  Watchlist,
  WatchOptions,
} from '../model.ts';
import type { Chat, Desk } from '../ports.ts';
import type { Backtest } from '../watch/backtest.ts';
import type { CheckDesk } from './check-desk.ts';
import type { Draft } from './drafts.ts';
import type { PeopleDesk } from './people-desk.ts';

/** What became of a piece that was handed in. */
export type IngestOutcome = 'new' | 'revised' | 'seen';

export interface FeedState {
  readonly subscription: FeedSubscription;
  readonly health: FeedHealth | undefined;
  readonly state: FeedCondition['state'];
  /** How the feed does, in words. */
  readonly standing: string;
}

/** A feed that somebody wants read. */
export interface WantedFeed extends Partial<Pick<FeedSubscription, 'outlet' | 'tags' | 'owner' | 'channel'>> {
  readonly url: string;
}

export interface FeedDesk {
  /** Finds the feed at an address that a person gave, a feed's or a site's, and adds it; the id of one that we know will do. Throws where there is none, or a choice. */
  subscribe(feed: WantedFeed): Promise<FeedSubscription>;
  /** Adds the address as it is, unasked. One that is known stays as it is; one that was paused is read again. */
  add(feed: WantedFeed): Promise<FeedSubscription>;
  list(): Promise<readonly FeedState[]>;
  remove(idOrUrl: string): Promise<FeedSubscription>;
  /** Adds the feeds of an OPML file; those known already are left as they are. Gives all that the file names. */
  import(opml: string): Promise<readonly FeedSubscription[]>;
  export(): Promise<string>;
}

/** Why an article did or did not lead to a post, stage by stage. */
export interface Explanation {
  readonly watchlist: Watchlist;
  readonly article: Article | undefined;
  readonly stages: readonly { readonly passed: boolean; readonly what: string }[];
}

/** What is to be different about a watchlist; an option given as undefined is taken back. */
export type OptionChanges = { readonly [Option in keyof WatchOptions]?: WatchOptions[Option] | undefined };

/** Where something is asked, and by whom. */
export interface Asking {
  readonly channel: ChannelRef;
  /** The platform's id of the asker. */
  readonly person?: string | undefined;
  /** True for whoever looks after the workspace: all its channels' watchlists are theirs to see. */
  readonly everywhere?: boolean;
}

/** Where a command was typed, and the channel or person that it is about. */
export interface Subscription {
  readonly channel: ChannelRef;
  readonly by: Person;
  readonly askedIn: ChannelRef;
  /** True for the operator, who may join any watchlist to any channel. */
  readonly anywhere?: boolean;
}

/** What people made of a watchlist's alerts. */
export interface WatchFeedback {
  /** Stories that it has called for in the last days, and those of them that somebody found not relevant. */
  readonly stories: number;
  readonly irrelevant: number;
  /** A narrower query, where the stories that were not relevant share what the others lack. */
  readonly proposal?: { readonly query: string; readonly change: string };
}

export interface WatchDesk {
  add(watchlist: {
    readonly query: string;
    readonly name?: string;
    readonly owner: Person;
    /** Where the owner takes direct messages, where we know. */
    readonly ownerAt?: ChannelRef;
    readonly channel: ChannelRef;
    readonly options?: OptionChanges;
  }): Promise<Watchlist>;
  edit(
    idOrName: string,
    changes: { readonly query?: string; readonly name?: string; readonly options?: OptionChanges },
    channel?: ChannelRef,
  ): Promise<Watchlist>;
  /** The query as it is understood. Throws `bad_query` where it can't be read: at once, unlike `test`. */
  check(query: string): string;
  /** What the asker means: one of the channel's, else one of their own, or of all where they see `everywhere`. Throws `not_found`. */
  find(idOrName: string, asking: Asking): Promise<Watchlist>;
  /** A person's own, wherever they deliver, and those that they have in their direct messages; oldest first. */
  listOf(asking: Asking): Promise<readonly Watchlist[]>;
  /** All of them, or those of a channel and those that it, or a person there, is subscribed to. */
  list(channel?: ChannelRef, person?: string): Promise<readonly Watchlist[]>;
  remove(idOrName: string, channel?: ChannelRef): Promise<Watchlist>;
  pause(idOrName: string, channel?: ChannelRef): Promise<Watchlist>;
  resume(idOrName: string, channel?: ChannelRef): Promise<Watchlist>;
  /** Silent for so long; what comes meanwhile is not made up for. */
  snooze(idOrName: string, ms: number, channel?: ChannelRef): Promise<Watchlist>;
  /**
   * Anybody in the workspace may have the alerts of a channel's watchlist as well. One in direct messages is its owner's alone
   * until the owner subscribes a channel to it.
   */
  subscribe(idOrName: string, subscription: Subscription): Promise<Watchlist>;
  unsubscribe(idOrName: string, subscription: Subscription): Promise<Watchlist>;
  /** What a query would have done; with a threshold of its own, of stories that reached it. */
  test(query: string, options?: Pick<OptionChanges, 'minSources'>): Promise<Backtest>;
  /** `asking` is left out by the operator, who sees all watchlists and all their channels. */
  explain(idOrName: string, url: string, asking?: Asking): Promise<Explanation>;
}

/** Somebody in a channel, and the story that they mean. */
export interface StoryGesture {
  readonly storyId: string;
  readonly channel: ChannelRef;
  readonly by: Person;
}

/** A channel, or all of a workspace's. */
export type Place = Parameters<Desk['lost']>[0];

export interface StoryDesk {
  /** The channel hears no more of the story but what is taken back. */
  mute(gesture: StoryGesture): Promise<void>;
  /** False where it was not muted. */
  unmute(gesture: StoryGesture): Promise<boolean>;
  /** Every post about the story in the workspace shows who is on it. Gives who was on it already. */
  claim(gesture: StoryGesture): Promise<readonly Person[]>;
  /** Nobody from this workspace is on it any more. */
  release(gesture: StoryGesture): Promise<void>;
  /** Counts against the watchlists that brought the story here; gives them. */
  irrelevant(gesture: StoryGesture): Promise<readonly Watchlist[]>;
  /** For each watchlist that brought the story to the channel, why, by the article that it called for. */
  why(gesture: StoryGesture): Promise<readonly Explanation[]>;
}

/** What people mean by the few letters that they have typed. */
export interface LookupDesk {
  /** Best first. */
  find(of: LookupKind, typed: string, asking: Asking, limit: number): Promise<readonly Choice[]>;
}

/** The article behind a link. */
export interface ReadLink {
  readonly article: Article;
  readonly story: Story;
}

/** What a channel has not been told of a story; `toldAt` is absent where it was never told of it. */
export interface News {
  readonly brief: Brief;
  readonly toldAt?: Timestamp;
  readonly changes: readonly Change[];
}

export interface Newsroom {
  /** Takes in one piece. Throws `bad_input` for one that is none. */
  ingest(draft: Draft): Promise<IngestOutcome>;
  /** Fetches a feed or a page and takes in what it holds. */
  ingestUrl(url: string): Promise<readonly IngestOutcome[]>;
  /** Takes in a saved feed, page or text. */
  ingestFile(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<readonly IngestOutcome[]>;
  /** Reads every feed that is due. On a feed's first reading nothing is posted but the newest `backfill` items. */
  readDueFeeds(options: {
    readonly backfill: number;
    readonly now?: 'all';
    readonly signal?: AbortSignal;
  }): Promise<void>;
  /** Asks the pages of articles that channels were told of whether they still stand, and say what they said. */
  lookAgain(signal?: AbortSignal): Promise<void>;
  /** Hands what is due in the outbox to the chats. Gives the number delivered. */
  deliver(chats: readonly Chat[], signal?: AbortSignal): Promise<number>;
  stories(withinMs: number | undefined, limit?: number): Promise<readonly Story[]>;
  /** Throws `not_found` where no story has this id or topic. */
  brief(storyOrTopic: string, words?: number): Promise<Brief>;
  /** The article behind a link, with its story. Throws in words where there is none to be had. */
  readLink(url: string): Promise<ReadLink>;
  readonly checks: CheckDesk;
  whatsNew(storyId: string, channel: ChannelRef): Promise<News>;
  /** `conversation` names the thread that a follow-up goes on with. */
  ask(question: string, conversation?: string): Promise<Answer>;
  readonly feeds: FeedDesk;
  readonly watchlists: WatchDesk;
  readonly people: PeopleDesk;
  readonly lookup: LookupDesk;
  /** Posts the newest stories that match a watchlist, as a digest; gives how many. */
  backfill(watchlist: Watchlist, stories: number): Promise<number>;
  /** Stories that it has called for in the last seven days, and those of them that were found not relevant. */
  week(watchlist: Watchlist): Promise<Pick<WatchFeedback, 'stories' | 'irrelevant'>>;
  /** What people made of its alerts. */
  feedback(watchlist: Watchlist): Promise<WatchFeedback>;
  /** The place is out of reach for good: its watchlists rest, what waits for it is given up, and owners are told why. */
  lost(place: Place, reason: string): Promise<void>;
  /** What people make of a story. */
  readonly storyDesk: StoryDesk;
  report(): Promise<{
    readonly articles: number;
    readonly stories: number;
    readonly feeds: number;
    readonly watchlists: number;
  }>;
}
