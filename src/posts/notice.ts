/** What the bot says of itself: errors with what to do, lists of stories, feeds and watchlists, help. */
import type { NewsroomError } from '../errors.ts';
import { FEED_STATES, type FeedCondition } from '../feeds/health.ts';
import { withoutSecrets } from '../feeds/links.ts';
import type { FeedSubscription, Post, Story } from '../model.ts';
import { code, count, emphasis, link, list, paragraph, preformatted, strong, text, whisper } from './spans.ts';

/** What went wrong and what to do about it; a caret drawing keeps its columns. */
export function errorPost(error: NewsroomError): Post {
  const body = error.message.includes('\n') ? preformatted(error.message) : paragraph(text(error.message));
  return {
    audience: 'asker',
    blocks: [body, ...(error.hint === undefined ? [] : [paragraph(emphasis(error.hint))])],
  };
}

export function storiesPost(stories: readonly Story[]): Post {
  if (stories.length === 0) return whisper('No stories yet', paragraph(text('Nothing has been read in that time.')));
  return whisper(
    count(stories.length, 'story', 'stories'),
    list(
      stories.map((story) => [
        strong(story.title),
        text(` ${count(story.sources.length, 'outlet')}, ${story.independentSources} independent, `),
        { kind: 'time', at: story.updatedAt },
        text(' '),
        code(story.id),
      ]),
    ),
  );
}

export interface FeedReport {
  readonly subscription: FeedSubscription;
  readonly state: FeedCondition['state'];
  /** How the feed does, in words. */
  readonly standing: string;
}

/** The feeds, those first that need somebody to look at them. */
export function feedsPost(feeds: readonly FeedReport[]): Post {
  if (feeds.length === 0)
    return whisper('No feeds', paragraph(text('Add one: '), code('/feeds add https://outlet.example/rss Outlet')));
  const byNeed = FEED_STATES.map((state) => feeds.filter((feed) => feed.state === state));
  const troubled = byNeed
    .flatMap((group) => (group[0] === undefined ? [] : [`${group.length} ${group[0].state}`]))
    .filter((words) => !/ (well|new)$/.test(words));
  return whisper(
    [count(feeds.length, 'feed'), ...(troubled.length === 0 ? [] : [troubled.join(', ')])].join(': '),
    list(
      byNeed
        .flat()
        .map(({ subscription, standing }) => [
          strong(subscription.outlet),
          text(` ${standing} `),
          link(withoutSecrets(subscription.url), withoutSecrets(subscription.url)),
          text(' '),
          code(subscription.id),
        ]),
    ),
  );
}

/** To whoever is told that a feed had to be paused: why, and how it is read again. */
export function feedPausedPost({ id, outlet, url }: FeedSubscription, reason: string): Post {
  return {
    audience: 'everyone',
    headline: { text: `Feed paused: ${outlet}` },
    blocks: [
      paragraph(text(`${withoutSecrets(url)} ${reason}`)),
      paragraph(text('Nothing is read from it until somebody has it read again: '), code(`/feeds add ${id}`)),
    ],
  };
}
