import { describe, expect, test } from 'vitest';
import { MAX_KEYWORDS, questionOfKeywords } from '../../src/answers/keyword-question.ts';

describe('keywords stand for a question', () => {
  test.each([
    ['Harbour Cup 2021 location', 'Where was the Harbour Cup 2021 held?'],
    ['Harbour Cup stadium 2022', 'At which stadium was the Harbour Cup 2022 held?'],
    ['Night Ferry release date', 'When was Night Ferry released?'],
    ['Night Ferry premiere date', 'When did Night Ferry premiere?'],
    ['2022 Harbour Masters champion', 'Who won the 2022 Harbour Masters?'],
    ['Marn marathon runner-up 2020', 'Who was the runner-up of the Marn marathon 2020?'],
    ['Quillon Watch price', 'How much does Quillon Watch cost?'],
    ['new CEO of Quillon Systems', 'Who is the new CEO of Quillon Systems?'],
    ['new Quillon CEO 2023', 'Who is the new Quillon CEO in 2023?'],
    ['Katla Voss husband', 'Who is the husband of Katla Voss?'],
    ['best actress Lantern Awards 2022', 'Who won best actress at Lantern Awards 2022?'],
    ['longest bridge in Selvaria', 'What is the longest bridge in Selvaria?'],
  ])('%s', (keywords, question) => {
    expect(questionOfKeywords(keywords)).toBe(question);
  });

  test.each([
    'the harbour strike',
    'Selvarian recognition',
    'new rules for ferries',
    'who won the Harbour Cup',
    'location',
    `${'harbour '.repeat(MAX_KEYWORDS)}location`,
  ])('%s stays as it is', (text) => {
    expect(questionOfKeywords(text)).toBeUndefined();
  });
});
