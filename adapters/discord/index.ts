/**
 * Discord: commands, buttons, mentions and direct messages come over the gateway, posts and edits go over REST. No privileged
 * intent is asked for: the content of mentions and direct messages needs none.
 *
 * What is promised of posting twice: every post carries a nonce made from its key, with `enforce_nonce`. For some minutes
 * Discord answers a second post of the same nonce with the first message.
 */
import { createHash } from 'node:crypto';
import {
  type APIMessage,
  Client,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  MessageFlags,
  Partials,
  type RateLimitData,
  Routes,
} from 'discord.js';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, Mention, MessageRef, Post } from '../../src/model.ts';
import type { Chat, Log } from '../../src/ports.ts';
import { registerCommands } from './commands.ts';
import { asDiscordFailure } from './failures.ts';
import { takeRequests } from './reception.ts';
import { openThreads } from './threads.ts';
import { renderPost } from './views.ts';

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** Discord kills an interaction that is not acknowledged within 3 s; a shorter wait spares most answers the "is thinking…". */
export const DEFAULT_DEFER_AFTER_MS = 2_000;
/** Rate limits that are over sooner are waited out by the library; longer ones go back to the outbox. */
export const RATE_LIMIT_MAX_WAIT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 60_000;
export const NONCE_MAX_CHARS = 25;

export interface DiscordOptions {
  readonly token: string;
  /** Base of the REST API without its version, `https://discord.com/api`; the gateway's address comes from there. */
  readonly apiUrl?: string;
  /** Taken from the gateway where absent. */
  readonly applicationId?: string;
  /** Registers the commands in this guild alone: they appear at once, for trying out. */
  readonly guildId?: string;
  readonly requestTimeoutMs?: number;
  readonly deferAfterMs?: number;
  readonly log: Log;
}

/** Discord's servers and direct messages as a chat, to be started once. */
export function createDiscord(options: DiscordOptions): Chat {
  const { log } = options;
  const client = openClient(options);
  const threads = openThreads(client.rest);

  /** The library forgets its token when it is refused, and when it disconnects. */
  async function call<T>(request: () => Promise<T>): Promise<T> {
    client.rest.setToken(options.token);
    try {
      return await request();
    } catch (thrown) {
      throw asDiscordFailure(thrown);
    }
  }

  async function send(channel: ChannelRef, post: Post, nonce: string, replyTo?: string): Promise<MessageRef> {
    const reference =
      replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const body = { ...messageBody(post, channel.workspace), ...reference, nonce, enforce_nonce: true };
    const accepted = (await client.rest.post(Routes.channelMessages(channel.channel), { body })) as APIMessage;
    return { channel: { ...channel, channel: accepted.channel_id }, id: accepted.id };
  }

  async function reply(message: MessageRef, post: Post, nonce: string): Promise<MessageRef> {
    // Direct messages have no threads.
    if (message.channel.person !== undefined) return send(message.channel, post, nonce, message.id);
    const thread = await threads.under(message, post.headline?.text ?? 'Updates');
    if (thread !== undefined) {
      try {
        return await send({ ...message.channel, channel: thread }, post, nonce);
      } catch (thrown) {
        if (!threads.lost(message, thrown)) throw thrown;
      }
    }
    return send(message.channel, post, nonce, message.id);
  }

  /** Where direct messages to a person go: opening them again gives the same channel. */
  async function opened(channel: ChannelRef): Promise<ChannelRef> {
    if (channel.person === undefined || channel.channel !== channel.person) return channel;
    const body = { recipient_id: channel.person };
    const direct = (await client.rest.post(Routes.userChannels(), { body })) as { readonly id: string };
    return { ...channel, channel: direct.id };
  }

  /** What is for one person alone goes to a direct message or nowhere. */
  async function assertPrivate(channel: ChannelRef): Promise<void> {
    if (channel.person !== undefined) return;
    const found = await client.channels.fetch(channel.channel, { allowUnknownGuild: true });
    if (found?.isDMBased() !== true)
      throw new NewsroomError('post_refused', 'This message is for one person and the channel is for many.');
  }

  return {
    platform: 'discord',

    async start(desk) {
      takeRequests(client, {
        desk,
        log,
        deferAfterMs: options.deferAfterMs ?? DEFAULT_DEFER_AFTER_MS,
        answer: (channel, post, to) =>
          call(() =>
            send(channel, post, nonceOf('answer', channel.channel, to.message), to.reply ? to.message : undefined),
          ),
      });
      await call(() => connect(client, options.token));
      const applicationId = options.applicationId ?? client.application?.id;
      const guild = options.guildId === undefined ? {} : { guildId: options.guildId };
      if (applicationId === undefined) throw new NewsroomError('bad_config', 'Discord named no application.');
      try {
        await registerCommands(client.rest, { applicationId, ...guild }, log);
      } catch (thrown) {
        // Alerts go out all the same, and those that are registered already go on working.
        log.error('discord commands not registered', { reason: asDiscordFailure(thrown).message });
      }
      log.info('discord connected', { as: client.user?.tag, servers: client.guilds.cache.size });
    },

    async stop() {
      await client.destroy();
    },

    post(channel, post, { key, replyTo }) {
      return call(async () => {
        if (post.audience === 'asker') await assertPrivate(channel);
        const nonce = nonceOf(channel.channel, replyTo?.id ?? '', key);
        return replyTo === undefined ? send(await opened(channel), post, nonce) : reply(replyTo, post, nonce);
      });
    },

    async edit(message, post) {
      const route = Routes.channelMessage(message.channel.channel, message.id);
      await call(() => client.rest.patch(route, { body: messageBody(post, message.channel.workspace) }));
    },
  };
}

/** Nobody is notified but whom the post names by id, whatever a headline says. Links in plain words are kept from unfolding. */
function messageBody(post: Post, workspace?: string) {
  const message = renderPost(post);
  const flags = message.embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0;
  // A server's own id, as a role, is everyone.
  const named = (post.mentions ?? []).filter(({ id }) => /^\d{15,22}$/.test(id) && id !== workspace);
  const idsOf = (wanted: Mention['kind']): string[] => named.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const notified = named.map(({ kind, id }) => (kind === 'role' ? `<@&${id}>` : `<@${id}>`)).join(' ');
  const content = [notified, message.content].filter((part) => part !== '').join('\n');
  const allowed_mentions = { parse: [], users: idsOf('person'), roles: idsOf('role'), replied_user: false };
  return { ...message, content, flags, allowed_mentions };
}

/** 25 characters hold 150 bits of the digest. */
function nonceOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, NONCE_MAX_CHARS);
}

function openClient(options: DiscordOptions): Client {
  const { log } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct messages come from channels that were never announced.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    shards: 'auto',
    rest: {
      ...(options.apiUrl === undefined ? {} : { api: options.apiUrl.replace(/\/+(?:v\d+\/*)?$/, '') }),
      timeout: options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
      // A second try is safe where there is a nonce; more are the outbox's business.
      retries: 1,
      rejectOnRateLimit: tooLong,
    },
  });
  client.on(Events.Error, (error) => log.error('discord client', { reason: error.message }));
  client.on(Events.Warn, (said) => log.warn('discord client', { said }));
  client.on(Events.ShardError, (error, shard) => log.warn('discord gateway', { shard, reason: error.message }));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error('discord gateway closed for good', { shard, code }));
  client.on(Events.ShardResume, (shard, replayed) => log.info('discord gateway resumed', { shard, replayed }));
  client.on(Events.Invalidated, () => log.error('discord session invalidated'));
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    log.warn('discord rate limit', { route, waitMs: timeToReset, global }),
  );
  client.rest.on('invalidRequestWarning', ({ count }) => log.warn('discord refuses many requests', { count }));
  return client;
}

/** Answers have nobody who would try again: they wait. */
function tooLong({ route, timeToReset, retryAfter }: RateLimitData): boolean {
  if (route.startsWith('/interactions') || route.startsWith('/webhooks')) return false;
  return Math.max(timeToReset, retryAfter) > RATE_LIMIT_MAX_WAIT_MS;
}

/** Logs in and waits for the gateway to be ready; a login that Discord refuses ends at once, one that hangs in a minute. */
async function connect(client: Client, token: string): Promise<void> {
  const expired = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const refused = new Promise<never>((_resolve, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(refusedBy(code)));
    expired.addEventListener('abort', () =>
      reject(new NewsroomError('unavailable', 'Discord’s gateway does not answer.')),
    );
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await Promise.race([Promise.all([client.login(token), ready]), refused]);
  } catch (thrown) {
    await client.destroy();
    throw thrown;
  }
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
function refusedBy(closeCode: number): NewsroomError {
  if (closeCode === GatewayCloseCodes.AuthenticationFailed)
    return new NewsroomError('bad_token', 'Discord does not know this token.');
  return new NewsroomError('bad_config', `Discord closed the gateway for good (${closeCode}).`);
}
