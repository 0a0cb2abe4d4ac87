/** What articles that came since a brief was posted say, and none before them has said. */
import type { Brief, BriefSentence } from '../model.ts';
import { relatedStems } from '../text/derivations.ts';
import { namesOf } from '../text/names.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { readText } from '../text/read.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import type { ChangedToll } from './changedtolls.ts';
import { type Choice, choose } from './choose.ts';
import { hasMainVerb } from './faults.ts';
import { ungroundedIn } from './grounded.ts';
import { stemsOf } from './lead.ts';
import type { Material } from './material.ts';
import { reintroduces, tellSameDeed } from './retelling.ts';
import { repeats, sayTheSame } from './sameness.ts';
import { citationsOf } from './sources.ts';
import type { Examined } from './telling.ts';

/** Words of the new facts together, at most, and how many there are. */
export const NEWS_MAX_WORDS = 80;
export const NEWS_MAX_FACTS = 2;
/** A fact is old where known articles have told this share of it; with a new person in it, this much more. */
const TOLD_THRESHOLD = 0.5;
const TOLD_THRESHOLD_OF_NEW_VOICE = 0.75;
/** Without a new name, figure or quotation it is news only where little of it was told, and two voices tell it. */
const SOFT_TOLD_THRESHOLD = 0.35;
/** New facts that stand deeper in an article than this are its background; where only one voice has them, much sooner. */
const NEWS_MAX_POSITION = 15;
const NEWS_MAX_POSITION_OF_ONE = 6;
/** A new fact is about the event: it has this much of the topic, this share of what the brief's lead has of it, and this share of its worth. */
const NEWS_NEARNESS = 1;
const NEWS_SHARE_OF_LEAD = 0.2;
const NEWS_WORTH_OF_LEAD = 0.12;
/** The first sentences of a report tell the event; with so much of the posted lead in them they do little else. */
const NEWS_OPENING_POSITIONS = 2;
const NEWS_OPENING_OVERLAP = 0.3;
/** Words of the headline that a piece of background shares to be about it. */
const TOPIC_WORDS_OF_BACKGROUND = 2;

interface Fresh {
  readonly candidate: Candidate;
  readonly examined: Examined;
  readonly articleIds: readonly string[];
  readonly score: number;
  /** People whom no known article names. */
  readonly newPeople: number;
}

/** Sentences of new independent articles that say what no known article has said, the weightiest of them. */
export function newFacts(
  known: ReadonlySet<string>,
  material: Material,
  previous: Brief,
  { headline, sentences, sources }: Brief,
  tolls: readonly ChangedToll[],
): BriefSentence[] {
  const isNewsworthy = newsworthinessBeside(sentences[0]?.text ?? headline, headline, material);
  const fresh = material.candidates
    .filter(({ articleId, position }) => !known.has(articleId) && position <= NEWS_MAX_POSITION)
    .filter(isNewsworthy)
    .flatMap((candidate) => freshFact(candidate, known, material, tolls) ?? [])
    .filter(isFurtherThan(previous, material));
  const choices = fresh.map(
    ({ candidate, examined, score }): Choice => ({
      words: candidate.words,
      concepts: [],
      bonus: score,
      excludes: new Set(
        fresh.flatMap((other, at) =>
          sayTheSame(examined, other.examined) || (isReaction(candidate) && isReaction(other.candidate)) ? [at] : [],
        ),
      ),
    }),
  );
  const { chosen } = choose({ choices, weights: [], maxWords: NEWS_MAX_WORDS, maxSentences: NEWS_MAX_FACTS });
  return chosen.map((index) => {
    const { candidate, articleIds } = fresh[index]!;
    return { text: candidate.text, citations: citationsOf(articleIds, sources) };
  });
}

/** Whether a fact goes on from what was posted: a report that comes later tells the event first, in words of its own. */
function isFurtherThan({ headline, sentences }: Brief, { topic, witnesses, lang }: Material) {
  const lead = sentences[0]?.text ?? headline;
  const said = stemsOf(`${headline} ${lead}`);
  const leadStems = new Set(tokenise(lead, lang).flatMap(({ stop, stem }) => (stop ? [] : [stem])));
  const told = sentences.map(({ text }) => witnesses.examine(text));
  return ({ candidate, examined, newPeople }: Fresh): boolean => {
    const { text, position, stems } = candidate;
    if (reintroduces(text, said)) return false;
    // Somebody new behind the first sentence says something of their own.
    const opens = position === 0 || (position < NEWS_OPENING_POSITIONS && newPeople === 0);
    if (opens && topic.overlap(stems, leadStems) >= NEWS_OPENING_OVERLAP) return false;
    // Who is new may have done what was told.
    return (
      newPeople > 0 || !told.some((other) => repeats(examined, other) || tellSameDeed(examined.deed(), other.deed()))
    );
  };
}

const isReaction = ({ part }: Candidate): boolean => part === 'reaction';

/** Whether a sentence is about the event, and weighs something beside what is known of it. How it came to it is news only where it is about the very thing. */
function newsworthinessBeside(lead: string, headline: string, { topic, concepts, lang }: Material) {
  const tokens = tokenise(lead, lang);
  const stems = new Set(tokens.flatMap(({ stop, stem }) => (stop ? [] : [stem])));
  const nearness = Math.max(NEWS_NEARNESS, NEWS_SHARE_OF_LEAD * topic.nearnessOf(stems));
  const worth = NEWS_WORTH_OF_LEAD * concepts.worthOf(concepts.of(tokens));
  const told = relatedTo(headline);
  return (candidate: Candidate): boolean =>
    topic.nearnessOf(candidate.stems) >= nearness &&
    concepts.worthOf(concepts.of(candidate.tokens)) >= worth &&
    (candidate.part !== 'background' || sharesTopic(candidate.stems, told));
}

/** For each word of the headline that tells something, the stems that may stand for it. */
function relatedTo(headline: string): readonly (readonly string[])[] {
  return tokenise(headline).flatMap((token) => (token.stop ? [] : [relatedStems(token.text)]));
}

/** How it came to the story is news only where it is about the very thing. */
function sharesTopic(stems: ReadonlySet<string>, topic: readonly (readonly string[])[]): boolean {
  return topic.filter((related) => related.some((stem) => stems.has(stem))).length >= TOPIC_WORDS_OF_BACKGROUND;
}

function freshFact(
  candidate: Candidate,
  known: ReadonlySet<string>,
  material: Material,
  tolls: readonly ChangedToll[],
): Fresh | undefined {
  const examined = material.witnesses.examine(candidate.text);
  const told = material.witnesses.toldBy(examined, known);
  if (told >= TOLD_THRESHOLD_OF_NEW_VOICE || material.isOutdated(candidate.text)) return undefined;
  // The toll has been told already; a sentence that is about it adds little.
  const counted = quantitiesIn(candidate.text).map(({ value }) => value);
  if (tolls.some(({ value }) => counted.includes(Number(value.replace(/^\D/, ''))))) return undefined;
  const { novelties, newPeople } = noveltiesIn(candidate.text, known, material);
  if (told >= TOLD_THRESHOLD && newPeople === 0) return undefined;
  const { articleIds } = material.carriersOf(candidate.text, candidate.articleId);
  const voices = new Set(articleIds.map((id) => material.voiceOf(id))).size;
  if (voices < 2 && (candidate.position > NEWS_MAX_POSITION_OF_ONE || candidate.part === 'background'))
    return undefined;
  // Somebody new has to speak, or what is said is no news.
  if (isReaction(candidate) && newPeople === 0 && voices < 2) return undefined;
  if (novelties === 0 && (told >= SOFT_TOLD_THRESHOLD || voices < 2)) return undefined;
  if (material.lang === 'en' && !hasMainVerb(candidate.text)) return undefined;
  if (
    candidate.presumes.size > 0 ||
    ungroundedIn(
      candidate.text,
      articleIds.map((id) => material.groundOf(id)),
    ).length > 0
  )
    return undefined;
  const worth = material.concepts.worthOf(material.concepts.of(candidate.tokens));
  const score = (worth * (1 - told) * (1 + 0.25 * Math.min(novelties, 4)) * voices) / (1 + 0.1 * candidate.position);
  return score > 0 ? { candidate, examined, articleIds, score, newPeople } : undefined;
}

/** Names, numbers and quotations that no known article has. */
function noveltiesIn(
  text: string,
  known: ReadonlySet<string>,
  material: Material,
): { readonly novelties: number; readonly newPeople: number } {
  const grounds = [...known].filter((id) => material.byId.has(id)).map((id) => material.groundOf(id));
  const isNew = (words: string) => !grounds.some((ground) => ground.has(words));
  const names = namesOf(readText(text, { lang: 'en' })).filter((name) => isNew(name.text));
  const quotations = quotationsIn(text).filter(
    (quotation) => quotation.text.split(' ').length > 2 && isNew(quotation.text),
  );
  const numbers = quantitiesIn(text).filter(
    ({ text: words, value }) => isNew(words) && !grounds.some((ground) => ground.hasNumber(value)),
  );
  return {
    novelties: names.length + quotations.length + numbers.length,
    newPeople: names.filter(({ kind, text: name }) => kind === 'person' && name.includes(' ')).length,
  };
}
