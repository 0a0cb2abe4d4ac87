/** How many, how much, how far: figures other than tolls, which only sentences about the same thing can contradict. */
import { datesIn } from '../text/dates.ts';
import { isMeasure, isMoney, TIME_UNITS } from '../text/measures.ts';
import { quantitiesIn } from '../text/quantities.ts';
import type { Quantity, Sentence } from '../text/reading.ts';
import { type Bound, boundOf } from './amounts.ts';
import type { Claimant, Finding } from './finding.ts';
import { isTimeOfSpeech } from './happenings.ts';
import { spanOf } from './spans.ts';
import { changingIn, EVERYBODY, isPart, VAGUE } from './tolls.ts';

/** Other figures than tolls that are taken from one article. */
export const MAX_COUNTS_PER_ARTICLE = 60;
/** What stands further from a figure than this dates something else. */
const DATE_WITHIN_CHARS = 120;

/** The toll of an event is hardly changed after so long. */
const SETTLED_AFTER_MS = 14 * 24 * 60 * 60 * 1000;

/** What somebody expects, reckons or asks for: another's figure is another opinion. */
const OPINION =
  /\b(?:expect(?:s|ed|ing)?|could|would|may|might|should|will|shall|going to|estimates?|estimated|predict\p{L}*|forecast\p{L}*|project(?:s|ed|ion|ions)|target|rumou?r\p{L}*|analysts?|believe[sd]?|polls?|survey\p{L}*|suggest\p{L}*|plan(?:s|ned|ning)?|propos\p{L}+|hope[sd]?|potential\p{L}*|possibl[ey]|as if|if|capable|can|average|typical\p{L}*|usually|normally|seek\p{L}*|demand\p{L}*)\b/iu;
/** What changes from hour to hour. */
const MARKET =
  /\b(?:shares?|stocks?|index|futures|trad(?:e[sd]|ing)|bitcoin|cryptocurrency|exchange rate|barrel|market|sold for|odds)\b/i;
/** Sums over time. */
const SUM =
  /\b(?:so far|to date|in all|altogether|in total|a total of|total(?:led|ling)?|cumulative|per (?:day|week|month|year|season|person|head|game)|a (?:day|week|month|year|season|head)|each|every|annual(?:ly)?|record)\b/i;
/** "category two hurricane", "phase 3": the number is a name. */
const NAMED_BY_NUMBER =
  /\b(?:category|phase|stage|level|type|class|tier|round|week|day|game|group|act|chapter|part|season|grade|number|no|top|first|last|next|under|over|age|aged|gate|platform|channel|world war)[ -]$/i;
/** Counted things that are no things. */
const NOTHING_COUNTED: ReadonlySet<string> = new Set(
  'thing way reason part side question point word minut second other step option lot kind sort type half third quarter piec side end'.split(
    ' ',
  ),
);

const MAGNITUDE =
  /\bmagnitude(?:\sof|-)?\s(?:about\s|around\s)?(?<a>\d(?:\.\d)?)(?![\d.]\d)|(?<![\d.]|\d\s?\.\s)(?<b>\d(?:\.\d)?)(?:-|\s)magnitude\b|(?<![\d.]|\d\s?\.\s)(?<c>\d\.\d) on the (?:open-ended )?Richter\b/gi;
const OTHER_QUAKE =
  /\b(?:aftershocks?|previous|earlier|last (?:year|month|week)|since|history|another|second|foreshock|tremors)\b/i;

/** Figures in the order of the text. Those that are somebody's opinion are marked as hedged. */
export function countClaims(sentences: readonly Sentence[], article: Claimant): Finding[] {
  const findings: Finding[] = [];
  for (const sentence of sentences) {
    if (findings.length >= MAX_COUNTS_PER_ARTICLE) break;
    for (const quantity of quantitiesIn(sentence)) {
      const finding = countOf(sentence, quantity, article);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return [...magnitudeClaim(sentences), ...findings.slice(0, MAX_COUNTS_PER_ARTICLE)];
}

function countOf(sentence: Sentence, quantity: Quantity, article: Claimant): Finding | undefined {
  const { value, unit, text } = quantity;
  const at = quantity.start - sentence.start;
  const before = sentence.text.slice(0, at);
  const after = sentence.text.slice(at + numeralChars(text));
  const base = BASE_UNITS[unit];
  const measured = isMeasure(unit);
  if (
    unit === '' ||
    value <= 0 ||
    (TIME_UNITS.has(unit) && !isDuration(before, after)) ||
    NOTHING_COUNTED.has(unit) ||
    VAGUE.test(text)
  )
    return undefined;
  if (!measured && (!Number.isInteger(value) || value < 2 || /^[-\u2011]/.test(after) || quantity.upTo !== undefined))
    return undefined;
  if (isPart(before, after, text) || NAMED_BY_NUMBER.test(before) || MARKET.test(sentence.text)) return undefined;
  const bound = boundOf(before, quantity.approximate);
  const when = dateOf(sentence, quantity, article);
  const said = measured ? undefined : changingIn(sentence, quantity);
  const settled = isOfThePast(when, article);
  // The event's own toll is told by those who look for tolls.
  if (said !== undefined && EVERYBODY.has(unit) && !settled) return undefined;
  const changing = settled ? undefined : said;
  return {
    kind: 'figure',
    about: measured ? `measure|${base?.unit ?? unit}` : `count|${unit}|${changing ?? ''}`,
    label: measured
      ? measureLabel(base?.unit ?? unit)
      : `number of ${countedIn(text)}${said === undefined ? '' : ` ${said}`}`,
    value: `${bound}${round(value * (base?.factor ?? 1))}`,
    display: sentence.text.slice(at - leadChars(before, bound), at + text.length),
    sentence,
    hedged: OPINION.test(around(sentence.text, at, text.length)) || SUM.test(around(sentence.text, at, text.length)),
    ...(when === undefined ? {} : { when }),
  };
}

/** "Held for 44 days", "freed after 45 days"; not "five days ago", "two years later". */
function isDuration(before: string, after: string): boolean {
  return (
    /\b(?:for|after|last(?:ed|ing)|spent|sentenced to|jailed for)\s(?:about\s|around\s|nearly\s|almost\s|more than\s|at least\s|over\s)?$/i.test(
      before,
    ) && !/^[\s-]\p{L}+[\s-](?:ago|earlier|later|old|after|before|since|from|into|of)\b/u.test(after)
  );
}

/** Some words before and behind a figure. */
function around(text: string, at: number, length: number): string {
  return text.slice(Math.max(0, at - 90), at + length + 60);
}

/** Units that are converted, so that a mile can be compared with a kilometre. */
const BASE_UNITS: Readonly<Record<string, { readonly unit: string; readonly factor: number }>> = {
  mile: { unit: 'km', factor: 1.609344 },
  foot: { unit: 'm', factor: 0.3048 },
  cm: { unit: 'm', factor: 0.01 },
  mm: { unit: 'm', factor: 0.001 },
  mph: { unit: 'kph', factor: 1.609344 },
  kg: { unit: 'tonne', factor: 0.001 },
};

const MEASURE_LABELS: Readonly<Record<string, string>> = {
  km: 'distance',
  m: 'length',
  kph: 'speed',
  tonne: 'weight',
  ton: 'weight',
  percent: 'share',
  mw: 'output',
};

function measureLabel(unit: string): string {
  return MEASURE_LABELS[unit] ?? (isMoney(unit) ? 'sum of money' : unit);
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

function numeralChars(text: string): number {
  return /^[^\s\d]{0,4}\s?[\d.,]*\d|^\p{L}+(?:-\p{L}+)*/u.exec(text)?.[0].length ?? text.length;
}

/** "29 electoral votes": "electoral votes". */
function countedIn(text: string): string {
  return text
    .slice(numeralChars(text))
    .replace(/^[\s-]+(?:(?:hundred|thousand|million|billion)\s)?/i, '')
    .replace(/^of (?:the|its|their|his|her)\s/i, '');
}

/** "at least", "about": shown with the figure. */
function leadChars(before: string, bound: Bound): number {
  if (bound === '') return 0;
  const lead =
    /\b(?:at least|at most|about|around|approximately|roughly|some|nearly|almost|more than|less than|fewer than|over|under|up to|as many as|as much as|close to|no (?:fewer|more) than|an? estimated|estimated)\s$/i.exec(
      before.slice(-30),
    );
  return lead?.[0].length ?? 0;
}

/** The date nearest to the figure. */
function dateOf(sentence: Sentence, quantity: Quantity, article: Claimant): string | undefined {
  let nearest: string | undefined;
  let within = DATE_WITHIN_CHARS;
  for (const date of datesIn(sentence, article.publishedAt)) {
    const distance = date.start < quantity.start ? quantity.start - date.end : date.start - quantity.end;
    if (distance >= within || isTimeOfSpeech(sentence, date)) continue;
    if (article.publishedAtGuessed && !/\d{4}/.test(date.text)) continue;
    within = distance;
    nearest = date.until === undefined ? date.date : `${date.date}/${date.until}`;
  }
  return nearest;
}

/** What happened before the news of the day is counted and changes no more. Only where we know when the article was published. */
function isOfThePast(when: string | undefined, article: Claimant): boolean {
  if (when === undefined || article.publishedAtGuessed) return false;
  // "Earlier this month", "in April": nobody dates the day's news like that.
  if (when.split('/')[0]!.length < 10) return true;
  return Date.parse(article.publishedAt) - Date.parse(spanOf(when)[1].replaceAll('-99', '-28')) > SETTLED_AFTER_MS;
}

/** How strong the earthquake was: the first that the article says of it. */
function magnitudeClaim(sentences: readonly Sentence[]): Finding[] {
  for (const sentence of sentences.slice(0, MAGNITUDE_MAX_SENTENCES)) {
    if (OTHER_QUAKE.test(sentence.text)) continue;
    // A sentence that begins with a lone digit was cut from its number: "5. 9 magnitude".
    const said = [...sentence.text.matchAll(MAGNITUDE)].filter(
      ({ index, groups }) => index > 0 || groups?.a !== undefined || groups?.b?.includes('.') === true,
    );
    const [found] = said;
    if (found === undefined) continue;
    if (said.length > 1) return [];
    const value = found.groups?.a ?? found.groups?.b ?? found.groups?.c ?? '';
    return [
      {
        kind: 'figure',
        about: 'magnitude|',
        label: 'magnitude',
        value: String(Number(value)),
        display: found[0],
        sentence,
      },
    ];
  }
  return [];
}

/** Further down stand other earthquakes. */
const MAGNITUDE_MAX_SENTENCES = 8;
