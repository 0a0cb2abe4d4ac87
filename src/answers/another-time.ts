/** "recognised the *previous* regime": what was done in another time than the one that is asked about. */
import type { Token } from '../text/reading.ts';
import type { VerbPlace } from './alignment.ts';
import type { UnderstoodQuestion } from './question.ts';

const OTHER_TIME = new Set(['previous', 'former', 'earlier', 'previously', 'formerly', 'once', 'then']);
/** Words behind the verb in which its object stands. */
const OBJECT_REACH = 5;

/** "recognised the *previous* regime" is another time's matter, unless the question asks for that time. */
export function isOfAnotherTime(place: VerbPlace, tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const near = tokens.slice(place.at + 1, place.at + 1 + OBJECT_REACH).some((token) => OTHER_TIME.has(token.norm));
  return near && question.time === undefined && !question.tokens.some((token) => OTHER_TIME.has(token.norm));
}
