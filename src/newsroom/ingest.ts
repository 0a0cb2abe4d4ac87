/** One piece, from draft to archive: is it new, which story, what does it claim, whom does it concern; then one commit. */
import { isTakenBack } from '../articles/removal.ts';
import { materialChanges } from '../articles/revision.ts';
import { NewsroomError } from '../errors.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Alert, Article, ArticleRevision } from '../model.ts';
import type { ArticleFeatures, IngestStep, Inheritance } from '../ports.ts';
import { originOf } from '../stories/agencies.ts';
import { chooseStory, type StoryChoice } from '../stories/cluster.ts';
import { featuresOf, termsOf, withOrigin } from '../stories/features.ts';
import { MAX_NEIGHBOURS, neighbourWindows } from '../stories/neighbourhood.ts';
import type { Reading } from '../text/reading.ts';
import { articleId, checkDraft, contentOf, type Draft, storyIdFrom } from './drafts.ts';
import { inheritances } from './inheritance.ts';
import type { Library } from './library.ts';
import type { IngestOutcome } from './newsroom.ts';
import { StoryLedger } from './story-ledger.ts';
import { timestamp, type World } from './world.ts';

/** How often a step is redone when somebody else changed the same story meanwhile. */
export const CONFLICT_REDOS = 5;

/** What became of an article that we had. */
export interface Change {
  readonly before: Article;
  readonly replaced: ArticleRevision;
  /**
   * Whose doing it is: its outlet changed it or took it back, or we have more of its text than we had; or what somebody had
   * handed in now comes from its feed, which makes it news.
   */
  readonly kind: 'outlet' | 'withdrawal' | 'ours' | 'arrival';
}

export interface IngestDesk {
  readonly world: World;
  readonly library: Library;
  /** The alerts that an article, or a change to it, causes in its story, as the story stands after it. */
  alertsFor(occasion: {
    readonly article: Article;
    readonly reading: Reading;
    readonly ledger: StoryLedger;
    readonly change: Change | undefined;
    /** Whether channels that have not been told of the story may hear of it. */
    readonly mayBeFirst: boolean;
    /** What channels were told of the story's articles while they stood in another. */
    readonly inherited: readonly Inheritance[];
  }): Promise<readonly Alert[]>;
}

export interface IngestOptions {
  /** False where the archive is being filled and nobody is to hear of it. */
  readonly mayAlert: boolean;
  /** False where the piece was passed over before: only channels that were told of its story may hear of it. */
  readonly mayBeFirst?: boolean;
  /** Keys that the feed as a whole settled; made from the draft where absent. */
  readonly identityKeys?: readonly string[];
}

export async function ingestDraft(desk: IngestDesk, raw: Draft, options: IngestOptions): Promise<IngestOutcome> {
  const draft = checkDraft(raw);
  const keys = options.identityKeys ?? keysOf(draft);
  return redoing(async () => {
    const before = await knownUnder(desk, draft, keys);
    const step = before === undefined ? await openStep(desk, draft, keys) : await reviseStep(desk, before, draft, keys);
    if (step === undefined) return 'seen';
    await commitStep(desk, step, options);
    return before === undefined ? 'new' : 'revised';
  });
}

/** Takes in what an article's page says now. `changes` tells in words what its outlet changed. */
export function reviseArticle(
  desk: IngestDesk,
  articleId: string,
  draft: Draft,
  changes: readonly string[],
): Promise<IngestOutcome> {
  return changeArticle(desk, articleId, (before) => reviseStep(desk, before, checkDraft(draft), [], changes));
}

/** Writes down that the outlet has taken an article back: channels that were told of its story hear of it. */
export function withdrawArticle(desk: IngestDesk, articleId: string): Promise<IngestOutcome> {
  return changeArticle(desk, articleId, (before) => withdrawStep(desk, before));
}

function changeArticle(
  desk: IngestDesk,
  articleId: string,
  stepFrom: (before: Article) => Promise<Step | undefined>,
): Promise<IngestOutcome> {
  return redoing(async () => {
    const [before] = await desk.world.archive.articles([articleId]);
    const step = before === undefined ? undefined : await stepFrom(before);
    if (step === undefined) return 'seen';
    await commitStep(desk, step, { mayAlert: true });
    return 'revised';
  });
}

/** Somebody else may change the same story meanwhile: then the step is built anew on what they left. */
async function redoing(work: () => Promise<IngestOutcome>): Promise<IngestOutcome> {
  for (let redo = 0; ; redo++) {
    await turn();
    try {
      return await work();
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

async function knownUnder(
  { world: { archive } }: IngestDesk,
  draft: Draft,
  keys: readonly string[],
): Promise<Article | undefined> {
  // Who gives ids says what is one article; the other keys are for those who ask by address.
  const known = await archive.identify(draft.id === undefined ? keys : keys.slice(0, 1));
  const knownId = keys.map((key) => known.get(key)).find((id) => id !== undefined);
  return knownId === undefined ? undefined : (await archive.articles([knownId]))[0];
}

async function commitStep(
  desk: IngestDesk,
  { ledger, reading, change, ...rest }: Step,
  { mayAlert, mayBeFirst = true }: Pick<IngestOptions, 'mayAlert' | 'mayBeFirst'>,
): Promise<void> {
  const { article } = rest;
  const inherited = await inheritances(desk.world, ledger);
  const alerts = mayAlert ? await desk.alertsFor({ article, reading, ledger, change, mayBeFirst, inherited }) : [];
  const claims = desk.library.knownClaims(article) ?? [];
  const redated = await ledger.redated(article.storyId);
  const replaced = change === undefined ? {} : { replaced: change.replaced };
  const stories = ledger.changed();
  await desk.world.archive.commit({ ...rest, ...replaced, claims, redated, stories, alerts, inherited });
}

type Step = Omit<IngestStep, 'stories' | 'alerts' | 'claims' | 'replaced' | 'inherited'> & {
  readonly ledger: StoryLedger;
  readonly reading: Reading;
  readonly change: Change | undefined;
};

async function openStep(desk: IngestDesk, draft: Draft, keys: readonly string[]): Promise<Step> {
  const seenAt = timestamp(desk.world.clock);
  const id = articleId(draft, keys);
  const content = { id, seenAt, ...contentOf(draft, seenAt) };
  const reading = desk.library.read({ ...content, revision: 1 });
  const agency = originOf(content, draft.takenFrom);
  const credit = agency === undefined ? {} : { agency };
  const found = await featuresFor(desk, { ...content, ...credit }, reading);
  const choice = await choose(desk, found.features, content);
  const article: Article = {
    ...content,
    revision: 1,
    storyId: choice.storyId ?? storyIdFrom(id),
    ...(choice.copyOf === undefined ? {} : { copyOf: choice.copyOf }),
    ...credit,
  };
  const ledger = new StoryLedger(desk.world, desk.library);
  await ledger.file(article, choice);
  return {
    article,
    identityKeys: keys,
    features: { ...withOrigin(found.features, choice.copyOf), storyId: article.storyId },
    terms: found.terms,
    ledger,
    reading,
    change: undefined,
  };
}

/**
 * An article that we had, as it stands now: kept with what changed, in the story that it is in. Undefined where nothing changed.
 * What its outlet had taken back is no longer withdrawn.
 */
async function reviseStep(
  desk: IngestDesk,
  before: Article,
  draft: Draft,
  keys: readonly string[],
  told?: readonly string[],
): Promise<Step | undefined> {
  const now = timestamp(desk.world.clock);
  const content = contentOf(
    { ...draft, publishedAt: before.publishedAtGuessed ? draft.publishedAt : before.publishedAt } as Draft,
    now,
  );
  // A teaser in place of a text that we have is the feed's doing, not the outlet's.
  if (content.text === '') return undefined;
  const isBack = before.withdrawnAt !== undefined;
  // Its feed knows whose a piece is that was handed in, and when it appeared.
  const arrives = before.feedId === undefined && draft.feedId !== undefined;
  if (content.contentHash === before.contentHash && !arrives && !(isBack && told !== undefined)) return undefined;
  if (isTakenBack(before, content)) return withdrawStep(desk, before);
  const { withdrawnAt: _gone, textFromPage: _origin, ...kept } = before;
  const article: Article = { ...kept, ...content, seenAt: before.seenAt, revision: before.revision + 1 };
  const { changes, kind } = whatChanged(before, article, told);
  return changeStep(desk, article, keys, {
    before,
    replaced: replacedBy(before, now, isBack ? ['it was withdrawn and is back', ...changes] : changes),
    kind,
  });
}

/** Where a text now comes from its page, or no longer does, the words may differ: that is our reading, not the outlet's change. */
function whatChanged(
  before: Article,
  after: Article,
  told: readonly string[] | undefined,
): Pick<Change, 'kind'> & Pick<ArticleRevision, 'changes'> {
  if (told !== undefined) return { changes: told, kind: 'outlet' };
  if (before.feedId === undefined && after.feedId !== undefined) return { changes: [], kind: 'arrival' };
  const sameOrigin = before.textFromPage === after.textFromPage && before.feedId === after.feedId;
  if (sameOrigin) return { changes: materialChanges(before, after), kind: 'outlet' };
  const headlines = materialChanges({ title: before.title, text: '' }, { title: after.title, text: '' });
  return { changes: headlines, kind: 'ours' };
}

/** The text stays, for those who want to know what was said; nothing is written from it any more. */
async function withdrawStep(desk: IngestDesk, before: Article): Promise<Step | undefined> {
  if (before.withdrawnAt !== undefined) return undefined;
  const now = timestamp(desk.world.clock);
  const article: Article = { ...before, withdrawnAt: now, revision: before.revision + 1 };
  return changeStep(desk, article, [], {
    before,
    replaced: replacedBy(before, now, ['withdrawn by its outlet']),
    kind: 'withdrawal',
  });
}

const replacedBy = (
  { id, revision, title, text }: Article,
  replacedAt: string,
  changes: readonly string[],
): ArticleRevision => ({ articleId: id, revision, title, text, replacedAt, changes });

async function changeStep(
  desk: IngestDesk,
  article: Article,
  identityKeys: readonly string[],
  change: Change,
): Promise<Step> {
  const reading = desk.library.read(article);
  const { features } = await featuresFor(desk, article, reading);
  const ledger = new StoryLedger(desk.world, desk.library);
  await ledger.touch(article, change.replaced.replacedAt);
  return {
    article,
    identityKeys,
    features: { ...withOrigin(features, article.copyOf), storyId: article.storyId },
    terms: [],
    ledger,
    reading,
    change,
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
  article: Parameters<typeof neighbourWindows>[0],
): Promise<StoryChoice> {
  const { keys } = features;
  const neighbours = new Map<string, ArticleFeatures>();
  for (const window of neighbourWindows(article)) {
    for (const neighbour of await world.searchIndex.neighbours({ keys, limit: MAX_NEIGHBOURS, ...window }))
      if (!neighbours.has(neighbour.articleId)) neighbours.set(neighbour.articleId, neighbour);
  }
  return chooseStory({ features, neighbours: [...neighbours.values()] });
}
