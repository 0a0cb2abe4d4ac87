/** What a story is made of: pairs of neighbouring words, each worth more the more independent reports carry it, and the earlier. */
import type { Token } from '../text/reading.ts';

/** A report's sentences after this many are read for concepts no more: background. */
export const CONCEPT_MAX_SENTENCES = 60;
/** How fast a concept's worth falls with the sentence in which a report first has it: at 0.3, the fourth sentence counts half. */
export const POSITION_DECAY = 0.3;
/** What many reports carry somewhere below is still worth this much in each. */
export const POSITION_FLOOR = 0.3;
/** The same in a brief, which says what the sources agree on wherever they say it. */
export const POSITION_FLOOR_OF_BRIEF = 0.6;
/** Above 1, what many reports carry outweighs what few carry by more than their number. */
export const AGREEMENT_POWER = 2;

/** What a sentence gets of its worth whether or not other sentences taken tell the same: a central sentence stays better than a mere remainder. */
export const RECURRENCE = 0.2;
/** The same in a brief. */
export const RECURRENCE_IN_BRIEF = 0.3;

/** One report: an article, or what a group of copies says. */
export interface Report {
  /** Reports of one voice (copies, one outlet) count once. */
  readonly voice: string;
  /** Its headline, then its sentences. */
  readonly sentences: readonly (readonly Token[])[];
  /** The people it names. */
  readonly people?: readonly string[];
}

/** A person is a concept too: worth this much of what a pair would be that as many voices carry at the head of their reports. */
export const NAME_WEIGHT = 0.5;

export interface Concepts {
  /** Worth of each concept by its index. */
  readonly weights: readonly number[];
  /** Number of voices that carry each concept. */
  readonly voices: readonly number[];
  /** Distinct concepts of some words; those that no report has are left out. */
  of(tokens: readonly Token[]): readonly number[];
  /** The concepts that people are; those whom only one voice names are none. */
  ofPeople(people: Iterable<string>): readonly number[];
  worthOf(concepts: readonly number[]): number;
}

/** Pairs of stems in which at least one word tells something. (Gillick & Favre 2009 take the same.) */
function* pairsOf(tokens: readonly Token[]): Generator<string> {
  for (let at = 1; at < tokens.length; at += 1) {
    const left = tokens[at - 1]!;
    const right = tokens[at]!;
    if (!left.stop || !right.stop) yield `${left.stem} ${right.stem}`;
  }
}

/** The concepts of some reports of one story, weighed. */
export function conceptsOf(reports: readonly Report[], positionFloor = POSITION_FLOOR): Concepts {
  const indices = new Map<string, number>();
  const byVoice = new Map<string, Map<number, number>>();
  for (const { voice, sentences } of reports) {
    const first = byVoice.get(voice) ?? new Map<number, number>();
    byVoice.set(voice, first);
    for (const [position, tokens] of sentences.slice(0, CONCEPT_MAX_SENTENCES).entries()) {
      for (const pair of pairsOf(tokens)) {
        const index = indices.get(pair) ?? indices.size;
        indices.set(pair, index);
        const known = first.get(index);
        if (known === undefined || position < known) first.set(index, position);
      }
    }
  }
  const weights = new Array<number>(indices.size).fill(0);
  const voices = new Array<number>(indices.size).fill(0);
  for (const first of byVoice.values()) {
    for (const [index, position] of first) {
      weights[index]! += Math.max(positionFloor, 1 / (1 + POSITION_DECAY * position));
      voices[index]! += 1;
    }
  }
  const worth = weights.map((weight) => weight ** AGREEMENT_POWER);
  const indexOfPerson = new Map<string, number>();
  for (const [person, count] of voicesByPerson(reports)) {
    if (count < 2) continue;
    indexOfPerson.set(person, worth.length);
    worth.push(NAME_WEIGHT * count ** AGREEMENT_POWER);
    voices.push(count);
  }
  return {
    weights: worth,
    voices,
    worthOf: (concepts) => concepts.reduce((sum, concept) => sum + worth[concept]!, 0),
    of(tokens) {
      const found = new Set<number>();
      for (const pair of pairsOf(tokens)) {
        const index = indices.get(pair);
        if (index !== undefined) found.add(index);
      }
      return [...found];
    },
    ofPeople(people) {
      return [...new Set([...people].flatMap((person) => indexOfPerson.get(surnameOf(person)) ?? []))];
    },
  };
}

function voicesByPerson(reports: readonly Report[]): ReadonlyMap<string, number> {
  const voices = new Map<string, Set<string>>();
  for (const { voice, people = [] } of reports) {
    for (const person of people) {
      const surname = surnameOf(person);
      voices.set(surname, (voices.get(surname) ?? new Set()).add(voice));
    }
  }
  return new Map([...voices].map(([surname, heard]) => [surname, heard.size]));
}

/** One outlet writes the first name, another the title: the surname is what they share. */
export const surnameOf = (comparableName: string): string => comparableName.slice(comparableName.lastIndexOf(' ') + 1);
