/** Politeness: one request at a time to each host, a pause after each, and none while it asks for quiet. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Hosts that asked for quiet longest ago are forgotten beyond this number. */
export const MAX_QUIET_HOSTS = 10_000;

export class Turns {
  readonly #last = new Map<string, Promise<void>>();
  readonly #quietUntil = new Map<string, number>();
  readonly #closed = new AbortController();

  /** Runs `work` when the host's earlier requests, and the pauses after them, are over. */
  async take<Result>(host: string, pauseMs: number, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(host);
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    this.#last.set(host, over);
    await before;
    try {
      return await work();
    } finally {
      void this.#pause(pauseMs).then(() => {
        if (this.#last.get(host) === over) this.#last.delete(host);
        end();
      });
    }
  }

  async #pause(pauseMs: number): Promise<void> {
    if (pauseMs <= 0) return;
    // Closing ends all pauses at once; those who wait then find the web closed.
    await sleep(pauseMs, undefined, { signal: this.#closed.signal }).catch(() => undefined);
  }

  /** The host has said when it wants to be asked again. Times in milliseconds since 1970. */
  keepQuiet(host: string, until: number): void {
    this.#quietUntil.delete(host);
    this.#quietUntil.set(host, until);
    const [oldest] = this.#quietUntil.keys();
    if (this.#quietUntil.size > MAX_QUIET_HOSTS && oldest !== undefined) this.#quietUntil.delete(oldest);
  }

  /** How long the host still wants quiet, in milliseconds; 0 where it doesn't. */
  quietMs(host: string, now: number): number {
    return Math.max(0, (this.#quietUntil.get(host) ?? 0) - now);
  }

  close(): void {
    this.#closed.abort();
  }
}
