/** The plain summary of some documents: the sentences that carry most of what most of them say, within a budget of words. */
import { detectLanguage } from '../text/language.ts';
import { readText } from '../text/read.ts';
import type { Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { type Choice, choose } from './choose.ts';
import { CONCEPT_MAX_SENTENCES, type Concepts, conceptsOf, RECURRENCE } from './concepts.ts';
import { type Fault, visibleFaultOf } from './faults.ts';
import { countWords, trimSentence } from './trim.ts';

/** Documents that are read. */
export const SUMMARY_MAX_DOCUMENTS = 200;
/** What lies beyond this in a document is not read. */
export const SUMMARY_MAX_DOCUMENT_CHARS = 100_000;
/** Share of its worth that a sentence loses which leans on what stood before it. */
const LEANING_LOSS = 0.2;
/** Faults with which a sentence can still be part of a plain summary, though others are better. */
const LEANING: ReadonlySet<Fault> = new Set(['dangling pronoun', 'dangling link', 'first person', 'about the outlet']);
const OPENING_SENTENCES = 3;
/** Sentences that are weighed against each other, the weightiest for a word of all. */
export const MAX_PIECES = 300;
/** Share of its concepts that makes a sentence another one retold. */
const RETOLD_SHARE = 0.7;

export interface SummaryDocument {
  readonly title: string;
  readonly text: string;
  readonly source?: string;
  readonly publishedAt?: string;
}

interface Piece {
  readonly text: string;
  readonly words: number;
  readonly tokens: readonly Token[];
  readonly position: number;
  readonly document: number;
  readonly fault: Fault | undefined;
}

/**
 * At most `words` words of the documents' own sentences, the most telling of all in the order of their places. Where no whole sentence
 * fits, the beginning of the first; empty only where the documents are.
 */
export function summarise(documents: readonly SummaryDocument[], words: number): string {
  const read = distinct(documents).map(readDocument);
  const concepts = conceptsOf(read.map(({ reports }, index) => ({ voice: String(index), sentences: reports })));
  const pieces = read.flatMap((document) => document.pieces).filter((piece) => piece.words <= words);
  const chosen = chooseFrom(pieces, concepts, words);
  if (chosen.length > 0) return chosen.map(({ text }) => text).join(' ');
  const first = read.flatMap((document) => document.pieces)[0]?.text ?? read[0]?.beginning ?? '';
  return first.split(/\s+/).slice(0, Math.floor(words)).join(' ');
}

/** Documents with a text, each text once. */
function distinct(documents: readonly SummaryDocument[]): readonly SummaryDocument[] {
  const seen = new Set<string>();
  const kept: SummaryDocument[] = [];
  for (const document of documents) {
    const text = document.text.trim().slice(0, SUMMARY_MAX_DOCUMENT_CHARS);
    const key = text === '' ? document.title : text;
    if (key === '' || seen.has(key) || kept.length >= SUMMARY_MAX_DOCUMENTS) continue;
    seen.add(key);
    kept.push({ ...document, text });
  }
  return kept;
}

function readDocument({ title, text }: SummaryDocument, document: number) {
  const reading = readText(text, { lang: detectLanguage(`${title}\n${text}`) });
  const sentences = reading.sentences.slice(0, CONCEPT_MAX_SENTENCES);
  const pieces = sentences.map(({ text: sentence, index }): Piece => {
    const trimmed = trimSentence(sentence, { opening: index < OPENING_SENTENCES });
    return {
      text: trimmed,
      words: countWords(trimmed),
      tokens: tokenise(trimmed, reading.lang),
      position: index,
      document,
      fault: visibleFaultOf(trimmed, reading.lang),
    };
  });
  return {
    beginning: text === '' ? title : text.slice(0, 2_000),
    reports: [tokenise(title, reading.lang), ...sentences.map(({ tokens }) => tokens)],
    pieces: pieces.filter(({ fault }) => fault === undefined || LEANING.has(fault)),
  };
}

function chooseFrom(pieces: readonly Piece[], concepts: Concepts, words: number): readonly Piece[] {
  const weighed = eachOnce(pieces)
    .map((piece) => {
      const own = concepts.of(piece.tokens);
      return { piece, own, worth: concepts.worthOf(own) };
    })
    .sort((a, b) => b.worth / b.piece.words - a.worth / a.piece.words)
    .slice(0, MAX_PIECES);
  const sets = weighed.map(({ own }) => new Set(own));
  const choices = weighed.map(({ piece, own, worth }, index): Choice => {
    const loss = piece.fault === undefined ? 0 : LEANING_LOSS;
    const excludes = new Set(sets.flatMap((other, at) => (at !== index && isRetold(sets[index]!, other) ? [at] : [])));
    return { words: piece.words, concepts: own, bonus: (RECURRENCE - loss) * worth, excludes };
  });
  const { chosen } = choose({ choices, weights: concepts.weights, maxWords: words });
  return chosen
    .map((index) => weighed[index]!.piece)
    .sort((a, b) => a.position - b.position || a.document - b.document);
}

/** A sentence that stands in several documents, or twice in one, is one choice: the first of them. */
function eachOnce(pieces: readonly Piece[]): readonly Piece[] {
  const seen = new Map<string, Piece>();
  for (const piece of pieces) {
    const key = piece.tokens.map(({ norm }) => norm).join(' ');
    if (!seen.has(key)) seen.set(key, piece);
  }
  return [...seen.values()];
}

/** Whether one of two sentences has most of its concepts from the other. */
function isRetold(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return false;
  let shared = 0;
  for (const concept of small) if (large.has(concept)) shared += 1;
  return shared >= RETOLD_SHARE * small.size;
}
