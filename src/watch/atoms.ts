/**
 * Atoms: everything that a query can ask of an article, each thing once however many queries ask for it. A word is an atom;
 * a longer one is an atom and what comes after it, so the phrases form a tree that is walked along the article:
 *
 *   russia                        word
 *   islamic -> emirate            phrase, one step further in the tree
 *   state -> ANY -> union         phrase with a common word's empty place
 *   embassy -> NEAR(8) -> kabul   two words near each other (the steps only spell it; `nearness.ts` decides)
 *   PREFIX -> r -> e -> c         a beginning, letter by letter
 *   islamic -> emirate -> TITLE   the same, in the title
 *   =US, #source:reuters          exact forms and marks stand in the dictionary beside the words
 */
import type { Test } from './condition.ts';
import { grown } from './lists.ts';
import { Slots } from './slots.ts';

/** The atom that is true of every article, and the root of the beginnings. */
export const ALWAYS = 0;
export const PREFIX = 1;
const FIRST_FREE = 2;

/** Steps that are not words. */
export const ANY = -2;
export const TITLE = -3;
const NEAR = -10;
const LETTER = -1000;
const NONE = -1;

/** The step for a letter of a beginning. `unit` is a UTF-16 unit. */
export const letterStep = (unit: number): number => LETTER - unit;
/** `within` up to 400, in the title or anywhere. */
const nearStep = (within: number, title: boolean): number => NEAR - within * 2 - (title ? 1 : 0);

export interface NearTest {
  /** Atom of each word, and its place in the phrase. */
  readonly words: readonly number[];
  readonly offsets: readonly number[];
  readonly within: number;
  readonly title: boolean;
}

/** How many atoms need a pass over the article that most queries do not need. */
export interface SpecialAtoms {
  any: number;
  title: number;
  prefix: number;
  exact: number;
  /** Persons, places, organisations: they need the article's names read. */
  names: number;
}

const NAME_MARK = /^#(?:name|person|place|org):/;

const FIRST_ATOMS = 4096;

export class Atoms {
  /** Steps that go on from an atom: where there is none, there is nothing to look up. */
  children = new Int32Array(FIRST_ATOMS);
  readonly special: SpecialAtoms = { any: 0, title: 0, prefix: 0, exact: 0, names: 0 };
  readonly #dictionary = new Map<string, number>();
  /** Exact forms, by the form alone: an article's words are looked up as they are. */
  readonly #forms = new Map<string, number>();
  readonly #keys: (string | undefined)[] = [];
  #parent = new Int32Array(FIRST_ATOMS);
  #step = new Int32Array(FIRST_ATOMS);
  /** Programs and longer atoms that need this one. */
  #refs = new Int32Array(FIRST_ATOMS);
  readonly #slots = new Slots((atom) => hash(this.#parent[atom]!, this.#step[atom]!));
  #end = FIRST_FREE;
  readonly #free: number[] = [];

  constructor() {
    this.#parent[ALWAYS] = NONE;
    this.#parent[PREFIX] = NONE;
  }

  /** Atoms have numbers below this. */
  get size(): number {
    return this.#end;
  }

  /** The atom of a stem or a mark (`#lang:en`); undefined where no query asks for it. */
  lookup(key: string): number | undefined {
    return this.#dictionary.get(key);
  }

  /** The atom of a word as written. */
  lookupForm(form: string): number | undefined {
    return this.#forms.get(form);
  }

  /** The atom one step further; -1 where no query goes on so. */
  follow(atom: number, step: number): number {
    const table = this.#slots.table;
    const mask = table.length - 1;
    for (let slot = hash(atom, step) & mask; ; slot = (slot + 1) & mask) {
      const child = table[slot]! - 1;
      if (child < 0) return NONE;
      if (this.#parent[child] === atom && this.#step[child] === step) return child;
    }
  }

  /** Whether an atom is more than one word: a phrase is rarer than any of its words. */
  isCompound(atom: number): boolean {
    return this.#parent[atom]! >= 0;
  }

  keyOf(atom: number): string | undefined {
    return this.#keys[atom];
  }

  /** The atom of a test, made where it is new. The caller retains it before anything else is released. */
  atomOf(test: Test): number {
    switch (test.kind) {
      case 'mark':
        return this.#word(test.mark);
      case 'prefix': {
        let atom = PREFIX;
        for (let at = 0; at < test.prefix.length; at += 1)
          atom = this.#go(atom, letterStep(test.prefix.charCodeAt(at)));
        return test.title ? this.#go(atom, TITLE) : atom;
      }
      case 'exact':
        return this.#sequence(
          test.forms.map((form) => `=${form}`),
          test.title,
        );
      case 'sequence':
        return this.#sequence(test.stems, test.title);
      case 'near': {
        const first = this.#go(this.#word(test.stems[0]!), nearStep(test.within, test.title));
        return this.#steps(first, test.stems.slice(1));
      }
    }
  }

  /** What a near atom asks; undefined for other atoms. */
  nearTest(atom: number): NearTest | undefined {
    const steps: number[] = [];
    let at = atom;
    while (this.#parent[at]! >= 0) {
      steps.push(this.#step[at]!);
      at = this.#parent[at]!;
    }
    const near = steps.pop();
    if (near === undefined || near > NEAR || near <= LETTER) return undefined;
    const words = [at];
    const offsets = [0];
    for (let place = 1; steps.length > 0; place += 1) {
      const step = steps.pop()!;
      if (step === ANY) continue;
      words.push(step);
      offsets.push(place);
    }
    return { words, offsets, within: (NEAR - near) >> 1, title: ((NEAR - near) & 1) === 1 };
  }

  retain(atom: number): void {
    this.#refs[atom]! += 1;
  }

  /** Lets go of an atom; what nobody needs any more is forgotten, and with it the atoms that it was made of. */
  release(atom: number): void {
    this.#refs[atom]! -= 1;
    if (this.#refs[atom]! > 0 || atom < FIRST_FREE) return;
    const parent = this.#parent[atom]!;
    const step = this.#step[atom]!;
    if (parent < 0) this.#forgetWord(atom);
    else this.#slots.remove(atom);
    this.#free.push(atom);
    if (parent < 0) return;
    this.children[parent]! -= 1;
    this.#count(parent, step, -1);
    if (step >= 0) this.release(step);
    this.release(parent);
  }

  #sequence(keys: readonly string[], title: boolean): number {
    const atom = this.#steps(this.#word(keys[0]!), keys.slice(1));
    return title ? this.#go(atom, TITLE) : atom;
  }

  #steps(from: number, keys: readonly string[]): number {
    let atom = from;
    for (const key of keys) atom = this.#go(atom, key === '' ? ANY : this.#word(key));
    return atom;
  }

  #word(key: string): number {
    const known = key.startsWith('=') ? this.#forms.get(key.slice(1)) : this.#dictionary.get(key);
    if (known !== undefined) return known;
    const atom = this.#make(NONE, NONE);
    if (key.startsWith('=')) this.#forms.set(key.slice(1), atom);
    else this.#dictionary.set(key, atom);
    this.#keys[atom] = key;
    this.#countKey(key, 1);
    return atom;
  }

  #go(from: number, step: number): number {
    const known = this.follow(from, step);
    if (known >= 0) return known;
    const atom = this.#make(from, step);
    this.children[from]! += 1;
    this.retain(from);
    if (step >= 0) this.retain(step);
    this.#count(from, step, 1);
    this.#slots.insert(atom);
    return atom;
  }

  #count(from: number, step: number, by: 1 | -1): void {
    if (step === ANY) this.special.any += by;
    if (step === TITLE) this.special.title += by;
    if (from === PREFIX) this.special.prefix += by;
  }

  #countKey(key: string, by: 1 | -1): void {
    if (key.startsWith('=')) this.special.exact += by;
    if (NAME_MARK.test(key)) this.special.names += by;
  }

  #make(parent: number, step: number): number {
    let atom = this.#free.pop();
    if (atom === undefined) {
      atom = this.#end;
      this.#end += 1;
      this.children = grown(this.children, this.#end);
      this.#parent = grown(this.#parent, this.#end);
      this.#step = grown(this.#step, this.#end);
      this.#refs = grown(this.#refs, this.#end);
    }
    this.#parent[atom] = parent;
    this.#step[atom] = step;
    this.#refs[atom] = 0;
    this.children[atom] = 0;
    return atom;
  }

  #forgetWord(atom: number): void {
    const key = this.#keys[atom]!;
    if (key.startsWith('=')) this.#forms.delete(key.slice(1));
    else this.#dictionary.delete(key);
    this.#keys[atom] = undefined;
    this.#countKey(key, -1);
  }
}

function hash(atom: number, step: number): number {
  let mixed = Math.imul(atom, 0x9e3779b1) ^ Math.imul(step, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 12);
}
