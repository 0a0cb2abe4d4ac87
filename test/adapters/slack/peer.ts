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
import { checkBlocks, checkView, Refusal } from './block-kit.ts';
import { type AnyBlock, readBlocks, readMrkdwn } from './reader.ts';

export const PERSON = 'U061F7AUR';
const BOT = 'B0BOTBOT0';
export const APP_TOKEN = 'xapp-for-tests-only';
export const SIGNING_SECRET = 'a-signing-secret-for-tests-only';

export interface Fault {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
  /** Does what was asked and then breaks the connection. */
  readonly lost?: boolean;
}

/** A workspace that the stand-in knows, or one that installs the app. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly botUser: string;
  readonly channel: string;
  readonly direct: string;
  /** The organisation that has installed the app for all its workspaces. */
  readonly org?: string;
}

export const HOME_TEAM: Team = {
  id: 'T024BE7LD',
  name: 'Newsroom',
  token: 'xoxb-for-tests-only',
  botUser: 'U0BOTBOT0',
  channel: 'C061EG9SL',
  direct: 'D0G9QPY56',
};
export const OTHER_TEAM: Team = {
  id: 'T0OTHER01',
  name: 'Evening Desk',
  token: 'xoxb-of-the-other-team',
  botUser: 'U0BOTBOT1',
  channel: 'C0OTHER01',
  direct: 'D0OTHER01',
};
export const CLIENT_ID = '24.42';
export const CLIENT_SECRET = 'a-client-secret-for-tests-only';

export const { id: TEAM, channel: CHANNEL, direct: DIRECT, botUser: BOT_USER, token: BOT_TOKEN } = HOME_TEAM;

/** What a channel or a person looks like, beyond what every one does. */
type Facts = Readonly<Record<string, unknown>>;

interface SlackMessage {
  readonly team: string;
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

export interface UploadedFile {
  readonly id: string;
  readonly filename: string;
  readonly length: number;
  readonly alt?: string;
  bytes: number;
  title?: string;
  channel?: string;
  thread?: string;
}

export interface SlackPeer {
  readonly apiUrl: string;
  readonly messages: readonly SlackMessage[];
  /** Names of the methods that were called. */
  readonly calls: readonly string[];
  /** What a method was called with, in order. */
  argumentsOf(method: string): readonly Record<string, string>[];
  /** What is true of a channel (`conversations.info`) or a person (`users.info`) from now on. */
  facts(id: string, facts: Facts): void;
  /** Who is in a user group. */
  group(id: string, members: readonly string[]): void;
  /** Views that are open or published, by id, as they stand. */
  readonly views: ReadonlyMap<string, { readonly view: Record<string, unknown>; readonly user?: string }>;
  /** Somebody agrees to what `/slack/install` asked for: where Slack sends the browser back to. */
  approve(authorizeUrl: string, team: Team, redirectUri: string): string;
  /** The team's token is worth nothing any more. */
  revoke(team: Team): void;
  /** Tells the app that a team has uninstalled it. */
  uninstall(team: Team): Promise<Acknowledged>;
  event(inner: object, more?: object): Promise<Acknowledged>;
  /** What opens one view, for three seconds. */
  trigger(): string;
  /** Where what was asked for may be answered. */
  responseUrl(): string;
  /** Files as they were uploaded and shared. */
  readonly files: readonly UploadedFile[];
  /** Envelopes, or requests, exactly as the last one was sent. */
  redeliver(): Promise<Acknowledged>;
  /** How many sockets said hello so far. */
  sockets(): number;
  seen(): readonly Seen[];
  fail(method: string, fault: Fault): void;
  /** Where signed requests go; without it everything goes through the socket. */
  sendTo(url: string): void;
  /** Delivers an envelope; settles with how long the acknowledgement took and what it said. */
  deliver(kind: Kind, payload: object, envelopeId?: string): Promise<Acknowledged>;
  command(name: string, text: string, more?: object): Promise<Acknowledged>;
  mention(text: string, more?: object): Promise<Acknowledged>;
  direct(text: string, more?: object): Promise<Acknowledged>;
  press(actionId: string, message: SlackMessage): Promise<Acknowledged>;
  /** Slack's goodbye to a socket, or none. */
  dropSockets(reason: 'refresh_requested' | 'warning' | 'link_disabled' | 'cut'): void;
  /** Anything at all, over the newest socket. */
  sendRaw(text: string): void;
  close(): Promise<void>;
}

interface Acknowledged {
  readonly ms: number;
  readonly status?: number;
  /** What the acknowledgement said. */
  readonly payload?: unknown;
}

type Kind = 'events_api' | 'slash_commands' | 'interactive';

/** https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_LIFE_MS = 3_000;

const refuse = (error: string): never => {
  throw new Refusal(error);
};

export async function openSlackPeer(): Promise<SlackPeer> {
  const messages: SlackMessage[] = [];
  const calls: string[] = [];
  const faults = new Map<string, Fault[]>();
  const taken: { readonly method: string; readonly call: Record<string, string> }[] = [];
  const facts = new Map<string, Facts>();
  const groups = new Map<string, readonly string[]>();
  const views = new Map<string, { view: Record<string, unknown>; user?: string }>();
  const triggers = new Set<string>();
  const files: UploadedFile[] = [];
  const teams = new Map<string, Team>([[HOME_TEAM.token, HOME_TEAM]]);
  const revoked = new Set<string>();
  const approved = new Map<string, { readonly team: Team; readonly redirectUri: string }>();
  const acknowledgements = new Map<string, (payload: unknown) => void>();
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
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      acknowledgements.get(envelope_id)?.(payload);
    });
    greeted += 1;
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });

  const methods: Record<string, (call: Record<string, string>, team: Team) => object> = {
    'auth.test': (_call, team) => ({
      team_id: team.id,
      team: team.name,
      user_id: team.botUser,
      bot_id: BOT,
      user: 'nutgraf',
      url: `https://${team.id.toLowerCase()}.slack.example/`,
    }),
    'apps.connections.open': () => ({ url: `ws://${origin}/link` }),
    'oauth.v2.access': (call) => {
      if (call.client_id !== CLIENT_ID || call.client_secret !== CLIENT_SECRET) refuse('invalid_client_id');
      const { team, redirectUri } = approved.get(call.code ?? '') ?? refuse('invalid_code');
      if (call.redirect_uri !== undefined && call.redirect_uri !== redirectUri) refuse('bad_redirect_uri');
      approved.delete(call.code ?? '');
      revoked.delete(team.token);
      teams.set(team.token, team);
      return {
        access_token: team.token,
        token_type: 'bot',
        scope: 'chat:write,commands',
        bot_user_id: team.botUser,
        app_id: 'A1',
        team: team.org === undefined ? { id: team.id, name: team.name } : null,
        enterprise: team.org === undefined ? null : { id: team.org, name: team.name },
        is_enterprise_install: team.org !== undefined,
        authed_user: { id: PERSON },
      };
    },
    'chat.postMessage': (call, team) => {
      const { message } = keep(call, team, undefined);
      return { channel: message.channel, ts: message.ts };
    },
    'chat.postEphemeral': (call, team) => ({
      message_ts: keep(call, team, call.user ?? refuse('user_not_found')).message.ts,
    }),
    'chat.update': (call) => {
      const message = messages.find(({ ts, channel }) => ts === call.ts && channel === call.channel);
      if (message === undefined) return refuse('message_not_found');
      const { text, blocks } = contentOf(call);
      Object.assign(message, { text, blocks, edited: true });
      return { channel: message.channel, ts: message.ts };
    },
    'users.info': ({ user = '' }) => ({
      user: { id: user, name: 'mara', profile: { display_name: '' }, ...facts.get(user) },
    }),
    'usergroups.users.list': ({ usergroup = '' }) => ({ users: groups.get(usergroup) ?? refuse('no_such_subteam') }),
    'conversations.info': ({ channel = '' }, team) => {
      if (channel !== team.channel && !facts.has(channel)) refuse('channel_not_found');
      return { channel: { id: channel, is_member: true, is_archived: false, ...facts.get(channel) } };
    },
    'assistant.threads.setStatus': () => ({}),
    'assistant.threads.setTitle': () => ({}),
    'assistant.threads.setSuggestedPrompts': ({ prompts = '[]' }) => {
      if (JSON.parse(prompts).length > 4) refuse('invalid_arguments');
      return {};
    },
    'files.getUploadURLExternal': ({ filename = '', length = '', alt_txt }) => {
      if (filename === '' || !(Number(length) > 0)) refuse('invalid_arguments');
      const id = `F${files.length + 1}`;
      files.push({ id, filename, length: Number(length), ...(alt_txt && { alt: alt_txt }), bytes: 0 });
      return { file_id: id, upload_url: `http://${origin}/upload/${id}` };
    },
    'files.completeUploadExternal': ({ files: given = '[]', channel_id, thread_ts }) => {
      for (const { id, title } of JSON.parse(given) as { id: string; title?: string }[]) {
        const file = files.find((each) => each.id === id) ?? refuse('file_not_found');
        if (file.bytes !== file.length) refuse('file_upload_size_restricted');
        Object.assign(file, { title, channel: channel_id, thread: thread_ts });
      }
      return { files: [] };
    },
    'views.open': (call) => showView(call),
    'views.push': (call) => showView(call),
    'views.update': (call) => {
      const shown = views.get(call.view_id ?? '') ?? refuse('not_found');
      shown.view = checkedView(call.view);
      return { view: { id: call.view_id, ...shown.view } };
    },
    'views.publish': (call) => {
      const id = `V-home-${call.user_id}`;
      views.set(id, { view: checkedView(call.view), ...(call.user_id && { user: call.user_id }) });
      return { view: { id } };
    },
  };

  /** A trigger opens one view, within three seconds. */
  function showView(call: Record<string, string>): object {
    if (!triggers.delete(call.trigger_id ?? '')) refuse('expired_trigger_id');
    const id = `V${randomUUID()}`;
    const view = checkedView(call.view);
    views.set(id, { view });
    return { view: { id, hash: `${clock}.${id}`, ...view } };
  }

  function checkedView(given: string | undefined): Record<string, unknown> {
    const view = JSON.parse(given ?? 'null') as Record<string, unknown>;
    checkView(view);
    return view;
  }

  function trigger(): string {
    const id = randomUUID();
    triggers.add(id);
    setTimeout(() => triggers.delete(id), TRIGGER_LIFE_MS).unref();
    return id;
  }

  function contentOf(call: Record<string, unknown>): { text: string; blocks: AnyBlock[] } {
    const blocks = (typeof call.blocks === 'string' ? JSON.parse(call.blocks) : (call.blocks ?? [])) as AnyBlock[];
    if (typeof call.text !== 'string' || call.text === '') refuse('no_text');
    checkBlocks(blocks);
    return { text: String(call.text), blocks };
  }

  function keep(call: Record<string, unknown>, team: Team, only: string | undefined): { message: SlackMessage } {
    const channel = String(call.channel).startsWith('U') ? team.direct : String(call.channel);
    if (![team.channel, team.direct].includes(channel)) refuse('channel_not_found');
    const message: SlackMessage = {
      team: team.id,
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
    if (only === undefined && channel === team.direct)
      void deliver(
        'events_api',
        event({
          type: 'message',
          channel_type: 'im',
          channel,
          user: team.botUser,
          bot_id: BOT,
          text: message.text,
          ts: message.ts,
        }),
      ).catch(() => {
        // the bot may be gone by then
      });
    return { message };
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = (request.url ?? '').split('?')[0]!;
    const method = path.replace(/^\/api\//, '').replace(/^\/(response|upload)\/.*/, '$1_url');
    calls.push(method);
    const fault = faults.get(method)?.shift();
    if (fault?.silent === true) return;
    if (fault !== undefined && fault.lost !== true) {
      response.writeHead(fault.status ?? 200, { 'content-type': 'application/json', ...fault.headers });
      response.end(typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {}));
      return;
    }
    const uploaded = files.find(({ id }) => path === `/upload/${id}`);
    if (uploaded !== undefined) uploaded.bytes = Buffer.concat(chunks).length;
    const answer = uploaded === undefined ? answerTo(method, request, body) : {};
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
        taken.push({ method, call: call as Record<string, string> });
        if (call.delete_original === true) return { ok: true };
        const [, id] = /^\/response\/([^/]+)/.exec(request.url ?? '') ?? [];
        const team = [...teams.values()].find((known) => known.id === id) ?? HOME_TEAM;
        keep({ ...call, channel: team.channel }, team, call.response_type === 'in_channel' ? undefined : PERSON);
        return { ok: true };
      }
      const call = Object.fromEntries(new URLSearchParams(body));
      taken.push({ method, call });
      const run = methods[method] ?? refuse('unknown_method');
      return { ok: true, ...run(call, teamOf(method, request.headers.authorization)) };
    } catch (thrown) {
      if (thrown instanceof Refusal) return { ok: false, error: thrown.message };
      throw thrown;
    }
  }

  function teamOf(method: string, authorization: string | undefined): Team {
    if (method === 'oauth.v2.access') return HOME_TEAM;
    const token = authorization?.replace('Bearer ', '') ?? '';
    if (method === 'apps.connections.open') return token === APP_TOKEN ? HOME_TEAM : refuse('invalid_auth');
    if (revoked.has(token)) refuse('token_revoked');
    return teams.get(token) ?? refuse('invalid_auth');
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

  let last: readonly [Kind, object, string] = ['events_api', {}, ''];
  async function deliver(kind: Kind, payload: object, envelope_id: string = randomUUID()): Promise<Acknowledged> {
    const started = performance.now();
    last = [kind, payload, envelope_id];
    if (requestsUrl !== undefined) {
      const response = await signedRequest(requestsUrl, kind, payload);
      const said = await response.text();
      const ms = performance.now() - started;
      return { ms, status: response.status, ...(said.startsWith('{') && { payload: JSON.parse(said) }) };
    }
    const acknowledged = new Promise<unknown>((resolve) => acknowledgements.set(envelope_id, resolve));
    for (const socket of [...sockets].slice(-1))
      socket.send(
        JSON.stringify({ type: kind, envelope_id, payload, accepts_response_payload: kind !== 'events_api' }),
      );
    const said = await acknowledged;
    return { ms: performance.now() - started, payload: said };
  }

  const responseUrl = (team = TEAM): string => `http://${origin}/response/${team}/${randomUUID()}`;

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
    argumentsOf: (method) => taken.filter((each) => each.method === method).map(({ call }) => call),
    facts: (id, more) => void facts.set(id, { ...facts.get(id), ...more }),
    group: (id, members) => void groups.set(id, members),
    views,
    approve(authorizeUrl, team, redirectUri) {
      const { pathname, searchParams } = new URL(authorizeUrl);
      if (pathname !== '/oauth/v2/authorize' || searchParams.get('client_id') !== CLIENT_ID) refuse('bad_client_id');
      const code = randomUUID();
      approved.set(code, { team, redirectUri: searchParams.get('redirect_uri') ?? redirectUri });
      const back = new URL(searchParams.get('redirect_uri') ?? redirectUri);
      back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
      return back.href;
    },
    revoke: (team) => void revoked.add(team.token),
    async uninstall(team) {
      revoked.add(team.token);
      const place = { team_id: team.id, ...(team.org && { enterprise_id: team.org }) };
      const authorizations = [
        { team_id: team.org ? null : team.id, enterprise_id: team.org ?? null, is_enterprise_install: !!team.org },
      ];
      await deliver(
        'events_api',
        event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUser] } }, { ...place, authorizations }),
      );
      return deliver('events_api', event({ type: 'app_uninstalled' }, { ...place, authorizations }));
    },
    event: (inner, more) => deliver('events_api', event(inner, more)),
    trigger,
    responseUrl: () => responseUrl(),
    files,
    redeliver: () => deliver(...last),
    sendRaw: (text) => [...sockets].at(-1)?.send(text),
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
        trigger_id: trigger(),
        response_url: responseUrl((more as { team_id?: string }).team_id),
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
        trigger_id: trigger(),
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
  kind: Kind,
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
