/** Large bodies one at a time: two of the largest, unpacked and read at once, take more memory than the rest of the bot. */

/** Up to here bodies come side by side; what is longer waits for its turn. */
export const LARGE_BODY_BYTES = 1_000_000;
/** Who holds the turn for longer has forgotten to let go of it. */
export const LARGE_BODY_HELD_MS = 60_000;

/** The right to hold a large body, once it is taken. */
export interface LargeTurn {
  /** Resolves when this body may grow beyond `LARGE_BODY_BYTES`; at once where it has the turn. */
  take(): Promise<void>;
  release(): void;
}

export class LargeBodies {
  #last: Promise<void> = Promise.resolve();

  /** A turn for one exchange: nothing waits until it is taken. */
  turn(): LargeTurn {
    const over = Promise.withResolvers<void>();
    let taken: Promise<void> | undefined;
    let timer: NodeJS.Timeout | undefined;
    let released = false;
    return {
      take: () => {
        if (taken !== undefined) return taken;
        const before = this.#last;
        this.#last = over.promise;
        taken = before.then(() => {
          if (!released) timer = setTimeout(over.resolve, LARGE_BODY_HELD_MS).unref();
          else over.resolve();
        });
        return taken;
      },
      release: () => {
        released = true;
        clearTimeout(timer);
        // One who gave up waiting lets the next pass when its turn has come.
        void (taken ?? Promise.resolve()).then(over.resolve);
      },
    };
  }
}
