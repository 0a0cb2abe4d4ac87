/** Whether somebody did a thing to somebody: "Norland recognised the council", "Norland stopped short of recognising the council". */
import { clausesOf, lemmaOf } from '../text/grammar.ts';
import { comparableName } from '../text/names.ts';
import { countryOf } from '../text/places.ts';
import type { Clause, Sentence } from '../text/reading.ts';
import type { Finding } from './finding.ts';
import { headOf, NO_HAPPENING } from './phrases.ts';

/** What an article reports as done stands at its beginning; denials are looked for further down. */
const DONE_MAX_SENTENCES = 4;
const DENIED_MAX_SENTENCES = 20;

const DENIAL =
  /\b(?:not|n[o']t|denied|denies|refused to|declined to|failed to|stopped short of|stops short of)\b|n't\b/i;
/** Of another time, or of what might be: nothing that a report of today could contradict. */
const OTHER_TIME =
  /\b(?:until|before|previously|since|yet|never|ever|if|unless|would|could|should|may|might|will|shall|had not|hadn't|did not immediately|no longer|not only|any more|anymore|earlier|last (?:year|month|week)|whether|as long as|when)\b/i;
const SHORT_OF = /\b(?:stopped|stops|stopping) short of (?:\p{L}+ly )?(?<verb>\p{L}+ing)\s(?<object>.{2,80})/u;

/** Clauses that say that somebody named did, or did not, do something to somebody named. `value` is `yes` or `no`. */
export function outcomeClaims(sentences: readonly Sentence[]): Finding[] {
  const findings: Finding[] = [];
  for (const sentence of sentences.slice(0, DENIED_MAX_SENTENCES)) {
    const denies = DENIAL.test(sentence.text);
    if (!denies && sentence.index >= DONE_MAX_SENTENCES) continue;
    if (OTHER_TIME.test(sentence.text)) continue;
    const clauses = clausesOf(sentence.text);
    for (const clause of clauses) {
      if (clause.hedged) continue;
      const finding = outcomeOf(sentence, clause, clause.negated ? 'no' : 'yes');
      if (finding !== undefined && denies === clause.negated) findings.push(finding);
    }
    const short = shortOf(sentence, clauses);
    if (short !== undefined) findings.push(short);
  }
  return findings;
}

function shortOf(sentence: Sentence, clauses: readonly Clause[]): Finding | undefined {
  const { verb, object } = SHORT_OF.exec(sentence.text)?.groups ?? {};
  const subject = clauses.find((clause) => clause.verb === 'stop')?.subject;
  if (verb === undefined || object === undefined || subject === undefined) return undefined;
  const clause = {
    subject,
    verb: lemmaOf(verb),
    object,
    complements: [],
    passive: false,
    negated: true,
    hedged: false,
  };
  return outcomeOf(sentence, clause, 'no');
}

function outcomeOf(sentence: Sentence, clause: Clause, value: 'yes' | 'no'): Finding | undefined {
  if (NO_HAPPENING.has(clause.verb) || clause.subject === undefined || clause.object === undefined || clause.passive)
    return undefined;
  const who = namedIn(clause.subject);
  const whom = namedIn(clause.object) ?? headOf(clause.object)?.stem;
  if (who === undefined || whom === undefined || who === whom) return undefined;
  return {
    kind: 'outcome',
    about: `${who}|${clause.verb}|${whom}`,
    label: `whether ${clause.subject} did ${clause.verb} ${clause.object}`,
    value,
    display: value === 'yes' ? `did ${clause.verb}` : `did not ${clause.verb}`,
    sentence,
    negated: value === 'no',
  };
}

/** The country or other name that heads a phrase. */
function namedIn(phrase: string): string | undefined {
  const words = phrase.replace(/^(?:the|a|an)\s/i, '').replace(/['\u2019]s\b.*$/, '');
  const run = /^\p{Lu}[\p{L}\p{N}.&-]*(?:\s(?:of\s(?=\p{Lu}))?\p{Lu}[\p{L}\p{N}.&-]*)*/u.exec(words)?.[0];
  if (run === undefined) return undefined;
  return countryOf(run)?.toLowerCase() ?? comparableName(run);
}
