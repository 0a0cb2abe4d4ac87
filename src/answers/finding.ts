/** What a way of answering hands back: an answer with the passages that prove it, or nothing. */
import type { Article } from '../model.ts';
import type { Passage } from './retrieve.ts';

export interface Finding {
  readonly answer: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Best first; each from another source where there are several. */
  readonly support: readonly Passage[];
  /** Who says otherwise, with what they say. */
  readonly dissent: readonly Dissent[];
  readonly caveats: readonly string[];
}

export interface Dissent {
  readonly says: string;
  readonly passage: Passage;
}

/** The outlet whose own work an article is: a copy belongs to the one it copies, as far as we hold that. */
export function originOf(
  article: Article,
  byId: ReadonlyMap<string, Article>,
  owners: ReadonlyMap<string, string>,
): string {
  let current = article;
  for (let hops = 0; hops < 5 && current.copyOf !== undefined; hops += 1) {
    const original = byId.get(current.copyOf);
    if (original === undefined) return `copy of ${current.copyOf}`;
    current = original;
  }
  return owners.get(current.source) ?? current.source;
}

/** One passage for each independent source, the best ones first. Copies and outlets of one owner count once. */
export function independentPassages(
  passages: readonly Passage[],
  origin: (article: Article) => string,
): readonly Passage[] {
  const seen = new Set<string>();
  return passages.filter((passage) => {
    const from = origin(passage.article);
    if (seen.has(from)) return false;
    seen.add(from);
    return true;
  });
}
