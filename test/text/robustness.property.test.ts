import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesIn } from '../../src/text/dates.ts';
import { relatedStems } from '../../src/text/derivations.ts';
import { clausesOf, lemmaOf, nounPhrasesIn } from '../../src/text/grammar.ts';
import { comparableName, namesOf, sameName } from '../../src/text/names.ts';
import { countriesIn, countryOf } from '../../src/text/places.ts';
import { quantitiesIn } from '../../src/text/quantities.ts';
import { quotationsIn } from '../../src/text/quotations.ts';
import { readText } from '../../src/text/read.ts';
import { isStopWord, normalise, stem, tokenise } from '../../src/text/words.ts';

/** Text like the news and text like nothing on earth. */
const word = fc.constantFrom(
  ...'The U.S. Mr. Lund said Petra’s “no” "yes" , . ... ? ! ( ) — – - 1,200 3.5% July 3 2021 1996-2001 on Monday will not never to of and killed nine people $5 million president New York 市長 は。 وزير؟ министр. मंत्री। 😀 e.g. Inc. p.m. \n \n\n \t 5-year-old al-Rashid bin'.split(
    ' ',
  ),
  '\n',
  '\n\n',
);
const newsLike = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
const anything = fc.oneof(
  newsLike,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

describe('whatever the text', () => {
  it('sentences hold every visible character, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { sentences } = readText(text);
        let end = 0;
        let held = '';
        for (const sentence of sentences) {
          expect(sentence.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          end = sentence.end;
          held += sentence.text;
        }
        expect(held.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('tokens are where they say, one after the other, inside their sentence', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const sentence of readText(text).sentences) {
          let end = sentence.start;
          for (const token of sentence.tokens) {
            expect(text.slice(token.start, token.end)).toBe(token.text);
            expect(token.start).toBeGreaterThanOrEqual(end);
            end = token.end;
          }
          expect(end).toBeLessThanOrEqual(sentence.end);
        }
      }),
    );
  });

  it('names, numbers, dates, quotations and countries are where they say', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const reading = readText(text, { lang: 'en' });
        const found = [
          ...namesOf(reading).flatMap((name) => name.mentions),
          ...reading.sentences.flatMap((sentence) => [
            ...quantitiesIn(sentence),
            ...datesIn(sentence, '2025-07-04T10:00:00Z'),
            ...quotationsIn(sentence),
          ]),
        ];
        for (const { text: written, start, end } of found) expect(text.slice(start, end)).toBe(written);
        for (const { start, end } of countriesIn(text)) expect(countryOf(text.slice(start, end))).toBeDefined();
      }),
    );
  });

  it('dates are dates', () => {
    fc.assert(
      fc.property(newsLike, (text) => {
        for (const { date, until } of datesIn(text, '2025-07-04T10:00:00Z')) {
          for (const each of [date, until ?? date]) {
            expect(each).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
            expect(Number.isNaN(Date.parse(each))).toBe(false);
          }
        }
      }),
    );
  });

  it('grammar neither throws nor invents', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { subject, object, complements } of clausesOf(text)) {
          for (const phrase of [subject ?? '', object ?? '', ...complements]) expect(text).toContain(phrase);
        }
        for (const { text: written, start, end } of nounPhrasesIn(text)) expect(text.slice(start, end)).toBe(written);
      }),
      { numRuns: 60 },
    );
  });

  it('words have forms that are stable', () => {
    fc.assert(
      fc.property(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 30 })), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
        expect(stem(text)).toBe(stem(text));
        expect(typeof isStopWord(text)).toBe('boolean');
        expect(relatedStems(text).length).toBeGreaterThan(0);
        expect(typeof lemmaOf(text)).toBe('string');
        expect(comparableName(comparableName(text))).toBe(comparableName(text));
        if (comparableName(text) !== '') expect(sameName(text, text)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever the length', () => {
  const SECONDS = 4_000;
  it.each([
    ['one word over and over', 'harbour '.repeat(20_000)],
    ['one capital over and over', 'Lund '.repeat(20_000)],
    ['full stops', '. '.repeat(50_000)],
    ['quotes', '"\u201c\u2019'.repeat(20_000)],
    ['brackets', '('.repeat(50_000)],
    ['numbers', '12 '.repeat(20_000)],
    ['digits without end', '1'.repeat(100_000)],
    ['digits and commas', '1,'.repeat(50_000)],
    ['number words', 'hundred and '.repeat(10_000)],
    ['years', '2001-'.repeat(10_000)],
    ['months', 'May '.repeat(10_000)],
    ['spaces', ' '.repeat(200_000)],
    ['lines', 'a\n'.repeat(20_000)],
    ['one long word', 'a'.repeat(200_000)],
    ['dots and letters', 'a.'.repeat(50_000)],
    ['apostrophes', "a'".repeat(50_000)],
    ['Thai', 'รัฐมนตรี'.repeat(5_000)],
    ['combining marks', `a${'\u0301'.repeat(50_000)}`],
  ])(
    '%s is read in bounded time',
    (_, text) => {
      const reading = readText(text);
      namesOf(reading);
      for (const sentence of reading.sentences) {
        quantitiesIn(sentence);
        datesIn(sentence, '2025-07-04T10:00:00Z');
      }
      quantitiesIn(text);
      datesIn(text, '2025-07-04T10:00:00Z');
      quotationsIn(text);
      countriesIn(text);
      clausesOf(text);
      tokenise(text);
      stem(text);
      relatedStems(text);
      comparableName(text);
    },
    SECONDS,
  );
});
