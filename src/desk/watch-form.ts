/** The form of a watchlist: its fields in order of need, and what was filled in as the options that the commands take. */
import { asNewsroomError, type NewsroomError } from '../errors.ts';
import type { Block, Choice, Field, Form, Watchlist } from '../model.ts';
import type { OptionChanges } from '../newsroom/newsroom.ts';
import { MAX_PER_HOUR_MAX, MIN_SOURCES_MAX, readOptions, timeIn } from './watch-options.ts';

/** What a field takes; a query's own limit is the grammar's. */
export const QUERY_FIELD_MAX_CHARS = 1_500;
export const NAME_FIELD_MAX_CHARS = 100;
const SHORT_FIELD_MAX_CHARS = 60;
/** What is wrong with a field is said in so many characters at most. */
export const FIELD_ERROR_MAX_CHARS = 400;
/** Of a query, so many characters are shown on either side of what can't be read. */
const SHOWN_CHARS = 24;

/** What stands in the fields, by their ids; a field that the platform did not show is absent. */
export type Filled = Readonly<Record<string, string>>;
export type FieldErrors = Record<string, string>;

const DELIVERIES: readonly Choice[] = [
  { value: 'once', label: 'At once' },
  { value: 'hour', label: 'Hourly digest' },
  { value: 'day', label: 'Daily digest' },
  { value: 'weekday', label: 'Digest on weekdays' },
];
const UPDATES: readonly Choice[] = [
  { value: 'any', label: 'Everything new' },
  { value: 'figures', label: 'Figures and corrections' },
  { value: 'none', label: 'Corrections only' },
];

/** The values of a watchlist, or of what a new one begins with. */
export function filledFrom(options: OptionChanges, watchlist?: Pick<Watchlist, 'name' | 'query'>): Filled {
  const { digest, quiet, zone, minSources, maxPerHour, updates = 'any' } = options;
  const known = {
    query: watchlist?.query,
    // One that is named by its query goes on being so.
    name: watchlist?.name === watchlist?.query ? undefined : watchlist?.name,
    delivery: digest?.every ?? 'once',
    at: digest === undefined || digest.every === 'hour' ? undefined : digest.at,
    'quiet-from': quiet?.from,
    'quiet-to': quiet?.to,
    zone,
    'min-sources': minSources?.toString(),
    updates,
    'max-per-hour': maxPerHour?.toString(),
  };
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** `channel`: what the channel field begins with; without the field where it is absent. */
export function watchForm(
  { id, title, submit }: Pick<Form, 'id' | 'title' | 'submit'>,
  filled: Filled,
  { channel, notes }: { readonly channel?: { readonly value?: string }; readonly notes?: readonly Block[] | undefined },
): Form {
  const fields: readonly Field[] = [
    {
      ...textField('query', 'Words to watch for', filled, QUERY_FIELD_MAX_CHARS),
      multiline: true,
      placeholder: 'taliban AND (recognition OR ambassador) NOT cricket',
    },
    {
      ...textField('name', 'Name', filled, NAME_FIELD_MAX_CHARS),
      optional: true,
      hint: 'Without one it is called by its words.',
    },
    ...(channel === undefined ? [] : [channelField(filled, channel.value)]),
    ...deliveryFields(filled),
    ...quietFields(filled),
    zoneField(filled),
    {
      ...textField('min-sources', 'Independent outlets at least', filled, SHORT_FIELD_MAX_CHARS),
      optional: true,
      hint: 'Outlets that reported it themselves; copies do not count.',
    },
    {
      id: 'updates',
      label: 'Replies when a story moves',
      kind: 'choice',
      choices: UPDATES,
      optional: true,
      value: filled.updates ?? 'any',
    },
    {
      ...textField('max-per-hour', 'Alerts in an hour at most', filled, SHORT_FIELD_MAX_CHARS),
      optional: true,
      hint: 'The rest comes as a digest.',
    },
  ];
  return {
    id,
    title,
    submit,
    fields,
    actions: [{ id: `preview:${id}`, label: 'Preview' }],
    ...(notes === undefined ? {} : { notes }),
  };
}

/** How and when: the same in a person's settings. */
export function deliveryFields(filled: Filled): readonly Field[] {
  return [
    { id: 'delivery', label: 'When to post', kind: 'choice', choices: DELIVERIES, value: filled.delivery ?? 'once' },
    { ...timeField('at', 'Time of the digest', filled), hint: 'For a daily digest, or one on weekdays: 08:30' },
  ];
}

export const quietFields = (filled: Filled): readonly Field[] => [
  { ...timeField('quiet-from', 'Quiet from', filled), hint: 'What comes in quiet hours waits for their end.' },
  timeField('quiet-to', 'Quiet until', filled),
];

export const zoneField = (filled: Filled): Field => ({
  ...textField('zone', 'Time zone', filled, SHORT_FIELD_MAX_CHARS),
  optional: true,
  placeholder: 'Europe/London',
});

const given = (id: string, filled: Filled): { readonly value?: string } =>
  filled[id] === undefined || filled[id] === '' ? {} : { value: filled[id] };

const textField = (id: string, label: string, filled: Filled, maxChars: number): Field & { readonly kind: 'text' } => ({
  id,
  label,
  kind: 'text',
  maxChars,
  ...given(id, filled),
});

const timeField = (id: string, label: string, filled: Filled): Field => ({
  id,
  label,
  kind: 'time',
  optional: true,
  ...given(id, filled),
});

const channelField = (filled: Filled, value: string | undefined): Field => ({
  id: 'channel',
  label: 'Channel',
  kind: 'channel',
  optional: true,
  hint: value === undefined ? 'Empty: your direct messages.' : 'Empty: where you are now.',
  ...given('channel', value === undefined ? filled : { channel: value, ...filled }),
});

export interface ReadForm {
  /** Absent where the platform did not show the field. */
  readonly query?: string;
  /** Empty where it was cleared. */
  readonly name?: string;
  readonly channel?: string;
  readonly options: OptionChanges;
}

/** What the fields mean; a field that was not shown changes nothing, one that is empty takes its option back. */
export function readForm(
  filled: Filled,
  checks: { query(typed: string): string; zone(typed: string): string },
): { readonly errors: FieldErrors; readonly read: ReadForm } {
  const errors: FieldErrors = {};
  const query = filled.query?.trim();
  if (query !== undefined) {
    if (query === '') errors.query = 'What is to be watched for? For example: taliban AND recognition';
    else orSay(errors, 'query', () => checks.query(query), query);
  }
  const options = readDelivery(filled, errors, checks.zone);
  const numbers = [
    ['min-sources', 'minSources', MIN_SOURCES_MAX],
    ['max-per-hour', 'maxPerHour', MAX_PER_HOUR_MAX],
  ] as const;
  for (const [id, , max] of numbers) {
    const typed = filled[id]?.trim();
    if (typed === undefined) continue;
    const read = orSay(errors, id, () => readOptions({ [id]: typed === '' ? 'off' : typed }).options);
    if (read === undefined) errors[id] = `A whole number from 1 to ${max}, or nothing.`;
    else Object.assign(options, read);
  }
  if (filled.updates !== undefined) {
    const read = orSay(errors, 'updates', () => readOptions({ updates: filled.updates || 'any' }).options);
    Object.assign(options, read, read?.updates === 'any' ? { updates: undefined } : {});
  }
  return {
    errors,
    read: {
      options,
      ...(query === undefined ? {} : { query }),
      ...(filled.name === undefined ? {} : { name: filled.name.trim().slice(0, NAME_FIELD_MAX_CHARS) }),
      ...(filled.channel === undefined ? {} : { channel: filled.channel.trim() }),
    },
  };
}

type MutableOptions = { -readonly [Option in keyof OptionChanges]: OptionChanges[Option] };

/** When to post, in which zone, and when to be quiet. Faults are added to `errors`. */
export function readDelivery(
  filled: Filled,
  errors: FieldErrors,
  zoneNamed: (typed: string) => string,
): MutableOptions {
  const options: MutableOptions = {};
  const { delivery, at = '', zone } = filled;
  if (delivery === 'day' || delivery === 'weekday') {
    const time = timeIn(at);
    if (time === undefined) errors.at = at.trim() === '' ? 'At what time? For example 08:30' : TIME_WANTED;
    else options.digest = { every: delivery, at: time };
  } else if (delivery === 'hour') options.digest = { every: 'hour' };
  else if (delivery === 'once') options.digest = undefined;
  else if (delivery !== undefined) errors.delivery = 'Choose one of the list.';
  Object.assign(options, readQuiet(filled, errors));
  if (zone !== undefined) {
    const typed = zone.trim();
    options.zone = typed === '' ? undefined : orSay(errors, 'zone', () => zoneNamed(typed));
  }
  return options;
}

const TIME_WANTED = 'Write a time, as 08:30.';

function readQuiet(filled: Filled, errors: FieldErrors): Pick<MutableOptions, 'quiet'> {
  const [typedFrom, typedTo] = [filled['quiet-from'], filled['quiet-to']];
  if (typedFrom === undefined && typedTo === undefined) return {};
  const [from, to] = [typedFrom?.trim() ?? '', typedTo?.trim() ?? ''];
  if (from === '' && to === '') return { quiet: undefined };
  const [start, end] = [timeIn(from), timeIn(to)];
  if (start === undefined) errors['quiet-from'] = from === '' ? 'Quiet from when?' : TIME_WANTED;
  if (end === undefined) errors['quiet-to'] = to === '' ? 'Quiet until when?' : TIME_WANTED;
  if (start === undefined || end === undefined) return {};
  if (start === end) errors['quiet-to'] = 'Quiet hours end at another time than they begin.';
  return { quiet: { from: start, to: end } };
}

function orSay<T>(errors: FieldErrors, id: string, read: () => T, typed?: string): T | undefined {
  try {
    return read();
  } catch (thrown) {
    errors[id] = faultInWords(asNewsroomError(thrown), typed);
    return undefined;
  }
}

/** A fault in one line: what is wrong, where, and what would do. */
export function faultInWords({ message, hint, at }: NewsroomError, typed?: string): string {
  const [what = ''] = message.split('\n');
  const where =
    at === undefined || typed === undefined
      ? ''
      : ` At character ${at + 1}: “${typed.slice(Math.max(0, at - SHOWN_CHARS), at)}▸${typed.slice(at, at + SHOWN_CHARS)}”.`;
  const fault = `${what}${where}`;
  const whole = hint === undefined ? fault : `${fault} ${hint}`;
  return whole.length <= FIELD_ERROR_MAX_CHARS ? whole : fault.slice(0, FIELD_ERROR_MAX_CHARS);
}
