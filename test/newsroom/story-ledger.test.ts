import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '../../src/model.ts';
import { openLibrary } from '../../src/newsroom/library.ts';
import { StoryLedger } from '../../src/newsroom/story-ledger.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, TRAM_STRIKE } from './articles.ts';
import { DAY_MS, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  for (const [id, source, item] of [
    ['fire', 'Orlvik Gazette', FIRE_BREAKS],
    ['retold', 'Orlvik Herald', FIRE_RETOLD],
    ['trams', 'Orlvik Gazette', TRAM_STRIKE],
  ] as const)
    await stage.newsroom.ingest({ ...item, id, source });
});

afterEach(() => stage.close());

const storyWith = async (id: string) =>
  (await stage.newsroom.stories(undefined)).find(({ articleIds }) => articleIds.includes(id))!;

/** An article that opens a story of its own, with what the clustering decided besides. */
async function file(choice: { merges?: string[]; moves?: { articleId: string; storyId?: string }[] }): Promise<void> {
  const seenAt = new Date(stage.clock.now()).toISOString();
  const { title, text } = FIRE_ARREST;
  const article: Article = {
    id: 'arrest',
    storyId: 's_new',
    source: 'Tidings',
    title,
    text,
    lang: 'en',
    publishedAt: seenAt,
    publishedAtGuessed: false,
    seenAt,
    revision: 1,
    contentHash: 'h',
  };
  const ledger = new StoryLedger(stage.world, openLibrary(stage.store.archive));
  await ledger.file(article, { merges: [], moves: [], splits: [], ...choice });
  await stage.store.archive.commit({
    article,
    identityKeys: ['i:arrest'],
    features: { articleId: 'arrest', storyId: 's_new', publishedAt: seenAt, keys: [], profile: {} },
    terms: [],
    claims: [],
    alerts: [],
    stories: ledger.changed(),
  });
}

it('moves an article to the story that the new one opens, and both stories keep their ids', async () => {
  const before = await storyWith('fire');
  await file({ moves: [{ articleId: 'retold' }] });
  expect((await storyWith('retold')).id).toBe('s_new');
  expect((await stage.store.archive.articles(['retold']))[0]?.storyId).toBe('s_new');
  expect(await stage.store.archive.story(before.id)).toMatchObject({
    articleIds: ['fire'],
    sources: ['Orlvik Gazette'],
  });
});

it('moves an article to a third story', async () => {
  const trams = await storyWith('trams');
  await file({ moves: [{ articleId: 'retold', storyId: trams.id }] });
  expect((await storyWith('retold')).id).toBe(trams.id);
  expect((await storyWith('trams')).sources).toEqual(['Orlvik Gazette', 'Orlvik Herald']);
});

it('never empties a story by moving', async () => {
  const trams = await storyWith('trams');
  await file({ moves: [{ articleId: 'trams' }] });
  expect((await storyWith('trams')).id).toBe(trams.id);
});

it('merges a story into the new one, and its id goes on working', async () => {
  const before = await storyWith('fire');
  await file({ merges: [before.id] });
  const after = await stage.store.archive.story(before.id);
  expect([after?.id, [...(after?.articleIds ?? [])].sort()]).toEqual(['s_new', ['arrest', 'fire', 'retold']]);
  expect((await stage.newsroom.brief(before.id)).storyId).toBe('s_new');
});
