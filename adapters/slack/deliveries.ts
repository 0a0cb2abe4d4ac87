/** Slack delivers some things twice, and some that nobody here waits for: each acts once, all are acknowledged. */
import { createHash } from 'node:crypto';
import type { App, ReceiverEvent } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../src/ports.ts';

/** Events and interactions that are remembered, so that a redelivery acts once. */
export const DELIVERIES_REMEMBERED = 5_000;

type Inbox = Pick<App, 'processEvent'>;

/**
 * Stands before the app: a delivery that has come before is acknowledged and goes no further, unless its acknowledgement was
 * lost.
 */
export function actingOnce(app: Inbox, log: Log): Inbox {
  const seen = new LRUCache<string, true>({ max: DELIVERIES_REMEMBERED });
  return {
    async processEvent(event) {
      if (!isForAnybody(event.body)) {
        if (event.body.type === 'app_rate_limited') log.warn('slack holds events back', { team: event.body.team_id });
        await event.ack();
        return;
      }
      const delivery = deliveryOf(event.body);
      if (delivery !== undefined && seen.has(delivery)) {
        await event.ack();
        return;
      }
      if (delivery !== undefined) seen.set(delivery, true);
      let acknowledged = false;
      const ack: ReceiverEvent['ack'] = async (response) => {
        acknowledged = true;
        try {
          await event.ack(response);
        } catch (thrown) {
          // Slack does not know that we have it, and will bring it again.
          if (delivery !== undefined) seen.delete(delivery);
          throw thrown;
        }
      };
      await app.processEvent({ ...event, ack });
      // A button of an older version, a view that was closed: nobody here takes it.
      if (!acknowledged) await ack();
    },
  };
}

/** Bolt leaves what it does not know unacknowledged. */
const isForAnybody = (body: ReceiverEvent['body']): boolean =>
  body.event !== undefined ||
  body.command !== undefined ||
  ['block_actions', 'block_suggestion', 'view_submission', 'view_closed', 'shortcut', 'message_action'].includes(
    body.type,
  );

/** What tells a delivery from every other; undefined for looking things up, which may be done as often as one likes. */
function deliveryOf(body: ReceiverEvent['body']): string | undefined {
  if (body.type === 'block_suggestion') return undefined;
  if (typeof body.event_id === 'string') return body.event_id;
  const { response_url, response_urls, token, ...rest } = body;
  return createHash('sha256').update(JSON.stringify(rest)).digest('base64');
}
