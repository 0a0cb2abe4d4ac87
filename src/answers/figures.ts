/** Figures that answer "how many", "how much", "how long", "how old": the unit must be the asked one. */

import { relatedStems } from '../text/derivations.ts';
import { quantitiesIn } from '../text/quantities.ts';
import type { Quantity } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import type { AnswerType } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { synonymsOf } from './synonyms.ts';

const stems = (words: string): ReadonlySet<string> => new Set(words.split(' ').map((word) => stem(word)));

const MONEY_UNITS = new Set([
  'usd',
  'eur',
  'gbp',
  'jpy',
  'cny',
  'inr',
  'rub',
  'chf',
  'cad',
  'aud',
  'krw',
  'try',
  'pkr',
]);
const TIME_UNITS = stems('second minute hour day night week fortnight month year decade century');
const LENGTH_UNITS = new Set([
  ...stems(
    'km kilometre kilometer metre meter mile foot feet inch yard centimetre millimetre hectare acre tonne ton kilogram kg pound litre gallon degree mph knot',
  ),
  'km',
  'm',
  'cm',
  'mm',
  'kg',
  'mile',
  'c',
  'f',
]);
const TIME_OR_MONEY_OR_RATE = (unit: string): boolean =>
  MONEY_UNITS.has(unit) || TIME_UNITS.has(unit) || unit === 'percent';

/** Figures of the asked kind. The unit is kept where it is not the noun that was asked after. */
export function figureCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const { sentence } = passage;
  const found = quantitiesIn(sentence).flatMap((quantity) => {
    const fit = fitOf(
      quantity,
      question,
      sentence.text.slice(Math.max(0, quantity.start - sentence.start - 25), quantity.end - sentence.start + 40),
    );
    if (fit === 0 || IDENTIFIES.test(sentence.text.slice(0, quantity.start - sentence.start))) return [];
    const written = figureText(quantity, question, sentence.text, sentence.start);
    return [
      {
        text: written,
        key: `figure ${quantity.value} ${question.answerType === 'count' ? '' : quantity.unit}`,
        start: quantity.start,
        end: quantity.end,
        written: quantity.text,
        fit: RECALLS.test(sentence.text.slice(0, quantity.start - sentence.start)) ? fit * OF_RECALLED : fit,
        kind: 'figure' as const,
      },
    ];
  });
  if (question.answerType === 'count') return [...found, ...ordinalCandidates(passage, question)];
  if (question.answerType === 'duration') return [...found, ...longCandidates(passage), ...spanCandidates(passage)];
  return question.answerType === 'age' ? [...found, ...ageCandidates(passage)] : found;
}

const ORDINAL_COUNT =
  /\b(?:(?:his|her|its|their|a|an|record|record-extending|the|['’]s)\s){1,3}(\d{1,3}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s((?:[\p{L}-]+\s){0,3}[\p{L}-]+)/giu;
const ORDINAL_WORDS: ReadonlyMap<string, string> = new Map(
  [
    'second two',
    'third three',
    'fourth four',
    'fifth five',
    'sixth six',
    'seventh seven',
    'eighth eight',
    'ninth nine',
    'tenth ten',
  ].map((line) => line.split(' ') as [string, string]),
);
/** How many there are is told by which one it is. */
const ORDINAL_FIT = 0.85;

/** "her 21st major", "for the fifth time": the last of them is as many as there are. */
function ordinalCandidates({ sentence }: Passage, question: UnderstoodQuestion): Candidate[] {
  const asked = countedStems(question);
  return [...sentence.text.matchAll(ORDINAL_COUNT)].flatMap((match) => {
    const counted = tokenise(match[2]!).some((token) => asked.has(token.stem));
    if (!counted) return [];
    const ordinal = match[1]!.toLowerCase();
    const text = ORDINAL_WORDS.get(ordinal) ?? ordinal.replace(/\D+$/, '');
    const start = sentence.start + match.index + match[0].indexOf(match[1]!);
    return [
      {
        text,
        key: `figure ${text}`,
        start,
        end: start + match[1]!.length,
        written: match[1]!,
        fit: ORDINAL_FIT,
        kind: 'figure' as const,
      },
    ];
  });
}

/** "ties between *the two countries*": those that were named before are not counted. */
const RECALLS = /\b(?:between|of|to|by|for|with|both)\s(?:the|these|those|both)\s$/i;
const OF_RECALLED = 0.3;

/** "flight 446", "Route 9", "no. 3": a number that names counts nothing. */
const IDENTIFIES =
  /\b(?:flight|route|highway|interstate|section|article|chapter|page|room|gate|unit|channel|number|no\.?|bus|train|car|grade|year)\s(?:no\.?\s|number\s)?$/i;

const LONG =
  /\b((?:(?:\d+|\p{L}+)-)?(?:decade|century|year|month|week|day|hour|minute))s?-long\b|\b(\d+|\p{L}+)-(year|month|week|day|hour|minute)\b(?!-old)/giu;

/** "a decade-long war", "a three-day truce". */
function longCandidates({ sentence }: Passage): Candidate[] {
  return [...sentence.text.matchAll(LONG)].map((match) => {
    const start = sentence.start + match.index;
    const written = match[0];
    const text =
      match[1] !== undefined
        ? `a ${match[1].replace('-', ' ')}`.replace(/^a (?=\w+ )/, '')
        : `${match[2]} ${match[3]}s`;
    return {
      text,
      key: `figure ${text.toLowerCase()}`,
      start,
      end: start + written.length,
      written,
      fit: 0.9,
      kind: 'figure' as const,
    };
  });
}

const SPAN =
  /\b(?:from|between)\s((?:1\d|20)\d\d\s(?:to|until|and)\s(?:1\d|20)\d\d)\b|\b((?:1\d|20)\d\d[-–](?:1\d|20)\d\d)\b/gi;

/** "from 1996 to 2001": when it was is how long it was, too. */
function spanCandidates({ sentence }: Passage): Candidate[] {
  return [...sentence.text.matchAll(SPAN)].map((match) => {
    const years = match[1] ?? match[2] ?? '';
    const text = match[1] === undefined ? years : match[0];
    return {
      text,
      key: `figure ${years.replace(/\D+/g, ' ')}`,
      start: sentence.start + match.index,
      end: sentence.start + match.index + match[0].length,
      written: match[0],
      fit: SPAN_FIT,
      kind: 'figure' as const,
    };
  });
}

/** A length told as a length is better. */
const SPAN_FIT = 0.8;

const AGE =
  /\b(\d{1,3})[- ]years?[- ]old\b|\b(?:aged?|age of) (\d{1,3})\b|, (\d{1,3}),|\((\d{1,3})\)|\b(?:die[sd]?|dead|away|was|is|turned|turns|turning)(?:\s(?:on|in)\s\p{L}+)?(?:\sat)?\s(\d{1,3})(?=[.,;:]|\sand\b|\swhen\b|$)|\b[Aa]t (\d{1,3})(?=,)/gu;

function ageCandidates({ sentence }: Passage): Candidate[] {
  return [...sentence.text.matchAll(AGE)].map((match) => {
    const age = match.slice(1).find((group) => group !== undefined) ?? '';
    const start = sentence.start + match.index + match[0].indexOf(age);
    return {
      text: age,
      key: `figure ${age} year`,
      start,
      end: start + age.length,
      written: age,
      fit: 1,
      kind: 'figure' as const,
    };
  });
}

const YEAR_LIKE = /^(?:1[5-9]|20)\d\d$/;

function fitOf(quantity: Quantity, question: UnderstoodQuestion, nearby: string): number {
  const unit = quantity.unit;
  switch (question.answerType as AnswerType) {
    case 'money':
      return MONEY_UNITS.has(unit) ? 1 : 0;
    case 'percent':
      return unit === 'percent' ? 1 : /\b(?:half|third|quarter|thirds|quarters)\b/.test(quantity.text) ? 0.8 : 0;
    case 'duration':
      return TIME_UNITS.has(unit) && !/\bold\b/.test(nearby.slice(-40)) ? 1 : 0;
    case 'age':
      return unit === 'year' && /\bold\b|\baged?\b/.test(nearby) ? 1 : 0;
    case 'measure':
      return LENGTH_UNITS.has(unit)
        ? 1
        : YEAR_LIKE.test(quantity.text)
          ? 0
          : unit === ''
            ? 0.4
            : MONEY_UNITS.has(unit) || unit === 'percent'
              ? 0.5
              : 0.5;
    default:
      return countFit(quantity, question);
  }
}

/** "how many *soldiers*": the figure must count soldiers, or nothing that is named. */
function countFit(quantity: Quantity, question: UnderstoodQuestion): number {
  const unit = quantity.unit;
  const asked = countedStems(question);
  if (asked.has(unit)) return 1;
  const words = tokenise(quantity.text).map((token) => token.stem);
  if (words.some((word) => asked.has(word))) return 1;
  if (YEAR_LIKE.test(quantity.text) || TIME_OR_MONEY_OR_RATE(unit)) return 0;
  if (unit === '') return 0.6;
  return 0.35;
}

/** The stems of what is counted, the verb's included: "how many were killed" counts the dead. */
function countedStems(question: UnderstoodQuestion): ReadonlySet<string> {
  const words = tokenise(
    `${question.focus ?? ''} ${question.clause.verb ?? ''} ${question.kind === 'what' || question.kind === 'keywords' ? question.resolved : ''}`,
  ).filter((token) => !token.stop);
  const result = new Set<string>();
  for (const { stem: own, norm } of words) {
    result.add(own);
    for (const other of [...relatedStems(norm), ...synonymsOf(own)]) result.add(other);
  }
  if (result.has('popul')) for (const word of ['peopl', 'inhabit', 'resid']) result.add(word);
  if (result.has('peopl')) result.add('person');
  return result;
}

/** "15,000" for soldiers asked after; "45 minutes", "$4.5 billion" with their units; "about" where the article says so. */
function figureText(quantity: Quantity, question: UnderstoodQuestion, sentence: string, base: number): string {
  const before =
    /\b(about|around|approximately|roughly|nearly|almost|at least|more than|over|fewer than|less than|up to|as many as|some)\s+$/i.exec(
      sentence.slice(0, quantity.start - base),
    );
  const number = question.answerType === 'count' ? countOnly(quantity.text) : quantity.text;
  if (before === null || !quantity.approximate) return number;
  return `${before[1]!.toLowerCase()} ${number}`;
}

const NUMBER_WORD =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?)';
const NUMBER_PART = new RegExp(
  `^(?:[\\p{Sc}]?\\d[\\d.,]*(?:\\s(?:hundred|thousand|million|billion|trillion|dozen))?|(?:(?:an?|several|half a)\\s)?${NUMBER_WORD}(?:[-\\s](?:and\\s)?${NUMBER_WORD})*(?!\\p{L})|\\p{L}+(?:-\\p{L}+)?)`,
  'iu',
);

function countOnly(text: string): string {
  return NUMBER_PART.exec(text)?.[0].replace(/[.,]$/, '') ?? text;
}
