/** Tolls: how many were killed, hurt, arrested, as each article gives them for the event itself. */
import { datesIn } from '../text/dates.ts';
import { quantitiesIn } from '../text/quantities.ts';
import type { Quantity, Sentence, Token } from '../text/reading.ts';
import type { Claimant, Finding } from './finding.ts';

/** A toll is told at the beginning; further down stand other events' tolls. */
export const TOLL_MAX_SENTENCES = 10;
/** Words between a number and what is said of it, at most. */
const MAX_WORDS_BEFORE = 3;
const MAX_WORDS_AFTER = 7;
/** An event older than this, by a date in the sentence, is not the one that the article reports. */
const MAX_EVENT_AGE_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** By stem: what is said of those who are counted. */
const TOLLS: Readonly<Record<string, string>> = {
  kill: 'killed',
  dead: 'killed',
  die: 'killed',
  death: 'killed',
  perish: 'killed',
  injur: 'injured',
  wound: 'injured',
  hurt: 'injured',
  arrest: 'arrested',
  detain: 'arrested',
  miss: 'missing',
  evacu: 'evacuated',
  displac: 'displaced',
  hospit: 'in hospital',
};

/** Those who are counted when everybody is counted. Soldiers, children and the like are a part. */
const EVERYBODY: ReadonlySet<string> = new Set([
  'peopl',
  'person',
  'dead',
  'death',
  'victim',
  'live',
  'life',
  'other',
  'casualti',
  'fatal',
  'toll',
  '',
]);

/** No figure that another could contradict. */
const VAGUE = /\b(?:dozens|scores|hundreds|thousands|tens|several|couple|few)\b/i;

/** "Ten others" come on top of somebody; "nine of the dead" and "ten Norwegians" are a part. */
const PART =
  /^(?:\s(?:more|other|others|additional|further|of (?:the|them|those|whom|its|his|her|their))\b|\s\p{Lu}|\s(?:\p{Ll}+\s)?(?:citizens|nationals|foreigners|locals|tourists|passengers|civilians)\b)/u;

/** Sums over time and other events: "so far this year", "since 2003", "the worst since". */
const OTHER_EVENT =
  /\b(?:since|so far this|this year|last (?:year|month|week)|previous|previously|earlier|every year|annual|annually|per year|average|decade|history|deadliest|worst|similar|another|in the past|war|total of|already)\b/i;
const ABOUT_PART = /\b(?:including|among them|of them|of whom|among)\b/i;

/** The article's first figure for each toll of the event. */
export function figureClaims(sentences: readonly Sentence[], article: Claimant): Finding[] {
  const findings = new Map<string, Finding>();
  for (const sentence of sentences.slice(0, TOLL_MAX_SENTENCES)) {
    if (OTHER_EVENT.test(sentence.text)) continue;
    const quantities = quantitiesIn(sentence);
    if (quantities.length === 0 || tellsOfOldEvent(sentence, article)) continue;
    for (const quantity of quantities) {
      const finding = tollOf(sentence, quantity, quantities);
      if (finding !== undefined && !findings.has(finding.about)) findings.set(finding.about, finding);
    }
  }
  return [...findings.values()];
}

function tellsOfOldEvent(sentence: Sentence, article: Claimant): boolean {
  const published = Date.parse(article.publishedAt);
  return datesIn(sentence, article.publishedAt).some(({ date, text }) => {
    if (article.publishedAtGuessed && !/\d{4}/.test(text)) return false;
    return published - Date.parse(date) > MAX_EVENT_AGE_DAYS * DAY_MS;
  });
}

function tollOf(sentence: Sentence, quantity: Quantity, all: readonly Quantity[]): Finding | undefined {
  if (!Number.isInteger(quantity.value) || quantity.value < 1 || VAGUE.test(quantity.text)) return undefined;
  const before = sentence.text.slice(0, quantity.start - sentence.start);
  const after = sentence.text.slice(quantity.start - sentence.start + numeralChars(quantity.text));
  if (ABOUT_PART.test(before.slice(-40)) || PART.test(after) || /\b(?:others?|more)\b/.test(quantity.text))
    return undefined;
  const toll = tollAround(sentence, quantity, all);
  if (toll === undefined) return undefined;
  const counted = countedBy(sentence, quantity, toll.token);
  if (!EVERYBODY.has(counted)) return undefined;
  const bound = boundOf(before, quantity);
  return {
    kind: 'figure',
    about: `toll|${toll.name}`,
    label: `number of people ${toll.name}`,
    value: `${bound}${quantity.value}`,
    display: `${BOUND_WORDS[bound] ?? ''}${quantity.value.toLocaleString('en-GB')} ${toll.name}`,
    sentence,
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

const BOUND_WORDS: Readonly<Record<string, string>> = { '>': 'at least ', '<': 'up to ', '~': 'about ' };

/** `>` for "at least", `<` for "up to", `~` for "about": such a figure agrees with many. */
function boundOf(before: string, quantity: Quantity): string {
  const said = `${before.slice(-24)} ${quantity.text}`.toLowerCase();
  if (/\b(?:at least|more than|over|no fewer than|upwards? of|as many as)\b/.test(said))
    return /as many as/.test(said) ? '<' : '>';
  if (/\b(?:up to|at most|fewer than|less than|under)\b/.test(said)) return '<';
  return quantity.approximate ? '~' : '';
}
