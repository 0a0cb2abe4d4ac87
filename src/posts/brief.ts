/** A story's brief, as a channel of editors sees it: when it first alerts, when it moves, and when somebody asks for it. */
import type { Action, Block, Brief, BriefSentence, Post, Span, Timestamp, Watchlist } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { chartOf } from './coverage.ts';
import { type Folding, foldCopies } from './folding.ts';
import { citations, code, count, emphasis, list, listInWords, paragraph, strong, text, whisper } from './spans.ts';

/** More of the timeline than this is for the *Timeline* button. */
export const TIMELINE_ENTRIES_SHOWN = 5;

export function coverage(brief: Pick<Brief, 'carriedBy' | 'independentSources'>): string {
  return `Carried by ${count(brief.carriedBy, 'outlet')}, ${brief.independentSources} independent`;
}

const sentences = (items: readonly BriefSentence[], folding: Folding): Block =>
  list(items.map((sentence) => [text(`${sentence.text} `), ...citations(folding.citations(sentence.citations))]));

function disagreements(brief: Brief, folding: Folding): Block[] {
  if (brief.disagreements.length === 0) return [];
  return [
    paragraph(strong('Sources differ')),
    list(
      brief.disagreements.map((disagreement) => [
        text(`${disagreement.about}: `),
        ...disagreement.positions.flatMap((position, i) => [
          text(`${i === 0 ? '' : '; '}${position.value} `),
          ...citations(folding.citations(position.citations)),
        ]),
      ]),
    ),
  ];
}

function unconfirmed({ unconfirmed: items = [] }: Brief, folding: Folding): Block[] {
  return items.length === 0 ? [] : [paragraph(strong('Not yet confirmed')), sentences(items, folding)];
}

function timeline(entries: Brief['timeline'], folding: Folding): Block {
  return list(
    entries.map((entry) => {
      const date = formatDate(entry.date);
      return [
        emphasis(date),
        text(` ${withoutOpeningDate(entry.text, date)} `),
        ...citations(folding.citations(entry.citations)),
      ];
    }),
  );
}

/** "March 2024: In March 2024, a bridge fell" says it twice. */
function withoutOpeningDate(told: string, date: string): string {
  for (const preposition of ['In', 'On']) {
    const opening = `${preposition} ${date}, `;
    if (told.startsWith(opening)) return told.charAt(opening.length).toUpperCase() + told.slice(opening.length + 1);
  }
  return told;
}

const actionsOn = (storyId: string): Action[] => [
  { id: `timeline:${storyId}`, label: 'Timeline' },
  { id: `sources:${storyId}`, label: 'Sources' },
  { id: `whatsnew:${storyId}`, label: 'What’s new' },
];

/** Everything that cites decides which copies need a line of their own. */
function foldingOf(brief: Brief): Folding {
  return foldCopies(brief.sources, [
    ...[...brief.sentences, ...(brief.unconfirmed ?? []), ...brief.timeline].map((cited) => cited.citations),
    ...brief.disagreements.flatMap(({ positions }) => positions.map((position) => position.citations)),
  ]);
}

function briefBody(brief: Brief, folding: Folding): Required<Pick<Post, 'headline' | 'blocks' | 'sources'>> {
  const linked = brief.sources.filter((source) => source.url !== undefined);
  const url = (linked.find(({ title }) => title.includes(brief.headline)) ?? linked[0])?.url;
  return {
    headline: { text: brief.headline, ...(url === undefined ? {} : { url }) },
    blocks: [sentences(brief.sentences, folding), ...disagreements(brief, folding), ...unconfirmed(brief, folding)],
    sources: folding.sources,
  };
}

/** "follows “Fire at dock” (story s_1)", where the story does. */
function follows({ follows: earlier }: Brief): string[] {
  return earlier === undefined ? [] : [`follows \u201c${earlier.title}\u201d (story ${earlier.storyId})`];
}

const footer = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' \u00b7 ');

/** Who had it first, by its own stamp and by when we saw it; nothing where there is one source only. */
function provenance({ provenance: first, sources }: Brief): string[] {
  if (first === undefined || sources.length < 2) return [];
  const outlet = (n: number) => sources.find((source) => source.n === n)?.source ?? '';
  const published = first.published === undefined ? [] : [first.published];
  const seen = first.seen === undefined ? [] : [first.seen];
  return [
    ...published.map(({ n, at }) => `first published by ${outlet(n)}, by its own stamp ${moment(at)}`),
    ...seen.map(({ n, at }) => `first seen by us at ${outlet(n)}, ${moment(at)}`),
  ];
}

/** "4 July 2025, 10:02 UTC"; a stamp of midnight is a date without a time. */
function moment(at: Timestamp): string {
  const date = formatDate(at.slice(0, 10));
  return /T00:00:00(?:\.000)?Z$/.test(at) ? date : `${date}, ${at.slice(11, 16)} UTC`;
}

/** The answer to `/brief`: everything that the brief holds. */
export function briefPost(brief: Brief): Post {
  const folding = foldingOf(brief);
  const body = briefBody(brief, folding);
  const recent = brief.timeline.slice(-TIMELINE_ENTRIES_SHOWN);
  return {
    audience: 'everyone',
    ...body,
    blocks: [
      ...body.blocks,
      ...(brief.timeline.length < 2 ? [] : [paragraph(strong('Timeline')), timeline(recent, folding)]),
    ],
    footer: footer(coverage(brief), ...provenance(brief), ...follows(brief), `story ${brief.storyId}`),
  };
}

/** A story's one post in a channel; all the channel's watchlists that match it are named. */
export function alertPost(brief: Brief, watchlists: readonly Watchlist[]): Post {
  const names = listInWords(watchlists.map((watchlist) => watchlist.name));
  return {
    audience: 'everyone',
    ...briefBody(brief, foldingOf(brief)),
    actions: actionsOn(brief.storyId),
    footer: footer(
      coverage(brief),
      names === '' ? '' : `watchlist ${names}`,
      ...follows(brief),
      `story ${brief.storyId}`,
    ),
  };
}

/** The reply in the story's thread that says what has changed since the channel was last told. */
export function changesPost(brief: Brief, changes: readonly BriefSentence[]): Post {
  const folding = foldCopies(
    brief.sources,
    changes.map((change) => change.citations),
  );
  const cited = new Set(changes.flatMap((change) => folding.citations(change.citations)));
  return {
    audience: 'everyone',
    headline: { text: `New in: ${brief.headline}` },
    blocks: [sentences(changes, folding)],
    sources: folding.sources.filter((source) => cited.has(source.n)),
    footer: coverage(brief),
  };
}

/** To whoever asks what has changed since the channel was last told; `toldAt` is absent where it never was. */
export function whatsNewPost(
  brief: Brief,
  { toldAt, changes }: { readonly toldAt?: Timestamp; readonly changes: readonly BriefSentence[] },
): Post {
  if (toldAt === undefined)
    return whisper(
      `Not posted here: ${brief.headline}`,
      paragraph(text('This channel has not been told of the story. All of it: '), code(`/brief ${brief.storyId}`)),
    );
  const since: Span = { kind: 'time', at: toldAt };
  if (changes.length === 0)
    return whisper(
      `Nothing new: ${brief.headline}`,
      paragraph(text('Nothing that this channel has not been told, as of '), since, text('.')),
    );
  const post = changesPost(brief, changes);
  return { ...post, audience: 'asker', blocks: [paragraph(text('Since '), since, text(':')), ...post.blocks] };
}

export function timelinePost(brief: Brief): Post {
  const folding = foldingOf(brief);
  const chart = chartOf(brief);
  return {
    audience: 'asker',
    headline: { text: `Timeline: ${brief.headline}` },
    blocks:
      brief.timeline.length === 0
        ? [paragraph(text('The articles name no dated happenings yet.'))]
        : [timeline(brief.timeline, folding)],
    sources: folding.sources,
    ...(chart === undefined ? {} : { chart }),
  };
}

/** All sources, each with its place among copies and origins, and who was first. */
export function sourcesPost(brief: Brief): Post {
  return {
    audience: 'asker',
    headline: { text: `Sources: ${brief.headline}` },
    blocks: [],
    sources: foldingOf(brief).sources,
    footer: footer(coverage(brief), ...provenance(brief), ...follows(brief)),
  };
}
