import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groundingFaults } from '../../src/briefs/grounded.ts';
import { writeBrief } from '../../src/briefs/write.ts';
import type { Article } from '../../src/model.ts';
import { article, briefInput } from './fixtures.ts';

const people = ['Ada Holm', 'Jon Vik', 'Eva Lind', 'Nils Berg', 'Ida Moe'];
const places = ['Norvik', 'Hald', 'Orlvik', 'the island of Grip'];
const days = ['on Monday', 'on Wednesday', 'yesterday', 'on 3 March', 'last week', 'on Friday night'];
const things = ['ferry', 'crane', 'tram', 'bridge'];

const person = fc.constantFrom(...people);
const place = fc.constantFrom(...places);
const day = fc.constantFrom(...days);
const thing = fc.constantFrom(...things);
const count = fc.integer({ min: 2, max: 40 });

/** Sentences of a made-up report, with what briefs trim, date and drop. */
const sentence = fc.oneof(
  fc
    .tuple(thing, place, day, count)
    .map(([a, b, c, n]) => `A ${a} collapsed at ${b} ${c}, killing ${n} people, the coastguard said.`),
  fc
    .tuple(person, thing)
    .map(([a, b]) => `However, ${a}, who leads the harbour board, also said the ${b} had been inspected in January.`),
  fc
    .tuple(person, place, day)
    .map(([a, b, c]) => `“We will open every file to the people of ${b},” ${a} told reporters ${c}.`),
  fc
    .tuple(thing, count, place)
    .map(([a, n, b]) => `The ${a} (built in 1990) is believed to have carried ${n} passengers from ${b}.`),
  fc.tuple(person, day).map(([a, b]) => `${a} ordered an inquiry ${b} and asked two judges to lead it.`),
  fc.constant('He said it was too early to tell.'),
  fc.constant('Read more: what we know about the accident.'),
);

const articles = fc
  .array(
    fc.record({
      sentences: fc.array(sentence, { minLength: 1, maxLength: 8 }),
      hour: fc.integer({ min: 0, max: 90 }),
      guessed: fc.boolean(),
      copies: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((reports): readonly Article[] =>
    reports
      .map(({ sentences, hour, guessed, copies }, at) =>
        article({
          id: `p${at}`,
          source: `Outlet ${at}`,
          title: sentences[0]!.replace(/[.]$/, ''),
          text: sentences.join(' '),
          publishedAt: new Date(Date.parse('2025-03-06T00:00:00.000Z') + hour * 3_600_000).toISOString(),
          publishedAtGuessed: guessed,
          ...(copies && at > 0 ? { copyOf: `p${at - 1}` } : {}),
        }),
      )
      .sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1)),
  );

describe('whatever the articles', () => {
  it('every name, number, date and quotation of a brief stands in an article that its sentence cites', () => {
    fc.assert(
      fc.property(articles, (all) => {
        const brief = writeBrief(briefInput(all));
        expect(groundingFaults(brief, new Map(all.map((each) => [each.id, each])))).toEqual([]);
        const numbers = new Set(brief.sources.map(({ n }) => n));
        for (const { citations } of [...brief.sentences, ...(brief.unconfirmed ?? [])]) {
          expect(citations.length).toBeGreaterThan(0);
          expect(citations.every((n) => numbers.has(n))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
