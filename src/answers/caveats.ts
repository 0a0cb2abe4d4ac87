/** What a careful editor adds to an answer: who differs, what else the words could mean, how sure and how fresh it is. */
import type { Article } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { earlierCase } from './earlier-case.ts';
import type { Finding } from './finding.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** Evidence older than this is said to be old. */
export const STALE_AFTER_DAYS = 180;
/** Where the question wants the latest, this is old already. */
export const STALE_FOR_LATEST_DAYS = 7;
const DAY_MS = 86_400_000;

export function caveatsOf(
  finding: Finding,
  question: UnderstoodQuestion,
  passages: readonly Passage[],
  independentSources: number,
  nowMs: number,
): readonly string[] {
  const caveats: string[] = [];
  for (const dissent of finding.dissent) caveats.push(dissentCaveat(dissent.says, dissent.passage.article));
  const earlier = earlierCase(finding.support, question, passages, nowMs);
  if (earlier !== undefined) caveats.push(earlier);
  caveats.push(...finding.caveats);
  if (independentSources === 1 && question.kind !== 'reported-first')
    caveats.push(`Only ${finding.support[0]?.article.source ?? 'one source'} says so.`);
  const hedge = hedged(finding.support[0]);
  if (hedge !== undefined) caveats.push(hedge);
  const age = ageCaveat(finding, nowMs, question.order === 'latest' ? STALE_FOR_LATEST_DAYS : STALE_AFTER_DAYS);
  if (age !== undefined) caveats.push(age);
  return [...new Set(caveats)];
}

function dissentCaveat(says: string, article: Article): string {
  return `${article.source} differs: ${says === 'yes' || says === 'no' ? `it says ${says}` : says}.`;
}

const HEDGE =
  /\b(?:reportedly|allegedly|is believed to|are believed to|is thought to|unconfirmed|could not be (?:independently )?verified|rumou?red|may have|might have|is expected to|are expected to|is set to|plans to)\b/i;

function hedged(passage: Passage | undefined): string | undefined {
  const match = passage === undefined ? null : HEDGE.exec(passage.sentence.text);
  return match === null || passage === undefined ? undefined : `${passage.article.source} hedges: “${match[0]}”.`;
}

function ageCaveat(finding: Finding, nowMs: number, staleAfterDays: number): string | undefined {
  const newest = finding.support
    .map((passage) => passage.article)
    .filter((article) => !article.publishedAtGuessed)
    .map((article) => article.publishedAt)
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  const days = Math.floor((nowMs - Date.parse(newest)) / DAY_MS);
  return days > staleAfterDays ? `The newest evidence is from ${formatDate(newest.slice(0, 10))}.` : undefined;
}
