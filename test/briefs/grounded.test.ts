import { describe, expect, it } from 'vitest';
import { type GroundingFault, groundingFaults } from '../../src/briefs/grounded.ts';
import { CRANE } from './fixtures.ts';

const byId = new Map(CRANE.map((each) => [each.id, each]));
const sources = CRANE.map(({ id }, index) => ({ n: index + 1, articleId: id, source: '', title: '', publishedAt: '' }));

function faultsOf(text: string, citations: readonly number[]): [GroundingFault['kind'], string][] {
  return groundingFaults({ sentences: [{ text, citations }], sources }, byId).map((fault) => [fault.kind, fault.text]);
}

describe('a sentence is grounded', () => {
  it.each([
    ['in the one article that it cites', 'A crane collapsed at Norvik on 5 March, killing four people.', [1]],
    ['in all of them together', 'Nils Berg and Ada Holm came to Norvik.', [1, 2]],
    ['whatever the quotation marks', 'Holm said: "We will open every file".', [1]],
    ['where a number is written in words', 'The crane killed 4 people.', [2]],
  ] as const)('%s', (_, text, citations) => {
    expect(faultsOf(text, citations)).toEqual([]);
  });

  it.each([
    ['name', 'Prime Minister Nils Berg came to the harbour.', [1], 'Nils Berg'],
    ['number', 'The crane killed 12 people.', [1, 2, 3], '12 people'],
    ['date', 'The crane fell on 9 March.', [1], '9 March'],
    ['quotation', 'Ada Holm called it “the worst day of all”.', [1], 'the worst day of all'],
    ['citation', 'Nothing of the sort.', [9], '9'],
  ] as const)('not with a %s of its own', (kind, text, citations, words) => {
    expect(faultsOf(text, citations)).toContainEqual([kind, words]);
  });
});
