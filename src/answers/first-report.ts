/** "Who reported it first?": a question about our coverage. The earliest article of the story, by its outlet's own time. */
import type { Article } from '../model.ts';
import type { Finding } from './finding.ts';
import type { Passage } from './retrieve.ts';

/** An article with less of the question's words than this share of the best one's tells another story. */
export const SAME_STORY_SHARE = 0.6;

/** The outlet whose article on the matter was published first among those that we hold. */
export function findFirstReport(passages: readonly Passage[]): Finding | undefined {
  const best = passages[0];
  if (best === undefined) return undefined;
  const story = best.article.storyId;
  const byArticle = new Map<string, Passage>();
  for (const passage of passages) {
    const same =
      passage.article.storyId === story || passage.contextCoverage >= SAME_STORY_SHARE * best.contextCoverage;
    if (same && !byArticle.has(passage.article.id)) byArticle.set(passage.article.id, passage);
  }
  const dated = [...byArticle.values()].filter(
    (passage) => !passage.article.publishedAtGuessed && passage.article.copyOf === undefined,
  );
  const guessed = byArticle.size - dated.length;
  const ordered = dated.sort(
    (a, b) =>
      a.article.publishedAt.localeCompare(b.article.publishedAt) || a.article.seenAt.localeCompare(b.article.seenAt),
  );
  const first = ordered[0];
  if (first === undefined) return undefined;
  const second = ordered[1];
  const caveats = [
    `Of the ${byArticle.size === 1 ? 'one article' : `${byArticle.size} articles`} that we hold on it; published ${stamp(first.article)}.`,
  ];
  if (guessed > 0)
    caveats.push(
      `${guessed === 1 ? 'One of them gives' : `${guessed} of them give`} no time of publication of ${guessed === 1 ? 'its' : 'their'} own.`,
    );
  const tie =
    second !== undefined &&
    second.article.publishedAt === first.article.publishedAt &&
    second.article.source !== first.article.source;
  if (tie) caveats.push(`${second.article.source} published at the same time.`);
  return {
    answer: first.article.source,
    confidence: tie ? 0.5 : guessed === 0 ? 0.85 : 0.65,
    support: [first],
    dissent: [],
    caveats,
  };
}

const stamp = (article: Article): string => article.publishedAt.replace('T', ' ').slice(0, 16).replace(' 00:00', '');
