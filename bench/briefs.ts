/**
 * Ten briefs to be read with an editor's eye, and what can be counted of many: node bench/briefs.ts FILE.jsonl[.gz] [--print N] [--peers DIR].
 * A line is {id, source?, title, text, publishedAt?, event}. With --peers, the summarisers installed in DIR/node_modules stand beside ours.
 * They are installed by `npm i --prefix DIR lexrank node-summarizer ts-textrank`, then `npm rebuild --prefix DIR wordpos` where install scripts are off.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { conceptsOf } from '../src/briefs/concepts.ts';
import { faultOf } from '../src/briefs/faults.ts';
import { groundingFaults } from '../src/briefs/grounded.ts';
import { countWords } from '../src/briefs/trim.ts';
import { BRIEF_WORDS, writeBrief } from '../src/briefs/write.ts';
import type { Article, Brief } from '../src/model.ts';
import { independenceOf } from '../src/stories/independence.ts';
import { readText } from '../src/text/read.ts';
import type { Reading } from '../src/text/reading.ts';
import { tokenise } from '../src/text/words.ts';

const MIN_ARTICLES = 3;

interface Line {
  readonly id: string;
  readonly source?: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt?: string;
  readonly event: string | number;
}

interface StoryOfArticles {
  readonly event: string;
  readonly articles: readonly Article[];
  readonly readings: ReadonlyMap<string, Reading>;
  /** What reading the articles took: the newsroom does it once, when they come; here it counts with the brief. */
  readonly readMs: number;
}

function load(path: string): StoryOfArticles[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
  return [...Map.groupBy(lines, ({ event }) => String(event))]
    .filter(([, group]) => group.length >= MIN_ARTICLES)
    .map(([event, group]) => {
      const articles = group.map((line) => articleOf(line)).sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
      const from = cpuMs();
      const readings = new Map(articles.map((article) => [article.id, readText(article.text, { lang: article.lang })]));
      return { event, articles, readings, readMs: cpuMs() - from };
    });
}

function articleOf({ id, source, title, text, publishedAt, event }: Line): Article {
  const at =
    publishedAt === undefined
      ? '2020-01-01T00:00:00.000Z'
      : new Date(`${publishedAt.replace(/Z$/, '')}Z`).toISOString();
  return {
    id,
    source: source ?? id,
    title,
    text,
    lang: 'en',
    publishedAt: at,
    publishedAtGuessed: publishedAt === undefined,
    seenAt: at,
    revision: 1,
    contentHash: text,
    storyId: String(event),
  };
}

function briefOf({ event, articles, readings }: StoryOfArticles): Brief {
  const { carriedBy, independentSources, originOf } = independenceOf(articles);
  return writeBrief({
    story: { id: event, title: articles[0]!.title, revision: 1 },
    articles,
    read: ({ id }) => readings.get(id)!,
    disagreements: [],
    timeline: [],
    carriedBy,
    independentSources,
    originOf,
  });
}

function print(brief: Brief, story: StoryOfArticles): void {
  console.log(`\n${brief.headline}`);
  for (const { text, citations } of brief.sentences)
    console.log(`  • ${text} ${citations.map((n) => `[${n}]`).join('')}`);
  for (const { text, citations } of brief.unconfirmed ?? [])
    console.log(`  ? ${text} ${citations.map((n) => `[${n}]`).join('')}`);
  const words = brief.sentences.reduce((sum, { text }) => sum + countWords(text), 0);
  console.log(
    `  ${words} words; carried by ${brief.carriedBy}, ${brief.independentSources} independent; event ${story.event}`,
  );
}

// ---------------------------------------------------------------- what can be counted

interface Quality {
  /** Those that were asked for, and those that came. */
  asked: number;
  summaries: number;
  sentences: number;
  words: number;
  faulty: number;
  covered: number;
  redundant: number;
  ms: number;
}

/** Coverage: pairs of words that more than half of the outlets have. Redundancy: share of a sentence's pairs that another one has. */
function judge(
  quality: Quality,
  sentences: readonly string[],
  { articles, readings }: StoryOfArticles,
  ms: number,
): void {
  quality.asked += 1;
  quality.ms += ms;
  if (sentences.length === 0) return;
  const concepts = conceptsOf(
    articles.map((article) => ({
      voice: article.source,
      sentences: readings.get(article.id)!.sentences.map(({ tokens }) => tokens),
    })),
  );
  const outlets = new Set(articles.map(({ source }) => source)).size;
  const common = new Set(
    concepts.voices.flatMap((voices, index) => (voices > outlets / 2 && voices > 1 ? [index] : [])),
  );
  const own = sentences.map((text) => new Set(concepts.of(tokenise(text))));
  const told = new Set(own.flatMap((set) => [...set]));
  quality.summaries += 1;
  quality.sentences += sentences.length;
  quality.words += sentences.reduce((sum, text) => sum + countWords(text), 0);
  quality.faulty += sentences.filter((text) => faultOf(text) !== undefined).length;
  quality.covered += common.size === 0 ? 0 : [...common].filter((concept) => told.has(concept)).length / common.size;
  quality.redundant += average(
    own.map((set, at) => {
      const others = new Set(own.filter((_, other) => other !== at).flatMap((other) => [...other]));
      return set.size === 0 ? 0 : [...set].filter((concept) => others.has(concept)).length / set.size;
    }),
  );
}

/** Of this process, so that what else the machine does counts little. */
const cpuMs = (): number => process.cpuUsage().user / 1_000;

const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;

function row(
  name: string,
  { asked, summaries, sentences, words, faulty, covered, redundant, ms }: Quality,
): Record<string, string> {
  if (summaries === 0) return { summariser: name, summaries: `0 of ${asked}` };
  return {
    summariser: name,
    summaries: `${summaries} of ${asked}`,
    coverage: percent(covered / summaries),
    redundancy: percent(redundant / summaries),
    'faulty sentences': percent(faulty / Math.max(1, sentences)),
    'words each': (words / summaries).toFixed(0),
    'per CPU second': (asked / (ms / 1000)).toFixed(1),
  };
}

// ---------------------------------------------------------------- peers

type Summariser = (text: string, sentences: number) => Promise<readonly string[]> | readonly string[];

/** The summarisers of one document from npm, handed the articles one after another. Those that are not there are left out. */
function peersIn(folder: string): Map<string, Summariser> {
  const require = createRequire(join(resolve(folder), 'package.json'));
  const load = (name: string): unknown => require(name);
  const peers = new Map<string, Summariser>();
  const offer = (name: string, make: () => Summariser) => {
    try {
      peers.set(name, make());
    } catch (error) {
      console.error(`${name} is not there: ${String(error).split('\n')[0]}`);
    }
  };
  offer('lexrank', () => {
    const { summarize } = load('lexrank') as {
      summarize: (text: string, lines: number, done: (error: unknown, top: { text: string }[]) => void) => void;
    };
    return (text, count) =>
      new Promise((done, fail) =>
        summarize(text, count, (error, top) => (error ? fail(error) : done(top.map((line) => line.text)))),
      );
  });
  offer('node-summarizer', () => {
    const { SummarizerManager } = load('node-summarizer') as {
      SummarizerManager: new (text: string, count: number) => { getSummaryByRank(): Promise<{ summary: string }> };
    };
    return async (text, count) => {
      const { summary } = await new SummarizerManager(text, count).getSummaryByRank();
      return readText(summary).sentences.map((sentence) => sentence.text);
    };
  });
  offer('ts-textrank', () => {
    // biome-ignore lint/suspicious/noExplicitAny: the package's own types are of no use here
    const rank = load('ts-textrank') as any;
    return (text, count) => {
      const config = new rank.AbsoluteSummarizerConfig(
        count,
        new rank.SorensenDiceSimilarity(),
        new rank.DefaultTextParser(),
        0.85,
        rank.Summarizer.SORT_OCCURENCE,
      );
      const sentences = new rank.Summarizer(config, new rank.NullLogger()).summarize(text, 'en') as { text?: string }[];
      return sentences.map((sentence) => sentence.text ?? String(sentence));
    };
  });
  return peers;
}

const NOTHING: Quality = { asked: 0, summaries: 0, sentences: 0, words: 0, faulty: 0, covered: 0, redundant: 0, ms: 0 };

/** Some peers take the full stop off. */
const ended = (text: string): string => (/[.!?]["\u201d\u2019')]*$/.test(text) ? text : `${text}.`);

function withinBudget(sentences: readonly string[]): readonly string[] {
  let words = 0;
  return sentences.filter((text) => {
    words += countWords(text);
    return words <= BRIEF_WORDS;
  });
}

async function main(): Promise<void> {
  const [path, ...options] = process.argv.slice(2);
  if (path === undefined) {
    console.error('usage: node bench/briefs.ts FILE.jsonl[.gz] [--print N] [--peers DIR]');
    process.exitCode = 2;
    return;
  }
  const option = (name: string) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
  const stories = load(path);
  const printed = Number(option('--print') ?? 10);
  const step = Math.max(1, Math.floor(stories.length / Math.max(1, printed)));
  const ours: Quality = { ...NOTHING };
  let ungrounded = 0;
  for (const [at, story] of stories.entries()) {
    const from = cpuMs();
    const brief = briefOf(story);
    judge(
      ours,
      brief.sentences.map(({ text }) => text),
      story,
      cpuMs() - from + story.readMs,
    );
    ungrounded += groundingFaults(brief, new Map(story.articles.map((article) => [article.id, article]))).length;
    if (at % step === 0 && at / step < printed) print(brief, story);
  }
  const rows = [row('nutgraf', ours)];
  const folder = option('--peers');
  for (const [name, summarise] of folder === undefined ? [] : peersIn(folder)) {
    const theirs: Quality = { ...NOTHING };
    for (const story of stories) {
      const from = cpuMs();
      const text = story.articles.map((article) => article.text).join('\n\n');
      const sentences = await Promise.resolve(summarise(text, 5)).catch(() => []);
      judge(theirs, withinBudget(sentences.map((sentence) => ended(sentence.trim()))), story, cpuMs() - from);
    }
    rows.push(row(name, theirs));
  }
  console.log();
  console.table(rows);
  console.log(`${stories.length} stories; words, names, dates and quotations that no cited article has: ${ungrounded}`);
}

await main();
