/** Verbs with their auxiliaries, and what they do to the truth of the verb that follows: deny it, doubt it, put it into the future. */
import { lemmaOf } from './lemmas.ts';
import type { TaggedWord } from './tagging.ts';

type GroupForm = 'finite' | 'infinitive' | 'gerund' | 'participle';

export interface VerbGroup {
  /** Indices of words, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Index of the main verb. */
  readonly main: number;
  readonly lemma: string;
  readonly form: GroupForm;
  readonly passive: boolean;
  readonly negated: boolean;
  readonly hedged: boolean;
  readonly future: boolean;
}

/** "failed to recognise": what follows did not happen. */
export const DENYING: ReadonlySet<string> = new Set(
  'fail refuse decline neglect forget deny avoid reject prevent stop cease forbid ban prohibit oppose rule-out'.split(
    ' ',
  ),
);
/** "wants to recognise", "is expected to": what follows has not happened yet, or nobody vouches for it. */
export const HEDGING: ReadonlySet<string> = new Set(
  `want plan hope expect intend seek consider try attempt aim threaten promise pledge vow propose offer ask urge demand call appear seem
  believe think suspect allege accuse rumour claim prepare wish need agree recommend suggest set schedule due think tend mean encourage invite
  order allow require press push like love prefer mull weigh contemplate discuss fear warn estimate project predict say report understand`.split(
    /\s+/,
  ),
);
/** Verbs whose clause complement somebody else vouches for. */
export const SPEECH: ReadonlySet<string> = new Set(
  `say tell add write report announce claim insist argue believe think know confirm state note declare explain warn find rule show suggest
  indicate reveal admit acknowledge allege assert estimate predict hope fear expect conclude decide learn hear see deny convey stress emphasise
  reply respond ask describe recall testify tweet post comment promise vow pledge agree mention observe remark maintain concede`.split(
    /\s+/,
  ),
);

const HEDGE_MODAL = /^(?:may|might|could|would|should|can|must|ought|couldn't|wouldn't|shouldn't|mightn't)$/;
const FUTURE_MODAL = /^(?:will|shall|'ll|won't)$/;
const HEDGE_ADVERB =
  /^(?:reportedly|allegedly|apparently|possibly|perhaps|probably|likely|supposedly|purportedly|presumably|maybe|potentially|seemingly)$/;
const NEGATED_FORM = /n't$|^(?:not|never|neither|hardly|barely|scarcely|cannot)$/;

/** The verb groups of a sentence from left to right. */
export function verbGroups(words: readonly TaggedWord[]): readonly VerbGroup[] {
  const groups: VerbGroup[] = [];
  for (let at = 0; at < words.length; ) {
    const group = groupAt(words, at);
    if (group === undefined) {
      at += 1;
      continue;
    }
    groups.push(group);
    at = group.last + 1;
  }
  return groups;
}

function isFiller(word: TaggedWord): boolean {
  return (
    word.pos === 'adverb' ||
    word.pos === 'negative' ||
    HEDGE_ADVERB.test(word.lower) ||
    word.lower === 'yet' ||
    word.lower === 'longer'
  );
}

function groupAt(words: readonly TaggedWord[], at: number): VerbGroup | undefined {
  let first = at;
  let cursor = at;
  const infinitive = words[at]!.pos === 'to';
  if (infinitive) cursor += 1;
  let main = -1;
  let form: GroupForm | undefined;
  let passive = false;
  let sawBe = false;
  while (cursor < words.length) {
    const word = words[cursor]!;
    if (word.pos === 'modal' || word.pos === 'auxiliary') {
      if (main >= 0 && words[main]!.pos === 'verb') break;
      if (word.pos === 'auxiliary') main = cursor;
      form ??= infinitive ? 'infinitive' : word.form === 'gerund' ? 'gerund' : 'finite';
      sawBe =
        word.pos === 'auxiliary' &&
        /^(?:am|is|are|was|were|be|been|being|isn't|aren't|wasn't|weren't|'s|'re|'m)$/.test(word.lower);
    } else if (word.pos === 'verb') {
      if (main >= 0 && words[main]!.pos === 'verb') break;
      if (main >= 0 && !followsAuxiliary(words, main, cursor)) break;
      passive = sawBe && word.form === 'past';
      form ??= infinitive ? 'infinitive' : word.form === 'gerund' ? 'gerund' : 'finite';
      main = cursor;
    } else if (!isFiller(word) && !(word.lower === 'no' && words[cursor + 1]?.lower === 'longer')) {
      break;
    } else if (main >= 0 && words[main]!.pos === 'verb') break;
    if (main >= 0 && words[main]!.pos === 'verb') break;
    if (/[,;:()"\u201c\u201d\u2014\u2013]/.test(word.gap) && main >= 0) break;
    cursor += 1;
  }
  if (main < 0 || form === undefined) return undefined;
  // Adverbs that lead the group belong to it only where the verb follows at once.
  while (first < main && words[first]!.pos === 'adverb') first += 1;
  return describe(words, first, main, form, passive);
}

/** "has recognised", "was killed", "is planning": the verb form that goes with its auxiliary. */
function followsAuxiliary(words: readonly TaggedWord[], auxiliary: number, verb: number): boolean {
  const helper = words[auxiliary]!;
  const form = words[verb]!.form;
  if (/^(?:do|does|did|don't|doesn't|didn't)$/.test(helper.lower))
    return form === 'infinitive' || form === 'present' || form === 'past';
  return (
    form === 'past' ||
    form === 'gerund' ||
    (form === 'infinitive' && /^(?:has|have|had|'ve)$/.test(helper.lower)) ||
    form === 'infinitive'
  );
}

function describe(
  words: readonly TaggedWord[],
  first: number,
  main: number,
  form: GroupForm,
  passive: boolean,
): VerbGroup {
  const inside = words.slice(first, main + 1);
  const next = words[main + 1];
  const previous = words[first - 1];
  const negated =
    inside.some((word) => NEGATED_FORM.test(word.lower)) ||
    inside.some((word, index) => word.lower === 'no' && inside[index + 1]?.lower === 'longer') ||
    next?.pos === 'negative' ||
    previous?.pos === 'negative';
  const hedged =
    inside.some((word) => HEDGE_MODAL.test(word.lower) || HEDGE_ADVERB.test(word.lower)) ||
    (previous !== undefined && HEDGE_ADVERB.test(previous.lower)) ||
    (next !== undefined && HEDGE_ADVERB.test(next.lower));
  const lemma = lemmaOf(words[main]!.lower);
  return {
    first,
    last: main,
    main,
    lemma,
    form,
    passive,
    negated,
    hedged,
    future: inside.some((word) => FUTURE_MODAL.test(word.lower)),
  };
}
