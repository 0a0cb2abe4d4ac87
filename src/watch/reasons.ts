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

/** Whom an article and its story name, as they write it, whose last word is this surname. */
function bearersOf({ given }: AnalysedArticle, surname: string): string[] {
  const people = [...(given.names ?? []), ...(given.storyNames ?? [])].filter(({ kind }) => kind === 'person');
  const texts = people.map(({ text }) => text).filter((text) => nameWords('person', text).at(-1) === surname);
  const full = texts.filter((text) => nameWords('person', text).length > 1);
  return [...new Set(full.length > 0 ? full : texts)];
}

function reasonAgainstMark(leaf: Leaf & { readonly kind: 'mark' }, article: AnalysedArticle): string {
  const { field, text } = leaf;
  const { source, lang, tags = [] } = article.given;
  if (field === 'source') return `The outlet is ${source ?? 'not known'}, not “${text}”.`;
  if (field === 'lang') return `The language is ${lang ?? 'not known'}, not ${text}.`;
  if (field === 'tag')
    return tags.length === 0
      ? `It has no tags, so not “${text}”.`
      : `Its tags are ${listed(tags.slice(0, MAX_SHOWN))}, not “${text}”.`;
  if (field === 'place') return `No place “${text}” is named.`;
  if (field === 'org') return `No organisation “${text}” is named.`;
  const others = bearersOf(article, nameWords('person', text).at(-1) ?? '');
  return others.length === 0
    ? `Nobody called “${text}” is named.`
    : `“${text}” is not meant: it names ${cited(others.slice(0, MAX_SHOWN))}.`;
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
  if (part.kind === 'or') return `None of these is there: ${listed(part.parts.map(printQuery))}.`;
  if (part.kind === 'and' || part.kind === 'not') return `It does not have ${printQuery(part)}.`;
  return reasonAgainstWords(part, article);
}
