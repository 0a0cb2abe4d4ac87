/** What may stand in the configuration's files: every key, its default, and in words what would be right. */
import { z } from 'zod';

/** Every key of newsroom.yaml with the value that it has when the operator says nothing. */
export const DEFAULTS = {
  dataDir: '.data',
  logLevel: 'info',
  userAgent: 'Nutgraf',
  contact: '',
  allowHosts: [],
  polling: { intervalMinutes: 15, floorMinutes: 5, ceilingMinutes: 1440, concurrency: 8 },
  fetching: {
    connectTimeoutSeconds: 10,
    headersTimeoutSeconds: 15,
    bodyTimeoutSeconds: 30,
    maxBytes: 6_000_000,
    maxRedirects: 5,
    hostPauseMs: 1000,
  },
  briefs: { words: 120 },
  alerts: { maxAgeDays: 3, minIndependentSources: 1 },
  outbox: { maxAttempts: 150, maxAgeHours: 24 },
  operator: { channel: '' },
  permissions: { managers: [], addWatchlists: 'everyone' },
  answers: { minConfidence: 0.4 },
  memory: { newsroomMb: 512 },
  slack: { httpPort: 3000 },
} as const;

const MINUTES_A_WEEK = 7 * 24 * 60;

// The message of every issue says what would be right; what is wrong is the value itself.
const text = (error: string, pattern: RegExp) => z.string({ error }).regex(pattern, { error });
const number = (from: number, to: number) => {
  const error = `a number from ${from} to ${to}`;
  return z.number({ error }).min(from, { error }).max(to, { error });
};
const whole = (from: number, to: number) => {
  const error = `a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
};
const list = <T extends z.ZodType>(element: T, error: string) => z.array(element, { error });
const group = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, { error: 'a group of keys' });

const { polling, fetching, briefs, alerts, outbox, operator, permissions, answers, memory, slack } = DEFAULTS;

const Polling = group({
  intervalMinutes: whole(1, MINUTES_A_WEEK).default(polling.intervalMinutes),
  floorMinutes: whole(1, MINUTES_A_WEEK).default(polling.floorMinutes),
  ceilingMinutes: whole(1, MINUTES_A_WEEK).default(polling.ceilingMinutes),
  concurrency: whole(1, 100).default(polling.concurrency),
}).refine(
  ({ floorMinutes, intervalMinutes, ceilingMinutes }) =>
    !(intervalMinutes < floorMinutes || intervalMinutes > ceilingMinutes),
  {
    error: 'a group in which floorMinutes, intervalMinutes and ceilingMinutes rise in this order',
    // also beside other faults, so that all are reported at once
    when: () => true,
  },
);

/** newsroom.yaml */
export const NewsroomFile = group({
  dataDir: text('the name of a folder', /\S/).default(DEFAULTS.dataDir),
  logLevel: z.enum(['info', 'warn', 'error'], { error: 'info, warn or error' }).default(DEFAULTS.logLevel),
  userAgent: text(
    'plain letters, digits and signs, as they may stand in an HTTP header',
    /^[\x21-\x7e][\x20-\x7e]*$/,
  ).default(DEFAULTS.userAgent),
  contact: text('a mail address or a web address', /^$|^https?:\/\/[\x21-\x7e]+$|^[\x21-\x7e]+@[\x21-\x7e]+$/).default(
    DEFAULTS.contact,
  ),
  allowHosts: list(
    text(
      'a host name or an address without http:// and path',
      /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$|^[\da-f:]+$/i,
    ).toLowerCase(),
    'a list of host names, such as [intranet.example]',
  ).default([...DEFAULTS.allowHosts]),
  polling: Polling.prefault({}),
  fetching: group({
    connectTimeoutSeconds: whole(1, 120).default(fetching.connectTimeoutSeconds),
    headersTimeoutSeconds: whole(1, 300).default(fetching.headersTimeoutSeconds),
    bodyTimeoutSeconds: whole(1, 600).default(fetching.bodyTimeoutSeconds),
    maxBytes: whole(100_000, 100_000_000).default(fetching.maxBytes),
    maxRedirects: whole(0, 20).default(fetching.maxRedirects),
    hostPauseMs: whole(0, 60_000).default(fetching.hostPauseMs),
  }).prefault({}),
  briefs: group({ words: whole(20, 1000).default(briefs.words) }).prefault({}),
  alerts: group({
    maxAgeDays: whole(1, 365).default(alerts.maxAgeDays),
    minIndependentSources: whole(1, 50).default(alerts.minIndependentSources),
  }).prefault({}),
  outbox: group({
    maxAttempts: whole(1, 1000).default(outbox.maxAttempts),
    maxAgeHours: whole(1, 24 * 30).default(outbox.maxAgeHours),
  }).prefault({}),
  operator: group({
    channel: text(
      'a platform and a channel’s id, such as slack:C0123456789',
      /^$|^(slack|discord|console):([^/@\s]+\/)?[^/@\s]+$/,
    ).default(operator.channel),
  }).prefault({}),
  permissions: group({
    // A role's id is too long for a number: YAML would round it.
    managers: list(
      text('the id of a Slack user group or a Discord role, in quotation marks', /^(S[A-Z0-9]{6,20}|\d{15,22})$/),
      'a list of ids, such as [S0123ABCD, "112233445566778899"]',
    ).default([...permissions.managers]),
    addWatchlists: z
      .enum(['everyone', 'managers'], { error: 'everyone or managers' })
      .default(permissions.addWatchlists),
  }).prefault({}),
  memory: group({ newsroomMb: whole(128, 65_536).default(memory.newsroomMb) }).prefault({}),
  answers: group({ minConfidence: number(0, 1).default(answers.minConfidence) }).prefault({}),
  slack: group({ httpPort: whole(0, 65_535).default(slack.httpPort) }).prefault({}),
});

const Name = text('a name', /\S/);

/** outlets.yaml: outlets under one owner count as one independent source. */
export const OutletsFile = list(
  group({ owner: Name, outlets: list(Name, 'a list of outlets').min(1, { error: 'a list of outlets' }) }),
  'a list of owners, each with `owner:` and `outlets:`',
);

const TwoNames = 'a list of at least two names, such as [Kyiv, Kiev]';

/** aliases.yaml: each group holds names that mean one and the same; the first is shown. */
export const AliasesFile = list(list(Name, TwoNames).min(2, { error: TwoNames }), 'a list of groups of names');
