/**
 * A stand-in for Discord on loopback: gateway and REST as far as we use them, with the limits, error codes and nonces that Discord
 * documents, and faults on demand. (discord-digital-twin checks no limit, knows no nonce and fails never.)
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIActionRowComponent, APIButtonComponent, APIEmbed } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Seen } from '../../contracts/chat.contract.ts';
import { join, readEmbed, readMarkdown } from './reader.ts';

export const APPLICATION = '900000000000000001';
export const GUILD = '900000000000000002';
export const CHANNEL = '900000000000000003';
export const PERSON = '900000000000000004';
export const DIRECT = '900000000000000005';
export const TOKEN = 'OTAw.for.tests-only';
const EPHEMERAL = 64;

export interface Fault {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
  /** Does what was asked and then breaks the connection. */
  readonly lost?: boolean;
}

interface Content {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIActionRowComponent<APIButtonComponent>[];
  flags?: number;
  nonce?: string;
  enforce_nonce?: boolean;
  allowed_mentions?: { parse?: string[]; replied_user?: boolean };
  message_reference?: { message_id: string };
}

interface DiscordMessage extends Content {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  edited: boolean;
  deleted: boolean;
  /** Still "is thinking…". */
  thinking: boolean;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

export interface DiscordPeer {
  readonly apiUrl: string;
  readonly messages: readonly DiscordMessage[];
  readonly calls: readonly Call[];
  /** Identified sessions so far, and resumed ones. */
  readonly sessions: { identified: number; resumed: number };
  /** What was registered, last. */
  commands: { name: string; options?: unknown[] }[];
  readonly intents: number[];
  seen(): readonly Seen[];
  /** The next call whose `METHOD /path` begins so, fails. */
  fail(call: string, fault: Fault): void;
  /** A person types a command; settles when it is acknowledged. */
  command(name: string, options?: readonly object[], more?: object): Promise<void>;
  press(customId: string, message: DiscordMessage): Promise<void>;
  /** A person writes a message. */
  say(content: string, more?: object): string;
  cutGateway(): void;
  close(): Promise<void>;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const invalid = (what: string): never => {
  throw new Refusal(400, 50035, `Invalid Form Body: ${what}`);
};

/** https://docs.discord.com/developers/resources/message */
export function checkContent(given: Content): void {
  const within = (what: string, text: string | undefined, max: number): void => {
    if (text !== undefined && (text.length > max || text.length === 0)) invalid(`${what} of ${text.length}`);
  };
  if ((given.content ?? '').length > 2_000) invalid('content');
  if (!given.content && !given.embeds?.length) throw new Refusal(400, 50006, 'Cannot send an empty message');
  if ((given.embeds?.length ?? 0) > 10) invalid('embeds');
  let total = 0;
  for (const embed of given.embeds ?? []) {
    within('title', embed.title, 256);
    within('description', embed.description, 4_096);
    within('footer', embed.footer?.text, 2_048);
    if ((embed.fields?.length ?? 0) > 25) invalid('fields');
    for (const field of embed.fields ?? []) {
      within('field name', field.name, 256);
      within('field value', field.value, 1_024);
      total += field.name.length + field.value.length;
    }
    for (const url of [embed.url, embed.image?.url])
      if (url !== undefined && (!/^https?:\/\//.test(url) || url.length > 2_048)) invalid('url');
    total += (embed.title ?? '').length + (embed.description ?? '').length + (embed.footer?.text ?? '').length;
  }
  if (total > 6_000) invalid(`embeds of ${total} in all`);
  if ((given.components?.length ?? 0) > 5) invalid('rows');
  const ids: string[] = [];
  for (const row of given.components ?? []) {
    if (row.components.length < 1 || row.components.length > 5) invalid('row');
    for (const button of row.components as { label?: string; custom_id: string }[]) {
      within('label', button.label, 80);
      within('custom id', button.custom_id, 100);
      ids.push(button.custom_id);
    }
  }
  if (new Set(ids).size !== ids.length) invalid('custom ids');
  if (given.nonce !== undefined && given.nonce.length > 25) invalid('nonce');
}

let lastId = 1_000_000_000_000_000_000n;
const nextId = (): string => String(++lastId);

export async function openDiscordPeer(): Promise<DiscordPeer> {
  const messages: DiscordMessage[] = [];
  const calls: Call[] = [];
  const faults: { call: string; fault: Fault }[] = [];
  const sockets = new Set<WebSocket>();
  const channels = new Map<string, object>([
    [CHANNEL, { id: CHANNEL, type: 0, guild_id: GUILD, name: 'desk' }],
    [DIRECT, { id: DIRECT, type: 1, recipients: [userOf(PERSON)] }],
  ]);
  const interactions = new Map<string, { channel: string; acknowledged: () => void; reply?: DiscordMessage }>();
  const sessions = { identified: 0, resumed: 0 };
  const intents: number[] = [];
  let sequence = 0;

  const server = createServer((request, response) => void take(request, response));
  const wss = new WebSocketServer({ server, path: '/gateway' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  const dispatch = (event: string, data: object): void => {
    sequence += 1;
    for (const socket of sockets) socket.send(JSON.stringify({ op: 0, t: event, s: sequence, d: data }));
  };

  wss.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: { token: string; intents: number } };
      if (op === 1) socket.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
      if (op !== 2 && op !== 6) return;
      if (d.token !== TOKEN) return socket.close(4004, 'Authentication failed.');
      sockets.add(socket);
      if (op === 6) {
        sessions.resumed += 1;
        return dispatch('RESUMED', {});
      }
      sessions.identified += 1;
      intents.push(d.intents);
      dispatch('READY', {
        v: 10,
        user: { ...userOf(APPLICATION), bot: true },
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: 'session-1',
        resume_gateway_url: `ws://${origin}/gateway`,
        application: { id: APPLICATION, flags: 0 },
        shard: [0, 1],
      });
      dispatch('GUILD_CREATE', guildOf([...channels.values()].slice(0, 1)));
    });
  });

  function keep(channel: string, given: Content, more: Partial<DiscordMessage> = {}): DiscordMessage {
    checkContent(given);
    const message = {
      ...given,
      id: nextId(),
      channel,
      author: APPLICATION,
      edited: false,
      deleted: false,
      thinking: false,
      ...more,
    };
    messages.push(message);
    return message;
  }

  const shown = (message: DiscordMessage): object => ({
    id: message.id,
    channel_id: message.channel,
    author: { ...userOf(message.author), bot: message.author === APPLICATION },
    content: message.content ?? '',
    embeds: message.embeds ?? [],
    components: message.components ?? [],
    flags: message.flags ?? 0,
    nonce: message.nonce,
    type: 0,
    timestamp: '2031-05-06T07:08:09.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    pinned: false,
  });

  function change(message: DiscordMessage, given: Content): object {
    checkContent({ ...message, ...given });
    Object.assign(message, given, { edited: !message.thinking, thinking: false });
    return shown(message);
  }

  const find = (channel: string, id: string): DiscordMessage =>
    messages.find((message) => message.id === id && message.channel === channel && !message.deleted) ??
    refuse(404, 10008, 'Unknown Message');

  const channelAt = (id: string): object => channels.get(id) ?? refuse(404, 10003, 'Unknown Channel');

  type Handler = (body: Content & Record<string, unknown>, ids: string[]) => unknown;
  const routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
    [
      'GET',
      /^\/gateway\/bot$/,
      () => ({
        url: `ws://${origin}/gateway`,
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 1, max_concurrency: 1 },
      }),
    ],
    ['GET', /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/, () => peer.commands],
    [
      'PUT',
      /^\/applications\/(\d+)(?:\/guilds\/\d+)?\/commands$/,
      (body, [application]) => {
        peer.commands = (body as unknown as { name: string }[]).map((command) => ({
          ...command,
          id: nextId(),
          application_id: application,
          version: '1',
          type: 1,
          nsfw: false,
          default_member_permissions: null,
          dm_permission: true,
          name_localizations: null,
        }));
        return peer.commands;
      },
    ],
    ['GET', /^\/channels\/(\d+)$/, (_body, [id]) => channelAt(id!)],
    ['POST', /^\/users\/@me\/channels$/, () => channels.get(DIRECT)],
    [
      'POST',
      /^\/channels\/(\d+)\/messages$/,
      (body, [channel]) => {
        channelAt(channel!);
        const same = messages.find(
          (known) => body.enforce_nonce === true && known.nonce === body.nonce && known.channel === channel,
        );
        if (same !== undefined) return shown(same);
        const message = keep(channel!, body);
        dispatch('MESSAGE_CREATE', { ...shown(message), ...(channel === DIRECT ? {} : { guild_id: GUILD }) });
        return shown(message);
      },
    ],
    ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, (body, [channel, id]) => change(find(channel!, id!), body)],
    [
      'POST',
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      (body, [channel, id]) => {
        find(channel!, id!);
        if (channel !== CHANNEL) refuse(400, 50024, 'Cannot execute action on this channel type');
        if (channels.has(id!)) refuse(400, 160004, 'A thread has already been created for this message');
        if (typeof body.name !== 'string' || body.name.length < 1 || body.name.length > 100) invalid('name');
        const thread = { id, type: 11, guild_id: GUILD, parent_id: channel, name: body.name };
        channels.set(id!, thread);
        return thread;
      },
    ],
    [
      'POST',
      /^\/interactions\/(\d+)\/[^/]+\/callback$/,
      (body, [id]) => {
        const interaction = interactions.get(id!) ?? refuse(404, 10062, 'Unknown interaction');
        if (interaction.reply !== undefined) refuse(400, 40060, 'Interaction has already been acknowledged.');
        const { type, data } = body as unknown as { type: number; data?: Content };
        interaction.reply =
          type === 5
            ? keep(interaction.channel, { content: 'thinking…', flags: data?.flags ?? 0 }, { thinking: true })
            : keep(interaction.channel, data ?? {});
        interaction.acknowledged();
        return undefined;
      },
    ],
    [
      'PATCH',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
      (body, [token]) => change(interactions.get(token!)!.reply!, body),
    ],
    [
      'DELETE',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
      (_body, [token]) => {
        interactions.get(token!)!.reply!.deleted = true;
        return undefined;
      },
    ],
    ['POST', /^\/webhooks\/\d+\/([^/]+)$/, (body, [token]) => shown(keep(interactions.get(token!)!.channel, body))],
  ];

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const method = request.method ?? '';
    const path = decodeURIComponent((request.url ?? '').replace(/^\/api\/v10/, '').split('?')[0]!);
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    calls.push({ method, path, body });
    const position = faults.findIndex(({ call }) => `${method} ${path}`.startsWith(call));
    const fault = position < 0 ? undefined : faults.splice(position, 1)[0]!.fault;
    if (fault?.silent === true) return;
    const [status, answer] =
      fault !== undefined && fault.lost !== true
        ? [fault.status ?? 200, fault.body ?? {}]
        : answerTo(method, path, request, body);
    if (fault?.lost === true) {
      response.destroy();
      return;
    }
    response.writeHead(status, {
      ...(answer === undefined ? {} : { 'content-type': 'application/json' }),
      ...fault?.headers,
    });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  function answerTo(method: string, path: string, request: IncomingMessage, body: Content): [number, unknown?] {
    try {
      const open = /^\/(interactions|webhooks)/.test(path);
      if (!open && request.headers.authorization !== `Bot ${TOKEN}`) refuse(401, 0, '401: Unauthorized');
      for (const [verb, pattern, handler] of routes) {
        const match = verb === method ? pattern.exec(path) : null;
        if (match === null) continue;
        const answer = handler(body as Content & Record<string, unknown>, match.slice(1));
        return answer === undefined ? [204] : [200, answer];
      }
      return [404, { message: '404: Not Found', code: 0 }];
    } catch (thrown) {
      if (thrown instanceof Refusal) return [thrown.status, { message: thrown.message, code: thrown.code }];
      throw thrown;
    }
  }

  function interact(type: number, data: object, more: object = {}): Promise<void> {
    const id = nextId();
    const acknowledged = new Promise<void>((resolve) => {
      const interaction = { channel: CHANNEL, acknowledged: resolve };
      interactions.set(id, interaction);
      interactions.set(`token-${id}`, interaction);
    });
    dispatch('INTERACTION_CREATE', {
      id,
      application_id: APPLICATION,
      type,
      token: `token-${id}`,
      version: 1,
      guild_id: GUILD,
      channel_id: CHANNEL,
      channel: { id: CHANNEL, type: 0, guild_id: GUILD, name: 'desk' },
      member: {
        user: userOf(PERSON),
        roles: [],
        joined_at: '2031-01-01T00:00:00.000Z',
        deaf: false,
        mute: false,
        flags: 0,
        permissions: '0',
      },
      app_permissions: '0',
      locale: 'en-GB',
      entitlements: [],
      authorizing_integration_owners: {},
      context: 0,
      attachment_size_limit: 1,
      data,
      ...more,
    });
    return acknowledged;
  }

  const peer: DiscordPeer = {
    apiUrl: `http://${origin}/api`,
    messages,
    calls,
    sessions,
    intents,
    commands: [],
    seen: () =>
      messages
        .filter((message) => !message.deleted && message.author === APPLICATION)
        .map((message) => asSeen(message, channels)),
    fail: (call, fault) => void faults.push({ call, fault }),
    command: (name, options = [], more = {}) => interact(2, { id: nextId(), name, type: 1, options }, more),
    press: (customId, message) => interact(3, { custom_id: customId, component_type: 2 }, { message: shown(message) }),
    say(content, more = {}) {
      const message = {
        content,
        id: nextId(),
        channel: CHANNEL,
        author: PERSON,
        edited: false,
        deleted: false,
        thinking: false,
      };
      messages.push(message);
      dispatch('MESSAGE_CREATE', {
        ...shown(message),
        guild_id: GUILD,
        member: { roles: [], joined_at: null, deaf: false, mute: false, flags: 0 },
        ...more,
      });
      return message.id;
    },
    cutGateway() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    async close() {
      for (const client of wss.clients) client.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return peer;
}

function refuse(status: number, code: number, message: string): never {
  throw new Refusal(status, code, message);
}

function userOf(id: string): { id: string; username: string } & Record<string, unknown> {
  return { id, username: id === PERSON ? 'mara' : 'nutgraf', discriminator: '0', global_name: null, avatar: null };
}

function guildOf(channels: readonly object[]): object {
  return {
    id: GUILD,
    name: 'Newsroom',
    owner_id: PERSON,
    channels,
    threads: [],
    roles: [],
    emojis: [],
    stickers: [],
    members: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    features: [],
    member_count: 2,
    joined_at: '2031-01-01T00:00:00.000Z',
    large: false,
    unavailable: false,
    afk_timeout: 60,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-GB',
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
  };
}

/** A mention pings only where `allowed_mentions` lets it; that it looks like one counts here all the same. */
function asSeen(message: DiscordMessage, channels: ReadonlyMap<string, object>): Seen {
  const labels = (message.components ?? []).flatMap((row) =>
    row.components.map((button) => ('label' in button ? button.label : '')),
  );
  const read = join([
    readMarkdown(message.content ?? ''),
    ...(message.embeds ?? []).map(readEmbed),
    { text: labels.join('\n'), mentions: [], links: [], formatted: [] },
  ]);
  const pings =
    message.thinking ||
    (message.allowed_mentions?.parse?.length === 0 && message.allowed_mentions.replied_user === false)
      ? []
      : ['allowed_mentions are not closed'];
  const thread = channels.get(message.channel) as { parent_id?: string } | undefined;
  const replyTo = thread?.parent_id === undefined ? message.message_reference?.message_id : message.channel;
  return {
    id: message.id,
    text: message.thinking ? '' : read.text.trim(),
    mentions: [...read.mentions, ...pings],
    links: read.links,
    formatted: read.formatted,
    ...(replyTo === undefined ? {} : { replyTo }),
    edited: message.edited,
    for: ((message.flags ?? 0) & EPHEMERAL) === 0 ? 'everyone' : 'asker',
  };
}
