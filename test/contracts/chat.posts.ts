/** The kinds of posts that the desk sends, to be rendered by every adapter. The news in them is invented. */
import type { Block, Post, Source } from '../../src/model.ts';

const SOURCES: readonly Source[] = [
  {
    n: 1,
    articleId: 'a1',
    source: 'Harbour Post',
    title: 'Ferry runs aground off Kestrel Point; all aboard safe',
    url: 'https://harbourpost.example/ferry-aground?ref=rss&edition=2',
    publishedAt: '2031-05-06T07:08:09.000Z',
  },
  {
    n: 2,
    articleId: 'a2',
    source: 'Isle & Mainland',
    title: 'Ferry runs aground off Kestrel Point; all aboard safe',
    url: 'https://islemainland.example/2031/05/ferry',
    publishedAt: '2031-05-06T09:30:00.000Z',
    copyOf: 1,
  },
  {
    n: 3,
    articleId: 'a3',
    source: 'Radio Kestrel',
    title: 'Passengers tell of a night on the rocks',
    publishedAt: '2031-05-05T23:59:59.000Z',
    alsoCarriedBy: 'Norvik <Post>, Hald *Gazette* and Radio @here',
  },
];

export const POSTS: Readonly<Record<string, Post>> = {
  alert: {
    audience: 'everyone',
    headline: {
      text: 'Ferry *Maren* runs aground; 42 rescued',
      url: 'https://harbourpost.example/ferry-aground?ref=rss&edition=2',
    },
    blocks: [
      {
        kind: 'list',
        items: [
          [
            { kind: 'text', text: 'All 42 people aboard the ferry Maren were brought ashore by 3 a.m. on Tuesday. ' },
            { kind: 'citation', n: 1 },
            { kind: 'citation', n: 2 },
          ],
          [
            { kind: 'text', text: 'The harbour master, J. R. Dunmore, closed the strait. ' },
            { kind: 'citation', n: 3 },
          ],
        ],
      },
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'Sources differ', style: 'strong' }] },
      {
        kind: 'list',
        items: [
          [
            { kind: 'text', text: 'people aboard: 42 ' },
            { kind: 'citation', n: 1 },
            { kind: 'text', text: '; 40 ' },
            { kind: 'citation', n: 3 },
          ],
        ],
      },
    ],
    fields: [
      { label: 'Watchlist', value: 'Strait & harbour' },
      { label: 'Query', value: 'ferry AND "Kestrel Point"' },
    ],
    sources: SOURCES,
    actions: [
      { id: 'sources:s_12', label: 'Sources' },
      { id: 'timeline:s_12', label: 'Timeline' },
    ],
    image: {
      url: 'https://nutgraf.example/timeline.png',
      alt: 'Coverage by hour: 1 article at midnight, 2 by half past nine',
    },
    footer: 'Carried by 3 outlets, 2 independent',
  },
  update: {
    audience: 'everyone',
    headline: { text: 'What is new' },
    blocks: [
      {
        kind: 'list',
        items: [
          [
            { kind: 'text', text: 'The Maren was towed free at noon. ' },
            { kind: 'citation', n: 1 },
          ],
        ],
      },
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'Updated ', style: 'emphasis' },
          { kind: 'time', at: '2031-05-06T12:15:00.000Z' },
        ],
      },
    ],
    sources: SOURCES.slice(0, 1),
  },
  answer: {
    audience: 'everyone',
    blocks: [
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'who closed the strait?', style: 'emphasis' }] },
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'The harbour master, J. R. Dunmore', style: 'strong' }] },
      {
        kind: 'quote',
        spans: [
          { kind: 'text', text: '“The strait stays shut until the tide turns,” said Dunmore. ' },
          { kind: 'text', text: 'Radio Kestrel, 2031-05-05 ', style: 'emphasis' },
          { kind: 'citation', n: 3 },
        ],
      },
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'The notice itself: ' },
          { kind: 'link', text: 'Notice 7', url: 'https://port.example/notices/7_(final)' },
        ],
      },
    ],
    sources: SOURCES.slice(2),
    footer: '2 independent sources · confidence 86%',
  },
  error: {
    audience: 'asker',
    blocks: [
      { kind: 'code', text: 'A bracket is open:\n  (ferry OR `boat\n  ^' },
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'Close it with ).', style: 'emphasis' }] },
    ],
  },
  notice: {
    audience: 'asker',
    headline: { text: 'Strait & harbour' },
    blocks: [
      {
        kind: 'paragraph',
        spans: [
          { kind: 'text', text: 'paused', style: 'strong' },
          { kind: 'text', text: ' ' },
          { kind: 'text', text: 'ferry* AND "Kestrel Point"', style: 'code' },
        ],
      },
    ],
  },
  words: {
    audience: 'everyone',
    blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Nothing new in 24 hours.' }] }],
  },
};

const LONG = 'interminable & <winding> '.repeat(400);
const many = <T>(of: (n: number) => T): T[] => Array.from({ length: 120 }, (_, i) => of(i + 1));

/** Beyond every limit of every platform. */
export const EVERYTHING_TOO_MUCH: Post = {
  audience: 'everyone',
  headline: { text: LONG, url: `https://outlet.example/${'x'.repeat(4_000)}` },
  blocks: [
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'x'.repeat(20_000) }] },
    { kind: 'paragraph', spans: [{ kind: 'text', text: LONG }] },
    ...many((n): Block => ({ kind: 'paragraph', spans: [{ kind: 'text', text: `Paragraph ${n} is a short one.` }] })),
    { kind: 'code', text: 'line\n'.repeat(5_000) },
  ],
  fields: many((n) => ({ label: `${n} ${LONG}`, value: LONG })),
  sources: many((n) => ({
    n,
    articleId: `a${n}`,
    source: LONG,
    title: LONG,
    url: `https://outlet.example/${n}/${'y'.repeat(200)}`,
    publishedAt: '2031-05-06T07:08:09.000Z',
  })),
  actions: many((n) => ({ id: `act:${n}`, label: LONG })),
  image: { url: 'https://outlet.example/chart.png', alt: LONG },
  footer: LONG,
};
