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

interface Facts {
  readonly names: ReadonlySet<string>;
  readonly figures: ReadonlySet<string>;
  readonly quotations: ReadonlySet<string>;
  readonly corrected: boolean;
}

function factsOf({ text }: Text): Facts {
  const reading = readText(text);
  return {
    names: new Set(namesOf(reading).map((name) => name.text)),
    figures: new Set(reading.sentences.flatMap((sentence) => quantitiesIn(sentence).map((quantity) => quantity.text))),
    quotations: new Set(
      reading.sentences.flatMap((sentence) => quotationsIn(sentence).map((quotation) => quotation.text)),
    ),
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
    const added = [...is].filter((value) => !was.has(value)).slice(0, EXAMPLES_MAX);
    const gone = [...was].filter((value) => !is.has(value)).slice(0, EXAMPLES_MAX);
    if (added.length > 0) changes.push(`new ${kind}: ${added.join('; ')}`);
    if (gone.length > 0) changes.push(`${kind} gone: ${gone.join('; ')}`);
  }
  return changes;
}

const fold = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
