/** Pages that stand where an article stood, and say that it is gone. */

/** A page that says more than this says more than that an article is gone. */
export const REMOVAL_NOTICE_MAX_CHARS = 900;

const PIECE = '(?:article|story|report|piece|post|page|item|content|column|video|interview)';
const GONE =
  '(?:removed|withdrawn|retracted|deleted|taken down|unpublished|pulled|rescinded|killed|no longer available|no longer (?:exists?|online))';
const NOTICES: readonly RegExp[] = [
  // "This article has been removed", "The story is no longer available"
  new RegExp(
    `\\b(?:this|the|that|an?(?: earlier| previous)?) (?:\\p{L}+ ){0,3}${PIECE}\\b[^.!?\\n]{0,120}\\b(?:has|have|had|was|were|is|been|being)\\b(?: \\p{L}+){0,3}? ${GONE}`,
    'iu',
  ),
  // "We have withdrawn this report"
  new RegExp(
    `\\b(?:has|have) (?:\\p{L}+ ){0,2}?${GONE} (?:this|the|that|an?|its|our)\\b(?: \\p{L}+){0,3}? ${PIECE}\\b`,
    'iu',
  ),
  new RegExp(`\\b${PIECE} (?:removed|withdrawn|retracted|deleted|unpublished|no longer available)\\b`, 'iu'),
  new RegExp(`\\b${PIECE} (?:no longer exists|(?:could|can)(?: not|not|n['’]t) be found|not found)\\b`, 'iu'),
  /^(?:retraction|kill notice|mandatory kill|notice of (?:retraction|withdrawal|removal))\b/imu,
];

/** A notice may quote the article that it stands for, but little of it: at most this share of its own words in rows of three. */
const QUOTED_SHARE_MAX = 0.3;

interface Piece {
  readonly title: string;
  readonly text: string;
}

/** Whether what stands in an article's place now is the notice that it was taken back. */
export function isTakenBack(before: Piece, now: Piece): boolean {
  return isRemovalNotice(now) && !isRemovalNotice(before) && sharedRows(now.text, before.text) <= QUOTED_SHARE_MAX;
}

/** The share of a text's rows of three words that another text has too; 0 for a text of fewer words. */
export function sharedRows(text: string, other: string): number {
  const own = rowsOf(text);
  if (own.size === 0) return 0;
  const theirs = rowsOf(other);
  let shared = 0;
  for (const row of own) if (theirs.has(row)) shared += 1;
  return shared / own.size;
}

function rowsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
}

/** Whether this is no article but the notice that one was taken back: a few lines, and they say so. */
function isRemovalNotice({ title, text }: Piece): boolean {
  if (text.length > REMOVAL_NOTICE_MAX_CHARS) return false;
  const words = `${title}\n${text}`.slice(0, 2 * REMOVAL_NOTICE_MAX_CHARS);
  return NOTICES.some((notice) => notice.test(words));
}
