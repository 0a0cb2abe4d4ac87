/** Which articles tell a claim's matter otherwise: by the rules by which a story's sources are found to differ. */
import type { Witnesses } from '../briefs/support.ts';
import type { Article, Claim, Disagreement, Timestamp } from '../model.ts';
import { claimsOf } from '../stories/claims.ts';
import { disagreementsOf } from '../stories/disagreements.ts';
import { areOfOneThing } from '../stories/likeness.ts';
import { readText } from '../text/read.ts';
import { type Carrier, carrierOf } from './carriers.ts';

/** A story tells of a claim's matter where one of its articles tells so much of it, whatever the numbers. */
const SAME_MATTER = 0.6;

/** What some say otherwise: about what, what the claim says, what they say. */
export interface Difference {
  readonly about: string;
  readonly claimed: string;
  readonly others: readonly (Carrier & { readonly value: string })[];
}

/** The articles of the story that tells most of the claim's matter. */
export function sameMatter(text: string, articles: readonly Article[], witnesses: Witnesses): readonly Article[] {
  const examined = witnesses.examine(text);
  const stories = [...Map.groupBy(articles, ({ storyId }) => storyId).values()];
  const told = stories.map((story) => ({
    story,
    share: witnesses.toldBy(examined, new Set(story.map(({ id }) => id))),
  }));
  const best = told.toSorted((a, b) => b.share - a.share)[0];
  return best !== undefined && best.share >= SAME_MATTER ? best.story : [];
}

interface Setting {
  readonly now: Timestamp;
  readonly owners: ReadonlyMap<string, string>;
  claims(article: Article): readonly Claim[];
}

const TEXT_ID = 'the text that is checked';

/** The claim takes its place among a story's articles, as one more voice: it differs where the rules for stories say that voices differ. */
export function differencesIn({ now, owners, claims }: Setting) {
  return (text: string, story: readonly Article[]): readonly Difference[] => {
    const [first] = story;
    if (first === undefined) return [];
    const self = { id: TEXT_ID, source: TEXT_ID, text, storyId: first.storyId, seenAt: now };
    const told = story.flatMap(claims);
    // By itself: of several figures for one thing an article's first would count.
    const own = claimsOf({ ...self, ...latest(story, now) }, readText(text, { lang: 'en' }));
    return own.flatMap((claim) => {
      const rivals = new Set(told.filter((other) => areOfOne(claim, other)).map(({ articleId }) => articleId));
      // It speaks of now: figures that the story has left behind don't contradict it, those that stand do.
      const asNow = {
        ...self,
        ...latest(
          story.filter(({ id }) => rivals.has(id)),
          now,
        ),
      };
      const found = disagreementsOf([claim, ...told], [...story, asNow], owners);
      return found.flatMap((disagreement) => differenceIn(disagreement, story, told) ?? []);
    });
  };
}

/** Undefined where the claim, which stands behind the story's articles, takes no side. */
function differenceIn(
  { about, positions }: Disagreement,
  story: readonly Article[],
  told: readonly Claim[],
): Difference | undefined {
  const mine = positions.find(({ citations }) => citations.includes(story.length + 1));
  if (mine === undefined) return undefined;
  const others = positions
    .filter((position) => position !== mine)
    .flatMap(({ value, quote, citations }) =>
      citations.flatMap((n) => {
        const article = story[n - 1];
        const shown = told.find((claim) => claim.quote === quote);
        // Each in its own words.
        const said = told.find(
          (claim) => claim.articleId === article?.id && claim.about === shown?.about && claim.value === shown.value,
        );
        return article === undefined || said === undefined ? [] : [{ ...carrierOf(article, said.quote), value }];
      }),
    );
  return others.length === 0 ? undefined : { about, claimed: mine.value, others };
}

const areOfOne = (a: Claim, b: Claim): boolean =>
  a.about === b.about && (!/^(?:count|measure)\|/.test(a.about) || areOfOneThing(a, b));

/** The newest outlet's stamp among some articles, oldest first. */
function latest(articles: readonly Article[], now: Timestamp): Pick<Article, 'publishedAt' | 'publishedAtGuessed'> {
  const newest = articles.findLast(({ publishedAtGuessed }) => !publishedAtGuessed);
  return { publishedAt: newest?.publishedAt ?? now, publishedAtGuessed: newest === undefined };
}
