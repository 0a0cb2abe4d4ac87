/**
 * Slack: over a websocket where there is an app token, else over signed HTTP requests. Every request is acknowledged first
 * and answered when the desk has its answer.
 *
 * What is promised of posting twice: Slack has no idempotency key. Within one run the same key posts once, also where both
 * calls overlap. Where the answer to a post is lost on the way, or the process ends between the post and its record, the
 * next try posts again.
 */
import { App, type Logger, type LogLevel } from '@slack/bolt';
import { NewsroomError } from '../../src/errors.ts';
import type { Chat, Collection, Desk, Log } from '../../src/ports.ts';
import { type Departures, openDepartures } from './departures.ts';
import { asSlackFailure } from './failures.ts';
import { type InstallationRecord, openInstallations } from './installations.ts';
import { type Messages, openMessages } from './messages.ts';
import { openPeople } from './people.ts';
import { checkReach } from './reach.ts';
import { openReception, takeRequests } from './reception.ts';
import { SCOPES } from './requests.ts';
import { openSocket } from './socket.ts';
import { takeSurfaces } from './surfaces.ts';
import { DEFAULT_HTTP_PORT, type InstallRoutes, openHttp, type Transport } from './transport.ts';
import { DEFAULT_RETRY_AFTER_MS, type WebClientOptions } from './web-client.ts';
import { installedAndOwn, installedWorkspaces, theOnlyWorkspace, type Workspaces } from './workspaces.ts';

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

/** For many workspaces: they install the app at `/slack/install`. */
export interface SlackInstallation {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** 32 bytes each; the first seals tokens, the others open what was sealed before the key was changed. */
  readonly tokenKeys: readonly Uint8Array[];
  readonly redirectUri?: string;
  /** Where the installations are kept. */
  readonly records: Collection<InstallationRecord>;
}

export interface SlackOptions {
  /** `xoxb-…`, for one workspace. */
  readonly botToken?: string;
  /** For many, beside it or in its place. */
  readonly installation?: SlackInstallation;
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
  /** User groups whose members may manage feeds and channel watchlists, beside admins: `S…`. */
  readonly managerGroups?: readonly string[];
  readonly requestTimeoutMs?: number;
  /** Between two messages in one channel. */
  readonly channelPauseMs?: number;
  readonly log: Log;
}

export interface SlackChat extends Chat {
  /** The port that HTTP listens on once started; undefined in Socket Mode. */
  port(): number | undefined;
}

/**
 * Slack as a chat, to be started once. Throws `bad_config` where there is neither an app token nor a signing secret, neither a
 * bot token nor a way to install, or a key for tokens of the wrong size.
 */
export function createSlack(options: SlackOptions): SlackChat {
  const { log } = options;
  const clientOptions = clientOptionsFor(options);
  const { install, findWorkspaces } = openDoors(options, clientOptions);
  const { incoming, installing } = openTransports(options, clientOptions, install);
  const transports = installing === undefined ? [incoming] : [incoming, installing];
  let connected: Open | undefined;
  // A token of the operator's own that does not hold is the operator's to mend.
  const inside = <T>(workspace: string | undefined, work: () => Promise<T>): Promise<T> =>
    options.installation === undefined ? work() : standing().departures.inside(workspace, work);
  const standing = (): Open => {
    if (connected === undefined) throw new NewsroomError('unavailable', 'The bot is not connected to Slack.');
    return connected;
  };

  return {
    platform: 'slack',
    port: () => (installing ?? incoming).port(),

    async start(desk) {
      const workspaces = await findWorkspaces();
      const departures = openDepartures(desk, workspaces, log);
      connected = { workspaces, departures, messages: openMessages(workspaces, log), options };
      const app = new App({
        receiver: incoming.receiver,
        authorize: workspaces.authorize,
        clientOptions,
        logger: loggerFor(log),
        convoStore: false,
      });
      openForBusiness(app, desk, connected);
      for (const transport of transports) await transport.start();
      log.info('slack connected', {
        mode: options.appToken === undefined ? 'http' : 'socket',
        workspaces: options.installation === undefined ? 'one' : 'all that install the app',
      });
    },

    async stop() {
      await Promise.all(transports.map((transport) => transport.stop()));
    },

    post: async (channel, post, how) => inside(channel.workspace, () => standing().messages.post(channel, post, how)),
    edit: async (message, post) => inside(message.channel.workspace, () => standing().messages.edit(message, post)),
    async reach(channel) {
      const { client } = await standing().workspaces.of(channel.workspace);
      await checkReach(client, channel, log);
    },
  };
}

/** A Slack that is connected. */
interface Open {
  readonly workspaces: Workspaces;
  readonly departures: Departures;
  readonly messages: Messages;
  readonly options: SlackOptions;
}

function openForBusiness(app: App, desk: Desk, { workspaces, departures, messages, options }: Open): void {
  const { log, managerGroups = [] } = options;
  const clientFor: Parameters<typeof openPeople>[0]['clientFor'] = async (workspace) =>
    (await workspaces.of(workspace)).client;
  const reception = openReception({
    desk,
    log,
    clientFor,
    botUserIn: async (workspace) => (await workspaces.of(workspace)).botUserId ?? '',
    say: messages.say,
    respond: messages.respond,
    introduced: openPeople({ clientFor, groups: managerGroups, log }),
  });
  takeRequests(app, reception);
  takeSurfaces(app, reception);
  departures.listen(app);
}

function clientOptionsFor(options: SlackOptions): WebClientOptions {
  const timeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  return {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    ...(options.channelPauseMs === undefined ? {} : { channelPauseMs: options.channelPauseMs }),
    // The outbox tries again, and knows when: the library must not, behind its back.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout: timeoutMs,
    logger: loggerFor(options.log),
    // Bolt answers to response URLs with this as well, and gives them no time limit of their own.
    fetch: async (url, init) =>
      withRetryAfter(await fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) })),
  };
}

/** The SDK does not know a rate limit that does not say how long it lasts. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', String(DEFAULT_RETRY_AFTER_MS / 1_000));
  return new Response(response.body, { status: response.status, headers });
}

interface Doors {
  readonly install?: InstallRoutes;
  /** Throws what Slack refuses. */
  findWorkspaces(): Promise<Workspaces>;
}

function openDoors({ botToken, installation }: SlackOptions, clientOptions: WebClientOptions): Doors {
  const own = async (token: string): Promise<Workspaces> => {
    try {
      return await theOnlyWorkspace(token, clientOptions);
    } catch (thrown) {
      throw asSlackFailure(thrown);
    }
  };
  if (installation === undefined) {
    if (botToken !== undefined) return { findWorkspaces: () => own(botToken) };
    throw new NewsroomError('bad_config', 'Slack needs a bot token, or what workspaces install the app with.', {
      hint: 'Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and its companions for many.',
    });
  }
  const { records, tokenKeys, ...routes } = installation;
  const installed = installedWorkspaces((onChange) => openInstallations(records, tokenKeys, onChange), clientOptions);
  return {
    install: { ...routes, scopes: SCOPES, store: installed.store },
    findWorkspaces: async () => (botToken === undefined ? installed : installedAndOwn(installed, await own(botToken))),
  };
}

interface Transports {
  /** Brings what people do. */
  readonly incoming: Transport;
  /** Serves installations, where a socket can't. */
  readonly installing?: Transport;
}

function openTransports(
  options: SlackOptions,
  clientOptions: WebClientOptions,
  install: InstallRoutes | undefined,
): Transports {
  const { appToken, signingSecret, log, host, port = DEFAULT_HTTP_PORT } = options;
  const logger = loggerFor(log);
  const http = {
    port,
    logger,
    log,
    clientOptions,
    ...(host === undefined ? {} : { host }),
    ...(install === undefined ? {} : { install }),
  };
  if (appToken !== undefined) {
    const incoming = openSocket({ appToken, clientOptions, logger, log });
    return install === undefined ? { incoming } : { incoming, installing: openHttp(http) };
  }
  if (signingSecret === undefined) {
    throw new NewsroomError('bad_config', 'Slack needs an app token or a signing secret beside the bot token.', {
      hint: 'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.',
    });
  }
  return { incoming: openHttp({ ...http, signingSecret }) };
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
