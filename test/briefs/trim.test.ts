import { describe, expect, it } from 'vitest';
import { countWords, trimSentence } from '../../src/briefs/trim.ts';

const opening = { opening: true };
const inside = { opening: false };

describe('trimming a sentence', () => {
  it.each([
    ['Oslo: The ferry has sunk off the northern coast.', 'The ferry has sunk off the northern coast.'],
    ['OSLO (Reuters) - The ferry has sunk off the northern coast.', 'The ferry has sunk off the northern coast.'],
    [
      'NEW HAVEN, July 3 (AP) — The ferry has sunk off the northern coast.',
      'The ferry has sunk off the northern coast.',
    ],
    ["HALD (Ma'an) -- The ferry has sunk off the northern coast.", 'The ferry has sunk off the northern coast.'],
    ['Updated at 4 p.m. ET: The ferry has sunk off the northern coast.', 'The ferry has sunk off the northern coast.'],
    ['Continue reading the main story The ferry has sunk.', 'The ferry has sunk.'],
    ['(AFP) The ferry has sunk off the northern coast.', 'The ferry has sunk off the northern coast.'],
    ['Paris, France (AFP) - The ferry has sunk off the northern coast.', 'The ferry has sunk off the northern coast.'],
  ])('takes off a dateline: %s', (sentence, trimmed) => {
    expect(trimSentence(sentence, opening)).toBe(trimmed);
  });

  it.each([
    ['However, the council has not agreed.', 'The council has not agreed.'],
    ['But the council has not agreed.', 'The council has not agreed.'],
    ['It is worth noting that the council has not agreed.', 'The council has not agreed.'],
    ['To be clear, the council has not agreed.', 'The council has not agreed.'],
    ['On Monday morning, however, the council agreed.', 'On Monday morning, the council agreed.'],
    ['The council, however, has not agreed.', 'The council has not agreed.'],
    ['Ada Holm said: "The port, however, is safe."', 'Ada Holm said: "The port, however, is safe."'],
    ['Earlier on Thursday, the council met.', 'On Thursday, the council met.'],
    ['Earlier Thursday, the council met.', 'On Thursday, the council met.'],
    ['Meanwhile, and yet the council has not agreed.', 'The council has not agreed.'],
  ])('takes off a link to what is not quoted: %s', (sentence, trimmed) => {
    expect(trimSentence(sentence, inside)).toBe(trimmed);
  });

  it.each([
    ['Ada Holm also said that the quay was old.', 'Ada Holm said that the quay was old.'],
    ['The port has also closed the quay.', 'The port has closed the quay.'],
    ['Blame has also come from the islands.', 'Blame has come from the islands.'],
    [
      'The port not only closed the quay but also sold the crane.',
      'The port not only closed the quay but also sold the crane.',
    ],
  ])('takes out an “also” that points back: %s', (sentence, trimmed) => {
    expect(trimSentence(sentence, inside)).toBe(trimmed);
  });

  it.each([
    ['PASSENGERS on the Astrid were taken to Hald.', 'Passengers on the Astrid were taken to Hald.'],
    ['UNICEF AND others sent boats to Hald.', 'UNICEF AND others sent boats to Hald.'],
    ['NATO ships were sent to Hald.', 'NATO ships were sent to Hald.'],
  ])('does not shout: %s', (sentence, trimmed) => {
    expect(trimSentence(sentence, inside)).toBe(trimmed);
  });

  it('takes out an aside in brackets but keeps an acronym', () => {
    const sentence = 'The Sea Rescue Board (SRB) sent a 30 metre (98 foot) cutter.';
    expect(trimSentence(sentence, inside)).toBe('The Sea Rescue Board (SRB) sent a 30 metre cutter.');
  });

  it('leaves brackets inside a quotation alone', () => {
    const sentence = 'The pilot said: "They (the crew) were ready by noon."';
    expect(trimSentence(sentence, inside)).toBe(sentence);
  });

  it('drops where it was said and keeps who said it and when', () => {
    const sentence = '"The dam will hold," the ministry said in a statement.';
    expect(trimSentence(sentence, inside)).toBe('"The dam will hold," the ministry said.');
  });

  it('makes quotation marks of two single ones', () => {
    expect(trimSentence("The judge called it ''a plain case.\"", inside)).toBe('The judge called it "a plain case."');
  });

  it('does not take a speaker for a dateline', () => {
    const sentence = 'Marlow: the choice of the new bridge is not ours to make now.';
    expect(trimSentence(sentence, inside)).toBe(sentence);
  });
});

describe('counting words', () => {
  it.each([
    ['', 0],
    ['One – two 3.', 3],
    ['北京 的 天气很好今天', 5],
  ])('%s', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});

describe('a reporter\u2019s place', () => {
  it.each([
    ['Delegates opened their congress here on Tuesday.', 'Delegates opened their congress on Tuesday.'],
    ['"They met here on Tuesday," said Ada Holm.', '"They met here on Tuesday," said Ada Holm.'],
    ['POLITICIANS Norvik sent to Hald came back.', 'Politicians Norvik sent to Hald came back.'],
    ['The studio \'s new film is called " Dawn " , it said .', 'The studio\'s new film is called "Dawn", it said.'],
  ])('%s', (sentence, expected) => expect(trimSentence(sentence, { opening: true })).toBe(expected));
});
