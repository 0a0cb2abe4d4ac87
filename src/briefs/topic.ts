/** What a story is about: the words that its voices have in common at the head of their reports. */
import type { Timestamp } from '../model.ts';

/** Sentences after the headline that count as a report's head. */
export const HEAD_SENTENCES = 3;
/** A report stamped this long after the middle one may carry the stamp of a later edition: its "on Sunday" is doubtful. */
export const LATE_STAMP_MS = 10 * 24 * 60 * 60 * 1000;
/** A report with less than this share of the topic that headline and lead have is about something else. */
const STRANGER_SHARE = 0.25;
/** Share of the topic in a sentence that makes it a telling of the event itself. */
const EVENT_SHARE = 0.6;
const EVENT_WORDS = 3;

/** The head of one report. */
export interface Head {
  readonly articleId: string;
  readonly voice: string;
  readonly stems: ReadonlySet<string>;
  /** Undefined where the outlet gave no time of its own. */
  readonly publishedAt: Timestamp | undefined;
}

export class Topic {
  /** How many voices tell the story. */
  readonly voices: number;
  private readonly heads: readonly Head[];
  private readonly shares = new Map<string, number>();
  private readonly middle: number | undefined;

  constructor(heads: readonly Head[]) {
    this.heads = heads;
    const users = new Map<string, Set<string>>();
    for (const { voice, stems } of heads) {
      for (const stem of stems) users.set(stem, (users.get(stem) ?? new Set()).add(voice));
    }
    this.voices = new Set(heads.map(({ voice }) => voice)).size;
    const least = this.voices > 2 ? 2 : 1;
    for (const [stem, using] of users) if (using.size >= least) this.shares.set(stem, using.size / this.voices);
    const times = heads.flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [Date.parse(publishedAt)]));
    this.middle = times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
  }

  /** How near the words are to what the story is about: each word counts with the share of voices that have it at the head. */
  nearnessOf(stems: Iterable<string>): number {
    let sum = 0;
    for (const stem of stems) sum += this.shares.get(stem) ?? 0;
    return sum;
  }

  /** The articles whose head has next to nothing of what the story's words say: a story can hold reports of something else. */
  strangersTo(words: ReadonlySet<string>): ReadonlySet<string> {
    const least = STRANGER_SHARE * this.nearnessOf(words);
    const shared = (stems: ReadonlySet<string>) => this.nearnessOf([...words].filter((word) => stems.has(word)));
    return new Set(this.heads.filter(({ stems }) => shared(stems) < least).map(({ articleId }) => articleId));
  }

  /** 0 to 1: how much of what a sentence says of the topic the other has said, common words counting most. */
  overlap(stems: ReadonlySet<string>, told: ReadonlySet<string>): number {
    let sum = 0;
    let shared = 0;
    const least = 1 / Math.max(1, this.heads.length);
    for (const stem of stems) {
      const weight = Math.max(least, this.shares.get(stem) ?? 0) ** 2;
      sum += weight;
      if (told.has(stem)) shared += weight;
    }
    return sum === 0 ? 0 : shared / sum;
  }

  /**
   * Whether a day on which a sentence has the event happen can't be right: the report's stamp is far later than the others', and
   * they told the same before that day.
   */
  wasToldBefore(day: string, stems: ReadonlySet<string>, stamp: Timestamp): boolean {
    if (this.middle === undefined || Date.parse(stamp) - this.middle < LATE_STAMP_MS) return false;
    const common = new Set([...stems].filter((stem) => this.shares.has(stem)));
    if (common.size < EVENT_WORDS) return false;
    return this.heads.some(
      ({ publishedAt, stems: head }) =>
        publishedAt !== undefined && publishedAt.slice(0, 10) < day && this.overlap(common, head) >= EVENT_SHARE,
    );
  }
}
