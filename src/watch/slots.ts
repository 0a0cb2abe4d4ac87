/** A hash table of integers: open addressing, linear probing, gaps closed on removal (Knuth, TAOCP 6.4, algorithm R). */

const FIRST_SLOTS = 2048;

export class Slots {
  /** Entry plus one, or 0 where the slot is empty. Read only: a search starts at `hash & (table.length - 1)` and goes on by one. */
  table = new Int32Array(FIRST_SLOTS);
  readonly #hashOf: (entry: number) => number;
  #count = 0;

  /** `hashOf` must give an entry the same hash for as long as it is in the table. */
  constructor(hashOf: (entry: number) => number) {
    this.#hashOf = hashOf;
  }

  insert(entry: number): void {
    this.#count += 1;
    if (this.#count * 2 > this.table.length) this.#widen();
    this.#put(entry + 1);
  }

  remove(entry: number): void {
    const table = this.table;
    const mask = table.length - 1;
    let gap = this.#home(entry + 1);
    while (table[gap] !== entry + 1) gap = (gap + 1) & mask;
    for (let slot = (gap + 1) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
      const home = this.#home(table[slot]!);
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      table[gap] = table[slot]!;
      gap = slot;
    }
    table[gap] = 0;
    this.#count -= 1;
  }

  #home(stored: number): number {
    return this.#hashOf(stored - 1) & (this.table.length - 1);
  }

  #put(stored: number): void {
    const mask = this.table.length - 1;
    let slot = this.#home(stored);
    while (this.table[slot] !== 0) slot = (slot + 1) & mask;
    this.table[slot] = stored;
  }

  #widen(): void {
    const before = this.table;
    this.table = new Int32Array(before.length * 2);
    for (const stored of before) if (stored !== 0) this.#put(stored);
  }
}
