/** The asking part of a question: which words ask, what they ask after, and what stands before and behind them. */

import type { Token } from '../text/reading.ts';
import { AUXILIARIES, BE_FORMS, DO_FORMS, HAVE_FORMS, MODALS, PREPOSITIONS, WH_WORDS } from './word-classes.ts';

export interface Interrogative {
  /** `who`, `what`…; absent for a yes/no question and for what is no question. */
  readonly wh?: string;
  /** The preposition in front: "*in* what year", "*to* whom". */
  readonly preposition?: string;
  /** Index of the first asking token (the auxiliary of a yes/no question). */
  readonly at: number;
  /** Words before the question proper: "According to the ministry, …". */
  readonly intro: readonly Token[];
  /** Words behind the asking word. */
  readonly rest: readonly Token[];
  /** The asking word stands where its answer would: "it was built in what year". */
  readonly inSitu: boolean;
  readonly yesNo: boolean;
}

/** Words that open a clause which is not yet the question: "When it sank, who…", "Between the reports…, was there…". */
const OPENS_INTRO = new Set(
  'when where while after before between as if although since considering given based according during following besides along with for in on at by from regarding about despite because unlike within'.split(
    ' ',
  ),
);

/** Finds the asking words. `tokens` are those of the whole question; `text` tells where its commas are. */
export function findInterrogative(tokens: readonly Token[], text: string): Interrogative {
  const first = tokens[0];
  if (first === undefined) return { at: 0, intro: [], rest: [], inSitu: false, yesNo: false };
  const fronted = frontedAt(tokens, text);
  if (fronted !== undefined) return frontedQuestion(tokens, fronted);
  const inSitu = tokens.findIndex((_, index) => index > 0 && asksInPlace(tokens, index));
  if (inSitu > 0) {
    return {
      wh: tokens[inSitu]!.norm,
      at: inSitu,
      intro: tokens.slice(0, inSitu),
      rest: tokens.slice(inSitu + 1),
      inSitu: true,
      yesNo: false,
    };
  }
  return { at: 0, intro: [], rest: tokens, inSitu: false, yesNo: false };
}

/** "is whom", "by who", "in what year", "what type of growth" at the end; not "the man who won". */
function asksInPlace(tokens: readonly Token[], index: number): boolean {
  const norm = tokens[index]!.norm;
  if (!WH_WORDS.has(norm)) return false;
  if (index === tokens.length - 1) return true;
  if (norm === 'what' || norm === 'whom') return true;
  const before = tokens[index - 1]!.norm;
  return (PREPOSITIONS.has(before) || BE_FORMS.has(before)) && (norm === 'which' || norm === 'whose');
}

function frontedQuestion(tokens: readonly Token[], at: number): Interrogative {
  const token = tokens[at]!;
  const intro = tokens.slice(0, at);
  if (AUXILIARIES.has(token.norm)) {
    return { at, intro, rest: tokens.slice(at + 1), inSitu: false, yesNo: true };
  }
  if (WH_WORDS.has(token.norm))
    return { wh: token.norm, at, intro, rest: tokens.slice(at + 1), inSitu: false, yesNo: false };
  return {
    wh: tokens[at + 1]!.norm,
    preposition: token.norm,
    at,
    intro,
    rest: tokens.slice(at + 2),
    inSitu: false,
    yesNo: false,
  };
}

/** Where the question proper begins: at the start, or behind an opening clause. */
function frontedAt(tokens: readonly Token[], text: string): number | undefined {
  const opensHere = (index: number): boolean => {
    const token = tokens[index];
    if (token === undefined) return false;
    if (AUXILIARIES.has(token.norm)) return true;
    if (WH_WORDS.has(token.norm)) return true;
    return (
      PREPOSITIONS.has(token.norm) && WH_WORDS.has(tokens[index + 1]?.norm ?? '') && tokens[index + 1]?.norm !== 'where'
    );
  };
  const first = tokens[0]!.norm;
  const subordinate = OPENS_INTRO.has(first) && !(WH_WORDS.has(first) && asksAtOnce(tokens));
  if (opensHere(0) && !subordinate) return 0;
  if (!subordinate) {
    // "So, who …", "OK bot, when …", "the ferry: how many died"
    for (let index = 1; index < tokens.length; index += 1) {
      if (opensHere(index) && /[,:;.!]\s*$/.test(between(text, tokens, index))) return index;
    }
    return undefined;
  }
  if (PREPOSITIONS.has(first) && WH_WORDS.has(tokens[1]?.norm ?? '')) return 0;
  for (let index = 1; index < tokens.length; index += 1) {
    const norm = tokens[index]!.norm;
    if (!opensHere(index)) continue;
    const afterComma = /,\s*$/.test(between(text, tokens, index));
    if (afterComma && isQuestionOpening(tokens, index)) return index;
    const following = tokens[index + 1]?.norm ?? '';
    if ((norm === 'what' || norm === 'who' || norm === 'whom') && AUXILIARIES.has(following)) return index;
  }
  return opensHere(0) ? 0 : undefined;
}

/** "which was founded" behind a comma is a relative clause; "which company", "who did", "was there" open the question. */
function isQuestionOpening(tokens: readonly Token[], index: number): boolean {
  const norm = tokens[index]!.norm;
  if (norm !== 'who' && norm !== 'which' && norm !== 'where' && norm !== 'when') return true;
  const later = tokens.slice(index + 1).some((token, offset) => {
    const next = tokens[index + 1 + offset + 1]?.norm ?? '';
    return WH_WORDS.has(token.norm) && (AUXILIARIES.has(next) || token.norm === 'what');
  });
  return !later;
}

/** "When did", "where is", "when was" ask; "when the Rhine took" does not yet. */
function asksAtOnce(tokens: readonly Token[]): boolean {
  const second = tokens[1]?.norm ?? '';
  return (
    tokens.length === 1 || DO_FORMS.has(second) || BE_FORMS.has(second) || HAVE_FORMS.has(second) || MODALS.has(second)
  );
}

function between(text: string, tokens: readonly Token[], index: number): string {
  return text.slice(tokens[index - 1]!.end, tokens[index]!.start);
}
