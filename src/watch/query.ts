/** What a watchlist asks for, as a tree, and as the text that people edit. */
import type { MarkField } from './marks.ts';

/** How one thing asked for is to be found. `title`: only in the title. */
export type Leaf =
  /** One word in any inflection, or several in a row: `taliban`, `"islamic emirate"`. */
  | { readonly kind: 'words'; readonly text: string; readonly title?: true }
  /** Words that stand near each other, at most `within` places moved: `"embassy kabul"~8`. */
  | { readonly kind: 'near'; readonly text: string; readonly within: number; readonly title?: true }
  /** Every word that begins so: `recogni*`. */
  | { readonly kind: 'prefix'; readonly text: string; readonly title?: true }
  /** Case and form as written: `=US`, `="Green Party"`. */
  | { readonly kind: 'exact'; readonly text: string; readonly title?: true }
  /** What is not in the words: `source:reuters`, `person:"James Baker"`. */
  | { readonly kind: 'mark'; readonly field: MarkField; readonly text: string };

export type Query =
  | Leaf
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query };

/** Joins parts of one kind; parts of the same kind inside become parts of it, and one alone needs no joining. */
export function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}

export const FIELDS = ['title', 'source', 'lang', 'tag', 'person', 'place', 'org'] as const;
export type Field = (typeof FIELDS)[number];

/** Whether a query asks for a person, a place or an organisation: only then need an article's names be read for it. */
export function asksForNames(query: Query): boolean {
  if (query.kind === 'not') return asksForNames(query.part);
  if (query.kind === 'and' || query.kind === 'or') return query.parts.some(asksForNames);
  return query.kind === 'mark' && ['person', 'place', 'org'].includes(query.field);
}

const PLAIN_WORD = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_.'’-]*[\p{L}\p{M}\p{N}])?$/u;
const OPERATORS = new Set(['and', 'or', 'not']);

/** Every mark that opens or closes a quotation, as keyboards and languages have it. */
export const QUOTES = '"“”„‟«»＂「」『』《》〝〞';
const quoted = (text: string): string =>
  `"${[...text].map((char) => (char === '\\' || QUOTES.includes(char) ? `\\${char}` : char)).join('')}"`;
const spelled = (text: string): string =>
  PLAIN_WORD.test(text) && !OPERATORS.has(text.toLowerCase()) ? text : quoted(text);

function printLeaf(leaf: Leaf): string {
  if (leaf.kind === 'mark') return `${leaf.field}:${spelled(leaf.text)}`;
  const field = leaf.title === true ? 'title:' : '';
  if (leaf.kind === 'near') return `${field}${quoted(leaf.text)}~${leaf.within}`;
  if (leaf.kind === 'prefix') return `${field}${leaf.text}*`;
  return `${field}${leaf.kind === 'exact' ? '=' : ''}${spelled(leaf.text)}`;
}

function printPart(part: Query): string {
  return part.kind === 'and' || part.kind === 'or' ? `(${printQuery(part)})` : printQuery(part);
}

/** The query in one fixed form that reads back as the same query: AND, OR, NOT in capitals, parentheses where they matter. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.parts.map(printPart).join(' AND ');
    case 'or':
      return query.parts.map(printPart).join(' OR ');
    case 'not':
      return `NOT ${printPart(query.part)}`;
    default:
      return printLeaf(query);
  }
}
