/** Figures as they are printed: percentiles, plain tables, and the machine that they come from. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

const BYTES_A_MB = 1_000_000;

/** The value below which `share` of the values lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const megabytes = (bytes: number): number => bytes / BYTES_A_MB;

/** Enough digits to compare by, no more. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(value >= 10 ? 1 : 2);
}

export type Row = Readonly<Record<string, number | string>>;

/** A table whose columns are the keys of its first row, under a caption that says how it was measured. */
export function printTable(caption: string, rows: readonly Row[]): void {
  const heads = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) =>
    heads.map((head) => (typeof row[head] === 'number' ? shown(row[head]) : (row[head] ?? ''))),
  );
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((line) => line[at]!.length)));
  const line = (parts: readonly string[]): string => parts.map((part, at) => part.padStart(widths[at]!)).join('   ');
  process.stdout.write(`\n${caption}\n\n  ${[heads, ...cells].map(line).join('\n  ')}\n`);
}

/** What the figures were measured on. */
export function printMachine(): void {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  // What else the machine does makes every figure worse.
  const load = (loadavg()[0] ?? 0).toFixed(1);
  process.stdout.write(
    `${availableParallelism()} cores (${model}), ${memory}, Node ${process.versions.node}, ${process.platform}, load ${load} before\n`,
  );
}
