/**
 * What people see of the newsroom, piece by piece, as the desk says it: to be rendered by every platform and looked at. The
 * news in it is invented.
 */
import type { Action, Block, Form, Home, Post, Source, Span } from '../../src/model.ts';

const text = (value: string): Span => ({ kind: 'text', text: value });
const strong = (value: string): Span => ({ kind: 'text', text: value, style: 'strong' });
const emphasis = (value: string): Span => ({ kind: 'text', text: value, style: 'emphasis' });
const code = (value: string): Span => ({ kind: 'text', text: value, style: 'code' });
const cite = (...numbers: readonly number[]): Span[] => numbers.map((n) => ({ kind: 'citation', n }));
const paragraph = (...spans: readonly Span[]): Block => ({ kind: 'paragraph', spans });
const list = (...items: readonly (readonly Span[])[]): Block => ({ kind: 'list', items });

const source = (n: number, name: string, slug: string, at: string, more: Partial<Source> = {}): Source => ({
  n,
  articleId: `a${n}`,
  source: name,
  title: slug.replace(/-/g, ' ').replace(/^./, (letter) => letter.toUpperCase()),
  url: `https://${name.toLowerCase().replace(/[^a-z]/g, '')}.example/2031/05/06/${slug}`,
  publishedAt: `2031-05-06T${at}:00.000Z`,
  ...more,
});

const SOURCES: readonly Source[] = [
  source(1, 'Harbour Post', 'ferry-maren-aground-off-kestrel-point', '03:10', {
    alsoCarriedBy: 'Norvik Gazette, The Hald Mirror and 4 more',
  }),
  source(2, 'Radio Kestrel', 'passengers-tell-of-a-night-on-the-rocks', '05:40'),
  source(3, 'Isle & Mainland', 'strait-closed-after-grounding', '07:25'),
  source(4, 'The Ostwick Observer', 'operator-had-deferred-radar-repair', '09:02'),
];

const ON_STORY: readonly Action[] = [
  { id: 'timeline:s_12', label: 'Timeline' },
  { id: 'sources:s_12', label: 'Sources' },
  { id: 'whatsnew:s_12', label: 'What’s new' },
  { id: 'claim:s_12', label: 'I’m on it' },
  { id: 'mute:s_12', label: 'Mute story' },
  { id: 'irrelevant:s_12', label: 'Not relevant' },
  { id: 'why:s_12', label: 'Why this?' },
];

const HEADLINE = { text: 'Ferry runs aground off Kestrel Point; all 42 aboard safe', url: SOURCES[0]!.url! };
const SHARE: Action = { id: 'share:sources:s_12', label: 'Share here' };

const BODY: readonly Block[] = [
  list(
    [text('All 42 people aboard the ferry Maren were brought ashore by 3 a.m. on Tuesday. '), ...cite(1, 2)],
    [text('The harbour master, J. R. Dunmore, closed the strait to all traffic until the tide turns. '), ...cite(3)],
    [text('The operator had put off a repair of the ship’s radar twice since March, its log shows. '), ...cite(4)],
  ),
  paragraph(strong('Sources differ')),
  list(
    [text('people aboard: 42 '), ...cite(1, 3), text('; 40 '), ...cite(2)],
    [text('speed when it struck: 12 knots '), ...cite(1), text('; 9 knots '), ...cite(4)],
  ),
];

const COVERAGE = 'Carried by 10 outlets, 4 independent';

export const GALLERY: Readonly<Record<string, Post>> = {
  'story-alert': {
    audience: 'everyone',
    headline: HEADLINE,
    blocks: BODY,
    sources: SOURCES,
    actions: ON_STORY,
    footer: `Mara and Jo are on it · ${COVERAGE} · watchlist Strait & harbour · story s_12`,
    mentions: [{ kind: 'role', id: 'S0456DEF' }],
  },
  'story-update': {
    audience: 'everyone',
    headline: { text: 'New in: Ferry runs aground off Kestrel Point; all 42 aboard safe' },
    blocks: [
      list(
        [text('The Maren was towed free at noon. '), ...cite(2)],
        [text('Radio Kestrel has corrected itself: 42 people were aboard, not 40. '), ...cite(2)],
      ),
    ],
    sources: SOURCES.slice(1, 2),
    footer: COVERAGE,
  },
  brief: {
    audience: 'everyone',
    headline: HEADLINE,
    blocks: [
      ...BODY,
      paragraph(strong('Not yet confirmed')),
      list([text('The captain had asked for a pilot an hour before. '), ...cite(2)]),
      paragraph(strong('Timeline')),
      list(
        [emphasis('5 May 2031'), text(' The Maren leaves Norvik. '), ...cite(1)],
        [emphasis('6 May 2031'), text(' It strikes the rocks off Kestrel Point. '), ...cite(1, 2)],
      ),
    ],
    sources: SOURCES,
    footer: `${COVERAGE} · first published by Harbour Post, by its own stamp 6 May 2031, 03:10 UTC · story s_12`,
  },
  timeline: {
    audience: 'asker',
    headline: { text: `Timeline: ${HEADLINE.text}` },
    blocks: [
      list(
        [emphasis('March 2031'), text(' The repair of the radar is put off for the first time. '), ...cite(4)],
        [emphasis('5 May 2031'), text(' The Maren leaves Norvik with 42 people. '), ...cite(1)],
        [
          emphasis('6 May 2031'),
          text(' It strikes the rocks off Kestrel Point; the strait is closed. '),
          ...cite(1, 3),
        ],
      ),
    ],
    sources: SOURCES,
    actions: [{ ...SHARE, id: 'share:timeline:s_12' }],
    chart: {
      title: HEADLINE.text,
      alt: 'Coverage from 6 May 2031 at 03:10 to 09:02 UTC: 4 articles from 4 outlets; first Harbour Post, then Radio Kestrel and Isle & Mainland.',
      marks: SOURCES.map(({ publishedAt: at, source: outlet }) => ({ at, source: outlet })),
    },
  },
  sources: {
    audience: 'asker',
    headline: { text: `Sources: ${HEADLINE.text}` },
    blocks: [],
    sources: [...SOURCES, source(5, 'Norvik Gazette', 'ferry-aground', '04:00', { copyOf: 1, undated: true })],
    actions: [SHARE],
    footer: `${COVERAGE} · first published by Harbour Post, by its own stamp 6 May 2031, 03:10 UTC`,
  },
  'whats-new': {
    audience: 'asker',
    headline: { text: `New in: ${HEADLINE.text}` },
    blocks: [
      paragraph(text('Since '), { kind: 'time', at: '2031-05-06T08:00:00.000Z' }, text(':')),
      list([text('The Maren was towed free at noon. '), ...cite(2)]),
    ],
    sources: SOURCES.slice(1, 2),
    actions: [{ ...SHARE, id: 'share:whatsnew:s_12' }],
  },
  why: {
    audience: 'asker',
    headline: { text: 'Why this?' },
    blocks: [
      paragraph(strong('Strait & harbour'), text(' '), code('ferry AND "kestrel point"'), text(' '), code('w_4f2a')),
      paragraph(text('Harbour Post: '), { kind: 'link', text: HEADLINE.text, url: HEADLINE.url }),
      list(
        [text('✓ '), text('“ferry” is in the headline')],
        [text('✓ '), text('“Kestrel Point” is in the text, twice')],
        [text('✓ '), text('3 independent outlets; 2 were asked for')],
      ),
    ],
  },
  'answer-with-proof': {
    audience: 'everyone',
    blocks: [
      paragraph(emphasis('who closed the strait?')),
      paragraph(strong('The harbour master, J. R. Dunmore'), text(' · 6 May 2031')),
      {
        kind: 'quote',
        spans: [
          text('“The strait stays shut until the tide turns,” said Dunmore. '),
          emphasis('Radio Kestrel '),
          ...cite(1),
        ],
      },
      {
        kind: 'quote',
        spans: [
          text('“Harbour master J. R. Dunmore closed the strait at 4 a.m.” '),
          emphasis('Isle & Mainland '),
          ...cite(2),
        ],
      },
      paragraph(strong('Note')),
      list([text('The closure was lifted at noon (Harbour Post).')]),
    ],
    sources: [
      { ...SOURCES[1]!, n: 1, title: '' },
      { ...SOURCES[2]!, n: 2, title: '' },
    ],
    footer: '2 independent sources · confidence high',
  },
  refusal: {
    audience: 'everyone',
    blocks: [
      paragraph(emphasis('who owns the Maren?')),
      paragraph(strong('Not in our coverage: no article names an owner (our archive begins on 1 April 2031).')),
      paragraph(text('The nearest coverage:')),
    ],
    sources: SOURCES.slice(3),
  },
  digest: {
    audience: 'everyone',
    headline: { text: 'Digest: 3 stories' },
    blocks: [
      list(
        [{ kind: 'link', text: HEADLINE.text, url: HEADLINE.url }, text(' (10 outlets)')],
        [
          { kind: 'link', text: 'Norvik council votes to widen the quay', url: 'https://norvik.example/quay' },
          text(' (3 outlets)'),
        ],
        [
          emphasis('New in '),
          strong('Dockers’ strike'),
          text(' (6 outlets): The talks resume on Thursday. Two cranes are working again.'),
        ],
      ),
    ],
    footer: 'Watchlist Strait & harbour · the whole of a story: /brief and its headline',
  },
  'lost-channel': {
    audience: 'everyone',
    headline: { text: '“Strait & harbour” cannot be delivered' },
    blocks: [
      paragraph(text('#night-desk: The channel was archived. The watchlist is paused until somebody resumes it.')),
      paragraph(emphasis('Unarchive the channel or choose another: /watch edit w_4f2a')),
    ],
  },
  'query-error': {
    audience: 'asker',
    blocks: [
      { kind: 'code', text: 'A bracket is open:\n  (ferry OR boat\n  ^' },
      paragraph(emphasis('Close it: (ferry OR boat)')),
    ],
  },
  watchlists: {
    audience: 'asker',
    headline: { text: '3 watchlists' },
    blocks: [
      list(
        [
          strong('Strait & harbour'),
          text(' '),
          code('ferry AND "kestrel point"'),
          text(' digest on weekdays at 08:30 Europe/Oslo '),
          code('w_4f2a'),
        ],
        [strong('Quay'), text(' '), code('title:quay -fishing'), text(' paused '), code('w_77b0')],
        [
          strong('Strike'),
          text(' '),
          code('strike AND (dock* OR port)'),
          text(' at most 5 an hour '),
          code('w_9c1e'),
          text(' 4 of 11 stories in the last 30 days not relevant. Narrower: '),
          code('/watch edit w_9c1e strike AND dock* NOT football'),
          text(' leaves out football.'),
        ],
      ),
    ],
    menu: {
      id: 'watch-show',
      label: 'Settings of…',
      choices: [
        { value: 'w_4f2a', label: 'Strait & harbour', note: 'ferry AND "kestrel point"' },
        { value: 'w_77b0', label: 'Quay', note: 'paused' },
        { value: 'w_9c1e', label: 'Strike' },
      ],
    },
  },
  backtest: {
    audience: 'asker',
    headline: { text: 'Watching: Strait & harbour' },
    blocks: [
      paragraph(code('ferry AND "kestrel point"')),
      paragraph(text('2 alerts in the last 7 days, 9 in the last 30 (41 articles).')),
      { kind: 'code', text: '6 Apr ··▁···▂····▁·····█···▁·▂·▁ 5 May\nmost on one day: 4, on 24 Apr' },
      list(
        [
          text('5 May · Harbour Post · '),
          { kind: 'link', text: 'Ferry timetable changes at Kestrel Point', url: 'https://harbourpost.example/t' },
          text(' · '),
          strong('ferry'),
          text(', '),
          strong('Kestrel Point'),
        ],
        [text('2 May · Radio Kestrel · Ferries late again · '), strong('ferries'), text(', '), strong('Kestrel Point')],
      ),
    ],
    actions: [
      { id: 'form:watch-edit:w_4f2a', label: 'Edit', opens: 'form' },
      { id: 'watch-pause:w_4f2a', label: 'Pause' },
      { id: 'watch-remove:w_4f2a', label: 'Remove', style: 'danger', confirm: 'Remove “Strait & harbour” for good?' },
    ],
    footer: 'Watchlist w_4f2a. It looks forward: what has been read already does not alert.',
  },
  check: {
    audience: 'asker',
    headline: { text: 'Checked against our coverage' },
    blocks: [
      paragraph(strong('“42 people were aboard the Maren”')),
      list([text('✓ carried by 3 independent outlets '), ...cite(1, 3, 4)], [text('✗ differs: 40 '), ...cite(2)]),
      paragraph(strong('“The captain was asleep”')),
      list([text('not in our coverage')]),
    ],
    sources: SOURCES,
    actions: [{ ...SHARE, id: 'share:check:c_81' }],
    footer: '2 claims found in the message',
  },
  'brief-link': {
    audience: 'asker',
    headline: { text: 'Operator had deferred radar repair', url: SOURCES[3]!.url! },
    blocks: [
      list(
        [text('The operator of the ferry Maren put off a repair of its radar twice, its log shows. ')],
        [text('A spokeswoman said that the ship “met every rule in force”. ')],
      ),
      paragraph(strong('Part of the story')),
      list([
        { kind: 'link', text: HEADLINE.text, url: HEADLINE.url },
        text(' 10 outlets, 4 independent '),
        code('s_12'),
      ]),
    ],
    actions: [
      { id: 'brief:s_12', label: 'Brief of the story' },
      { ...SHARE, id: 'share:brief-link:l_7' },
    ],
    footer: 'The Ostwick Observer, 6 May 2031',
  },
  help: {
    audience: 'asker',
    headline: { text: 'What Nutgraf does' },
    blocks: [
      list(
        [
          code('/ask who closed the strait?'),
          text(' answers from what has been read, with proof, or says that it does not know'),
        ],
        [code('/brief ferry'), text(' a short cited brief of the story, by topic or story id')],
        [
          code('/watch add'),
          text(' opens a form; '),
          code('/watch add ferry AND strait as Night desk'),
          text(' does without'),
        ],
        [code('/nutgraf stories'), text(' the stories that moved in the last seven days')],
      ),
    ],
  },
};

const WATCH_FIELDS: Form['fields'] = [
  {
    id: 'query',
    label: 'Words to watch for',
    kind: 'text',
    multiline: true,
    maxChars: 1_500,
    placeholder: 'taliban AND (recognition OR ambassador) NOT cricket',
  },
  {
    id: 'name',
    label: 'Name',
    kind: 'text',
    maxChars: 100,
    optional: true,
    hint: 'Without one it is called by its words.',
  },
  {
    id: 'channel',
    label: 'Channel',
    kind: 'channel',
    optional: true,
    hint: 'Empty: where you are now.',
    value: 'C061EG9SL',
  },
  {
    id: 'delivery',
    label: 'When to post',
    kind: 'choice',
    value: 'once',
    choices: [
      { value: 'once', label: 'At once' },
      { value: 'hour', label: 'Every hour' },
      { value: 'weekday', label: 'On weekdays' },
    ],
  },
  {
    id: 'at',
    label: 'Time of the digest',
    kind: 'time',
    optional: true,
    hint: 'For a daily digest, or one on weekdays: 08:30',
  },
  { id: 'zone', label: 'Time zone', kind: 'text', optional: true, value: 'Europe/Oslo', placeholder: 'Europe/London' },
];

const NEW: Form = {
  id: 'watch-new',
  title: 'New watchlist',
  submit: 'Watch',
  fields: WATCH_FIELDS,
  actions: [{ id: 'preview:watch-new', label: 'Preview' }],
};

export const FORMS = {
  new: NEW,
  preview: {
    ...NEW,
    fields: WATCH_FIELDS.map((field) =>
      field.id === 'query' && field.kind === 'text' ? { ...field, value: 'ferry AND "kestrel point"' } : field,
    ),
    notes: GALLERY.backtest!.blocks,
  },
  lookup: {
    id: 'follow',
    title: 'Follow a story',
    submit: 'Follow',
    fields: [
      { id: 'story', label: 'Story', kind: 'lookup', of: 'story', value: { value: 's_12', label: HEADLINE.text } },
      { id: 'at', label: 'Remind me at', kind: 'time', optional: true, value: '08:30' },
    ],
  },
} as const satisfies Readonly<Record<string, Form>>;

export const HOMES = {
  first: {
    sections: [
      {
        title: 'Welcome to Nutgraf',
        blocks: [
          paragraph(
            text(
              'It reads the outlets, gathers the articles about one event into a story, and tells you when a topic of yours moves. Three things to begin with:',
            ),
          ),
          list(
            [text('Name a topic: '), strong('New watchlist'), text(' below.')],
            [text('Ask it something, in any channel or in its messages: '), code('/ask who closed the strait?')],
            [text('Point at a message: '), strong('More actions → Check against coverage'), text('.')],
          ),
        ],
        actions: [{ id: 'form:watch-new', label: 'New watchlist', style: 'primary', opens: 'form' }],
      },
      { title: 'Stories moving now', blocks: [paragraph(text('Nothing has moved in the last 24 hours.'))] },
    ],
  },
  later: {
    sections: [
      {
        title: 'Your watchlists',
        blocks: [],
        items: [
          {
            blocks: [
              paragraph(strong('Strait & harbour'), text(' '), code('ferry AND "kestrel point"')),
              paragraph(text('2 alerts this week, 9 in 30 days · #night-desk · digest on weekdays at 08:30')),
            ],
            actions: [
              { id: 'form:watch-edit:w_4f2a', label: 'Edit', opens: 'form' },
              { id: 'watch-pause:w_4f2a', label: 'Pause' },
              {
                id: 'watch-remove:w_4f2a',
                label: 'Remove',
                style: 'danger',
                confirm: 'Remove “Strait & harbour” for good?',
              },
            ],
          },
          {
            blocks: [
              paragraph(strong('Quay'), text(' '), code('title:quay -fishing')),
              paragraph(text('paused · your direct messages')),
            ],
            actions: [
              { id: 'form:watch-edit:w_77b0', label: 'Edit', opens: 'form' },
              { id: 'watch-resume:w_77b0', label: 'Resume' },
              { id: 'watch-remove:w_77b0', label: 'Remove', style: 'danger', confirm: 'Remove “Quay” for good?' },
            ],
          },
        ],
        actions: [{ id: 'form:watch-new', label: 'New watchlist', style: 'primary', opens: 'form' }],
      },
      {
        title: 'Stories moving now',
        blocks: [],
        items: [
          {
            blocks: [
              paragraph(
                { kind: 'link', text: HEADLINE.text, url: HEADLINE.url },
                text(' 10 outlets, 4 independent, '),
                { kind: 'time', at: '2031-05-06T09:02:00.000Z' },
              ),
            ],
            actions: [{ id: 'brief:s_12', label: 'Brief' }],
          },
          {
            blocks: [
              paragraph(
                { kind: 'link', text: 'Norvik council votes to widen the quay', url: 'https://norvik.example/quay' },
                text(' 3 outlets, 3 independent, '),
                { kind: 'time', at: '2031-05-06T08:15:00.000Z' },
              ),
            ],
            actions: [{ id: 'brief:s_13', label: 'Brief' }],
          },
        ],
      },
      {
        title: 'Feeds',
        blocks: [
          paragraph(
            text('38 feeds: 36 well, 1 slow, '),
            strong('1 failing'),
            text(': The Hald Mirror has not answered since yesterday, 14:05.'),
          ),
        ],
      },
      {
        title: 'Your settings',
        blocks: [paragraph(text('Europe/Oslo · quiet 22:00–07:00 · watchlists in your messages at once'))],
        actions: [{ id: 'form:settings', label: 'Change', opens: 'form' }],
      },
    ],
  },
} as const satisfies Readonly<Record<string, Home>>;
