/** The stories that one step changes, as they will stand after it. */
import type { Article, Story } from '../model.ts';
import type { IngestStep } from '../ports.ts';
import type { StoryChoice } from '../stories/cluster.ts';
import { independenceOf } from '../stories/independence.ts';
import { storyTitle } from '../stories/title.ts';
import { storyIdFrom } from './drafts.ts';
import { DOSSIER_ARTICLES, type Library, stands } from './library.ts';
import type { World } from './world.ts';

/** An undated article that we saw this soon before or after its story's date stays where it is. */
export const UNDATED_MAX_OFF_MS = 3 * 86_400_000;

/** How often an article can leave a story that bears the name it once opened, before it stays. */
const MAX_SPLITS_OF_AN_OPENING = 4;

/** Articles that left one story for another. */
export interface Departure {
  readonly from: string;
  readonly to: string;
  readonly articleIds: readonly string[];
}

export class StoryLedger {
  readonly #stories = new Map<string, Story>();
  readonly #revisions = new Map<string, number>();
  readonly #articles = new Map<string, Article>();
  readonly #departures: Departure[] = [];
  readonly #world: World;
  readonly #library: Library;

  constructor(world: World, library: Library) {
    this.#world = world;
    this.#library = library;
  }

  /** Puts a new article into its story, and does what else follows from it: merges, and articles that fit better elsewhere. */
  async file(article: Article, choice: StoryChoice): Promise<void> {
    this.#articles.set(article.id, article);
    const joined = await this.#load(article.storyId);
    let ids = joined?.articleIds ?? [];
    for (const id of choice.merges) {
      const merged = await this.#load(id);
      if (merged === undefined || merged.id === article.storyId || merged.mergedInto !== undefined) continue;
      ids = [...ids, ...merged.articleIds];
      this.#stories.set(merged.id, {
        ...merged,
        articleIds: [],
        mergedInto: article.storyId,
        updatedAt: article.seenAt,
      });
    }
    await this.#rewrite(article.storyId, [...ids, article.id], article.seenAt);
    await this.#unlink(article.storyId);
    for (const move of choice.moves) await this.#move(move.articleId, move.storyId ?? article.storyId, article.seenAt);
    for (const split of choice.splits) await this.#split(split, article.seenAt);
    await this.#link(article.storyId, choice.follows);
    if (choice.followedBy !== undefined) await this.#link(choice.followedBy, article.storyId);
  }

  /** The story of an article that its outlet changed. */
  async touch(article: Article, now: string): Promise<void> {
    this.#articles.set(article.id, article);
    const story = await this.#load(article.storyId);
    if (story !== undefined) await this.#rewrite(story.id, story.articleIds, now);
  }

  /**
   * Undated articles stand where we saw them, which can be years after the event. Where their story has a date, they stand
   * there, so that "on Thursday" is the right one.
   */
  async redated(storyId: string): Promise<NonNullable<IngestStep['redated']>> {
    const story = this.#stories.get(storyId);
    if (story === undefined) return [];
    const articles = await this.articlesOf(story);
    const dated = articles.find(({ publishedAtGuessed }) => !publishedAtGuessed);
    if (dated === undefined) return [];
    const publishedAt = dated.publishedAt;
    const off = (article: Article): number => Math.abs(Date.parse(article.publishedAt) - Date.parse(publishedAt));
    return articles
      .filter((article) => article.publishedAtGuessed && off(article) > UNDATED_MAX_OFF_MS)
      .map(({ id }) => ({ articleId: id, publishedAt }));
  }

  story(id: string): Story | undefined {
    return this.#stories.get(id);
  }

  /** A story's articles as they will stand, oldest first, without those that their outlets have taken back. */
  async articlesOf(story: Story): Promise<readonly Article[]> {
    return (await this.#membersOf(story)).filter(stands);
  }

  /** All of them; bounded like any dossier. */
  async #membersOf(story: Story): Promise<readonly Article[]> {
    const stored = await this.#library.membersOf({
      ...story,
      articleIds: story.articleIds.filter((id) => !this.#articles.has(id)),
    });
    const own = story.articleIds.flatMap((id) => this.#articles.get(id) ?? []);
    return [...stored, ...own].sort((a, b) =>
      a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0,
    );
  }

  /** What the step hands to the archive: each story one revision on. */
  changed(): readonly Story[] {
    return [...this.#stories.values()].map((story) => ({
      ...story,
      revision: (this.#revisions.get(story.id) ?? 0) + 1,
    }));
  }

  departures(): readonly Departure[] {
    return this.#departures;
  }

  async #load(id: string): Promise<Story | undefined> {
    const known = this.#stories.get(id);
    if (known !== undefined) return known;
    const stored = await this.#world.archive.story(id);
    if (stored !== undefined) this.#revisions.set(stored.id, stored.revision);
    return stored;
  }

  async #move(articleId: string, to: string, now: string): Promise<void> {
    const [article] = await this.#world.archive.articles([articleId]);
    if (article === undefined || article.storyId === to) return;
    const from = await this.#load(article.storyId);
    const destination = await this.#load(to);
    if (from === undefined || destination === undefined || from.articleIds.length < 2) return;
    await this.#rewrite(
      from.id,
      from.articleIds.filter((id) => id !== articleId),
      now,
    );
    await this.#rewrite(to, [...destination.articleIds, articleId], now);
    this.#departures.push({ from: from.id, to, articleIds: [articleId] });
  }

  /** Opens a story for articles that are one of their own, unless what was seen of the stories that they leave was only a part. */
  async #split({ articleIds, from }: StoryChoice['splits'][number], now: string): Promise<void> {
    const leaving = new Set(articleIds);
    for (const { storyId, compared } of from) {
      const story = await this.#load(storyId);
      // The story may have taken in the new article, which opened nothing.
      const others = story?.articleIds.filter((id) => !this.#articles.has(id)) ?? [];
      if (story?.mergedInto !== undefined || others.length !== compared) return;
      if (!others.some((id) => !leaving.has(id))) return;
    }
    const id = await this.#freeStoryId(articleIds);
    if (id === undefined) return;
    for (const { storyId } of from) {
      const { articleIds: before } = (await this.#load(storyId))!;
      const rest = before.filter((articleId) => !leaving.has(articleId));
      const gone = before.filter((articleId) => leaving.has(articleId));
      await this.#rewrite(storyId, rest, now);
      this.#departures.push({ from: storyId, to: id, articleIds: gone });
    }
    await this.#rewrite(id, articleIds, now);
  }

  /**
   * An id made from one of the articles, as that of an opening article would be, that no story has had; where each has opened a
   * story before, from the first one once more.
   */
  async #freeStoryId(articleIds: readonly string[]): Promise<string | undefined> {
    const again = Array.from({ length: MAX_SPLITS_OF_AN_OPENING }, (_, at) => `${articleIds[0]}/${at + 2}`);
    for (const from of [...articleIds, ...again]) {
      const id = storyIdFrom(from);
      if ((await this.#load(id)) === undefined) return id;
    }
    return undefined;
  }

  /** A story does not go on from itself, whatever was merged into it. */
  async #unlink(id: string): Promise<void> {
    const story = await this.#load(id);
    if (story?.follows === undefined) return;
    const followed = await this.#load(story.follows);
    if ((followed?.mergedInto ?? followed?.id) !== id) return;
    const { follows: _merged, ...rest } = story;
    this.#stories.set(id, rest);
  }

  /** The first link stays: what a story goes on from does not change with each further report of it. */
  async #link(id: string, earlier: string | undefined): Promise<void> {
    const story = await this.#load(id);
    if (earlier === undefined || story === undefined || story.mergedInto !== undefined) return;
    const followed = await this.#load(earlier);
    if (followed === undefined || followed.mergedInto !== undefined) return;
    if (followed.id === story.id || followed.follows === story.id || story.follows !== undefined) return;
    this.#stories.set(story.id, { ...story, follows: followed.id });
  }

  /** The story with these articles: its headline, its outlets, its two numbers. */
  async #rewrite(id: string, articleIds: readonly string[], now: string): Promise<void> {
    const before = await this.#load(id);
    const members: Story = {
      ...EMPTY,
      firstSeenAt: now,
      ...before,
      id,
      articleIds: [...new Set(articleIds)],
      updatedAt: now,
    };
    const filed = await this.#membersOf(members);
    const articles = filed.filter(stands);
    const { independentSources } = independenceOf(articles, this.#world.policy.owners);
    const sources = articles.map(({ source }) => source);
    const firstSeenAt = filed.map(({ seenAt }) => seenAt).sort()[0] ?? now;
    const title = storyTitle(articles) ?? members.title;
    // Of a story too large to be read whole, what was counted before still counts.
    const whole = members.articleIds.length <= DOSSIER_ARTICLES;
    this.#stories.set(id, {
      ...members,
      title,
      articleIds: whole ? filed.map((article) => article.id) : members.articleIds,
      sources: [...new Set(whole ? sources : [...members.sources, ...sources])],
      independentSources: whole ? independentSources : Math.max(independentSources, members.independentSources),
      firstSeenAt: whole || firstSeenAt < members.firstSeenAt ? firstSeenAt : members.firstSeenAt,
    });
  }
}

const EMPTY = { title: '', sources: [], independentSources: 0, revision: 0 } satisfies Partial<Story>;
