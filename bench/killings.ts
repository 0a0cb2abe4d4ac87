/** Kills a newsroom again and again at random moments, and counts what its channels heard against what they were to hear. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEASE_MS } from '../src/alerts/drain.ts';
import { expectedPosts, titleIn } from './killings-news.ts';

/** From the moment at which it is open. */
const LONGEST_LIFE_MS = 800;
/** This share of the lives ends while the process still starts. */
const SHARE_KILLED_EARLY = 0.1;
const LONGEST_START_MS = 900;
/** What waits for an hourly digest, or for the hourly limit, is due by then. */
const FLUSH_MS = 2 * 3_600_000;
const FLUSHES = 3;
/** Channels in which nothing is held: there the news comes in the order in which it was published. */
const IN_ORDER = ['one', 'two', 'three', 'digest'];
const SCRIPT = join(import.meta.dirname, 'killed-newsroom.ts');

export interface KillReport {
  readonly kills: number;
  /** Stories that channels were to hear of. */
  readonly expected: number;
  readonly missing: number;
  /** Stories that nobody was to hear of, in that channel. */
  readonly unexpected: number;
  /** Stories that a channel heard of twice, where the chat shows one post a key, as Discord does. */
  readonly twice: number;
  /** Posts that were sent more than once, under one key. */
  readonly rawDuplicates: number;
  readonly outOfOrder: number;
  readonly posts: number;
  readonly digests: number;
}

interface Posted {
  readonly kind: 'post' | 'reply';
  readonly channel: string;
  readonly key: string;
  readonly stories: readonly string[];
}

/** `seed` is any number from 0 to 1, drawn anew for each life. Rejects where the newsroom ends otherwise than it was told to. */
export async function measureKills(
  kills: number,
  random: () => number,
  onKill?: (n: number) => void,
): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nutgraf-kills-'));
  // Enough that news is still coming in when the last kill comes.
  const articles = 40 + 6 * kills;
  try {
    let aheadMs = 0;
    for (let n = 1; n <= kills; n += 1) {
      const isEarly = random() < SHARE_KILLED_EARLY;
      const lifeMs = random() * (isEarly ? LONGEST_START_MS : LONGEST_LIFE_MS);
      await live(folder, articles, aheadMs, { lifeMs, isEarly });
      // Whoever comes next finds the leases of the dead run out.
      aheadMs += LEASE_MS + 1_000;
      onKill?.(n);
    }
    for (let n = 0; n < FLUSHES; n += 1) {
      await live(folder, articles, aheadMs);
      aheadMs += FLUSH_MS;
    }
    return reportOn(kills, expectedPosts(articles), readPosts(join(folder, 'posts.jsonl')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function live(
  folder: string,
  articles: number,
  aheadMs: number,
  end?: { readonly lifeMs: number; readonly isEarly: boolean },
): Promise<void> {
  const args = [SCRIPT, folder, String(articles), String(aheadMs), end === undefined ? 'once' : 'on'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), end?.lifeMs);
  if (end?.isEarly === true) kill();
  else if (end !== undefined) child.stdout.once('data', kill);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (end === undefined ? code === 0 : signal === 'SIGKILL') resolve();
      else reject(new Error(`the newsroom ended with ${code ?? signal}`));
    });
  });
}

const readPosts = (path: string): Posted[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Posted)
    : [];

function reportOn(
  kills: number,
  expected: ReadonlyMap<string, readonly string[]>,
  sent: readonly Posted[],
): KillReport {
  const shown = [...new Map(sent.filter(({ kind }) => kind === 'post').map((post) => [post.key, post])).values()];
  const count = { missing: 0, unexpected: 0, twice: 0, outOfOrder: 0 };
  for (const [channel, titles] of expected) {
    const heard = shown.filter((post) => post.channel === channel).flatMap(({ stories }) => stories.map(titleIn));
    count.missing += titles.filter((title) => !heard.includes(title)).length;
    count.unexpected += heard.filter((title) => !titles.includes(title)).length;
    count.twice += heard.length - new Set(heard).size;
    const places = heard.map((title) => titles.indexOf(title));
    if (IN_ORDER.includes(channel))
      count.outOfOrder += places.filter((place, i) => place < (places[i - 1] ?? -1)).length;
  }
  return {
    kills,
    expected: [...expected.values()].flat().length,
    ...count,
    rawDuplicates: sent.length - new Set(sent.map(({ key }) => key)).size,
    posts: shown.length,
    digests: shown.filter(({ stories }) => stories.length > 1).length,
  };
}
