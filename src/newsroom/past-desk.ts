/** A watchlist and what is there already: the stories that it would have brought, and what people made of those it brought. */
import { tellingWord } from '../alerts/feedback.ts';
import { sameChannel } from '../alerts/identity.ts';
import { targetsOf } from '../alerts/targets.ts';
import type { Alert, Story, Watchlist } from '../model.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import type { BriefingDesk } from './briefing.ts';
import type { Library } from './library.ts';
import type { WatchFeedback } from './newsroom.ts';
import type { Watchkeeper } from './watch-desk.ts';
import type { World } from './world.ts';

/** Stories that a backfill posts. */
export const BACKFILL_MAX_STORIES = 20;
/** Stories that a backfill looks at, newest first, and how far back. */
export const BACKFILL_STORIES_LOOKED_AT = 2_000;
export const BACKFILL_DAYS = 30;
/** Feedback counts this far back, over so many stories at most. */
export const FEEDBACK_DAYS = 30;
export const FEEDBACK_MAX_STORIES = 50;
const WEEK_DAYS = 7;
/** A week's calls that are counted. */
export const WEEK_MAX_STORIES = 500;
/** Headlines and beginnings say what a story is about. */
const WORDS_FROM_CHARS = 600;
const WORD_MIN_CHARS = 4;
const DAY_MS = 86_400_000;

export interface PastDesk {
  /** Posts the newest stories that match, as a digest; gives how many. */
  backfill(watchlist: Watchlist, stories: number): Promise<number>;
  feedback(watchlist: Watchlist): Promise<WatchFeedback>;
  week(watchlist: Watchlist): Promise<Pick<WatchFeedback, 'stories' | 'irrelevant'>>;
}

interface Desks {
  readonly world: World;
  readonly library: Library;
  readonly watchlists: Watchkeeper;
  readonly briefing: BriefingDesk;
}

export function openPastDesk({ world, library, watchlists, briefing }: Desks): PastDesk {
  const { archive, clock, marks, outbox } = world;
  const daysAgo = (days: number): string => new Date(clock.now() - days * DAY_MS).toISOString();

  const alertsFrom = async (watchlist: Watchlist, story: Story): Promise<readonly Alert[]> => {
    const articles = await library.articlesOf(story);
    const article = articles.findLast((each) => watchlists.has(watchlist, each, articles));
    if (article === undefined) return [];
    const alerts = await briefing.alertsFor({
      article,
      story,
      articles,
      matches: [watchlist],
      passedBy: new Set(),
      watchlist: (id) => watchlists.byId(id),
      corrections: [],
      withdrawn: [],
      backfill: true,
    });
    // What others were told of the story stays as it is.
    return alerts.filter(
      (alert) => alert.kind === 'alert' && targetsOf(watchlist).some((each) => sameChannel(each, alert.channel)),
    );
  };

  const wordsOf = async (storyId: string): Promise<ReadonlySet<string>> => {
    const story = await archive.story(storyId);
    const articles = story === undefined ? [] : await library.articlesOf(story);
    const said = articles.map(({ title, text }) => `${title} ${text.slice(0, WORDS_FROM_CHARS)}`).join(' ');
    const norms = tokenise(said).map(({ norm }) => norm);
    return new Set(
      norms.filter((word) => word.length >= WORD_MIN_CHARS && /^\p{L}+$/u.test(word) && !isStopWord(word)),
    );
  };

  /** The stories that it has called for, and those of them that were not relevant. */
  const called = async (watchlist: Watchlist, days: number, limit: number) => {
    const calls = await outbox.calls(watchlist.id, { since: daysAgo(days), limit });
    const stories = [...new Set(calls.map(({ storyId }) => storyId))];
    const against = new Set((await marks.against(watchlist.id, limit)).map(({ storyId }) => storyId));
    return { stories, against, bad: stories.filter((id) => against.has(id)) };
  };

  return {
    async backfill(watchlist, wanted) {
      const max = Math.min(wanted, BACKFILL_MAX_STORIES);
      const found: Alert[][] = [];
      const since = daysAgo(BACKFILL_DAYS);
      for (const story of await archive.stories({ since, limit: BACKFILL_STORIES_LOOKED_AT })) {
        if (found.length >= max) break;
        const alerts = await alertsFrom(watchlist, story);
        if (alerts.length > 0) found.push([...alerts]);
      }
      // Oldest first, as they would have come.
      await outbox.enqueue(found.reverse().flat());
      return found.length;
    },
    async week(watchlist) {
      const { stories, bad } = await called(watchlist, WEEK_DAYS, WEEK_MAX_STORIES);
      return { stories: stories.length, irrelevant: bad.length };
    },
    async feedback(watchlist) {
      const { stories, bad, against } = await called(watchlist, FEEDBACK_DAYS, FEEDBACK_MAX_STORIES);
      const counts = { stories: stories.length, irrelevant: bad.length };
      if (bad.length === 0) return counts;
      const good = stories.filter((id) => !against.has(id));
      const [badWords, goodWords] = await Promise.all([bad, good].map((ids) => Promise.all(ids.map(wordsOf))));
      const telling = tellingWord(badWords!, goodWords!);
      if (telling === undefined) return counts;
      const change = `leaves out ${telling.bad} of ${bad.length} that were not relevant, and ${telling.good} of ${good.length} others`;
      return { ...counts, proposal: { query: `(${watchlist.query}) NOT ${telling.word}`, change } };
    },
  };
}
