import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provenanceOf } from '../../src/stories/provenance.ts';

interface Carried {
  readonly id: string;
  readonly source: string;
  readonly publishedAt: string;
  readonly publishedAtGuessed: boolean;
  readonly seenAt: string;
  readonly copyOf?: string;
}

const carried = (id: string, publishedAt: string, more: Partial<Carried> = {}): Carried => ({
  id,
  source: `Outlet ${id}`,
  publishedAt: `2031-07-${publishedAt}.000Z`,
  publishedAtGuessed: false,
  seenAt: '2031-07-20T00:00:01.000Z',
  ...more,
});
const firstOf = (...articles: readonly Carried[]) => provenanceOf(articles).firstByStamp?.id;

describe('who was first by the outlets’ own stamps', () => {
  it.each([
    ['the earlier', [carried('a', '10T09:00:01'), carried('b', '10T08:00:01')], 'b'],
    [
      'none whose time is guessed',
      [carried('a', '10T09:00:01'), carried('b', '10T08:00:01', { publishedAtGuessed: true })],
      'a',
    ],
    [
      'none that was stamped after we saw it, as a revision is',
      [carried('a', '10T09:00:01'), carried('b', '10T08:30:01', { seenAt: '2031-07-10T08:00:01.000Z' })],
      'a',
    ],
    [
      'no copy where its original is of the same moment',
      [carried('a', '10T09:00:01', { copyOf: 'b' }), carried('b', '10T09:00:01')],
      'b',
    ],
    ['nobody whose stamp is a day without its hour', [carried('a', '10T09:00:01'), carried('b', '10T00:00:00')], 'a'],
    ['but him whose day was over before', [carried('a', '10T09:00:01'), carried('b', '09T00:00:00')], 'b'],
    ['nobody where all times are guessed', [carried('a', '10T09:00:01', { publishedAtGuessed: true })], undefined],
  ])('is %s', (_, articles, first) => expect(firstOf(...articles)).toBe(first));

  it('stands beside who was seen first', () => {
    const early = carried('early', '10T08:00:01', { seenAt: '2031-07-10T12:00:01.000Z' });
    const seen = carried('seen', '10T09:00:01', { seenAt: '2031-07-10T09:05:01.000Z' });
    expect(provenanceOf([seen, early])).toMatchObject({ firstByStamp: { id: 'early' }, firstSeen: { id: 'seen' } });
  });

  it('does not depend on the order of the articles', () => {
    const any = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.boolean())
      .map(([hour, publishedAtGuessed, copy]) => ({ hour, publishedAtGuessed, copy }));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (told) => {
        const articles = told.map(({ hour, publishedAtGuessed, copy }, index) =>
          carried(`${index}`, `10T0${hour}:00:01`, { publishedAtGuessed, ...(copy ? { copyOf: '0' } : {}) }),
        );
        const first = provenanceOf(articles).firstByStamp;
        expect(provenanceOf(articles.toReversed()).firstByStamp).toEqual(first);
        expect(articles.find(({ id }) => id === first?.id)?.publishedAtGuessed ?? false).toBe(false);
      }),
    );
  });
});
