/** Messages on their way to Slack: posted, edited, said to one person, or brought to where a command was typed. */
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, MessageRef, Post } from '../../src/model.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { shareChart } from './charts.ts';
import { asSlackFailure, call, isTooElaborate, refusal } from './failures.ts';
import type { Asked } from './requests.ts';
import { renderPost, type SlackMessage } from './views.ts';
import type { Workspaces } from './workspaces.ts';

/** Keys of posts that are remembered, so that none is posted twice. */
const KEYS_REMEMBERED = 5_000;

/** No name that happens to stand in a headline becomes a mention, and nothing unfolds. */
const LITERALLY = { parse: 'none', link_names: false } as const;
export const QUIETLY = { ...LITERALLY, unfurl_links: false, unfurl_media: false } as const;

/** What answers a command or a button, by the address that came with it. */
export type Respond = (
  message: { readonly text: string } & Partial<SlackMessage> & {
      response_type: 'ephemeral' | 'in_channel';
      replace_original: false;
    },
) => Promise<unknown>;

export interface Messages extends Pick<Chat, 'post' | 'edit'> {
  /** Brings an answer to where it was asked for: to all, or to the asker alone. */
  say(asked: Asked, post: Post): Promise<void>;
  /** Brings an answer by its response address. */
  respond(respond: Respond, post: Post): Promise<void>;
}

export function openMessages(workspaces: Workspaces, log: Log): Messages {
  const posted = new LRUCache<string, Promise<MessageRef>>({ max: KEYS_REMEMBERED });

  /** Where Slack refuses the blocks, the words alone go: better plain than lost. */
  async function sending<T>(message: SlackMessage, send: (message: SlackMessage) => Promise<T>): Promise<T> {
    try {
      return await call(() => send(message));
    } catch (thrown) {
      if (!isTooElaborate(thrown)) throw thrown;
      log.warn('slack message sent in plain words', { reason: asSlackFailure(thrown).message });
      return call(() => send({ text: message.text, blocks: [] }));
    }
  }

  async function send(channel: ChannelRef, post: Post, thread?: string): Promise<MessageRef> {
    const { client, team } = await workspaces.of(channel.workspace);
    const accepted = await sending(renderPost(post), (message) =>
      client.chat.postMessage({ channel: channel.channel, ...message, ...QUIETLY, ...under(thread) }),
    );
    if (accepted.ts === undefined) throw new NewsroomError('unavailable', 'Slack named no message.');
    if (post.chart !== undefined) {
      const place = { channel: accepted.channel ?? channel.channel, thread: thread ?? accepted.ts };
      // The words have gone out: a picture that is refused is missed by nobody but the log.
      void shareChart(client, post.chart, place).catch((thrown: unknown) => {
        const { code, message } = asSlackFailure(thrown);
        log.warn('slack picture not shared', { code, reason: message });
      });
    }
    const workspace = channel.workspace ?? team;
    return {
      // Slack names the conversation where it was given a person.
      channel: { platform: 'slack', channel: accepted.channel ?? channel.channel, ...(workspace && { workspace }) },
      id: accepted.ts,
    };
  }

  return {
    post(channel, post, { key, replyTo }) {
      if (post.audience === 'asker' && channel.person === undefined && !/^[DU]/.test(channel.channel)) {
        return Promise.reject(
          new NewsroomError('post_refused', 'This message is for one person and the channel is for many.'),
        );
      }
      const memo = [channel.workspace, channel.channel, replyTo?.id, key].join(' ');
      const before = posted.get(memo);
      if (before !== undefined) return before;
      const sent = send(channel, post, replyTo?.id);
      posted.set(memo, sent);
      sent.catch(() => posted.delete(memo));
      return sent;
    },

    async edit({ channel, id }, post) {
      const { client } = await workspaces.of(channel.workspace);
      await sending(renderPost(post), (message) =>
        client.chat.update({ channel: channel.channel, ts: id, ...message, ...LITERALLY }),
      );
    },

    async say({ request, channel, user, thread }, post) {
      if (post.audience === 'everyone' || channel.startsWith('D')) {
        await send(request.channel, post, thread);
        return;
      }
      const { client } = await workspaces.of(request.channel.workspace);
      await sending(renderPost(post), (message) =>
        client.chat.postEphemeral({ channel, user, ...message, ...LITERALLY, ...under(thread) }),
      );
    },

    async respond(respond, post) {
      const response_type = post.audience === 'everyone' ? 'in_channel' : 'ephemeral';
      await sending(renderPost(post), async (message) => {
        const answer = await respond({ ...message, ...QUIETLY, response_type, replace_original: false });
        await refuseIfRefused(answer);
      });
    },
  };
}

const under = (thread: string | undefined) => (thread === undefined ? {} : { thread_ts: thread });

/** A response address tells by its words, not by its status, that it has refused. */
async function refuseIfRefused(answer: unknown): Promise<void> {
  if (!(answer instanceof Response)) return;
  const said = await answer.text();
  const [, error] = /"error"\s*:\s*"(\w+)"/.exec(/"ok"\s*:\s*false/.test(said) ? said : '') ?? [];
  if (error !== undefined) throw refusal(error);
}
