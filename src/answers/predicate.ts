/** "Who is the ambassador", "what is the capital": whether a sentence equates a candidate with what is asked after. */
import type { Token } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import { DOER_NOUN } from './alignment.ts';
import { answerTypeOfNoun } from './answer-types.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord } from './terms.ts';
import { BE_FORMS, looksLikeParticiple, PREPOSITIONS } from './word-classes.ts';

/** How far an apposition reaches, in tokens. */
const APPOSITION_REACH = 9;
const EQUATING = new Set([
  'become',
  'became',
  'becomes',
  'named',
  'called',
  'appointed',
  'elected',
  'known',
  'remains',
  'remained',
  'as',
  'namely',
  'dubbed',
  'termed',
  'titled',
  'entitled',
  'designated',
  'nicknamed',
  'means',
  'include',
  'includes',
  'included',
  'including',
]);

/** With the stem of the asked person, but no person: "attack" for "attacker". */
const isSomebody = (token: Token, head: string): boolean =>
  answerTypeOfNoun(token.norm) === 'person' &&
  (token.stem !== stem(head) || DOER_NOUN.test(token.norm) || !DOER_NOUN.test(head));

/** 1 where the sentence says that the candidate is the asked-after thing, 0 where it does not. */
export function equatedWithFocus(
  candidate: Candidate,
  tokens: readonly Token[],
  sentence: string,
  base: number,
  question: UnderstoodQuestion,
): number {
  const head = question.focusHead;
  if (head === undefined) return 0;
  const forms = formsOfWord(head);
  const person = answerTypeOfNoun(head) === 'person';
  const from = tokens.findIndex((token) => token.end > candidate.start);
  if (from < 0) return 0;
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]!.start < candidate.end) to += 1;
  let best = 0;
  tokens.forEach((token, at) => {
    // An attack is no attacker.
    const worth = person && !isSomebody(token, head) ? undefined : forms.get(token.stem);
    if (worth === undefined || (at >= from && at <= to)) return;
    const value =
      worth * (at < from ? headBefore(at, from, tokens, sentence, base) : headBehind(to, at, tokens, sentence, base));
    if (value > best) best = value;
  });
  return best;
}

/** "Ambassador Kim", "ambassador to Nordland, Kim", "the ambassador is Kim", "the city of Kim". */
function headBefore(head: number, from: number, tokens: readonly Token[], sentence: string, base: number): number {
  const between = tokens.slice(head + 1, from);
  if (between.length === 0) return 1;
  if (between.length > APPOSITION_REACH) return 0;
  const marks = gapText(tokens, head, from, sentence, base);
  const equated = between.findIndex((token) => BE_FORMS.has(token.norm) || EQUATING.has(token.norm));
  if (equated >= 0)
    return between.slice(equated + 1).some((token) => PREPOSITIONS.has(token.norm) && token.norm !== 'as')
      ? 0.3
      : between.length - equated <= 3
        ? 0.95
        : 0.5;
  const commas = (marks.match(/[,(:–—]/g) ?? []).length;
  const endsOnComma = /[,(:–—]\s*["“'‘]?(?:the |a |an )?$/.test(marks);
  if (commas === 1 && endsOnComma) return between.some((token) => token.norm === 'and') ? 0.5 : 0.95;
  if (commas === 0 && between.length === 1 && ['of', 'named', 'called'].includes(between[0]!.norm)) return 0.6;
  return 0;
}

const AGE_BETWEEN = /^(?:,\s|\s\()\d{1,3}[,)]\s$/;

/** "Kim, the ambassador", "Kim is the new ambassador", "Kim (ambassador)". */
function headBehind(to: number, head: number, tokens: readonly Token[], sentence: string, base: number): number {
  // "Kim, 41, was named ambassador": an age between commas sets nothing apart.
  if (head > to + 2 && AGE_BETWEEN.test(gapText(tokens, to, to + 2, sentence, base)))
    return headBehind(to + 1, head, tokens, sentence, base);
  const between = tokens.slice(to + 1, head);
  if (between.length > APPOSITION_REACH) return 0;
  const marks = gapText(tokens, to, head, sentence, base);
  if (between.length === 0) return /[,(]/.test(marks) ? 0.9 : 0.2;
  const equated = between.findIndex((token) => BE_FORMS.has(token.norm) || EQUATING.has(token.norm));
  if (equated === 0)
    return between.slice(1).some((token) => PREPOSITIONS.has(token.norm) && token.norm !== 'as') ? 0.35 : 0.95;
  const commas = (marks.match(/[,(–—]/g) ?? []).length;
  const opensOnComma = /^["”'’]?\s*[,(–—]/.test(marks);
  if (opensOnComma && commas === 1 && equated < 0)
    return between.some((token) => looksLikeParticiple(token.norm))
      ? 0
      : between.some((token) => PREPOSITIONS.has(token.norm))
        ? 0.6
        : 0.95;
  if (equated > 0 && equated <= 3) return 0.4;
  return 0;
}

function gapText(tokens: readonly Token[], left: number, right: number, sentence: string, base: number): string {
  return sentence.slice(tokens[left]!.end - base, tokens[right]!.start - base);
}

const NAMING_VERBS = new Set(['call', 'name', 'term', 'dub', 'nickname', 'title', 'refer', 'know', 'label']);

/** "What is it called", "what was she known as": the answer stands behind a word of naming. */
export function asksForTheName(question: UnderstoodQuestion): boolean {
  const { verb, passive } = question.clause;
  return passive && verb !== undefined && NAMING_VERBS.has(verb.replace(/^known$/, 'know'));
}

const NAMING =
  /\b(?:called|named|known as|termed|dubbed|nicknamed|titled|entitled|labell?ed|referred to as|so called|so-called|or)\s+(?:the |an? )?["“‘'(]?$/i;

/** 1 where a word of naming stands right before the candidate. */
export function namedBefore(candidate: Candidate, sentence: string, base: number): number {
  const before = sentence.slice(0, candidate.start - base);
  if (!NAMING.test(before)) return /["“‘(]$/.test(before) ? 0.4 : 0;
  return /\bor\s+(?:the |an? )?["“‘'(]?$/i.test(before) ? 0.5 : 1;
}
