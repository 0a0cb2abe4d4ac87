/** "Were there casualties?": that there were none, or no reports of any, is told in a few set ways. */
import { stem, tokenise } from '../text/words.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';

/** What a passage says to whether there is any. */
export interface Existence {
  readonly says: 'yes' | 'no';
  readonly certainty: number;
  /** Where it is less than a no: "no reports of casualties". */
  readonly told?: string;
}

const ASKS =
  /^(?:is|are|was|were|has|have|had)\s+there\s+(?:been\s+)?(?:any\s+)?(?:reports?\s+of\s+)?([^?]+?)(?:\s(?:in|after|from|during|at|on|when|by|because|among)\s.*)?\??$/i;
/** "was anyone hurt", "have any deaths been reported". */
const ASKS_OF_ANYONE =
  /^(?:is|are|was|were|has|have|had)\s(?:anyone|anybody|any\s(?:people|persons?))\s(?:been\s)?(?:hurt|injured|killed|wounded)\b/i;
const ASKS_OF_REPORTS =
  /^(?:is|are|was|were|has|have|had)\s(?:any\s)?([\p{L}-]+(?:\s[\p{L}-]+)??)\s(?:been\s)?(?:reported|confirmed)\b/iu;
const NONE =
  /\b(?:no|without)\s((?:(?:immediate|initial|confirmed|official|early|further)\s)?(?:reports?|signs?|word|indications?|evidence)\sof\s)?((?:[\p{L}-]+\s(?:or\s)?){0,3}?)$/iu;
/** Less of the question's other words in and around the sentence, and it tells of another event. */
const MIN_SHARE_OF_EVENT = 0.6;
/** A word in the lead or in a neighbour. */
const IS_AROUND = 0.3;
const TELLS_NO_EVENT = /^(?:report|confirm|hurt|injur|kill|wound|dea|die|any)/;
const CERTAINTY_OF_NONE = 0.8;
const CERTAINTY_OF_SOME = 0.72;
const HURTS: ReadonlySet<string> = new Set(
  ['casualty', 'casualties', 'victims', 'deaths', 'injuries', 'fatalities'].map((word) => stem(word)),
);
const HURT =
  /\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|many|some)\b[^.;]{0,40}\b(?:killed|died|dead|injured|hurt|wounded)\b|\bkill(?:ed|ing)\s(?:at least\s|about\s)?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens)/i;
const UNHURT = /\b(?:no ?one|nobody|none)\b[^.;]{0,30}\b(?:killed|died|dead|injured|hurt|wounded)\b/i;

/** What the passage says to "is there any …?"; undefined where the question asks something else. */
export function judgeExistence(
  passage: Passage,
  terms: readonly QueryTerm[],
  question: UnderstoodQuestion,
): readonly Existence[] | undefined {
  const thing = ASKS_OF_ANYONE.test(question.resolved)
    ? 'casualties'
    : (ASKS.exec(question.resolved) ?? ASKS_OF_REPORTS.exec(question.resolved))?.[1];
  const head = thing === undefined ? undefined : tokenise(thing).findLast((token) => !token.stop);
  if (head === undefined) return undefined;
  const { sentence } = passage;
  if (!isOfTheEvent(passage, terms, head.stem)) return [];
  const of = (says: 'yes' | 'no', certainty: number, told?: string): readonly Existence[] => [
    { says, certainty, ...(told === undefined ? {} : { told }) },
  ];
  const ofHarm = HURTS.has(head.stem);
  if (ofHarm && UNHURT.test(sentence.text)) return of('no', CERTAINTY_OF_NONE);
  const forms = ofHarm ? new Map([...HURTS].map((form) => [form, 1] as const)) : formsOfWord(head.norm);
  const named = sentence.tokens.find((token) => (forms.get(token.stem) ?? 0) >= 0.9);
  if (named !== undefined) {
    const none = NONE.exec(sentence.text.slice(0, named.start - sentence.start));
    if (none !== null) {
      const told = sentence.text.slice(none.index, named.end - sentence.start).toLowerCase();
      return of('no', CERTAINTY_OF_NONE, none[1] === undefined ? undefined : told);
    }
    if (/\bthere (?:is|are|was|were|has been|have been)\s(?!no\b|not\b)/i.test(sentence.text))
      return of('yes', CERTAINTY_OF_SOME);
  }
  return ofHarm && HURT.test(sentence.text) ? of('yes', CERTAINTY_OF_SOME) : [];
}

/** "… in the *derailment at Tarn*": what the question tells of the event must be told around the sentence. */
function isOfTheEvent(passage: Passage, terms: readonly QueryTerm[], thing: string): boolean {
  let total = 0;
  let around = 0;
  terms.forEach((term, at) => {
    if (term.stem === thing || TELLS_NO_EVENT.test(term.norm)) return;
    total += term.weight;
    if (passage.inContext[at]! >= IS_AROUND) around += term.weight;
    // Another place's.
    else if (term.kind === 'name' && passage.inContext[at]! === 0) total += term.weight;
  });
  return total > 0 && around >= MIN_SHARE_OF_EVENT * total;
}
