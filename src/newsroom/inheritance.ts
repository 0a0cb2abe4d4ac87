/**
 * What becomes of what a channel was told when a story that it was told of comes apart. An event that stood in its post is not told
 * again: where it has news, they are a reply under that post. What had not been said there is told as any story is.
 */
import { messageId, sameChannel } from '../alerts/identity.ts';
import type { Brief, ChannelRef, Delivery } from '../model.ts';
import type { Inheritance } from '../ports.ts';
import type { Departure, StoryLedger } from './story-ledger.ts';
import type { World } from './world.ts';

/** What channels were told of the articles that leave their stories in this step, for the stories that take them in. */
export async function inheritances(
  { outbox, marks }: Pick<World, 'outbox' | 'marks'>,
  ledger: Pick<StoryLedger, 'departures'>,
): Promise<readonly Inheritance[]> {
  const found: Inheritance[] = [];
  const isKnown = (storyId: string, channel: ChannelRef): boolean =>
    found.some(({ delivery }) => delivery.storyId === storyId && sameChannel(delivery.channel, channel));
  for (const { from, to, articleIds } of together(ledger.departures())) {
    const there = await outbox.channelsOf(to);
    const muted = (await marks.of(from)).filter(({ kind }) => kind === 'muted');
    for (const channel of await outbox.channelsOf(from)) {
      if (isKnown(to, channel) || there.some((each) => sameChannel(each, channel))) continue;
      const { delivery } = await outbox.standing(channel, from);
      const brief = delivery === undefined ? undefined : toldOf(delivery, articleIds);
      if (delivery === undefined || brief === undefined) continue;
      found.push({
        from,
        delivery: {
          ...delivery,
          alertId: messageId('alert', channel, to, delivery.alertId),
          storyId: to,
          // Older than whatever is said of the story itself.
          storyRevision: 0,
          brief,
          inDigest: true,
        },
        muted: muted.some((mark) => sameChannel(mark.channel, channel)),
      });
    }
  }
  return found;
}

/** Articles that took the same way, as one. */
function together(departures: readonly Departure[]): readonly Departure[] {
  return [...Map.groupBy(departures, ({ from, to }) => `${from} ${to}`).values()].map((same) => ({
    ...same[0]!,
    articleIds: same.flatMap(({ articleIds }) => articleIds),
  }));
}

/** What a post says from the articles; undefined where it says nothing from them. Of each story in a digest only the headline is told. */
function toldOf({ brief, storyId, inDigest }: Delivery, articleIds: readonly string[]): Brief | undefined {
  const own = brief.sources.filter(({ articleId }) => articleIds.includes(articleId));
  const numbers = new Set(own.map(({ n }) => n));
  const isCited = ({ citations }: { readonly citations: readonly number[] }): boolean =>
    citations.some((n) => numbers.has(n));
  const sentences = brief.sentences.filter(isCited);
  const isHeadline = own.some(({ title }) => title === brief.headline);
  const isTold = isHeadline || (sentences.length > 0 && !(inDigest === true && brief.storyId === storyId));
  if (!isTold) return undefined;
  return {
    ...brief,
    sentences,
    disagreements: brief.disagreements.filter(({ positions }) => positions.some(isCited)),
    independentSources: new Set(own.map(({ source }) => source)).size,
  };
}
