/** Which of the titles that a page carries is its headline, and which part of `<title>` names the outlet. */

/** What stands between a headline and the name of an outlet. */
const SEPARATOR = /\s+[|–—·•»«>~]\s*|\s*\|\s*|\s*::\s*|\s+:\s+|\s+-{1,2}\s+|\s*[–—]\s+/u;
/** A headline has at least so many words, or it is a section's name. */
const HEADLINE_MIN_WORDS = 3;
/** The name of an outlet has at most so many. */
const OUTLET_MAX_WORDS = 4;
/** Two titles with this share of words in common are the same. */
const SAME_TITLE_SHARE = 0.6;
/** Longer headings are no headline. */
export const HEADLINE_MAX_CHARS = 500;

export interface Titles {
  /** What the page's JSON-LD and meta elements say, most reliable first. */
  readonly given: readonly string[];
  /** The text of `<title>`. */
  readonly page: string;
  /** The texts of the `h1` elements. */
  readonly headings: readonly string[];
  readonly outlet?: string | undefined;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const letters = (text: string): string => wordsOf(text).join('');
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, HEADLINE_MAX_CHARS);

/** The headline; the empty string where the page has no title at all. */
export function headlineOf({ given, page, headings, outlet }: Titles): string {
  const title = folded(page);
  const best = given.map(folded).filter((text) => text !== '');
  const chosen = best.find((text) => likeness(text, title) >= SAME_TITLE_SHARE) ?? best[0];
  const standing = headings
    .map((text) => folded(text).replace(/\s*[¶#§]$/u, ''))
    .filter((text) => standsIn(text, title));
  const heading = standing.find((text) => title.startsWith(text)) ?? standing[0];
  const whole = chosen === undefined ? undefined : headings.map(folded).find((text) => continues(text, chosen));
  const headline = whole ?? chosen ?? heading ?? (title === '' ? folded(headings[0] ?? '') : withoutOutlet(title));
  return outlet === undefined ? headline : withoutName(headline, outlet);
}

/** The outlet's name, if `<title>` is the headline with one more part before or after it. */
export function outletIn(page: string, headline: string): string | undefined {
  const parts = folded(page)
    .split(SEPARATOR)
    .filter((part) => part.trim() !== '');
  const outer = [parts.at(-1), parts[0]].find(
    (part) => part !== undefined && !letters(headline).includes(letters(part)),
  );
  const isWhole = letters(page).includes(letters(headline)) && headline !== '';
  return isWhole && parts.length > 1 && outer !== undefined && wordsOf(outer).length <= 6 ? outer.trim() : undefined;
}

/** True where `cut` ends in an ellipsis and `heading` goes on from there. */
const continues = (heading: string, cut: string): boolean =>
  /(?:…|\.\.\.)$/.test(cut) && heading.length > cut.length && heading.startsWith(cut.replace(/\s*(?:…|\.\.\.)$/, ''));

/** True where `heading` is `<title>`, or all that stands on one side of one of its separators. */
function standsIn(heading: string, title: string): boolean {
  if (letters(heading) === '') return false;
  if (letters(heading) === letters(title)) return true;
  const at = title.toLowerCase().indexOf(heading.toLowerCase());
  if (at < 0 || wordsOf(heading).length < HEADLINE_MIN_WORDS) return false;
  return (
    /(?:^|[|–—·•»«>~:-]\s*)$/u.test(title.slice(0, at)) &&
    /^(?:$|\s*[|–—·•»«>~:-])/u.test(title.slice(at + heading.length))
  );
}

/** `<title>` alone: its longest part, if the others are short as names are. */
function withoutOutlet(title: string): string {
  const parts = title.split(SEPARATOR).filter((part) => part.trim() !== '');
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return title;
  const before = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—·•»«>~:-]+$/u, '');
  if (wordsOf(before).length >= HEADLINE_MIN_WORDS && wordsOf(last).length <= OUTLET_MAX_WORDS) return before;
  const first = parts[0] ?? '';
  const after = title.slice(first.length).replace(/^[\s|–—·•»«>~:-]+/u, '');
  return parts.length === 2 && wordsOf(after).length > wordsOf(first).length && wordsOf(first).length <= 3
    ? after
    : title;
}

/** Takes the outlet's name off either end, where a separator stands before the rest. */
function withoutName(headline: string, outlet: string): string {
  const [text, name] = [headline.toLowerCase(), outlet.toLowerCase()];
  if (name === '' || text === name) return headline;
  if (text.endsWith(name)) {
    const before = headline.slice(0, -outlet.length);
    if (/[|–—:·•»~-]\s*$/u.test(before)) return before.replace(/\s*[|–—:·•»~-]+\s*$/u, '').trim();
  }
  if (text.startsWith(name)) {
    const after = headline.slice(outlet.length);
    if (/^\s*(?:[|–—·•»~]|::|-\s)/u.test(after)) return after.replace(/^[\s|–—:·•»~-]+/u, '').trim();
  }
  return headline;
}

/** Share of the words of the shorter title that stand in the other. */
function likeness(a: string, b: string): number {
  const [ours, theirs] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const smaller = Math.min(ours.size, theirs.size);
  return smaller === 0 ? 0 : [...ours].filter((word) => theirs.has(word)).length / smaller;
}
