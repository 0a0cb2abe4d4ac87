/** Writes the brief of a story: a headline and a few sentences, all of them the articles' own, each with every article that carries it. */
import type { Article, Brief, BriefProvenance, ClaimKind, PartialDate, Source, Story } from '../model.ts';
import { provenanceOf } from '../stories/provenance.ts';
import type { Reading } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { ungroundedIn } from './grounded.ts';
import { chooseHeadline, cleanHeadline, shareOfHeadline } from './headline.ts';
import { GOOD_LEAD_WORDS, NEWER_OF_TWO_GAIN, newerOfTwo } from './lead.ts';
import { gather, type Material } from './material.ts';
import { inReadingOrder, type Placed } from './order.ts';
import { openSelection, type SelectionFrame } from './select.ts';
import { citationsOf, numberSources } from './sources.ts';
import { countWords } from './trim.ts';

/** Words that the sentences of a brief have together, at most, where nobody says otherwise. */
export const BRIEF_WORDS = 120;
/** Sentences under “Not yet confirmed”. */
export const MAX_UNCONFIRMED = 2;
/** Where the lead has less than this share of the headline's words, another headline is looked for, of which it has so much. */
const HEADLINE_LEAST_TOLD = 0.35;
const HEADLINE_WELL_TOLD = 0.5;
const HEADLINE_LEAST_WORDS = 5;
/** One sentence takes at most this share of the words. */
const MAX_SHARE_OF_WORDS = 0.45;
/** Rounds in which sentences that turn out unusable are replaced: those that can't be proved, and those that name somebody in short whom none names in full. */
const MAX_ROUNDS = 6;

/** A disagreement before its sources have numbers. */
export interface DisagreementByArticle {
  readonly kind: ClaimKind;
  readonly about: string;
  readonly positions: readonly {
    readonly value: string;
    readonly articleIds: readonly string[];
    readonly quote: string;
  }[];
}

/** An entry of the timeline before its sources have numbers. */
export interface TimelineEntryByArticle {
  readonly date: PartialDate;
  readonly text: string;
  readonly articleIds: readonly string[];
}

export interface BriefInput {
  readonly story: Pick<Story, 'id' | 'title' | 'revision'>;
  /** Oldest first. */
  readonly articles: readonly Article[];
  read(article: Article): Reading;
  readonly disagreements: readonly DisagreementByArticle[];
  readonly timeline: readonly TimelineEntryByArticle[];
  readonly carriedBy: number;
  readonly independentSources: number;
  /** By article: the one that it repeats. `copyOf` of the articles where it is left out. */
  readonly originOf?: ReadonlyMap<string, string>;
  /** Words for the sentences together. */
  readonly words?: number;
  /** The earlier story that this one follows. */
  readonly follows?: Brief['follows'];
  /** The brief that readers know: sources keep their numbers. */
  readonly previous?: Pick<Brief, 'sources'>;
}

/** The brief of a story. Never throws: a story without a quotable sentence has a headline and sources only. */
export function writeBrief(input: BriefInput): Brief {
  const words = input.words ?? BRIEF_WORDS;
  const material = gather({
    articles: input.articles,
    read: input.read,
    maxSentenceWords: Math.max(words * MAX_SHARE_OF_WORDS, Math.min(words, GOOD_LEAD_WORDS)),
    ...(input.originOf === undefined ? {} : { originOf: input.originOf }),
  });
  const headline = headlineOf(material) ?? input.story.title;
  const { sentences, unconfirmed } = writeSentences(material, {
    headline,
    words,
    isContested: contestedBy(input.disagreements),
  });
  const lead = sentences[0]?.text;
  const fitting =
    lead === undefined || shareOfHeadline(headline, lead) >= HEADLINE_LEAST_TOLD
      ? headline
      : (headlineOf(material, lead) ?? headline);
  const cited = new Set([...sentences, ...unconfirmed].flatMap(({ articleIds }) => articleIds));
  const inOrder = [
    ...[...cited].map((id) => material.byId.get(id)!),
    ...input.articles.filter(({ id }) => !cited.has(id)),
  ];
  const sources = numberSources(inOrder, input.previous, input.originOf);
  const cite = ({ text, articleIds }: Written) => ({ text, citations: citationsOf(articleIds, sources) });
  return {
    storyId: input.story.id,
    storyRevision: input.story.revision,
    headline: fitting,
    sentences: sentences.map(cite),
    disagreements: input.disagreements.map(({ positions, ...about }) => ({
      ...about,
      positions: positions.map(({ value, quote, articleIds }) => ({
        value,
        citations: citationsOf(articleIds, sources),
        quote,
      })),
    })),
    timeline: input.timeline.map(({ date, text, articleIds }) => ({
      date,
      text,
      citations: citationsOf(articleIds, sources),
    })),
    sources,
    carriedBy: input.carriedBy,
    independentSources: input.independentSources,
    ...(unconfirmed.length === 0 ? {} : { unconfirmed: unconfirmed.map(cite) }),
    ...(input.articles.length === 0 ? {} : { provenance: provenanceIn(input.articles, sources) }),
    ...(input.follows === undefined ? {} : { follows: input.follows }),
  };
}

function provenanceIn(articles: readonly Article[], sources: readonly Source[]): BriefProvenance {
  const { firstByStamp, firstSeen } = provenanceOf(articles);
  const numberOf = (id: string) => sources.find(({ articleId }) => articleId === id)!.n;
  return {
    ...(firstByStamp === undefined
      ? {}
      : { published: { n: numberOf(firstByStamp.id), at: firstByStamp.publishedAt } }),
    ...(firstSeen === undefined ? {} : { seen: { n: numberOf(firstSeen.id), at: firstSeen.seenAt } }),
  };
}

/** The stems of the articles' headlines, by the number of voices that use them. */
function headlineOf(material: Material, lead?: string): string | undefined {
  const voices = new Map<string, Set<string>>();
  for (const { id, title, lang } of material.quotable) {
    for (const token of tokenise(title, lang)) {
      if (token.stop) continue;
      const users = voices.get(token.stem) ?? new Set<string>();
      voices.set(token.stem, users.add(material.voiceOf(id)));
    }
  }
  // A story can have grown out of two: the headline is then one that the lead bears out.
  const fitting = material.quotable.filter(
    (article) =>
      lead === undefined ||
      (!material.isOutdated(cleanHeadline(article)) &&
        countWords(article.title) >= HEADLINE_LEAST_WORDS &&
        shareOfHeadline(cleanHeadline(article), lead) >= HEADLINE_WELL_TOLD),
  );
  if (fitting.length === 0) return undefined;
  const newer = newerOfTwo(material)?.id;
  return chooseHeadline(
    fitting,
    material.concepts,
    (stem) => Math.max(0, (voices.get(stem)?.size ?? 0) - 0.5),
    material.isOutdated,
    ({ id }) => (id === newer ? NEWER_OF_TWO_GAIN : 1),
  );
}

/** Where sources differ, the brief's own sentences keep to the position with most support; the others stand under the disagreement. */
function contestedBy(disagreements: readonly DisagreementByArticle[]): SelectionFrame['isContested'] {
  const minor = disagreements.flatMap(({ positions }) => positions.slice(1));
  return ({ articleId, text }) =>
    minor.some(({ articleIds, value, quote }) => {
      if (!articleIds.includes(articleId)) return false;
      return fold(text).includes(fold(value)) || fold(text) === fold(quote);
    });
}

const fold = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

interface Written {
  readonly text: string;
  /** Its own article first. */
  readonly articleIds: readonly string[];
}

interface Carried extends Placed {
  readonly articleIds: readonly string[];
}

/** Chooses, puts in order, proves; a sentence that can't be proved is struck and the choice made again. */
function writeSentences(
  material: Material,
  frame: SelectionFrame,
): { readonly sentences: readonly Written[]; readonly unconfirmed: readonly Written[] } {
  const desk = openSelection(material, frame);
  const proofOf = (candidate: Candidate) => {
    const carriers = material.carriersOf(candidate.text, candidate.articleId);
    const grounds = carriers.articleIds.map((id) => material.groundOf(id));
    return { candidate, ...carriers, isProved: ungroundedIn(candidate.text, grounds).length === 0 };
  };
  for (let round = 1; ; round += 1) {
    const chosen = desk.select();
    const introduced = new Set(
      chosen.flatMap(({ introduces }) => [...introduces]).concat(...material.introducedIn(frame.headline)),
    );
    const isIntroduced = (candidate: Candidate) =>
      candidate === chosen[0] || [...candidate.presumes].every((name) => introduced.has(name));
    const carried = chosen.map(proofOf);
    const good = carried.filter(({ candidate, isProved }) => isProved && isIntroduced(candidate));
    if (good.length === chosen.length || round === MAX_ROUNDS) {
      const unconfirmed = desk
        .unconfirmed(good.map(({ candidate }) => candidate))
        .filter((candidate) => [...candidate.presumes].every((name) => introduced.has(name)))
        .map(proofOf)
        .filter(({ isProved }) => isProved)
        .slice(0, MAX_UNCONFIRMED);
      return { sentences: inReadingOrder(good, chosen[0]).map(written), unconfirmed: unconfirmed.map(written) };
    }
    desk.strike(carried.filter((each) => !good.includes(each)).map(({ candidate }) => candidate));
  }
}

const written = ({ candidate, articleIds }: Carried): Written => ({ text: candidate.text, articleIds });
