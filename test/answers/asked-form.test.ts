/** The form of the answer that a question asks for. Every sentence is ours. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { type Told, worldOf } from './stand-in.ts';

const NEWS: readonly Told[] = [
  {
    source: 'Harbour Post',
    publishedAt: '2031-05-16T18:00:00.000Z',
    title: 'Peru accepts letters of Selvarian envoy',
    text: `Peru accepted the letters of Selvaria's newly named ambassador Tomas Arel on Thursday. Several countries including Bolivia also, like Chile, have received envoys of the Selvarian Front without recognising it.

After the collapse of Marta Quint's cabinet in May 2029 the Selvarian Front seized Arelgrad. Peru approved the step on a proposal from Foreign Minister Pablo Ruiz.

The Selvarian Front was first in power from 1988 to 1993. Coastal states have withheld aid because of its press law.`,
  },
  {
    source: 'The Lantern',
    publishedAt: '2031-05-16T20:00:00.000Z',
    title: 'Women kept from courts and offices',
    text: `In Selvaria, women are kept from most public buildings, including courts, libraries and town halls. Lima offers work in fields such as fishing, mining and forestry.

Students and retired judges have denounced the step. Diplomats resettled to support a harbour treaty, and rebels armed by Norvik stayed in the hills.`,
  },
  {
    source: 'Coast Radio',
    publishedAt: '2031-05-17T20:00:00.000Z',
    title: 'Marn Rovers beat Tarn',
    text: `PORT MARN (Wire) — Marn Rovers sacked coach Odd Lunde after a lost season. Marn Rovers had lost 3-1 to Tarn United on Sunday.

Norwegian sailor Liv Aas finished fourth in the Marn Regatta. Ferry flight 212 carried 96 passengers to Tarn.

Singer Maud Iversen released her new album, "Salt and Light," on Monday. Tarn is the second-largest port on the coast; Arelgrad remains the largest port on the coast.`,
  },
  {
    source: 'Coast Radio',
    publishedAt: '2031-05-18T20:00:00.000Z',
    title: 'Bombing in the harbour',
    text: `A bombing of the harbour killed 31 people in Tarn on Friday, with the Tarn Brigade claiming responsibility. Peru lifted a ban on the Selvarian Front in March; the Peruvian Constitutional Court lifted the ban on the Front's papers, too.

Peru was the first to recognise the Front-led cabinet in Selvaria. Norvik soldiers guard the quay.`,
  },
];
const world = worldOf(NEWS);
const ask = (text: string) => answerQuestion({ text }, world);

describe('whose, from whom and on whose word', () => {
  test.each([
    ['whose letters did Peru accept?', /Tomas Arel/],
    ['who did Peru accept letters from?', /Tomas Arel/],
    ['whose cabinet collapsed in May 2029?', /^Marta Quint$/],
    ['on whose proposal did Peru approve the step?', /^Pablo Ruiz$/],
  ])('%s', async (text, answer) => expect((await ask(text)).answer).toMatch(answer));
});

describe('which ones', () => {
  test.each([
    ['which countries have received envoys of the Selvarian Front?', 'Bolivia and Chile'],
    ['which public buildings are women kept from?', 'courts, libraries and town halls'],
    ['which fields does Lima offer work in?', 'fishing, mining and forestry'],
  ])('the members answer, not the kind: %s', async (text, answer) =>
    expect(await ask(text)).toMatchObject({ abstained: false, answer }),
  );
});

describe('a form of its own', () => {
  test.each([
    ['what was the score of Marn Rovers against Tarn United?', '3-1'],
    ['where did Liv Aas finish in the Marn Regatta?', 'fourth'],
    ['what nationality is Liv Aas?', 'Norwegian'],
    ["what is the name of Maud Iversen's new album?", 'Salt and Light'],
    ['how many passengers were on ferry flight 212?', '96'],
    ['when was the Selvarian Front first in power?', '1988 to 1993'],
    ['how long was the Selvarian Front first in power?', 'from 1988 to 1993'],
    ['what is the largest port on the coast?', 'Arelgrad'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('a dateline did nothing', async () =>
    expect((await ask('who sacked Odd Lunde?')).answer).not.toMatch(/PORT|MARN\b/));
});

describe('who did it', () => {
  test.each([
    ['who carried out the bombing of the harbour?', 'Tarn Brigade'],
    ['who was behind the harbour bombing?', 'Tarn Brigade'],
  ])('is who claimed it, and said to be: %s', async (text, answer) => {
    const given = await ask(text);
    expect(given).toMatchObject({ abstained: false, answer });
    expect(given.caveats.join(' ')).toContain('claimed responsibility');
  });

  test('a front-led cabinet is led by the front, not by its land', async () =>
    expect((await ask('who leads the Selvarian Front?')).answer).not.toMatch(/^(?:Norvik|Peru|Selvaria)$/));

  test('other dead are not those who are asked about', async () =>
    expect(await ask('how many Norvik soldiers died in the bombing?')).toMatchObject({ abstained: true }));

  test.each([['which court lifted the ban on the Selvarian Front?', 'Peruvian Constitutional Court']])(
    'the asked kind goes first: %s',
    async (text, answer) => expect((await ask(text)).answer).toBe(answer),
  );
});

describe('what is done to another is not it', () => {
  test('who backs a treaty does not back the rebels', async () =>
    expect((await ask('who supported the rebels?')).answer).not.toMatch(/[Dd]iplomats/));
});
