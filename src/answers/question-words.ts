/** The words of a question as grammar sees them: verbs that look like nouns, where a subject ends, what heads a phrase. */
import { lemmaOf } from '../text/grammar.ts';
import type { Token } from '../text/reading.ts';
import { type PartOfSpeech, tagWords } from '../text/tagging.ts';
import {
  AUXILIARIES,
  BE_FORMS,
  DETERMINERS,
  HAVE_FORMS,
  looksLikeParticiple,
  NEGATIONS,
  PREPOSITIONS,
} from './word-classes.ts';

export const commaBefore = (tokens: readonly Token[], index: number, text: string): boolean =>
  index > 0 && /[,;:(]/.test(text.slice(tokens[index - 1]!.end, tokens[index]!.start));

/** Parts of speech of the tokens from `from` on, read as a statement behind `lead`. */
export function tagsOf(
  tokens: readonly Token[],
  from: number,
  text: string,
  lead: string,
): readonly (PartOfSpeech | undefined)[] {
  const first = tokens[from];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return [];
  const words = tagWords(`${lead}${text.slice(first.start, last.end)}.`);
  return tokens.map((token, index) => {
    if (index < from) return undefined;
    const at = token.start - first.start + lead.length;
    return words.find((word) => word.start <= at && word.end > at)?.pos;
  });
}

/** Index of the first verb from `from` on; a noun that must be one ("Which insect employs the use") counts. */
export function verbIndex(tokens: readonly Token[], from: number, text: string, lead: string): number | undefined {
  const tags = tagsOf(tokens, from, text, lead);
  let verb = tags.findIndex((tag, index) => index >= from && tag === 'verb');
  // "member states adopted": of two verbs side by side the first is a noun.
  if (verb >= from && tags[verb + 1] === 'verb' && !/ing$/.test(tokens[verb + 1]!.norm)) verb += 1;
  const forced = tags.findIndex((_, index) => index > from && mustBeVerb(tokens, tags, index));
  if (verb < 0) return forced < 0 ? undefined : forced;
  return forced >= 0 && forced < verb ? forced : verb;
}

/** A bare noun between a noun and a determiner is a verb: "insect *employs* the use", "Harvard *end* its program". */
export function mustBeVerb(
  tokens: readonly Token[],
  tags: readonly (PartOfSpeech | undefined)[],
  index: number,
): boolean {
  if (tags[index] !== 'noun') return false;
  const before = tags[index - 1];
  const after = tags[index + 1];
  return (
    (before === 'noun' || before === 'proper' || before === 'pronoun') &&
    (after === 'determiner' || after === 'possessive') &&
    /^[a-z]/.test(tokens[index]!.text)
  );
}

const CONTROL = new Set([
  'want',
  'plan',
  'intend',
  'hope',
  'try',
  'agree',
  'decide',
  'promise',
  'propose',
  'threaten',
  'vow',
  'seek',
  'need',
  'have',
  'offer',
  'manage',
  'refuse',
  'begin',
  'start',
]);

/** "want to *use*", "plan to *build*": the verb behind "to" is the one that is asked about. */
export function behindControl(said: readonly Token[], at: number): number {
  const verb = said[at];
  return verb !== undefined &&
    CONTROL.has(lemmaOf(verb.norm)) &&
    said[at + 1]?.norm === 'to' &&
    said[at + 2] !== undefined &&
    !BE_FORMS.has(said[at + 2]!.norm)
    ? at + 2
    : at;
}

/** "the university *first* saw": adverbs between subject and verb belong to neither. */
export function withoutAdverbs(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 1 && isAdverb(tokens[end - 1]!)) end -= 1;
  return tokens.slice(0, end);
}

/** Where the main verb stands behind "did" or "will" and the subject: "the Rhine *discharge* at the border". */
export function verbAfterSubject(said: readonly Token[], text: string): number {
  const tags = tagsOf(said, 0, text, '');
  // "did *Grant* Lorne replace": a capital among small letters is a name's, whatever verb it looks like.
  const hasCase = said.some((token) => /^\p{Ll}/u.test(token.text) && !PREPOSITIONS.has(token.norm));
  const skip = (index: number): boolean =>
    isAdverb(said[index]!) ||
    NEGATIONS.has(said[index]!.norm) ||
    (hasCase && index + 1 < said.length && /^\p{Lu}/u.test(said[index]!.text));
  let clauseEnd = tags.findIndex((tag, index) => index > 0 && (tag === 'relative' || said[index]!.norm === 'when'));
  if (clauseEnd < 0) clauseEnd = said.length;
  for (let index = 0; index < clauseEnd; index += 1) {
    // "do *talks* resume": behind "do" no verb ends like that.
    if (index === 0 && said.length > 1 && tags[0] === 'verb' && /[^s]s$/.test(said[0]!.norm)) {
      if (said.length === 2 && !PREPOSITIONS.has(said[1]!.norm)) return 1;
      continue;
    }
    if (tags[index] === 'verb' && !skip(index) && !DETERMINERS.has(said[index - 1]?.norm ?? ''))
      return returnsTo(said, tags, index) ? index - 2 : index;
    // "What did they *do* before leaving".
    const next = said[index + 1]?.norm;
    if (index > 0 && said[index]!.norm === 'do' && (next === undefined || PREPOSITIONS.has(next))) return index;
    if (index > 0 && HAVE_FORMS.has(said[index]!.norm) && !looksLikeParticiple(said[index + 1]?.norm ?? ''))
      return index;
    if (index > 0 && mustBeVerb(said, tags, index)) return index;
  }
  return verbBehindName(said, tags, clauseEnd) ?? lastNounOfSubject(said, tags, clauseEnd);
}

/** "does Peru *import* oil from the coast": of two nouns behind a name the first is the verb, unless it is a plural. */
function verbBehindName(
  said: readonly Token[],
  tags: readonly (PartOfSpeech | undefined)[],
  limit: number,
): number | undefined {
  const at = said.findIndex((token) => !/^\p{Lu}/u.test(token.text) && !DETERMINERS.has(token.norm));
  const isPair = at > 0 && at + 1 < limit && tags[at] === 'noun' && tags[at + 1] === 'noun';
  return isPair && /^\p{Lu}/u.test(said[at - 1]!.text) && !/s$/.test(said[at]!.norm) ? at : undefined;
}

/** "the party *return* to power": the word behind "to" is no verb where none but the one before "to" is left to be it. */
function returnsTo(said: readonly Token[], tags: readonly (PartOfSpeech | undefined)[], index: number): boolean {
  return (
    index > 2 &&
    said[index - 1]!.norm === 'to' &&
    tags[index - 2] === 'noun' &&
    /^\p{Ll}/u.test(said[index - 2]!.text) &&
    !tags.includes('verb', index + 1)
  );
}

/** No word was tagged a verb: it is the last bare noun before a preposition or the end, "what did the ban *end*". */
export function lastNounOfSubject(
  said: readonly Token[],
  tags: readonly (PartOfSpeech | undefined)[],
  limit: number,
): number {
  for (let index = 1; index < limit; index += 1) {
    const next = tags[index + 1];
    const ends =
      index + 1 >= limit ||
      next === 'preposition' ||
      next === 'to' ||
      next === 'determiner' ||
      next === 'possessive' ||
      next === 'conjunction';
    if (
      ends &&
      said[index + 1]?.norm !== 'of' &&
      !PREPOSITIONS.has(said[index]!.norm) &&
      /^[a-z]/.test(said[index]!.text)
    )
      return index;
  }
  return said.length;
}

export const isAdverb = (token: Token): boolean =>
  (/ly$/.test(token.norm) && token.norm.length > 4) ||
  ['also', 'first', 'ever', 'once', 'now', 'still', 'not', 'never', 'already', 'just', 'yet'].includes(token.norm);

/** How many tokens the noun phrase at the start has, its "of" phrases included. */
export function subjectLength(said: readonly Token[], text: string): number {
  const tags = tagsOf(said, 0, text, '');
  let end = 0;
  while (
    end < said.length &&
    (end === 0 ||
      ['noun', 'proper', 'possessive', 'number', 'adjective'].includes(tags[end] ?? '') ||
      tags[end - 1] === 'determiner' ||
      said[end]!.norm === 'of' ||
      said[end - 1]!.norm === 'of')
  ) {
    end += 1;
    if (tags[end] === 'determiner' && said[end - 1]?.norm !== 'of') break;
    if (tags[end - 1] === 'adjective' && end > 1 && tags[end] !== 'noun' && tags[end] !== 'proper') return end - 1;
  }
  return Math.max(1, end);
}

/** The head noun of a phrase in normal form: the last word before its first preposition. */
export function headOf(phrase: string): string | undefined {
  const words =
    phrase
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .replace(/\sper\s.*$/, '')
      .match(/[\p{L}\p{N}-]+/gu) ?? [];
  const cut = words.findIndex((word, index) => index > 0 && (PREPOSITIONS.has(word) || AUXILIARIES.has(word)));
  const core = (cut < 0 ? words : words.slice(0, cut)).filter((word) => !DETERMINERS.has(word));
  const head = core.at(-1);
  if (
    head !== undefined &&
    ['name', 'names', 'type', 'kind', 'types', 'kinds', 'sort'].includes(head) &&
    cut > 0 &&
    words[cut] === 'of'
  ) {
    return headOf(words.slice(cut + 1).join(' '));
  }
  return head;
}
