/** Gives memory back between the parts of long work: V8 collects late, and a long feed leaves much behind within one second. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Memory is given back once so much more is in use than was left the last time, in bytes. */
export const TIDY_AFTER_BYTES = 8_000_000;

interface Collector {
  readonly usedBytes: () => number;
  readonly collect: () => void;
}

/** V8's own, of the thread that asks: Node gives it to nobody who has not asked for it by a flag. */
function ownCollector(): Collector {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return { usedBytes: () => getHeapStatistics().used_heap_size, collect };
}

/** Makes the function that is called between the parts; it costs some 50 ms where there is much to give back, and nothing where not. */
export function openTidying({ usedBytes, collect }: Collector = ownCollector()): () => void {
  let left = usedBytes();
  return () => {
    if (usedBytes() - left < TIDY_AFTER_BYTES) return;
    collect();
    left = usedBytes();
  };
}
