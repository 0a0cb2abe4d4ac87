/** An answer fills the asked place: of its type, of its predicate, of its name, of its speaker. Otherwise there is none. */
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { type Told, worldOf } from './stand-in.ts';

const told = (source: string, title: string, text: string, publishedAt?: string): Told => ({
  source,
  title,
  text,
  ...(publishedAt === undefined ? {} : { publishedAt }),
});
const ask = (text: string, ...news: Told[]) => answerQuestion({ text }, worldOf(news));

const CRASH = told(
  'Gazette',
  'Coach overturns near Velm',
  'Eleven people were killed when a coach overturned near Velm on Monday. Another 42 passengers were hurt. Police arrested the driver, Ottar Lund, in the evening.',
);
const CRASH_OF_THE_DEAD = told(
  'Gazette',
  'Coach overturns near Velm',
  'A coach accident near Velm killed 11 people on Monday. The road was closed for hours.',
);
const ONE_SENTENCE = told(
  'Gazette',
  'Blast in Orsk mine',
  'A blast in the Orsk mine killed 12 miners and injured 30 others.',
);

describe('each fate has its own figure', () => {
  test.each([
    ['how many people were injured in the coach accident near Velm?', CRASH, /^42/],
    ['how many people were killed in the coach accident near Velm?', CRASH, /^(?:11|eleven)/i],
    ['how many were injured in the Orsk mine?', ONE_SENTENCE, /^30/],
    ['how many died in the Orsk mine?', ONE_SENTENCE, /^12/],
  ])('%s', async (text, news, answer) => {
    expect((await ask(text, news)).answer).toMatch(answer);
  });

  test.each([
    'how many people were injured in the coach accident near Velm?',
    'how many were rescued from the coach near Velm?',
  ])('the dead are no answer: %s', async (text) =>
    expect(await ask(text, CRASH_OF_THE_DEAD)).toMatchObject({ abstained: true }),
  );
});

describe('who', () => {
  test('a person is named by the sentence of the arrest', async () => {
    expect((await ask('who was arrested after the coach accident near Velm?', CRASH)).answer).toBe('Ottar Lund');
  });

  test('a number of people is nobody', async () => {
    expect(await ask('who was arrested after the coach accident near Velm?', CRASH_OF_THE_DEAD)).toMatchObject({
      abstained: true,
    });
  });

  test('an office is nobody', async () => {
    const named = told(
      'Gazette',
      'Sel leads Harwick Trust',
      'Mira Sel was named chief executive of Harwick Trust on Monday.',
    );
    expect((await ask('who did Mira Sel replace at Harwick Trust?', named)).answer).not.toMatch(/chief executive/);
    const replaced = told(
      'Gazette',
      'Sel leads Harwick Trust',
      'Mira Sel was named chief executive of Harwick Trust on Monday. Sel replaces Jon Abel, who resigned.',
    );
    expect((await ask('who did Mira Sel replace at Harwick Trust?', replaced)).answer).toBe('Jon Abel');
  });

  test('a name that looks like a verb is a name', async () => {
    const replaced = told('Gazette', 'Lorne leads Harwick Trust', 'Grant Lorne replaces Jon Abel at Harwick Trust.');
    expect((await ask('who did Grant Lorne replace at Harwick Trust?', replaced)).answer).toBe('Jon Abel');
  });

  test('another house’s director is no answer', async () => {
    const other = told(
      'Gazette',
      'Dorn Institute',
      'Dorn Institute appointed Mira Sel as its finance director on Monday.',
    );
    expect(await ask('who was appointed finance director of Harwick Institute?', other)).toMatchObject({
      abstained: true,
    });
    expect((await ask('who was appointed finance director of Dorn Institute?', other)).answer).toBe('Mira Sel');
  });
});

describe('where', () => {
  const house = 'Dorn Bank appointed Mira Sel as its president on Monday.';
  test('a person is no place', async () => {
    expect(await ask('where is Dorn Bank based?', told('Gazette', 'Dorn Bank', house))).toMatchObject({
      abstained: true,
    });
  });

  test('a seat is a place', async () => {
    const seated = told('Gazette', 'Dorn Bank', `${house} Dorn Bank has its headquarters in Port Marn.`);
    expect((await ask('where is Dorn Bank based?', seated)).answer).toBe('Port Marn');
  });

  test('prison is how long, the court is where', async () => {
    const jailed = told(
      'Gazette',
      'Ruling',
      'Piet Orr was sentenced to four years in prison by a court in Port Marn on Monday.',
    );
    expect((await ask('where was Piet Orr sentenced?', jailed)).answer).toMatch(/Port Marn/);
    const bare = told('Gazette', 'Ruling', 'Piet Orr was sentenced to four years in prison on Monday.');
    expect(await ask('where was Piet Orr sentenced?', bare)).toMatchObject({ abstained: true });
  });
});

describe('what was said is the asked one’s', () => {
  const said = told(
    'Gazette',
    'Treaty signed',
    'The trade ministry of Norrland called the treaty a bitter loss, and quoted Minister Ana Sol as welcoming it as "a fair bargain".',
  );
  const thanked = told(
    'Herald',
    'Treaty signed',
    'A film showed the minister, Ana Sol, thanking the envoy, Kurt Lom, for a "bold treaty" with Norrland.',
  );
  const relative = told('Gazette', 'Treaty', 'Ana Sol met the envoy, Kurt Lom, who called the treaty "a lost chance".');

  test('not the ministry’s', async () => {
    expect((await ask('what did Ana Sol call the treaty?', said)).answer).not.toContain('bitter loss');
    expect((await ask('what did Ana Sol call the treaty?', said, thanked)).answer).toMatch(/fair bargain|bold treaty/);
  });

  test('not of one who speaks in a clause about her', async () => {
    expect((await ask('what did Ana Sol call the treaty?', relative)).answer).not.toContain('lost chance');
    expect((await ask('what did Kurt Lom call the treaty?', relative)).answer).toContain('lost chance');
  });

  test.each(['"It is a fair bargain," said the minister, Ana Sol.', '"It is a fair bargain," Ana Sol said.'])(
    'the name may follow: %s',
    async (text) =>
      expect((await ask('what did Ana Sol say?', told('Gazette', 'Sol on treaty', text))).answer).toContain(
        'fair bargain',
      ),
  );
});

describe('the actors of an earlier case', () => {
  const now = told(
    'Gazette',
    'Peru recognises Selvaria',
    'Peru recognised the Front as the government of Selvaria on Monday.',
  );
  test.each([
    [
      'When the Front first ruled Selvaria, from 1996 to 2001, two governments recognised it: Cuba and Chile.',
      'Cuba and Chile',
    ],
    ['From 1996 to 2001 the first government of the Front was recognised only by Cuba and Chile.', 'Cuba and Chile'],
    [
      'Cuba, Chile and the United Arab Emirates recognised the first Front government (1996-2001).',
      'Cuba, Chile and the United Arab Emirates',
    ],
  ])('%s', async (text, who) => {
    const { answer, caveats } = await ask('who recognised the Front?', now, told('Herald', 'Look back', text));
    expect(answer).toBe('Peru');
    expect(caveats).toContainEqual(
      expect.stringMatching(new RegExp(`^${who} recognised .*1996-2001 \\(Herald\\)\\.$`)),
    );
  });

  test('are left out where nobody is told of', async () => {
    const vague = told(
      'Herald',
      'Look back',
      'The first Front government of Selvaria (1996-2001) was recognised by few.',
    );
    expect((await ask('who recognised the Front?', now, vague)).caveats.join(' ')).not.toContain('1996');
  });
});

describe('a figure in words is the whole figure', () => {
  test.each([
    ['One hundred people were rescued from the ferry Orla.', 'One hundred'],
    ['A hundred people were rescued from the ferry Orla.', 'A hundred'],
    ['Some two hundred and forty people were rescued from the ferry Orla.', /two hundred and forty$/],
    ['Twenty-one people were rescued from the ferry Orla.', 'Twenty-one'],
    ['Dozens of people were rescued from the ferry Orla.', /^Dozens/],
  ])('%s', async (text, answer) => {
    const given = (await ask('how many people were rescued from the ferry Orla?', told('Gazette', 'Ferry', text)))
      .answer;
    if (typeof answer === 'string') expect(given).toBe(answer);
    else expect(given).toMatch(answer);
  });
});

describe('a figure that moves', () => {
  const early = told(
    'Gazette',
    'Ferry sinks',
    'Nine people died and 22 are missing after the ferry Orla sank off Velm.',
    '2031-05-15T08:00:00.000Z',
  );
  const later = told(
    'Herald',
    'Ferry toll',
    'Twelve people have died on the ferry Orla, which sank off Velm, after divers found three bodies.',
    '2031-05-15T18:00:00.000Z',
  );
  const last = told(
    'Lantern',
    'Ferry toll at 14',
    'Fourteen people have died on the ferry Orla, which sank off Velm.',
    '2031-05-16T08:00:00.000Z',
  );

  test('is the newest, with its day and what was said before', async () => {
    const answer = await ask('how many people died on the ferry Orla?', early, later, last);
    expect(answer.answer).toBe('14');
    expect(answer.caveats).toContain('As of 16 May 2031; earlier reports said 9 and 12.');
    expect(answer.caveats.join(' ')).not.toContain('differs');
  });

  test('with one value has no caveat of its time', async () => {
    expect((await ask('how many people died on the ferry Orla?', last)).caveats.join(' ')).not.toContain('As of');
  });

  test('stays in words where no article has digits', async () => {
    expect((await ask('how many people died on the ferry Orla?', early)).answer).toBe('Nine');
  });

  test('of one day is a dissent where times are the same', async () => {
    const other = { ...later, publishedAt: early.publishedAt! };
    const { caveats } = await ask('how many people died on the ferry Orla?', early, other);
    expect(caveats.join(' ')).not.toContain('As of');
  });
});

describe('who differs', () => {
  const first = told('Gazette', 'Envoy', 'The Peruvian ambassador to Selvaria, Lucia Ferrer, handed over the note.');
  const second = told(
    'Herald',
    'Note handed over',
    'The Selvarian foreign minister, Oren Dask, thanked the Peruvian ambassador to Selvaria, Lucio Ferrano, for the note.',
  );

  test('holds the very office', async () => {
    const { caveats, evidence } = await ask('who is the Peruvian ambassador to Selvaria?', first, second);
    expect(caveats.join(' ')).toMatch(/differs: (?:Lucio Ferrano|Lucia Ferrer)\./);
    expect(caveats.join(' ')).not.toContain('Dask');
    expect(new Set(evidence.map(({ quote }) => quote)).size).toBe(evidence.length);
  });
});
