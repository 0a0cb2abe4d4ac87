/** A price that is told without the word. */
import type { Token } from '../text/reading.ts';
import type { UnderstoodQuestion } from './question.ts';

const PRICED = /^(?:starts?|starting|priced|retails?|retailing|sells?|selling|sold)$/;

/** "starts at $799", "retails for £40": a cost, without the word. */
export const tellsPrice = (tokens: readonly Token[], { answerType, clause }: UnderstoodQuestion): boolean =>
  answerType === 'money' &&
  /^(?:cost|sell|retail|be)$/.test(clause.verb ?? 'be') &&
  tokens.some(({ norm }, at) => PRICED.test(norm) && /^(?:at|for|from)$/.test(tokens[at + 1]?.norm ?? ''));
