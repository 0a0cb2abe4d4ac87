import { describe, expect, it } from 'vitest';
import { writeBrief } from '../../src/briefs/write.ts';
import { article, briefInput } from './fixtures.ts';

const sayings = (articles: Parameters<typeof briefInput>[0]): readonly string[] =>
  writeBrief(briefInput(articles)).sentences.map(({ text }) => text);

describe('the lead', () => {
  it('tells the deed that the headlines tell, not a minor angle of it', () => {
    const [lead] = sayings([
      article({
        id: 'b1',
        title: 'Norvik police arrest man over harbour fire',
        text: 'Police in Norvik have arrested a man over the fire that destroyed the harbour office on Sunday.\n\nThe office had stood since 1911.',
      }),
      article({
        id: 'b2',
        title: 'Man arrested after Norvik harbour fire',
        text: 'Detectives in Norvik have released a description of a van seen near the harbour office before the fire on Sunday.\n\nA man was arrested over the Norvik harbour fire on Monday.',
        publishedAt: '2025-03-06T10:00:00.000Z',
      }),
    ]);
    expect(lead).toContain('arrested');
  });

  it('comes from news where there is news', () => {
    const [lead] = sayings([
      article({
        id: 'c1',
        title: 'Opinion: the Norvik ferry ban is a mistake',
        text: 'The ban on the Norvik ferry that the council approved on Monday is a mistake.\n\nThe council of Norvik banned the ferry without asking.',
      }),
      article({
        id: 'c2',
        title: 'Norvik council bans ferry',
        text: 'The council of Norvik voted on Monday to ban the old ferry from the harbour.',
        publishedAt: '2025-03-06T07:00:00.000Z',
      }),
    ]);
    expect(lead).toContain('voted');
  });
});

describe('a sentence of a brief', () => {
  const report = (text: string) =>
    sayings([
      article({
        id: 'd1',
        title: 'Norvik council bans ferry',
        text: `Norvik council banned the ferry Astrid from the harbour on Monday.\n\n${text}`,
      }),
      article({
        id: 'd2',
        title: 'Norvik bans ferry',
        text: `The council of Norvik has banned the ferry Astrid.\n\n${text}`,
      }),
    ]).join(' ');

  it.each([
    [
      'a speaker whose full name nobody gives',
      '"The engines are forty years old," Holm said. Eva Holm inspected the ferry in May.',
      'Holm said',
    ],
    [
      'a place that is the reporter\u2019s',
      'The ferry will be broken up at a shipyard here in June, its owner said.',
      'here',
    ],
    [
      'what a single name owns that nobody gives in full',
      'Holm\u2019s boat was the first to be towed out of the harbour. She is known there as Eva Holm the elder.',
      'boat was',
    ],
    [
      'a town of which nobody has told',
      'Closing the lighthouse would leave the northern coast without a signal in winter.',
      'lighthouse',
    ],
    [
      'a spokesman of nobody',
      '"The engines of the Astrid are forty years old," the agency spokesman said.',
      'spokesman said',
    ],
  ])('is not one with %s', (_, text, words) => expect(report(text)).not.toContain(words));
});

describe('a person', () => {
  const reports = (text: string) => [
    article({
      id: 'f1',
      title: 'Norvik mayor Eva Lind resigns over harbour crane',
      text: `Lind resigned as mayor of Norvik on Monday over the harbour crane that fell in January.\n\n${text}`,
    }),
    article({
      id: 'f2',
      title: 'Eva Lind resigns as mayor of Norvik',
      text: `Lind, the mayor of Norvik, has resigned over the crane that fell on the harbour.\n\n${text}`,
    }),
  ];

  it('whom the headline names in full may go by the surname', () => {
    expect(sayings(reports('The council meets on Friday.'))[0]).toContain('resigned');
  });

  it('whom another sentence of the story names in full does not stand there by the surname alone', () => {
    const text = sayings(
      reports('Vik signed the papers for the harbour crane. He is known there as Jon Vik the elder.'),
    ).join(' ');
    expect(text).not.toMatch(/(?<!Jon )Vik/);
  });
});

describe('an article of one sentence that is its title', () => {
  it('still gives a brief its sentence', () => {
    const text = 'A fire destroyed the only supermarket of Norvik on Sunday .';
    const other = 'Norvik \'s only supermarket has been destroyed in a " suspicious " fire , police said .';
    const brief = writeBrief(
      briefInput([article({ id: 'e1', title: text, text }), article({ id: 'e2', title: other, text: other })]),
    );
    expect(brief.sentences).toHaveLength(1);
  });
});
