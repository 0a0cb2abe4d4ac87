/** What is asked: the kind of question, what would answer it, and the words that the answer's sentence must be about. */
import { datesIn } from '../text/dates.ts';
import { lemmaOf } from '../text/grammar.ts';
import type { Token } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import { type AnswerType, answerTypeOfMeasureWord, answerTypeOfNoun } from './answer-types.ts';
import { type Follower, resolveFollowUp } from './followup.ts';
import { findInterrogative, type Interrogative } from './interrogative.ts';
import { questionOfKeywords } from './keyword-question.ts';
import { inUsualForm } from './paraphrase.ts';
import { inPlainWords } from './phrasal-verbs.ts';
import { parseClauseOfQuestion, type QuestionClause } from './question-clause.ts';
import { cleanQuestion } from './typed.ts';
import { NEGATIONS, WH_WORDS } from './word-classes.ts';

/** Parts of one question that are answered; what is asked beyond is left out. */
export const MAX_QUESTION_PARTS = 3;

export type QuestionKind =
  | 'who'
  | 'whom'
  | 'whose'
  | 'what'
  | 'which'
  | 'when'
  | 'where'
  | 'why'
  | 'how'
  | 'how many'
  | 'how much'
  | 'how long'
  | 'how old'
  | 'yes-no'
  | 'before-after'
  | 'definition'
  | 'said-about'
  | 'reported-first'
  | 'keywords'
  | 'topic'
  | 'unreadable';

export type Order = 'first' | 'latest' | 'most';

export interface UnderstoodQuestion {
  /** As it was asked, without markup. */
  readonly asked: string;
  /** The question on its own feet: pronouns and ellipses filled in from the thread. */
  readonly shown: string;
  /** The same in its usual form, which is what is answered. */
  readonly resolved: string;
  readonly kind: QuestionKind;
  readonly answerType: AnswerType;
  /** The noun phrase asked after: "country", "new Chilean ambassador". */
  readonly focus?: string;
  readonly focusHead?: string;
  readonly order?: Order;
  readonly time?: { readonly from: string; readonly to: string };
  /** Who did what to whom, as far as the question says. */
  readonly clause: QuestionClause;
  /** "which countries", "who were": more than one answer is wanted. */
  readonly severalWanted: boolean;
  readonly negated: boolean;
  /** Words of the resolved question. */
  readonly tokens: readonly Token[];
  readonly parts: readonly UnderstoodQuestion[];
}

type Thread = readonly Follower[];

/** Reads a question, with the conversation so far. Never throws; what can't be read is of kind `unreadable`. */
export function understandQuestion(text: string, thread: Thread = []): UnderstoodQuestion {
  const asked = cleanQuestion(text);
  const followed = resolveFollowUp(asked, thread);
  const resolved = questionOfKeywords(followed) ?? followed;
  const parts = splitParts(resolved);
  const first = understandOne(asked, parts[0] ?? resolved);
  if (parts.length < 2) return first;
  const understood = [first];
  for (const part of parts.slice(1, MAX_QUESTION_PARTS)) {
    const before = understood.at(-1)!;
    understood.push(understandOne(part, resolveFollowUp(part, [{ question: before.resolved, answer: '' }])));
  }
  return { ...first, asked, shown: resolved, resolved, parts: understood };
}

/** "Who recognised it first, and when?" asks two things. A second question must open with its own asking word. */
function splitParts(text: string): string[] {
  const sentences = text.split(/(?<=\?)\s+(?=\S)/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return sentences.flatMap((sentence) => {
    const match =
      /^(.{8,}?),?\s+and\s+((?:when|where|why|who|whom|how(?: many| much| long| old)?|what|which|(?:in|on|at|by|with|from|for|to|against) (?:what|which|whom?|whose|how long)\b)\b.*)$/i.exec(
        sentence,
      );
    if (match === null || !WH_OPENING.test(sentence)) return [sentence];
    const [, head, tail] = match;
    if (head === undefined || tail === undefined || !opensQuestion(tail)) return [sentence];
    return [head, tail];
  });
}

const WH_OPENING =
  /^(?:\w+ )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had)\b/i;

/** "and when", "and who advised him", "and how many died": not "and what remains of the fleet" inside a longer clause. */
function opensQuestion(tail: string): boolean {
  const words = tail.replace(/[?.!]+$/, '').split(/\s+/);
  return (
    words.length <= 2 ||
    /^(?:when|where|why|who|how|(?:in|on|at|by|with|from|for|to|against) (?:what|which|whom?|whose|how long))\b/i.test(
      tail,
    ) ||
    /^(?:what|which) (?:\w+ )?(?:is|are|was|were|did|do|does|has|have)\b/i.test(tail)
  );
}

function understandOne(asked: string, whole: string): UnderstoodQuestion {
  const resolved = inUsualForm(whole);
  const tokens = tokenise(resolved, 'en');
  const bare = withoutInsertion(resolved);
  const bareTokens = bare === resolved ? tokens : tokenise(bare, 'en');
  const asking = findInterrogative(bareTokens, bare);
  const base = {
    asked,
    shown: whole,
    resolved,
    tokens,
    // "No" with a capital is of a title: it denies nothing.
    negated:
      asking.rest.some((token) => NEGATIONS.has(token.norm) && !/^\p{Lu}\p{Ll}/u.test(token.text)) ||
      NEGATIONS.has(bareTokens[asking.at]?.norm ?? ''),
    parts: [],
  };
  const clause = inPlainWords(parseClauseOfQuestion(asking, bare, bareTokens), bareTokens);
  const shape = shapeOf(asking, clause, resolved, tokens);
  const order = orderOf(tokens);
  const time = timeOf(resolved);
  return {
    ...base,
    clause,
    ...shape,
    ...(order === undefined ? {} : { order }),
    ...(time === undefined ? {} : { time }),
  };
}

const INSERTION =
  /^((?:who|whom|what|which|when|where|why|how)(?: \p{L}+){0,4}),\s(?:according to|as reported|as noted|as covered|as per|as|reported|recently|previously|in|per)\b[^,]{2,120},\s(?=\p{L})/iu;

/** "Who, according to the ministry, is …": what is put between commas behind the asking word says nothing of the clause. */
function withoutInsertion(text: string): string {
  return text.replace(INSERTION, '$1 ');
}

interface Shape {
  readonly kind: QuestionKind;
  readonly answerType: AnswerType;
  readonly focus?: string;
  readonly focusHead?: string;
  readonly severalWanted: boolean;
}

function shapeOf(asking: Interrogative, clause: QuestionClause, text: string, tokens: readonly Token[]): Shape {
  const plain = { severalWanted: false };
  if (tokens.filter((token) => /\p{Script=Latin}/u.test(token.text)).length === 0) {
    return { kind: 'unreadable', answerType: 'thing', ...plain };
  }
  if (asksWhoReported(text)) return { kind: 'reported-first', answerType: 'outlet', ...plain };
  if (asking.yesNo) {
    const kind = asksForSequence(text) ? 'before-after' : 'yes-no';
    return { kind, answerType: 'verdict', ...plain };
  }
  if (asking.wh === undefined) return shapeOfKeywords(text, tokens);
  return shapeOfWh(asking, clause, text);
}

const REPORTED_FIRST =
  /\b(?:who|which|what)\b.{0,60}\b(?:report|broke|break|publish|carr(?:y|ied)|cover|story|scoop|news)\w*\b.{0,60}\bfirst\b|\b(?:who|which|what)\b.{0,40}\bfirst\b.{0,20}\b(?:to )?(?:report|break|publish|carry|cover|write about|run)\w*\b|\bwho broke (?:the|this|that) (?:story|news)\b/i;

/** About our coverage, not the event: "who was first to report it". */
function asksWhoReported(text: string): boolean {
  return REPORTED_FIRST.test(text);
}

const SEQUENCE = /^(?:did|was|were|is|does|do|has|have)\b.*\b(?:before|after|earlier than|later than)\b.+/i;

/** "Did the verdict come before the election?": which of two things came first. */
function asksForSequence(text: string): boolean {
  return SEQUENCE.test(text) || /\bbefore or after\b/i.test(text);
}

const KEYWORD_NOUN =
  /\b(name|date|population|toll|number|total|price|cost|age|capital|ambassador|minister|president|leader|ceo|winner|author|founder|owner|spokesman|spokeswoman|spokesperson|envoy|mayor|governor|chairman|coach|height|length|size|speed)\b(?: (?:of|in|to|for|name)\b.*| \p{L}+)?$/iu;

/** "taliban foreign minister name": a noun to be filled, and what it belongs to. */
function shapeOfKeywords(text: string, tokens: readonly Token[]): Shape {
  const noun = tokens.length <= 8 && tokens.length >= 2 ? KEYWORD_NOUN.exec(text.replace(/[?.!]+$/, '')) : null;
  if (noun === null) return { kind: 'topic', answerType: 'thing', severalWanted: false };
  const norm = noun[1]!.toLowerCase();
  const carriers = tokens.filter((token) => token.norm !== 'name');
  const role = [...carriers].reverse().find((token) => answerTypeOfNoun(token.norm) !== 'thing');
  const head = norm === 'name' && role !== undefined ? role.norm : norm;
  const type = answerTypeOfNoun(head);
  const focus = text
    .replace(/\bname\b/i, '')
    .replace(/[?.!]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    kind: 'keywords',
    answerType: type === 'thing' ? 'agent' : type,
    focus,
    focusHead: head,
    severalWanted: false,
  };
}

/** "How many years did it last?" asks how long. */
const LASTED = /\bhow many (?:years|months|weeks|days|hours|minutes) .*\b(?:last|lasted|take|go on)\b/i;

/** "Where did she finish?" asks for a place in a contest. */
const RANKS = /^(?:finish|rank|place)$/;

function shapeOfWh(asking: Interrogative, clause: QuestionClause, text: string): Shape {
  const wh = asking.wh!;
  const focusHead = clause.focusHead;
  const focus = clause.focus === undefined ? {} : { focus: clause.focus };
  const withFocus = focusHead === undefined ? focus : { ...focus, focusHead };
  const severalWanted = wantsSeveral(clause, text);
  if (wh === 'who' || wh === 'whom') {
    if (clause.slot === 'predicate' && isBareName(clause))
      return { kind: 'definition', answerType: 'thing', ...withFocus, severalWanted: false };
    const type = focusHead !== undefined && answerTypeOfNoun(focusHead) === 'person' ? 'person' : 'agent';
    return { kind: wh, answerType: type, ...withFocus, severalWanted };
  }
  if (wh === 'whose') return { kind: 'whose', answerType: 'agent', ...withFocus, severalWanted };
  if (wh === 'when') return { kind: 'when', answerType: 'date', severalWanted: false };
  if (wh === 'where' && RANKS.test(clause.verb ?? ''))
    return { kind: 'which', answerType: 'ordinal', severalWanted: false };
  if (wh === 'where') return { kind: 'where', answerType: 'place', severalWanted: false };
  if (wh === 'why') return { kind: 'why', answerType: 'reason', severalWanted: false };
  if (wh === 'how') return { ...shapeOfHow(asking, clause, text), ...withFocus };
  return { ...shapeOfWhat(wh, clause, text), ...withFocus };
}

function shapeOfHow(asking: Interrogative, clause: QuestionClause, text: string): Shape {
  const measure = asking.rest[0]?.norm ?? '';
  const type = answerTypeOfMeasureWord(measure);
  if (type === undefined) {
    if (SAID_ABOUT.test(text)) return { kind: 'said-about', answerType: 'quote', severalWanted: false };
    return { kind: 'how', answerType: 'manner', severalWanted: false };
  }
  if (measure === 'many' && LASTED.test(text))
    return { kind: 'how long', answerType: 'duration', severalWanted: false };
  if (measure === 'many') return { kind: 'how many', answerType: 'count', severalWanted: false };
  if (measure === 'much') {
    const counted = clause.focusHead === undefined ? undefined : answerTypeOfNoun(clause.focusHead);
    return {
      kind: 'how much',
      answerType: MONEY_ITSELF.test(clause.focusHead ?? '')
        ? 'money'
        : counted === 'percent'
          ? 'percent'
          : (clause.focusHead === undefined || COUNTS_NOTHING.test(text)) && COSTS.test(text)
            ? 'money'
            : 'measure',
      severalWanted: false,
    };
  }
  if (measure === 'long') return { kind: 'how long', answerType: 'duration', severalWanted: false };
  if (measure === 'old') return { kind: 'how old', answerType: 'age', severalWanted: false };
  return { kind: 'how', answerType: type, severalWanted: false };
}

const MONEY_ITSELF = /^(?:money|cash|funding|funds)$/;
/** "how much is it worth", "how much did it make": no noun behind "much" is counted. */
const COUNTS_NOTHING = /\bhow much (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b/i;
const COSTS =
  /\b(?:cost|costs|price|prize|make|made|gross|grossed|fetch|fetched|settle|settled|award|awarded|offer|offered|bid|valued|valuation|collect|collected|receive|received|win|won|take in|bring in|pay|paid|pays|spend|spent|earn|earns|earned|sell|sold|worth|raise|raised|fined?|owe|owes|owed|invest|invested|charged?|money|price|donated?|lose|lost|bought|buy|sue|sued)\b/i;

const SAID_ABOUT =
  /\b(?:what|how) (?:did|does|do|has|have|had) (.+?) (?:say|said|saying|tell|told|think|comment|react|reacted|respond|responded|describe|described|call|characteri[sz]e|characteri[sz]ed|warn|warned|announce|announced|argue|argued|claim|claimed|predict|predicted|believe|insist|insisted|stress|stressed|explain|explained|write|wrote|tweet|tweeted)\b/i;
/** The noun of "what was the death toll" says what is counted, not what is named. */
function shapeOfWhat(wh: 'what' | 'which' | string, clause: QuestionClause, text: string): Shape {
  const kind: QuestionKind = wh === 'which' ? 'which' : 'what';
  const severalWanted = wantsSeveral(clause, text);
  if (clause.focusHead === undefined && SAID_ABOUT.test(text))
    return { kind: 'said-about', answerType: 'quote', severalWanted: false };
  if (clause.slot === 'predicate' && isBareName(clause))
    return { kind: 'definition', answerType: 'thing', severalWanted: false };
  if (clause.focusHead !== undefined) {
    // "what type of engines" asks for a kind, whatever an engine is.
    const type = /^(?:what|which) (?:other )?(?:types?|kinds?|sorts?|forms?) of\b/i.test(text)
      ? 'thing'
      : answerTypeOfNoun(clause.focusHead);
    return { kind, answerType: type, severalWanted };
  }
  if (/\bwhat (?:does|do|did) .+ (?:stand for|mean)\b/i.test(text))
    return { kind: 'definition', answerType: 'thing', severalWanted: false };
  return { kind, answerType: 'thing', severalWanted };
}

/** "who is Dmitry Zhirnov", "what is BRICS": a name and nothing else. */
function isBareName(clause: QuestionClause): boolean {
  if (/^(?:on|in|at|of|for|with|behind|to|from|by|among|against|under)\b/i.test(clause.predicate ?? '')) return false;
  // "the GDP of Peru" is a figure of Peru's, not somebody's name.
  if (/^the \p{Lu}{2,5} of\b/u.test(clause.predicate ?? '')) return false;
  const words = clause.predicate === undefined ? [] : tokenise(clause.predicate, 'en').filter((token) => !token.stop);
  if (words.length === 0 || words.length > 5) return false;
  if (clause.focusHead !== undefined && answerTypeOfNoun(clause.focusHead) !== 'thing') return false;
  return words.every((word) => /^\p{Lu}/u.test(word.text) || WH_WORDS.has(word.norm));
}

const PLURAL_EXCEPTIONS = /(?:ss|us|is|news|series|headquarters|species)$/;

function wantsSeveral(clause: QuestionClause, text: string): boolean {
  if (/\b(?:who all|which ones|list|name the|what are|who are|who were)\b/i.test(text)) return true;
  const head = clause.focusHead;
  if (head === undefined || !/^(?:(?:in|on|at|to|from|with|for|by|about|of) )?(?:what|which|who)\b/i.test(text.trim()))
    return false;
  return head === 'people' || (head.endsWith('s') && !PLURAL_EXCEPTIONS.test(head) && lemmaOf(head) !== head);
}

const FIRST = new Set(['first', 'earliest', 'oldest', 'originally', 'initially']);
const LATEST = new Set(['latest', 'newest', 'last', 'currently', 'current', 'now', 'recent', 'recently', 'today']);
const MOST = new Set(['most', 'largest', 'biggest', 'highest', 'greatest', 'longest', 'tallest', 'maximum', 'peak']);

function orderOf(tokens: readonly Token[]): Order | undefined {
  for (const token of tokens) {
    if (FIRST.has(token.norm)) return 'first';
    if (LATEST.has(token.norm)) return 'latest';
    if (MOST.has(token.norm)) return 'most';
  }
  return undefined;
}

/** Absolute dates only: "in 2021", "on 3 July 2025". What "last week" means depends on the day of asking. */
function timeOf(text: string): { readonly from: string; readonly to: string } | undefined {
  const date = datesIn(text, '2000-01-01T00:00:00.000Z').find((mention) => /\b(?:1\d|20)\d\d\b/.test(mention.text));
  if (date === undefined) return undefined;
  return { from: date.date, to: date.until ?? date.date };
}
