/** The Web API of one installation: within Slack's limits by itself, its failures in the newsroom's words. */
import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import { asSlackFailure } from './failures.ts';

/** Slack takes one message a second in a channel; a little more, as requests overtake each other on their way. */
export const CHANNEL_PAUSE_MS = 1_100;
/** A message waits so long for its turn in a channel; where more are before it, whoever sends it comes again. */
export const CHANNEL_MAX_WAIT_MS = 10_000;
/** What is waited where Slack asks us to slow down and does not say for how long. */
export const DEFAULT_RETRY_AFTER_MS = 30_000;
const CHANNELS_REMEMBERED = 5_000;

export interface WebClientOptions extends webApi.WebClientOptions {
  /** Between two messages in one channel, in milliseconds. */
  readonly channelPauseMs?: number;
}

/**
 * Slack limits each method for each workspace: where one was refused with `Retry-After`, that method rests for as long, and
 * only here. Every method throws NewsroomErrors.
 */
export class WorkspaceClient extends webApi.WebClient {
  readonly #channelPauseMs: number;
  readonly #restUntil = new Map<string, number>();
  /** When the next message may go, by channel. */
  readonly #turns = new LRUCache<string, number>({ max: CHANNELS_REMEMBERED });

  constructor(token: string, { channelPauseMs = CHANNEL_PAUSE_MS, ...options }: WebClientOptions) {
    super(token, options);
    this.#channelPauseMs = channelPauseMs;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<webApi.WebAPICallResult> {
    this.#refuseWhileResting(method);
    if (method === 'chat.postMessage') {
      await this.#turnIn(String(options.channel));
      this.#refuseWhileResting(method);
    }
    try {
      return await super.apiCall(method, options);
    } catch (thrown) {
      const failure = asSlackFailure(thrown);
      if (failure.code === 'rate_limited')
        this.#restUntil.set(method, performance.now() + (failure.retryAfterMs ?? DEFAULT_RETRY_AFTER_MS));
      throw failure;
    }
  }

  #refuseWhileResting(method: string): void {
    const retryAfterMs = (this.#restUntil.get(method) ?? 0) - performance.now();
    if (retryAfterMs > 0) throw slowDown(`Slack has asked for a rest of ${method}.`, retryAfterMs);
    this.#restUntil.delete(method);
  }

  async #turnIn(channel: string): Promise<void> {
    const now = performance.now();
    const turn = Math.max(this.#turns.get(channel) ?? 0, now);
    if (turn - now > CHANNEL_MAX_WAIT_MS) throw slowDown('Too many messages wait for this channel.', turn - now);
    this.#turns.set(channel, turn + this.#channelPauseMs);
    if (turn > now) await wait(turn - now);
  }
}

const slowDown = (message: string, retryAfterMs: number): NewsroomError =>
  new NewsroomError('rate_limited', message, { retryAfterMs: Math.ceil(retryAfterMs) });
