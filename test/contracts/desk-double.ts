/** A desk for tests: answers what the test says, and has nothing else. */
import type { Desk } from '../../src/ports.ts';

/** Everything goes to `handle`, but for what the test gives as well. */
export function deskOf(handle: Desk['handle'], more: Partial<Desk> = {}): Desk {
  return {
    handle,
    form: async (request) => ({ post: await handle(request) }),
    submit: async (request) => ({ post: await handle(request) }),
    lookup: async () => [],
    home: async () => ({ sections: [] }),
    lost: async () => {},
    ...more,
  };
}
