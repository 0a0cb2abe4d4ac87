/** What a careful editor adds to an answer: who differs, what else the words could mean, how sure and how fresh it is. */
import type { Article } from '../model.ts';
import { datesIn, formatDate } from '../text/dates.ts';
import { countriesIn } from '../text/places.ts';
import { findVerb } from './alignment.ts';
import { joinNames } from './factoid.ts';
import type { Finding } from './finding.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

/** Evidence older than this is said to be old. */
export const STALE_AFTER_DAYS = 180;
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
  const earlier = earlierMeaning(finding.support, question, passages, nowMs);
  if (earlier !== undefined) caveats.push(earlier);
  caveats.push(...finding.caveats);
  if (independentSources === 1 && question.kind !== 'reported-first')
    caveats.push(`Only ${finding.support[0]?.article.source ?? 'one source'} says so.`);
  const hedge = hedged(finding.support[0]);
  if (hedge !== undefined) caveats.push(hedge);
  const age = ageCaveat(finding, nowMs);
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

function ageCaveat(finding: Finding, nowMs: number): string | undefined {
  const newest = finding.support
    .map((passage) => passage.article)
    .filter((article) => !article.publishedAtGuessed)
    .map((article) => article.publishedAt)
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  const days = Math.floor((nowMs - Date.parse(newest)) / DAY_MS);
  return days > STALE_AFTER_DAYS ? `The newest evidence is from ${formatDate(newest.slice(0, 10))}.` : undefined;
}

const FORMER = /\b(?:previous|earlier|former|first|old|last|original|past)\b/i;

/**
 * An older fact that the question's words could also mean: the same verb about the same thing in an earlier time, which
 * the sentence itself sets apart ("the previous regime", "(1996-2001)"). Only where the question names no time of its own.
 */
export function earlierMeaning(
  support: readonly Passage[],
  question: UnderstoodQuestion,
  passages: readonly Passage[],
  nowMs: number,
): string | undefined {
  if (question.time !== undefined || question.clause.verb === undefined) return undefined;
  const used = new Set(support.slice(0, 3).map((passage) => passage.sentence));
  const answered = Number(support[0]?.article.publishedAt.slice(0, 4) ?? new Date(nowMs).getUTCFullYear());
  for (const passage of passages.slice(0, 20)) {
    if (used.has(passage.sentence) || passage.coverage < 0.35) continue;
    const verb = findVerb(passage.sentence.tokens, question)[0];
    if (verb === undefined) continue;
    const period = datesIn(passage.sentence, passage.article.publishedAt).find(
      (date) => date.until !== undefined && Number(date.until.slice(0, 4)) < answered - 1,
    );
    if (period === undefined || !FORMER.test(passage.sentence.text)) continue;
    const countries = [
      ...new Set(
        countriesIn(passage.sentence.text.slice(0, Math.max(0, period.start - passage.sentence.start))).map(
          (mention) => mention.country,
        ),
      ),
    ];
    const asked = new Set(countriesIn(question.resolved).map((mention) => mention.country));
    const who = countries.filter((country) => !asked.has(country)).slice(0, 5);
    const span = `${period.date.slice(0, 4)}-${period.until?.slice(0, 4)}`;
    if (who.length === 0)
      return `An earlier case (${span}), from ${passage.article.source}: “${passage.sentence.text}”`;
    return `The words could also mean ${span}: for that time ${passage.article.source} names ${joinNames(who)}.`;
  }
  return undefined;
}
