import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Atoms } from '../../src/watch/atoms.ts';
import { parseQuery } from '../../src/watch/grammar.ts';
import { Lists } from '../../src/watch/lists.ts';
import { Percolator } from '../../src/watch/matcher.ts';
import { Programs } from '../../src/watch/programs.ts';
import { Slots } from '../../src/watch/slots.ts';

describe('many short lists in one block', () => {
  it('hold what arrays would hold', () => {
    const operation = fc.record({ list: fc.nat(5), value: fc.nat(9), push: fc.boolean() });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const lists = new Lists(2);
        const model: number[][] = [[], [], [], [], [], []];
        for (const { list, value, push } of operations) {
          if (push) {
            lists.push(list, value, value * 2);
            model[list]!.push(value);
          } else {
            const at = model[list]!.indexOf(value);
            expect(lists.remove(list, (name) => name === value)).toBe(at >= 0);
            if (at >= 0) model[list]!.splice(at, 1);
          }
        }
        for (const [list, values] of model.entries()) expect(lists.names(list).sort()).toEqual(values.sort());
      }),
    );
  });

  it('use again what was left', () => {
    const lists = new Lists(1);
    for (let round = 0; round < 2_000; round += 1) {
      for (let name = 0; name < 10; name += 1) lists.push(round % 7, name);
      for (let name = 0; name < 10; name += 1) lists.remove(round % 7, (listed) => listed === name);
    }
    expect(lists.pool.length).toBe(4096);
  });
});

describe('the hash table of integers', () => {
  it('finds what is there, and only that, when hashes collide and entries go', () => {
    const hashOf = (entry: number): number => entry % 5;
    const has = (slots: Slots, entry: number): boolean => {
      const mask = slots.table.length - 1;
      for (let slot = hashOf(entry) & mask; slots.table[slot] !== 0; slot = (slot + 1) & mask) {
        if (slots.table[slot] === entry + 1) return true;
      }
      return false;
    };
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 120 }), (entries) => {
        const slots = new Slots(hashOf);
        const model = new Set<number>();
        for (const entry of entries) {
          if (model.delete(entry)) slots.remove(entry);
          else {
            slots.insert(entry);
            model.add(entry);
          }
          for (let other = 0; other <= 40; other += 1) expect(has(slots, other)).toBe(model.has(other));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('what nobody asks for any more', () => {
  it('is forgotten with all that it was made of', () => {
    const atoms = new Atoms();
    const titled = { kind: 'sequence', stems: ['harbour', '', 'bridg'], title: true } as const;
    const phrase = atoms.atomOf(titled);
    atoms.retain(phrase);
    expect([atoms.special.title, atoms.special.any]).toEqual([1, 1]);
    atoms.release(phrase);
    expect([atoms.lookup('harbour'), atoms.lookup('bridg'), atoms.special.title, atoms.special.any]).toEqual([
      undefined,
      undefined,
      0,
      0,
    ]);
  });

  it('leaves its room to others', () => {
    const percolator = new Percolator();
    for (let round = 0; round < 300; round += 1) {
      for (const query of [`"ferry port${round}"`, `dam${round} OR "quay mill"~8`, `pre${round}* AND NOT =Bus`]) {
        percolator.add(query, parseQuery(query));
      }
      for (const query of [`"ferry port${round}"`, `dam${round} OR "quay mill"~8`, `pre${round}* AND NOT =Bus`])
        percolator.remove(query);
    }
    expect([percolator.size, percolator.distinct]).toEqual([0, 0]);
    const programs = new Programs();
    for (let round = 0; round < 100; round += 1) programs.remove(programs.add([2, 4, round * 2]));
    expect([programs.size, programs.find([2, 4, 6])]).toEqual([1, -1]);
  });
});
