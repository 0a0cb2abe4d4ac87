/**
 * A report names its event in the title and the lead and tells the rest without the name: "The driver was arrested."
 * Such a sentence is as much about the event as the lead is, where it tells the asked doing.
 */
import type { Token } from '../text/reading.ts';
import { stem } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import { isOfFate } from './fates.ts';
import type { UnderstoodQuestion } from './question.ts';
import { formsOfWord, type QueryTerm } from './terms.ts';
import type { Features } from './weights.ts';

/** The asked name must stand in the title, the lead or the sentence before: this is what the lead counts for. */
const NAME_IN_CONTEXT = 0.35;
/** Title, lead and neighbours must hold this share of the question. */
const EVENT_COVERAGE = 0.38;
/** What they hold counts so much as if the sentence held it. */
const CONTEXT_WORTH = 0.85;
/** Words that are not in the sentence have no distance: as if they stood a few words off. */
const CONTEXT_PROXIMITY = 0.5;
/** Only what is clearly of the asked type. */
const MIN_FIT = 0.75;

const SEATED = new Set(['based', 'headquartered', 'located', 'situated']);

/** What of a passage tells whether it is about the event. */
interface Told {
  readonly sentence: { readonly tokens: readonly Token[] };
  readonly matches: readonly number[];
  readonly inContext: readonly number[];
  readonly contextCoverage: number;
}

/** Whether the sentence tells the asked doing of an event that only its surroundings name. */
export function tellsOfTheEvent(passage: Told, terms: readonly QueryTerm[], question: UnderstoodQuestion): boolean {
  if (passage.contextCoverage < EVENT_COVERAGE) return false;
  const name = rarestName(terms);
  if (name < 0 || passage.matches[name]! >= 0.5 || passage.inContext[name]! < NAME_IN_CONTEXT) return false;
  return tellsDoing(passage.sentence.tokens, question);
}

/** Whether the words tell what the question asks to be told of somebody. */
export function tellsDoing(tokens: readonly Token[], question: UnderstoodQuestion): boolean {
  const forms = doingOf(question);
  return tokens.some((token) => (forms?.get(token.stem) ?? 0) >= 0.7);
}

/** Forms of what is asked to be told: the verb, or being "based" somewhere. */
function doingOf(question: UnderstoodQuestion): ReadonlyMap<string, number> | undefined {
  if (question.clause.verb !== undefined) return formsOfWord(question.clause.verb);
  const seated = question.kind === 'where' && question.tokens.some((token) => SEATED.has(token.norm));
  if (question.kind === 'where' && question.clause.verb === undefined && !seated) return EVENT_DOINGS;
  if (/\b(?:new|next|incoming)\b/i.test(question.focus ?? '') && question.kind === 'who') return OFFICE_DOINGS;
  return seated ? new Map(['base', 'headquarters', 'seat', 'located'].map((word) => [stem(word), 1])) : undefined;
}

/** What is done at an event: a sentence that tells it tells where the event was. */
const EVENT_DOINGS: ReadonlyMap<string, number> = new Map(
  'win beat play hold host stage defeat claim open kick start begin perform headline finish celebrate attend crown clinch lose meet gather settle decide score'
    .split(' ')
    .flatMap((verb) => [...formsOfWord(verb)]),
);

/** What is done with an office that has a new holder. */
const OFFICE_DOINGS: ReadonlyMap<string, number> = new Map(
  'name appoint take succeed replace become elect hire promote tap pick confirm'
    .split(' ')
    .map((verb) => [stem(verb), 1] as const)
    .concat([
      [stem('took'), 1],
      [stem('became'), 1],
    ]),
);

/** The place of the rarest name among the terms, below 0 where none is asked about. */
export function rarestName(terms: readonly QueryTerm[]): number {
  let best = -1;
  terms.forEach((term, at) => {
    if (term.kind !== 'name' || term.focus || term.country !== undefined) return;
    if (best < 0 || term.weight > terms[best]!.weight) best = at;
  });
  return best;
}

/** The features of a candidate that fills the asked place in such a sentence; as they are for any other. */
export function asOfTheEvent(
  features: Features,
  candidate: Candidate,
  tokens: readonly Token[],
  inPlace: boolean,
  question: UnderstoodQuestion,
): Features {
  const fate = candidate.kind === 'figure' && isOfFate(candidate, tokens, question);
  const fills = features.role > 0.4 || features.slot >= 0.4 || fate || (question.kind === 'where' && inPlace);
  const fit = fate ? Math.max(features.fit, 0.9) : features.fit;
  if (!fills || fit < MIN_FIT) return features;
  return {
    ...features,
    fit,
    slot: fate ? Math.max(0, features.slot) : features.slot,
    coverage: Math.max(features.coverage, CONTEXT_WORTH * features.context),
    proximity: Math.max(features.proximity, CONTEXT_PROXIMITY),
  };
}
