/** Pages that stand where an article stood, and say that it is gone. */

/** A page that says more than this says more than that an article is gone. */
export const REMOVAL_NOTICE_MAX_CHARS = 900;

const PIECE = '(?:article|story|report|piece|post|page|item|content|column|video|interview)';
const GONE =
  '(?:removed|withdrawn|retracted|deleted|taken down|unpublished|pulled|rescinded|killed|no longer available|no longer online)';
/** They speak of the piece itself: that a ministry has withdrawn a report is news. */
const NOTICES: readonly RegExp[] = [
  // "This article from Tuesday has been removed", "The story that you asked for is no longer available"
  new RegExp(
    `\\b(?:this (?:\\p{L}+ ){0,3}${PIECE}\\b|(?:article|story|page)\\b[^.!?\\n]{0,40}\\byou\\b)[^.!?\\n]{0,120}\\b(?:has|have|had|was|is|been|being)\\b(?: \\p{L}+){0,3}? ${GONE}`,
    'iu',
  ),
  // "We have withdrawn a story", "The Gazette has retracted this report"
  new RegExp(
    `\\b(?:we (?:have )?(?:\\p{L}+ )?${GONE} (?:this|the|an?|our)|ha(?:s|ve) (?:\\p{L}+ )?${GONE} this)\\b(?: \\p{L}+){0,3}? ${PIECE}\\b`,
    'iu',
  ),
  new RegExp(`^${PIECE} ${GONE}[.!]?$`, 'imu'),
  /\b(?:article|story|page) (?:no longer exists|(?:could|can)(?: ?not|n['’]t) be found|(?:was )?not found)\b/iu,
  /^(?:retraction|withdrawn|kill notice|mandatory kill|notice of (?:retraction|withdrawal|removal))\s*(?::|$)/imu,
];

/** A notice may quote the article that it stands for, but little of it: at most this share of its own words in rows of three. */
const QUOTED_SHARE_MAX = 0.3;

interface Piece {
  readonly title: string;
  readonly text: string;
}

/** Whether what stands in an article's place now is the notice that it was taken back: a few lines, not its own, that say so. */
export function isTakenBack(before: Piece, now: Piece): boolean {
  if (now.text.length > REMOVAL_NOTICE_MAX_CHARS || sharedRows(now.text, before.text) > QUOTED_SHARE_MAX) return false;
  return isNotice(now.text) || (now.title !== before.title && !isNotice(before.title) && isNotice(now.title));
}

const isNotice = (words: string): boolean =>
  NOTICES.some((notice) => notice.test(words.slice(0, REMOVAL_NOTICE_MAX_CHARS)));

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
