/** The connection to Discord: its intents, its caches, its limits, and how it is opened. */
import {
  Client,
  type ClientOptions,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  Partials,
  type RateLimitData,
} from 'discord.js';
import { NewsroomError } from '../../src/errors.ts';
import type { Log } from '../../src/ports.ts';

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** Rate limits that are over sooner are waited out by the library; longer ones go back to the outbox. */
export const RATE_LIMIT_MAX_WAIT_MS = 5_000;
/** Of Discord's 50: its seconds begin elsewhere than ours, and a refusal costs more than it brings. */
export const REQUESTS_MAX_PER_SECOND = 45;
const CONNECT_TIMEOUT_MS = 60_000;
/** People whose names the library keeps: we look nobody up. */
const USERS_CACHED = 500;

export interface Connection {
  readonly apiUrl?: string;
  readonly requestTimeoutMs?: number;
  readonly log: Log;
}

export function restOptions({ apiUrl, requestTimeoutMs }: Connection): NonNullable<ClientOptions['rest']> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+(?:v\d+\/*)?$/, '') }),
    timeout: requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
    // A second try is safe where there is a nonce; more are the outbox's business.
    retries: 1,
    globalRequestsPerSecond: REQUESTS_MAX_PER_SECOND,
    rejectOnRateLimit: tooLong,
  };
}

/** One process holds as many shards as Discord recommends: one for a few servers, more by themselves from 2,500 on. */
export function openClient(connection: Connection): Client {
  const { log } = connection;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct messages come from channels that were never announced.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    shards: 'auto',
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // Whole servers talk past us: of what they say, nothing is kept.
      MessageManager: 0,
      UserManager: { maxSize: USERS_CACHED, keepOverLimit: ({ id, client }) => id === client.user?.id },
      GuildMemberManager: { maxSize: 1, keepOverLimit: ({ id, client }) => id === client.user?.id },
      ThreadMemberManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
    rest: restOptions(connection),
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, complete);
  client.on(Events.Error, (error) => log.error('discord client', { reason: error.message }));
  client.on(Events.Warn, (said) => log.warn('discord client', { said }));
  client.on(Events.ShardError, (error, shard) => log.warn('discord gateway', { shard, reason: error.message }));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error('discord gateway closed for good', { shard, code }));
  client.on(Events.ShardReconnecting, (shard) => log.info('discord gateway reconnecting', { shard }));
  client.on(Events.ShardResume, (shard, replayed) => log.info('discord gateway resumed', { shard, replayed }));
  client.on(Events.Invalidated, () => log.error('discord session invalidated'));
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    log.warn('discord rate limit', { route, waitMs: timeToReset, global }),
  );
  return client;
}

/** What may be absent by Discord's documentation, and the library takes for given. It comes here first. */
function complete(interaction: Record<string, unknown>): void {
  interaction.entitlements ??= [];
  interaction.authorizing_integration_owners ??= {};
  if (interaction.channel_id !== undefined) interaction.channel ??= { id: interaction.channel_id };
}

/** Answers have nobody who would try again: they wait. */
function tooLong({ route, timeToReset, retryAfter }: RateLimitData): boolean {
  if (route.startsWith('/interactions') || route.startsWith('/webhooks')) return false;
  return Math.max(timeToReset, retryAfter) > RATE_LIMIT_MAX_WAIT_MS;
}

/** Logs in and waits for the gateway to be ready; a login that Discord refuses ends at once, one that hangs in a minute. */
export async function connect(client: Client, token: string): Promise<void> {
  const expired = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const refused = new Promise<never>((_resolve, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(refusedBy(code)));
    expired.addEventListener('abort', () =>
      reject(new NewsroomError('unavailable', 'Discord’s gateway does not answer.')),
    );
  });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await Promise.race([Promise.all([client.login(token), ready]), refused]);
  } catch (thrown) {
    await client.destroy();
    throw thrown;
  }
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
function refusedBy(closeCode: number): NewsroomError {
  if (closeCode === GatewayCloseCodes.AuthenticationFailed)
    return new NewsroomError('bad_token', 'Discord does not know this token.');
  return new NewsroomError('bad_config', `Discord closed the gateway for good (${closeCode}).`);
}
