/** Outside text before it is dressed for the platform: what of it may be shown, and where its sentences end. */
import type { Span, Timestamp } from '../../src/model.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `3 Jul 2025`, in UTC. */
export const dayOf = (at: Timestamp): string => DAY.format(new Date(at));

/** One line of text: no control characters, no direction overrides, no private characters, no line breaks. */
export function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');
}

// Spans that are no plain text stand in for themselves as one private character each, which tidy() keeps out of outside text.
const CITATIONS = 0xf0000;
const OTHERS = 0x100000;
const MAX_STAND_INS = 0xfffd;
const STAND_IN = /([\u{F0000}-\u{10FFFD}])/u;

const SENTENCE_END =
  /[.!?…]["'”’»)\]]*(?:\s?[\u{F0000}-\u{FFFFD}])*\s+(?=["'“‘«(¿¡]*[\p{Lu}\p{Lt}\p{Lo}\p{N}\u{100000}-\u{10FFFD}])|[。！？]["”’」』]*[\u{F0000}-\u{FFFFD}]*/gu;
/** "J.", "U.S.", "Gen.": merging two sentences does no harm, cutting one in two does. */
const ABBREVIATION = /(?:^|[\s.("“'‘])(?:\p{L}|\p{Lu}\p{Ll}{1,3}|vs|approx)$/u;
const ABBREVIATION_MAX_CHARS = 8;

/** The sentences of a run of spans, each as spans; a citation belongs to the sentence before it. */
export function sentencesOf(spans: readonly Span[]): Span[][] {
  const shown = spans.slice(0, MAX_STAND_INS);
  const encoded = shown
    .map((span, i) => {
      if (span.kind === 'text' && span.style === undefined) return tidy(span.text);
      return String.fromCodePoint((span.kind === 'citation' ? CITATIONS : OTHERS) + i);
    })
    .join('');
  const decode = (sentence: string): Span[] =>
    sentence
      .split(STAND_IN)
      .filter((piece) => piece !== '')
      .map((piece) => (STAND_IN.test(piece) ? shown[piece.codePointAt(0)! & 0xffff]! : { kind: 'text', text: piece }));

  const sentences: string[] = [];
  let start = 0;
  for (const match of encoded.matchAll(SENTENCE_END)) {
    const before = encoded.slice(Math.max(0, match.index - ABBREVIATION_MAX_CHARS), match.index);
    if (match[0].startsWith('.') && ABBREVIATION.test(before)) continue;
    const end = match.index + match[0].length;
    sentences.push(encoded.slice(start, end).trim());
    start = end;
  }
  sentences.push(encoded.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '').map(decode);
}
