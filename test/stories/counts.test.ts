import { describe, expect, it } from 'vitest';
import type { Disagreement } from '../../src/model.ts';
import { ageClaims } from '../../src/stories/ages.ts';
import { claimsOf } from '../../src/stories/claims.ts';
import { countClaims, MAX_COUNTS_PER_ARTICLE } from '../../src/stories/counts.ts';
import { disagreementsOf } from '../../src/stories/disagreements.ts';
import { readText } from '../../src/text/read.ts';

const PUBLISHED = '2031-07-10T12:10:00.000Z';

function articleOf(text: string, index = 0, publishedAt: string | undefined = PUBLISHED) {
  return {
    id: `${index + 1}`,
    storyId: 's',
    source: `Outlet ${index + 1}`,
    text,
    publishedAt: publishedAt ?? PUBLISHED,
    publishedAtGuessed: publishedAt === undefined,
    seenAt: '2031-07-20T00:00:00.000Z',
  };
}

function differ(texts: readonly string[], stamps: readonly string[] = []): readonly Disagreement[] {
  const articles = texts.map((text, index) => articleOf(text, index, stamps[index] ?? PUBLISHED));
  const claims = articles.flatMap((article) => claimsOf(article, readText(article.text, { lang: 'en' })));
  return disagreementsOf(claims, articles);
}

const values = (found: readonly Disagreement[]) => found.map(({ positions }) => positions.map(({ value }) => value));
const counts = (text: string) => countClaims(readText(text, { lang: 'en' }).sentences, articleOf(text));

describe('figures', () => {
  it.each([
    ['The army fired 30 drones at the port.', 'count|drone|', '30'],
    ['The army fired at least 30 drones at the port.', 'count|drone|', '>30'],
    ['Norland paid $3.5 million for the ferry.', 'measure|usd', '3500000'],
    ['The slick lies 10 miles from the coast.', 'measure|km', '16.09344'],
    ['Turnout was 63 percent.', 'measure|percent', '63'],
    ['A landslide killed 40 miners in the valley.', 'count|miner|killed', '40'],
    ['They were held for 44 days.', 'count|dai|', '44'],
    ['An earthquake of magnitude 6.2 shook the coast.', 'magnitude|', '6.2'],
    ['The 6.2-magnitude earthquake shook the coast.', 'magnitude|', '6.2'],
  ])('are read: %s', (text, about, value) => {
    expect(counts(text)).toContainEqual(expect.objectContaining({ about, value }));
  });

  it.each([
    ['a part', 'Nine of the sailors were rescued.'],
    ['what comes on top', 'Another nine sailors were rescued.'],
    ['a vague number', 'Dozens of sailors were rescued.'],
    ['the event’s toll, which is read elsewhere', 'Nine people were killed.'],
    ['a compound', 'The 12-storey tower fell.'],
    ['prices that move', 'Shares of the yard fell 6 percent.'],
    ['time that has passed', 'She left nine years ago.'],
    ['two strengths of two earthquakes', 'It had a magnitude of 6.2, the first of magnitude 5.1.'],
  ])('are not %s', (_, text) => expect(counts(text)).toEqual([]));

  it.each(['Experts predict 30 drones.', 'The plan could cost $3 million.', 'So far they have fired 30 drones.'])(
    'are hedged where they are an opinion or a sum over time: %s',
    (text) => expect(counts(text)).toMatchObject([{ hedged: true }]),
  );

  it('keep the day that they are of', () => {
    expect(counts('The yard built 30 ferries in 2019.')).toMatchObject([{ when: '2019' }]);
  });

  it('are bounded in number', () => {
    expect(counts('They met 30 drones. '.repeat(MAX_COUNTS_PER_ARTICLE + 20)).length).toBe(MAX_COUNTS_PER_ARTICLE);
  });
});

describe('sources differ on a figure', () => {
  const drones = (count: string) => `The Norland army fired ${count} drones at the harbour of Lindevik before dawn.`;

  it('told in like words', () => {
    expect(values(differ([drones('30'), drones('45')]))).toEqual([['30 drones', '45 drones']]);
    const about = differ([drones('30'), drones('45')])[0]!.about;
    expect(about).toBe('number of drones');
  });

  it.each([
    [
      'vessels',
      'Pirates seized 12 vessels off the coast of Norland.',
      'Pirates seized 15 vessels off the coast of Norland.',
    ],
    [
      'money',
      'The museum paid $3 million for the Belmar painting.',
      'The museum paid $5 million for the Belmar painting.',
    ],
    [
      'distance',
      'The camp lies 80 miles south of the town of Lindevik.',
      'The camp is 120 miles south of the town of Lindevik.',
    ],
    ['votes', 'Parliament passed the fishing bill with 61 votes.', 'Parliament passed the fishing bill with 67 votes.'],
    [
      'people at a gathering',
      'Some 2,000 protesters marched to the town hall.',
      'About 9,000 protesters marched to the town hall.',
    ],
  ])('of %s', (_, a, b) => expect(differ([a, b])).toHaveLength(1));

  it.each([
    ['a bound agrees', [drones('at least 30'), drones('45')]],
    [
      'the same in another unit',
      ['The slick lies 10 miles off the Norland coast at Bodo.', 'The slick lies 16 km off the Norland coast at Bodo.'],
    ],
    ['other things', [drones('30'), 'The Norland army has 45 drones that it has never used.']],
    ['another kind of the thing', [drones('30'), drones('45 unarmed')]],
    ['one of them gives both', [`${drones('30')} ${drones('45').replace('before dawn', 'at noon')}`, drones('45')]],
    ['two actors', [drones('30'), drones('45').replace('Norland', 'Sudmark').replace('Lindevik', 'Bodo')]],
    ['two times', [drones('30').replace('before dawn', 'in 2019'), drones('45').replace('before dawn', 'in 2024')]],
  ])('not where %s', (_, texts) => expect(differ(texts)).toEqual([]));

  it('not where days lie between them', () => {
    expect(differ([drones('30'), drones('45')], [PUBLISHED, '2031-07-20T08:10:00.000Z'])).toEqual([]);
  });

  it('on a count of dead only where both are given at one time', () => {
    const told = (count: number) => `A landslide killed ${count} miners in the valley of Lindevik on Tuesday.`;
    expect(differ([told(40), told(52)])).toHaveLength(1);
    expect(differ([told(40), told(52)], [PUBLISHED, '2031-07-10T19:10:00.000Z'])).toEqual([]);
  });

  it('on a count of dead of an earlier event at any time', () => {
    const told = (count: number) => `A landslide killed ${count} miners in the valley of Lindevik earlier this month.`;
    expect(differ([told(40), told(52)], [PUBLISHED, '2031-07-10T19:10:00.000Z'])).toHaveLength(1);
  });

  it('not on shares of two things', () => {
    const share = (whole: string, percent: number) =>
      `Ferries of the Lindevik line carried ${percent} percent of ${whole} through the strait.`;
    expect(differ([share('the coastal traffic', 34), share('the coastal traffic', 41)])).toHaveLength(1);
    expect(differ([share('the coastal traffic', 34), share('all traffic', 41)])).toEqual([]);
  });

  it('within one article, by the speakers that it names', () => {
    const text = 'A bus overturned. Police said nine people died, while the hospital said 12 people were killed.';
    expect(values(differ([text]))).toEqual([['9 killed, according to police', '12 killed, according to the hospital']]);
  });

  it('not within one article that names no two speakers', () => {
    expect(differ(['Nine people died. Later 12 people were killed.'])).toEqual([]);
  });
});

describe('ages', () => {
  const ages = (text: string) =>
    ageClaims(readText(text, { lang: 'en' })).map(({ about, value }) => `${about} ${value}`);

  it.each([
    ['Petra Lund, 45, spoke.', ['age|petra lund 45']],
    ['Petra Marie Lund, aged 45, spoke.', ['age|petra lund 45']],
    ['They met 45-year-old nurse Petra Lund.', ['age|petra lund 45']],
    ['The suspect is Petra Lund, 45.', ['age|petra lund 45']],
    ['They met the 9-year-old son of Petra Lund.', []],
    ['Petra Lund, 45 miles away, spoke.', []],
    ['Lund, 45, spoke.', []],
    ['Petra Lund, 2019 champion, spoke.', []],
  ])('are read: %s', (text, expected) => expect(ages(text)).toEqual(expected));

  it('differ between sources', () => {
    const found = differ(['The driver, Petra Lund, 45, was held.', 'Police held 47-year-old Petra Lund.']);
    expect(found).toMatchObject([{ about: 'age of Petra Lund', positions: [{ value: '45' }, { value: '47' }] }]);
  });

  it('are not told of two people with one surname', () => {
    expect(differ(['The driver, Petra Lund, 45, was held.', 'Police held 47-year-old Ola Lund.'])).toEqual([]);
  });
});
