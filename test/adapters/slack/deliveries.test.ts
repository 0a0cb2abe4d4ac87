import type { ReceiverEvent } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { actingOnce, DELIVERIES_REMEMBERED } from '../../../adapters/slack/deliveries.ts';
import { SILENT_LOG } from './log.ts';

type Body = ReceiverEvent['body'];

/** An inbox, what came through to the app, and how often was acknowledged. */
function open(handle: (event: ReceiverEvent) => Promise<void> = async ({ ack }) => ack()) {
  const passed: Body[] = [];
  let acknowledged = 0;
  const inbox = actingOnce(
    {
      async processEvent(event) {
        passed.push(event.body);
        await handle(event);
      },
    },
    SILENT_LOG,
  );
  const deliver = (body: Body, ack: () => Promise<void> = async () => {}) =>
    inbox.processEvent({
      body,
      ack: async () => {
        await ack();
        acknowledged += 1;
      },
    });
  return { passed, deliver, acknowledged: () => acknowledged };
}

const event = (id: string): Body => ({ event_id: id, event: { type: 'app_mention' } });
const command = (more: object = {}): Body => ({ command: '/ask', text: 'x', trigger_id: 't1', ...more });

describe('a delivery', () => {
  it.each([
    ['an event, by its id', event('Ev1'), { ...event('Ev1'), event_time: 2 }],
    ['a command', command(), command()],
    ['a command with another address to answer to', command({ response_url: 'a' }), command({ response_url: 'b' })],
    ['a button', { type: 'block_actions', trigger_id: 't' }, { type: 'block_actions', trigger_id: 't' }],
  ])('that comes again goes no further: %s', async (_what, first, second) => {
    const { passed, deliver, acknowledged } = open();
    await deliver(first);
    await deliver(second);
    expect([passed.length, acknowledged()]).toEqual([1, 2]);
  });

  it.each([
    ['another event', event('Ev1'), event('Ev2')],
    ['another trigger', command(), command({ trigger_id: 't2' })],
    ['other words', command(), command({ text: 'y' })],
    ['a look-up', { type: 'block_suggestion', value: 'f' }, { type: 'block_suggestion', value: 'f' }],
  ])('that is another goes on: %s', async (_what, first, second) => {
    const { passed, deliver } = open();
    await deliver(first);
    await deliver(second);
    expect(passed).toHaveLength(2);
  });

  it('whose acknowledgement was lost acts when it comes again', async () => {
    const { passed, deliver, acknowledged } = open();
    await expect(deliver(event('Ev1'), async () => Promise.reject(new Error('the socket is gone')))).rejects.toThrow();
    await deliver(event('Ev1'));
    expect([passed.length, acknowledged()]).toEqual([2, 1]);
  });

  it('that nobody takes is acknowledged', async () => {
    const { deliver, acknowledged } = open(async () => {});
    await deliver({ type: 'view_closed' });
    await deliver({ type: 'yet_unknown' });
    expect(acknowledged()).toBe(2);
  });

  it('is forgotten once so many others have come', async () => {
    const { passed, deliver } = open();
    await deliver(event('Ev-first'));
    for (let n = 0; n < DELIVERIES_REMEMBERED; n += 1) await deliver(event(`Ev${n}`));
    await deliver(event('Ev-first'));
    expect(passed).toHaveLength(DELIVERIES_REMEMBERED + 2);
  });
});
