/** The newsroom's thread as the chat thread sees it: kept alive, whatever it dies of. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { NewsroomError } from '../errors.ts';
import type { Desk, Log } from '../ports.ts';
import type { Connections } from './chats.ts';
import {
  type ChatCalls,
  joinWire,
  type NewsroomCalls,
  type OpeningReport,
  outcomeOf,
  type ThreadOptions,
  unwrap,
} from './wire.ts';

/** A newsroom that takes longer than this to close is left behind; what it had committed stays. */
export const CLOSE_TIMEOUT_MS = 10_000;

/** Reading makes much that is soon forgotten: a small nursery keeps the process small, at little cost in time. */
export const YOUNG_GENERATION_MB = 4;

/** One that has died is started again after so long, after twice that where it dies again soon, and so on, up to the longest. */
export const RESTART_FIRST_MS = 1_000;
export const RESTART_MAX_MS = 300_000;
/** A question that comes between two lives waits for the next at most so long. */
export const NEXT_LIFE_PATIENCE_MS = 10_000;
/** One that has lived for so long did not die of how it was started. */
export const LONG_LIFE_MS = 600_000;

export interface NewsroomThread {
  readonly desk: Desk;
  /** Resolves when the newsroom is open for the first time; rejects with why it could not be opened. */
  readonly opened: Promise<OpeningReport>;
  /** Resolves when the sample newsroom has told all that it has. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface ThreadSurroundings {
  readonly log: Log;
  /** What lasts in the newsroom's memory may take so much, in megabytes. */
  readonly memoryMb: number;
  /** In place of the newsroom's own. */
  readonly module?: URL;
}

/** Starts the newsroom in a thread of its own. Once it has opened, it is started again whenever it dies; the log says so. */
export function startNewsroomThread(
  chats: Connections,
  options: ThreadOptions,
  surroundings: ThreadSurroundings,
): NewsroomThread {
  const { log } = surroundings;
  const closing = new AbortController();
  let next = Promise.withResolvers<Life>();
  const begin = (): Life =>
    beginLife(chats, options, surroundings, () => {
      next = Promise.withResolvers<Life>();
    });
  let life = begin();
  const { opened } = life;
  const isOpen = (): void => next.resolve(life);

  const living = async (): Promise<Life['calls']> => {
    const tooLong = sleep(NEXT_LIFE_PATIENCE_MS, undefined, { ref: false }).then(() => undefined);
    const alive = await Promise.race([next.promise, tooLong]);
    if (alive === undefined) throw beingStarted();
    return alive.calls;
  };

  const keepAlive = async (): Promise<void> => {
    await opened;
    isOpen();
    let pauseMs = RESTART_FIRST_MS;
    let bornAt = performance.now();
    for (;;) {
      const cause = await life.died;
      if (closing.signal.aborted) return;
      if (performance.now() - bornAt > LONG_LIFE_MS) pauseMs = RESTART_FIRST_MS;
      log.error('the newsroom has stopped and is started again', { why: cause.message, afterMs: pauseMs });
      await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      pauseMs = Math.min(2 * pauseMs, RESTART_MAX_MS);
      bornAt = performance.now();
      life = begin();
      // One that can't be opened ends by itself.
      await life.opened.then(isOpen, ({ message }: NewsroomError) =>
        log.error('the newsroom could not be opened again', { why: message }),
      );
    }
  };
  const kept = keepAlive().catch(() => {
    // The first one could not be opened: whoever waits for `opened` hears why.
  });

  return {
    desk: {
      handle: async (request) => (await living()).handle(request),
      form: async (request) => (await living()).form(request),
      submit: async (request) => (await living()).submit(request),
      lookup: async (of, request, limit) => (await living()).lookup(of, request, limit),
      home: async (request) => (await living()).home(request),
      lost: async (where, reason) => (await living()).lost(where, reason),
    },
    opened,
    settled: () =>
      life.calls.settled().catch(() => {
        // it has died: what it had to tell it tells no more
      }),
    async close() {
      closing.abort();
      await life.close();
      await kept;
    },
  };
}

/** A thread from its start to its end. */
interface Life {
  readonly calls: ReturnType<typeof joinWire<NewsroomCalls, ChatCalls>>;
  readonly opened: Promise<OpeningReport>;
  /** Resolves with why it has ended. */
  readonly died: Promise<NewsroomError>;
  close(): Promise<void>;
}

function beginLife(
  chats: Connections,
  options: ThreadOptions,
  { memoryMb, module = new URL('./thread.ts', import.meta.url) }: ThreadSurroundings,
  onDeath: () => void,
): Life {
  const worker = new Worker(module, {
    workerData: options,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB, maxOldGenerationSizeMb: memoryMb },
  });
  const opened = Promise.withResolvers<OpeningReport>();
  const calls = joinWire<NewsroomCalls, ChatCalls>(worker, {
    post: (channel, post, how) => outcomeOf(async () => chats.on(channel.platform).post(channel, post, how)),
    edit: (message, post) =>
      outcomeOf(async () => {
        await chats.on(message.channel.platform).edit(message, post);
        return null;
      }),
    reach: (channel) =>
      outcomeOf(async () => {
        await chats.on(channel.platform).reach?.(channel);
        return null;
      }),
    async opened(outcome) {
      try {
        opened.resolve(unwrap(outcome));
      } catch (thrown) {
        opened.reject(thrown);
      }
    },
  });
  const died = Promise.withResolvers<NewsroomError>();
  let cause: NewsroomError | undefined;
  worker.once('error', (thrown) => {
    cause = stopped(thrown, memoryMb);
  });
  worker.once('exit', (code) => {
    const why = cause ?? new NewsroomError('internal', `The newsroom has stopped (${code}).`);
    onDeath();
    opened.reject(why);
    // Whoever waits for an answer of this one would wait in vain.
    if (!calls.$closed) calls.$close(beingStarted());
    died.resolve(why);
  });
  opened.promise.catch(() => {
    // said where it is awaited
  });
  let exited = false;
  void died.promise.then(() => {
    exited = true;
  });
  return {
    calls,
    opened: opened.promise,
    died: died.promise,
    async close() {
      if (exited) return;
      const timer = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS);
      const gone = once(worker, 'exit');
      calls.close().catch(() => {
        // the thread closes its port before it answers
      });
      await gone;
      clearTimeout(timer);
    },
  };
}

const beingStarted = (): NewsroomError =>
  new NewsroomError('unavailable', 'The newsroom is being started again.', { hint: 'Ask again in a minute.' });

function stopped(thrown: unknown, memoryMb: number): NewsroomError {
  if ((thrown as { code?: unknown }).code !== 'ERR_WORKER_OUT_OF_MEMORY')
    return new NewsroomError('internal', 'The newsroom has stopped.', { cause: thrown });
  return new NewsroomError('internal', `The newsroom needed more memory than the ${memoryMb} MB that it may have.`, {
    hint: 'Raise memory.newsroomMb in newsroom.yaml, if the machine has more.',
  });
}
