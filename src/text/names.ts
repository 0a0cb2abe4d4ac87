/** The people, places and organisations that a text names, each once, with every mention. */
import { LRUCache } from 'lru-cache';
import { SENTENCE_STARTERS } from './abbreviations.ts';
import {
  COURTESY,
  NO_NAMES,
  OF_HEADS,
  ORGANISATION_WORDS,
  PARTICLES,
  PLACE_WORDS,
  ROLE_HEADS,
  ROLE_MODIFIERS,
  SPEECH_VERBS,
} from './namewords.ts';
import { countryOf, isDemonym } from './places.ts';
import type { Name, NameKind, NameMention, Reading, Sentence, Token } from './reading.ts';
import { classifyRun } from './tagging.ts';
import { normalise } from './words.ts';

/** Mentions looked at in one text; a page of nothing but names is a list, not an article. */
export const MAX_NAME_MENTIONS = 2_000;
/** Words of one name, at most. */
export const MAX_NAME_WORDS = 8;
/** Comparable forms remembered. */
const MAX_COMPARABLE_REMEMBERED = 20_000;

interface Run {
  readonly sentence: Sentence;
  /** Indices into the sentence's tokens. */
  readonly first: number;
  readonly last: number;
  readonly atStart: boolean;
}

/** One mention on its way to a name. */
interface Found {
  text: string;
  readonly mention: NameMention;
  kind: NameKind | undefined;
  readonly roles: string[];
}

const remembered = new WeakMap<Reading, readonly Name[]>();

/** The names of a text in the order of their first mention. Remembered per reading. */
export function namesOf(reading: Reading): readonly Name[] {
  const known = remembered.get(reading);
  if (known !== undefined) return known;
  const names = findNames(reading);
  remembered.set(reading, names);
  return names;
}

function findNames(reading: Reading): readonly Name[] {
  const usage = usageOf(reading);
  const found: Found[] = [];
  for (const sentence of reading.sentences) {
    if (found.length >= MAX_NAME_MENTIONS) break;
    const shouted = isTitleCase(sentence);
    for (const run of runsOf(sentence)) {
      const mention = mentionOf(reading, run, usage, shouted);
      if (mention !== undefined) found.push(mention);
    }
  }
  return merge(reading, found);
}

// ---------------------------------------------------------------- runs of capitalised words

/** How a word is written where a capital means something: inside sentences that are not headlines. */
interface Usage {
  readonly capitalised: ReadonlySet<string>;
  readonly lower: ReadonlySet<string>;
}

function usageOf(reading: Reading): Usage {
  const capitalised = new Set<string>();
  const lower = new Set<string>();
  for (const sentence of reading.sentences) {
    const shouted = isTitleCase(sentence);
    for (const [index, token] of sentence.tokens.entries()) {
      if (!isCapital(token.text)) lower.add(token.norm);
      else if (index > 0 && !shouted && !afterOpening(reading.text, token.start)) capitalised.add(token.norm);
    }
  }
  return { capitalised, lower };
}

function afterOpening(text: string, start: number): boolean {
  return /["\u201c\u2018':(\u2022]\s?$/.test(text.slice(Math.max(0, start - 2), start));
}

function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  return /^\p{Lu}/u.test(word);
}

/** A headline in title case: its capitals tell nothing. */
function isTitleCase(sentence: Sentence): boolean {
  if (/[.!?…]["'”’]?$/.test(sentence.text))
    return sentence.tokens.length > 5 && sentence.text === sentence.text.toUpperCase();
  let capitals = 0;
  let content = 0;
  for (const token of sentence.tokens) {
    if (token.stop || !/^\p{L}/u.test(token.text)) continue;
    content += 1;
    if (isCapital(token.text)) capitals += 1;
  }
  return content >= 4 && capitals >= content * 0.75;
}

const CONNECTOR = new Set([
  'of',
  'de',
  'la',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'bin',
  'ibn',
  'van',
  'von',
  'der',
  'den',
  'al',
  'el',
  'ul',
  'ur',
  'du',
  'des',
  'le',
  'y',
  'the',
  'for',
  'and',
  'on',
]);
const PLAIN_CONNECTOR = /^(?:de|la|del|della|di|da|dos|bin|ibn|van|von|der|den|al|el|ul|ur|du|des|le)$/;

function runsOf(sentence: Sentence): Run[] {
  const { tokens } = sentence;
  const runs: Run[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (!startsName(tokens, at, sentence)) {
      at += 1;
      continue;
    }
    let last = at;
    while (last + 1 < tokens.length && last - at + 1 < MAX_NAME_WORDS) {
      const next = nextInRun(sentence, at, last);
      if (next === undefined) break;
      last = next;
    }
    runs.push({
      sentence,
      first: at,
      last,
      atStart: at === 0 || afterOpening(sentence.text, tokens[at]!.start - sentence.start),
    });
    at = last + 1;
  }
  return runs;
}

function startsName(tokens: readonly Token[], at: number, sentence: Sentence): boolean {
  const token = tokens[at]!;
  if (isCapital(token.text)) return true;
  // al-Qaeda, el-Sisi, de Gaulle: a small particle belongs where a hyphen ties it to the name.
  const next = tokens[at + 1];
  return (
    /^(?:al|el|ul|an|as|ash|ad)$/.test(token.text) &&
    next !== undefined &&
    isCapital(next.text) &&
    gap(sentence, token, next) === '-'
  );
}

function gap(sentence: Sentence, left: Token, right: Token): string {
  return sentence.text.slice(left.end - sentence.start, right.start - sentence.start);
}

const POSSESSIVE = /['\u2019]s?$/;

/** The index of the token that goes on with the run, or undefined where the name ends. */
function nextInRun(sentence: Sentence, first: number, last: number): number | undefined {
  const { tokens } = sentence;
  const token = tokens[last]!;
  const next = tokens[last + 1]!;
  const between = gap(sentence, token, next);
  if (POSSESSIVE.test(token.text)) return undefined;
  const tied =
    between === ' ' ||
    between === '-' ||
    between === '\n' ||
    between === ' & ' ||
    between === '\u2011' ||
    (between === '. ' && token.text.length <= 2) ||
    (between === '. ' && COURTESY.has(token.norm));
  if (!tied) return undefined;
  if (/^\p{N}/u.test(next.text)) return /^\d{1,3}$/.test(next.text) && between === '-' ? last + 1 : undefined;
  if (isCapital(next.text))
    return NO_NAMES.has(next.norm) && !/^(?:may|march|april|june|august|mr|mrs|ms|dr)$/.test(next.norm)
      ? undefined
      : last + 1;
  if (!CONNECTOR.has(next.text)) return undefined;
  let beyond = last + 2;
  while (beyond < tokens.length && beyond < last + 4 && CONNECTOR.has(tokens[beyond]!.text)) beyond += 1;
  const target = tokens[beyond];
  if (target === undefined || !isCapital(target.text)) return undefined;
  for (let index = last + 1; index < beyond; index += 1) {
    if (!/^[ -]$/.test(gap(sentence, tokens[index]!, tokens[index + 1]!))) return undefined;
  }
  if (PLAIN_CONNECTOR.test(next.text)) return beyond;
  const heads = tokens.slice(first, last + 1).map((each) => each.norm);
  if (next.text === 'of' || next.text === 'for' || next.text === 'on') {
    return heads.some((word) => OF_HEADS.has(word)) && !(next.text === 'on' && last === first) ? beyond : undefined;
  }
  return undefined;
}

// ---------------------------------------------------------------- one mention

function mentionOf(reading: Reading, run: Run, usage: Usage, shouted: boolean): Found | undefined {
  const { tokens } = run.sentence;
  let first = run.first;
  let last = run.last;
  while (first <= last && startsOnlySentence(tokens[first]!, first === run.first && run.atStart, first < last, usage))
    first += 1;
  while (last >= first && (NO_NAMES.has(tokens[last]!.norm) || (tokens[last]!.stop && last > first))) last -= 1;
  if (first > last) return undefined;
  const roleEnd = endOfRole(tokens, first, last);
  const roles: string[] = [];
  if (roleEnd > first) {
    roles.push(sliceOf(reading, tokens[first]!, tokens[roleEnd - 1]!));
    if (roleEnd > last) return undefined;
    first = roleEnd;
  }
  const startText = sliceOf(reading, tokens[first]!, tokens[last]!);
  const text = withoutPossessive(startText);
  if (text.length < 2 && !/\p{L}{2}/u.test(text)) return undefined;
  const single = first === last;
  if (shouted && !knownElsewhere(tokens, first, last, usage)) return undefined;
  if (single && run.atStart && roles.length === 0 && !isNameAtStart(tokens[first]!, usage)) return undefined;
  if (single && isDemonym(text) && !usage.capitalised.has(text)) return undefined;
  const start = tokens[first]!.start;
  roles.push(...rolesAround(reading, run.sentence, start, start + text.length));
  const kind = kindOf(text, tokens.slice(first, last + 1), roles, reading.text, start);
  return { text, mention: { sentence: run.sentence.index, text, start, end: start + text.length }, kind, roles };
}

function sliceOf(reading: Reading, from: Token, to: Token): string {
  return reading.text.slice(from.start, to.end);
}

function withoutPossessive(text: string): string {
  return text.replace(/(?<=.)['\u2019]s?$/u, '');
}

function startsOnlySentence(token: Token, atStart: boolean, more: boolean, usage: Usage): boolean {
  if (NO_NAMES.has(token.norm) && !COURTESY.has(token.norm)) return true;
  if (token.stop && !COURTESY.has(token.norm)) return true;
  if (!atStart) return false;
  if (SENTENCE_STARTERS.has(token.text)) return true;
  return (
    more &&
    usage.lower.has(token.norm) &&
    !usage.capitalised.has(token.norm) &&
    !ROLE_HEADS.has(token.norm) &&
    !ROLE_MODIFIERS.has(token.norm)
  );
}

/** Index after the leading role words: "Russian Foreign Minister | Sergey Lavrov". */
function endOfRole(tokens: readonly Token[], first: number, last: number): number {
  let end = first;
  for (let at = first; at <= last; at += 1) {
    const { norm, text } = tokens[at]!;
    if (ROLE_HEADS.has(norm)) {
      end = at + 1;
      if (norm === 'secretary' && tokens[at + 1]?.norm === 'of' && at + 2 <= last) end = at + 3;
    } else if (
      !(
        ROLE_MODIFIERS.has(norm) ||
        countryOf(text) !== undefined ||
        ORGANISATION_WORDS.has(norm) ||
        norm === 'of' ||
        norm === 'of'
      )
    )
      break;
  }
  return end;
}

function knownElsewhere(tokens: readonly Token[], first: number, last: number, usage: Usage): boolean {
  for (let at = first; at <= last; at += 1) {
    const { norm, text } = tokens[at]!;
    if (!usage.capitalised.has(norm) && countryOf(text) === undefined) return false;
  }
  return true;
}

function isNameAtStart(token: Token, usage: Usage): boolean {
  if (usage.capitalised.has(token.norm) || countryOf(token.text) !== undefined) return true;
  if (usage.lower.has(token.norm)) return false;
  if (/^(?:\p{Lu}\.?){2,}$/u.test(token.text)) return true;
  return classifyRun(token.text.replace(POSSESSIVE, '')) !== undefined;
}

const ROLE_BEFORE = new RegExp(
  `(?:^|[\\s(\u201c"])((?:\\p{Lu}[\\p{L}.'\u2019-]*\\s){0,4}(?:[a-z-]+\\s){0,3}(?:${[...ROLE_HEADS].join('|')}))\\s$`,
  'u',
);
const ROLE_AFTER = new RegExp(
  `^,\\s(?:\\d{1,2},\\s)?(?:who\\s(?:is|was)\\s)?((?:[\\p{L}.'\u2019-]+\\s){0,5}(?:${[...ROLE_HEADS].join('|')})\\b(?:\\s(?:of|for|to|at|in|with)\\s(?:the\\s)?[\\p{L}'\u2019 -]{2,60})?)(?=,|\\.|;|$|\\swho\\b)`,
  'u',
);
const ROLE_BEFORE_COMMA = new RegExp(
  `((?:\\p{Lu}[\\p{L}.-]*['\u2019]s?|[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\\s(?:[\\p{L}-]+\\s){0,4}(?:${[...ROLE_HEADS].join('|')})(?:\\s(?:of|for|to|in|at)\\s(?:the\\s)?\\p{Lu}[\\p{L}-]*(?:\\s\\p{Lu}[\\p{L}-]*){0,3})?),\\s$`,
  'u',
);

/** Roles written in small letters before the name, or in apposition on either side. */
function rolesAround(reading: Reading, sentence: Sentence, start: number, end: number): string[] {
  const before = reading.text.slice(Math.max(sentence.start, start - 100), start);
  const after = reading.text.slice(end, Math.min(sentence.end, end + 120));
  const roles: string[] = [];
  if (before.endsWith(' ')) {
    const direct = ROLE_BEFORE.exec(before)?.[1] ?? ROLE_BEFORE_COMMA.exec(before)?.[1];
    if (direct !== undefined) roles.push(cleanRole(direct));
  }
  if (after.startsWith(', ')) {
    const apposition = ROLE_AFTER.exec(after)?.[1];
    if (apposition !== undefined) roles.push(cleanRole(apposition));
  }
  return roles.filter((role) => role !== '');
}

/** Without what leads to the role: article, pronoun, the verb before it. */
function cleanRole(role: string): string {
  const words = role.trim().split(/\s+/);
  let from = words.findLastIndex((word, index) => {
    if (index === words.length - 1) return false;
    const norm = normalise(word);
    if (/^\p{Lu}/u.test(word)) return false;
    return (
      !ROLE_MODIFIERS.has(norm) &&
      !ROLE_HEADS.has(norm) &&
      !/^(?:of|for|to|at|in|with|and)$/.test(norm) &&
      index < words.findIndex((each) => ROLE_HEADS.has(normalise(each)))
    );
  });
  from += 1;
  while (
    from < words.length &&
    /^(?:the|a|an|its|his|her|their|our|and|with|but|as|when|while|after)$/i.test(words[from]!)
  )
    from += 1;
  return words.slice(from).join(' ');
}

// ---------------------------------------------------------------- kinds

function kindOf(
  text: string,
  tokens: readonly Token[],
  roles: readonly string[],
  whole: string,
  start: number,
): NameKind | undefined {
  const last = tokens.at(-1)!;
  if (countryOf(text) !== undefined && !isDemonym(text)) return 'place';
  if (roles.length > 0) return 'person';
  if (tokens.some((token) => ORGANISATION_WORDS.has(token.norm))) return 'organisation';
  if (
    PLACE_WORDS.has(last.norm) ||
    (tokens.length > 1 &&
      /^(?:mount|lake|cape|port|fort|st|san|santa|new)$/.test(tokens[0]!.norm) &&
      tokens.length === 2)
  )
    return 'place';
  if (tokens.length === 1 && /^(?:\p{Lu}\.?){2,8}$/u.test(last.text.replace(/-\p{Lu}+$/u, ''))) return 'organisation';
  const known = classifyRun(text);
  if (known !== undefined && known !== 'other') return known;
  const after = /^[\p{L}'\u2019]+/u.exec(whole.slice(start + text.length).trimStart())?.[0] ?? '';
  if (SPEECH_VERBS.has(after.toLowerCase()) && tokens.length <= 3) return 'person';
  if (
    /\b(?:in|near|at|from|outside|across|to)\s$/i.test(whole.slice(Math.max(0, start - 9), start)) &&
    tokens.length <= 2
  )
    return 'place';
  return known;
}

// ---------------------------------------------------------------- merging

interface Growing {
  text: string;
  kind: NameKind | undefined;
  readonly kinds: Map<NameKind, number>;
  readonly mentions: NameMention[];
  readonly roles: Set<string>;
  readonly key: string;
}

function merge(reading: Reading, found: readonly Found[]): readonly Name[] {
  const byKey = new Map<string, Growing>();
  for (const each of found) {
    const key = keyOf(each.text);
    if (key === '') continue;
    let name = byKey.get(key);
    if (name === undefined) {
      name = { text: each.text, kind: undefined, kinds: new Map(), mentions: [], roles: new Set(), key };
      byKey.set(key, name);
    }
    add(name, each);
  }
  const names = [...byKey.values()];
  foldAcronyms(reading, names);
  foldSurnames(names);
  return names
    .filter((name) => name.mentions.length > 0)
    .map((name) => ({
      text: name.text,
      kind: name.kind ?? 'other',
      mentions: name.mentions.sort((a, b) => a.start - b.start),
      roles: [...name.roles],
    }))
    .sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start);
}

function keyOf(text: string): string {
  const country = countryOf(text);
  return country !== undefined && !isDemonym(text) ? `country:${normalise(country)}` : comparableName(text);
}

function add(name: Growing, each: Found): void {
  if (each.text.length > name.text.length) name.text = each.text;
  name.mentions.push(each.mention);
  for (const role of each.roles) name.roles.add(role);
  if (each.kind !== undefined)
    name.kinds.set(each.kind, (name.kinds.get(each.kind) ?? 0) + (each.roles.length > 0 ? 3 : 1));
  name.kind = mostFrequent(name.kinds);
}

function mostFrequent(kinds: ReadonlyMap<NameKind, number>): NameKind | undefined {
  let best: NameKind | undefined;
  for (const [kind, count] of kinds) {
    const weight = kind === 'other' ? count / 10 : count;
    if (best === undefined || weight > (best === 'other' ? kinds.get(best)! / 10 : kinds.get(best)!)) best = kind;
  }
  return best;
}

/** "Atomic Energy Agency (AEA)": the acronym in brackets right after a name means the same. */
function foldAcronyms(reading: Reading, names: Growing[]): void {
  for (const short of names) {
    if (!/^(?:\p{Lu}\.?){2,8}(?:-\p{Lu})?$/u.test(short.text)) continue;
    for (const mention of short.mentions) {
      if (reading.text[mention.start - 1] !== '(') continue;
      const long = names.find((name) => name !== short && name.mentions.some((each) => each.end === mention.start - 2));
      if (long !== undefined && isAcronymOf(short.text, long.text)) {
        absorb(long, short);
        break;
      }
    }
  }
}

function isAcronymOf(short: string, long: string): boolean {
  const letters = short.replace(/[^\p{L}]/gu, '').toLowerCase();
  const initials = long.split(/[\s-]+/).map((word) => word[0]?.toLowerCase() ?? '');
  return (
    initials[0] === letters[0] || initials.filter((initial) => letters.includes(initial)).length >= letters.length - 1
  );
}

/** A part of a fuller name of the same text means that name, where only one such name is there. */
function foldSurnames(names: readonly Growing[]): void {
  const people = names.filter((name) => name.kind === 'person' && name.key.includes(' '));
  for (const short of names) {
    if (short.mentions.length === 0 || short.key.startsWith('country:')) continue;
    if (short.kind === 'place' && !people.some((name) => name.key.endsWith(` ${short.key}`))) continue;
    const fuller = people.filter((name) => name !== short && name.mentions.length > 0 && isPartOf(short.key, name.key));
    const bySurname = fuller.filter((name) => name.key.endsWith(` ${short.key}`));
    const candidates = bySurname.length > 0 ? bySurname : fuller;
    if (candidates.length === 1 && (short.kind !== 'organisation' || bySurname.length === 1))
      absorb(candidates[0]!, short);
  }
}

function isPartOf(part: string, whole: string): boolean {
  if (part === whole) return true;
  const words = whole.split(' ');
  const parts = part.split(' ');
  if (parts.length >= words.length) return false;
  if (parts.length === 1) return words.at(-1) === part || words[0] === part;
  return words.at(-1) === parts.at(-1) && parts.every((word) => words.includes(word));
}

function absorb(into: Growing, from: Growing): void {
  into.mentions.push(...from.mentions);
  for (const role of from.roles) into.roles.add(role);
  from.mentions.length = 0;
}

// ---------------------------------------------------------------- comparing

const comparable = new LRUCache<string, string>({ max: MAX_COMPARABLE_REMEMBERED });

/** A name as it is compared: lower case, diacritics, titles, particles and punctuation folded. */
export function comparableName(name: string): string {
  const known = comparable.get(name);
  if (known !== undefined) return known;
  const parts = name
    .split(/[\s\u00a0-]+/)
    .map((part) => normalise(part).replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((part) => part !== '');
  const kept = parts.filter(
    (part, index) =>
      !(PARTICLES.has(part) && parts.length > 1) &&
      !(COURTESY.has(part) && parts.length > 1 && (index === 0 || index === parts.length - 1)) &&
      part !== 'the',
  );
  const result = (kept.length > 0 ? kept : parts).join(' ');
  comparable.set(name, result);
  return result;
}

/** Whether two names can mean one: equal when compared, or one is the other's surname or shorter form. */
export function sameName(a: string, b: string): boolean {
  const left = comparableName(a);
  const right = comparableName(b);
  if (left === '' || right === '') return false;
  return left === right || isShortFor(left, right) || isShortFor(right, left);
}

function isShortFor(short: string, long: string): boolean {
  const words = long.split(' ');
  const parts = short.split(' ');
  if (parts.length >= words.length || words.at(-1) !== parts.at(-1)) return false;
  return parts.every((part) => words.includes(part));
}
