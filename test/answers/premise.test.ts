/** What a question takes for granted must be told. Every sentence is ours. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { worldOf } from './stand-in.ts';

const world = worldOf([
  {
    source: 'Harbour Post',
    publishedAt: '2031-05-16T18:00:00.000Z',
    title: 'Peru recognises Selvaria',
    text: `Peru recognised the Selvarian government on Thursday, the first country to do so. Until now no country had recognised the Selvarian government.

While Chile accepted an envoy in 2030, it did so without recognising the Selvarian government. The United Nations welcomed the step.

Selvarian Foreign Minister Oren Dask met Lucia Ferrer, the Peruvian ambassador, in Arelgrad in May 2029. Chilean Foreign Minister Ines Paz was not there. "A courageous step," said a spokesman for the Chilean foreign ministry.`,
  },
]);
const ask = (text: string) => answerQuestion({ text }, world);

describe('no answer to what was never done', () => {
  test.each([
    'when did Chile recognise the Selvarian government?',
    'why did the United States welcome the step?',
    'when will Chile recognise the Selvarian government?',
    'what did the Peruvian foreign ministry say about the step?',
    'when did the United States recognise the Selvarian government?',
  ])('%s', async (text) => expect(await ask(text)).toMatchObject({ abstained: true }));

  test('who did it is asked of no one else', async () =>
    expect((await ask('when did Peru recognise the Selvarian government?')).answer).toBe('15 May 2031'));
});

describe('yes or no', () => {
  test.each([
    ['has any country recognised the Selvarian government?', 'Yes'],
    ['has any country besides Peru recognised the Selvarian government?', 'No'],
    ['is Oren Dask the Selvarian foreign minister?', 'Yes'],
    ['is Ines Paz the Chilean foreign minister?', 'Yes'],
    ['is Ines Paz the Peruvian foreign minister?', 'No'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('whether a coastal state did it, nobody here can tell', async () =>
    expect((await ask('has any coastal state recognised the Selvarian government?')).answer).not.toBe('Yes'));
});
