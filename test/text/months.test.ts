import { describe, expect, it } from 'vitest';
import { monthNamed } from '../../src/text/months.ts';

describe('monthNamed', () => {
  it.each([
    ['January', 1],
    ['Jänner', 1],
    ['fév', 2],
    ['Maerz', 3],
    ['avril', 4],
    ['mayo', 5],
    ['czerwca', 6],
    ['июля', 7],
    ['agosto', 8],
    ['wrzesień', 9],
    ['Ottobre', 10],
    ['листопада', undefined],
    ['novembre', 11],
    ['DEZ', 12],
    ['quay', undefined],
    ['', undefined],
  ])('reads %s as %s', (word, month) => {
    expect(monthNamed(word)).toBe(month);
  });
});
