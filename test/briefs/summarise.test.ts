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

  it('says nothing twice, even where there is room', () => {
    const twice = { title: '', text: `${CRANE[1]!.text}\n\n${CRANE[1]!.text}\n\nThe quay was closed on Friday.` };
    const summary = summarise([twice, CRANE[1]!], 400);
    expect(summary.match(/ordered an inquiry/g)).toHaveLength(1);
  });

  it('goes from the heads of the documents to what stands deeper in them', () => {
    const summary = summarise(CRANE, 120);
    expect(summary.indexOf('collapsed onto')).toBeLessThan(summary.indexOf('inquiry'));
  });

  it('fills its words as far as whole sentences go', () => {
    const documents = Array.from({ length: 50 }, (_, at) => ({
      title: `Report ${at}`,
      text: `Ferry number ${at} left the harbour of Norvik for the island of Hald. Crew ${at} saw the crane fall on quay ${at}.`,
    }));
    for (const words of [50, 100, 250]) expect(countWords(summarise(documents, words))).toBeGreaterThan(words * 0.85);
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
