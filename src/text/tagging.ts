/** Words with their part of speech: compromise's guesses, put right where the words around them say otherwise. */
import nlp from 'compromise/two';

/** What is parsed of one sentence: compromise takes its time, and nobody writes clauses this long. */
export const MAX_PARSED_CHARS = 1_500;

export type PartOfSpeech =
  | 'noun'
  | 'proper'
  | 'pronoun'
  | 'possessive'
  | 'number'
  | 'determiner'
  | 'adjective'
  | 'adverb'
  | 'verb'
  | 'auxiliary'
  | 'modal'
  | 'preposition'
  | 'conjunction'
  | 'to'
  | 'negative'
  | 'relative'
  | 'other';

type VerbForm = 'past' | 'present' | 'infinitive' | 'gerund';

export interface TaggedWord {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  readonly pos: PartOfSpeech;
  readonly form?: VerbForm;
  /** What stands between this word and the next: space, comma, dash, quotes. */
  readonly gap: string;
}

export interface CompromiseTerm {
  readonly text: string;
  readonly pre: string;
  readonly post: string;
  readonly normal: string;
  readonly implicit?: string;
  readonly machine?: string;
  readonly tags: ReadonlySet<string>;
}

const BE = /^(?:am|is|are|was|were|be|been|being|'s|'re|'m|isn't|aren't|wasn't|weren't)$/;
const HAVE = /^(?:have|has|had|having|'ve|haven't|hasn't|hadn't)$/;
const DO = /^(?:do|does|did|don't|doesn't|didn't)$/;
const MODAL =
  /^(?:will|would|shall|should|can|could|may|might|must|cannot|'ll|won't|wouldn't|shan't|shouldn't|can't|couldn't|mightn't|mustn't|ought)$/;
const PREPOSITION =
  /^(?:of|in|on|at|by|for|with|from|about|against|between|into|through|during|before|after|above|below|under|over|near|without|within|along|across|behind|beyond|amid|among|around|beside|despite|except|inside|outside|onto|toward|towards|until|till|upon|via|since|as|per|like|unlike|off|throughout|alongside|following|including|regarding|concerning|versus)$/;
const RELATIVE = /^(?:who|whom|whose|which)$/;
/** The second half of "speed up", and words that lead to a preposition. */
const PARTICLE = /^(?:up|out|down|away|back|forward|ahead|together|apart|aside|according|due)$/;
const CONJUNCTION =
  /^(?:and|but|or|nor|yet|so|because|although|though|while|whereas|when|where|if|unless|whether|that|once|how|why|what|than)$/;
const NEGATIVE = /^(?:not|never|n't|neither|hardly|barely|scarcely)$/;
const PRONOUN =
  /^(?:i|you|he|she|it|we|they|me|him|us|them|himself|herself|itself|themselves|who|someone|somebody|everyone|everybody|anyone|anybody|nobody|something|everything|nothing|none|there|one)$/;
const DETERMINER =
  /^(?:the|a|an|this|these|those|some|any|no|each|every|either|both|all|another|such|his|her|its|their|our|your|my)$/;
const MAY_HOLD_AUXILIARY = /^(?:will|may|can|might|must|do|does)$/;

/** The words of a sentence in order. Offsets are exact; words that can't be found again in the text are left out. */
export function tagWords(sentence: string): readonly TaggedWord[] {
  const text = sentence.length > MAX_PARSED_CHARS ? sentence.slice(0, MAX_PARSED_CHARS) : sentence;
  const terms = nlp(text).document.flat() as unknown as readonly CompromiseTerm[];
  const words: TaggedWord[] = [];
  let cursor = 0;
  for (const [index, term] of terms.entries()) {
    if (term.text === '') continue;
    const start = text.indexOf(term.text, cursor);
    if (start < 0) continue;
    cursor = start + term.text.length;
    const nextText = terms.slice(index + 1, index + 4).find((each) => each.text !== '')?.text;
    const nextStart = nextText === undefined ? text.length : text.indexOf(nextText, cursor);
    const gap = text.slice(cursor, nextStart < 0 ? cursor : nextStart);
    const split = splitContraction(term.text, start, gap);
    if (split !== undefined) words.push(...split);
    else words.push(wordOf(term, terms[index + 1], words.at(-1), start, gap));
  }
  return words.map((word, index) => corrected(words, word, index));
}

const CONTRACTION = /^(i|you|he|she|it|we|they|there|that|who|what|here)(['\u2019](?:s|re|m|ve|ll|d))$/i;

/** "we're" is a pronoun and an auxiliary. */
function splitContraction(text: string, start: number, gap: string): readonly TaggedWord[] | undefined {
  const match = CONTRACTION.exec(text);
  if (match === null) return undefined;
  const [, pronoun = '', ending = ''] = match;
  const middle = start + pronoun.length;
  const lower = ending.toLowerCase().replace('\u2019', "'");
  const pos = lower === "'ll" || lower === "'d" ? 'modal' : 'auxiliary';
  return [
    {
      text: pronoun,
      lower: pronoun.toLowerCase(),
      start,
      end: middle,
      pos: /^who$/i.test(pronoun) ? 'relative' : 'pronoun',
      gap: '',
    },
    { text: ending, lower, start: middle, end: start + text.length, pos, form: 'present', gap },
  ];
}

function wordOf(
  term: CompromiseTerm,
  next: CompromiseTerm | undefined,
  before: TaggedWord | undefined,
  start: number,
  gap: string,
): TaggedWord {
  const lower = term.text.toLowerCase().replaceAll('\u2019', "'");
  const word = { text: term.text, lower, start, end: start + term.text.length, gap };
  const capital = before !== undefined && /^\p{Lu}/u.test(term.text) && lower !== 'i';
  const { pos, form } = partOf(lower, term.tags, capital, next);
  return form === undefined ? { ...word, pos } : { ...word, pos, form };
}

function partOf(
  lower: string,
  tags: ReadonlySet<string>,
  capital: boolean,
  next: CompromiseTerm | undefined,
): { readonly pos: PartOfSpeech; readonly form?: VerbForm } {
  if (NEGATIVE.test(lower)) return { pos: 'negative' };
  if (capital && !(MAY_HOLD_AUXILIARY.test(lower) && next?.tags.has('Verb'))) {
    if (/'s?$/.test(lower)) return { pos: 'possessive' };
    if (!DETERMINER.test(lower) && !PREPOSITION.test(lower) && !CONJUNCTION.test(lower)) return { pos: 'proper' };
  }
  if (MODAL.test(lower) && !(lower === 'may' && tags.has('Month'))) return { pos: 'modal' };
  if (BE.test(lower)) return { pos: 'auxiliary', form: formOfAuxiliary(lower) };
  if (HAVE.test(lower) || DO.test(lower)) return { pos: 'auxiliary', form: formOfAuxiliary(lower) };
  if (lower === 'to') return { pos: 'to' };
  if (PARTICLE.test(lower)) return { pos: 'adverb' };
  if (RELATIVE.test(lower)) return { pos: 'relative' };
  if (lower === 'her' || DETERMINER.test(lower)) return { pos: 'determiner' };
  if (PREPOSITION.test(lower)) return { pos: 'preposition' };
  if (CONJUNCTION.test(lower)) return { pos: 'conjunction' };
  if (PRONOUN.test(lower)) return { pos: 'pronoun' };
  if (/\p{L}'s?$/u.test(lower)) return { pos: 'possessive' };
  return openClass(lower, tags);
}

function openClass(lower: string, tags: ReadonlySet<string>): { readonly pos: PartOfSpeech; readonly form?: VerbForm } {
  if (tags.has('Value')) return { pos: tags.has('Ordinal') ? 'adjective' : 'number' };
  if (tags.has('Verb')) {
    if (tags.has('Gerund')) return { pos: 'verb', form: 'gerund' };
    if (tags.has('PastTense') || tags.has('Participle')) return { pos: 'verb', form: 'past' };
    return { pos: 'verb', form: tags.has('Infinitive') ? 'infinitive' : 'present' };
  }
  if (tags.has('Adverb')) return { pos: 'adverb' };
  if (tags.has('Adjective')) return { pos: 'adjective' };
  if (tags.has('ProperNoun')) return { pos: 'proper' };
  if (tags.has('Pronoun')) return { pos: 'pronoun' };
  if (tags.has('Preposition')) return { pos: 'preposition' };
  if (tags.has('Conjunction')) return { pos: 'conjunction' };
  if (tags.has('Noun') || tags.has('Expression')) return { pos: 'noun' };
  return { pos: /\p{L}/u.test(lower) ? 'noun' : 'other' };
}

function formOfAuxiliary(lower: string): VerbForm {
  if (/^(?:was|were|had|did|been|wasn't|weren't|hadn't|didn't)$/.test(lower)) return 'past';
  if (/^(?:being|having)$/.test(lower)) return 'gerund';
  return /^(?:be|have|do)$/.test(lower) ? 'infinitive' : 'present';
}

/** What a word's neighbours say against its tag. */
function corrected(words: readonly TaggedWord[], word: TaggedWord, index: number): TaggedWord {
  const before = words[index - 1];
  const after = words[index + 1];
  // "killed nine and injured 30": an adjective in -ed that takes an object is a verb.
  if (word.pos === 'adjective' && /ed$/.test(word.lower) && after !== undefined && /^\s$/.test(word.gap)) {
    const object = after.pos === 'determiner' || after.pos === 'number' || after.pos === 'pronoun';
    if (object && (before === undefined || before.pos !== 'determiner')) return { ...word, pos: 'verb', form: 'past' };
  }
  // "was injured", "been dead": a participle behind an auxiliary.
  if (word.pos === 'adjective' && /ed$/.test(word.lower) && before?.pos === 'auxiliary')
    return { ...word, pos: 'verb', form: 'past' };
  // "considering recognising the state": an -ing that takes an object is a verb.
  if (
    word.pos === 'noun' &&
    /ing$/.test(word.lower) &&
    /^(?:determiner|possessive|pronoun|proper)$/.test(after?.pos ?? '') &&
    /^\s$/.test(word.gap)
  ) {
    if (!/^(?:determiner|adjective|possessive|number)$/.test(before?.pos ?? 'determiner'))
      return { ...word, pos: 'verb', form: 'gerund' };
  }
  // "more exciting": compared, so no verb.
  if (word.pos === 'verb' && word.form === 'gerund' && /^(?:more|most|very|so|too|less|as)$/.test(before?.lower ?? ''))
    return { ...word, pos: 'adjective' };
  // "the strike", "a recent attack": no finite verb stands behind a determiner.
  if (word.pos === 'verb' && word.form !== 'past' && (before?.pos === 'determiner' || before?.pos === 'possessive')) {
    return { ...word, pos: word.form === 'gerund' && after?.pos === 'noun' ? 'adjective' : 'noun' };
  }
  if (
    word.pos === 'verb' &&
    word.form === 'past' &&
    (before?.pos === 'determiner' || before?.pos === 'possessive') &&
    (after?.pos === 'noun' || after?.pos === 'proper')
  ) {
    return { ...word, pos: 'adjective' };
  }
  // "stopped short of": no verb follows a verb there.
  if (word.lower === 'short' && after?.lower === 'of') return { ...word, pos: 'adverb' };
  // "Will Smith": a name where no question is asked.
  if (index === 0 && word.pos === 'modal' && after?.pos === 'proper' && words.at(-1)?.gap.includes('?') !== true)
    return { ...word, pos: 'proper' };
  // "to lift", "may lift": no noun stands there.
  if (word.pos === 'noun' && before?.pos === 'modal') return { ...word, pos: 'verb', form: 'infinitive' };
  if (
    word.lower === 'that' &&
    before !== undefined &&
    /^(?:noun|proper)$/.test(before.pos) &&
    after !== undefined &&
    /^(?:verb|auxiliary|modal)$/.test(after.pos)
  ) {
    return { ...word, pos: 'relative' };
  }
  return word;
}
