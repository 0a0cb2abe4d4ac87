/** Posts as the console prints them, which is what a channel gets. */
import { describe, expect, it } from 'vitest';
import { renderPost } from '../../adapters/console/views.ts';
import { NewsroomError } from '../../src/errors.ts';
import type { Answer, Brief, Post, Story, Watchlist } from '../../src/model.ts';
import { answerPost } from '../../src/posts/answer.ts';
import {
  alertPost,
  briefPost,
  changesPost,
  sourcesPost,
  TIMELINE_ENTRIES_SHOWN,
  timelinePost,
} from '../../src/posts/brief.ts';
import { errorPost, type FeedReport, feedsPost, storiesPost } from '../../src/posts/notice.ts';
import { listInWords } from '../../src/posts/spans.ts';
import { backtestPost, explanationPost, watchlistsPost } from '../../src/posts/watch.ts';
import { parseQuery } from '../../src/watch/grammar.ts';

const printed = (post: Post): string => renderPost(post, { columns: 78, colour: false }).join('\n');
const at = (day: number): string => `2031-03-0${day}T12:00:00.000Z`;

const feedReport = (outlet: string, state: FeedReport['state']): FeedReport => ({
  subscription: { id: `f_${outlet}`, url: 'https://g.example/rss', outlet, tags: [], addedAt: at(1) },
  state,
  standing: 'Last read 3 min ago.',
});

const BRIEF: Brief = {
  storyId: 's_1',
  storyRevision: 2,
  headline: 'Fire at Orlvik grain dock injures four',
  sentences: [
    { text: 'A fire at the grain dock in Orlvik injured four workers.', citations: [1, 2] },
    { text: 'Dust in the conveyor had probably ignited.', citations: [2] },
  ],
  disagreements: [
    {
      kind: 'figure',
      about: 'number of people injured',
      positions: [
        { value: '4 injured', citations: [1], quote: 'Four were injured.' },
        { value: '5 injured', citations: [2], quote: 'Five were injured.' },
      ],
    },
  ],
  timeline: Array.from({ length: 7 }, (_, i) => ({
    date: `2031-02-0${i + 1}`,
    text: `Step ${i + 1}.`,
    citations: [1],
  })),
  sources: [
    { n: 1, articleId: 'a1', source: 'Orlvik Gazette', title: 'Fire at dock', publishedAt: at(4) },
    {
      n: 2,
      articleId: 'a2',
      source: 'Orlvik Herald',
      title: 'Dock fire',
      url: 'https://herald.example/fire',
      publishedAt: at(5),
    },
  ],
  carriedBy: 3,
  independentSources: 2,
};

const watchlist = (name: string, more: Partial<Watchlist> = {}): Watchlist => ({
  id: 'w_1',
  name,
  query: 'fire',
  owner: { id: 'U1', name: 'Mara' },
  channel: { platform: 'console', channel: 'foreign' },
  createdAt: at(1),
  ...more,
});

describe('a brief', () => {
  it('has headline, cited sentences, disagreements, timeline, sources and coverage', () => {
    expect(printed(briefPost(BRIEF))).toMatchSnapshot();
  });

  it('shows the newest of a long timeline', () => {
    const text = printed(briefPost(BRIEF));
    expect(text.match(/Step \d/g)).toHaveLength(TIMELINE_ENTRIES_SHOWN);
    expect(text).toContain('Step 7');
  });

  it('has no empty sections', () => {
    const text = printed(briefPost({ ...BRIEF, disagreements: [], timeline: BRIEF.timeline.slice(0, 1) }));
    expect(text).not.toMatch(/Sources differ|Timeline/);
  });

  it('links its headline to the article whose headline it is', () => {
    const first = { ...BRIEF.sources[0]!, title: 'Grain dock burns', url: 'https://gazette.example/burns' };
    const sources = [first, BRIEF.sources[1]!];
    expect(briefPost({ ...BRIEF, sources, headline: 'Dock fire' }).headline?.url).toBe('https://herald.example/fire');
    expect(briefPost({ ...BRIEF, sources }).headline?.url).toBe('https://gazette.example/burns');
  });

  it('links its headline to the first source that has an address', () => {
    expect(briefPost(BRIEF).headline).toEqual({ text: BRIEF.headline, url: 'https://herald.example/fire' });
    expect(briefPost({ ...BRIEF, sources: BRIEF.sources.slice(0, 1) }).headline).toEqual({ text: BRIEF.headline });
  });
});

describe('an alert', () => {
  it('names the watchlists, and offers timeline, sources and what is new', () => {
    const post = alertPost(BRIEF, [watchlist('Fires'), watchlist('Our town'), watchlist('Work')]);
    expect(post.footer).toBe('Carried by 3 outlets, 2 independent · watchlist Fires, Our town and Work · story s_1');
    expect(post.actions).toEqual([
      { id: 'timeline:s_1', label: 'Timeline' },
      { id: 'sources:s_1', label: 'Sources' },
      { id: 'whatsnew:s_1', label: 'What’s new' },
    ]);
  });

  it('gives the date of a happening once', () => {
    const timeline = [{ date: '2030-03', text: 'In March 2030, a bridge fell.', citations: [1] }];
    const said = printed(timelinePost({ ...BRIEF, timeline }));
    expect(said).toContain('A bridge fell.');
    expect(said.match(/March 2030/g)).toHaveLength(1);
  });

  it('leaves the timeline to its button', () => {
    expect(printed(alertPost(BRIEF, []))).not.toMatch(/Step/);
    expect(printed(timelinePost(BRIEF)).match(/Step \d/g)).toHaveLength(7);
  });

  it('updated by a reply cites only the sources of what changed', () => {
    const post = changesPost(BRIEF, [{ text: 'Police arrested the manager.', citations: [2] }]);
    expect(post.headline?.text).toBe('New in: Fire at Orlvik grain dock injures four');
    expect(post.sources?.map(({ n }) => n)).toEqual([2]);
  });

  it('asked for its sources lists them to the asker', () => {
    expect(sourcesPost(BRIEF)).toMatchObject({ audience: 'asker', sources: BRIEF.sources });
  });

  it('without dated happenings says so', () => {
    expect(printed(timelinePost({ ...BRIEF, timeline: [] }))).toMatch(/name no dated happenings/);
  });
});

describe('an answer', () => {
  const ANSWER: Answer = {
    question: 'How many were injured?',
    answer: 'Four',
    abstained: false,
    confidence: 0.834,
    evidence: [
      {
        n: 1,
        quote: 'Four workers were injured.',
        source: 'Orlvik Gazette',
        url: 'https://gazette.example/1',
        articleId: 'a1',
        publishedAt: at(4),
      },
    ],
    caveats: ['Orlvik Herald counts five.'],
    independentSources: 1,
    nearest: [],
  };

  it('has question, answer, quotations with outlet and link, caveats, agreement', () => {
    expect(printed(answerPost(ANSWER))).toMatchSnapshot();
  });

  it('refused has the reason and the nearest coverage, and no quotation', () => {
    const refusal: Answer = {
      ...ANSWER,
      abstained: true,
      answer: 'Not in our coverage: no article says that.',
      evidence: [],
      caveats: [],
      nearest: BRIEF.sources,
    };
    expect(printed(answerPost(refusal))).toMatchSnapshot();
  });

  it('shows no date that no article names', () => {
    const [evidence] = ANSWER.evidence;
    const post = answerPost({ ...ANSWER, evidence: [{ ...evidence!, undated: true }] });
    const quotation = post.blocks.find(({ kind }) => kind === 'quote');
    expect(JSON.stringify(quotation)).not.toMatch(/2031/);
    expect(post.sources).toMatchObject([{ undated: true }]);
  });
});

describe('what went wrong', () => {
  it('is said with what to do', () => {
    expect(printed(errorPost(new NewsroomError('not_found', 'No such thing.', { hint: 'Look elsewhere.' })))).toBe(
      'No such thing.\n\nLook elsewhere.',
    );
  });

  it.each(['fire AND (tram', '“grain dock” AND ', `${'a '.repeat(80)}(fire`])(
    'keeps its caret under the place: %s',
    (query) => {
      let text = '';
      try {
        parseQuery(query);
      } catch (thrown) {
        text = printed(errorPost(thrown as NewsroomError));
      }
      const lines = text.split('\n');
      const caret = lines.findIndex((line) => /^\s*\^$/.test(line));
      expect(caret).toBeGreaterThan(0);
      expect([...lines[caret - 1]!].length).toBeGreaterThanOrEqual(lines[caret]!.indexOf('^'));
      expect('(A').toContain(lines[caret - 1]![lines[caret]!.indexOf('^')]!);
    },
  );
});

describe('lists', () => {
  const story: Story = {
    id: 's_1',
    title: 'Fire at Orlvik grain dock',
    articleIds: ['a1'],
    sources: ['Orlvik Gazette'],
    independentSources: 1,
    firstSeenAt: at(4),
    updatedAt: at(4),
    revision: 1,
  };

  it.each([
    ['stories', storiesPost([story]), /1 story[\s\S]*1 outlet, 1 independent, 4 Mar 2031[\s\S]*s_1/],
    ['no stories', storiesPost([]), /No stories yet/],
    [
      'feeds',
      feedsPost([feedReport('Gazette', 'well')]),
      /1 feed\n[\s\S]*Gazette Last read 3 min ago\.[\s\S]*f_Gazette/,
    ],
    [
      'feeds in need first',
      feedsPost([
        feedReport('Gazette', 'well'),
        feedReport('Tidings', 'silent'),
        feedReport('Herald', 'paused'),
        feedReport('Echo', 'silent'),
      ]),
      /4 feeds: 1 paused, 2 silent\n[\s\S]*Herald[\s\S]*Tidings[\s\S]*Echo[\s\S]*Gazette/,
    ],
    ['no feeds', feedsPost([]), /\/feeds add/],
    [
      'watchlists',
      watchlistsPost([
        watchlist('Fires'),
        watchlist('Trams', { id: 'w_2', pausedAt: at(2), pausedReason: 'The channel is gone.' }),
      ]),
      /2 watchlists[\s\S]*Fires fire w_1[\s\S]*paused: The channel is gone\. w_2/,
    ],
    ['no watchlists', watchlistsPost([]), /\/watch add/],
    [
      'an explanation',
      explanationPost({
        watchlist: watchlist('Fires'),
        article: undefined,
        stages: [{ passed: false, what: 'Not seen.' }],
      }),
      /an article that we have not seen[\s\S]*✗ Not seen\./,
    ],
  ])('of %s', (_, post, said) => expect(printed(post)).toMatch(said));

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('in words: %j is “%s”', (items, words) => expect(listInWords(items)).toBe(words));
});

describe('a backtest', () => {
  const tried = {
    query: 'fire',
    total7d: 1,
    total30d: 3,
    articles30d: 5,
    perDay: [
      { day: '2031-03-03', alerts: 0 },
      { day: '2031-03-04', alerts: 2 },
      { day: '2031-03-05', alerts: 1 },
    ],
    latest: [
      {
        articleId: 'a1',
        title: 'Fire at dock',
        source: 'Orlvik Gazette',
        publishedAt: at(5),
        found: [{ part: 'fire', words: ['Fire', 'fires'] }],
      },
    ],
    verdict: 'fine',
    suggestions: [],
  } as const;

  it('shows counts, days and the latest hits with what was found', () => {
    expect(printed(backtestPost(tried))).toMatchSnapshot();
  });

  it('that would never have fired offers wider queries', () => {
    const post = backtestPost({
      ...tried,
      verdict: 'never',
      latest: [],
      perDay: [],
      suggestions: [{ query: 'fir*', change: 'any ending', alerts30d: 4 }],
    });
    expect(printed(post)).toMatch(/would not have alerted[\s\S]*fir\*[\s\S]*4 alerts in 30 days/);
  });

  it('says what it rests on where not every article was read', () => {
    const post = backtestPost({ ...tried, sample: { articles: 800, of: 24_000 }, namesUnread: true });
    expect(printed(post).replace(/\s+/g, ' ')).toMatch(
      /About 1 alert in .* Estimated from 800 of the 24,000 articles that could match\. Names were looked for word/,
    );
  });

  it('names what no article had', () => {
    const post = backtestPost({
      ...tried,
      verdict: 'never',
      latest: [],
      perDay: [],
      absent: ['elephants', '"sea cow"'],
    });
    expect(printed(post).replace(/\s+/g, ' ')).toMatch(/Nothing at all had elephants, "sea cow"\./);
  });

  it('marks the words by which a hit was found, and names the fields', () => {
    const found = [...tried.latest[0].found, { part: 'source:Gazette', words: [] }];
    const post = backtestPost({ ...tried, latest: [{ ...tried.latest[0], url: 'https://gazette.example/1', found }] });
    expect(post.blocks.at(-1)).toMatchObject({
      items: [
        [
          { text: '5 Mar · Orlvik Gazette · ' },
          { kind: 'link', text: 'Fire at dock', url: 'https://gazette.example/1' },
          { text: ' · ' },
          { text: 'Fire', style: 'strong' },
          { text: ', ' },
          { text: 'fires', style: 'strong' },
          { text: ', ' },
          { text: 'source:Gazette', style: 'code' },
        ],
      ],
    });
  });

  it('that is too broad offers narrower ones', () => {
    const post = backtestPost({
      ...tried,
      verdict: 'too_broad',
      suggestions: [{ query: 'title:fire', change: 'in the title', alerts30d: 1 }],
    });
    expect(printed(post)).toMatch(/more than people go on reading[\s\S]*title:fire[\s\S]*1 alert in 30 days/);
  });

  it('of a stored watchlist says that it looks forward', () => {
    expect(backtestPost(tried, watchlist('Fires'))).toMatchObject({
      headline: { text: 'Watching: Fires' },
      footer: expect.stringContaining('looks forward'),
    });
  });
});
