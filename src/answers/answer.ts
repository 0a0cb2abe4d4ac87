import type { Answer, Question } from '../model.ts';
import { candidatesIn } from './candidates.ts';
import { understandQuestion } from './question.ts';
import { retrievePassages } from './retrieve.ts';
import { scoreCandidates } from './score.ts';
import { termsOf } from './terms.ts';

export async function answerQuestion(question: Question, world: any): Promise<Answer & { why?: any }> {
  const q = understandQuestion(question.text, question.thread);
  const extent = await world.archive.extent();
  const terms = await termsOf(q, world.searchIndex, extent.articles);
  const { passages } = await retrievePassages(q, terms, world, extent.articles);
  const scored = passages.slice(0, 12).flatMap((p) => scoreCandidates(p, candidatesIn(p, q), terms, q)).sort((a, b) => b.score - a.score);
  const top = scored[0];
  const base = { question: q.resolved, caveats: [], independentSources: 1, nearest: [] };
  if (!top || top.score < (world.min ?? 0.3)) return { ...base, answer: 'refused ' + (top?.candidate.text ?? ''), abstained: true, confidence: top?.score ?? 0, evidence: passages.slice(0,1).map((p) => ({ n: 1, quote: p.sentence.text, source: '', articleId: p.article.id, publishedAt: '' })), why: { q, scored, terms } };
  return { ...base, answer: top.candidate.text, abstained: false, confidence: top.score, evidence: [{ n: 1, quote: top.passage.sentence.text, source: top.passage.article.source, articleId: top.passage.article.id, publishedAt: top.passage.article.publishedAt }], why: { q, scored, terms } };
}
