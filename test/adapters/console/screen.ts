/** A terminal of few words: enough of one to see what is on the screen after what was written to it. */

const SEQUENCE = new RegExp(`${String.fromCharCode(27)}\\[(\\d*)([A-Za-z])`, 'y');

/** The lines that stand on a screen of `columns`, for the sequences that a line editor uses; anything else is an error. */
export function readScreen(written: string, columns: number): string[] {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  const at = (): string[] => (rows[row] ??= []);
  for (let i = 0; i < written.length; ) {
    SEQUENCE.lastIndex = i;
    const sequence = SEQUENCE.exec(written);
    if (sequence !== null) {
      const count = Number(sequence[1] || '1');
      const command = sequence[2];
      if (command === 'A') row = Math.max(0, row - count);
      else if (command === 'B') row += count;
      else if (command === 'C') column += count;
      else if (command === 'D') column = Math.max(0, column - count);
      else if (command === 'G') column = count - 1;
      else if (command === 'J') {
        at().length = Math.min(at().length, column);
        rows.length = row + 1;
      } else if (command === 'K') at().length = Math.min(at().length, column);
      else if (command !== 'm')
        throw new Error(`a sequence that no line editor writes: ${JSON.stringify(sequence[0])}`);
      i += sequence[0].length;
      continue;
    }
    const char = written[i]!;
    i += 1;
    if (char === '\n') {
      row += 1;
      column = 0;
    } else if (char === '\r') column = 0;
    else {
      if (column >= columns) {
        row += 1;
        column = 0;
      }
      const line = at();
      while (line.length < column) line.push(' ');
      line[column] = char;
      column += 1;
    }
  }
  return Array.from(rows, (line) => (line ?? []).join('').trimEnd());
}
