/**
 * Compiled queries, each once: integers in one pool, found again by their content.
 *
 *   program = node
 *   node    = literal | group
 *   literal = atom * 2 + (1 where it must be absent)
 *   group   = header, then `size` integers of nodes; header = -1 - (size * 2 + (1 where any node is enough))
 */
import { grown } from './lists.ts';
import { Slots } from './slots.ts';

export type Node = number | { readonly any: boolean; readonly parts: readonly Node[] };

const FIRST_PROGRAMS = 1024;
const FIRST_POOL = 8192;

const headerOf = (size: number, any: boolean): number => -1 - (size * 2 + (any ? 1 : 0));
export const groupSize = (header: number): number => (-1 - header) >> 1;
export const groupIsAny = (header: number): boolean => ((-1 - header) & 1) === 1;

function compare(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** The integers of a node. Order and repetition among the parts of a group make no difference to them. */
export function encode(node: Node): number[] {
  if (typeof node === 'number') return [node];
  const parts = node.parts.flatMap((part) => {
    const code = encode(part);
    return code[0]! < 0 && groupIsAny(code[0]!) === node.any ? partsOf(code) : [code];
  });
  parts.sort(compare);
  const distinct = parts.filter((part, index) => index === 0 || compare(part, parts[index - 1]!) !== 0);
  if (distinct.length === 1) return distinct[0]!;
  const body = distinct.flat();
  return [headerOf(body.length, node.any), ...body];
}

/** The codes of a group's parts. */
export function partsOf(code: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (let at = 1; at < code.length; ) {
    const length = code[at]! < 0 ? 1 + groupSize(code[at]!) : 1;
    parts.push(code.slice(at, at + length));
    at += length;
  }
  return parts;
}

/** The atoms that a code names, each once. */
export function atomsIn(code: readonly number[]): number[] {
  return [...new Set(code.filter((value) => value >= 0).map((literal) => literal >> 1))];
}

export class Programs {
  /** Read only, and never across a change. */
  pool = new Int32Array(FIRST_POOL);
  starts = new Int32Array(FIRST_PROGRAMS);
  #lengths = new Int32Array(FIRST_PROGRAMS);
  readonly #slots = new Slots((program) => hash(this.pool, this.starts[program]!, this.#lengths[program]!));
  #end = 0;
  #poolEnd = 0;
  readonly #free: number[] = [];
  /** Places in the pool that removed programs left, by length. */
  readonly #gaps = new Map<number, number[]>();

  /** Programs have numbers below this. */
  get size(): number {
    return this.#end;
  }

  /** The number of the program with this code; -1 where there is none. */
  find(code: readonly number[]): number {
    const table = this.#slots.table;
    const mask = table.length - 1;
    for (let slot = hash(code, 0, code.length) & mask; ; slot = (slot + 1) & mask) {
      const program = table[slot]! - 1;
      if (program < 0 || this.#equals(program, code)) return program;
    }
  }

  /** Stores a code that is not there yet. */
  add(code: readonly number[]): number {
    const program = this.#free.pop() ?? this.#end;
    if (program === this.#end) this.#end += 1;
    this.starts = grown(this.starts, this.#end);
    this.#lengths = grown(this.#lengths, this.#end);
    this.starts[program] = this.#place(code.length);
    this.#lengths[program] = code.length;
    this.pool.set(code, this.starts[program]);
    this.#slots.insert(program);
    return program;
  }

  codeOf(program: number): number[] {
    const start = this.starts[program]!;
    return [...this.pool.subarray(start, start + this.#lengths[program]!)];
  }

  remove(program: number): void {
    const length = this.#lengths[program]!;
    this.#slots.remove(program);
    const gaps = this.#gaps.get(length);
    if (gaps === undefined) this.#gaps.set(length, [this.starts[program]!]);
    else gaps.push(this.starts[program]!);
    this.#free.push(program);
  }

  #place(length: number): number {
    const gap = this.#gaps.get(length)?.pop();
    if (gap !== undefined) return gap;
    const at = this.#poolEnd;
    this.#poolEnd += length;
    this.pool = grown(this.pool, this.#poolEnd);
    return at;
  }

  #equals(program: number, code: readonly number[]): boolean {
    const start = this.starts[program]!;
    return this.#lengths[program] === code.length && code.every((value, index) => this.pool[start + index] === value);
  }
}

function hash(code: ArrayLike<number>, start: number, length: number): number {
  let mixed = length;
  for (let at = start; at < start + length; at += 1) {
    mixed = Math.imul(mixed ^ code[at]!, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed;
}
