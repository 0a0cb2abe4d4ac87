/** Answers that are clauses, not names: reasons, manners, what happened, what was said. Each marker says how sure it is. */
import { clausesOf, lemmaOf } from '../text/grammar.ts';
import { quotationsIn } from '../text/quotations.ts';
import { type TaggedWord, tagWords } from '../text/tagging.ts';
import { stem, tokenise } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import { formsOfWord } from './terms.ts';

/** A clause of more words is no short answer. */
export const MAX_CLAUSE_WORDS = 28;

interface Marker {
  readonly pattern: RegExp;
  readonly fit: number;
}

/** What introduces a reason; the reason follows. */
const REASONS: readonly Marker[] = [
  { pattern: /\b(?:because of|because|owing to|due to|thanks to|on account of)\s+/gi, fit: 1 },
  { pattern: /\b(?:in order to|so as to|so that|in a bid to|in an effort to|in an attempt to)\s+/gi, fit: 0.95 },
  {
    pattern:
      /\b(?:the reason (?:is|was|being) that|prompted by|caused by|triggered by|driven by|citing|blamed on|attributed to|in response to|in protest (?:at|over|against)|amid)\s+/gi,
    fit: 0.9,
  },
  { pattern: /,\s(?:saying|arguing|ruling|claiming|explaining|finding)\s+(?:that\s+)?/g, fit: 0.85 },
  { pattern: /,?\s(?:as|since)\s+(?=(?:the|a|an|it|they|he|she|its|their|his|\p{Lu})\b)/gu, fit: 0.7 },
  {
    pattern:
      /(?<!\b(?:fail|fails|failed|failing|want|wants|wanted|plan|plans|planned|decided|agreed|used|[Aa]ccording|had|has|have|expected|due|able|refused|continue|continued|began|ways|way|led|going|ability|likely|seek|seeks|believed|said|thought|known|reported|able|back|up|close|access|response|opposed|relation|contrast|addition|similar|country|nation|state|person|company|decision|intention|need|right|refer|refers|referred|amounts|amounted|compared))\sto (?!(?:the|an?|its|his|her|their|this|that|these|those|each|other|some|many|any|one|all|both)\s)(?=[a-z]+(?<!ly)\s)/g,
    fit: 0.7,
  },
  { pattern: /\s(?:until|unless) /g, fit: 0.55 },
  // Behind a comma it tells when.
  { pattern: /(?<!,)\s(?:after|over|following)\s+/g, fit: 0.25 },
  { pattern: /\sfor (?=[a-z]+ing\b)/g, fit: 0.55 },
];

const MANNERS: readonly Marker[] = [
  { pattern: /\sby (?=[a-z]+ing\b)/g, fit: 1 },
  { pattern: /\s(?:using|through the use of|by means of|with the help of|by way of)\s+/g, fit: 0.8 },
  { pattern: /\s(?:through|via|with|by)\s+/g, fit: 0.4 },
];

/** Clauses of the sentence that could answer why, how, what happened or what was said. */
export function clauseCandidates(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  return clausesFor(passage, question).map((each) => withoutAskedTail(each, question));
}

const TAIL =
  /\s(?:in|on|at|during|for|from|to|of|by|with|after|before|between|across|since|into)\s(?:(?!\s(?:in|on|at|during|for|from|to|of|by|with|after|before|between|across|since|into)\s).)*$/;

/** "undermined the union *during the war*" to "What did they do during the war?": what was asked need not be said again. */
function withoutAskedTail(candidate: Candidate, question: UnderstoodQuestion): Candidate {
  if (candidate.text.startsWith('“')) return candidate;
  const asked = new Set(question.tokens.map((token) => token.stem));
  let text = candidate.text;
  for (let tail = TAIL.exec(text); tail !== null; tail = TAIL.exec(text)) {
    const words = tokenise(tail[0]).filter((token) => !token.stop);
    if (words.length === 0 || !words.every((token) => asked.has(token.stem))) break;
    const shorter = text.slice(0, tail.index);
    if (shorter.split(/\s+/).length < 2) break;
    text = shorter;
  }
  return text === candidate.text
    ? candidate
    : { ...candidate, text, key: text.toLowerCase(), end: candidate.start + text.length, written: text };
}

function clausesFor(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  switch (question.answerType) {
    case 'reason':
      return behindVerb(reasonClauses(passage, question), passage, question);
    case 'manner':
      return [
        ...markedClauses(passage, MANNERS),
        ...predicateClauses(passage, question, 0.5).filter(
          ({ text }) => !/^(?:is|are|was|were|be|been|become|becomes|became)\b/i.test(text),
        ),
      ];
    case 'quote':
      return [...quoteCandidates(passage), ...saidClauses(passage), ...predicateComplements(passage, question)];
    default:
      if (asksForCause(question))
        return markedClauses(passage, REASONS).map((each) => ({ ...each, fit: each.fit * 0.85 }));
      if (asksForDoing(question)) return doingClauses(passage, question);
      if (asksWhatHappenedThen(question)) return wholeClauses(passage);
      return asksWhatHappened(question) ? predicateClauses(passage, question, 0.9) : [];
  }
}

/** Clauses behind a word of reason; "as" and "since" open one only with a verb. For what people think of a thing, what they say of it. */
function reasonClauses(passage: Passage, question: UnderstoodQuestion): readonly Candidate[] {
  const marked = markedClauses(passage, REASONS).filter(
    (each) => !opensWithAs(passage, each) || isClauseOfReason(each.text),
  );
  const argued = ATTITUDES.test(question.clause.verb ?? '') ? argumentClauses(passage, question) : [];
  return argued.length > 0 ? [...argued, ...marked.filter(({ fit }) => fit >= 0.9)] : marked;
}

/** It has a finite verb, and no date: "since it took power in 2029" says since when. */
const isClauseOfReason = (text: string): boolean =>
  tagWords(text).some(({ pos, form }) => pos === 'auxiliary' || (pos === 'verb' && form !== 'gerund')) &&
  !/\b(?:1\d|20)\d\d\b/.test(text);

const opensWithAs = ({ sentence }: Passage, { start }: Candidate): boolean =>
  /\b(?:as|since)\s$/i.test(sentence.text.slice(0, start - sentence.start));

const ATTITUDES =
  /^(?:oppose|criticise|condemn|denounce|reject|slam|welcome|praise|hail|support|back|fear|dislike|object|protest)$/;
const ARGUES =
  /\b(?:argues?|argued|says?|said|believes?|warns?|warned|fears?|claims?|claimed|adds?|added|contends?|insists?)\s+(?:that\s+)?/gi;

/** "They argue *it rewards the league*", beside "The crews opposed the treaty": who opposes says why. */
function argumentClauses(passage: Passage, question: UnderstoodQuestion): readonly Candidate[] {
  const { sentence, reading } = passage;
  const forms = formsOfWord(question.clause.verb ?? '');
  const tells = (text: string | undefined): boolean => tokenise(text ?? '').some((token) => forms.has(token.stem));
  if (tells(sentence.text) && namesAsked(question.clause.subject, sentence.text))
    return quoteCandidates(passage).filter((each) => each.text.split(/\s+/).length > MIN_ARGUMENT_WORDS);
  const before = reading.sentences[sentence.index - 1]?.text;
  if (
    !tells(before) ||
    !namesAsked(question.clause.subject, before) ||
    !/^(?:They|He|She|It|Critics|Opponents|Supporters)\b/.test(sentence.text)
  )
    return [];
  return [...sentence.text.matchAll(ARGUES)].slice(0, 1).flatMap((match) => {
    const candidate = clauseFrom(passage, match.index + match[0].length, 0.9);
    return candidate === undefined ? [] : [candidate];
  });
}

/** Whether the text names the one who is asked about; "critics" are whoever it is. */
function namesAsked(subject: string | undefined, text: string | undefined): boolean {
  const head = tokenise(subject ?? '').findLast((token) => !token.stop);
  if (head === undefined || /^(?:critics|opponents|people|supporters|they|some|many)$/.test(head.norm)) return true;
  return tokenise(text ?? '').some((token) => token.stem === head.stem);
}

/** A quotation of fewer words is a name for it, not an argument. */
const MIN_ARGUMENT_WORDS = 3;

/** A reason stands behind what it explains; one before the asked verb explains something else. */
function behindVerb(candidates: readonly Candidate[], passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const verb = question.clause.verb;
  if (verb === undefined) return [...candidates];
  const forms = formsOfWord(verb);
  const at = passage.sentence.tokens.find((token) => forms.has(token.stem))?.end;
  if (at === undefined || ATTITUDES.test(verb))
    return candidates.map((each) => ({
      ...each,
      fit: at === undefined && !ATTITUDES.test(verb) ? each.fit * 0.7 : each.fit,
    }));
  return candidates.map((each) => (each.start >= at ? each : { ...each, fit: each.fit * 0.15 }));
}

export function asksWhatHappened(question: UnderstoodQuestion): boolean {
  const { verb, slot } = question.clause;
  return (verb === 'happen' && slot === 'subject') || (verb === 'do' && slot === 'object');
}

/** "What did they do?": a doing is told by a verb, not by a thing. */
export const asksWhatWasDone = ({ clause, focusHead, answerType }: UnderstoodQuestion): boolean =>
  clause.verb === 'do' &&
  clause.slot === 'object' &&
  clause.subject !== undefined &&
  focusHead === undefined &&
  answerType === 'thing';

/** "What caused the sinking?" asks why it sank. */
export function asksForCause(question: UnderstoodQuestion): boolean {
  return (
    question.clause.slot === 'subject' &&
    question.answerType === 'thing' &&
    /^(?:cause|trigger|provoke)$/.test(question.clause.verb ?? '')
  );
}

/** "charged with doing", "asked to do": the answer is what is done. */
function asksForDoing(question: UnderstoodQuestion): boolean {
  return (
    question.clause.verb !== undefined &&
    /\b(?:with|for|by|of|from|in) doing\b|\bto do\b/i.test(question.clause.object ?? '')
  );
}

/** "charged with *undermining it*", "asked *to make a bid*". */
function doingClauses(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const forms = formsOfWord(question.clause.verb ?? '');
  const { sentence } = passage;
  return sentence.tokens.flatMap((token) => {
    if (!forms.has(token.stem)) return [];
    const match = /^\s(?:(?:with|for|by|of|from|in)\s(?=[a-z]+ing\b)|to\s(?=[a-z]+\s))/.exec(
      sentence.text.slice(token.end - sentence.start),
    );
    const candidate = match === null ? undefined : clauseFrom(passage, token.end - sentence.start + match[0].length, 1);
    return candidate === undefined ? [] : [candidate];
  });
}

/** A condition is only told with its word: "*until* the strike is over". */
const KEPT_MARKER = /^\s(?:until|unless) $/;

function markedClauses(passage: Passage, markers: readonly Marker[]): Candidate[] {
  const { sentence } = passage;
  const found: Candidate[] = [];
  for (const { pattern, fit } of markers) {
    for (const match of sentence.text.matchAll(pattern)) {
      const keepsTo = /to\s*$/.test(match[0]) && /^\s?to\s?$/.test(match[0]);
      const keepsBy = /^\sby $/.test(match[0]) && fit === 1;
      const from =
        keepsTo || keepsBy || KEPT_MARKER.test(match[0])
          ? match.index + (match[0].startsWith(' ') ? 1 : 0)
          : match.index + match[0].length;
      const candidate = clauseFrom(passage, from, fit);
      if (candidate !== undefined && !found.some((each) => each.start === candidate.start)) found.push(candidate);
    }
  }
  return found;
}

const CLAUSE_END = /[.;:!?]|,\s|\s[–—-]\s|\)|\s(?:but|while|although|though|whereas|which|who)\s/g;

/** The stretch from a place in the sentence to the end of its clause. */
function clauseFrom(
  passage: Passage,
  from: number,
  fit: number,
  kind: Candidate['kind'] = 'clause',
): Candidate | undefined {
  const { sentence } = passage;
  const rest = sentence.text.slice(from);
  CLAUSE_END.lastIndex = 0;
  let end = rest.length;
  for (const match of rest.matchAll(CLAUSE_END)) {
    if (match.index === 0) continue;
    if (match[0] === ')' && rest.slice(0, match.index).includes('(')) continue;
    if (/[.:]/.test(match[0]) && /[\p{L}\p{N}]/u.test(rest[match.index + 1] ?? '')) continue;
    end = match.index;
    break;
  }
  const quoted = /^\s*["“]([^"”]{3,400})["”]/.exec(rest);
  const raw = quoted === null ? rest.slice(0, end) : quoted[0];
  const lead = raw.length - raw.trimStart().length;
  const text = quoted === null ? raw.trim().replace(/["“”]+$/, '') : `“${quoted[1]!.replace(/[,.]$/, '')}”`;
  const words = tokenise(text);
  if (words.length < 2 || words.length > MAX_CLAUSE_WORDS) return undefined;
  const start = sentence.start + from + lead;
  return {
    text,
    key: text.toLowerCase().replace(/[“”]/g, ''),
    start,
    end: start + raw.trim().length,
    written: raw.trim(),
    fit,
    kind,
  };
}

/** "What happened in December 1979?": nobody is named, only a time or a place. */
function asksWhatHappenedThen(question: UnderstoodQuestion): boolean {
  return question.clause.verb === 'happen' && !/\bto\b/i.test(question.clause.object ?? '');
}

/** A clause with its subject: "*the troops withdrew to the border*". */
function wholeClauses(passage: Passage): Candidate[] {
  const { sentence } = passage;
  return clausesOf(sentence.text).flatMap((clause) => {
    const from = clause.subject === undefined ? -1 : sentence.text.indexOf(clause.subject);
    const candidate = from < 0 ? undefined : clauseFrom(passage, from, 0.9);
    return candidate === undefined ? [] : [candidate];
  });
}

/** The verb and what follows it, in clauses whose subject the question names: "*dispatched six regiments*". */
function predicateClauses(passage: Passage, question: UnderstoodQuestion, fit: number): Candidate[] {
  const { sentence } = passage;
  const asked = new Set(
    tokenise(question.clause.subject ?? question.clause.object ?? '')
      .filter((token) => !token.stop)
      .map((token) => token.stem),
  );
  const words = tagWords(sentence.text);
  return words.flatMap((word, index) => {
    const opens =
      (word.pos === 'verb' || word.pos === 'auxiliary' || word.pos === 'modal') &&
      !['verb', 'auxiliary', 'modal', 'to', 'adverb'].includes(words[index - 1]?.pos ?? '');
    const before = words.slice(Math.max(0, index - 6), index);
    const shared = before.filter((each) => asked.has(stem(each.text))).length;
    // The word right before the verb ends its subject.
    const last = before.findLast((each, at) => each.pos !== 'adverb' && !isOfTime(before, at));
    const skipped = last === undefined ? [] : before.slice(before.indexOf(last), -1);
    if (skipped.some((each) => /[,;]/.test(each.gap))) return [];
    if (!opens || last === undefined || !asked.has(stem(last.text.replace(/['’]s$/, '')))) return [];
    // "has declined" says no more than "declined".
    const main = /^(?:has|have|had)$/i.test(word.text)
      ? words.slice(index + 1).find((each) => each.pos === 'verb' || each.pos === 'auxiliary')
      : undefined;
    const candidate = clauseFrom(passage, (main ?? word).start, fit * Math.min(1, 0.6 + 0.2 * shared));
    return candidate === undefined ? [] : [candidate];
  });
}

const TIME_WORD =
  /^(?:\d+(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|year|month|week)$/i;

/** "Peru *on Thursday* became": a time between subject and verb ends no subject. */
function isOfTime(words: readonly TaggedWord[], at: number): boolean {
  const behind = words.slice(at + 1).filter((word) => !TIME_WORD.test(word.text));
  return (
    TIME_WORD.test(words[at]!.text) ||
    (words[at]!.pos === 'preposition' && behind.length === 0 && at + 1 < words.length)
  );
}

function quoteCandidates({ sentence }: Passage): Candidate[] {
  return quotationsIn(sentence).map((quotation) => ({
    text: `“${quotation.text.replace(/[,.]$/, '')}”`,
    key: quotation.text.toLowerCase(),
    start: quotation.start,
    end: quotation.end,
    written: quotation.text,
    fit: quotation.text.split(/\s+/).length > 1 ? 1 : 0.8,
    kind: 'clause' as const,
  }));
}

const SAYING =
  /\b(?:said|says?|told \w+(?: \w+)?|adds?|added|(?<!\b(?:by|of|the|a|an|each|every|member|from|on|with|to|in|for)\s)states?|stated|stating|declares?|declared|announced?|announces|asserts?|asserted|maintains?|maintained|contends?|contended|argues?|argued|claims?|claimed|insists?|insisted|warns?|warned|warning|notes?|noted|stress(?:es|ed)?|emphasi[sz]e[sd]?|explains?|explained|believes?|thinks?|hopes?|hoped|predicts?|predicted)\s+(?:(?:in|on|at|during|to|via)\s[^.,;:"“”]{1,80}?\sthat\s|that\s)?/gi;

/** "said *the move would help*". */
function saidClauses(passage: Passage): Candidate[] {
  return [...passage.sentence.text.matchAll(SAYING)].flatMap((match) => {
    // "the United States and its allies": a verb has no capital inside a sentence.
    if (match.index > 0 && /^\p{Lu}/u.test(match[0])) return [];
    const candidate = clauseFrom(passage, match.index + match[0].length, 0.6);
    return candidate === undefined ? [] : [candidate];
  });
}

/** "called it *a brave decision*", "described the move as *a milestone*". */
function predicateComplements(passage: Passage, question: UnderstoodQuestion): Candidate[] {
  const verb = question.clause.verb;
  if (verb === undefined || !/^(?:call|describe|label|characterise|characterize|term|dub)$/.test(verb)) return [];
  const forms = formsOfWord(verb);
  const text = passage.sentence.text;
  return tokenise(text).flatMap((token) => {
    if (!forms.has(token.stem) && lemmaOf(token.norm) !== verb) return [];
    const tail = text.slice(token.end);
    const match =
      /^\s+(?:(?:the|this|it|his|her|their|its|that)\s?[\w'’-]*(?:\s[\w'’-]+){0,3}?\s)?(?:as\s+|to be\s+)?(?=(?:an?|the|["“])\s?)/i.exec(
        tail,
      );
    if (match === null) return [];
    const candidate = clauseFrom(passage, token.end + match[0].length, 0.85);
    return candidate === undefined ? [] : [candidate];
  });
}
