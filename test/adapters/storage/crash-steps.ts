/** The steps that the process to be killed takes, such that an article's number tells all that must be stored with it. */
import type { Archive, IngestStep } from '../../../src/ports.ts';
import { aClaim, aNewArticle, anAlert, aStory } from '../../contracts/storage-fixtures.ts';

const ARTICLES_PER_STORY = 4;

export const storyOf = (number: number) => `s${Math.floor(number / ARTICLES_PER_STORY)}`;
export const wordOf = (number: number) => `word${number}x`;

/** Stores article `number`, on top of its story as it stands. */
export async function crashStep(archive: Archive, number: number): Promise<IngestStep> {
  const [id, storyId] = [`a${number}`, storyOf(number)];
  const before = await archive.story(storyId);
  const story = aStory({
    id: storyId,
    articleIds: [...(before?.articleIds ?? []), id],
    revision: (before?.revision ?? 0) + 1,
  });
  const step = aNewArticle(
    { id, storyId, text: `The ${wordOf(number)} ferry. ${'Filling words. '.repeat(200)}` },
    {
      stories: [story],
      keys: [`t:${wordOf(number)}`],
      terms: ['every'],
      claims: [aClaim({ articleId: id, storyId, value: String(number) })],
      alerts: [anAlert({ id: `alert ${number}`, storyId, storyRevision: story.revision })],
    },
  );
  await archive.commit(step);
  return step;
}
