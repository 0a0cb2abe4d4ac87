/** Lines that sites wrap around an article: share bars, counters, forms, menus. Rules are general, never for one site. */

/** A line longer than this is prose, whatever words it begins with. */
const FURNITURE_MAX_CHARS = 160;

/** Whole lines that are never part of what a reporter wrote. */
const FURNITURE: readonly RegExp[] = [
  // counters and reading tools
  /^(total )?(views?|reads?|shares?|comments?)\s*:?\s*[\d.,]+\s*[km]?$/i,
  /^[\d.,]+\s*[km]?\s*(views?|reads?|shares?|comments?|likes?|claps?|followers?)$/i,
  /^(zoom (in|out)|read later|print|listen|save|bookmark|text size|font size|a[+-]|aa)(\s+(zoom (in|out)|read later|print|listen|save|bookmark|a[+-]))*$/i,
  /^(reading time:?\s*)?\d+\s*(min(ute)?s?)(\s+read)?(ing time)?$/i,
  // sharing and following
  /^(share|tweet|pin|email|copy link|follow us|like us|subscribe|sign up|sign in|log in|register|donate)\b[^.!?]{0,60}$/i,
  /^share (this|on|via)\b.{0,60}$/i,
  /^(facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|messenger|viber|tumblr|flipboard)([\s,|/·-]+(facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|messenger|viber|tumblr|flipboard|email|print))*$/i,
  // forms and comments
  /^(leave|post|add|write) a (reply|comment)\b.{0,40}$/i,
  /^your email address will not be published\b.*/i,
  /^required fields are marked\b.*/i,
  /^(cancel reply|post comment|be the first to comment|comments are closed|no comments( yet)?|view comments|join the conversation)$/i,
  // menus and lists of other pieces
  /^(left|right|main|top|side) (menu|navigation|nav|bar)$/i,
  /^(related|recommended|trending|popular|latest|more|top) (articles?|stories|posts?|news|topics?|reading|links?|content|videos?)$/i,
  /^(read (more|also|next)|also read|see also|you (may|might) also like|more from|don't miss|editor'?s picks?|most (read|popular|viewed)|up next|advertisement|advertising|sponsored( content)?|skip to (main )?content|back to top( button)?|go to top|home|menu|search|next( article)?|previous( article)?|tags?|categories|topics)\s*:?$/i,
  // consent and newsletters
  /\b(we|this (web)?site) uses? cookies\b/i,
  /^(accept|reject|manage) (all )?(cookies|preferences|consent)\b.*/i,
  /^(sign up|subscribe) (for|to) (our|the)\b.*newsletter.*/i,
  /^get (our|the) .{0,40}(newsletter|inbox|alerts)\b.*/i,
  // claims of the site itself
  /^(copyright|©|\(c\))\s.*$/i,
  /^all rights reserved\.?$/i,
  /^(statement|disclaimer)\s*:\s*this article .*(views|opinions?) of .*/i,
  /^(source|via|original|originally published( at)?|image credit|photo credit|photo|picture|file photo)\s*:\s*\S.{0,120}$/i,
];

const SEPARATOR = /^[\s\-–—_*=~•·|]+$/;

/** True for a line that belongs to the site and not to the article. */
export function isFurniture(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '') return false;
  if (SEPARATOR.test(trimmed)) return true;
  return trimmed.length <= FURNITURE_MAX_CHARS && FURNITURE.some((rule) => rule.test(trimmed));
}
