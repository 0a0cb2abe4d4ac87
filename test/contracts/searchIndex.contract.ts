/** What every SearchIndex must do: words of outside are only ever words, revisions replace, windows and limits hold. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aNewArticle,
  anArticle,
  aStep,
  failureOf,
  minute,
  type OpenStorage,
  type Storage,
} from './storage-fixtures.ts';

export function searchIndexContract(open: OpenStorage): void {
  let storage: Storage;
  beforeEach(async () => {
    storage = await open();
  });
  afterEach(() => storage.close());

  const store = (id: string, title: string, text: string, changes: Partial<ReturnType<typeof anArticle>> = {}) =>
    storage.archive.commit(aNewArticle({ id, title, text, ...changes }));
  const found = async (terms: readonly string[], filter: { lang?: string; from?: string; to?: string } = {}) =>
    (await storage.searchIndex.search({ terms, limit: 10, ...filter })).map(({ articleId }) => articleId);

  describe('search', () => {
    it('finds by title and by text, whatever the ending, the case and the accents', async () => {
      await store('a', 'Ferries return', 'The harbour reopened.');
      await store('b', 'Weather', 'A café owner in São Brás watched the ferry.');
      expect((await found(['FERRY'])).toSorted()).toEqual(['a', 'b']);
      expect(await found(['Cafe'])).toEqual(['b']);
      expect(await found(['sao'])).toEqual(['b']);
      expect(await found(['reopening'])).toEqual(['a']);
    });

    it('puts the article that holds more of the terms first, with a higher score', async () => {
      await store('one', 'Harbour', 'The ferry was late, said the master of the port.');
      await store('both', 'Harbour', 'The ferry was late because of the strike at the port.');
      for (const id of ['x', 'y', 'z']) await store(id, 'Other', 'Nothing of the kind happened in the hills that day.');
      const hits = await storage.searchIndex.search({ terms: ['ferry', 'strike'], limit: 10 });
      expect(hits.map(({ articleId }) => articleId)).toEqual(['both', 'one']);
      expect(hits[0]!.score).toBeGreaterThan(hits[1]!.score);
    });

    it('counts a word in the title for more than one in the text', async () => {
      await store('text', 'News of the day', 'A ferry left.');
      await store('title', 'A ferry left', 'News of the day.');
      for (const id of ['x', 'y', 'z']) await store(id, 'Other', 'Nothing of the kind.');
      expect(await found(['ferry'])).toEqual(['title', 'text']);
    });

    it('takes several words of one term for a phrase', async () => {
      await store('a', 'Office', 'The foreign minister resigned.');
      await store('b', 'Office', 'The minister for foreign trade resigned.');
      expect(await found(['foreign minister'])).toEqual(['a']);
      expect((await found(['foreign', 'minister'])).toSorted()).toEqual(['a', 'b']);
    });

    it('keeps to a language and to a span of publication, ends included', async () => {
      await store('early', 'Ferry', 'one', { publishedAt: minute(1) });
      await store('late', 'Ferry', 'two', { publishedAt: minute(9) });
      await store('foreign', 'Ferry', 'drei', { publishedAt: minute(5), lang: 'de' });
      expect(await found(['ferry'], { lang: 'de' })).toEqual(['foreign']);
      expect(await found(['ferry'], { from: minute(9) })).toEqual(['late']);
      expect(await found(['ferry'], { to: minute(1) })).toEqual(['early']);
      expect(await found(['ferry'], { from: minute(2), to: minute(8), lang: 'en' })).toEqual([]);
    });

    it('gives the best where a limit cuts', async () => {
      await store('often', 'Ferry ferry', 'ferry');
      for (const id of ['x', 'y', 'z']) await store(id, 'Other', 'A ferry, once, among many other words of the day.');
      const hits = await storage.searchIndex.search({ terms: ['ferry'], limit: 1 });
      expect(hits.map(({ articleId }) => articleId)).toEqual(['often']);
    });

    it('forgets the words that a revision dropped', async () => {
      const first = anArticle({ id: 'a', text: 'Nine aboard the ferry.' });
      await storage.archive.commit(aStep({ article: first }));
      const article = { ...first, revision: 2, text: 'Eight aboard the boat.' };
      const { id: articleId, title, text } = first;
      const replaced = { articleId, revision: 1, title, text, replacedAt: minute(2), changes: [] };
      await storage.archive.commit(aStep({ article, replaced, stories: [] }));
      expect(await found(['ferry'])).toEqual([]);
      expect(await found(['boat'])).toEqual(['a']);
    });

    it.each([
      ['no terms', []],
      ['an empty term', ['']],
      ['marks alone', ['"', '***', ' - ', '()']],
    ])('finds nothing for %s', async (_, terms) => {
      await store('a', 'Ferry', 'text');
      expect(await found(terms)).toEqual([]);
    });

    it.each([
      'ferry AND nothing',
      'ferry NOT harbour',
      'NEAR(ferry harbour)',
      'title:ferry',
      'title : ferry',
      '-title:ferry',
      'ferr*',
      '^ferry nothing',
      '"ferry" OR "harbour"',
      'ferry" OR "harbour',
      "ferry' OR 1=1 --",
      '{title text}: ferry',
      'ferry + nothing',
    ])('takes the operators of a query language for words: %s', async (term) => {
      await store('a', 'Ferry', 'The ferry and the harbour.');
      expect(await found([term])).toEqual([]);
    });

    it('takes any text for a term without failing', async () => {
      await store('a', 'Ferry', 'The ferry and the harbour.');
      await fc.assert(
        fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 4 }), async (terms) => {
          expect(await found(['ferry', ...terms])).toEqual(['a']);
        }),
        { numRuns: 200 },
      );
    });

    it('bears more and longer terms than anybody types', async () => {
      await store('a', 'Ferry', 'The ferry and the harbour.');
      const words = Array.from({ length: 5_000 }, (_, n) => `word${n}`);
      expect(await found(['ferry', ...words, 'x'.repeat(1_000_000)])).toEqual(['a']);
    });
  });

  describe('neighbours', () => {
    const around = { from: minute(-60), to: minute(60), limit: 10 };
    const keyed = (id: string, keys: readonly string[], changes: Partial<ReturnType<typeof anArticle>> = {}) =>
      storage.archive.commit(aNewArticle({ id, ...changes }, { keys }));
    const near = async (keys: readonly string[], query: Partial<typeof around> = {}) =>
      (await storage.searchIndex.neighbours({ ...around, ...query, keys })).map(({ articleId }) => articleId);

    it('are those that share keys, most shared first, newest of equals first', async () => {
      await keyed('one', ['t:ferry', 't:fog']);
      await keyed('three', ['t:ferry', 't:strike', 's:9f']);
      await keyed('other one', ['s:9f', 't:rain']);
      await keyed('none', ['t:election']);
      expect(await near(['t:ferry', 't:strike', 's:9f'])).toEqual(['three', 'other one', 'one']);
      expect(await near(['t:ferry', 't:strike', 's:9f'], { limit: 1 })).toEqual(['three']);
    });

    it('come with their features as stored', async () => {
      const profile = { weights: { ferry: 2.5 }, names: ['Adeyemi', '渡し船'], nothing: null };
      await storage.archive.commit(aNewArticle({ id: 'a', storyId: 's' }, { keys: ['t:ferry', 's:9f'], profile }));
      expect(await storage.searchIndex.neighbours({ ...around, keys: ['t:ferry'] })).toEqual([
        { articleId: 'a', storyId: 's', publishedAt: minute(0), keys: ['t:ferry', 's:9f'], profile },
      ]);
    });

    it('keep to the window, ends included', async () => {
      for (const at of [-61, -60, 60, 61]) await keyed(`at ${at}`, ['t:ferry'], { publishedAt: minute(at) });
      expect((await near(['t:ferry'])).toSorted()).toEqual(['at -60', 'at 60']);
    });

    it('count a key once, however often it is given', async () => {
      await keyed('a', ['t:ferry', 't:ferry']);
      await keyed('b', ['t:ferry', 't:fog']);
      expect(await near(['t:ferry', 't:ferry', 't:fog'])).toEqual(['b', 'a']);
    });

    it('forget the keys and the time that a revision dropped', async () => {
      const first = anArticle({ id: 'a' });
      await storage.archive.commit(aStep({ article: first, keys: ['t:ferry', 't:fog'] }));
      const article = { ...first, revision: 2, publishedAt: minute(90) };
      const replaced = { articleId: 'a', revision: 1, title: '', text: '', replacedAt: minute(2), changes: [] };
      await storage.archive.commit(aStep({ article, replaced, keys: ['t:fog'], stories: [] }));
      expect(await near(['t:ferry', 't:fog'])).toEqual([]);
      expect(await near(['t:ferry'], { to: minute(99) })).toEqual([]);
      expect(await near(['t:fog'], { to: minute(99) })).toEqual(['a']);
    });

    it('of no keys are none', async () => {
      await keyed('a', ['t:ferry']);
      expect(await near([])).toEqual([]);
    });

    it('refuse more keys than an article may have', async () => {
      const keys = Array.from({ length: 65 }, (_, n) => `t:${n}`);
      expect(await failureOf(near(keys))).toBe('too_large');
      expect(await failureOf(keyed('a', keys))).toBe('too_large');
      await keyed('b', keys.slice(1));
      expect(await near(keys.slice(1))).toEqual(['b']);
    });
  });

  describe('document frequencies', () => {
    it('count the articles that hold a term', async () => {
      await storage.archive.commit(aNewArticle({ id: 'a' }, { terms: ['ferry', 'fog'] }));
      await storage.archive.commit(aNewArticle({ id: 'b' }, { terms: ['ferry', 'ferry', "o'neil", '渡し船'] }));
      expect(await storage.searchIndex.documentFrequencies(['ferry', 'fog', 'never', "o'neil", '渡し船'])).toEqual(
        new Map([
          ['ferry', 2],
          ['fog', 1],
          ["o'neil", 1],
          ['渡し船', 1],
        ]),
      );
    });

    it('of no terms are none', async () => {
      expect(await storage.searchIndex.documentFrequencies([])).toEqual(new Map());
    });
  });
}
