/** The grammar of a question: which place in the clause is empty, and what fills the others. */
import { lemmaOf } from '../text/grammar.ts';
import type { Token } from '../text/reading.ts';
import type { Interrogative } from './interrogative.ts';
import {
  behindControl,
  commaBefore,
  headOf,
  isAdverb,
  subjectLength,
  tagsOf,
  verbAfterSubject,
  verbIndex,
  withoutAdverbs,
} from './question-words.ts';
import {
  AUXILIARIES,
  BE_FORMS,
  DETERMINERS,
  DO_FORMS,
  HAVE_FORMS,
  looksLikeParticiple,
  MODALS,
  PREPOSITIONS,
} from './word-classes.ts';

/** The place that the answer fills: `predicate` is "who is X", `adjunct` a time, a place, a reason. */
export type Slot = 'subject' | 'object' | 'predicate' | 'complement' | 'adjunct';

export interface QuestionClause {
  readonly slot: Slot;
  /** "Peruvian ambassador to Abuja": what is asked after, from "which …", "who is the …". */
  readonly focus?: string;
  /** Its head noun in normal form: "ambassador". */
  readonly focusHead?: string;
  /** Lemma of the main verb; absent where it is only "be", "do" or "have". */
  readonly verb?: string;
  /** Done to the subject: "who was advised by Lavrov" asks for the one advised. */
  readonly passive: boolean;
  readonly subject?: string;
  readonly object?: string;
  /** What "is" equates with the answer: "the ambassador in Abuja". */
  readonly predicate?: string;
  /** The preposition before the answer: "*in* what year", "which list was it removed *from*". */
  readonly preposition?: string;
}

/** Takes the question apart around its asking word. Without a verb that can be found, only focus and slot are given. */
export function parseClauseOfQuestion(asking: Interrogative, text: string, tokens: readonly Token[]): QuestionClause {
  if (asking.yesNo) return parseYesNo(asking, text, tokens);
  if (asking.wh === undefined) return { slot: 'predicate', passive: false };
  if (asking.inSitu) return parseInSitu(asking, text);
  const { focus, rest } = splitFocus(asking, text);
  const preposition = asking.preposition === undefined ? {} : { preposition: asking.preposition };
  const parsed = parseRest(asking, rest, text, focus !== undefined);
  const slot = slotOf(asking, parsed.slot);
  const named = focus ?? parsed.focus;
  const head = named === undefined ? undefined : headOf(named);
  const light =
    slot === 'adjunct' &&
    parsed.verb !== undefined &&
    (LIGHT.has(parsed.verb) ||
      (parsed.verb === 'take' && /^place\b/i.test(parsed.object ?? '')) ||
      (asking.wh === 'where' && ['play', 'take'].includes(parsed.verb)) ||
      (asking.wh === 'how' && EXPERIENCED.has(parsed.verb)));
  const { verb: _, ...verbless } = parsed;
  return {
    ...(light ? verbless : parsed),
    ...(slot === 'adjunct' ? doneTo(parsed) : {}),
    slot,
    ...(named === undefined ? {} : { focus: named }),
    ...(head === undefined ? {} : { focusHead: head }),
    ...preposition,
  };
}

/** "when will *the race be* held": the subject is the race, and it is done to it. */
function doneTo({ subject, passive }: QuestionClause): Pick<QuestionClause, 'passive' | 'subject'> {
  const bare = subject?.replace(/\s(?:be|been|being)$/i, '');
  return bare === undefined || bare === subject
    ? { passive, ...optional('subject', subject) }
    : { passive: true, subject: bare };
}

/** Verbs that say no more than that it was so: "where was the meeting *held*". */
const LIGHT = new Set([
  'hold',
  'held',
  'stage',
  'host',
  'locate',
  'situate',
  'base',
  'happen',
  'occur',
  'place',
  'do',
  'be',
]);

/** "how many wars has it *seen*": that they were, is all. */
const EXPERIENCED = new Set(['see', 'experience', 'undergo', 'witness']);

function slotOf(asking: Interrogative, parsed: Slot): Slot {
  if (asking.preposition !== undefined) return 'complement';
  return ['when', 'where', 'why', 'how'].includes(asking.wh ?? '') ? 'adjunct' : parsed;
}

interface Focused {
  readonly focus?: string;
  readonly rest: readonly Token[];
}

/** "which *Gulf countries* recognised …": the noun phrase between the asking word and its verb. */
function splitFocus(asking: Interrogative, text: string): Focused {
  const rest = asking.rest;
  const wh = asking.wh ?? '';
  const takesNoun =
    wh === 'what' ||
    wh === 'which' ||
    wh === 'whose' ||
    (wh === 'how' && ['many', 'much'].includes(rest[0]?.norm ?? ''));
  if (!takesNoun) return { rest };
  const from = wh === 'how' ? 1 : 0;
  const first = rest[from];
  if (first === undefined || AUXILIARIES.has(first.norm)) return { rest: rest.slice(from) };
  if (opensWithVerb(rest, from, text)) return { rest };
  const end = focusEnd(rest, from, text);
  if (end <= from) return { rest: rest.slice(from) };
  const focus = text.slice(first.start, rest[end - 1]!.end);
  // "which line's ferry sank" asks for the line.
  const possessor = wh === 'what' || wh === 'which' ? /^(\p{L}+)['’]s\s/u.exec(focus)?.[1] : undefined;
  return { focus: possessor ?? focus, rest: rest.slice(end) };
}

/** "What *caused* the delay": the word behind "what" is the verb itself. */
function opensWithVerb(rest: readonly Token[], from: number, text: string): boolean {
  // "What price did they offer": with "did" behind it, it is a noun.
  if (from > 0 || rest.some((token, index) => index > 0 && DO_FORMS.has(token.norm))) return false;
  const tags = tagsOf(rest, 0, text, 'It ');
  const second = rest[1];
  const nounPhraseFollows =
    second === undefined ||
    tags[1] === 'determiner' ||
    tags[1] === 'preposition' ||
    tags[1] === 'to' ||
    tags[1] === 'proper' ||
    tags[1] === 'possessive' ||
    PREPOSITIONS.has(second.norm);
  return tags[0] === 'verb' && nounPhraseFollows && second?.norm !== 'of';
}

/** Index behind the focus: at the first auxiliary, or at the clause's verb. */
function focusEnd(rest: readonly Token[], from: number, text: string): number {
  const auxiliary = rest.findIndex(
    (token, index) => index > from && (AUXILIARIES.has(token.norm) || commaBefore(rest, index, text)),
  );
  const limit = auxiliary < 0 ? rest.length : auxiliary;
  const verb = verbIndex(rest, from, text, 'The ');
  if (verb === undefined || verb < from || verb >= limit) return limit;
  return headsRelative(rest, verb) ? limit : verb;
}

/** "the company accused of fraud was …": a participle with an auxiliary further on does not end the focus. */
function headsRelative(rest: readonly Token[], verb: number): boolean {
  return (
    looksLikeParticiple(rest[verb]!.norm) &&
    PREPOSITIONS.has(rest[verb + 1]?.norm ?? '') &&
    rest.slice(verb).some((token) => BE_FORMS.has(token.norm))
  );
}

function parseRest(asking: Interrogative, rest: readonly Token[], text: string, hasFocus: boolean): QuestionClause {
  const wh = asking.wh ?? '';
  const body = wh === 'how' && !hasFocus ? rest.slice(skipManner(rest)) : rest;
  const first = body[0];
  if (first === undefined) return { slot: 'predicate', passive: false };
  if (DO_FORMS.has(first.norm) || MODALS.has(first.norm)) return afterDo(body, text);
  // "who is the man accused of fraud": the participle tells of the man, it is not what is done.
  if (BE_FORMS.has(first.norm))
    return afterBe(body, text, hasFocus || ['when', 'where', 'why', 'how'].includes(wh), wh === 'who');
  if (HAVE_FORMS.has(first.norm)) return afterHave(body, text);
  return subjectAsked(body, text);
}

/** "how *long* did", "how *quickly* can", "how *far* is". */
function skipManner(rest: readonly Token[]): number {
  const index = rest.findIndex((token) => AUXILIARIES.has(token.norm));
  return index > 0 && index <= 3 ? index : 0;
}

const textOf = (tokens: readonly Token[], text: string): string | undefined =>
  tokens.length === 0 ? undefined : text.slice(tokens[0]!.start, tokens.at(-1)!.end);

const optional = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });

/** "did *Muttaqi* call the decision": the subject, its verb, what follows. */
function afterDo(body: readonly Token[], text: string): QuestionClause {
  const said = withoutNegation(body.slice(1));
  const subjectEnd = verbAfterSubject(said, text);
  const verbAt = behindControl(said, subjectEnd);
  const verb = said[verbAt];
  const tail = said.slice(verbAt + 1);
  const stranded = strandedPreposition(tail);
  if (verb !== undefined && verbAt === 0) {
    return { slot: 'subject', passive: false, verb: lemmaOf(verb.norm), ...optional('object', textOf(tail, text)) };
  }
  return {
    slot: stranded === undefined ? 'object' : 'complement',
    passive: false,
    ...optional('subject', textOf(withoutAdverbs(said.slice(0, subjectEnd)), text)),
    ...optional('verb', verb === undefined ? undefined : lemmaOf(verb.norm)),
    ...optional('object', textOf(stranded === undefined ? tail : tail.slice(0, -1), text)),
    ...optional('preposition', stranded),
  };
}

function withoutNegation(tokens: readonly Token[]): readonly Token[] {
  return tokens[0]?.norm === 'not' ? tokens.slice(1) : tokens;
}

function strandedPreposition(tail: readonly Token[]): string | undefined {
  const last = tail.at(-1);
  return last !== undefined && PREPOSITIONS.has(last.norm) ? last.norm : undefined;
}

/** "was advised by", "is the ambassador in Abuja", "was the ban lifted". */
function afterBe(body: readonly Token[], text: string, subjectFollows: boolean, person = false): QuestionClause {
  const said = body.slice(1);
  const leading = said.findIndex((token) => !isAdverb(token) && token.norm !== 'being');
  const head = said[Math.max(0, leading)];
  if (head === undefined) return { slot: 'predicate', passive: false };
  if (looksLikeParticiple(head.norm) && !DETERMINERS.has(head.norm)) {
    const tail = said.slice(Math.max(0, leading) + 1);
    const stranded = strandedPreposition(tail);
    return {
      slot: 'subject',
      passive: true,
      verb: lemmaOf(head.norm),
      ...optional('object', textOf(tail, text)),
      ...optional('preposition', stranded),
    };
  }
  if (/ing$/.test(head.norm) && head.norm.length > 5 && !DETERMINERS.has(head.norm)) {
    return {
      slot: 'subject',
      passive: false,
      verb: lemmaOf(head.norm),
      ...optional('object', textOf(said.slice(Math.max(0, leading) + 1), text)),
    };
  }
  const participle = participleBehind(said, text);
  if (participle !== undefined && !(person && participle.preposition === undefined)) return participle;
  const predicate = textOf(said, text);
  // "What is the minister *under*?"
  const stranded = person ? undefined : strandedPreposition(said);
  if (stranded !== undefined && said.length > 1 && !subjectFollows)
    return {
      slot: 'complement',
      passive: false,
      ...optional('subject', textOf(said.slice(0, -1), text)),
      preposition: stranded,
    };
  if (subjectFollows && !DETERMINERS.has(head.norm) && PREPOSITIONS.has(head.norm))
    return { slot: 'subject', passive: false, ...optional('object', predicate) };
  return { slot: 'predicate', passive: false, ...focusOfPredicate(predicate), ...optional('predicate', predicate) };
}

/** "was *the ban* lifted", "is *Kim* accused of": subject, then participle, with no relative clause between. */
function participleBehind(said: readonly Token[], text: string): QuestionClause | undefined {
  const tags = tagsOf(said, 0, text, '');
  const at = said.findIndex((token, index) => {
    if (index === 0 || isAdverb(token) || token.norm === 'being' || token.norm === 'been') return false;
    const before = tags[index - 1];
    if (
      before === 'determiner' ||
      before === 'possessive' ||
      before === 'to' ||
      before === 'adjective' ||
      before === 'preposition'
    )
      return false;
    const verbal =
      looksLikeParticiple(token.norm) || token.norm === 'born' || (/ing$/.test(token.norm) && tags[index] === 'verb');
    return verbal && tags[index] !== 'proper';
  });
  const relative = tags.findIndex((tag, index) => tag === 'relative' || commaBefore(said, index, text));
  const verb = at < 0 || (relative >= 0 && relative <= at) ? undefined : said[at];
  if (verb === undefined) return undefined;
  const tail = said.slice(at + 1);
  const stranded = strandedPreposition(tail);
  return {
    slot: stranded === undefined ? 'predicate' : 'complement',
    passive: !/ing$/.test(verb.norm),
    verb: lemmaOf(verb.norm),
    ...optional('subject', textOf(said.slice(0, at), text)),
    ...optional('object', textOf(stranded === undefined ? tail : tail.slice(0, -1), text)),
    ...optional('preposition', stranded),
  };
}

/** "the new ambassador to Chile" asks after an ambassador. */
function focusOfPredicate(predicate: string | undefined): { readonly focus?: string } {
  if (predicate === undefined) return {};
  const plain = predicate
    .replace(/^(?:the|a|an) (?:names?|identit(?:y|ies)|kinds?|types?) of /i, '')
    .replace(/['’]s? names?$/i, '');
  const cut =
    plain.split(
      /\s(?:that|who|which|whose|where|when)\s|,|\s(?:associated|implicated|accused|facing|involved|charged|known|named|called|responsible)\s/,
    )[0] ?? plain;
  return { focus: cut };
}

/** "has recognised the government", "have they done", "had the ship carried". */
function afterHave(body: readonly Token[], text: string): QuestionClause {
  const said = body.slice(1).filter((token, index) => !(index === 0 && isAdverb(token)));
  const first = said[0];
  if (first === undefined) return { slot: 'object', passive: false };
  if (first.norm === 'been' || looksLikeParticiple(first.norm)) {
    return first.norm === 'been'
      ? afterBe(said, text, false)
      : {
          slot: 'subject',
          passive: false,
          verb: lemmaOf(first.norm),
          ...optional('object', textOf(said.slice(1), text)),
        };
  }
  if (DETERMINERS.has(first.norm) && !said.some((token, index) => index > 0 && looksLikeParticiple(token.norm))) {
    return { slot: 'subject', passive: false, verb: 'have', ...optional('object', textOf(said, text)) };
  }
  return afterDo(body, text);
}

/** "recognised the government first": the asking word is the subject. */
function subjectAsked(body: readonly Token[], text: string): QuestionClause {
  const at = verbIndex(body, 0, text, 'They ') ?? body.findIndex((token) => !isAdverb(token));
  const verb = body[Math.max(0, at)]!;
  const stranded = strandedPreposition(body.slice(at + 1));
  return {
    slot: 'subject',
    passive: false,
    verb: lemmaOf(verb.norm),
    ...optional('object', textOf(body.slice(at + 1), text)),
    ...optional('preposition', stranded),
  };
}

/** "it was built in what year", "NSF was engineered by who". */
function parseInSitu(asking: Interrogative, text: string): QuestionClause {
  const before = asking.intro;
  const last = before.at(-1)?.norm ?? '';
  const focus =
    asking.rest.length > 0 && (asking.wh === 'what' || asking.wh === 'which') ? textOf(asking.rest, text) : undefined;
  const head = focus === undefined ? undefined : headOf(focus);
  const verb = verbIndex(before, 0, text, '');
  return {
    slot: PREPOSITIONS.has(last) ? 'complement' : BE_FORMS.has(last) ? 'predicate' : 'object',
    passive: before.some((token) => BE_FORMS.has(token.norm)) && last === 'by',
    ...optional('focus', focus),
    ...optional('focusHead', head),
    ...optional('verb', verb === undefined ? undefined : lemmaOf(before[verb]!.norm)),
    ...optional('subject', textOf(before.slice(0, verb ?? before.length), text)),
    ...(PREPOSITIONS.has(last) ? { preposition: last } : {}),
  };
}

/** "has China recognised the government": a whole clause. */
function parseYesNo(asking: Interrogative, text: string, tokens: readonly Token[]): QuestionClause {
  const body = tokens.slice(asking.at);
  const first = body[0]!;
  if (BE_FORMS.has(first.norm)) {
    const said = body.slice(1);
    const participle = participleBehind(said, text);
    if (participle !== undefined) return { ...participle, slot: 'predicate' };
    const length = subjectLength(said, text);
    return {
      slot: 'predicate',
      passive: false,
      ...optional('subject', textOf(said.slice(0, length), text)),
      ...optional('predicate', textOf(said.slice(length), text)),
    };
  }
  return { ...afterDo(body, text), slot: 'predicate' };
}
