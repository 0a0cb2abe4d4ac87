/** What happened when: clauses with a date. */
import { datesIn } from '../text/dates.ts';
import { clausesOf } from '../text/grammar.ts';
import type { Clause, DateMention, Sentence } from '../text/reading.ts';
import type { Claimant, Finding } from './finding.ts';
import { gerund, headOf, NO_HAPPENING } from './phrases.ts';

/** Sentences whose grammar is looked at in one article: reading clauses is the dear part. */
const HAPPENING_MAX_SENTENCES = 12;

/** Dated happenings: `value` is the date, as precise as the words. */
export function happeningClaims(sentences: readonly Sentence[], article: Claimant): Finding[] {
  const findings: Finding[] = [];
  let looked = 0;
  for (const sentence of sentences) {
    if (looked >= HAPPENING_MAX_SENTENCES) break;
    const dates = datesIn(sentence, article.publishedAt).filter(
      (date) => isCertain(date, article) && !isTimeOfSpeech(sentence, date),
    );
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

/** "…, the ministry said on Thursday": when it was said is no happening, and not worth the grammar. */
export function isTimeOfSpeech(sentence: Sentence, date: DateMention): boolean {
  return SPEECH_BEFORE.test(sentence.text.slice(0, date.start - sentence.start).slice(-40));
}

const SPEECH_BEFORE =
  /\b(?:said|says|told \p{L}+|tweeted|wrote|announced|reported|added|statement(?: issued| released)?|interview|briefing|news conference|updated|published|posted|recalled|recalls|alleged|argued|expressed \p{L}+|told reporters|called|condemned|criticised|criticized|urged|warned|tweeted|testified|acknowledged|confirmed|declined|address|speech|remarks(?: released)?)(?: \p{L}+)?(?: early| late| earlier)?(?: (?:on|in|at))?\s*$/iu;

function dateOf(clause: Clause, dates: readonly DateMention[]): DateMention | undefined {
  return dates.find((date) =>
    clause.complements.some(
      (complement) =>
        /^(?:in|on|at|since|from|by|during|earlier|late|last|this)?\s*(?:early |late |mid-?)?/i.test(complement) &&
        complement.includes(bare(date.text)),
    ),
  );
}

function bare(text: string): string {
  return text.replace(/[.,;:]+$/, '');
}

function datedFinding(sentence: Sentence, clause: Clause, date: DateMention): Finding | undefined {
  const happening = happeningOf(clause);
  if (
    happening === undefined ||
    SINCE.test(clause.complements.find((complement) => complement.includes(bare(date.text))) ?? '')
  )
    return undefined;
  return {
    kind: 'date',
    about: happening.about,
    label: `date of ${happening.label}`,
    value: date.until === undefined ? date.date : `${date.date}/${date.until}`,
    display: bare(date.text),
    sentence,
    negated: clause.negated,
    hedged: clause.hedged || clause.future === true,
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
