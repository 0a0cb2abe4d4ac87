/** Which atoms are true of the article at hand. */
import type { AnalysedArticle, Word } from './analysis.ts';
import { ALWAYS, ANY, type Atoms, letterStep, PREFIX, TITLE } from './atoms.ts';
import { grown, Lists } from './lists.ts';
import { nearestWindow, type Occurrences } from './nearness.ts';

const NONE = -1;

export class ArticleTruth {
  /** By atom: 1 where it is true. Read only. */
  isTrue = new Uint8Array(1024);
  readonly #atoms: Atoms;
  #true: number[] = [];
  /** By atom: programs that ask for it. */
  #uses = new Int32Array(0);
  /** By atom: articles that it was true of. */
  #times = new Int32Array(0);
  /** By word: (near atom that waits for it, another of its words). */
  readonly #near = new Lists(2);
  #nearAtoms = 0;
  /** By atom of a word: its first position plus one; by position: the next position of the same word plus one. */
  #first = new Int32Array(0);
  #nextSame = new Int32Array(0);
  /** By position: atom of the word there, or -1. */
  #stems = new Int32Array(0);
  #written = new Int32Array(0);
  #plain = new Int32Array(0);
  readonly #seen = new Set<Word>();

  constructor(atoms: Atoms) {
    this.#atoms = atoms;
    this.isTrue[ALWAYS] = 1;
  }

  /** How many articles had this atom. */
  timesTrue(atom: number): number {
    return this.#times[atom] ?? 0;
  }

  /** A program asks for this atom from now on. */
  retain(atom: number): void {
    this.#makeRoom();
    this.#uses[atom]! += 1;
    const near = this.#uses[atom] === 1 ? this.#atoms.nearTest(atom) : undefined;
    if (near === undefined) return;
    const words = [...new Set(near.words)];
    const load = (word: number): number => (1 + this.timesTrue(word)) * (1 + this.#near.count(word));
    const anchor = words.reduce((a, b) => (load(b) < load(a) ? b : a));
    this.#near.push(anchor, atom, words.find((word) => word !== anchor) ?? ALWAYS);
    this.#nearAtoms += 1;
  }

  /** A program no longer asks for this atom. */
  release(atom: number): void {
    this.#uses[atom]! -= 1;
    if (this.#uses[atom]! > 0) return;
    this.#times[atom] = 0;
    const near = this.#atoms.nearTest(atom);
    if (near === undefined) return;
    for (const word of new Set(near.words)) this.#near.remove(word, (listed) => listed === atom);
    this.#nearAtoms -= 1;
  }

  /** Reads an article and gives the atoms that are true of it, each once. `forget` must follow. */
  read(article: AnalysedArticle): readonly number[] {
    this.#makeRoom();
    for (const mark of article.marks) this.#markKey(mark);
    this.#readStems(article);
    this.#walkAll(article, this.#stems, this.#stems);
    if (this.#atoms.special.exact > 0) this.#readExactForms(article);
    if (this.#atoms.special.prefix > 0) this.#readBeginnings(article);
    if (this.#nearAtoms > 0) this.#readNear(article);
    for (const atom of this.#true) this.#times[atom]! += 1;
    return this.#true;
  }

  /** Makes ready for the next article. */
  forget(): void {
    for (const atom of this.#true) {
      this.isTrue[atom] = 0;
      this.#first[atom] = 0;
    }
    this.#true = [];
    this.#seen.clear();
  }

  #makeRoom(): void {
    const size = this.#atoms.size;
    if (size > this.isTrue.length) {
      const larger = new Uint8Array(Math.ceil(size * 1.5));
      larger.set(this.isTrue);
      this.isTrue = larger;
    }
    this.#uses = grown(this.#uses, size);
    this.#times = grown(this.#times, size);
    this.#first = grown(this.#first, size);
  }

  #mark(atom: number): void {
    if (this.isTrue[atom] === 1) return;
    this.isTrue[atom] = 1;
    this.#true.push(atom);
  }

  #markKey(key: string): void {
    const atom = this.#atoms.lookup(key);
    if (atom !== undefined) this.#mark(atom);
  }

  /** Atoms of the stems by position, and the positions of each stem, ascending. */
  #readStems(article: AnalysedArticle): void {
    const { words } = article;
    this.#stems = grown(this.#stems, words.length);
    this.#nextSame = grown(this.#nextSame, words.length);
    for (let position = words.length - 1; position >= 0; position -= 1) {
      const stem = words[position]?.stem ?? '';
      const atom = stem === '' ? undefined : this.#atoms.lookup(stem);
      this.#stems[position] = atom ?? NONE;
      if (atom === undefined) continue;
      this.#mark(atom);
      this.#nextSame[position] = this.#first[atom]!;
      this.#first[atom] = position + 1;
    }
  }

  /** Walks the tree of phrases from every position. A position can be read in two ways: `Kabul's` is also `Kabul`. */
  #walkAll(article: AnalysedArticle, one: Int32Array, other: Int32Array): void {
    const { children } = this.#atoms;
    const end = article.words.length;
    for (let position = 0; position < end; position += 1) {
      const atom = one[position]!;
      if (atom >= 0 && children[atom]! > 0) this.#walk(atom, position, position < article.titleWords, end, one, other);
      const second = other[position]!;
      if (second !== atom && second >= 0 && children[second]! > 0) {
        this.#walk(second, position, position < article.titleWords, end, one, other);
      }
    }
  }

  #walk(atom: number, position: number, inTitle: boolean, end: number, one: Int32Array, other: Int32Array): void {
    this.#mark(atom);
    if (this.#atoms.children[atom] === 0) return;
    if (inTitle && this.#atoms.special.title > 0) {
      const titled = this.#atoms.follow(atom, TITLE);
      if (titled >= 0) this.#mark(titled);
    }
    const next = position + 1;
    if (next >= end) return;
    this.#step(atom, one[next]!, next, inTitle, end, one, other);
    if (other[next] !== one[next]) this.#step(atom, other[next]!, next, inTitle, end, one, other);
    if (this.#atoms.special.any > 0) this.#step(atom, ANY, next, inTitle, end, one, other);
  }

  #step(
    atom: number,
    step: number,
    next: number,
    inTitle: boolean,
    end: number,
    one: Int32Array,
    other: Int32Array,
  ): void {
    if (step === NONE) return;
    const child = this.#atoms.follow(atom, step);
    if (child >= 0) this.#walk(child, next, inTitle, end, one, other);
  }

  #readExactForms(article: AnalysedArticle): void {
    const { words } = article;
    this.#written = grown(this.#written, words.length);
    this.#plain = grown(this.#plain, words.length);
    for (let position = 0; position < words.length; position += 1) {
      const word = words[position];
      const written = word === undefined ? NONE : (this.#atoms.lookupForm(word.text) ?? NONE);
      const same = word === undefined || word.plain === word.text;
      const plain = same ? written : (this.#atoms.lookupForm(word.plain) ?? NONE);
      this.#written[position] = written;
      this.#plain[position] = plain;
      if (written >= 0) this.#mark(written);
      if (plain >= 0) this.#mark(plain);
    }
    this.#walkAll(article, this.#written, this.#plain);
  }

  #readBeginnings(article: AnalysedArticle): void {
    const { words, titleWords } = article;
    for (let position = 0; position < words.length; position += 1) {
      const word = words[position];
      if (word === undefined || this.#seen.has(word)) continue;
      this.#seen.add(word);
      let atom = PREFIX;
      for (let at = 0; at < word.norm.length; at += 1) {
        atom = this.#atoms.follow(atom, letterStep(word.norm.charCodeAt(at)));
        if (atom < 0) break;
        this.#mark(atom);
        const titled = position < titleWords ? this.#atoms.follow(atom, TITLE) : NONE;
        if (titled >= 0) this.#mark(titled);
      }
    }
  }

  #readNear(article: AnalysedArticle): void {
    const { pool, starts, counts } = this.#near;
    for (const word of [...this.#true]) {
      const start = starts[word] ?? 0;
      const end = start + (counts[word] ?? 0) * 2;
      for (let at = start; at < end; at += 2) {
        if (this.isTrue[pool[at + 1]!] === 1 && this.#isNear(pool[at]!, article)) this.#mark(pool[at]!);
      }
    }
  }

  #isNear(atom: number, article: AnalysedArticle): boolean {
    const near = this.#atoms.nearTest(atom)!;
    const occurrences = new Map<number, { positions: number[]; offsets: number[] }>();
    for (const [index, word] of near.words.entries()) {
      const known = occurrences.get(word);
      if (known !== undefined) {
        known.offsets.push(near.offsets[index]!);
        continue;
      }
      const positions = this.#positionsOf(word, near.title ? article.titleWords : article.words.length);
      if (positions.length === 0) return false;
      occurrences.set(word, { positions, offsets: [near.offsets[index]!] });
    }
    return nearestWindow([...occurrences.values()] satisfies Occurrences[], near.within) !== undefined;
  }

  #positionsOf(word: number, before: number): number[] {
    const positions: number[] = [];
    for (let next = this.#first[word]!; next > 0 && next <= before; next = this.#nextSame[next - 1]!)
      positions.push(next - 1);
    return positions;
  }
}
