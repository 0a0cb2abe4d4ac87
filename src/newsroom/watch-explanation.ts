/** Why an article did or did not lead to a post, stage by stage: the same rules that decide, asked afterwards. */
import { sameChannel } from '../alerts/identity.ts';
import { reasonForSilence, SILENCE_DETAILS, sourcesNeeded } from '../alerts/silence.ts';
import { targetsOf } from '../alerts/targets.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Article, ChannelRef, HoldReason, Story, StoryMark, Watchlist } from '../model.ts';
import type { Explanation as MatchExplanation } from '../watch/explanation.ts';
import type { Explanation } from './newsroom.ts';
import { timestamp, type World } from './world.ts';

type Stage = Explanation['stages'][number];
type Standing = Awaited<ReturnType<World['outbox']['standing']>>;

const passed = (what: string): Stage => ({ passed: true, what });
const stopped = (what: string): Stage => ({ passed: false, what });
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const HELD: Readonly<Record<HoldReason, string>> = {
  digest: 'It waits for the digest',
  quiet: 'It waits for the end of the quiet hours',
  rate: 'The watchlist has had its alerts of this hour: it waits for a digest',
  backfill: 'It comes with what was there before',
};

/** Asks for each of the watchlist's channels, or for the one that asks where it is one of them. */
export async function explainArticle(
  world: World,
  watchlist: Watchlist,
  url: string,
  asking: { readonly channel: ChannelRef | undefined; match(article: Article): MatchExplanation },
): Promise<Explanation> {
  const [id] = [...(await world.archive.identify(identityKeys({ url }))).values()];
  const [article] = await world.archive.articles([id ?? url.trim()]);
  if (article === undefined)
    return { watchlist, article, stages: [stopped('Not seen: no feed has brought this article.')] };
  const story = await world.archive.story(article.storyId);
  const marks = await world.marks.of(article.storyId);
  const all = targetsOf({ ...watchlist, lost: [] });
  const here = all.filter((channel) => asking.channel !== undefined && sameChannel(channel, asking.channel));
  const channels = here.length > 0 ? here : all;
  const deliveries = await Promise.all(
    channels.map(async (channel) => {
      const stage = deliveryStage(watchlist, channel, await standingIn(world, channel, article), article, marks);
      return channels.length === 1 ? stage : { ...stage, what: `${nameOf(channel)}: ${stage.what}` };
    }),
  );
  const stages = [
    passed(`Seen at ${article.seenAt}, in story ${article.storyId}.`),
    matchStage(asking.match(article)),
    ...silenceStages(world, watchlist, article, story),
    ...copyStage(article),
    ...deliveries,
  ];
  return { watchlist, article, stages };
}

const standingIn = ({ outbox }: World, channel: ChannelRef, article: Article): Promise<Standing> =>
  outbox.standing(channel, article.storyId);

const nameOf = (channel: ChannelRef): string =>
  channel.person === undefined ? channel.channel : `direct messages to ${channel.person}`;

function matchStage({ matches, found, missing, excluded }: MatchExplanation): Stage {
  const parts = (list: readonly { readonly part: string }[]): string => list.map(({ part }) => part).join(', ');
  if (matches) return passed(`It matches: ${parts(found)}.`);
  const lacks = missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : '';
  const excludes = excluded.length > 0 ? ` Excluded by: ${parts(excluded)}.` : '';
  return stopped(`No match.${lacks}${excludes}`);
}

/** Paused, snoozed, looking forward, old news; then whether enough outlets had the story. */
function silenceStages({ clock, policy }: World, watchlist: Watchlist, article: Article, story?: Story): Stage[] {
  const { pausedAt, pausedReason, snoozedUntil, ...on } = watchlist;
  const isSnoozed = snoozedUntil !== undefined && snoozedUntil > timestamp(clock);
  const stages: Stage[] = [];
  if (pausedAt !== undefined) {
    const why = pausedReason === undefined ? '' : `: ${pausedReason}`;
    stages.push(stopped(`The watchlist is paused since ${pausedAt}${why}.`));
  } else if (isSnoozed) stages.push(stopped(`The watchlist is snoozed until ${snoozedUntil}.`));
  else stages.push(passed('The watchlist is on.'));
  // As it was when the article came.
  const then = reasonForSilence(on, { article, now: article.seenAt, limits: policy.alerts });
  stages.push(then === undefined ? passed('It was news when it came.') : stopped(capital(SILENCE_DETAILS[then])));
  const needed = sourcesNeeded(watchlist, policy.alerts);
  const have = story?.independentSources ?? 0;
  if (have < needed) stages.push(stopped(`Below the threshold: ${have} of ${needed} independent sources.`));
  else if (needed > 1) stages.push(passed(`It has ${have} independent sources; ${needed} are needed.`));
  return stages;
}

const copyStage = ({ copyOf }: Article): Stage[] =>
  copyOf === undefined ? [] : [passed(`It copies article ${copyOf}: it adds no source and nothing new to the story.`)];

function deliveryStage(
  watchlist: Watchlist,
  channel: ChannelRef,
  { delivery, waiting, trouble, parked }: Standing,
  article: Article,
  marks: readonly StoryMark[],
): Stage {
  const muted = marks.find((mark) => mark.kind === 'muted' && sameChannel(mark.channel, channel));
  const lost = watchlist.lost?.find((each) => sameChannel(each.channel, channel));
  if (delivery !== undefined) {
    const form = delivery.inDigest === true ? ' in a digest' : '';
    const then = muted === undefined ? '' : `; ${muted.by.name} muted the story at ${muted.at}`;
    return passed(`Its story was posted${form} at ${delivery.deliveredAt}${then}.`);
  }
  if (waiting !== undefined) {
    const failed = trouble === undefined ? '' : ` The last try failed: ${trouble}`;
    const reason = waiting.hold === undefined ? 'It waits to be posted' : HELD[waiting.hold];
    return stopped(`${reason}, due at ${waiting.dueAt}.${failed}`);
  }
  if (parked !== undefined) return stopped(`Delivery failed and was given up: ${parked}`);
  if (muted !== undefined) return stopped(`Muted: ${muted.by.name} muted the story at ${muted.at}.`);
  if (lost !== undefined) return stopped(`The channel could not be reached any more at ${lost.at}: ${lost.reason}`);
  return stopped(
    article.copyOf === undefined
      ? 'Its story was not posted in this channel: if all else holds, it came with a first reading or was handed in, which is stored and not posted.'
      : 'Its story was not posted in this channel.',
  );
}
