/** The two ways in which Slack reaches us: a websocket that we open, or HTTP requests that it signs. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type App, HTTPReceiver, type InstallationStore, type Logger, type Receiver, type webApi } from '@slack/bolt';
import { NewsroomError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';
import { actingOnce } from './deliveries.ts';

export const DEFAULT_HTTP_PORT = 3000;
const REDIRECT_PATH = '/slack/oauth_redirect';
const DEFAULT_API_URL = 'https://slack.com/api/';

export interface Transport {
  readonly receiver: Receiver;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The port that HTTP listens on; undefined where nothing does. */
  port(): number | undefined;
}

/** What a workspace that installs the app is led through: https://docs.slack.dev/authentication/installing-with-oauth */
export interface InstallRoutes {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that leads back from Slack to the browser that began. */
  readonly stateSecret: string;
  /** Where Slack sends the browser back to; the first one of the app's settings where it is not given. */
  readonly redirectUri?: string;
  readonly scopes: readonly string[];
  readonly store: InstallationStore;
}

interface HttpOptions {
  readonly port: number;
  readonly host?: string;
  readonly logger: Logger;
  readonly log: Log;
  readonly clientOptions: webApi.WebClientOptions;
  /** Where requests come in; without it nothing but installations does. */
  readonly signingSecret?: string;
  readonly install?: InstallRoutes;
}

/** `/slack/events` for what Slack tells, `/slack/install` and `/slack/oauth_redirect` where workspaces install the app. */
export function openHttp(options: HttpOptions): Transport {
  const { signingSecret, log } = options;
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? 'nothing comes in by HTTP',
    endpoints: signingSecret === undefined ? [] : ['/slack/events'],
    logger: options.logger,
    ...installerFor(options),
  });
  let server: Server | undefined;
  return {
    receiver: beforeReceiver(receiver, log),
    port: () => (server?.address() as AddressInfo | null | undefined)?.port,
    async start() {
      const { port, host } = options;
      try {
        server = (await receiver.start({ port, ...(host === undefined ? {} : { host }) })) as Server;
      } catch (cause) {
        throw new NewsroomError('bad_config', `Port ${port} cannot be listened on for Slack's requests.`, {
          hint: 'Choose another port for Slack (slack.httpPort), or set SLACK_APP_TOKEN to need none.',
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

/** Bolt's installer: it checks the state, and that it comes from the browser that it was given to. */
function installerFor({ install, clientOptions }: HttpOptions) {
  if (install === undefined) return {};
  const { clientId, clientSecret, stateSecret, redirectUri, scopes, store } = install;
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    installationStore: store,
    ...(redirectUri === undefined ? {} : { redirectUri }),
    installerOptions: {
      clientOptions,
      directInstall: true,
      redirectUriPath: redirectUri === undefined ? REDIRECT_PATH : new URL(redirectUri).pathname,
      authorizationUrl: new URL('../oauth/v2/authorize', clientOptions.slackApiUrl ?? DEFAULT_API_URL).href,
    },
  };
}

/** What a receiver brings goes by `actingOnce` before the app sees it. */
function beforeReceiver(receiver: Receiver, log: Log): Receiver {
  return {
    init: (app) => receiver.init(actingOnce(app, log) as App),
    start: () => receiver.start(),
    stop: () => receiver.stop(),
  };
}
