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
  /**
   * The sample's time: it begins at `startsAt`, runs as the given clock runs, and leaps to the hour at which each batch is
   * published, so that a toll that has risen is an update and not a contradiction.
   */
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
  const stepMs = content.minutesBetweenBatches * 60 * SECOND_MS;
  const published = background.map((draft) => ({ ...draft, publishedAt: draft.publishedAt ?? content.startsAt }));
  let newestMs = startsAtMs;
  const now = (): number => Math.max(newestMs, startsAtMs + elapsing.now() - openedAtMs);

  return {
    clock: { now },
    advance() {
      const batch = batches.shift();
      if (batch === undefined) return false;
      const opensMs = published.length === background.length ? now() : Math.max(now(), newestMs + stepMs);
      const stamps = stampBatch(batch.length, opensMs);
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

/** When `count` articles were published from one time on (milliseconds): each in a second of its own, as feeds know no smaller unit. */
export function stampBatch(count: number, fromMs: number): number[] {
  const startMs = Math.floor(fromMs / SECOND_MS) * SECOND_MS;
  return Array.from({ length: count }, (_, index) => startMs + SECOND_MS * (index + 1));
}
