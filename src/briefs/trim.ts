/** What can be cut from a sentence without touching what it says: the dateline, the links to sentences that are not quoted, asides. */
import type { Timestamp } from '../model.ts';
import { classifyRun } from '../text/lexicon.ts';
import { countryOf, isDemonym } from '../text/places.ts';
import { quotationsIn } from '../text/quotations.ts';
import { tokenise } from '../text/words.ts';
import { dateDays } from './datewords.ts';

/** Sentences with more words than this lose the asides between dashes, too. */
export const LONG_SENTENCE_WORDS = 32;
/** A dateline is found in this much of a sentence. */
export const MAX_DATELINE_CHARS = 90;
const MAX_ASIDE_CHARS = 90;
/** What follows a dateline is a sentence. */
const MIN_REST_CHARS = 20;

export interface TrimContext {
  /** When the article was published; left out where that is not known, and then day words stay. */
  readonly publishedAt?: Timestamp;
  /** When the brief is read: dates of that year go without it. */
  readonly readAt?: Timestamp;
  /** True for the first sentences of an article, where even a dateline in small letters may stand. */
  readonly opening: boolean;
}

/** The sentence as a brief quotes it. What is left stands in the article in the same words and order, but for dates and quotation marks. */
export function trimSentence(sentence: string, context: TrimContext): string {
  let text = plainMarks(sentence);
  text = withoutDateline(text, context.opening);
  text = text.replace(GLUED, '');
  text = withoutLink(text);
  text = withoutAsides(text);
  text = withoutStatement(text);
  text = withoutAlso(withoutHowever(withoutEarlier(text)));
  text = withoutHere(text);
  if (context.publishedAt !== undefined) text = dateDays(text, context.publishedAt, context.readAt);
  return capitalised(unshouted(tidied(text)));
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{4}/u;

/** Number of words as an editor counts them. */
export function countWords(text: string): number {
  if (UNSPACED.test(text)) return tokenise(text).length;
  let count = 0;
  for (const part of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(part)) count += 1;
  return count;
}

/** The same words with plain spaces and quotation marks. */
export function plainMarks(text: string): string {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/``|(?<!')''(?!')/g, '"')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
  return / \.$| ['\u2019]s | n['\u2019]t /.test(plain) ? rejoined(plain) : plain;
}

/** Text that came as separate tokens: "the studio 's " Dawn ." is "the studio's "Dawn"." */
function rejoined(text: string): string {
  let open = false;
  return text
    .replace(/ (['\u2019](?:s|re|ve|ll|d|m)|n['\u2019]t)(?=[\s,.;:]|$)/g, '$1')
    .replace(/(?<=s) (['\u2019]) (?=\p{L})/gu, '$1 ')
    .replace(/( ?)"( ?)/g, (_, before: string, after: string) => {
      open = !open;
      return open ? `${before}"` : `"${after}`;
    })
    .replace(/([$\u00a3\u20ac]) (?=\d)|(?<=\() | (?=\))/g, '$1');
}

function tidied(text: string): string {
  return text
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/,+(?=[,.;])/g, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

function capitalised(text: string): string {
  return text.replace(
    /^(["\u201c\u2018']?)(\p{Ll})/u,
    (_, mark: string, letter: string) => mark + letter.toUpperCase(),
  );
}

/** "PARTYGOERS in Berlin", "A BRITISH sailor": the first word in a newspaper's capitals; a short one may be an acronym. */
function unshouted(text: string): string {
  return text
    .replace(
      /^(["\u201c\u2018']?)(\p{Lu})(\p{Lu}{5,}(?=\s\p{Ll})|\p{Lu}{8,}(?=\s\p{Lu}?\P{Lu}))/u,
      (_, mark: string, first: string, rest: string) => `${mark}${first}${rest.toLowerCase()}`,
    )
    .replace(/^(A|AN|THE) (\p{Lu})(\p{Lu}{3,})(?=\s\p{Ll})/u, (_, article: string, first: string, rest: string) => {
      const word = `${first}${rest.toLowerCase()}`;
      const isName = isDemonym(word) || countryOf(word) !== undefined;
      return `${article[0]}${article.slice(1).toLowerCase()} ${isName ? word : word.toLowerCase()}`;
    });
}

// ---------------------------------------------------------------- the dateline

const DASH = '(?:[\u2014\u2013]|--?-?)';
const DATE = '(?:,?\\s\\p{Lu}\\p{L}{2,8}\\.?\\s\\d{1,2}(?:,\\s\\d{4})?)?';
const AGENCY = "\\((?:[\\p{Lu}][\\p{L}.&/'\u2019 -]{1,30})\\)";
const DATELINES: readonly RegExp[] = [
  // (Reuters) - …, (CNN) …
  new RegExp(`^${AGENCY}\\s*(?:${DASH}|:)?\\s*(?=["\u201c\\p{Lu}])`, 'u'),
  // NEW DELHI, Dec 20 (Reuters) - …, KABUL: …
  new RegExp(
    `^\\p{Lu}{2}[\\p{Lu} .'\u2019/-]*(?:,\\s[\\p{L} .]{2,24})?${DATE}(?:\\s*${AGENCY})?\\s*(?:${DASH}\\s|:\\s)(?=["\u201c\\p{Lu}\\d])`,
    'u',
  ),
  // Kabul (AFP) - …
  new RegExp(
    `^\\p{Lu}[\\p{L}.'\u2019 -]{1,30}(?:,\\s[\\p{L} .]{2,24})?${DATE}\\s*${AGENCY}\\s*(?:${DASH}|:)?\\s*(?=["\u201c\\p{Lu}\\d])`,
    'u',
  ),
];
const PLACE_LINE = new RegExp(
  `^(\\p{Lu}[\\p{L}.'\u2019-]+(?:\\s\\p{Lu}[\\p{L}.'\u2019-]+){0,2})${DATE}\\s?(?:\\s${DASH}\\s|[\u2014\u2013]|:\\s)(?=["\u201c\\p{Lu}\\d])`,
  'u',
);

function withoutDateline(sentence: string, opening: boolean): string {
  // The place before a dash has become a sentence of its own where it ends in a stop: "OSLO, Norw. -- The …".
  let text = sentence.replace(LEADING_DASH, '');
  for (let rounds = 0; rounds < MAX_DATELINES; rounds += 1) {
    const rest = withoutFirstDateline(text, opening);
    if (rest === text) break;
    text = rest;
  }
  return text;
}

function withoutFirstDateline(text: string, opening: boolean): string {
  const head = text.slice(0, MAX_DATELINE_CHARS);
  for (const dateline of DATELINES) {
    const match = dateline.exec(head);
    if (match !== null && text.length - match[0].length >= MIN_REST_CHARS) return text.slice(match[0].length);
  }
  const bare = opening ? BARE_PLACE_LINE.exec(head) : null;
  if (bare !== null && countryOf(bare[1]!) !== undefined) return text.slice(bare[0].length);
  const place = opening ? PLACE_LINE.exec(head) : null;
  const named = place?.[1];
  if (place === null || named === undefined) return text;
  return countryOf(named) !== undefined || classifyRun(named) === 'place' ? text.slice(place[0].length) : text;
}

const LEADING_DASH = new RegExp(`^${DASH}\\s+(?=["\u201c\\p{Lu}\\d])`, 'u');
/** A photographer's credit, then the dateline proper. */
const MAX_DATELINES = 2;
/** "OSLO, Norway Norway's parliament …": the dash is lost. */
const BARE_PLACE_LINE = /^\p{Lu}{3,}(?:\s\p{Lu}{2,})*,\s(\p{Lu}\p{Ll}+)\s(?=\p{Lu})/u;

/** A page's own words that ran into the sentence after them. */
const GLUED =
  /^(?:(?:updated|posted|published)(?: at)? \d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?(?: [A-Z]{2,4})?:|continue reading(?: the main story)?|(?:show|hide)(?: (?:hide|more|less|caption))+|skip (?:advertisement|to content)|story continues below(?: advertisement)?|advertisement|read more|share this(?: story)?|image copyright [\p{Lu}\p{L} ]{2,24} image caption)\s+(?=["\u201c\p{Lu}])/iu;

// ---------------------------------------------------------------- links to what came before

const LINK =
  /^(?:however|meanwhile|meantime|moreover|furthermore|additionally|in addition|also|nonetheless|nevertheless|still|besides|indeed|in fact|of course|notably|separately|elsewhere|on the other hand|at the same time|to be sure|that said|interestingly|importantly|unfortunately|apparently enough|to be clear|speaking of [\p{L}' ]{3,30}|for now|as expected|in the meantime|in other words|in short|in addition to (?:that|this)|and yet|but still)\s?[,\u2014-]\s*/iu;
const BARE_LINK = /^(?:(?:but|and|yet)[,\s]\s*(?=\p{L})|now,?\s(?=(?:the|a|an|\p{Lu}\p{L}+)\s))/iu;
const NOTE =
  /^(?:it is (?:also )?(?:worth noting|important to note|noteworthy|notable)|it should (?:also )?be noted|note)\s?,?\s?that\s+/i;

function withoutLink(text: string): string {
  let rest = text.replace(NOTE, '');
  for (let rounds = 0; rounds < 2; rounds += 1) rest = rest.replace(LINK, '').replace(BARE_LINK, '');
  return /^\p{Ll}/u.test(rest) && !/^(?:["\u201c]|\p{Lu})/u.test(text) ? text : rest;
}

// ---------------------------------------------------------------- asides

const BRACKETS = /\s\(([^()]{1,90})\)(?=[\s,.;:]|$)/g;
const ACRONYM = /^(?:\p{Lu}[\p{Lu}\p{N}&.-]{1,9}|\p{Lu}\p{L}{0,3}-\p{Lu}+)$/u;

function withoutAsides(text: string): string {
  const quotations = quotationsIn(text);
  const inQuotation = (at: number) => quotations.some(({ start, end }) => at >= start && at < end);
  let rest = text.replace(BRACKETS, (aside, inner: string, at: number) => {
    if (inQuotation(at + 1) || ACRONYM.test(inner) || BRACKETED_DATE.test(inner)) return aside;
    return '';
  });
  if (rest.split(' ').length > LONG_SENTENCE_WORDS) rest = withoutDashes(rest);
  return rest;
}

/** "Thursday (July 3)": the date says which Thursday. */
const BRACKETED_DATE = /^(?:\p{Lu}\p{L}{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} \p{Lu}\p{L}{2,8}(?: \d{4})?)$/u;

function withoutDashes(text: string): string {
  const dashes = [...text.matchAll(/\s?(?:\u2014|\s\u2013\s|\s--?\s)\s?/g)];
  const [first, second] = dashes;
  if (dashes.length !== 2 || first === undefined || second === undefined) return text;
  const inner = text.slice(first.index, second.index + second[0].length);
  if (inner.length > MAX_ASIDE_CHARS || /["\u201c\u201d]/.test(inner)) return text;
  const before = text.slice(0, first.index);
  const open = quotationsIn(text).some(({ start, end }) => first.index >= start && first.index < end);
  return open || before.trim() === '' ? text : `${before} ${text.slice(second.index + second[0].length)}`;
}

// ---------------------------------------------------------------- where it was said

const WHERE_SAID =
  '(?:in a (?:\\p{Ll}+ )?(?:statement|report|release|news release|press release|post|tweet|briefing|letter|message|memo|note|email|filing)|at a (?:\\p{Ll}+ )?(?:news|press) (?:conference|briefing)|on (?:Twitter|Facebook|Telegram|X))';
const AFTER_SAID = new RegExp(
  `(?<=\\b(?:said|announced|added|confirmed))\\s${WHERE_SAID}(?=\\.$|\\s(?:that|on|late|early)\\b)`,
  'u',
);

/** "…, the ministry said in a statement on Thursday": who and when stay. */
function withoutStatement(text: string): string {
  return text.replace(AFTER_SAID, '');
}

/** "Delegates opened their congress here on Tuesday": where the reporter sits is not where the reader is. */
function withoutHere(text: string): string {
  const here = /(?<=\p{Ll}) here(?= (?:on|in|for|at) )/u.exec(text);
  if (here === null || quotationsIn(text).some(({ start, end }) => here.index >= start && here.index < end))
    return text;
  return `${text.slice(0, here.index)}${text.slice(here.index + here[0].length)}`;
}

/** "Earlier on Thursday, …": earlier than what stood before. */
function withoutEarlier(text: string): string {
  return text.replace(/^(?:Earlier|Later)(?: on)?\s(?=(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b)/, 'On ');
}

/** "The board, however, …": what it is opposed to is not quoted. */
function withoutHowever(text: string): string {
  const however = /,\s(?:however|meanwhile|though|too|for example|for instance)(?:,\s|(?=\.$))/.exec(text);
  if (however === null) return text;
  if (quotationsIn(text).some(({ start, end }) => however.index >= start && however.index < end)) return text;
  const before = text.slice(0, however.index);
  const after = text.slice(however.index + however[0].length);
  const isAdverbial = /^(?:in|on|at|by|for|from|after|before|during|with|under|since|until|as|despite)\b[^,]*$/i.test(
    before,
  );
  return `${before}${after === '.' ? '' : isAdverbial ? ', ' : ' '}${after}`;
}

/** "The mayor also said …": what stood before is not quoted. "Not only … but also" keeps it. */
function withoutAlso(text: string): string {
  const also =
    /^[^,;:"\u201c\u201d]{2,60}?(\salso)(?=\s(?:\p{Ll}+(?:ed|s)|said|told|has|had|have|was|were|is|are|will|would|can|could|may|made|took|gave|found|saw|won|been|be|come|become|seen|led|hit|sent|put|set|cut|lost|grown|given|taken|an?|the|\p{Ll}+(?:en|wn|ing))\b)/u.exec(
      text,
    );
  if (also === null || /\b(?:only|both|just|merely)\b/.test(also[0])) return text;
  const at = also[0].length - also[1]!.length;
  return `${text.slice(0, at)}${text.slice(also[0].length)}`;
}
