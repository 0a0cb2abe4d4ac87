/** Who did in an earlier time what the question asks: an older fact that its words could also mean. */
import { datesIn } from '../text/dates.ts';
import { clausesOf } from '../text/grammar.ts';
import { namesOf } from '../text/names.ts';
import { countriesIn } from '../text/places.ts';
import { tokenise } from '../text/words.ts';
import { findVerb } from './alignment.ts';
import { asksForName } from './answer-types.ts';
import { joinNames } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** Passages that are looked through, best first. */
export const MAX_PASSAGES_FOR_EARLIER = 20;
/** A sentence that holds less of the question is of something else. */
const MIN_COVERAGE = 0.35;
/** Actors that are named, at most. */
export const MAX_EARLIER_ACTORS = 5;

const FORMER = /\b(?:previous|earlier|former|first|old|last|original|past)\b/i;

/**
 * The same verb about the same thing in an earlier time, which the sentence itself sets apart ("the previous regime",
 * "(1996-2001)"). Only where the question names no time of its own, and the sentence tells who did it.
 */
export function earlierCase(
  support: readonly Passage[],
  question: UnderstoodQuestion,
  passages: readonly Passage[],
  nowMs: number,
): string | undefined {
  if (question.time !== undefined || question.clause.verb === undefined) return undefined;
  const used = new Set(support.slice(0, 3).map((passage) => passage.sentence));
  const answered = Number(support[0]?.article.publishedAt.slice(0, 4) ?? new Date(nowMs).getUTCFullYear());
  for (const passage of passages.slice(0, MAX_PASSAGES_FOR_EARLIER)) {
    if (used.has(passage.sentence) || passage.coverage < MIN_COVERAGE) continue;
    if (!FORMER.test(passage.sentence.text)) continue;
    const period = datesIn(passage.sentence, passage.article.publishedAt).find(
      (date) => date.until !== undefined && Number(date.until.slice(0, 4)) < answered - 1,
    );
    const told = period === undefined ? undefined : doersIn(passage, question);
    if (period === undefined || told === undefined) continue;
    const span = `${period.date.slice(0, 4)}-${period.until?.slice(0, 4)}`;
    const object = objectOf(passage, question);
    const who = joinNames(told.names);
    return object === undefined
      ? `For ${span}, ${passage.article.source} names ${who}.`
      : `${who} ${told.verb} ${object} of ${span} (${passage.article.source}).`;
  }
  return undefined;
}

/** What was acted on as the sentence says it; in the question's words where the sentence tells it elsewhere. */
function objectOf({ sentence }: Passage, question: UnderstoodQuestion): string | undefined {
  const asked = question.clause.object?.replace(/\s+(?:first|last|earliest)$/i, '');
  const said = new Set(sentence.tokens.map((token) => token.stem));
  const words = asked === undefined ? [] : tokenise(asked).filter((token) => !token.stop);
  const verb = findVerb(sentence.tokens, question)[0];
  const written = verb === undefined ? undefined : sentence.tokens[verb.at]?.norm;
  const object = clausesOf(sentence.text).find(
    (clause) => clause.verb === question.clause.verb || clause.verb === written,
  )?.object;
  const isWhole = words.every((token) => tokenise(object ?? '').some((each) => each.stem === token.stem));
  if (asked !== undefined && words.length > 0 && !isWhole && words.every((token) => said.has(token.stem))) return asked;
  return object === undefined || /^(?:it|them|him|her|that|this)$/i.test(object) || /[\d(]/.test(object)
    ? undefined
    : object;
}

interface Mention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Between the last of several names and the verb: "Cuba and Peru *had formally* recognised". */
const AUXILIARY =
  /^[\s,–—-]*(?:(?:alone|only|both|all|have|has|had|were|was|then|once|also|formally|officially|\p{L}+ly|the|countries|states|governments|nations|to)\s+)*$/iu;
const LIST_LINK = /^,?\s*(?:(?:and|or|as well as)\s+)?(?:the\s+)?$/i;
/** "three governments recognised them*: *", "recognised by*: *". */
const OPENS_LIST = /(?::|\s[–—-]|,?\s(?:namely|by|were|are))\s*(?:(?:only|just|the)\s+)*$/i;
const COUNTED =
  /\b(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|few|only|no other)\s+(?:\p{L}+\s+)?(?:countries|governments|states|nations|capitals|companies|parties|groups|banks|clubs|people)|only)\b/iu;

/** Those whom the sentence makes do the asked deed; undefined where it can't be told. */
function doersIn(
  passage: Passage,
  question: UnderstoodQuestion,
): { readonly names: readonly string[]; readonly verb: string } | undefined {
  const { sentence } = passage;
  if (question.kind !== 'yes-no' && question.kind !== 'before-after' && !asksForName(question.answerType))
    return undefined;
  const mentions = mentionsIn(passage);
  for (const place of findVerb(sentence.tokens, question, sentence.text)) {
    const token = sentence.tokens[place.at]!;
    if (place.nominal || place.negated || !/(?:ed|en|t|d|ght|n)$/.test(token.norm)) continue;
    const start = token.start - sentence.start;
    const end = token.end - sentence.start;
    const verb = sentence.text.slice(start, end);
    const before = place.passive ? [] : runEndingAt(mentions, start, sentence.text);
    if (before.length > 0) return { names: before, verb };
    const listed = runBehind(mentions, end, sentence.text);
    const counted = COUNTED.test(sentence.text.slice(0, start)) && !place.passive;
    if (listed.length > 0 && (counted || listed[0]!.by)) return { names: listed.map(({ text }) => text), verb };
  }
  return undefined;
}

/** Countries and other names of the sentence, in its order, each once. */
function mentionsIn({ sentence, reading }: Passage): readonly Mention[] {
  const countries: Mention[] = countriesIn(sentence.text).map((mention) => ({
    text: mention.country,
    start: mention.start,
    end: mention.end,
  }));
  const names: Mention[] = namesOf(reading).flatMap((name) =>
    name.mentions
      .filter((mention) => mention.sentence === sentence.index)
      .map((mention) => ({
        text: mention.text,
        start: mention.start - sentence.start,
        end: mention.end - sentence.start,
      }))
      .filter((mention) => !countries.some((each) => each.start < mention.end && mention.start < each.end)),
  );
  return [...countries, ...names]
    .map((each) => ({ ...each, text: withArticle(each, sentence.text) }))
    .sort((a, b) => a.start - b.start);
}

/** "the United Arab Emirates" keeps its article inside a sentence. */
const withArticle = ({ text, start }: Mention, sentence: string): string =>
  /\bthe\s$/.test(sentence.slice(0, start)) && !/^the\s/i.test(text) ? `the ${text}` : text;

/** The names that stand together right before a place. */
function runEndingAt(mentions: readonly Mention[], at: number, text: string): readonly string[] {
  const before = mentions.filter((each) => each.end <= at);
  const last = before.at(-1);
  if (last === undefined || !AUXILIARY.test(text.slice(last.end, at))) return [];
  let from = before.length - 1;
  while (from > 0 && LIST_LINK.test(text.slice(before[from - 1]!.end, before[from]!.start))) from -= 1;
  return before
    .slice(from)
    .slice(0, MAX_EARLIER_ACTORS)
    .map((each) => each.text);
}

/** The names that are listed behind a place: "recognised them: Cuba and Peru", "recognised only by Cuba". */
function runBehind(
  mentions: readonly Mention[],
  at: number,
  text: string,
): readonly { readonly text: string; readonly by: boolean }[] {
  const behind = mentions.filter((each) => each.start >= at);
  const first = behind.findIndex((each) => OPENS_LIST.test(text.slice(at, each.start)));
  if (first < 0) return [];
  const by = /\bby\s+(?:(?:only|just|the)\s+)*$/i.test(text.slice(at, behind[first]!.start));
  let to = first;
  while (to + 1 < behind.length && LIST_LINK.test(text.slice(behind[to]!.end, behind[to + 1]!.start))) to += 1;
  return behind
    .slice(first, to + 1)
    .slice(0, MAX_EARLIER_ACTORS)
    .map((each) => ({ text: each.text, by }));
}
