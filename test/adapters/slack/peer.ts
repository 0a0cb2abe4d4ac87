/**
 * A stand-in for Slack on loopback: the Web API methods that we use with the limits and errors that Slack documents, Socket
 * Mode over a real websocket, signed HTTP requests, response URLs, and faults on demand.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Seen } from '../../contracts/chat.contract.ts';
import { type AnyBlock, readBlocks, readMrkdwn } from './reader.ts';

export const TEAM = 'T024BE7LD';
export const CHANNEL = 'C061EG9SL';
export const DIRECT = 'D0G9QPY56';
export const PERSON = 'U061F7AUR';
export const BOT_USER = 'U0BOTBOT0';
const BOT = 'B0BOTBOT0';
export const BOT_TOKEN = 'xoxb-for-tests-only';
export const APP_TOKEN = 'xapp-for-tests-only';
export const SIGNING_SECRET = 'a signing secret for tests only';

export interface Fault {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
  /** Does what was asked and then breaks the connection. */
  readonly lost?: boolean;
}

interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  /** Only this person sees it. */
  readonly only?: string;
  readonly call: Record<string, unknown>;
  text: string;
  blocks: AnyBlock[];
  edited: boolean;
}

export interface SlackPeer {
  readonly apiUrl: string;
  readonly messages: readonly SlackMessage[];
  /** Names of the methods that were called. */
  readonly calls: readonly string[];
  /** How many sockets said hello so far. */
  sockets(): number;
  seen(): readonly Seen[];
  fail(method: string, fault: Fault): void;
  /** Where signed requests go; without it everything goes through the socket. */
  sendTo(url: string): void;
  /** Delivers an envelope; settles with how long the acknowledgement took and what it said. */
  deliver(kind: 'events_api' | 'slash_commands' | 'interactive', payload: object): Promise<Acknowledged>;
  command(name: string, text: string, more?: object): Promise<Acknowledged>;
  mention(text: string, more?: object): Promise<Acknowledged>;
  direct(text: string, more?: object): Promise<Acknowledged>;
  press(actionId: string, message: SlackMessage): Promise<Acknowledged>;
  /** Slack's goodbye to a socket, or none. */
  dropSockets(reason: 'refresh_requested' | 'cut'): void;
  close(): Promise<void>;
}

interface Acknowledged {
  readonly ms: number;
  readonly status?: number;
}

class Refusal extends Error {}
const refuse = (error: string): never => {
  throw new Refusal(error);
};

/** https://docs.slack.dev/reference/block-kit/blocks, and the total that Slack enforces without documenting it. */
export function checkBlocks(blocks: readonly AnyBlock[]): void {
  const within = (value: unknown, max: number): void => {
    if (typeof value !== 'string' || value.length === 0 || value.length > max) refuse('invalid_blocks');
  };
  if (blocks.length > 50) refuse('invalid_blocks');
  for (const block of blocks) {
    if (block.type === 'header') within(block.text?.text, 150);
    else if (block.type === 'section') {
      if (block.text !== undefined) within(block.text.text, 3_000);
      if ((block.fields?.length ?? 0) > 10 || (block.text ?? block.fields) === undefined) refuse('invalid_blocks');
      for (const field of block.fields ?? []) within(field.text, 2_000);
    } else if (block.type === 'context') {
      if (block.elements === undefined || block.elements.length === 0 || block.elements.length > 10)
        refuse('invalid_blocks');
      for (const element of block.elements ?? []) within(element.text, 3_000);
    } else if (block.type === 'image') {
      within(block.image_url, 3_000);
      within(block.alt_text, 2_000);
    } else if (block.type === 'actions') {
      if ((block.elements?.length ?? 0) > 25) refuse('invalid_blocks');
      const ids = (block.elements ?? []).map((button) => button.action_id);
      if (new Set(ids).size !== ids.length) refuse('invalid_blocks');
      for (const button of block.elements ?? []) {
        within((button.text as { text: string }).text, 75);
        within(button.action_id, 255);
      }
    } else refuse('invalid_blocks');
  }
  if (JSON.stringify(blocks).length > 16_000) refuse('msg_blocks_too_long');
}

export async function openSlackPeer(): Promise<SlackPeer> {
  const messages: SlackMessage[] = [];
  const calls: string[] = [];
  const faults = new Map<string, Fault[]>();
  const acknowledgements = new Map<string, () => void>();
  const sockets = new Set<WebSocket>();
  let greeted = 0;
  let requestsUrl: string | undefined;
  let clock = 1_700_000_000;
  const nextTs = (): string => `${++clock}.000100`;

  const server = createServer((request, response) => void take(request, response));
  const wss = new WebSocketServer({ server, path: '/link' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  wss.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      acknowledgements.get(envelope_id)?.();
    });
    greeted += 1;
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });

  const methods: Record<string, (call: Record<string, string>) => object> = {
    'auth.test': () => ({ team_id: TEAM, team: 'Newsroom', user_id: BOT_USER, bot_id: BOT, user: 'nutgraf' }),
    'apps.connections.open': () => ({ url: `ws://${origin}/link` }),
    'chat.postMessage': (call) => {
      const { message } = keep(call, undefined);
      return { channel: message.channel, ts: message.ts };
    },
    'chat.postEphemeral': (call) => ({ message_ts: keep(call, call.user ?? refuse('user_not_found')).message.ts }),
    'chat.update': (call) => {
      const message = messages.find(({ ts, channel }) => ts === call.ts && channel === call.channel);
      if (message === undefined) return refuse('message_not_found');
      const { text, blocks } = contentOf(call);
      Object.assign(message, { text, blocks, edited: true });
      return { channel: message.channel, ts: message.ts };
    },
  };

  function contentOf(call: Record<string, unknown>): { text: string; blocks: AnyBlock[] } {
    const blocks = (typeof call.blocks === 'string' ? JSON.parse(call.blocks) : (call.blocks ?? [])) as AnyBlock[];
    if (typeof call.text !== 'string' || call.text === '') refuse('no_text');
    checkBlocks(blocks);
    return { text: String(call.text), blocks };
  }

  function keep(call: Record<string, unknown>, only: string | undefined): { message: SlackMessage } {
    const channel = String(call.channel).startsWith('U') ? DIRECT : String(call.channel);
    if (![CHANNEL, DIRECT].includes(channel)) refuse('channel_not_found');
    const message: SlackMessage = {
      channel,
      ts: nextTs(),
      ...(typeof call.thread_ts === 'string' ? { thread: call.thread_ts } : {}),
      ...(only === undefined ? {} : { only }),
      call,
      ...contentOf(call),
      edited: false,
    };
    messages.push(message);
    // Slack tells an app of its own messages too.
    if (only === undefined && channel === DIRECT)
      void deliver(
        'events_api',
        event({
          type: 'message',
          channel_type: 'im',
          channel,
          user: BOT_USER,
          bot_id: BOT,
          text: message.text,
          ts: message.ts,
        }),
      );
    return { message };
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').split('?')[0]!;
    const method = path.replace(/^\/api\//, '').replace(/^\/response\/.*/, 'response_url');
    calls.push(method);
    const fault = faults.get(method)?.shift();
    if (fault?.silent === true) return;
    if (fault !== undefined && fault.lost !== true) {
      response.writeHead(fault.status ?? 200, { 'content-type': 'application/json', ...fault.headers });
      response.end(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {}));
      return;
    }
    const answer = answerTo(method, request, body);
    if (fault?.lost === true) {
      response.destroy();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  function answerTo(method: string, request: IncomingMessage, body: string): object {
    try {
      if (method === 'response_url') {
        const call = JSON.parse(body) as Record<string, unknown>;
        keep({ ...call, channel: CHANNEL }, call.response_type === 'in_channel' ? undefined : PERSON);
        return { ok: true };
      }
      const token = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
      if (request.headers.authorization !== `Bearer ${token}`) refuse('invalid_auth');
      const run = methods[method] ?? refuse('unknown_method');
      return { ok: true, ...run(Object.fromEntries(new URLSearchParams(body))) };
    } catch (thrown) {
      if (thrown instanceof Refusal) return { ok: false, error: thrown.message };
      throw thrown;
    }
  }

  const event = (inner: object, more: object = {}): object => ({
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: 'A1',
    event_id: `Ev${randomUUID()}`,
    event_time: clock,
    authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true, enterprise_id: null }],
    event: inner,
    ...more,
  });

  async function deliver(
    kind: 'events_api' | 'slash_commands' | 'interactive',
    payload: object,
  ): Promise<Acknowledged> {
    const started = performance.now();
    if (requestsUrl !== undefined) {
      const response = await signedRequest(requestsUrl, kind, payload);
      return { ms: performance.now() - started, status: response.status };
    }
    const envelope_id = randomUUID();
    const acknowledged = new Promise<void>((resolve) => acknowledgements.set(envelope_id, resolve));
    for (const socket of [...sockets].slice(-1))
      socket.send(
        JSON.stringify({ type: kind, envelope_id, payload, accepts_response_payload: kind !== 'events_api' }),
      );
    await acknowledged;
    return { ms: performance.now() - started };
  }

  const responseUrl = (): string => `http://${origin}/response/${randomUUID()}`;

  return {
    apiUrl: `http://${origin}/api/`,
    messages,
    calls,
    sockets: () => greeted,
    seen: () => messages.map(asSeen),
    fail: (method, fault) => void faults.set(method, [...(faults.get(method) ?? []), fault]),
    sendTo: (url) => {
      requestsUrl = url;
    },
    deliver,
    command: (name, text, more = {}) =>
      deliver('slash_commands', {
        command: `/${name}`,
        text: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
        team_id: TEAM,
        team_domain: 'newsroom',
        channel_id: CHANNEL,
        channel_name: 'desk',
        user_id: PERSON,
        user_name: 'mara',
        api_app_id: 'A1',
        token: 'unused',
        trigger_id: randomUUID(),
        response_url: responseUrl(),
        ...more,
      }),
    mention: (text, more = {}) =>
      deliver(
        'events_api',
        event(
          { type: 'app_mention', user: PERSON, text: `<@${BOT_USER}> ${text}`, ts: nextTs(), channel: CHANNEL },
          more,
        ),
      ),
    direct: (text, more = {}) =>
      deliver(
        'events_api',
        event({ type: 'message', channel_type: 'im', user: PERSON, text, ts: nextTs(), channel: DIRECT }, more),
      ),
    press: (actionId, message) =>
      deliver('interactive', {
        type: 'block_actions',
        team: { id: TEAM, domain: 'newsroom' },
        user: { id: PERSON, username: 'mara', name: 'mara', team_id: TEAM },
        api_app_id: 'A1',
        token: 'unused',
        container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
        channel: { id: message.channel, name: 'desk' },
        message: {
          type: 'message',
          ts: message.ts,
          text: message.text,
          ...(message.thread && { thread_ts: message.thread }),
        },
        trigger_id: randomUUID(),
        response_url: responseUrl(),
        actions: [
          {
            type: 'button',
            action_id: actionId,
            block_id: 'b1',
            action_ts: nextTs(),
            text: { type: 'plain_text', text: 'x' },
          },
        ],
      }),
    dropSockets(reason) {
      for (const socket of sockets) {
        if (reason === 'cut') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-1' } }));
      }
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      wss.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function asSeen(message: SlackMessage): Seen {
  const body = readBlocks(message.blocks);
  const fallback = readMrkdwn(message.text);
  return {
    id: message.ts,
    text: body.text,
    mentions: [...body.mentions, ...fallback.mentions],
    // The fallback is sent with `parse: none`: bare addresses in it stay words.
    links: [...body.links, ...readMrkdwn(message.text, true).links],
    formatted: [...body.formatted, ...fallback.formatted],
    ...(message.thread === undefined ? {} : { replyTo: message.thread }),
    edited: message.edited,
    for: message.only === undefined ? 'everyone' : 'asker',
  };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export async function signedRequest(
  url: string,
  kind: 'events_api' | 'slash_commands' | 'interactive',
  payload: object,
  secret = SIGNING_SECRET,
  timestamp = Math.floor(Date.now() / 1000),
): Promise<Response> {
  const form = kind !== 'events_api';
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  const body = form ? new URLSearchParams(fields).toString() : JSON.stringify(payload);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
  });
}
