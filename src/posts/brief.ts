/** A story's brief, as a channel of editors sees it: when it first alerts, when it moves, and when somebody asks for it. */
import type { Action, Block, Brief, BriefSentence, Post, Watchlist } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { citations, count, emphasis, list, listInWords, paragraph, strong, text } from './spans.ts';

/** More of the timeline than this is for the *Timeline* button. */
export const TIMELINE_ENTRIES_SHOWN = 5;

export function coverage(brief: Pick<Brief, 'carriedBy' | 'independentSources'>): string {
  return `Carried by ${count(brief.carriedBy, 'outlet')}, ${brief.independentSources} independent`;
}

const sentences = (items: readonly BriefSentence[]): Block =>
  list(items.map((sentence) => [text(`${sentence.text} `), ...citations(sentence.citations)]));

function disagreements(brief: Brief): Block[] {
  if (brief.disagreements.length === 0) return [];
  return [
    paragraph(strong('Sources differ')),
    list(
      brief.disagreements.map((disagreement) => [
        text(`${disagreement.about}: `),
        ...disagreement.positions.flatMap((position, i) => [
          text(`${i === 0 ? '' : '; '}${position.value} `),
          ...citations(position.citations),
        ]),
      ]),
    ),
  ];
}

function timeline(brief: Brief): Block[] {
  if (brief.timeline.length < 2) return [];
  return [
    paragraph(strong('Timeline')),
    list(
      brief.timeline
        .slice(-TIMELINE_ENTRIES_SHOWN)
        .map((entry) => [emphasis(formatDate(entry.date)), text(` ${entry.text} `), ...citations(entry.citations)]),
    ),
  ];
}

const actionsOn = (storyId: string): Action[] => [
  { id: `sources:${storyId}`, label: 'Sources' },
  { id: `timeline:${storyId}`, label: 'Timeline' },
];

function briefBody(brief: Brief): Pick<Post, 'headline' | 'blocks' | 'sources'> {
  const url = brief.sources.find((source) => source.url !== undefined)?.url;
  return {
    headline: { text: brief.headline, ...(url === undefined ? {} : { url }) },
    blocks: [sentences(brief.sentences), ...disagreements(brief)],
    sources: brief.sources,
  };
}

/** The answer to `/brief`: everything that the brief holds. */
export function briefPost(brief: Brief): Post {
  const body = briefBody(brief);
  return {
    audience: 'everyone',
    ...body,
    blocks: [...body.blocks, ...timeline(brief)],
    footer: `${coverage(brief)} · story ${brief.storyId}`,
  };
}

/** A story's one post in a channel; all the channel's watchlists that match it are named. */
export function alertPost(brief: Brief, watchlists: readonly Watchlist[]): Post {
  const names = listInWords(watchlists.map((watchlist) => watchlist.name));
  return {
    audience: 'everyone',
    ...briefBody(brief),
    actions: actionsOn(brief.storyId),
    footer: `${coverage(brief)}${names === '' ? '' : ` · watchlist ${names}`} · story ${brief.storyId}`,
  };
}

/** The reply in the story's thread that says what has changed since the channel was last told. */
export function changesPost(brief: Brief, changes: readonly BriefSentence[]): Post {
  const cited = new Set(changes.flatMap((change) => change.citations));
  return {
    audience: 'everyone',
    headline: { text: `New in: ${brief.headline}` },
    blocks: [sentences(changes)],
    sources: brief.sources.filter((source) => cited.has(source.n)),
    footer: coverage(brief),
  };
}

export function timelinePost(brief: Brief): Post {
  return {
    audience: 'asker',
    headline: { text: `Timeline: ${brief.headline}` },
    blocks:
      brief.timeline.length === 0
        ? [paragraph(text('The articles name no dated happenings yet.'))]
        : [
            list(
              brief.timeline.map((entry) => [
                emphasis(formatDate(entry.date)),
                text(` ${entry.text} `),
                ...citations(entry.citations),
              ]),
            ),
          ],
    sources: brief.sources,
  };
}

export function sourcesPost(brief: Brief): Post {
  return {
    audience: 'asker',
    headline: { text: `Sources: ${brief.headline}` },
    blocks: [],
    sources: brief.sources,
    footer: coverage(brief),
  };
}
