import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EARLIEST_DATE_MS, MAX_DATE_CHARS, MAX_FUTURE_MS, readDate } from '../../src/feeds/dates.ts';

const NOW = Date.UTC(2025, 6, 3, 12);

describe('a date', () => {
  it.each([
    // RFC 822 and its relatives
    ['Thu, 03 Jul 2025 10:15:30 GMT', '2025-07-03T10:15:30.000Z'],
    ['Thu, 3 Jul 2025 10:15 +0200', '2025-07-03T08:15:00.000Z'],
    ['3 Jul 25 10:15:30 -0500', '2025-07-03T15:15:30.000Z'],
    ['Thu, 03 Jul 2025 06:15:30 EDT', '2025-07-03T10:15:30.000Z'],
    ['Thu, 03-Jul-2025 10:15:30 UTC', '2025-07-03T10:15:30.000Z'],
    ['Thursday, July 3, 2025 - 10:15', '2025-07-03T10:15:00.000Z'],
    ['July 3, 2025 at 4:05 PM CEST', '2025-07-03T14:05:00.000Z'],
    ['Thu Jul  3 10:15:30 2025', '2025-07-03T10:15:30.000Z'],
    ['Thu Jul 3 10:15:30 PDT 2025', '2025-07-03T17:15:30.000Z'],
    ['Thu, 03 Jul 2025 12:00:00 GMT+2', '2025-07-03T10:00:00.000Z'],
    ['Thu, 03 Jul 2025 10:15:30 +0000 (UTC)', '2025-07-03T10:15:30.000Z'],
    ['03 Jul 2025', '2025-07-03T00:00:00.000Z'],
    // ISO 8601
    ['2025-07-03T10:15:30Z', '2025-07-03T10:15:30.000Z'],
    ['2025-07-03T10:15:30.999+02:00', '2025-07-03T08:15:30.000Z'],
    ['2025-07-03T10:15-0700', '2025-07-03T17:15:00.000Z'],
    ['2025-07-03 10:15:30', '2025-07-03T10:15:30.000Z'],
    ['2025-07-03 10:15:30 +0000 UTC', '2025-07-03T10:15:30.000Z'],
    ['2025/07/03 10:15', '2025-07-03T10:15:00.000Z'],
    ['20250703T101530Z', '2025-07-03T10:15:30.000Z'],
    ['20250703', '2025-07-03T00:00:00.000Z'],
    ['2025-184', '2025-07-03T00:00:00.000Z'],
    ['2025-07-02T24:00:00Z', '2025-07-03T00:00:00.000Z'],
    // numbers
    ['1751537730', '2025-07-03T10:15:30.000Z'],
    ['1751537730000', '2025-07-03T10:15:30.000Z'],
    ['13.06.2025 10:15', '2025-06-13T10:15:00.000Z'],
    ['03.06.2025, 10:15', '2025-06-03T10:15:00.000Z'],
    ['6/13/2025 10:15', '2025-06-13T10:15:00.000Z'],
    ['13/6/2025', '2025-06-13T00:00:00.000Z'],
    ['6/3/2025 4:15:00 PM', '2025-06-03T16:15:00.000Z'],
    // other languages
    ['Do, 03 Juli 2025 10:15:30 +0200', '2025-07-03T08:15:30.000Z'],
    ['mar., 03 juin 2025 10:15:00 +0200', '2025-06-03T08:15:00.000Z'],
    ['3 de mayo de 2025 10:15', '2025-05-03T10:15:00.000Z'],
    ['Чт, 03 июл 2025 10:15:30 +0300', '2025-07-03T07:15:30.000Z'],
    ['Πεμ, 03 Ιούλ 2025 10:15:30 EEST', '2025-07-03T07:15:30.000Z'],
    ['2025년 07월 03일 오후 1:15:30', '2025-07-03T04:15:30.000Z'],
    ['2025年7月3日 10:15', '2025-07-03T10:15:00.000Z'],
  ])('%s is read', (written, expected) => {
    expect(readDate(written, NOW)).toBe(expected);
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['words', 'yesterday evening'],
    ['a year alone', '2025'],
    ['a month alone', '2025-07'],
    ['six digits', '202507'],
    ['day and month that could be either', '03/04/2025'],
    ['a day that does not exist', 'Mon, 30 Feb 2025 10:00:00 GMT'],
    ['an hour that does not exist', '2025-07-01T25:00:00Z'],
    ['the zero of Unix', '1970-01-01T00:00:00Z'],
    ['the zero of .NET', '0001-01-01T00:00:00Z'],
    ['next month', '2025-08-03T10:00:00Z'],
    ['the far future', 'Fri, 31 Dec 9999 23:59:59 GMT'],
    ['a year beyond reckoning', '31 Jul 992025'],
    ['a novel', '3 Jul 2025 '.padEnd(MAX_DATE_CHARS + 1, 'x')],
  ])('%s is left out, never guessed', (_what, written) => {
    expect(readDate(written, NOW)).toBeUndefined();
  });

  it('is believed up to a day ahead, for wrong time zones', () => {
    expect(readDate(new Date(NOW + MAX_FUTURE_MS).toISOString(), NOW)).toBeDefined();
    expect(readDate(new Date(NOW + MAX_FUTURE_MS + 1000).toISOString(), NOW)).toBeUndefined();
    expect(readDate(new Date(EARLIEST_DATE_MS).toISOString(), NOW)).toBeDefined();
  });

  it('is read back as JavaScript writes it, in both of its formats', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(EARLIEST_DATE_MS), max: new Date(NOW), noInvalidDate: true }), (date) => {
        date.setUTCMilliseconds(0);
        expect(readDate(date.toISOString(), NOW)).toBe(date.toISOString());
        expect(readDate(date.toUTCString(), NOW)).toBe(date.toISOString());
      }),
    );
  });

  it('is read or left out, whatever is written', () => {
    const pieces = fc.constantFrom(...'Thu Jul 2025 03 10:15:30 +0200 GMT - / . , T Z 31 99 pm 年 월 '.split(' '), ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.string(), (some, noise) => {
        const read = readDate(`${some.join('')}${noise}`, NOW);
        if (read !== undefined) expect(new Date(read).toISOString()).toBe(read);
      }),
    );
  });
});
