/** The two ways in which Slack reaches us: a websocket that we open, or HTTP requests that it signs. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import { NewsroomError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { asSlackFailure } from './failures.ts';

/** Slack says hello at once; a socket that stays silent for this long is none. */
const SOCKET_HELLO_TIMEOUT_MS = 15_000;
export const SOCKET_RECONNECT_MAX_DELAY_MS = 60_000;
/** Longer than this we do not wait for Slack's side of a goodbye. */
const SOCKET_GOODBYE_TIMEOUT_MS = 1_000;
export const DEFAULT_HTTP_PORT = 3000;

export interface Transport {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The port that HTTP listens on; undefined for a socket. */
  port(): number | undefined;
}

/** Nothing before the first try, then doubling from one second up to a minute. */
export const reconnectDelayMs = (attempt: number): number =>
  attempt === 0 ? 0 : Math.min(1_000 * 2 ** (attempt - 1), SOCKET_RECONNECT_MAX_DELAY_MS);

export function openSocket(options: {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
}): Transport {
  const { log } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: options.logger,
    installerOptions: { clientOptions: options.clientOptions },
    // Its own reconnecting waits 5 s each time, and takes the process down where Slack refuses the token meanwhile.
    autoReconnectEnabled: false,
  });
  const socket = receiver.client;
  const stopping = new AbortController();
  let started = false;
  let reconnecting = false;

  async function connect(): Promise<void> {
    const hello = AbortSignal.timeout(SOCKET_HELLO_TIMEOUT_MS);
    const silent = new Promise<never>((_resolve, reject) => {
      hello.addEventListener('abort', () => reject(new NewsroomError('unavailable', 'Slack did not say hello.')));
    });
    try {
      await Promise.race([socket.start(), silent]);
    } catch (thrown) {
      void socket.disconnect();
      throw asSlackFailure(thrown);
    }
  }

  async function reconnect(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        await wait(reconnectDelayMs(attempt), undefined, { signal: stopping.signal });
        await connect();
        log.info('slack socket reconnected', { attempt });
        return;
      } catch (thrown) {
        if (stopping.signal.aborted) return;
        const failure = asSlackFailure(thrown);
        log[failure.code === 'bad_token' ? 'error' : 'warn']('slack socket cannot reconnect', {
          attempt,
          code: failure.code,
          reason: failure.message,
        });
      }
    }
  }

  socket.on('disconnected', () => {
    if (!started || reconnecting || stopping.signal.aborted) return;
    reconnecting = true;
    void reconnect().finally(() => {
      reconnecting = false;
    });
  });

  return {
    receiver,
    port: () => undefined,
    async start() {
      await connect();
      started = true;
    },
    async stop() {
      stopping.abort();
      await Promise.race([socket.disconnect(), wait(SOCKET_GOODBYE_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

export function openHttp(options: {
  readonly signingSecret: string;
  readonly port: number;
  readonly host?: string;
  readonly logger: Logger;
}): Transport {
  const receiver = new HTTPReceiver({ signingSecret: options.signingSecret, logger: options.logger });
  let server: Server | undefined;
  return {
    receiver,
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
    async start() {
      const { port, host } = options;
      try {
        server = (await receiver.start({ port, ...(host === undefined ? {} : { host }) })) as Server;
      } catch (cause) {
        throw new NewsroomError('bad_config', `Port ${port} cannot be listened on for Slack's requests.`, {
          hint: 'Choose another port for Slack, or set SLACK_APP_TOKEN to need none.',
          cause,
        });
      }
    },
    async stop() {
      if (server === undefined) return;
      server.closeAllConnections();
      await receiver.stop();
      server = undefined;
    },
  };
}
