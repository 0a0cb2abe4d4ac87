/** What stands between quotation marks. */

export interface Quotation {
  /** Without its marks. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A quotation that has not closed after this much was never one. */
export const MAX_QUOTATION_CHARS = 5_000;

/** Marks that may be open at one time; older ones never close. */
export const MAX_OPEN_QUOTATIONS = 8;

const CLOSERS: Readonly<Record<string, string>> = {
  '\u201c': '\u201d',
  '\u201e': '\u201c\u201d',
  '\u00ab': '\u00bb',
  '\u2039': '\u203a',
  '\u300c': '\u300d',
  '\u300e': '\u300f',
  '\u2018': '\u2019',
  '"': '"',
  "''": "''",
  '``': "''",
  "'": "'",
};

const MARK = /''|``|["'\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f\u2018\u2019]/g;

/** Every quotation in a text, nested ones after the one that holds them. Apostrophes are not quotes; a mark that never closes is ignored. */
export function quotationsIn(sentence: string | { readonly text: string; readonly start: number }): Quotation[] {
  const text = typeof sentence === 'string' ? sentence : sentence.text;
  const base = typeof sentence === 'string' ? 0 : sentence.start;
  const open: { readonly mark: string; readonly at: number }[] = [];
  const found: Quotation[] = [];
  for (const match of text.matchAll(MARK)) {
    const mark = match[0];
    const at = match.index;
    const opener = open.findLastIndex(
      (each) => CLOSERS[each.mark]!.includes(mark) && (mark.length === 2 || each.mark.length === 1),
    );
    if (opener >= 0 && canClose(text, mark, at)) {
      const from = open[opener]!.at + open[opener]!.mark.length;
      open.length = opener;
      const quote = trimmedSpan(text, from, at);
      if (quote !== undefined && at - from <= MAX_QUOTATION_CHARS) {
        found.push({ text: text.slice(quote.start, quote.end), start: base + quote.start, end: base + quote.end });
      }
    } else if (Object.hasOwn(CLOSERS, mark) && canOpen(text, mark, at)) {
      open.push({ mark, at });
      if (open.length > MAX_OPEN_QUOTATIONS) open.shift();
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function canOpen(text: string, mark: string, at: number): boolean {
  if (mark !== "'" && mark !== '\u2018' && mark !== '"' && mark !== "''") return true;
  const before = text[at - 1];
  if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) return false;
  const after = text[at + mark.length];
  if (mark === "'")
    return (
      after !== undefined &&
      /[\p{L}\p{N}"\u201c]/u.test(after) &&
      !/^'(?:s|t|re|ve|ll|d|m|em|til|cause|tis|twas|n|\d\ds?)\b/i.test(text.slice(at, at + 8))
    );
  return after !== undefined;
}

function canClose(text: string, mark: string, at: number): boolean {
  if (mark !== "'" && mark !== '\u2019') return true;
  const before = text[at - 1] ?? ' ';
  const after = text[at + 1];
  return !/\s/.test(before) && (after === undefined || !/[\p{L}\p{N}]/u.test(after));
}

function trimmedSpan(text: string, start: number, end: number): { start: number; end: number } | undefined {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from += 1;
  while (to > from && /\s/.test(text[to - 1]!)) to -= 1;
  return from < to ? { start: from, end: to } : undefined;
}
