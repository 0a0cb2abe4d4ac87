/** The nouns of the newsroom. Everything here is plain data: it can be stored, sent to another thread, printed as JSON. */

/** ISO 8601 in UTC, as `Date.prototype.toISOString` prints it. */
export type Timestamp = string;
/** An ISO 8601 calendar date, or its beginning: `2025-07-03`, `2025-07`, `2025`. */
export type PartialDate = string;
/** ISO 639-1 code, or `und` where the language could not be told. */
export type LanguageCode = string;

// ---------------------------------------------------------------- feeds and articles

/** One entry of a feed, whatever its dialect. HTML stays in `content` and `summary`; titles are plain text. */
export interface FeedItem {
  /** guid or atom:id as given. */
  readonly id?: string;
  readonly link?: string;
  readonly title?: string;
  readonly content?: string;
  readonly summary?: string;
  readonly author?: string;
  readonly publishedAt?: Timestamp;
  readonly updatedAt?: Timestamp;
  readonly categories?: readonly string[];
  /** RSS `<source>`: the outlet that the item was taken from. */
  readonly source?: string;
  readonly image?: string;
}

export interface FeedHeader {
  readonly title?: string;
  readonly link?: string;
  readonly description?: string;
  readonly language?: string;
  readonly updatedAt?: Timestamp;
  /** The shortest time between polls that the feed itself asks for (`<ttl>`, `sy:updatePeriod`), in minutes. */
  readonly ttlMinutes?: number;
  /** Which of the two it was. */
  readonly ttlFrom?: 'ttl' | 'sy:updatePeriod';
  /** Hours of the day, GMT, in which the feed asks not to be polled; 0 to 23. */
  readonly skipHours?: readonly number[];
  /** Days of the week, GMT, in which the feed asks not to be polled; 0 is Sunday. */
  readonly skipDays?: readonly number[];
}

export interface ParsedFeed {
  readonly feed: FeedHeader;
  readonly items: readonly FeedItem[];
  /** Ids of entries that the feed says are deleted (RFC 6721). */
  readonly deletedIds?: readonly string[];
}

/** A feed that the newsroom reads. */
export interface FeedSubscription {
  readonly id: string;
  readonly url: string;
  /** The outlet's name as readers know it. */
  readonly outlet: string;
  readonly tags: readonly string[];
  readonly addedAt: Timestamp;
  readonly pausedAt?: Timestamp;
  /** Who added it in a chat, and where: they are told when it had to be paused. */
  readonly owner?: Person;
  readonly channel?: ChannelRef;
}

/** What we remember of a feed between polls. */
export interface FeedHealth {
  readonly feedId: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly lastPolledAt?: Timestamp;
  readonly lastSuccessAt?: Timestamp;
  readonly nextPollAt?: Timestamp;
  /** Why the next poll is when it is, in words. */
  readonly nextPollReason?: string;
  readonly consecutiveFailures: number;
  /** The last failure in words; absent after a success that was whole. */
  readonly lastError?: string;
  readonly itemsSeen: number;
  /** When the present run of failures began. */
  readonly failingSince?: Timestamp;
  /** Set where we stopped asking ourselves; the reason is for the feed's owner. */
  readonly pausedAt?: Timestamp;
  readonly pausedReason?: string;
  /** What the feed last said of polling: an answer of "unchanged" does not say it again. */
  readonly asks?: Pick<FeedHeader, 'ttlMinutes' | 'ttlFrom' | 'skipHours' | 'skipDays'>;
  /** When its newest items were published, newest first: its rhythm. */
  readonly rhythm?: readonly Timestamp[];
  /** When it last showed nothing that we knew, all of it newer than our last look: what stood between may be lost. */
  readonly gapAt?: Timestamp;
  /** From an item's publication to our reading it, in the middle of the newest items. */
  readonly medianDelayMs?: number;
  /** Where it says that it has moved for good, and in how many polls in a row. */
  readonly moved?: { readonly url: string; readonly polls: number };
}

/** Text and metadata taken from a page or a saved file, before it is somebody's article. */
export interface ExtractedPage {
  readonly url?: string;
  readonly canonicalUrl?: string;
  /** The page on another site that this one says it is a copy of. */
  readonly originalUrl?: string;
  /** The headline, without the outlet's name. */
  readonly title: string;
  /** The title as the page's metadata has it, where that is more than the headline. */
  readonly givenTitle?: string;
  readonly byline?: string;
  readonly outlet?: string;
  readonly publishedAt?: Timestamp;
  readonly modifiedAt?: Timestamp;
  readonly lang: LanguageCode;
  /** Paragraphs separated by one blank line. */
  readonly text: string;
  readonly image?: string;
  /** False where the page's linked data says that all or part of it is for subscribers; absent where it says nothing. */
  readonly isAccessibleForFree?: boolean;
}

/** A piece that one outlet published. `text` is clean: no boilerplate, paragraphs separated by one blank line. */
export interface Article {
  readonly id: string;
  /** The outlet's name. */
  readonly source: string;
  readonly url?: string;
  readonly title: string;
  readonly byline?: string;
  readonly text: string;
  readonly lang: LanguageCode;
  readonly publishedAt: Timestamp;
  /** True where the outlet gave no readable time and ours stands in. */
  readonly publishedAtGuessed: boolean;
  /** When we first collected it. */
  readonly seenAt: Timestamp;
  /** 1 at first; counts up when the outlet changes the article. */
  readonly revision: number;
  readonly contentHash: string;
  readonly storyId: string;
  /** The article that this one copies (wire copy, syndication). */
  readonly copyOf?: string;
  /** The agency that its byline or dateline credits, or the outlet that its feed says it was taken from. */
  readonly agency?: string;
  readonly feedId?: string;
  readonly tags?: readonly string[];
  /** True where the text was taken from its page, not from its feed. */
  readonly textFromPage?: boolean;
  /** When we found that its outlet has taken it back: nothing is written or answered from it any more. */
  readonly withdrawnAt?: Timestamp;
}

/** An earlier state of an article, kept when the outlet changes it. */
export interface ArticleRevision {
  readonly articleId: string;
  readonly revision: number;
  readonly title: string;
  readonly text: string;
  readonly replacedAt: Timestamp;
  /** What changed, in words that an editor would use; empty for noise. */
  readonly changes: readonly string[];
}

// ---------------------------------------------------------------- stories

/** The articles about one event. */
export interface Story {
  readonly id: string;
  readonly title: string;
  /** Oldest first. */
  readonly articleIds: readonly string[];
  /** Outlets' names, each once. */
  readonly sources: readonly string[];
  /** Outlets that did their own reporting: copies and outlets under one owner count once. */
  readonly independentSources: number;
  readonly firstSeenAt: Timestamp;
  readonly updatedAt: Timestamp;
  /** Counts up with every change to the story; the store refuses a write that did not build on the newest. */
  readonly revision: number;
  /** The story that this one was merged into; its id goes on working. */
  readonly mergedInto?: string;
  /** The earlier story that this one goes on from: a later event of the same matter, told days after it. Its id may have been merged since. */
  readonly follows?: string;
}

export type ClaimKind = 'role' | 'figure' | 'date' | 'outcome' | 'statement';

/** What one sentence of one article says about one thing. */
export interface Claim {
  readonly articleId: string;
  readonly storyId: string;
  readonly kind: ClaimKind;
  /** What the claim is about, in normal form: claims of one story with one `about` can be compared. */
  readonly about: string;
  /** `about` in words, to be shown. */
  readonly label: string;
  /** The value in normal form, to be compared: `dmitry zhirnov`, `9`, `2025-04`. */
  readonly value: string;
  /** The value as the article writes it. */
  readonly display: string;
  /** The sentence, verbatim. */
  readonly quote: string;
  /** Offset of the sentence in the article's text, in UTF-16 units. */
  readonly start: number;
  readonly attributedTo?: string;
  readonly hedged?: boolean;
  readonly negated?: boolean;
  /** The day or span that a figure is of, where the sentence says so: `2025-07-03`, `2024`, `2025-06-01/2025-06-30`. */
  readonly when?: PartialDate;
}

/** A numbered source of a brief or an answer. */
export interface Source {
  readonly n: number;
  readonly articleId: string;
  readonly source: string;
  readonly title: string;
  readonly url?: string;
  readonly publishedAt: Timestamp;
  /** True where the article names no date: nobody should be shown one. */
  readonly undated?: boolean;
  /** The number of the source that this one copies. */
  readonly copyOf?: number;
  /** Where copies are folded under their origin: the outlets that carry them, in words. */
  readonly alsoCarriedBy?: string;
}

export interface Position {
  readonly value: string;
  /** Numbers of the sources that hold it. */
  readonly citations: readonly number[];
  readonly quote: string;
}

/** Two or more sources that differ about one thing at one time. */
export interface Disagreement {
  readonly kind: ClaimKind;
  /** What they differ about, in words: "ambassador to Kabul". */
  readonly about: string;
  /** The position with most independent support first. */
  readonly positions: readonly Position[];
}

export interface TimelineEntry {
  readonly date: PartialDate;
  readonly text: string;
  readonly citations: readonly number[];
}

export interface BriefSentence {
  readonly text: string;
  /** Numbers of every source that carries the fact. */
  readonly citations: readonly number[];
}

export interface Brief {
  readonly storyId: string;
  readonly storyRevision: number;
  readonly headline: string;
  readonly sentences: readonly BriefSentence[];
  readonly disagreements: readonly Disagreement[];
  readonly timeline: readonly TimelineEntry[];
  readonly sources: readonly Source[];
  /** How many outlets carry the story, and how many of them reported it themselves. */
  readonly carriedBy: number;
  readonly independentSources: number;
  /** What so far only one independent source says, or says with reserve. */
  readonly unconfirmed?: readonly BriefSentence[];
  readonly provenance?: BriefProvenance;
  /** The earlier story that this one follows. */
  readonly follows?: { readonly storyId: string; readonly title: string };
}

/** Who had the story first, by numbers of the brief's sources: the two can differ, so both are told. */
export interface BriefProvenance {
  /** By the outlets' own stamps; absent where none can be believed. */
  readonly published?: { readonly n: number; readonly at: Timestamp };
  /** By when we collected it. */
  readonly seen?: { readonly n: number; readonly at: Timestamp };
}

/** What a change is: taken back, corrected, a figure that moved, sources that differ now, something more. */
export type ChangeKind = 'withdrawal' | 'correction' | 'figure' | 'dispute' | 'source' | 'fact';

export interface Change extends BriefSentence {
  readonly kind?: ChangeKind;
}

/** What has changed since a brief was posted; nothing is said where `changes` is empty. */
export interface WhatIsNew {
  readonly changes: readonly Change[];
}

// ---------------------------------------------------------------- watchlists and alerts

export type Platform = 'slack' | 'discord' | 'console';

export interface ChannelRef {
  readonly platform: Platform;
  /** Slack team, Discord guild; absent in the console and where the platform needs none. */
  readonly workspace?: string;
  readonly channel: string;
  /** The platform's id of a person who gets direct messages; `channel` is then the same id, until the platform has named one. */
  readonly person?: string;
}

/** A message that the platform has accepted. */
export interface MessageRef {
  readonly channel: ChannelRef;
  readonly id: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** `hour`: at every full hour. `at` is local time, `08:30`. */
export type DigestSchedule = { readonly every: 'hour' } | { readonly every: 'day' | 'weekday'; readonly at: string };

/** Somebody who is to be notified, by the platform's own id; never everybody. */
export interface Mention {
  readonly kind: 'person' | 'role';
  readonly id: string;
}

/** How a watchlist delivers. Whatever is left out is as it always was: at once, day and night, every story. */
export interface WatchOptions {
  /** IANA name of the zone in which its times are meant; UTC where absent. */
  readonly zone?: string;
  readonly digest?: DigestSchedule;
  /** Local times, `22:00` to `07:00`: what comes then waits for their end. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** Outlets that must have reported a story themselves. */
  readonly minSources?: number;
  /** Alerts in any hour; the rest waits for a digest. */
  readonly maxPerHour?: number;
  /** Which changes of a posted story are worth a reply. Corrections and withdrawals always are. */
  readonly updates?: 'any' | 'figures' | 'none';
  readonly mentions?: readonly Mention[];
}

/** A channel or a person that a watchlist alerts beside its own channel. */
export interface Subscriber {
  readonly channel: ChannelRef;
  readonly by: Person;
  /** Where it was asked for: who can't be reached is told there. */
  readonly askedIn: ChannelRef;
  readonly since: Timestamp;
}

export interface Watchlist {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly owner: Person;
  /** Where the owner takes direct messages, where we know. */
  readonly ownerAt?: ChannelRef;
  readonly channel: ChannelRef;
  readonly createdAt: Timestamp;
  readonly pausedAt?: Timestamp;
  /** Why it is paused where nobody asked for it: the channel is gone, a permission was lost. */
  readonly pausedReason?: string;
  readonly snoozedUntil?: Timestamp;
  readonly options?: WatchOptions;
  readonly subscribers?: readonly Subscriber[];
  /** Channels that could not be reached any more, and why; nothing goes there until it is resumed. */
  readonly lost?: readonly { readonly channel: ChannelRef; readonly at: Timestamp; readonly reason: string }[];
}

/** What all messages in the outbox have. Ids are made from what is said to whom, so enqueuing twice is enqueuing once. */
interface Message {
  readonly id: string;
  readonly channel: ChannelRef;
  readonly watchlistIds: readonly string[];
  readonly post: Post;
  readonly createdAt: Timestamp;
  readonly dueAt: Timestamp;
  readonly attempts: number;
}

/** Why a message waits for its time instead of going out at once; what was held for one channel goes out as one digest. */
export type HoldReason = 'digest' | 'quiet' | 'rate' | 'backfill';

/** `alert`: a story's first post in a channel. `update`: that post is edited and a reply says what changed. */
export interface StoryAlert extends Message {
  readonly kind: 'alert' | 'update';
  readonly storyId: string;
  readonly storyRevision: number;
  readonly brief: Brief;
  /** For an update: the reply in the thread that says what changed; without one the edit is silent. */
  readonly reply?: Post;
  /** What the reply says, so that it can be said together with what comes next. */
  readonly changes?: readonly Change[];
  readonly hold?: HoldReason;
  /** It takes back an alert of its id that was never tried: nothing is left to tell. */
  readonly cancels?: true;
}

/** `digest`: several stories in one post. `notice`: what the bot has to say of itself, to a channel or to one person. */
export interface Letter extends Message {
  readonly kind: 'digest' | 'notice';
  readonly storyId?: undefined;
  /** Who is to be told instead where this one can't be reached, in turn. */
  readonly otherwise?: readonly ChannelRef[];
}

export type Alert = StoryAlert | Letter;

/** A message has arrived. */
export interface Receipt {
  readonly alertId: string;
  readonly channel: ChannelRef;
  readonly message: MessageRef;
  readonly deliveredAt: Timestamp;
}

/** What a channel was last told about a story. */
export interface Delivery extends Receipt {
  readonly storyId: string;
  readonly storyRevision: number;
  readonly brief: Brief;
  /** True where it was one of several in a digest: the message is not this story's to edit. */
  readonly inDigest?: boolean;
}

/**
 * `muted`: the channel wants no more of the story. `claimed`: somebody is on it. `irrelevant`: the watchlist should not have
 * called for it.
 */
export interface StoryMark {
  readonly kind: 'muted' | 'claimed' | 'irrelevant';
  readonly storyId: string;
  readonly channel: ChannelRef;
  readonly watchlistId?: string;
  readonly by: Person;
  readonly at: Timestamp;
}

// ---------------------------------------------------------------- questions and answers

export interface Question {
  readonly text: string;
  /** Earlier questions and answers of the same conversation, oldest first. */
  readonly thread?: readonly { readonly question: string; readonly answer: string }[];
}

/** A verbatim sentence that proves an answer. */
export interface Evidence {
  readonly n: number;
  readonly quote: string;
  readonly source: string;
  readonly url?: string;
  readonly articleId: string;
  readonly publishedAt: Timestamp;
  /** True where the article names no date: nobody should be shown one. */
  readonly undated?: boolean;
}

export interface Answer {
  readonly question: string;
  /** As short as can be; a sentence that says why where `abstained`. */
  readonly answer: string;
  readonly abstained: boolean;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly caveats: readonly string[];
  /** The day on which it happened, where the evidence names one and the question did not ask for it. */
  readonly happenedOn?: PartialDate;
  /** Independent sources whose text supports the answer. */
  readonly independentSources: number;
  /** Where abstained: the articles that come nearest. */
  readonly nearest: readonly Source[];
}

// ---------------------------------------------------------------- posts

/** A run of text in a post. Text from outside is only ever `text`: adapters escape it. */
export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'strong' | 'emphasis' | 'code' }
  | { readonly kind: 'citation'; readonly n: number }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'time'; readonly at: Timestamp };

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'code'; readonly text: string };

export interface Action {
  /** What is pressed, `mute:s_12`; comes back in a ChatRequest. Carries no secret. */
  readonly id: string;
  readonly label: string;
  /** `primary` for what most people want, `danger` for what can't be taken back. */
  readonly style?: 'primary' | 'danger';
  /** It opens a form: the platform asks the desk for that instead of for a post. */
  readonly opens?: 'form';
  /** Asked before it is done. */
  readonly confirm?: string;
}

/** One of several, as a platform lists them: at most 100 characters each. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Small print beside the label. */
  readonly note?: string;
}

/** A list to choose one of; comes back as an action of this id, with the value as its text. */
export interface Menu {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** When which source carried a story, to be drawn where the platform shows pictures. */
export interface CoverageChart {
  /** What a reader who does not see the picture is told. */
  readonly alt: string;
  readonly title: string;
  /** In order of time; `copyOf` names the outlet whose text it is. */
  readonly marks: readonly { readonly at: Timestamp; readonly source: string; readonly copyOf?: string }[];
}

/** A field of a form. Ids are plain words; its value comes back under its id. */
export type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | {
      readonly kind: 'text';
      readonly value?: string;
      readonly placeholder?: string;
      readonly multiline?: boolean;
      readonly maxChars?: number;
    }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly value?: string }
  | { readonly kind: 'channel'; readonly value?: string }
  | { readonly kind: 'time'; readonly value?: string }
  /** Chosen among what the desk finds for what is typed. */
  | { readonly kind: 'lookup'; readonly of: LookupKind; readonly value?: Choice }
);

/** What people look up by typing a few letters of it. */
export type LookupKind = 'story' | 'watchlist' | 'feed' | 'topic';

/** A form to fill in. Platforms that hold only so many fields show the first ones: those suffice. */
export interface Form {
  /** `watch-new`, `watch-edit:w_1`; comes back with what was filled in. Carries no secret. */
  readonly id: string;
  readonly title: string;
  /** What the button that sends it says. */
  readonly submit: string;
  readonly fields: readonly Field[];
  /** Shown above the fields: what a query would have done. */
  readonly notes?: readonly Block[];
  /** Buttons within the form, where the platform has them: each gives the form anew, with what is filled in so far. */
  readonly actions?: readonly Action[];
}

/** What became of a form: what is wrong with which field, or what was done. */
export type Submission = { readonly errors: Readonly<Record<string, string>> } | { readonly post: Post };

/** A person's own page, where the platform has one. */
export interface Home {
  readonly sections: readonly {
    readonly title: string;
    readonly blocks: readonly Block[];
    readonly items?: readonly { readonly blocks: readonly Block[]; readonly actions?: readonly Action[] }[];
    readonly actions?: readonly Action[];
  }[];
}

/** One message, whatever the platform: the mind speaks it, adapters render it. */
export interface Post {
  /** Who may see it. Errors and personal settings are for the asker alone. */
  readonly audience: 'everyone' | 'asker';
  readonly headline?: { readonly text: string; readonly url?: string };
  readonly blocks: readonly Block[];
  readonly fields?: readonly { readonly label: string; readonly value: string }[];
  readonly sources?: readonly Source[];
  readonly actions?: readonly Action[];
  readonly menu?: Menu;
  readonly image?: { readonly url: string; readonly alt: string };
  readonly chart?: CoverageChart;
  /** Small print under the post: "carried by 19, 4 independent". */
  readonly footer?: string;
  /** Who is notified: nobody where absent. */
  readonly mentions?: readonly Mention[];
}

/** What the platform says of the asker, where they ask. Absent in the terminal, whose user may do everything. */
export interface AskerRights {
  /** Administers the workspace or server. */
  readonly admin: boolean;
  /** May change this channel's settings, where the platform tells. */
  readonly manageChannel?: boolean;
  /** Of other channels that the request names (a form's channel field), those that the asker may manage. */
  readonly manages?: readonly string[];
  /** Groups or roles, by the platform's ids. */
  readonly roles?: readonly string[];
}

/** Something that a person did in a chat. */
export interface ChatRequest {
  readonly platform: Platform;
  readonly channel: ChannelRef;
  readonly asker: Person;
  /**
   * `command`: `/watch add taliban`; `question`: a mention, a direct message, a line in the console; `action`: a button or a
   * choice; `form`: one that was filled in; `message`: somebody else's message, pointed at.
   */
  readonly kind: 'command' | 'question' | 'action' | 'form' | 'message';
  /** The command without its slash, the action's or form's id; `brief-link` or `check` for a message; empty for a question. */
  readonly name: string;
  /** What follows the command; the question; what was chosen; the message. */
  readonly text: string;
  /** Options that the platform has already taken apart (Discord): they win over `text`. A form's values by field. */
  readonly options?: Readonly<Record<string, string>>;
  /** Addresses in a message that was pointed at, in order. */
  readonly links?: readonly string[];
  /** Names the conversation that the request goes on with. */
  readonly thread?: string;
  readonly rights?: AskerRights;
  /** IANA zone of the asker's profile, where the platform tells. */
  readonly zone?: string;
}
