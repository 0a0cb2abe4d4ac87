/** Past articles for a query: the search index proposes, every article proposed is read and decided exactly. */
import type { Article, Story, Timestamp } from '../model.ts';
import type { Archive, SearchIndex } from '../ports.ts';
import type { Name } from '../text/reading.ts';
import { isStopWord, stem } from '../text/words.ts';
import { analyseArticle } from './analysis.ts';
import { type BacktestArticle, type Tally, tally, type Window, windowBefore } from './backtest.ts';
import { conditionOf } from './condition.ts';
import { Sight } from './evaluation.ts';
import { evidenceOf, evidenceWords } from './evidence.ts';
import { asksForNames, printQuery, type Query } from './query.ts';

/** Articles read for one look back; of more candidates, whole stories are drawn, evenly over the time. */
export const MAX_ARTICLES_READ = 800;
/** Articles read besides those drawn, to show the latest hits. */
export const MAX_NEWEST_READ = 200;
/** Reading the names of an article costs more than all the rest; of more candidates, names are looked for word for word. */
export const MAX_NAMES_READ = 40;
/** Words in one search. */
export const MAX_TERMS_A_SEARCH = 16;
/** Searches whose findings are intersected, where those of the rarest word alone are too many to read. */
export const MAX_INTERSECTIONS = 2;
const EVERYWHERE = Number.MAX_SAFE_INTEGER;
const MAX_CANDIDATES = 1_000_000;
const ARTICLES_A_FETCH = 200;

/** What a look back asks of the newsroom. */
export interface Past {
  readonly archive: Pick<Archive, 'articles' | 'stories'>;
  readonly searchIndex: Pick<SearchIndex, 'search' | 'documentFrequencies'>;
  /** The names in an article; asked for where a query asks for persons, places or organisations. */
  readonly namesOf: (article: Article) => readonly Name[];
}

export interface LookBack {
  readonly now: Timestamp;
  /** What a query means once the operator's list of names is applied. */
  readonly expand?: (query: Query) => Query;
  /** A story alerts once so many outlets reported it themselves. */
  readonly minIndependentSources?: number;
}

/** Articles that a query could match, read. */
export interface Candidates {
  readonly articles: readonly BacktestArticle[];
  /** How many there are; more than were read where only some stories were drawn. */
  readonly of: number;
  /** By how much a count over those read is to be multiplied. */
  readonly factor: number;
  readonly namesUnread: boolean;
}

export class Archivist {
  readonly window: Window;
  readonly #past: Past;
  readonly #options: LookBack;
  #stories: readonly Story[] | undefined;
  #lastIds: { readonly asked: string; readonly ids: readonly string[] } | undefined;

  constructor(past: Past, options: LookBack) {
    this.#past = past;
    this.#options = options;
    this.window = windowBefore(options.now);
  }

  meaning(query: Query): Query {
    return this.#options.expand?.(query) ?? query;
  }

  /** How many articles of the archive have each word, whatever its form. */
  async frequencies(words: readonly string[]): Promise<(word: string) => number> {
    const stems = new Map(words.map((word) => [word, stem(word)]));
    const counts = await this.#past.searchIndex.documentFrequencies([...new Set(stems.values())]);
    // Words that every text is full of are not counted.
    return (word) => (isStopWord(word) ? EVERYWHERE : (counts.get(stems.get(word) ?? word) ?? 0));
  }

  /** Reads what a query could match, at most `limit` articles and a few. */
  async candidates(query: Query, limit = MAX_ARTICLES_READ): Promise<Candidates> {
    const meant = this.meaning(query);
    const ids = await this.#candidateIds(meant);
    const alerting = await this.#alertingStories();
    const groups = ids !== undefined && ids.length <= limit ? [ids] : await this.#drawn(ids, limit);
    const drawn = groups.flat();
    const needsNames = asksForNames(meant);
    const namesUnread = needsNames && drawn.length > MAX_NAMES_READ;
    const articles = await this.#read(drawn, needsNames, namesUnread);
    const of = ids?.length ?? (await this.stories()).reduce((sum, story) => sum + story.articleIds.length, 0);
    return {
      articles: alerting === undefined ? articles : articles.filter(({ storyId }) => alerting.has(storyId)),
      of,
      factor: drawn.length === 0 ? 1 : of / drawn.length,
      namesUnread,
    };
  }

  /** What a query would have alerted about. */
  async count(query: Query, limit: number): Promise<{ readonly tally: Tally; readonly candidates: Candidates }> {
    const candidates = await this.candidates(query, limit);
    return { tally: tally(conditionOf(this.meaning(query)), candidates.articles, this.window), candidates };
  }

  /** The newest hits, where those that were drawn need not be the newest. */
  async newest(query: Query): Promise<readonly BacktestArticle[]> {
    const meant = this.meaning(query);
    const ids = await this.#candidateIds(meant);
    const wanted = ids === undefined ? undefined : new Set(ids);
    const newest: string[] = [];
    for (const story of await this.stories()) {
      for (const id of story.articleIds) if (wanted === undefined || wanted.has(id)) newest.push(id);
      if (newest.length >= MAX_NEWEST_READ) break;
    }
    const articles = await this.#read(newest.slice(0, MAX_NEWEST_READ), asksForNames(meant), true);
    return tally(conditionOf(meant), articles, this.window).latest();
  }

  /** Stories that moved in the window, newest first. */
  async stories(): Promise<readonly Story[]> {
    this.#stories ??= await this.#past.archive.stories({ since: this.window.from, limit: MAX_CANDIDATES });
    return this.#stories;
  }

  /** Undefined where every article could match. */
  async #candidateIds(meant: Query): Promise<readonly string[] | undefined> {
    const frequency = await this.frequencies(evidenceWords(meant));
    const [rarest, ...others] = evidenceOf(meant, frequency);
    if (rarest === undefined) return undefined;
    const asked = printQuery(meant);
    if (this.#lastIds?.asked === asked) return this.#lastIds.ids;
    let ids = await this.#holding(rarest);
    for (const words of others.slice(0, MAX_INTERSECTIONS)) {
      if (ids.size <= MAX_ARTICLES_READ || words.some((word) => frequency(word) === EVERYWHERE)) break;
      ids = ids.intersection(await this.#holding(words));
    }
    this.#lastIds = { asked, ids: [...ids] };
    return this.#lastIds.ids;
  }

  async #holding(words: readonly string[]): Promise<Set<string>> {
    const ids = new Set<string>();
    for (let at = 0; at < words.length; at += MAX_TERMS_A_SEARCH) {
      const terms = words.slice(at, at + MAX_TERMS_A_SEARCH);
      const hits = await this.#past.searchIndex.search({ terms, ...this.window, limit: MAX_CANDIDATES });
      for (const { articleId } of hits) ids.add(articleId);
    }
    return ids;
  }

  async #alertingStories(): Promise<ReadonlySet<string> | undefined> {
    const least = this.#options.minIndependentSources ?? 1;
    if (least <= 1) return undefined;
    return new Set((await this.stories()).filter((story) => story.independentSources >= least).map(({ id }) => id));
  }

  /** Candidates by story, so many stories that about `limit` articles are in them: every so-and-so-manieth. */
  async #drawn(ids: readonly string[] | undefined, limit: number): Promise<string[][]> {
    const wanted = ids === undefined ? undefined : new Set(ids);
    const groups = (await this.stories())
      .map((story) => (wanted === undefined ? [...story.articleIds] : story.articleIds.filter((id) => wanted.has(id))))
      .filter((group) => group.length > 0);
    const total = groups.reduce((sum, group) => sum + group.length, 0);
    const stride = Math.max(1, total / limit);
    return Array.from({ length: Math.floor(groups.length / stride) }, (_, n) => groups[Math.floor(n * stride)]!);
  }

  async #read(ids: readonly string[], needsNames: boolean, namesUnread: boolean): Promise<BacktestArticle[]> {
    const articles: Article[] = [];
    for (let at = 0; at < ids.length; at += ARTICLES_A_FETCH) {
      articles.push(...(await this.#past.archive.articles(ids.slice(at, at + ARTICLES_A_FETCH))));
    }
    const names = new Map<string, readonly Name[]>();
    if (needsNames && !namesUnread) for (const article of articles) names.set(article.id, this.#past.namesOf(article));
    return articles.map((article) => this.#analysed(article, needsNames, names, articles));
  }

  #analysed(
    article: Article,
    needsNames: boolean,
    names: ReadonlyMap<string, readonly Name[]>,
    articles: readonly Article[],
  ): BacktestArticle {
    const { id, storyId, title, text, source, lang, publishedAt, url, tags = [] } = article;
    const others = articles.filter((other) => other.storyId === storyId && other.id !== id);
    const read = {
      names: names.get(id) ?? [],
      storyNames: names.size === 0 ? [] : others.flatMap((other) => names.get(other.id) ?? []),
    };
    const analysed = analyseArticle({ title, text, source, lang, tags, ...(needsNames ? read : {}) });
    const sight = new Sight(analysed);
    return { id, storyId, title, source, publishedAt, analysed, sight, ...(url === undefined ? {} : { url }) };
  }
}
