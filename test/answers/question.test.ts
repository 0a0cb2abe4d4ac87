import { describe, expect, test } from 'vitest';
import { MAX_QUESTION_PARTS, understandQuestion } from '../../src/answers/question.ts';
import { cleanQuestion } from '../../src/answers/typed.ts';

describe('the kind of a question and what would answer it', () => {
  test.each([
    ['Who opened the bridge?', 'who', 'agent'],
    ['Whom did the court acquit?', 'whom', 'agent'],
    ['Whose plan was chosen?', 'whose', 'agent'],
    ['Which country sent the ship?', 'which', 'country'],
    ['Which Baltic countries signed?', 'which', 'country'],
    ['What company built the tunnel?', 'what', 'organisation'],
    ['When did the strike end?', 'when', 'date'],
    ['In what year was the mill closed?', 'what', 'year'],
    ['Where was the painting found?', 'where', 'place'],
    ['How many miners are trapped?', 'how many', 'count'],
    ['How much did the club pay for the striker?', 'how much', 'money'],
    ['How long did the flight take?', 'how long', 'duration'],
    ['How old is the suspect?', 'how old', 'age'],
    ['Why was the match stopped?', 'why', 'reason'],
    ['How did the prisoners escape?', 'how', 'manner'],
    ['Has Chile ratified the treaty?', 'yes-no', 'verdict'],
    ['Did the flood come before the fire?', 'before-after', 'verdict'],
    ['Who is Ada Brandt?', 'definition', 'thing'],
    ['What did Ada Brandt say about the tax?', 'said-about', 'quote'],
    ['Who was first to report the fire?', 'reported-first', 'outlet'],
    ['Which outlet broke the story?', 'which', 'organisation'],
    ['harbour mayor name', 'keywords', 'person'],
    ['the harbour strike', 'topic', 'thing'],
    ['😀😀😀', 'unreadable', 'thing'],
    ['誰が最初に承認しましたか', 'unreadable', 'thing'],
  ])('%s', (text, kind, answerType) => {
    expect(understandQuestion(text)).toMatchObject({ kind, answerType });
  });

  test.each([
    ['the noun before the verb', 'What lake feeds the river?', 'lake', 'feed'],
    ['the noun before an auxiliary', 'Which bank did the state rescue?', 'bank', 'rescue'],
    ['a noun that looks like a verb', 'How many member states signed the pact?', 'states', 'sign'],
    ['no noun where the verb follows at once', 'What caused the delay?', undefined, 'cause'],
  ])('the focus is %s', (_, text, focusHead, verb) => {
    const { clause } = understandQuestion(text);
    expect([clause.focusHead, clause.verb]).toEqual([focusHead, verb]);
  });

  test.each([
    ['Who advised the queen?', 'subject', false],
    ['Who was advised by the queen?', 'subject', true],
    ['Whom did the queen advise?', 'object', false],
    ['Who is the ambassador in Lima?', 'predicate', false],
    ['Which list was it removed from?', 'complement', true],
  ])('%s leaves open the %s', (text, slot, passive) => {
    expect(understandQuestion(text).clause).toMatchObject({ slot, passive });
  });

  test.each([
    ['Who signed first?', 'first'],
    ['What is the latest toll?', 'latest'],
    ['Which town had the most rain?', 'most'],
  ])('%s asks for the %s', (text, order) => expect(understandQuestion(text).order).toBe(order));

  test('a date in the question bounds the time', () => {
    expect(understandQuestion('Who won the cup in 2019?').time).toEqual({ from: '2019', to: '2019' });
  });

  test('several are wanted where the noun is in the plural', () => {
    expect(understandQuestion('Which countries signed?').severalWanted).toBe(true);
    expect(understandQuestion('Which country signed?').severalWanted).toBe(false);
  });
});

describe('questions as people type them', () => {
  test.each([
    ['<@U12345> who won?', 'who won?'],
    ['@everyone who won?', 'who won?'],
    ['hey, can you tell me who won?', 'who won?'],
    ["who's the mayor?", 'who is the mayor?'],
    ['<b>who</b> won?\u0000', 'who won?'],
    ['I want to know when it sank', 'when it sank'],
    ['wen did it sink', 'when did it sink'],
    ['wich line owned it?', 'which line owned it?'],
    ['hwo many drowned', 'how many drowned'],
    ['hwo sank it', 'who sank it'],
    ['how mnay drowned', 'how many drowned'],
    ['whats the toll', 'what is the toll'],
  ])('%s is read as %s', (typed, read) => expect(cleanQuestion(typed)).toBe(read));

  test('a question of two parts is two questions', () => {
    const { parts } = understandQuestion('Who signed the treaty, and when was it ratified?');
    expect(parts.map((part) => part.kind)).toEqual(['who', 'when']);
  });

  test(`no more than ${MAX_QUESTION_PARTS} parts are answered`, () => {
    const { parts } = understandQuestion('Who won? Who lost? Who left? Who came? Who stayed?');
    expect(parts).toHaveLength(MAX_QUESTION_PARTS);
  });

  test('what is put between commas behind the asking word does not hide the verb', () => {
    expect(understandQuestion('Who, according to the ministry, signed the treaty?').clause).toMatchObject({
      slot: 'subject',
      verb: 'sign',
    });
  });
});
