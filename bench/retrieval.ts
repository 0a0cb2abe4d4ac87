/**
 * How often the article that answers is among the first ten found, beside MiniSearch and plain FTS5 `bm25()`, and how often an
 * answer is right by how sure it is said to be.
 *
 *   npm run bench -- retrieval [--articles 1000,10000] [--file QUESTIONS.jsonl]
 *
 * Without a file: made-up news with questions of which the event is known. A file has a line `{question, context, answers}`, one
 * context each; its contexts are the archive, and a question without `answers` is to be refused.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { openSqliteStore, type SqliteStore } from '../adapters/storage/sqlite/store.ts';
import { answerQuestion } from '../src/answers/answer.ts';
import { understandQuestion } from '../src/answers/question.ts';
import { retrievePassages } from '../src/answers/retrieve.ts';
import { termsOf } from '../src/answers/terms.ts';
import type { Article } from '../src/model.ts';
import { featuresOf, termsOf as termsOfArticle } from '../src/stories/features.ts';
import { readText } from '../src/text/read.ts';
import { madeUpNews, madeUpQuestions } from './corpus.ts';
import { percentile, printMachine, printTable, type Row } from './figures.ts';

const RECALL_AT = 10;
const QUESTIONS = 180;
const BUCKETS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

interface Query {
  readonly question: string;
  /** Ids of the articles that can answer it; none where it is to be refused. */
  readonly relevant: ReadonlySet<string>;
  /** Right answers hold one of these, in small letters. */
  readonly expected: readonly string[];
}

interface Corpus {
  readonly name: string;
  readonly articles: readonly Article[];
  readonly queries: readonly Query[];
}

type Search = (question: string) => Promise<readonly string[]> | readonly string[];

const { values } = parseArgs({
  options: { articles: { type: 'string', default: '1000,10000' }, file: { type: 'string' } },
});
printMachine();
const corpora = values.file === undefined ? values.articles.split(',').map(Number).map(madeUp) : [ofFile(values.file)];
for (const corpus of corpora) await measure(corpus);

async function measure({ name, articles, queries }: Corpus): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-retrieval-'));
  const store = await openSqliteStore({ dataDir: scratch });
  try {
    for (const article of articles) await store.archive.commit(stepOf(article));
    const engines: readonly (readonly [string, Search])[] = [
      ['nutgraf', nutgraf(store, articles.length)],
      ['MiniSearch', miniSearch(articles)],
      ['FTS5 bm25()', plainFts(articles)],
    ];
    const rows: Row[] = [];
    for (const [engine, search] of engines) rows.push({ engine, ...(await recallOf(search, queries)) });
    printTable(`${name}: ${articles.length.toLocaleString('en-GB')} articles, recall at ${RECALL_AT}.`, rows);
    printTable('Answers by confidence: how many were right.', await reliabilityOf(store, queries));
  } finally {
    await store.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function recallOf(search: Search, queries: readonly Query[]): Promise<Row> {
  const asked = queries.filter(({ relevant }) => relevant.size > 0);
  const samples: number[] = [];
  let [found, first] = [0, 0];
  for (const { question, relevant } of asked) {
    const startedAt = performance.now();
    const ids = await search(question);
    samples.push(performance.now() - startedAt);
    if (ids.slice(0, RECALL_AT).some((id) => relevant.has(id))) found += 1;
    if (relevant.has(ids[0] ?? '')) first += 1;
  }
  return {
    questions: String(asked.length),
    [`recall@${RECALL_AT}`]: (found / asked.length).toFixed(3),
    'recall@1': (first / asked.length).toFixed(3),
    'ms p50': percentile(samples, 0.5),
    'ms p95': percentile(samples, 0.95),
  };
}

function nutgraf(store: SqliteStore, extent: number): Search {
  return async (text) => {
    const question = understandQuestion(text);
    const terms = await termsOf(question, store.searchIndex, extent);
    const { passages } = await retrievePassages(question, terms, store, extent);
    return [...new Set(passages.map(({ article }) => article.id))];
  };
}

function miniSearch(articles: readonly Article[]): Search {
  const index = new MiniSearch<Article>({ fields: ['title', 'text'] });
  index.addAll(articles);
  return (question) => index.search(question).map(({ id }) => String(id));
}

function plainFts(articles: readonly Article[]): Search {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE VIRTUAL TABLE plain USING fts5(id UNINDEXED, title, text)');
  const insert = database.prepare('INSERT INTO plain VALUES (?, ?, ?)');
  database.exec('BEGIN');
  for (const { id, title, text } of articles) insert.run(id, title, text);
  database.exec('COMMIT');
  const select = database.prepare('SELECT id FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT ?');
  return (question) => {
    const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
    return select.all(words.map((word) => `"${word}"`).join(' OR '), RECALL_AT).map(({ id }) => String(id));
  };
}

async function reliabilityOf(store: SqliteStore, queries: readonly Query[]): Promise<Row[]> {
  const tally = BUCKETS.map(() => ({ right: 0, given: 0 }));
  for (const { question, expected } of queries) {
    const answer = await answerQuestion({ text: question }, { ...store, now: Date.UTC(2026, 0, 1) });
    if (answer.abstained) continue;
    const at = BUCKETS.findLastIndex((from) => answer.confidence >= from);
    const bucket = tally[Math.max(0, at)]!;
    bucket.given += 1;
    if (expected.some((part) => answer.answer.toLowerCase().includes(part))) bucket.right += 1;
  }
  return tally.map(({ right, given }, at) => ({
    confidence: `from ${BUCKETS[at]}`,
    answers: String(given),
    right: String(right),
    share: given === 0 ? '-' : (right / given).toFixed(2),
  }));
}

function madeUp(count: number): Corpus {
  const articles: Article[] = [];
  const events = new Map<string, Set<string>>();
  for (const piece of madeUpNews()) {
    const id = `a${articles.length}`;
    articles.push(articleOf(id, piece.title, piece.text, piece.source, piece.publishedAt));
    events.set(piece.event, (events.get(piece.event) ?? new Set()).add(id));
    if (articles.length >= count) break;
  }
  const queries = madeUpQuestions(count, QUESTIONS).map(({ question, expected, event }) => ({
    question,
    relevant: events.get(event ?? '') ?? new Set<string>(),
    expected: expected ?? [],
  }));
  return { name: 'Made-up news', articles, queries };
}

function ofFile(path: string): Corpus {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const asked = lines.map((line) => JSON.parse(line) as { question: string; context: string; answers?: string[] });
  const contexts = [...new Set(asked.map(({ context }) => context))];
  const articles = contexts.map((text, at) =>
    articleOf(
      `a${at}`,
      text.split(/\s+/).slice(0, 8).join(' '),
      text,
      `outlet${at}.example`,
      '2025-06-01T12:00:00.000Z',
    ),
  );
  const queries = asked.map(({ question, context, answers = [] }) => ({
    question,
    relevant: new Set(answers.every((answer) => answer === '') ? [] : [`a${contexts.indexOf(context)}`]),
    expected: answers.filter((answer) => answer !== '').map((answer) => answer.toLowerCase()),
  }));
  return { name: path, articles, queries };
}

function articleOf(id: string, title: string, text: string, source: string, publishedAt: string): Article {
  return {
    id,
    title,
    text,
    source,
    lang: 'en',
    publishedAt,
    publishedAtGuessed: false,
    seenAt: publishedAt,
    revision: 1,
    contentHash: id,
    storyId: `s${id}`,
  };
}

function stepOf(article: Article): Parameters<SqliteStore['archive']['commit']>[0] {
  const terms = termsOfArticle(article, readText(article.text, { lang: article.lang }));
  const features = featuresOf(article, terms, { documentFrequencies: new Map(), totalArticles: 0 });
  return {
    article,
    identityKeys: [article.id],
    features: { articleId: article.id, storyId: article.storyId, publishedAt: article.publishedAt, ...features },
    terms: terms.terms,
    stories: [
      {
        id: article.storyId,
        title: article.title,
        articleIds: [article.id],
        sources: [article.source],
        independentSources: 1,
        firstSeenAt: article.seenAt,
        updatedAt: article.seenAt,
        revision: 1,
      },
    ],
    claims: [],
    alerts: [],
  };
}
