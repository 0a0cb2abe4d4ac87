import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answers/answer.ts';
import { MAX_CHANGES_TOLD, revisedSince } from '../../src/answers/revised.ts';
import { worldOf } from './stand-in.ts';

const proof = {
  n: 1,
  quote: 'The Blue Heron carried 61 people.',
  source: 'The Lantern',
  articleId: 'f',
  publishedAt: '2031-05-12T08:00:00.000Z',
};
const earlier = (text: string, changes: readonly string[]) => ({
  articleId: 'f',
  revision: 1,
  title: 'Ferry sinks',
  text,
  replacedAt: '2031-05-13T08:00:00.000Z',
  changes,
});

describe('an article that was changed after it was published', () => {
  test('is said to have changed where its proof is new', () =>
    expect(revisedSince([proof], [earlier('The Blue Heron carried 58 people.', ['new figure: 61'])])).toEqual([
      'The Lantern changed what is quoted here on 13 May 2031: new figure: 61.',
    ]));

  test('is said to have changed where it carries a correction', () =>
    expect(revisedSince([proof], [earlier(proof.quote, ['carries a correction or an editor’s note'])])[0]).toContain(
      'changed its article on 13 May 2031',
    ));

  test.each([
    ['elsewhere', earlier(`${proof.quote} Rain fell.`, ['name gone: Rain'])],
    ['by noise', earlier('The Blue Heron carried 61  people!', [])],
    ['and is another', { ...earlier('Other.', ['new figure: 2']), articleId: 'g' }],
  ])('is passed over where it changed %s', (_, revision) => expect(revisedSince([proof], [revision])).toEqual([]));

  test(`tells at most ${MAX_CHANGES_TOLD} changes`, () =>
    expect(revisedSince([proof], [earlier('Old.', ['one', 'two', 'three'])])[0]).not.toContain('three'));

  test('is a caveat of the answer', async () => {
    const world = worldOf([
      {
        id: 'f',
        source: 'The Lantern',
        title: 'Ferry sinks',
        text: 'The ferry Blue Heron carried 61 people when it sank.',
        earlier: [earlier('The ferry Blue Heron carried 58 people when it sank.', ['figure gone: 58'])],
      },
    ]);
    const answer = await answerQuestion({ text: 'how many people did the Blue Heron carry?' }, world);
    expect(answer.answer).toBe('61');
    expect(answer.caveats.join(' ')).toContain('figure gone: 58');
  });
});

test('the latest that is a fortnight old is said to be', async () => {
  const told = {
    source: 'The Lantern',
    title: 'Talks',
    text: 'Ana Sol leads the Harbour Party.',
    publishedAt: '2031-05-01T09:00:00.000Z',
  };
  const { caveats } = await answerQuestion({ text: 'who currently leads the Harbour Party?' }, worldOf([told]));
  expect(caveats.join(' ')).toContain('newest evidence is from 1 May 2031');
});
