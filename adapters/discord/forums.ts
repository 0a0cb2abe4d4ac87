/** Forum channels: a story is a post of its own there, with a title and tags, and what follows goes into it. */
import {
  type APIMessage,
  type APIThreadChannel,
  ChannelFlags,
  type Client,
  type ForumChannel,
  type GuildForumTag,
  type MediaChannel,
  PermissionFlagsBits,
  type RawFile,
  type REST,
  Routes,
  SnowflakeUtil,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Block, ChannelRef, MessageRef, Post } from '../../src/model.ts';
import { shorten } from '../prose.ts';
import { plainText } from './markdown.ts';
import { isForum, ownPermissions } from './permissions.ts';
import { THREAD_NAME_MAX_CHARS } from './threads.ts';

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
export const FORUM_POST_MAX_TAGS = 5;
/** A post of the same title that young, which this run did not make, is one whose acceptance we never heard of. */
export const UNHEARD_POST_MS = 600_000;
const POSTS_REMEMBERED = 5_000;

type Forum = ForumChannel | MediaChannel;

export interface ForumPost {
  readonly channel: ChannelRef;
  readonly post: Post;
  /** The message that opens it, as it would stand in a text channel. */
  readonly message: Readonly<Record<string, unknown>>;
  readonly files: RawFile[];
  readonly key: string;
}

export interface Forums {
  /** The channel as a forum; undefined for any other kind, and where the kind is not known. */
  at(channelId: string): Forum | undefined;
  /** Asks Discord for the channel's kind. */
  find(channelId: string): Promise<Forum | undefined>;
  /** Once for one key: Discord has no nonce for these. */
  open(forum: Forum, wanted: ForumPost): Promise<MessageRef>;
}

/** `rest` must try once only: a second try of a request that was accepted would open a second post. */
export function openForums(client: () => Client, rest: REST): Forums {
  const made = new LRUCache<string, Promise<MessageRef>>({ max: POSTS_REMEMBERED });
  const ours = new LRUCache<string, true>({ max: POSTS_REMEMBERED });

  async function create(forum: Forum, { channel, post, message, files }: ForumPost): Promise<MessageRef> {
    const name = titleOf(post);
    const before = unheard(forum, name, ours);
    if (before !== undefined) return { channel: { ...channel, channel: before }, id: before };
    const body = {
      name,
      auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
      applied_tags: tagsFor(forum, post),
      message,
    };
    const thread = (await rest.post(Routes.threads(forum.id), { body, files })) as APIThreadChannel & {
      readonly message?: APIMessage;
    };
    ours.set(thread.id, true);
    return { channel: { ...channel, channel: thread.id }, id: thread.message?.id ?? thread.id };
  }

  const asForum = (channel: unknown): Forum | undefined => (isForum(channel as Forum) ? (channel as Forum) : undefined);

  return {
    at: (channelId) => asForum(client().channels.cache.get(channelId)),
    async find(channelId) {
      return asForum(await client().channels.fetch(channelId, { allowUnknownGuild: true }));
    },
    async open(forum, wanted) {
      const before = made.get(wanted.key);
      if (before !== undefined) return before;
      const making = create(forum, wanted);
      made.set(wanted.key, making);
      try {
        return await making;
      } catch (thrown) {
        made.delete(wanted.key);
        throw thrown;
      }
    },
  };
}

/** Such a post, as the gateway tells of it: of new ones at once, of all that are open whenever it connects. */
function unheard(forum: Forum, name: string, ours: LRUCache<string, true>): string | undefined {
  const self = forum.client.user.id;
  return forum.threads.cache.find(
    (thread) =>
      thread.ownerId === self &&
      thread.name === name &&
      !ours.has(thread.id) &&
      Date.now() - SnowflakeUtil.timestampFrom(thread.id) < UNHEARD_POST_MS,
  )?.id;
}

export function titleOf({ headline, blocks }: Pick<Post, 'headline' | 'blocks'>): string {
  return shorten(plainText(headline?.text ?? firstWords(blocks)), THREAD_NAME_MAX_CHARS) || 'News';
}

function firstWords(blocks: readonly Block[]): string {
  const [first] = blocks;
  if (first === undefined) return '';
  if (first.kind === 'code') return first.text.split('\n')[0] ?? '';
  const spans = first.kind === 'list' ? (first.items[0] ?? []) : first.spans;
  return spans.map((span) => ('text' in span ? span.text : '')).join('');
}

/** For forums that take no post without a tag, where none fits. */
const ANY_NEWS = /^(?:nutgraf|alerts?|news|stor(?:y|ies)|briefs?|updates?|general|other)$/i;

/** Tags whose words stand in what the post says of its watchlist, then in its headline. */
function tagsFor(forum: Forum, post: Post): string[] {
  const mayModerate = ownPermissions(forum)?.has(PermissionFlagsBits.ManageThreads) === true;
  const open = (forum.availableTags ?? []).filter(({ moderated }) => mayModerate || !moderated);
  const about = [...(post.fields ?? []).map(({ value }) => value), post.footer ?? '', post.headline?.text ?? ''];
  const fitting = about.flatMap((text) => open.filter(({ name }) => mentions(text, name)));
  const chosen = [...new Set(fitting)].slice(0, FORUM_POST_MAX_TAGS);
  if (chosen.length > 0 || !forum.flags.has(ChannelFlags.RequireTag)) return chosen.map(({ id }) => id);
  const any: GuildForumTag | undefined = open.find(({ name }) => ANY_NEWS.test(name)) ?? open[0];
  return any === undefined ? [] : [any.id];
}

/** Whole words in a row, however they are written. */
function mentions(text: string, tag: string): boolean {
  const wordsOf = (written: string): string => ` ${(written.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  const wanted = wordsOf(tag);
  return wanted.trim() !== '' && wordsOf(text).includes(wanted);
}
