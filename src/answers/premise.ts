/** What a question takes for granted: "When did Chile recognise it?" has no answer in a sentence that says Chile did not. */
import { clausesOf } from '../text/grammar.ts';
import { countriesIn } from '../text/places.ts';
import { stem } from '../text/words.ts';
import { plainVerbOf } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';
import { MIN_VERB_WORTH, readVerdicts } from './verdict.ts';

const CIRCUMSTANCES: ReadonlySet<UnderstoodQuestion['kind']> = new Set(['when', 'where', 'why', 'how', 'how long']);

/** Whether the sentence denies that the question's subject did it, or tells it of another country. */
export function deniesPremise(passage: Passage, terms: readonly QueryTerm[], question: UnderstoodQuestion): boolean {
  const { subject, verb, passive } = question.clause;
  if (!CIRCUMSTANCES.has(question.kind) || subject === undefined || verb === undefined) return false;
  const verdicts = readVerdicts(passage, terms, question).filter((each) => each.verbal);
  // "Why has it not signed?" takes the denial for granted.
  if (verdicts.some((each) => (each.says === 'yes') !== question.negated)) return false;
  return verdicts.length > 0 || (!passive && isToldOfAnother(passage.sentence.text, subject, verb));
}

/** "Peru recognised it on Monday" does not say when Chile did. */
function isToldOfAnother(sentence: string, subject: string, verb: string): boolean {
  const asked = new Set(countriesIn(subject).map((mention) => mention.country));
  if (asked.size === 0) return false;
  const forms = formsOfWord(verb);
  const doers = clausesOf(sentence)
    .filter((clause) => (forms.get(stem(plainVerbOf(clause))) ?? 0) >= MIN_VERB_WORTH)
    .map((clause) =>
      countriesIn((clause.passive ? clause.complements.find((each) => /^by\b/i.test(each)) : clause.subject) ?? ''),
    );
  return (
    doers.some((countries) => countries.length > 0) &&
    !doers.some((countries) => countries.some((mention) => asked.has(mention.country)))
  );
}
