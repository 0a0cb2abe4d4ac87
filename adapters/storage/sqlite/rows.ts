/** How the nouns of the newsroom lie in the tables. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Alert, Article, ArticleRevision, ChannelRef, Story, StoryAlert, Timestamp } from '../../../src/model.ts';

export interface ArticleRow {
  readonly n: number;
  readonly id: string;
  readonly story_id: string;
  readonly published_at: number;
  readonly lang: string;
  readonly published_at_guessed: number;
  readonly seen_at: number;
  readonly revision: number;
  readonly content_hash: string;
  readonly source: string;
  readonly title: string;
  readonly url: string | null;
  readonly byline: string | null;
  readonly copy_of: string | null;
  readonly agency: string | null;
  readonly feed_id: string | null;
  readonly tags: string | null;
  readonly text_from_page: number | null;
  readonly withdrawn_at: number | null;
  readonly text: string;
}

export interface StoryRow {
  readonly id: string;
  readonly title: string;
  readonly article_ids: string;
  readonly sources: string;
  readonly independent_sources: number;
  readonly first_seen_at: number;
  readonly updated_at: number;
  readonly revision: number;
  readonly merged_into: string | null;
  readonly follows: string | null;
}

/** Without a zone a time would be read as the machine's own. */
const ZONED = /(?:Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970, as times lie in the tables: they sort and compare as numbers. */
export function toMillis(timestamp: Timestamp): number {
  const millis = Date.parse(timestamp);
  if (Number.isNaN(millis) || !ZONED.test(timestamp)) {
    throw new NewsroomError('bad_input', `"${timestamp}" is not a time in UTC.`);
  }
  return millis;
}

export function toTimestamp(millis: number): Timestamp {
  return new Date(millis).toISOString();
}

/** A channel as one comparable word. */
export function channelKey(channel: ChannelRef): string {
  return JSON.stringify([channel.platform, channel.workspace ?? null, channel.channel]);
}

export function articleFromRow(row: ArticleRow): Article {
  return {
    id: row.id,
    source: row.source,
    title: row.title,
    text: row.text,
    lang: row.lang,
    publishedAt: toTimestamp(row.published_at),
    publishedAtGuessed: row.published_at_guessed === 1,
    seenAt: toTimestamp(row.seen_at),
    revision: row.revision,
    contentHash: row.content_hash,
    storyId: row.story_id,
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.byline === null ? {} : { byline: row.byline }),
    ...(row.copy_of === null ? {} : { copyOf: row.copy_of }),
    ...(row.agency === null ? {} : { agency: row.agency }),
    ...(row.feed_id === null ? {} : { feedId: row.feed_id }),
    ...(row.tags === null ? {} : { tags: JSON.parse(row.tags) as string[] }),
    ...(row.text_from_page === null ? {} : { textFromPage: row.text_from_page === 1 }),
    ...(row.withdrawn_at === null ? {} : { withdrawnAt: toTimestamp(row.withdrawn_at) }),
  };
}

export function storyFromRow(row: StoryRow): Story {
  return {
    id: row.id,
    title: row.title,
    articleIds: JSON.parse(row.article_ids) as string[],
    sources: JSON.parse(row.sources) as string[],
    independentSources: row.independent_sources,
    firstSeenAt: toTimestamp(row.first_seen_at),
    updatedAt: toTimestamp(row.updated_at),
    revision: row.revision,
    ...(row.merged_into === null ? {} : { mergedInto: row.merged_into }),
    ...(row.follows === null ? {} : { follows: row.follows }),
  };
}

export function storyToRow(story: Story): StoryRow {
  return {
    id: story.id,
    title: story.title,
    article_ids: JSON.stringify(story.articleIds),
    sources: JSON.stringify(story.sources),
    independent_sources: story.independentSources,
    first_seen_at: toMillis(story.firstSeenAt),
    updated_at: toMillis(story.updatedAt),
    revision: story.revision,
    merged_into: story.mergedInto ?? null,
    follows: story.follows ?? null,
  };
}

export interface RevisionRow {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly text: string;
  readonly replaced_at: number;
  readonly changes: string;
}

export function revisionFromRow({ id, revision, title, text, replaced_at, changes }: RevisionRow): ArticleRevision {
  return {
    articleId: id,
    revision,
    title,
    text,
    replacedAt: toTimestamp(replaced_at),
    changes: JSON.parse(changes) as string[],
  };
}

export interface AlertRow {
  readonly seq: number;
  readonly id: string;
  readonly story_id: string | null;
  readonly story_revision: number | null;
  readonly due_at: number;
  readonly leased_until: number | null;
  readonly attempts: number;
  readonly parked: string | null;
  readonly last_error: string | null;
  readonly folded_into: string | null;
  readonly body: string;
}

export function alertFromRow(row: AlertRow): Alert {
  const alert = JSON.parse(row.body) as Alert;
  const standing = { dueAt: toTimestamp(row.due_at), attempts: row.attempts };
  // Its story may have been merged since.
  return alert.storyId === undefined || row.story_id === null
    ? ({ ...alert, ...standing } as Alert)
    : { ...alert, ...standing, storyId: row.story_id };
}

/** Undefined for a message that is about no single story. */
export function storyAlertFromRow(row: AlertRow): StoryAlert | undefined {
  const alert = alertFromRow(row);
  return alert.storyId === undefined ? undefined : alert;
}
