/** Something in a sentence that could be an answer. */

import type { NameKind } from '../text/reading.ts';

export interface Candidate {
  /** As the answer says it: a name in its fullest form, a date made absolute. */
  readonly text: string;
  /** Candidates with one key are one answer. */
  readonly key: string;
  /** Place in the article's text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** As the sentence has it. */
  readonly written: string;
  /** How well it is of the asked type, 0 to 1. */
  readonly fit: number;
  /** Titles that the article gives a name. */
  readonly roles?: readonly string[];
  readonly nameKind?: NameKind;
  /** True for a list of what belongs to the asked kind. */
  readonly members?: true;
  readonly kind: 'name' | 'country' | 'date' | 'figure' | 'phrase' | 'clause';
}

export const withoutDeterminer = (text: string): string => text.replace(/^(?:the|a|an)\s+/i, '');

/** "Cuba, Chile and Peru". */
export function joinNames(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
