/** Every place where a text names somebody or something, with what the words themselves say of it. */

import { SENTENCE_STARTERS } from './abbreviations.ts';
import { comparableName } from './aliases.ts';
import { classifyRun, isFunctionLike, isOrdinaryWord } from './lexicon.ts';
import {
  COURTESY,
  COURTESY_ONLY,
  NO_NAMES,
  ORGANISATION_WORDS,
  PLACE_WORDS,
  REGIONS,
  ROLE_HEADS,
  ROLE_MODIFIERS,
  SPEECH_VERBS,
  STRICT_ROLE_HEADS,
  THING_WORDS,
} from './namewords.ts';
import { countryOf, isDemonym } from './places.ts';
import type { NameKind, NameMention, Reading, Sentence, Token } from './reading.ts';
import { endOfLeadingRole, leadingPlaceOfRole, rolesAround, startOfRole } from './roles.ts';
import { gap, isAcronym, isHeadline, type Run, runsOf, type Usage, usageOf, withoutPossessive } from './runs.ts';
import { normalise } from './words.ts';

/** Mentions looked at in one text; a page of nothing but names is a list, not an article. */
export const MAX_NAME_MENTIONS = 2_000;

/** One mention on its way to a name. */
export interface Found {
  readonly text: string;
  readonly mention: NameMention;
  readonly kind: NameKind | undefined;
  readonly roles: readonly string[];
}

/** The mentions of a text in order; names are made of them. */
export function findMentions(reading: Reading): readonly Found[] {
  const headlines = new Set(reading.sentences.filter(isHeadline));
  const usage = usageOf(reading, headlines);
  const found: Found[] = [];
  for (const sentence of reading.sentences) {
    if (found.length >= MAX_NAME_MENTIONS) break;
    for (const run of runsOf(sentence)) {
      const placeWords = leadingPlaceOfRole(sentence, run.first, run.last);
      const parts =
        placeWords === 0
          ? [run]
          : [
              { ...run, last: run.first + placeWords - 1 },
              { ...run, first: run.first + placeWords, atStart: false },
            ];
      for (const part of parts) {
        const mention = mentionOf(part, usage, headlines.has(sentence));
        if (mention !== undefined) found.push(mention);
      }
    }
  }
  return found;
}

function mentionOf(run: Run, usage: Usage, headline: boolean): Found | undefined {
  const { sentence } = run;
  const { tokens } = sentence;
  let { first, last } = run;
  first = behindHeadline(tokens, first, last, usage);
  while (
    first <= last &&
    !(first < last && gap(sentence, tokens[first]!, tokens[first + 1]!) === '-') &&
    isOnlyOpening(tokens[first]!, run.atStart && first === run.first, first < last, usage)
  )
    first += 1;
  while (last > first && (NO_NAMES.has(tokens[last]!.norm) || (tokens[last]!.stop && !isNumbered(tokens, last))))
    last -= 1;
  while (first < last && isCredit(sentence, first, last)) first += 1;
  if (first > last || (first === last && NO_NAMES.has(tokens[first]!.norm))) return undefined;
  const roles: string[] = [];
  const nameAt = endOfLeadingRole(tokens, first, last);
  if (nameAt > first && !isOffice(tokens, first, last, nameAt)) {
    const role = sliceOf(sentence, startOfRole(sentence, first), nameAt - 1);
    if (nameAt > last) return undefined;
    roles.push(withoutCourtesy(role));
    first = nameAt;
  }
  while (first < last && roles.length === 0 && isNoise(tokens[first]!, tokens[last]!, usage)) first += 1;
  while (last > first && roles.length === 0 && STRICT_ROLE_HEADS.has(tokens[last]!.norm)) last -= 1;
  if (roles.length === 0 && isStanding(tokens[first]!) && looksLikePerson(tokens, first + 1, last)) first += 1;
  const text = withoutPossessive(sliceOf(sentence, first, last));
  if (!/\p{L}{2}/u.test(text) && !isAcronym(text)) return undefined;
  if (isDemonym(text)) return undefined;
  if (headline && !isKnownElsewhere(tokens, first, last, usage)) return undefined;
  if (first === last && !isNameAlone(tokens[first]!, text, run.atStart && roles.length === 0, usage)) return undefined;
  const strong = kindByWords(text, tokens.slice(first, last + 1), roles.length > 0);
  if (strong === undefined || strong === 'person') {
    const known = strong ?? classifyRun(text);
    const adjacent = known === 'place' || known === 'organisation';
    roles.push(...rolesAround(sentence, first, last, { titled: roles.length > 0, adjacent }));
  }
  const start = tokens[first]!.start;
  const kind = roles.length > 0 ? 'person' : (strong ?? kindByUse(sentence, text, first, last));
  const mention = { sentence: sentence.index, text, start, end: start + text.length };
  return { text, mention, kind, roles: roles.filter((role) => role !== '') };
}

/** "Channel One", "Terminal Two": a number word with a capital belongs to the name before it. */
const isNumbered = (tokens: readonly Token[], at: number): boolean =>
  /^(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)$/.test(tokens[at]!.text) &&
  /^\p{Lu}\p{Ll}/u.test(tokens[at - 1]!.text);

/** "TOWN MOURNS Petra Lund": a line in capitals that ran into the next one. Role words and lone acronyms stay. */
function behindHeadline(tokens: readonly Token[], first: number, last: number, usage: Usage): number {
  let end = first;
  while (end <= last && isShouted(tokens[end]!.text)) end += 1;
  if (end - first < 2 || end > last) return first;
  const isHeadlineWord = ({ norm }: Token): boolean => usage.lower.has(norm) || isOrdinaryWord(norm);
  return tokens.slice(first, end).some(isHeadlineWord) ? end : first;
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && !word.includes('.');
}

/** Who took the picture whose credit ran into its caption: "AP Petra Lund". */
function isCredit(sentence: Sentence, first: number, last: number): boolean {
  const { tokens } = sentence;
  const credit = /^(?:AP|AFP|PA|EPA|EFE|Getty|Images?|Photos?|Picture|Pictures|Video)$/.test(tokens[first]!.text);
  return credit && last - first <= 3 && looksLikePerson(tokens, first + 1, last);
}

/** "Canadian Petra Lund", "Republican Petra Lund": where somebody is from or stands is no part of the name. */
function isStanding({ text, norm }: Token): boolean {
  return isDemonym(text) || /^(?:republican|democrat|tory|liberal|conservative|labour)$/.test(norm);
}

/** "Foreign Minister Mullah" is a foreign minister; "Mr" is nothing. */
function withoutCourtesy(role: string): string {
  const words = role.split(/\s+/);
  while (words.length > 0 && COURTESY_ONLY.has(normalise(words.at(-1)!).replace('.', ''))) words.pop();
  return words.join(' ');
}

/** "Former Bergen University player", "Senior Taliban officials": modifiers of an office in small letters. */
const BARE_MODIFIER =
  /^(?:former|ex|acting|deputy|senior|top|veteran|longtime|outgoing|incoming|late|retired|suspected|alleged|fellow|young|old)$/;

function isNoise(token: Token, last: Token, usage: Usage): boolean {
  if (BARE_MODIFIER.test(token.norm)) return true;
  const shouted =
    token.text.length > 3 && token.text === token.text.toUpperCase() && last.text !== last.text.toUpperCase();
  return shouted && (usage.lower.has(token.norm) || isOrdinaryWord(token.norm));
}

function sliceOf(sentence: Sentence, first: number, last: number): string {
  return sentence.text.slice(
    sentence.tokens[first]!.start - sentence.start,
    sentence.tokens[last]!.end - sentence.start,
  );
}

/** "D'Angelo", "O'Neill". */
const CAPITAL_INSIDE = /^\p{L}{1,2}['\u2019]\p{Lu}/u;

/** A word that has its capital from its place: it opens the sentence and is no part of the name. */
function isOnlyOpening(token: Token, opens: boolean, more: boolean, usage: Usage): boolean {
  if (COURTESY.has(token.norm) || CAPITAL_INSIDE.test(token.text)) return false;
  if (NO_NAMES.has(token.norm) || token.stop) return true;
  if (!opens) return false;
  if (SENTENCE_STARTERS.has(token.text)) return true;
  if (!more || usage.capitalised.has(token.norm) || ROLE_HEADS.has(token.norm) || ROLE_MODIFIERS.has(token.norm))
    return false;
  return usage.lower.has(token.norm) || isFunctionLike(token.norm);
}

/** "Prince of Wales", "General Motors", "Stephen King": role words that are the name itself. */
function isOffice(tokens: readonly Token[], first: number, last: number, nameAt: number): boolean {
  if (nameAt > last) {
    const leading = tokens[first]!;
    if (tokens.slice(first, last + 1).some((token) => token.norm === 'of')) return true;
    return (
      !ROLE_HEADS.has(leading.norm) &&
      !ROLE_MODIFIERS.has(leading.norm) &&
      !isDemonym(leading.text) &&
      countryOf(withoutPossessive(leading.text)) === undefined &&
      !ORGANISATION_WORDS.has(leading.norm) &&
      last > first
    );
  }
  const rest = tokens.slice(nameAt, last + 1);
  return (
    rest.every((token) => ORGANISATION_WORDS.has(token.norm) || token.norm === 'of' || PLACE_WORDS.has(token.norm)) ||
    rest[0]!.norm === 'of'
  );
}

function isKnownElsewhere(tokens: readonly Token[], first: number, last: number, usage: Usage): boolean {
  return tokens
    .slice(first, last + 1)
    .every(({ norm, text }) => usage.capitalised.has(norm) || countryOf(text) !== undefined || /^\p{Ll}/u.test(text));
}

const DIRECTION = /^(?:north|south|east|west)ern$|^(?:asian|african|european|latin)$/;

/** Whether one word alone is a name: not the adjective of a country, not an ordinary word that opens a sentence. */
function isNameAlone(token: Token, text: string, opens: boolean, usage: Usage): boolean {
  if (DIRECTION.test(token.norm)) return false;
  if (isAcronym(text))
    return (
      !usage.lower.has(token.norm) &&
      !(text.length > 3 && isFunctionLike(token.norm)) &&
      !(text === text.toUpperCase() && ROLE_HEADS.has(token.norm))
    );
  if (countryOf(text) !== undefined) return true;
  if (usage.nounsCapitalised) return false;
  if (!opens || usage.capitalised.has(token.norm)) return true;
  return usage.english && !usage.lower.has(token.norm) && classifyRun(text) !== undefined;
}

/** What the words of a name say of its kind, whatever stands around it. */
function kindByWords(text: string, tokens: readonly Token[], titled: boolean): NameKind | undefined {
  if (titled) return 'person';
  const country = countryOf(text);
  if (country !== undefined)
    return /^(?:kremlin|white house|pentagon|downing street|bundestag|knesset|zhongnanhai|capitol hill)$/.test(
      comparableName(text),
    )
      ? 'organisation'
      : 'place';
  if (tokens.some((token) => ORGANISATION_WORDS.has(token.norm))) return 'organisation';
  const last = tokens.at(-1)!;
  if (THING_WORDS.has(last.norm) || (tokens.length > 1 && THING_WORDS.has(tokens[0]!.norm))) return 'other';
  if (PLACE_WORDS.has(last.norm) || REGIONS.has(last.norm)) return 'place';
  if (
    tokens.length === 2 &&
    /^(?:mount|lake|cape|port|fort|san|santa|saint)$/.test(tokens[0]!.norm) &&
    !isAcronym(last.text)
  )
    return 'place';
  if (
    tokens.length > 1 &&
    INITIALS.test(tokens[0]!.text) &&
    !isAcronym(last.text) &&
    !DOTTED_BODY.test(tokens[0]!.text)
  )
    return 'person';
  // Six letters and more are rather a word in capitals: "WASHINGTON".
  if (
    (isAcronym(text) && text.length < 6) ||
    (tokens.length > 1 && isAcronym(tokens[0]!.text) && tokens[0]!.text.length > 2)
  )
    return 'organisation';
  return undefined;
}

/** "J.K. Rowling", not "U.N. Women". */
const INITIALS = /^(?:\p{Lu}\.){1,3}\p{Lu}?$/u;
const DOTTED_BODY = /^(?:U\.?N|E\.?U|U\.?S|U\.?K|D\.?C|L\.?A)\.?$/;

const PLACE_PREPOSITION = /^(?:in|near|outside|across|throughout)$/;

/** What a general lexicon knows, then what the words around the name say. */
function kindByUse(sentence: Sentence, text: string, first: number, last: number): NameKind | undefined {
  const { tokens } = sentence;
  const known = classifyRun(text);
  if (known !== undefined && known !== 'other') return known;
  const next = tokens[last + 1];
  if (next !== undefined && last - first < 3) {
    const between = sentence.text.slice(tokens[last]!.end - sentence.start, next.start - sentence.start);
    if (between === ' ' && SPEECH_VERBS.has(next.norm)) {
      const words = tokens.slice(first, last + 1);
      return words.length > 1 && words.some(({ norm }) => isOrdinaryWord(norm)) ? 'organisation' : 'person';
    }
    if (between === ', ' && (next.norm === 'who' || /^\d\d$/.test(next.text))) return 'person';
  }
  const possessed = /['\u2019]s?$/.test(tokens[last]!.text);
  if (!possessed && last - first < 2 && PLACE_PREPOSITION.test(tokens[first - 1]?.norm ?? '')) return 'place';
  return looksLikePerson(tokens, first, last) || TWO_SYLLABLES.test(text) ? 'person' : known;
}

/** Korean and Chinese given names: "Park Geun-hye", "Tsai Ing-wen". */
const TWO_SYLLABLES = /^\p{Lu}\p{Ll}{1,5}\s\p{Lu}\p{Ll}{1,4}-\p{Ll}{2,4}$/u;

/** A word of a person's name, or an initial. */
const NAME_WORD = /^\p{Lu}(?:[\p{L}\p{M}'\u2019]*[\p{Ll}\p{M}])?$/u;
const MAX_PERSON_WORDS = 4;

/** Some words of which none is an ordinary English word: in the news that is a person far more often than not. */
function looksLikePerson(tokens: readonly Token[], first: number, last: number): boolean {
  const words = tokens.slice(first, last + 1).filter(({ text }) => text.length > 1);
  if (words.length === 0 || last - first < 1 || words.length > MAX_PERSON_WORDS) return false;
  if (!words.some(({ text }) => text.length > 2)) return false;
  return tokens
    .slice(first, last + 1)
    .every(({ text, norm }) => NAME_WORD.test(text) && !isOrdinaryWord(norm) && countryOf(text) === undefined);
}
