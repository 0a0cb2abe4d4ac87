/**
 * Which sentences to take: those that together carry the most weight of distinct concepts within the budget of words (Gillick & Favre,
 * "A scalable global model for summarization", 2009). Solved exactly by branch and bound at the size of a story.
 */

/** Nodes of the search tree that are looked at before the best choice so far has to do. */
export const MAX_SEARCH_NODES = 4_000;
/** Sentences that take part in the search; more are cut to the heaviest. */
export const MAX_CHOICES = 600;

/** A sentence as the search sees it. */
export interface Choice {
  readonly words: number;
  /** Indices of its distinct concepts. */
  readonly concepts: readonly number[];
  /** Added to the value where it is taken, whatever else is. */
  readonly bonus: number;
  /** Indices of choices that may not stand beside it. */
  readonly excludes?: ReadonlySet<number>;
}

export interface Problem {
  readonly choices: readonly Choice[];
  /** Weight of each concept, 0 or more. */
  readonly weights: readonly number[];
  readonly maxWords: number;
  readonly maxSentences?: number;
  /** Indices of choices that are taken in any case. */
  readonly fixed?: readonly number[];
}

export interface Solution {
  /** Indices of the choices taken, in the order in which they were given. */
  readonly chosen: readonly number[];
  readonly value: number;
  /** False where the search was cut short: better may exist. */
  readonly optimal: boolean;
}

interface Open {
  readonly index: number;
  readonly gain: number;
}

/** The best choice of sentences. Deterministic; bounded by `maxNodes`. */
export function choose(problem: Problem, maxNodes = MAX_SEARCH_NODES): Solution {
  const search = new Search(problem, maxNodes);
  search.run();
  return { chosen: [...search.best].sort((a, b) => a - b), value: search.bestValue, optimal: !search.cut };
}

class Search {
  best: readonly number[] = [];
  bestValue = 0;
  cut = false;
  private readonly problem: Problem;
  private readonly covered: Uint16Array;
  private readonly taken: number[] = [];
  private nodesLeft: number;

  constructor(problem: Problem, maxNodes: number) {
    this.problem = problem;
    this.covered = new Uint16Array(problem.weights.length);
    this.nodesLeft = maxNodes;
  }

  run(): void {
    const { choices, fixed = [], maxWords, maxSentences = choices.length } = this.problem;
    let value = 0;
    let words = maxWords;
    for (const index of fixed) {
      value += this.gainOf(index);
      words -= choices[index]!.words;
      this.take(index);
    }
    this.best = [...this.taken];
    this.bestValue = value;
    const open = choices.map((_, index) => index).filter((index) => !fixed.includes(index));
    const sentences = maxSentences - fixed.length;
    this.explore(this.promising(open, value, words, sentences), value, words, sentences);
  }

  /** Leaves out what no better solution than the greedy one can hold, then what is lightest. */
  private promising(open: readonly number[], value: number, words: number, sentences: number): readonly number[] {
    const ranked = this.rank(open, words);
    this.takeGreedily(ranked, value, words, sentences);
    const kept = ranked.filter(({ index, gain }) => {
      const left = words - this.problem.choices[index]!.words;
      const others = ranked.filter((other) => other.index !== index);
      return value + gain + this.bound(others, 0, left, sentences - 1) > this.bestValue;
    });
    if (kept.length > MAX_CHOICES) this.cut = true;
    return kept.slice(0, MAX_CHOICES).map(({ index }) => index);
  }

  /** The most gain for a word first, while there is room: a floor under what the search will find. */
  private takeGreedily(ranked: readonly Open[], value: number, words: number, sentences: number): void {
    const depth = this.taken.length;
    let sum = value;
    let left = words;
    let open: readonly Open[] = ranked;
    while (this.taken.length - depth < sentences) {
      const next = open[0];
      if (next === undefined) break;
      sum += next.gain;
      left -= this.problem.choices[next.index]!.words;
      this.take(next.index);
      open = this.rank(
        open.slice(1).map(({ index }) => index),
        left,
      );
    }
    if (sum > this.bestValue) {
      this.bestValue = sum;
      this.best = [...this.taken];
    }
    for (const index of this.taken.slice(depth).reverse()) this.release(index);
  }

  /** Takes each open choice in turn, those before it being ruled out, and goes on from there. */
  private explore(open: readonly number[], value: number, words: number, sentences: number): void {
    if (value > this.bestValue) {
      this.bestValue = value;
      this.best = [...this.taken];
    }
    if (sentences <= 0) return;
    const ranked = this.rank(open, words);
    for (let at = 0; at < ranked.length; at += 1) {
      if (value + this.bound(ranked, at, words, sentences) <= this.bestValue) return;
      if (this.nodesLeft <= 0) {
        this.cut = true;
        return;
      }
      this.nodesLeft -= 1;
      const { index, gain } = ranked[at]!;
      const { excludes, words: cost } = this.problem.choices[index]!;
      this.take(index);
      const rest: number[] = [];
      for (let later = at + 1; later < ranked.length; later += 1) {
        const other = ranked[later]!.index;
        if (excludes?.has(other) !== true) rest.push(other);
      }
      this.explore(rest, value + gain, words - cost, sentences - 1);
      this.release(index);
    }
  }

  /** The choices that still fit and still add something, most gain for a word first. */
  private rank(open: readonly number[], words: number): readonly Open[] {
    const { choices } = this.problem;
    const ranked: Open[] = [];
    for (const index of open) {
      if (choices[index]!.words > words) continue;
      if (this.taken.some((taken) => choices[taken]!.excludes?.has(index) === true)) continue;
      const gain = this.gainOf(index);
      if (gain > 0) ranked.push({ index, gain });
    }
    const density = ({ index, gain }: Open) => gain / Math.max(1, choices[index]!.words);
    return ranked.sort((a, b) => density(b) - density(a) || a.index - b.index);
  }

  /** No completion gains more: gains only shrink as concepts get covered, so the fractional knapsack bounds them, and so does the number of sentences. */
  private bound(ranked: readonly Open[], from: number, words: number, sentences: number): number {
    let left = words;
    let byWords = 0;
    let count = 0;
    let largest = 0;
    for (let at = from; at < ranked.length; at += 1) {
      const { index, gain } = ranked[at]!;
      largest = Math.max(largest, gain);
      const cost = this.problem.choices[index]!.words;
      if (left <= 0) continue;
      if (cost <= left) {
        byWords += gain;
        count += 1;
      } else {
        byWords += (gain * left) / cost;
        count += left / cost;
      }
      left -= cost;
    }
    return count <= sentences ? byWords : Math.min(byWords, largest * sentences);
  }

  private gainOf(index: number): number {
    const { concepts, bonus } = this.problem.choices[index]!;
    let gain = bonus;
    for (const concept of concepts) if (this.covered[concept] === 0) gain += this.problem.weights[concept]!;
    return gain;
  }

  private take(index: number): void {
    this.taken.push(index);
    for (const concept of this.problem.choices[index]!.concepts) this.covered[concept]! += 1;
  }

  private release(index: number): void {
    this.taken.pop();
    for (const concept of this.problem.choices[index]!.concepts) this.covered[concept]! -= 1;
  }
}
