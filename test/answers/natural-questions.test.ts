/** Questions as people ask them who have not read the articles' words. Every sentence is ours. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { type Told, worldOf } from './stand-in.ts';

const NEWS: readonly Told[] = [
  {
    source: 'Harbour Post',
    publishedAt: '2031-05-16T18:00:00.000Z',
    title: 'Peru opens ties with the Selvarian Front',
    text: `Peru on Thursday became the first country to accept the Selvarian Front's cabinet since it won office in 2029, after Lima removed the Front from its list of banned parties in March. Only Cuba, Chile and Bolivia had accepted the former Front cabinet (1988-1993).

Peru's envoy to Selvaria, Rosa Quispe, told Marn Radio that the step was agreed by President Ines Calderon on advice from Foreign Minister Pablo Ruiz. The new Selvarian ambassador to Peru, Tomas Arel, presented his letters in Lima.

Pedro Luna, a clerk at the Harbour Ministry, told the Lantern that two ships were ready. Ecuador has received Front envoys but stopped short of accepting the cabinet.`,
  },
  {
    source: 'The Lantern',
    publishedAt: '2031-05-17T18:00:00.000Z',
    title: 'Crews angry over the harbour treaty',
    text: `Many harbour crews have condemned the treaty. They argue it hands the quays to foreign owners and cuts their wages.

The Front took over Arelgrad on 12 May 2029. The Marn Dockers, which were banned in 2018, saw the ban lifted in April 2030. Peru plans to use Selvaria as a grain depot for the coast.

Norvik forces left the islands in June 2027. Peruvian forces pulled out in 1994. The civil war cost about 12,000 Norvik lives.`,
  },
  {
    source: 'Coast Radio',
    publishedAt: '2031-05-18T18:00:00.000Z',
    title: 'Tarn on the air',
    text: `The Tarn Watch (TW), the coast's oldest rescue club, was praised by sailors. Channel One showed the launch. Marn Wire noted that the Selvarian flag was raised in Lima.

The Front claims it is rebuilding the schools of Tarn, although teachers remain wary, citing its press law. The Front insists it respects the press within the law of the land. Norvik leader Ana Sol met Front envoys.

The Reef Fleet, which was banned by Ecuador in 2020, sails on. Since 2028 Selvaria has been importing timber, grain and salt from Peru.`,
  },
];
const world = worldOf(NEWS);
const ask = (text: string) => answerQuestion({ text }, world);

describe('verbs of two words', () => {
  test.each([
    ['when did the Front capture Arelgrad?', '12 May 2029'],
    ['when did the Front seize Arelgrad?', '12 May 2029'],
    ['when was the Front taken off the list of banned parties?', 'March 2031'],
    ['when did Peruvian forces withdraw?', '1994'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));
});

describe('in other words', () => {
  test.each([
    ['who represents Selvaria in Peru?', 'Tomas Arel'],
    ['first country to accept the Front cabinet', 'Peru'],
    ['what does Peru hope to use Selvaria for?', 'grain depot'],
    ['wich country accepted the Front cabinet first?', 'Peru'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('a question is shown as it was asked', async () =>
    expect((await ask('who represents Selvaria in Peru?')).question).toBe('who represents Selvaria in Peru?'));
});

describe('what a second part takes from the first', () => {
  test.each([['who accepted the Front cabinet first, and on whose advice?', 'Peru; Pablo Ruiz']])(
    '%s',
    async (text, answer) => expect((await ask(text)).answer).toBe(answer),
  );

  test('a name alone asks the same of it', async () => {
    const thread = [{ question: 'Has Peru accepted the Front cabinet?', answer: 'Yes' }];
    expect(await answerQuestion({ text: 'and Ecuador?', thread }, world)).toMatchObject({ answer: 'No' });
  });
});

describe('a number that nobody gives', () => {
  test('is counted from the list', async () => {
    const answer = await ask('how many countries accepted the former Front cabinet?');
    expect(answer.answer).toBe('three (Cuba, Chile and Bolivia)');
    expect(answer.caveats.join(' ')).toContain('counted');
  });

  test('is not that of another people', async () =>
    expect(await ask('how many Selvarian soldiers died in the civil war?')).toMatchObject({ abstained: true }));
});

describe('yes or no', () => {
  test.each([
    ["hasn't Ecuador accepted the Front cabinet?", 'No'],
    ['are the Marn Dockers still banned?', 'No'],
    ['did Pablo Ruiz advise Ines Calderon?', 'Yes'],
    ['did Ecuador ban the Reef Fleet in 2020?', 'Yes'],
    ['does Selvaria import timber from Peru?', 'Yes'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('advice from one is not advice from another in the sentence', async () =>
    expect(await ask('did Rosa Quispe advise Ines Calderon?')).toMatchObject({ abstained: true }));
});

describe('who and what it was', () => {
  test.each([
    ['who told the Lantern that two ships were ready?', 'Pedro Luna'],
    ['what is TW?', "coast's oldest rescue club"],
    ['which news agency reported that the flag was raised?', 'Marn Wire'],
    ['why do harbour crews oppose the treaty?', 'it hands the quays to foreign owners and cuts their wages'],
    ['what does the Front say about the press?', 'it respects the press within the law of the land'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('what was done is a doing', async () =>
    expect((await ask('what did Peru do on Thursday?')).answer).toMatch(/^became the first country to accept/));

  test.each([
    'what is Marn Wire?',
    'who leads the Selvarian Front?',
    'who handed over the harbour keys?',
    'who is the foreign minister of Chile?',
  ])('a guess is none: %s', async (text) => expect(await ask(text)).toMatchObject({ abstained: true }));
});
