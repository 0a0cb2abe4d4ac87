/** The outbox: messages on their way, each channel in order, each message with one caller at a time. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Alert, ChannelRef, StoryAlert } from '../../../src/model.ts';
import type { Outbox } from '../../../src/ports.ts';
import type { Connection } from './connection.ts';
import { deliveryLedger, type Inheriting } from './deliveries.ts';
import { type AlertRow, alertFromRow, channelKey, storyAlertFromRow, toMillis, toTimestamp } from './rows.ts';
import type { StoryTable } from './story-table.ts';

/** What the archive's transaction needs of the outbox. */
export interface AlertQueue extends Inheriting {
  queue(alert: Alert): void;
}

/** The Outbox on one connection. */
export function sqliteOutbox(connection: Connection, stories: StoryTable): Outbox & AlertQueue {
  const queue = alertQueue(connection);
  return {
    queue,
    enqueue: (alerts) =>
      connection.write(() => {
        for (const alert of alerts) queue(alert);
      }),
    lease: leasing(connection),
    ...folding(connection),
    ...calling(connection, stories),
    ...setbacks(connection),
    ...deliveryLedger(connection, stories),
  };
}

const cancels = (alert: Alert): boolean => alert.storyId !== undefined && alert.cancels === true;

function alertQueue(connection: Connection): AlertQueue['queue'] {
  const queued = connection.prepare<AlertRow>('SELECT * FROM outbox WHERE id = ?');
  const delivered = connection.prepare<{ story_revision: number | null }>(
    'SELECT story_revision FROM deliveries WHERE alert_id = ?',
  );
  const insert = connection.prepare(`
    INSERT INTO outbox (id, kind, channel, story_id, story_revision, queued_for, due_at, attempts, body)
    VALUES (?, ?, ?, ?, ?, ?6, ?6, 0, ?7)`);
  const replace = connection.prepare(`
    UPDATE outbox SET story_id = ?, story_revision = ?, body = ?, leased_until = NULL, parked = NULL,
      queued_for = iif(attempts = 0, ?4, queued_for), due_at = iif(attempts = 0, ?4, max(due_at, ?4))
    WHERE seq = ?5`);
  const remove = connection.prepare('DELETE FROM outbox WHERE seq = ? AND attempts = 0 AND parked IS NULL');
  const note = callLog(connection);

  function refuse(alert: StoryAlert, storyRevision: number | null, state: string): void {
    if (alert.storyRevision === storyRevision) return;
    throw new NewsroomError('conflict', `Alert ${alert.id} is ${state} with revision ${storyRevision} of its story.`);
  }

  function add(alert: Alert): void {
    const { id, kind, channel, dueAt } = alert;
    const [storyId, revision] = alert.storyId === undefined ? [null, null] : [alert.storyId, alert.storyRevision];
    insert.run(id, kind, channelKey(channel), storyId, revision, toMillis(dueAt), JSON.stringify(alert));
    if (alert.storyId !== undefined) note(alert);
  }

  return (alert) => {
    const row = queued.get(alert.id);
    if (row === undefined) {
      const told = delivered.get(alert.id);
      if (told === undefined && cancels(alert)) return;
      if (told === undefined) add(alert);
      else if (alert.storyId !== undefined) refuse(alert, told.story_revision, 'already delivered');
      return;
    }
    // A digest or a notice says the same whenever it has the same id.
    if (alert.storyId === undefined) return;
    if (row.folded_into !== null) return refuse(alert, row.story_revision, 'in a digest');
    // A commit has no clock: the moment at which its alert was made stands for now.
    if (row.parked === null && (row.leased_until ?? -Infinity) > toMillis(alert.createdAt)) {
      return refuse(alert, row.story_revision, 'on its way');
    }
    const before = row.story_revision ?? 0;
    const isNews = row.parked === null ? alert.storyRevision >= before : alert.storyRevision > before;
    if (!isNews) return;
    if (cancels(alert)) return void remove.run(row.seq);
    replace.run(alert.storyId, alert.storyRevision, JSON.stringify(alert), toMillis(alert.dueAt), row.seq);
    note(alert);
  };
}

/** Which watchlists called for a story, and whether it waited: what rate limits and feedback are counted from. */
function callLog(connection: Connection): (alert: StoryAlert) => void {
  const write = connection.prepare(`
    INSERT INTO alert_watchlists (alert_id, watchlist, at, channel, story_id, held) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (alert_id, watchlist) DO UPDATE SET held = excluded.held, at = min(at, excluded.at)`);
  return ({ kind, id, watchlistIds, createdAt, channel, storyId, hold }) => {
    if (kind !== 'alert') return;
    for (const watchlist of watchlistIds)
      write.run(id, watchlist, toMillis(createdAt), channelKey(channel), storyId, hold === undefined ? 0 : 1);
  };
}

/**
 * The head of each channel's queue, where it is due and nothing of the channel is leased. A head that was postponed holds
 * back all behind it; parked messages and those in a digest are not in the queue. Steps from channel to channel in the index,
 * so that a long queue costs no more than a short one. ?3 are the platforms to leave out, by name.
 */
export const HEADS_QUERY = `
  WITH RECURSIVE channels (channel) AS (
    SELECT min(channel) FROM outbox WHERE parked IS NULL AND folded_into IS NULL
    UNION ALL
    SELECT (SELECT min(channel) FROM outbox WHERE parked IS NULL AND folded_into IS NULL AND channel > channels.channel)
    FROM channels WHERE channel IS NOT NULL
  )
  SELECT head.seq FROM channels JOIN outbox AS head ON head.seq = (
    SELECT seq FROM outbox WHERE channel = channels.channel AND parked IS NULL AND folded_into IS NULL
    ORDER BY queued_for, seq LIMIT 1
  )
  WHERE head.due_at <= ?1
    AND instr(?3, json_extract(channels.channel, '$[0]')) = 0
    AND NOT EXISTS (
    SELECT 1 FROM outbox AS leased
    WHERE leased.channel = channels.channel AND leased.parked IS NULL AND leased.folded_into IS NULL
      AND leased.leased_until > ?1
  )
  ORDER BY head.due_at, head.seq LIMIT ?2`;

function leasing(connection: Connection): Outbox['lease'] {
  const heads = connection.prepare<{ seq: number }>(HEADS_QUERY);
  const take = connection.prepare<AlertRow>(
    'UPDATE outbox SET leased_until = ?, attempts = attempts + 1 WHERE seq = ? RETURNING *',
  );
  return async ({ now, leaseMs, limit, without = [] }) => {
    const nowMillis = toMillis(now);
    const resting = without.join(' ');
    // Asking first keeps the drain loop's idle rounds from taking the write lock.
    if (heads.all(nowMillis, 1, resting).length === 0) return [];
    return connection.write(() =>
      heads.all(nowMillis, limit, resting).map(({ seq }) => alertFromRow(take.get(nowMillis + leaseMs, seq)!)),
    );
  };
}

function folding(connection: Connection): Pick<Outbox, 'waiting' | 'fold'> {
  const waiting = connection.prepare<AlertRow>(`
    SELECT * FROM outbox
    WHERE channel = ? AND parked IS NULL AND folded_into IS NULL AND due_at <= ? AND attempts = 0 AND story_id IS NOT NULL
    ORDER BY queued_for, seq LIMIT ?`);
  const place = connection.prepare<{ queued_for: number }>(`
    SELECT queued_for FROM outbox WHERE id = ? AND story_revision = ? AND parked IS NULL AND folded_into IS NULL`);
  const insert = connection.prepare(`
    INSERT INTO outbox (id, kind, channel, queued_for, due_at, leased_until, attempts, body)
    VALUES (?, 'digest', ?, ?, ?, ?, 1, ?)`);
  const join = connection.prepare('UPDATE outbox SET folded_into = ?, leased_until = NULL WHERE id = ?');
  return {
    waiting: async ({ channel, now, limit }) =>
      waiting.all(channelKey(channel), toMillis(now), limit).flatMap((row) => storyAlertFromRow(row) ?? []),
    fold: (digest, alerts, leaseUntil) =>
      connection.write(() => {
        const places = alerts.map(({ id, storyRevision }) => place.get(id, storyRevision));
        if (places.some((found) => found === undefined)) return false;
        const queuedFor = Math.min(...places.map((found) => found!.queued_for));
        const [dueAt, leased] = [toMillis(digest.dueAt), toMillis(leaseUntil)];
        insert.run(digest.id, channelKey(digest.channel), queuedFor, dueAt, leased, JSON.stringify(digest));
        for (const { id } of alerts) join.run(digest.id, id);
        return true;
      }),
  };
}

function calling(connection: Connection, stories: StoryTable): Pick<Outbox, 'calls' | 'callersOf'> {
  const calls = connection.prepare<{ alert_id: string; story_id: string; at: number; held: number }>(
    'SELECT * FROM alert_watchlists WHERE watchlist = ? AND at >= ? ORDER BY at DESC LIMIT ?',
  );
  const callers = connection.prepare<{ watchlist: string }>(
    'SELECT DISTINCT watchlist FROM alert_watchlists WHERE story_id = ? AND channel = ? ORDER BY watchlist',
  );
  return {
    calls: async (watchlistId, { since, limit }) =>
      calls.all(watchlistId, toMillis(since), limit).map(({ alert_id, story_id, at, held }) => ({
        alertId: alert_id,
        storyId: story_id,
        at: toTimestamp(at),
        held: held === 1,
      })),
    callersOf: async (channel: ChannelRef, storyId) =>
      callers.all(stories.survivor(storyId)?.id ?? storyId, channelKey(channel)).map(({ watchlist }) => watchlist),
  };
}

function setbacks(connection: Connection): Pick<Outbox, 'postpone' | 'park' | 'abandon'> {
  const postpone = connection.prepare(
    'UPDATE outbox SET due_at = ?, last_error = ?, leased_until = NULL WHERE id = ? AND parked IS NULL',
  );
  const park = connection.prepare(
    'UPDATE outbox SET parked = ?1, last_error = ?1, leased_until = NULL WHERE id = ?2 OR folded_into = ?2',
  );
  const abandon = connection.prepare(`
    UPDATE outbox SET parked = ?1, last_error = ?1, leased_until = NULL
    WHERE channel IN (?2, ?3) AND parked IS NULL AND kind <> 'notice'`);
  return {
    // An alert that is gone was delivered by whoever took it when this caller's lease ran out: nothing to put off.
    postpone: (alertId, dueAt, error) =>
      connection.write(() => {
        postpone.run(toMillis(dueAt), error, alertId);
      }),
    park: (alertId, error) =>
      connection.write(() => {
        park.run(error, alertId);
      }),
    abandon: (channel, error) =>
      connection.write(() => {
        const { workspace: _, ...anywhere } = channel;
        abandon.run(error, channelKey(channel), channelKey(anywhere));
      }),
  };
}
