/** A person's own page: their watchlists, what moves now, the feeds of those who look after them, their settings. */
import type { ChatRequest, Home, Watchlist } from '../model.ts';
import {
  feedSection,
  movingSection,
  noWatchlistsSection,
  onboardingSection,
  settingsSection,
  watchlistSection,
} from '../posts/home.ts';
import { askingOf, type Front } from './front.ts';
import { settledNow } from './settings.ts';
import { watchActions } from './watch.ts';

/** More than these fill a page; `/watch list` has the others. */
export const HOME_MAX_WATCHLISTS = 20;
export const HOME_MAX_STORIES = 5;
export const HOME_MAX_FEEDS = 5;
/** Stories of the last day among which those that move most are found. */
export const HOME_STORIES_LOOKED_AT = 200;
const DAY_MS = 86_400_000;

export async function homeOf(front: Front, request: ChatRequest): Promise<Home> {
  const { newsroom } = front;
  const { channel, asker } = request;
  const own = await newsroom.watchlists.listOf(askingOf(request));
  // Who has watchlists knows the way.
  const isFirst = (await newsroom.people.welcome({ channel, person: asker.id })) && own.length === 0;
  const sections = [
    ...(isFirst ? [onboardingSection()] : []),
    await watchlists(front, request, own, isFirst),
    await moving(front),
    ...(front.rights(request).isManager ? [feedSection(await newsroom.feeds.list(), HOME_MAX_FEEDS)] : []),
    settingsSection(await settledNow(front, request)),
  ];
  return { sections };
}

async function watchlists(
  front: Front,
  request: ChatRequest,
  all: readonly Watchlist[],
  isWelcomed: boolean,
): Promise<Home['sections'][number]> {
  const { newsroom } = front;
  if (all.length === 0) return noWatchlistsSection(isWelcomed);
  const rights = front.rights(request);
  const shown = await Promise.all(
    all.slice(0, HOME_MAX_WATCHLISTS).map(async (watchlist: Watchlist) => ({
      watchlist,
      week: await newsroom.week(watchlist),
      actions: rights.mayChange(watchlist) ? watchActions(watchlist) : [],
    })),
  );
  return watchlistSection(shown, all.length - shown.length);
}

/** Those that most outlets reported themselves, of the last day. */
async function moving({ newsroom }: Front): Promise<Home['sections'][number]> {
  const recent = await newsroom.stories(DAY_MS, HOME_STORIES_LOOKED_AT);
  const most = recent.toSorted((a, b) => b.independentSources - a.independentSources);
  return movingSection(most.slice(0, HOME_MAX_STORIES));
}
