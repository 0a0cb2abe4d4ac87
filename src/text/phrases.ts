/** Noun phrases as stretches of words: where they begin and end, what is listed with them, which of them are times. */
import type { TaggedWord } from './tagging.ts';

export interface Phrase {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Indices of words, both inclusive. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

const NOMINAL = /^(?:noun|proper|number|adjective|possessive|determiner|pronoun)$/;
const HEAD = /^(?:noun|proper|number|pronoun)$/;
export const BREAK = /[,;:()\u2014\u2013"\u201c\u201d]/;

/** A noun phrase that begins at a word, without what hangs on it by prepositions. */
export function nounPhraseAt(words: readonly TaggedWord[], at: number): Span | undefined {
  let last = -1;
  let index = at;
  for (; index < words.length; index += 1) {
    const word = words[index]!;
    if (word.pos === 'pronoun' && index > at) break;
    if (last >= 0 && opensTime(words, index)) break;
    if (
      word.pos === 'determiner' &&
      last >= 0 &&
      words[index - 1]!.pos !== 'determiner' &&
      !/^(?:all|both|such)$/.test(words[index - 1]!.lower)
    )
      break;
    if (
      !NOMINAL.test(word.pos) &&
      !(word.pos === 'adverb' && index > at && NOMINAL.test(words[index + 1]?.pos ?? '') && last < 0)
    )
      break;
    if (HEAD.test(word.pos)) last = index;
    if (word.pos === 'pronoun' || BREAK.test(word.gap)) break;
  }
  // "the dead", "the first": a determiner makes an adjective a noun.
  if (last < 0 && index > at + 1 && words[at]!.pos === 'determiner' && words[index - 1]?.pos === 'adjective')
    return { first: at, last: index - 1 };
  return last < 0 ? undefined : { first: at, last };
}

const WEEKDAY = /^(?:sun|mon|tues|wednes|thurs|fri|satur)day$/;

/** "the ban | next week", "the ban | Thursday". */
function opensTime(words: readonly TaggedWord[], at: number): boolean {
  const { lower } = words[at]!;
  if (/^(?:last|next|this)$/.test(lower))
    return (
      /^(?:week|month|year|spring|summer|autumn|fall|winter)$/.test(words[at + 1]?.lower ?? '') ||
      WEEKDAY.test(words[at + 1]?.lower ?? '')
    );
  if (/^(?:yesterday|today|tomorrow|tonight)$/.test(lower)) return true;
  return WEEKDAY.test(lower) && !/^(?:noun|proper)$/.test(words[at + 1]?.pos ?? '');
}

/** A noun phrase with its "of" phrases: "the ministry of foreign affairs". */
export function fullPhraseAt(words: readonly TaggedWord[], at: number): Span | undefined {
  let span = nounPhraseAt(words, at);
  while (span !== undefined && words[span.last + 1]?.lower === 'of' && !BREAK.test(words[span.last]!.gap)) {
    const rest: Span | undefined = nounPhraseAt(words, span.last + 2);
    if (rest === undefined) break;
    span = { first: span.first, last: rest.last };
  }
  return span;
}

export function phraseOf(text: string, words: readonly TaggedWord[], span: Span): Phrase {
  const start = words[span.first]!.start;
  const end = words[span.last]!.end;
  const written = text.slice(start, end).replace(/['\u2019]s?$/, '');
  return { text: written, start, end: start + written.length };
}

export const CLAUSE_OPENER = /^(?:after|before|since|until|till|as|except)$/;

/** "after shareholders rejected": a preposition whose noun is the subject of the verb at `to`. */
export function opensClause(words: readonly TaggedWord[], at: number, to: number): boolean {
  if (!CLAUSE_OPENER.test(words[at]!.lower)) return false;
  const subject = fullPhraseAt(words, at + 1);
  return (
    subject !== undefined &&
    subject.last < to &&
    words.slice(subject.last + 1, to).every((word) => word.pos === 'adverb' || word.pos === 'negative')
  );
}

/** "Russia and China signed": a conjunction between nouns with no verb before the second one's verb. */
export function joinsNouns(words: readonly TaggedWord[], at: number): boolean {
  if (!/^(?:and|or)$/.test(words[at]!.lower)) return false;
  const left = words[at - 1];
  const right = words[at + 1];
  if (left === undefined || right === undefined || BREAK.test(left.gap)) return false;
  return (
    HEAD.test(left.pos) &&
    NOMINAL.test(right.pos) &&
    right.pos !== 'pronoun' &&
    left.pos === words[nounPhraseAt(words, at + 1)?.last ?? at + 1]?.pos
  );
}

/** The first noun phrase of a stretch that no preposition governs; a day or a week is no subject. */
export function firstPhrase(words: readonly TaggedWord[], part: Span, limit = part.last): Span | undefined {
  for (let at = part.first; at <= part.last; ) {
    const word = words[at]!;
    if (at === part.first && opensClause(words, at, part.last + 1)) {
      at += 1;
      continue;
    }
    if (word.pos === 'preposition' || word.pos === 'to') {
      at = (nounPhraseAt(words, at + 1)?.last ?? at) + 1;
      continue;
    }
    const span = fullPhraseAt(words, at);
    if (span !== undefined && span.first <= part.last) {
      const bounded = { first: span.first, last: Math.min(span.last, part.last) };
      if (!isTime(words, bounded)) return withCoordination(words, bounded, limit);
      at = bounded.last + 1;
      continue;
    }
    at += 1;
  }
  return undefined;
}

/** "Saudi Arabia, Pakistan and the UAE": the whole list, where it is closed by "and" or "or" before the limit. */
export function withCoordination(words: readonly TaggedWord[], span: Span, limit: number): Span {
  let last = span.last;
  for (let at = last + 1; at <= limit; at = last + 1) {
    const closes = /^(?:and|or|nor)$/.test(words[at]?.lower ?? '');
    const listed = /^\s*,\s*$/.test(words[last]!.gap);
    if (closes && !joinsNouns(words, at) && !listed) return span;
    if (!closes && !listed) return span;
    const next = fullPhraseAt(words, closes ? at + 1 : at);
    if (next === undefined || next.last > limit || isTime(words, next)) return span;
    last = next.last;
    if (closes) return { first: span.first, last };
  }
  return span;
}

const TIME =
  /^(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:last|next|this)|today|yesterday|tomorrow|tonight|(?:week|month|year)s?|earlier|later)$/;

export function isTime(words: readonly TaggedWord[], span: Span): boolean {
  const inside = words.slice(span.first, span.last + 1);
  return (
    inside.every((word) => TIME.test(word.lower) || (inside.length > 1 && word.pos === 'number')) && inside.length <= 3
  );
}

/** The noun phrase that ends at a word, for the noun before "who" and before a participle. */
export function phraseEndingAt(words: readonly TaggedWord[], last: number): Span | undefined {
  if (last < 0 || !HEAD.test(words[last]!.pos)) return undefined;
  let first = last;
  while (
    first > 0 &&
    NOMINAL.test(words[first - 1]!.pos) &&
    words[first - 1]!.pos !== 'pronoun' &&
    !BREAK.test(words[first - 1]!.gap)
  ) {
    first -= 1;
    if (words[first]!.pos === 'determiner') break;
  }
  if (words[first - 1]?.lower === 'of' && first >= 2)
    return { first: phraseEndingAt(words, first - 2)?.first ?? first, last };
  return { first, last };
}

/** "no country", "none of them", "nobody". */
export function isNegative(words: readonly TaggedWord[], span: Span | undefined): boolean {
  if (span === undefined) return false;
  const first = words[span.first]!.lower;
  if (words[span.first - 1]?.lower === 'neither') return true;
  return /^(?:no|none|neither|nobody|nothing)$/.test(first) || (first === 'not' && span.last > span.first);
}
