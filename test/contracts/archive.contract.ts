/** What every Archive must do: steps are whole or not at all, stories don't lose writes, merged ids go on working. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aClaim,
  aDelivery,
  aNewArticle,
  anAlert,
  anArticle,
  aStep,
  aStory,
  DESK,
  failureOf,
  minute,
  type OpenStorage,
  type Storage,
} from './storage-fixtures.ts';

export function archiveContract(open: OpenStorage): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  describe('articles', () => {
    it('come back as they were stored, with every optional field or none', async () => {
      const plain = anArticle({ id: 'plain' });
      const full = anArticle({
        id: 'full',
        url: 'https://post.example/ferry',
        byline: 'R. Adeyemi',
        copyOf: 'plain',
        agency: 'Coast Wire',
        feedId: 'f1',
        tags: ['harbour', 'transport'],
        textFromPage: true,
        withdrawnAt: minute(5),
        publishedAtGuessed: true,
        text: 'Ferries — “late” again.\n\n渡し船 🚢 \u0000 end',
      });
      await storage.archive.commit(aStep({ article: plain }));
      await storage.archive.commit(aStep({ article: full }));
      expect(await storage.archive.articles(['plain', 'full'])).toEqual([plain, full]);
    });

    it('come in the order asked for, without those that are unknown', async () => {
      for (const id of ['a', 'b', 'c']) await storage.archive.commit(aNewArticle({ id }));
      const found = await storage.archive.articles(['c', 'nobody', 'a']);
      expect(found.map(({ id }) => id)).toEqual(['c', 'a']);
    });

    it('are revised in place', async () => {
      const first = anArticle({ id: 'a' });
      await storage.archive.commit(aStep({ article: first }));
      const second = { ...first, revision: 2, title: 'Corrected', text: 'Eight people were aboard.' };
      await storage.archive.commit(aStep({ article: second, replaced: replacing(first), stories: [] }));
      expect(await storage.archive.articles(['a'])).toEqual([second]);
    });

    it('leave their earlier states behind, oldest first and of the articles asked for', async () => {
      const first = anArticle({ id: 'a' });
      const second = { ...first, revision: 2, title: 'Corrected', text: 'Eight people were aboard.' };
      const third = { ...second, revision: 3, text: 'Nine people were aboard.' };
      await storage.archive.commit(aStep({ article: first }));
      await storage.archive.commit(aStep({ article: second, replaced: replacing(first), stories: [] }));
      await storage.archive.commit(aStep({ article: third, replaced: replacing(second), stories: [] }));
      await storage.archive.commit(aNewArticle({ id: 'b' }));
      expect(await storage.archive.revisions(['b', 'a', 'nobody'])).toEqual([replacing(first), replacing(second)]);
      expect(await storage.archive.revisions(['b'])).toEqual([]);
    });

    it.each([
      ['a first revision of what is stored', 1],
      ['a revision that skips one', 3],
    ])('are in conflict: %s', async (_, revision) => {
      const first = anArticle({ id: 'a' });
      await storage.archive.commit(aStep({ article: first }));
      const article = { ...first, revision };
      const step = aStep({ article, replaced: replacing(first), stories: [], identityKeys: [] });
      expect(await failureOf(storage.archive.commit(step))).toBe('conflict');
    });
  });

  describe('identity keys', () => {
    it('name the article that was stored under them', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a' }, { identityKeys: ['guid:1', 'url:x'] }));
      expect(await storage.archive.identify(['url:x', 'url:y', 'guid:1'])).toEqual(
        new Map([
          ['url:x', 'a'],
          ['guid:1', 'a'],
        ]),
      );
    });

    it('stay with the article that had them first', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a' }, { identityKeys: ['guid:latest'] }));
      await storage.archive.commit(aNewArticle({ id: 'b' }, { identityKeys: ['guid:latest', 'url:b'] }));
      expect([...(await storage.archive.identify(['guid:latest', 'url:b']))]).toEqual([
        ['guid:latest', 'a'],
        ['url:b', 'b'],
      ]);
    });

    it('refuse a new article of which every key is taken: somebody else stored it meanwhile', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a' }, { identityKeys: ['guid:1', 'url:x'] }));
      const again = aNewArticle({ id: 'b' }, { identityKeys: ['url:x', 'guid:1'] });
      expect(await failureOf(storage.archive.commit(again))).toBe('conflict');
      expect(await storage.archive.articles(['b'])).toEqual([]);
    });
  });

  describe('stories', () => {
    it('come back as they were stored', async () => {
      const story = aStory({ id: 's', articleIds: ['a'], sources: ['One', 'Two'], independentSources: 2 });
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 's' }, { stories: [story] }));
      expect(await storage.archive.story('s')).toEqual(story);
      expect(await storage.archive.story('nobody')).toBeUndefined();
    });

    it.each([
      ['a new one that is not revision 1', 2, undefined],
      ['one that somebody else has changed since', 2, 2],
      ['one that skips a revision', 3, 1],
      ['one that is older than what is stored', 1, 2],
    ])('are in conflict: %s, and nothing of the step is stored', async (_, revision, stored) => {
      for (let next = 1; next <= (stored ?? 0); next += 1) {
        const story = aStory({ id: 's', revision: next, title: `by another, ${next}` });
        await storage.archive.commit(aNewArticle({ id: `x${next}`, storyId: 's' }, { stories: [story] }));
      }
      const before = await storage.archive.story('s');
      const step = aNewArticle(
        { id: 'a', storyId: 's' },
        {
          stories: [aStory({ id: 's', revision, title: 'mine' })],
          terms: ['ferry'],
          alerts: [anAlert({ id: 'alert' })],
        },
      );
      expect(await failureOf(storage.archive.commit(step))).toBe('conflict');
      expect(await storage.archive.articles(['a'])).toEqual([]);
      expect(await storage.archive.identify(['guid:a'])).toEqual(new Map());
      expect(await storage.archive.story('s')).toEqual(before);
      expect(await storage.searchIndex.documentFrequencies(['ferry'])).toEqual(new Map());
      expect(await storage.outbox.lease({ now: minute(9), leaseMs: 1_000, limit: 9 })).toEqual([]);
    });

    it('may be handed over unchanged', async () => {
      const story = aStory({ id: 's', articleIds: ['a'] });
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 's' }, { stories: [story] }));
      const article = anArticle({ id: 'a', storyId: 's', revision: 2 });
      await storage.archive.commit(aStep({ article, replaced: replacing(article, 1), stories: [story] }));
      expect(await storage.archive.story('s')).toEqual(story);
    });

    it('remember which earlier story they go on from, also when that is merged', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 'first' }));
      const later = aStory({ id: 'later', articleIds: ['b'], follows: 'first' });
      await storage.archive.commit(aNewArticle({ id: 'b', storyId: 'later' }, { stories: [later] }));
      expect(await storage.archive.story('later')).toEqual(later);
      const merged = aStory({ id: 'first', revision: 2, mergedInto: 'c' });
      await storage.archive.commit(
        aNewArticle({ id: 'c', storyId: 'c' }, { stories: [aStory({ id: 'c', articleIds: ['a', 'c'] }), merged] }),
      );
      const followed = (await storage.archive.story('later'))!.follows!;
      expect((await storage.archive.story(followed))?.id).toBe('c');
    });

    it('are listed by update, newest first, from a time on, without merged ones', async () => {
      const stories = [10, 30, 20].map((at) => aStory({ id: `s${at}`, updatedAt: minute(at) }));
      for (const story of stories) {
        await storage.archive.commit(aNewArticle({ id: `a of ${story.id}`, storyId: story.id }, { stories: [story] }));
      }
      await storage.archive.commit(
        aNewArticle({ id: 'm', storyId: 's30' }, { stories: [{ ...stories[0]!, revision: 2, mergedInto: 's30' }] }),
      );
      const ids = async (query: { since?: string; limit: number }) =>
        (await storage.archive.stories(query)).map(({ id }) => id);
      expect(await ids({ limit: 9 })).toEqual(['s30', 's20']);
      expect(await ids({ limit: 1 })).toEqual(['s30']);
      expect(await ids({ limit: 9, since: minute(30) })).toEqual(['s30']);
      expect(await ids({ limit: 9, since: minute(31) })).toEqual([]);
    });
  });

  describe('a merge', () => {
    const merged = (id: string, into: string) => aStory({ id, revision: 2, mergedInto: into });
    const grown = (id: string, articleIds: readonly string[], revision = 2) => aStory({ id, revision, articleIds });

    async function mergeTwo(): Promise<void> {
      const claims = [aClaim({ articleId: 'a', storyId: 'old' })];
      const alert = anAlert({ id: 'told', storyId: 'old' });
      await storage.archive.commit(
        aNewArticle({ id: 'a', storyId: 'old' }, { claims, keys: ['t:ferry'], alerts: [alert] }),
      );
      await storage.outbox.delivered(aDelivery(alert));
      await storage.archive.commit(aNewArticle({ id: 'b', storyId: 'new' }));
      await storage.archive.commit(
        aNewArticle({ id: 'c', storyId: 'new' }, { stories: [grown('new', ['a', 'b', 'c']), merged('old', 'new')] }),
      );
    }

    it('leaves the old id working', async () => {
      await mergeTwo();
      expect((await storage.archive.story('old'))?.id).toBe('new');
      expect((await storage.archive.extent()).stories).toBe(1);
    });

    it('takes along articles, their features and their claims', async () => {
      await mergeTwo();
      expect((await storage.archive.articles(['a']))[0]?.storyId).toBe('new');
      const [features] = await storage.searchIndex.neighbours({
        keys: ['t:ferry'],
        from: minute(-9),
        to: minute(9),
        limit: 9,
      });
      expect(features?.storyId).toBe('new');
      const claims = [aClaim({ articleId: 'a', storyId: 'new' })];
      expect(await storage.archive.claims('new')).toEqual(claims);
      expect(await storage.archive.claims('old')).toEqual(claims);
    });

    it('takes along what a channel was told, under either id', async () => {
      await mergeTwo();
      const told = { delivery: expect.objectContaining({ alertId: 'told', storyId: 'new' }) };
      expect(await storage.outbox.standing(DESK, 'new')).toEqual(told);
      expect(await storage.outbox.standing(DESK, 'old')).toEqual(told);
      expect(await storage.outbox.channelsOf('new')).toEqual([DESK]);
      expect(await storage.outbox.channelsOf('old')).toEqual([DESK]);
    });

    it('takes along what is still on its way', async () => {
      const alert = anAlert({ id: 'late', storyId: 'old' });
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 'old' }, { alerts: [alert] }));
      await storage.archive.commit(
        aNewArticle({ id: 'b', storyId: 'new' }, { stories: [grown('new', ['a', 'b'], 1), merged('old', 'new')] }),
      );
      await storage.outbox.delivered(aDelivery(alert));
      expect((await storage.outbox.standing(DESK, 'new')).delivery?.alertId).toBe('late');
    });

    it('of a merge still leads to the one that is left', async () => {
      await mergeTwo();
      await storage.archive.commit(
        aNewArticle(
          { id: 'd', storyId: 'last' },
          { stories: [grown('last', ['d'], 1), { ...merged('new', 'last'), revision: 3 }] },
        ),
      );
      expect((await storage.archive.story('old'))?.id).toBe('last');
      expect((await storage.archive.articles(['a', 'c'])).map(({ storyId }) => storyId)).toEqual(['last', 'last']);
    });

    it('into a story that does not exist is refused whole', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 'old' }));
      const step = aNewArticle({ id: 'b', storyId: 'old' }, { stories: [merged('old', 'nowhere')] });
      expect(await failureOf(storage.archive.commit(step))).not.toBe('no failure');
      expect((await storage.archive.story('old'))?.revision).toBe(1);
    });
  });

  it('moves an article to the story that names it', async () => {
    await storage.archive.commit(aNewArticle({ id: 'a', storyId: 'one' }));
    await storage.archive.commit(
      aNewArticle(
        { id: 'b', storyId: 'two' },
        { stories: [aStory({ id: 'one', revision: 2 }), aStory({ id: 'two', articleIds: ['a', 'b'] })] },
      ),
    );
    expect((await storage.archive.articles(['a']))[0]?.storyId).toBe('two');
  });

  describe('claims', () => {
    it('come back as they were stored, by the time of their articles', async () => {
      const late = aClaim({ articleId: 'late', storyId: 's', attributedTo: 'the harbour master', hedged: true });
      const early = [
        aClaim({ articleId: 'early', storyId: 's', start: 40, negated: false }),
        aClaim({ articleId: 'early', storyId: 's', start: 0 }),
      ];
      await storage.archive.commit(
        aNewArticle({ id: 'late', storyId: 's', publishedAt: minute(9) }, { claims: [late] }),
      );
      await storage.archive.commit(
        aNewArticle({ id: 'early', storyId: 's', publishedAt: minute(2) }, { claims: early, stories: [] }),
      );
      expect(await storage.archive.claims('s')).toEqual([...early, late]);
    });

    it('of a revision replace those of the revision before', async () => {
      const first = anArticle({ id: 'a', storyId: 's' });
      await storage.archive.commit(
        aStep({ article: first, claims: [aClaim({ articleId: 'a', storyId: 's', value: '9' })] }),
      );
      const claims = [aClaim({ articleId: 'a', storyId: 's', value: '8' })];
      const article = { ...first, revision: 2 };
      await storage.archive.commit(aStep({ article, claims, replaced: replacing(first), stories: [] }));
      expect(await storage.archive.claims('s')).toEqual(claims);
    });

    it('of an unknown story are none', async () => {
      expect(await storage.archive.claims('nobody')).toEqual([]);
    });
  });

  it('knows its extent', async () => {
    expect(await storage.archive.extent()).toEqual({ articles: 0, stories: 0 });
    await storage.archive.commit(aNewArticle({ id: 'a', publishedAt: minute(5) }));
    await storage.archive.commit(aNewArticle({ id: 'b', publishedAt: minute(-5) }));
    expect(await storage.archive.extent()).toEqual({ articles: 2, stories: 2, oldest: minute(-5) });
  });

  it.each(['yesterday', '', '2025-07-03', '2025-07-03T12:00:00'])(
    'refuses what is not a time in UTC: %j',
    async (publishedAt) => {
      expect(await failureOf(storage.archive.commit(aNewArticle({ id: 'a', publishedAt })))).toBe('bad_input');
    },
  );

  it('lets only one of two steps that build on the same story through', async () => {
    await storage.archive.commit(aNewArticle({ id: 'a', storyId: 's' }));
    const steps = ['b', 'c'].map((id) =>
      aNewArticle({ id, storyId: 's' }, { stories: [aStory({ id: 's', revision: 2, title: `with ${id}` })] }),
    );
    const outcomes = await Promise.all(steps.map((step) => failureOf(storage.archive.commit(step))));
    expect(outcomes.toSorted()).toEqual(['conflict', 'no failure']);
  });
}

function replacing(article: ReturnType<typeof anArticle>, revision = article.revision) {
  const { id, title, text } = article;
  return { articleId: id, revision, title, text, replacedAt: minute(30), changes: ['a figure changed'] };
}
