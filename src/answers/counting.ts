/** "How many countries …?" where no article gives the number but one lists them: the list is counted, and shown. */
import type { Answer } from '../model.ts';
import { answerTypeOfNoun, asksForName } from './answer-types.ts';
import { joinNames } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Said with a number that was found so. */
export const COUNTED = 'No article gives the number: it is counted from those that are listed.';

/** The question that asks for the list; undefined where what is counted has no names. */
export function questionOfList({ kind, focusHead, resolved }: UnderstoodQuestion): string | undefined {
  if (kind !== 'how many' || focusHead === undefined || !asksForName(answerTypeOfNoun(focusHead))) return undefined;
  return resolved.replace(/^how many\b/i, 'which');
}

/** The answer that lists them with their number before it; undefined where it lists less than two. */
export function countList(list: Answer): Answer | undefined {
  if (list.abstained || !/^[\p{Lu}]/u.test(list.answer)) return undefined;
  const names = list.answer.split(/,\s|\sand\s/).filter((name) => name.trim() !== '');
  const number = NUMBERS[names.length - 2];
  return number === undefined
    ? undefined
    : { ...list, answer: `${number} (${joinNames(names)})`, caveats: [COUNTED, ...list.caveats] };
}
