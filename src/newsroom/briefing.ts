/** Briefs: of a story that somebody asks for, and of one that has moved and that channels are to hear of. */
import { decideAlerts, type Standing } from '../alerts/decide.ts';
import { sameChannel } from '../alerts/identity.ts';
import { targetsOf } from '../alerts/targets.ts';
import { whatIsNew } from '../briefs/whatsnew.ts';
import { writeBrief } from '../briefs/write.ts';
import { NewsroomError } from '../errors.ts';
import type {
  Alert,
  Article,
  ArticleRevision,
  Brief,
  ChannelRef,
  Claim,
  Story,
  StoryMark,
  Watchlist,
} from '../model.ts';
import type { Inheritance } from '../ports.ts';
import { watchedPost } from '../posts/alert.ts';
import { changesPost } from '../posts/brief.ts';
import { disagreementsOf } from '../stories/disagreements.ts';
import { independenceOf } from '../stories/independence.ts';
import { timelineOf } from '../stories/timeline.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import { type Library, stands } from './library.ts';
import type { News } from './newsroom.ts';
import { detailsFor } from './story-desk.ts';
import { timestamp, type World } from './world.ts';

/** Articles in which a topic is looked for. */
export const TOPIC_HITS = 40;
/** Words of a topic that are looked for. */
export const TOPIC_MAX_WORDS = 20;
/** A story that moved lately wins over one that fits a little better: its score halves with every so many days of age. */
const TOPIC_HALF_LIFE_DAYS = 14;
/** An hour's calls that a watchlist's limit is counted from. */
const CALLS_LOOKED_AT = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Dossier {
  readonly story: Story;
  /** Oldest first. */
  readonly articles: readonly Article[];
  readonly claims: readonly Claim[];
  readonly follows?: NonNullable<Brief['follows']>;
}

export interface BriefingDesk {
  brief(storyOrTopic: string, words?: number): Promise<Brief>;
  /** What a channel has not been told of a story. */
  whatsNew(storyId: string, channel: ChannelRef): Promise<News>;
  /** What an article leads to, given its story as it will stand. */
  alertsFor(occasion: {
    readonly article: Article;
    readonly story: Story;
    readonly articles: readonly Article[];
    readonly matches: readonly Watchlist[];
    readonly watchlist: (id: string) => Watchlist | undefined;
    /** Matching watchlists that the article had passed by before: a change in it is no reason for a first post. */
    readonly passedBy: ReadonlySet<string>;
    /** What the article's outlet changed in it. */
    readonly corrections: readonly Pick<ArticleRevision, 'articleId' | 'changes'>[];
    /** Articles that their outlet has taken back. */
    readonly withdrawn: readonly string[];
    /** Somebody has asked for what was there before. */
    readonly backfill?: boolean;
    /** What channels were told of it while its articles stood in another story. */
    readonly inherited?: readonly Inheritance[];
  }): Promise<readonly Alert[]>;
}

export function openBriefingDesk(world: World, library: Library): BriefingDesk {
  const { archive, policy } = world;

  function write({ story, articles, claims, follows }: Dossier, words: number, previous?: Brief): Brief {
    const { carriedBy, independentSources, originOf } = independenceOf(articles, policy.owners);
    const idsOf = (places: readonly number[]): string[] => places.flatMap((place) => articles[place - 1]?.id ?? []);
    return writeBrief({
      story,
      articles,
      read: (article) => library.read(article),
      disagreements: disagreementsOf(claims, articles, policy.owners).map(({ kind, about, positions }) => ({
        kind,
        about,
        positions: positions.map(({ value, citations, quote }) => ({ value, quote, articleIds: idsOf(citations) })),
      })),
      timeline: timelineOf(claims, articles).map(({ date, text, citations }) => ({
        date,
        text,
        articleIds: idsOf(citations),
      })),
      carriedBy,
      independentSources,
      originOf,
      words,
      ...(follows === undefined ? {} : { follows }),
      ...(previous === undefined ? {} : { previous }),
    });
  }

  async function find(storyOrTopic: string): Promise<Story> {
    const wanted = storyOrTopic.trim();
    const known = wanted === '' ? undefined : await archive.story(wanted);
    const found = known ?? (await storyOnTopic(world, wanted));
    if (found !== undefined) return found;
    throw new NewsroomError('not_found', `Nothing that we have read is about “${wanted.slice(0, 120)}”.`, {
      hint: 'Try other words, or /stories for what there is.',
    });
  }

  /** The story that this one goes on from, as it is known today. */
  async function earlierThan({ follows }: Story): Promise<Pick<Dossier, 'follows'>> {
    const earlier = follows === undefined ? undefined : await archive.story(follows);
    return earlier === undefined ? {} : { follows: { storyId: earlier.id, title: earlier.title } };
  }

  /** Those that were read when they came, and the others read now. */
  async function claimsIn(story: Story, articles: readonly Article[]): Promise<readonly Claim[]> {
    const stored = Map.groupBy(await archive.claims(story.id), ({ articleId }) => articleId);
    return articles.flatMap((article) => stored.get(article.id) ?? library.claims(article));
  }

  const asksForOneSource = (matches: readonly Watchlist[]): boolean =>
    (policy.alerts?.minIndependentSources ?? 1) <= 1 && matches.every(({ options }) => (options?.minSources ?? 1) <= 1);

  /** A first alert is about the article that caused it, also where the story's other articles weigh more. */
  function newsOf(article: Article, { story, articles, claims }: Dossier, whole: Brief): Brief {
    const since = articles.filter(({ publishedAt }) => publishedAt >= article.publishedAt);
    const news = write(
      { story, articles: since, claims: claims.filter(({ articleId }) => since.some(({ id }) => id === articleId)) },
      policy.briefWords,
    );
    return tells(news, article) ? news : whole;
  }

  return {
    async brief(storyOrTopic, words = policy.briefWords) {
      const story = await find(storyOrTopic);
      const articles = byPublication(await library.articlesOf(story));
      if (articles.length === 0)
        throw new NewsroomError('not_found', `All that we had of “${story.title}” has been withdrawn by its outlets.`);
      const claims = await claimsIn(story, articles);
      return write({ story, articles, claims, ...(await earlierThan(story)) }, words);
    },
    async whatsNew(storyId, channel) {
      const now = await this.brief(storyId);
      const { delivery } = await world.outbox.standing(channel, now.storyId);
      if (delivery === undefined) return { brief: now, changes: [] };
      const { deliveredAt: toldAt, brief: told } = delivery;
      const story = await find(now.storyId);
      const members = await library.membersOf(story);
      const articles = byPublication(members.filter(stands));
      const claims = await claimsIn(story, articles);
      const brief = write({ story, articles, claims, ...(await earlierThan(story)) }, policy.briefWords, told);
      const revised = await archive.revisions(told.sources.map(({ articleId }) => articleId));
      const { changes } = whatIsNew(told, brief, {
        articles,
        read: (one) => library.read(one),
        originOf: independenceOf(articles, policy.owners).originOf,
        corrections: revised.filter(({ replacedAt, changes: made }) => replacedAt > toldAt && made.length > 0),
        withdrawn: members.flatMap(({ id, withdrawnAt = '' }) => (withdrawnAt > toldAt ? [id] : [])),
      });
      return { brief, toldAt, changes };
    },
    async alertsFor({ article, story, articles, matches, passedBy, watchlist, corrections, withdrawn, ...more }) {
      const { backfill, inherited = [] } = more;
      const marks = await world.marks.of(story.id);
      const standings = await standingsOf(world, story, matches, marks, inherited);
      const told = standings
        .map(({ waiting, delivery }) => (waiting ?? delivery)?.brief)
        .find((brief) => brief !== undefined);
      if (told === undefined && matches.every(({ id }) => passedBy.has(id))) return [];
      const ordered = byPublication(articles);
      const claims = ordered.flatMap((one) => library.claims(one));
      const dossier = { story, articles: ordered, claims, ...(await earlierThan(story)) };
      const whole = write(dossier, policy.briefWords, told);
      const written =
        told === undefined && asksForOneSource(matches) && !tells(whole, article)
          ? newsOf(article, dossier, whole)
          : whole;
      const brief = ordered.length === 0 && told !== undefined ? takenBack(written, told) : written;
      const free = await freeTimes(world, matches);
      const { alerts } = decideAlerts({
        article,
        story,
        brief,
        matches,
        passedBy,
        standings,
        watchlist,
        freeAt: (id) => free.get(id),
        whatIsNew: (before, now) =>
          whatIsNew(before, now, {
            articles: ordered,
            read: (one) => library.read(one),
            originOf: independenceOf(ordered, policy.owners).originOf,
            corrections,
            withdrawn,
          }),
        render: {
          alert: (now, watchlists, channel) => watchedPost(now, watchlists, detailsFor(channel, watchlists, marks)),
          reply: (changes) => changesPost(brief, changes),
        },
        now: timestamp(world.clock),
        ...(policy.alerts === undefined ? {} : { limits: policy.alerts }),
        quiet: false,
        ...(backfill === undefined ? {} : { backfill }),
      });
      return alerts;
    },
  };
}

/** Whether a brief says anything that the article says; of a copy, its origin speaks. */
function tells({ headline, sentences, sources }: Brief, { id, title, copyOf }: Article): boolean {
  const n = sources.find(({ articleId }) => articleId === id)?.n;
  return (
    copyOf !== undefined || headline === title || sentences.some(({ citations }) => citations.some((at) => at === n))
  );
}

/** What is left of a brief when every article of its story has been withdrawn. */
const takenBack = (brief: Brief, told: Brief): Brief => ({
  ...brief,
  headline: `Withdrawn: ${told.headline}`,
  sentences: told.sources.map(({ source, title }) => ({ text: `${source} has withdrawn “${title}”.`, citations: [] })),
});

const byPublication = (articles: readonly Article[]): readonly Article[] =>
  [...articles].sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0));

/** The channels that an article concerns: those with a match, and those that were told of its story. */
async function standingsOf(
  { outbox }: World,
  story: Story,
  matches: readonly Watchlist[],
  marks: readonly StoryMark[],
  inherited: readonly Inheritance[],
): Promise<readonly Standing[]> {
  const told = await outbox.channelsOf(story.id);
  const channels: ChannelRef[] = [...told];
  for (const channel of [...inherited.map(({ delivery }) => delivery.channel), ...matches.flatMap(targetsOf)])
    if (!channels.some((known) => sameChannel(known, channel))) channels.push(channel);
  return Promise.all(
    channels.map(async (channel) => {
      const elsewhere = inherited.find(({ delivery }) => sameChannel(delivery.channel, channel));
      const isMuted = marks.some((mark) => mark.kind === 'muted' && sameChannel(mark.channel, channel));
      return {
        channel,
        muted: isMuted || elsewhere?.muted === true,
        ...(told.includes(channel) ? { callers: await outbox.callersOf(channel, story.id) } : {}),
        ...(elsewhere === undefined ? {} : { delivery: elsewhere.delivery }),
        ...(await outbox.standing(channel, story.id)),
      };
    }),
  );
}

/** When the watchlists that have used up their hour may alert again. */
async function freeTimes(
  { outbox, clock }: World,
  matches: readonly Watchlist[],
): Promise<ReadonlyMap<string, string>> {
  const since = new Date(clock.now() - HOUR_MS).toISOString();
  const free = new Map<string, string>();
  for (const { id, options } of matches) {
    const max = options?.maxPerHour;
    if (max === undefined) continue;
    const calls = (await outbox.calls(id, { since, limit: CALLS_LOOKED_AT })).filter(({ held }) => !held);
    const oldest = calls.at(max - 1);
    if (oldest !== undefined) free.set(id, new Date(Date.parse(oldest.at) + HOUR_MS).toISOString());
  }
  return free;
}

/** The story whose articles fit the words best, newer ones first among equals. */
async function storyOnTopic({ archive, searchIndex, clock }: World, topic: string): Promise<Story | undefined> {
  const terms = tokenise(topic)
    .filter(({ norm }) => !isStopWord(norm))
    .map(({ norm }) => norm)
    .slice(0, TOPIC_MAX_WORDS);
  if (terms.length === 0) return undefined;
  const hits = await searchIndex.search({ terms, limit: TOPIC_HITS });
  const articles = await archive.articles(hits.map(({ articleId }) => articleId));
  const scores = new Map<string, number>();
  for (const [rank, article] of articles.entries()) {
    const ageDays = Math.max(0, clock.now() - Date.parse(article.publishedAt)) / DAY_MS;
    const score = (hits[rank]?.score ?? 0) * 0.5 ** (ageDays / TOPIC_HALF_LIFE_DAYS);
    scores.set(article.storyId, (scores.get(article.storyId) ?? 0) + score);
  }
  const [best] = [...scores].sort(([, a], [, b]) => b - a);
  return best === undefined ? undefined : archive.story(best[0]);
}
