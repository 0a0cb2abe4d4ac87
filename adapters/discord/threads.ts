/** A thread under a message: Discord gives it the message's own id, and opens it once. */
import { DiscordAPIError, type REST, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { MessageRef } from '../../src/model.ts';
import { shorten } from '../prose.ts';
import { plainText } from './markdown.ts';

export const THREAD_NAME_MAX_CHARS = 100;
/** Messages whose thread, or lack of one, is remembered. */
const THREADS_REMEMBERED = 5_000;
/** A missing permission is asked about again after this long: refused requests count towards a ban of the address. */
const THREADS_REMEMBERED_MS = 3_600_000;

const ALREADY_OPEN = 160004;
/** Deleted, without access or permission, archived for good, locked: what stands in it can't be gone on with. */
const LOST = new Set<number | string>([10003, 50001, 50013, 50083, 160005]);
/** Deleted message, missing access or permission, a kind of channel without threads, too many threads, locked or archived. */
const IMPOSSIBLE = new Set<number | string>([10008, 50001, 50013, 50024, 50035, 50083, 160005, 160006]);

export interface Threads {
  /** The id of the thread under the message; undefined where there can be none. Throws what Discord threw otherwise. */
  under(message: MessageRef, name: string): Promise<string | undefined>;
  /** True where the failure means that the thread can't be written to any more; there is then none under the message. */
  lost(message: MessageRef, thrown: unknown): boolean;
}

/** A message that opens a forum's post is that post's thread: they have one id. */
export const opensItsThread = ({ id, channel }: MessageRef): boolean => id === channel.channel;

/** Whether the failure means that the thread is no more to be written to. */
export const isLost = (thrown: unknown): boolean => thrown instanceof DiscordAPIError && LOST.has(thrown.code);

export function openThreads(rest: REST): Threads {
  const known = new LRUCache<string, { readonly id: string | undefined }>({
    max: THREADS_REMEMBERED,
    ttl: THREADS_REMEMBERED_MS,
  });
  return {
    async under(message, name) {
      const before = known.get(message.id);
      if (before !== undefined) return before.id;
      const id = await start(rest, message, name);
      known.set(message.id, { id });
      return id;
    },
    lost(message, thrown) {
      const lost = isLost(thrown);
      if (lost) known.set(message.id, { id: undefined });
      return lost;
    },
  };
}

async function start(rest: REST, message: MessageRef, name: string): Promise<string | undefined> {
  try {
    const thread = await rest.post(Routes.threads(message.channel.channel, message.id), {
      body: {
        name: shorten(plainText(name), THREAD_NAME_MAX_CHARS) || 'Updates',
        auto_archive_duration: ThreadAutoArchiveDuration.ThreeDays,
      },
    });
    return (thread as { id: string }).id;
  } catch (thrown) {
    if (!(thrown instanceof DiscordAPIError)) throw thrown;
    if (thrown.code === ALREADY_OPEN) return message.id;
    if (IMPOSSIBLE.has(thrown.code)) return undefined;
    throw thrown;
  }
}
