/** A person's own page, section by section. */
import { FEED_STATES } from '../feeds/health.ts';
import type { Action, Home, Story, Watchlist, WatchOptions } from '../model.ts';
import type { FeedReport } from './notice.ts';
import { settledInWords } from './settings.ts';
import { code, count, list, paragraph, strong, text } from './spans.ts';
import { standing } from './watch.ts';

type Section = Home['sections'][number];

const NEW_WATCHLIST: Action = { id: 'form:watch-new', label: 'New watchlist', style: 'primary', opens: 'form' };

/** Shown once. */
export const onboardingSection = (): Section => ({
  title: 'Welcome',
  blocks: [
    paragraph(text('Nutgraf reads your outlets, and says nothing that no article says. Three things to try:')),
    list([
      [strong('Watch'), text(' a topic: you hear of it when a story matches, once, and when it moves.')],
      [strong('Brief'), text(' a story: a few sentences, each with the articles that carry it.')],
      [
        strong('Ask'),
        text(' a question: an answer with its proof, or an honest “not in our coverage”. Write it to the bot.'),
      ],
    ]),
  ],
  actions: [NEW_WATCHLIST],
});

/** The welcome has the button that makes one. */
export const noWatchlistsSection = (isWelcomed: boolean): Section => ({
  title: 'My watchlists',
  blocks: [paragraph(text('None yet.'))],
  ...(isWelcomed ? {} : { actions: [NEW_WATCHLIST] }),
});

export interface ShownWatchlist {
  readonly watchlist: Watchlist;
  readonly week: { readonly stories: number; readonly irrelevant: number };
  readonly actions: readonly Action[];
}

/** `more`: those that are not shown. */
export const watchlistSection = (shown: readonly ShownWatchlist[], more: number): Section => ({
  title: 'My watchlists',
  blocks: more === 0 ? [] : [paragraph(text(`${more} more in `), code('/watch list'))],
  items: shown.map(({ watchlist, week, actions }) => ({
    blocks: [
      paragraph(
        strong(watchlist.name),
        text(' '),
        code(watchlist.query),
        text(standing(watchlist)),
        code(watchlist.id),
      ),
      paragraph(text(weekInWords(week))),
    ],
    actions,
  })),
  actions: [NEW_WATCHLIST],
});

function weekInWords({ stories, irrelevant }: ShownWatchlist['week']): string {
  const called = `${stories === 0 ? 'No story' : count(stories, 'story', 'stories')} in the last seven days`;
  return irrelevant === 0 ? `${called}.` : `${called}, ${irrelevant} of them not relevant.`;
}

export const movingSection = (stories: readonly Story[]): Section =>
  stories.length === 0
    ? { title: 'Moving now', blocks: [paragraph(text('Nothing has come in the last day.'))] }
    : {
        title: 'Moving now',
        blocks: [],
        items: stories.map(({ id, title, sources, independentSources, updatedAt }) => ({
          blocks: [
            paragraph(strong(title), text(` ${count(sources.length, 'outlet')}, ${independentSources} independent, `), {
              kind: 'time',
              at: updatedAt,
            }),
          ],
          actions: [{ id: `brief:${id}`, label: 'Brief' }],
        })),
      };

/** How the feeds do, those first that need somebody. */
export function feedSection(feeds: readonly FeedReport[], max: number): Section {
  const byState = FEED_STATES.map((state) => feeds.filter((feed) => feed.state === state));
  const counted = byState.flatMap((group) => (group[0] === undefined ? [] : [`${group.length} ${group[0].state}`]));
  const troubled = byState.flat().filter(({ state }) => state !== 'well' && state !== 'new');
  const more = troubled.length - max;
  return {
    title: 'Feeds',
    blocks: [
      paragraph(
        text(feeds.length === 0 ? 'None yet: ' : `${counted.join(', ')}. All of them: `),
        code('/nutgraf feeds'),
      ),
      ...(troubled.length === 0
        ? []
        : [
            list(
              troubled
                .slice(0, max)
                .map(({ subscription, standing: how }) => [
                  strong(subscription.outlet),
                  text(` ${how} `),
                  code(subscription.id),
                ]),
            ),
          ]),
      ...(more > 0 ? [paragraph(text(`${count(more, 'other')} need a look.`))] : []),
    ],
  };
}

export const settingsSection = (settled: Pick<WatchOptions, 'zone' | 'quiet' | 'digest'>): Section => ({
  title: 'Settings',
  blocks: [list(settledInWords(settled).map(({ label, value }) => [strong(`${label}: `), text(value)]))],
  actions: [{ id: 'form:settings', label: 'Change', opens: 'form' }],
});
