import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/briefs/summarise.ts';
import { countWords } from '../../src/briefs/trim.ts';
import { CRANE } from './fixtures.ts';

describe('a plain summary', () => {
  it.each([10, 30, 60, 120, 400])('keeps within %i words', (words) => {
    const summary = summarise(CRANE, words);
    expect(countWords(summary)).toBeLessThanOrEqual(words);
    expect(summary).not.toBe('');
  });

  it('takes what most documents say', () => {
    expect(summarise(CRANE, 30)).toMatch(/crane collapsed onto (?:a|the) ferry/);
  });

  it('says of documents that are alike what one of them says', () => {
    expect(summarise([CRANE[0]!, CRANE[0]!, CRANE[0]!], 60)).toBe(summarise([CRANE[0]!], 60));
  });

  it('leaves no dateline', () => {
    expect(summarise([CRANE[0]!], 60)).not.toContain('Nordic Wire');
  });

  it('makes do with a title, and with nothing', () => {
    expect(summarise([{ title: 'Crane falls in Norvik', text: '' }], 20)).toBe('Crane falls in Norvik');
    expect(summarise([{ title: '', text: '' }], 20)).toBe('');
  });

  it('is quick with much to read', () => {
    const text = 'The harbour board said on Monday that the crane at Norvik had been inspected in January. '.repeat(
      20_000,
    );
    const from = performance.now();
    expect(
      countWords(
        summarise(
          Array.from({ length: 20 }, (_, index) => ({ title: `Crane ${index}`, text: `${index} ${text}` })),
          100,
        ),
      ),
    ).toBeLessThanOrEqual(100);
    expect(performance.now() - from).toBeLessThan(20_000);
  });
});
