import { describe, expect, it } from 'vitest';
import { dateDays } from '../../src/briefs/datewords.ts';

/** A Friday. */
const PUBLISHED = '2025-07-04T10:00:00Z';

describe('words that name a day become the date', () => {
  it.each([
    ['The bridge on Thursday became a footpath.', 'The bridge on 3 July became a footpath.'],
    ['The tram left the rails late Tuesday near the port.', 'The tram left the rails late on 1 July near the port.'],
    ["Thursday's accident was the second.", 'The 3 July accident was the second.'],
    [
      'The mayor said Thursday that work will end on Friday morning.',
      'The mayor said on 3 July that work will end on the morning of 4 July.',
    ],
    ['They met yesterday and will meet again tomorrow.', 'They met on 3 July and will meet again on 5 July.'],
    ['Voting ran from Monday to Thursday.', 'Voting ran from 30 June to 3 July.'],
    ['The port said on Thursday (July 3) that it had closed.', 'The port said on 3 July that it had closed.'],
    ['On late Tuesday night the wall fell.', 'Late on the night of 1 July the wall fell.'],
    ['Two ferries sank last night.', 'Two ferries sank on the night of 3 July.'],
    ['The road was closed this morning.', 'The road was closed on the morning of 4 July.'],
    ['The tower opened two days ago.', 'The tower opened on 2 July.'],
  ])('%s', (sentence, dated) => {
    expect(dateDays(sentence, PUBLISHED)).toBe(dated);
  });

  it.each([
    ['The rule took effect in April this year.', 'The rule took effect in April 2025.'],
    ['The minister called it last year a mistake.', 'The minister called it in 2024 a mistake.'],
    ['Work began in July last year.', 'Work began in July 2024.'],
    ['Work began in July of last year.', 'Work began in July 2024.'],
    ["Last month's flood broke the dam.", 'The June flood broke the dam.'],
    ['A court passed the sentence last November.', 'A court passed the sentence in November 2024.'],
    ['The ban was lifted in December.', 'The ban was lifted in December 2024.'],
  ])('so do months and years: %s', (sentence, dated) => {
    expect(dateDays(sentence, PUBLISHED)).toBe(dated);
  });

  it.each([
    ['Every Friday they sweep the square.'],
    ['Black Friday sales rose.'],
    ['The Sunday Times had the letter.'],
    ['A Sunday to remember came and went.'],
    ['Iron is today the cheapest of metals.'],
    ['“We open on Thursday,” the owner said.'],
    ['Prices fell over the last year.'],
    ['Monday will see the brightest moon.'],
    ['The ferry sank on Saturday near the port.'],
    ['Monday night’s storm broke the pier.'],
    ['The ferry was scheduled to leave on Saturday but stayed in port.'],
    ['A plan to widen the canal was thrown out on a Tuesday.'],
  ])('what is no one day stays: %s', (sentence) => {
    expect(dateDays(sentence, PUBLISHED)).toBe(sentence);
  });

  it('gives the year where the brief is read in another one', () => {
    expect(dateDays('The mill burnt down on Thursday.', PUBLISHED, '2026-01-02T00:00:00Z')).toBe(
      'The mill burnt down on 3 July 2025.',
    );
  });
});
