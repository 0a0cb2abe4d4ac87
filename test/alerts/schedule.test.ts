import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDigest, quietUntil, timingOf, zoneNamed } from '../../src/alerts/schedule.ts';

const iso = (text: string): string => new Date(text).toISOString();
const at = (every: 'day' | 'weekday', time: string) => ({ every, at: time }) as const;

describe('a digest', () => {
  it.each([
    ['later today', 'Europe/London', at('day', '08:30'), '2031-07-02T06:00Z', '2031-07-02T07:30Z'],
    ['tomorrow, once it is past', 'Europe/London', at('day', '08:30'), '2031-07-02T07:30Z', '2031-07-03T07:30Z'],
    ['on Monday, from Friday on', 'Europe/London', at('weekday', '08:30'), '2031-07-04T09:00Z', '2031-07-07T07:30Z'],
    ['on Monday, from Sunday', 'Asia/Kabul', at('weekday', '08:30'), '2031-07-06T12:00Z', '2031-07-07T04:00Z'],
    ['by the local weekday', 'Pacific/Auckland', at('weekday', '08:30'), '2031-07-06T21:00Z', '2031-07-07T20:30Z'],
    ['at the full local hour', 'Asia/Kabul', { every: 'hour' } as const, '2031-07-02T06:00Z', '2031-07-02T06:30Z'],
    ['an hour on, on the hour', 'UTC', { every: 'hour' } as const, '2031-07-02T06:00Z', '2031-07-02T07:00Z'],
  ])('comes %s', (_, zone, schedule, now, next) => {
    expect(nextDigest(schedule, zone, iso(now))).toBe(iso(next));
  });

  // Zone, the day before the change, 08:30 on the days around it, in UTC.
  it.each([
    ['Europe/London, forward', 'Europe/London', '2031-03-29T00:00Z', ['03-29T08:30', '03-30T07:30', '03-31T07:30']],
    ['Europe/London, back', 'Europe/London', '2031-10-25T00:00Z', ['10-25T07:30', '10-26T08:30', '10-27T08:30']],
    [
      'America/New_York, forward',
      'America/New_York',
      '2031-03-08T06:00Z',
      ['03-08T13:30', '03-09T12:30', '03-10T12:30'],
    ],
    ['America/New_York, back', 'America/New_York', '2031-11-01T05:00Z', ['11-01T12:30', '11-02T13:30', '11-03T13:30']],
    [
      'Australia/Sydney, forward',
      'Australia/Sydney',
      '2031-10-03T15:00Z',
      ['10-03T22:30', '10-04T21:30', '10-05T21:30'],
    ],
    ['Australia/Sydney, back', 'Australia/Sydney', '2031-04-04T14:00Z', ['04-04T21:30', '04-05T22:30', '04-06T22:30']],
  ])('keeps its local time when the clocks change: %s', (_, zone, from, expected) => {
    const moments: string[] = [];
    for (let now = iso(from); moments.length < expected.length; now = moments.at(-1)!)
      moments.push(nextDigest(at('day', '08:30'), zone, now));
    expect(moments).toEqual(expected.map((day) => iso(`2031-${day}Z`)));
  });

  it.each([
    // 01:30 is leapt over: it comes when the clocks show 02:30.
    ['a time that the clocks leap over comes as much later', '2031-03-29T12:00Z', ['03-30T01:30', '03-31T00:30']],
    // 01:30 comes twice: at 00:30 UTC in summer time, at 01:30 UTC in winter time.
    ['a time that comes twice comes once', '2031-10-25T12:00Z', ['10-26T00:30', '10-27T01:30']],
  ])('%s', (_, from, [first, second]) => {
    const next = nextDigest(at('day', '01:30'), 'Europe/London', iso(from));
    expect(next).toBe(iso(`2031-${first}Z`));
    expect(nextDigest(at('day', '01:30'), 'Europe/London', next)).toBe(iso(`2031-${second}Z`));
  });

  it.each(['Europe/London', 'America/St_Johns', 'Australia/Lord_Howe'])(
    'of the hour comes every hour of the days on which the clocks change, in %s',
    (zone) => {
      for (const day of ['2031-03-30', '2031-03-09', '2031-04-06', '2031-10-05', '2031-10-26', '2031-11-02']) {
        let now = iso(`${day}T00:10Z`);
        for (let n = 0; n < 26; n += 1) {
          const next = nextDigest({ every: 'hour' }, zone, now);
          const gapMs = Date.parse(next) - Date.parse(now);
          expect([gapMs > 0, gapMs <= 90 * 60_000]).toEqual([true, true]);
          now = next;
        }
      }
    },
  );

  it('is always ahead, at most a day and a clock change away, and at its local time', () => {
    const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham');
    const clock = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
    const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, clock, moment, (timeZone, time, now) => {
        const next = new Date(nextDigest(at('day', time), timeZone, now.toISOString()));
        const hours = (next.getTime() - now.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(26);
      }),
    );
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00' };
  it.each([
    ['before they begin', night, '2031-07-02T20:59Z', undefined],
    ['as they begin', night, '2031-07-02T21:00Z', '2031-07-03T06:00Z'],
    ['at midnight', night, '2031-07-02T23:00Z', '2031-07-03T06:00Z'],
    ['after midnight', night, '2031-07-03T05:59Z', '2031-07-03T06:00Z'],
    ['as they end', night, '2031-07-03T06:00Z', undefined],
    ['in a pause at noon', { from: '12:00', to: '13:00' }, '2031-07-03T11:20Z', '2031-07-03T12:00Z'],
    ['outside a pause at noon', { from: '12:00', to: '13:00' }, '2031-07-03T10:59Z', undefined],
    ['in the night that is an hour short', night, '2031-03-29T23:00Z', '2031-03-30T06:00Z'],
    ['in the night that is an hour long', night, '2031-10-25T23:00Z', '2031-10-26T07:00Z'],
    [
      'in the hour that comes twice, the second time',
      { from: '01:00', to: '01:30' },
      '2031-10-26T01:10Z',
      '2031-10-26T01:30Z',
    ],
  ])('hold %s', (_, quiet, now, until) => {
    expect(quietUntil(quiet, 'Europe/London', iso(now))).toBe(until === undefined ? undefined : iso(until));
  });
});

describe('what a watchlist has', () => {
  const now = iso('2031-07-02T22:30Z');
  it.each([
    ['at once by default', {}, undefined, { dueAt: now }],
    ['with its digest', { digest: at('day', '08:00') }, undefined, { dueAt: iso('2031-07-03T08:00Z'), hold: 'digest' }],
    [
      'when it is quiet no more',
      { quiet: { from: '22:00', to: '06:00' } },
      undefined,
      { dueAt: iso('2031-07-03T06:00Z'), hold: 'quiet' },
    ],
    [
      'with its digest, but not in quiet hours',
      { digest: { every: 'hour' }, quiet: { from: '22:00', to: '06:00' } },
      undefined,
      { dueAt: iso('2031-07-03T06:00Z'), hold: 'digest' },
    ],
    ['when its hourly limit allows', {}, iso('2031-07-02T22:50Z'), { dueAt: iso('2031-07-02T22:50Z'), hold: 'rate' }],
    ['at once where its limit is free again', {}, now, { dueAt: now }],
    [
      'not in quiet hours, whatever its limit says',
      { quiet: { from: '22:45', to: '06:00' } },
      iso('2031-07-02T22:50Z'),
      { dueAt: iso('2031-07-03T06:00Z'), hold: 'rate' },
    ],
  ] as const)('is posted %s', (_, options, freeAt, timing) => {
    expect(timingOf(options, now, freeAt)).toEqual(timing);
  });
});

describe('a zone', () => {
  it.each([
    ['europe/london', 'Europe/London'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
  ])('is known as typed: %s', (typed, name) => {
    expect(zoneNamed(typed)).toBe(name);
  });

  it.each([
    ['Mars/Olympus', 'Write it as Europe/London, America/New_York, Asia/Kabul or UTC.'],
    ['Europe/Lodon', 'Did you mean Europe/London?'],
    ['new york', 'Did you mean America/New_York?'],
  ])('that there is not is refused with what was meant, or how to write one: %s', (typed, hint) => {
    expect(() => zoneNamed(typed)).toThrowError(expect.objectContaining({ code: 'bad_usage', hint }));
  });
});
