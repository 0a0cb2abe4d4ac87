import { describe, expect, it } from 'vitest';
import { datesIn, formatDate, MAX_DATES_PER_SENTENCE } from '../../src/text/dates.ts';

/** A Friday. */
const PUBLISHED = '2025-07-04T10:00:00.000Z';
const dates = (text: string) =>
  datesIn(text, PUBLISHED).map(({ date, until }) => (until === undefined ? date : `${date}..${until}`));

describe('datesIn resolves days', () => {
  it.each([
    ['It said so on Thursday.', ['2025-07-03']],
    ['It said so on Friday.', ['2025-07-04']],
    ['Leaders will meet on Thursday.', ['2025-07-10']],
    ['On Thursday, leaders will meet.', ['2025-07-10']],
    ['He said on Tuesday that he will resign on Monday.', ['2025-07-01', '2025-07-07']],
    ['He was found by police on Monday.', ['2025-06-30']],
    ['The ferry was scheduled to leave on Thursday, but broke down.', ['2025-07-03']],
    ['The trial was due to begin on Monday.', ['2025-07-07']],
    ['It had announced the end of the truce on July 26.', ['2025-07-26']],
    ['It must pay by Monday.', ['2025-07-07']],
    ['last Friday', ['2025-06-27']],
    ['next Friday', ['2025-07-11']],
    ['on Tuesday (July 1)', ['2025-07-01']],
    ['on Tuesday, 1 July 2025,', ['2025-07-01']],
    ['on July 3, 2024', ['2024-07-03']],
    ['on 3rd July', ['2025-07-03']],
    ['on Dec. 30', ['2024-12-30']],
    ['It will open on Jan. 5.', ['2026-01-05']],
    ['from 12 to 15 March', ['2025-03-12..2025-03-15']],
    ['December 30 - January 2', ['2024-12-30..2025-01-02']],
    ['on 2025-06-30', ['2025-06-30']],
    ['on 30/06/2025', ['2025-06-30']],
    ['on 03/07/2025', ['2025']],
    ['yesterday, today and tomorrow', ['2025-07-03', '2025-07-04', '2025-07-05']],
    ['three days ago', ['2025-07-01']],
    ['two weeks from now', ['2025-07-18']],
  ])('%s', (text, expected) => expect(dates(text)).toEqual(expected));
});

describe('datesIn knows that a day begins earlier elsewhere', () => {
  it.each([
    ['A missile fell early on Saturday.', '2025-07-04T21:30:00.000Z', '2025-07-05'],
    ['A missile fell early on Saturday.', '2025-07-04T00:00:00.000Z', '2025-07-05'],
    ['A missile fell early on Saturday.', '2025-07-04T06:30:00.000Z', '2025-06-28'],
    ['A missile fell last Saturday.', '2025-07-04T21:30:00.000Z', '2025-06-28'],
    ['A missile fell on Sunday.', '2025-07-04T21:30:00.000Z', '2025-06-29'],
  ])('%s, published %s: %s', (text, publishedAt, day) => {
    expect(datesIn(text, publishedAt).map(({ date }) => date)).toEqual([day]);
  });
});

describe('datesIn resolves months and years', () => {
  it.each([
    ['It was lifted in April.', ['2025-04']],
    ['It was lifted in November.', ['2024-11']],
    ['It will open in April.', ['2026-04']],
    ['It will fall in late March of next year.', ['2026-03']],
    ['It fell in October of last year.', ['2024-10']],
    ['It fell in May last year.', ['2024-05', '2024']],
    ['It fell on June 12 last year.', ['2024-06-12', '2024']],
    ['Three launches are scheduled in January.', ['2026-01']],
    ['in August 2021', ['2021-08']],
    ['last year and last month', ['2024', '2025-06']],
    ['earlier this month', ['2025-07']],
    ['last week', ['2025-06-23..2025-06-29']],
    ['six months ago', ['2025-01']],
    ['a decade ago', ['2015']],
    ['since 2003', ['2003']],
    ['the 2024 election', ['2024']],
    ['in late 2023', ['2023']],
    ['from 1996 to 2001', ['1996..2001']],
    ['the 1996-2001 government', ['1996..2001']],
    ['in 1979-89', ['1979..1989']],
    ['between 1996 and 2001', ['1996..2001']],
    ['in 2001 and 2004', ['2001', '2004']],
    ['in the 1990s', ['1990..1999']],
    ['in 1066', ['1066']],
  ])('%s', (text, expected) => expect(dates(text)).toEqual(expected));
});

describe('datesIn makes no date of', () => {
  it.each([
    'It killed 149 people.',
    'They may march again.',
    '2,000 people and 2000 troops',
    'It cost $2000.',
    'call 555-2021',
    'a score of 3-2',
    'The Sun and the Mar family',
    'the second time in 5 days',
    'Flight 1943 landed.',
    'He read USA Today.',
    'in late January of that year',
    '',
  ])('%s', (text) => expect(dates(text)).toEqual([]));

  it('anything where the time of publication is unknown', () => {
    expect(datesIn('on Thursday', 'soon')).toEqual([]);
  });
});

describe('datesIn', () => {
  it('gives what is written, without the preposition, and where', () => {
    const sentence = { index: 0, text: 'It fell in April 2024.', start: 50, end: 72, paragraph: 0, tokens: [] };
    expect(datesIn(sentence, PUBLISHED)).toEqual([{ text: 'April 2024', start: 61, end: 71, date: '2024-04' }]);
  });

  it('counts days in UTC', () => {
    expect(datesIn('today', '2025-07-04T23:30:00-05:00')[0]!.date).toBe('2025-07-05');
  });

  it('stops at a limit', () => {
    expect(dates('in 2001, '.repeat(1_000)).length).toBe(MAX_DATES_PER_SENTENCE);
  });
});

describe('formatDate', () => {
  it.each([
    ['2025-07-03', '3 July 2025'],
    ['2025-04', 'April 2025'],
    ['1996', '1996'],
    ['2025-07-03T10:00:00.000Z', '3 July 2025'],
    ['2025-13', '2025'],
    ['soon', 'soon'],
  ])('%s is %s', (date, expected) => expect(formatDate(date)).toBe(expected));
});
