import { describe, expect, it } from 'vitest';
import { eventDay } from '../../src/stories/event-day.ts';
import { FRESH_MAX_DAYS } from '../../src/stories/features.ts';
import {
  BACKFILL_WINDOW_DAYS,
  NEIGHBOUR_WINDOW_DAYS,
  neighbourWindows,
  UNDATED_WINDOW_MS,
} from '../../src/stories/neighbourhood.ts';
import { readText } from '../../src/text/read.ts';

const DAY_MS = 86_400_000;
const PUBLISHED_AT = '2031-03-04T09:00:00.000Z';
const daysLater = (days: number): string => new Date(Date.parse(PUBLISHED_AT) + days * DAY_MS).toISOString();
const seenAfter = (days: number) => ({
  publishedAt: PUBLISHED_AT,
  publishedAtGuessed: false,
  seenAt: daysLater(days),
});

describe('where an article’s neighbours are looked for', () => {
  it('is around its date, while it is news', () => {
    expect(neighbourWindows(seenAfter(FRESH_MAX_DAYS))).toEqual([
      { from: daysLater(-NEIGHBOUR_WINDOW_DAYS), to: daysLater(NEIGHBOUR_WINDOW_DAYS) },
    ]);
  });

  it('is also far around it, where the stamp may be that of a later revision', () => {
    expect(neighbourWindows(seenAfter(FRESH_MAX_DAYS + 1)).at(-1)).toEqual({
      from: daysLater(-BACKFILL_WINDOW_DAYS),
      to: daysLater(BACKFILL_WINDOW_DAYS),
    });
  });

  it('is among what was just seen too, which may have no date', () => {
    const days = BACKFILL_WINDOW_DAYS + 100;
    const justSeen = {
      from: new Date(Date.parse(daysLater(days)) - UNDATED_WINDOW_MS).toISOString(),
      to: daysLater(days + 1),
    };
    expect(neighbourWindows(seenAfter(days))).toHaveLength(3);
    expect(neighbourWindows(seenAfter(days)).at(-1)).toEqual(justSeen);
  });

  it('is at any time for an article without a date', () => {
    const [window, ...more] = neighbourWindows({ ...seenAfter(0), publishedAtGuessed: true });
    expect(window).toEqual({ from: '1970-01-01T00:00:00.000Z', to: daysLater(1) });
    expect(more).toEqual([]);
  });
});

describe('the day of which a report tells', () => {
  const dayOf = (text: string): string | undefined => {
    const day = eventDay(readText(text, { lang: 'en' }), PUBLISHED_AT);
    return day === undefined ? undefined : new Date(day * DAY_MS).toISOString().slice(0, 10);
  };

  it.each([
    ['a weekday', 'The ferry ran aground on Sunday, the coastguard said.', '2031-03-02'],
    ['a date', 'The ferry ran aground on 3 March with 214 aboard.', '2031-03-03'],
    ['the first of several', 'It ran aground on Tuesday. It had sailed on Monday.', '2031-03-04'],
    ['what is long past', 'Since 4 May 2025 the ferry has been laid up.', undefined],
    ['what is still to come', 'The ferry will sail on 5 March 2031.', undefined],
    ['a year', 'The ferry was built in 2009.', undefined],
    ['nothing', 'The ferry is old.', undefined],
    ['a day far down', `${'The ferry is old. '.repeat(60)}It ran aground on Sunday.`, undefined],
  ])('is read from %s', (_, text, day) => {
    expect(dayOf(text)).toBe(day);
  });
});
