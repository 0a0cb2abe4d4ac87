/** From a question to an answer with its proof, or to an honest refusal. The room's front door. */
import type { Answer, Article, Evidence, Question } from '../model.ts';
import type { Archive, SearchIndex } from '../ports.ts';
import type { Reading } from '../text/reading.ts';
import { calibrated } from './calibration.ts';
import { caveatsOf } from './caveats.ts';
import { countList, questionOfList } from './counting.ts';
import { findDefinition } from './definition.ts';
import { earlierCase } from './earlier-case.ts';
import { findFact } from './factoid.ts';
import { type Finding, independentPassages, originOf } from './finding.ts';
import { findFirstReport } from './first-report.ts';
import { happenedOn } from './happened-on.ts';
import { outletsNamed, outletsUnknown } from './outlets.ts';
import { CLAIMED, questionOfClaim } from './perpetrator.ts';
import { type UnderstoodQuestion, understandQuestion } from './question.ts';
import { offerBrief, type Refusal, refuse, refuseUnknownOutlets, TOO_LONG, UNREADABLE } from './refuse.ts';
import { findInReports } from './reports.ts';
import { type Passage, type Retrieved, retrievePassages } from './retrieve.ts';
import { revisedSince } from './revised.ts';
import { findSequence } from './sequence.ts';
import { termsOf } from './terms.ts';
import { MAX_QUESTION_CHARS } from './typed.ts';
import { correctTypos } from './typos.ts';
import { findVerdict } from './verdict.ts';

/** Below this confidence an answer is a refusal, unless the operator decides otherwise. */
export const DEFAULT_MIN_CONFIDENCE = 0.4;
/** Sentences that prove an answer, at most; each dissent adds one. */
export const MAX_EVIDENCE = 3;

/** A question of fewer words that names an outlet asks about the outlet, not for what it reports. */
export const MIN_WORDS_OF_REPORT_QUESTION = 16;

/** What answering asks of the world. */
export interface AnswerWorld {
  readonly searchIndex: SearchIndex;
  readonly archive: Archive;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly minConfidence?: number;
  /** Outlet to owner: outlets of one owner count once. */
  readonly owners?: ReadonlyMap<string, string>;
  /** Reads an article; a caller that keeps readings passes its own. */
  readonly read?: (article: Article) => Reading;
}

/** Answers a question from the archive. Never invents: what it says is in its evidence, or is a yes, a no, a refusal. */
export async function answerQuestion(question: Question, world: AnswerWorld): Promise<Answer> {
  if (question.text.length > MAX_QUESTION_CHARS) return politely(question.text.slice(0, 80), TOO_LONG);
  const understood = understandQuestion(question.text, question.thread);
  if (understood.kind === 'unreadable') return politely(understood.asked, UNREADABLE);
  if (understood.parts.length < 2) return answerOrDeduce(understood, world);
  const answers: Answer[] = [];
  for (const [index, part] of understood.parts.entries()) {
    const before = answers.map((each) => ({ question: each.question, answer: each.abstained ? '' : each.answer }));
    const asked = index === 0 ? part : understandQuestion(part.asked, before);
    answers.push(await answerOrDeduce(asked, world));
  }
  return joinAnswers(understood, answers);
}

function politely(asked: string, answer: string): Answer {
  return {
    question: asked,
    answer,
    abstained: true,
    confidence: 0,
    evidence: [],
    caveats: [],
    independentSources: 0,
    nearest: [],
  };
}

/** Who did a deed that nobody is said to have done is who claimed it; a number that nobody gives is that of a list. */
async function answerOrDeduce(question: UnderstoodQuestion, world: AnswerWorld): Promise<Answer> {
  const answer = await answerOne(question, world);
  const ofList = answer.abstained ? questionOfList(question) : undefined;
  if (ofList !== undefined) {
    const counted = countList(await answerOne(understandQuestion(ofList), world));
    return counted === undefined ? answer : { ...counted, question: question.shown };
  }
  const ofClaim = questionOfClaim(question.resolved);
  if (ofClaim === undefined) return answer;
  const claim = await answerOne(understandQuestion(ofClaim), world);
  return claim.abstained || claim.confidence <= answer.confidence
    ? answer
    : { ...claim, question: question.shown, caveats: [CLAIMED, ...claim.caveats] };
}

async function answerOne(question: UnderstoodQuestion, world: AnswerWorld, corrected = false): Promise<Answer> {
  const extent = await world.archive.extent();
  const terms = await termsOf(question, world.searchIndex, extent.articles);
  const found = await retrievePassages(
    question,
    terms,
    world,
    extent.articles,
    world.read === undefined ? {} : { read: world.read },
  );
  const { passages, articles } = found;
  const spelt = corrected ? undefined : spellingOf(question, terms, passages);
  if (spelt !== undefined) return answerOne(understandQuestion(spelt), world, true);
  const abstain = (refusal: Refusal, confidence = 0): Answer => ({
    question: question.shown,
    answer: refusal.answer,
    abstained: true,
    confidence,
    evidence: [],
    caveats: question.kind === 'topic' ? [] : earlierCaveats(question, passages, world.now),
    independentSources: 0,
    nearest: refusal.nearest,
  });
  if (question.kind === 'topic') return abstain(offerBrief(question, passages, extent.oldest));
  const unknown = outletsUnknown(question.resolved, articles);
  if (unknown.length > 0) return abstain(refuseUnknownOutlets(unknown, passages, extent.oldest));
  const byId = new Map(articles.map((article) => [article.id, article]));
  const origin = (article: Article): string => originOf(article, byId, world.owners ?? new Map());
  const mentions = outletsNamed(question.resolved, articles);
  const finding =
    mentions.length > 0 && question.tokens.length > MIN_WORDS_OF_REPORT_QUESTION
      ? await findInReports(question, mentions, world, extent.articles)
      : find(question, found, terms, origin);
  if (finding === undefined) return abstain(refuse(question, terms, passages, extent.oldest));
  // Who published first is read off the clock: no words are weighed there.
  const confidence = question.kind === 'reported-first' ? finding.confidence : calibrated(finding.confidence);
  if (confidence < (world.minConfidence ?? DEFAULT_MIN_CONFIDENCE)) {
    return abstain(refuse(question, terms, passages, extent.oldest), confidence);
  }
  const independent = independentPassages(finding.support, origin);
  const evidence = evidenceOf(independent, finding);
  // Who was first, or latest, is told with the day of it.
  const day = question.order === undefined ? undefined : happenedOn(evidence.slice(0, independent.length));
  const revised = articles.filter(({ id, revision }) => revision > 1 && evidence.some((each) => each.articleId === id));
  const revisions = revised.length === 0 ? [] : await world.archive.revisions(revised.map(({ id }) => id));
  return {
    question: question.shown,
    answer: finding.answer,
    abstained: false,
    confidence,
    ...(day === undefined ? {} : { happenedOn: day }),
    evidence,
    caveats: [
      ...caveatsOf(finding, question, passages, independent.length, world.now),
      ...revisedSince(evidence, revisions),
    ],
    independentSources: independent.length,
    nearest: [],
  };
}

/** A refusal may still say what is told of an earlier time: "Cuba had recognised the previous regime". */
function earlierCaveats(question: UnderstoodQuestion, passages: readonly Passage[], nowMs: number): readonly string[] {
  const earlier = earlierCase([], question, passages, nowMs);
  return earlier === undefined ? [] : [earlier];
}

/** The question with misspelt words put right; undefined where none is. */
function spellingOf(question: UnderstoodQuestion, terms: Terms, passages: readonly Passage[]): string | undefined {
  const corrections = correctTypos(terms, [...new Set(passages.map((passage) => passage.reading))]);
  if (corrections.size === 0) return undefined;
  let text = question.resolved;
  for (const token of [...question.tokens].reverse()) {
    const word = corrections.get(token.text);
    if (word === undefined) continue;
    const written = /^\p{Lu}/u.test(token.text) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
    text = text.slice(0, token.start) + written + text.slice(token.end);
  }
  return text;
}

type Terms = Awaited<ReturnType<typeof termsOf>>;

/** Each kind of question has its own way of finding. */
function find(
  question: UnderstoodQuestion,
  { passages, headlines }: Retrieved,
  terms: Terms,
  origin: (article: Article) => string,
): Finding | undefined {
  switch (question.kind) {
    case 'reported-first':
      return findFirstReport(passages);
    case 'before-after':
      // "Before or after?" is answered with one of them, or not at all.
      return (
        findSequence(passages, terms, question) ??
        (/\bbefore or after\b/i.test(question.resolved) ? undefined : findVerdict(passages, terms, question))
      );
    case 'yes-no':
      return findVerdict(passages, terms, question);
    case 'definition':
      return findDefinition(passages, question, origin);
    default:
      return findFact([...passages, ...headlines], terms, question, origin);
  }
}

/** Verbatim sentences: one for each independent source, at most three, then one for each dissent. */
function evidenceOf(independent: readonly Passage[], finding: Finding): readonly Evidence[] {
  const chosen = [...independent.slice(0, MAX_EVIDENCE), ...finding.dissent.map((each) => each.passage)];
  const shown = chosen.filter(
    ({ article, sentence }, at) => !chosen.slice(0, at).some((other) => isSameQuote(other, article, sentence.text)),
  );
  return shown.map(({ article, sentence }, index) => ({
    n: index + 1,
    quote: sentence.text,
    source: article.source,
    articleId: article.id,
    publishedAt: article.publishedAt,
    ...(article.publishedAtGuessed ? { undated: true } : {}),
    ...(article.url === undefined ? {} : { url: article.url }),
  }));
}

/** One sentence proves once: the same words of the same outlet, in whichever of its articles. */
const isSameQuote = (other: Passage, article: Article, quote: string): boolean =>
  other.sentence.text === quote && other.article.source === article.source;

/** The parts' answers in one; what was refused is said to be. */
function joinAnswers(question: UnderstoodQuestion, answers: readonly Answer[]): Answer {
  const given = answers.filter((each) => !each.abstained);
  if (given.length === 0) return { ...answers[0]!, question: question.shown };
  const refused = answers.filter((each) => each.abstained);
  const evidence = given
    .flatMap((each) => each.evidence)
    .filter(
      (each, at, all) =>
        all.findIndex((other) => other.quote === each.quote && other.articleId === each.articleId) === at,
    );
  return {
    question: question.shown,
    answer: given.map((each) => each.answer).join('; '),
    abstained: false,
    confidence: Math.min(...given.map((each) => each.confidence)),
    evidence: evidence.map((each, index) => ({ ...each, n: index + 1 })),
    caveats: [
      ...new Set([
        ...given.flatMap((each) => each.caveats),
        ...refused.map((each) => `${each.question} ${each.answer}`),
      ]),
    ],
    independentSources: Math.min(...given.map((each) => each.independentSources)),
    nearest: [],
  };
}
