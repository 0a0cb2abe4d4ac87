import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { IN_MEMORY, openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import { openState } from '../../../adapters/storage/state.ts';
import { stateContract } from '../../contracts/state.contract.ts';
import { failureOf } from '../../contracts/storage-fixtures.ts';
import { startRedisPeer } from './redis-peer.ts';

const POSTGRES_URL = process.env.NUTGRAF_TEST_POSTGRES_URL;

describe('state without a URL', () => {
  it('lies in the SQLite store', async () => {
    const sqlite = await openSqliteStore({ dataDir: IN_MEMORY });
    const { state, close } = await openState(undefined, sqlite);
    await state.collection('feeds').set('key', 1);
    expect(await sqlite.state.collection('feeds').get('key')).toBe(1);
    await close();
    expect(await sqlite.state.collection('feeds').get('key')).toBe(1);
    await sqlite.close();
  });
});

describe('state in a Redis', () => {
  describe('keeps to the contract', () =>
    stateContract(async () => {
      const peer = await startRedisPeer();
      const { state, close } = await openState(peer.url, await nowhere());
      return {
        state,
        async close() {
          await close();
          await peer.stop();
        },
      };
    }));

  it('shares the Redis with others: its keys begin with its name', async () => {
    const peer = await startRedisPeer();
    const { state, close } = await openState(peer.url, await nowhere());
    await state.collection('feeds').set('key', 1);
    expect([...peer.values.keys()]).toEqual(['nutgraf:feeds::key']);
    await close();
    await peer.stop();
  });

  it('fails at once while the server is away, and does not end the process', async () => {
    const peer = await startRedisPeer();
    const { state, close } = await openState(peer.url, await nowhere());
    const feeds = state.collection('feeds');
    await feeds.set('key', 1);
    await peer.stop();
    expect(await failureOf(feeds.get('key'))).toBe('storage_unavailable');
    expect(await failureOf(feeds.set('key', 2))).toBe('storage_unavailable');
    expect(await failureOf(feeds.delete('key'))).toBe('storage_unavailable');
    await close();
  });

  it('leaves out of a list what expired while it was read', async () => {
    const peer = await startRedisPeer();
    const { state, close } = await openState(peer.url, await nowhere());
    await state.collection('feeds').set('key', 1);
    peer.beforeRead = () => peer.values.clear();
    const entries = await Array.fromAsync(state.collection('feeds').entries());
    expect(entries).toEqual([]);
    await close();
    await peer.stop();
  });
});

describe.skipIf(POSTGRES_URL === undefined)('state in a PostgreSQL (NUTGRAF_TEST_POSTGRES_URL)', () => {
  stateContract(async () => {
    const { state, close } = await openState(POSTGRES_URL, await nowhere());
    for (const name of ['feeds', 'watch', 'watchlists', 'feed', 'feed-health']) {
      for await (const [key] of state.collection(name).entries()) await state.collection(name).delete(key);
    }
    return { state, close };
  });
});

describe('a server for state that is not there', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function closedPort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return port;
  }

  it.each(['redis', 'postgres'])('is named, without its password: %s', async (scheme) => {
    const port = await closedPort();
    const opening = openState(`${scheme}://desk:s3cret@127.0.0.1:${port}/1`, await nowhere());
    const failure = await opening.then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(failure).toMatchObject({ code: 'storage_unavailable' });
    expect(failure.message).toBe(`State at ${scheme}://127.0.0.1:${port} can't be reached: ECONNREFUSED.`);
    expect(failure.hint).toMatch(/server runs/);
    expect(JSON.stringify(failure.toRecord())).not.toContain('s3cret');
  });

  it.each(['mongodb://localhost', 'localhost:6379', 'https://localhost', ''])(
    'is refused where nobody knows it: %j',
    async (url) => {
      expect(await failureOf(openState(url, await nowhere()))).toBe('bad_config');
    },
  );
});

/** The store that must not be touched where a URL is given. */
async function nowhere() {
  return {
    state: {
      collection(): never {
        throw new Error('State went to SQLite.');
      },
    },
  };
}
