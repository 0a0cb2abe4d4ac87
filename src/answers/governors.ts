/** Prepositions that say the same behind a verb: what a thing is used *as* is what it is used *for*. */
import type { QuestionClause } from './question-clause.ts';

const AS_PURPOSE = new Set(['use', 'need', 'serve', 'employ', 'utilise']);

/** The prepositions that may stand before the answer, the asked one first. */
export function governorsOf({ verb, preposition }: QuestionClause): readonly string[] {
  if (preposition === undefined) return [];
  const isPurpose = verb !== undefined && AS_PURPOSE.has(verb) && /^(?:for|as)$/.test(preposition);
  return isPurpose ? [preposition, preposition === 'for' ? 'as' : 'for'] : [preposition];
}
