import { describe, expect, it } from 'vitest';
import { materialChanges } from '../../src/articles/revision.ts';

const before = {
  title: 'Board closes quay',
  text: 'The harbour board closed the quay on Tuesday. Repairs will cost 4 million crowns, said Hedda Quill. “We had no choice,” she said.',
};
const changed = (from: string, to: string): readonly string[] =>
  materialChanges(before, { ...before, text: before.text.replace(from, to) });

describe('materialChanges', () => {
  it('finds nothing in the same article', () => {
    expect(materialChanges(before, before)).toEqual([]);
  });

  it.each([
    ['a headline', () => materialChanges(before, { ...before, title: 'Board opens quay' }), /headline was/],
    ['a figure', () => changed('4 million', '6 million'), /new figure.*6 million/],
    ['another currency', () => changed('4 million crowns', '$4 million'), /new figure/],
    ['a name', () => changed('Hedda Quill', 'Piet Marsh'), /new name.*Piet Marsh/],
    ['a quotation', () => changed('We had no choice', 'We chose to close it'), /new quotation/],
    [
      'a correction',
      () => changed('The harbour', 'Correction: an earlier version of this article was wrong. The harbour'),
      /correction/,
    ],
  ])('reports %s', (_, changes, expected) => {
    expect(changes().join('\n')).toMatch(expected);
  });

  it.each([
    ['punctuation and case of the headline', { title: 'Board Closes Quay.', text: before.text }],
    ['a typing mistake', { ...before, text: before.text.replace('closed', 'has closed') }],
    ['white space', { ...before, text: before.text.replaceAll(' ', '  ') }],
  ])('takes %s for noise', (_, after) => {
    expect(materialChanges(before, after)).toEqual([]);
  });
});
