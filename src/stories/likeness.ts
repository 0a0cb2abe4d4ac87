/** Whether two sentences give figures of one thing: told in mostly the same words, of the same people, at the same time. */
import type { Claim } from '../model.ts';
import { isDemonym } from '../text/places.ts';
import { foldSpelling } from '../text/spelling.ts';
import { stem, tokenise } from '../text/words.ts';
import { spanOf } from './spans.ts';

/** Words further than this from a figure tell of something else. */
const NEAR_CHARS = 90;
/** Cosine of the words around two figures; fewer shared words have to be a larger part of them. */
const LIKE = 0.34;
const VERY_LIKE = 0.42;
const MIN_SHARED = 3;
const MANY_SHARED = 5;

/** Stems of what says who speaks, or nothing. */
const TELLING: ReadonlySet<string> = new Set(
  'sai said say told tell report accord offici sourc spokesman spokeswoman statement least about around'.split(' '),
);
/** Days and months tell when, which is compared by itself. */
const CALENDAR =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)$/;

interface Setting {
  /** Stems of what stands near the figure, names and other numbers among them. */
  readonly words: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Stems of what stands between number and noun: "armoured troop" in "nine armoured troop carriers". */
  readonly kind: string;
}

const settings = new WeakMap<Claim, Setting>();

function settingOf(claim: Claim): Setting {
  const known = settings.get(claim);
  if (known !== undefined) return known;
  const at = Math.max(0, claim.quote.indexOf(claim.display));
  const end = at + claim.display.length;
  const words = new Set<string>();
  const names = new Set<string>();
  const own: string[] = [];
  for (const token of tokenise(claim.quote)) {
    if (token.stop || token.start > end + NEAR_CHARS || token.end < at - NEAR_CHARS) continue;
    const word = stem(foldSpelling(token.norm));
    if (token.start >= at && token.end <= end) {
      if (!/\d/.test(word)) own.push(word);
      continue;
    }
    if (TELLING.has(word) || CALENDAR.test(token.text)) continue;
    words.add(word);
    if (token.start > 0 && /^\p{Lu}/u.test(token.text) && !isDemonym(token.text)) names.add(word);
  }
  const setting = { words, names, kind: own.join(' ') };
  settings.set(claim, setting);
  return setting;
}

/** Whether two figures with one unit are of one thing. Symmetric. */
export function areOfOneThing(a: Claim, b: Claim): boolean {
  if (!isSameTime(a.when, b.when)) return false;
  const left = settingOf(a);
  const right = settingOf(b);
  if (nounsOf(left.kind, a) !== nounsOf(right.kind, b) || isOfOtherWhole(a, b)) return false;
  if (a.about === 'measure|km' && landmarkOf(a) !== landmarkOf(b)) return false;
  // Each names somebody whom the other does not: two people's figures.
  if (hasOwn(left.names, right.words) && hasOwn(right.names, left.words)) return false;
  let shared = 0;
  for (const word of left.words) if (right.words.has(word)) shared += 1;
  if (shared < MIN_SHARED) return false;
  const alike = shared / Math.sqrt(left.words.size * right.words.size);
  // A time that both name says as much as words; a sum or a length is told in words like those of many others.
  const isDated = a.when !== undefined && b.when !== undefined;
  const isMany = shared >= MANY_SHARED && !a.about.startsWith('measure|');
  return alike >= (isDated || isMany ? LIKE : VERY_LIKE);
}

/** "730 miles off Cape Lund" and "1,600 miles before it broke up" are two distances. */
function landmarkOf({ quote, display }: Claim): string | undefined {
  const after = quote.slice(quote.indexOf(display) + display.length);
  return /^(?:\s?\([^)]{1,30}\))?(?:\s[\p{L}-]+){0,4}?\s(?:of|off|from)\s(?:\p{Ll}+\s){0,5}?(?<place>\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)*)/u.exec(
    after,
  )?.groups?.place;
}

/** "34 percent of evening traffic" and "32 percent of all traffic" are shares of two things. */
function isOfOtherWhole(a: Claim, b: Claim): boolean {
  const [left, right] = [wholeOf(a), wholeOf(b)];
  return left !== undefined && right !== undefined && left !== right;
}

function wholeOf({ about, quote, display }: Claim): string | undefined {
  if (about !== 'measure|percent') return undefined;
  const after = quote.slice(quote.indexOf(display) + display.length);
  const whole =
    /^\sof\s(?:the\s|all\s|its\s|their\s)*(?<words>\p{L}[\p{L}'\u2019-]*(?:\s(?!(?:in|of|on|at|by|for|to|from|with|and|who|that|this|were|was|are|is|had|have)\b)\p{L}[\p{L}'\u2019-]*){0,3})/u.exec(
      after,
    );
  return whole?.groups?.words
    ?.split(' ')
    .map((word) => stem(foldSpelling(word.toLowerCase())))
    .join(' ');
}

/** What is counted, without number words; of measures only the unit counts, which they share already. */
function nounsOf(kind: string, { about }: Claim): string {
  return about.startsWith('count|') ? kind.replace(NUMBER_STEM, '').trim() : '';
}

const NUMBER_STEM =
  /\b(?:on|two|three|four|five|six|seven|eight|nine|ten|eleven|twelv|\p{L}+teen|twenti|thirti|forti|fifti|sixti|seventi|eighti|nineti|hundr|thousand|million|billion|dozen|about|around|some|close|fewer|more|less|nearli|almost|roughli|approxim|estim|least)\b\s?/gu;

function hasOwn(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const name of names) if (!others.has(name)) return true;
  return false;
}

/** A figure of a year or a month is not one of today; two days or spans have to touch. */
function isSameTime(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return ((a ?? b)?.split('/')[0]?.length ?? 10) >= 10;
  const [aFrom, aTo] = spanOf(a);
  const [bFrom, bTo] = spanOf(b);
  return aFrom <= bTo && bFrom <= aTo;
}
