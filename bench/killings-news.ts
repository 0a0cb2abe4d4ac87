/** The news that streams in while the newsroom is killed, and who is to hear of it: known without the newsroom. */
import type { WatchOptions } from '../src/model.ts';

export const FEED_URL = 'https://wire.example/rss';
/** Items in the feed: more than can come between two readings. */
const FEED_ITEMS = 60;
const WORDS_A_STORY = 110;

interface Watched {
  readonly word: string;
  readonly channel: string;
  readonly options: WatchOptions;
}

/** Channels that post at once, one with a digest every hour, one with an hourly limit. */
export const WATCHED: readonly Watched[] = [
  { word: 'topaz', channel: 'one', options: {} },
  { word: 'quartz', channel: 'one', options: {} },
  { word: 'quartz', channel: 'two', options: {} },
  { word: 'granite', channel: 'two', options: {} },
  { word: 'granite', channel: 'three', options: {} },
  { word: 'basalt', channel: 'digest', options: { digest: { every: 'hour' } } },
  { word: 'topaz', channel: 'digest', options: { digest: { every: 'hour' } } },
  { word: 'marble', channel: 'limited', options: { maxPerHour: 3 } },
];

const TOPICS = [...new Set(WATCHED.map(({ word }) => word)), 'slate', 'chalk'];
const SYLLABLES = [
  'ba',
  'de',
  'fi',
  'go',
  'hu',
  'ka',
  'le',
  'mi',
  'no',
  'pu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'lar',
  'mon',
];

/** A random generator that gives the same for the same seed (Mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface NewsItem {
  readonly title: string;
  readonly text: string;
}

/** Article `n`, from 1: made-up words that no other has, with one or two topics among them. */
function newsItem(n: number): NewsItem {
  const random = dice(n);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const word = (): string => `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}${n.toString(36)}`;
  const words = Array.from({ length: WORDS_A_STORY }, word);
  const topics = random() < 0.3 ? [pick(TOPICS), pick(TOPICS)] : [pick(TOPICS)];
  for (const [i, topic] of topics.entries()) words.splice(5 + 30 * i, 0, topic);
  const sentences = Array.from({ length: Math.ceil(words.length / 12) }, (_, i) => {
    const said = words.slice(12 * i, 12 * i + 12).join(' ');
    return `The ${said}.`;
  });
  return { title: `Story ${n} of ${words[0]}`, text: sentences.join(' ') };
}

/** Minutes before now at which article `n` was published: later ones are newer, all are news. */
const publishedAt = (n: number): string => new Date(Date.now() - 43_200_000 + n * 1_000).toUTCString();

/** The feed when `n` articles have been published, newest first. */
export function feedUpTo(n: number): string {
  const items: string[] = [];
  for (let at = n; at > Math.max(0, n - FEED_ITEMS); at -= 1) {
    const { title, text } = newsItem(at);
    items.push(
      `<item><guid isPermaLink="false">n${at}</guid><title>${title}</title><pubDate>${publishedAt(at)}</pubDate><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`,
    );
  }
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;
}

/** What each channel is to hear of, in order: the naive evaluation of every watchlist over every article. */
export function expectedPosts(articles: number): Map<string, string[]> {
  const expected = new Map<string, string[]>();
  for (let n = 1; n <= articles; n += 1) {
    const { title, text } = newsItem(n);
    const words = new Set(text.toLowerCase().split(/\W+/));
    const channels = new Set(WATCHED.filter(({ word }) => words.has(word)).map(({ channel }) => channel));
    for (const channel of channels) expected.set(channel, [...(expected.get(channel) ?? []), title]);
  }
  return expected;
}

/** The title of the story that a line of a digest begins with, as of a post. */
export const titleIn = (line: string): string => /Story \d+ of [a-z0-9]+/.exec(line)?.[0] ?? line;
