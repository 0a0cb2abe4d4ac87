/** Questions over several reports: is each claim borne out by the outlet it is laid to; which one thing fits them all. */
import type { Article } from '../model.ts';
import { comparableName, namesOf, sameName } from '../text/names.ts';
import type { NameKind } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import type { AnswerType } from './answer-types.ts';
import { type QuestionClaim, splitClaims } from './claims.ts';
import type { Finding } from './finding.ts';
import { fullestName } from './fullest-name.ts';
import { hasRival } from './mismatch.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';
import type { QueryTerm } from './terms.ts';

/** Share of a claim's words that its outlet's best passage must hold to be about the same thing. */
export const ABOUT_SHARE = 0.15;
/** What a claim's words in another outlet's article are worth: the question may have laid the claim to the wrong one. */
export const OTHER_OUTLET_WORTH = 0.5;
/** Two passages that share less than this of their words report different things. */
export const DIFFERENT_SHARE = 0.35;

export interface ClaimSupport {
  readonly claim: QuestionClaim;
  readonly passage: Passage | undefined;
  /** Weighted share of the claim's words in its best passage, 0 to 1. */
  readonly share: number;
}

/** The best passage for each claim, among its outlets' articles where it names any. */
export function supportClaims(
  claims: readonly QuestionClaim[],
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
): readonly ClaimSupport[] {
  return claims.map((claim) => {
    const stems = new Set(tokenise(claim.text).map((token) => token.stem));
    const own = terms.map((term) => (stems.has(term.stem) ? term.weight : 0));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    let best: Passage | undefined;
    let share = 0;
    for (const passage of passages) {
      if (claim.sources.length > 0 && !claim.sources.includes(passage.article.source)) continue;
      const held = own.reduce(
        (sum, weight, at) => sum + weight * Math.max(passage.matches[at]!, 0.8 * passage.inContext[at]!),
        0,
      );
      if (total > 0 && held / total > share) {
        share = held / total;
        best = passage;
      }
    }
    return { claim, passage: best, share };
  });
}

const CLAIMS_CONTRADICTION = /\b(?:inconsisten\w*|discrepan\w*|contradict\w*|disagree\w*)\b/i;
const CLAIMS_CONSISTENCY = /\b(?:consisten(?:t|cy|tly)|agreement|agree|align(?:s|ed)?)\b/i;
const CLAIMS_NO_CHANGE = /\b(?:no change|unchanged|remain(?:ed|s)? the same|not change)\b/i;
const CLAIMS_CHANGE = /\b(?:a change|any change|chang(?:ed|es)|shift(?:ed)?)\b/i;
const CLAIMS_SAMENESS = /\b(?:the same|identical(?:ly)?)\b/i;

/**
 * A verdict on what the question lays to its outlets. Yes where each claim is told by its outlet and nothing in the
 * telling denies it; "consistent" holds unless one denies the other, "changed" where they tell different things.
 */
export function compareReports(question: UnderstoodQuestion, support: readonly ClaimSupport[]): Finding | undefined {
  const found = support.filter((each) => each.passage !== undefined);
  const strongest = Math.max(0, ...support.map((each) => each.share));
  if (found.length === 0 || strongest < 2 * ABOUT_SHARE) return undefined;
  const weakest = Math.min(...support.map((each) => each.share));
  const says = verdictOn(question.resolved, support, found);
  const choice = /\b(consistent) or (inconsistent)\b|\b(agree) or (disagree)\b/i.exec(question.resolved);
  const answer =
    choice === null
      ? says
        ? 'Yes'
        : 'No'
      : capital((says ? (choice[1] ?? choice[3]) : (choice[2] ?? choice[4])) ?? '');
  return {
    answer,
    confidence: Math.min(0.85, 0.45 + 0.2 * weakest + 0.2 * strongest),
    support: found.map((each) => each.passage!),
    dissent: [],
    caveats: [],
  };
}

function verdictOn(text: string, support: readonly ClaimSupport[], found: readonly ClaimSupport[]): boolean {
  const denied = found.some((each) => contradicts(each));
  const choice = /\bconsistent or inconsistent\b|\bagree or disagree\b/i.test(text);
  if (!choice && CLAIMS_CONTRADICTION.test(text)) return denied;
  if (CLAIMS_CONSISTENCY.test(text)) return !denied;
  if (CLAIMS_NO_CHANGE.test(text)) return !tellDifferentThings(found);
  if (CLAIMS_CHANGE.test(text)) return tellDifferentThings(found);
  if (CLAIMS_SAMENESS.test(text)) return !tellDifferentThings(found);
  return !denied && support.every((each) => each.share >= ABOUT_SHARE);
}

/** The passages of two claims have little in common: one passage for both tells one thing. */
function tellDifferentThings(found: readonly ClaimSupport[]): boolean {
  const [left, right] = [found[0]?.passage, found.at(-1)?.passage];
  if (left === undefined || right === undefined || left.sentence === right.sentence) return false;
  const stems = (passage: Passage): Set<string> =>
    new Set(passage.sentence.tokens.filter((token) => !token.stop).map((token) => token.stem));
  const a = stems(left);
  const b = stems(right);
  const shared = [...a].filter((each) => b.has(each)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) < DIFFERENT_SHARE;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const DENIAL =
  /\b(?:not|no longer|never|lack(?:s|ed|ing)?|fail(?:s|ed|ure)?|unable|exclud\w*|unrelated|insignificant|useless|other than|refus\w*|denie[sd]|deny|out of)\b|n['’]t\b/i;

/** A passage that holds this share of a claim's words tells of the claim itself, so that one word exchanged denies it. */
export const SAME_CLAIM_SHARE = 0.45;

/** The claim denies what its passage simply says, or the passage has a rival of one of the claim's words. */
function contradicts({ claim, passage, share }: ClaimSupport): boolean {
  if (passage === undefined || share < ABOUT_SHARE) return false;
  if (DENIAL.test(claim.text) && !DENIAL.test(passage.sentence.text)) return true;
  return share >= SAME_CLAIM_SHARE && hasRival(tokenise(claim.text), passage.sentence.tokens);
}

const KINDS: Readonly<Partial<Record<AnswerType, readonly NameKind[]>>> = {
  person: ['person'],
  agent: ['person', 'organisation', 'other'],
  organisation: ['organisation'],
  place: ['place'],
  country: ['place'],
};

interface Entity {
  name: string;
  readonly kinds: Map<NameKind, number>;
  /** Best share of each claim among the passages that name it. */
  readonly shares: number[];
  readonly passages: (Passage | undefined)[];
}

/** How well the kinds that the archive's texts give a name fit the asked one: a kind that some text is sure of counts in full. */
function kindFit(entity: Entity, wanted: readonly NameKind[] | undefined): number {
  if (wanted === undefined) return 1;
  const total = [...entity.kinds.values()].reduce((sum, count) => sum + count, 0);
  const share = wanted.reduce((sum, kind) => sum + (entity.kinds.get(kind) ?? 0), 0) / Math.max(1, total);
  const open = (entity.kinds.get('other') ?? 0) / Math.max(1, total);
  return share >= 0.5 ? 1 : share > 0.05 ? 0.9 : open >= 0.5 ? 0.7 : 0.25;
}

/** A claim that a name fits at least so well speaks for it. */
const FITTING_SHARE = 0.2;

/** How well a name fits all claims: the mean, more where many of them fit a little than where one fits well. */
function fitOfAll(entity: Entity): number {
  const count = Math.max(1, entity.shares.length);
  const sum = entity.shares.reduce((total, share) => total + share ** 1.5, 0);
  const breadth = entity.shares.filter((share) => share >= FITTING_SHARE).length / count;
  const passages = new Set(
    entity.passages.filter((passage) => passage !== undefined).map((passage) => passage.sentence),
  ).size;
  return (sum / count) * (0.5 + 0.5 * breadth) * (1 + 0.15 * Math.min(4, passages - 1));
}

/** The one name that fits most of the claims: "which company, reported by A to …, is also accused of …". */
export function findCommonEntity(
  question: UnderstoodQuestion,
  claims: readonly QuestionClaim[],
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
): Finding | undefined {
  const parts = claims.flatMap((claim) => splitClaims(claim.text).map((text) => ({ text, sources: claim.sources })));
  const entities = collectEntities(question, parts, passages, terms);
  const wanted = KINDS[question.answerType];
  const ranked = entities
    .map((entity) => ({ entity, total: kindFit(entity, wanted) * fitOfAll(entity) }))
    .sort((a, b) => b.total - a.total);
  const best = ranked[0];
  if (best === undefined) return undefined;
  const order = best.entity.shares
    .map((share, at) => ({ share, passage: best.entity.passages[at] }))
    .sort((a, b) => b.share - a.share);
  const support = order.flatMap((each) => (each.passage === undefined ? [] : [each.passage]));
  const lead = best.total - (ranked[1]?.total ?? 0);
  const pairWanted =
    /\b(?:two|both) (?:public figures|people|persons|men|women|companies|players|teams|figures|individuals)\b/i.test(
      question.resolved,
    );
  const second = ranked[1];
  const fullest = (entity: Entity): string => fullestName(entity.name, passages, wanted?.[0]);
  return {
    answer:
      pairWanted && second !== undefined
        ? `${fullest(best.entity)} and ${fullest(second.entity)}`
        : fullest(best.entity),
    confidence: Math.min(0.93, 0.3 + 0.7 * best.total + 1.2 * lead),
    support: [...new Set(support)],
    ...({ top: ranked.slice(0, 5) } as object),
    dissent: [],
    caveats: [],
  };
}

function collectEntities(
  question: UnderstoodQuestion,
  parts: readonly QuestionClaim[],
  passages: readonly Passage[],
  terms: readonly QueryTerm[],
): Entity[] {
  const asked = comparableName(question.resolved);
  const weights = parts.map((part) => {
    const stems = new Set(tokenise(part.text).map((token) => token.stem));
    return terms.map((term) => (stems.has(term.stem) && !term.focus ? term.weight : 0));
  });
  const entities: Entity[] = [];
  const known = new Map<string, string>();
  for (const passage of passages)
    for (const name of namesOf(passage.reading)) known.set(comparableName(name.text), name.text);
  for (const passage of passages) {
    const shares = weights.map((own, at) => {
      const foreign = parts[at]!.sources.length > 0 && !parts[at]!.sources.includes(passage.article.source);
      const total = own.reduce((sum, weight) => sum + weight, 0);
      const share =
        total === 0
          ? 0
          : own.reduce(
              (sum, weight, term) => sum + weight * Math.max(passage.matches[term]!, 0.5 * passage.inContext[term]!),
              0,
            ) / total;
      return foreign ? OTHER_OUTLET_WORTH * share : share;
    });
    for (const { name, kind, near } of namesAround(passage, known)) {
      if (isAsked(name, asked, passage.article)) continue;
      let entity = entities.find((each) => sameName(each.name, name));
      if (entity === undefined) {
        entity = { name, kinds: new Map(), shares: parts.map(() => 0), passages: parts.map(() => undefined) };
        entities.push(entity);
      }
      if (isFuller(name, entity.name)) entity.name = name;
      entity.kinds.set(kind, (entity.kinds.get(kind) ?? 0) + 1);
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

/** "Sam Example" is fuller than "Example", "The Example" is not. */
function isFuller(name: string, than: string): boolean {
  const count = name.split(' ').length;
  return (
    count > than.split(' ').length &&
    count <= 3 &&
    !/^(?:The|A|An|Is|Are|Was|How|What|Why|Who|When|Will|Can|Does)\s/.test(name) &&
    name.endsWith(than)
  );
}

/** Names of the sentence, of its neighbours (a pronoun may stand for them), and known ones in the title. */
function namesAround(passage: Passage, known: ReadonlyMap<string, string>): NearName[] {
  const index = passage.sentence.index;
  const title = ` ${comparableName(passage.article.title)} `;
  const found = namesOf(passage.reading).flatMap((name) => {
    const distance = Math.min(...name.mentions.map((mention) => Math.abs(mention.sentence - index)));
    const inTitle = title.includes(` ${comparableName(name.text)} `);
    const near = distance === 0 ? (inTitle ? 1 : 0.9) : distance === 1 ? 0.7 : inTitle ? 0.7 : 0;
    return near === 0 ? [] : [{ name: withoutLead(name.text), kind: name.kind, near }];
  });
  const titled = [...known]
    .filter(([comparable]) => comparable.length > 3 && title.includes(` ${comparable} `))
    .map(([, name]) => ({ name: withoutLead(name), kind: 'other' as const, near: 0.65 }))
    .filter(({ name }) => !found.some((each) => sameName(each.name, name)));
  return [...found, ...titled];
}

/** A headline's first word is no part of the name that follows it. */
const withoutLead = (name: string): string =>
  name.replace(/^(?:The|A|An|Is|Are|Was|How|What|Why|Who|When|Will|Can|Does)\s+(?=\p{Lu})/u, '');

function isAsked(name: string, asked: string, article: Article): boolean {
  const own = comparableName(name);
  return own.length < 3 || ` ${asked} `.includes(` ${own} `) || comparableName(article.source).includes(own);
}
