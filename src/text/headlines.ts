/** Names in a headline whose every word has a capital: there the capitals tell nothing, but the words themselves may. */
import { classifyRun, isOrdinaryWord } from './lexicon.ts';
import { NO_NAMES, ROLE_HEADS } from './namewords.ts';
import type { NameKind, Sentence, Token } from './reading.ts';
import { gap, isCapital, isHeadline, withoutPossessive } from './runs.ts';

/** Words of one such name, at most: longer runs are the headline itself. */
export const MAX_HEADLINE_NAME_WORDS = 4;

export interface HeadlineName {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: NameKind;
}

/** Runs of capitalised words that no lexicon holds as ordinary; none where the sentence is no headline. */
export function namesInHeadline(sentence: Sentence): readonly HeadlineName[] {
  if (!isHeadline(sentence)) return [];
  const names: HeadlineName[] = [];
  const { tokens } = sentence;
  for (let at = 0; at < tokens.length; at += 1) {
    if (!mayName(tokens[at]!)) continue;
    let last = at;
    while (last + 1 < tokens.length && mayName(tokens[last + 1]!) && isTied(sentence, tokens[last]!, tokens[last + 1]!))
      last += 1;
    const name = nameOf(sentence, at, last);
    if (name !== undefined) names.push(name);
    at = last;
  }
  return names;
}

const isTied = (sentence: Sentence, left: Token, right: Token): boolean =>
  !/['\u2019]s?$/.test(left.text) && /^[ -]$/.test(gap(sentence, left, right));

const mayName = (token: Token): boolean =>
  isCapital(token.text) &&
  /^\p{L}{2}/u.test(token.text) &&
  !token.stop &&
  !NO_NAMES.has(token.norm) &&
  !ROLE_HEADS.has(token.norm) &&
  !isOrdinaryWord(token.norm);

function nameOf(sentence: Sentence, first: number, last: number): HeadlineName | undefined {
  if (last - first + 1 > MAX_HEADLINE_NAME_WORDS) return undefined;
  const { tokens } = sentence;
  const start = tokens[first]!.start;
  const text = withoutPossessive(sentence.text.slice(start - sentence.start, tokens[last]!.end - sentence.start));
  const known = classifyRun(text);
  if (first === last && (known === undefined || known === 'other')) return undefined;
  return { text, start, end: start + text.length, kind: known ?? 'person' };
}
