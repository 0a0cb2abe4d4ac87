/** Questions over several reports: is each claim borne out by the outlet it is laid to; which one thing fits them all. */
import type { Article } from '../model.ts';
import { comparableName, namesOf, sameName } from '../text/names.ts';
import type { NameKind } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import type { AnswerType } from './answer-types.ts';
import { type QuestionClaim, splitClaims } from './claims.ts';
import type { Finding } from './finding.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';

/** Share of a claim's words that its best passage must hold for the claim to be borne out. */
export const BORNE_OUT_SHARE = 0.4;
/** Below this share a claim is about something else altogether. */
export const ABOUT_SHARE = 0.2;

export interface ClaimSupport {
  readonly claim: QuestionClaim;
  readonly passage: Passage | undefined;
  /** Weighted share of the claim's words in its best passage, 0 to 1. */
  readonly share: number;
}

/** The best passage for each claim, among its outlets' articles where it names any. */
export function supportClaims(claims: readonly QuestionClaim[], passages: readonly Passage[], terms: readonly QueryTerm[]): readonly ClaimSupport[] {
  return claims.map((claim) => {
    const stems = new Set(tokenise(claim.text).map((token) => token.stem));
    const own = terms.map((term) => (stems.has(term.stem) ? term.weight : 0));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    let best: Passage | undefined;
    let share = 0;
    for (const passage of passages) {
      if (claim.sources.length > 0 && !claim.sources.includes(passage.article.source)) continue;
      const held = own.reduce((sum, weight, at) => sum + weight * Math.max(passage.matches[at]!, 0.8 * passage.inContext[at]!), 0);
      if (total > 0 && held / total > share) {
        share = held / total;
        best = passage;
      }
    }
    return { claim, passage: best, share };
  });
}

const asksForSameness = /\b(?:consistent|consistency|consistently|agreement|agree|agrees|align|aligns|aligned|same|similar|similarly|remained)\b/i;
const asksForDifference = /\b(?:inconsisten\w*|differ\w*|disagree\w*|contrast\w*|chang\w*|contradict\w*|discrepanc\w*)\b/i;

/** Yes where every claim is borne out by its outlet, no where one is about the outlet's subject and not borne out. */
export function compareReports(question: UnderstoodQuestion, support: readonly ClaimSupport[]): Finding | undefined {
  const found = support.filter((each) => each.passage !== undefined);
  if (found.length === 0) return undefined;
  const weakest = Math.min(...support.map((each) => each.share));
  const strongest = Math.max(...support.map((each) => each.share));
  if (strongest < ABOUT_SHARE + 0.05) return undefined;
  const opposed = found.some((each) => contradicts(each));
  const borneOut = weakest >= BORNE_OUT_SHARE && !opposed;
  const text = question.resolved;
  const choice = /\b(consistent) or (inconsistent)\b|\b(agree) or (disagree)\b/i.exec(text);
  const says = verdictOn(text, borneOut, opposed);
  const answer = choice === null ? (says ? 'Yes' : 'No') : capital((says ? (choice[1] ?? choice[3]) : (choice[2] ?? choice[4])) ?? '');
  const confidence = Math.min(0.9, 0.35 + 0.5 * (borneOut ? weakest : 1 - weakest));
  return { answer, confidence, support: found.map((each) => each.passage!), dissent: [], caveats: [] };
}

function verdictOn(text: string, borneOut: boolean, opposed: boolean): boolean {
  if (/\binconsisten/i.test(text) && !/\bconsistent or\b/i.test(text)) return opposed;
  if (asksForDifference.test(text) && !asksForSameness.test(text)) return /\bno change\b/i.test(text) ? !opposed : borneOut;
  return borneOut;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const DENIAL = /\b(?:not|no|never|lack\w*|fail\w*|without|insignificant|narrowing|absence|n't)\b/i;

/** One of claim and passage denies what the other says. */
function contradicts({ claim, passage, share }: ClaimSupport): boolean {
  if (passage === undefined || share < BORNE_OUT_SHARE) return false;
  return DENIAL.test(claim.text) !== DENIAL.test(passage.sentence.text) && share >= 0.6;
}

const KINDS: Readonly<Partial<Record<AnswerType, readonly NameKind[]>>> = {
  person: ['person'],
  agent: ['person', 'organisation', 'other'],
  organisation: ['organisation', 'other'],
  place: ['place'],
  country: ['place'],
};

interface Entity {
  name: string;
  kinds: Set<NameKind>;
  /** Best share of each claim among the passages that name it. */
  readonly shares: number[];
  readonly passages: (Passage | undefined)[];
}

/** The one name that fits most of the claims: "which company, reported by A to …, is also accused of …". */
export function findCommonEntity(question: UnderstoodQuestion, claims: readonly QuestionClaim[], passages: readonly Passage[], terms: readonly QueryTerm[]): Finding | undefined {
  const parts = claims.flatMap((claim) => splitClaims(claim.text).map((text) => ({ text, sources: claim.sources })));
  const entities = collectEntities(question, parts, passages, terms);
  const wanted = KINDS[question.answerType];
  const ranked = entities
    .filter((entity) => wanted === undefined || wanted.some((kind) => entity.kinds.has(kind)))
    .map((entity) => ({ entity, total: entity.shares.reduce((sum, share) => sum + share ** 1.5, 0) / Math.max(1, parts.length) }))
    .sort((a, b) => b.total - a.total);
  const best = ranked[0];
  if (best === undefined) return undefined;
  const order = best.entity.shares.map((share, at) => ({ share, passage: best.entity.passages[at] })).sort((a, b) => b.share - a.share);
  const support = order.flatMap((each) => (each.passage === undefined ? [] : [each.passage]));
  const lead = best.total - (ranked[1]?.total ?? 0);
  const pairWanted = /\b(?:two|both) (?:public figures|people|persons|men|women|companies|players|teams|figures|individuals)\b/i.test(question.resolved);
  const second = ranked[1];
  return {
    answer: pairWanted && second !== undefined ? `${best.entity.name} and ${second.entity.name}` : best.entity.name,
    confidence: Math.min(0.95, 0.15 + 1.1 * best.total + 0.6 * lead),
    support: [...new Set(support)],
    dissent: [],
    caveats: [],
  };
}

function collectEntities(question: UnderstoodQuestion, parts: readonly QuestionClaim[], passages: readonly Passage[], terms: readonly QueryTerm[]): Entity[] {
  const asked = comparableName(question.resolved);
  const weights = parts.map((part) => {
    const stems = new Set(tokenise(part.text).map((token) => token.stem));
    return terms.map((term) => (stems.has(term.stem) && !term.focus ? term.weight : 0));
  });
  const entities: Entity[] = [];
  for (const passage of passages) {
    const shares = weights.map((own, at) => {
      if (parts[at]!.sources.length > 0 && !parts[at]!.sources.includes(passage.article.source)) return 0;
      const total = own.reduce((sum, weight) => sum + weight, 0);
      return total === 0 ? 0 : own.reduce((sum, weight, term) => sum + weight * Math.max(passage.matches[term]!, 0.5 * passage.inContext[term]!), 0) / total;
    });
    for (const { name, kind, near } of namesAround(passage)) {
      if (isAsked(name, asked, passage.article)) continue;
      let entity = entities.find((each) => sameName(each.name, name));
      if (entity === undefined) {
        entity = { name, kinds: new Set(), shares: parts.map(() => 0), passages: parts.map(() => undefined) };
        entities.push(entity);
      }
      if (name.split(' ').length > entity.name.split(' ').length && name.split(' ').length <= 3) entity.name = name;
      entity.kinds.add(kind);
      shares.forEach((share, at) => {
        if (share * near > entity.shares[at]!) {
          entity.shares[at] = share * near;
          entity.passages[at] = passage;
        }
      });
    }
  }
  return entities;
}

interface NearName {
  readonly name: string;
  readonly kind: NameKind;
  /** 1 in the sentence, less in its neighbours and the title. */
  readonly near: number;
}

/** Names of the sentence, of its neighbours (a pronoun may stand for them), and of the title. */
function namesAround(passage: Passage): NearName[] {
  const index = passage.sentence.index;
  const title = comparableName(passage.article.title);
  const found = namesOf(passage.reading).flatMap((name) => {
    const distance = Math.min(...name.mentions.map((mention) => Math.abs(mention.sentence - index)));
    const inTitle = title.includes(comparableName(name.text));
    const near = distance === 0 ? (inTitle ? 1 : 0.9) : distance === 1 ? 0.7 : inTitle ? 0.7 : 0;
    return near === 0 ? [] : [{ name: name.text, kind: name.kind, near }];
  });
  const words = [...passage.article.title.matchAll(/(?:\p{Lu}[\p{L}\p{N}'’-]*)(?:\s\p{Lu}[\p{L}\p{N}'’-]*)*/gu)].map((match) => match[0].replace(/['’]s$/, ''));
  const titled = words.filter((word) => word.length > 2 && !found.some((each) => sameName(each.name, word))).map((name) => ({ name, kind: 'other' as const, near: 0.6 }));
  return [...found, ...titled];
}

function isAsked(name: string, asked: string, article: Article): boolean {
  const own = comparableName(name);
  return own.length < 3 || ` ${asked} `.includes(` ${own} `) || comparableName(article.source).includes(own);
}

