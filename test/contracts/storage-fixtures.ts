/** Small, complete nouns for the storage contracts: every builder gives a valid whole, changed by what a test cares about. */
import type {
  Article,
  Brief,
  ChannelRef,
  Claim,
  Delivery,
  Letter,
  Receipt,
  Story,
  StoryAlert,
  Timestamp,
} from '../../src/model.ts';
import type { Archive, IngestStep, Outbox, SearchIndex, State, StoryMarks } from '../../src/ports.ts';

/** What one store gives, whatever it is made of. */
export interface Storage {
  readonly archive: Archive;
  readonly searchIndex: SearchIndex;
  readonly outbox: Outbox;
  readonly marks: StoryMarks;
  readonly state: State;
  close(): Promise<void>;
}

/** Opens an empty store of its own for each test. */
export type OpenStorage = () => Promise<Storage>;

const NOON = Date.UTC(2025, 6, 3, 12);
const MINUTE_MS = 60_000;

/** So many minutes after the noon at which the tests begin. */
export function minute(minutes: number): Timestamp {
  return new Date(NOON + minutes * MINUTE_MS).toISOString();
}

export const DESK: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
export const METRO: ChannelRef = { platform: 'discord', workspace: 'G1', channel: 'C2' };

export function anArticle(changes: Partial<Article> & { readonly id: string }): Article {
  return {
    source: 'The Harbour Post',
    title: `Title of ${changes.id}`,
    text: `Text of ${changes.id}.\n\nA second paragraph.`,
    lang: 'en',
    publishedAt: minute(0),
    publishedAtGuessed: false,
    seenAt: minute(1),
    revision: 1,
    contentHash: `hash of ${changes.id}`,
    storyId: `story of ${changes.id}`,
    ...changes,
  };
}

export function aStory(changes: Partial<Story> & { readonly id: string }): Story {
  return {
    title: `Title of ${changes.id}`,
    articleIds: [],
    sources: ['The Harbour Post'],
    independentSources: 1,
    firstSeenAt: minute(0),
    updatedAt: minute(0),
    revision: 1,
    ...changes,
  };
}

export interface StepChanges extends Partial<Omit<IngestStep, 'article' | 'features'>> {
  readonly article: Article;
  readonly keys?: readonly string[];
  readonly profile?: unknown;
}

/** A step that stores `article`, in a story of its own unless `stories` says otherwise. */
export function aStep({ article, keys, profile, ...changes }: StepChanges): IngestStep {
  return {
    article,
    identityKeys: [`guid:${article.id}`],
    features: {
      articleId: article.id,
      storyId: article.storyId,
      publishedAt: article.publishedAt,
      keys: keys ?? [`t:${article.id}`],
      profile: profile ?? { of: article.id },
    },
    terms: [],
    stories: [aStory({ id: article.storyId, articleIds: [article.id] })],
    claims: [],
    alerts: [],
    ...changes,
  };
}

/** A step that stores a new article under this id and does nothing else that a test would notice. */
export function aNewArticle(
  changes: Partial<Article> & { readonly id: string },
  step: Omit<StepChanges, 'article'> = {},
) {
  return aStep({ article: anArticle(changes), ...step });
}

export function aClaim(changes: Partial<Claim> & { readonly articleId: string; readonly storyId: string }): Claim {
  return {
    kind: 'figure',
    about: 'ferry passengers',
    label: 'passengers on the ferry',
    value: '9',
    display: 'nine',
    quote: 'Nine people were aboard the ferry.',
    start: 0,
    ...changes,
  };
}

export function aBrief(storyId: string, storyRevision = 1): Brief {
  return {
    storyId,
    storyRevision,
    headline: `Headline of ${storyId}, ${storyRevision}`,
    sentences: [{ text: 'The ferry service resumes on Monday.', citations: [1] }],
    disagreements: [],
    timeline: [],
    sources: [],
    carriedBy: 1,
    independentSources: 1,
  };
}

export function anAlert(changes: Partial<StoryAlert> & { readonly id: string }): StoryAlert {
  const storyId = changes.storyId ?? 'ferry';
  const brief = aBrief(storyId, changes.storyRevision ?? 1);
  return {
    kind: 'alert',
    channel: DESK,
    storyId,
    storyRevision: 1,
    watchlistIds: ['w1'],
    brief,
    post: { audience: 'everyone', headline: { text: brief.headline }, blocks: [] },
    createdAt: minute(0),
    dueAt: minute(0),
    attempts: 0,
    ...changes,
  };
}

export function aDelivery(alert: StoryAlert, changes: Partial<Delivery> = {}): Delivery {
  return {
    alertId: alert.id,
    channel: alert.channel,
    storyId: alert.storyId,
    storyRevision: alert.storyRevision,
    message: { channel: alert.channel, id: `message of ${alert.id}` },
    brief: alert.brief,
    deliveredAt: minute(5),
    ...changes,
  };
}

/** A digest or a notice. */
export function aLetter(changes: Partial<Letter> & { readonly id: string }): Letter {
  return {
    kind: 'notice',
    channel: DESK,
    watchlistIds: [],
    post: { audience: 'everyone', headline: { text: changes.id }, blocks: [] },
    createdAt: minute(0),
    dueAt: minute(0),
    attempts: 0,
    ...changes,
  };
}

export const aReceipt = ({ id, channel }: Letter): Receipt => ({
  alertId: id,
  channel,
  message: { channel, id: `message of ${id}` },
  deliveredAt: minute(5),
});

/** The code of the NewsroomError that a promise ends with, or what it came to instead. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'no failure';
  } catch (thrown) {
    return (thrown as { code?: unknown }).code ?? thrown;
  }
}
