/** Figures as claims write them (`9`, `>12`, `~40`), and whether two can be true of one thing. */

/** A rough figure agrees with one that differs by no more than this share of the larger. */
const ROUGH_SHARE = 0.25;
/** Measures differ a little by rounding and by the unit that they were converted from. */
const MEASURED_SHARE = 0.03;
/** Below this, people and things are counted one by one; from here on a figure that ends in noughts may be rounded. */
const COUNTED_EXACTLY_BELOW = 100;

export type Bound = '>' | '<' | '~' | '';

export const BOUND_WORDS: Readonly<Record<Bound, string>> = { '>': 'at least ', '<': 'up to ', '~': 'about ', '': '' };

const LOWER =
  /\b(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of|a minimum of|exceed(?:s|ed|ing)?|topp(?:ed|ing)|surpass(?:es|ed|ing)?)\s(?:the\s)?(?:an?\s)?(?:estimated\s)?$/i;
const UPPER =
  /\b(?:up to|as many as|as much as|at most|no more than|fewer than|less than|under|a maximum of)\s(?:an?\s)?$/i;

/** `>` for "at least", `<` for "up to", `~` for "about": such a figure agrees with many. `before` is what leads up to the number. */
export function boundOf(before: string, approximate: boolean): Bound {
  const lead = before.slice(-40);
  if (LOWER.test(lead)) return '>';
  if (UPPER.test(lead)) return '<';
  return approximate ? '~' : '';
}

export interface Amount {
  readonly bound: Bound;
  readonly count: number;
}

export function amountOf(value: string): Amount {
  const bound = (/^[<>~]/.exec(value)?.[0] ?? '') as Bound;
  return { bound, count: Number(value.slice(bound.length)) };
}

/** "At least 9" is true of 12 as well, "about 10" of what rounds to it, "5 million" of 5.1 million. `measured` is for sums, shares and lengths. */
export function amountsAgree(a: string, b: string, { measured = false } = {}): boolean {
  const left = amountOf(a);
  const right = amountOf(b);
  if (left.count === right.count) return true;
  const [smaller, larger] = left.count < right.count ? [left, right] : [right, left];
  if (smaller.bound === '>' || larger.bound === '<') return true;
  const share = (larger.count - smaller.count) / larger.count;
  if ((left.bound === '~' || right.bound === '~') && share <= ROUGH_SHARE) return true;
  if (measured && share <= MEASURED_SHARE) return true;
  if (!measured && smaller.count < COUNTED_EXACTLY_BELOW) return false;
  return isRoundingOf(smaller.count, larger.count) || isRoundingOf(larger.count, smaller.count);
}

/** Whether the figure with fewer digits is the other one rounded, or cut off. */
function isRoundingOf(rough: number, fine: number): boolean {
  const digits = significantDigits(rough);
  if (digits >= significantDigits(fine)) return false;
  const scale = 10 ** (Math.floor(Math.log10(Math.abs(fine))) - digits + 1);
  const steps = fine / scale;
  return [Math.round(steps), Math.floor(steps + 1e-9)].some((step) => Math.abs(step * scale - rough) < rough * 1e-9);
}

function significantDigits(value: number): number {
  return String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
}
