/** What has been published so far, and what comes next. */
import type { Timestamp } from '../../src/model.ts';
import type { Clock } from '../../src/ports.ts';
import type { Draft, Outlet, SampleContent } from './content.ts';

const SECOND_MS = 1000;

export interface Publication extends Draft {
  readonly publishedAt: Timestamp;
}

/** Where things are found; the port is known only once the server listens. */
export interface Addresses {
  home(outlet: Outlet): string;
  feed(outlet: Outlet): string;
  page(publication: Publication): string;
}

export interface Press {
  /** The sample's time: it begins at `startsAt`, runs as the given clock runs, and is never before the newest article. */
  readonly clock: Clock;
  /** Publishes the next batch; false when there is none. */
  advance(): boolean;
  /** An outlet's articles, newest first. */
  publicationsOf(outlet: Outlet): readonly Publication[];
}

/** Opens with the first batch published. Only the passing of `elapsing`'s time counts, not what it says the time is. */
export function openPress(content: SampleContent, elapsing: Clock): Press {
  const startsAtMs = Date.parse(content.startsAt);
  const openedAtMs = elapsing.now();
  const [background = [], ...batches] = content.batches;
  const published = background.map((draft) => ({ ...draft, publishedAt: draft.publishedAt ?? content.startsAt }));
  let newestMs = startsAtMs;
  const now = (): number => Math.max(newestMs, startsAtMs + elapsing.now() - openedAtMs);

  return {
    clock: { now },
    advance() {
      const batch = batches.shift();
      if (batch === undefined) return false;
      const stamps = stampBatch(batch.length, newestMs, now());
      batch.forEach((draft, index) => {
        published.push({ ...draft, publishedAt: new Date(stamps[index] ?? newestMs).toISOString() });
      });
      newestMs = stamps.at(-1) ?? newestMs;
      return true;
    },
    publicationsOf: (outlet) =>
      published
        .filter((publication) => publication.outlet === outlet.slug)
        .sort((a, b) => b.publishedAt.localeCompare(a.publishedAt)),
  };
}

/**
 * When `count` articles were published after one time and up to another (milliseconds): evenly spread, in order, each in a
 * second of its own because feeds know no smaller unit. Where there is too little time they take a second each.
 */
export function stampBatch(count: number, afterMs: number, untilMs: number): number[] {
  const startMs = Math.floor(afterMs / SECOND_MS) * SECOND_MS;
  const stepMs = Math.max(SECOND_MS, (untilMs - startMs) / count);
  return Array.from({ length: count }, (_, index) => {
    return Math.floor((startMs + stepMs * (index + 1)) / SECOND_MS) * SECOND_MS;
  });
}
