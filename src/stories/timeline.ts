/** The dated happenings of a story, each with the articles that tell of it. */
import type { Article, Claim, TimelineEntry } from '../model.ts';

/** Entries of one timeline, those with most sources first chosen. */
export const MAX_TIMELINE_ENTRIES = 12;
/** A sentence longer than this does not fit a timeline; a shorter one that says the same is preferred. */
const GOOD_ENTRY_CHARS = 200;

/** Oldest first. Citations are the places of the articles in `articles`, counted from 1. Denied and hedged dates are left out. */
export function timelineOf(
  claims: readonly Claim[],
  articles: readonly Pick<Article, 'id'>[],
): readonly TimelineEntry[] {
  const numbers = new Map(articles.map((article, index) => [article.id, index + 1]));
  const dated = claims.filter(
    (claim) => claim.kind === 'date' && numbers.has(claim.articleId) && claim.negated !== true && claim.hedged !== true,
  );
  const happenings: Claim[][] = [];
  for (const about of Map.groupBy(dated, (claim) => claim.about).values()) happenings.push(...byDate(about));
  return oneEntryPerSentence(happenings.map((told) => entryOf(told, numbers)))
    .sort((a, b) => b.citations.length - a.citations.length)
    .slice(0, MAX_TIMELINE_ENTRIES)
    .sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
}

/** Claims of one happening whose dates are the same, or the same less precisely. */
function byDate(claims: readonly Claim[]): Claim[][] {
  const groups: Claim[][] = [];
  for (const claim of [...claims].sort((a, b) => b.value.length - a.value.length)) {
    const group = groups.find(([precise]) => precise!.value.startsWith(claim.value));
    if (group === undefined) groups.push([claim]);
    else group.push(claim);
  }
  return groups;
}

function entryOf(told: readonly Claim[], numbers: ReadonlyMap<string, number>): TimelineEntry {
  const precise = told[0]!;
  const sayings = told.filter((claim) => claim.value === precise.value);
  const text = sayings.map((claim) => claim.quote).sort((a, b) => awkwardness(a) - awkwardness(b))[0]!;
  const citations = [...new Set(told.map((claim) => numbers.get(claim.articleId)!))].sort((a, b) => a - b);
  return { date: precise.value.split('/')[0]!, text, citations };
}

function awkwardness(sentence: string): number {
  return Math.abs(sentence.length - GOOD_ENTRY_CHARS / 2) + (sentence.length > GOOD_ENTRY_CHARS ? GOOD_ENTRY_CHARS : 0);
}

/** A sentence with two dated clauses is one entry for each date, and one only where both are of one day. */
function oneEntryPerSentence(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const kept = new Map<string, TimelineEntry>();
  for (const entry of entries) {
    const key = `${entry.date} ${entry.text}`;
    const known = kept.get(key);
    kept.set(
      key,
      known === undefined
        ? entry
        : { ...known, citations: [...new Set([...known.citations, ...entry.citations])].sort((a, b) => a - b) },
    );
  }
  return [...kept.values()];
}
