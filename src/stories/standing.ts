/** Which of the values that were given for one thing are still being given, and which a later one has replaced. */

/** A value given this long after another replaces it, unless the other is still being given. */
export const REPLACED_AFTER_MS = 60 * 60 * 1000;

export interface DatedValue {
  readonly value: string;
  /** Milliseconds, by the outlet's own stamp; undefined where the article has none. */
  readonly at: number | undefined;
}

export interface Standing {
  /** Values that some article still gives when the newest article speaks of the thing; several where sources differ. */
  readonly current: readonly string[];
  /** Values that no article gives any more since one of the current ones came up. */
  readonly superseded: readonly string[];
}

/** The standing of all values given for one thing (claims of one `about`). Values without a time are in neither list. */
export function standingOf(told: readonly DatedValue[]): Standing {
  const uses = new Map<string, { readonly first: number; readonly last: number }>();
  for (const { value, at } of told) {
    if (at === undefined) continue;
    const use = uses.get(value) ?? { first: at, last: at };
    uses.set(value, { first: Math.min(at, use.first), last: Math.max(at, use.last) });
  }
  const newest = Math.max(...[...uses.values()].map(({ last }) => last));
  const standing = [...uses].filter(([, { last }]) => last === newest);
  const isReplaced = (value: string, last: number): boolean =>
    standing.some(([other, { first }]) => other !== value && first >= last + REPLACED_AFTER_MS);
  const values = [...uses].sort(([, a], [, b]) => b.last - a.last);
  return {
    current: values.filter(([value, { last }]) => !isReplaced(value, last)).map(([value]) => value),
    superseded: values.filter(([value, { last }]) => isReplaced(value, last)).map(([value]) => value),
  };
}
