/** What happened when, and whether it did: clauses with a date, and clauses that others may contradict. */
import { datesIn } from '../text/dates.ts';
import { clausesOf } from '../text/grammar.ts';
import type { Clause, DateMention, Sentence } from '../text/reading.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import type { Claimant, Finding } from './claims.ts';

/** Sentences whose grammar is looked at in one article: reading clauses is the dear part. */
export const HAPPENING_MAX_SENTENCES = 40;

/** Verbs that tell of talking, or that say nothing without their object. */
const NO_HAPPENING: ReadonlySet<string> = new Set(
  `say tell add note state report announce claim ask reply write tweet speak talk call describe quote comment insist explain
  argue warn stress emphasise emphasize mention suggest be have do seem appear become remain mean think believe know want hope expect
  plan need try see look feel like go come get make take give put keep let use include accord read show find stop short bring`
    .split(/\s+/),
);
/** Objects that mean something only in their own text. */
const POINTERS: ReadonlySet<string> = new Set('it they them he she him her this that these those who which what one group move step decision'.split(' '));

/** Dated happenings: `value` is the date, as precise as the words. */
export function happeningClaims(sentences: readonly Sentence[], article: Claimant): Finding[] {
  const findings: Finding[] = [];
  let looked = 0;
  for (const sentence of sentences) {
    if (looked >= HAPPENING_MAX_SENTENCES) break;
    const dates = datesIn(sentence, article.publishedAt).filter((date) => isCertain(date, article));
    if (dates.length === 0) continue;
    looked += 1;
    for (const clause of clausesOf(sentence.text)) {
      const date = dateOf(clause, dates);
      const finding = date === undefined ? undefined : datedFinding(sentence, clause, date);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}

/** "In April" is a date only where we know when the article was published. */
function isCertain(date: DateMention, article: Claimant): boolean {
  return !article.publishedAtGuessed || /\d{4}/.test(date.text);
}

function dateOf(clause: Clause, dates: readonly DateMention[]): DateMention | undefined {
  return dates.find((date) => clause.complements.some((complement) => /^(?:in|on|at|since|from|by|during|earlier|late|last|this)?\s*(?:early |late |mid-?)?/i.test(complement) && complement.includes(bare(date.text))));
}

function bare(text: string): string {
  return text.replace(/[.,;:]+$/, '');
}

function datedFinding(sentence: Sentence, clause: Clause, date: DateMention): Finding | undefined {
  const happening = happeningOf(clause);
  if (happening === undefined || SINCE.test(clause.complements.find((complement) => complement.includes(bare(date.text))) ?? '')) return undefined;
  return {
    kind: 'date',
    about: happening.about,
    label: `date of ${happening.label}`,
    value: date.until === undefined ? date.date : `${date.date}/${date.until}`,
    display: bare(date.text),
    sentence,
    negated: clause.negated,
    hedged: clause.hedged,
  };
}

/** A span that begins then, or a limit: no date of the happening. */
const SINCE = /^(?:since|from|until|till|by|before|after|through)\b/i;

/** What was done to what: active and passive alike. Undefined where the words are too general to compare. */
function happeningOf(clause: Clause): { readonly about: string; readonly label: string } | undefined {
  if (NO_HAPPENING.has(clause.verb)) return undefined;
  const patient = clause.passive ? clause.subject : (clause.object ?? clause.subject);
  const head = patient === undefined ? undefined : headOf(patient);
  if (head === undefined) return undefined;
  return { about: `${clause.verb}|${head.stem}`, label: `${gerund(clause.verb)} ${head.words}` };
}

/** The noun that a phrase is about, and the words up to it. */
function headOf(phrase: string): { readonly stem: string; readonly words: string } | undefined {
  const upTo = phrase.split(/\s(?:of|on|in|for|to|with|from|at|by|against|between|over|that|which|who)\s|[,(]/)[0] ?? '';
  const tokens = tokenise(upTo).filter((token) => /\p{L}/u.test(token.text));
  const head = tokens.at(-1);
  if (head === undefined || POINTERS.has(head.norm) || isStopWord(head.text)) return undefined;
  const words = upTo.trim().replace(/^(?:its|their|his|her)\s/i, 'the ');
  return { stem: head.stem, words };
}

function gerund(verb: string): string {
  if (/(?:ee|oe|ye)$/.test(verb)) return `${verb}ing`;
  if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}ing`;
  return /^[^aeiou]*[aeiou][bdgmnprt]$/.test(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}
