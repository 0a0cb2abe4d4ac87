/**
 * What an article must satisfy for a query to match it, in the terms of the analysed article. Negations are pushed down to
 * the tests (De Morgan), so that what a match needs can be read off.
 */
import { NewsroomError } from '../errors.ts';
import { isEverywhere, wordsOf } from './analysis.ts';
import { folded } from './letters.ts';
import { markFor, rowMarkFor } from './marks.ts';
import { type Leaf, printQuery, type Query } from './query.ts';

/** One thing that an article has or has not. An empty stem stands for any word: a common word leaves its place. */
export type Test =
  | { readonly kind: 'sequence'; readonly stems: readonly string[]; readonly title: boolean }
  | { readonly kind: 'near'; readonly stems: readonly string[]; readonly within: number; readonly title: boolean }
  | { readonly kind: 'prefix'; readonly prefix: string; readonly title: boolean }
  | { readonly kind: 'exact'; readonly forms: readonly string[]; readonly title: boolean }
  | { readonly kind: 'mark'; readonly mark: string };

export type Condition =
  | { readonly op: 'test'; readonly test: Test; readonly negated: boolean }
  | { readonly op: 'all' | 'any'; readonly parts: readonly Condition[] };

/** The stems of a text without common words at its ends; empty where all of its words are common. */
export function stemsOf(text: string): string[] {
  const stems = wordsOf(text).map((word) => word.stem);
  while (stems[0] === '') stems.shift();
  while (stems.at(-1) === '') stems.pop();
  return stems;
}

function testsOf(leaf: Leaf): Test[] {
  if (leaf.kind === 'mark') return markTests(leaf);
  const title = leaf.title === true;
  if (leaf.kind === 'prefix' && wordsOf(leaf.text).length === 1) {
    return [{ kind: 'prefix', prefix: folded(leaf.text), title }];
  }
  if (leaf.kind === 'exact') {
    const forms = wordsOf(leaf.text).map((word) => word.text);
    return forms.length === 0 ? [] : [{ kind: 'exact', forms, title }];
  }
  const stems = stemsOf(leaf.text);
  if (stems.length === 0) return [];
  // The beginning of a word in a script without spaces is words in a row itself.
  if (leaf.kind !== 'near' || stems.length === 1) return [{ kind: 'sequence', stems, title }];
  return [{ kind: 'near', stems, within: leaf.within, title }];
}

/** A name of several words is also found where the reading of names has overlooked it. */
function markTests({ field, text }: Leaf & { readonly kind: 'mark' }): Test[] {
  const marks = [markFor(field, text), rowMarkFor(field, text)];
  return marks.filter((mark) => mark !== undefined).map((mark): Test => ({ kind: 'mark', mark }));
}

/** What a query asks of an article. Throws `bad_query` for a part that has no word to be found by. */
export function conditionOf(query: Query, negated = false): Condition {
  switch (query.kind) {
    case 'not':
      return conditionOf(query.part, !negated);
    case 'and':
    case 'or': {
      const op = (query.kind === 'and') === negated ? 'any' : 'all';
      return { op, parts: query.parts.map((part) => conditionOf(part, negated)) };
    }
    default: {
      const parts = testsOf(query).map((test): Condition => ({ op: 'test', test, negated }));
      if (parts.length === 0)
        throw new NewsroomError('bad_query', `There is no word to be found by in ${printQuery(query)}.`);
      return parts.length === 1 ? parts[0]! : { op: negated ? 'all' : 'any', parts };
    }
  }
}

/** The language and "the" are of nearly every article: they narrow, they can't be what is watched for. */
function isNearlyEverywhere(test: Test): boolean {
  if (test.kind === 'mark') return test.mark.startsWith('#lang:');
  return test.kind === 'exact' && test.forms.length <= 2 && test.forms.every(isEverywhere);
}

/** Whether an article that holds nothing of what the condition names could still satisfy it. */
export function matchesWithoutEvidence(condition: Condition): boolean {
  if (condition.op === 'test') return condition.negated || isNearlyEverywhere(condition.test);
  return condition.op === 'all'
    ? condition.parts.every(matchesWithoutEvidence)
    : condition.parts.some(matchesWithoutEvidence);
}
