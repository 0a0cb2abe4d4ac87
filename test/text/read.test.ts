import { describe, expect, it } from 'vitest';
import { MAX_SENTENCE_CHARS, MAX_TEXT_CHARS, readText } from '../../src/text/read.ts';

const sentences = (text: string) => readText(text, { lang: 'en' }).sentences.map((sentence) => sentence.text);

describe('readText finds sentences', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['plain ones', 'The mayor resigned. Nobody was surprised.', ['The mayor resigned.', 'Nobody was surprised.']],
    ['past titles', 'Mr. Oduya met Dr. Lind. They talked.', ['Mr. Oduya met Dr. Lind.', 'They talked.']],
    ['past initials', 'J. K. Larsen and George W. Hart wrote it.', ['J. K. Larsen and George W. Hart wrote it.']],
    ['past countries', 'The U.S. Senate voted.', ['The U.S. Senate voted.']],
    [
      'that end in a country',
      'He flew to the U.S. The trip was short.',
      ['He flew to the U.S.', 'The trip was short.'],
    ],
    ['past streets and saints', 'The fire began on St. Olav Street.', ['The fire began on St. Olav Street.']],
    ['past months', 'It opened on Jan. 5 and closed on Dec. 31.', ['It opened on Jan. 5 and closed on Dec. 31.']],
    ['past the time of day', 'Polls open at 7 a.m. EST on Monday.', ['Polls open at 7 a.m. EST on Monday.']],
    ['that end in the time of day', 'It began at 5 p.m. Crowds came.', ['It began at 5 p.m.', 'Crowds came.']],
    ['past decimals', 'Prices rose 3.5 percent. Wages fell.', ['Prices rose 3.5 percent.', 'Wages fell.']],
    [
      'past companies',
      'Nordfisk Inc. Chief Executive Ana Ruiz left.',
      ['Nordfisk Inc. Chief Executive Ana Ruiz left.'],
    ],
    ['past numbers', 'She lives at No. 10 now.', ['She lives at No. 10 now.']],
    ['with a trailing ellipsis', 'I wonder ... Perhaps not.', ['I wonder ...', 'Perhaps not.']],
    ['past an ellipsis inside', 'We waited ... and waited.', ['We waited ... and waited.']],
    ['whose stop is inside quotes', '“It is over.” She sat down.', ['“It is over.”', 'She sat down.']],
    ['past a quoted question', '"Why now?" Hansen asked.', ['"Why now?" Hansen asked.']],
    ['past a quoted question, small', '"Why now?" he asked. Nobody knew.', ['"Why now?" he asked.', 'Nobody knew.']],
    ['glued together by lost markup', 'It was late.The crowd left.', ['It was late.', 'The crowd left.']],
    [
      'past addresses',
      'Write to desk@example.com or see example.Com today.',
      ['Write to desk@example.com or see example.Com today.'],
    ],
    ['past list numbers', '1. The bank failed. 2. The court ruled.', ['1. The bank failed.', '2. The court ruled.']],
    ['cut into words', 'The rep said " it is so . " Then he left .', ['The rep said " it is so . "', 'Then he left .']],
    ['cut into words, two marks', "He said `` no . '' Then he left .", ["He said `` no . ''", 'Then he left .']],
    ['in Chinese', '市长辞职了。没有人感到惊讶。', ['市长辞职了。', '没有人感到惊讶。']],
    ['in Hindi', 'महापौर ने इस्तीफा दिया। कोई हैरान नहीं था।', ['महापौर ने इस्तीफा दिया।', 'कोई हैरान नहीं था।']],
    ['in Arabic', 'هل استقال؟ نعم استقال.', ['هل استقال؟', 'نعم استقال.']],
    ['in Spanish', '¿Dimitió? Sí, dimitió.', ['¿Dimitió?', 'Sí, dimitió.']],
  ];
  it.each(cases)('%s', (_, text, expected) => expect(sentences(text)).toEqual(expected));
});

describe('readText finds paragraphs', () => {
  it('ends a headline without a stop at the blank line', () => {
    const { sentences } = readText('Bridge closes for a year\n\nThe bridge will close. Traffic moves east.');
    expect(sentences.map(({ text, paragraph }) => [paragraph, text])).toEqual([
      [0, 'Bridge closes for a year'],
      [1, 'The bridge will close.'],
      [1, 'Traffic moves east.'],
    ]);
  });

  it('takes each line of unwrapped text for a paragraph', () => {
    expect(sentences('Nora Lind, Harbour Post\nThe ferry sank\nAll were saved.')).toEqual([
      'Nora Lind, Harbour Post',
      'The ferry sank',
      'All were saved.',
    ]);
  });

  it('joins lines that were wrapped by hand', () => {
    const wrapped =
      'The council voted on Tuesday to close the old harbour bridge for\nat least a year while engineers replace the rusted cables that have\nheld it since 1931. Ferries will run instead.';
    expect(sentences(wrapped)).toHaveLength(2);
    expect(sentences(wrapped)[0]).toContain('cables that have\nheld it');
  });

  it('keeps a list of short lines apart', () => {
    expect(sentences('Results\nOslo 3\nBergen 1\nTromso 0')).toHaveLength(4);
  });

  it('reads lines of any platform', () => {
    expect(sentences('First line.\r\n\r\nSecond line.\r\rThird line.')).toEqual([
      'First line.',
      'Second line.',
      'Third line.',
    ]);
  });
});

describe('readText is bounded', () => {
  it('reads nothing from nothing', () => {
    expect(readText('').sentences).toEqual([]);
    expect(readText(' \n\t\u00a0\n').sentences).toEqual([]);
  });

  it('cuts a line of 50,000 words into sentences of limited length', () => {
    const { sentences } = readText('harbour '.repeat(50_000), { lang: 'en' });
    expect(Math.max(...sentences.map((sentence) => sentence.text.length))).toBeLessThanOrEqual(MAX_SENTENCE_CHARS);
    expect(sentences.reduce((sum, sentence) => sum + sentence.tokens.length, 0)).toBe(50_000);
  });

  it('cuts a sentence without a space between characters, never inside one', () => {
    const { sentences } = readText('😀'.repeat(2_000), { lang: 'en' });
    expect(sentences.every((sentence) => sentence.text.isWellFormed())).toBe(true);
  });

  it('leaves what lies past the limit unread', () => {
    const text = 'word '.repeat(MAX_TEXT_CHARS / 5 + 100);
    expect(readText(text, { lang: 'en' }).sentences.at(-1)!.end).toBeLessThanOrEqual(MAX_TEXT_CHARS);
  });
});

describe('readText finds words', () => {
  it('gives exact offsets into the text', () => {
    const text = 'Hello.\n\nAna’s U.S. visit cost €15,000.50 — “worth it”.';
    for (const { tokens } of readText(text).sentences) {
      for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text);
    }
  });

  it('keeps the language that it is told', () => {
    expect(readText('Taxi', { lang: 'de' }).lang).toBe('de');
  });

  it('does not stem other languages', () => {
    expect(readText('Les députés recognise', { lang: 'fr' }).sentences[0]!.tokens.map((token) => token.stem)).toEqual([
      'les',
      'deputes',
      'recognise',
    ]);
  });
});
