import { describe, expect, it } from 'vitest';
import { MAX_QUOTATION_CHARS, quotationsIn } from '../../src/text/quotations.ts';

describe('quotationsIn', () => {
  it.each([
    ['“We won,” she said.', ['We won,']],
    ['"We won," she said.', ['We won,']],
    ["He said 'never' twice.", ['never']],
    ['He said ‘never’ twice.', ['never']],
    ["She said ''never'' twice.", ['never']],
    ["She said `` never '' twice .", ['never']],
    ['Il a dit « jamais » deux fois.', ['jamais']],
    ['Er sagte „niemals“ zweimal.', ['niemals']],
    ['彼は「いいえ」と言った', ['いいえ']],
    ['“He said ‘never’ to me,” she said.', ['He said ‘never’ to me,', 'never']],
    ['“It’s the workers’ day,” he said.', ['It’s the workers’ day,']],
    ["The workers' strike isn't over; it's the '90s again.", []],
    ['A 5\'10" man', []],
    ['He said "this never closes', []],
    ['He said "a" and “b”.', ['a', 'b']],
    ['""', []],
  ])('%s', (text, expected) => expect(quotationsIn(text).map((quote) => quote.text)).toEqual(expected));

  it('gives offsets into the text that was read', () => {
    const sentence = { text: 'He said “no”.', start: 100 };
    expect(quotationsIn(sentence)).toEqual([{ text: 'no', start: 109, end: 111 }]);
  });

  it('drops what is too long to be one quotation', () => {
    expect(quotationsIn(`"${'a'.repeat(MAX_QUOTATION_CHARS + 1)}"`)).toEqual([]);
  });
});
