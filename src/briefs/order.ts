/** The order in which a brief reads: what happened, then the particulars, then what people say of it, then how it came to that. */
import type { Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { quotationsIn } from '../text/quotations.ts';
import type { Candidate } from './candidates.ts';

/** What lies this long before the story is how it came to that. */
export const BACKGROUND_AFTER_DAYS = 45;
const DAY_MS = 24 * 60 * 60 * 1000;

export type Part = 'happening' | 'reaction' | 'background';

const REACTION =
  /\b(?:condemn|prais|welcom|criticis|criticiz|denounc|applaud|hail|urg|warn|express|appeal|accus|insist|argu|vow|pledg|called (?:it|the|on|for)|describ|tweeted|thank|apologi|regret|hope[ds]?\b|believe|mourn|tribute|condolence)/i;
const SPEECH = /\b(?:said|says|told|added|wrote)\b/i;
const LOOKS_BACK =
  /\b(?:since (?:19|20)\d\d|in (?:19|20)\d\d|historically|for (?:years|decades)|over the (?:years|past|last)|years ago|decades|previously|formerly|has long|had long|last (?:year|decade)|(?:19|20)\d\ds|until now|in recent (?:years|months)|was founded|was established|is (?:known|home))\b/i;

/** Which part of the story a sentence tells. */
export function partOf(text: string, storyAt: Timestamp): Part {
  const story = Date.parse(storyAt);
  const days = datesIn(text, storyAt).map(({ date }) => (story - Date.parse(date)) / DAY_MS);
  if (days.some((age) => age > BACKGROUND_AFTER_DAYS) && !days.some((age) => age <= BACKGROUND_AFTER_DAYS))
    return 'background';
  if (days.length === 0 && LOOKS_BACK.test(text)) return 'background';
  const quoted = quotationsIn(text).reduce((sum, quotation) => sum + quotation.text.length, 0);
  if (quoted > text.length / 3 || REACTION.test(text) || (quoted > 20 && SPEECH.test(text))) return 'reaction';
  return 'happening';
}

const RANK: Readonly<Record<Part, number>> = { happening: 0, reaction: 1, background: 2 };

export interface Placed {
  readonly candidate: Candidate;
  /** Mean place of the fact in the articles that carry it. */
  readonly place: number;
}

/** The chosen sentences in reading order; `lead` comes first. */
export function inReadingOrder(chosen: readonly Placed[], lead: Candidate | undefined): readonly Placed[] {
  const rest = chosen
    .filter(({ candidate }) => candidate !== lead)
    .map((placed) => ({ placed, rank: RANK[placed.candidate.part] }))
    .sort((a, b) => a.rank - b.rank || together(a.placed, b.placed) || a.placed.place - b.placed.place)
    .map(({ placed }) => placed);
  const ordered = chosen.filter(({ candidate }) => candidate === lead).concat(rest);
  return introducedFirst(ordered);
}

/** Two sentences of one article keep their order. */
function together(a: Placed, b: Placed): number {
  return a.candidate.articleId === b.candidate.articleId ? a.candidate.position - b.candidate.position : 0;
}

/** A sentence that gives a name in short comes after the one that gives it in full. The lead stays where it is. */
function introducedFirst(ordered: readonly Placed[]): readonly Placed[] {
  const result = [...ordered];
  for (let at = 1; at < result.length; at += 1) {
    const { presumes } = result[at]!.candidate;
    const later = result.findIndex(
      ({ candidate }, index) => index > at && [...presumes].some((name) => candidate.introduces.has(name)),
    );
    const before = result
      .slice(0, at)
      .some(({ candidate }) => [...presumes].some((name) => candidate.introduces.has(name)));
    if (later < 0 || before) continue;
    const [introducing] = result.splice(later, 1);
    result.splice(at, 0, introducing!);
  }
  return result;
}
