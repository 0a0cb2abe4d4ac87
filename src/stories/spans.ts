/** The first and the last day of a partial date, or of a span of them. */

/** `2025-04` is `2025-04-01` to `2025-04-99`; `2024/2025` is all of both years. Days sort as text. */
export function spanOf(value: string): readonly [string, string] {
  const [from = '', until] = value.split('/');
  return [from.padEnd(10, '-01-01'.slice(from.length - 4)), (until ?? from).concat('-99-99').slice(0, 10)];
}
