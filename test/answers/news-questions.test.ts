/** Short questions as news readers ask them, each class with sentences as wires, result pages and blogs write them. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { type Told, worldOf } from './stand-in.ts';

const told = (title: string, text: string, more: Partial<Told> = {}): Told => ({
  source: `Outlet ${title.length + text.length}`,
  title,
  text,
  ...more,
});

/** What else an archive holds; no question is about it. */
const ELSEWHERE: readonly Told[] = [
  told('Harbour strike goes on', 'Dock workers in Port Marn voted to go on with their strike on Monday.'),
  told('Rain on the coast', 'The weather service expects 40 millimetres of rain on the coast until Friday.'),
];

const ask = (question: string, articles: readonly Told[]) =>
  answerQuestion({ text: question }, worldOf([...articles, ...ELSEWHERE]));

const CUP: readonly Told[] = [
  told(
    'Harbour Cup final',
    'Tarn United beat Marn Rovers 3-1 at Breakwater Park in Lindholm to lift the 2021 Harbour Cup. Nils Ostrow scored twice.',
  ),
  told(
    'Rovers have their revenge',
    'Marn Rovers won the 2022 Harbour Cup with a 2-0 victory over Sollund Town. Vester City came third.',
  ),
];

const PRIZES: readonly Told[] = [
  told(
    'Lantern Awards: the list of winners',
    'Best film: "The Salt Road". Best actress: Ines Calder, "Low Tide". The 2022 ceremony was hosted by Jorun Sel.',
  ),
  told(
    'Amber Prize for a first novel',
    'Tomas Arel wins the 2022 Amber Prize with "A House of Reeds". The 41-year-old, who was born in Lindholm, received 30,000 crowns.',
  ),
  told('Edda Norrin takes Amber Prize', 'Edda Norrin was awarded the 2021 Amber Prize for "Glass Country".'),
];

const BOARDROOM: readonly Told[] = [
  told(
    'Quillon names new chief',
    'Quillon Systems named former Petrel Robotics CFO Maud Iversen as its chief executive, replacing Hale Brandt.',
  ),
  told(
    'Brandt to leave Quillon',
    'Hale Brandt, 61, steps down after nine years. He had taken over from Piet Laan in 2013.',
  ),
];

const SCREEN: readonly Told[] = [
  told(
    'All about "Night Ferry"',
    "The thriller, directed by Sofia Brandt and based on Lucio Ferrano's bestseller, opens on March 4, 2022. Katla Voss plays Captain Rhee, with Oren Dask as the smuggler Bolt.",
  ),
];

const LIVES: readonly Told[] = [
  told(
    'Painter Lucia Ferrer dies at 88',
    'Lucia Ferrer, the painter of harbours, died on 3 May 2031 in Port Marn. She had been treated for leukaemia. She is survived by her husband, the pianist Pablo Ruiz.',
  ),
];

describe('the asked relation is told by the words around a name', () => {
  test.each<[string, string, readonly Told[], RegExp]>([
    ['who won, told by "beat … to lift"', 'Who won the 2021 Harbour Cup?', CUP, /^Tarn United$/],
    ['of the asked year only', 'Who won the 2022 Harbour Cup?', CUP, /^Marn Rovers$/],
    ['who was beaten', 'Who did Marn Rovers beat in the 2022 Harbour Cup?', CUP, /^Sollund Town$/],
    ['a place in a contest', 'Which team came third at the 2022 Harbour Cup?', CUP, /^Vester City$/],
    ['a list of winners', 'Who won best actress at the Lantern Awards?', PRIZES, /^Ines Calder$/],
    ['an award that somebody was given', 'Who won the 2021 Amber Prize?', PRIZES, /^Edda Norrin$/],
    ['who follows', 'Who is the new chief executive of Quillon Systems?', BOARDROOM, /^Maud Iversen$/],
    ['who was followed', 'Who did Maud Iversen replace at Quillon?', BOARDROOM, /^Hale Brandt$/],
    ['who came before somebody', 'Who led Quillon before Hale Brandt?', BOARDROOM, /^Piet Laan$/],
    ['who plays a role, behind "as"', 'Who plays Bolt in Night Ferry?', SCREEN, /^Oren Dask$/],
    ['who plays a role, before the verb', 'Who plays Captain Rhee in Night Ferry?', SCREEN, /^Katla Voss$/],
    ['who made a work', 'Who is the director of "Night Ferry"?', SCREEN, /^Sofia Brandt$/],
    ['who wrote what it is based on', 'Who wrote the novel "Night Ferry"?', SCREEN, /^Lucio Ferrano$/],
    [
      'who founded, told by a title behind a comma',
      'Who founded Fjordcoin?',
      [told('Arrest', 'Nils Ostrow, founder of the exchange Fjordcoin, was arrested in Lindholm on Monday.')],
      /^Nils Ostrow$/,
    ],
    [
      'each prize belongs to the name next to it',
      'Who won the Silver Oar at the 2031 regatta?',
      [told('Regatta 2031', 'Ana Sol was awarded the Golden Oar and Petra Lund the Silver Oar at the 2031 regatta.')],
      /^Petra Lund$/,
    ],
    [
      'a winner whose name is an ordinary word',
      'Who won the 2031 Marn Derby?',
      [told('At the races', 'Breeze won the 2031 Marn Derby with jockey Nils Ostrow.')],
      /^Breeze$/,
    ],
    [
      'a title that begins with "No"',
      'Who plays Bolt in No Way Home?',
      [told('Film', 'Oren Dask plays Bolt in "No Way Home". Katla Voss directs.')],
      /^Oren Dask$/,
    ],
    [
      'who stars, not who wrote',
      'Who stars in Night Ferry?',
      [told('Night Ferry', 'Night Ferry, written by Sofia Brandt and starring Katla Voss, opens in March.')],
      /^Katla Voss$/,
    ],
    [
      'what is asked is no answer to itself',
      'Which airline bought Spirit Coast Airlines?',
      [told('Takeover', 'Tarn Airways bought Spirit Coast Airlines for $3 million.')],
      /^Tarn Airways$/,
    ],
    ['who is married to whom', 'Who is the husband of Lucia Ferrer?', LIVES, /^Pablo Ruiz$/],
  ])('%s', async (_, question, articles, expected) => {
    const answer = await ask(question, articles);
    expect(answer.answer).toMatch(expected);
    expect(answer.abstained).toBe(false);
  });

  test('who was first to do something', async () => {
    const answer = await ask('Who was the first woman to row round Marn?', [
      told(
        'Round Marn',
        'Petra Lund became the first woman to row round Marn. Ana Sol, her coach, called it a great day.',
      ),
    ]);
    expect(answer.answer).toBe('Petra Lund');
  });
});

describe('set phrases put a thing in the asked place', () => {
  test.each<[string, string, readonly Told[], RegExp]>([
    ['a work that won', 'Which book won the 2022 Amber Prize?', PRIZES, /^A House of Reeds$/],
    ['a post held before', 'What position did Maud Iversen hold before Quillon?', BOARDROOM, /Petrel Robotics CFO/],
    ['a day of release', 'When was Night Ferry released?', SCREEN, /^March 4, 2022$/],
    ['a cause of death', 'What did Lucia Ferrer die of?', LIVES, /^leukaemia$/],
    ['an age at death', 'How old was Lucia Ferrer when she died?', LIVES, /^88$/],
    [
      'a price',
      'Quillon Watch price',
      [
        told(
          'Quillon Watch',
          'Quillon showed the Quillon Watch on Monday. The device starts at $349 and runs for 9 days.',
        ),
      ],
      /^\$349$/,
    ],
    [
      'a new name',
      'What did Petrel change its name to?',
      [told('Petrel', 'Petrel, the drone maker led by Maud Iversen, is now called Kestrel.')],
      /^Kestrel$/,
    ],
    [
      'how many, told by which one it is',
      'How many titles has Petra Lund won?',
      [told('Lund again', 'Petra Lund won her 21st title in Lindholm, 8 seconds ahead of Ana Sol.')],
      /^21$/,
    ],
    [
      'the place of an event, in the sentence behind its name',
      'Where was the 2031 Marn Open held?',
      [
        told(
          'Marn Open 2031: Lund wins',
          'The 2031 Marn Open is over. Lund beat Sol in the final at Breakwater Park in Buenos Aires.',
        ),
      ],
      /Breakwater Park|Buenos Aires/,
    ],
    [
      'a genre',
      'What is the genre of the drama "Low Tide"?',
      [told('Low Tide', '"Low Tide" is a medical drama written by Sofia Brandt. Katla Voss stars.')],
      /medical/,
    ],
    [
      'a magnitude',
      'What magnitude was the earthquake in Peru?',
      [told('Earthquake in Peru', 'A 6.8-magnitude earthquake struck southern Peru on Monday. Two people were hurt.')],
      /^6\.8$/,
    ],
    [
      'a category',
      'What category was Hurricane Ines at landfall?',
      [told('Hurricane Ines', 'Hurricane Ines was a Category 4 storm at landfall, with winds of 150 mph.')],
      /^Category 4$/,
    ],
    [
      'a town with the land that it lies in',
      'Where did Quillon move its headquarters?',
      [told('Quillon moves', 'Quillon has moved its headquarters from Lindholm to Austin, Texas.')],
      /^Austin, Texas$/,
    ],
  ])('%s', async (_, question, articles, expected) => {
    expect((await ask(question, articles)).answer).toMatch(expected);
  });
});

describe('a sentence is read with what it looks back to', () => {
  test('behind a question stands its answer', async () => {
    const answer = await ask('Where will the 2033 Harbour Games be held?', [
      told('Ten things to know', 'Where will the 2033 Harbour Games be held? They will take place in Buenos Aires.'),
    ]);
    expect(answer.answer).toBe('Buenos Aires');
  });

  test('a pronoun means whom the sentence before names', async () => {
    const answer = await ask('Which company did Jorun Sel lead before Tarn Shipyards?', [
      told('New head', 'Jorun Sel has taken over at Tarn Shipyards. She was previously head of Fjord Lines.'),
    ]);
    expect(answer.answer).toBe('Fjord Lines');
  });

  test("a weekday is counted from the article's own dateline", async () => {
    const answer = await ask('When did Quillon announce the takeover of Petrel?', [
      told('Quillon and Petrel', 'LINDHOLM, October 22, 2024 — Quillon announced the takeover of Petrel on Monday.'),
    ]);
    expect(answer.answer).toBe('21 October 2024');
  });
});

describe('headlines', () => {
  const headline = 'Katla Voss Wins Marn Marathon, Ana Sol Second';

  test('a headline is evidence where only it tells', async () => {
    const answer = await ask('Who won the Marn Marathon?', [
      told(headline, 'Thousands lined the streets on Sunday. It was 27 degrees at the start.'),
    ]);
    expect(answer.answer).toBe('Katla Voss');
    expect(answer.evidence.map(({ quote }) => quote)).toEqual([headline]);
  });

  test('the text is shown where it says the same', async () => {
    const answer = await ask('Who won the Marn Marathon?', [
      told(headline, 'Katla Voss won the Marn Marathon in 2:31:07. Ana Sol was second.'),
    ]);
    expect(answer.evidence.map(({ quote }) => quote)).toEqual(['Katla Voss won the Marn Marathon in 2:31:07.']);
  });

  test('the text is believed where it gainsays', async () => {
    const answer = await ask('Who won the Marn Marathon?', [
      told(headline, 'Ana Sol won the Marn Marathon after the first across the line was disqualified.'),
    ]);
    expect(answer.answer).toBe('Ana Sol');
  });

  test('a headline that asks tells nothing', async () => {
    const answer = await ask('Who won the Marn Marathon?', [
      told(
        'Will Katla Voss win the Marn Marathon?',
        'The course leads along the harbour. It was last changed in 2019.',
      ),
    ]);
    expect(answer.abstained).toBe(true);
  });
});
