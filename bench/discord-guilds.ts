/** A stand-in for Discord with many servers: the gateway's opening, messages, and the rate limits that Discord documents, kept strictly. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export const TOKEN = 'OTAw.for.benchmarks-only';
const APPLICATION = '900000000000000001';
/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const GLOBAL_REQUESTS_A_SECOND = 50;
/** What Discord answers with for messages of a channel. */
const CHANNEL_MESSAGES = 5;
const CHANNEL_WINDOW_MS = 5_000;
/** How long a request takes there. */
const ANSWER_MS = 60;
const SECOND_MS = 1_000;

/** One message that Discord accepted. */
export interface Arrival {
  readonly channel: string;
  readonly atMs: number;
  readonly nonce: string;
}

export interface Guilds {
  readonly apiUrl: string;
  /** Text channels, one a server, by their ids. */
  readonly channels: readonly { readonly guild: string; readonly channel: string }[];
  readonly arrivals: readonly Arrival[];
  /** Requests that were refused because they came too fast. */
  refused(): number;
  /** Resolves when every shard has been told of its servers. */
  readonly announced: Promise<void>;
  close(): Promise<void>;
}

/** Ids as Discord makes them: the shard is taken from bits 22 and up. */
const idOf = (kind: bigint, n: number): string => String((BigInt(n) << 22n) | kind);

/** A token bucket that refuses what comes too fast; gives milliseconds to wait, 0 for none. */
function openWindow(
  requests: number,
  windowMs: number,
): (nowMs: number) => { waitMs: number; left: number; endMs: number } {
  let endMs = 0;
  let left = requests;
  return (nowMs) => {
    if (nowMs >= endMs) {
      endMs = nowMs + windowMs;
      left = requests;
    }
    if (left === 0) return { waitMs: endMs - nowMs, left, endMs };
    left -= 1;
    return { waitMs: 0, left, endMs };
  };
}

export async function openGuilds(guilds: number, shards: number): Promise<Guilds> {
  const channels = Array.from({ length: guilds }, (_, n) => ({ guild: idOf(1n, n + 1), channel: idOf(2n, n + 1) }));
  const known = new Set(channels.map(({ channel }) => channel));
  const arrivals: Arrival[] = [];
  const byNonce = new Map<string, string>();
  const announced = Promise.withResolvers<void>();
  const global = openWindow(GLOBAL_REQUESTS_A_SECOND, SECOND_MS);
  const buckets = new Map<string, ReturnType<typeof openWindow>>();
  let refused = 0;
  let toldShards = 0;
  let lastId = 1n;

  const server = createServer((request, response) => void answer(request, response));
  const wss = new WebSocketServer({ server, path: '/gateway' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  wss.on('connection', (socket) => {
    let sequence = 0;
    const send = (op: number, d: unknown, t: string | null = null): void =>
      socket.send(JSON.stringify({ op, d, t, s: t === null ? null : ++sequence }));
    send(10, { heartbeat_interval: 41_250 });
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: { shard?: [number, number] } };
      if (op === 1) send(11, null);
      if (op !== 2) return;
      const [shard, count] = d.shard ?? [0, 1];
      const mine = channels.filter(({ guild }) => Number((BigInt(guild) >> 22n) % BigInt(count)) === shard);
      send(
        0,
        {
          v: 10,
          user: { id: APPLICATION, username: 'nutgraf', discriminator: '0', avatar: null, bot: true },
          guilds: mine.map(({ guild }) => ({ id: guild, unavailable: true })),
          session_id: `session-${shard}`,
          resume_gateway_url: `ws://${origin}/gateway`,
          application: { id: APPLICATION, flags: 0 },
          shard: [shard, count],
        },
        'READY',
      );
      for (const { guild, channel } of mine) send(0, guildOf(guild, channel), 'GUILD_CREATE');
      toldShards += 1;
      if (toldShards === shards) announced.resolve();
    });
  });

  function post(channel: string, body: { nonce?: string }): [number, object, Record<string, string>?] {
    if (!known.has(channel)) return [404, { message: 'Unknown Channel', code: 10003 }];
    const now = performance.now();
    const bucket = buckets.get(channel) ?? openWindow(CHANNEL_MESSAGES, CHANNEL_WINDOW_MS);
    buckets.set(channel, bucket);
    const { waitMs, left, endMs } = bucket(now);
    const headers = {
      'x-ratelimit-limit': String(CHANNEL_MESSAGES),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': String((Date.now() + endMs - now) / SECOND_MS),
      'x-ratelimit-reset-after': String((endMs - now) / SECOND_MS),
      'x-ratelimit-bucket': 'messages',
    };
    if (waitMs > 0) return tooFast(waitMs, headers);
    const nonce = `${channel} ${body.nonce ?? ''}`;
    const before = body.nonce === undefined ? undefined : byNonce.get(nonce);
    const id = before ?? idOf(3n, Number(lastId++));
    if (before === undefined) arrivals.push({ channel, atMs: now, nonce });
    byNonce.set(nonce, id);
    return [200, messageOf(id, channel), headers];
  }

  function tooFast(waitMs: number, headers: Record<string, string>): [number, object, Record<string, string>] {
    refused += 1;
    const seconds = waitMs / SECOND_MS;
    const body = { message: 'You are being rate limited.', retry_after: seconds, global: false };
    return [429, body, { ...headers, 'retry-after': String(Math.ceil(seconds)), 'x-ratelimit-scope': 'user' }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = (request.url ?? '').replace(/^\/api\/v10/, '').split('?')[0]!;
    const [status, body, headers] = answerTo(request.method ?? '', path, Buffer.concat(chunks).toString());
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    }, ANSWER_MS);
  }

  function answerTo(method: string, path: string, text: string): [number, object, Record<string, string>?] {
    const { waitMs } = global(performance.now());
    if (waitMs > 0) {
      const [status, body, headers] = tooFast(waitMs, { 'x-ratelimit-global': 'true' });
      return [status, { ...body, global: true }, headers];
    }
    if (path === '/gateway/bot') {
      const limit = { total: 1_000, remaining: 1_000, reset_after: 1, max_concurrency: 1 };
      return [200, { url: `ws://${origin}/gateway`, shards, session_start_limit: limit }];
    }
    if (path.endsWith('/commands')) return [200, method === 'GET' ? [] : JSON.parse(text === '' ? '[]' : text)];
    const channel = /^\/channels\/(\d+)\/messages$/.exec(path)?.[1];
    if (method === 'POST' && channel !== undefined) return post(channel, JSON.parse(text));
    return [404, { message: '404: Not Found', code: 0 }];
  }

  return {
    apiUrl: `http://${origin}/api`,
    channels,
    arrivals,
    refused: () => refused,
    announced: announced.promise,
    async close() {
      for (const socket of wss.clients) socket.terminate();
      wss.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function guildOf(guild: string, channel: string): object {
  return {
    id: guild,
    name: `Newsroom ${guild}`,
    owner_id: APPLICATION,
    unavailable: false,
    large: false,
    member_count: 12,
    joined_at: '2031-01-01T00:00:00.000Z',
    roles: [{ id: guild, name: '@everyone', permissions: '2147483647', position: 0, color: 0, hoist: false }],
    channels: [{ id: channel, type: 0, guild_id: guild, name: 'desk', position: 0, permission_overwrites: [] }],
    members: [],
    emojis: [],
    stickers: [],
    threads: [],
    presences: [],
    voice_states: [],
    features: [],
  };
}

function messageOf(id: string, channel: string): object {
  return {
    id,
    channel_id: channel,
    author: { id: APPLICATION, username: 'nutgraf', discriminator: '0', avatar: null, bot: true },
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    type: 0,
    flags: 0,
    timestamp: '2031-05-06T07:08:09.000Z',
    edited_timestamp: null,
  };
}
