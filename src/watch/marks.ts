/** Marks: what a field of a query asks of an article, as a key that is there or not. `#source:reuters`, `#person:baker`. */
import type { LanguageCode } from '../model.ts';
import type { Name, NameKind } from '../text/reading.ts';
import { folded } from './letters.ts';
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
const HONORIFICS = new Set(
  'mr mrs ms miss dr prof sir dame lord lady president minister senator sen rep gen col capt jr sr ii iii iv'.split(
    ' ',
  ),
);

function wordsIn(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (start, end) => words.push(folded(text.slice(start, end))));
  return words;
}

/** A name's words as marks compare them: a leading article is dropped, and with a person titles and "Jr". */
function nameWords(field: MarkField, text: string): string[] {
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

/** `en-GB` is `en`. */
const languageOf = (code: string): string => code.trim().toLowerCase().split(/[-_]/)[0] ?? '';

/** Every run of neighbouring words: `bbc`, `bbc news`, `news`. */
function runs(words: readonly string[]): string[] {
  const found: string[] = [];
  const few = words.slice(0, MAX_NAME_WORDS);
  for (let from = 0; from < few.length; from += 1) {
    for (let to = from + 1; to <= few.length; to += 1) found.push(few.slice(from, to).join(' '));
  }
  return found;
}

/** The ways in which a full name is written: all of its words, or fewer given names, never without the last word. */
function personForms(words: readonly string[]): string[] {
  const full = words.slice(-MAX_NAME_WORDS);
  const last = full.at(-1);
  if (last === undefined) return [];
  const given = full.slice(0, -1);
  const forms: string[] = [];
  for (let chosen = 0; chosen < 1 << given.length; chosen += 1) {
    forms.push([...given.filter((_, index) => (chosen & (1 << index)) !== 0), last].join(' '));
  }
  return forms;
}

/** The fuller form of a bare surname in the story, where there is exactly one person who bears it. */
function fullerForm(surname: string, storyNames: readonly Name[]): readonly string[] | undefined {
  const bearers = new Map<string, readonly string[]>();
  for (const name of storyNames) {
    const words = name.kind === 'person' ? nameWords('person', name.text) : [];
    if (words.length > 1 && words.at(-1) === surname) bearers.set(words.join(' '), words);
  }
  return bearers.size === 1 ? [...bearers.values()][0] : undefined;
}

function formsOf(field: 'person' | 'place' | 'org', name: Name, storyNames: readonly Name[]): string[] {
  const words = nameWords(field, name.text);
  const mentioned = name.mentions.map((mention) => nameWords(field, mention.text).join(' '));
  if (field !== 'person') return [words.join(' '), ...mentioned];
  const full = words.length === 1 ? (fullerForm(words[0]!, storyNames) ?? words) : words;
  return [...personForms(full), ...mentioned];
}

/** All marks of an article, each once. */
export function marksOf(article: Markable): string[] {
  const marks = new Set<string>();
  if (article.lang !== undefined) marks.add(`#lang:${languageOf(article.lang)}`);
  if (article.source !== undefined) for (const run of runs(wordsIn(article.source))) marks.add(`#source:${run}`);
  for (const tag of article.tags ?? []) marks.add(`#tag:${wordsIn(tag).join(' ')}`);
  for (const field of ['person', 'place', 'org'] as const) {
    for (const name of article.names ?? []) {
      if (name.kind !== KIND_OF[field]) continue;
      for (const form of formsOf(field, name, article.storyNames ?? []))
        if (form !== '') marks.add(`#${field}:${form}`);
    }
  }
  return [...marks];
}
