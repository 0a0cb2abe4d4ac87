/** The outbox's other end: takes what is due and hands it to the chats, channels side by side, each channel in order. */
import { asNewsroomError, NewsroomError } from '../errors.ts';
import type { Alert, Platform, Post, StoryAlert } from '../model.ts';
import type { Chat, Clock, Log, Outbox } from '../ports.ts';
import { type DeliveryLimits, deliver, type Outcome, setback } from './delivery.ts';
import { type DigestContent, digestOf, foldOf } from './fold.ts';

/** Channels served at once. The outbox gives one alert a channel, so that a slow one holds one place and no more. */
export const MAX_IN_FLIGHT = 32;
/** Longer than any adapter waits for its platform: until then no other round takes the same alert. */
export const LEASE_MS = 3 * 60_000;
/** A round ends here at the latest, so that whoever called can look around. */
export const MAX_ALERTS_A_ROUND = 1_000;
/** Alerts behind one that is tried for the first time that are looked at for a digest. */
export const MAX_FOLD_LOOKAHEAD = 60;
/** What has arrived must be written down, or it will be sent again: tries in a row, without waiting. */
export const RECORD_ATTEMPTS = 3;

export interface Drain {
  readonly outbox: Outbox;
  readonly chats: readonly Chat[];
  readonly clock: Clock;
  readonly log: Log;
  /** 0 to 1. */
  readonly random: () => number;
  /** Tells the watchlists' owners why an alert was given up; pauses what can't be reached. */
  readonly onParked: (alert: Alert, error: NewsroomError) => void | Promise<void>;
  /** Several stories as one post. */
  readonly digest: (content: DigestContent) => Post;
  /** Hears of what goes into a digest, before it is sent. */
  readonly onFolded?: (alerts: readonly StoryAlert[]) => Promise<void>;
  readonly limits?: DeliveryLimits;
  /** Platforms that have asked for a rest of all that we do there, and until when; shared by all rounds. */
  readonly resting?: Map<Platform, number>;
  /** Aborted: nothing more is taken, what is on its way is finished. */
  readonly signal?: AbortSignal;
}

export interface DrainReport {
  delivered: number;
  postponed: number;
  parked: number;
}

/**
 * One round: until nothing is due, or the signal. Rounds may overlap, as leases keep them apart, and should: a round waits for
 * the slowest channel that it serves, the next one need not wait for it. Throws only what the outbox throws on leasing.
 */
export async function drainOutbox(drain: Drain): Promise<DrainReport> {
  const report: DrainReport = { delivered: 0, postponed: 0, parked: 0 };
  const inFlight = new Set<Promise<void>>();
  let taken = 0;
  for (;;) {
    const limit = Math.min(MAX_IN_FLIGHT - inFlight.size, MAX_ALERTS_A_ROUND - taken);
    if (limit > 0 && drain.signal?.aborted !== true) {
      const alerts = await leased(drain, limit, inFlight);
      taken += alerts.length;
      for (const alert of alerts) {
        const work: Promise<void> = serve(drain, alert, report).finally(() => inFlight.delete(work));
        inFlight.add(work);
      }
    }
    if (inFlight.size === 0) return report;
    await Promise.race(inFlight);
  }
}

async function leased(drain: Drain, limit: number, inFlight: ReadonlySet<Promise<void>>): Promise<readonly Alert[]> {
  try {
    const now = drain.clock.now();
    const without = [...(drain.resting ?? [])].flatMap(([platform, untilMs]) => (untilMs > now ? [platform] : []));
    return await drain.outbox.lease({ now: timestamp(drain.clock), leaseMs: LEASE_MS, limit, without });
  } catch (thrown) {
    // What is on its way must be written down before the round is given up.
    await Promise.all(inFlight);
    throw thrown;
  }
}

const timestamp = (clock: Clock): string => new Date(clock.now()).toISOString();

async function serve(drain: Drain, leased: Alert, report: DrainReport): Promise<void> {
  let alert = leased;
  try {
    alert = await folded(drain, leased);
    const outcome = await attempt(drain, alert);
    rest(drain, alert, outcome);
    await record(drain, alert, outcome);
    count(report, outcome);
    if (outcome.kind === 'park') await drain.onParked(alert, outcome.error);
  } catch (thrown) {
    // The lease runs out and the alert comes again: with the same key, so that a platform that can, drops it.
    drain.log.error('alert not settled', { alert: alert.id, error: asNewsroomError(thrown).toRecord() });
  }
}

/** The digest that takes the place of an alert where others wait with it; else the alert. */
async function folded(drain: Drain, alert: Alert): Promise<Alert> {
  // Nobody hears of it yet: what piles up meanwhile can still go into the same digest.
  if (alert.storyId === undefined || alert.attempts !== 1 || !isConnected(drain, alert)) return alert;
  const now = timestamp(drain.clock);
  const waiting = await drain.outbox.waiting({ channel: alert.channel, now, limit: MAX_FOLD_LOOKAHEAD });
  const fold = foldOf(alert, waiting, now);
  if (fold === undefined) return alert;
  const digest = digestOf(fold, now, drain.digest);
  await drain.onFolded?.(fold.alerts);
  const leaseUntil = new Date(drain.clock.now() + LEASE_MS).toISOString();
  if (!(await drain.outbox.fold(digest, fold.alerts, leaseUntil))) return alert;
  drain.log.info('alerts folded', { digest: digest.id, alerts: fold.alerts.length, reason: fold.reason });
  return digest;
}

const isConnected = ({ chats }: Drain, { channel }: Alert): boolean =>
  chats.some(({ platform }) => platform === channel.platform);

async function attempt(drain: Drain, alert: Alert): Promise<Outcome> {
  const chat = drain.chats.find((candidate) => candidate.platform === alert.channel.platform);
  const now = (): number => drain.clock.now();
  const { delivery } = alert.storyId === undefined ? {} : await drain.outbox.standing(alert.channel, alert.storyId);
  const circumstances = { delivery, now, random: drain.random, limits: drain.limits };
  if (chat !== undefined) return deliver(alert, chat, circumstances);
  const error = new NewsroomError('unavailable', `The bot is not connected to ${alert.channel.platform}.`);
  return setback(alert, error, circumstances);
}

/** One channel has met a limit that holds for its whole platform: the others need not run into it one by one. */
function rest({ resting, clock, log }: Drain, { channel: { platform } }: Alert, outcome: Outcome): void {
  if (resting === undefined || outcome.kind !== 'postpone') return;
  const { everywhere, retryAfterMs } = outcome.error;
  if (!everywhere || retryAfterMs === undefined) return;
  const untilMs = clock.now() + retryAfterMs;
  if (untilMs <= (resting.get(platform) ?? 0)) return;
  resting.set(platform, untilMs);
  log.warn('platform rests', { platform, forMs: retryAfterMs });
}

async function record({ outbox, log }: Drain, alert: Alert, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'delivered') {
    await stubbornly(() => outbox.delivered(outcome.delivery));
    log.info('alert delivered', { alert: alert.id, attempts: alert.attempts });
    if (outcome.complaint !== undefined) {
      log.warn('reply refused', { alert: alert.id, error: outcome.complaint.toRecord() });
    }
    return;
  }
  const fields = { alert: alert.id, attempts: alert.attempts, error: outcome.error.toRecord() };
  if (outcome.kind === 'postpone') {
    await stubbornly(() => outbox.postpone(alert.id, outcome.dueAt, outcome.error.message));
    log.warn('alert postponed', { ...fields, dueAt: outcome.dueAt });
  } else {
    await stubbornly(() => outbox.park(alert.id, outcome.reason));
    log.error('alert parked', fields);
  }
}

async function stubbornly(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (thrown) {
      if (tries === RECORD_ATTEMPTS) throw thrown;
    }
  }
}

function count(report: DrainReport, outcome: Outcome): void {
  if (outcome.kind === 'delivered') report.delivered += 1;
  else if (outcome.kind === 'postpone') report.postponed += 1;
  else report.parked += 1;
}
