/** One piece, from draft to archive: is it new, which story, what does it claim, whom does it concern; then one commit. */
import { materialChanges } from '../articles/revision.ts';
import { NewsroomError } from '../errors.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Alert, Article, ArticleRevision } from '../model.ts';
import type { ArticleFeatures, IngestStep } from '../ports.ts';
import { chooseStory, MAX_NEIGHBOURS, NEIGHBOUR_WINDOW_DAYS, type StoryChoice } from '../stories/cluster.ts';
import { agencyOf } from '../stories/copies.ts';
import { featuresOf, termsOf } from '../stories/features.ts';
import type { Reading } from '../text/reading.ts';
import { articleId, checkDraft, contentOf, type Draft, storyIdFrom } from './drafts.ts';
import type { Library } from './library.ts';
import type { IngestOutcome } from './newsroom.ts';
import { StoryLedger } from './story-ledger.ts';
import { timestamp, type World } from './world.ts';

/** How often a step is redone when somebody else changed the same story meanwhile. */
export const CONFLICT_REDOS = 5;
/** An old article may belong with undated ones that were seen so shortly before. */
export const UNDATED_WINDOW_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface IngestDesk {
  readonly world: World;
  readonly library: Library;
  /** The alerts that an article, or its outlet's change to it, causes in its story, as the story stands after it. */
  alertsFor(
    article: Article,
    reading: Reading,
    ledger: StoryLedger,
    replaced: ArticleRevision | undefined,
  ): Promise<readonly Alert[]>;
}

export interface IngestOptions {
  /** False where the archive is being filled and nobody is to hear of it. */
  readonly mayAlert: boolean;
  /** Keys that the feed as a whole settled; made from the draft where absent. */
  readonly identityKeys?: readonly string[];
}

export async function ingestDraft(desk: IngestDesk, raw: Draft, options: IngestOptions): Promise<IngestOutcome> {
  const draft = checkDraft(raw);
  const keys = options.identityKeys ?? keysOf(draft);
  for (let redo = 0; ; redo++) {
    await turn();
    try {
      return await takeStep(desk, draft, keys, options.mayAlert);
    } catch (thrown) {
      const conflict = thrown instanceof NewsroomError && thrown.code === 'conflict';
      if (!conflict || redo >= CONFLICT_REDOS) throw thrown;
    }
  }
}

/** Lets whoever asks something meanwhile be answered between two articles. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What the web knows it by, after the giver's own id where there is one. */
function keysOf(draft: Draft): readonly string[] {
  const keys = identityKeys({ ...draft, url: draft.canonicalUrl ?? draft.url });
  return draft.id === undefined ? keys : [`i:${draft.id}`, ...keys];
}

async function takeStep(
  desk: IngestDesk,
  draft: Draft,
  keys: readonly string[],
  mayAlert: boolean,
): Promise<IngestOutcome> {
  const { archive } = desk.world;
  // Who gives ids says what is one article; the other keys are for those who ask by address.
  const known = await archive.identify(draft.id === undefined ? keys : keys.slice(0, 1));
  const knownId = keys.map((key) => known.get(key)).find((id) => id !== undefined);
  const [before] = knownId === undefined ? [] : await archive.articles([knownId]);
  const step = before === undefined ? await openStep(desk, draft, keys) : await reviseStep(desk, before, draft, keys);
  if (step === undefined) return 'seen';
  const { ledger, reading, ...rest } = step;
  const alerts = mayAlert ? await desk.alertsFor(rest.article, reading, ledger, rest.replaced) : [];
  const claims = desk.library.knownClaims(rest.article) ?? [];
  const redated = await ledger.redated(rest.article.storyId);
  await archive.commit({ ...rest, claims, redated, stories: ledger.changed(), alerts });
  return before === undefined ? 'new' : 'revised';
}

type Step = Omit<IngestStep, 'stories' | 'alerts' | 'claims'> & {
  readonly ledger: StoryLedger;
  readonly reading: Reading;
};

async function openStep(desk: IngestDesk, draft: Draft, keys: readonly string[]): Promise<Step> {
  const seenAt = timestamp(desk.world.clock);
  const id = articleId(draft, keys);
  const content = { id, seenAt, ...contentOf(draft, seenAt) };
  const reading = desk.library.read({ ...content, revision: 1 });
  const found = await featuresFor(desk, content, reading);
  const choice = await choose(desk, found.features, content.publishedAtGuessed);
  const agency = agencyOf({ ...content, text: content.text });
  const article: Article = {
    ...content,
    revision: 1,
    storyId: choice.storyId ?? storyIdFrom(id),
    ...(choice.copyOf === undefined ? {} : { copyOf: choice.copyOf }),
    ...(agency === undefined ? {} : { agency }),
  };
  const ledger = new StoryLedger(desk.world, desk.library);
  await ledger.file(article, choice);
  return {
    article,
    identityKeys: keys,
    features: { ...found.features, storyId: article.storyId },
    terms: found.terms,
    ledger,
    reading,
  };
}

/** The outlet changed its article: kept with what changed, in the story that it is in. Undefined where nothing changed. */
async function reviseStep(
  desk: IngestDesk,
  before: Article,
  draft: Draft,
  keys: readonly string[],
): Promise<Step | undefined> {
  const now = timestamp(desk.world.clock);
  const content = contentOf(
    { ...draft, publishedAt: before.publishedAtGuessed ? draft.publishedAt : before.publishedAt } as Draft,
    now,
  );
  // A teaser in place of a text that we have is the feed's doing, not the outlet's.
  if (content.contentHash === before.contentHash || content.text === '') return undefined;
  const article: Article = { ...before, ...content, seenAt: before.seenAt, revision: before.revision + 1 };
  const reading = desk.library.read(article);
  const { features } = await featuresFor(desk, article, reading);
  const replaced: ArticleRevision = {
    articleId: before.id,
    revision: before.revision,
    title: before.title,
    text: before.text,
    replacedAt: now,
    changes: materialChanges(before, article),
  };
  const ledger = new StoryLedger(desk.world, desk.library);
  await ledger.touch(article, now);
  return {
    article,
    identityKeys: keys,
    replaced,
    features: { ...features, storyId: article.storyId },
    terms: [],
    ledger,
    reading,
  };
}

async function featuresFor(
  { world, library }: IngestDesk,
  article: Parameters<typeof featuresOf>[0],
  reading: Reading,
): Promise<{ readonly features: Omit<ArticleFeatures, 'storyId'>; readonly terms: readonly string[] }> {
  const terms = termsOf(article, reading);
  const documentFrequencies = await world.searchIndex.documentFrequencies(terms.terms);
  const features = featuresOf(article, terms, { documentFrequencies, totalArticles: await library.size() });
  return { features: { articleId: article.id, publishedAt: article.publishedAt, ...features }, terms: terms.terms };
}

async function choose(
  { world }: IngestDesk,
  features: Omit<ArticleFeatures, 'storyId'>,
  guessed: boolean,
): Promise<StoryChoice> {
  const { keys, publishedAt } = features;
  const neighbours = new Map<string, ArticleFeatures>();
  for (const window of windows(Date.parse(publishedAt), guessed, world.clock.now())) {
    for (const neighbour of await world.searchIndex.neighbours({ keys, limit: MAX_NEIGHBOURS, ...window }))
      neighbours.set(neighbour.articleId, neighbour);
  }
  return chooseStory({ features, neighbours: [...neighbours.values()] });
}

interface Window {
  readonly from: string;
  readonly to: string;
}

/** When articles about the same event can be dated: around this one, or at any time where its own date is a guess. */
function windows(publishedMs: number, guessed: boolean, nowMs: number): readonly Window[] {
  const between = (from: number, to: number): Window => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
  if (guessed) return [between(0, nowMs + DAY_MS)];
  const around = between(publishedMs - NEIGHBOUR_WINDOW_DAYS * DAY_MS, publishedMs + NEIGHBOUR_WINDOW_DAYS * DAY_MS);
  // Articles without a date stand where we saw them: what was handed in together is found together.
  const justSeen = between(nowMs - UNDATED_WINDOW_MS, nowMs + DAY_MS);
  return justSeen.from > around.to ? [around, justSeen] : [around];
}
