/** Why a query can't be read: where, what is wrong, and how it could be put right. */
import { NewsroomError } from '../errors.ts';

/** More of a long query is not shown around the caret, in characters either side. */
export const SHOWN_CHARS = 40;

export class QueryRefusal extends Error {
  /** Index of the place in the query, in UTF-16 units. */
  readonly at: number;
  /** The query put right, as far as it can be guessed. */
  readonly repaired: string | undefined;

  constructor(at: number, message: string, repaired?: string) {
    super(message);
    this.name = 'QueryRefusal';
    this.at = at;
    this.repaired = repaired;
  }
}

/** The query with `[from, to)` replaced. */
export const replaced = (text: string, from: number, to: number, by: string): string =>
  `${text.slice(0, from)}${by}${text.slice(to)}`.replace(/ {2,}/g, ' ').trim();

/** Characters that take two columns of a line, and one or none of text. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;
const WIDE_SPACE = '\u3000';
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

const spaceFor = (char: string): string => (WITHOUT_WIDTH.test(char) ? '' : WIDE.test(char) ? WIDE_SPACE : ' ');

/** Two lines: the query, and a caret under the place. */
function pointAt(text: string, at: number): string {
  const from = wholeChar(text, Math.max(0, at - SHOWN_CHARS));
  const to = wholeChar(text, Math.min(text.length, at + SHOWN_CHARS));
  const before = `${from > 0 ? '…' : ''}${text.slice(from, at)}`;
  const caret = `${[...before].map(spaceFor).join('')}^`;
  return `  ${before}${text.slice(at, to)}${to < text.length ? '…' : ''}\n  ${caret}`;
}

/** The index, moved back where it would cut a character in two. */
const wholeChar = (text: string, at: number): number => at - (/^[\udc00-\udfff]$/.test(text[at] ?? '') ? 1 : 0);

/** The refusal as people see it; `working` is a query that would be accepted. */
export function asBadQuery(text: string, refusal: QueryRefusal, working: string): NewsroomError {
  return new NewsroomError('bad_query', `${refusal.message}\n${pointAt(text, refusal.at)}`, {
    hint: `This would work: ${working}`,
    at: refusal.at,
  });
}
