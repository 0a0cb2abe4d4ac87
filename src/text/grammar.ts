/** Who did what to whom: the clauses and noun phrases of a sentence. */
import { LRUCache } from 'lru-cache';
import type { Clause } from './reading.ts';
import { type TaggedWord, tagWords } from './tagging.ts';
import { DENYING, HEDGING, SPEECH, type VerbGroup, verbGroups } from './verbgroups.ts';

export { lemmaOf } from './tagging.ts';

/** Sentences whose clauses are remembered. */
export const MAX_SENTENCES_REMEMBERED = 2_000;
/** Clauses of one sentence, at most. */
export const MAX_CLAUSES_PER_SENTENCE = 30;

interface Parsed {
  readonly text: string;
  readonly words: readonly TaggedWord[];
  readonly groups: readonly VerbGroup[];
}

export interface Phrase {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const parsed = new LRUCache<string, Parsed>({ max: MAX_SENTENCES_REMEMBERED });
const remembered = new LRUCache<string, readonly Clause[]>({ max: MAX_SENTENCES_REMEMBERED });

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const words = tagWords(text);
  const result = { text, words, groups: verbGroups(words) };
  parsed.set(text, result);
  return result;
}

/** The clauses of a sentence in the order of their verbs. Costs about half a millisecond a sentence the first time. */
export function clausesOf(sentenceText: string): readonly Clause[] {
  const known = remembered.get(sentenceText);
  if (known !== undefined) return known;
  const sentence = parse(sentenceText);
  const frames: Frame[] = [];
  for (const [index, group] of sentence.groups.slice(0, MAX_CLAUSES_PER_SENTENCE).entries()) {
    frames.push(frameOf(sentence, group, index, frames));
  }
  const clauses = frames.filter((frame, index) => !isOnlyHelper(sentenceText, frame, frames[index + 1])).map((frame) => toClause(sentence, frame));
  remembered.set(sentenceText, clauses);
  return clauses;
}

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

// ---------------------------------------------------------------- phrases

/** Indices of words, both inclusive. */
interface Span {
  readonly first: number;
  readonly last: number;
}

const NOMINAL = /^(?:noun|proper|number|adjective|possessive|determiner|pronoun)$/;
const HEAD = /^(?:noun|proper|number|pronoun)$/;
const BREAK = /[,;:()\u2014\u2013"\u201c\u201d]/;

/** A noun phrase that begins at a word, without what hangs on it by prepositions. */
function nounPhraseAt(words: readonly TaggedWord[], at: number): Span | undefined {
  let last = -1;
  let index = at;
  for (; index < words.length; index += 1) {
    const word = words[index]!;
    if (word.pos === 'pronoun' && index > at) break;
    if (last >= 0 && opensTime(words, index)) break;
    if (
      word.pos === 'determiner' &&
      last >= 0 &&
      words[index - 1]!.pos !== 'determiner' &&
      !/^(?:all|both|such)$/.test(words[index - 1]!.lower)
    )
      break;
    if (
      !NOMINAL.test(word.pos) &&
      !(word.pos === 'adverb' && index > at && NOMINAL.test(words[index + 1]?.pos ?? '') && last < 0)
    )
      break;
    if (HEAD.test(word.pos)) last = index;
    if (word.pos === 'pronoun' || BREAK.test(word.gap)) break;
  }
  // "the dead", "the first": a determiner makes an adjective a noun.
  if (last < 0 && index > at + 1 && words[at]!.pos === 'determiner' && words[index - 1]?.pos === 'adjective')
    return { first: at, last: index - 1 };
  return last < 0 ? undefined : { first: at, last };
}

const WEEKDAY = /^(?:sun|mon|tues|wednes|thurs|fri|satur)day$/;

/** "the ban | next week", "the ban | Thursday". */
function opensTime(words: readonly TaggedWord[], at: number): boolean {
  const { lower } = words[at]!;
  if (/^(?:last|next|this)$/.test(lower)) return /^(?:week|month|year|spring|summer|autumn|fall|winter)$/.test(words[at + 1]?.lower ?? '') || WEEKDAY.test(words[at + 1]?.lower ?? '');
  if (/^(?:yesterday|today|tomorrow|tonight)$/.test(lower)) return true;
  return WEEKDAY.test(lower) && !/^(?:noun|proper)$/.test(words[at + 1]?.pos ?? '');
}

/** A noun phrase with its "of" phrases: "the ministry of foreign affairs". */
function fullPhraseAt(words: readonly TaggedWord[], at: number): Span | undefined {
  let span = nounPhraseAt(words, at);
  while (span !== undefined && words[span.last + 1]?.lower === 'of' && !BREAK.test(words[span.last]!.gap)) {
    const rest: Span | undefined = nounPhraseAt(words, span.last + 2);
    if (rest === undefined) break;
    span = { first: span.first, last: rest.last };
  }
  return span;
}

function phraseOf(text: string, words: readonly TaggedWord[], span: Span): Phrase {
  const start = words[span.first]!.start;
  const end = words[span.last]!.end;
  const written = text.slice(start, end).replace(/['\u2019]s?$/, '');
  return { text: written, start, end: start + written.length };
}

// ---------------------------------------------------------------- clauses

interface Frame {
  readonly group: VerbGroup;
  readonly subject: Span | undefined;
  readonly object: Span | undefined;
  readonly complements: readonly Span[];
  readonly passive: boolean;
  readonly negated: boolean;
  readonly hedged: boolean;
  readonly future: boolean;
  /** Opened by who, which or that. */
  readonly relative: boolean;
  /** Hangs on the verb before it with nothing between: "failed to stop". */
  readonly direct: boolean;
  /** The noun that an infinitive hangs on where no verb governs it: "the plan to lift the ban". */
  readonly noun?: Span | undefined;
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

/** "no country", "none of them", "nobody". */
function isNegative(words: readonly TaggedWord[], span: Span | undefined): boolean {
  if (span === undefined) return false;
  const first = words[span.first]!.lower;
  if (words[span.first - 1]?.lower === 'neither') return true;
  return /^(?:no|none|neither|nobody|nothing)$/.test(first) || (first === 'not' && span.last > span.first);
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
function isSubjectOfNext(words: readonly TaggedWord[], group: VerbGroup, next: VerbGroup | undefined, object: Span | undefined): boolean {
  if (object === undefined || next === undefined || next.form !== 'finite' || !SPEECH.has(group.lemma)) return false;
  return words.slice(object.last + 1, next.first).every((word) => word.pos === 'adverb' || word.pos === 'negative');
}

interface Link {
  readonly subject?: Span | undefined;
  /** True where the subject is settled even though there is none. */
  readonly fixed?: boolean;
  readonly passive?: boolean;
  readonly relative?: boolean;
  readonly negated?: boolean;
  readonly hedged?: boolean;
  readonly future?: boolean;
  readonly direct?: boolean;
  readonly noun?: Span | undefined;
}

/** What an infinitive or a gerund takes from the verb or noun that it hangs on. */
function linkOf(words: readonly TaggedWord[], previous: Frame | undefined, group: VerbGroup): Link | undefined {
  if (group.form === 'finite') return undefined;
  if (previous === undefined) return group.form === 'infinitive' ? infinitiveOfNoun(words, undefined, group) : undefined;
  const { lemma } = previous.group;
  const between = words.slice(previous.group.last + 1, group.first);
  const direct = between.every((word) => /^(?:adverb|preposition)$/.test(word.pos) || /^(?:yet|short)$/.test(word.lower));
  const inherited: Link = { subject: previous.subject, hedged: previous.hedged, future: previous.future, direct };
  if (group.form === 'gerund') {
    const negated = deniesGerund(between, previous) || (direct && DENYING.has(lemma));
    return { ...inherited, negated: negated || (previous.negated && direct), hedged: previous.hedged || (direct && HEDGING.has(lemma)) };
  }
  if (!direct) return infinitiveAfterNoun(words, previous, group, inherited);
  const hasYet = lemma === 'have' && between.some((word) => word.lower === 'yet');
  return {
    ...inherited,
    negated: hasYet || (DENYING.has(lemma) ? !previous.negated : previous.negated),
    hedged: previous.hedged || HEDGING.has(lemma) || (/^(?:be|have)$/.test(lemma) && !hasYet),
  };
}

/** "without", "instead of", "rather than", "stopped short of". */
function deniesGerund(between: readonly TaggedWord[], previous: Frame): boolean {
  const last = between.at(-1)?.lower ?? '';
  const before = between.at(-2)?.lower ?? '';
  return last === 'without' || last === 'than' || (last === 'of' && (before === 'instead' || (before === 'short' && previous.group.lemma === 'stop')));
}

const DENYING_NOUN = /^(?:refusal|failure|inability|unwillingness|reluctance)$/;
const DONE_NOUN = /^(?:decision|move|step|vote)$/;
const FIRST_TO = /^(?:first|second|third|last|only|latest|next|\w+est)$/;
const CONTROL = /^(?:force|compel|lead|cause|help|persuade|convince|tell|enable|get|make)$/;

/** "became the first to recognise", "urged Russia to recognise". */
function infinitiveAfterNoun(words: readonly TaggedWord[], previous: Frame, group: VerbGroup, inherited: Link): Link {
  const { object } = previous;
  const { lemma } = previous.group;
  const adjacent = object !== undefined && words.slice(object.last + 1, group.first).every((word) => word.pos !== 'verb');
  if (adjacent && isFirstTo(words, object.first, group.first) && /^(?:become|be|remain)$/.test(lemma)) return { ...inherited, negated: previous.negated };
  if (adjacent && (HEDGING.has(lemma) || CONTROL.test(lemma))) return { subject: object, hedged: true, negated: previous.negated };
  return infinitiveOfNoun(words, previous, group);
}

function isFirstTo(words: readonly TaggedWord[], from: number, to: number): boolean {
  return words.slice(from, to).some((word) => FIRST_TO.test(word.lower));
}

/** "Russia's decision to recognise", "no plans to", "Russia, the first country to recognise". */
function infinitiveOfNoun(words: readonly TaggedWord[], previous: Frame | undefined, group: VerbGroup): Link {
  const noun = phraseEndingAt(words, group.first - 1);
  const fallback: Link = previous === undefined ? { hedged: true, noun } : { subject: previous.subject, hedged: true };
  if (noun === undefined) return fallback;
  const head = words[noun.last]!.lower;
  const named = previous === undefined ? { noun } : {};
  if (isFirstTo(words, noun.first, noun.last + 1) && noun.first > 0 && /,/.test(words[noun.first - 1]!.gap)) {
    const subject = phraseEndingAt(words, noun.first - 1) ?? previous?.subject;
    return { subject, negated: false, hedged: false, ...(previous === undefined ? { noun: subject } : {}) };
  }
  const owner = ownerOf(words, noun) ?? previous?.subject;
  if (DENYING_NOUN.test(head)) return { subject: owner, negated: true, ...named };
  if (isNegative(words, noun)) return { subject: owner, negated: true, hedged: true, ...named };
  return { subject: owner, hedged: !DONE_NOUN.test(head) || previous?.hedged === true, fixed: true, ...named };
}

/** "Russia" in "Russia's decision", without its 's. */
function ownerOf(words: readonly TaggedWord[], noun: Span): Span | undefined {
  for (let at = noun.last; at >= noun.first; at -= 1) {
    if (words[at]!.pos === 'possessive') return { first: noun.first, last: at };
  }
  return undefined;
}

/** Looks left from a finite verb for its subject. */
function subjectOf(words: readonly TaggedWord[], group: VerbGroup, frames: readonly Frame[]): Link {
  const previous = frames.at(-1);
  const from = previous === undefined ? 0 : previous.group.last + 1;
  const before = words[group.first - 1];
  if (before?.pos === 'relative')
    return { subject: phraseEndingAt(words, group.first - 2), relative: true, fixed: true };
  const parts = partsOf(words, from, group.first);
  const own = parts.at(-1)!;
  if (previous?.noun !== undefined && frames.every((frame) => frame.group.form !== 'finite')) return { subject: previous.noun };
  if (previous === undefined) {
    // What a dash closes before the first verb is a dateline: "BERLIN —".
    const told = parts.filter((part) => part === own || !/[\u2014\u2013]|\s-\s/.test(words[part.last]?.gap ?? ''));
    const subject = firstPhrase(words, told.find((part) => firstPhrase(words, part) !== undefined) ?? own, group.first - 1);
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

const CLAUSE_OPENER = /^(?:after|before|since|until|till|as|except)$/;

/** "after shareholders rejected": a preposition whose noun is the subject of the verb at `to`. */
function opensClause(words: readonly TaggedWord[], at: number, to: number): boolean {
  if (!CLAUSE_OPENER.test(words[at]!.lower)) return false;
  const subject = fullPhraseAt(words, at + 1);
  return subject !== undefined && subject.last < to && words.slice(subject.last + 1, to).every((word) => word.pos === 'adverb' || word.pos === 'negative');
}

/** "Russia and China signed": a conjunction between nouns with no verb before the second one's verb. */
function joinsNouns(words: readonly TaggedWord[], at: number): boolean {
  if (!/^(?:and|or)$/.test(words[at]!.lower)) return false;
  const left = words[at - 1];
  const right = words[at + 1];
  if (left === undefined || right === undefined || BREAK.test(left.gap)) return false;
  return (
    HEAD.test(left.pos) &&
    NOMINAL.test(right.pos) &&
    right.pos !== 'pronoun' &&
    left.pos === words[nounPhraseAt(words, at + 1)?.last ?? at + 1]?.pos
  );
}

function isConjunction(words: readonly TaggedWord[], part: Span): boolean {
  return part.first <= part.last && (words[part.first]?.pos === 'conjunction' || CLAUSE_OPENER.test(words[part.first]?.lower ?? ''));
}

/** The first noun phrase of a stretch that no preposition governs; a day or a week is no subject. */
function firstPhrase(words: readonly TaggedWord[], part: Span, limit = part.last): Span | undefined {
  for (let at = part.first; at <= part.last; ) {
    const word = words[at]!;
    if (at === part.first && opensClause(words, at, part.last + 1)) {
      at += 1;
      continue;
    }
    if (word.pos === 'preposition' || word.pos === 'to') {
      at = (nounPhraseAt(words, at + 1)?.last ?? at) + 1;
      continue;
    }
    const span = fullPhraseAt(words, at);
    if (span !== undefined && span.first <= part.last) {
      const bounded = { first: span.first, last: Math.min(span.last, part.last) };
      if (!isTime(words, bounded)) return withCoordination(words, bounded, limit);
      at = bounded.last + 1;
      continue;
    }
    at += 1;
  }
  return undefined;
}

/** "Saudi Arabia, Pakistan and the UAE": the whole list, where it is closed by "and" or "or" before the limit. */
function withCoordination(words: readonly TaggedWord[], span: Span, limit: number): Span {
  let last = span.last;
  for (let at = last + 1; at <= limit; at = last + 1) {
    const closes = /^(?:and|or|nor)$/.test(words[at]?.lower ?? '');
    const listed = /^\s*,\s*$/.test(words[last]!.gap);
    if (closes && !joinsNouns(words, at) && !listed) return span;
    if (!closes && !listed) return span;
    const next = fullPhraseAt(words, closes ? at + 1 : at);
    if (next === undefined || next.last > limit || isTime(words, next)) return span;
    last = next.last;
    if (closes) return { first: span.first, last };
  }
  return span;
}

const TIME =
  /^(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|(?:last|next|this)|today|yesterday|tomorrow|tonight|(?:week|month|year)s?|earlier|later)$/;

function isTime(words: readonly TaggedWord[], span: Span): boolean {
  const inside = words.slice(span.first, span.last + 1);
  return (
    inside.every((word) => TIME.test(word.lower) || (inside.length > 1 && word.pos === 'number')) && inside.length <= 3
  );
}

/** The noun phrase that ends at a word, for the noun before "who" and before a participle. */
function phraseEndingAt(words: readonly TaggedWord[], last: number): Span | undefined {
  if (last < 0 || !HEAD.test(words[last]!.pos)) return undefined;
  let first = last;
  while (
    first > 0 &&
    NOMINAL.test(words[first - 1]!.pos) &&
    words[first - 1]!.pos !== 'pronoun' &&
    !BREAK.test(words[first - 1]!.gap)
  ) {
    first -= 1;
    if (words[first]!.pos === 'determiner') break;
  }
  if (words[first - 1]?.lower === 'of' && first >= 2)
    return { first: phraseEndingAt(words, first - 2)?.first ?? first, last };
  return { first, last };
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
      object = withCoordination(words, span, limit);
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
