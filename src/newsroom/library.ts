/** The readings and dossiers that several desks need: each article is read once while it is in use. */
import { LRUCache } from 'lru-cache';
import type { Article, Claim, Story } from '../model.ts';
import type { Archive } from '../ports.ts';
import { claimsOf } from '../stories/claims.ts';
import { readText } from '../text/read.ts';
import type { Reading } from '../text/reading.ts';

/** Readings kept; a reading of 600 words takes about 100 kB. */
export const READINGS_KEPT = 500;
export const CLAIMED_ARTICLES_KEPT = 2_000;
/** The archive is counted again after so many articles. */
export const SIZE_ASKED_AGAIN = 1_000;
/** A story's dossier holds at most this many articles: its first ones and its newest. */
export const DOSSIER_ARTICLES = 60;
const DOSSIER_FIRST_ARTICLES = 10;

export interface Library {
  read(article: Pick<Article, 'id' | 'revision' | 'text' | 'lang'>): Reading;
  /** The article's claims. Reading them is the dearest step of all, so it waits until a brief needs them. */
  claims(article: Article): readonly Claim[];
  /** The claims, where they were read already. */
  knownClaims(article: Article): readonly Claim[] | undefined;
  /** The articles that can be written from: what outlets have taken back is left out. */
  articlesOf(story: Story): Promise<readonly Article[]>;
  /** All of them, withdrawn or not. */
  membersOf(story: Story): Promise<readonly Article[]>;
  /** About how many articles the archive holds; counting them each time would cost more the more there are. */
  size(): Promise<number>;
}

export function openLibrary(archive: Archive): Library {
  const readings = new LRUCache<string, Reading>({ max: READINGS_KEPT });
  const claims = new LRUCache<string, readonly Claim[]>({ max: CLAIMED_ARTICLES_KEPT });
  // Their dates are resolved against the article's own.
  const claimsKey = (article: Article): string => `${keyOf(article)} ${article.publishedAt}`;
  let size = 0;
  let asked = 0;
  const library: Library = {
    claims(article) {
      const known = claims.get(claimsKey(article));
      if (known !== undefined) return known;
      const found = claimsOf(article, library.read(article));
      claims.set(claimsKey(article), found);
      return found;
    },
    knownClaims: (article) => claims.get(claimsKey(article)),
    read(article) {
      const key = keyOf(article);
      const kept = readings.get(key);
      if (kept !== undefined && kept.text === article.text) return kept;
      const reading = readText(article.text, { lang: article.lang });
      readings.set(key, reading);
      return reading;
    },
    async size() {
      if (asked % SIZE_ASKED_AGAIN === 0) size = (await archive.extent()).articles;
      asked += 1;
      return size + (asked % SIZE_ASKED_AGAIN);
    },
    articlesOf: async (story) => (await library.membersOf(story)).filter(stands),
    async membersOf(story) {
      const ids = story.articleIds;
      const chosen =
        ids.length <= DOSSIER_ARTICLES
          ? ids
          : [...ids.slice(0, DOSSIER_FIRST_ARTICLES), ...ids.slice(DOSSIER_FIRST_ARTICLES - DOSSIER_ARTICLES)];
      return archive.articles(chosen);
    },
  };
  return library;
}

/** Whether the article may be quoted: its outlet has not taken it back. */
export const stands = ({ withdrawnAt }: Pick<Article, 'withdrawnAt'>): boolean => withdrawnAt === undefined;

/** A text that its outlet changes is another reading. */
const keyOf = ({ id, revision }: Pick<Article, 'id' | 'revision'>): string => `${id} ${revision}`;
