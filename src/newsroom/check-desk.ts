/** What somebody says, against what has been read; and posts that are kept for a while, as they may still be shown to others. */
import { createHash } from 'node:crypto';
import { type CoverageCheck, checkCoverage } from '../answers/coverage.ts';
import type { Article, Post } from '../model.ts';
import type { Archive, Collection } from '../ports.ts';
import { type Library, stands } from './library.ts';
import { timestamp, type World } from './world.ts';

/** A check can be shared for so long. */
export const CHECK_KEPT_MS = 24 * 3_600_000;

export interface CheckDesk {
  /** `of`: the article whose text it is; it and its copies prove nothing. */
  check(text: string, of?: Article): Promise<CoverageCheck>;
  /** Keeps a post for whoever had it made; gives what it is known by. */
  keep(post: Post, person: string): Promise<string>;
  /** Undefined where it is no longer kept, or is somebody else's. */
  kept(id: string, person: string): Promise<Post | undefined>;
}

interface KeptPost {
  readonly post: Post;
  readonly person: string;
}

const ID_CHARS = 16;

export function openCheckDesk(world: World, library: Library): CheckDesk {
  const posts: Collection<KeptPost> = world.state.collection('checks');
  const standing: Pick<Archive, 'articles'> = {
    articles: async (ids) => (await world.archive.articles(ids)).filter(stands),
  };
  return {
    check: (text, of) =>
      checkCoverage(text, {
        searchIndex: world.searchIndex,
        archive: standing,
        now: timestamp(world.clock),
        owners: world.policy.owners,
        read: (article) => library.read(article),
        claims: (article) => library.claims(article),
        ...(of === undefined ? {} : { except: new Set([of.id]) }),
      }),
    async keep(post, person) {
      const id = createHash('sha256')
        .update(JSON.stringify([person, post]))
        .digest('base64url')
        .slice(0, ID_CHARS);
      await posts.set(id, { post, person }, { ttlMs: CHECK_KEPT_MS });
      return id;
    },
    async kept(id, person) {
      const found = id === '' ? undefined : await posts.get(id);
      return found?.person === person ? found.post : undefined;
    },
  };
}
