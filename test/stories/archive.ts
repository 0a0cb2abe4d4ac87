/** A stand-in for the archive that files articles through the same functions as the newsroom does, in memory. */
import type { ArticleFeatures } from '../../src/ports.ts';
import { chooseStory, type StoryChoice } from '../../src/stories/cluster.ts';
import { featuresOf, termsOf, withOrigin } from '../../src/stories/features.ts';
import { MAX_NEIGHBOURS, NEIGHBOUR_WINDOW_DAYS } from '../../src/stories/neighbourhood.ts';
import { readText } from '../../src/text/read.ts';

const DAY_MS = 86_400_000;
const SEEN_AT = '2031-03-20T00:00:00.000Z';

export interface Filed {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Guessed where absent. */
  readonly publishedAt?: string;
  readonly agency?: string;
}

export class MemoryArchive {
  readonly features = new Map<string, ArticleFeatures>();
  private readonly frequencies = new Map<string, number>();
  private stories = 0;

  /** Files one article and does what the choice says. */
  file(told: Filed): StoryChoice {
    const article = {
      ...told,
      lang: 'en',
      publishedAt: told.publishedAt ?? SEEN_AT,
      publishedAtGuessed: told.publishedAt === undefined,
      seenAt: SEEN_AT,
    };
    const terms = termsOf(article, readText(article.text, { lang: 'en' }));
    const { keys, profile } = featuresOf(article, terms, {
      documentFrequencies: this.frequencies,
      totalArticles: this.features.size,
    });
    const features = { articleId: article.id, publishedAt: article.publishedAt, keys, profile };
    const choice = chooseStory({ features, neighbours: this.neighbours(features) });
    const storyId = choice.storyId ?? `story ${++this.stories}`;
    this.features.set(article.id, {
      ...withOrigin({ ...features, profile: structuredClone(profile) }, choice.copyOf),
      storyId,
    });
    for (const other of this.features.values()) if (choice.merges.includes(other.storyId)) this.put(other, storyId);
    for (const move of choice.moves) this.put(this.features.get(move.articleId)!, move.storyId ?? storyId);
    for (const { articleIds, from } of choice.splits) {
      const sizes = from.map(
        (left) =>
          [...this.features.values()].filter((other) => other.storyId === left.storyId && other.articleId !== told.id)
            .length,
      );
      if (from.some(({ compared }, index) => compared !== sizes[index])) continue;
      const opened = `story ${++this.stories}`;
      for (const id of articleIds) this.put(this.features.get(id)!, opened);
    }
    for (const term of terms.terms) this.frequencies.set(term, (this.frequencies.get(term) ?? 0) + 1);
    return choice;
  }

  storyOf(id: string): string {
    return this.features.get(id)!.storyId;
  }

  /** The partition as sorted lists of article ids. */
  partition(): string[] {
    const stories = Map.groupBy(this.features.values(), (features) => features.storyId);
    return [...stories.values()]
      .map((members) =>
        members
          .map((member) => member.articleId)
          .sort()
          .join(' '),
      )
      .sort();
  }

  private put(features: ArticleFeatures, storyId: string): void {
    this.features.set(features.articleId, { ...features, storyId });
  }

  private neighbours({ keys, publishedAt }: Pick<ArticleFeatures, 'keys' | 'publishedAt'>): ArticleFeatures[] {
    const wanted = new Set(keys);
    return [...this.features.values()]
      .filter(
        (other) => Math.abs(Date.parse(other.publishedAt) - Date.parse(publishedAt)) <= NEIGHBOUR_WINDOW_DAYS * DAY_MS,
      )
      .map((other) => ({ other, shared: other.keys.filter((key) => wanted.has(key)).length }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .slice(0, MAX_NEIGHBOURS)
      .map(({ other }) => other);
  }
}
