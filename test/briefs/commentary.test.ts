import { describe, expect, it } from 'vitest';
import { isCommentary, isJudging } from '../../src/briefs/commentary.ts';
import { readText } from '../../src/text/read.ts';

const NEWS = readText('The council met on Monday. It approved the budget. "I am glad," said Ada Holm.');

describe('a piece of comment', () => {
  it.each([
    ['Opinion: Norvik needs a new harbour', undefined],
    ['The new ferry, reviewed', undefined],
    ['Norvik needs a new harbour', 'https://ledger.example/opinion/harbour'],
  ])('is known by its title or address: %s %s', (title, url) =>
    expect(isCommentary({ title, ...(url === undefined ? {} : { url }) }, NEWS)).toBe(true),
  );

  it('is known by speaking in the first person', () => {
    const text =
      'I went to the harbour. I did not like it. My view has not changed. We should all go, I think. It rained.';
    expect(isCommentary({ title: 'A day at the harbour' }, readText(text))).toBe(true);
  });

  it('is no report that quotes somebody, nor one about a review', () => {
    expect(isCommentary({ title: 'Council approves budget' }, NEWS)).toBe(false);
    expect(isCommentary({ title: 'Review of harbour cranes ordered' }, NEWS)).toBe(false);
  });
});

describe('a sentence', () => {
  it.each([
    ['The ferry is arguably the ugliest ever built.', true],
    ['The fire underscores the need for an inquiry.', true],
    ['As far as ferries go, it was forgettable.', true],
    ['Word has it that the port will be sold.', true],
    ['"This is absurd," said Ada Holm.', false],
    ['The ferry burned for six hours.', false],
  ])('judges or tells: %s', (text, judges) => expect(isJudging(text)).toBe(judges));
});
