import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from '../newsroom/articles.ts';
import { page, rss } from '../newsroom/stage.ts';
import { asJsonLines, type Folder, jsonLines, openFolder, type Ran, run } from './run.ts';

// The fixtures happen in 2031; here the clock is the machine's.
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
const ARTICLES = [
  { ...FIRE_BREAKS, id: 'fire', source: 'Orlvik Gazette', url: FIRE_BREAKS.link, publishedAt: daysAgo(2.2) },
  { ...FIRE_RETOLD, id: 'retold', source: 'Orlvik Herald', url: FIRE_RETOLD.link, publishedAt: daysAgo(2.1) },
  { ...FIRE_ARREST, id: 'arrest', source: 'Tidings', url: FIRE_ARREST.link, publishedAt: daysAgo(2) },
  { ...TRAM_STRIKE, id: 'trams', source: 'Orlvik Gazette', url: TRAM_STRIKE.link, publishedAt: daysAgo(1) },
];

// Each command is a process, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: Folder;
let data: string;
const nutgraf = (...args: string[]): Promise<Ran> => run(['--data', data, ...args]);
/** The command's one JSON value; standard output holds nothing else. */
async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await nutgraf('--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder = openFolder();
  data = join(folder.path, 'data');
  const { code } = await nutgraf('ingest', folder.write('articles.jsonl', asJsonLines(ARTICLES)));
  expect(code).toBe(0);
});

afterAll(() => folder.remove());

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('ingest', () => {
  it('tells new from seen', async () => {
    expect(await json('ingest', join(folder.path, 'articles.jsonl'))).toEqual({
      new: 0,
      revised: 0,
      seen: 4,
      errors: [],
    });
  });

  it('goes on after a bad line and names it', async () => {
    const file = folder.write(
      'bad.jsonl',
      asJsonLines(['{"title": "broken', { text: 7 }, { id: 'ok', title: 'Good', text: 'A good one.' }, [], {}]),
    );
    const own = join(folder.path, 'own');
    const { code, stdout, stderr } = await run(['--data', own, '--json', 'ingest', file]);
    expect(code).toBe(0);
    const tally = JSON.parse(stdout) as { new: number; errors: { from: string; error: { code: string } }[] };
    expect(tally.new).toBe(1);
    expect(tally.errors.map(({ from, error }) => [from, error.code])).toEqual(
      [1, 2, 4, 5].map((line) => [`${file}:${line}`, 'bad_input']),
    );
    expect(stderr).toContain(`${file}:1: Line 1: not JSON`);
  });

  it('reads folders of saved pages, texts and feeds, in order, and passes over what it can not read', async () => {
    const saved = join(folder.path, 'saved');
    mkdirSync(join(saved, 'deeper'), { recursive: true });
    folder.write('saved/a.html', page(FIRE_BREAKS.title, FIRE_BREAKS.text));
    folder.write('saved/deeper/b.txt', `${TRAM_STRIKE.title}\n\n${TRAM_STRIKE.text}`);
    folder.write('saved/c.xml', rss('https://gazette.example/rss', [PARLIAMENT_VOTE]));
    folder.write('saved/d.exe', 'MZ');
    folder.write('saved/.hidden.txt', 'hidden');
    const own = join(folder.path, 'own-folder');
    const { code, stdout } = await run(['--data', own, '--json', 'ingest', saved]);
    expect([code, JSON.parse(stdout)]).toEqual([0, { new: 3, revised: 0, seen: 0, errors: [] }]);
  });

  it('of what is not there says so and ends with 1', async () => {
    const { code, stderr } = await nutgraf('ingest', join(folder.path, 'none.txt'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/none\.txt: no such file or folder/);
  });

  it('of an address in the own network is refused', async () => {
    const { code, stderr } = await nutgraf('ingest', 'http://127.0.0.1:9/');
    expect(code).toBe(1);
    expect(stderr).toMatch(/127\.0\.0\.1/);
  });
});

describe('stories', () => {
  it('are printed as the table says', async () => {
    const stories = (await json('stories')) as { articles: string[] }[];
    expect(stories).toHaveLength(2);
    expect(stories.find(({ articles }) => articles.includes('fire'))).toEqual({
      id: expect.stringMatching(/^s_/),
      title: expect.stringMatching(/fire/i),
      articles: ['fire', 'retold', 'arrest'],
      sources: ['Orlvik Gazette', 'Orlvik Herald', 'Tidings'],
      independentSources: 3,
      firstSeenAt: TIME,
      updatedAt: TIME,
    });
  });

  it('are read by people without --json', async () => {
    expect((await nutgraf('stories')).stdout).toMatch(/^2 stories\n/);
  });
});

describe('brief', () => {
  const SHAPE = {
    storyId: expect.stringMatching(/^s_/),
    headline: expect.any(String),
    sentences: expect.arrayContaining([
      { text: expect.any(String), citations: expect.arrayContaining([expect.any(Number)]) },
    ]),
    disagreements: expect.any(Array),
    timeline: expect.any(Array),
    sources: expect.arrayContaining([
      expect.objectContaining({
        n: 1,
        source: expect.any(String),
        title: expect.any(String),
        url: expect.any(String),
        publishedAt: TIME,
      }),
    ]),
  };

  it('of a topic and of a story’s id is printed as the table says', async () => {
    const byTopic = (await json('brief', 'fire Orlvik')) as { storyId: string };
    expect(byTopic).toMatchObject(SHAPE);
    expect(await json('brief', byTopic.storyId)).toMatchObject({ storyId: byTopic.storyId });
  });

  it('keeps to --words', async () => {
    const { sentences } = (await json('brief', 'fire Orlvik', '--words', '30')) as { sentences: { text: string }[] };
    expect(sentences.flatMap(({ text }) => text.split(' ')).length).toBeLessThanOrEqual(30);
  });

  it('of what nobody wrote about ends with 1', async () => {
    const { code, stdout, stderr } = await nutgraf('--json', 'brief', 'zeppelins');
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringContaining('Nothing that we have read is about “zeppelins”'),
    ]);
  });
});

describe('ask', () => {
  const QUESTION = 'how many workers were injured in the fire at the grain dock in Orlvik?';

  it('is answered as the table says', async () => {
    expect(await json('ask', QUESTION)).toMatchObject({
      question: expect.any(String),
      answer: expect.stringMatching(/four/i),
      abstained: false,
      confidence: expect.any(Number),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          n: 1,
          quote: expect.any(String),
          source: expect.any(String),
          url: expect.any(String),
          articleId: expect.any(String),
          publishedAt: TIME,
        }),
      ]),
      caveats: expect.any(Array),
    });
  });

  it('takes a question in several words', async () => {
    expect((await nutgraf('ask', ...QUESTION.split(' '))).stdout).toMatch(/four/i);
  });

  it('answers a batch line by line, in order; a bad line has its error and the rest goes on', async () => {
    const batch = folder.write(
      'questions.jsonl',
      asJsonLines([
        { id: 'q1', question: QUESTION },
        '{oops',
        { id: 'q2' },
        '',
        { id: 7, question: 'who is Ines Calder?' },
        { question: QUESTION },
        '"text"',
      ]),
    );
    const { code, stdout, stderr } = await nutgraf('ask', '--batch', batch);
    expect([code, stderr]).toEqual([0, '']);
    const lines = jsonLines(stdout);
    expect(
      lines.map(({ id, line, error }) => [
        id ?? null,
        line ?? null,
        (error as { code: string } | undefined)?.code ?? null,
      ]),
    ).toEqual([
      ['q1', null, null],
      [null, 2, 'bad_input'],
      ['q2', null, 'bad_input'],
      [7, null, null],
      [null, null, null],
      [null, 7, 'bad_input'],
    ]);
    expect(lines[0]).toMatchObject({ id: 'q1', answer: expect.stringMatching(/four/i), abstained: false });
    expect(lines[2]).toEqual({ id: 'q2', error: { code: 'bad_input', message: expect.stringContaining('question') } });
  });

  it('of a batch that is not there ends with 1', async () => {
    const { code, stdout, stderr } = await nutgraf('ask', '--batch', join(folder.path, 'none.jsonl'));
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining("none.jsonl can't be read")]);
  });
});

describe('watch', () => {
  it('adds with a backtest, lists, pauses, resumes, explains and removes', async () => {
    const added = (await json('watch', 'add', 'fire AND Orlvik', '--name', 'Fires', '--channel', 'slack:C0123')) as {
      id: string;
    };
    expect(added).toMatchObject({
      id: 'w_1',
      name: 'Fires',
      query: 'fire AND Orlvik',
      channel: { platform: 'slack', channel: 'C0123' },
      backtest: { total7d: 1, articles30d: 3 },
    });
    expect(await json('watch', 'list')).toMatchObject([{ id: 'w_1', name: 'Fires' }]);
    expect(await json('watch', 'pause', 'w_1')).toMatchObject({ pausedAt: TIME });
    expect(await json('watch', 'resume', 'Fires')).not.toHaveProperty('pausedAt');
    expect(await json('watch', 'explain', 'w_1', 'fire')).toMatchObject({
      watchlist: { id: 'w_1' },
      article: { id: 'fire' },
      stages: expect.arrayContaining([{ passed: true, what: expect.stringMatching(/^It matches/) }]),
    });
    expect(await json('watch', 'remove', 'Fires')).toMatchObject({ id: 'w_1' });
    expect(await json('watch')).toEqual([]);
  });

  it('takes a channel with its workspace, and how to deliver', async () => {
    const delivery = ['--digest', 'weekdays@08:30', '--zone', 'europe/london', '--min-sources', '2', '--quiet', '22-7'];
    expect(await json('watch', 'add', 'tram', '--channel', 'slack:T123/C456', ...delivery)).toMatchObject({
      channel: { platform: 'slack', workspace: 'T123', channel: 'C456' },
      options: {
        digest: { every: 'weekday', at: '08:30' },
        zone: 'Europe/London',
        minSources: 2,
        quiet: { from: '22:00', to: '07:00' },
      },
    });
    const edited = await json('watch', 'edit', 'tram', 'tram OR strike', '--digest', 'off', '--max-per-hour', '5');
    expect(edited).toMatchObject({ query: 'tram OR strike', options: { maxPerHour: 5, minSources: 2 } });
    expect(edited).not.toHaveProperty('options.digest');
    const id = 'tram OR strike';
    expect(await json('watch', 'snooze', id, '2h')).toMatchObject({ snoozedUntil: TIME });
    expect(await json('watch', 'subscribe', id, 'slack:T123/@U789')).toMatchObject({
      subscribers: [{ channel: { platform: 'slack', workspace: 'T123', channel: 'U789', person: 'U789' } }],
    });
    await json('watch', 'subscribe', id, 'discord:112233445566778899');
    expect(await json('watch', 'unsubscribe', id, 'discord:112233445566778899')).toMatchObject({ id: 'w_1' });
    expect(await json('watch', 'list')).toMatchObject([{ feedback: { stories: 0, irrelevant: 0 } }]);
    expect(await json('watch', 'unsubscribe', id, 'slack:T123/@U789')).toMatchObject({ subscribers: [] });
    expect(await json('watch', 'remove', id)).toMatchObject({ name: id });
  });

  it('test is the backtest', async () => {
    expect(await json('watch', 'test', 'fire')).toMatchObject({
      query: 'fire',
      total7d: 1,
      total30d: 1,
      articles30d: 3,
      verdict: 'fine',
    });
  });

  it.each([
    [['test', 'fire AND ('], 1, /\^[\s\S]*This would work/],
    [['remove', 'w_9'], 1, /There is no watchlist “w_9”/],
    [['add', 'fire', '--channel', 'slack:T1/'], 2, /slack:T1\/ is not a channel[\s\S]*slack:T0123\/C0123ABCD/],
    [['add', 'fire', '--digest', 'sometimes'], 2, /hourly, daily@08:30/],
    [['add', 'fire', '--zone', 'Mars'], 2, /no time zone “Mars”[\s\S]*Europe\/London/],
  ])('%j ends with %i', async (args, exit, said) => {
    const { code, stdout, stderr } = await nutgraf('watch', ...args);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(said);
  });
});

describe('feeds', () => {
  const URL_ = 'https://gazette.example/rss';

  it('are added, listed with their health, exported, imported and removed', async () => {
    const added = (await json('feeds', 'add', URL_, 'Orlvik Gazette', '--tag', 'city', '--unchecked')) as {
      id: string;
    };
    expect(added).toMatchObject({ url: URL_, outlet: 'Orlvik Gazette', tags: ['city'], addedAt: TIME });
    for (const verb of ['list', 'check'])
      expect(await json('feeds', verb)).toMatchObject([{ id: added.id, health: null, standing: 'Not asked yet.' }]);
    const opml = (await nutgraf('feeds', 'export')).stdout;
    expect(opml).toMatch(/<opml[\s\S]*Orlvik Gazette/);
    expect(await json('feeds', 'remove', added.id)).toMatchObject({ id: added.id });
    expect(await json('feeds', 'import', folder.write('out.opml', opml))).toMatchObject([
      { id: added.id, tags: ['city'] },
    ]);
    await json('feeds', 'remove', URL_);
  });

  it('parse prints the normalised items of a saved feed', async () => {
    const publishedAt = '2025-07-03T12:05:00.000Z';
    const file = folder.write('saved.xml', rss('https://gazette.example', [{ ...FIRE_BREAKS, publishedAt }]));
    expect(await json('feeds', 'parse', file, '--url', URL_)).toMatchObject({
      feed: { title: 'A feed' },
      items: [
        {
          id: FIRE_BREAKS.guid,
          title: FIRE_BREAKS.title,
          link: FIRE_BREAKS.link,
          publishedAt,
        },
      ],
    });
  });

  it('parse --batch answers every line', async () => {
    const bytes = Buffer.from(rss('https://gazette.example', [FIRE_BREAKS])).toString('base64');
    const batch = folder.write(
      'feeds.jsonl',
      asJsonLines([{ id: 'f1', bytes }, { id: 'f2', bytes: Buffer.from('hello').toString('base64') }, { id: 'f3' }]),
    );
    const { code, stdout } = await nutgraf('feeds', 'parse', '--batch', batch);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { id: 'f1', items: [{ title: FIRE_BREAKS.title }] },
      { id: 'f2', error: { code: 'not_a_feed' } },
      { id: 'f3', error: { code: 'bad_input' } },
    ]);
  });

  it.each([
    [['add', 'nowhere'], 1, /not a web address/],
    [['add', 'http://127.0.0.1:9/rss'], 1, /127\.0\.0\.1/],
    [['remove', 'f_none'], 1, /There is no feed/],
    [['import', '/nowhere/list.opml'], 1, /list\.opml/],
  ])('%j ends with %i', async (args, exit, said) => {
    const { code, stdout, stderr } = await nutgraf('feeds', ...args);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('extract, summarise and match need no data folder', () => {
  const bare = (...args: string[]): Promise<Ran> => run(['--data', join(folder.path, 'untouched'), ...args]);

  afterAll(() => expect(readdirSync(folder.path)).not.toContain('untouched'));

  it('extract prints the article of a saved page', async () => {
    const file = folder.write('page.html', page(FIRE_BREAKS.title, FIRE_BREAKS.text));
    const { code, stdout, stderr } = await bare('--json', 'extract', file, '--url', 'https://gazette.example/fire');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      url: 'https://gazette.example/fire',
      title: FIRE_BREAKS.title,
      byline: null,
      publishedAt: null,
      lang: 'en',
      text: FIRE_BREAKS.text,
    });
  });

  it('extract --batch answers every line', async () => {
    const batch = folder.write(
      'pages.jsonl',
      asJsonLines([
        { id: 'p1', html: page(TRAM_STRIKE.title, TRAM_STRIKE.text) },
        { id: 'p2', html: 9 },
        { id: 'p3', html: '' },
      ]),
    );
    const { code, stdout } = await bare('extract', '--batch', batch);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { id: 'p1', title: TRAM_STRIKE.title, text: TRAM_STRIKE.text },
      { id: 'p2', error: { code: 'bad_input' } },
      { id: 'p3', error: { code: 'no_article' } },
    ]);
  });

  it('summarise --batch gives a summary within its words', async () => {
    const documents = [FIRE_BREAKS, FIRE_RETOLD].map(({ title, text }) => ({ title, text }));
    const batch = folder.write(
      'sets.jsonl',
      asJsonLines([
        { id: 's1', documents, words: 40 },
        { id: 's2', documents: [] },
        { id: 's3', documents, words: -1 },
        { id: 's4', documents: ['x'] },
      ]),
    );
    const { code, stdout } = await bare('summarise', '--batch', batch);
    expect(code).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines).toMatchObject([
      { id: 's1', summary: expect.stringMatching(/fire|Orlvik/i) },
      { id: 's2', error: { code: 'bad_input' } },
      { id: 's3', error: { code: 'bad_input' } },
      { id: 's4', error: { code: 'bad_input' } },
    ]);
    expect(String(lines[0]?.summary).split(/\s+/).length).toBeLessThanOrEqual(40);
  });

  it('match prints a line an article, figures on standard error', async () => {
    const queries = folder.write(
      'queries.jsonl',
      asJsonLines([
        { id: 'fires', query: 'fire' },
        { id: 'people', query: 'person:"Runa Halvorsen"' },
        { id: 'broken', query: 'fire AND (' },
      ]),
    );
    const articles = folder.write(
      'match.jsonl',
      asJsonLines(ARTICLES.map(({ id, title, text }) => ({ id, title, text }))),
    );
    const { code, stdout, stderr } = await bare('match', '--queries', queries, '--articles', articles);
    expect(code).toBe(0);
    const lines = jsonLines(stdout).filter((line) => 'matches' in line);
    expect(lines).toMatchObject([
      { id: 'fire', matches: ['fires', 'people'] },
      { id: 'retold', matches: ['fires', 'people'] },
      { id: 'arrest', matches: ['fires'] },
      { id: 'trams', matches: [] },
    ]);
    expect(JSON.parse(stderr.trim().split('\n').at(-1)!)).toEqual(expect.any(Object));
  });

  it.each([
    [['extract', '/nowhere/page.html'], 1, /page\.html/],
    [['summarise', '--batch', '/nowhere/x.jsonl'], 1, /can't be read/],
    [['match', '--queries', '/nowhere/q.jsonl', '--articles', '/nowhere/a.jsonl'], 1, /q\.jsonl can't be read/],
  ])('%j ends with %i', async (args, exit, said) => {
    const { code, stdout, stderr } = await bare(...args);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('the program', () => {
  it('shows every command with --help', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of [
      'start',
      'ingest',
      'stories',
      'brief',
      'ask',
      'watch',
      'feeds',
      'extract',
      'summarise',
      'match',
      'doctor',
    ])
      expect(stdout).toContain(`  ${command}`);
  });

  it('without a command shows what there is and ends with 2', async () => {
    const { code, stderr } = await run([]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Usage: nutgraf')]);
  });
});
