import { describe, expect, test } from 'vitest';
import { answerQuestion, MAX_EVIDENCE } from '../../src/answers/answer.ts';
import { NEWS, RECOGNITION } from './corpus.ts';
import { type Told, worldOf } from './stand-in.ts';

const world = worldOf(NEWS);
const ask = (text: string) => answerQuestion({ text }, world);

describe('a short answer with its proof', () => {
  test.each([
    ['who recognised the Selvarian government first?', 'Peru'],
    ['which countries recognised the previous regime?', 'Cuba, Ecuador and Uruguay'],
    ['who advised President Calderon?', 'Pablo Ruiz'],
    ['on whose advice did Calderon act?', 'Pablo Ruiz'],
    ['who is the new Selvarian ambassador?', 'Tomas Arel'],
    ['who bought Petrel Robotics?', 'Quillon Systems'],
    ['what did Quillon buy?', 'drone maker Petrel Robotics'],
    ['who founded Petrel Robotics?', 'Maud Iversen'],
    ['who built the ferry?', 'Tarn Shipyards'],
    ['whom did prosecutors arrest?', 'Hale Brandt'],
    ['who was arrested?', 'Hale Brandt'],
    ['who sentenced Edda Norrin?', 'Piet Laan'],
    ['who was convicted?', 'Edda Norrin'],
    ["who is Norrin's lawyer?", 'Sofia Brandt'],
    ['who leads the Green League?', 'Katla Voss'],
    ['who won the election on Marn?', 'Green League'],
    ['who came second in the election?', 'Harbour Party'],
    ['where was Hale Brandt arrested?', 'Port Marn'],
    ['why did the ferry sink?', 'its steering had failed'],
    ['what caused the sinking of the ferry?', 'its steering had failed'],
  ])('%s %s', async (text, answer) => {
    expect(await ask(text)).toMatchObject({ abstained: false, answer });
  });

  test.each([
    ['when did Peru recognise the Selvarian government?', '15 May 2031'],
    ['when was the ferry built?', '1998'],
    ['in what year was Petrel Robotics founded?', '2019'],
    ['when will Katla Voss become governor?', 'June 2031'],
  ])('dates are absolute: %s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ answer }));

  test.each([
    ['how many Selvarian soldiers died in the civil war?', 'about 12,000'],
    ['how many people are missing?', 'six'],
    ['how much did Quillon pay for Petrel Robotics?', '$4.2 billion'],
    ['what percentage of the vote did the Green League win?', '41 percent'],
    ['how old is Jorun Sel?', '54'],
    ['how long was the trial?', 'eleven weeks'],
  ])('figures keep their unit: %s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ answer }));

  test('a toll that rises is the newest one', async () => {
    expect(await ask('how many people died on the Blue Heron?')).toMatchObject({ answer: '23' });
  });

  test.each([
    ['who is Oren Dask?', /foreign minister/i],
    ['who is Lucia Ferrer?', /ambassador/i],
    ['who is Tomas Arel?', /ambassador/i],
  ])('%s is answered with the role', async (text, role) => expect((await ask(text)).answer).toMatch(role));

  test('what was said is given in the speaker’s words', async () => {
    expect((await ask('what did Oren Dask call the recognition?')).answer).toBe('“a courageous step”');
    expect((await ask('what did Sofia Brandt say?')).answer).toContain('appeal against this judgment');
  });

  test.each(['selvaria foreign minister name', 'SELVARIAN FOREIGN MINISTER NAME'])(
    'keywords are enough: %s',
    async (text) => {
      expect((await ask(text)).answer).toBe('Oren Dask');
    },
  );

  test.each(['who won teh electoin on Marn', 'who recognized the selvarian governmnet first'])(
    'slips of the finger are put right: %s',
    async (text) => {
      expect((await ask(text)).abstained).toBe(false);
    },
  );

  test('two questions in one get both answers', async () => {
    expect((await ask('who founded Petrel Robotics, and when was it founded?')).answer).toBe('Maud Iversen; 2019');
  });

  test('a follow-up is answered with what was said before, and shown in full', async () => {
    const thread = [{ question: 'Who bought Petrel Robotics?', answer: 'Quillon Systems' }];
    expect(await answerQuestion({ text: 'and for how much?', thread }, world)).toMatchObject({ abstained: true });
    const when = await answerQuestion(
      {
        text: 'what about Chile?',
        thread: [{ question: 'Has Peru recognised the Selvarian government?', answer: 'Yes' }],
      },
      world,
    );
    expect(when).toMatchObject({ question: 'Has Chile recognised the Selvarian government?', answer: 'No' });
  });
});

describe('who did it and to whom it was done are not the same', () => {
  const fight: Told[] = [
    {
      source: 'Gazette',
      title: 'Ardan forces retreat',
      text: 'Ardan was attacked by Belmar in the spring. The Belmar army withdrew in June. Later, Corvia attacked Belmar.',
    },
  ];
  test.each([
    ['who attacked Ardan?', 'Belmar'],
    ['who attacked Belmar?', 'Corvia'],
    ['whom did Corvia attack?', 'Belmar'],
  ])('%s %s', async (text, answer) => expect(await answerQuestion({ text }, worldOf(fight))).toMatchObject({ answer }));
});

describe('yes or no', () => {
  test.each([
    ['did Peru recognise the Selvarian government?', 'Yes'],
    ['has Chile recognised the Selvarian government?', 'No'],
    ['was the ferry built by Tarn Shipyards?', 'Yes'],
    ['did the verdict come before the election?', 'Yes'],
    ['was the election before the ferry sank?', 'No'],
  ])('%s %s', async (text, answer) => expect(await ask(text)).toMatchObject({ abstained: false, answer }));

  test('what nobody says is neither yes nor no', async () => {
    for (const text of [
      'has Germany recognised the Selvarian government?',
      'has the United States recognised the Selvarian government?',
      'did Quillon buy Tarn Shipyards?',
    ]) {
      const answer = await ask(text);
      expect(answer, text).toMatchObject({ abstained: true });
      expect(answer.answer).toMatch(/^Not in our coverage: /);
      expect(answer.nearest.length, text).toBeGreaterThan(0);
    }
  });

  test('recognition of an earlier regime is not recognition of this one', async () => {
    expect((await ask('has Cuba recognised the Selvarian government?')).answer).not.toBe('Yes');
  });
});

describe('saying no', () => {
  test.each([
    'what is the population of Selvaria?',
    'who won the election in Norway?',
    'who is the prime minister of Chile?',
    'who is the Chilean foreign minister?',
    'how many people live in Port Marn?',
    'how much did the trial cost?',
    'when did the Blue Heron leave Oslo?',
    'what is the capital of Bolivia?',
  ])('%s', async (text) => {
    const answer = await ask(text);
    expect(answer).toMatchObject({ abstained: true, evidence: [] });
    expect(answer.answer).toMatch(/^Not in our coverage: .*\(our archive begins on 6 May 2031\)\.$/);
  });

  test('a topic is offered a brief', async () => {
    expect((await ask('the Marn ferry')).answer).toContain('/brief the Marn ferry');
  });

  test('an empty archive says so', async () => {
    expect(await answerQuestion({ text: 'who won?' }, worldOf([]))).toMatchObject({ abstained: true, nearest: [] });
  });

  test('the operator decides how sure an answer must be', async () => {
    const strict = await answerQuestion({ text: 'who built the ferry?' }, { ...world, minConfidence: 1 });
    expect(strict.abstained).toBe(true);
  });
});

describe('evidence', () => {
  test('every quote is a sentence of its article, word for word', async () => {
    for (const text of [
      'who recognised the Selvarian government first?',
      'how many people died on the Blue Heron?',
      'who won the election on Marn?',
    ]) {
      const { evidence } = await ask(text);
      expect(evidence.length).toBeGreaterThan(0);
      for (const { quote, articleId } of evidence)
        expect(NEWS.find((told) => told.id === articleId)?.text).toContain(quote);
    }
  });

  test('independent sources agree once each, at most three are shown', async () => {
    const answer = await ask('who recognised the Selvarian government first?');
    expect(answer.independentSources).toBeGreaterThanOrEqual(2);
    expect(answer.evidence.length).toBeLessThanOrEqual(MAX_EVIDENCE + 2);
    expect(new Set(answer.evidence.slice(0, answer.independentSources).map((each) => each.source)).size).toBe(
      answer.evidence.slice(0, answer.independentSources).length,
    );
  });

  test('a copy is no second source', async () => {
    const answer = await ask('how many passengers were missing on Monday?');
    expect(answer.independentSources).toBe(1);
  });

  test('outlets of one owner are one source', async () => {
    const owners = new Map([
      ['Harbour Post', 'Tidal Media'],
      ['The Lantern', 'Tidal Media'],
      ['Coast Radio', 'Tidal Media'],
    ]);
    expect(
      await answerQuestion({ text: 'who recognised the Selvarian government first?' }, { ...world, owners }),
    ).toMatchObject({ independentSources: 1 });
  });
});

describe('caveats that an editor adds', () => {
  test('a source that names somebody else', async () => {
    const answer = await ask('who is the Peruvian ambassador to Selvaria?');
    expect(answer.answer).toMatch(/Lucia Ferrer|Lucio Ferrano/);
    expect(answer.caveats.join(' ')).toMatch(/differs: (?:Lucio Ferrano|Lucia Ferrer)/);
    expect(answer.evidence.length).toBe(2);
  });

  test('an older case that the words could also mean', async () => {
    const { caveats } = await ask('who recognised the Selvarian government first?');
    expect(caveats.join(' ')).toContain(
      'Cuba, Ecuador and Uruguay recognised the previous Selvarian regime of 1996-2004 (The Lantern).',
    );
  });

  test('a single source', async () => {
    expect((await ask('who founded Petrel Robotics?')).caveats).toContain('Only Ledger Daily says so.');
  });

  test('a source that hedges', async () => {
    const told: Told[] = [
      {
        source: 'Gazette',
        title: 'Mine fire',
        text: 'The fire at the Orrin mine was reportedly started by Jon Velde.',
      },
    ];
    const { caveats } = await answerQuestion({ text: 'who started the fire at the Orrin mine?' }, worldOf(told));
    expect(caveats.join(' ')).toContain('hedges');
  });

  test('evidence that is old', async () => {
    const late = worldOf(RECOGNITION, Date.parse('2033-01-01T00:00:00Z'));
    expect(
      (await answerQuestion({ text: 'who recognised the Selvarian government first?' }, late)).caveats.join(' '),
    ).toContain('newest evidence is from');
  });
});

describe('who reported it first', () => {
  test('is the outlet that published first, not the actor of the event', async () => {
    const answer = await ask('who was the first to report the recognition of Selvaria?');
    expect(answer).toMatchObject({ abstained: false, answer: 'Harbour Post' });
  });

  test('a guessed time does not count', async () => {
    const told = RECOGNITION.map((each, index) => (index === 0 ? { ...each, publishedAtGuessed: true } : each));
    const answer = await answerQuestion(
      { text: 'who was the first to report the recognition of Selvaria?' },
      worldOf(told),
    );
    expect(answer.answer).toBe('The Lantern');
    expect(answer.caveats.join(' ')).toContain('no time of publication');
  });
});

describe('questions over several outlets', () => {
  test('the one name that fits all claims', async () => {
    const text =
      'Which company, as reported by Ledger Daily and Circuit Review, has bought a drone maker and is accused by publishers of harming their revenue?';
    expect((await ask(text)).answer).toMatch(/^Quillon/);
  });

  test('claims laid to outlets are borne out, or not', async () => {
    const yes =
      'Does the Ledger Daily article say that Quillon bought a drone maker, while the Circuit Review article says that publishers filed a suit against Quillon?';
    expect((await ask(yes)).answer).toBe('Yes');
    const no =
      'Does the Ledger Daily article say that Quillon lacks an offer for a drone maker, while the Circuit Review article says that publishers filed a suit against Quillon?';
    expect((await ask(no)).answer).toBe('No');
  });

  test('an outlet that we do not read is a refusal that names it', async () => {
    const text =
      'Which company, as reported by The Mountain Herald and Circuit Review, has bought a drone maker and is accused of harming publishers?';
    expect((await ask(text)).answer).toContain('Mountain Herald');
  });

  test('which report came first', async () => {
    const text =
      'Did Ledger Daily report on the purchase of Petrel Robotics before Circuit Review reported on the suit of the publishers against Quillon?';
    expect((await ask(text)).answer).toBe('Yes');
  });
});

describe('a refusal', () => {
  test('still tells of an earlier case that the words could mean', async () => {
    const answer = await ask('has Cuba recognised the Selvarian government?');
    expect(answer.abstained).toBe(true);
    expect(answer.caveats.join(' ')).toContain('1996-2004');
  });
});

describe('dates that hang on the day of publication', () => {
  const dated: Told = {
    source: 'Gazette',
    title: 'Arda bridge opens',
    text: 'The Arda bridge was opened on Thursday.',
    publishedAt: '2031-05-16T09:00:00.000Z',
  };

  test('are counted from it', async () => {
    expect(await answerQuestion({ text: 'when was the Arda bridge opened?' }, worldOf([dated]))).toMatchObject({
      answer: '15 May 2031',
    });
  });

  test('are not trusted where it is only guessed', async () => {
    const undated: Told = {
      ...dated,
      source: 'Blog',
      publishedAt: '2033-02-01T09:00:00.000Z',
      publishedAtGuessed: true,
    };
    expect(await answerQuestion({ text: 'when was the Arda bridge opened?' }, worldOf([undated, dated]))).toMatchObject(
      { answer: '15 May 2031' },
    );
  });
});
