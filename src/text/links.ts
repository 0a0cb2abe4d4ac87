/** Infinitives and gerunds: what they take from the verb or the noun that they hang on. */
import { isNegative, phraseEndingAt, type Span } from './phrases.ts';
import type { TaggedWord } from './tagging.ts';
import { DENYING, HEDGING, type VerbGroup } from './verbgroups.ts';

/** A clause in the making: spans of words. */
export interface Frame {
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

/** What a verb takes from its surroundings. */
export interface Link {
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

/** What an infinitive or a gerund takes from the verb or noun that it hangs on; undefined for a finite verb. */
export function linkOf(words: readonly TaggedWord[], previous: Frame | undefined, group: VerbGroup): Link | undefined {
  if (group.form === 'finite') return undefined;
  if (previous === undefined)
    return group.form === 'infinitive' ? infinitiveOfNoun(words, undefined, group) : undefined;
  const { lemma } = previous.group;
  const between = words.slice(previous.group.last + 1, group.first);
  const direct = between.every(
    (word) => /^(?:adverb|preposition)$/.test(word.pos) || /^(?:yet|short)$/.test(word.lower),
  );
  const inherited: Link = { subject: previous.subject, hedged: previous.hedged, future: previous.future, direct };
  if (group.form === 'gerund') {
    const negated = deniesGerund(between, previous) || (direct && DENYING.has(lemma));
    return {
      ...inherited,
      negated: negated || (previous.negated && direct),
      hedged: previous.hedged || (direct && HEDGING.has(lemma)),
    };
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
  return (
    last === 'without' ||
    last === 'than' ||
    (last === 'of' && (before === 'instead' || (before === 'short' && previous.group.lemma === 'stop')))
  );
}

const DENYING_NOUN = /^(?:refusal|failure|inability|unwillingness|reluctance)$/;
const DONE_NOUN = /^(?:decision|move|step|vote)$/;
const FIRST_TO = /^(?:first|second|third|last|only|latest|next|\w+est)$/;
const CONTROL = /^(?:force|compel|lead|cause|help|persuade|convince|tell|enable|get|make)$/;

/** "became the first to recognise", "urged Russia to recognise". */
function infinitiveAfterNoun(words: readonly TaggedWord[], previous: Frame, group: VerbGroup, inherited: Link): Link {
  const { object } = previous;
  const { lemma } = previous.group;
  const adjacent =
    object !== undefined && words.slice(object.last + 1, group.first).every((word) => word.pos !== 'verb');
  if (adjacent && isFirstTo(words, object.first, group.first) && /^(?:become|be|remain)$/.test(lemma))
    return { ...inherited, negated: previous.negated };
  if (adjacent && (HEDGING.has(lemma) || CONTROL.test(lemma)))
    return { subject: object, hedged: true, negated: previous.negated };
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
