import { describe, expect, it } from 'vitest';
import { MAX_REMEMBERED_CHARS, remembering } from '../../src/text/memory.ts';

function counting(maxAnswers: number) {
  const asked: string[] = [];
  const ask = remembering(maxAnswers, (question) => {
    asked.push(question);
    return question === 'none' ? undefined : question.length;
  });
  return { ask, asked };
}

describe('remembering', () => {
  it('asks once', () => {
    const { ask, asked } = counting(10);
    expect([ask('harbour'), ask('harbour')]).toEqual([7, 7]);
    expect(asked).toEqual(['harbour']);
  });

  it('remembers that there was no answer', () => {
    const { ask, asked } = counting(10);
    expect([ask('none'), ask('none')]).toEqual([undefined, undefined]);
    expect(asked).toHaveLength(1);
  });

  it('forgets what was not asked for longest', () => {
    const { ask, asked } = counting(2);
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) ask(question);
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('does not keep long questions', () => {
    const { ask, asked } = counting(2);
    const long = 'a'.repeat(MAX_REMEMBERED_CHARS + 1);
    expect([ask(long), ask(long)]).toEqual([long.length, long.length]);
    expect(asked).toHaveLength(2);
  });
});
