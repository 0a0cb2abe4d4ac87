/** In words, what an article lacks of a part of a query. */
import type { AnalysedArticle, Word } from './analysis.ts';
import { wordsOf } from './analysis.ts';
import { nameWords } from './marks.ts';
import { type Leaf, printQuery, type Query } from './query.ts';

const MAX_SHOWN = 3;

const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
const cited = (texts: readonly string[]): string => listed(texts.map((text) => `“${text}”`));
const are = (texts: readonly unknown[]): string => (texts.length === 1 ? 'is' : 'are');

const wordsIn = (article: AnalysedArticle, title: boolean): readonly (Word | undefined)[] =>
  title ? article.words.slice(0, article.titleWords) : article.words;

/** Values that an article has of a field, as its marks say them, the longest of each row alone. */
function valuesOf(article: AnalysedArticle, field: string): string[] {
  const start = `#${field}:`;
  const values = article.marks.filter((mark) => mark.startsWith(start)).map((mark) => mark.slice(start.length));
  return values.filter((value) => !values.some((other) => other !== value && ` ${other} `.includes(` ${value} `)));
}

function reasonAgainstMark(leaf: Leaf & { readonly kind: 'mark' }, article: AnalysedArticle): string {
  const { field, text } = leaf;
  const values = valuesOf(article, field);
  const has = values.length === 0 ? 'none' : cited(values.slice(0, MAX_SHOWN));
  if (field === 'source') return `The outlet is ${has}, not “${text}”.`;
  if (field === 'lang') return `The language is ${has}, not “${text}”.`;
  if (field === 'tag') return `The tags are ${has}: “${text}” is not among them.`;
  if (field === 'place') return `No place “${text}” is named.`;
  if (field === 'org') return `No organisation “${text}” is named.`;
  const surname = nameWords('person', text).at(-1) ?? '';
  const others = values.filter((value) => value.split(' ').at(-1) === surname);
  return others.length === 0
    ? `Nobody called “${text}” is named.`
    : `“${text}” is not meant: the article has ${cited(others.slice(0, MAX_SHOWN))}.`;
}

function reasonAgainstWords(leaf: Exclude<Leaf, { kind: 'mark' }>, article: AnalysedArticle): string {
  const isTitle = leaf.title === true;
  const where = isTitle ? 'in the title' : 'in the article';
  if (leaf.kind === 'prefix') return `No word ${where} begins with “${leaf.text}”.`;
  const there = wordsIn(article, isTitle);
  const asked = wordsOf(leaf.text).filter((word) => leaf.kind === 'exact' || word.stem !== '');
  const lacking = asked.filter((word) =>
    leaf.kind === 'exact'
      ? !there.some((other) => other?.text === word.text || other?.plain === word.text)
      : !there.some((other) => other?.stem === word.stem),
  );
  const texts = lacking.map(({ text }) => text);
  if (leaf.kind === 'exact' && lacking.length > 0) {
    const otherwise = lacking.every((word) => there.some((other) => other?.norm === word.norm));
    return otherwise
      ? `${cited(texts)} ${are(texts)} ${where}, but not written so.`
      : `${cited(texts)} ${are(texts)} not ${where}.`;
  }
  if (lacking.length > 0) {
    const elsewhere = isTitle && lacking.every((word) => article.words.some((other) => other?.stem === word.stem));
    return `${cited(texts)} ${are(texts)} ${elsewhere ? 'in the text, but not in the title' : `not ${where}`}.`;
  }
  const all = cited(asked.map(({ text }) => text));
  return leaf.kind === 'near'
    ? `${all} are ${where}, but never so near each other (${leaf.within} words).`
    : `${all} are ${where}, but not in a row.`;
}

/** Why an article does not have a part of a query, a sentence. The part must be one that it does not satisfy. */
export function reasonAgainst(part: Query, article: AnalysedArticle): string {
  if (part.kind === 'mark') return reasonAgainstMark(part, article);
  if (part.kind === 'or') return `None of these is there: ${part.parts.map(printQuery).join('; ')}.`;
  if (part.kind === 'and' || part.kind === 'not') return `The article does not satisfy ${printQuery(part)}.`;
  return reasonAgainstWords(part, article);
}
