/** Whether a candidate fills the empty place of the question's clause in a clause of the sentence. */
import { clausesOf } from '../text/grammar.ts';
import { countriesIn } from '../text/places.ts';
import type { Clause } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { wantsTheDoer } from './alignment.ts';
import type { Candidate } from './candidate.ts';
import { withoutDeterminer } from './candidate.ts';
import { governorsOf } from './governors.ts';
import { plainVerbOf } from './phrasal-verbs.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';

export interface SlotReading {
  readonly clause: Clause;
  /** How near the clause's verb is to the asked one, 0 to 1. */
  readonly worth: number;
  /** Share of the question's other words for this clause that the clause holds, 0 to 1. */
  readonly argument: number;
  /** Phrases of the sentence that fill the asked place. */
  readonly fillers: readonly string[];
  /** Phrases that fill the place opposite: what is there is not the answer. */
  readonly others: readonly string[];
}

/** The clauses of a sentence that say what the question asks, each with what fills its empty place. */
export function readSlots(sentence: string, question: UnderstoodQuestion): readonly SlotReading[] {
  const verb = question.clause.verb;
  if (verb === undefined) return [];
  const forms = formsOfWord(verb);
  const clauses = clausesOf(sentence);
  return clauses.flatMap((clause) => {
    const worth = forms.get(stem(plainVerbOf(clause))) ?? (clause.verb === verb ? 1 : worthOfLight(clause, question));
    if (worth === undefined) return [];
    if (isDoneToAnother(clause, question)) return [];
    const { fillers, others } = fillersOf(clause, question);
    return [
      {
        clause,
        worth,
        argument: argumentShare(clause, clauses, question),
        fillers: fillers
          .flatMap((each) => meantBy(each, clause, clauses))
          .flatMap((each) => withApposition(each, sentence)),
        others,
      },
    ];
  });
}

/** Verbs that say the asked one of a fitting object: "took the cup" is won, "took the London branch" is bought. */
const LIGHT_FOR: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ['win', 'take claim clinch capture lift secure scoop retain earn receive land collect bag'],
    ['buy', 'take snap pick get land'],
    ['acquire', 'take snap pick get land buy'],
    ['host', 'present front stage'],
    ['perform', 'take headline sing play'],
  ].map(([verb, light]) => [verb!, new Set(light!.split(' '))] as const),
);
/** Share of what is asked that the clause of such a verb must hold. */
const MIN_ARGUMENT_OF_LIGHT = 0.35;
const WORTH_OF_LIGHT = 0.85;
const PRIZE =
  /\b(?:crown|titles?|trophy|championship|cup|prize|award|honou?rs?|gold|medal|race|event|tournament|final|oscar|grammy|emmy)$/i;

function worthOfLight(clause: Clause, question: UnderstoodQuestion): number | undefined {
  return LIGHT_FOR.get(question.clause.verb ?? '')?.has(clause.verb) === true &&
    plainVerbOf(clause) === clause.verb &&
    (argumentShare(clause, [], question) >= MIN_ARGUMENT_OF_LIGHT || PRIZE.test(clause.object ?? ''))
    ? WORTH_OF_LIGHT
    : undefined;
}

/** Whether the sentence has the asked doing, and every time done to something else. */
export function tellsOnlyOfAnother(sentence: string, question: UnderstoodQuestion): boolean {
  const forms = formsOfWord(question.clause.verb ?? '');
  const told = clausesOf(sentence).filter((clause) => forms.has(stem(plainVerbOf(clause))));
  return told.length > 0 && told.every((clause) => isDoneToAnother(clause, question));
}

/** "Who backed the *rebels*?": who backed a treaty is not it. Only a plain clause with an object of its own tells. */
function isDoneToAnother(clause: Clause, question: UnderstoodQuestion): boolean {
  const { slot, passive, object } = question.clause;
  if (slot !== 'subject' || passive || object === undefined || clause.passive || clause.object === undefined)
    return false;
  if (PRONOUN.test(clause.object) || countriesIn(clause.object).length > 0) return false;
  const asked = contentStems(object);
  const told = [...contentStems([clause.object, ...clause.complements].join(' '))];
  return asked.size > 0 && !told.some((each) => asked.has(each)) && isSpecific(clause.object, object);
}

/** "the move", "the step" stand for whatever was done before; two nouns without a kinship stand for two things. */
const isSpecific = (told: string, asked: string): boolean => {
  const head = tokenise(told.split(/\s(?:of|for|to|in|on)\s/)[0] ?? '').at(-1)?.norm ?? '';
  const forms = [...formsOfWord(head).keys()];
  return !VAGUE.has(head) && !tokenise(asked).some((token) => forms.some((form) => formsOfWord(token.norm).has(form)));
};
const VAGUE: ReadonlySet<string> = new Set(
  'move step decision action plan group measure measures deal attack news announcement government country responsibility one ones regime organisation organization company firm'.split(
    ' ',
  ),
);

function fillersOf(
  clause: Clause,
  question: UnderstoodQuestion,
): { readonly fillers: readonly string[]; readonly others: readonly string[] } {
  // "the deal, brokered by Ana Sol": without an object of its own, a verb before "by" is passive.
  const passive =
    clause.passive || (clause.object === undefined && /^by \p{Lu}|^by the \p{Lu}/u.test(clause.complements[0] ?? ''));
  const doers = passive ? clause.complements.filter((each) => /^by\b/i.test(each)) : [clause.subject];
  const done = passive ? [clause.subject] : [clause.object];
  const present = (list: readonly (string | undefined)[]): string[] => list.filter((each) => each !== undefined);
  const wantsDoer = wantsTheDoer(question);
  if (wantsDoer !== undefined) {
    return wantsDoer
      ? { fillers: present(doers), others: present(done) }
      : { fillers: present(done), others: present(doers) };
  }
  const preposition = question.clause.preposition;
  if (question.clause.slot === 'complement' && preposition !== undefined) {
    const governors = governorsOf(question.clause);
    const ofObject = preposition === 'from' ? /\sof\s(.+)$/i.exec(clause.object ?? '')?.[1] : undefined;
    return {
      fillers: [
        ...clause.complements.filter((each) => governors.includes(each.toLowerCase().split(' ', 1)[0]!)),
        ...(isHearer(clause, question) ? present([clause.object]) : []),
        ...present([ofObject]),
      ],
      others: present([...doers]),
    };
  }
  return { fillers: clause.complements, others: present([...doers, ...done]) };
}

/** Whom somebody speaks to is whom he tells. */
const isHearer = ({ verb, passive }: Clause, { clause }: UnderstoodQuestion): boolean =>
  !passive && /^(?:to|with)$/.test(clause.preposition ?? '') && /^(?:tell|inform|brief|notify)$/.test(verb);

const APPOSED = /^,\s((?:\p{Lu}[\p{L}.'’-]*)(?:\s(?:of|de|van|von|al|bin)?\s?\p{Lu}[\p{L}.'’-]*)*)(?=[,.;]|\s)/u;

/** "the owner, *Hale Brandt*, …": a name in apposition fills the same place. */
function withApposition(filler: string, sentence: string): string[] {
  const at = sentence.indexOf(filler);
  const match = at < 0 ? null : APPOSED.exec(sentence.slice(at + filler.length));
  return match === null ? [filler] : [filler, match[1]!];
}

const PRONOUN = /^(?:it|they|he|she|who|which|that|this|them|him|her)$/i;

/** "Nordland announced that *it* had accepted": a pronoun fills its place with the subject named before. */
function meantBy(filler: string, clause: Clause, clauses: readonly Clause[]): string[] {
  if (!PRONOUN.test(filler)) return [filler];
  const before = clauses
    .slice(0, clauses.indexOf(clause))
    .findLast((each) => each.subject !== undefined && !PRONOUN.test(each.subject));
  return before?.subject === undefined ? [] : [before.subject];
}

const SPEAKS = /^(?:say|tell|state|add|announce|declare|claim|warn|argue|insist|note|confirm|stress|emphasise|write)$/;

/** What the question says of the clause besides its verb, found in the clause. */
function argumentShare(clause: Clause, clauses: readonly Clause[], question: UnderstoodQuestion): number {
  const asked = contentStems(`${question.clause.subject ?? ''} ${question.clause.object ?? ''}`);
  if (asked.size === 0) return 0.5;
  const partsOf = (each: Clause): readonly (string | undefined)[] => [
    each.subject,
    each.verb,
    each.object,
    ...each.complements,
  ];
  // What is told is said in the clauses behind: "told the paper that the bridge would open".
  const told = SPEAKS.test(clause.verb) ? clauses.slice(clauses.indexOf(clause) + 1).flatMap(partsOf) : [];
  const said = contentStems([clause.subject, clause.object, ...clause.complements, ...told].join(' '));
  let shared = 0;
  for (const each of asked) if (said.has(each)) shared += 1;
  return shared / asked.size;
}

function contentStems(text: string): ReadonlySet<string> {
  return new Set(
    tokenise(text)
      .filter((token) => !token.stop)
      .map((token) => token.stem),
  );
}

/** 1 where the candidate is the whole filler, less where it is part of it, below 0 where it fills the opposite place. */
export function slotFit(candidate: Candidate, readings: readonly SlotReading[]): number {
  let best = 0;
  let worst = 0;
  for (const reading of readings) {
    const weight = reading.worth * (0.4 + 0.6 * reading.argument);
    best = Math.max(best, weight * fitAmong(candidate.written, reading.fillers));
    worst = Math.max(worst, weight * fitAmong(candidate.written, reading.others));
  }
  return best > 0 ? best : -worst;
}

function fitAmong(written: string, phrases: readonly string[]): number {
  let best = 0;
  for (const phrase of phrases) {
    const core = withoutDeterminer(
      phrase.replace(
        /^(?:by|in|at|on|to|from|for|with|of|as|into|about|near|during|after|before|through|over)\s+/i,
        '',
      ),
    );
    if (core === written) best = Math.max(best, 1);
    else if (core.endsWith(written)) best = Math.max(best, 0.8);
    else if (core.startsWith(written)) best = Math.max(best, 0.7);
    else if (written.includes(core) && core.length > 2) best = Math.max(best, 0.8);
    else if (core.includes(written)) best = Math.max(best, 0.45);
  }
  return best;
}
