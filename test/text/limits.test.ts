import { describe, expect, it } from 'vitest';
import { datesIn, MAX_DATE_CHARS } from '../../src/text/dates.ts';
import { clausesOf } from '../../src/text/grammar.ts';
import { detectLanguage, MAX_LANGUAGE_CHARS, MIN_LANGUAGE_LETTERS } from '../../src/text/language.ts';
import { namesOf } from '../../src/text/names.ts';
import { countriesIn, MAX_COUNTRY_MENTIONS } from '../../src/text/places.ts';
import { MAX_QUANTITY_CHARS, quantitiesIn } from '../../src/text/quantities.ts';
import { MAX_OPEN_QUOTATIONS, quotationsIn } from '../../src/text/quotations.ts';
import { MAX_WRAPPED_LINE_CHARS, MIN_WRAPPED_LINE_CHARS, readText } from '../../src/text/read.ts';
import { MAX_NAME_WORDS } from '../../src/text/runs.ts';
import { MAX_PARSED_CHARS } from '../../src/text/tagging.ts';

/** Two lines, the first exactly so long that the next word would not have fit. */
const twoLines = (width: number) => `${'wave '.repeat(width / 5 - 1)}waves\nand the boat sank`.replace(/^w/, 'W');

describe('what lies beyond a limit is left alone', () => {
  it('dates', () => {
    expect(datesIn(`${' '.repeat(MAX_DATE_CHARS)} in 2001`, '2025-07-04T10:00:00Z')).toEqual([]);
    expect(datesIn(`${' '.repeat(MAX_DATE_CHARS - 20)} in 2001`, '2025-07-04T10:00:00Z')).toHaveLength(1);
  });

  it('quantities', () => {
    expect(quantitiesIn(`${' '.repeat(MAX_QUANTITY_CHARS)} 12 ships`)).toEqual([]);
    expect(quantitiesIn(`${' '.repeat(MAX_QUANTITY_CHARS - 20)} 12 ships`)).toHaveLength(1);
  });

  it('clauses', () => {
    expect(clausesOf(`${'very '.repeat(MAX_PARSED_CHARS / 5)} The bank failed.`)).toEqual([]);
  });

  it('the language shows at the beginning', () => {
    const english = 'The harbour was closed on Monday after the storm. '.repeat(MAX_LANGUAGE_CHARS / 50 + 1);
    expect(detectLanguage(english + 'Der Hafen wurde am Montag nach dem Sturm geschlossen. '.repeat(100))).toBe('en');
  });

  it('a few letters have no language', () => {
    expect(detectLanguage('der und das'.slice(0, MIN_LANGUAGE_LETTERS - 1))).toBe('und');
  });

  it('countries', () => {
    expect(countriesIn('Norway, '.repeat(MAX_COUNTRY_MENTIONS + 10))).toHaveLength(MAX_COUNTRY_MENTIONS);
  });

  it('open quotations', () => {
    const nested = `${'\u201ca '.repeat(MAX_OPEN_QUOTATIONS + 5)}b${'\u201d'.repeat(MAX_OPEN_QUOTATIONS + 5)}`;
    expect(quotationsIn(nested)).toHaveLength(MAX_OPEN_QUOTATIONS);
  });

  it('words of a name', () => {
    const [name] = namesOf(readText(`They met ${'Lund '.repeat(MAX_NAME_WORDS * 2)}.`, { lang: 'en' }));
    expect(name!.text.split(' ').length).toBeLessThanOrEqual(MAX_NAME_WORDS);
  });

  it('lines too long or too short to be wrapped prose', () => {
    expect(readText(twoLines(60).replace('and the', 'And the')).sentences).toHaveLength(1);
    expect(readText(twoLines(MAX_WRAPPED_LINE_CHARS + 20).replace('and the', 'And the')).sentences).toHaveLength(2);
    expect(readText(twoLines(MIN_WRAPPED_LINE_CHARS - 20).replace('and the', 'And the')).sentences).toHaveLength(2);
  });
});
