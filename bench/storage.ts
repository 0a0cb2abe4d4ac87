/**
 * What the store costs: commits, searches, neighbours, file and memory, at several sizes of the archive.
 *
 *   node bench/storage.ts [--articles 20000,100000]
 *
 * The articles are made up: words drawn by Zipf's law, a few words of its own for every story, five articles a story, a
 * thousand articles a day. The same seed gives the same archive.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteStore, type SqliteStore } from '../adapters/storage/sqlite/store.ts';
import type { Alert, Story } from '../src/model.ts';
import type { IngestStep } from '../src/ports.ts';
import { MAX_NEIGHBOURS, NEIGHBOUR_WINDOW_DAYS } from '../src/stories/neighbourhood.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);
const ARTICLES_PER_DAY = 1_000;
const ARTICLES_PER_STORY = 5;
const WORDS_PER_ARTICLE = 600;
const WORDS_PER_TITLE = 9;
const OWN_WORDS_PER_STORY = 30;
/** One word in so many is one of the story's own. */
const OWN_WORD_EVERY = 8;
const VOCABULARY_WORDS = 60_000;
/** The most frequent words, which a search leaves out. */
const STOP_WORDS = 150;
const CLAIMS_PER_ARTICLE = 10;
const ALERT_EVERY_ARTICLES = 10;
const TERMS_PER_ARTICLE = 250;
const TERM_KEYS_PER_ARTICLE = 40;
const SHINGLE_KEYS_PER_ARTICLE = 20;
const QUERIES = 200;
const SEARCH_LIMIT = 50;

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ONSETS = ['b', 'ch', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'sh', 't', 'v', 'z'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];

/** A pronounceable word for every number: frequent words are short, as in a language. */
function wordOf(rank: number): string {
  let rest = rank + 1;
  let word = '';
  while (rest > 0) {
    word += ONSETS[rest % ONSETS.length]! + VOWELS[Math.floor(rest / ONSETS.length) % VOWELS.length]!;
    rest = Math.floor(rest / (ONSETS.length * VOWELS.length));
  }
  return word;
}

/** Draws ranks by Zipf's law: the n-th word is n times as rare as the first. */
function zipf(random: () => number): () => number {
  const cumulative = new Float64Array(VOCABULARY_WORDS);
  let sum = 0;
  for (let rank = 0; rank < VOCABULARY_WORDS; rank += 1) {
    sum += 1 / (rank + 2.7);
    cumulative[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = VOCABULARY_WORDS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Steps of ingest as a newsroom would take them, one article each, endlessly. */
export function* syntheticSteps(seed = 1): Generator<IngestStep> {
  const random = seededRandom(seed);
  const draw = zipf(random);
  const live: { story: Story; own: number[] }[] = [];
  for (let index = 0; ; index += 1) {
    const at = new Date(FIRST_DAY + (index / ARTICLES_PER_DAY) * DAY_MS).toISOString();
    const place = Math.floor(random() * 200);
    const known = live[place];
    const goesOn = known !== undefined && known.story.articleIds.length < ARTICLES_PER_STORY;
    const own = goesOn
      ? known.own
      : Array.from({ length: OWN_WORDS_PER_STORY }, () => STOP_WORDS + Math.floor(random() * VOCABULARY_WORDS));
    const story = grownStory(goesOn ? known.story : undefined, index, at);
    live[place] = { story, own };
    yield stepOf(index, at, story, own, { random, draw });
  }
}

function grownStory(before: Story | undefined, index: number, at: string): Story {
  return {
    id: before?.id ?? `s${index}`,
    title: before?.title ?? `Story ${index}`,
    articleIds: [...(before?.articleIds ?? []), `a${index}`],
    sources: [...new Set([...(before?.sources ?? []), `Outlet ${index % 40}`])],
    independentSources: (before?.independentSources ?? 0) + 1,
    firstSeenAt: before?.firstSeenAt ?? at,
    updatedAt: at,
    revision: (before?.revision ?? 0) + 1,
  };
}

function stepOf(
  index: number,
  at: string,
  story: Story,
  own: readonly number[],
  { random, draw }: { readonly random: () => number; readonly draw: () => number },
): IngestStep {
  const pick = () => (random() * OWN_WORD_EVERY < 1 ? own[Math.floor(random() * own.length)]! : draw());
  const ranks = Array.from({ length: WORDS_PER_ARTICLE }, pick);
  const words = ranks.map(wordOf);
  const title = Array.from({ length: WORDS_PER_TITLE }, (_, place) => words[place * 7]!).join(' ');
  const sentences = Array.from(
    { length: WORDS_PER_ARTICLE / 20 },
    (_, n) => `${words.slice(n * 20, n * 20 + 20).join(' ')}.`,
  );
  const distinct = [...new Set(ranks)].filter((rank) => rank >= STOP_WORDS);
  const rarest = distinct.toSorted((left, right) => right - left).slice(0, TERM_KEYS_PER_ARTICLE);
  const article = {
    id: `a${index}`,
    source: `Outlet ${index % 40}`,
    url: `https://outlet${index % 40}.example/2025/news/${title.replaceAll(' ', '-')}`,
    title,
    byline: 'A Reporter',
    text: sentences.join(' '),
    lang: 'en',
    publishedAt: at,
    publishedAtGuessed: false,
    seenAt: at,
    revision: 1,
    contentHash: `hash${index}`,
    storyId: story.id,
    feedId: `f${index % 40}`,
  };
  const keys = [
    ...rarest.map((rank) => `t:${wordOf(rank)}`),
    ...Array.from(
      { length: SHINGLE_KEYS_PER_ARTICLE },
      (_, n) => `s:${Math.floor(random() * 2 ** 32).toString(16)}${n}`,
    ),
  ];
  return {
    article,
    identityKeys: [`guid:${index}`, `url:${article.url}`, `content:${index}`],
    features: {
      articleId: article.id,
      storyId: story.id,
      publishedAt: at,
      keys,
      profile: { weights: rarest.map((rank) => [wordOf(rank), rank % 17]), names: words.slice(0, 12) },
    },
    terms: distinct.slice(0, TERMS_PER_ARTICLE).map(wordOf),
    stories: [story],
    claims: Array.from({ length: CLAIMS_PER_ARTICLE }, (_, n) => ({
      articleId: article.id,
      storyId: story.id,
      kind: 'figure' as const,
      about: words[n]!,
      label: words[n]!,
      value: String(n),
      display: String(n),
      quote: sentences[n]!,
      start: n * 100,
    })),
    alerts: index % ALERT_EVERY_ARTICLES === 0 ? [alertOf(story, at, sentences)] : [],
  };
}

function alertOf(story: Story, at: string, sentences: readonly string[]): Alert {
  const brief = {
    storyId: story.id,
    storyRevision: story.revision,
    headline: story.title,
    sentences: sentences.slice(0, 4).map((text) => ({ text, citations: [1] })),
    disagreements: [],
    timeline: [],
    sources: [],
    carriedBy: 1,
    independentSources: 1,
  };
  return {
    id: `${story.id}:${story.revision}`,
    kind: 'alert',
    channel: { platform: 'console', channel: 'desk' },
    storyId: story.id,
    storyRevision: story.revision,
    watchlistIds: ['w1'],
    brief,
    post: {
      audience: 'everyone',
      blocks: brief.sentences.map(({ text }) => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] })),
    },
    createdAt: at,
    dueAt: at,
    attempts: 0,
  };
}

// ---------------------------------------------------------------- measuring

interface Figures {
  readonly articles: number;
  readonly commitsPerSecond: number;
  readonly commitMs: Percentiles;
  readonly searchMs: Percentiles;
  readonly datedSearchMs: Percentiles;
  readonly neighboursMs: Percentiles;
  readonly frequenciesMs: Percentiles;
  readonly openMs: number;
  readonly fileMiB: number;
  readonly residentMiB: number;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Fills a store step by step and measures it whenever it has one of the sizes. */
export async function measureStorage(sizes: readonly number[], onFigures: (figures: Figures) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nutgraf-bench-'));
  try {
    const steps = syntheticSteps();
    let stored = 0;
    for (const articles of sizes.toSorted((left, right) => left - right)) {
      const store = await openSqliteStore({ dataDir });
      const commitMs: number[] = [];
      while (stored < articles) {
        const step = steps.next().value as IngestStep;
        commitMs.push(await timed(() => store.archive.commit(step)));
        stored += 1;
      }
      await store.close();
      onFigures({ articles, ...commitFigures(commitMs), ...(await readFigures(dataDir, articles)) });
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function commitFigures(durationsMs: readonly number[]): Pick<Figures, 'commitsPerSecond' | 'commitMs'> {
  const totalMs = durationsMs.reduce((sum, ms) => sum + ms, 0);
  return { commitsPerSecond: (1_000 * durationsMs.length) / totalMs, commitMs: percentiles(durationsMs) };
}

async function readFigures(
  dataDir: string,
  articles: number,
): Promise<Omit<Figures, 'articles' | 'commitsPerSecond' | 'commitMs'>> {
  let store: SqliteStore | undefined;
  const openMs = await timed(async () => {
    store = await openSqliteStore({ dataDir });
  });
  const { archive, searchIndex, close } = store!;
  const random = seededRandom(7);
  const searchMs: number[] = [];
  const datedSearchMs: number[] = [];
  const neighboursMs: number[] = [];
  const frequenciesMs: number[] = [];
  for (let query = 0; query < QUERIES; query += 1) {
    const [article] = await archive.articles([`a${Math.floor(random() * articles)}`]);
    const at = Date.parse(article!.publishedAt);
    const from = new Date(at - NEIGHBOUR_WINDOW_DAYS * DAY_MS).toISOString();
    const to = new Date(at + DAY_MS).toISOString();
    const terms = questionWords(article!.text, random);
    searchMs.push(await timed(() => searchIndex.search({ terms, limit: SEARCH_LIMIT })));
    datedSearchMs.push(await timed(() => searchIndex.search({ terms, from, to, lang: 'en', limit: SEARCH_LIMIT })));
    const words = distinctWords(article!.text).slice(0, TERM_KEYS_PER_ARTICLE);
    const [self] = await searchIndex.neighbours({ keys: words.map((word) => `t:${word}`), from, to, limit: 1 });
    const { keys } = self!;
    neighboursMs.push(await timed(() => searchIndex.neighbours({ keys, from, to, limit: MAX_NEIGHBOURS })));
    const rareTerms = distinctWords(article!.text).slice(0, TERMS_PER_ARTICLE);
    frequenciesMs.push(await timed(() => searchIndex.documentFrequencies(rareTerms)));
  }
  const residentMiB = process.memoryUsage.rss() / 2 ** 20;
  await close();
  return {
    searchMs: percentiles(searchMs),
    datedSearchMs: percentiles(datedSearchMs),
    neighboursMs: percentiles(neighboursMs),
    frequenciesMs: percentiles(frequenciesMs),
    openMs,
    fileMiB: folderBytes(dataDir) / 2 ** 20,
    residentMiB,
  };
}

const FREQUENT_WORDS = new Set(Array.from({ length: STOP_WORDS }, (_, rank) => wordOf(rank)));

function distinctWords(text: string): string[] {
  return [...new Set(text.match(/\p{L}+/gu))].filter((word) => !FREQUENT_WORDS.has(word));
}

/** Three to six words of an article, as somebody would ask for it: frequent words are asked for more often. */
function questionWords(text: string, random: () => number): string[] {
  const words = (text.match(/\p{L}+/gu) ?? []).filter((word) => !FREQUENT_WORDS.has(word));
  return Array.from({ length: 3 + Math.floor(random() * 4) }, () => words[Math.floor(random() * words.length)]!);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['articles', ({ articles }) => String(articles)],
  ['commits/s', ({ commitsPerSecond }) => commitsPerSecond.toFixed(0)],
  ['commit ms', ({ commitMs }) => inWords(commitMs)],
  ['search ms', ({ searchMs }) => inWords(searchMs)],
  ['search, a week, ms', ({ datedSearchMs }) => inWords(datedSearchMs)],
  ['neighbours ms', ({ neighboursMs }) => inWords(neighboursMs)],
  ['frequencies ms', ({ frequenciesMs }) => inWords(frequenciesMs)],
  ['open ms', ({ openMs }) => openMs.toFixed(1)],
  ['file MiB', ({ fileMiB }) => fileMiB.toFixed(0)],
  ['resident MiB', ({ residentMiB }) => residentMiB.toFixed(0)],
];

function inWords({ p50, p95, max }: Percentiles): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)} / ${max.toFixed(0)}`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { articles: { type: 'string', default: '20000,100000' } } });
  process.stdout.write(`Milliseconds are p50 / p95 / max.\n\n| ${COLUMNS.map(([name]) => name).join(' | ')} |\n`);
  process.stdout.write(`|${COLUMNS.map(() => '---:|').join('')}\n`);
  await measureStorage(values.articles.split(',').map(Number), (figures) => {
    process.stdout.write(`| ${COLUMNS.map(([, show]) => show(figures)).join(' | ')} |\n`);
  });
}
