/** How a watchlist is to deliver, as people type it: `--digest weekdays@08:30 --zone Europe/London --quiet 22:00-07:00`. */
import { NewsroomError } from '../errors.ts';
import type { DigestSchedule, Mention, WatchOptions } from '../model.ts';
import type { OptionChanges } from '../newsroom/newsroom.ts';
import { nearestWord } from './command.ts';

/** Beyond these an option is a slip of the finger. */
export const MIN_SOURCES_MAX = 50;
export const MAX_PER_HOUR_MAX = 1_000;
export const MENTIONS_MAX = 10;
export const BACKFILL_MAX = 20;

/** What stands after `--`, and what it takes: shown where a value can't be read. */
export const WATCH_OPTIONS = {
  digest: 'hourly, daily@08:30, weekdays@08:30, or off for at once',
  zone: 'a time zone, as Europe/London',
  'min-sources': 'a number of independent sources that a story needs, or off',
  quiet: 'hours without posts, as 22:00-07:00, or off',
  'max-per-hour': 'a number of alerts, or off; the rest comes as a digest',
  updates: 'any, figures or none; corrections and withdrawals are always told',
  mention: 'people and roles to notify: @name in Slack, @ID or role:ID elsewhere, or off',
  backfill: `a number of earlier stories to post now, up to ${BACKFILL_MAX}`,
  name: 'what to call it',
} as const;

type OptionName = keyof typeof WATCH_OPTIONS;
const NAMES = Object.keys(WATCH_OPTIONS) as OptionName[];

export type TypedOptions = Readonly<Partial<Record<OptionName, string>>>;

export interface ReadOptions {
  readonly options: OptionChanges;
  readonly backfill: number;
  readonly name?: string;
}

const QUOTATION_MARKS = '"“”„‟«»＂';
/** Telephones make one long dash of two short ones. */
const OPTION = /(?:--|—|–)([a-z]+(?:[-_][a-z]+)*)(?:\s*=\s*|\s+|$)/iuy;
const VALUE = new RegExp(`[${QUOTATION_MARKS}]([^${QUOTATION_MARKS}]*)[${QUOTATION_MARKS}]|(\\S+)`, 'uy');
const OFF = /^(?:off|no|none|never|-)$/i;

const isOption = (name: string): name is OptionName => Object.hasOwn(WATCH_OPTIONS, name);
const normal = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** Takes the options out of what was typed, wherever they stand outside quotation marks. Throws `bad_usage`. */
export function splitOptions(typed: string): { readonly rest: string; readonly options: TypedOptions } {
  const options: Partial<Record<OptionName, string>> = {};
  let rest = '';
  let quoted = false;
  for (let at = 0; at < typed.length; ) {
    OPTION.lastIndex = at;
    const found = quoted || /\S$/.test(rest) ? null : OPTION.exec(typed);
    const name = normal(found?.[1] ?? '');
    if (found !== null && !isOption(name) && found[0].startsWith('--')) throw unknownOption(name);
    if (found === null || !isOption(name)) {
      if (QUOTATION_MARKS.includes(typed[at]!)) quoted = !quoted;
      rest += typed[at];
      at += 1;
      continue;
    }
    VALUE.lastIndex = OPTION.lastIndex;
    const value = VALUE.exec(typed);
    const isMissing = value === null || /^(?:--|—)/.test(value[0]);
    if (isMissing) throw unreadable(name, '');
    options[name] = value[1] ?? value[2] ?? '';
    at = VALUE.lastIndex;
  }
  return { rest: rest.replace(/\s+/g, ' ').trim(), options };
}

/** What the options mean. `off` takes one back. Throws `bad_usage` with what would do. */
export function readOptions(typed: TypedOptions): ReadOptions {
  const options: { -readonly [Option in keyof WatchOptions]?: WatchOptions[Option] | undefined } = {};
  const { digest, zone, quiet, updates, mention, backfill, name } = typed;
  if (digest !== undefined) options.digest = scheduleIn(digest);
  if (zone !== undefined) options.zone = zone;
  if (quiet !== undefined) options.quiet = quietIn(quiet);
  const sources = typed['min-sources'];
  if (sources !== undefined) options.minSources = numberIn('min-sources', sources, MIN_SOURCES_MAX);
  const perHour = typed['max-per-hour'];
  if (perHour !== undefined) options.maxPerHour = numberIn('max-per-hour', perHour, MAX_PER_HOUR_MAX);
  if (updates !== undefined) options.updates = updatesIn(updates);
  if (mention !== undefined) options.mentions = mentionsIn(mention);
  return {
    options,
    backfill: backfill === undefined ? 0 : (numberIn('backfill', backfill, BACKFILL_MAX) ?? 0),
    ...(name === undefined || name.trim() === '' ? {} : { name: name.trim() }),
  };
}

function scheduleIn(typed: string): DigestSchedule | undefined {
  if (OFF.test(typed) || /^(?:at once|now|immediately)$/i.test(typed)) return undefined;
  if (/^(?:hourly|every hour|hour)$/i.test(typed)) return { every: 'hour' };
  const [, days = '', time = ''] =
    /^(daily|day|every day|weekdays?|workdays?)\s*(?:@|at|,|\s)\s*(.+)$/i.exec(typed) ?? [];
  const at = timeIn(time);
  if (at === undefined) throw unreadable('digest', typed);
  return { every: /^w/i.test(days) ? 'weekday' : 'day', at };
}

function quietIn(typed: string): WatchOptions['quiet'] {
  if (OFF.test(typed)) return undefined;
  const [from, to, ...more] = typed.split(/\s*(?:-|–|—|\bto\b)\s*/i).map(timeIn);
  if (from === undefined || to === undefined || more.length > 0 || from === to) throw unreadable('quiet', typed);
  return { from, to };
}

/** `8`, `8:30`, `08.30`, `0830`, `8am`, `8:30 pm` as `08:30`; undefined for anything else. */
export function timeIn(typed: string): string | undefined {
  const [, hours = '', minutes = '0', half = ''] = /^(\d{1,2})(?:[:.h]?(\d\d))?\s*(am|pm)?$/i.exec(typed.trim()) ?? [];
  if (hours === '') return undefined;
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const isTime = hour < 24 && Number(minutes) < 60 && (half === '' || Number(hours) <= 12);
  return isTime ? `${String(hour).padStart(2, '0')}:${minutes.padStart(2, '0')}` : undefined;
}

function numberIn(name: OptionName, typed: string, max: number): number | undefined {
  if (OFF.test(typed)) return undefined;
  const value = Number(typed);
  if (!Number.isInteger(value) || value < 1 || value > max) throw unreadable(name, typed, ` It goes from 1 to ${max}.`);
  return value;
}

function updatesIn(typed: string): WatchOptions['updates'] {
  const wanted = typed.toLowerCase();
  if (/^(?:any|all|every)$/.test(wanted)) return 'any';
  if (/^(?:figures?|numbers?|corrections?)$/.test(wanted)) return 'figures';
  if (OFF.test(wanted)) return 'none';
  throw unreadable('updates', typed);
}

/** By id alone: nobody is found by name, and nothing means everybody. */
function mentionsIn(typed: string): readonly Mention[] | undefined {
  if (OFF.test(typed)) return undefined;
  const mentions = typed
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(mentionIn);
  if (mentions.length > MENTIONS_MAX) throw unreadable('mention', typed, ` At most ${MENTIONS_MAX}.`);
  return mentions;
}

function mentionIn(typed: string): Mention {
  const [, role, plain] =
    /^(?:<(?:@&|!subteam\^)([A-Z0-9]{8,22})(?:\|[^>]*)?>|<?(?:@!?|user:|person:)?((?:[UW][A-Z0-9]{6,20})|\d{15,22})(?:\|[^>]*)?>?)$/.exec(
      typed,
    ) ?? [];
  if (role !== undefined) return { kind: 'role', id: role };
  if (plain !== undefined) return { kind: 'person', id: plain };
  const named = /^role:(S[A-Z0-9]{6,20}|\d{15,22})$/.exec(typed);
  if (named !== null) return { kind: 'role', id: named[1]! };
  if (/everyone|here|channel/i.test(typed))
    throw new NewsroomError('bad_usage', 'A watchlist never notifies everybody.', {
      hint: `--mention takes ${WATCH_OPTIONS.mention}.`,
    });
  throw unreadable('mention', typed);
}

const unreadable = (name: OptionName, typed: string, more = ''): NewsroomError =>
  new NewsroomError(
    'bad_usage',
    typed === '' ? `--${name} needs a value.` : `--${name} cannot be “${typed.slice(0, 60)}”.${more}`,
    { hint: `It takes ${WATCH_OPTIONS[name]}.` },
  );

function unknownOption(typed: string): NewsroomError {
  const nearest = nearestWord(typed, NAMES);
  return new NewsroomError('bad_usage', `A watchlist has no option --${typed.slice(0, 40)}.`, {
    hint: nearest === undefined ? `There are --${NAMES.join(', --')}.` : `Did you mean --${nearest}?`,
  });
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** A watchlist that sleeps longer is forgotten: pausing it says so in the list. */
export const SNOOZE_MAX_DAYS = 60;

/** `Fires for 2 hours`, `w_1 30m`: the watchlist, and how long. Throws `bad_usage`. */
export function splitDuration(typed: string): { readonly rest: string; readonly ms: number } {
  const [, rest = '', amount = '', unit = ''] =
    /^(.*?)\s*\b(?:for\s+)?(\d+(?:\.\d+)?)\s*(m|h|d|w|mins?|minutes?|hours?|hrs?|days?|weeks?)$/i.exec(typed.trim()) ??
    [];
  const ms = Number(amount) * (UNITS_MS[unit.charAt(0).toLowerCase()] ?? Number.NaN);
  if (!(ms > 0) || ms > SNOOZE_MAX_DAYS * UNITS_MS.d!)
    throw new NewsroomError('bad_usage', 'For how long?', {
      hint: `Write /watch snooze ID 2h, 30m or 3d, up to ${SNOOZE_MAX_DAYS} days; /watch pause ID lasts until you resume it.`,
    });
  return { rest: rest.trim(), ms };
}
