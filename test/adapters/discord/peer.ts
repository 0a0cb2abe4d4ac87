/**
 * A stand-in for Discord on loopback: gateway and REST as far as we use them, with the limits, error codes and nonces that Discord
 * documents, and faults on demand. (discord-digital-twin checks no limit, knows no nonce, resumes nothing and fails never.)
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Seen } from '../../contracts/chat.contract.ts';
import { type Gateway, openGateway } from './peer-gateway.ts';
import {
  type Content,
  checkChoices,
  checkContent,
  checkModal,
  invalid,
  type Modal,
  Refusal,
  refuse,
} from './peer-limits.ts';
import {
  APPLICATION,
  BOT_PERMISSIONS,
  CHANNEL,
  type Channel,
  channelsAtFirst,
  DIRECT,
  FORUM_TYPE,
  GUILD,
  guildOf,
  memberOf,
  PERSON,
  PUBLIC_THREAD,
  threadOf,
  userOf,
} from './peer-server.ts';
import { join, readEmbed, readMarkdown } from './reader.ts';

export { APPLICATION, CHANNEL, DIRECT, FORUM, GUILD, PERSON } from './peer-server.ts';
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

export interface DiscordMessage extends Omit<Content, 'files'> {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  edited: boolean;
  deleted: boolean;
  /** Still "is thinking…". */
  thinking: boolean;
  /** Files that came along, by their names, with what is said of them. */
  files: { readonly name: string; readonly size: number; readonly description: string }[];
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

interface Registered extends Record<string, unknown> {
  readonly id?: string;
  readonly name: string;
  readonly type?: number;
  readonly options?: unknown[];
}

/** What came back for an interaction. */
interface Interaction {
  readonly channel: string;
  readonly acknowledged: (answer: InteractionAnswer) => void;
  reply?: DiscordMessage;
  /** The message whose button or menu it was. */
  readonly pressed: string | undefined;
  answered?: boolean;
}

export interface InteractionAnswer {
  readonly type: number;
  readonly modal?: Modal;
  readonly choices?: readonly { name: string; value: string }[];
}

export interface DiscordPeer extends Pick<Gateway, 'sessions' | 'intents' | 'dispatch' | 'invalidate' | 'closeWith'> {
  readonly apiUrl: string;
  readonly messages: readonly DiscordMessage[];
  readonly channels: ReadonlyMap<string, Channel>;
  readonly calls: readonly Call[];
  /** What followed the question mark, of calls that had one. */
  readonly queries: readonly string[];
  /** What is registered. */
  commands: Registered[];
  seen(): readonly Seen[];
  /** The next call whose `METHOD /path` begins so, fails. */
  fail(call: string, fault: Fault): void;
  /** A person types a command; settles when it is acknowledged. */
  command(name: string, options?: readonly object[], more?: object): Promise<InteractionAnswer>;
  /** A person is still typing a command. */
  type(name: string, options: readonly object[], more?: object): Promise<InteractionAnswer>;
  press(customId: string, message: DiscordMessage, more?: object): Promise<InteractionAnswer>;
  choose(menuId: string, value: string, message: DiscordMessage): Promise<InteractionAnswer>;
  submit(modal: Modal, values: Readonly<Record<string, string>>): Promise<InteractionAnswer>;
  /** A person points at a message. */
  point(command: string, message: object): Promise<InteractionAnswer>;
  /** A person writes a message. */
  say(content: string, more?: object): string;
  archive(thread: string): void;
  cutGateway(): void;
  close(): Promise<void>;
}

/** Ids tell when they were made. https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
let lastId = BigInt(Date.now() - DISCORD_EPOCH_MS) << 22n;
const nextId = (): string => String(++lastId);

/** `port`: where another one has been before. */
export async function openDiscordPeer(port = 0): Promise<DiscordPeer> {
  const messages: DiscordMessage[] = [];
  const calls: Call[] = [];
  const queries: string[] = [];
  const faults: { call: string; fault: Fault }[] = [];
  const channels = new Map(channelsAtFirst().map((channel) => [channel.id, channel]));
  const interactions = new Map<string, Interaction>();

  const server = createServer((request, response) => void take(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = openGateway(server, TOKEN, () => [
    [
      'READY',
      {
        v: 10,
        user: { ...userOf(APPLICATION), bot: true },
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: 'session-1',
        resume_gateway_url: `ws://${origin}/gateway`,
        application: { id: APPLICATION, flags: 0 },
        shard: [0, 1],
      },
    ],
    ['GUILD_CREATE', guildOf([...channels.values()])],
  ]);
  const { dispatch } = gateway;

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
      files: filesOf(given),
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
    ...((message.flags ?? 0) & EPHEMERAL
      ? { interaction_metadata: { id: '1', type: 2, user: userOf(PERSON), authorizing_integration_owners: {} } }
      : {}),
  });

  function change(message: DiscordMessage, given: Content): object {
    if (channels.get(message.channel)?.thread_metadata?.archived === true) refuse(400, 50083, 'Thread is archived');
    const { files: _, ...before } = message;
    checkContent({ ...before, ...given });
    const files = given.attachments === undefined ? message.files : filesOf(given);
    Object.assign(message, given, { edited: !message.thinking, thinking: false, files });
    return shown(message);
  }

  const find = (channel: string, id: string): DiscordMessage =>
    messages.find((message) => message.id === id && message.channel === channel && !message.deleted) ??
    refuse(404, 10008, 'Unknown Message');

  const channelAt = (id: string): Channel => channels.get(id) ?? refuse(404, 10003, 'Unknown Channel');

  function openThread(id: string, parent: string, name: unknown): Channel {
    if (typeof name !== 'string' || name.length < 1 || name.length > 100) return invalid('name');
    const thread = threadOf(id, parent, name, APPLICATION);
    channels.set(id, thread);
    dispatch('THREAD_CREATE', { ...thread, newly_created: true });
    return thread;
  }

  function acknowledge(interaction: Interaction): void {
    if (interaction.answered === true) refuse(400, 40060, 'Interaction has already been acknowledged.');
    interaction.answered = true;
  }

  function callback(id: string, { type, data = {} }: { type: number; data?: Content & Record<string, unknown> }): void {
    const interaction = interactions.get(id) ?? refuse(404, 10062, 'Unknown interaction');
    acknowledge(interaction);
    if (type === 8) checkChoices((data as { choices?: [] }).choices ?? []);
    if (type === 9) checkModal(data as unknown as Modal);
    // What was pressed is about to be changed.
    if (type === 6) interaction.reply = messages.find((message) => message.id === interaction.pressed)!;
    if (type === 4) interaction.reply = keep(interaction.channel, data);
    if (type === 5) {
      const more = { thinking: true };
      interaction.reply = keep(interaction.channel, { content: 'thinking…', flags: data.flags ?? 0 }, more);
    }
    interaction.acknowledged({
      type,
      ...(type === 9 ? { modal: data as unknown as Modal } : {}),
      ...(type === 8 ? { choices: (data as { choices?: [] }).choices ?? [] } : {}),
    });
  }

  type Handler = (body: Content & Record<string, unknown>, ids: string[]) => unknown;
  const COMMANDS = '^/applications/(\\d+)(?:/guilds/\\d+)?/commands';
  const registered = (command: object): Registered => ({
    nsfw: false,
    default_member_permissions: null,
    dm_permission: true,
    ...(command as Registered),
    id: nextId(),
    ...{ application_id: APPLICATION, version: '1' },
  });
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
    ['GET', new RegExp(`${COMMANDS}$`), () => peer.commands],
    [
      'PUT',
      new RegExp(`${COMMANDS}$`),
      (body) => {
        peer.commands = (body as unknown as object[]).map(registered);
        return peer.commands;
      },
    ],
    [
      'POST',
      new RegExp(`${COMMANDS}$`),
      (body) => {
        const command = registered(body);
        peer.commands = [...peer.commands.filter(({ name }) => name !== command.name), command];
        return command;
      },
    ],
    [
      'DELETE',
      new RegExp(`${COMMANDS}/(\\d+)$`),
      (_body, [, id]) => {
        peer.commands = peer.commands.filter((command) => command.id !== id);
        return undefined;
      },
    ],
    ['GET', /^\/channels\/(\d+)$/, (_body, [id]) => channelAt(id!)],
    [
      'PATCH',
      /^\/channels\/(\d+)$/,
      (body, [id]) => {
        const { thread_metadata } = channelAt(id!);
        if (thread_metadata === undefined) return refuse(403, 50013, 'Missing Permissions');
        thread_metadata.archived = body.archived === true;
        return channelAt(id!);
      },
    ],
    ['POST', /^\/users\/@me\/channels$/, () => channels.get(DIRECT)],
    [
      'POST',
      /^\/channels\/(\d+)\/messages$/,
      (body, [channel]) => {
        const { type, thread_metadata } = channelAt(channel!);
        if (type === FORUM_TYPE) refuse(400, 50008, 'Cannot send messages in a non-text channel');
        const same = messages.find(
          (known) => body.enforce_nonce === true && known.nonce === body.nonce && known.channel === channel,
        );
        if (same !== undefined) return shown(same);
        if (thread_metadata !== undefined) thread_metadata.archived = false;
        const message = keep(channel!, body);
        dispatch('MESSAGE_CREATE', { ...shown(message), ...(channel === DIRECT ? {} : { guild_id: GUILD }) });
        return shown(message);
      },
    ],
    [
      'PATCH',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (body, [channel, id]) => {
        channelAt(channel!);
        return change(find(channel!, id!), body);
      },
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/threads$/,
      (body, [forum]) => {
        const { type, flags } = channelAt(forum!);
        if (type !== FORUM_TYPE) refuse(400, 50024, 'Cannot execute action on this channel type');
        const {
          message,
          applied_tags = [],
          name,
        } = body as { message?: Content; applied_tags?: string[]; name?: string };
        if (flags === 16 && applied_tags.length === 0) refuse(400, 40067, 'A tag is required to create a forum post');
        if (applied_tags.length > 5) invalid('tags');
        const id = nextId();
        const first = keep(id, { ...message }, { id });
        return { ...openThread(id, forum!, name), applied_tags, message: shown(first) };
      },
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      (body, [channel, id]) => {
        find(channel!, id!);
        if (channel !== CHANNEL) refuse(400, 50024, 'Cannot execute action on this channel type');
        if (channels.has(id!)) refuse(400, 160004, 'A thread has already been created for this message');
        return openThread(id!, channel!, body.name);
      },
    ],
    [
      'POST',
      /^\/interactions\/(\d+)\/[^/]+\/callback$/,
      (body, [id]) => callback(id!, body as unknown as { type: number }),
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
    const method = request.method ?? '';
    const [address = '', query] = (request.url ?? '').replace(/^\/api\/v10/, '').split('?');
    const path = decodeURIComponent(address);
    if (query !== undefined) queries.push(query);
    const body = await bodyOf(request, Buffer.concat(chunks));
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

  function interact(type: number, data: object, more: object = {}): Promise<InteractionAnswer> {
    const id = nextId();
    const { promise, resolve } = Promise.withResolvers<InteractionAnswer>();
    const interaction: Interaction = {
      channel: (more as { channel_id?: string }).channel_id ?? CHANNEL,
      acknowledged: resolve,
      pressed: (more as { message?: { id: string } }).message?.id,
    };
    interactions.set(id, interaction);
    interactions.set(`token-${id}`, interaction);
    dispatch('INTERACTION_CREATE', {
      id,
      application_id: APPLICATION,
      type,
      token: `token-${id}`,
      version: 1,
      guild_id: GUILD,
      channel_id: interaction.channel,
      channel: partial(channels.get(interaction.channel)),
      member: memberOf(PERSON),
      app_permissions: String(BOT_PERMISSIONS),
      locale: 'en-GB',
      entitlements: [],
      authorizing_integration_owners: { '0': GUILD },
      context: 0,
      attachment_size_limit: 1,
      data,
      ...more,
    });
    return promise;
  }

  const peer: DiscordPeer = {
    ...gateway,
    apiUrl: `http://${origin}/api`,
    messages,
    channels,
    calls,
    queries,
    commands: [],
    seen: () =>
      messages
        .filter((message) => !message.deleted && message.author === APPLICATION)
        .map((message) => asSeen(message, channels)),
    fail: (call, fault) => void faults.push({ call, fault }),
    command: (name, options = [], more = {}) => interact(2, { id: nextId(), name, type: 1, options }, more),
    type: (name, options, more = {}) => interact(4, { id: nextId(), name, type: 1, options }, more),
    press: (customId, message, more = {}) =>
      interact(
        3,
        { custom_id: customId, component_type: 2 },
        { message: shown(message), channel_id: message.channel, ...more },
      ),
    choose: (menuId, value, message) =>
      interact(
        3,
        { custom_id: menuId, component_type: 3, values: [value] },
        { message: shown(message), channel_id: message.channel },
      ),
    submit({ custom_id, components }, values) {
      const filled = components.map(({ type, component }, id) => {
        const value = values[component.custom_id] ?? '';
        const given = component.type === 4 ? { value } : { values: value === '' ? [] : [value] };
        return { id, type, component: { id, type: component.type, custom_id: component.custom_id, ...given } };
      });
      const chosen = [...channels.values()].filter(({ id }) => Object.values(values).includes(id)).map(partial);
      const resolved = { channels: Object.fromEntries(chosen.map((channel) => [(channel as Channel).id, channel])) };
      return interact(5, { custom_id, components: filled, resolved });
    },
    point(name, message) {
      const target = { ...shown(writtenBy(nextId())), ...message } as { id: string };
      return interact(2, {
        id: nextId(),
        name,
        type: 3,
        target_id: target.id,
        resolved: { messages: { [target.id]: target } },
      });
    },
    say(content, more = {}) {
      const message = { ...writtenBy(nextId()), content };
      messages.push(message);
      dispatch('MESSAGE_CREATE', {
        ...shown(message),
        guild_id: GUILD,
        member: { roles: [], joined_at: null, deaf: false, mute: false, flags: 0 },
        ...more,
      });
      return message.id;
    },
    archive(thread) {
      channelAt(thread).thread_metadata!.archived = true;
    },
    cutGateway: gateway.cut,
    async close() {
      gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return peer;
}

/** As interactions bring a channel: without what only the gateway tells. */
function partial(channel: Channel | undefined): object | undefined {
  if (channel === undefined) return undefined;
  const { permission_overwrites: _, available_tags: __, flags: ___, ...told } = channel;
  return told;
}

/** A person's message. */
const writtenBy = (id: string): DiscordMessage => ({
  id,
  channel: CHANNEL,
  author: PERSON,
  edited: false,
  deleted: false,
  thinking: false,
  files: [],
});

/** An attachment's id is the number of the file that it speaks of. */
function filesOf({ attachments = [], files = [] }: Content): DiscordMessage['files'] {
  return attachments.map(({ id, description = '' }) => {
    const file = files.find(({ key }) => key === `files[${id}]`) ?? invalid(`no file ${id}`);
    if (description.length > 1_024) invalid('attachment description');
    return { name: file.name, size: file.size, description };
  });
}

/** With files, the message is one part of several. */
async function bodyOf(request: IncomingMessage, bytes: Buffer): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  const parts = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const files = [...parts].flatMap(([key, part]) =>
    typeof part === 'string' ? [] : [{ key, name: part.name, size: part.size }],
  );
  const body = JSON.parse(String(parts.get('payload_json'))) as { data?: object; message?: object };
  if (body.data !== undefined) return { ...body, data: { ...body.data, files } };
  return body.message === undefined ? { ...body, files } : { ...body, message: { ...body.message, files } };
}

/** A mention pings only where `allowed_mentions` lets it; that it looks like one counts here all the same. */
function asSeen(message: DiscordMessage, channels: ReadonlyMap<string, Channel>): Seen {
  const labels = (message.components ?? []).flatMap((row) =>
    row.components.map((part) => ('label' in part ? part.label : '')),
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
  const isThread = channels.get(message.channel)?.type === PUBLIC_THREAD && message.id !== message.channel;
  const replyTo = isThread ? message.channel : message.message_reference?.message_id;
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
