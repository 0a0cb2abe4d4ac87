/**
 * Reverse search: one article against all watchlists, at the cost of the few that can match.
 *
 * Equal queries are one program, equal parts one atom. An article makes some atoms true; each program waits at an atom
 * without which it can't match (its anchor, the rarest it has), beside a second one to be checked first (its guard).
 * So a query costs nothing until its rarest word turns up, and little then.
 */
import { NewsroomError } from '../errors.ts';
import type { AnalysedArticle } from './analysis.ts';
import { ALWAYS, Atoms } from './atoms.ts';
import { type Condition, conditionOf, matchesWithoutEvidence } from './condition.ts';
import { grown, Lists } from './lists.ts';
import { atomsIn, encode, groupIsAny, groupSize, type Node, Programs, partsOf } from './programs.ts';
import { printQuery, type Query } from './query.ts';
import { ArticleTruth } from './truth.ts';

/** A word is this much more frequent than a phrase, until articles have shown how frequent both are. */
const WORD_PRIOR = 16;
/** Every article has a language: no query should wait for it where it can wait for anything else. */
const LANGUAGE_PRIOR = 1_000_000;
/** What a posting says besides its program: it has other anchors too; nothing is left to check after the guard. */
const MANY_ANCHORS = 2;
const GUARD_DECIDES = 1;

interface Anchors {
  readonly atoms: readonly number[];
  /** Visits to be expected. */
  readonly cost: number;
}

export class Percolator {
  #atoms = new Atoms();
  #programs = new Programs();
  #truth = new ArticleTruth(this.#atoms);
  /** By atom: (program and flags, guard literal). */
  #postings = new Lists(2);
  /** By atom: the program that asks for nothing else, plus one. */
  #direct = new Int32Array(0);
  /** By program: the slots of its watchlists. */
  #watchlists = new Lists(1);
  /** By program: whether it was found in the article at hand. */
  #found = new Int32Array(0);
  readonly #slots = new Map<string, number>();
  #ids: string[] = [];
  #programOf = new Int32Array(0);
  /** By slot: its place among the watchlists of its program. */
  #placeOf = new Int32Array(0);
  #freeSlots: number[] = [];

  /** Watchlists in the matcher. */
  get size(): number {
    return this.#slots.size;
  }

  /** Distinct queries among them. */
  get distinct(): number {
    let count = 0;
    for (let program = 0; program < this.#programs.size; program += 1)
      if (this.#watchlists.count(program) > 0) count += 1;
    return count;
  }

  /** Whether any query asks for a person, a place or an organisation: only then do articles need their names read. */
  get needsNames(): boolean {
    return this.#atoms.special.names > 0;
  }

  /** Takes up a watchlist's query; one that was there under the same id gives way. Throws `bad_query` where it can match everything. */
  add(id: string, query: Query): void {
    const condition = conditionOf(query);
    if (matchesWithoutEvidence(condition)) {
      throw new NewsroomError('bad_query', `This query can match every article: ${printQuery(query)}`);
    }
    this.remove(id);
    const code = encode(this.#nodeOf(condition));
    const known = this.#programs.find(code);
    const program = known >= 0 ? known : this.#install(code);
    const slot = this.#freeSlots.pop() ?? this.#ids.length;
    this.#ids[slot] = id;
    this.#slots.set(id, slot);
    this.#programOf = grown(this.#programOf, slot + 1);
    this.#programOf[slot] = program;
    this.#placeOf = grown(this.#placeOf, slot + 1);
    this.#placeOf[slot] = this.#watchlists.count(program);
    this.#watchlists.push(program, slot);
  }

  /** Lets go of a watchlist; false where it was not there. */
  remove(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    const program = this.#programOf[slot]!;
    this.#slots.delete(id);
    this.#ids[slot] = '';
    this.#freeSlots.push(slot);
    const place = this.#placeOf[slot]!;
    this.#placeOf[this.#watchlists.removeAt(program, place)] = place;
    if (this.#watchlists.count(program) === 0) this.#uninstall(program);
    if (this.#slots.size === 0) this.#startAnew();
    return true;
  }

  /** What single watchlists leave is kept for the next ones; what the last one leaves is given back. */
  #startAnew(): void {
    this.#atoms = new Atoms();
    this.#programs = new Programs();
    this.#truth = new ArticleTruth(this.#atoms);
    this.#postings = new Lists(2);
    this.#direct = new Int32Array(0);
    this.#watchlists = new Lists(1);
    this.#found = new Int32Array(0);
    this.#ids = [];
    this.#programOf = new Int32Array(0);
    this.#placeOf = new Int32Array(0);
    this.#freeSlots = [];
  }

  /** Ids of the watchlists whose query the article satisfies, each once, in no particular order. */
  match(article: AnalysedArticle): string[] {
    const found: number[] = [];
    try {
      const atoms = this.#truth.read(article);
      for (const atom of atoms) {
        const direct = this.#direct[atom]!;
        if (direct > 0) found.push(direct - 1);
        if (this.#postings.counts[atom]! > 0) this.#visit(atom, found);
      }
      return this.#idsOf(found);
    } finally {
      for (const program of found) this.#found[program] = 0;
      this.#truth.forget();
    }
  }

  #idsOf(programs: readonly number[]): string[] {
    const ids: string[] = [];
    const { pool, starts, counts } = this.#watchlists;
    for (const program of programs) {
      const start = starts[program]!;
      for (let at = start; at < start + counts[program]!; at += 1) ids.push(this.#ids[pool[at]!]!);
    }
    return ids;
  }

  /** Checks the programs that wait at an atom. */
  #visit(atom: number, found: number[]): void {
    const { pool, starts, counts } = this.#postings;
    const isTrue = this.#truth.isTrue;
    const start = starts[atom]!;
    const end = start + counts[atom]! * 2;
    for (let at = start; at < end; at += 2) {
      const guard = pool[at + 1]!;
      if (isTrue[guard >> 1] === (guard & 1)) continue;
      const entry = pool[at]!;
      const program = entry >> 2;
      if ((entry & MANY_ANCHORS) !== 0 && this.#found[program] === 1) continue;
      if ((entry & GUARD_DECIDES) === 0 && !this.#holds(this.#programs.starts[program]!)) continue;
      this.#found[program] = 1;
      found.push(program);
    }
  }

  /** Whether the node at a place of the program pool is satisfied. */
  #holds(at: number): boolean {
    const pool = this.#programs.pool;
    const node = pool[at]!;
    if (node >= 0) return this.#truth.isTrue[node >> 1] !== (node & 1);
    const any = groupIsAny(node);
    const end = at + 1 + groupSize(node);
    for (let next = at + 1; next < end; ) {
      const part = pool[next]!;
      if (this.#holds(next) === any) return any;
      next += part >= 0 ? 1 : 1 + groupSize(part);
    }
    return !any;
  }

  #nodeOf(condition: Condition): Node {
    if (condition.op === 'test') return this.#atoms.atomOf(condition.test) * 2 + (condition.negated ? 1 : 0);
    return { any: condition.op === 'any', parts: condition.parts.map((part) => this.#nodeOf(part)) };
  }

  #install(code: readonly number[]): number {
    const program = this.#programs.add(code);
    this.#found = grown(this.#found, this.#programs.size);
    for (const atom of atomsIn(code)) {
      this.#atoms.retain(atom);
      this.#truth.retain(atom);
    }
    this.#direct = grown(this.#direct, this.#atoms.size);
    if (code.length === 1) this.#direct[code[0]! >> 1] = program + 1;
    else this.#anchor(program, code);
    return program;
  }

  #uninstall(program: number): void {
    const code = this.#programs.codeOf(program);
    if (code.length === 1) this.#direct[code[0]! >> 1] = 0;
    for (const atom of atomsIn(code)) {
      this.#postings.remove(atom, (entry) => entry >> 2 === program);
      this.#truth.release(atom);
      this.#atoms.release(atom);
    }
    this.#programs.remove(program);
  }

  #anchor(program: number, code: readonly number[]): void {
    const parts = groupIsAny(code[0]!) ? [code] : partsOf(code);
    const choices = parts.map((part) => this.#anchorsOf(part));
    const best = choices.reduce((least, choice, index) => (choice.cost < choices[least]!.cost ? index : least), 0);
    const guard = this.#guardBeside(parts, best);
    const flat =
      parts[best]!.length === 1 || (groupIsAny(parts[best]![0]!) && parts[best]!.slice(1).every((value) => value >= 0));
    const onlyGuard = parts.length === 1 || (parts.length === 2 && guard !== ALWAYS * 2);
    const { atoms } = choices[best]!;
    const allAnchors = flat && atoms.length === Math.max(1, parts[best]!.length - 1);
    const flags = (atoms.length > 1 ? MANY_ANCHORS : 0) | (onlyGuard && allAnchors ? GUARD_DECIDES : 0);
    for (const atom of atoms) this.#postings.push(atom, program * 4 + flags, guard);
  }

  /** The literal among the other parts that decides most: a rare atom that must be there, else one that must not. */
  #guardBeside(parts: readonly (readonly number[])[], best: number): number {
    const literals = parts.filter((part, index) => index !== best && part.length === 1).map((part) => part[0]!);
    const present = literals.filter((literal) => (literal & 1) === 0);
    const rarest = (a: number, b: number): number => (this.#visits(a >> 1) <= this.#visits(b >> 1) ? a : b);
    if (present.length > 0) return present.reduce(rarest);
    return literals[0] ?? ALWAYS * 2;
  }

  /** Atoms of which one at least is true wherever the node is satisfied; cost without end where there are none. */
  #anchorsOf(code: readonly number[]): Anchors {
    const head = code[0]!;
    if (head >= 0) {
      const absent = (head & 1) === 1;
      return absent
        ? { atoms: [], cost: Number.POSITIVE_INFINITY }
        : { atoms: [head >> 1], cost: this.#visits(head >> 1) };
    }
    const choices = partsOf(code).map((part) => this.#anchorsOf(part));
    if (!groupIsAny(head)) return choices.reduce((a, b) => (b.cost < a.cost ? b : a));
    return {
      atoms: [...new Set(choices.flatMap((choice) => choice.atoms))],
      cost: choices.reduce((sum, choice) => sum + choice.cost, 0),
    };
  }

  /** How often programs at this atom are to be visited: how frequent it is, times how many wait there already. */
  #visits(atom: number): number {
    const prior = this.#atoms.keyOf(atom)?.startsWith('#lang:') === true ? LANGUAGE_PRIOR : WORD_PRIOR;
    const frequency = this.#truth.timesTrue(atom) + (this.#atoms.isCompound(atom) ? 1 : prior);
    return frequency * (1 + this.#postings.count(atom));
  }
}
