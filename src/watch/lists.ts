/**
 * Many short lists of integers in one block of memory. A list of n entries lies in a block for the next power of two; a block
 * that is left goes to the next list that needs its size. 100,000 lists cost no object each, and the collector never looks.
 */

const FIRST_LISTS = 1024;
const FIRST_POOL = 4096;

/** A copy of at least `length`, in steps that keep growing cheap. */
export function grown(array: Int32Array<ArrayBuffer>, length: number, fill = 0): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, Math.ceil(array.length * 1.5)));
  larger.set(array);
  if (fill !== 0) larger.fill(fill, array.length);
  return larger;
}

/** The power of two, as its exponent, that holds `entries`. */
const sizeClass = (entries: number): number => 32 - Math.clz32(entries - 1);

export class Lists {
  /** Entries lie one after the other from `starts[list]`; each takes `width` integers. Read only, and never across a change. */
  pool = new Int32Array(FIRST_POOL);
  starts = new Int32Array(FIRST_LISTS);
  counts = new Int32Array(FIRST_LISTS);
  readonly #width: number;
  readonly #free: number[][] = [];
  #end = 0;

  /** `width`: integers in an entry, of which the first is its name. */
  constructor(width: 1 | 2) {
    this.#width = width;
  }

  count(list: number): number {
    return this.counts[list] ?? 0;
  }

  push(list: number, name: number, value = 0): void {
    this.starts = grown(this.starts, list + 1);
    this.counts = grown(this.counts, list + 1);
    const count = this.counts[list]!;
    if (count === 0 || sizeClass(count + 1) !== sizeClass(count)) this.#move(list, count, sizeClass(count + 1));
    this.counts[list] = count + 1;
    const at = this.starts[list]! + count * this.#width;
    this.pool[at] = name;
    if (this.#width === 2) this.pool[at + 1] = value;
  }

  /** Removes the first entry for which `matches` holds; order is not kept. False where there is none. */
  remove(list: number, matches: (name: number) => boolean): boolean {
    const count = this.count(list);
    const start = this.starts[list] ?? 0;
    for (let place = 0; place < count; place += 1) {
      if (!matches(this.pool[start + place * this.#width]!)) continue;
      this.removeAt(list, place);
      return true;
    }
    return false;
  }

  /** Removes the entry at a place, at the same cost however long the list: the last one takes its place. Gives that one's name. */
  removeAt(list: number, place: number): number {
    const count = this.counts[list]!;
    const start = this.starts[list]!;
    const width = this.#width;
    const last = start + (count - 1) * width;
    const name = this.pool[last]!;
    this.pool.copyWithin(start + place * width, last, last + width);
    this.counts[list] = count - 1;
    if (count === 1) this.#release(start, 0);
    else if (sizeClass(count - 1) !== sizeClass(count)) this.#move(list, count - 1, sizeClass(count - 1), count);
    return name;
  }

  /** The names in a list. */
  names(list: number): number[] {
    const names: number[] = [];
    const start = this.starts[list] ?? 0;
    for (let n = 0; n < this.count(list); n += 1) names.push(this.pool[start + n * this.#width]!);
    return names;
  }

  #move(list: number, count: number, size: number, before = count): void {
    const from = this.starts[list]!;
    const to = this.#take(size);
    if (before > 0) {
      this.pool.copyWithin(to, from, from + count * this.#width);
      this.#release(from, sizeClass(before));
    }
    this.starts[list] = to;
  }

  #take(size: number): number {
    const free = this.#free[size]?.pop();
    if (free !== undefined) return free;
    const at = this.#end;
    this.#end += this.#width << size;
    this.pool = grown(this.pool, this.#end);
    return at;
  }

  #release(at: number, size: number): void {
    let free = this.#free[size];
    if (free === undefined) {
      free = [];
      this.#free[size] = free;
    }
    free.push(at);
  }
}
