/** A round of polls: several feeds at one time, one of each host, and nobody waits for the slowest. */

export interface Round<Feed> {
  /** In the order in which they are to be asked. */
  readonly due: readonly Feed[];
  /** Feeds asked at the same time. */
  readonly concurrency: number;
  /** Feeds of one host are asked one after the other: they would only wait for each other, and keep others waiting. */
  readonly hostOf: (feed: Feed) => string;
  /** Never throws. */
  readonly ask: (feed: Feed) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Feeds that have come due meanwhile; asked every `LATECOMERS_ASKED_MS` while the slowest of the round are still being read. */
  readonly latecomers?: (() => Promise<readonly Feed[]>) | undefined;
}

/** How long a feed that comes due during a round may wait for being noticed. */
export const LATECOMERS_ASKED_MS = 10_000;

/** A feed that takes longer than this makes room for another: most likely it hangs, and waiting costs us nothing. */
export const SLOW_AFTER_MS = 3_000;
/** So many slow feeds may be waited for beside those that are asked. */
export const MAX_SLOW_FEEDS = 16;

/** Asks all that is due. Ends when the round's own feeds, and the latecomers that were begun, are read. */
export async function runRound<Feed>(round: Round<Feed>): Promise<void> {
  const waiting = [...round.due];
  const busyHosts = new Set<string>();
  const finished = Promise.withResolvers<void>();
  let own = round.due.length;
  const ask = async (feed: Feed, host: string, isOwn: boolean): Promise<void> => {
    let isSlow = false;
    const patience = setTimeout(() => {
      isSlow = true;
      slow += 1;
      begin();
    }, SLOW_AFTER_MS);
    try {
      await round.ask(feed);
    } finally {
      clearTimeout(patience);
      if (isSlow) slow -= 1;
      busyHosts.delete(host);
      if (isOwn) own -= 1;
      running -= 1;
      begin();
    }
  };
  const ownFeeds = new Set(round.due);
  let running = 0;
  let slow = 0;
  const begin = (): void => {
    if (round.signal?.aborted === true) own -= waiting.splice(0).filter((feed) => ownFeeds.has(feed)).length;
    while (running - Math.min(slow, MAX_SLOW_FEEDS) < round.concurrency) {
      const free = waiting.findIndex((feed) => !busyHosts.has(round.hostOf(feed)));
      const [feed] = free === -1 ? [] : waiting.splice(free, 1);
      if (feed === undefined) break;
      const host = round.hostOf(feed);
      busyHosts.add(host);
      running += 1;
      void ask(feed, host, ownFeeds.has(feed));
    }
    if (running === 0) finished.resolve();
  };
  begin();
  const timer = setInterval(() => {
    if (own === 0 || round.signal?.aborted === true) return;
    void round.latecomers?.().then((feeds) => {
      if (own === 0) return;
      waiting.push(...feeds);
      begin();
    });
  }, LATECOMERS_ASKED_MS);
  await finished.promise.finally(() => clearInterval(timer));
}
