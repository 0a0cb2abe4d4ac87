/** The lead of a brief: the sentence that tells what happened as most sources tell it. */
import type { Article } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { relatedStems } from '../text/derivations.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { isJudging } from './commentary.ts';
import type { Deed } from './deed.ts';
import { hasMainVerb } from './faults.ts';
import { isOutlived, isUndated } from './losses.ts';
import type { Material } from './material.ts';
import { differInToll, tollsOf } from './retelling.ts';
import type { Examined } from './telling.ts';
import { isReserved } from './unconfirmed.ts';

/** A lead longer than this is hard to read. */
export const GOOD_LEAD_WORDS = 34;
/** Leads of which it is asked how many voices carry them and what they tell, and how much that counts. */
const MAX_LEADS = 25;
const LEAD_VOICES_GAIN = 0.5;
/** What a report of a day before the newest one counts as a lead, at least. */
const OLD_LEAD_FACTOR = 0.6;
/** Of two reports the newer one has the news, unless both tell the same. */
export const NEWER_OF_TWO_GAIN = 1.8;
/** A lead of nothing but the topic counts this much more than one whose words nobody else has at the head. */
const PURE_LEAD_GAIN = 1.5;
/** A lead counts this much more where its deed stands in the brief's headline, and in all headlines. */
const DEED_IN_HEADLINE_GAIN = 0.4;
const DEED_IN_HEADLINES_GAIN = 1;
/** What a lead loses without the headline's first word, its second, its third. */
const OPENING_WEIGHTS = [0.2, 0.15, 0.1] as const;
/** A lead whose figure the headline contradicts. */
const CONTRADICTED_FACTOR = 0.4;
/** A lead from a piece of comment, and one that judges. */
const COMMENT_FACTOR = 0.3;
const JUDGING_FACTOR = 0.3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A candidate with all that the choice asks of it. */
export interface Weighed {
  readonly candidate: Candidate;
  readonly concepts: readonly number[];
  readonly worth: number;
}

export const isSentence = ({ candidate }: Weighed, { lang }: Material): boolean =>
  lang !== 'en' || hasMainVerb(candidate.text);

/** The sentence that tells what happened: weighty, early in its article, near the headline, standing alone. */
export function leadOf(
  usable: readonly Weighed[],
  material: Material,
  headline: string,
  examine: (candidate: Candidate) => Examined,
): Weighed | undefined {
  const titled = stemsOf(headline);
  const titles = material.quotable.map(({ id, title }) => ({ voice: material.voiceOf(id), stems: stemsOf(title) }));
  const tolls = tollsOf(headline);
  const openingFactor = openingFactorOf(headline);
  const titleSize = Math.max(3, tokenise(headline).filter((token) => !token.stop).length);
  const voicesOf = ({ candidate }: Weighed) => {
    const supports = material.witnesses.supportersOf(examine(candidate));
    return new Set(
      [candidate.articleId, ...supports.map(({ articleId }) => articleId)].map((id) => material.voiceOf(id)),
    ).size;
  };
  return usable
    .map((weighed) => ({ weighed, score: leadScore(weighed, headline, titled, titleSize, material) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_LEADS)
    .filter(({ weighed }) => isSentence(weighed, material))
    .map(({ weighed, score }) => {
      const { text } = weighed.candidate;
      const agreed = 1 + LEAD_VOICES_GAIN * Math.log2(voicesOf(weighed));
      const contradicted = differInToll(tollsOf(text), tolls) ? CONTRADICTED_FACTOR : 1;
      return {
        weighed,
        score:
          score *
          agreed *
          contradicted *
          deedFactor(examine(weighed.candidate).deed(), titled, titles) *
          openingFactor(text),
      };
    })
    .sort((a, b) => b.score - a.score)[0]?.weighed;
}

/** 1 where the sentence has the headline's first words, which say who or what it is about, less where it lacks some. */
function openingFactorOf(headline: string): (text: string) => number {
  const first = tokenise(headline)
    .filter(({ stop }) => !stop)
    .slice(0, OPENING_WEIGHTS.length)
    .map((token, at) => ({ related: relatedStems(token.text), weight: OPENING_WEIGHTS[at]! }));
  return (text) => {
    const stems = stemsOf(text);
    const missing = first.filter(({ related }) => !related.some((stem) => stems.has(stem)));
    return 1 - missing.reduce((sum, { weight }) => sum + weight, 0);
  };
}

/** More where what the sentence tells above all is what the headlines tell. */
function deedFactor(
  deed: Deed | undefined,
  titled: ReadonlySet<string>,
  titles: readonly { readonly voice: string; readonly stems: ReadonlySet<string> }[],
): number {
  if (deed === undefined) return 1;
  const has = (stems: ReadonlySet<string>) => [...deed.verb].some((stem) => stems.has(stem));
  const all = new Set(titles.map(({ voice }) => voice)).size;
  const telling = new Set(titles.filter(({ stems }) => has(stems)).map(({ voice }) => voice)).size;
  return 1 + (has(titled) ? DEED_IN_HEADLINE_GAIN : 0) + (DEED_IN_HEADLINES_GAIN * telling) / Math.max(1, all);
}

function leadScore(
  { candidate, worth }: Weighed,
  headline: string,
  titled: ReadonlySet<string>,
  titleSize: number,
  material: Material,
): number {
  const { storyAt, byId } = material;
  const { presumes, leansOn, position, text, words, stems, part } = candidate;
  const shared = [...stems].filter((stem) => titled.has(stem)).length / titleSize;
  let score = ((worth / Math.max(12, words) ** 0.2) * (1 + shared) ** 2) / (1 + 0.15 * position);
  const ageDays =
    Math.max(0, Date.parse(storyAt) - Date.parse(byId.get(candidate.articleId)?.publishedAt ?? storyAt)) / DAY_MS;
  score *= OLD_LEAD_FACTOR + (1 - OLD_LEAD_FACTOR) * Math.exp(-ageDays);
  if (candidate.articleId === newerOfTwo(material)?.id) score *= NEWER_OF_TWO_GAIN;
  score *= 1 + (PURE_LEAD_GAIN * material.topic.nearnessOf(stems)) / Math.max(6, stems.size);
  if ([...presumes].some((name) => !material.introducedIn(headline).has(name))) score *= 0.6;
  if (leansOn.length > 0) score *= leansOn.every((noun) => titled.has(noun)) ? 0.75 : 0.5;
  if (words > GOOD_LEAD_WORDS) score *= (GOOD_LEAD_WORDS / words) ** 2;
  if (part !== 'happening') score *= part === 'background' ? 0.3 : 0.5;
  if (/^["\u201c\u2018']|^(?:\p{Lu}{2,}\s){2}/u.test(text)) score *= 0.5;
  if (datesIn(text, storyAt).length > 0) score *= 1.3;
  if (isUndated(text)) score *= 0.8;
  if (isOutlived(candidate, material)) score *= 0.6;
  if (isReserved(text)) score *= 0.7;
  if (candidate.isComment === true) score *= COMMENT_FACTOR;
  if (isJudging(text)) score *= JUDGING_FACTOR;
  return score;
}

/** The later one of two reports, by their outlets' own stamps. */
export function newerOfTwo({ quotable }: Pick<Material, 'quotable'>): Article | undefined {
  const [older, newer] = quotable;
  if (quotable.length !== 2 || older!.publishedAtGuessed || newer!.publishedAtGuessed) return undefined;
  if (older!.publishedAt === newer!.publishedAt) return undefined;
  return older!.publishedAt < newer!.publishedAt ? newer : older;
}

/** The stems of a text's words that tell something, with those that may stand for them. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set(tokenise(text).flatMap((token) => (token.stop ? [] : relatedStems(token.text))));
}
