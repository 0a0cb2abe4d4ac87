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

describe('a summary of bad input', () => {
  const long = Array.from({ length: 50_000 }, (_, at) => `word${at % 700}`).join(' ');
  it.each([
    ['one line of 50,000 words', [long]],
    [
      'Arabic',
      [
        '\u0648\u0635\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0644\u0649 \u0627\u0644\u0645\u064a\u0646\u0627\u0621 \u064a\u0648\u0645 \u0627\u0644\u0627\u062b\u0646\u064a\u0646\u061f \u0646\u0639\u0645.',
      ],
    ],
    ['Chinese', ['\u6e2f\u53e3\u5468\u4e00\u53d1\u751f\u706b\u707e\u3002\u6ca1\u6709\u4eba\u53d7\u4f24\u3002']],
    ['no full stops', ['the harbour burned on monday and nobody was hurt and the mayor came '.repeat(40)]],
    [
      '200 documents',
      Array.from({ length: 200 }, (_, at) => `The harbour number ${at} burned on Monday. The mayor came at noon.`),
    ],
  ])(
    '%s is words within the budget',
    (_, texts) => {
      const summary = summarise(
        texts.map((text) => ({ title: 'Norvik', text })),
        60,
      );
      expect(summary).not.toBe('');
      expect(countWords(summary)).toBeLessThanOrEqual(60);
    },
    20_000,
  );
});
