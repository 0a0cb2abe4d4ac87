/** "It starts at $799": a sentence that opens with a pronoun tells of what the sentence before was about. */
import { clausesOf } from '../text/grammar.ts';
import { tokenise } from '../text/words.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';

const OPENS_WITH_PRONOUN = /^["“]?(?:It|They|He|She|Its|Their|His|Her)\s/;
const THING = /^["“]?(?:It|They|Its|Their)\s/;
const PRONOUN_ALONE = /^(?:it|they|he|she)$/i;
/** What a word of the sentence before is worth in one that a pronoun opens. */
const CARRIED_WORTH = 0.75;

/** The passage as if its pronoun were the noun that it stands for; `at` are the terms carried. Unchanged for any other. */
export function withAntecedentOf(
  passage: Passage,
  terms: readonly QueryTerm[],
): { readonly passage: Passage; readonly carried: ReadonlySet<number> } {
  const { sentence, reading, matches } = passage;
  const none = { passage, carried: new Set<number>() };
  const before = reading.sentences[sentence.index - 1];
  if (before === undefined || passage.headline === true || !OPENS_WITH_PRONOUN.test(sentence.text)) return none;
  const lacking = terms.flatMap((term, at) => (matches[at]! < CARRIED_WORTH && term.kind !== 'number' ? [at] : []));
  if (!lacking.some((at) => before.tokens.some((token) => terms[at]!.forms.has(token.stem)))) return none;
  const meant = new Set(phrasesMeant(before.text, THING.test(sentence.text)).flatMap((text) => stemsOf(text)));
  const carried = new Set(lacking.filter((at) => [...meant].some((each) => terms[at]!.forms.has(each))));
  if (carried.size === 0) return none;
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const raised = matches.map((own, at) => (carried.has(at) ? CARRIED_WORTH : own));
  const share = terms.reduce((sum, term, at) => sum + term.weight * raised[at]!, 0) / total;
  return { passage: { ...passage, matches: raised, coverage: Math.max(passage.coverage, share) }, carried };
}

/** Subject of the first clause; what is done to, too, where a thing is meant: "Apple unveiled *a tablet*. It costs …". */
function phrasesMeant(text: string, isThing: boolean): readonly string[] {
  const clause = clausesOf(text)[0];
  if (clause === undefined) return [];
  const subject = clause.subject === undefined || PRONOUN_ALONE.test(clause.subject) ? [] : [clause.subject];
  return isThing && clause.object !== undefined ? [...subject, clause.object] : subject;
}

const stemsOf = (text: string): readonly string[] =>
  tokenise(text).flatMap((token) => (token.stop ? [] : [token.stem]));
