/** Pages of articles that channels were told of, asked again and again: whether they still stand, and still say the same. */
import type { Timestamp } from '../model.ts';
import { HOUR_MS, MINUTE_MS } from './durations.ts';

/** When a page is asked again, from the moment that a channel was told of its article. After the last one nobody asks any more. */
export const REVISITS_AFTER_MS: readonly number[] = [1, 6, 24, 72].map((hours) => hours * HOUR_MS);
/** A page that we have never seen is looked at so soon: only what once stood can be gone, or say something else. */
export const FIRST_LOOK_AFTER_MS = 5 * MINUTE_MS;
/** What would be news is believed when a second ask, this much later, finds the same. */
export const CONFIRMED_AFTER_MS = 10 * MINUTE_MS;
/** Asks in a row, at one visit, that may end without an answer that can be used. */
export const MAX_ASKS_A_VISIT = 4;

/** An article that a channel was told of, and what we know of its page since. */
export interface Revisit {
  readonly articleId: string;
  /** When the channel was told. */
  readonly toldAt: Timestamp;
  readonly askAt: Timestamp;
  /** Asks of the present visit that have settled nothing. */
  readonly asks: number;
  /** What the last ask seemed to find; the next has to find the same. */
  readonly suspected?: string;
  /** Whether the page was ever there when we asked. */
  readonly stood?: boolean;
  /** The page as it stood when it was last understood, and the revision of the article then. */
  readonly known?: { readonly revision: number; readonly title: string; readonly text: string };
}

/** What an ask found: nothing of interest, no answer, or a sign, which counts at once or when it is seen again. */
export type Finding =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no_answer' }
  | { readonly kind: 'sign'; readonly mark: string; readonly certain: boolean };

/** `hasStood`: its article's text was taken from the page. */
export const firstRevisit = (articleId: string, toldAt: Timestamp, hasStood: boolean): Revisit => ({
  articleId,
  toldAt,
  askAt: later(toldAt, hasStood ? REVISITS_AFTER_MS[0]! : FIRST_LOOK_AFTER_MS),
  asks: 0,
  ...(hasStood ? { stood: true } : {}),
});

/** What an ask leads to: whether its sign is believed, and the next ask; none where all visits are made. */
export function afterAsking(
  revisit: Revisit,
  finding: Finding,
  now: number,
): { readonly believed: boolean; readonly next: Revisit | undefined } {
  const { suspected, ...rest } = revisit;
  const believed = finding.kind === 'sign' && (finding.certain || finding.mark === suspected);
  const asks = revisit.asks + 1;
  const isSettled = believed || finding.kind === 'nothing' || asks >= MAX_ASKS_A_VISIT;
  if (isSettled) return { believed, next: nextVisit(rest, now) };
  const mark = finding.kind === 'sign' ? finding.mark : suspected;
  const askAt = new Date(now + CONFIRMED_AFTER_MS).toISOString();
  return { believed, next: { ...rest, asks, askAt, ...(mark === undefined ? {} : { suspected: mark }) } };
}

/** Visits that were slept through are not made up for. */
function nextVisit(revisit: Revisit, now: number): Revisit | undefined {
  const toldMs = Date.parse(revisit.toldAt);
  const afterMs = REVISITS_AFTER_MS.find((after) => toldMs + after > now);
  return afterMs === undefined ? undefined : { ...revisit, asks: 0, askAt: later(revisit.toldAt, afterMs) };
}

const later = (at: Timestamp, ms: number): Timestamp => new Date(Date.parse(at) + ms).toISOString();
