/** What reading a text once gives: sentences and words with their places. Offsets are UTF-16 units into the text that was read. */
import type { LanguageCode } from '../model.ts';

export interface Token {
  /** As written. */
  readonly text: string;
  /** Lower case, possessive dropped, diacritics folded. */
  readonly norm: string;
  /** Porter stem of `norm` for English and unknown languages, else `norm`. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** A word too common to tell anything. */
  readonly stop: boolean;
}

export interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Number of the paragraph, from 0. */
  readonly paragraph: number;
  readonly tokens: readonly Token[];
}

export interface Reading {
  readonly text: string;
  readonly lang: LanguageCode;
  readonly sentences: readonly Sentence[];
}

export type NameKind = 'person' | 'place' | 'organisation' | 'other';

export interface NameMention {
  readonly sentence: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A name with everything in this text that means it; `text` is its fullest form here. */
export interface Name {
  readonly text: string;
  readonly kind: NameKind;
  readonly mentions: readonly NameMention[];
  /** Titles and roles written before it or in apposition: "Foreign Minister", "Russian Ambassador". */
  readonly roles: readonly string[];
}

export interface Quantity {
  readonly value: number;
  /** What is counted, as a stem (`kill`, `soldier`), or `usd`, `eur`, `percent`, `km`…; empty where it can't be told. */
  readonly unit: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** about, at least, more than, nearly… */
  readonly approximate: boolean;
  /** What is said of the counted, as a stem: `kill` for "nine dead", "killing nine" and "a death toll of nine" alike, `injur`, `arrest`. */
  readonly predicate?: string;
  /** The upper end of a range: 15 in "10 to 15". */
  readonly upTo?: number;
}

export interface DateMention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Resolved against the article's publication, as precise as the words are: `2025-07-03`, `2025-04`, `1996`. */
  readonly date: string;
  /** The end of a range ("1996 to 2001", "1979-1989"). */
  readonly until?: string;
}

/** Who did what to whom in one clause. Texts are as written in the sentence; heads are what is compared. */
export interface Clause {
  readonly subject?: string;
  /** Lemma of the main verb: `recognise` and `recognize` are both `recognise`. */
  readonly verb: string;
  readonly object?: string;
  /** What follows in prepositional phrases: "in Kabul", "on the advice of Lavrov". */
  readonly complements: readonly string[];
  readonly passive: boolean;
  readonly negated: boolean;
  /** "may", "reportedly", "is expected to", "stopped short of". */
  readonly hedged: boolean;
  /** "will recognise": it has not happened yet. */
  readonly future?: boolean;
}
