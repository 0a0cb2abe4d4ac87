import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../src/stories/claims.ts';
import { MAX_ENTRIES_PER_DATE, timelineOf } from '../../src/stories/timeline.ts';
import { readText } from '../../src/text/read.ts';

/** Published on Thursday, 10 July 2031. */
function timeline(...texts: readonly string[]) {
  const articles = texts.map((text, index) => ({
    id: `${index + 1}`,
    storyId: 's',
    text,
    publishedAt: '2031-07-10T12:10:00.000Z',
    publishedAtGuessed: false,
  }));
  const claims = articles.flatMap((article) => claimsOf(article, readText(article.text, { lang: 'en' })));
  return timelineOf(claims, articles).map(({ date, citations }) => `${date} [${citations.join(' ')}]`);
}

describe('the timeline', () => {
  it('tells one happening once, with all its sources, however it is put', () => {
    expect(
      timeline(
        'A crane fell onto the ferry Astrid in the port of Norvik on Tuesday.',
        'The ferry Astrid was hit when a crane collapsed in the port of Norvik on Tuesday.',
      ),
    ).toEqual(['2031-07-08 [1 2]']);
  });

  it('keeps two happenings of one day apart', () => {
    expect(
      timeline(
        'A crane hit the ferry Astrid in the port of Norvik on Tuesday. Parliament dismissed the fisheries minister on Tuesday.',
      ),
    ).toEqual(['2031-07-08 [1]', '2031-07-08 [1]']);
  });

  it.each([
    ['a week is its month', 'The council dismissed the captain this week.', ['2031-07 [1]']],
    ['a week in two months is no date', 'The council dismissed the captain last week.', []],
    ['a decade is no date', 'A storm destroyed the harbour in the 1990s.', []],
    ['what is planned has not happened', 'The council will dismiss the captain on Saturday.', []],
    ['a picture caption is no happening', 'Photos: A crane hit the ferry Astrid on Tuesday Hide Caption 3 of 12', []],
    ['a note on the article is none', 'This article was amended on 9 July 2031.', []],
    ['the time of speech is none', 'The captain blamed the crane, the harbour director recalled on Tuesday.', []],
    [
      'a date in passing is not that of the sentence',
      'The council dismissed the captain on Tuesday, its first such step since a storm destroyed the harbour in May 2019.',
      ['2031-07-08 [1]'],
    ],
    [
      'nor is one that tells who somebody is',
      'The captain, who sank the ferry Astrid in 2019, was dismissed on Tuesday.',
      ['2031-07-08 [1]'],
    ],
    [
      'a happening may be told with another',
      'Nine died when a crane hit the ferry Astrid on Tuesday.',
      ['2031-07-08 [1]'],
    ],
  ])('knows that %s', (_, text, expected) => expect(timeline(text)).toEqual(expected));

  it('leaves room for other days', () => {
    const words = ['anchor', 'bridge', 'castle', 'dairy', 'engine', 'factory'];
    const text = words.map((word) => `A storm destroyed the ${word} of ${word}ville on Tuesday.`).join(' ');
    expect(timeline(text).length).toBeLessThanOrEqual(MAX_ENTRIES_PER_DATE);
  });
});
