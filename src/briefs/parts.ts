/** The parts of a report: what happens, what people say of it, how it came to that. */
import type { Timestamp } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { quotationsIn } from '../text/quotations.ts';

/** What lies this long before the story is how it came to that. */
export const BACKGROUND_AFTER_DAYS = 45;
const DAY_MS = 24 * 60 * 60 * 1000;

export type Part = 'happening' | 'reaction' | 'background';

const REACTION =
  /\b(?:condemn|prais|welcom|criticis|criticiz|denounc|applaud|hail|urg|warn|express|appeal|accus|insist|argu|vow|pledg|called (?:it|the|on|for)|describ|tweeted|thank|apologi|regret|hope[ds]?\b|believe|mourn|tribute|condolence)/i;
const SPEECH = /\b(?:said|says|told|added|wrote)\b/i;
const LOOKS_BACK =
  /\b(?:since (?:19|20)\d\d|in (?:19|20)\d\d|historically|for (?:years|decades)|(?:over|in|during) the (?:years|past|last)|years ago|decades|previously|formerly|has long|had long|last (?:year|decade)|(?:19|20)\d\ds|until now|in recent (?:years|months)|was founded|was established|is (?:known|home))\b/i;

/** "The director has said that the film of 2003 …": the saying is new, whatever it is about. */
const SPEAKS_NOW =
  /^[^,"\u201c]{2,60}?\s(?:(?:has|have) (?:\p{Ll}+ly )?(?:said|told|denied|confirmed|admitted|apologised|apologized|responded|accused|called|claimed|revealed|announced)|said on|says)\b/u;

/** Which part of the story a sentence tells. */
export function partOf(text: string, storyAt: Timestamp): Part {
  const story = Date.parse(storyAt);
  const days = datesIn(text, storyAt).map(({ date }) => (story - Date.parse(date)) / DAY_MS);
  if (days.some((age) => age > BACKGROUND_AFTER_DAYS) && !days.some((age) => age <= BACKGROUND_AFTER_DAYS))
    return 'background';
  if (days.length === 0 && LOOKS_BACK.test(text) && !SPEAKS_NOW.test(text)) return 'background';
  const quoted = quotationsIn(text).reduce((sum, quotation) => sum + quotation.text.length, 0);
  if (quoted > text.length / 3 || REACTION.test(text) || (quoted > 20 && SPEECH.test(text))) return 'reaction';
  return 'happening';
}
