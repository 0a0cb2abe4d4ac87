/** What the newsroom is given: the ports, and what the operator decided. */
import type { ChannelRef } from '../model.ts';
import type { Archive, Clock, FeedSource, Log, Outbox, SearchIndex, State, StoryMarks } from '../ports.ts';

export interface World {
  readonly archive: Archive;
  readonly searchIndex: SearchIndex;
  readonly outbox: Outbox;
  readonly marks: StoryMarks;
  readonly state: State;
  readonly feedSource: FeedSource;
  /** The same for article pages, which sites may ask robots not to fetch. */
  readonly pageSource: FeedSource;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly policy: Policy;
  /** Gives memory back; called between the parts of what takes much of it. */
  readonly tidy?: () => void;
}

/** The operator's decisions that the mind needs, with units in their names. */
export interface Policy {
  readonly polling: {
    readonly intervalMinutes: number;
    readonly floorMinutes: number;
    readonly ceilingMinutes: number;
    /** Feeds read at the same time; one host is still asked one thing at a time. */
    readonly concurrency: number;
  };
  readonly briefWords: number;
  /** The room's own limits where absent. */
  readonly alerts?: { readonly maxNewsAgeDays: number; readonly minIndependentSources: number };
  /** Where the bot tells of what concerns nobody else. */
  readonly operator?: ChannelRef;
  readonly delivery?: { readonly maxAttempts: number; readonly maxAgeHours: number };
  /** Below this an answer is a refusal. */
  readonly answerMinConfidence: number;
  /** Outlet's name -> its owner: outlets of one owner count once. */
  readonly owners: ReadonlyMap<string, string>;
  /** Names that count as one. */
  readonly aliases: readonly (readonly string[])[];
}

export const timestamp = (clock: Clock): string => new Date(clock.now()).toISOString();
