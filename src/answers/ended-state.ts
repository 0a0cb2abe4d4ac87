/** "Is it still banned?": what was true once is not, where a sentence tells that it was ended. */
import { clausesOf } from '../text/grammar.ts';
import { stem, tokenise } from '../text/words.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';

const ENDS: ReadonlySet<string> = new Set(
  'lift end scrap drop remove repeal revoke rescind cancel suspend abolish reverse overturn'.split(' '),
);

/** Whether the question asks for a state that stands now: "is it banned", not "was it banned". */
export const asksForStanding = ({ kind, clause, tokens }: UnderstoodQuestion): boolean =>
  kind === 'yes-no' && clause.passive && clause.verb !== undefined && /^(?:is|are)$/.test(tokens[0]?.norm ?? '');

/** Whether the sentence tells the end of it: "lifted the ban", "removed from the list of banned clubs". */
export function tellsItsEnd(sentence: string, question: UnderstoodQuestion): boolean {
  const forms = formsOfWord(question.clause.verb ?? '');
  return clausesOf(sentence).some(
    (clause) =>
      ENDS.has(clause.verb) &&
      !clause.negated &&
      !clause.hedged &&
      tokenise([clause.subject, clause.object, ...clause.complements].join(' ')).some(
        (token) => forms.has(token.stem) && token.stem !== stem(clause.verb),
      ),
  );
}
