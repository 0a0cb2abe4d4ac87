/** Outside text before it is dressed for the platform: what of it may be shown, and where its sentences end. */
import type { Span, Timestamp } from '../src/model.ts';

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

/** Text cut between words, with an ellipsis, so that it has no more than `maxChars`. */
export function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > maxChars / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Text cut so that no more than `maxChars` are sent once a platform's escaping has made it longer. */
export function escapedWithin(text: string, maxChars: number, escaped: (text: string) => string): string {
  let kept = tidy(text).trim();
  for (let room = maxChars; escaped(kept).length > maxChars; room = Math.floor(room * 0.8)) kept = shorten(kept, room);
  return escaped(kept);
}

/** The address in normal form; undefined where it is no web address. */
export function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined;
}

const ADDRESS_IN_WORDS = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[:/?#]\S*)?$/iu;

/** True where a link's words are an address themselves, and that of another site than the link's. */
export function pretendsToBe(words: string, address: string): boolean {
  const shown = ADDRESS_IN_WORDS.exec(tidy(words).trim())?.[1];
  if (shown === undefined) return false;
  const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');
  return bare(URL.parse(`https://${shown}`)?.hostname ?? shown) !== bare(URL.parse(address)?.hostname ?? '');
}

/** Formatting takes hold only where it touches the words, so space at the ends moves outside. */
export function styled(words: string, mark: string): string {
  const bare = words.trim();
  return bare === '' ? words : words.replace(bare, () => `${mark}${bare}${mark}`);
}

/** A sentence in a platform's markup; broken between words only where no part of `maxChars` could hold it whole. */
export function renderedSentence(
  spans: readonly Span[],
  maxChars: number,
  render: (spans: readonly Span[]) => string,
): string[] {
  const whole = render(spans);
  if (whole.length <= maxChars) return whole === '' ? [] : [whole];
  const parts: string[] = [];
  for (const piece of spans.flatMap(breakUp).map((span) => render([span]))) {
    const longer = `${parts.at(-1) ?? ''} ${piece}`.trim();
    if (parts.length > 0 && longer.length <= maxChars) parts[parts.length - 1] = longer;
    else parts.push(piece);
  }
  return parts;
}

// Escaping makes one character five at most, so a piece of 300 fits wherever 1,500 do.
const PIECE = /\S{300}|[\s\S]{1,300}(?=\s|$)/gu;
const breakUp = (span: Span): Span[] =>
  span.kind === 'text' ? (span.text.match(PIECE) ?? []).map((text) => ({ ...span, text })) : [span];
