import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, choose, MAX_SEARCH_NODES, type Problem } from '../../src/briefs/choose.ts';

function worthOf({ choices, weights }: Problem, taken: readonly number[]): number {
  const covered = new Set(taken.flatMap((index) => choices[index]!.concepts));
  return (
    [...covered].reduce((sum, concept) => sum + weights[concept]!, 0) +
    taken.reduce((sum, index) => sum + choices[index]!.bonus, 0)
  );
}

function isAllowed(
  { choices, maxWords, maxSentences = Number.POSITIVE_INFINITY }: Problem,
  taken: readonly number[],
): boolean {
  const words = taken.reduce((sum, index) => sum + choices[index]!.words, 0);
  const clash = taken.some((a) => taken.some((b) => choices[a]!.excludes?.has(b) === true));
  return words <= maxWords && taken.length <= maxSentences && !clash;
}

/** Tries every subset. */
function bestByHand(problem: Problem): number {
  let best = 0;
  for (let subset = 0; subset < 2 ** problem.choices.length; subset += 1) {
    const taken = problem.choices.flatMap((_, index) => ((subset >> index) & 1 ? [index] : []));
    if (isAllowed(problem, taken)) best = Math.max(best, worthOf(problem, taken));
  }
  return best;
}

const problems = fc
  .record({
    weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
    choices: fc.array(
      fc.record({
        words: fc.integer({ min: 1, max: 12 }),
        concepts: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 5 }),
        bonus: fc.integer({ min: -3, max: 3 }),
        excluded: fc.option(fc.integer({ min: 0, max: 8 })),
      }),
      { maxLength: 9 },
    ),
    maxWords: fc.integer({ min: 0, max: 30 }),
    maxSentences: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ choices, ...problem }): Problem => {
    const excludes = choices.map(() => new Set<number>());
    for (const [index, { excluded }] of choices.entries()) {
      if (excluded === null || excluded >= choices.length || excluded === index) continue;
      excludes[index]!.add(excluded);
      excludes[excluded]!.add(index);
    }
    return {
      ...problem,
      choices: choices.map(
        ({ words, concepts, bonus }, index): Choice => ({ words, concepts, bonus, excludes: excludes[index]! }),
      ),
    };
  });

describe('choosing sentences', () => {
  it('finds the best choice that there is', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { chosen, value, optimal } = choose(problem);
        expect(optimal).toBe(true);
        expect(isAllowed(problem, chosen)).toBe(true);
        expect(value).toBeCloseTo(worthOf(problem, chosen));
        expect(value).toBeCloseTo(bestByHand(problem));
      }),
    );
  });

  it('keeps what is fixed, and fills the rest around it', () => {
    const choices: Choice[] = [
      { words: 10, concepts: [0], bonus: 0 },
      { words: 10, concepts: [0, 1], bonus: 0 },
      { words: 10, concepts: [1, 2], bonus: 0 },
    ];
    expect(choose({ choices, weights: [1, 2, 3], maxWords: 20, fixed: [0] }).chosen).toEqual([0, 2]);
  });

  it('gives the greedy choice and says so where the search is cut short', () => {
    const choices = Array.from(
      { length: 60 },
      (_, index): Choice => ({
        words: 7 + (index % 5),
        concepts: [index, (index * 7 + 1) % 60, (index * 11 + 3) % 60],
        bonus: 0,
      }),
    );
    const weights = Array.from({ length: 60 }, (_, index) => 1 + ((index * 13) % 17));
    const cut = choose({ choices, weights, maxWords: 120 }, 5);
    expect(cut.optimal).toBe(false);
    expect(cut.value).toBeGreaterThan(0);
    expect(choose({ choices, weights, maxWords: 120 }, MAX_SEARCH_NODES).value).toBeGreaterThanOrEqual(cut.value);
  });

  it('takes nothing where nothing fits', () => {
    expect(choose({ choices: [{ words: 9, concepts: [0], bonus: 0 }], weights: [1], maxWords: 8 }).chosen).toEqual([]);
  });
});
