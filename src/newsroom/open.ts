/** Opens the newsroom: every desk over one world. */
import { drainOutbox } from '../alerts/drain.ts';
import type { Platform } from '../model.ts';
import type { Outbox } from '../ports.ts';
import { digestPost } from '../posts/digest.ts';
import { openBriefingDesk } from './briefing.ts';
import { openCheckDesk } from './check-desk.ts';
import { openFeedDesk } from './feed-desk.ts';
import { type IngestDesk, ingestDraft } from './ingest.ts';
import { openLibrary } from './library.ts';
import { openLinkDesk } from './link-desk.ts';
import { openLookupDesk } from './lookup-desk.ts';
import type { Newsroom } from './newsroom.ts';
import { openPastDesk } from './past-desk.ts';
import { openPeopleDesk } from './people-desk.ts';
import { openQuestionDesk } from './question-desk.ts';
import { openReader } from './reader.ts';
import { openRefusalDesk } from './refusal-desk.ts';
import { openRevisitDesk } from './revisit-desk.ts';
import { detailsFor, openStoryDesk } from './story-desk.ts';
import { openWatchDesk } from './watch-desk.ts';
import { timestamp, type World } from './world.ts';

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
    async alertsFor({ article, reading, ledger, change, mayBeFirst, inherited }) {
      const story = ledger.story(article.storyId);
      if (story === undefined) return [];
      const articles = await ledger.articlesOf(story);
      const matching = change?.kind === 'withdrawal' ? [] : watchlists.matching(article, reading, articles);
      const arrives = change === undefined || change.kind === 'arrival';
      // A change brings the story no source more.
      const earlier = arrives ? articles.filter(({ id }) => id !== article.id) : [];
      const waited = story.independentSources > 1 ? watchlists.matchingEarlier(earlier) : [];
      const matches = [...new Set([...matching, ...waited, ...watchlists.matchingExplained(article, earlier)])];
      const before = arrives ? [] : watchlists.matching(change.before, library.read(change.before), articles);
      return briefing.alertsFor({
        article,
        story,
        articles,
        matches,
        passedBy: new Set((mayBeFirst ? before : matches).map(({ id }) => id)),
        watchlist: (id) => watchlists.byId(id),
        corrections: arrives || change.kind === 'withdrawal' ? [] : [change.replaced],
        withdrawn: change?.kind === 'withdrawal' ? [article.id] : [],
        inherited: inherited.filter(({ delivery }) => delivery.storyId === story.id),
      });
    },
  };
  const links = openLinkDesk(desk);
  const reader = openReader(world, desk, feeds);
  const revisits = openRevisitDesk(desk);
  const refusals = openRefusalDesk(world, watchlists);
  const past = openPastDesk({ world, library, watchlists, briefing });
  const resting = new Map<Platform, number>();
  /** What a channel has been told is looked at again: written down first, as a crash may come between. */
  const followed: Outbox = {
    ...outbox,
    async delivered(delivery) {
      if ('brief' in delivery) await revisits.follow(delivery);
      await outbox.delivered(delivery);
    },
  };

  return {
    feeds,
    watchlists,
    people: openPeopleDesk(world),
    lookup: openLookupDesk({ world, feeds, watchlists }),
    backfill: (watchlist, stories) => past.backfill(watchlist, stories),
    week: (watchlist) => past.week(watchlist),
    feedback: (watchlist) => past.feedback(watchlist),
    lost: (place, reason) => refusals.lost(place, reason),
    storyDesk: openStoryDesk(world, watchlists, library),
    ingest: (draft) => ingestDraft(desk, draft, { mayAlert: false }),
    ingestUrl: (url) => reader.ingestUrl(url),
    ingestFile: (file) => reader.ingestFile(file),
    async readDueFeeds(options) {
      await watchlists.refresh();
      await reader.readDueFeeds(options);
    },
    lookAgain: (signal) => revisits.askDue(signal),
    async deliver(chats, signal) {
      const { delivered } = await drainOutbox({
        outbox: followed,
        chats,
        clock,
        log,
        random,
        resting,
        ...(world.policy.delivery === undefined ? {} : { limits: world.policy.delivery }),
        ...(signal === undefined ? {} : { signal }),
        digest: (content) => {
          const called = new Set(content.entries.flatMap(({ watchlistIds }) => watchlistIds));
          const lists = [...called].flatMap((id) => watchlists.byId(id) ?? []);
          const { mentions } = detailsFor(content.channel, lists, []);
          return digestPost(content, { names: lists.map(({ name }) => name), mentions });
        },
        onFolded: async (alerts) => {
          const deliveredAt = timestamp(clock);
          for (const { brief } of alerts) await revisits.follow({ brief, deliveredAt });
        },
        onParked: (alert, error) => refusals.take(alert, error),
      });
      return delivered;
    },
    stories: (withinMs, limit = STORIES_MAX) =>
      archive.stories({
        limit,
        ...(withinMs === undefined ? {} : { since: new Date(clock.now() - withinMs).toISOString() }),
      }),
    brief: (storyOrTopic, words) => briefing.brief(storyOrTopic, words),
    readLink: (url) => links.read(url),
    checks: openCheckDesk(world, library),
    whatsNew: (storyId, channel) => briefing.whatsNew(storyId, channel),
    ask: (question, conversation) => questions.ask(question, conversation),
    async report() {
      const { articles, stories } = await archive.extent();
      return { articles, stories, feeds: (await feeds.all()).length, watchlists: watchlists.size };
    },
  };
}
