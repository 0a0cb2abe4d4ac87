/** Tolls: how many were killed, hurt, arrested, as each article gives them for the event itself. */
import { datesIn } from '../text/dates.ts';
import { quantitiesIn } from '../text/quantities.ts';
import type { Quantity, Sentence, Token } from '../text/reading.ts';
import { BOUND_WORDS, boundOf } from './amounts.ts';
import type { Claimant, Finding } from './finding.ts';
import { speakerAt } from './speakers.ts';
import { EVERYBODY, isPartOfToll, TOLLS, totalSaid, VAGUE } from './tolls.ts';

/** A toll is told at the beginning; further down stand other events' tolls. */
export const TOLL_MAX_SENTENCES = 10;
/** Words between a number and what is said of it, at most. */
const MAX_WORDS_BEFORE = 3;
const MAX_WORDS_AFTER = 7;
/** An event older than this, by a date in the sentence, is not the one that the article reports. */
const MAX_EVENT_AGE_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Sums over time and other events: "so far this year", "since 2003", "the worst since". */
const OTHER_EVENT =
  /\b(?:since|so far this|this year|last (?:year|month|week)|previous|previously|earlier|every year|annual|annually|per year|average|decade|history|deadliest|worst|similar|another|in the past|war|total of|already)\b/i;
/** A sum that is told of now is the event's, whatever else its sentence says; one over years is not. */
const OVER_YEARS = /\b(?:since|this year|last year|every year|annual|annually|per year|decade|history|war)\b/i;

/** The article's first figure for each toll of the event, and those that it has from somebody else. */
export function figureClaims(sentences: readonly Sentence[], article: Claimant): Finding[] {
  const findings: Finding[] = [];
  for (const sentence of sentences.slice(0, TOLL_MAX_SENTENCES)) {
    if (OVER_YEARS.test(sentence.text)) continue;
    const quantities = quantitiesIn(sentence);
    if (quantities.length === 0 || tellsOfOldEvent(sentence, article)) continue;
    const ofAnother = OTHER_EVENT.test(sentence.text);
    for (const quantity of quantities) {
      const finding = totalOf(sentence, quantity) ?? (ofAnother ? undefined : tollOf(sentence, quantity, quantities));
      if (finding !== undefined && isNewsToll(finding, findings)) findings.push(finding);
    }
  }
  return findings;
}

/** "Police say 9, the hospital says 12": the second is kept where both name who counts. */
function isNewsToll(finding: Finding, known: readonly Finding[]): boolean {
  const same = known.filter(({ about }) => about === finding.about);
  return same.every(
    ({ attributedTo, value }) =>
      attributedTo !== undefined &&
      finding.attributedTo !== undefined &&
      attributedTo.toLowerCase() !== finding.attributedTo.toLowerCase() &&
      value !== finding.value,
  );
}

function tellsOfOldEvent(sentence: Sentence, article: Claimant): boolean {
  const published = Date.parse(article.publishedAt);
  return datesIn(sentence, article.publishedAt).some(({ date, text }) => {
    if (article.publishedAtGuessed && !/\d{4}/.test(text)) return false;
    return published - Date.parse(date) > MAX_EVENT_AGE_DAYS * DAY_MS;
  });
}

/** "Three more died, bringing the toll to 12": the sum counts, not what was added. */
function totalOf(sentence: Sentence, quantity: Quantity): Finding | undefined {
  const before = sentence.text.slice(0, quantity.start - sentence.start);
  // "rose from 9 to 12" reads like a range.
  const risen = quantity.upTo !== undefined && /\bfrom\s$/i.test(before);
  const name = totalSaid(risen ? before.replace(/\bfrom\s$/i, 'to ') : before);
  return name === undefined
    ? undefined
    : tollFinding(sentence, quantity, name, risen ? quantity.upTo! : quantity.value);
}

function tollOf(sentence: Sentence, quantity: Quantity, all: readonly Quantity[]): Finding | undefined {
  const before = sentence.text.slice(0, quantity.start - sentence.start);
  const after = sentence.text.slice(quantity.start - sentence.start + numeralChars(quantity.text));
  if (isPartOfToll(before, after, quantity.text)) return undefined;
  const toll = tollAround(sentence, quantity, all);
  if (toll === undefined || !EVERYBODY.has(countedBy(sentence, quantity, toll.token))) return undefined;
  return tollFinding(sentence, quantity, toll.name, quantity.value);
}

function tollFinding(sentence: Sentence, quantity: Quantity, name: string, count: number): Finding | undefined {
  if (!Number.isInteger(count) || count < 1 || VAGUE.test(quantity.text)) return undefined;
  const before = sentence.text.slice(0, quantity.start - sentence.start);
  // The lower end of a range is the least that it says.
  const bound = quantity.upTo !== undefined && count === quantity.value ? '>' : boundOf(before, quantity.approximate);
  const attributedTo = speakerAt(sentence.text, quantity.start - sentence.start);
  return {
    kind: 'figure',
    about: `toll|${name}`,
    label: `number of people ${name}`,
    value: `${bound}${count}`,
    display: `${BOUND_WORDS[bound]}${count.toLocaleString('en-GB')} ${name}`,
    sentence,
    ...(attributedTo === undefined ? {} : { attributedTo }),
  };
}

/** How far the number itself goes: the quantity's text goes on with what is counted. */
function numeralChars(text: string): number {
  return /^(?:[\d.,]+|\p{L}+(?:[ -]\p{L}+)*?)(?=\s|$)/u.exec(text)?.[0].length ?? text.length;
}

/** The nearest word that says what became of the counted; another number in between keeps what is on its side. */
function tollAround(
  sentence: Sentence,
  quantity: Quantity,
  all: readonly Quantity[],
): { readonly name: string; readonly token: Token } | undefined {
  const { tokens } = sentence;
  const first = tokens.findIndex((token) => token.end > quantity.start);
  const last = tokens.findLastIndex((token) => token.start < quantity.end);
  if (first < 0 || last < first) return undefined;
  const isOther = (token: Token) =>
    all.some((other) => other !== quantity && token.start >= other.start && token.start < other.end);
  for (let distance = 0; distance <= MAX_WORDS_AFTER; distance += 1) {
    const after = tokens[last + distance];
    const before = distance > 0 && distance <= MAX_WORDS_BEFORE ? tokens[first - distance] : undefined;
    for (const token of [after, before]) {
      if (token === undefined) continue;
      const name = TOLLS[token.stem];
      const between = tokens.filter(
        (each) =>
          each.start > Math.min(token.start, quantity.start) && each.start < Math.max(token.start, quantity.end),
      );
      if (name !== undefined && !between.some(isOther) && !crossesClause(sentence, quantity, token))
        return { name, token };
    }
  }
  return undefined;
}

function crossesClause(sentence: Sentence, quantity: Quantity, token: Token): boolean {
  const [from, to] = token.start < quantity.start ? [token.end, quantity.start] : [quantity.end, token.start];
  return /[,;:()]|\b(?:and|but|while|who|that)\b/.test(sentence.text.slice(from - sentence.start, to - sentence.start));
}

/** Stem of the noun that is counted; empty where the number stands alone. */
function countedBy(sentence: Sentence, quantity: Quantity, toll: Token): string {
  const nouns = sentence.tokens.filter(
    (token) =>
      token.start >= quantity.start &&
      token.end <= quantity.end + 24 &&
      token !== toll &&
      !token.stop &&
      /^\p{Ll}/u.test(token.text) &&
      !/\d/.test(token.text),
  );
  const within = nouns.filter((token) => token.end <= quantity.end && !NUMBER_WORD.test(token.norm));
  if (within.length > 0) return within.length === 1 ? within[0]!.stem : within.map((token) => token.stem).join(' ');
  return '';
}

const NUMBER_WORD =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?|scores?|least|more|than|about|around|nearly|almost|up|killed|dead|injured|wounded)$/u;
