/** What an outlet has changed since in the articles that prove an answer: readers may remember the earlier words. */
import type { ArticleRevision, Evidence } from '../model.ts';
import { formatDate } from '../text/dates.ts';

/** Changes told of one article, at most. */
export const MAX_CHANGES_TOLD = 2;

const CORRECTED = /correction|editor/i;

/**
 * A caveat for each article whose quoted sentence was not yet in an earlier state, or that carries a correction since.
 * Changes elsewhere in it, and noise, are left out.
 */
export function revisedSince(evidence: readonly Evidence[], revisions: readonly ArticleRevision[]): readonly string[] {
  return evidence.flatMap(({ articleId, quote, source }, at) => {
    if (evidence.findIndex((each) => each.articleId === articleId) !== at) return [];
    const newest = revisions
      .filter((each) => each.articleId === articleId && each.changes.length > 0)
      .filter((each) => !holds(each.text, quote) || each.changes.some((change) => CORRECTED.test(change)))
      .reduce<ArticleRevision | undefined>(
        (latest, each) => (latest === undefined || each.replacedAt > latest.replacedAt ? each : latest),
        undefined,
      );
    if (newest === undefined) return [];
    const day = formatDate(newest.replacedAt.slice(0, 10));
    const changes = newest.changes.slice(0, MAX_CHANGES_TOLD).join('; ');
    const what = holds(newest.text, quote) ? 'its article' : 'what is quoted here';
    return [`${source} changed ${what} on ${day}: ${changes}.`];
  });
}

const plain = (text: string): string => text.replace(/\s+/g, ' ');
const holds = (text: string, quote: string): boolean => plain(text).includes(plain(quote));
