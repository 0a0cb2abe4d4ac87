/** The words of a clause in a form that two articles' clauses can be compared by. */
import { isStopWord, tokenise } from '../text/words.ts';

/** Verbs that tell of talking, or that say nothing without their object. */
export const NO_HAPPENING: ReadonlySet<string> = new Set(
  `say tell add note state report announce claim ask reply write tweet speak talk call describe quote comment insist explain
  argue warn stress emphasise emphasize mention suggest be have do seem appear become remain mean think believe know want hope expect
  plan recall allege express acknowledge condemn criticise criticize need try see look feel like go come get make take give put keep let use include accord read show find stop short bring`.split(
    /\s+/,
  ),
);
/** Objects that mean something only in their own text. */
const POINTERS: ReadonlySet<string> = new Set(
  'it they them he she him her this that these those who which what one group move step decision'.split(' '),
);

/** The noun that a phrase is about, and the words up to it. */
export function headOf(phrase: string): { readonly stem: string; readonly words: string } | undefined {
  const upTo =
    phrase.split(/\s(?:of|on|in|for|to|with|from|at|by|against|between|over|that|which|who)\s|[,(]/)[0] ?? '';
  const tokens = tokenise(upTo).filter((token) => /\p{L}/u.test(token.text));
  const head = tokens.at(-1);
  if (head === undefined || POINTERS.has(head.norm) || isStopWord(head.text)) return undefined;
  const words = upTo.trim().replace(/^(?:its|their|his|her)\s/i, 'the ');
  return { stem: head.stem, words };
}

/** The verb as a noun: `lift` as `lifting`. */
export function gerund(verb: string): string {
  if (/(?:ee|oe|ye)$/.test(verb)) return `${verb}ing`;
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}ing`;
  return /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}
