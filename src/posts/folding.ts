/** Copies folded under their origin: one line of sources for one report, with the outlets that carry it. */
import type { BriefSentence, Source } from '../model.ts';
import { listInWords } from './spans.ts';

/** Outlets named behind one origin; the others are counted. */
export const COPIES_NAMED = 5;

export interface Folding {
  /** Origins, and copies that are cited where their origin is not. By number. */
  readonly sources: readonly Source[];
  /** Without the copies that stand under an origin that is cited as well. */
  citations(numbers: readonly number[]): readonly number[];
}

/** Folds the sources that some citations show. A copy that alone carries a fact keeps its own line. */
export function foldCopies(sources: readonly Source[], cited: readonly BriefSentence['citations'][]): Folding {
  const byNumber = new Map(sources.map((source) => [source.n, source]));
  const originOf = ({ copyOf }: Source): Source | undefined =>
    copyOf === undefined ? undefined : byNumber.get(copyOf);
  const needsOwnLine = (source: Source): boolean => {
    const origin = originOf(source);
    if (origin === undefined) return true;
    return cited.some((numbers) => numbers.includes(source.n) && !numbers.includes(origin.n));
  };
  const shown = sources.filter(needsOwnLine);
  const folded = sources.filter((source) => !shown.includes(source));
  const hidden = new Set(folded.map(({ n }) => n));
  const copiesOf = Map.groupBy(folded, ({ copyOf }) => copyOf);
  return {
    sources: shown.map((source) => {
      const outlets = outletsOf(source, copiesOf.get(source.n) ?? []);
      return outlets === '' ? source : { ...source, alsoCarriedBy: outlets };
    }),
    citations: (numbers) => numbers.filter((n) => !hidden.has(n)),
  };
}

/** "A, B and C", each once and without the origin's own. */
function outletsOf(origin: Source, copies: readonly Source[]): string {
  const outlets = [...new Set(copies.map(({ source }) => source))].filter((outlet) => outlet !== origin.source);
  const more = outlets.length - COPIES_NAMED;
  return listInWords(more > 1 ? [...outlets.slice(0, COPIES_NAMED), `${more} more`] : outlets);
}
