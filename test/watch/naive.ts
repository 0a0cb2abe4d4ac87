/** The query language evaluated word by word, with nothing clever: what the matcher must agree with. */
import { type AnalysedArticle, type Word, wordsOf } from '../../src/watch/analysis.ts';
import { markFor, rowMarkFor } from '../../src/watch/marks.ts';
import type { Leaf, Query } from '../../src/watch/query.ts';

type Field = readonly (Word | undefined)[];

const titleOf = (article: AnalysedArticle): Field => article.words.slice(0, article.titleWords);
const textOf = (article: AnalysedArticle): Field => wordsOf(article.text);

/** The words asked for, without common words at the ends; those inside stand for any word. */
function asked(text: string): Word[] {
  const words = wordsOf(text);
  const first = words.findIndex((word) => word.stem !== '');
  const last = words.findLastIndex((word) => word.stem !== '');
  return words.slice(first, last + 1);
}

function inARow(words: readonly Word[], field: Field): boolean {
  return field.some((_, at) =>
    words.every(
      (word, offset) => at + offset < field.length && (word.stem === '' || field[at + offset]?.stem === word.stem),
    ),
  );
}

/** Tries every way to place the words. */
function near(words: readonly Word[], within: number, field: Field): boolean {
  const place = (next: number, used: readonly number[], moved: readonly number[]): boolean => {
    if (moved.length > 0 && Math.max(...moved) - Math.min(...moved) > within) return false;
    const word = words[next];
    if (word === undefined) return true;
    if (word.stem === '') return place(next + 1, used, moved);
    return field.some(
      (there, at) =>
        there?.stem === word.stem && !used.includes(at) && place(next + 1, [...used, at], [...moved, at - next]),
    );
  };
  return place(0, [], []);
}

function exact(text: string, field: Field): boolean {
  const forms = wordsOf(text).map((word) => word.text);
  return field.some((_, at) =>
    forms.every((form, offset) => field[at + offset]?.text === form || field[at + offset]?.plain === form),
  );
}

function leafHolds(leaf: Leaf, article: AnalysedArticle): boolean {
  if (leaf.kind === 'mark') {
    return [markFor(leaf.field, leaf.text)!, rowMarkFor(leaf.field, leaf.text)!].some((mark) =>
      article.marks.includes(mark),
    );
  }
  const fields = leaf.title === true ? [titleOf(article)] : [titleOf(article), textOf(article)];
  return fields.some((field) => {
    if (leaf.kind === 'prefix' && wordsOf(leaf.text).length > 1) return inARow(asked(leaf.text), field);
    if (leaf.kind === 'prefix') return field.some((word) => word?.norm.startsWith(leaf.text.toLowerCase()) === true);
    if (leaf.kind === 'exact') return exact(leaf.text, field);
    return leaf.kind === 'near' ? near(asked(leaf.text), leaf.within, field) : inARow(asked(leaf.text), field);
  });
}

export function naiveMatch(query: Query, article: AnalysedArticle): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => naiveMatch(part, article));
    case 'or':
      return query.parts.some((part) => naiveMatch(part, article));
    case 'not':
      return !naiveMatch(query.part, article);
    default:
      return leafHolds(query, article);
  }
}
