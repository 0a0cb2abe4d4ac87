/** What has arrived, and how a channel stands with a story: told, about to be told, or given up. */
import type { ChannelRef, Delivery, Receipt } from '../../../src/model.ts';
import type { Inheritance, Outbox } from '../../../src/ports.ts';
import type { Connection } from './connection.ts';
import { type AlertRow, channelKey, storyAlertFromRow, toMillis, toTimestamp } from './rows.ts';
import type { StoryTable } from './story-table.ts';

interface DeliveryRow {
  readonly alert_id: string;
  readonly story_revision: number;
  readonly delivered_at: number;
  readonly body: string;
}

type DeliveryBody = Pick<Delivery, 'channel' | 'message' | 'brief' | 'inDigest'>;

/** What the archive's transaction needs of the deliveries. */
export interface Inheriting {
  inherit(inheritance: Inheritance): void;
}

type Ledger = Pick<Outbox, 'delivered' | 'channelsOf' | 'standing'> & Inheriting;

export function deliveryLedger(connection: Connection, stories: StoryTable): Ledger {
  return {
    ...recording(connection, stories),
    channelsOf: channelsTold(connection, stories),
    standing: standings(connection, stories),
  };
}

function recording(connection: Connection, stories: StoryTable): Pick<Ledger, 'delivered' | 'inherit'> {
  const remember = connection.prepare<{ seq: number }>(`
    INSERT INTO deliveries (alert_id, channel, story_id, story_revision, delivered_at, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (alert_id) DO UPDATE SET story_revision = excluded.story_revision, delivered_at = excluded.delivered_at,
      body = excluded.body
    RETURNING seq`);
  const members = connection.prepare<AlertRow>('SELECT * FROM outbox WHERE folded_into = ? ORDER BY queued_for, seq');
  const leave = connection.prepare('DELETE FROM outbox WHERE id = ?');
  const dropParked = connection.prepare(
    'DELETE FROM outbox WHERE story_id = ? AND channel = ? AND parked IS NOT NULL AND story_revision <= ?',
  );
  const thin = connection.prepare(
    'UPDATE deliveries SET body = NULL WHERE story_id = ? AND channel = ? AND seq < ? AND body IS NOT NULL',
  );

  const mute = connection.prepare(`
    INSERT OR IGNORE INTO story_marks (story_id, kind, channel, watchlist, person, at, body)
    SELECT ?1, kind, channel, watchlist, person, at, body FROM story_marks
    WHERE story_id = ?2 AND kind = 'muted' AND channel = ?3`);

  const rememberStory = ({ alertId, storyId, storyRevision, deliveredAt, ...body }: Delivery): void => {
    const { channel, message, brief, inDigest } = body;
    const story = stories.survivor(storyId)?.id ?? storyId;
    const key = channelKey(channel);
    dropParked.run(story, key, storyRevision);
    const said: DeliveryBody = { channel, message, brief, ...(inDigest === undefined ? {} : { inDigest }) };
    const { seq } = remember.get(alertId, key, story, storyRevision, toMillis(deliveredAt), JSON.stringify(said))!;
    thin.run(story, key, seq);
  };

  const rememberLetter = ({ alertId, channel, message, deliveredAt }: Receipt): void => {
    remember.get(alertId, channelKey(channel), null, null, toMillis(deliveredAt), null);
    for (const row of members.all(alertId)) {
      const told = storyAlertFromRow(row);
      leave.run(row.id);
      if (told === undefined) continue;
      const { id, storyId, storyRevision, brief } = told;
      rememberStory({ alertId: id, channel, message, deliveredAt, storyId, storyRevision, brief, inDigest: true });
    }
  };

  return {
    async delivered(receipt) {
      const remembering = () => {
        leave.run(receipt.alertId);
        if ('storyId' in receipt) rememberStory(receipt);
        else rememberLetter(receipt);
      };
      // A delivery that a power cut undid would be made a second time.
      await connection.write(remembering, { synchronous: 'FULL' });
    },
    inherit({ from, delivery, muted }) {
      rememberStory(delivery);
      if (muted) mute.run(delivery.storyId, stories.survivor(from)?.id ?? from, channelKey(delivery.channel));
    },
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
  const digest = connection.prepare<AlertRow>('SELECT * FROM outbox WHERE id = ?');
  const newestParked = connection.prepare<{ parked: string }>(
    'SELECT parked FROM outbox WHERE story_id = ? AND channel = ? AND parked IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  return async (channel, storyId) => {
    const where = [stories.survivor(storyId)?.id ?? storyId, channelKey(channel)] as const;
    const delivery = lastDelivery.get(...where);
    const row = newestWaiting.get(...where);
    const carrier = row?.folded_into == null ? row : (digest.get(row.folded_into) ?? row);
    const waiting = row === undefined ? undefined : storyAlertFromRow(row);
    const parked = newestParked.get(...where);
    return {
      ...(delivery === undefined ? {} : { delivery: deliveryFromRow(delivery, where[0]) }),
      // In a digest it has its words: it is as good as tried.
      ...(waiting === undefined || carrier === undefined
        ? {}
        : { waiting: { ...waiting, attempts: carrier.attempts, dueAt: toTimestamp(carrier.due_at) } }),
      ...(carrier?.last_error == null ? {} : { trouble: carrier.last_error }),
      ...(parked === undefined ? {} : { parked: parked.parked }),
    };
  };
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
