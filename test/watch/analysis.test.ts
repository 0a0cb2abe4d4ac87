import { describe, expect, it } from 'vitest';
import type { Name } from '../../src/text/reading.ts';
import { analyseArticle, excerpt, MAX_REMEMBERED_FORMS, TITLE_GAP_WORDS, wordsOf } from '../../src/watch/analysis.ts';
import { MAX_NAME_WORDS, marksOf } from '../../src/watch/marks.ts';
import { MAX_WORD_CHARS } from '../../src/watch/segmentation.ts';

const written = (text: string): string[] => wordsOf(text).map((word) => word.text);
const stems = (text: string): string[] => wordsOf(text).map((word) => word.stem);

describe('words of a text', () => {
  it.each([
    ['It rained; rivers rose.', ['It', 'rained', 'rivers', 'rose']],
    ['a well-known ferry', ['a', 'well', 'known', 'ferry']],
    ['the U.S. envoy', ['the', 'U.S', 'envoy']],
    ['1,250.5 tonnes at 9:30', ['1,250.5', 'tonnes', 'at', '9', '30']],
    ['Marlow’s boat wasn’t there', ["Marlow's", 'boat', "wasn't", 'there']],
    ['snake_case and _ alone', ['snake_case', 'and', 'alone']],
    ['渡し船', ['渡', 'し', '船']],
    ['カタカナ語', ['カタカナ', '語']],
    ['naïve café', ['naïve', 'café']],
    ['e\u0301te\u0301', ['été']],
    ['\u200fنهر\u200f ريver', ['نهر', 'ريver']],
    ['fer\u00adry', ['ferry']],
    ['เรือข้ามฟาก', ['เรือ', 'ข้าม', 'ฟาก']],
    ['boat🚢boat', ['boat', 'boat']],
    ['...', []],
  ])('%s', (text, words) => {
    expect(written(text)).toEqual(words);
  });

  it('cuts what no word is as long as', () => {
    expect(written('f'.repeat(MAX_WORD_CHARS + 1)).map((word) => word.length)).toEqual([MAX_WORD_CHARS, 1]);
  });

  it.each([
    ['recognised', 'recognises'],
    ['recognize', 'recognise'],
    ['Ferries', 'ferry'],
    ["Marlow's", 'marlow'],
    ['café', 'cafe'],
    ['U.S.', 'US'],
    ['sank', 'sinking'],
    ['fought', 'fights'],
    ['women', 'woman'],
    ['crises', 'crisis'],
    ['İZMİR', 'izmir'],
    ['ırmak', 'IRMAK'],
    ['Straße', 'Strasse'],
    ['Müller', 'MULLER'],
    ['ＦＥＲＲＹ', 'ferry'],
    ['نَهْر', 'نهر'],
    ['أنهار', 'انهار'],
    ['נָהָר', 'נהר'],
    ['ещё', 'еще'],
    ['ΠΟΤΑΜΌΣ', 'ποταμος'],
  ])('%s and %s are one word', (one, other) => {
    expect(stems(one)).toEqual(stems(other));
  });

  it.each([
    ['Rose', 'rise'],
    ['Fed', 'feed'],
    ['said', 'say'],
  ])('%s and %s are not', (one, other) => {
    expect(stems(one)).not.toEqual(stems(other));
  });

  it('leaves a common word its place and nothing else', () => {
    expect(stems('ban of the ferry')).toEqual(['ban', '', '', 'ferri']);
  });

  it('remembers a bounded number of forms and stays right', () => {
    for (let n = 0; n < MAX_REMEMBERED_FORMS + 10; n += 1) wordsOf(`ferry${n}`);
    expect(written('ferry0 ferry7')).toEqual(['ferry0', 'ferry7']);
  });
});

describe('an analysed article', () => {
  const article = analyseArticle({ title: 'Ferry late', text: 'The ferry’s late, again.' });

  it('keeps title and text apart', () => {
    expect(article.titleWords).toBe(2);
    expect(article.words.slice(2, 2 + TITLE_GAP_WORDS).every((word) => word === undefined)).toBe(true);
    expect(article.words.at(-1)?.text).toBe('again');
  });

  it('gives its words back as they were written', () => {
    const text = 2 + TITLE_GAP_WORDS;
    expect([excerpt(article, 0, 2), excerpt(article, text + 1, text + 4)]).toEqual([
      'Ferry late',
      'ferry’s late, again',
    ]);
  });
});

const name = (text: string, kind: Name['kind'], ...mentions: string[]): Name => ({
  text,
  kind,
  mentions: mentions.map((mention) => ({ sentence: 0, text: mention, start: 0, end: 0 })),
  roles: [],
});

describe('marks of an article', () => {
  it('have the outlet by every run of its words, the language, the tags', () => {
    const marks = marksOf({ source: 'The Harbour Post', lang: 'en-GB', tags: ['Middle East'] });
    expect(marks).toEqual([
      '#lang:en',
      '#source:the',
      '#source:the harbour',
      '#source:the harbour post',
      '#source:harbour',
      '#source:harbour post',
      '#source:post',
      '#tag:middle east',
    ]);
  });

  it.each([
    ['a full name', [name('Ann Marlow', 'person')], [], ['#person:ann marlow', '#person:marlow']],
    ['a title before it', [name('Dr. Ann Marlow', 'person')], [], ['#person:ann marlow', '#person:marlow']],
    ['a bare surname', [name('Marlow', 'person')], [], ['#person:marlow']],
    [
      'a bare surname that one person in the story bears',
      [name('Marlow', 'person')],
      [name('Ann Marlow', 'person')],
      ['#person:ann marlow', '#person:marlow'],
    ],
    [
      'a bare surname that two bear',
      [name('Marlow', 'person')],
      [name('Ann Marlow', 'person'), name('Jo Marlow', 'person')],
      ['#person:marlow'],
    ],
    [
      'a name whose short form comes first',
      [name('Lin Wei', 'person', 'Lin')],
      [],
      ['#person:lin', '#person:lin wei', '#person:wei'],
    ],
    ['a place', [name('Lake Orla', 'place')], [], ['#place:lake orla']],
    [
      'a body with a short form',
      [name('The Ferry Board', 'organisation', 'Board')],
      [],
      ['#org:board', '#org:ferry board'],
    ],
    ['something else', [name('Regatta', 'other')], [], []],
  ])('name: %s', (_, names, storyNames, marks) => {
    expect(marksOf({ names, storyNames }).sort()).toEqual(marks);
  });

  it('stay few for a name without end', () => {
    const endless = 'Ann '.repeat(40);
    expect(marksOf({ names: [name(endless, 'person')] }).length).toBeLessThanOrEqual(2 ** (MAX_NAME_WORDS - 1));
    expect(marksOf({ source: endless }).length).toBeLessThanOrEqual((MAX_NAME_WORDS * (MAX_NAME_WORDS + 1)) / 2);
  });
});
