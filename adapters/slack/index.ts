/**
 * Slack: over a websocket where there is an app token, else over signed HTTP requests. Every request is acknowledged first
 * and answered when the desk has its answer.
 *
 * What is promised of posting twice: Slack has no idempotency key. Within one run the same key posts once, also where both
 * calls overlap. Where the answer to a post is lost on the way, or the process ends between the post and its record, the
 * next try posts again.
 */
import { App, type Logger, type LogLevel, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, MessageRef, Post } from '../../src/model.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { call } from './failures.ts';
import { openReception, QUIETLY, takeRequests } from './reception.ts';
import type { Asked } from './requests.ts';
import { DEFAULT_HTTP_PORT, openHttp, openSocket, type Transport } from './transport.ts';
import { renderPost, type SlackMessage } from './views.ts';

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** Keys of posts that are remembered, so that none is posted twice. */
const KEYS_REMEMBERED = 5_000;

export interface SlackOptions {
  /** `xoxb-…` */
  readonly botToken: string;
  /** `xapp-…`, with `connections:write`: chooses Socket Mode. */
  readonly appToken?: string;
  /** For HTTP: what Slack signs its requests with. */
  readonly signingSecret?: string;
  /** Base of the Web API, ending in `/api/`. */
  readonly apiUrl?: string;
  /** For HTTP; 0 takes a free one. Paths are as Bolt's: `/slack/events`. */
  readonly port?: number;
  /** For HTTP: the address to listen on; every address by default. */
  readonly host?: string;
  readonly requestTimeoutMs?: number;
  readonly log: Log;
}

export interface SlackChat extends Chat {
  /** The port that HTTP listens on once started; undefined in Socket Mode. */
  port(): number | undefined;
}

/** A Slack workspace as a chat, to be started once. Throws `bad_config` where there is neither an app token nor a signing secret. */
export function createSlack(options: SlackOptions): SlackChat {
  const { log } = options;
  const clientOptions = clientOptionsFor(options);
  const client = new webApi.WebClient(options.botToken, clientOptions);
  const posted = new LRUCache<string, Promise<MessageRef>>({ max: KEYS_REMEMBERED });
  const transport = openTransport(options, clientOptions);
  let workspace: string | undefined;

  async function send(channel: ChannelRef, message: SlackMessage, thread?: string): Promise<MessageRef> {
    const accepted = await call(() =>
      client.chat.postMessage({
        channel: channel.channel,
        ...message,
        ...QUIETLY,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
    );
    if (accepted.ts === undefined) throw new NewsroomError('unavailable', 'Slack named no message.');
    const team = channel.workspace ?? workspace;
    return {
      // Slack names the conversation where it was given a person.
      channel: { platform: 'slack', channel: accepted.channel ?? channel.channel, ...(team && { workspace: team }) },
      id: accepted.ts,
    };
  }

  return {
    platform: 'slack',
    port: () => transport.port(),

    async start(desk) {
      const self = await call(() => client.auth.test());
      workspace = self.team_id;
      const identity = {
        botToken: options.botToken,
        ...(self.user_id && { botUserId: self.user_id }),
        ...(self.bot_id && { botId: self.bot_id }),
      };
      const app = new App({
        receiver: transport.receiver,
        authorize: async () => identity,
        clientOptions,
        logger: loggerFor(log),
        convoStore: false,
      });
      const reception = openReception({
        desk,
        log,
        clientFor: async () => client,
        botUserIn: async () => self.user_id ?? '',
        say,
      });
      takeRequests(app, reception);
      await transport.start();
      log.info('slack connected', { workspace: self.team, mode: options.appToken === undefined ? 'http' : 'socket' });
    },

    stop: () => transport.stop(),

    post(channel, post, { key, replyTo }) {
      if (post.audience === 'asker' && channel.person === undefined && !/^[DU]/.test(channel.channel)) {
        return Promise.reject(
          new NewsroomError('post_refused', 'This message is for one person and the channel is for many.'),
        );
      }
      const memo = [channel.channel, replyTo?.id, key].join(' ');
      const before = posted.get(memo);
      if (before !== undefined) return before;
      const sending = send(channel, renderPost(post), replyTo?.id);
      posted.set(memo, sending);
      sending.catch(() => posted.delete(memo));
      return sending;
    },

    async edit(message, post) {
      const edited = { channel: message.channel.channel, ts: message.id, ...renderPost(post) };
      await call(() => client.chat.update({ ...edited, parse: 'none', link_names: false }));
    },
  };

  /** An answer to a mention or a direct message: to all, or to the asker alone. */
  async function say(asked: Asked, post: Post): Promise<void> {
    const message = renderPost(post);
    const thread = asked.thread;
    if (post.audience === 'everyone' || asked.channel.startsWith('D')) {
      await send(asked.request.channel, message, thread);
      return;
    }
    const { channel, user } = asked;
    await call(() =>
      client.chat.postEphemeral({
        channel,
        user,
        ...message,
        parse: 'none',
        link_names: false,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      }),
    );
  }
}

function clientOptionsFor(options: SlackOptions): webApi.WebClientOptions {
  const timeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  return {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    // The outbox tries again, and knows when: the library must not, behind its back.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    logger: loggerFor(options.log),
    // Bolt answers to response URLs with this as well, and gives them no time limit of their own.
    fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) }),
  };
}

function openTransport(options: SlackOptions, clientOptions: webApi.WebClientOptions): Transport {
  const { appToken, signingSecret, log } = options;
  const logger = loggerFor(log);
  if (appToken !== undefined) return openSocket({ appToken, clientOptions, logger, log });
  if (signingSecret === undefined) {
    throw new NewsroomError('bad_config', 'Slack needs an app token or a signing secret beside the bot token.', {
      hint: 'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
    });
  }
  const host = options.host === undefined ? {} : { host: options.host };
  return openHttp({ signingSecret, logger, port: options.port ?? DEFAULT_HTTP_PORT, ...host });
}

/** The SDK's own words go to our log: warnings and errors only, since its debugging shows message texts. */
function loggerFor(log: Log): Logger {
  const said = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 500);
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn('slack sdk', { said: said(parts) }),
    error: (...parts) => log.error('slack sdk', { said: said(parts) }),
    setLevel: () => {},
    getLevel: () => 'warn' as LogLevel,
    setName: () => {},
  };
}
