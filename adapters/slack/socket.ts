/**
 * Socket Mode: a websocket that we open. Slack closes it every few hours; the next one is opened before the old one is
 * let go.
 */
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, type Logger, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import { Agent, buildConnector } from 'undici';
import { NewsroomError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { actingOnce } from './deliveries.ts';
import { asSlackFailure } from './failures.ts';
import type { Transport } from './transport.ts';

/** Slack says hello at once; a socket that stays silent for this long is none. */
const SOCKET_HELLO_TIMEOUT_MS = 15_000;
export const SOCKET_RECONNECT_MAX_DELAY_MS = 60_000;
/** Longer than this we do not wait for Slack's side of a goodbye. */
const SOCKET_GOODBYE_TIMEOUT_MS = 1_000;

/** Nothing before the first try, then doubling from one second up to a minute. */
export const reconnectDelayMs = (attempt: number): number =>
  attempt === 0 ? 0 : Math.min(1_000 * 2 ** (attempt - 1), SOCKET_RECONNECT_MAX_DELAY_MS);

interface SocketOptions {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
}

export function openSocket(options: SocketOptions): Transport {
  const { log } = options;
  const stopping = new AbortController();
  let app: App | undefined;
  let line: Line | undefined;
  let reconnecting = false;

  async function connect(): Promise<void> {
    if (app === undefined) throw new Error('a socket needs an app before it is started');
    const next = openLine(options, app, (reason) => {
      if (next !== line || stopping.signal.aborted) return;
      if (reason === 'link_disabled')
        log.error('slack has switched Socket Mode off', { todo: 'Switch it on in the settings of the app.' });
      void reconnect();
    });
    try {
      await next.greeted();
    } catch (thrown) {
      next.close();
      throw asSlackFailure(thrown);
    }
    const last = line;
    line = next;
    last?.close();
    if (stopping.signal.aborted) next.close();
  }

  async function reconnect(): Promise<void> {
    if (reconnecting) return;
    reconnecting = true;
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        await wait(reconnectDelayMs(attempt), undefined, { signal: stopping.signal });
        await connect();
        log.info('slack socket reconnected', { attempt });
        break;
      } catch (thrown) {
        if (stopping.signal.aborted) break;
        const { code, message } = asSlackFailure(thrown);
        log[code === 'bad_token' ? 'error' : 'warn']('slack socket cannot reconnect', {
          attempt,
          code,
          reason: message,
        });
      }
    }
    reconnecting = false;
    // It may have gone while it was being greeted.
    if (line?.isGone() === true && !stopping.signal.aborted) void reconnect();
  }

  return {
    receiver: {
      init: (bolt) => {
        app = actingOnce(bolt, log) as App;
      },
      start: connect,
      stop: async () => line?.close(),
    } satisfies Receiver,
    port: () => undefined,
    start: connect,
    async stop() {
      stopping.abort();
      await line?.close();
    },
  };
}

/** One websocket from its opening to its end. */
interface Line {
  /** Resolves once Slack has said hello. */
  greeted(): Promise<void>;
  isGone(): boolean;
  close(): Promise<void>;
}

/** `onGone` hears once that the line has ended, or is about to, and why: Slack's reason, or `closed`. */
function openLine(options: SocketOptions, app: App, onGone: (reason: string) => void): Line {
  const { dispatcher, cut } = openDispatcher();
  let gone = false;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: whileHere(options.logger, () => !gone),
    dispatcher,
    installerOptions: { clientOptions: options.clientOptions },
    // Its own reconnecting waits 5 s each time, and takes the process down where Slack refuses the token meanwhile.
    autoReconnectEnabled: false,
  });
  receiver.init(app);
  const { client } = receiver;
  const end = (reason: string): void => {
    if (gone) return;
    gone = true;
    onGone(reason);
  };
  client.on('disconnected', () => end('closed'));
  takeMessages(client, options.log, end);

  async function close(): Promise<void> {
    gone = true;
    await Promise.race([client.disconnect(), wait(SOCKET_GOODBYE_TIMEOUT_MS, undefined, { ref: false })]);
    cut();
  }

  return {
    isGone: () => gone,
    close,
    async greeted() {
      const hello = AbortSignal.timeout(SOCKET_HELLO_TIMEOUT_MS);
      const silent = new Promise<never>((_resolve, reject) => {
        hello.addEventListener('abort', () => reject(new NewsroomError('unavailable', 'Slack did not say hello.')));
      });
      const lost = client.start().catch((thrown: unknown) => {
        throw thrown ?? new NewsroomError('unavailable', 'Slack ended the connection before it said hello.');
      });
      await Promise.race([lost, silent]);
    },
  };
}

/** Of a line that has ended, its troubles in ending are of no interest. */
const whileHere = (logger: Logger, isHere: () => boolean): Logger => ({
  ...logger,
  warn: (...said) => void (isHere() && logger.warn(...said)),
  error: (...said) => void (isHere() && logger.error(...said)),
});

/** The SDK reads the messages; what it can't read must not end the process, and its goodbyes are ours to act on. */
function takeMessages(client: SocketModeReceiver['client'], log: Log, end: (reason: string) => void): void {
  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: boolean) => {
    const envelope = typeof data === 'string' ? parse(data) : undefined;
    if (envelope?.type === 'disconnect') {
      end(String(envelope.reason ?? 'closed'));
      return;
    }
    // Such as `app_rate_limited`: the SDK takes every event to hold one.
    const holdsNone = envelope?.type === 'events_api' && envelope.payload?.event === undefined;
    const readable = holdsNone ? JSON.stringify({ ...envelope, type: 'unknown' }) : data;
    try {
      for (const read of readers) await read.call(client, readable, isBinary);
    } catch (thrown) {
      log.warn('slack envelope not understood', { type: envelope?.type, reason: String(thrown) });
    }
  });
}

interface Envelope {
  readonly type?: unknown;
  readonly reason?: unknown;
  readonly payload?: { readonly event?: unknown };
}

function parse(data: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // the SDK says so
  }
}

/** Slack leaves the connection open after its goodbye, and undici hides it: it is kept here to be cut. */
function openDispatcher(): { readonly dispatcher: Agent; cut(): void } {
  const connectTo = buildConnector({ allowH2: false });
  const sockets = new Set<Socket>();
  const dispatcher = new Agent({
    connect: (target, callback) =>
      connectTo(target, (...outcome) => {
        const [, socket] = outcome;
        if (socket !== null) {
          sockets.add(socket);
          socket.once('close', () => sockets.delete(socket));
        }
        callback(...outcome);
      }),
  });
  return {
    dispatcher,
    cut() {
      for (const socket of sockets) socket.destroy();
      void dispatcher.destroy();
    },
  };
}
