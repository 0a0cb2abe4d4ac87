/** One query against one article, with the places where it is satisfied. For explaining and for looking back; many queries go to the matcher. */
import type { AnalysedArticle } from './analysis.ts';
import type { Condition, Test } from './condition.ts';
import { nearestWindow } from './nearness.ts';

/** Words of the article from place `from` to before place `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An article being looked at for one query after another: what was looked for once is remembered. */
export class Sight {
  readonly article: AnalysedArticle;
  readonly #stems: string[] = [];
  readonly #isThere: boolean[] = [];

  constructor(article: AnalysedArticle) {
    this.article = article;
  }

  /** Whether the article has a word of this stem anywhere. */
  has(stem: string): boolean {
    const known = this.#stems.indexOf(stem);
    if (known >= 0) return this.#isThere[known]!;
    const found = hasStem(this.article, stem);
    this.#stems.push(stem);
    this.#isThere.push(found);
    return found;
  }

  /** Whether nothing a test needs is missing; cheap, and usually enough to say no. */
  mayHold(test: Test): boolean {
    if (test.kind !== 'sequence' && test.kind !== 'near') return true;
    return test.stems.every((stem) => stem === '' || this.has(stem));
  }
}

/** A plain loop: a look back spends nearly all of its time here. */
function hasStem({ words }: AnalysedArticle, stem: string): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word !== undefined && word.stem === stem) return true;
  }
  return false;
}

/** The words among which a test is decided. */
const reach = (test: { readonly title: boolean }, article: AnalysedArticle): number =>
  test.title ? article.titleWords : article.words.length;

/** Runs of `length` places before `limit` where every place fits, at most `most`. */
export function runsOf(
  length: number,
  limit: number,
  most: number,
  fits: (at: number, offset: number) => boolean,
): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from + length <= limit && spans.length < most; from += 1) {
    let offset = 0;
    while (offset < length && fits(from + offset, offset)) offset += 1;
    if (offset === length) spans.push({ from, to: from + length });
  }
  return spans;
}

function nearSpans(test: Test & { readonly kind: 'near' }, article: AnalysedArticle): Span[] {
  const words = new Map<string, { positions: number[]; offsets: number[] }>();
  for (const [offset, stem] of test.stems.entries()) {
    if (stem === '') continue;
    const word = words.get(stem) ?? { positions: [], offsets: [] };
    word.offsets.push(offset);
    words.set(stem, word);
  }
  for (let at = 0; at < reach(test, article); at += 1) words.get(article.words[at]?.stem ?? '')?.positions.push(at);
  return (nearestWindow([...words.values()], test.within) ?? [])
    .sort((a, b) => a - b)
    .map((at) => ({ from: at, to: at + 1 }));
}

/** Where a test is satisfied, at most `most` times; for words near each other, the first place of each. Nothing for marks. */
export function spansOf(test: Test, article: AnalysedArticle, most = Number.POSITIVE_INFINITY): Span[] {
  const { words } = article;
  switch (test.kind) {
    case 'mark':
      return [];
    case 'near':
      return nearSpans(test, article);
    case 'prefix':
      return runsOf(1, reach(test, article), most, (at) => words[at]?.norm.startsWith(test.prefix) === true);
    case 'exact':
      return runsOf(test.forms.length, reach(test, article), most, (at, offset) => {
        const form = test.forms[offset];
        return words[at]?.text === form || words[at]?.plain === form;
      });
    case 'sequence':
      return runsOf(test.stems.length, reach(test, article), most, (at, offset) => {
        const stem = test.stems[offset];
        return stem === '' || words[at]?.stem === stem;
      });
  }
}

function holds(test: Test, sight: Sight): boolean {
  if (test.kind === 'mark') return sight.article.marks.includes(test.mark);
  if (!sight.mayHold(test)) return false;
  const isOneWord = test.kind === 'sequence' && test.stems.length === 1 && !test.title;
  return isOneWord || spansOf(test, sight.article, 1).length > 0;
}

/** Whether an article satisfies a condition. */
export function satisfies(condition: Condition, sight: Sight): boolean {
  if (condition.op === 'test') return holds(condition.test, sight) !== condition.negated;
  const isDecisive = condition.op === 'any';
  for (const part of condition.parts) if (satisfies(part, sight) === isDecisive) return isDecisive;
  return !isDecisive;
}
