/** The people, places and organisations that a text names, each once, with every mention. */

import { canAbbreviate, comparableName, isShortFor } from './aliases.ts';
import { type Found, findMentions } from './mentions.ts';
import { ORGANISATION_WORDS } from './namewords.ts';
import { countryNamed, isDemonym } from './places.ts';
import type { Name, NameKind, NameMention, Reading } from './reading.ts';
import { isAcronym } from './runs.ts';
import { normalise } from './words.ts';

export { comparableName, sameName } from './aliases.ts';

const remembered = new WeakMap<Reading, readonly Name[]>();

/** The names of a text in the order of their first mention. Remembered per reading. */
export function namesOf(reading: Reading): readonly Name[] {
  const known = remembered.get(reading);
  if (known !== undefined) return known;
  const names = merge(reading, findMentions(reading));
  remembered.set(reading, names);
  return names;
}

interface Growing {
  text: string;
  kind: NameKind | undefined;
  readonly votes: Map<NameKind, number>;
  readonly mentions: NameMention[];
  readonly roles: Set<string>;
  readonly key: string;
}

function merge(reading: Reading, found: readonly Found[]): readonly Name[] {
  const byKey = new Map<string, Growing>();
  for (const each of found) {
    const key = keyOf(each.text);
    if (key === '') continue;
    const name = byKey.get(key) ?? {
      text: each.text,
      kind: undefined,
      votes: new Map(),
      mentions: [],
      roles: new Set(),
      key,
    };
    byKey.set(key, name);
    add(name, each);
  }
  const names = [...byKey.values()];
  foldAcronyms(reading, names);
  foldShortForms(names);
  return names
    .filter((name) => name.mentions.length > 0)
    .map(
      ({ key, text, kind, mentions, roles }) =>
        ({
          text: key.startsWith('country ') ? commonest(mentions) : text,
          kind: kind ?? 'other',
          mentions: mentions.sort((a, b) => a.start - b.start),
          roles: [...roles],
        }) satisfies Name,
    )
    .sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start);
}

/** The form that a text uses most: "Afghanistan" rather than the state's full title. */
function commonest(mentions: readonly NameMention[]): string {
  const counts = new Map<string, number>();
  for (const { text } of mentions) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || b.length - a.length)[0]![0];
}

/** "U.S." and "United States" are one country; Washington is a city. */
function keyOf(text: string): string {
  const country = countryNamed(text);
  return country === undefined ? comparableName(text) : `country ${normalise(country)}`;
}

function add(name: Growing, each: Found): void {
  if (each.text.length > name.text.length && each.text !== each.text.toUpperCase()) name.text = each.text;
  name.mentions.push(each.mention);
  for (const role of each.roles) name.roles.add(role);
  if (each.kind !== undefined) vote(name, each.kind, each.roles.length > 0 ? 3 : each.kind === 'other' ? 0.1 : 1);
}

function vote(name: Growing, kind: NameKind, weight: number): void {
  name.votes.set(kind, (name.votes.get(kind) ?? 0) + weight);
  let best = kind;
  for (const [other, count] of name.votes) if (count > name.votes.get(best)!) best = other;
  name.kind = best;
}

/** "Atomic Energy Agency (AEA)": the acronym in brackets right behind a name means the same. */
function foldAcronyms(reading: Reading, names: readonly Growing[]): void {
  const endingAt = new Map<number, Growing>();
  for (const name of names) for (const mention of name.mentions) endingAt.set(mention.end, name);
  for (const short of names) {
    if (!isAcronym(short.text)) continue;
    for (const mention of short.mentions) {
      const bracket = /\(\s?$/.exec(reading.text.slice(Math.max(0, mention.start - 2), mention.start));
      if (bracket === null) continue;
      const before = mention.start - bracket[0].length;
      const long = endingAt.get(before - 1) ?? endingAt.get(before);
      if (long === undefined || long === short || !canAbbreviate(short.text, long.text)) continue;
      if (long.kind === 'place' || long.kind === undefined || long.kind === 'other')
        long.kind = long.key.startsWith('country ') ? 'place' : 'organisation';
      absorb(long, short);
      break;
    }
  }
}

/** A part of a fuller name of the same text means that name, where only one such name is there. */
function foldShortForms(names: readonly Growing[]): void {
  const fuller = names.filter((name) => name.key.includes(' ') && !name.key.startsWith('country '));
  for (const short of names) {
    if (short.mentions.length === 0 || short.key.startsWith('country ')) continue;
    const longer = fuller.filter(
      (name) => name !== short && name.mentions.length > 0 && isShortFor(short.key, name.key),
    );
    const people = longer.filter((name) => name.kind === 'person' || canBePerson(name));
    if (people.length > 0 && !isFirmOrganisation(short)) {
      if (people.length > 1) short.kind = 'person';
      else {
        vote(people[0]!, 'person', 1);
        absorb(people[0]!, short);
      }
    } else if (
      longer.length === 1 &&
      longer[0]!.kind === 'organisation' &&
      isCommonShortForm(short) &&
      !isOfOneCountry(longer[0]!)
    ) {
      absorb(longer[0]!, short);
    } else if (people.length === 0 && !short.key.includes(' ') && (short.kind === 'person' || short.kind === 'other')) {
      const sameFirst = fuller.filter(
        (name) => name.kind === 'person' && name.mentions.length > 0 && name.key.startsWith(`${short.key} `),
      );
      if (sameFirst.length === 1) absorb(sameFirst[0]!, short);
    }
  }
}

/** An acronym or a run with an organisation's word: no surname. */
function isFirmOrganisation(name: Growing): boolean {
  return name.kind === 'organisation' && (isAcronym(name.text) || isCommonShortForm(name));
}

/** "the Academy", "the Times": all words are those that organisations share. */
function isCommonShortForm(name: Growing): boolean {
  return name.key.split(' ').every((word) => ORGANISATION_WORDS.has(word));
}

/** "Russian Foreign Ministry": "the Foreign Ministry" may be another country's. */
function isOfOneCountry(name: Growing): boolean {
  return isDemonym(name.text.split(' ')[0] ?? '');
}

/** Two or three words that nothing says to be a place or an organisation; a surname on its own makes them a person. */
function canBePerson(name: Growing): boolean {
  return (
    (name.kind === undefined || name.kind === 'other') &&
    name.key.split(' ').length <= 3 &&
    !/\d|\b(?:of|the|and)\b/.test(name.text)
  );
}

function absorb(into: Growing, from: Growing): void {
  into.mentions.push(...from.mentions);
  for (const role of from.roles) into.roles.add(role);
  from.mentions.length = 0;
}
