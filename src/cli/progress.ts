/** A bar on standard error while a person waits; nothing where nobody watches. */
import { type Options, SingleBar } from 'cli-progress';

export interface Progress {
  step(): void;
  stop(): void;
}

/** `total` is left out where it can't be known before the end: the bar then counts. */
export function openProgress(what: string, total?: number): Progress {
  if (!process.stderr.isTTY) return { step: () => {}, stop: () => {} };
  const options: Options = {
    format:
      total === undefined ? `${what} {value} in {duration_formatted}` : `${what} {bar} {value}/{total} {eta_formatted}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  };
  const bar = new SingleBar(options);
  bar.start(total ?? 0, 0);
  return {
    step: () => {
      if (total === undefined) bar.setTotal(Number.MAX_SAFE_INTEGER);
      bar.increment();
    },
    stop: () => bar.stop(),
  };
}
