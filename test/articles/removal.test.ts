import { describe, expect, it } from 'vitest';
import { isTakenBack, REMOVAL_NOTICE_MAX_CHARS, sharedRows } from '../../src/articles/removal.ts';

const BEFORE = {
  title: 'Ministry report on the ferry withdrawn',
  text: 'The ministry has withdrawn its report on the Havn ferry after engineers found that two of its tables had been mixed up. '.repeat(
    12,
  ),
};

describe('an article is taken back', () => {
  it.each([
    'This article has been removed.',
    'This article, published on Tuesday, has since been withdrawn by the editors. We regret the error.',
    'The story that you are looking for is no longer available.',
    'We have retracted a story about the ferry because its central claim could not be confirmed.',
    'The Gazette has withdrawn this report at the request of its author.',
    'Article removed',
    'Retraction: the figures came from a forged letter.',
    'MANDATORY KILL\n\nEditors, please take the ferry story off your pages.',
    'Sorry, this page could not be found.',
  ])('where its place says: %s', (text) => {
    expect(isTakenBack(BEFORE, { title: BEFORE.title, text })).toBe(true);
  });

  it('where only the headline says so', () => {
    expect(isTakenBack(BEFORE, { title: 'Page not found', text: 'Try our search.' })).toBe(true);
  });

  it.each([
    'The ministry has withdrawn its report on the Havn ferry.',
    'A newspaper has retracted a story about the ferry, its owner said.',
    'Two tables of the report were mixed up; it was removed from the website.',
    'The article of association was deleted by the board.',
    'Subscribe to read this article. Your first month is free.',
    'Ferry traffic resumed on Tuesday.',
    '',
  ])('not where a teaser stands there: %s', (text) => {
    expect(isTakenBack(BEFORE, { title: BEFORE.title, text })).toBe(false);
  });

  it('not where it says more than that', () => {
    const text = `This article has been removed from its place. ${'And here is another about trams. '.repeat(40)}`;
    expect([text.length > REMOVAL_NOTICE_MAX_CHARS, isTakenBack(BEFORE, { title: 'x', text })]).toEqual([true, false]);
  });

  it('not where it always said so', () => {
    const text = 'This article has been removed, the harbour museum says of the oldest page of its chronicle.';
    expect(isTakenBack({ title: 'Gone', text }, { title: 'Gone', text: `${text} Read on.` })).toBe(false);
  });
});

it('rows of three words tell how much two texts share', () => {
  expect(sharedRows('one two three four', 'zero one two three')).toBe(0.5);
  expect(sharedRows('One, two: three!', 'one two three')).toBe(1);
  expect(sharedRows('two words', 'two words')).toBe(0);
});
