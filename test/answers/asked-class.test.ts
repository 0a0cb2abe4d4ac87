/** What a question asks for by its class: how, where, in which fields, in which decade, how many of those listed. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { questionOfKeywords } from '../../src/answers/keyword-question.ts';
import { understandQuestion } from '../../src/answers/question.ts';
import { type Told, worldOf } from './stand-in.ts';

const NEWS: readonly Told[] = [
  {
    source: 'Harbour Post',
    publishedAt: '2031-05-16T18:00:00.000Z',
    title: 'Peru joins the Reef Pact',
    text: `Peru on Thursday became the first country to join the Reef Pact by signing its charter in Lima. Until now, no other country had joined the Reef Pact. The pact allows joint work in the fields of fishing, salvage, weather and sea rescue.

Envoy Carla Ines Moreno met Harbour Minister Pablo Ruiz in Lima. Moreno, the envoy to Selvaria, said in remarks aired by Reef Radio that the charter was ready.`,
  },
  {
    source: 'The Lantern',
    publishedAt: '2031-05-17T18:00:00.000Z',
    title: 'A look back at the old league',
    text: `Only Cuba, Chile and Bolivia had joined the old Coast League (1992-1997). A heavy blast at the Tarn depot killed 31 people in 2029, with the Night Oars claiming responsibility.`,
  },
];
const world = worldOf(NEWS);
const ask = (text: string) => answerQuestion({ text }, world);

describe('the class of the question', () => {
  test.each([
    ['how did Peru join the Reef Pact?', 'by signing its charter in Lima'],
    ['in which fields will they work together under the pact?', 'fishing, salvage, weather and sea rescue'],
    ['which countries joined the Coast League in the 1990s?', 'Cuba, Chile and Bolivia'],
    ['who did Moreno meet?', 'Pablo Ruiz'],
    ['who killed 31 people at the Tarn depot?', 'Night Oars'],
    ['date Peru joined Reef Pact', '15 May 2031'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('what was said begins with its clause, whatever stands between', async () =>
    expect((await ask('what did Moreno say on Reef Radio?')).answer).toBe('the charter was ready'));

  test.each([
    'where did Carla Ines Moreno study?',
    'who led the Reef Pact before Peru joined it?',
    'how did Pablo Ruiz die?',
    'what is the GDP of Peru?',
  ])('untold: %s', async (text) => expect(await ask(text)).toMatchObject({ abstained: true }));

  test('the one that joined is not another', async () =>
    expect((await ask('has any other country joined the Reef Pact?')).answer).not.toMatch(/^Yes/));
});

describe('what is asked of a list and of a name', () => {
  test.each([
    [
      'how many?',
      'which countries joined the Coast League?',
      'Cuba and Chile',
      'How many countries joined the Coast League?',
    ],
    ['and where?', 'who met Pablo Ruiz?', 'Carla Moreno', 'Where did Carla Moreno meet Pablo Ruiz?'],
    ['what did she say?', 'who is Carla Moreno?', 'Envoy to Selvaria', 'what did Carla Moreno say?'],
  ])('%s behind %s', (text, question, answer, shown) =>
    expect(understandQuestion(text, [{ question, answer }]).shown).toBe(shown),
  );
});

describe('keywords with a verb', () => {
  test.each([
    ['date peru joined reef pact', 'When did peru join reef pact?'],
    ['reason chile opposed the league', 'Why did chile oppose the league?'],
    ['year Peru joined the pact', 'In what year did Peru join the pact?'],
    ['reef pact news', undefined],
    ['date of unmanned flights', undefined],
  ])('%s %s', (keywords, question) => expect(questionOfKeywords(keywords)).toBe(question));
});
