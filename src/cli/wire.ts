/** The wire between the chat thread and the newsroom's thread: calls both ways, errors with their codes. */
import type { MessagePort, Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { asNewsroomError, type ErrorRecord, NewsroomError } from '../errors.ts';
import type { ChannelRef, MessageRef, Platform, Post } from '../model.ts';
import type { Desk } from '../ports.ts';

/** A call across threads that takes longer than this is given up. */
export const CALL_TIMEOUT_MS = 120_000;

type Outcome<T> = { readonly value: T } | { readonly error: ErrorRecord };

/** What the newsroom's thread does for the chat thread. */
export interface NewsroomCalls extends Desk {
  /** Stops reading and posting, closes the store. */
  close(): Promise<void>;
  /** Resolves when all that the sample newsroom has to tell has been told; at once without it. */
  settled(): Promise<void>;
}

/** What the chat thread does for the newsroom's thread. */
export interface ChatCalls {
  post(
    channel: ChannelRef,
    post: Post,
    options: { readonly key: string; readonly replyTo?: MessageRef },
  ): Promise<Outcome<MessageRef>>;
  edit(message: MessageRef, post: Post): Promise<Outcome<null>>;
  reach(channel: ChannelRef): Promise<Outcome<null>>;
  /** The newsroom is open, or could not be opened. */
  opened(outcome: Outcome<OpeningReport>): Promise<void>;
}

export interface OpeningReport {
  readonly dataDir: string;
  readonly articles: number;
  readonly stories: number;
  readonly feeds: number;
  readonly watchlists: number;
  readonly sample: boolean;
}

export interface ThreadOptions {
  readonly dataDir: string | undefined;
  readonly configDir: string;
  readonly sample: boolean;
  /** Whether a person watches: the sample newsroom then takes its time. */
  readonly unhurried: boolean;
  readonly backfill: number;
  readonly logLevel: 'info' | 'warn' | 'error';
  readonly platforms: readonly Platform[];
}

export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (thrown) {
    return { error: asNewsroomError(thrown).toRecord() };
  }
}

export function unwrap<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw NewsroomError.fromRecord(outcome.error);
  return outcome.value;
}

type Port = Pick<MessagePort | Worker, 'postMessage' | 'on' | 'off'>;

/** Joins one end of the wire: `mine` is called by the other side, what comes back calls the other side. */
export function joinWire<Theirs extends object, Mine extends object>(
  port: Port,
  mine: Mine,
): BirpcReturn<Theirs, Mine> {
  return createBirpc<Theirs, Mine>(mine, {
    post: (message) => port.postMessage(message),
    on: (receive) => port.on('message', receive),
    off: (receive) => port.off('message', receive),
    timeout: CALL_TIMEOUT_MS,
  });
}
