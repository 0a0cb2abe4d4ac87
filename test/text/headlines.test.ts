import { describe, expect, test } from 'vitest';
import { namesInHeadline } from '../../src/text/headlines.ts';
import { namesOf } from '../../src/text/names.ts';
import { readText } from '../../src/text/read.ts';

const inHeadline = (text: string): string[] =>
  namesInHeadline(readText(text, { lang: 'en' }).sentences[0]!).map((name) => name.text);

describe('names in a headline in title case', () => {
  test.each([
    ['Shirin Calderova Wins Amber Prize for Debut', ['Shirin Calderova']],
    ['Minister Defends New Rules for Ferries', []],
  ])('%s', (headline, names) => {
    expect(inHeadline(headline)).toEqual(expect.arrayContaining(names));
    if (names.length === 0) expect(inHeadline(headline)).toEqual([]);
  });

  test('a sentence is no headline', () => {
    expect(inHeadline('Shirin Calderova won the prize.')).toEqual([]);
  });
});

describe('names held together by small words and hyphens', () => {
  test.each([
    ['The club wants Nils ten Berg as its coach.', 'Nils ten Berg'],
    ['Take-Two Harbour has bought the yard.', 'Take-Two Harbour'],
  ])('%s', (text, name) => {
    expect(namesOf(readText(text, { lang: 'en' })).map((each) => each.text)).toContain(name);
  });

  test('a number between two names joins nothing', () => {
    const names = namesOf(readText('In Peru ten Chileans were arrested.', { lang: 'en' })).map((each) => each.text);
    expect(names).not.toContain('Peru ten Chileans');
  });
});
