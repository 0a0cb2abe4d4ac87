/** Questions over the reports of named outlets: the outlets' articles are found by what the question says, not by their names. */
import type { Archive, SearchIndex } from '../ports.ts';
import { tokenise } from '../text/words.ts';
import { claimsOf } from './claims.ts';
import { compareReports, findCommonEntity, supportClaims } from './compare.ts';
import type { Finding } from './finding.ts';
import { type OutletMention, withoutSources } from './outlets.ts';
import type { UnderstoodQuestion } from './question.ts';
import { retrievePassages } from './retrieve.ts';
import { findSequence } from './sequence.ts';
import { termsOf } from './terms.ts';

/** Passages that are held against the claims of one question. */
export const MAX_PASSAGES_COMPARED = 120;

/** An answer from the named outlets' articles: a verdict on the claims, an order in time, or the name that fits them all. */
export async function findInReports(
  question: UnderstoodQuestion,
  mentions: readonly OutletMention[],
  world: { readonly searchIndex: SearchIndex; readonly archive: Archive },
  extent: number,
): Promise<Finding | undefined> {
  const content = withoutSources(question.resolved, mentions);
  const asked = { ...question, tokens: tokenise(content, 'en') };
  const terms = await termsOf(asked, world.searchIndex, extent);
  const { passages } = await retrievePassages(asked, terms, world, extent, { limit: MAX_PASSAGES_COMPARED });
  const claims = claimsOf(question.resolved, mentions);
  if (question.kind === 'before-after') {
    const sequence = findSequence(passages, terms, question);
    if (sequence !== undefined) return sequence;
  }
  if (question.kind === 'before-after' || question.kind === 'yes-no')
    return compareReports(question, supportClaims(claims, passages, terms));
  return findCommonEntity(question, claims, passages, terms);
}
