/** Shingle sketches: how much of one text's wording is in another's, from a few numbers each (Broder 1997). */

/** Words in a shingle: long enough that two reporters don't write the same one by chance. */
const SHINGLE_WORDS = 5;
/** Hashes that a sketch keeps: the smallest, which makes them a sample that is the same for the same wording. */
export const SKETCH_HASHES = 64;

export interface Sketch {
  /** Ascending. */
  readonly sketch: readonly number[];
  /** Distinct shingles in the text. */
  readonly shingles: number;
}

/** The sketch of a text from its words in order. */
export function sketchOf(words: readonly string[]): Sketch {
  const hashes = words.map(hashOf);
  const shingles = new Set<number>();
  for (let at = 0; at + SHINGLE_WORDS <= hashes.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + SHINGLE_WORDS; word += 1) hash = mix(hash, hashes[word]!);
    shingles.add(hash);
  }
  const sorted = Uint32Array.from(shingles).sort();
  return { sketch: [...sorted.subarray(0, SKETCH_HASHES)], shingles: shingles.size };
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function mix(hash: number, word: number): number {
  let mixed = Math.imul(hash ^ word, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Hashes that stand in both sketches. */
export function sharedHashes(a: Sketch, b: Sketch): number {
  return compareSketches(a, b).shared;
}

/**
 * Share of the text's shingles that stand in the other one too, 0 to 1: 1 for a text that was cut from it. From two bottom-k sketches:
 * the Jaccard share among the k smallest of both, turned into the size of what they share.
 */
export function sharedPart(text: Sketch, other: Sketch): number {
  if (text.shingles === 0 || other.shingles === 0) return 0;
  const { shared, seen } = compareSketches(text, other);
  const jaccard = shared / seen;
  return Math.min(1, (jaccard * (text.shingles + other.shingles)) / (1 + jaccard) / text.shingles);
}

/** Walks the smallest hashes of both. */
function compareSketches(a: Sketch, b: Sketch): { readonly shared: number; readonly seen: number } {
  let shared = 0;
  let seen = 0;
  for (let i = 0, j = 0; seen < SKETCH_HASHES && (i < a.sketch.length || j < b.sketch.length); seen += 1) {
    const left = a.sketch[i] ?? Number.POSITIVE_INFINITY;
    const right = b.sketch[j] ?? Number.POSITIVE_INFINITY;
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return { shared, seen };
}
