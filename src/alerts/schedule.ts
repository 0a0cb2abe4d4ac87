/** When a watchlist may speak: digests and quiet hours, in the local time of a zone, whatever its clocks do. */
import { distance } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';
import { NewsroomError } from '../errors.ts';
import type { DigestSchedule, HoldReason, Timestamp, WatchOptions } from '../model.ts';

/** `22:00` to `07:00` goes over midnight. */
type QuietHours = NonNullable<WatchOptions['quiet']>;

export interface Timing {
  readonly dueAt: Timestamp;
  /** Absent where it is due at once. */
  readonly hold?: HoldReason;
}

/** One in so many letters may be wrong, missing or too many in a zone that is still guessed. */
const LETTERS_A_SLIP = 5;
const FIRST_WEEKEND_DAY = 6;
const DAYS_A_WEEK = 7;

const local = (now: Timestamp, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone);
const timestampOf = (moment: Temporal.ZonedDateTime): Timestamp => new Date(moment.epochMilliseconds).toISOString();

/** `4 Mar 2031 at 18:00 (Europe/Oslo)`. */
export function momentInWords(at: Timestamp, zone: string): string {
  const written = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at));
  return `${written.replace(', ', ' at ')} ${zone === 'UTC' ? 'UTC' : `(${zone})`}`;
}

/** The zone's name as IANA writes it, however it was typed. Throws `bad_usage` for one that there is not. */
export function zoneNamed(typed: string): string {
  const wanted = typed.trim().replace(/\s+/g, '_');
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: wanted }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new NewsroomError('bad_usage', `There is no time zone “${typed.slice(0, 60)}”.`, {
      hint: hintFor(wanted),
      cause,
    });
  }
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();

/** The zone that was meant, where it is a city's or a slip of the finger away. */
function hintFor(wanted: string): string {
  const typed = wanted.toLowerCase();
  const ranked = Intl.supportedValuesOf('timeZone')
    .map((zone) => ({
      zone,
      slips: Math.min(distance(typed, zone.toLowerCase()), distance(cityOf(typed), cityOf(zone))),
    }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  return best !== undefined && best.slips <= cityOf(wanted).length / LETTERS_A_SLIP
    ? `Did you mean ${best.zone}?`
    : 'Write it as Europe/London, America/New_York, Asia/Kabul or UTC.';
}

/** The schedule's next moment after `now`. A time that the clocks leap over comes as much later; one that comes twice, once. */
export function nextDigest(schedule: DigestSchedule, zone: string, now: Timestamp): Timestamp {
  const moment = local(now, zone);
  if (schedule.every === 'hour')
    return timestampOf(moment.add({ hours: 1 }).round({ smallestUnit: 'hour', roundingMode: 'floor' }));
  const at = Temporal.PlainTime.from(schedule.at);
  for (let days = 0; days <= DAYS_A_WEEK; days += 1) {
    const date = moment.toPlainDate().add({ days });
    if (schedule.every === 'weekday' && date.dayOfWeek >= FIRST_WEEKEND_DAY) continue;
    const candidate = date.toZonedDateTime({ timeZone: zone, plainTime: at });
    if (Temporal.ZonedDateTime.compare(candidate, moment) > 0) return timestampOf(candidate);
  }
  throw new NewsroomError('internal', 'A week has no such day.');
}

/** The end of the quiet hours that `now` is in; undefined outside them. */
export function quietUntil({ from, to }: QuietHours, zone: string, now: Timestamp): Timestamp | undefined {
  const moment = local(now, zone);
  const time = moment.toPlainTime();
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const isAtLeast = (other: Temporal.PlainTime): boolean => Temporal.PlainTime.compare(time, other) >= 0;
  const overMidnight = Temporal.PlainTime.compare(start, end) > 0;
  const isQuiet = overMidnight ? isAtLeast(start) || !isAtLeast(end) : isAtLeast(start) && !isAtLeast(end);
  if (!isQuiet) return undefined;
  const days = overMidnight && isAtLeast(start) ? 1 : 0;
  // An hour that comes twice is quiet both times.
  const ends = moment
    .toPlainDate()
    .add({ days })
    .toPlainDateTime(end)
    .toZonedDateTime(zone, { disambiguation: 'later' });
  return timestampOf(ends);
}

/** When a watchlist with these options may post what it has now. `freeAt`: when its hourly limit allows another alert. */
export function timingOf(options: WatchOptions, now: Timestamp, freeAt?: Timestamp): Timing {
  const zone = options.zone ?? 'UTC';
  const awake = (at: Timestamp): Timestamp =>
    options.quiet === undefined ? at : (quietUntil(options.quiet, zone, at) ?? at);
  if (options.digest !== undefined) return { dueAt: awake(nextDigest(options.digest, zone, now)), hold: 'digest' };
  const end = awake(now);
  if (end !== now) return { dueAt: end, hold: 'quiet' };
  if (freeAt !== undefined && freeAt > now) return { dueAt: awake(freeAt), hold: 'rate' };
  return { dueAt: now };
}
