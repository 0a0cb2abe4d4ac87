import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../adapters/storage/sqlite/store.ts';
import { NewsroomError } from '../../src/errors.ts';
import { ARTICLE_MAX_CHARS, type Draft, TITLE_MAX_CHARS } from '../../src/newsroom/drafts.ts';
import { CONFLICT_REDOS } from '../../src/newsroom/ingest.ts';
import { DOSSIER_ARTICLES } from '../../src/newsroom/library.ts';
import type { Archive } from '../../src/ports.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE, WIRE_TEXT } from './articles.ts';
import { DAY_MS, type Item, openStage, POLICY, type Stage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
});

afterEach(() => stage.close());

const draftOf = ({ title, text, publishedAt, link }: Item, source: string, more: Partial<Draft> = {}): Draft => ({
  title,
  text,
  source,
  ...(publishedAt === undefined ? {} : { publishedAt }),
  ...(link === undefined ? {} : { url: link }),
  ...more,
});

const FIRE = draftOf(FIRE_BREAKS, 'Orlvik Gazette', { id: 'fire' });

const articleOf = async (id: string) => (await stage.store.archive.articles([id]))[0]!;
const stories = () => stage.newsroom.stories(undefined);

describe('a piece that is handed in', () => {
  it('is new at first and seen after that', async () => {
    expect(await stage.newsroom.ingest(FIRE)).toBe('new');
    expect(await stage.newsroom.ingest(FIRE)).toBe('seen');
    expect((await stories()).map(({ articleIds }) => articleIds)).toEqual([['fire']]);
  });

  it('keeps the id that its giver knows it by', async () => {
    await stage.newsroom.ingest({ ...FIRE, id: 'ap/2031 #7 "x"' });
    expect((await articleOf('ap/2031 #7 "x"')).title).toBe(FIRE_BREAKS.title);
  });

  it('is two pieces where the giver gives two ids, however alike', async () => {
    expect(await stage.newsroom.ingest({ ...FIRE, id: 'one' })).toBe('new');
    expect(await stage.newsroom.ingest({ ...FIRE, id: 'two' })).toBe('new');
  });

  it('is known again by its address, whatever its trackers', async () => {
    const { id: _, ...unnamed } = FIRE;
    await stage.newsroom.ingest(unnamed);
    expect(await stage.newsroom.ingest({ ...unnamed, url: `${FIRE_BREAKS.link}?utm_source=mail` })).toBe('seen');
  });

  it('has the same id wherever it is read', async () => {
    const { id: _, ...unnamed } = FIRE;
    await stage.newsroom.ingest(unnamed);
    const elsewhere = await openStage();
    await elsewhere.newsroom.ingest(unnamed);
    expect((await elsewhere.newsroom.stories(undefined))[0]?.articleIds).toEqual((await stories())[0]?.articleIds);
    await elsewhere.close();
  });

  it.each([
    ['nothing', { title: '', text: '' }, /needs a title or a text/],
    ['only blanks', { title: ' \n\t', text: ' \r\n ' }, /needs a title or a text/],
    ['a date that is none', { title: 'T', text: 'X', publishedAt: 'last Tuesday' }, /“last Tuesday” is not a date/],
  ])('is refused where it holds %s', async (_, draft, message) => {
    await expect(stage.newsroom.ingest(draft)).rejects.toMatchObject({ code: 'bad_input', message });
    expect(await stories()).toEqual([]);
  });

  it('is cut at the length of a long article', async () => {
    await stage.newsroom.ingest({ id: 'long', title: 'T'.repeat(5_000), text: 'word '.repeat(ARTICLE_MAX_CHARS / 4) });
    const { title, text } = await articleOf('long');
    expect([title.length, text.length <= ARTICLE_MAX_CHARS]).toEqual([TITLE_MAX_CHARS, true]);
  });

  it('takes its first line for a title where it has none', async () => {
    await stage.newsroom.ingest({ id: 'x', title: '', text: 'Ferry returns\n\nIt came back at noon.' });
    expect((await articleOf('x')).title).toBe('Ferry returns');
  });

  it.each([
    ['its source', { source: ' Orlvik Gazette ' }, 'Orlvik Gazette'],
    ['the host it was found at', { url: 'https://www.gazette.example/a' }, 'gazette.example'],
    ['a word that says so where nothing is known', {}, 'unnamed outlet'],
  ])('names as its outlet %s', async (_, from, outlet) => {
    await stage.newsroom.ingest({ id: 'x', title: 'A title', text: 'A text.', ...from });
    expect((await articleOf('x')).source).toBe(outlet);
  });
});

describe('a publication date', () => {
  it('is taken as it is given', async () => {
    await stage.newsroom.ingest({ ...FIRE, publishedAt: '2031-03-04T14:05:00+02:00' });
    expect(await articleOf('fire')).toMatchObject({
      publishedAt: '2031-03-04T12:05:00.000Z',
      publishedAtGuessed: false,
    });
  });

  it.each([
    ['is missing', undefined],
    ['lies in the future', '2031-03-06T00:00:00Z'],
  ])('is when we saw the article, and marked as guessed, where it %s', async (_, publishedAt) => {
    const { publishedAt: __, ...undated } = FIRE;
    await stage.newsroom.ingest(publishedAt === undefined ? undated : { ...undated, publishedAt });
    const now = new Date(stage.clock.now()).toISOString();
    expect(await articleOf('fire')).toMatchObject({ publishedAt: now, seenAt: now, publishedAtGuessed: true });
  });

  it('of an undated article is that of its story, once the story has one', async () => {
    stage.clock.advance(30 * DAY_MS);
    const { publishedAt: _, ...undated } = draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'undated' });
    await stage.newsroom.ingest(undated);
    await stage.newsroom.ingest(FIRE);
    expect((await stories()).map(({ articleIds }) => [...articleIds].sort())).toEqual([['fire', 'undated']]);
    expect(await articleOf('undated')).toMatchObject({
      publishedAt: FIRE_BREAKS.publishedAt,
      publishedAtGuessed: true,
    });
  });
});

describe('an article that its outlet changes', () => {
  const corrected: Draft = { ...FIRE, text: FIRE.text.replace('injured four workers', 'injured six workers') };

  it('is revised in place and stays in its story', async () => {
    await stage.newsroom.ingest(FIRE);
    stage.clock.advance(60_000);
    expect(await stage.newsroom.ingest(corrected)).toBe('revised');
    expect(await articleOf('fire')).toMatchObject({ revision: 2, text: corrected.text });
    expect(await stories()).toHaveLength(1);
    expect((await stage.store.searchIndex.search({ terms: ['six'], limit: 5 })).map((hit) => hit.articleId)).toEqual([
      'fire',
    ]);
  });

  it('keeps the date at which it was first published and seen', async () => {
    await stage.newsroom.ingest(FIRE);
    const before = await articleOf('fire');
    stage.clock.advance(DAY_MS);
    await stage.newsroom.ingest({ ...corrected, publishedAt: '2031-03-05T20:00:00Z' });
    const { publishedAt, seenAt } = before;
    expect(await articleOf('fire')).toMatchObject({ publishedAt, seenAt });
  });

  it('is not overwritten by a teaser of itself', async () => {
    await stage.newsroom.ingest(FIRE);
    expect(await stage.newsroom.ingest({ ...FIRE, text: '' })).toBe('seen');
    expect((await articleOf('fire')).text).toBe(FIRE_BREAKS.text);
  });

  it('has its earlier state kept, with what changed in words', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'nutgraf-revision-'));
    const store = await openSqliteStore({ dataDir });
    const kept = await openStage(store);
    try {
      kept.clock.advance(DAY_MS);
      await kept.newsroom.ingest(FIRE);
      await kept.newsroom.ingest(corrected);
    } finally {
      await store.close();
      await kept.close();
    }
    const database = new DatabaseSync(join(dataDir, 'nutgraf.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT revision, title, text, changes FROM article_revisions').all();
    database.close();
    rmSync(dataDir, { recursive: true });
    expect(rows).toEqual([
      { revision: 1, title: FIRE_BREAKS.title, text: FIRE_BREAKS.text, changes: expect.stringMatching(/four|six/) },
    ]);
  });
});

describe('a step that meets a conflict', () => {
  const conflicted = (times: number) => {
    let left = times;
    const { archive } = stage.store;
    return {
      ...archive,
      async commit(step) {
        if (left-- > 0) throw new NewsroomError('conflict', 'Somebody was faster.');
        await archive.commit(step);
      },
    } satisfies Archive;
  };

  it('is done again', async () => {
    const busy = await openStage({ archive: conflicted(CONFLICT_REDOS), searchIndex: stage.store.searchIndex });
    expect(await busy.newsroom.ingest(FIRE)).toBe('new');
    expect((await articleOf('fire')).revision).toBe(1);
    await busy.close();
  });

  it('is given up after a few times, with nothing half done', async () => {
    const busy = await openStage({ archive: conflicted(CONFLICT_REDOS + 1), searchIndex: stage.store.searchIndex });
    await expect(busy.newsroom.ingest(FIRE)).rejects.toMatchObject({ code: 'conflict' });
    expect(await stage.store.archive.extent()).toMatchObject({ articles: 0, stories: 0 });
    await busy.close();
  });

  it('of two processes ends with both articles in one story', async () => {
    const other = await stage.another();
    await stage.newsroom.ingest(FIRE);
    await Promise.all([
      stage.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'retold' })),
      other.ingest(draftOf(FIRE_ARREST, 'Tidings', { id: 'arrest' })),
    ]);
    expect((await stories()).map(({ articleIds }) => [...articleIds].sort())).toEqual([['arrest', 'fire', 'retold']]);
  });
});

describe('stories', () => {
  it('take in what tells of the same event, oldest first, and nothing else', async () => {
    await stage.newsroom.ingest(draftOf(FIRE_ARREST, 'Tidings', { id: 'arrest' }));
    await stage.newsroom.ingest(draftOf(TRAM_STRIKE, 'Orlvik Gazette', { id: 'trams' }));
    await stage.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'retold' }));
    await stage.newsroom.ingest(FIRE);
    await stage.newsroom.ingest(draftOf(PARLIAMENT_VOTE, 'Orlvik Gazette', { id: 'quota' }));
    const byArticles = (await stories()).map(({ articleIds, sources, independentSources }) => ({
      articleIds,
      sources,
      independentSources,
    }));
    expect(byArticles).toHaveLength(3);
    expect(byArticles).toContainEqual({
      articleIds: ['fire', 'retold', 'arrest'],
      sources: ['Orlvik Gazette', 'Orlvik Herald', 'Tidings'],
      independentSources: 3,
    });
  });

  it('count wire copy once', async () => {
    const wire = {
      title: 'Sternair to cut 1,200 jobs and close Kalven base',
      text: WIRE_TEXT,
      publishedAt: '2031-03-04T10:00:00Z',
    };
    await stage.newsroom.ingest({ ...wire, id: 'wire', source: 'Nordwire' });
    await stage.newsroom.ingest({ ...wire, id: 'copy-1', source: 'Kalven Post', publishedAt: '2031-03-04T10:30:00Z' });
    await stage.newsroom.ingest({
      ...wire,
      id: 'copy-2',
      source: 'Daily Harbour',
      publishedAt: '2031-03-04T10:40:00Z',
    });
    expect(await stories()).toMatchObject([
      { sources: ['Nordwire', 'Kalven Post', 'Daily Harbour'], independentSources: 1 },
    ]);
    expect(await articleOf('copy-2')).toMatchObject({ copyOf: 'wire' });
  });

  it('count copies once however many unheard-of outlets carry them, in whatever order', {
    timeout: 120_000,
  }, async () => {
    const outlets = 500;
    for (let n = 0; n < outlets; n += 1) {
      const minute = (n * 7) % outlets;
      const publishedAt = new Date(Date.parse('2031-03-04T01:00:00Z') + minute * 60_000).toISOString();
      const end = n % 3 === 0 ? '' : ` ${'This was first said to readers of our site in brief.'}`;
      await stage.newsroom.ingest({
        title: n % 2 === 0 ? 'Sternair cuts jobs' : 'Kalven loses its airline',
        text: WIRE_TEXT.replace('(Nordwire) ', '') + end,
        source: `Blog ${n}`,
        id: `blog-${n}`,
        publishedAt,
      });
    }
    expect(await stories()).toMatchObject([{ independentSources: 1 }]);
    expect((await stories())[0]?.sources).toHaveLength(outlets);
  });

  it('take in a report that comes days late, and one that is dated in the future', async () => {
    await stage.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'retold' }));
    await stage.newsroom.ingest(draftOf(TRAM_STRIKE, 'Orlvik Gazette', { id: 'trams' }));
    stage.clock.advance(6 * DAY_MS);
    await stage.newsroom.ingest(FIRE);
    await stage.newsroom.ingest(
      draftOf({ ...FIRE_ARREST, publishedAt: '2099-01-01T00:00:00Z' }, 'Tidings', { id: 'arrest' }),
    );
    expect((await stories()).map(({ articleIds }) => [...articleIds].sort())).toContainEqual([
      'arrest',
      'fire',
      'retold',
    ]);
  });

  it('count outlets of one owner once', async () => {
    const owners = new Map([
      ['Orlvik Gazette', 'Fjord Media'],
      ['Orlvik Herald', 'Fjord Media'],
    ]);
    const owned = await openStage({ policy: { ...POLICY, owners } });
    owned.clock.advance(DAY_MS);
    await owned.newsroom.ingest(FIRE);
    await owned.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald'));
    await owned.newsroom.ingest(draftOf(FIRE_ARREST, 'Tidings'));
    expect(await owned.newsroom.stories(undefined)).toMatchObject([{ independentSources: 2 }]);
    await owned.close();
  });

  it('have ids that the same articles always give', async () => {
    await stage.newsroom.ingest(FIRE);
    const again = await openStage();
    again.clock.advance(5 * DAY_MS);
    await again.newsroom.ingest(FIRE);
    expect((await again.newsroom.stories(undefined))[0]?.id).toBe((await stories())[0]?.id);
    await again.close();
  });

  it('stay found by their id when they are merged into another', async () => {
    // Each half alone is too little to be seen as one event; the article that tells of both joins them.
    await stage.newsroom.ingest(FIRE);
    const [first] = await stories();
    const { searchIndex } = stage.store;
    const blind = await openStage({ ...stage.store, searchIndex: { ...searchIndex, neighbours: async () => [] } });
    blind.clock.advance(DAY_MS);
    await blind.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'retold' }));
    const apart = await stories();
    expect(apart).toHaveLength(2);
    await stage.newsroom.ingest(draftOf(FIRE_ARREST, 'Tidings', { id: 'arrest' }));
    expect(await stories()).toHaveLength(1);
    for (const { id } of apart) expect((await stage.newsroom.brief(id)).carriedBy).toBe(3);
    expect(apart.map(({ id }) => id)).toContain(first!.id);
    await blind.close();
  });

  it('are listed newest first, within the time asked for', async () => {
    await stage.newsroom.ingest(FIRE);
    stage.clock.advance(2 * DAY_MS);
    await stage.newsroom.ingest(draftOf(TRAM_STRIKE, 'Orlvik Gazette', { id: 'trams' }));
    expect((await stories()).map(({ articleIds }) => articleIds[0])).toEqual(['trams', 'fire']);
    expect((await stage.newsroom.stories(DAY_MS)).map(({ articleIds }) => articleIds[0])).toEqual(['trams']);
    expect(await stage.newsroom.stories(undefined, 1)).toHaveLength(1);
  });

  it('that grow past a dossier keep all their articles and outlets', async () => {
    const copies = DOSSIER_ARTICLES + 5;
    for (let n = 0; n < copies; n++) await stage.newsroom.ingest({ ...FIRE, id: `fire-${n}`, source: `Outlet ${n}` });
    const [story] = await stories();
    expect(story?.articleIds).toHaveLength(copies);
    expect(new Set(story?.sources).size).toBe(copies);
  });
});

describe('a piece that nobody wrote for readers', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, n) => `word${n % 9_000}`).join(' ');

  /** Milliseconds and megabytes that a piece may cost at most, on a busy machine. */
  const MAX_MS = 20_000;
  const MAX_HEAP_MB = 250;

  it.each([
    ['a title and no text', { title: 'Fire at Orlvik grain dock', text: '' }],
    [
      'two megabytes',
      { title: 'All of it', text: `${FIRE_BREAKS.text}\n\n`.repeat(2_000_000 / FIRE_BREAKS.text.length) },
    ],
    ['two megabytes without a space', { title: 'One word', text: 'a'.repeat(2_000_000) }],
    ['one line of 50,000 words', { title: 'One line', text: words(50_000) }],
    [
      'scripts that take turns',
      { title: '火事 Пожар fire', text: 'Пожар 火事 حريق fire אש πυρκαγιά 화재 '.repeat(3_000) },
    ],
    [
      'right-to-left text',
      { title: 'حريق في الميناء', text: 'اندلع حريق في ميناء المدينة صباح الثلاثاء وأصيب أربعة عمال. '.repeat(300) },
    ],
    [
      'signs that turn the direction',
      { title: '\u202efire\u202c', text: `\u202e${FIRE_BREAKS.text}\u2066`.repeat(20) },
    ],
    ['halves of characters', { title: 'Half \ud83d', text: '\udc00 half \ud83d a fire '.repeat(500) }],
    ['nothing but numbers', { title: '1 2 3', text: '1,000 2.5 33% '.repeat(20_000) }],
  ])('is stored and found where it is %s, in bounded time and memory', { timeout: 3 * MAX_MS }, async (_, draft) => {
    await stage.newsroom.ingest(FIRE);
    const heapBefore = process.memoryUsage().heapUsed;
    const startedAt = performance.now();
    expect(await stage.newsroom.ingest({ ...draft, id: 'odd', source: 'Odd Post' })).toBe('new');
    expect(performance.now() - startedAt).toBeLessThan(MAX_MS);
    expect((process.memoryUsage().heapUsed - heapBefore) / 1e6).toBeLessThan(MAX_HEAP_MB);
    expect((await articleOf('odd')).text.length).toBeLessThanOrEqual(ARTICLE_MAX_CHARS);
    await stage.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald', { id: 'retold' }));
    expect((await articleOf('retold')).storyId).toBe((await articleOf('fire')).storyId);
  });

  it.each([
    ['two megabytes', `${FIRE_BREAKS.text}\n\n`.repeat(2_000_000 / FIRE_BREAKS.text.length)],
    ['one line of 50,000 words', `${FIRE_BREAKS.text.replaceAll('\n', ' ')} ${words(50_000)}`],
    ['scripts that take turns', `${FIRE_BREAKS.text} ${'Пожар 火事 حريق fire אש πυρκαγιά 화재 '.repeat(3_000)}`],
    ['signs that turn the direction', `\u202e${FIRE_BREAKS.text}\u2066`],
  ])('is briefed with its story where it is %s, in bounded time', { timeout: 3 * MAX_MS }, async (_, text) => {
    await stage.newsroom.ingest(FIRE);
    await stage.newsroom.ingest(draftOf(FIRE_RETOLD, 'Orlvik Herald'));
    await stage.newsroom.ingest({ id: 'odd', source: 'Odd Post', title: FIRE_BREAKS.title, text });
    const startedAt = performance.now();
    const { sentences, disagreements } = await stage.newsroom.brief((await articleOf('odd')).storyId);
    expect(performance.now() - startedAt).toBeLessThan(MAX_MS);
    expect([sentences.length > 0, disagreements]).toEqual([true, []]);
  });
});
