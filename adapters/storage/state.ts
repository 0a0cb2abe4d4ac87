/** Where state by key lives: the newsroom's own SQLite file, or the Redis or PostgreSQL that several machines share. */
import type { KeyvStoreAdapter } from 'keyv';
import { NewsroomError } from '../../src/errors.ts';
import type { State } from '../../src/ports.ts';
import { keyvState, MAX_COLLECTION_NAME_CHARS, MAX_KEY_CHARS } from './keyv-state.ts';

export const CONNECT_TIMEOUT_MS = 5_000;
export const QUERY_TIMEOUT_MS = 10_000;
/** A Redis that has been silent for so long, although it is asked for a sign of life, is given up and connected to anew. */
export const SILENCE_TIMEOUT_MS = 20_000;
const SIGN_OF_LIFE_MS = 8_000;
export const MAX_RECONNECT_DELAY_MS = 5_000;
/** Keys begin with it: a Redis is often shared with other programs. */
const REDIS_NAMESPACE = 'nutgraf:';
const POSTGRES_TABLE = 'nutgraf_state';

export interface OpenedState {
  readonly state: State;
  close(): Promise<void>;
}

/**
 * State at `redis://`, `rediss://`, `postgres://` or `postgresql://`, or in the store that is open already where there is no URL.
 * Throws `bad_config` for any other URL and `storage_unavailable` where nobody answers within `CONNECT_TIMEOUT_MS`.
 */
export async function openState(url: string | undefined, sqlite: { readonly state: State }): Promise<OpenedState> {
  if (url === undefined) return { state: sqlite.state, close: async () => {} };
  return openRemoteState(url);
}

/** State at a URL, for whoever has no store of their own open; throws as `openState` does. */
export async function openRemoteState(url: string): Promise<OpenedState> {
  const place = URL.parse(url);
  switch (place?.protocol) {
    case 'redis:':
    case 'rediss:':
      return openRedisState(place);
    case 'postgres:':
    case 'postgresql:':
      return openPostgresState(place);
    default:
      throw new NewsroomError('bad_config', 'The URL for state is neither a redis:// nor a postgres:// one.', {
        hint: 'Write redis://host:6379 or postgres://user@host/database, or leave it out to keep state in the data folder.',
      });
  }
}

async function openRedisState(url: URL): Promise<OpenedState> {
  const { createClient, default: KeyvRedis } = await import('@keyv/redis');
  const describe = unreachable(url);
  let wasConnected = false;
  const client = createClient({
    url: url.href,
    // A command that can't be sent fails now; its caller knows better than a queue whether it is still wanted.
    disableOfflineQueue: true,
    pingInterval: SIGN_OF_LIFE_MS,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      reconnectStrategy: (attempts) => wasConnected && Math.min(100 * 2 ** attempts, MAX_RECONNECT_DELAY_MS),
    },
  });
  // Every collection listens to the one client.
  client.setMaxListeners(0);
  // A lost connection is told by the command that it fails; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (thrown) {
    if (client.isOpen) client.destroy();
    throw describe(thrown);
  }
  wasConnected = true;

  class RedisStore extends KeyvRedis<string> {
    /** A value that expires between being listed and being read is not there. */
    override async *iterator<Value>(namespace?: string): AsyncGenerator<[string, Value | undefined], void, unknown> {
      for await (const entry of super.iterator<Value>(namespace)) {
        if (entry[1] !== undefined) yield entry;
      }
    }
  }
  const makeStore = () => new RedisStore(client as never, { throwOnErrors: true }) as unknown as KeyvStoreAdapter;
  return {
    state: keyvState(makeStore, { namespacePrefix: REDIS_NAMESPACE, describe }),
    close: async () => (client.isReady ? client.close() : client.destroy()),
  };
}

async function openPostgresState(url: URL): Promise<OpenedState> {
  const [{ default: pg }, { default: KeyvPostgres }] = await Promise.all([import('pg'), import('@keyv/postgres')]);
  const describe = unreachable(url);
  const pool = new pg.Pool({
    connectionString: url.href,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  // An idle connection that the server drops is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});

  /** On our pool instead of one of its own, of which nobody could hear the errors. */
  class PostgresStore extends KeyvPostgres {
    override async connect() {
      return async (sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows;
    }
  }
  const makeStore = () =>
    new PostgresStore({
      uri: url.href,
      table: POSTGRES_TABLE,
      keySize: MAX_COLLECTION_NAME_CHARS + 1 + MAX_KEY_CHARS,
    });
  try {
    await pool.query('SELECT 1');
  } catch (thrown) {
    await pool.end();
    throw describe(thrown);
  }
  return { state: keyvState(makeStore, { prefixKeys: true, describe }), close: () => pool.end() };
}

/** Names the server, and never the password that the URL may hold. */
function unreachable(url: URL): (thrown: unknown) => NewsroomError {
  return (thrown) => {
    if (thrown instanceof NewsroomError) return thrown;
    const { code, message } = thrown as { code?: string; message?: string };
    const reason = code ?? message ?? 'no reason given';
    return new NewsroomError(
      'storage_unavailable',
      `State at ${url.protocol}//${url.host} can't be reached: ${reason}.`,
      {
        hint: 'Check that the server runs, that the URL for state names it, and that its user and password are right.',
        cause: thrown,
      },
    );
  };
}
