import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '../../src/model.ts';
import { openLibrary } from '../../src/newsroom/library.ts';
import { StoryLedger } from '../../src/newsroom/story-ledger.ts';
import type { StoryChoice } from '../../src/stories/cluster.ts';
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
async function file(choice: Partial<StoryChoice>): Promise<void> {
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

it('opens a story for articles that turn out to be one of their own', async () => {
  const before = await storyWith('fire');
  await file({ splits: [{ articleIds: ['retold'], from: [{ storyId: before.id, compared: 2 }] }] });
  const split = await storyWith('retold');
  expect(split).toMatchObject({ articleIds: ['retold'], sources: ['Orlvik Herald'], independentSources: 1 });
  expect((await storyWith('fire')).id).toBe(before.id);
  expect((await stage.store.archive.articles(['retold']))[0]?.storyId).toBe(split.id);
});

it('takes the article that opened a story out of it, and the story keeps its id', async () => {
  const before = await storyWith('fire');
  await file({ splits: [{ articleIds: ['fire'], from: [{ storyId: before.id, compared: 2 }] }] });
  expect((await storyWith('retold')).id).toBe(before.id);
  expect(await storyWith('fire')).toMatchObject({ articleIds: ['fire'], sources: ['Orlvik Gazette'] });
  expect((await storyWith('fire')).id).not.toBe(before.id);
});

it.each([
  ['of which only a part was seen', { articleIds: ['retold'], compared: 1 }],
  ['that would be empty', { articleIds: ['fire', 'retold'], compared: 2 }],
])('takes no story apart %s', async (_, { articleIds, compared }) => {
  const before = await storyWith('fire');
  await file({ splits: [{ articleIds, from: [{ storyId: before.id, compared }] }] });
  expect((await storyWith('retold')).id).toBe(before.id);
});

it('links the story to the one that it goes on from, and keeps the first link', async () => {
  const [fire, trams] = [await storyWith('fire'), await storyWith('trams')];
  await file({ follows: fire.id });
  expect((await storyWith('arrest')).follows).toBe(fire.id);
  const ledger = new StoryLedger(stage.world, openLibrary(stage.store.archive));
  const [article] = await stage.store.archive.articles(['arrest']);
  await ledger.file(article!, { merges: [], moves: [], splits: [], follows: trams.id });
  expect(ledger.story('s_new')?.follows).toBe(fire.id);
});

it('links a later story to one that arrives after it', async () => {
  const fire = await storyWith('fire');
  await file({ followedBy: fire.id });
  expect((await storyWith('fire')).follows).toBe('s_new');
  expect((await storyWith('arrest')).follows).toBeUndefined();
});

it('never lets a story go on from itself, though what it went on from is merged into it', async () => {
  const fire = await storyWith('fire');
  await file({ follows: fire.id });
  const ledger = new StoryLedger(stage.world, openLibrary(stage.store.archive));
  const [article] = await stage.store.archive.articles(['arrest']);
  await ledger.file(article!, { merges: [fire.id], moves: [], splits: [] });
  expect(ledger.story('s_new')?.follows).toBeUndefined();
});
