/** The tables, as numbered migrations. A migration that was ever released is never edited: a new one follows it. */
import { NewsroomError } from '../../../src/errors.ts';
import type { Connection } from './connection.ts';
import { damaged } from './faults.ts';

/** "NutG": marks a SQLite file as ours. */
export const APPLICATION_ID = 0x4e757447;

const FIRST_SCHEMA = `
  PRAGMA application_id = ${APPLICATION_ID};

  CREATE TABLE stories (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    article_ids TEXT NOT NULL,
    sources TEXT NOT NULL,
    independent_sources INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    merged_into TEXT REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT;
  CREATE INDEX stories_by_update ON stories (updated_at) WHERE merged_into IS NULL;

  -- Texts live apart, so that what is read for every hit of a search or of clustering stays small and close together.
  CREATE TABLE articles (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    story_id TEXT NOT NULL REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
    published_at INTEGER NOT NULL,
    lang TEXT NOT NULL,
    published_at_guessed INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    byline TEXT,
    copy_of TEXT,
    agency TEXT,
    feed_id TEXT,
    tags TEXT
  ) STRICT;
  CREATE INDEX articles_by_story ON articles (story_id);
  CREATE INDEX articles_by_publication ON articles (published_at, lang);

  CREATE TABLE article_texts (
    article INTEGER PRIMARY KEY REFERENCES articles (n),
    text TEXT NOT NULL
  ) STRICT;

  CREATE TABLE article_revisions (
    article INTEGER NOT NULL REFERENCES articles (n),
    revision INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    replaced_at INTEGER NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (article, revision)
  ) STRICT;

  CREATE TABLE identity_keys (
    key TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (n)
  ) STRICT, WITHOUT ROWID;

  -- A claim's story is its article's story: claims move with their article.
  CREATE TABLE claims (
    article INTEGER NOT NULL REFERENCES articles (n),
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (article, position)
  ) STRICT, WITHOUT ROWID;

  -- Contentless: the words are in article_texts already.
  CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
  );

  CREATE TABLE article_features (
    article INTEGER PRIMARY KEY REFERENCES articles (n),
    keys TEXT NOT NULL,
    profile TEXT NOT NULL
  ) STRICT;

  -- \`key\` is 48 bits of the key's SHA-1: sixty rows an article are most of the file, and text would double them.
  CREATE TABLE article_keys (
    key INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, published_at, article)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE document_frequencies (
    term TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- \`queued_for\` keeps an alert's place in its channel; \`due_at\` moves when it is postponed.
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    story_id TEXT NOT NULL,
    story_revision INTEGER NOT NULL,
    queued_for INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER,
    attempts INTEGER NOT NULL,
    parked TEXT,
    last_error TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_queue ON outbox (channel, queued_for, seq) WHERE parked IS NULL;
  CREATE INDEX outbox_leases ON outbox (channel, leased_until) WHERE parked IS NULL AND leased_until IS NOT NULL;
  CREATE INDEX outbox_by_story ON outbox (story_id, channel);

  -- \`body\` is what the channel was last told of the story; older deliveries keep only that they happened.
  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    alert_id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    story_id TEXT NOT NULL,
    story_revision INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL,
    body TEXT
  ) STRICT;
  CREATE INDEX deliveries_by_story ON deliveries (story_id, channel);

  CREATE TABLE keyv (
    namespace TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (namespace, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX keyv_by_expiry ON keyv (expires_at) WHERE expires_at IS NOT NULL;
`;

/** Articles that their outlets have taken back, and where a text came from. */
const WITHDRAWN_ARTICLES = `
  ALTER TABLE articles ADD COLUMN text_from_page INTEGER;
  ALTER TABLE articles ADD COLUMN withdrawn_at INTEGER;
`;

/**
 * Messages of all kinds: digests and notices have no story, and alerts that went into a digest wait for it to arrive. Which
 * watchlists called for an alert, and what people made of a story.
 */
const MESSAGES_OF_ALL_KINDS = `
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    story_id TEXT,
    story_revision INTEGER,
    queued_for INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER,
    attempts INTEGER NOT NULL,
    parked TEXT,
    last_error TEXT,
    -- The id of the digest that carries it.
    folded_into TEXT,
    body TEXT NOT NULL
  ) STRICT;
  INSERT INTO messages
    SELECT seq, id, coalesce(json_extract(body, '$.kind'), 'alert'), channel, story_id, story_revision, queued_for, due_at,
      leased_until, attempts, parked, last_error, NULL, body
    FROM outbox;
  DROP TABLE outbox;
  ALTER TABLE messages RENAME TO outbox;
  CREATE INDEX outbox_queue ON outbox (channel, queued_for, seq) WHERE parked IS NULL AND folded_into IS NULL;
  CREATE INDEX outbox_leases ON outbox (channel, leased_until)
    WHERE parked IS NULL AND folded_into IS NULL AND leased_until IS NOT NULL;
  CREATE INDEX outbox_by_story ON outbox (story_id, channel);
  CREATE INDEX outbox_by_digest ON outbox (folded_into) WHERE folded_into IS NOT NULL;

  CREATE TABLE arrivals (
    seq INTEGER PRIMARY KEY,
    alert_id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    story_id TEXT,
    story_revision INTEGER,
    delivered_at INTEGER NOT NULL,
    body TEXT
  ) STRICT;
  INSERT INTO arrivals SELECT seq, alert_id, channel, story_id, story_revision, delivered_at, body FROM deliveries;
  DROP TABLE deliveries;
  ALTER TABLE arrivals RENAME TO deliveries;
  CREATE INDEX deliveries_by_story ON deliveries (story_id, channel);

  CREATE TABLE alert_watchlists (
    alert_id TEXT NOT NULL,
    watchlist TEXT NOT NULL,
    at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    story_id TEXT NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (alert_id, watchlist)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_watchlists_by_time ON alert_watchlists (watchlist, at);
  CREATE INDEX alert_watchlists_by_story ON alert_watchlists (story_id, channel);

  CREATE TABLE story_marks (
    story_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    watchlist TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (story_id, kind, channel, watchlist, person)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX story_marks_by_watchlist ON story_marks (watchlist, at) WHERE watchlist <> '';
`;

/** The earlier story that a story goes on from. */
const FOLLOWED_STORIES = `
  ALTER TABLE stories ADD COLUMN follows TEXT REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED;
`;

/** SQL of schema 1, 2, 3…, in that order. */
export const MIGRATIONS: readonly string[] = [
  FIRST_SCHEMA,
  WITHDRAWN_ARTICLES,
  MESSAGES_OF_ALL_KINDS,
  FOLLOWED_STORIES,
];

/** The schema's number in the file; throws where the file is not Nutgraf's, or was made by a newer Nutgraf. Changes nothing. */
export function schemaVersion(connection: Connection, newest = MIGRATIONS.length): number {
  const version = Number(connection.pragma('user_version'));
  const application = Number(connection.pragma('application_id'));
  const tables = connection.prepare<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count ?? 0;
  if (application !== APPLICATION_ID && (application !== 0 || tables > 0)) {
    throw damaged(connection.path, 'it is a SQLite file, but not one of Nutgraf');
  }
  if (version > newest) {
    throw new NewsroomError(
      'storage_newer',
      `The database ${connection.path} was made by a newer Nutgraf: its schema is ${version}, this one knows ${newest}.`,
      { hint: 'Nothing was changed. Install the newer Nutgraf again, or choose another data folder with --data DIR.' },
    );
  }
  return version;
}

/** Brings the file to the newest schema, each migration in a transaction of its own; gives the number it started from. */
export function migrate(connection: Connection, migrations: readonly string[] = MIGRATIONS): number {
  const before = schemaVersion(connection, migrations.length);
  for (let next = before + 1; next <= migrations.length; next += 1) {
    connection.writeNow(() => {
      // Another process may have migrated while this one waited for its turn to write.
      if (schemaVersion(connection, migrations.length) >= next) return;
      connection.exec(migrations[next - 1]!);
      connection.exec(`PRAGMA user_version = ${next}`);
    });
  }
  return before;
}
