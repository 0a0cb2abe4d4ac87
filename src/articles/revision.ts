/** What an outlet changed in an article: what an editor wants to know, told apart from noise. */
import type { Article } from '../model.ts';
import { namesOf } from '../text/names.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { readText } from '../text/read.ts';

const CORRECTION =
  /\b(correction|corrected|clarification|editor['’]?s note|an earlier version of this (article|story))\b/i;
/** A change is described with at most so many examples. */
const EXAMPLES_MAX = 3;

type Text = Pick<Article, 'title' | 'text'>;

/** What is written, by what it says: editors' marks and spaces aside. */
type Said = ReadonlyMap<string, string>;

interface Facts {
  readonly names: Said;
  readonly figures: Said;
  readonly quotations: Said;
  readonly corrected: boolean;
}

function factsOf({ text }: Text): Facts {
  const reading = readText(text.replace(/[^\S\n]+/g, ' '));
  const said = (texts: readonly { readonly text: string }[], key = fold): Said =>
    new Map(texts.map((each) => [key(each.text), each.text]));
  return {
    names: said(namesOf(reading)),
    // a sign or a comma is all the difference between two figures
    figures: said(
      reading.sentences.flatMap((sentence) => quantitiesIn(sentence)),
      (figure) => figure.toLowerCase(),
    ),
    quotations: said(reading.sentences.flatMap((sentence) => quotationsIn(sentence))),
    corrected: CORRECTION.test(text),
  };
}

/** The material changes from one state of an article to the next, in words; empty where only noise changed. */
export function materialChanges(before: Text, after: Text): readonly string[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const changes: string[] = [];
  if (fold(before.title) !== fold(after.title)) changes.push(`headline was “${before.title}”, is “${after.title}”`);
  if (now.corrected && !old.corrected) changes.push('carries a correction or an editor’s note');
  const kinds = [
    ['figure', old.figures, now.figures],
    ['name', old.names, now.names],
    ['quotation', old.quotations, now.quotations],
  ] as const;
  for (const [kind, was, is] of kinds) {
    const added = missing(is, was);
    const gone = missing(was, is);
    if (added.length > 0) changes.push(`new ${kind}: ${added.join('; ')}`);
    if (gone.length > 0) changes.push(`${kind} gone: ${gone.join('; ')}`);
  }
  return changes;
}

/** Examples of what `said` holds and `other` does not. */
const missing = (said: Said, other: Said): string[] =>
  [...said]
    .filter(([key]) => !other.has(key))
    .map(([, text]) => text)
    .slice(0, EXAMPLES_MAX);

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
