/** The outbox: alerts on their way, each channel in order, each alert with one caller at a time. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Alert, ChannelRef, Delivery } from '../../../src/model.ts';
import type { Outbox } from '../../../src/ports.ts';
import type { Connection } from './connection.ts';
import { channelKey, toMillis, toTimestamp } from './rows.ts';
import type { StoryTable } from './story-table.ts';

/** What the archive's transaction needs of the outbox. */
export interface AlertQueue {
  enqueue(alert: Alert): void;
}

interface AlertRow {
  readonly seq: number;
  readonly story_id: string;
  readonly story_revision: number;
  readonly due_at: number;
  readonly leased_until: number | null;
  readonly attempts: number;
  readonly parked: string | null;
  readonly body: string;
}

interface DeliveryRow {
  readonly alert_id: string;
  readonly story_revision: number;
  readonly delivered_at: number;
  readonly body: string;
}

type DeliveryBody = Pick<Delivery, 'channel' | 'message' | 'brief'>;

/** The Outbox on one connection. */
export function sqliteOutbox(connection: Connection, stories: StoryTable): Outbox & AlertQueue {
  return {
    enqueue: alertQueue(connection),
    lease: leasing(connection),
    delivered: deliveryLedger(connection, stories),
    channelsOf: channelsTold(connection, stories),
    standing: standings(connection, stories),
    ...setbacks(connection),
  };
}

function alertQueue(connection: Connection): AlertQueue['enqueue'] {
  const queued = connection.prepare<AlertRow>('SELECT * FROM outbox WHERE id = ?');
  const delivered = connection.prepare<{ story_revision: number }>(
    'SELECT story_revision FROM deliveries WHERE alert_id = ?',
  );
  const insert = connection.prepare(`
    INSERT INTO outbox (id, channel, story_id, story_revision, queued_for, due_at, attempts, body)
    VALUES (?, ?, ?, ?, ?5, ?5, 0, ?6)`);
  const replace = connection.prepare(`
    UPDATE outbox SET story_id = ?, story_revision = ?, body = ?, leased_until = NULL, parked = NULL,
      queued_for = iif(attempts = 0, ?4, queued_for), due_at = iif(attempts = 0, ?4, max(due_at, ?4))
    WHERE seq = ?5`);

  function refuse(alert: Alert, storyRevision: number, state: string): void {
    if (alert.storyRevision === storyRevision) return;
    throw new NewsroomError('conflict', `Alert ${alert.id} is ${state} with revision ${storyRevision} of its story.`);
  }

  return (alert) => {
    const row = queued.get(alert.id);
    if (row === undefined) {
      const told = delivered.get(alert.id);
      if (told !== undefined) return refuse(alert, told.story_revision, 'already delivered');
      const { id, channel, storyId, storyRevision, dueAt } = alert;
      insert.run(id, channelKey(channel), storyId, storyRevision, toMillis(dueAt), JSON.stringify(alert));
      return;
    }
    // A commit has no clock: the moment at which its alert was made stands for now.
    if (row.parked === null && (row.leased_until ?? -Infinity) > toMillis(alert.createdAt)) {
      return refuse(alert, row.story_revision, 'on its way');
    }
    const isNews =
      row.parked === null ? alert.storyRevision >= row.story_revision : alert.storyRevision > row.story_revision;
    if (!isNews) return;
    replace.run(alert.storyId, alert.storyRevision, JSON.stringify(alert), toMillis(alert.dueAt), row.seq);
  };
}

/**
 * The head of each channel's queue, where it is due and nothing of the channel is leased. A head that was postponed holds
 * back all behind it; parked alerts are not in the queue. Steps from channel to channel in the index, so that a long queue
 * costs no more than a short one.
 */
export const HEADS_QUERY = `
  WITH RECURSIVE channels (channel) AS (
    SELECT min(channel) FROM outbox WHERE parked IS NULL
    UNION ALL
    SELECT (SELECT min(channel) FROM outbox WHERE parked IS NULL AND channel > channels.channel)
    FROM channels WHERE channel IS NOT NULL
  )
  SELECT head.seq FROM channels JOIN outbox AS head ON head.seq = (
    SELECT seq FROM outbox WHERE channel = channels.channel AND parked IS NULL ORDER BY queued_for, seq LIMIT 1
  )
  WHERE head.due_at <= ?1 AND NOT EXISTS (
    SELECT 1 FROM outbox AS leased
    WHERE leased.channel = channels.channel AND leased.parked IS NULL AND leased.leased_until > ?1
  )
  ORDER BY head.due_at, head.seq LIMIT ?2`;

function leasing(connection: Connection): Outbox['lease'] {
  const heads = connection.prepare<{ seq: number }>(HEADS_QUERY);
  const take = connection.prepare<AlertRow>(
    'UPDATE outbox SET leased_until = ?, attempts = attempts + 1 WHERE seq = ? RETURNING *',
  );
  return async ({ now, leaseMs, limit }) => {
    const nowMillis = toMillis(now);
    // Asking first keeps the drain loop's idle rounds from taking the write lock.
    if (heads.all(nowMillis, 1).length === 0) return [];
    return connection.write(() =>
      heads.all(nowMillis, limit).map(({ seq }) => alertFromRow(take.get(nowMillis + leaseMs, seq)!)),
    );
  };
}

function deliveryLedger(connection: Connection, stories: StoryTable): Outbox['delivered'] {
  const remember = connection.prepare<{ seq: number }>(`
    INSERT INTO deliveries (alert_id, channel, story_id, story_revision, delivered_at, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (alert_id) DO UPDATE SET story_revision = excluded.story_revision, delivered_at = excluded.delivered_at,
      body = excluded.body
    RETURNING seq`);
  const leave = connection.prepare('DELETE FROM outbox WHERE id = ?');
  const dropParked = connection.prepare(
    'DELETE FROM outbox WHERE story_id = ? AND channel = ? AND parked IS NOT NULL AND story_revision <= ?',
  );
  const thin = connection.prepare(
    'UPDATE deliveries SET body = NULL WHERE story_id = ? AND channel = ? AND seq < ? AND body IS NOT NULL',
  );
  return async (delivery) => {
    const { alertId, channel, storyId, storyRevision, message, brief, deliveredAt } = delivery;
    const body: DeliveryBody = { channel, message, brief };
    const channelWord = channelKey(channel);
    const remembering = () => {
      const story = stories.survivor(storyId)?.id ?? storyId;
      leave.run(alertId);
      dropParked.run(story, channelWord, storyRevision);
      const { seq } = remember.get(
        alertId,
        channelWord,
        story,
        storyRevision,
        toMillis(deliveredAt),
        JSON.stringify(body),
      )!;
      thin.run(story, channelWord, seq);
    };
    // A delivery that a power cut undid would be made a second time.
    await connection.write(remembering, { synchronous: 'FULL' });
  };
}

function setbacks(connection: Connection): Pick<Outbox, 'postpone' | 'park'> {
  const postpone = connection.prepare(
    'UPDATE outbox SET due_at = ?, last_error = ?, leased_until = NULL WHERE id = ? AND parked IS NULL',
  );
  const park = connection.prepare('UPDATE outbox SET parked = ?1, last_error = ?1, leased_until = NULL WHERE id = ?2');
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
  };
}

function channelsTold(connection: Connection, stories: StoryTable): Outbox['channelsOf'] {
  // The newest delivery of a channel is the only one that still has its body.
  const told = connection.prepare<{ body: string }>(`
    SELECT body FROM deliveries WHERE story_id = ?1 AND body IS NOT NULL
    UNION ALL SELECT body FROM outbox WHERE story_id = ?1 AND parked IS NULL`);
  return async (storyId) => {
    const channels = new Map<string, ChannelRef>();
    for (const { body } of told.all(stories.survivor(storyId)?.id ?? storyId)) {
      const { channel } = JSON.parse(body) as Pick<DeliveryBody, 'channel'>;
      channels.set(channelKey(channel), channel);
    }
    return [...channels.values()];
  };
}

function standings(connection: Connection, stories: StoryTable): Outbox['standing'] {
  const lastDelivery = connection.prepare<DeliveryRow>(
    'SELECT * FROM deliveries WHERE story_id = ? AND channel = ? AND body IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  const newestWaiting = connection.prepare<AlertRow>(
    'SELECT * FROM outbox WHERE story_id = ? AND channel = ? AND parked IS NULL ORDER BY seq DESC LIMIT 1',
  );
  const newestParked = connection.prepare<{ parked: string }>(
    'SELECT parked FROM outbox WHERE story_id = ? AND channel = ? AND parked IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  return async (channel, storyId) => {
    const where = [stories.survivor(storyId)?.id ?? storyId, channelKey(channel)] as const;
    const delivery = lastDelivery.get(...where);
    const waiting = newestWaiting.get(...where);
    const parked = newestParked.get(...where);
    return {
      ...(delivery === undefined ? {} : { delivery: deliveryFromRow(delivery, where[0]) }),
      ...(waiting === undefined ? {} : { waiting: alertFromRow(waiting) }),
      ...(parked === undefined ? {} : { parked: parked.parked }),
    };
  };
}

function alertFromRow(row: AlertRow): Alert {
  const alert = JSON.parse(row.body) as Alert;
  return { ...alert, storyId: row.story_id, dueAt: toTimestamp(row.due_at), attempts: row.attempts };
}

function deliveryFromRow(row: DeliveryRow, storyId: string): Delivery {
  return {
    alertId: row.alert_id,
    storyId,
    storyRevision: row.story_revision,
    deliveredAt: toTimestamp(row.delivered_at),
    ...(JSON.parse(row.body) as DeliveryBody),
  };
}
