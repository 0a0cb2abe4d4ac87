/**
 * Discord: commands, buttons, mentions and direct messages come over the gateway, posts and edits go over REST. No privileged
 * intent is asked for: the content of mentions and direct messages needs none.
 *
 * What is promised of posting twice: every post carries a nonce made from its key, with `enforce_nonce`. For some minutes
 * Discord answers a second post of the same nonce with the first message. Forums take no nonce: there, the gateway tells whether
 * a post whose answer was lost stands.
 */
import { createHash } from 'node:crypto';
import {
  type APIMessage,
  type Channel,
  type Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  MessageFlags,
  type RawFile,
  REST,
  Routes,
} from 'discord.js';
import { NewsroomError } from '../../src/errors.ts';
import type { ChannelRef, Mention, MessageRef, Post } from '../../src/model.ts';
import type { Chat, Desk, Log } from '../../src/ports.ts';
import { connect, openClient, restOptions } from './client.ts';
import { asDiscordFailure } from './failures.ts';
import { openForums } from './forums.ts';
import { watchLosses } from './losses.ts';
import { assertCanPost, mayAttach } from './permissions.ts';
import { paint } from './pictures.ts';
import { takeRequests } from './reception.ts';
import { openRefusals, type RefusalLimits } from './refusals.ts';
import { registerCommands } from './registration.ts';
import { isLost, opensItsThread, openThreads } from './threads.ts';
import { renderPost } from './views.ts';

/** Discord kills an interaction that is not acknowledged within 3 s; a shorter wait spares most answers the "is thinking…". */
export const DEFAULT_DEFER_AFTER_MS = 2_000;
export const NONCE_MAX_CHARS = 25;

/** No text channel: a forum, perhaps. */
const NOT_A_TEXT_CHANNEL = 50008;
const UNKNOWN_CHANNEL = 10003;
/** Read Message History is missing. */
const CANNOT_REPLY = 160002;
const ARCHIVED = 50083;

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
  readonly refusals?: RefusalLimits;
  readonly log: Log;
}

/** Discord's servers and direct messages as a chat, to be started once. */
export function createDiscord(options: DiscordOptions): Chat {
  const { log } = options;
  // Posts need no gateway: they have a REST client of their own, which outlives a connection that is opened anew.
  const limits = { ...restOptions(options), invalidRequestWarningInterval: 1 };
  const rest = new REST(limits);
  const restOnce = new REST({ ...limits, retries: 0 });
  let client = openClient(options);
  const threads = openThreads(rest);
  const forums = openForums(() => client, restOnce);
  const refusals = openRefusals(options.refusals);
  for (const each of [rest, restOnce]) watchLimits(each);

  function watchLimits(each: REST): void {
    each.on('rateLimited', ({ route, timeToReset, global }) =>
      log.warn('discord rate limit', { route, waitMs: timeToReset, global }),
    );
    each.on('invalidRequestWarning', ({ count, remainingTime }) => {
      refusals.counted(count, remainingTime);
      if (count % 100 === 0) log.warn('discord refuses many requests', { count, remainingMs: remainingTime });
    });
  }

  /** The library forgets its token when it is refused. */
  async function call<T>(request: () => Promise<T>, at?: ChannelRef): Promise<T> {
    refusals.check(at);
    for (const each of [rest, restOnce, client.rest]) each.setToken(options.token);
    try {
      return await request();
    } catch (thrown) {
      const failure = asDiscordFailure(thrown);
      if (at !== undefined) refusals.note(at, failure);
      throw failure;
    }
  }

  /** The post as Discord takes it, with the files that go along. */
  async function dressed(channel: ChannelRef, post: Post): Promise<{ body: MessageBody; files: RawFile[] }> {
    const { shown, picture } = await paint(post, mayAttach(client.channels.cache.get(channel.channel)), log);
    const body = messageBody(shown, channel.workspace, picture);
    const { name = '', data } = picture ?? {};
    return { body, files: data === undefined ? [] : [{ name, data, contentType: 'image/png' }] };
  }

  async function send(channel: ChannelRef, post: Post, nonce: string, replyTo?: string): Promise<MessageRef> {
    const forum = forums.at(channel.channel);
    const { body: message, files } = await dressed(channel, post);
    if (forum !== undefined) return forums.open(forum, { channel, post, message, files, key: nonce });
    const reference =
      replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const body = { ...message, ...reference, nonce, enforce_nonce: true };
    try {
      const accepted = (await rest.post(Routes.channelMessages(channel.channel), { body, files })) as APIMessage;
      return { channel: { ...channel, channel: accepted.channel_id ?? channel.channel }, id: accepted.id };
    } catch (thrown) {
      if (replyTo !== undefined && hasCode(thrown, CANNOT_REPLY)) return send(channel, post, nonce);
      const found = hasCode(thrown, NOT_A_TEXT_CHANNEL) ? await forums.find(channel.channel) : undefined;
      if (found === undefined) throw thrown;
      return forums.open(found, { channel, post, message, files, key: nonce });
    }
  }

  /** `home` is where the story was posted first: a forum, where the message has a thread of its own. */
  async function reply(message: MessageRef, post: Post, nonce: string, home: ChannelRef): Promise<MessageRef> {
    // Direct messages have no threads.
    if (message.channel.person !== undefined) return send(message.channel, post, nonce, message.id);
    if (opensItsThread(message)) {
      try {
        return await send(message.channel, post, nonce);
      } catch (thrown) {
        if (!isLost(thrown) || home.channel === message.channel.channel) throw thrown;
        return send(home, post, nonce);
      }
    }
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
    const direct = (await rest.post(Routes.userChannels(), { body })) as { readonly id: string };
    return { ...channel, channel: direct.id };
  }

  /** What is for one person alone goes to a direct message or nowhere. */
  async function assertPrivate(channel: ChannelRef): Promise<void> {
    if (channel.person !== undefined) return;
    if ((await found(channel))?.isDMBased() !== true)
      throw new NewsroomError('post_refused', 'This message is for one person and the channel is for many.');
  }

  const found = (channel: ChannelRef): Promise<Channel | null> =>
    client.channels.fetch(channel.channel, { allowUnknownGuild: true });

  async function change(message: MessageRef, post: Post): Promise<void> {
    const { body, files } = await dressed(message.channel, post);
    const route = Routes.channelMessage(message.channel.channel, message.id);
    const edit = () => rest.patch(route, { body: { attachments: [], ...body }, files });
    try {
      await edit();
    } catch (thrown) {
      // A forum's post that was deleted is not the forum.
      if (hasCode(thrown, UNKNOWN_CHANNEL) && opensItsThread(message))
        throw new NewsroomError('edit_refused', 'The forum’s post was deleted.', { cause: thrown });
      if (!hasCode(thrown, ARCHIVED) || !(await reopened(message.channel.channel))) throw thrown;
      await edit();
    }
  }

  /** An archived thread takes messages, but no edits. */
  async function reopened(thread: string): Promise<boolean> {
    try {
      await rest.patch(Routes.channel(thread), { body: { archived: false } });
      return true;
    } catch (thrown) {
      log.info('discord thread stays archived', { thread, reason: asDiscordFailure(thrown).message });
      return false;
    }
  }

  function attend(to: Client, desk: Desk): void {
    const deferAfterMs = options.deferAfterMs ?? DEFAULT_DEFER_AFTER_MS;
    takeRequests(to, {
      desk,
      log,
      deferAfterMs,
      answer: (channel, post, { message, reply: isReply }) =>
        call(() => send(channel, post, nonceOf('answer', channel.channel, message), isReply ? message : undefined)),
      onUse: ({ channelId }) => channelId !== null && refusals.forget(channelId),
    });
    watchLosses(to, { desk, log, refusals });
    to.on(Events.ShardDisconnect, ({ code }) => {
      if (code === GatewayCloseCodes.ShardingRequired && to === client) void reconnect(desk);
    });
  }

  /** The bot has outgrown its shards: Discord says anew how many there are to be. */
  async function reconnect(desk: Desk): Promise<void> {
    const before = client;
    client = openClient(options);
    attend(client, desk);
    try {
      await before.destroy();
      await connect(client, options.token);
      log.info('discord connected anew', { shards: client.ws.shards.size });
    } catch (thrown) {
      log.error('discord not connected anew', { reason: asDiscordFailure(thrown).message });
    }
  }

  return {
    platform: 'discord',

    async start(desk) {
      attend(client, desk);
      await call(() => connect(client, options.token));
      const applicationId = options.applicationId ?? client.application?.id;
      const guild = options.guildId === undefined ? {} : { guildId: options.guildId };
      if (applicationId === undefined) throw new NewsroomError('bad_config', 'Discord named no application.');
      try {
        await registerCommands(rest, { applicationId, ...guild }, log);
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
        return replyTo === undefined ? send(await opened(channel), post, nonce) : reply(replyTo, post, nonce, channel);
      }, channel);
    },

    edit: (message, post) => call(() => change(message, post), message.channel),

    async reach(channel) {
      // Somebody asks because something may have changed.
      if (channel.person === undefined) refusals.forget(channel.channel);
      await call(async () => {
        if (channel.person !== undefined) return void (await opened(channel));
        const place = await found(channel);
        if (place !== null) assertCanPost(place);
      }, channel);
    },
  };
}

const hasCode = (thrown: unknown, code: number): boolean => thrown instanceof DiscordAPIError && thrown.code === code;

type MessageBody = ReturnType<typeof messageBody>;

/** Nobody is notified but whom the post names by id, whatever a headline says. Links in plain words are kept from unfolding. */
function messageBody(post: Post, workspace?: string, picture?: { readonly name: string; readonly alt: string }) {
  // A server's own id, as a role, is everyone.
  const named = (post.mentions ?? []).filter(({ id }) => /^\d{15,22}$/.test(id) && id !== workspace);
  const idsOf = (wanted: Mention['kind']): string[] => named.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const notified = named.map(({ kind, id }) => (kind === 'role' ? `<@&${id}>` : `<@${id}>`)).join(' ');
  const message = renderPost(post, { picture: picture?.name, reservedChars: notified.length + 1 });
  const flags = message.embeds.length === 0 ? MessageFlags.SuppressEmbeds : 0;
  const content = [notified, message.content].filter((part) => part !== '').join('\n');
  const allowed_mentions = { parse: [], users: idsOf('person'), roles: idsOf('role'), replied_user: false };
  const attached =
    picture === undefined ? {} : { attachments: [{ id: '0', filename: picture.name, description: picture.alt }] };
  return { ...message, content, flags, allowed_mentions, ...attached };
}

/** 25 characters hold 150 bits of the digest. */
function nonceOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, NONCE_MAX_CHARS);
}
