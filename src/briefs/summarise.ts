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
  const choices = pieces.map((piece): Choice => {
    const own = concepts.of(piece.tokens);
    const worth = concepts.worthOf(own);
    const loss = piece.fault === undefined ? 0 : LEANING_LOSS;
    return { words: piece.words, concepts: own, bonus: (RECURRENCE - loss) * worth };
  });
  const { chosen } = choose({ choices, weights: concepts.weights, maxWords: words });
  return chosen.map((index) => pieces[index]!).sort((a, b) => a.position - b.position || a.document - b.document);
}
