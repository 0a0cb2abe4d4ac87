/** Briefs: of a story that somebody asks for, and of one that has moved and that channels are to hear of. */
import { decideAlerts, type Standing } from '../alerts/decide.ts';
import { sameChannel } from '../alerts/identity.ts';
import { whatIsNew } from '../briefs/whatsnew.ts';
import { writeBrief } from '../briefs/write.ts';
import { NewsroomError } from '../errors.ts';
import type { Alert, Article, ArticleRevision, Brief, ChannelRef, Claim, Story, Watchlist } from '../model.ts';
import { alertPost, changesPost } from '../posts/brief.ts';
import { disagreementsOf } from '../stories/disagreements.ts';
import { independenceOf } from '../stories/independence.ts';
import { timelineOf } from '../stories/timeline.ts';
import { isStopWord, tokenise } from '../text/words.ts';
import type { Library } from './library.ts';
import { timestamp, type World } from './world.ts';

/** Articles in which a topic is looked for. */
export const TOPIC_HITS = 40;
/** Words of a topic that are looked for. */
export const TOPIC_MAX_WORDS = 20;
/** A story that moved lately wins over one that fits a little better: its score halves with every so many days of age. */
const TOPIC_HALF_LIFE_DAYS = 14;
const DAY_MS = 86_400_000;

interface Dossier {
  readonly story: Story;
  /** Oldest first. */
  readonly articles: readonly Article[];
  readonly claims: readonly Claim[];
}

export interface BriefingDesk {
  brief(storyOrTopic: string, words?: number): Promise<Brief>;
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
  }): Promise<readonly Alert[]>;
}

export function openBriefingDesk(world: World, library: Library): BriefingDesk {
  const { archive, policy } = world;

  function write({ story, articles, claims }: Dossier, words: number, previous?: Brief): Brief {
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

  /** Those that were read when they came, and the others read now. */
  async function claimsIn(story: Story, articles: readonly Article[]): Promise<readonly Claim[]> {
    const stored = Map.groupBy(await archive.claims(story.id), ({ articleId }) => articleId);
    return articles.flatMap((article) => stored.get(article.id) ?? library.claims(article));
  }

  return {
    async brief(storyOrTopic, words = policy.briefWords) {
      const story = await find(storyOrTopic);
      const articles = byPublication(await library.articlesOf(story));
      if (articles.length === 0)
        throw new NewsroomError('not_found', `All that we had of “${story.title}” has been withdrawn by its outlets.`);
      return write({ story, articles, claims: await claimsIn(story, articles) }, words);
    },
    async alertsFor({ article, story, articles, matches: matching, passedBy, watchlist, corrections, withdrawn }) {
      const all = await standingsOf(world, story, matching);
      const isTold = ({ channel }: Pick<Standing, 'channel'>): boolean =>
        all.some((each) => (each.waiting ?? each.delivery) !== undefined && sameChannel(each.channel, channel));
      const matches = matching.filter((watchlist) => !passedBy.has(watchlist.id) || isTold(watchlist));
      const standings = all.filter(
        (each) => isTold(each) || matches.some(({ channel }) => sameChannel(channel, each.channel)),
      );
      if (standings.length === 0) return [];
      const ordered = byPublication(articles);
      const claims = ordered.flatMap((one) => library.claims(one));
      const told = standings
        .map(({ waiting, delivery }) => (waiting ?? delivery)?.brief)
        .find((brief) => brief !== undefined);
      const written = write({ story, articles: ordered, claims }, policy.briefWords, told);
      const brief = ordered.length === 0 && told !== undefined ? takenBack(written, told) : written;
      const { alerts } = decideAlerts({
        article,
        story,
        brief,
        matches,
        standings,
        watchlist,
        whatIsNew: (before, now) =>
          whatIsNew(before, now, {
            articles: ordered,
            read: (one) => library.read(one),
            originOf: independenceOf(ordered, policy.owners).originOf,
            corrections,
            withdrawn,
          }),
        render: {
          alert: alertPost,
          update: (now, _changes, watchlists) => alertPost(now, watchlists),
          reply: (changes) => changesPost(brief, changes),
        },
        now: timestamp(world.clock),
        ...(policy.alerts === undefined ? {} : { limits: policy.alerts }),
        quiet: false,
      });
      return alerts;
    },
  };
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
): Promise<readonly Standing[]> {
  const channels: ChannelRef[] = [...(await outbox.channelsOf(story.id))];
  for (const { channel } of matches) if (!channels.some((known) => sameChannel(known, channel))) channels.push(channel);
  return Promise.all(channels.map(async (channel) => ({ channel, ...(await outbox.standing(channel, story.id)) })));
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
