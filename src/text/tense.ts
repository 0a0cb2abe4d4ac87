/** Whether the words around a date look back or ahead. */

export type Direction = 'past' | 'future' | 'unknown';

const FUTURE =
  /\b(?:will|won't|shall|may|might|could|would|'ll|\u2019ll|(?:is|are|was|were) (?:to|due|set|scheduled|expected|slated|likely|planned)|(?:plans?|planned|scheduled|expected|due|set|slated|hopes?|aims?|intends?|preparing|ahead) (?:to|for|of)|(?:scheduled|due|planned|slated|expected) (?:in|on)|going to|upcoming|forthcoming|deadline)\b/gi;
const PAST =
  /\b(?:said|says|told|was|were|had|has|have|did|came|made|took|began|met|held|won|lost|gave|found|left|went|saw|became|killed|died|wrote|broke|struck|hit|\p{Ll}{3,}(?<!\b(?:be|being) \p{Ll}*)ed)\b/giu;
const AHEAD = /\b(?:by|until|till|starting|beginning|effective)\s$/i;

/** How far on each side of a date its verb is looked for. */
const TENSE_REACH_CHARS = 160;
/** A participle this close behind "will" belongs to it: "will be formally released". */
const FUTURE_REACH_CHARS = 24;

/** Whether the clause around a date looks ahead: the nearest sign of tense before it, else the nearest one after it. */
export function directionAt(text: string, start: number, end: number): Direction {
  const before = text.slice(Math.max(0, start - TENSE_REACH_CHARS), start);
  if (AHEAD.test(before) && !/\bhad\b/i.test(before)) return 'future';
  const future = lastIndexOf(before, FUTURE);
  const past = lastIndexOf(before, PAST);
  if (future >= 0 && future + FUTURE_REACH_CHARS > past && !saidAfter(before, future)) return 'future';
  if (future >= 0 || past >= 0) return 'past';
  const after = text.slice(end, end + TENSE_REACH_CHARS);
  const nextFuture = firstIndexOf(after, FUTURE);
  const nextPast = firstIndexOf(after, PAST);
  if (nextFuture < 0 && nextPast < 0) return 'unknown';
  return nextFuture >= 0 && (nextPast < 0 || nextFuture <= nextPast) ? 'future' : 'past';
}

/** "will be released" keeps looking ahead; "will resign, he said on" does not. */
function saidAfter(before: string, index: number): boolean {
  return /\b(?:said|says|told|announced|added|wrote|reported)\b/i.test(before.slice(index));
}

function lastIndexOf(text: string, regex: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(regex)) last = match.index;
  return last;
}

function firstIndexOf(text: string, regex: RegExp): number {
  regex.lastIndex = 0;
  const match = regex.exec(text);
  regex.lastIndex = 0;
  return match?.index ?? -1;
}
