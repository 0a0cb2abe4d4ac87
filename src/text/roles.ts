/** Titles and offices: before a name ("Russian Ambassador Dmitry…"), before it in small letters, or in apposition on either side. */

import { isFunctionLike } from './lexicon.ts';
import {
  COURTESY_ONLY,
  ORGANISATION_WORDS,
  ROLE_HEADS,
  ROLE_MODIFIERS,
  SPEECH_VERBS,
  STRICT_ROLE_HEADS,
} from './namewords.ts';
import { countryOf } from './places.ts';
import type { Sentence, Token } from './reading.ts';
import { gap, isCapital, withoutPossessive } from './runs.ts';

/** Words looked at on each side of a name for its role. */
const MAX_ROLE_WORDS = 12;

/** A role noun; with a capital in the plural too: "Presidents Clinton and Bush". */
function isRoleHead(token: Token): boolean {
  if (ROLE_HEADS.has(token.norm)) return true;
  return token.norm.endsWith('s') && isCapital(token.text) && STRICT_ROLE_HEADS.has(token.norm.slice(0, -1));
}

/** The index after the role words that lead a run: 2 in "Foreign Minister | Sergey Lavrov"; `first` where there are none. */
export function endOfLeadingRole(tokens: readonly Token[], first: number, last: number): number {
  let end = first;
  let plain = true;
  for (let at = first; at <= last; at += 1) {
    const token = tokens[at]!;
    if (isRoleHead(token) && (plain || STRICT_ROLE_HEADS.has(token.norm))) {
      end = at + 1;
      if (tokens[at + 1]?.norm === 'of' && at + 2 <= last) {
        end = at + 3;
        at += 2;
      }
      plain = true;
      continue;
    }
    // Any words may stand before an unmistakable office: "New York City Mayor Michael…".
    if (!isRoleModifier(token)) plain = false;
  }
  return end;
}

function isRoleModifier(token: Token): boolean {
  const { norm } = token;
  return (
    ROLE_MODIFIERS.has(norm) ||
    ORGANISATION_WORDS.has(norm) ||
    isRoleHead(token) ||
    countryOf(withoutPossessive(token.text)) !== undefined
  );
}

function isPreposition(token: Token): boolean {
  return /^(?:to|of|for|in|at|with|on)$/.test(token.text);
}

/**
 * Roles that stand around tokens `first` to `last`, as written, articles left off. `titled`: its
 * role has been read already. `adjacent` leaves appositions out: behind a place they tell of somebody named before it.
 */
export function rolesAround(
  sentence: Sentence,
  first: number,
  last: number,
  { titled, adjacent }: { readonly titled: boolean; readonly adjacent: boolean },
): string[] {
  const roles: string[] = [];
  const before = titled ? undefined : roleBefore(sentence, first, adjacent);
  const after = adjacent ? undefined : roleAfter(sentence, last);
  if (before !== undefined) roles.push(before);
  if (after !== undefined) roles.push(after);
  return roles;
}

function textOf(sentence: Sentence, first: number, last: number): string {
  const { tokens } = sentence;
  return withoutPossessive(
    sentence.text.slice(tokens[first]!.start - sentence.start, tokens[last]!.end - sentence.start),
  );
}

/** "former president Hamid…", "Russia's ambassador to Afghanistan, Dmitry…", "the Russian ambassador in Kabul, Dmitry…". */
function roleBefore(sentence: Sentence, first: number, adjacent: boolean): string | undefined {
  const { tokens } = sentence;
  const name = tokens[first]!;
  const previous = tokens[first - 1];
  if (previous === undefined) return undefined;
  const between = gap(sentence, previous, name);
  if (between !== ' ' && between !== '\n' && (adjacent || !/^\s?,\s$/.test(between))) return undefined;
  const head = headBefore(sentence, first - 1, between !== ' ' && between !== '\n');
  if (head === undefined) return undefined;
  const start = startOfRole(sentence, head);
  if (start === head && COURTESY_ONLY.has(tokens[head]!.norm)) return undefined;
  return textOf(sentence, start, first - 1);
}

/** The role noun right before the name, or before a prepositional phrase that leads up to it. */
function headBefore(sentence: Sentence, from: number, comma: boolean): number | undefined {
  const { tokens } = sentence;
  const direct = tokens[from]!;
  if (isRoleHead(direct)) return from;
  if (!comma && countryOf(withoutPossessive(direct.text)) === undefined) return undefined;
  for (let at = from; at > 0 && from - at < MAX_ROLE_WORDS; at -= 1) {
    const token = tokens[at]!;
    const previous = tokens[at - 1]!;
    if (gap(sentence, previous, token) !== ' ') return undefined;
    if (isPreposition(token) && isRoleHead(previous)) return at - 1;
    if (!(isCapital(token.text) || isPreposition(token) || token.norm === 'the' || isRoleModifier(token)))
      return undefined;
  }
  return undefined;
}

/** The index where a role begins that holds the token at `from`: "Norway's | former foreign minister". */
export function startOfRole(sentence: Sentence, from: number): number {
  let start = from;
  while (start > 0 && from - start < 6 && belongsToRole(sentence, start - 1)) start -= 1;
  return start;
}

function belongsToRole(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence;
  const token = tokens[at]!;
  const between = gap(sentence, token, tokens[at + 1]!);
  if (between !== ' ' && between !== '-') return false;
  if (/['\u2019]s$/.test(token.text)) return isCapital(token.text) && !/^(?:It|He|She|That|There)/.test(token.text);
  if (token.stop) return false;
  // "a fisheries ministry spokesman": the noun before an institution is part of its name.
  const next = tokens[at + 1]!;
  if (ORGANISATION_WORDS.has(next.norm) && !isCapital(next.text) && !isFunctionLike(token.norm)) return true;
  return isRoleModifier(token) || (isCapital(token.text) && at > 0);
}

/** ", the foreign minister of Norway,", ", 45, a spokesman for the ministry,". */
function roleAfter(sentence: Sentence, last: number): string | undefined {
  const { tokens } = sentence;
  let at = last + 1;
  if (tokens[at] === undefined || !/^\s?,\s$/.test(gap(sentence, tokens[last]!, tokens[at]!))) return undefined;
  if (/^\d{1,2}$/.test(tokens[at]!.text)) at += 1;
  if (tokens[at]?.norm === 'who' && /^(?:is|was)$/.test(tokens[at + 1]?.norm ?? '')) at += 2;
  if (/^(?:the|a|an|its|his|her|their)$/i.test(tokens[at]?.text ?? '')) at += 1;
  const start = at;
  let head: number | undefined;
  for (; at < tokens.length && at - start < 7; at += 1) {
    const token = tokens[at]!;
    if (token.stop && !/['\u2019]s$/.test(token.text)) break;
    if (isRoleHead(token)) head = at;
    else if (head !== undefined) break;
    const next = tokens[at + 1];
    if (next === undefined || !/^[ -]$/.test(gap(sentence, token, next))) break;
  }
  return head === undefined ? undefined : apposition(sentence, start, head);
}

/** The apposition from its start to the comma that closes it; undefined where it turns out to be a clause of its own. */
function apposition(sentence: Sentence, start: number, head: number): string | undefined {
  const { tokens } = sentence;
  let end = head;
  while (end < head + MAX_ROLE_WORDS) {
    const next = tokens[end + 1];
    if (next === undefined || /[,.;:!?()\u2014\u2013"\u201d]/.test(gap(sentence, tokens[end]!, next)))
      return textOf(sentence, start, end);
    if (next.norm === 'who' || next.norm === 'and' || SPEECH_VERBS.has(next.norm)) return textOf(sentence, start, end);
    // Right after the role noun only a preposition goes on: "minister met" is a clause.
    if (end === head && !isPreposition(next)) return undefined;
    if (/^(?:is|was|has|had|will|would|were|are|have)$/.test(next.norm)) return textOf(sentence, start, end);
    end += 1;
  }
  return textOf(sentence, start, endOfInstitution(tokens, head));
}

/** The end of "head of the Harbour Commission": what is named behind the role noun. */
function endOfInstitution(tokens: readonly Token[], head: number): number {
  let end = head + 1;
  if (tokens[end] === undefined || !isPreposition(tokens[end]!)) return head;
  if (tokens[end + 1]?.norm === 'the') end += 1;
  const named = end;
  while (
    tokens[end + 1] !== undefined &&
    (isCapital(tokens[end + 1]!.text) || (tokens[end + 1]!.norm === 'of' && isCapital(tokens[end + 2]?.text ?? '')))
  )
    end += 1;
  return end > named ? end : head;
}

/** Where a run begins with the place of an office: 1 in "ambassador to | Kabul | Petra Lund"; 0 where it does not. */
export function leadingPlaceOfRole(sentence: Sentence, first: number, last: number): number {
  const { tokens } = sentence;
  const preposition = tokens[first - 1]?.norm === 'the' ? first - 2 : first - 1;
  const before = tokens[preposition];
  const head = tokens[preposition - 1];
  if (before === undefined || head === undefined || !isPreposition(before) || !isRoleHead(head)) return 0;
  for (let count = Math.min(4, last - first); count > 0; count -= 1) {
    if (countryOf(textOf(sentence, first, first + count - 1)) !== undefined) return count;
  }
  return 0;
}
