import { describe, expect, it } from 'vitest';
import { LINE_MAX_CHARS, linesOf } from '../../src/cli/batch.ts';

async function* chunksOf(...chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

const read = async (...chunks: readonly string[]): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of linesOf(chunksOf(...chunks))) lines.push(line);
  return lines;
};

describe('linesOf', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['ends lines at line feeds', ['a\nb\n'], ['a', 'b']],
    ['joins a line that came in pieces', ['a', 'b\nc', 'd'], ['ab', 'cd']],
    ['takes a carriage return off', ['a\r', '\nb\r\n'], ['a', 'b']],
    ['keeps separators that JSON may hold', ['{"a":"x\u2028y\u2029z\u0085"}\n'], ['{"a":"x\u2028y\u2029z\u0085"}']],
    ['keeps empty lines, whose numbers count', ['a\n\nb'], ['a', '', 'b']],
    ['gives nothing for nothing', [''], []],
  ])('%s', async (_, chunks, lines) => {
    expect(await read(...chunks)).toEqual(lines);
  });

  it('holds no more of a line than its limit', async () => {
    const half = 'x'.repeat(LINE_MAX_CHARS / 2);
    expect((await read(half, half, half, half, '\nb')).map((line) => line.length)).toEqual([LINE_MAX_CHARS + 1, 1]);
  });
});
