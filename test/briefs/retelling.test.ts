import { describe, expect, it } from 'vitest';
import { deedOf } from '../../src/briefs/deed.ts';
import { stemsOf } from '../../src/briefs/lead.ts';
import { differInToll, introducedWithAge, reintroduces, tellSameDeed, tollsOf } from '../../src/briefs/retelling.ts';

const same = (a: string, b: string): boolean => tellSameDeed(deedOf(a), deedOf(b));

describe('two sentences', () => {
  it.each([
    ['Jon Vik was arrested on fraud charges in Norvik.', 'A Norvik man was arrested for helping to move stolen money.'],
    ['Three sailors have died after their boat overturned.', 'Three men in the boat died at the scene, police said.'],
    ['Nine are dead after the ferry fire.', 'Nine people were killed when the ferry burned.'],
    ['Two trams have collided in a tunnel.', 'Police said the trams collided in the old tunnel.'],
    [
      'Ada Holm, who had led the harbour for years, died on Tuesday.',
      'Ada Holm, a keeper of lighthouses who fought the railway, died at home.',
    ],
  ])('tell one deed: %s / %s', (a, b) => expect(same(a, b)).toBe(true));

  it.each([
    ['Jon Vik was arrested in Norvik.', 'Nils Berg was arrested on Hald.'],
    ['Jon Vik was arrested in Norvik.', 'Jon Vik resigned from the council.'],
    ['Six people died when the crane fell.', 'The crane had been inspected in January.'],
  ])('tell two: %s / %s', (a, b) => expect(same(a, b)).toBe(false));

  it('give one toll in two figures, or not', () => {
    expect(differInToll(tollsOf('Nine people were killed.'), tollsOf('At least 12 people were killed.'))).toBe(true);
    expect(differInToll(tollsOf('Nine people were killed.'), tollsOf('Nine people were killed at sea.'))).toBe(false);
    expect(differInToll(tollsOf('Nine people were killed.'), tollsOf('Forty people were injured.'))).toBe(false);
  });
});

describe('a sentence that introduces', () => {
  const said = stemsOf('The seal Olga was found alive under a boat in Norvik by transit workers.');

  it.each(['A young seal in Norvik had been given up for lost.', 'A Norvik woman who had looked for days was glad.'])(
    'whom the brief has told of does so again: %s',
    (text) => expect(reintroduces(text, said)).toBe(true),
  );

  it.each([
    'A second seal was found dead on Hald.',
    'A spokesman for the aquarium thanked the crew.',
    'A Norvik woman said she had looked for days.',
    'The seal was fed at once.',
  ])('somebody else does not: %s', (text) => expect(reintroduces(text, said)).toBe(false));

  it('gives the age of a person as one does the first time', () => {
    expect([...introducedWithAge('Ada Holm, 37, was texting when Nils Berg, aged 4, came in.')]).toEqual([
      'Holm',
      'Berg',
    ]);
  });
});
