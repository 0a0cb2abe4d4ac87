/** How many of what: counts, sums, shares and measures, with what is counted and what is said of it. */
import { CURRENCIES, MEASURES, PREDICATES, TIME_UNITS } from './measures.ts';
import { SCALES, VAGUE, valueOfDigits, valueOfWords, WORD_NUMBER } from './numerals.ts';
import type { Quantity, Sentence } from './reading.ts';
import { isStopWord, stem } from './words.ts';
import { isYear } from './years.ts';

/** Quantities found in one sentence, at most. */
export const MAX_QUANTITIES_PER_SENTENCE = 100;
/** What is looked at in one sentence; sentences of a Reading are shorter. */
export const MAX_QUANTITY_CHARS = 20_000;

const APPROXIMATE =
  /\b(?:about|around|approximately|roughly|some|nearly|almost|at least|at most|more than|less than|fewer than|over|under|up to|as many as|as few as|an estimated|estimated|close to|well over|no fewer than|no more than)\s+$/i;

const DIGITS = '\\d{1,3}(?:[,\\u00a0\\u202f]\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const NUMBER = new RegExp(
  `(?<currency>(?:\\b(?:US|A|C|NZ|HK|S))?\\$|[€£¥₹₽]|\\bRs\\.? ?)?\\s?(?:(?<![\\p{L}\\p{N}.,:/#-])(?<digits>${DIGITS})(?:\\s?(?:-|–|to)\\s?(?<upTo>${DIGITS})(?![\\d:]))?|\\b(?<words>${WORD_NUMBER})\\b|\\b(?<vague>(?:tens|hundreds) of (?:thousands|millions)|dozens|scores|hundreds|thousands|millions|billions)\\b)(?:[ -]?(?<scale>hundred|thousand|lakh|million|crore|billion|trillion|dozen|bn|(?<=[$€£]\\s?[\\d.,]+\\s?)mm|mn|tn|(?<=\\d|[$€£¥₹₽]\\s?[\\d.,]+\\s)m|k)\\b)?`,
  'giu',
);
const MAY_HOLD_NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\p{L}+teen|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|dozens?|scores)\b/iu;
const MONTH_BEFORE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?\s$/;
const MONTH_AFTER =
  /^(?:st|nd|rd|th)?(?:\sof)?\s(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b/;

/** The quantities in a sentence, in order. Offsets are those of the reading for a Sentence, of the string for a string. */
export function quantitiesIn(sentence: Sentence | string): readonly Quantity[] {
  const whole = typeof sentence === 'string' ? sentence : sentence.text;
  const text = whole.length > MAX_QUANTITY_CHARS ? whole.slice(0, MAX_QUANTITY_CHARS) : whole;
  if (!MAY_HOLD_NUMBER.test(text)) return [];
  const base = typeof sentence === 'string' ? 0 : sentence.start;
  const found: Quantity[] = [];
  for (const match of text.matchAll(NUMBER)) {
    if (found.length >= MAX_QUANTITIES_PER_SENTENCE) break;
    const quantity = quantityAt(text, match, base);
    if (quantity !== undefined) found.push(quantity);
  }
  return found;
}

function quantityAt(text: string, match: RegExpExecArray, base: number): Quantity | undefined {
  const groups = match.groups ?? {};
  const lead = match[0].length - match[0].trimStart().length;
  const start = match.index + lead;
  const numberEnd = match.index + match[0].length;
  if (groups.digits !== undefined && groups.currency === undefined && isLabel(text, match, start, numberEnd)) {
    return undefined;
  }
  if (isOrdinaryOne(text, groups.words, start, numberEnd)) return undefined;
  if (LABELLED.test(text.slice(Math.max(0, start - 12), start))) return undefined;
  const value = valueAt(groups);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const unit = unitAt(text, groups.currency, numberEnd);
  if (
    unit === undefined ||
    (TIME_UNITS.has(unit.unit) && /^\s(?:ago|earlier|later|from now)\b/.test(text.slice(unit.end)))
  )
    return undefined;
  const before = text.slice(Math.max(0, start - 40), start);
  const predicate = predicateAt(text, start, unit.headEnd, unit.unit);
  const upTo = groups.upTo === undefined ? undefined : valueOfDigits(groups.upTo) * scaleOf(groups.scale);
  return {
    value,
    unit: unit.unit,
    text: text.slice(start, unit.end),
    start: base + start,
    end: base + unit.end,
    approximate:
      groups.vague !== undefined ||
      APPROXIMATE.test(before) ||
      /^\s?(?:or so|or more|odd)\b|^\+/.test(text.slice(numberEnd)),
    ...(predicate === undefined ? {} : { predicate }),
    ...(upTo === undefined || upTo <= value ? {} : { upTo }),
  };
}

function scaleOf(scale: string | undefined): number {
  return scale === undefined ? 1 : (SCALES[scale.toLowerCase()] ?? 1);
}

function valueAt(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const scale = scaleOf(groups.scale);
  if (groups.digits !== undefined) return valueOfDigits(groups.digits) * scale;
  if (groups.words !== undefined) {
    const value = valueOfWords(groups.words);
    return value === undefined ? undefined : value * scale;
  }
  const vague = (groups.vague ?? '').toLowerCase();
  const nested = /^(tens|hundreds) of (\w+)/.exec(vague);
  if (nested !== null) return (nested[1] === 'tens' ? 20 : 200) * ((VAGUE[nested[2] ?? ''] ?? 0) / 2);
  return VAGUE[vague];
}

/** "category two", "phase 3": a number that names. */
const LABELLED =
  /\b(?:category|phase|stage|level|type|tier|chapter|section|channel|platform|gate|route|grade|season|episode)[ -]$/i;

/** Digits that name or date something: years, days of a month, clock times, ages, ordinals, scores, flight and house numbers. */
function isLabel(text: string, match: RegExpExecArray, start: number, end: number): boolean {
  const digits = match.groups?.digits ?? '';
  const before = text.slice(Math.max(0, start - 30), start);
  const after = text.slice(end, end + 30);
  if (/^\d{4}$/.test(digits) && isYear(text, start, start + 4)) return true;
  if (MONTH_BEFORE.test(before) || MONTH_AFTER.test(after)) return true;
  if (/^(?:st|nd|rd|th)\b|^:\d|^\s?[ap]\.?m\b|^\s?(?:GMT|UTC|o['\u2019]clock)|^[/:]\d|^-\d{3,4}\b|^s\b/i.test(after))
    return true;
  if (/^[- ]years?[- ]old\b|^-year-olds?\b/i.test(after) || /\bage[ds]?\s(?:of\s)?$/i.test(before)) return true;
  if (/\p{Lu}[\p{L}.'\u2019-]*,\s$/u.test(before) && /^(?:,|\s?$|\.)/.test(after) && Number(digits) < 120) return true;
  if (
    /(?:\b(?:No|Nos|Article|Section|Chapter|Page|Rule|Route|Highway|Room|Flight|Boeing|Airbus|Group|Phase|Level|Type|Version|Channel|Grade|Day|Week|Lot|Unit|Episode|Season|Part|Game|Round|Stage|Stadium|Covid|UTC|GMT)\.?[ -]|[(#])$/.test(
      before,
    )
  ) {
    return !/[(]$/.test(before) || /^\)/.test(after);
  }
  // "call 0207 782 4368", "9NewsAUS".
  if (/^0\d/.test(digits) || /\d\s$/.test(before) || isPartOfWord(after)) return true;
  if (isNumberOfName(text, start, digits, after)) return true;
  const upTo = match.groups?.upTo;
  if (upTo === undefined || !/[-\u2013]/.test(match[0])) return false;
  return Number(upTo) <= Number(digits) || (/^\d{3}$/.test(digits) && /^\d{4}$/.test(upTo));
}

/** Letters right behind the digits that are no unit. */
function isPartOfWord(after: string): boolean {
  const letters = /^\p{L}+/u.exec(after)?.[0];
  return letters !== undefined && letters.length > 1 && !Object.hasOwn(MEASURES, letters.toLowerCase());
}

/** "its Pixel 2 phone", "Snapdragon 835": a capitalised word owns the number unless a plural follows. */
function isNumberOfName(text: string, start: number, digits: string, after: string): boolean {
  if (digits.includes(',') || /^[%\u00b0]|^\s(?:percent|per cent)/.test(after)) return false;
  const owner = /(?:^|\s)(\p{Lu}[\p{L}\p{N}]+)\s$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  if (owner === undefined || isStopWord(owner) || WEEKDAY.test(owner)) return false;
  const following = /^\s(\p{Ll}+)(?:\s(\p{Ll}+))?/u.exec(after);
  if (following === null) return true;
  return !following
    .slice(1)
    .some(
      (word) =>
        word !== undefined &&
        (isPlural(word) || PEOPLE.test(word) || PREDICATES[stem(word)] !== undefined || Object.hasOwn(MEASURES, word)),
    );
}

const WEEKDAY = /day$/;

/** "one" is seldom a number: "no one", "one of the", "one another". */
function isOrdinaryOne(text: string, words: string | undefined, start: number, end: number): boolean {
  if (words === undefined) return false;
  if (/^(?:st|nd|rd|th|fold|some)\b/.test(text.slice(end))) return true;
  if (/^[- ]years?[- ]old/i.test(text.slice(end))) return true;
  const before = text.slice(Math.max(0, start - 12), start);
  // "Formula One", "the Zero Shutter": a capital inside a sentence makes it part of a name.
  if (/^\p{Lu}/u.test(words) && /[\p{L},]\s$/u.test(before)) return true;
  if (words.toLowerCase() !== 'one') return false;
  if (/\b(?:no|the|this|that|any|every|each|which|another)\s$/i.test(before)) return true;
  return (
    !/^\s(?:of\s(?:the|its|his|their)\s)?\p{L}{3,}/u.test(text.slice(end)) ||
    /^\s(?:of|another|day|who|that|which|can|could|may|might|must|or|and|in|on|at|by|to)\b/.test(text.slice(end))
  );
}

const FOLLOWING_WORD = /^[\s-]?(?:of\s(?:the\s|its\s|their\s|his\s|these\s|those\s)?)?/;
const PEOPLE =
  /^(?:people|persons?|men|women|man|woman|child|children|police|troops|staff|personnel|dead|injured|wounded|missing)$/i;

interface Counted {
  readonly unit: string;
  /** Where the quantity's own words end: after its unit. */
  readonly end: number;
  /** Where the counted noun ends. */
  readonly headEnd: number;
}

/** The counted noun: the first plural after the number, else the last word before a stop word. */
function unitAt(text: string, currency: string | undefined, numberEnd: number): Counted | undefined {
  const symbol = currency?.trim();
  if (symbol !== undefined && symbol !== '') {
    const unit = CURRENCIES.find(([form]) => form.test(symbol))?.[1] ?? 'usd';
    return { unit, end: numberEnd, headEnd: numberEnd };
  }
  const rest = text.slice(numberEnd, numberEnd + 90);
  const measure = /^[\s-]?(%|percent\b|per cent\b|pc\b|[a-z]+(?:\/h)?\b)/i.exec(rest);
  const canonical = measure === null ? undefined : MEASURES[measure[1]!.toLowerCase()];
  if (canonical !== undefined && measure !== null) {
    const end = numberEnd + measure[0].length;
    return { unit: canonical, end, headEnd: end };
  }
  const money = /^\s((?:US |Indian )?\p{L}+(?: sterling)?)\b/u.exec(rest);
  const coin = money === null ? undefined : CURRENCIES.find(([form]) => form.test(money[1]!))?.[1];
  if (coin !== undefined && money !== null) {
    const end = numberEnd + money[0].length;
    return { unit: coin, end, headEnd: end };
  }
  return countedNoun(rest, numberEnd);
}

function countedNoun(rest: string, numberEnd: number): Counted {
  const lead = FOLLOWING_WORD.exec(rest)?.[0].length ?? 0;
  let at = lead;
  let head: { readonly word: string; readonly end: number } | undefined;
  for (let count = 0; count < 6; count += 1) {
    const match = /^([\s-]?)(\p{L}[\p{L}\p{M}'\u2019]*)/u.exec(rest.slice(at));
    if (match === null) break;
    const word = match[2]!;
    if (
      (isStopWord(word) && !/^(?:other|more|such|own)$/i.test(word)) ||
      /^(?:last|late|next|ago|later|earlier)$/i.test(word)
    )
      break;
    at += match[0].length;
    if (/^(?:other|more|additional|extra)$/i.test(word)) continue;
    if (PEOPLE.test(word) || isPlural(word)) {
      if (/^(?:police)$/i.test(word) && /^\s\p{Ll}+(?:s|men)\b/u.test(rest.slice(at))) continue;
      head = { word, end: numberEnd + at };
      break;
    }
    if (/(?:ed|ing)$/.test(word) && head !== undefined) break;
    head = { word, end: numberEnd + at };
    if (match[1] === '-' && count === 0) break;
  }
  if (head === undefined) return { unit: '', end: numberEnd, headEnd: numberEnd };
  const unit = stem(head.word);
  // "nine dead", "nine killed": said of the counted, not what is counted.
  if (/^(?:dead|injured|wounded|missing|killed|hurt|arrested|detained|died)$/i.test(head.word)) {
    return { unit: '', end: numberEnd, headEnd: numberEnd };
  }
  return { unit, end: head.end, headEnd: head.end };
}

function isPlural(word: string): boolean {
  return /^\p{Ll}/u.test(word) && /[^s'\u2019ui]s$/.test(word) && word.length > 3;
}

const BEFORE_COUNT =
  /(\p{L}+)(?:\s(?:at|least|most|about|around|some|nearly|almost|more|than|over|up|to|as|many|an?|estimated|another|the|other|further|approximately|roughly|of|rose|rises|risen|climbed|reached|stands|stood|now|has|had|by))*\s$/iu;
const AFTER_COUNT =
  /^(?:\s(?:people|others?|were|was|are|is|have|has|had|been|being|reportedly|also|more|confirmed|feared|left))*\s(\p{L}+)/iu;

/** What happened to the counted: the participle after it, else the verb before it; ways of dying and being hurt are one each. */
function predicateAt(text: string, start: number, headEnd: number, unit: string): string | undefined {
  const own = PREDICATES[unit];
  if (own !== undefined) return own;
  if (TIME_UNITS.has(unit)) return undefined;
  const after = AFTER_COUNT.exec(text.slice(headEnd, headEnd + 80))?.[1];
  if (after !== undefined) {
    const said = stem(after);
    if (PREDICATES[said] !== undefined) return PREDICATES[said];
  }
  const before = BEFORE_COUNT.exec(text.slice(Math.max(0, start - 80), start))?.[1];
  if (before !== undefined && PREDICATES[stem(before)] !== undefined) return PREDICATES[stem(before)];
  if (after !== undefined && /(?:ed|en)$/.test(after) && !isStopWord(after)) return stem(after);
  if (before !== undefined && /(?:ed|ing)$/.test(before) && !isStopWord(before)) return stem(before);
  return undefined;
}
