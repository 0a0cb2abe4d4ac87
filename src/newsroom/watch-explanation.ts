/** Why an article did or did not lead to a post, stage by stage: the same rules that decide, asked afterwards. */
import { sameChannel } from '../alerts/identity.ts';
import { momentInWords } from '../alerts/schedule.ts';
import { reasonForSilence, SILENCE_DETAILS, sourcesNeeded } from '../alerts/silence.ts';
import { targetsOf } from '../alerts/targets.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Article, ChannelRef, HoldReason, Story, StoryMark, Timestamp, Watchlist } from '../model.ts';
import type { Explanation as MatchExplanation } from '../watch/explanation.ts';
import type { Asking, Explanation } from './newsroom.ts';
import { timestamp, type World } from './world.ts';

type Stage = Explanation['stages'][number];
type Standing = Awaited<ReturnType<World['outbox']['standing']>>;

const passed = (what: string): Stage => ({ passed: true, what });
const stopped = (what: string): Stage => ({ passed: false, what });
const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const HELD: Readonly<Record<HoldReason, string>> = {
  digest: 'It waits for the digest',
  quiet: 'It waits for the end of the quiet hours',
  rate: 'The watchlist has used up its alerts of this hour: it waits for a digest',
  backfill: 'It comes with what was there before',
};

/** Asks for each of the watchlist's channels, or for the one that asks where it is one of them. */
export async function explainArticle(
  world: World,
  watchlist: Watchlist,
  url: string,
  how: { readonly asking: Asking | undefined; match(article: Article): Promise<MatchExplanation> },
): Promise<Explanation> {
  const [id] = [...(await world.archive.identify(identityKeys({ url }))).values()];
  const [article] = await world.archive.articles([id ?? url.trim()]);
  if (article === undefined)
    return {
      watchlist,
      article,
      stages: [stopped('Not seen: no feed has brought this article. /feeds shows what is read.')],
    };
  const story = await world.archive.story(article.storyId);
  const marks = await world.marks.of(article.storyId);
  const at = momentIn(watchlist.options?.zone);
  const all = targetsOf({ ...watchlist, lost: [] });
  const here = all.filter((channel) => how.asking !== undefined && isOf(how.asking, channel));
  const channels = here.length > 0 ? here : all;
  const deliveries = await Promise.all(
    channels.map(async (channel) => {
      const stage = deliveryStage(watchlist, channel, await standingIn(world, channel, article), marks, at);
      return channels.length === 1 ? stage : { ...stage, what: `${nameOf(channel)}: ${stage.what}` };
    }),
  );
  const stages = [
    passed(`Seen ${at(article.seenAt)}, in the story ${article.storyId}.`),
    ...withdrawnStage(article, at),
    matchStage(await how.match(article)),
    ...silenceStages(world, watchlist, article, story, at),
    ...copyStage(article),
    ...deliveries,
  ];
  return { watchlist, article, stages };
}

/** The channel that asks, or the asker's direct messages. */
const isOf = ({ channel, person }: Asking, target: ChannelRef): boolean =>
  sameChannel(channel, target) ||
  (person !== undefined && target.person === person && target.platform === channel.platform);

/** A moment in the words of the watchlist's own zone. */
type Moment = (at: Timestamp) => string;
const momentIn =
  (zone = 'UTC'): Moment =>
  (at) =>
    momentInWords(at, zone);

const standingIn = ({ outbox }: World, channel: ChannelRef, article: Article): Promise<Standing> =>
  outbox.standing(channel, article.storyId);

const nameOf = (channel: ChannelRef): string =>
  channel.person === undefined ? channel.channel : `direct messages to ${channel.person}`;

function matchStage({ matches, found, reasons }: MatchExplanation): Stage {
  if (!matches) return stopped(`No match. ${reasons.join(' ')}`);
  const parts = found.map(({ part, words }) => {
    const others = words.filter((word) => word.toLowerCase() !== part.toLowerCase());
    return others.length === 0 ? part : `${part} (${others.map((word) => `“${word}”`).join(', ')})`;
  });
  return passed(`It matches: ${parts.join(', ')}.`);
}

const withdrawnStage = ({ withdrawnAt }: Article, at: Moment): Stage[] =>
  withdrawnAt === undefined
    ? []
    : [stopped(`Its outlet has taken it back: we found out ${at(withdrawnAt)}. Since then it alerts nobody.`)];

/** Paused, snoozed, looking forward, old news; then whether enough outlets had the story. */
function silenceStages(
  { clock, policy }: World,
  watchlist: Watchlist,
  article: Article,
  story: Story | undefined,
  at: Moment,
): Stage[] {
  const { pausedAt, pausedReason, snoozedUntil, ...on } = watchlist;
  const isSnoozed = snoozedUntil !== undefined && snoozedUntil > timestamp(clock);
  const stages: Stage[] = [];
  if (pausedAt !== undefined) {
    const why = pausedReason === undefined ? '.' : `: ${pausedReason}`;
    stages.push(stopped(`The watchlist has been paused since ${at(pausedAt)}${why}`));
  } else if (isSnoozed) stages.push(stopped(`The watchlist is snoozed until ${at(snoozedUntil)}.`));
  else stages.push(passed('The watchlist is on.'));
  // As it was when the article came.
  const then = reasonForSilence(on, { article, now: article.seenAt, limits: policy.alerts });
  stages.push(then === undefined ? passed('It was news when it came.') : stopped(capital(SILENCE_DETAILS[then])));
  const needed = sourcesNeeded(watchlist, policy.alerts);
  const have = story?.independentSources ?? 0;
  if (article.withdrawnAt !== undefined) return stages;
  if (have < needed) stages.push(stopped(`Below the threshold: ${have} of ${needed} independent sources.`));
  else if (needed > 1) stages.push(passed(`It has ${have} independent sources; ${needed} are needed.`));
  return stages;
}

const copyStage = ({ copyOf }: Article): Stage[] =>
  copyOf === undefined ? [] : [passed(`It is a copy of ${copyOf}: it adds no source to the story.`)];

function deliveryStage(
  watchlist: Watchlist,
  channel: ChannelRef,
  { delivery, waiting, trouble, parked }: Standing,
  marks: readonly StoryMark[],
  at: Moment,
): Stage {
  const muted = marks.find((mark) => mark.kind === 'muted' && sameChannel(mark.channel, channel));
  const lost = watchlist.lost?.find((each) => sameChannel(each.channel, channel));
  if (delivery !== undefined) {
    const form = delivery.inDigest === true ? ' in a digest' : '';
    const then = muted === undefined ? '' : `; ${muted.by.name} muted it ${at(muted.at)}`;
    return passed(`Its story was posted${form} ${at(delivery.deliveredAt)}${then}.`);
  }
  if (waiting !== undefined) {
    const failed = trouble === undefined ? '' : ` The last try failed: ${trouble}`;
    const reason = waiting.hold === undefined ? 'It waits to be posted' : HELD[waiting.hold];
    return stopped(`${reason}, due ${at(waiting.dueAt)}.${failed}`);
  }
  if (parked !== undefined) return stopped(`Delivery failed and was given up: ${parked.replace(/^[a-z_]+: /, '')}`);
  if (muted !== undefined) return stopped(`Muted: ${muted.by.name} muted the story ${at(muted.at)}.`);
  if (lost !== undefined) return stopped(`This channel could not be reached any more ${at(lost.at)}: ${lost.reason}`);
  return stopped(
    'Its story was not posted here. Where nothing above says why, it came with a feed’s first reading or was handed in: that is stored, not posted.',
  );
}
