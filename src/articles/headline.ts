/** Which of the titles that a page carries is its headline, and which part of `<title>` names the outlet. */
import { decodeHTML } from 'entities';

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
/** On one line, within the limit, without what software left: markup escaped twice, a separator with nothing behind it. */
const folded = (text: string): string =>
  decodeHTML(text.slice(0, 2 * HEADLINE_MAX_CHARS))
    .replaceAll('\u00ad', '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s|–—·•»«>~:-]+\s|\s[\s|–—·•»«>~-]+$/gu, '')
    .trim()
    .slice(0, HEADLINE_MAX_CHARS);

export interface Headline {
  /** As a reader sees it: the outlet's name is taken off. The empty string where the page has no title at all. */
  readonly shown: string;
  /** As the page's own metadata has it. */
  readonly given: string;
}

export function headlineOf({ given, page, headings, outlet }: Titles): Headline {
  const title = folded(page);
  const best = given.map(folded).filter((text) => text !== '');
  const chosen = best.find((text) => likeness(text, title) >= SAME_TITLE_SHARE) ?? best[0];
  const seen = headings.map((text) => folded(text).replace(/\s*[¶#§]$/u, ''));
  const standing = seen.filter((text) => standsIn(text, title));
  const heading = standing.find((text) => title.startsWith(text)) ?? standing[0];
  const whole = chosen === undefined ? undefined : seen.find((text) => continues(text, chosen));
  const known = whole ?? chosen ?? heading ?? (title === '' ? (seen[0] ?? '') : withoutOutlet(title));
  const apart = chosen === undefined ? undefined : seen.find((text) => isRestOf(chosen, text, outlet));
  const shown = outlet === undefined ? known : withoutName(known, outlet);
  return { shown: whole ?? apart ?? shown, given: chosen === undefined ? shown : known };
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

/** True for a heading that is a title's headline, the rest of it being a kicker or a name: it comes first, or is most of it. */
const isRestOf = (title: string, heading: string, outlet = ''): boolean =>
  heading !== title &&
  standsIn(heading, title) &&
  letters(heading) !== letters(outlet) &&
  (title.startsWith(heading) || 2 * wordsOf(heading).length >= wordsOf(title).length);

/** True where `cut` ends in an ellipsis and `heading` goes on from there. */
const continues = (heading: string, cut: string): boolean => {
  const rest = heading.startsWith(cut) ? heading.slice(cut.length) : '';
  // a quotation mark ended the attribute too soon
  if (/^\s*["“«]/u.test(rest)) return wordsOf(cut).length >= HEADLINE_MIN_WORDS;
  return (
    /(?:…|\.\.\.)$/.test(cut) && heading.length > cut.length && heading.startsWith(cut.replace(/\s*(?:…|\.\.\.)$/, ''))
  );
};

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
export function likeness(a: string, b: string): number {
  const [ours, theirs] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const smaller = Math.min(ours.size, theirs.size);
  return smaller === 0 ? 0 : [...ours].filter((word) => theirs.has(word)).length / smaller;
}
