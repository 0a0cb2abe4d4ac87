/** Marks: what a field of a query asks of an article, as a key that is there or not. `#source:reuters`, `#person:baker`. */
import type { LanguageCode } from '../model.ts';
import type { Name, NameKind } from '../text/reading.ts';
import { folded } from './letters.ts';
import { HONORIFICS, type NameRuns } from './name-runs.ts';
import { eachWord } from './segmentation.ts';

export type MarkField = 'source' | 'lang' | 'tag' | 'person' | 'place' | 'org';

/** What of an article its marks are made from. */
export interface Markable {
  readonly source?: string;
  readonly lang?: LanguageCode;
  readonly tags?: readonly string[];
  /** Names read in this article; needed only where watchlists ask for persons, places or organisations. */
  readonly names?: readonly Name[];
  /** Names in the other articles of the story: they say who a bare surname is. */
  readonly storyNames?: readonly Name[];
}

/** A name of more words is marked by its last ones. */
export const MAX_NAME_WORDS = 8;

const KIND_OF: Readonly<Record<'person' | 'place' | 'org', NameKind>> = {
  person: 'person',
  place: 'place',
  org: 'organisation',
};
function wordsIn(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (start, end) => words.push(folded(text.slice(start, end))));
  return words;
}

/** A name's words as marks compare them: a leading article is dropped, and with a person titles and "Jr". */
export function nameWords(field: MarkField, text: string): string[] {
  const words = wordsIn(text);
  const bare = words[0] === 'the' && words.length > 1 ? words.slice(1) : words;
  if (field !== 'person') return bare;
  const named = bare.filter((word) => !HONORIFICS.has(word));
  return named.length > 0 ? named : bare;
}

/** The mark that `field:value` asks for; undefined where the value has no word in it. */
export function markFor(field: MarkField, value: string): string | undefined {
  const words = field === 'lang' ? [languageOf(value)] : nameWords(field, value);
  return words.length === 0 || words[0] === '' ? undefined : `#${field}:${words.join(' ')}`;
}

/** The mark of a name of two words and more that stands in the text word for word; undefined for other values. */
export function rowMarkFor(field: MarkField, value: string): string | undefined {
  if (field !== 'person' && field !== 'place' && field !== 'org') return undefined;
  const words = nameWords(field, value);
  return words.length < 2 ? undefined : `#name:${words.join(' ')}`;
}

/** `en-GB` is `en`. */
const languageOf = (code: string): string => code.trim().toLowerCase().split(/[-_]/)[0] ?? '';

/** Every run of neighbouring words: `bbc`, `bbc news`, `news`. */
function nameParts(words: readonly string[]): string[] {
  const found: string[] = [];
  const few = words.slice(0, MAX_NAME_WORDS);
  for (let from = 0; from < few.length; from += 1) {
    for (let to = from + 1; to <= few.length; to += 1) found.push(few.slice(from, to).join(' '));
  }
  return found;
}

/** The ways in which a full name is written: all of its words, or fewer of the middle ones, or the last word alone. */
function personForms(words: readonly string[]): string[] {
  const [first, ...others] = words.slice(-MAX_NAME_WORDS);
  const last = others.pop();
  if (first === undefined || last === undefined) return [...words];
  const forms = [last];
  for (let chosen = 0; chosen < 1 << others.length; chosen += 1) {
    forms.push([first, ...others.filter((_, index) => (chosen & (1 << index)) !== 0), last].join(' '));
  }
  return forms;
}

/** Whether two full names with one surname can be one person's: "J. A. Baker", "James Baker" and "James Addison Baker" can. */
function mayBeOne(one: readonly string[], other: readonly string[]): boolean {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one];
  const agree = (a = '', b = ''): boolean =>
    a === b || (a.length === 1 && b[0] === a) || (b.length === 1 && a[0] === b);
  if (!agree(fewer[0], more[0])) return false;
  let at = 1;
  for (const given of fewer.slice(1, -1)) {
    while (at < more.length - 1 && !agree(given, more[at])) at += 1;
    if (at >= more.length - 1) return false;
    at += 1;
  }
  return true;
}

/** The fullest of full names with one surname, where they can all be one person's. */
function fullest(bearers: readonly (readonly string[])[]): readonly string[] | undefined {
  const [first, ...others] = bearers.toSorted((a, b) => b.length - a.length);
  return first !== undefined && others.every((other) => mayBeOne(first, other)) ? first : undefined;
}

function formsOf(field: 'person' | 'place' | 'org', name: Name): string[] {
  const words = nameWords(field, name.text);
  const mentioned = name.mentions.map((mention) => nameWords(field, mention.text).join(' '));
  return [...(field === 'person' ? personForms(words) : [words.join(' ')]), ...mentioned];
}

/** Who is meant by the surnames that stand alone in an article: whom it or its story names in full. */
function* surnamesMeant({ names = [], storyNames = [] }: Markable, runs: NameRuns | undefined): Generator<string> {
  const bearers = new Map<string, (readonly string[])[]>();
  const bare = new Set(runs?.alone);
  for (const [at, { kind, text }] of [...names, ...storyNames].entries()) {
    if (kind !== 'person') continue;
    const words = nameWords('person', text);
    const surname = words.at(-1) ?? '';
    if (words.length > 1) bearers.set(surname, [...(bearers.get(surname) ?? []), words]);
    else if (at < names.length) bare.add(surname);
  }
  for (const [surname, full] of bearers) {
    const meant = bare.has(surname) ? fullest(full) : undefined;
    if (meant !== undefined) yield* personForms(meant);
  }
}

/** Names that stand there word for word, though the reading may have overlooked them; not the end of somebody else's longer name. */
function* rowsIn({ names = [] }: Markable, runs: NameRuns): Generator<string> {
  const persons = names.filter(({ kind }) => kind === 'person').map(({ text }) => nameWords('person', text));
  const known = new Set(persons.map((words) => words.join(' ')));
  const longer = persons.filter((words) => words.length > 2).map((words) => words.join(' '));
  for (const row of runs.rows) {
    if (known.has(row) || !longer.some((person) => person.endsWith(` ${row}`))) yield row;
  }
}

/** All marks of an article, each once. `runs`: what its words say of names, where names are asked for. */
export function marksOf(article: Markable, runs?: NameRuns): string[] {
  const marks = new Set<string>();
  if (article.lang !== undefined) marks.add(`#lang:${languageOf(article.lang)}`);
  if (article.source !== undefined) for (const run of nameParts(wordsIn(article.source))) marks.add(`#source:${run}`);
  for (const tag of article.tags ?? []) marks.add(`#tag:${wordsIn(tag).join(' ')}`);
  for (const field of ['person', 'place', 'org'] as const) {
    for (const name of article.names ?? []) {
      if (name.kind !== KIND_OF[field]) continue;
      for (const form of formsOf(field, name)) if (form !== '') marks.add(`#${field}:${form}`);
    }
  }
  for (const form of surnamesMeant(article, runs)) marks.add(`#person:${form}`);
  if (runs !== undefined) for (const row of rowsIn(article, runs)) marks.add(`#name:${row}`);
  return [...marks];
}
