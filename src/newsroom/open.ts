/** Opens the newsroom: every desk over one world. */
import { drainOutbox } from '../alerts/drain.ts';
import { openBriefingDesk } from './briefing.ts';
import { openFeedDesk } from './feed-desk.ts';
import { type IngestDesk, ingestDraft } from './ingest.ts';
import { openLibrary } from './library.ts';
import type { Newsroom } from './newsroom.ts';
import { openQuestionDesk } from './question-desk.ts';
import { openReader } from './reader.ts';
import { openWatchDesk } from './watch-desk.ts';
import type { World } from './world.ts';

/** `stories` without a limit of its own gives at most so many. */
export const STORIES_MAX = 100_000;

export async function openNewsroom(world: World): Promise<Newsroom> {
  const { archive, outbox, clock, log, random } = world;
  const library = openLibrary(archive);
  const feeds = openFeedDesk(world);
  const watchlists = await openWatchDesk(world, library);
  const briefing = openBriefingDesk(world, library);
  const questions = openQuestionDesk(world, library);
  const desk: IngestDesk = {
    world,
    library,
    async alertsFor(article, reading, ledger, replaced) {
      const story = ledger.story(article.storyId);
      if (story === undefined) return [];
      const matches = watchlists.matching(article, reading);
      return briefing.alertsFor({
        article,
        story,
        articles: await ledger.articlesOf(story),
        matches,
        watchlist: (id) => watchlists.byId(id),
        corrections: replaced === undefined ? [] : [replaced],
      });
    },
  };
  const reader = openReader(world, desk, feeds);

  return {
    feeds,
    watchlists,
    ingest: (draft) => ingestDraft(desk, draft, { mayAlert: false }),
    ingestUrl: (url) => reader.ingestUrl(url),
    ingestFile: (file) => reader.ingestFile(file),
    async readDueFeeds(options) {
      await watchlists.refresh();
      await reader.readDueFeeds(options);
    },
    async deliver(chats, signal) {
      const { delivered } = await drainOutbox({
        outbox,
        chats,
        clock,
        log,
        random,
        ...(world.policy.delivery === undefined ? {} : { limits: world.policy.delivery }),
        ...(signal === undefined ? {} : { signal }),
        onParked: async (alert, error) => {
          // What can't be reached is not asked again and again: its watchlists wait until somebody has seen to it.
          const gone = ['channel_gone', 'permission_lost', 'bad_token'].includes(error.code);
          for (const id of gone ? alert.watchlistIds : []) await watchlists.suspend(id, error.message);
        },
      });
      return delivered;
    },
    stories: (withinMs, limit = STORIES_MAX) =>
      archive.stories({
        limit,
        ...(withinMs === undefined ? {} : { since: new Date(clock.now() - withinMs).toISOString() }),
      }),
    brief: (storyOrTopic, words) => briefing.brief(storyOrTopic, words),
    ask: (question, conversation) => questions.ask(question, conversation),
    async report() {
      const { articles, stories } = await archive.extent();
      return { articles, stories, feeds: (await feeds.all()).length, watchlists: watchlists.size };
    },
  };
}
