/** The signs of a query, one after the other: words, quotations, operators, parentheses, fields. */
import { distance } from 'fastest-levenshtein';
import { FIELDS, type Field, QUOTES } from './query.ts';
import { QueryRefusal, replaced } from './refusal.ts';

/** A shorter beginning is that of too many words. A character that writes a syllable or a word counts twice. */
export const MIN_PREFIX_LETTERS = 3;
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
/** Signs of the language as keyboards of East Asia write them, each as wide in the text as the one that it stands for. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '：': ':',
  '＊': '*',
  '～': '~',
  '＝': '=',
  '＋': '+',
  '－': '-',
  '！': '!',
  '｜': '|',
  '＆': '&',
};
const SYLLABLE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  '&&': 'and',
  '+': 'and',
  OR: 'or',
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

/** A query in one encoding: letters composed, white space and signs plain, nothing that can't be seen. */
export const plainQuery = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200e\u200f\u202a-\u202e\u2060-\u2069]/g, '')
    .replace(/[\s\p{Cc}]/gu, ' ')
    .replace(/[（）：＊～＝＋－！｜＆]/g, (sign) => FULL_WIDTH[sign] ?? sign);

/** Reads the whole query, a plain one. Throws QueryRefusal. */
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
  if (char === '|') return { kind: 'or', at, end: query[end] === '|' ? end + 1 : end };
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
  while (end < query.length && !' ()|'.includes(query[end]!) && !QUOTES.includes(query[end]!)) end += 1;
  if (colon > at) refuseUnknownField(query, at, colon, end);
  const written = query.slice(at, end);
  const operator = Object.hasOwn(OPERATORS, written) ? OPERATORS[written] : undefined;
  if (operator !== undefined) return { kind: operator, at, end };
  if (/^\*+$/.test(written)) {
    throw new QueryRefusal(at, 'A star alone would find every article.', replaced(query, at, end, ' '));
  }
  if (!LETTER_OR_DIGIT.test(written) && !written.startsWith('~')) return { at, end };
  refuseSingleQuotes(query, at);
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
  const typos = name.length < 5 ? 1 : 2;
  const nearest =
    FIELD_SYNONYMS.get(name.toLowerCase()) ?? FIELDS.find((known) => distance(known, name.toLowerCase()) <= typos);
  const value = query
    .slice(colon + 1, end)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  throw new QueryRefusal(
    at,
    `There is no field ${name}: (the fields are ${FIELDS.map((known) => `${known}:`).join(', ')}).`,
    nearest !== undefined
      ? replaced(query, at, colon, nearest)
      : replaced(query, at, end, value.includes(' ') ? `"${value}"` : ` ${value}`),
  );
}

/** What other search languages have and this one has not; taken as plain words it would quietly mean something else. */
function refuseForeignSyntax(query: string, at: number, written: string): void {
  const end = at + written.length;
  const bare = written.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
  const cure = (text: string): string => replaced(query, at, end, text);
  const words = cure(bare.includes(' ') ? `"${bare}"` : bare);
  if (/^\/.+\/$/.test(written))
    throw new QueryRefusal(at, 'Regular expressions are not supported.', cure(beginningOf(written)));
  if (/^[[{]\S* TO \S/.test(query.slice(at))) {
    throw new QueryRefusal(
      at,
      'Ranges are not supported.',
      `${query.slice(0, at)}${query.slice(at).replace(/^[^\]}]*[\]}]?/, '')}`,
    );
  }
  if (/^~\d*$/.test(written) && QUOTES.includes(query.slice(0, at).trimEnd().at(-1) ?? ' ')) {
    throw new QueryRefusal(
      at,
      'Between quotation marks and ~ there is no space.',
      `${query.slice(0, at).trimEnd()}${query.slice(at)}`,
    );
  }
  const tilde = /^(.*)~[\d.]*$/u.exec(written);
  if (tilde !== null) {
    const message = 'A word can’t be approximate; ~ follows quotation marks: "two words"~8.';
    throw new QueryRefusal(at + tilde[1]!.length, message, cure(tilde[1]!));
  }
  if (written.startsWith('~')) throw new QueryRefusal(at, '~ follows quotation marks: "two words"~8.', words);
  const boost = /^(.+)\^[\d.]+$/u.exec(written);
  if (boost !== null) {
    const message = 'A word matches or does not: it can’t be given a weight.';
    throw new QueryRefusal(at + boost[1]!.length, message, cure(boost[1]!));
  }
  const wild = written.search(/\*(?!$)|(?<=[\p{L}\p{N}])\?(?=[\p{L}\p{N}])/u);
  if (wild >= 0) {
    throw new QueryRefusal(at + wild, 'A star stands only at the end of a word: recogni*.', cure(beginningOf(written)));
  }
}

/** The first run of letters that is long enough to stand before a star, else the longest as a word. */
function beginningOf(written: string): string {
  const runs = written.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const telling = runs.find((run) => lettersIn(run) >= MIN_PREFIX_LETTERS);
  return telling === undefined ? runs.reduce((a, b) => (b.length > a.length ? b : a), '') : `${telling}*`;
}

function lettersIn(text: string): number {
  let letters = 0;
  for (const char of text) letters += SYLLABLE.test(char) ? 2 : 1;
  return letters;
}

/** Quotation marks that only look like them: taken as letters, the words between would be looked for each alone. */
function refuseSingleQuotes(query: string, at: number): void {
  const quotation = /^['‘]([^'’"]*\s[^'’"]*)['’](?![\p{L}\p{N}])/u.exec(query.slice(at));
  if (quotation === null) return;
  throw new QueryRefusal(
    at,
    'Words in a row stand between double quotation marks.',
    replaced(query, at, at + quotation[0].length, `"${quotation[1]}"`),
  );
}

function prefixOf(query: string, at: number, written: string): Sign {
  const text = written.slice(0, -1);
  const end = at + written.length;
  if (!/^[\p{L}\p{M}\p{N}]+$/u.test(text)) {
    const cure = replaced(query, at, end, text);
    throw new QueryRefusal(at, 'A star follows letters and digits only.', cure);
  }
  if (lettersIn(text) < MIN_PREFIX_LETTERS) {
    const message = `Too many words begin with “${text}”: at least ${MIN_PREFIX_LETTERS} letters are needed before a star.`;
    throw new QueryRefusal(at, message, replaced(query, at, end, text));
  }
  return { kind: 'prefix', text, at, end };
}
