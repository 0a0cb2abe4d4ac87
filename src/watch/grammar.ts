/**
 * The language of watchlists. What people know from search engines, and nothing that could run away:
 *
 *   query   = either                         words        taliban           any inflection
 *   either  = both { OR both }               in a row     "islamic emirate"
 *   both    = part { [AND] part }            near         "embassy kabul"~8
 *   part    = [ NOT ] operand                beginning    recogni*
 *   operand = ( either ) | field: operand    as written   =US  ="Green Party"
 *           | leaf                           fields       title: source: lang: tag: person: place: org:
 */
import { isEverywhere, wordsOf } from './analysis.ts';
import { conditionOf, matchesWithoutEvidence, stemsOf } from './condition.ts';
import { type Field, joined, type Leaf, printQuery, QUOTES, type Query } from './query.ts';
import { asBadQuery, QueryRefusal, replaced } from './refusal.ts';
import { plainQuery, type Sign, scan } from './scanner.ts';

export const MAX_QUERY_CHARS = 10_000;
/** Parentheses and NOTs inside each other. */
export const MAX_QUERY_DEPTH = 20;
/** Words, quotations and fields in one query. */
export const MAX_QUERY_PARTS = 500;
export const MAX_PHRASE_WORDS = 30;

const EXAMPLE = 'taliban AND (russia OR "islamic emirate")';
const EXAMPLE_WORDS = ['taliban', 'election', 'earthquake'];
/** Repairs of repairs that are tried before the example is shown instead. */
const MAX_REPAIRS = 8;

/** A part that holds only words like "the": it asks for nothing. */
interface Common {
  readonly kind: 'common';
  readonly at: number;
  readonly text: string;
}
type Part = Query | Common;

/** Reads a query. Throws `bad_query`: the message names the place and what is wrong, the hint shows a query that works. */
export function parseQuery(text: string): Query {
  const query = plainQuery(text);
  try {
    return read(query);
  } catch (thrown) {
    if (!(thrown instanceof QueryRefusal)) throw thrown;
    throw asBadQuery(query, thrown, workingQuery(thrown));
  }
}

/** What the person may have meant, where that can be read; else the example. */
function workingQuery(refusal: QueryRefusal): string {
  let repaired = refusal.repaired;
  for (let tries = 0; tries < MAX_REPAIRS && repaired !== undefined; tries += 1) {
    try {
      return printQuery(read(repaired));
    } catch (thrown) {
      if (!(thrown instanceof QueryRefusal)) throw thrown;
      repaired = thrown.repaired;
    }
  }
  return EXAMPLE;
}

function read(query: string): Query {
  if (query.length > MAX_QUERY_CHARS) {
    const message = `A query has at most ${MAX_QUERY_CHARS} characters; this one has ${query.length}.`;
    throw new QueryRefusal(MAX_QUERY_CHARS, message);
  }
  refuseRegularExpression(query);
  const found = new Parser(query, scan(query)).all();
  if (found.kind === 'common') {
    throw new QueryRefusal(
      found.at,
      `“${found.text}” is in nearly every article: it can’t be watched for.`,
      withoutCommon(query, found),
    );
  }
  if (matchesWithoutEvidence(conditionOf(found))) refuseMatchAll(query, found);
  return found;
}

const QUOTATION = new RegExp(`[${QUOTES}](?:\\\\.|[^\\\\${QUOTES}])*[${QUOTES}]`, 'gu');
/** Lucene's `/ferry|boat/`, which falls apart before it can be seen as one word. Simple ones the scanner refuses. */
const REGULAR_EXPRESSION = /(?<![^\s(:])\/([^\s/]*[|(]\S*)\/(?![^\s)])/u;

function refuseRegularExpression(query: string): void {
  const found = REGULAR_EXPRESSION.exec(query.replace(QUOTATION, (quotation) => '"'.repeat(quotation.length)));
  if (found === null) return;
  const words = found[1]!.match(/[\p{L}\p{N}]+/gu) ?? [];
  throw new QueryRefusal(
    found.index,
    'Regular expressions are not supported.',
    replaced(
      query,
      found.index,
      found.index + found[0].length,
      words.length > 1 ? `(${words.join(' OR ')})` : words.join(''),
    ),
  );
}

/** "will" is dropped; "Will" may be a name, and is to be found as it is written. */
function withoutCommon(query: string, common: Common): string {
  const by = isEverywhere(common.text) ? ' ' : `="${common.text}"`;
  return replaced(query, common.at, common.at + common.text.length, by);
}

function refuseMatchAll(query: string, found: Query): never {
  const not = query.search(/(?<![\p{L}\p{N}])(?:NOT\b|[-–−!])/u);
  const message =
    not >= 0
      ? 'This can match every article: say what must be there, not only what must not.'
      : 'Nearly every article has this: say what else must be there.';
  throw new QueryRefusal(Math.max(0, not), message, cured(found));
}

/** What is asked for beside what is excluded, where anything is; else with something to look for in front. */
function cured(query: Query): string {
  const parts = query.kind === 'or' ? query.parts : [query];
  const wanted = parts.filter((part) => !matchesWithoutEvidence(conditionOf(part)));
  const rest = parts.filter((part) => !wanted.includes(part));
  if (wanted.length > 0) {
    const kept = rest.filter((part) => part.kind === 'not' && !wanted.some((other) => sameQuery(other, part.part)));
    return printQuery(joined('and', [joined('or', wanted), ...kept]));
  }
  const example = EXAMPLE_WORDS.find((word) => !printQuery(query).toLowerCase().includes(word)) ?? EXAMPLE;
  return printQuery(joined('and', [{ kind: 'words', text: example }, query]));
}

const sameQuery = (a: Query, b: Query): boolean => printQuery(a) === printQuery(b);

class Parser {
  readonly #query: string;
  readonly #signs: readonly Sign[];
  #next = 0;
  #depth = 0;
  #leaves = 0;

  constructor(query: string, signs: readonly Sign[]) {
    this.#query = query;
    this.#signs = signs;
  }

  all(): Part {
    if (this.#signs.length === 0) throw new QueryRefusal(0, 'There is no word in this query.');
    const found = this.#either(undefined);
    const left = this.#signs[this.#next];
    if (left !== undefined) this.#drop(left, 'This parenthesis was never opened.');
    return found;
  }

  /** Refuses a sign that has no business where it stands. */
  #drop(sign: Sign, message: string): never {
    throw new QueryRefusal(sign.at, message, replaced(this.#query, sign.at, sign.end, ' '));
  }

  #either(field: Field | undefined): Part {
    const parts = [this.#both(field)];
    while (this.#signs[this.#next]?.kind === 'or') {
      this.#next += 1;
      parts.push(this.#both(field));
    }
    if (parts.length === 1) return parts[0]!;
    return joined(
      'or',
      parts.map((part) => this.#needsEvidence(part, 'everything would match')),
    );
  }

  /** "the" may stand beside other words, where it asks for nothing; not where the whole query would hang on it. */
  #needsEvidence(part: Part, why: string): Query {
    if (part.kind !== 'common') return part;
    throw new QueryRefusal(
      part.at,
      `“${part.text}” is in nearly every article: ${why}.`,
      withoutCommon(this.#query, part),
    );
  }

  #both(field: Field | undefined): Part {
    const parts = [this.#part(field)];
    for (let sign = this.#signs[this.#next]; sign !== undefined; sign = this.#signs[this.#next]) {
      if (sign.kind === 'or' || sign.kind === 'close') break;
      if (sign.kind === 'and') this.#next += 1;
      parts.push(this.#part(field));
    }
    const telling = parts.filter((part) => part.kind !== 'common');
    return telling.length === 0 ? parts[0]! : joined('and', telling);
  }

  #part(field: Field | undefined): Part {
    let sign = this.#signs[this.#next];
    while (sign?.kind === 'and' && this.#query[sign.at] === '+') {
      this.#next += 1;
      sign = this.#signs[this.#next];
    }
    if (sign?.kind !== 'not') return this.#operand(field);
    this.#next += 1;
    const part = this.#needsEvidence(
      this.#deeper(sign, () => this.#part(field)),
      'nothing would be left',
    );
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  }

  #deeper(sign: Sign, read: () => Part): Part {
    this.#depth += 1;
    if (this.#depth > MAX_QUERY_DEPTH) {
      throw new QueryRefusal(
        sign.at,
        `Parentheses and NOTs can be inside each other ${MAX_QUERY_DEPTH} deep, no deeper.`,
      );
    }
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #operand(field: Field | undefined): Part {
    const sign = this.#signs[this.#next];
    const before = this.#signs[this.#next - 1];
    if (sign === undefined || sign.kind === 'close' || sign.kind === 'or' || sign.kind === 'and') {
      this.#refuseMissing(before, sign);
    }
    this.#next += 1;
    if (sign.kind === 'open') return this.#group(sign, field);
    if (sign.kind === 'field') {
      if (field !== undefined) this.#drop(sign, `A field can’t stand inside another field (${field}:).`);
      return this.#operand(sign.field);
    }
    if (sign.kind === 'exact') return this.#exact(sign, field);
    if (!('text' in sign)) this.#drop(sign, 'NOT can’t stand right after a field: write NOT before the field.');
    return this.#leaf(sign, field, false);
  }

  #refuseMissing(before: Sign | undefined, sign: Sign | undefined): never {
    if (before?.kind === 'open' && sign?.kind === 'close') {
      throw new QueryRefusal(
        before.at,
        'There is nothing between these parentheses.',
        replaced(this.#query, before.at, sign.end, ' '),
      );
    }
    if (before === undefined || before.kind === 'open') {
      if (sign === undefined)
        throw new QueryRefusal(before?.at ?? 0, 'This parenthesis is never closed.', `${this.#query})`);
      this.#drop(sign, sign.kind === 'close' ? 'This parenthesis was never opened.' : 'There is nothing before this.');
    }
    this.#drop(before, 'There is nothing after this to search for.');
  }

  #group(open: Sign, field: Field | undefined): Part {
    const part = this.#deeper(open, () => this.#either(field));
    if (this.#signs[this.#next]?.kind !== 'close') {
      throw new QueryRefusal(open.at, 'This parenthesis is never closed.', `${this.#query.trim()})`);
    }
    this.#next += 1;
    return part;
  }

  #exact(equals: Sign, field: Field | undefined): Part {
    const sign = this.#signs[this.#next];
    if (sign?.kind !== 'word' && sign?.kind !== 'quotation') {
      this.#drop(equals, 'After = comes one word or one quotation, as it must be written.');
    }
    if (field !== undefined && field !== 'title') this.#drop(equals, `${field}: has no exact form.`);
    if (sign.kind === 'quotation' && sign.within > 0) {
      this.#drop(equals, `Words near each other (~${sign.within}) have no exact form.`);
    }
    this.#next += 1;
    return this.#leaf(sign, field, true);
  }

  #leaf(sign: Sign & { readonly text: string }, field: Field | undefined, exact: boolean): Part {
    this.#leaves += 1;
    if (this.#leaves > MAX_QUERY_PARTS) {
      throw new QueryRefusal(
        sign.at,
        `A query has at most ${MAX_QUERY_PARTS} words and quotations: make two watchlists of it.`,
      );
    }
    const words = wordsOf(sign.text);
    if (words.length === 0) this.#drop(sign, 'There is no word in this.');
    if (words.length > MAX_PHRASE_WORDS) {
      const few = sign.text
        .split(' ')
        .slice(0, MAX_PHRASE_WORDS / 2)
        .join(' ');
      const isOneWord = !/\s/.test(sign.text);
      if (isOneWord) throw new QueryRefusal(sign.at, 'This is too long for one word: put spaces between the words.');
      const cure = replaced(this.#query, sign.at, sign.end, `"${few}"`);
      throw new QueryRefusal(sign.at, `At most ${MAX_PHRASE_WORDS} words can stand between quotation marks.`, cure);
    }
    this.#refuseSmallOperator(sign);
    if (field !== undefined && field !== 'title') return this.#mark(sign, field);
    const title = field === 'title' ? ({ title: true } as const) : {};
    const { text } = sign;
    if (sign.kind === 'prefix') return { kind: 'prefix', text, ...title };
    if (exact) return { kind: 'exact', text, ...title };
    const telling = stemsOf(text).length;
    if (telling === 0) return { kind: 'common', at: sign.kind === 'quotation' ? sign.at + 1 : sign.at, text };
    const within = sign.kind === 'quotation' && telling > 1 ? sign.within : 0;
    return within > 0 ? { kind: 'near', text, within, ...title } : { kind: 'words', text, ...title };
  }

  /** Elsewhere "or" is an operator and here it would be a word that is everywhere: we ask rather than guess. */
  #refuseSmallOperator(sign: Sign & { readonly text: string }): void {
    const capital = sign.text.toUpperCase();
    if (sign.kind !== 'word' || (capital !== 'OR' && capital !== 'NOT')) return;
    const cure = replaced(this.#query, sign.at, sign.end, capital);
    throw new QueryRefusal(sign.at, `Operators are written in capitals: ${capital}.`, cure);
  }

  #mark(sign: Sign & { readonly text: string }, field: Exclude<Field, 'title'>): Leaf {
    const plain = replaced(this.#query, sign.at, sign.end, `"${sign.text}"`);
    if (sign.kind === 'prefix') throw new QueryRefusal(sign.at, `${field}: takes whole words, without a star.`, plain);
    if (sign.kind === 'quotation' && sign.within > 0) {
      throw new QueryRefusal(sign.at, `${field}: takes a name, without ~${sign.within}.`, plain);
    }
    if (field === 'lang' && !/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(sign.text)) {
      const cure = replaced(this.#query, sign.at, sign.end, sign.text.slice(0, 2).toLowerCase());
      throw new QueryRefusal(sign.at, 'lang: takes a code of two letters: lang:en, lang:fr.', cure);
    }
    return { kind: 'mark', field, text: sign.text };
  }
}
