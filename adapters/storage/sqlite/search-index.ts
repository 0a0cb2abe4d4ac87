/** Finding articles: by words (FTS5, BM25), by shared keys (clustering's candidates), and how rare a term is. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { NewsroomError } from '../../../src/errors.ts';
import type { Timestamp } from '../../../src/model.ts';
import type { ArticleFeatures, IngestStep, SearchHit, SearchIndex } from '../../../src/ports.ts';
import type { Connection, Statement } from './connection.ts';
import { toMillis, toTimestamp } from './rows.ts';

/** Keys of one article, and of one question for neighbours. */
export const MAX_KEYS = 64;
/** Postings that one key may bring in: the newest of the window. Bounds what a word that every article holds can cost. */
export const MAX_POSTINGS_PER_KEY = 64;
/** Terms of one search; further ones are left out. */
export const MAX_SEARCH_TERMS = 32;
export const MAX_TERM_LENGTH_CHARS = 128;
/** Profiles kept unpacked, at about 12 kB each. */
export const PROFILES_KEPT = 4_000;
/** A hit in the title counts as much as this many in the text. */
export const TITLE_WEIGHT = 4;

/** What the archive writes of an article into the index, inside its own transaction. */
export interface ArticleIndex {
  write(n: number, step: IngestStep): void;
  /** Moves an article's postings to another time. */
  redate(n: number, publishedAt: Timestamp): void;
}

/** The articles' index on one connection. */
export function sqliteSearchIndex(connection: Connection): SearchIndex & ArticleIndex {
  return {
    write: indexWriter(connection),
    redate: redating(connection),
    search: textSearch(connection),
    neighbours: neighbourSearch(connection),
    documentFrequencies: frequencies(connection),
  };
}

/** Words of outside as an FTS5 expression in which nothing is an operator; empty where no word is left. */
export function matchExpression(terms: readonly string[]): string {
  const phrases = new Set<string>();
  for (const term of terms) {
    // A quoted string is the only thing in FTS5 that can hold any text; a quote and a NUL are the only things that end it.
    const words = term
      .slice(0, MAX_TERM_LENGTH_CHARS)
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
      .trim()
      .toLowerCase();
    if (words !== '') phrases.add(`"${words}"`);
    if (phrases.size === MAX_SEARCH_TERMS) break;
  }
  return [...phrases].join(' OR ');
}

function indexWriter(connection: Connection): ArticleIndex['write'] {
  const removeText = connection.prepare('DELETE FROM articles_fts WHERE rowid = ?');
  const addText = connection.prepare('INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)');
  const features = connection.prepare<{ keys: string }>('SELECT keys FROM article_features WHERE article = ?');
  const writeFeatures = connection.prepare(
    'INSERT OR REPLACE INTO article_features (article, keys, profile) VALUES (?, ?, ?)',
  );
  const publication = connection.prepare<{ published_at: number }>('SELECT published_at FROM articles WHERE n = ?');
  const addPostings = connection.prepare(
    'INSERT OR IGNORE INTO article_keys (key, published_at, article) SELECT value, ?, ? FROM json_each(?)',
  );
  const removePostings = connection.prepare(
    'DELETE FROM article_keys WHERE key IN (SELECT value FROM json_each(?)) AND article = ?',
  );
  const countTerms = connection.prepare(`
    INSERT INTO document_frequencies (term, articles) SELECT DISTINCT value, 1 FROM json_each(?) WHERE true
    ON CONFLICT (term) DO UPDATE SET articles = articles + 1`);

  return (n, { article, features: { keys, profile }, terms }) => {
    checkKeys(keys);
    if (article.revision > 1) {
      removeText.run(n);
      const before = features.get(n);
      if (before !== undefined) removePostings.run(JSON.stringify(keyHashes(JSON.parse(before.keys) as string[])), n);
    }
    addText.run(n, article.title, article.text);
    writeFeatures.run(n, JSON.stringify(keys), JSON.stringify(profile ?? null));
    addPostings.run(publication.get(n)!.published_at, n, JSON.stringify(keyHashes(keys)));
    countTerms.run(JSON.stringify(terms));
  };
}

const RANKED = `rank MATCH 'bm25(${TITLE_WEIGHT}.0, 1.0)'`;

const SEARCH = `
  SELECT id AS articleId, score FROM (
    SELECT rowid AS article, -rank AS score FROM articles_fts WHERE articles_fts MATCH ? AND ${RANKED} ORDER BY rank LIMIT ?
  ) JOIN articles ON n = article ORDER BY score DESC, n DESC`;

/** The plus and CROSS keep the planner from running the whole match anew for every article of the time span. */
export const FILTERED_SEARCH = `
  SELECT id AS articleId, -rank AS score FROM articles_fts CROSS JOIN articles ON n = articles_fts.rowid
  WHERE articles_fts MATCH ?1 AND ${RANKED}
    AND +articles_fts.rowid IN (
      SELECT n FROM articles WHERE published_at BETWEEN ?3 AND ?4 AND (?5 IS NULL OR lang = ?5)
    )
  ORDER BY score DESC, n DESC LIMIT ?2`;

function redating(connection: Connection): ArticleIndex['redate'] {
  const features = connection.prepare<{ keys: string }>('SELECT keys FROM article_features WHERE article = ?');
  const move = connection.prepare(
    'UPDATE article_keys SET published_at = ? WHERE key IN (SELECT value FROM json_each(?)) AND article = ?',
  );
  return (n, publishedAt) => {
    const { keys } = features.get(n)!;
    move.run(toMillis(publishedAt), JSON.stringify(keyHashes(JSON.parse(keys) as string[])), n);
  };
}

function textSearch(connection: Connection): SearchIndex['search'] {
  const anywhere = connection.prepare<SearchHit>(SEARCH);
  const filtered = connection.prepare<SearchHit>(FILTERED_SEARCH);

  return async ({ terms, lang, from, to, limit }) => {
    const expression = matchExpression(terms);
    if (expression === '') return [];
    if (lang === undefined && from === undefined && to === undefined) return anywhere.all(expression, limit);
    const earliest = from === undefined ? -Infinity : toMillis(from);
    const latest = to === undefined ? Infinity : toMillis(to);
    return filtered.all(expression, limit, earliest, latest, lang ?? null);
  };
}

interface NeighbourRow {
  readonly n: number;
  readonly id: string;
  readonly revision: number;
  readonly story_id: string;
  readonly published_at: number;
}

interface ProfileRow {
  readonly article: number;
  readonly keys: string;
  readonly profile: string;
}

function neighbourSearch(connection: Connection): SearchIndex['neighbours'] {
  const counters = new Map<number, Statement<{ article: number }>>();
  const found = connection.prepare<NeighbourRow>(`
    SELECT n, articles.id, revision, story_id, published_at FROM json_each(?)
    JOIN articles ON n = value ORDER BY json_each.key`);
  const profiles = connection.prepare<ProfileRow>(`
    SELECT article, keys, profile FROM json_each(?) JOIN article_features ON article = value`);

  // Articles of the day are neighbours over and over: unpacking their profiles each time would cost more than finding them.
  const unpacked = new LRUCache<string, Pick<ArticleFeatures, 'keys' | 'profile'>>({ max: PROFILES_KEPT });
  const keyOf = ({ id, revision }: NeighbourRow): string => `${id} ${revision}`;
  function unpack(rows: readonly NeighbourRow[]): ArticleFeatures[] {
    const missing = new Map(rows.filter((row) => !unpacked.has(keyOf(row))).map((row) => [row.n, keyOf(row)]));
    const fetched = missing.size === 0 ? [] : profiles.all(JSON.stringify([...missing.keys()]));
    for (const { article, keys, profile } of fetched)
      unpacked.set(missing.get(article)!, {
        keys: JSON.parse(keys) as string[],
        profile: JSON.parse(profile) as unknown,
      });
    return rows.map((row) => ({
      articleId: row.id,
      storyId: row.story_id,
      publishedAt: toTimestamp(row.published_at),
      ...unpacked.get(keyOf(row))!,
    }));
  }

  return async ({ keys, from, to, limit }) => {
    checkKeys(keys);
    const hashes = keyHashes(keys);
    if (hashes.length === 0) return [];
    let count = counters.get(hashes.length);
    if (count === undefined) {
      count = connection.prepare(sharedKeysQuery(hashes.length));
      counters.set(hashes.length, count);
    }
    const nearest = count.all(toMillis(from), toMillis(to), limit, ...hashes).map(({ article }) => article);
    return unpack(found.all(JSON.stringify(nearest)));
  };
}

/** One index range a key, each cut at its newest postings, counted together: SQLite has no lateral join to say it shorter. */
export function sharedKeysQuery(keyCount: number): string {
  const postings = Array.from(
    { length: keyCount },
    (_, index) => `SELECT article FROM (
      SELECT article FROM article_keys WHERE key = ?${index + 4} AND published_at BETWEEN ?1 AND ?2
      ORDER BY published_at DESC, article DESC LIMIT ${MAX_POSTINGS_PER_KEY})`,
  );
  return `SELECT article FROM (${postings.join(' UNION ALL ')}) GROUP BY article ORDER BY count(*) DESC, article DESC LIMIT ?3`;
}

function frequencies(connection: Connection): SearchIndex['documentFrequencies'] {
  const counts = connection.prepare<{ term: string; articles: number }>(
    'SELECT term, articles FROM document_frequencies WHERE term IN (SELECT value FROM json_each(?))',
  );
  return async (terms) => new Map(counts.all(JSON.stringify(terms)).map(({ term, articles }) => [term, articles]));
}

function checkKeys(keys: readonly string[]): void {
  if (keys.length > MAX_KEYS) {
    throw new NewsroomError('too_large', `${keys.length} keys are more than the ${MAX_KEYS} that an article may have.`);
  }
}

const KEY_HASH_BYTES = 6;

/** Distinct keys as whole numbers that a double holds exactly. At a million keys the chance that two meet is one in 500. */
function keyHashes(keys: readonly string[]): number[] {
  return [...new Set(keys.map((key) => hash('sha1', key, 'buffer').readUIntBE(0, KEY_HASH_BYTES)))];
}
