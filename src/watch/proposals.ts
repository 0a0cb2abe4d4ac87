/** What to change in a query that alerts too often or never. Every proposal has been tried on the archive. */
import { isStopWord } from '../text/words.ts';
import type { Archivist, Candidates } from './archivist.ts';
import { type BacktestArticle, type Suggestion, type Tally, tally } from './backtest.ts';
import { conditionOf, matchesWithoutEvidence, stemsOf } from './condition.ts';
import { printQuery, type Query } from './query.ts';
import { correctedLeaves, dividing, leavesWanted, narrower, type Variant, wider } from './variants.ts';

export const MAX_SUGGESTIONS = 5;
/** Articles read to try one wider query. */
export const MAX_TRIAL_ARTICLES = 100;
/** Words that are tried for dividing the hits. */
export const MAX_DIVIDING_WORDS = 6;
/** Hits in which dividing words are looked for. */
export const MAX_DIVIDED_HITS = 250;
/** A dividing word is in this share of the stories. */
const DIVIDES_FROM = 0.1;
const DIVIDES_TO = 0.6;
/** A query is narrower in earnest where it alerts this much less. */
const NARROWER_BY = 0.85;
/** Parts of a query that are looked for each alone. */
export const MAX_PARTS_TRIED = 6;

const isSafe = ({ query }: Variant): boolean => !matchesWithoutEvidence(conditionOf(query));

/** Queries that would have alerted less often, the most telling first. */
export async function narrowing(
  query: Query,
  archivist: Archivist,
  hits: Tally,
  { factor }: Candidates,
): Promise<Suggestion[]> {
  const all = hits.alerts();
  const stride = Math.max(1, hits.hits.length / MAX_DIVIDED_HITS);
  const some = hits.hits.filter((_, at) => Math.floor(at / stride) !== Math.floor((at - 1) / stride));
  const words = await dividingWords(query, archivist, some);
  const variants = [...narrower(query), ...words.flatMap((word) => dividing(query, word))].filter(isSafe);
  const tried = variants.map((variant) => {
    const alerts = tally(conditionOf(archivist.meaning(variant.query)), hits.hits, archivist.window).alerts();
    return { ...variant, alerts };
  });
  return tried
    .filter(({ alerts }) => alerts > 0 && alerts <= all * NARROWER_BY)
    .sort((a, b) => a.alerts - b.alerts)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ query, change, alerts }) => suggestion({ query, change }, Math.max(1, Math.round(alerts * factor))));
}

const suggestion = ({ query, change }: Variant, alerts30d: number): Suggestion => ({
  query: printQuery(query),
  change,
  alerts30d,
});

interface Spread {
  readonly written: string;
  readonly stories: Set<string>;
}

/** Words in some of the stories and not in the others, those first that are rare elsewhere. */
async function dividingWords(query: Query, archivist: Archivist, hits: readonly BacktestArticle[]): Promise<string[]> {
  const asked = new Set(leavesWanted(query).flatMap((leaf) => stemsOf(leaf.text)));
  const spread = new Map<string, Spread>();
  const stories = new Set<string>();
  for (const { storyId, analysed } of hits) {
    stories.add(storyId);
    for (const word of new Set(analysed.words)) {
      if (word === undefined || !/^\p{L}{4,}$/u.test(word.text) || isStopWord(word.norm) || asked.has(word.stem))
        continue;
      const known = spread.get(word.stem);
      if (known === undefined) spread.set(word.stem, { written: word.text, stories: new Set([storyId]) });
      else known.stories.add(storyId);
    }
  }
  const share = ({ stories: some }: Spread): number => some.size / stories.size;
  const between = [...spread.values()].filter((word) => share(word) >= DIVIDES_FROM && share(word) <= DIVIDES_TO);
  const frequency = await archivist.frequencies(between.map(({ written }) => written));
  // In proportion to how often the word is met at all: what divides these stories and not just any.
  const telling = (word: Spread): number => word.stories.size / (frequency(written(word)) + hits.length);
  return between
    .sort((a, b) => telling(b) - telling(a))
    .slice(0, MAX_DIVIDING_WORDS)
    .map(({ written }) => written);
}

const written = (word: Spread): string => word.written;

/** Queries that would have alerted, the most careful first, and the parts of this one of which there is nothing at all. */
export async function widening(
  query: Query,
  archivist: Archivist,
): Promise<{ readonly suggestions: Suggestion[]; readonly absent: string[] }> {
  const absent = await absentParts(query, archivist);
  const variants = [...(await corrected(query, archivist)), ...wider(query)].filter(isSafe);
  const suggestions: Suggestion[] = [];
  for (const variant of variants) {
    const { tally: found, candidates } = await archivist.count(variant.query, MAX_TRIAL_ARTICLES);
    const alerts = Math.round(found.alerts() * candidates.factor);
    if (alerts > 0) suggestions.push(suggestion(variant, alerts));
  }
  return { suggestions: suggestions.sort((a, b) => a.alerts30d - b.alerts30d).slice(0, MAX_SUGGESTIONS), absent };
}

/** Parts that are asked for and that no article of the window has. */
async function absentParts(query: Query, archivist: Archivist): Promise<string[]> {
  const absent: string[] = [];
  for (const leaf of leavesWanted(query).slice(0, MAX_PARTS_TRIED)) {
    if (matchesWithoutEvidence(conditionOf(leaf))) continue;
    const { tally: found, candidates } = await archivist.count(leaf, MAX_TRIAL_ARTICLES);
    if (found.hits.length === 0 && candidates.factor === 1) absent.push(printQuery(leaf));
  }
  return absent;
}

/** The query with a word that the archive has never met spelled as one that it has. */
async function corrected(query: Query, archivist: Archivist): Promise<Variant[]> {
  const words = [...new Set(leavesWanted(query).flatMap((leaf) => leaf.text.match(/\p{L}{4,}/gu) ?? []))];
  const frequency = await archivist.frequencies(words);
  const variants: Variant[] = [];
  for (const word of words.filter((unknown) => frequency(unknown) === 0).slice(0, MAX_PARTS_TRIED)) {
    const near = spelledLike(word.toLowerCase());
    const met = await archivist.frequencies(near);
    const best = near.reduce((a, b) => (met(b) > met(a) ? b : a), near[0] ?? word);
    if (met(best) === 0) continue;
    const right = /^\p{Lu}/u.test(word) ? best[0]!.toUpperCase() + best.slice(1) : best;
    variants.push({ query: correctedLeaves(query, word, right), change: `“${right}” instead of “${word}”` });
  }
  return variants;
}

/** Words one slip away: a letter too many, missing, wrong, or two that changed places (P. Norvig, "How to Write a Spelling Corrector"). */
function spelledLike(word: string): string[] {
  const letters = [...new Set(`abcdefghijklmnopqrstuvwxyz${word}`)];
  const near = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    if (after.length > 0) near.add(before + after.slice(1));
    if (after.length > 1) near.add(before + after[1]! + after[0]! + after.slice(2));
    for (const letter of letters) {
      if (after.length > 0) near.add(before + letter + after.slice(1));
      near.add(before + letter + after);
    }
  }
  near.delete(word);
  return [...near];
}
