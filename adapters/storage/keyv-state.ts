/** State by key: named collections on any of Keyv's stores. */
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { asNewsroomError, NewsroomError } from '../../src/errors.ts';
import type { Collection, State } from '../../src/ports.ts';

/** What every store can index: PostgreSQL's B-tree is the narrowest. */
export const MAX_KEY_CHARS = 512;
export const MAX_COLLECTION_NAME_CHARS = 63;
const COLLECTION_NAME = /^[a-z][a-z0-9-]*$/;

export interface KeyvStateOptions {
  /** True for stores that leave it to the key to tell namespaces apart. */
  readonly prefixKeys?: boolean;
  /** What the store's own namespaces begin with. */
  readonly namespacePrefix?: string;
  /** Failures of the store in the newsroom's words. */
  readonly describe?: (thrown: unknown) => NewsroomError;
}

/** Collections over `makeStore()`, one store each. */
export function keyvState(makeStore: () => KeyvStoreAdapter, options: KeyvStateOptions = {}): State {
  const open = new Map<string, Collection<unknown>>();
  return {
    collection<T>(name: string): Collection<T> {
      if (!COLLECTION_NAME.test(name) || name.length > MAX_COLLECTION_NAME_CHARS) {
        throw new NewsroomError(
          'bad_input',
          `"${name}" can't name a collection: lower-case letters, digits and hyphens.`,
        );
      }
      let collection = open.get(name);
      if (collection === undefined) {
        collection = keyvCollection(makeStore(), name, options);
        open.set(name, collection);
      }
      return collection as Collection<T>;
    },
  };
}

function keyvCollection(store: KeyvStoreAdapter, name: string, options: KeyvStateOptions): Collection<unknown> {
  const { prefixKeys = false, namespacePrefix = '', describe = asNewsroomError } = options;
  const namespace = namespacePrefix + name;
  const prefix = prefixKeys ? `${name}:` : '';
  // Keyv's own prefixing takes a key that happens to begin with the prefix for one that already has it.
  const keyv = new Keyv({ store, namespace, useKeyPrefix: false, throwOnErrors: true });
  let iterationFault: unknown;
  keyv.on('error', (thrown) => {
    iterationFault = thrown;
  });

  async function guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      throw describe(thrown);
    }
  }

  return {
    get: (key) => guard(() => keyv.get(prefix + checkedKey(key))),

    async set(key, value, { ttlMs } = {}) {
      await guard(() => keyv.set(prefix + checkedKey(key), value, checkedTtl(ttlMs)));
    },

    delete: (key) => guard(() => keyv.delete(prefix + checkedKey(key))),

    async *entries() {
      const seen = new Set<string>();
      iterationFault = undefined;
      try {
        for await (const [key, value] of keyv.iterator!(namespace) as AsyncIterable<[string, unknown]>) {
          // Redis may show a key twice while its table grows.
          if (seen.has(key)) continue;
          seen.add(key);
          yield [key.slice(prefix.length), value] as const;
        }
      } catch (thrown) {
        throw describe(thrown);
      }
      // Keyv's PostgreSQL store ends the list early instead of throwing.
      if (iterationFault !== undefined) throw describe(iterationFault);
    },
  };
}

function checkedKey(key: string): string {
  if (key.length > 0 && key.length <= MAX_KEY_CHARS) return key;
  throw new NewsroomError('bad_input', `A key has 1 to ${MAX_KEY_CHARS} characters, not ${key.length}.`);
}

/** Keyv takes 0 for "for ever". */
function checkedTtl(ttlMs: number | undefined): number | undefined {
  if (ttlMs === undefined || ttlMs > 0) return ttlMs;
  throw new NewsroomError('bad_input', `A value can't be kept for ${ttlMs} ms.`);
}
