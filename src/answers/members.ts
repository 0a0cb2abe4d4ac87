/**
 * What belongs to the asked kind: "pitches such as parks and courts" (Hearst, "Automatic Acquisition of Hyponyms", 1992).
 * The members answer "which pitches", the kind does not.
 */
import { comparableName } from '../text/names.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord } from './terms.ts';

/** Members of one list, at most. */
export const MAX_MEMBERS = 12;

const ITEM =
  "(?:the\\s)?[\\p{L}\\p{N}][\\p{L}\\p{N}'’.-]*(?:\\s(?!and\\b|or\\b|while\\b|but\\b|with\\b|which\\b|that\\b)[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*){0,4}";
const SERIES = `${ITEM}(?:,\\s(?!and\\b|or\\b|while\\b|but\\b)${ITEM}){0,${MAX_MEMBERS}},?\\s(?:and|or)\\s(?:the\\s)?[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*(?:\\s[\\p{L}][\\p{L}'’-]*){0,2}?(?=[,.;:)]|\\s(?:while|but|with|which|that|in|on|at|as|after|before|to|for|from|by|is|are|was|were|has|have)\\b|$)`;
const BEHIND = new RegExp(
  `^\\p{L},?\\s(?:including|such as|like|(?<=s )of|especially|particularly|namely|for example)\\s(${SERIES})`,
  'iu',
);
const BEFORE =
  /(?<!\p{L})((?:\p{Ll}[\p{L}-]+,\s){1,10}(?:and\s)?\p{Ll}[\p{L}-]+|\p{Ll}[\p{L}-]+\sand\s\p{Ll}[\p{L}-]+)\s$/u;

/** Lists of members of the asked kind in the sentence: behind its noun ("including …") and before it ("civil and criminal …"). */
export function memberCandidates({ sentence }: Passage, question: UnderstoodQuestion): Candidate[] {
  if (question.focusHead === undefined || !question.severalWanted) return [];
  const forms = formsOfWord(question.focusHead);
  return sentence.tokens.flatMap((token) => {
    if (!forms.has(token.stem)) return [];
    const end = token.end - sentence.start;
    const behind = BEHIND.exec(sentence.text.slice(end - 1));
    if (behind !== null) return [listed(behind[1]!, token.end - 1 + behind[0].length - behind[1]!.length)];
    const start = token.start - sentence.start;
    const before = BEFORE.exec(sentence.text.slice(0, start));
    return before === null ? [] : [listed(sentence.text.slice(before.index, end), sentence.start + before.index)];
  });
}

const listed = (text: string, start: number): Candidate => ({
  text,
  key: comparableName(text),
  start,
  end: start + text.length,
  written: text,
  fit: 1,
  members: true,
  kind: 'phrase',
});
