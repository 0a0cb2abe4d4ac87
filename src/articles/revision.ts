/** What an outlet changed in an article: what an editor wants to know, told apart from noise. */
import type { Article } from '../model.ts';
import { CURRENCIES, MEASURES } from '../text/measures.ts';
import { namesOf } from '../text/names.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { readText } from '../text/read.ts';
import type { Quantity } from '../text/reading.ts';
import { isFurniture } from './boilerplate.ts';
import { isTakenBack } from './removal.ts';

/** A paragraph in which an outlet sets itself right, by its label or by what it says. */
const CORRECTION =
  /^[\s*[(–—-]*(?:corrections?|clarifications?|editor['’]?s[’']? note|berichtigung|korrektur|anmerkung der redaktion|rectificatif|note de la rédaction|corrección|fe de erratas|fe de errores|nota del editor|rettifica|errata corrige|sprostowanie|correctie|rectificatie|rättelse)\b\s*(?:[:.–—([-]|$)|\b(?:an? (?:earlier|previous) version of (?:this|the)|this (?:article|story|post|report|headline|piece) (?:has been|was) (?:corrected|amended|updated to (?:correct|clarify|reflect))|(?:has been|was) corrected to|in einer früheren (?:version|fassung)|une version (?:précédente|antérieure) de cet|una versión anterior de est|una versione precedente di quest)/iu;
/** A change is described with at most so many examples. */
const EXAMPLES_MAX = 3;
/** A shorter word that was respelled may be another word: Iran, Iraq. */
const RESPELLED_MIN_LETTERS = 5;

type Text = Pick<Article, 'title' | 'text'>;

/** What is written, by what it says: editors' marks and spaces aside. */
type Said = ReadonlyMap<string, string>;

interface Facts {
  readonly names: Said;
  readonly figures: Said;
  readonly quotations: Said;
  readonly corrections: Said;
}

function factsOf({ text }: Text): Facts {
  const paragraphs = text.split(/\n+/);
  const corrections = paragraphs.filter((paragraph) => CORRECTION.test(paragraph));
  // Counters and reading times that were left in a text move without anybody writing.
  const written = paragraphs.filter((paragraph) => !isFurniture(paragraph)).join('\n\n');
  const reading = readText(written.replace(/[^\S\n]+/g, ' '));
  const said = (texts: readonly { readonly text: string }[]): Said =>
    new Map(texts.map((each) => [fold(each.text), each.text]));
  return {
    names: said(namesOf(reading)),
    figures: new Map(
      reading.sentences.flatMap((sentence) => quantitiesIn(sentence)).map((figure) => [amountOf(figure), figure.text]),
    ),
    quotations: said(reading.sentences.flatMap((sentence) => quotationsIn(sentence))),
    corrections: said(corrections.map((correction) => ({ text: correction }))),
  };
}

const MEASURED = new Set([...CURRENCIES.map(([, unit]) => unit), ...Object.values(MEASURES)]);

/** “Four million” is 4 million; $4 million is not. What is counted may be reworded. */
const amountOf = ({ value, upTo, unit }: Quantity): string =>
  `${value} ${upTo ?? ''} ${MEASURED.has(unit) ? unit : ''}`;

/**
 * The material changes from one state of an article to the next, in words: its headline, a correction, figures, names, quotations, or
 * that it was taken back. Empty where only noise changed: counters, spaces, marks, spelling.
 */
export function materialChanges(before: Text, after: Text): readonly string[] {
  if (before.text !== after.text && isTakenBack(before, after)) return ['withdrawn by its outlet'];
  const [old, now] = [factsOf(before), factsOf(after)];
  const changes: string[] = [];
  if (!saysTheSame(fold(before.title), fold(after.title)))
    changes.push(`headline was “${before.title}”, is “${after.title}”`);
  if (missing(now.corrections, old.corrections, saysTheSame).length > 0)
    changes.push('carries a correction or an editor’s note');
  const kinds = [
    ['figure', old.figures, now.figures, Object.is],
    ['name', old.names, now.names, namesTheSame],
    ['quotation', old.quotations, now.quotations, saysTheSame],
  ] as const;
  for (const [kind, was, is, same] of kinds) {
    const added = missing(is, was, same);
    const gone = missing(was, is, same);
    if (added.length > 0) changes.push(`new ${kind}: ${added.join('; ')}`);
    if (gone.length > 0) changes.push(`${kind} gone: ${gone.join('; ')}`);
  }
  return changes;
}

/** Examples of what `said` holds and `other` does not. */
const missing = (said: Said, other: Said, same: (a: string, b: string) => boolean): string[] =>
  [...said]
    .filter(([key]) => !other.has(key) && ![...other.keys()].some((known) => same(key, known)))
    .map(([, text]) => text)
    .slice(0, EXAMPLES_MAX);

/** The same person by surname and in full: “Quill”, “Hedda Quill”. */
function namesTheSame(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return longer.endsWith(` ${shorter}`);
}

/** Word for word the same, or respelled. */
function saysTheSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [ours, theirs] = [a.split(' '), b.split(' ')];
  return ours.length === theirs.length && ours.every((word, i) => word === theirs[i] || isRespelled(word, theirs[i]!));
}

/** True for what fingers mix up and no sense does: a letter doubled or not, two neighbours changed over. */
function isRespelled(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < RESPELLED_MIN_LETTERS || /\d/.test(a + b)) return false;
  const single = (word: string): string => word.replace(/(.)\1/gu, '$1');
  if (single(a) === single(b)) return true;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at > 0 && a.length === b.length && `${a.slice(0, at)}${a[at + 1]}${a[at]}${a.slice(at + 2)}` === b;
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
