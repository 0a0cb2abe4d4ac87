import { describe, expect, test } from 'vitest';
import { MAX_TURNS_REMEMBERED, resolveFollowUp } from '../../src/answers/followup.ts';

const asked = { question: 'Who recognised the Selvarian government first?', answer: 'Peru' };

describe('a follow-up on its own feet', () => {
  test.each([
    ['and when?', [asked], 'When did Peru recognise the Selvarian government?'],
    ['why?', [asked], 'Why did Peru recognise the Selvarian government?'],
    ['what about Chile?', [asked], 'Did Chile recognise the Selvarian government?'],
    [
      'what about Bolivia?',
      [{ question: 'Has Chile recognised the government?', answer: 'No' }],
      'Has Bolivia recognised the government?',
    ],
    ['and where?', [{ question: 'When did the ferry sink?', answer: '9 May 2031' }], 'Where did the ferry sink?'],
    ['who is he?', [{ question: 'Who advised the president?', answer: 'Pablo Ruiz' }], 'who is Pablo Ruiz?'],
    [
      'what is her party?',
      [{ question: 'Who won the election?', answer: 'Katla Voss' }],
      "what is Katla Voss's party?",
    ],
    [
      'has Chile recognised them?',
      [{ question: 'Who recognised the Front first?', answer: 'Peru' }],
      'has Chile recognised the Front?',
    ],
    [
      'when did they leave?',
      [{ question: 'When did Selvarian troops invade?', answer: '1979' }],
      'when did Selvarian troops leave?',
    ],
    [
      'who leads their union?',
      [{ question: 'How many porters are on strike?', answer: 'some 400' }],
      "who leads the porters' union?",
    ],
    [
      'who saw it?',
      [{ question: 'When did the bridge at Tarn fall?', answer: '9 May 2031' }],
      'who saw the bridge at Tarn?',
    ],
    [
      'did it lift the ban?',
      [{ question: 'Who recognised the Front first?', answer: 'Peru' }],
      'did Peru lift the ban?',
    ],
    [
      'and why?',
      [{ question: 'Has Chile recognised the Front?', answer: 'No' }],
      'Why has Chile not recognised the Front?',
    ],
    ['and who is he?', [{ question: 'Who advised the president?', answer: 'Pablo Ruiz' }], 'and who is Pablo Ruiz?'],
  ])('%s', (text, thread, resolved) => expect(resolveFollowUp(text, thread)).toBe(resolved));

  test('a question that stands alone is left alone', () => {
    expect(resolveFollowUp('Who built the ferry?', [asked])).toBe('Who built the ferry?');
  });

  test('without a thread nothing is filled in', () => expect(resolveFollowUp('and when?', [])).toBe('and when?'));

  test('a refusal is never filled in as a name', () => {
    const thread = [
      { question: 'Who advised the president?', answer: 'Not in our coverage: no article says who that is.' },
    ];
    expect(resolveFollowUp('who is he?', thread)).toBe('who is he?');
  });

  test(`what was said more than ${MAX_TURNS_REMEMBERED} turns ago is forgotten`, () => {
    const old = { question: 'Who advised the president?', answer: 'Pablo Ruiz' };
    const later = Array.from({ length: MAX_TURNS_REMEMBERED }, () => ({
      question: 'How many were hurt?',
      answer: '23',
    }));
    expect(resolveFollowUp('who is he?', [old, ...later])).toBe('who is he?');
  });
});
