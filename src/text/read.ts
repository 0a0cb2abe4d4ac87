/** Reads a text once: its language, sentences, paragraphs and words. */
import type { LanguageCode } from '../model.ts';
import { ABBREVIATIONS, BEFORE_NUMBERS, SENTENCE_STARTERS, TITLES } from './abbreviations.ts';
import { detectLanguage } from './language.ts';
import type { Reading, Sentence } from './reading.ts';
import { tokenise } from './words.ts';

/** What lies beyond is not read: no article is that long. */
export const MAX_TEXT_CHARS = 1_000_000;
/** A sentence is cut at a space before it grows longer: a table, a list without stops, a page that lost its markup. */
export const MAX_SENTENCE_CHARS = 1_200;
/** Lines longer than this were not wrapped by hand. */
export const MAX_WRAPPED_LINE_CHARS = 120;
/** Lines shorter than this are not wrapped prose but headings and lists. */
export const MIN_WRAPPED_LINE_CHARS = 40;

/** Sentences, words and language of a text. Never throws; text past MAX_TEXT_CHARS is left unread. */
export function readText(text: string, options: { readonly lang?: LanguageCode } = {}): Reading {
  const lang = options.lang ?? detectLanguage(text);
  const sentences: Sentence[] = [];
  for (const block of blocksOf(text.length > MAX_TEXT_CHARS ? text.slice(0, MAX_TEXT_CHARS) : text)) {
    for (const [start, end] of sentenceSpans(text, block.start, block.end)) {
      const sentence = text.slice(start, end);
      sentences.push({
        index: sentences.length,
        text: sentence,
        start,
        end,
        paragraph: block.paragraph,
        tokens: tokenise(sentence, lang, start),
      });
    }
  }
  return { text, lang, sentences };
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly paragraph: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
}

const LINE = /[^\n\r\u2028\u2029]+/g;
const LINE_ENDS_OPEN = /(?:[,;:(\u2013\u2014-]|(?:^|\s)(?:the|a|an|of|to|in|on|at|by|for|and|or|with|from|that))\s*$/i;

/** Stretches of text that no sentence crosses: paragraphs, headings, list items. Lines wrapped by hand are one block. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let run: Line[] = [];
  const flush = () => {
    for (const joined of joinWrapped(text, run)) blocks.push({ ...joined, paragraph: blocks.length });
    run = [];
  };
  let previousEnd = 0;
  for (const match of text.matchAll(LINE)) {
    const line = trimmed(text, match.index, match.index + match[0].length);
    if (line === undefined) {
      flush();
      continue;
    }
    if (/\n\s*\n|\r\s*\r|\u2029/.test(text.slice(previousEnd, match.index))) flush();
    previousEnd = match.index + match[0].length;
    run.push(line);
  }
  flush();
  return blocks;
}

function trimmed(text: string, start: number, end: number): Line | undefined {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return from < to ? { start: from, end: to } : undefined;
}

function isSpace(code: number): boolean {
  return (
    code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || (code > 0x167f && /\s/.test(String.fromCharCode(code)))
  );
}

/** A line was wrapped where its successor's first word had no room left on it. */
function joinWrapped(text: string, lines: readonly Line[]): Line[] {
  if (lines.length < 2) return [...lines];
  const width = lines.reduce((widest, line) => Math.max(widest, line.end - line.start), 0);
  const joined: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const before = joined.at(-1);
    const previous = lines[index - 1];
    if (before !== undefined && previous !== undefined && goesOn(text, previous, line, width)) {
      joined[joined.length - 1] = { start: before.start, end: line.end };
    } else {
      joined.push(line);
    }
  }
  return joined;
}

function goesOn(text: string, previous: Line, line: Line, width: number): boolean {
  const written = text.slice(previous.start, previous.end);
  const next = text.slice(line.start, Math.min(line.end, line.start + 40));
  if (LINE_ENDS_OPEN.test(written.slice(-8))) return !/^[-*\u2022]/.test(next);
  if (/^\p{Ll}/u.test(next) && !/[.!?:]["'\u201d\u2019)]?$/.test(written)) return true;
  if (width > MAX_WRAPPED_LINE_CHARS || width < MIN_WRAPPED_LINE_CHARS) return false;
  const firstWord = next.search(/\s|$/);
  return written.length + 1 + firstWord > width;
}

/** A run of full stops, question or exclamation marks of any script, perhaps spaced ("rep says ."), with what closes after it. */
const TERMINATOR =
  /[.!?\u2026]+(?:\s*['\u2019]{2}|["\u201d\u2019')\]\u00bb\u203a]+)?|[\u3002\uff01\uff1f\uff61]+["\u201d\u2019\u300d\u300f\uff09]*|[\u061f\u06d4\u0964\u0965\u0589]+["\u201d\u00bb]*/g;
const CJK_STOP = /^[\u3002\uff01\uff1f\uff61]/;
const OPENERS = /["'\u201c\u2018\u00ab\u2039([\u00bf\u00a1\u2013\u2014-]/;
const SPEECH_VERB =
  /^\p{Lu}[\p{L}.'\u2019-]*(?:\s\p{Lu}[\p{L}.'\u2019-]*){0,3}\s(?:said|says|asked|asks|told|added|wrote|tweeted|shouted|cried|replied)\b/u;

function* sentenceSpans(text: string, start: number, end: number): Generator<[number, number]> {
  let from = start;
  TERMINATOR.lastIndex = start;
  for (let match = TERMINATOR.exec(text); match !== null && match.index < end; match = TERMINATOR.exec(text)) {
    const after = Math.min(match.index + match[0].length, end);
    const stop = closingQuote(text, from, after, end);
    if (stop < end && endsSentence(text, from, match.index, match[0], stop, end)) {
      yield* pieces(text, from, stop);
      from = stop;
    }
    const resume = Math.max(stop, TERMINATOR.lastIndex);
    TERMINATOR.lastIndex = resume;
  }
  yield* pieces(text, from, end);
}

/** In text cut into words (`. "`), a straight quote after the stop closes where one is open. */
function closingQuote(text: string, from: number, after: number, end: number): number {
  const next = text.charCodeAt(after) === 32 ? text[after + 1] : undefined;
  if (next !== '"' || after + 2 > end || (after + 2 < end && !isSpace(text.charCodeAt(after + 2)))) return after;
  let open = false;
  for (let at = text.indexOf('"', from); at >= 0 && at < after; at = text.indexOf('"', at + 1)) open = !open;
  return open ? after + 2 : after;
}

function endsSentence(text: string, from: number, at: number, terminator: string, after: number, end: number): boolean {
  if (CJK_STOP.test(terminator)) return true;
  let next = after;
  while (next < end && isSpace(text.charCodeAt(next))) next += 1;
  if (next >= end) return false;
  if (next === after) return runsOn(text, at, terminator, after);
  let letter = next;
  while (letter < end && letter < next + 4 && OPENERS.test(text[letter] ?? '')) letter += 1;
  while (letter < end && isSpace(text.charCodeAt(letter))) letter += 1;
  const following = text.slice(letter, Math.min(letter + 60, end));
  if (/^\p{Ll}/u.test(following)) return false;
  if (!/[\p{L}\p{N}]/u.test(text.slice(from, at).slice(-200))) return false;
  if (/^[.!?,;:]/.test(following)) return false;
  if (/[!?,]["\u201d\u2019']+$/.test(terminator)) return !SPEECH_VERB.test(following);
  if (terminator === '.') return !isAbbreviation(text, from, at, following);
  return true;
}

/** "…he said.The minister": the space was lost with the markup. Addresses ("example.Com") and versions stay whole. */
function runsOn(text: string, at: number, terminator: string, after: number): boolean {
  if (terminator.length > 2) return false;
  return (
    /\p{Ll}{2}$/u.test(text.slice(Math.max(0, at - 3), at)) &&
    /^["\u201c\u2018]?\p{Lu}\p{Ll}*\s/u.test(text.slice(after, after + 20)) &&
    !/^(?:Com|Org|Net|Co|Info)\b/.test(text.slice(after, after + 5))
  );
}

function isAbbreviation(text: string, from: number, at: number, following: string): boolean {
  let wordStart = at;
  while (wordStart > from && at - wordStart < 12 && /[\p{L}\p{N}.']/u.test(text[wordStart - 1] ?? '')) wordStart -= 1;
  const word = text.slice(wordStart, at);
  if (word === '') return false;
  const beginsSentence = text.slice(from, wordStart).trim() === '';
  if (beginsSentence && word.length <= 3 && /^(?:\d+|[A-Za-z]|[ivxIVX]+)$/.test(word)) return true;
  const lower = word.toLowerCase();
  if (TITLES.has(lower)) return true;
  const nextWord = /^[\p{L}\p{M}'\u2019]+/u.exec(following)?.[0] ?? '';
  const startsSentence = SENTENCE_STARTERS.has(nextWord);
  if (BEFORE_NUMBERS.has(lower) && /^\d/.test(following)) return true;
  if (lower === 'a.m' || lower === 'p.m')
    return /^(?:\d|[A-Z]{2,4}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Eastern|Pacific|Central|Greenwich)/.test(
      following,
    );
  if (/^\p{Lu}$/u.test(word)) return !startsSentence && word !== 'I';
  if (/^\p{L}(?:\.\p{L})+$/u.test(word)) return !startsSentence;
  if (ABBREVIATIONS.has(lower) && (/^\p{Lu}/u.test(word) || lower === 'vs' || lower === 'v')) return !startsSentence;
  return false;
}

/** A span without surrounding space, in pieces no longer than MAX_SENTENCE_CHARS, cut at spaces where there are any. */
function* pieces(text: string, start: number, end: number): Generator<[number, number]> {
  let span = trimmed(text, start, end);
  while (span !== undefined) {
    if (span.end - span.start <= MAX_SENTENCE_CHARS) {
      yield [span.start, span.end];
      return;
    }
    let cut = span.start + MAX_SENTENCE_CHARS;
    const space = text.lastIndexOf(' ', cut);
    if (space > span.start) cut = space;
    else if (isLowSurrogate(text.charCodeAt(cut))) cut -= 1;
    const head = trimmed(text, span.start, cut);
    if (head !== undefined) yield [head.start, head.end];
    span = trimmed(text, cut, span.end);
  }
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
