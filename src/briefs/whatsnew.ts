/** What has changed since a brief was posted, in the articles' words. Another wording, a copy or an older report is not news. */
import type { Article, Brief, BriefSentence, Change, ChangeKind, Disagreement, Source, WhatIsNew } from '../model.ts';
import { relatedStems } from '../text/derivations.ts';
import { namesOf } from '../text/names.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { readText } from '../text/read.ts';
import type { Reading } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidates.ts';
import { type Choice, choose } from './choose.ts';
import { hasMainVerb } from './faults.ts';
import { ungroundedIn } from './grounded.ts';
import { type DatedToll, gather, type Material, tollsIn } from './material.ts';
import { sayTheSame } from './sameness.ts';
import { citationsOf } from './sources.ts';
import type { Examined } from './telling.ts';

/** Words of the new facts together, at most, and how many there are. */
export const NEWS_MAX_WORDS = 80;
export const NEWS_MAX_FACTS = 2;
/** Changes told at once, at most: the gravest first. */
export const NEWS_MAX_CHANGES = 5;
/** A fact is old where known articles have told this share of it; with a new person in it, this much more. */
const TOLD_THRESHOLD = 0.5;
const TOLD_THRESHOLD_OF_NEW_VOICE = 0.7;
/** Without a new name, figure or quotation it is news only where little of it was told, and two voices tell it. */
const SOFT_TOLD_THRESHOLD = 0.35;
/** New facts that stand deeper in an article than this are its background; where only one voice has them, much sooner. */
const NEWS_MAX_POSITION = 15;
const NEWS_MAX_POSITION_OF_ONE = 6;
/** A new fact is about the event: it has this much of the topic, this share of what the brief's lead has of it, and this share of its worth. */
const NEWS_NEARNESS = 1;
const NEWS_SHARE_OF_LEAD = 0.2;
const NEWS_WORTH_OF_LEAD = 0.12;
/** Words of the headline that a piece of background shares to be about it. */
const TOPIC_WORDS_OF_BACKGROUND = 2;
const NEWS_MAX_SENTENCE_WORDS = 45;
/** A figure that is only about right, or lower than before, has changed where it is this much larger or smaller. */
const APPROXIMATE_CHANGE = 0.1;

export interface NewsInput {
  /** The articles of the story as it stands now, oldest first. */
  readonly articles: readonly Article[];
  read(article: Article): Reading;
  /** By article: the one that it repeats. `copyOf` of the articles where it is left out. */
  readonly originOf?: ReadonlyMap<string, string>;
  /** What outlets have changed in articles that the previous brief cites, in words (`articles/revision`). */
  readonly corrections?: readonly { readonly articleId: string; readonly changes: readonly string[] }[];
  /** Articles that their outlets have taken back since. */
  readonly withdrawn?: readonly string[];
}

/** The changes from one brief of a story to the next; citations are numbers of `current`. */
export function whatIsNew(previous: Brief, current: Brief, input: NewsInput): WhatIsNew {
  const material = gather({
    articles: input.articles,
    read: input.read,
    maxSentenceWords: NEWS_MAX_SENTENCE_WORDS,
    ...(input.originOf === undefined ? {} : { originOf: input.originOf }),
  });
  const known = new Set(previous.sources.map(({ articleId }) => material.rootOf(articleId)));
  const tolls = changedTolls(previous, known, material, current.sources);
  const changes = [
    ...ofKind('withdrawal', withdrawals(previous, input.withdrawn ?? [])),
    ...ofKind('correction', corrections(current, input.corrections ?? [])),
    ...ofKind(
      'figure',
      tolls.map(({ sentence }) => sentence),
    ),
    ...ofKind('dispute', newDisagreements(previous, current, new Set(tolls.map(({ label }) => label)))),
    ...ofKind('source', secondSource(previous, current, known, material)),
    ...ofKind('fact', newFacts(known, material, current, tolls)),
  ];
  return { changes: changes.slice(0, NEWS_MAX_CHANGES) };
}

const ofKind = (kind: ChangeKind, sentences: readonly BriefSentence[]): Change[] =>
  sentences.map((sentence) => ({ ...sentence, kind }));

// ---------------------------------------------------------------- what outlets take back

function withdrawals(previous: Brief, withdrawn: readonly string[]): BriefSentence[] {
  return previous.sources
    .filter(({ articleId }) => withdrawn.includes(articleId))
    .map(({ source, title }) => ({ text: `${source} has withdrawn \u201c${title}\u201d.`, citations: [] }));
}

function corrections(current: Brief, corrected: NonNullable<NewsInput['corrections']>): BriefSentence[] {
  return corrected.flatMap(({ articleId, changes }) => {
    const source = current.sources.find((each) => each.articleId === articleId);
    if (source === undefined || source.copyOf !== undefined || changes.length === 0) return [];
    return [{ text: `${source.source} has changed its report: ${changes.join('; ')}.`, citations: [source.n] }];
  });
}

// ---------------------------------------------------------------- changed figures

interface ChangedToll {
  readonly label: string;
  readonly value: string;
  readonly about: string;
  readonly sentence: BriefSentence;
}

/** Tolls that new articles give differently from what was told, by articles published later than those that gave the old one. */
function changedTolls(
  previous: Brief,
  known: ReadonlySet<string>,
  material: Material,
  sources: readonly Source[],
): ChangedToll[] {
  const told = new Map(
    previous.sentences.flatMap(({ text }) => tollsIn(text)).map(({ about, value }) => [about, value]),
  );
  const changed: ChangedToll[] = [];
  for (const [about, given] of Map.groupBy(material.tolls, (toll) => toll.about)) {
    const before = given.filter(({ articleId }) => known.has(articleId));
    if (before.length === 0 && about.startsWith('toll|')) {
      changed.push(...firstToll(given, known, sources));
      continue;
    }
    const old = before.findLast(({ value }) => value === told.get(about)) ?? before.at(-1);
    const now = given.findLast((toll) => !known.has(toll.articleId) && old !== undefined && isLater(toll, old));
    if (old === undefined || now === undefined || !differs(old.value, now.value)) continue;
    if (before.some(({ value }) => value === now.value)) continue;
    const voices = given.filter(({ value }) => value === now.value || value === old.value);
    changed.push({
      label: now.label,
      value: now.value,
      about,
      sentence: {
        text: `The ${now.label} is now ${numberIn(now)}, earlier ${numberIn(old)}.`,
        citations: citationsOf(
          voices.map(({ articleId }) => articleId),
          sources,
        ),
      },
    });
  }
  return changed;
}

/** Nobody had counted yet. */
function firstToll(given: readonly DatedToll[], known: ReadonlySet<string>, sources: readonly Source[]): ChangedToll[] {
  const first = given.findLast(({ articleId }) => !known.has(articleId));
  if (first === undefined) return [];
  const voices = given.filter(({ value }) => value === first.value).map(({ articleId }) => articleId);
  const text = `The ${first.label} is given as ${numberIn(first)}.`;
  return [{ ...first, sentence: { text, citations: citationsOf(voices, sources) } }];
}

function isLater(toll: DatedToll, than: DatedToll): boolean {
  return toll.at === undefined || than.at === undefined || toll.at > than.at;
}

function differs(old: string, now: string): boolean {
  const [before, after] = [Number(old.replace(/^\D/, '')), Number(now.replace(/^\D/, ''))];
  if (before === after) return false;
  // "At least 50" after "at least 51" takes nothing back.
  if (after < before && /^[>\u2265]/.test(now)) return false;
  const approximate = /^~/.test(old) || /^~/.test(now) || after < before;
  return !approximate || Math.abs(after - before) > APPROXIMATE_CHANGE * before;
}

/** "at least 12" of "at least 12 killed". */
function numberIn({ display }: DatedToll): string {
  return /^.*?\d[\d.,]*/.exec(display)?.[0] ?? display;
}

// ---------------------------------------------------------------- new disagreements

function newDisagreements(previous: Brief, current: Brief, changed: ReadonlySet<string>): BriefSentence[] {
  return current.disagreements
    .filter((disagreement) => !changed.has(disagreement.about) && !wasTold(disagreement, previous))
    .map(({ about, positions }) => ({
      text: `Sources differ on the ${about}: ${positions.map(({ value }) => value).join(' or ')}.`,
      citations: [...new Set(positions.flatMap(({ citations }) => citations))].sort((a, b) => a - b),
    }));
}

function wasTold({ kind, about, positions }: Disagreement, previous: Brief): boolean {
  const before = previous.disagreements.find((each) => each.kind === kind && each.about === about);
  return before !== undefined && positions.every(({ value }) => before.positions.some((each) => each.value === value));
}

// ---------------------------------------------------------------- the second source

/** What one outlet alone had reported, another now reports on its own. */
function secondSource(
  previous: Brief,
  current: Brief,
  known: ReadonlySet<string>,
  { witnesses, voiceOf }: Material,
): BriefSentence[] {
  const [lead] = previous.sentences;
  if (lead === undefined || previous.independentSources !== 1 || current.independentSources < 2) return [];
  const voices = new Set([...known].map(voiceOf));
  const second = witnesses
    .supportersOf(witnesses.examine(lead.text))
    .find(({ articleId }) => !known.has(articleId) && !voices.has(voiceOf(articleId)));
  const source = current.sources.find(({ articleId }) => articleId === second?.articleId);
  if (source === undefined) return [];
  return [{ text: `A second source reports it independently: ${source.source}.`, citations: [source.n] }];
}

// ---------------------------------------------------------------- new facts

interface Fresh {
  readonly candidate: Candidate;
  readonly examined: Examined;
  readonly articleIds: readonly string[];
  readonly score: number;
}

/** Sentences of new independent articles that say what no known article has said, the weightiest of them. */
function newFacts(
  known: ReadonlySet<string>,
  material: Material,
  { headline, sentences, sources }: Brief,
  tolls: readonly ChangedToll[],
): BriefSentence[] {
  const isNewsworthy = newsworthinessBeside(sentences[0]?.text ?? headline, headline, material);
  const fresh = material.candidates
    .filter(({ articleId, position }) => !known.has(articleId) && position <= NEWS_MAX_POSITION)
    .filter(isNewsworthy)
    .flatMap((candidate) => freshFact(candidate, known, material, tolls) ?? []);
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
  return score > 0 ? { candidate, examined, articleIds, score } : undefined;
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
