/** Whether a sentence tells once more what another has told: the same thing done by or to the same, whatever surrounds it. */
import type { Deed } from './deed.ts';
import { tollsIn } from './material.ts';

/** Whether two sentences tell the same deed. Two who are named and share no name are two. */
export function tellSameDeed(a: Deed | undefined, b: Deed | undefined): boolean {
  if (a === undefined || b === undefined || !meet(a.verb, b.verb)) return false;
  if (meet(a.words, b.words)) return true;
  return (a.isVague || b.isVague) && (a.names.size === 0 || b.names.size === 0);
}

/** What is counted in a sentence, with its figure. */
export type Tolls = ReadonlyMap<string, string>;

export const tollsOf = (text: string): Tolls => new Map(tollsIn(text).map(({ about, value }) => [about, value]));

/** Whether two sentences give one toll in two figures. */
export function differInToll(a: Tolls, b: Tolls): boolean {
  return [...a].some(([about, value]) => b.has(about) && b.get(about) !== value);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of a) if (b.has(each)) return true;
  return false;
}
