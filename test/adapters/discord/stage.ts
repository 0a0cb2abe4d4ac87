/** The adapter, connected to the stand-in for Discord, with a desk that does as the test says. */
import { afterEach, beforeEach, vi } from 'vitest';
import { createDiscord, type DiscordOptions } from '../../../adapters/discord/index.ts';
import type { ChannelRef, ChatRequest, Post } from '../../../src/model.ts';
import type { Chat, Desk } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import { CHANNEL, DIRECT, type DiscordPeer, FORUM, GUILD, openDiscordPeer, TOKEN } from './peer.ts';

export const inChannel: ChannelRef = { platform: 'discord', workspace: GUILD, channel: CHANNEL };
export const inForum: ChannelRef = { platform: 'discord', workspace: GUILD, channel: FORUM };
export const inDirect: ChannelRef = { platform: 'discord', channel: DIRECT };

export interface Stage {
  readonly peer: DiscordPeer;
  readonly chat: Chat;
  /** What the desk was asked, of whatever kind. */
  readonly requests: ChatRequest[];
  respond: (request: ChatRequest) => Post | Promise<Post>;
  /** What else the desk does than `handle`. */
  desk: Partial<Desk>;
  connect(options?: Partial<DiscordOptions>): Promise<Chat>;
  /** Calls whose method and path are these. */
  callsTo(method: string, path: RegExp): DiscordPeer['calls'];
  /** What stands in the channels. */
  shown(): string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A new one for each test. */
export function useStage(): Stage {
  const stage: Mutable<Stage> = {
    ...({} as Stage),
    requests: [],
    respond: () => saying('Answered.'),
    desk: {},
    async connect(options = {}) {
      const chat = createDiscord({
        token: TOKEN,
        apiUrl: stage.peer.apiUrl,
        requestTimeoutMs: 1_500,
        deferAfterMs: 30,
        log: SILENT_LOG,
        ...options,
      });
      stage.chat = chat;
      await chat.start(
        deskOf(async (request) => {
          stage.requests.push(request);
          return stage.respond(request);
        }, stage.desk),
      );
      return chat;
    },
    callsTo: (method, path) => stage.peer.calls.filter((call) => call.method === method && path.test(call.path)),
    shown: () => stage.peer.seen().map(({ text }) => text),
  };

  beforeEach(async () => {
    const fresh = { requests: [], respond: () => saying('Answered.'), desk: {}, chat: undefined };
    Object.assign(stage, fresh, { peer: await openDiscordPeer() });
  });
  afterEach(async () => {
    await stage.chat?.stop();
    await stage.peer.close();
  });
  return stage;
}

export const eventually = (check: () => void, timeout = 5_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 10 });
export const forAsker = (text: string): Post => ({ ...saying(text), audience: 'asker' });
/** An answer that takes longer than the adapter waits before it defers. */
export const slowly = (post: Post) => () => new Promise<Post>((resolve) => setTimeout(resolve, 80, post));
export const refusal = (status: number, code: number, message = 'as documented') => ({
  status,
  body: { code, message },
});
