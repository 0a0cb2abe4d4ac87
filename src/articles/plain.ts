/** Text that was pasted, or saved from a page: finds the headline, the outlet and the date among the site's own lines. */
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { detectLanguage } from '../text/language.ts';
import { endsArticle, isFurniture } from './boilerplate.ts';
import { cleanByline, stampOf, writtenDate } from './stamps.ts';

/** Longer texts are cut at a paragraph: no article is that long. */
export const PLAIN_TEXT_MAX_CHARS = 2_000_000;
/** Lines with fewer words than this before the headline are menus and section names. */
const HEADLINE_MIN_WORDS = 4;
const HEADLINE_MAX_CHARS = 300;
/** An outlet's name or a byline under the headline is at most this long. */
const NAME_MAX_WORDS = 4;
/** A line with a date in it and no more words than this is about the article, not of it. */
const DATE_LINE_MAX_WORDS = 8;
/** A teaser repeats what follows when this share of its words stands there in the same order. */
const TEASER_OVERLAP = 0.85;
/** The tail of a page begins no earlier than this share of its lines. */
const TAIL_FROM = 0.4;

const LABELLED = /^(source|original|url|link|author|by|published|date)\s*:\s*(.+)$/i;
interface Labels {
  outlet?: string;
  url?: string;
  publishedAt?: string;
  byline?: string;
}

/**
 * Reads a saved text. `fallbackTitle` (a file's name) serves where no line can be the headline.
 * Throws `no_article` where nothing is left that a reporter could have written.
 */
export function readPlainText(raw: string, fallbackTitle?: string): ExtractedPage {
  const lines = raw
    .slice(0, PLAIN_TEXT_MAX_CHARS)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim());
  const labels: Labels = {};
  const kept = withoutTail(lines).filter((line) => line === '' || !isLabel(line, labels));
  const titleAt = kept.findIndex((line) => isHeadline(line));
  const title = titleAt < 0 ? fallbackTitle : kept[titleAt];
  const body = bodyAfter(kept, titleAt, labels);
  if (title === undefined || (body.length === 0 && titleAt < 0))
    throw new NewsroomError('no_article', 'There is no article in this text.', {
      hint: 'A saved text begins with its headline; the paragraphs follow.',
    });
  const text = withoutTeaser(body).join('\n\n');
  return {
    title,
    text,
    lang: detectLanguage(`${title}\n${text}`),
    ...(labels.outlet === undefined ? {} : { outlet: labels.outlet }),
    ...(labels.url === undefined ? {} : { url: labels.url }),
    ...(labels.byline === undefined ? {} : { byline: labels.byline }),
    ...(labels.publishedAt === undefined ? {} : { publishedAt: labels.publishedAt }),
  };
}

const words = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function withoutTail(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex((line, i) => i >= lines.length * TAIL_FROM && endsArticle(line));
  return end < 0 ? lines : [...lines.slice(0, end), ...lines.slice(end).filter((line) => LABELLED.test(line))];
}

/** Takes what a line says about the article (its date, its source) and tells whether the line is used up by that. */
function isLabel(line: string, labels: Labels): boolean {
  const labelled = LABELLED.exec(line);
  if (labelled?.[1] !== undefined && labelled[2] !== undefined && line.length < 200) {
    const [name, value] = [labelled[1].toLowerCase(), labelled[2].trim()];
    if (name === 'source' && words(value).length <= NAME_MAX_WORDS) labels.outlet ??= value;
    if (['original', 'url', 'link'].includes(name) && /^https?:\/\/\S+$/.test(value)) labels.url ??= value;
    if (['author', 'by'].includes(name) && words(value).length <= 8) takeByline(value, labels);
    if (['published', 'date'].includes(name)) takeDate(value, labels);
    return true;
  }
  const stamp = stampOf(line);
  if (stamp?.byline !== undefined) takeByline(stamp.byline, labels);
  if (stamp?.publishedAt !== undefined) labels.publishedAt ??= stamp.publishedAt;
  if (words(line).length <= DATE_LINE_MAX_WORDS && !endsSentence(line) && takeDate(line, labels)) return true;
  return isFurniture(line);
}

function takeByline(written: string, labels: Labels): void {
  const byline = cleanByline(written);
  if (byline !== undefined) labels.byline ??= byline;
}

/** Takes a date; where the line names none, it stays a line. */
function takeDate(line: string, labels: Labels): boolean {
  const at = writtenDate(line)?.at;
  if (at === undefined) return false;
  labels.publishedAt ??= at;
  return true;
}

const endsSentence = (line: string): boolean => /[.!?…:"”]$/u.test(line);

function isHeadline(line: string): boolean {
  return words(line).length >= HEADLINE_MIN_WORDS && line.length <= HEADLINE_MAX_CHARS;
}

/** The paragraphs under the headline; a name alone directly under it is the outlet. */
function bodyAfter(lines: readonly string[], titleAt: number, labels: Labels): string[] {
  const body = lines.slice(titleAt + 1).filter((line) => line !== '');
  const first = body[0];
  if (titleAt >= 0 && first !== undefined && body.length > 1 && isName(first)) {
    labels.outlet ??= first;
    body.shift();
  }
  return body;
}

function isName(line: string): boolean {
  return words(line).length <= NAME_MAX_WORDS && !/[.!?:;,]$/.test(line) && /^\p{Lu}/u.test(line);
}

/** Sites print the first sentences twice: as a teaser, and at the head of the text. The teaser goes. */
function withoutTeaser(paragraphs: readonly string[]): readonly string[] {
  const [first, ...rest] = paragraphs;
  if (first === undefined || rest.length < 2) return paragraphs;
  const teaser = words(first);
  const following = new Set(shingles(words(rest.slice(0, 4).join(' '))));
  const repeated = shingles(teaser).filter((shingle) => following.has(shingle)).length;
  return teaser.length >= 8 && repeated >= TEASER_OVERLAP * Math.max(1, teaser.length - 1) ? rest : paragraphs;
}

const shingles = (list: readonly string[]): string[] => list.slice(1).map((word, i) => `${list[i]} ${word}`);
