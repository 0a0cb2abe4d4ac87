/** Who did what to whom: the clauses and noun phrases of a sentence. */
import { type Frame, type Link, linkOf } from './links.ts';
import { remembering } from './memory.ts';
import {
  BREAK,
  CLAUSE_OPENER,
  firstPhrase,
  fullPhraseAt,
  isNegative,
  isTime,
  joinsNouns,
  nounPhraseAt,
  opensClause,
  type Phrase,
  phraseEndingAt,
  phraseOf,
  type Span,
  withCoordination,
} from './phrases.ts';
import type { Clause } from './reading.ts';
import { type TaggedWord, tagWords } from './tagging.ts';
import { SPEECH, type VerbGroup, verbGroups } from './verbgroups.ts';

export { lemmaOf } from './lemmas.ts';

/** Sentences whose clauses are remembered. */
const MAX_SENTENCES_REMEMBERED = 2_000;
/** Clauses of one sentence, at most. */
export const MAX_CLAUSES_PER_SENTENCE = 30;

interface Parsed {
  readonly text: string;
  readonly words: readonly TaggedWord[];
  readonly groups: readonly VerbGroup[];
}

const parse = remembering(MAX_SENTENCES_REMEMBERED, (text): Parsed => {
  const words = tagWords(text);
  return { text, words, groups: verbGroups(words) };
});

/** The clauses of a sentence in the order of their verbs. Costs about half a millisecond a sentence the first time. */
export const clausesOf: (sentenceText: string) => readonly Clause[] = remembering(MAX_SENTENCES_REMEMBERED, (text) => {
  const sentence = parse(text);
  const frames: Frame[] = [];
  for (const [index, group] of sentence.groups.slice(0, MAX_CLAUSES_PER_SENTENCE).entries()) {
    frames.push(frameOf(sentence, group, index, frames));
  }
  return frames
    .filter((frame, index) => !isOnlyHelper(text, frame, frames[index + 1]))
    .map((frame) => toClause(sentence, frame));
});

/** Noun phrases with their places, determiners left off. */
export function nounPhrasesIn(text: string): readonly Phrase[] {
  const { words } = parse(text);
  const phrases: Phrase[] = [];
  for (let at = 0; at < words.length; ) {
    const span = nounPhraseAt(words, at);
    if (span === undefined) {
      at += 1;
      continue;
    }
    let first = span.first;
    while (first < span.last && words[first]!.pos === 'determiner') first += 1;
    if (words[span.last]!.pos !== 'pronoun') phrases.push(phraseOf(text, words, { first, last: span.last }));
    at = span.last + 1;
  }
  return phrases;
}

/** "has yet to announce", "is to visit": the verb that matters is the next one. */
function isOnlyHelper(text: string, frame: Frame, next: Frame | undefined): boolean {
  if (frame.group.lemma === 'do' && next !== undefined && text.endsWith('?')) return true;
  return /^(?:have|be)$/.test(frame.group.lemma) && frame.object === undefined && next?.direct === true;
}

function toClause({ text, words }: Parsed, frame: Frame): Clause {
  const subject = frame.subject === undefined ? undefined : phraseOf(text, words, frame.subject).text;
  const object = frame.object === undefined ? undefined : phraseOf(text, words, frame.object).text;
  return {
    ...(subject === undefined ? {} : { subject }),
    verb: frame.group.lemma,
    ...(object === undefined ? {} : { object }),
    complements: frame.complements.map((span) => phraseOf(text, words, span).text),
    passive: frame.passive,
    negated: frame.negated || isNegative(words, frame.subject) || isNegative(words, frame.object),
    hedged: frame.hedged || /\?["\u201d'\u2019]?$/.test(text),
    ...(frame.future ? { future: true } : {}),
  };
}

function frameOf(sentence: Parsed, group: VerbGroup, index: number, frames: readonly Frame[]): Frame {
  const { words, groups } = sentence;
  const previous = frames[index - 1];
  const link = linkOf(words, previous, group);
  const found = link?.subject !== undefined || link?.fixed ? link : subjectOf(words, group, frames);
  const after = whatFollows(words, group, groups[index + 1]);
  const inverted = found?.subject !== undefined && found.subject.first > group.last;
  const leading = leadingComplements(words, group, previous);
  return {
    group,
    subject: found?.subject,
    object: inverted || isSubjectOfNext(words, group, groups[index + 1], after.object) ? undefined : after.object,
    complements: [...leading, ...after.complements],
    passive: group.passive || found?.passive === true,
    negated: group.negated || link?.negated === true,
    hedged: group.hedged || link?.hedged === true || isConditional(words, group, previous),
    future: group.future || link?.future === true,
    relative: found?.relative === true,
    direct: link?.direct === true,
    ...(link?.noun === undefined ? {} : { noun: link.noun }),
  };
}

/** "said the ban was lifted": what follows a verb of speech is its clause's subject, not its object. */
function isSubjectOfNext(
  words: readonly TaggedWord[],
  group: VerbGroup,
  next: VerbGroup | undefined,
  object: Span | undefined,
): boolean {
  if (object === undefined || next === undefined || next.form !== 'finite' || !SPEECH.has(group.lemma)) return false;
  return words.slice(object.last + 1, next.first).every((word) => word.pos === 'adverb' || word.pos === 'negative');
}

/** Looks left from a finite verb for its subject. */
function subjectOf(words: readonly TaggedWord[], group: VerbGroup, frames: readonly Frame[]): Link {
  const previous = frames.at(-1);
  const from = previous === undefined ? 0 : previous.group.last + 1;
  const before = words[group.first - 1];
  if (before?.pos === 'relative') {
    const antecedent = phraseEndingAt(words, group.first - 2);
    // "is the only country that recognises": the predicate noun stands for the subject.
    const copula = previous?.object !== undefined && /^(?:be|become|remain)$/.test(previous.group.lemma);
    const same = copula && previous.object?.last === antecedent?.last;
    return { subject: same ? previous.subject : antecedent, relative: true, fixed: true };
  }
  const parts = partsOf(words, from, group.first);
  const own = parts.at(-1)!;
  if (previous?.noun !== undefined && frames.every((frame) => frame.group.form !== 'finite'))
    return { subject: previous.noun };
  if (previous === undefined) {
    // What a dash closes before the first verb is a dateline: "BERLIN —".
    const told = parts.filter((part) => part === own || !/[\u2014\u2013]|\s-\s/.test(words[part.last]?.gap ?? ''));
    const subject = firstPhrase(
      words,
      told.find((part) => firstPhrase(words, part) !== undefined) ?? own,
      group.first - 1,
    );
    return subject === undefined ? invertedSubject(words, group) : { subject };
  }
  if (parts.length === 1) return withoutSeparator(words, own, group, frames);
  const opened = parts.slice(1).find((part) => isConjunction(words, part)) ?? own;
  const relative =
    opened.first < group.first && words.slice(opened.first, group.first).findIndex((word) => word.pos === 'relative');
  if (typeof relative === 'number' && relative >= 0) {
    const inner = firstPhrase(words, { first: opened.first + relative + 1, last: group.first - 1 });
    if (inner !== undefined) return { subject: inner, relative: true };
  }
  const subject = firstPhrase(words, opened, group.first - 1) ?? firstPhrase(words, own);
  if (subject !== undefined) return { subject };
  if (own.last < own.first && SPEECH.has(group.lemma)) {
    const inverted = invertedSubject(words, group);
    if (inverted.subject !== undefined) return inverted;
  }
  // Nothing stands between comma or "and" and the verb: the clause goes on with a subject named before.
  const joined = words[group.first - 1]?.pos === 'conjunction' || words[own.first]?.pos === 'conjunction';
  const resumed = joined ? previous : frames.findLast((frame) => !frame.relative && frame.group.form === 'finite');
  const relativeBefore = previous.relative && !joined;
  return { subject: (relativeBefore ? previous : (resumed ?? previous)).subject };
}

function withoutSeparator(words: readonly TaggedWord[], part: Span, group: VerbGroup, frames: readonly Frame[]): Link {
  const previous = frames.at(-1)!;
  const subject = firstPhrase(words, part);
  if (previous.relative && !SPEECH.has(previous.group.lemma)) return { subject: previous.subject };
  if (subject === undefined) return { subject: previous.subject };
  // "arrested three men suspected of theft": the object of one verb suffers the other.
  const participle = group.first === group.main && words[group.main]!.form === 'past';
  if (participle && !SPEECH.has(previous.group.lemma))
    return { subject: phraseEndingAt(words, group.first - 1) ?? subject, passive: true };
  return { subject };
}

/** "…," said Putin. */
function invertedSubject(words: readonly TaggedWord[], group: VerbGroup): Link {
  if (!SPEECH.has(group.lemma)) return {};
  const subject = fullPhraseAt(words, group.last + 1);
  return subject === undefined ? {} : { subject };
}

/** Stretches between separators: commas, conjunctions, "that". The first belongs to the verb before. */
function partsOf(words: readonly TaggedWord[], from: number, to: number): readonly Span[] {
  const parts: Span[] = [];
  let first = from;
  if (from > 0 && BREAK.test(words[from - 1]!.gap)) parts.push({ first: from, last: from - 1 });
  for (let at = from; at < to; at += 1) {
    const opens = (words[at]!.pos === 'conjunction' && !joinsNouns(words, at)) || opensClause(words, at, to);
    if (opens && at >= first) {
      parts.push({ first, last: at - 1 });
      first = at;
    }
    if (BREAK.test(words[at]!.gap)) {
      parts.push({ first, last: at });
      first = at + 1;
    }
  }
  parts.push({ first, last: to - 1 });
  return parts;
}

function isConjunction(words: readonly TaggedWord[], part: Span): boolean {
  return (
    part.first <= part.last &&
    (words[part.first]?.pos === 'conjunction' || CLAUSE_OPENER.test(words[part.first]?.lower ?? ''))
  );
}

/** Object and prepositional phrases behind a verb, up to the next clause. */
function whatFollows(
  words: readonly TaggedWord[],
  group: VerbGroup,
  next: VerbGroup | undefined,
): { readonly object: Span | undefined; readonly complements: readonly Span[] } {
  const limit = next?.first ?? words.length;
  const complements: Span[] = [];
  let object: Span | undefined;
  let at = group.last + 1;
  while (at < limit && (words[at]!.pos === 'adverb' || words[at]!.pos === 'negative')) at += 1;
  if (at < limit && !BREAK.test(words[at - 1]!.gap) && words[at]!.pos !== 'preposition') {
    const span = fullPhraseAt(words, at);
    if (span !== undefined && span.last < limit && !isTime(words, span)) {
      const list = withCoordination(words, span, limit - 1);
      // What ends right before the next verb is that verb's subject, not the last of a list.
      object = next?.form === 'finite' && list.last === limit - 1 ? span : list;
      at = object.last + 1;
    } else if (words[at]!.pos === 'adjective') {
      object = { first: at, last: at };
      at += 1;
    }
  }
  while (at < limit && !BREAK.test(words[at - 1]!.gap)) {
    const word = words[at]!;
    if (word.pos === 'conjunction' || word.pos === 'relative') break;
    if (word.pos === 'preposition' || word.pos === 'to') {
      const span = fullPhraseAt(words, at + 1);
      if (next?.form === 'finite' && opensClause(words, at, limit)) break;
      if (span !== undefined && span.last < limit) {
        complements.push({ first: at, last: span.last });
        at = span.last + 1;
        continue;
      }
    }
    const time = nounPhraseAt(words, at);
    if (time !== undefined && isTime(words, time) && time.last < limit) {
      complements.push(time);
      at = time.last + 1;
      continue;
    }
    at += 1;
  }
  return { object, complements };
}

/** "Russia on Thursday became": prepositional phrases before the verb of the sentence's first clause. */
function leadingComplements(
  words: readonly TaggedWord[],
  group: VerbGroup,
  previous: Frame | undefined,
): readonly Span[] {
  if (previous !== undefined) return [];
  const complements: Span[] = [];
  for (let at = 0; at < group.first; at += 1) {
    if (words[at]!.pos !== 'preposition' || words[at]!.lower === 'of') continue;
    const span = fullPhraseAt(words, at + 1);
    if (span !== undefined && span.last < group.first) complements.push({ first: at, last: span.last });
  }
  return complements;
}

/** Clauses that "if", "whether" or "unless" opens say nothing for certain. */
function isConditional(words: readonly TaggedWord[], group: VerbGroup, previous: Frame | undefined): boolean {
  const from = previous === undefined ? 0 : previous.group.last + 1;
  return words.slice(from, group.first).some((word) => /^(?:if|whether|unless)$/.test(word.lower));
}
