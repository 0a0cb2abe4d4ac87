/** What people type, taken apart: one grammar for every platform that hands over plain text. */
import { distance } from 'fastest-levenshtein';
import { NewsroomError } from '../errors.ts';

/** Longer requests are cut down to size by a clear message, never by silence. */
export const REQUEST_MAX_CHARS = 10_000;

export interface VerbCommand {
  /** The first word: `add`, `list`… */
  readonly verb: string;
  readonly rest: string;
}

/** The first word, as typed, and the rest. */
export function splitFirst(text: string): readonly [first: string, rest: string] {
  const trimmed = text.trim();
  const space = trimmed.search(/\s/);
  return space < 0 ? [trimmed, ''] : [trimmed.slice(0, space), trimmed.slice(space).trim()];
}

/** Splits `add taliban as Kabul desk` into its verb and the rest. */
export function splitVerb(text: string): VerbCommand {
  const [first, rest] = splitFirst(text);
  return { verb: first.toLowerCase(), rest };
}

/** Those that keyboards make of " on their own stand for it too, as in a query. */
const QUOTATION_MARKS = '"“”„‟«»＂';
const AS = /\sas\s/iy;
const IN_QUOTATION_MARKS = new RegExp(`^[${QUOTATION_MARKS}]([^${QUOTATION_MARKS}]+)[${QUOTATION_MARKS}]$`);

/** A name as it is meant: without the quotation marks that may stand around it. */
export const unquoted = (name: string): string => name.trim().replace(IN_QUOTATION_MARKS, '$1').trim();

/** `QUERY as NAME`: the name is what follows the last ` as ` outside quotation marks. */
export function splitName(text: string): { readonly query: string; readonly name?: string } {
  let quoted = false;
  let at = -1;
  for (let i = 0; i < text.length; i++) {
    AS.lastIndex = i;
    if (QUOTATION_MARKS.includes(text[i]!)) quoted = !quoted;
    else if (!quoted && AS.test(text)) at = i;
  }
  const name = at < 0 ? '' : unquoted(text.slice(at + ' as '.length));
  return name === '' ? { query: text.trim() } : { query: text.slice(0, at).trim(), name };
}

/** The known word nearest to what was typed, where it is near enough to be meant. */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  const ranked = known.map((word) => ({ word, edits: distance(typed, word) })).sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.ceil(typed.length / 3)) ? best.word : undefined;
}

/** The error for a verb that the command does not have. */
export function unknownVerb(command: string, typed: string, known: readonly string[]): NewsroomError {
  const nearest = nearestWord(typed, known);
  return new NewsroomError(
    'bad_usage',
    typed === '' ? `/${command} needs one of: ${known.join(', ')}.` : `/${command} has no “${typed}”.`,
    {
      hint:
        nearest === undefined
          ? `There are: ${known.join(', ')}. /help says what they do.`
          : `Did you mean /${command} ${nearest}?`,
    },
  );
}

export function withinLimits(text: string): string {
  if (text.length > REQUEST_MAX_CHARS)
    throw new NewsroomError('too_large', `That is ${text.length.toLocaleString('en-GB')} characters long.`, {
      hint: `Please keep it under ${REQUEST_MAX_CHARS.toLocaleString('en-GB')}.`,
    });
  return text;
}
