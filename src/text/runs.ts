/** Runs of capitalised words: where a name may stand. */
import { COURTESY, NO_NAMES, OF_HEADS, ORGANISATION_WORDS, ROLE_HEADS } from './namewords.ts';
import type { Reading, Sentence, Token } from './reading.ts';

/** Words of one name, at most. */
export const MAX_NAME_WORDS = 9;

export interface Run {
  readonly sentence: Sentence;
  /** Indices into the sentence's tokens, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** True where a capital would stand anyway: at the start of a sentence or a quotation. */
  readonly atStart: boolean;
}

/** How words are written where a capital means something: inside sentences that are not headlines. */
export interface Usage {
  readonly capitalised: ReadonlySet<string>;
  readonly lower: ReadonlySet<string>;
  /** English word lists apply. */
  readonly english: boolean;
  /** German writes every noun with a capital: one capital alone names nothing. */
  readonly nounsCapitalised: boolean;
}

export function usageOf(reading: Reading, headlines: ReadonlySet<Sentence>): Usage {
  const capitalised = new Set<string>();
  const lower = new Set<string>();
  for (const sentence of reading.sentences) {
    const headline = headlines.has(sentence);
    for (const [index, token] of sentence.tokens.entries()) {
      if (!isCapital(token.text)) lower.add(token.norm);
      else if (index > 0 && !headline && !afterOpening(sentence, token)) capitalised.add(token.norm);
    }
  }
  const english = reading.lang === 'en' || reading.lang === 'und';
  return { capitalised, lower, english, nounsCapitalised: reading.lang === 'de' || reading.lang === 'lb' };
}

/** A headline in title case, or a line in capitals: its capitals tell nothing. */
export function isHeadline(sentence: Sentence): boolean {
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

export function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90;
  return /^\p{Lu}/u.test(word);
}

/** "UN", "U.S.", "IAEA", "ISIS-K". */
export function isAcronym(word: string): boolean {
  return /^(?:\p{Lu}\.?){2,8}(?:-\p{Lu}{1,3})?s?$/u.test(word);
}

const POSSESSIVE = /['\u2019]s?$/;

export function withoutPossessive(text: string): string {
  return text.replace(/(?<=.)['\u2019]s?$/u, '');
}

/** What stands between two tokens. */
export function gap(sentence: Sentence, left: Token, right: Token): string {
  return sentence.text.slice(left.end - sentence.start, right.start - sentence.start);
}

function afterOpening(sentence: Sentence, token: Token): boolean {
  const at = token.start - sentence.start;
  return /["\u201c\u2018':(\u2022]\s?$/.test(sentence.text.slice(Math.max(0, at - 2), at));
}

/** The runs of a sentence from left to right. */
export function runsOf(sentence: Sentence): Run[] {
  const { tokens } = sentence;
  const runs: Run[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (!startsRun(sentence, at)) {
      at += 1;
      continue;
    }
    let last = at;
    while (last + 1 < tokens.length && last - at + 1 < MAX_NAME_WORDS) {
      const next = nextInRun(sentence, at, last);
      if (next === undefined) break;
      last = next;
    }
    runs.push({ sentence, first: at, last, atStart: opensSentence(tokens, at) || afterOpening(sentence, tokens[at]!) });
    at = last + 1;
  }
  return runs;
}

/** The first word, but for a number before it: "3. The", "09.40 Yesterday". */
function opensSentence(tokens: readonly Token[], at: number): boolean {
  return at < 3 && tokens.slice(0, at).every((token) => /^\p{N}/u.test(token.text));
}

function startsRun(sentence: Sentence, at: number): boolean {
  const token = sentence.tokens[at]!;
  if (isCapital(token.text)) return true;
  // al-Qaeda, el-Sisi: a small particle belongs where a hyphen ties it to the name.
  const next = sentence.tokens[at + 1];
  return (
    /^(?:al|el|ul|an|as|ash|ad)$/.test(token.text) &&
    next !== undefined &&
    isCapital(next.text) &&
    gap(sentence, token, next) === '-'
  );
}

const PARTICLE = /^(?:de|la|del|della|di|da|dos|bin|ibn|van|von|der|den|al|el|ul|ur|du|des|le)$/;
const CONNECTOR = /^(?:of|for|on|and|the|de|la|del|della|di|da|dos|bin|ibn|van|von|der|den|al|el|ul|ur|du|des|le)$/;
const MONTH_AND_NAME = /^(?:may|march|april|june|august|mr|mrs|ms|dr)$/;

/** A name begins here, whatever stood before: "… Street Mr Lund". */
const FORM_OF_ADDRESS = /^(?:mr|mrs|ms|miss|mx|frau|herr|monsieur|madame|mme|senor|senora|signor|signora)$/;

/** The index of the token that goes on with the run, or undefined where the name ends. */
function nextInRun(sentence: Sentence, first: number, last: number): number | undefined {
  const { tokens } = sentence;
  const token = tokens[last]!;
  const next = tokens[last + 1]!;
  if (POSSESSIVE.test(token.text) || !isTied(gap(sentence, token, next), token)) return undefined;
  if (/^\p{N}/u.test(next.text))
    return gap(sentence, token, next) === '-' && /^\d{1,3}$/.test(next.text) ? last + 1 : undefined;
  if (FORM_OF_ADDRESS.test(next.norm) && !COURTESY.has(token.norm)) return undefined;
  if (isCapital(next.text)) return NO_NAMES.has(next.norm) && !MONTH_AND_NAME.test(next.norm) ? undefined : last + 1;
  if (isSecondSyllable(sentence, first, last)) return last + 1;
  if (isDutchParticle(sentence, last)) return last + 2;
  if (!CONNECTOR.test(next.text)) return undefined;
  const target = beyondConnectors(sentence, last + 1);
  if (target === undefined) return undefined;
  if (PARTICLE.test(next.text)) return target;
  const words = tokens.slice(first, last + 1);
  if (next.text === 'and') return joinsInside(words, tokens[target]!) ? target : undefined;
  if (next.text === 'on') return words.some((each) => ABOUT_HEADS.test(each.norm)) ? target : undefined;
  return next.text !== 'the' && words.some((each) => OF_HEADS.has(each.norm)) ? target : undefined;
}

/** "Jan ten Berg", "Ana ter Horst": only right between two names, for "ten" is a number, too. */
function isDutchParticle(sentence: Sentence, last: number): boolean {
  const [token, particle, name, behind] = sentence.tokens.slice(last, last + 4);
  if (particle === undefined || name === undefined || !/^te[nr]?$/.test(particle.text)) return false;
  if (!isCapital(name.text) || /s$/.test(name.text) || NO_NAMES.has(token!.norm)) return false;
  return (behind === undefined || !isCapital(behind.text)) && gap(sentence, token!, particle) === ' ';
}

/** "Commission on Human Rights". */
const ABOUT_HEADS =
  /^(?:conference|committee|commission|council|treaty|convention|panel|summit|agreement|office|centre|center|institute)$/;
const COMPOUND_ENDING = /^(?:led|run|area|born|made|era|day|long|wide|type|key|only|like|plus|free|a|and|or|to)$/;

/** Korean and Chinese given names: "Moon Jae-in", "Tsai Ing-wen". */
function isSecondSyllable(sentence: Sentence, first: number, last: number): boolean {
  const token = sentence.tokens[last]!;
  const next = sentence.tokens[last + 1]!;
  if (last === first || gap(sentence, token, next) !== '-') return false;
  return token.text.length <= 5 && /^\p{Ll}{2,4}$/u.test(next.text) && !COMPOUND_ENDING.test(next.text);
}

function isTied(between: string, token: Token): boolean {
  if (between === ' ' || between === '-' || between === '\u2011' || between === ' & ' || between === '\n') return true;
  return between === '. ' && (token.text.length <= 2 || COURTESY.has(token.norm));
}

function beyondConnectors(sentence: Sentence, from: number): number | undefined {
  const { tokens } = sentence;
  let at = from;
  while (at < tokens.length && at < from + 3 && CONNECTOR.test(tokens[at]!.text)) at += 1;
  const target = tokens[at];
  if (target === undefined || !isCapital(target.text) || NO_NAMES.has(target.norm)) return undefined;
  for (let index = from; index < at; index += 1) {
    if (!/^[ -]$/.test(gap(sentence, tokens[index]!, tokens[index + 1]!))) return undefined;
  }
  return at;
}

/** "Department of Health and Human Services": "and" goes on only inside the long name of an office. */
function joinsInside(words: readonly Token[], target: Token): boolean {
  if (!words.some((each) => each.text === 'of' || each.text === 'for')) return false;
  if (words.at(-1)!.text.length < 4 || ROLE_HEADS.has(target.norm) || isAcronym(target.text)) return false;
  return /^(?:ministry|department|organi[sz]ation|committee|institute|commission|council|agency|office|bureau|centre|center|college|academy)$/.test(
    words.find((each) => OF_HEADS.has(each.norm) || ORGANISATION_WORDS.has(each.norm))?.norm ?? '',
  );
}
