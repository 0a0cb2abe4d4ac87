/** The dated happenings of a story, each with the articles that tell of it. */
import type { Article, Claim, TimelineEntry } from '../model.ts';
import { foldSpelling } from '../text/spelling.ts';
import { stem, tokenise } from '../text/words.ts';

/** Entries of one timeline, those with most sources first chosen. */
export const MAX_TIMELINE_ENTRIES = 12;
/** Entries of one day, so that the day of the news leaves room for what led up to it. */
export const MAX_ENTRIES_PER_DATE = 3;
/** A sentence longer than this does not fit a timeline; a shorter one that says the same is preferred. */
const GOOD_ENTRY_CHARS = 200;
/** Cosine of the words of two sentences about one day: above this they tell one happening. */
const SAME_HAPPENING = 0.3;
const MIN_SHARED_WORDS = 3;

/** What stands under pictures and around them, an outlet's note on its own article, and what somebody tells of himself. */
const NO_NEWS =
  /^(?:AP|AFP|EPA|PA|Reuters|Getty)(?::|\s\p{Lu})|^["\u201c]|:\s["\u201c]|\b(?:was|been) (?:amended|updated|corrected) (?:on|at)\b|\b(?:Hide Caption|Show Caption|Photos?:|Getty Images|AFP\/File|File photo|pic\.twitter\.com|\d+ of \d+\b|Read more|Image copyright|Media caption|Skip Ad|Image:|Video:)|\u00a9/u;

/** Oldest first. Citations are the places of the articles in `articles`, counted from 1. Denied, planned and hedged dates are left out. */
export function timelineOf(
  claims: readonly Claim[],
  articles: readonly Pick<Article, 'id'>[],
): readonly TimelineEntry[] {
  const numbers = new Map(articles.map((article, index) => [article.id, index + 1]));
  const dated = claims.filter(
    (claim) =>
      claim.kind === 'date' &&
      numbers.has(claim.articleId) &&
      claim.negated !== true &&
      claim.hedged !== true &&
      !NO_NEWS.test(claim.quote) &&
      !isAside(claim) &&
      dateShown(claim) !== undefined,
  );
  const told: Claim[][] = [];
  for (const about of Map.groupBy(dated, (claim) => claim.about).values()) told.push(...byDate(about));
  return chosen(sameHappenings(told).map((happening) => entryOf(happening, numbers))).sort((a, b) =>
    a.date < b.date ? -1 : Number(a.date > b.date),
  );
}

/** "…, which was banned in 2003", "… since it took the port in 1998": a date in passing, under which its sentence would mislead. */
function isAside({ quote, display }: Claim): boolean {
  return IN_PASSING.test(quote.slice(0, Math.max(0, quote.indexOf(display))));
}

const IN_PASSING = /\b(?:since|after|before|until|who|which|whose|where)\s[^,;]*$/;

/** Those with most sources first, then the most precise. */
function chosen(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const perDate = new Map<string, number>();
  const kept: TimelineEntry[] = [];
  for (const entry of entries.toSorted(
    (a, b) => b.citations.length - a.citations.length || b.date.length - a.date.length,
  )) {
    const count = perDate.get(entry.date) ?? 0;
    if (count >= MAX_ENTRIES_PER_DATE || kept.length >= MAX_TIMELINE_ENTRIES) continue;
    perDate.set(entry.date, count + 1);
    kept.push(entry);
  }
  return kept;
}

/**
 * The date of an entry: a day, a month, a year, or the day on which a span began. "This week" names no day: it becomes its month,
 * and is left out where it lies in two. Decades are no dates.
 */
function dateShown({ value }: Claim): string | undefined {
  const [from = '', until] = value.split('/');
  if (until === undefined) return from;
  if (from.length < 7) return undefined;
  if (!isWeek(from, until)) return from;
  return from.slice(0, 7) === until.slice(0, 7) ? from.slice(0, 7) : undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function isWeek(from: string, until: string): boolean {
  return from.length === 10 && Date.parse(until) - Date.parse(from) === 6 * DAY_MS;
}

/** Claims of one happening whose dates are the same, or the same less precisely. */
function byDate(claims: readonly Claim[]): Claim[][] {
  const groups: Claim[][] = [];
  for (const claim of [...claims].sort((a, b) => dateShown(b)!.length - dateShown(a)!.length)) {
    const group = groups.find(([precise]) => dateShown(precise!)!.startsWith(dateShown(claim)!));
    if (group === undefined) groups.push([claim]);
    else group.push(claim);
  }
  return groups;
}

/** Puts together what is told of one day in like words, and several dated clauses of one sentence. */
function sameHappenings(told: readonly (readonly Claim[])[]): Claim[][] {
  const happenings: { readonly date: string; readonly claims: Claim[]; readonly words: ReadonlySet<string>[] }[] = [];
  for (const claims of told) {
    const date = dateShown(claims[0]!)!;
    const words = claims.map(({ quote }) => wordsOf(quote));
    const same = happenings.find(
      (known) => known.date === date && known.words.some((a) => words.some((b) => areAlike(a, b))),
    );
    if (same === undefined) happenings.push({ date, claims: [...claims], words });
    else {
      same.claims.push(...claims);
      same.words.push(...words);
    }
  }
  return happenings.map(({ claims }) => claims);
}

function wordsOf(sentence: string): ReadonlySet<string> {
  const words = tokenise(sentence).filter(({ stop, text }) => !stop && !/\d|day$/.test(text));
  return new Set(words.map(({ norm }) => stem(foldSpelling(norm))));
}

function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared >= Math.min(MIN_SHARED_WORDS, a.size) && shared / Math.sqrt(a.size * b.size) >= SAME_HAPPENING;
}

function entryOf(told: readonly Claim[], numbers: ReadonlyMap<string, number>): TimelineEntry {
  const date = told.map((claim) => dateShown(claim)!).sort((a, b) => b.length - a.length)[0]!;
  const sayings = told.filter((claim) => dateShown(claim) === date);
  const text = sayings.map((claim) => claim.quote).sort((a, b) => awkwardness(a) - awkwardness(b))[0]!;
  const citations = [...new Set(told.map((claim) => numbers.get(claim.articleId)!))].sort((a, b) => a - b);
  return { date, text, citations };
}

function awkwardness(sentence: string): number {
  return (
    Math.abs(sentence.length - GOOD_ENTRY_CHARS / 2) +
    (sentence.length > GOOD_ENTRY_CHARS ? GOOD_ENTRY_CHARS : 0) +
    (LEANS.test(sentence) ? GOOD_ENTRY_CHARS / 2 : 0)
  );
}

/** Out of its article such a sentence says too little. */
const LEANS = /^(?:He|She|They|It|This|That|These|Those|But|And|The (?:same|latter|former|earlier))\b|^["\u201c]/;
