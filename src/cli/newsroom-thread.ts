/** The newsroom's thread as the chat thread sees it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { NewsroomError } from '../errors.ts';
import type { Desk } from '../ports.ts';
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
export const YOUNG_GENERATION_MB = 8;
/** A bound on what lasts makes V8 collect sooner: without one, four times as much lies about as is needed. */
export const OLD_GENERATION_MB = 512;

export interface NewsroomThread {
  readonly desk: Desk;
  /** Resolves when the newsroom is open; rejects with why it could not be opened. */
  readonly opened: Promise<OpeningReport>;
  /** Resolves when the sample newsroom has told all that it has. */
  settled(): Promise<void>;
  /** Rejects when the thread dies. */
  readonly died: Promise<never>;
  close(): Promise<void>;
}

export function startNewsroomThread(chats: Connections, options: ThreadOptions): NewsroomThread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: options,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB, maxOldGenerationSizeMb: OLD_GENERATION_MB },
  });
  const opened = Promise.withResolvers<OpeningReport>();
  const calls = joinWire<NewsroomCalls, ChatCalls>(worker, {
    post: (channel, post, how) => outcomeOf(async () => chats.on(channel.platform).post(channel, post, how)),
    edit: (message, post) =>
      outcomeOf(async () => {
        await chats.on(message.channel.platform).edit(message, post);
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
  let exited = false;
  const died = new Promise<never>((_, reject) => {
    worker.once('error', (cause) => reject(new NewsroomError('internal', 'The newsroom has stopped.', { cause })));
    worker.once('exit', (code) => {
      exited = true;
      reject(new NewsroomError('internal', `The newsroom has stopped (${code}).`));
    });
  });
  died.catch((thrown) => opened.reject(thrown));
  return {
    desk: { handle: (request) => calls.handle(request) },
    opened: opened.promise,
    settled: () => calls.settled(),
    died,
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
