import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions, SNOOZE_MAX_DAYS, splitDuration, splitOptions } from '../../src/desk/watch-options.ts';

const read = (typed: string) => readOptions(splitOptions(typed).options);

describe('options among words', () => {
  it.each([
    ['at the end', 'fire AND tram --digest hourly', 'fire AND tram', { digest: 'hourly' }],
    ['at the beginning', '--quiet 22:00-07:00 fire', 'fire', { quiet: '22:00-07:00' }],
    ['in the middle, with an equals sign', 'fire --min-sources=3 as Fires', 'fire as Fires', { 'min-sources': '3' }],
    ['with a dash that a telephone made', 'fire —digest daily@8', 'fire', { digest: 'daily@8' }],
    [
      'with a value in quotation marks',
      'fire --digest “every day at 8:30 am”',
      'fire',
      { digest: 'every day at 8:30 am' },
    ],
    ['in capitals, or with an underscore', 'fire --MAX_PER_HOUR 5', 'fire', { 'max-per-hour': '5' }],
    ['never in quotation marks', '"a --digest b" fire', '"a --digest b" fire', {}],
    ['never where a dash stands between words', 'fire – tram', 'fire – tram', {}],
    ['never within a word, nor where one is left out', 'well--known -tram', 'well--known -tram', {}],
  ])('stand %s', (_, typed, rest, options) => {
    expect(splitOptions(typed)).toEqual({ rest, options });
  });

  it.each([
    ['fire --digset hourly', /--digest\?/],
    ['fire --colour red', /There are --digest/],
    ['fire --digest', /hourly, daily@08:30/],
    ['fire --digest --zone UTC', /hourly, daily@08:30/],
  ])('that can not be: %s', (typed, hint) => {
    expect(() => splitOptions(typed)).toThrowError(
      expect.objectContaining({ code: 'bad_usage', hint: expect.stringMatching(hint) }),
    );
  });

  it('leave words without dashes as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z"()*~]{1,8}$/), { minLength: 1 }), (words) => {
        const typed = words.join(' ');
        expect(splitOptions(typed)).toEqual({ rest: typed, options: {} });
      }),
    );
  });
});

describe('what an option means', () => {
  it.each([
    ['--digest hourly', { digest: { every: 'hour' } }],
    ['--digest weekdays@08:30', { digest: { every: 'weekday', at: '08:30' } }],
    ['--digest daily@8', { digest: { every: 'day', at: '08:00' } }],
    ['--digest "daily at 8.30 pm"', { digest: { every: 'day', at: '20:30' } }],
    ['--digest off', { digest: undefined }],
    ['--zone Europe/London', { zone: 'Europe/London' }],
    ['--quiet 22-7', { quiet: { from: '22:00', to: '07:00' } }],
    ['--quiet "10pm to 7:15am"', { quiet: { from: '22:00', to: '07:15' } }],
    ['--quiet "12am-12pm"', { quiet: { from: '00:00', to: '12:00' } }],
    ['--min-sources 3', { minSources: 3 }],
    ['--max-per-hour off', { maxPerHour: undefined }],
    ['--updates figures', { updates: 'figures' }],
    ['--updates none', { updates: 'none' }],
    ['--mention @U0123ABC', { mentions: [{ kind: 'person', id: 'U0123ABC' }] }],
    ['--mention <@U0123ABC|mara>', { mentions: [{ kind: 'person', id: 'U0123ABC' }] }],
    ['--mention <!subteam^S0123ABC|@desk>', { mentions: [{ kind: 'role', id: 'S0123ABC' }] }],
    ['--mention <@&112233445566778899>', { mentions: [{ kind: 'role', id: '112233445566778899' }] }],
    ['--mention role:112233445566778899', { mentions: [{ kind: 'role', id: '112233445566778899' }] }],
    [
      '--mention "<@112233445566778899>, @U0123ABC"',
      {
        mentions: [
          { kind: 'person', id: '112233445566778899' },
          { kind: 'person', id: 'U0123ABC' },
        ],
      },
    ],
  ])('%s', (typed, options) => {
    expect(read(typed).options).toEqual(options);
  });

  it.each([
    '--digest sometimes',
    '--digest daily',
    '--digest daily@25:00',
    '--digest daily@8:60',
    '--quiet 22:00',
    '--quiet 7-7',
    '--quiet 13pm-2',
    '--min-sources 0',
    '--min-sources 1.5',
    '--min-sources many',
    '--updates sometimes',
    '--mention mara',
    '--mention @everyone',
    '--mention <!here>',
    '--mention <!channel>',
    '--backfill 21',
  ])('%s is refused with what would do', (typed) => {
    expect(() => read(typed)).toThrowError(
      expect.objectContaining({ code: 'bad_usage', hint: expect.stringMatching(/takes/) }),
    );
  });

  it('a backfill is none unless it is asked for', () => {
    expect([read('fire').backfill, read('fire --backfill 5').backfill]).toEqual([0, 5]);
  });
});

describe('how long a watchlist sleeps', () => {
  it.each([
    ['w_1 2h', 'w_1', 7_200_000],
    ['Fires in town for 30 minutes', 'Fires in town', 1_800_000],
    ['w_1 1.5 days', 'w_1', 129_600_000],
    ['2h', '', 7_200_000],
  ])('%s', (typed, rest, ms) => {
    expect(splitDuration(typed)).toEqual({ rest, ms });
  });

  it.each(['w_1', 'w_1 soon', 'w_1 0h', `w_1 ${SNOOZE_MAX_DAYS + 1}d`])('is asked for: %s', (typed) => {
    expect(() => splitDuration(typed)).toThrowError(expect.objectContaining({ code: 'bad_usage' }));
  });
});
