/** "Who is X?", "what is X?": the roles and appositions that the articles give the name. */
import type { Article } from '../model.ts';
import { namesOf, sameName } from '../text/names.ts';
import { tokenise } from '../text/words.ts';
import type { Finding } from './finding.ts';
import { independentPassages } from './finding.ts';
import { literal } from './literal.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** A description of more words is a story, not a definition. */
export const MAX_DEFINITION_WORDS = 16;

interface Description {
  readonly text: string;
  readonly passage: Passage;
  readonly weight: number;
}

/** What the archive says that a name is; undefined where it is only mentioned. */
export function findDefinition(
  passages: readonly Passage[],
  question: UnderstoodQuestion,
  origin: (article: Article) => string,
): Finding | undefined {
  const name = definedName(question);
  if (name === undefined) return undefined;
  const described = passages.flatMap((passage) => describe(name, passage));
  if (described.length === 0) return undefined;
  const ranked = described
    .map((each) => ({
      each,
      total:
        described.reduce((sum, other) => sum + (alike(each.text, other.text) ? other.weight : 0), 0) +
        each.weight +
        0.02 * Math.min(8, words(each.text)),
    }))
    .sort((a, b) => b.total - a.total);
  const best = ranked[0]!.each;
  const support = described.filter((each) => alike(each.text, best.text)).map((each) => each.passage);
  const independent = independentPassages([best.passage, ...support.filter((each) => each !== best.passage)], origin);
  return {
    answer: best.text,
    confidence: Math.min(0.95, 0.4 + 0.25 * best.weight + 0.1 * independent.length),
    support: independent,
    dissent: [],
    caveats: [],
  };
}

function definedName(question: UnderstoodQuestion): string | undefined {
  const meant = /\bwhat (?:does|do|did) (.+?) (?:stand for|mean)\b/i.exec(question.resolved);
  const name = meant?.[1] ?? question.clause.predicate ?? question.focus;
  return name?.replace(/^['"“‘]|['"”’]$/g, '').trim();
}

const words = (text: string): number => text.split(/\s+/).length;

/** One description holds the other's head: "ambassador" and "Peruvian ambassador to Abuja". */
function alike(a: string, b: string): boolean {
  const left = new Set(
    tokenise(a)
      .filter((token) => !token.stop)
      .map((token) => token.stem),
  );
  return tokenise(b).some((token) => !token.stop && left.has(token.stem));
}

function describe(name: string, passage: Passage): Description[] {
  const { reading, sentence } = passage;
  const found = namesOf(reading).find((each) => sameName(each.text, name));
  const mention = found?.mentions.find((each) => each.sentence === sentence.index);
  const start =
    mention === undefined
      ? sentence.text.search(new RegExp(`(?<![\\p{L}\\p{N}-])${literal(name)}(?![\\p{L}\\p{N}-])`, 'iu'))
      : mention.start - sentence.start;
  const end = mention === undefined ? start + name.length : mention.end - sentence.start;
  if (start < 0) return [];
  const list: Description[] = [];
  const add = (text: string | undefined, weight: number) => {
    const clean = text
      ?.replace(/^(?:the|an?)\s+/i, '')
      .replace(/[,;]\s*$/, '')
      .trim();
    if (clean !== undefined && clean.length > 2 && words(clean) <= MAX_DEFINITION_WORDS)
      list.push({ text: clean, passage, weight });
  };
  const here = sentence.text.slice(0, start);
  for (const role of found?.roles ?? [])
    if (here.includes(role) || sentence.text.includes(role)) add(role, 0.9 + 0.05 * words(role));
  add(withoutVerb(TITLE_BEFORE.exec(here)?.[1]), 0.9);
  // "the Harbour Watch (HW), the coast's oldest club": what follows the brackets is said of the short form, too.
  const behind = sentence.text.slice(end).replace(/^\)(?=,\s)/, '');
  add(APPOSITION.exec(behind)?.[1], behind.length < sentence.text.length - end ? 1.1 : 0.9);
  add(COPULA.exec(sentence.text.slice(end))?.[1], 1.1);
  add(BARE_APPOSITION.exec(sentence.text.slice(end))?.[1], 0.4);
  add(BRACKETED.exec(sentence.text.slice(end))?.[1], 0.7);
  return list;
}

/** "former lawmaker Anna Kim": a person's noun right before the name. */
const TITLE_BEFORE =
  /((?:former |ex-|retired |acting |deputy |senior |chief )?(?:\p{L}[\p{L}-]*\s){0,3}(?:parliamentarian|lawmaker|activist|minister|president|mp|senator|journalist|lawyer|economist|analyst|actor|actress|singer|author|writer|director|professor|scientist|researcher|leader|chief|spokesman|spokeswoman|ambassador|envoy|governor|mayor|general|commander|judge|coach|player|striker|founder|executive|investor|billionaire|historian|engineer|doctor|captain|candidate))\s$/iu;
/** "said former lawmaker": what stands before the title is no part of it. */
function withoutVerb(title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const cut = title
    .trim()
    .split(/\s+/)
    .findLastIndex((word) =>
      /^(?:said|says|told|met|with|by|of|to|from|as|and|for|but|that|when|after|the|an?|\p{Ll}+ed)$/u.test(word),
    );
  return title
    .trim()
    .split(/\s+/)
    .slice(cut + 1)
    .join(' ');
}

const APPOSITION =
  /^(?:\s\([^)]{1,40}\))?,\s((?:the|an?|its|his|her|their|one of)\s[^,.;()]{3,120}|[\p{Lu}][\p{L}]+(?:['’]s)?\s(?:\p{L}+\s){0,4}(?:minister|president|ambassador|leader|chief|director|spokesman|spokeswoman|envoy|secretary|chairman)[^,.;()]{0,60})(?=[,.;]|$)/u;
const COPULA =
  /^(?:\s\([^)]{1,60}\))?\s(?:is|was|are|were|remains|became)\s((?:the|an?|one of|now)\s[^.;()]{3,140}?)(?=[.;]|,\s|\s(?:who|which|that|and)\s|$)/u;
/** "Pax Sund, Sund peace, …": a gloss without an article. */
const BARE_APPOSITION = /^["'’”]?,\s((?!and\b|or\b|who\b|which\b|but\b|while\b)\p{L}[\p{L}-]+(?:\s[\p{L}-]+){0,3}),/u;
const BRACKETED = /^\s\(([^)\d]{3,60})\)/u;
