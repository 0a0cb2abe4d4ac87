/** The words of tolls: what becomes of people in an event, and which figures are only a part of it. */
import type { Quantity, Sentence } from '../text/reading.ts';

/** By stem: what is said of those who are counted. */
export const TOLLS: Readonly<Record<string, string>> = {
  kill: 'killed',
  dead: 'killed',
  die: 'killed',
  death: 'killed',
  perish: 'killed',
  injur: 'injured',
  wound: 'injured',
  hurt: 'injured',
  arrest: 'arrested',
  detain: 'arrested',
  miss: 'missing',
  evacu: 'evacuated',
  displac: 'displaced',
  hospit: 'in hospital',
};

/** Those who are counted when everybody is counted. Soldiers, children and the like are a part. */
export const EVERYBODY: ReadonlySet<string> = new Set([
  'peopl',
  'person',
  'dead',
  'death',
  'victim',
  'live',
  'life',
  'other',
  'casualti',
  'fatal',
  'toll',
  '',
]);

/** No figure that another could contradict. */
export const VAGUE = /\b(?:dozens?|scores|hundreds|thousands|millions|billions|tens|several|couple|few)\b/i;

/** "Ten others" come on top of somebody; "nine of the dead" and "ten Norwegians" are a part. */
const PART =
  /^(?:\s(?:more|other|others|additional|further|remaining|of (?:the|them|those|these|whom|its|his|her|their|our))\b|\s\p{Lu}|\s(?:\p{Ll}+\s)?(?:citizens|nationals|foreigners|locals|tourists|passengers|civilians)\b)/u;
/** Counts of things have fewer parts: "40 civilians" is all civilians, "12 Danes" all Danes. */
const PART_OF_SOME =
  /^\s(?:more|other|others|additional|further|remaining|new|of (?:the|them|those|these|whom|its|his|her|their|our))\b/u;
const ABOUT_PART =
  /\b(?:including|include[sd]?|among them|of them|of whom|among|another|other|additional|further|remaining|the (?:first|last|next|other))\s(?:at least\s|about\s|some\s|the\s|more than\s)?$/i;

/** Whether the figure is told as a part of a larger one, in a toll of everybody. */
export function isPartOfToll(before: string, after: string, text: string): boolean {
  return (
    /\b(?:including|among them|of them|of whom|among)\b/i.test(before.slice(-40)) ||
    PART.test(after) ||
    // "Two aid workers were taken. One was shot dead": one of those just named.
    /^one$/i.test(text) ||
    /\b(?:others?|more)\b/.test(text)
  );
}

/** Whether the figure is told as a part of a larger one, or comes on top of another. */
export function isPart(before: string, after: string, text: string): boolean {
  return ABOUT_PART.test(before.slice(-40)) || PART_OF_SOME.test(after) || /\b(?:others?|more|additional)\b/.test(text);
}

/** What happened to those who are counted, where that changes while an event goes on. */
export function changingIn(sentence: Sentence, { predicate, start, end }: Quantity): string | undefined {
  if (predicate !== undefined && TOLLS[predicate] !== undefined) return TOLLS[predicate];
  const near = sentence.tokens.find(
    (token) => token.start >= end && token.start < end + 12 && TOLLS[token.stem] !== undefined,
  );
  const before = sentence.tokens.findLast(
    (token) => token.end <= start && token.end > start - 12 && TOLLS[token.stem] !== undefined,
  );
  const said = near ?? before;
  return said === undefined ? undefined : TOLLS[said.stem];
}

const LEAD_WORDS =
  '(?:(?:at least|at most|more than|less than|fewer than|over|about|around|nearly|almost|some|up to|as many as|an estimated)\\s)?';
/** "The death toll has risen to", "toll now stands at". */
const TOLL_SAID = new RegExp(
  `\\btoll\\b[^.;!?]{0,60}?\\b(?:to|at|of|is|was|reach(?:es|ed|ing)?|hits?|hitting|pass(?:es|ed|ing)?|tops|topped|topping|exceeds|exceeded|climbs|now)\\s${LEAD_WORDS}$`,
  'i',
);
/** "bringing the total to", "raised the number of dead to". */
const TOTAL_SAID = new RegExp(
  `\\b(?:bring|brings|bringing|brought|tak(?:es?|ing)|took|rais(?:es?|ing|ed)|push(?:es|ing|ed)?|put(?:s|ting)?)\\s(?:the\\s)?(?:\\p{L}+\\s){0,3}?(?<total>total|toll|number|count|figure|tally|deaths|dead|arrests)\\b[^.;!?]{0,50}?\\b(?:to|at)\\s${LEAD_WORDS}$`,
  'iu',
);
/** Words in the order in which they are believed: "three bodies were found, 40 people are missing, bringing the total to 12" counts the dead. */
const TOTALLED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:dead|death|deaths|died|killed|bodies|body|corpses?|fatalit\p{L}+|victims)\b/iu, 'killed'],
  [/\b(?:arrest\p{L}*|detain\p{L}*|detention)\b/iu, 'arrested'],
  [/\b(?:injur\p{L}+|wounded|hurt)\b/iu, 'injured'],
  [/\bmissing\b/iu, 'missing'],
  [/\bevacuat\p{L}+/iu, 'evacuated'],
  [/\bdisplaced\b/iu, 'displaced'],
];

/** The toll that words before a number say it is the sum of; undefined where they say no such thing. */
export function totalSaid(before: string): string | undefined {
  const toll = TOLL_SAID.exec(before);
  if (toll !== null) return /\binjur\p{L}+\s$/iu.test(before.slice(0, toll.index)) ? 'injured' : 'killed';
  const total = TOTAL_SAID.exec(before);
  if (total === null) return undefined;
  const named = TOTALLED.find(([pattern]) => pattern.test(total[0]));
  return (named ?? TOTALLED.find(([pattern]) => pattern.test(before.slice(0, total.index))))?.[1];
}
