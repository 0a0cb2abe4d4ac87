/** The signs of a query, one after the other: words, quotations, operators, parentheses, fields. */
import { distance } from 'fastest-levenshtein';
import { FIELDS, type Field, QUOTES } from './query.ts';
import { QueryRefusal, replaced } from './refusal.ts';

/** A shorter beginning is that of too many words. */
export const MIN_PREFIX_CHARS = 3;
/** Farther apart, words have nothing to do with each other. */
export const MAX_NEAR_WORDS = 50;

interface Place {
  /** First unit of the sign in the query, and the unit after its last. */
  readonly at: number;
  readonly end: number;
}
export type Sign = Place &
  (
    | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'exact' }
    | { readonly kind: 'field'; readonly field: Field }
    | { readonly kind: 'word' | 'prefix'; readonly text: string }
    | { readonly kind: 'quotation'; readonly text: string; readonly within: number }
  );

const MINUS = '-–−';
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  '&&': 'and',
  '+': 'and',
  OR: 'or',
  '||': 'or',
  '|': 'or',
  NOT: 'not',
};
/** What people call our fields elsewhere. */
const FIELD_SYNONYMS: ReadonlyMap<string, Field> = new Map([
  ['intitle', 'title'],
  ['headline', 'title'],
  ['site', 'source'],
  ['outlet', 'source'],
  ['language', 'lang'],
  ['topic', 'tag'],
  ['who', 'person'],
  ['name', 'person'],
  ['country', 'place'],
  ['location', 'place'],
  ['organisation', 'org'],
  ['organization', 'org'],
  ['company', 'org'],
]);

/** Reads the whole query. White space must already be plain spaces. Throws QueryRefusal. */
export function scan(query: string): Sign[] {
  const signs: Sign[] = [];
  let at = 0;
  while (at < query.length) {
    const char = query[at]!;
    if (char === ' ') at += 1;
    else {
      const sign = signAt(query, at);
      if ('kind' in sign) signs.push(sign);
      at = sign.end;
    }
  }
  return signs;
}

/** The sign that begins at `at`; only a place where there is nothing to be read but punctuation. */
function signAt(query: string, at: number): Sign | Place {
  const char = query[at]!;
  const end = at + 1;
  if (char === '(') return { kind: 'open', at, end };
  if (char === ')') return { kind: 'close', at, end };
  if (char === '=') return { kind: 'exact', at, end };
  if (QUOTES.includes(char)) return quotationAt(query, at);
  const closed = end >= query.length || query[end] === ' ';
  if (!closed && char === '+') return { kind: 'and', at, end };
  if (!closed && (MINUS.includes(char) || char === '!')) {
    return MINUS.includes(query[end]!) ? { at, end: end + 1 } : { kind: 'not', at, end };
  }
  if (closed && MINUS.includes(char)) return loneMinus(query, at);
  return wordAt(query, at);
}

/** A dash between two words of a headline and a minus that lost its word look alike: we do not guess. */
function loneMinus(query: string, at: number): never {
  const rest = query.slice(at + 1).trimStart();
  throw new QueryRefusal(
    at,
    'A minus sign stands right before the word that it excludes, without a space.',
    rest === '' ? query.slice(0, at).trim() : `${query.slice(0, at)}-${rest}`,
  );
}

function quotationAt(query: string, at: number): Sign {
  let text = '';
  let end = at + 1;
  while (end < query.length && !QUOTES.includes(query[end]!)) {
    if (query[end] === '\\' && end + 1 < query.length) end += 1;
    text += query[end];
    end += 1;
  }
  if (end >= query.length) {
    // What was escaped is a mark like those that open and close: closing the quotation must not make it one.
    const words = [...text]
      .filter((char) => !QUOTES.includes(char) && char !== '\\')
      .join('')
      .trim();
    throw new QueryRefusal(
      at,
      'This quotation mark is never closed.',
      `${query.slice(0, at)}${words === '' ? '' : `"${words}"`}`,
    );
  }
  end += 1;
  const star = text.search(/(?<=[\p{L}\p{N}])\*(?=\s|$)/u);
  if (star >= 0) {
    throw new QueryRefusal(
      at,
      'A star does not work inside quotation marks.',
      replaced(query, at, end, `"${text.replaceAll('*', '')}"`),
    );
  }
  if (query[end] !== '~') return { kind: 'quotation', text, within: 0, at, end };
  return nearness(query, at, end, text);
}

function nearness(query: string, at: number, tilde: number, text: string): Sign {
  const digits = /^\d{1,6}/.exec(query.slice(tilde + 1))?.[0] ?? '';
  const end = tilde + 1 + digits.length;
  if (digits === '') {
    const cure = replaced(query, tilde, end, '~8');
    throw new QueryRefusal(tilde, 'After ~ comes a number: how many words may lie between.', cure);
  }
  if (Number(digits) > MAX_NEAR_WORDS) {
    const cure = replaced(query, tilde, end, `~${MAX_NEAR_WORDS}`);
    throw new QueryRefusal(tilde, `Words can be near each other by at most ${MAX_NEAR_WORDS} words.`, cure);
  }
  return { kind: 'quotation', text, within: Number(digits), at, end };
}

function wordAt(query: string, at: number): Sign | Place {
  const colon = colonAfterName(query, at);
  const field = FIELDS.find((known) => known === query.slice(at, colon).toLowerCase());
  if (field !== undefined) return { kind: 'field', field, at, end: colon + 1 };
  let end = at;
  while (end < query.length && !' ()'.includes(query[end]!) && !QUOTES.includes(query[end]!)) end += 1;
  if (colon > at) refuseUnknownField(query, at, colon, end);
  const written = query.slice(at, end);
  const operator = Object.hasOwn(OPERATORS, written) ? OPERATORS[written] : undefined;
  if (operator !== undefined) return { kind: operator, at, end };
  if (!LETTER_OR_DIGIT.test(written)) return { at, end };
  refuseForeignSyntax(query, at, written);
  if (!written.endsWith('*')) return { kind: 'word', text: written, at, end };
  return prefixOf(query, at, written);
}

/** Where the colon stands of what looks like a field; `at` where nothing does. */
function colonAfterName(query: string, at: number): number {
  const name = /[a-z]+(?=:)/iy;
  name.lastIndex = at;
  return name.test(query) ? name.lastIndex : at;
}

function refuseUnknownField(query: string, at: number, colon: number, end: number): void {
  const name = query.slice(at, colon);
  // "Breaking: ferry late" is a headline, no field.
  if (colon + 1 >= query.length || ' )'.includes(query[colon + 1]!)) return;
  const nearest =
    FIELD_SYNONYMS.get(name.toLowerCase()) ?? FIELDS.find((known) => distance(known, name.toLowerCase()) <= 2);
  const value = query.slice(colon + 1, end);
  throw new QueryRefusal(
    at,
    `There is no field ${name}: (the fields are ${FIELDS.map((known) => `${known}:`).join(', ')}).`,
    nearest !== undefined
      ? replaced(query, at, colon, nearest)
      : replaced(query, at, end, value === '' ? ' ' : `"${name} ${value.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}"`),
  );
}

/** What other search languages have and this one has not; taken as plain words it would quietly mean something else. */
function refuseForeignSyntax(query: string, at: number, written: string): void {
  const end = at + written.length;
  const bare = written.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const cure = replaced(query, at, end, bare.includes(' ') ? `"${bare}"` : bare);
  if (/^\/.+\/$/.test(written)) throw new QueryRefusal(at, 'Regular expressions are not supported.', cure);
  const tilde = written.search(/~[\d.]*$/);
  if (tilde > 0) {
    throw new QueryRefusal(at + tilde, 'A word can’t be approximate; ~ follows quotation marks: "two words"~8.', cure);
  }
  const boost = written.search(/\^[\d.]+$/);
  if (boost > 0) throw new QueryRefusal(at + boost, 'A word matches or does not: it can’t be given a weight.', cure);
  const wild = written.search(/\*(?!$)|(?<=[\p{L}\p{N}])\?(?=[\p{L}\p{N}])/u);
  if (wild >= 0) throw new QueryRefusal(at + wild, 'A star stands only at the end of a word: recogni*.', cure);
}

function prefixOf(query: string, at: number, written: string): Sign {
  const text = written.slice(0, -1);
  const end = at + written.length;
  if (!/^[\p{L}\p{M}\p{N}]+$/u.test(text)) {
    const cure = replaced(query, at, end, text);
    throw new QueryRefusal(at, 'A star follows letters and digits only.', cure);
  }
  if ([...text].length < MIN_PREFIX_CHARS) {
    const message = `Too many words begin with “${text}”: at least ${MIN_PREFIX_CHARS} letters are needed before a star.`;
    throw new QueryRefusal(at, message, replaced(query, at, end, text));
  }
  return { kind: 'prefix', text, at, end };
}
