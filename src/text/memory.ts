/** Remembers answers to questions that come again and again, within bounds. */
import { LRUCache } from 'lru-cache';

/** Longer questions are answered anew each time: they hardly come twice, and would fill the memory. */
export const MAX_REMEMBERED_CHARS = 2_000;

/** The same function with a memory of its last `maxAnswers` answers. Answers are shared: they must not be changed. */
export function remembering<Answer>(
  maxAnswers: number,
  answer: (question: string) => Answer,
): (question: string) => Answer {
  const memory = new LRUCache<string, { readonly answer: Answer }>({ max: maxAnswers });
  return (question) => {
    if (question.length > MAX_REMEMBERED_CHARS) return answer(question);
    const known = memory.get(question);
    if (known !== undefined) return known.answer;
    const own = detach(question);
    const entry = { answer: answer(own) };
    memory.set(own, entry);
    return entry.answer;
  };
}

/** A copy that does not keep the article it was cut from in memory, as a slice of 13 characters or more would. */
function detach(slice: string): string {
  return slice.length < 13 ? slice : ` ${slice}`.slice(1);
}
