/** The newsroom's own thread: reading, clustering, matching and answering happen here, so that the chat thread stays free. */
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { asNewsroomError } from '../errors.ts';
import type { ChannelRef } from '../model.ts';
import type { Chat, Desk } from '../ports.ts';
import type { House } from './context.ts';
import { openHouse } from './house.ts';
import type { SamplePlay } from './sample.ts';
import { type ChatCalls, joinWire, type NewsroomCalls, type ThreadOptions, unwrap } from './wire.ts';

/** How often the newsroom looks for feeds that are due, and for alerts to deliver, in milliseconds. */
export const TICK_MS = 500;
/** Rounds of delivery that may overlap: leases keep them apart, and a hanging channel delays nobody else. */
export const MAX_DELIVERY_ROUNDS = 8;

if (parentPort === null) throw new Error('thread.ts is started by `nutgraf start`');
// In Linux a thread has a priority of its own, elsewhere the process: there this would hold back the chats as well.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const port = parentPort;
const options = workerData as ThreadOptions;
const stopping = new AbortController();
const settled = Promise.withResolvers<void>();
const work: Promise<void>[] = [];
let house: House | undefined;
let sample: SamplePlay | undefined;

const chatThread = joinWire<ChatCalls, NewsroomCalls>(port, {
  handle: async (request) => openDesk().handle(request),
  form: async (request) => openDesk().form(request),
  submit: async (request) => openDesk().submit(request),
  lookup: async (of, request, limit) => openDesk().lookup(of, request, limit),
  home: async (request) => openDesk().home(request),
  lost: async (where, reason) => openDesk().lost(where, reason),
  settled: () => settled.promise,
  async close() {
    stopping.abort();
    settled.resolve();
    await Promise.allSettled(work);
    await sample?.close();
    await house?.close();
    // The answer to this call needs the port once more.
    setImmediate(() => port.close());
  },
});

function openDesk(): Desk {
  if (house === undefined) throw new Error('the newsroom is not open');
  return house.desk;
}

/** The chat thread's platforms, as the outbox sees them from here. */
const chats: Chat[] = options.platforms.map((platform) => ({
  platform,
  start: async () => {},
  stop: async () => {},
  post: async (channel, post, how) => unwrap(await chatThread.post(channel, post, how)),
  edit: async (message, post) => {
    unwrap(await chatThread.edit(message, post));
  },
  reach: async (channel) => {
    unwrap(await chatThread.reach(channel));
  },
}));

const reach = async (channel: ChannelRef): Promise<void> => {
  await chats.find(({ platform }) => platform === channel.platform)?.reach?.(channel);
};

/** Takes a step every tick; up to `overlap` may be under way at once, so that a slow one does not hold up the next. */
async function repeat(what: string, { log }: House, overlap: number, step: () => Promise<unknown>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  while (!stopping.signal.aborted) {
    if (underWay.size < overlap) {
      const taken = step()
        .then(
          () => {},
          (thrown: unknown) => log.error(`${what} failed`, { error: asNewsroomError(thrown).message }),
        )
        .finally(() => underWay.delete(taken));
      underWay.add(taken);
    }
    await sleep(TICK_MS, undefined, { signal: stopping.signal }).catch(() => {
      // aborted: the loop's condition ends it
    });
  }
  // The store stays open until nobody reads or writes it any more.
  await Promise.all(underWay);
}

async function open(): Promise<House> {
  const { dataDir, configDir, logLevel } = options;
  if (!options.sample) return openHouse({ dataDir, configDir, logLevel, exclusive: true, reach });
  const { openSample } = await import('./sample.ts');
  sample = await openSample(openHouse, options);
  return sample.house;
}

async function run(opened: House): Promise<void> {
  const { newsroom, log } = opened;
  const deliver = (): Promise<unknown> => newsroom.deliver(chats, stopping.signal);
  try {
    const { feeds, feedsOpml } = opened.config;
    if (sample === undefined && feeds.length > 0) await newsroom.feeds.import(feedsOpml);
    await sample?.play({ deliver, signal: stopping.signal });
  } catch (thrown) {
    log.error('the newsroom could not begin', { error: asNewsroomError(thrown).message });
  }
  settled.resolve();
  const read = (): Promise<void> => newsroom.readDueFeeds({ backfill: options.backfill, signal: stopping.signal });
  await Promise.all([
    repeat('reading', opened, 1, read),
    repeat('looking again', opened, 1, () => newsroom.lookAgain(stopping.signal)),
    repeat('delivery', opened, MAX_DELIVERY_ROUNDS, deliver),
  ]);
}

try {
  house = await open();
  await chatThread.opened({
    value: { ...(await house.newsroom.report()), dataDir: house.dataDir, sample: options.sample },
  });
  work.push(run(house));
} catch (thrown) {
  await chatThread.opened({ error: asNewsroomError(thrown).toRecord() });
  port.close();
}
