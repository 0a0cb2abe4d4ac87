/** Numbers as they are written: digits with separators, words, multipliers. */

const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Multipliers; `m` and `bn` only behind digits. */
export const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  lakh: 100_000,
  million: 1_000_000,
  crore: 10_000_000,
  billion: 1_000_000_000,
  trillion: 1_000_000_000_000,
  dozen: 12,
  score: 20,
  k: 1_000,
  m: 1_000_000,
  mm: 1_000_000,
  mn: 1_000_000,
  bn: 1_000_000_000,
  tn: 1_000_000_000_000,
};

/** "dozens", "hundreds of": the least that the word can mean. */
export const VAGUE: Readonly<Record<string, number>> = {
  dozens: 24,
  scores: 40,
  hundreds: 200,
  thousands: 2_000,
  millions: 2_000_000,
  billions: 2_000_000_000,
};

const SMALL = Object.keys(UNITS).join('|');
const BIG = 'hundred|thousand|lakh|million|crore|billion|trillion';

/** Number words as one regular expression source: "twenty-three", "a hundred and five", "half a million", "a dozen". */
export const WORD_NUMBER = `(?:half a (?:million|billion|trillion|dozen)|(?:(?:an?|${SMALL})(?:[ -](?:${SMALL}))?\\s(?:${BIG}|dozen)|(?:${SMALL}))(?:(?:\\s|-|\\sand\\s)(?:${SMALL}|${BIG})\\b)*)`;

/** The value of number words; undefined where they are not a number. */
export function valueOfWords(words: string): number | undefined {
  const parts = words.toLowerCase().split(/[\s-]+/);
  let total = 0;
  let current = 0;
  let seen = false;
  for (const part of parts) {
    const unit = UNITS[part];
    const scale = part.length > 2 && Object.hasOwn(SCALES, part) ? SCALES[part] : undefined;
    if (unit !== undefined) current += unit;
    else if (part === 'half') current = 0.5;
    else if (scale !== undefined && scale >= 1_000) {
      total += (current === 0 ? 1 : current) * scale;
      current = 0;
    } else if (scale !== undefined) current = (current === 0 ? 1 : current) * scale;
    else if (part !== 'a' && part !== 'an' && part !== 'and') return undefined;
    seen ||= unit !== undefined || scale !== undefined;
  }
  return seen ? total + current : undefined;
}

/** The value of digits with separators: "15,000", "1 200", "3.5", "1.200.000". */
export function valueOfDigits(digits: string): number {
  if (/^\d{1,3}(?:[,\u00a0\u202f']\d{2,3})+(?:\.\d+)?$/.test(digits)) return Number(digits.replace(/[^\d.]/g, ''));
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return Number(digits.replaceAll('.', ''));
  return Number(digits.replace(/[^\d.]/g, ''));
}
