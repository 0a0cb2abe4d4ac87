/** The newsroom's own thread: reading, clustering, matching and answering happen here, so that the chat thread stays free. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { asNewsroomError } from '../errors.ts';
import type { Chat, Log } from '../ports.ts';
import type { House } from './context.ts';
import { type OpenSample, openSample } from './sample.ts';
import { type ChatCalls, joinWire, type NewsroomCalls, type ThreadOptions, valueOf } from './wire.ts';

/** How often the newsroom looks for feeds that are due, and for alerts to deliver, in milliseconds. */
const TICK_MS = 500;

if (parentPort === null) throw new Error('thread.ts is started by `nutgraf start`');
const options = workerData as ThreadOptions;
const stopping = new AbortController();
const settled = Promise.withResolvers<void>();
let opened: { house: House; sample: OpenSample | undefined } | undefined;

const chatThread = joinWire<ChatCalls, NewsroomCalls>(parentPort, {
  async handle(request) {
    if (opened === undefined) throw new Error('the newsroom is not open');
    return opened.house.desk.handle(request);
  },
  settled: () => settled.promise,
  async close() {
    stopping.abort();
    settled.resolve();
    await Promise.allSettled(loops);
    await opened?.sample?.close();
    await opened?.house.close();
  },
});

/** The chat thread's platforms, as the outbox sees them from here. */
const chats: Chat[] = options.platforms.map((platform) => ({
  platform,
  start: async () => {},
  stop: async () => {},
  post: async (channel, post, how) => valueOf(await chatThread.post(channel, post, how)),
  edit: async (message, post) => {
    valueOf(await chatThread.edit(message, post));
  },
}));

async function repeat(what: string, log: Log, work: () => Promise<unknown>): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await work();
    } catch (thrown) {
      log.error(`${what} failed`, { error: asNewsroomError(thrown).message });
    }
    await sleep(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {
      // aborted: the loop's condition ends it
    });
  }
}

const loops: Promise<void>[] = [];
try {
  opened = await openSample(options);
  const { house, sample } = opened;
  const { newsroom, log } = house;
  await chatThread.opened({ value: await newsroom.report() });
  const deliver = (): Promise<unknown> => newsroom.deliver(chats, stopping.signal);
  if (sample !== undefined) {
    await sample.play({ deliver, signal: stopping.signal });
  }
  settled.resolve();
  loops.push(
    repeat('reading', log, () => newsroom.readDueFeeds({ backfill: options.backfill, signal: stopping.signal })),
  );
  loops.push(repeat('delivery', log, deliver));
} catch (thrown) {
  await chatThread.opened({ error: asNewsroomError(thrown).toRecord() });
}
