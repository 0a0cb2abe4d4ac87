/** What a page says of itself: JSON-LD, OpenGraph and other meta elements, `<time>`, the lines around its headline. */
import { type Block, blocksOf } from './blocks.ts';
import { absoluteUrl, type Page } from './dom.ts';
import { headlineOf, likeness, outletIn } from './headline.ts';
import { isFree, type Json, nameOf, readLinkedData, textOf } from './linked-data.ts';
import { cleanByline, type Stamp, stampOf, writtenDate } from './stamps.ts';

export interface Metadata {
  /** The empty string where the page has no title. */
  readonly title: string;
  /** The title as the page's metadata has it, where that is more than the headline. */
  readonly givenTitle?: string;
  readonly byline?: string;
  readonly outlet?: string;
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  readonly canonicalUrl?: string;
  readonly image?: string;
  /** The language that the page claims. */
  readonly lang?: string;
  /** The article's text, if the linked data holds it. */
  readonly articleBody?: string;
  /** Whether the linked data is headed as the page is; what is not may be another article's. */
  readonly hasOurHeadline: boolean;
  readonly isAccessibleForFree?: boolean;
}

/** How many blocks around the headline are looked at for a byline and a date. */
const STAMP_BEFORE_BLOCKS = 4;
const STAMP_AFTER_BLOCKS = 10;
const SHORT_LINE_CHARS = 60;
const HEADINGS_MAX = 10;
/** An article of the linked data is the page's own where its headline has this share of its words in the page's, 0 to 1. */
const OUR_HEADLINE_SHARE = 0.6;
const META_MAX = 500;

const TITLES = [
  'dc:title',
  'dcterm:title',
  'dcterms:title',
  'og:title',
  'weibo:article:title',
  'title',
  'twitter:title',
  'parsely-title',
  'headline',
  'sailthru:title',
];
const AUTHORS = [
  'author',
  'dc:creator',
  'dcterms:creator',
  'dcterm:creator',
  'parsely-author',
  'byl',
  'sailthru:author',
  'article:author',
  'og:article:author',
  'citation_author',
];
const PUBLISHED = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru:date',
  'publish-date',
  'publishdate',
  'pubdate',
  'publication_date',
  'dc:date:issued',
  'dcterms:issued',
  'dcterms:created',
  'dc:date:created',
  'dc:date',
  'dcterms:date',
  'citation_publication_date',
  'date',
  'article:published',
  'rnews:datepublished',
  'cxenseparse:recs:publishtime',
];
const MODIFIED = [
  'article:modified_time',
  'og:updated_time',
  'og:modified_time',
  'datemodified',
  'dcterms:modified',
  'dc:date:modified',
  'lastmod',
  'last-modified',
  'revised',
];
const BYLINES =
  '[rel~="author"], [itemprop~="author"], [class*="byline"], [class*="author-name"], [class*="author__name"], [class*="article-author"], [class*="post-author"], [class*="article__author"], .author, .autor, [data-testid*="byline"]';

const DATES =
  '[class*="publish"], [class*="date"], [class*="datum"], [class*="fecha"], [class*="posted"], [class*="timestamp"], [class*="-time"], [class*="meta"]';
const DATES_MAX = 40;
/** Dates in these are of other articles. */
const ELSEWHERE =
  'aside, nav, footer, li, [class*="teaser"], [class*="related"], [class*="sidebar"], [class*="comment"]';

const NO_STAMP: Stamp = {};

type Meta = (...names: readonly string[]) => string | undefined;

export function metadataOf({ document, linkedData }: Page, url: string | undefined): Metadata {
  const meta = metaElements(document);
  const page = foldedText(document.querySelector('title'));
  const headings = [...document.querySelectorAll('h1')].slice(0, HEADINGS_MAX).map(foldedText);
  const {
    article: linked,
    page: linkedPage,
    isOurs = false,
  } = readLinkedData(linkedData, ({ headline }) =>
    [page, ...headings].some((text) => likeness(text, textOf(headline) ?? '') >= OUR_HEADLINE_SHARE),
  );
  const given = [textOf(linked?.headline), textOf(linked?.name), ...TITLES.map((name) => meta(name))];
  const named = nameOf(linked?.publisher) ?? meta('og:site_name', 'application-name', 'publisher', 'dc:publisher');
  const { shown: title, given: givenTitle } = headlineOf({
    given: given.filter((text) => text !== undefined),
    page,
    headings,
    outlet: named,
  });
  const written = bylineOf(linked, meta);
  // An outlet that names itself as the author names nobody.
  const byline = written?.toLowerCase() === named?.toLowerCase() ? undefined : written;
  const published =
    instant(linked?.datePublished ?? linked?.dateCreated) ??
    instant(meta(...PUBLISHED)) ??
    instant(linkedPage?.datePublished) ??
    visibleDate(document);
  const stamp =
    byline !== undefined && published !== undefined ? NO_STAMP : stampAround(blocksOf(document.body), headings);
  const isAccessibleForFree = isFree(linked);
  const found = {
    givenTitle: givenTitle === title ? undefined : givenTitle,
    byline: byline ?? stamp.byline ?? visibleByline(document),
    outlet: named ?? outletIn(page, title),
    publishedAt: published ?? stamp.publishedAt ?? namedDate(document) ?? dayInUrl(url),
    modifiedAt: instant(linked?.dateModified) ?? instant(meta(...MODIFIED)) ?? instant(linkedPage?.dateModified),
    canonicalUrl: absoluteUrl(
      document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? meta('og:url'),
      url,
    ),
    image: absoluteUrl(
      meta('og:image', 'og:image:url', 'twitter:image', 'twitter:image:src') ?? imageOf(linked?.image),
      url,
    ),
    lang:
      textOf(linked?.inLanguage) ??
      document.documentElement.getAttribute('lang') ??
      meta('og:locale', 'content-language', 'dc:language', 'language'),
    // What only those may read who pay is not taken from where the page does not show it.
    articleBody: isAccessibleForFree === false ? undefined : textOf(linked?.articleBody),
    isAccessibleForFree,
  };
  return {
    title,
    hasOurHeadline: isOurs,
    ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== '')),
  };
}

const foldedText = (element: Element | null): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

function metaElements(document: Document): Meta {
  const values = new Map<string, string>();
  const elements = [...document.querySelectorAll('meta')].slice(0, META_MAX);
  // What a page calls a property is meant for machines that want to know; a name of the same words is often left from a template.
  for (const attribute of ['property', 'name', 'itemprop', 'http-equiv'])
    for (const element of elements) {
      const content = element.getAttribute('content')?.trim();
      if (!content) continue;
      const names = (element.getAttribute(attribute) ?? '').toLowerCase().replaceAll('.', ':');
      for (const name of names.split(/\s+/)) if (name !== '' && !values.has(name)) values.set(name, content);
    }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined);
}

function bylineOf(linked: Json | undefined, meta: Meta): string | undefined {
  const names = [linked?.author ?? linked?.creator]
    .flat()
    .map(nameOf)
    .filter((name) => name !== undefined);
  return cleanByline([...new Set(names)].join(', ')) ?? cleanByline(meta(...AUTHORS) ?? '');
}

function visibleByline(document: Document): string | undefined {
  for (const element of [...document.querySelectorAll(BYLINES)].slice(0, HEADINGS_MAX)) {
    const text = foldedText(element);
    const byline = text.length > 200 ? undefined : (stampOf(text)?.byline ?? cleanByline(text));
    if (byline !== undefined && /\p{L}{2}/u.test(byline) && byline.split(' ').length <= 8) return byline;
  }
  return undefined;
}

const imageOf = (value: unknown): string | undefined => {
  const first = Array.isArray(value) ? value[0] : value;
  return textOf(first) ?? textOf((first as Json | undefined)?.url);
};

const BESIDE = ['aside', 'nav', 'footer'];
const standsBeside = ({ tag, within }: Block): boolean =>
  BESIDE.includes(tag) ||
  (within !== null && 'closest' in within && (within as Element).closest(BESIDE.join(', ')) !== null);

/** What the lines around the headline say of author and time. */
function stampAround(blocks: readonly Block[], headings: readonly string[]): Stamp {
  const at = blocks.findIndex((block) => block.tag === 'h1' && headings.includes(block.text));
  const near = [
    ...blocks.slice(at + 1, at + 1 + STAMP_AFTER_BLOCKS),
    ...blocks.slice(Math.max(0, at - STAMP_BEFORE_BLOCKS), Math.max(0, at)),
  ].filter((block) => !standsBeside(block));
  const stamps = near.map((block) => stampOf(block.text)).filter((stamp) => stamp !== undefined);
  const byline = stamps.find((stamp) => stamp.byline !== undefined)?.byline;
  const publishedAt = stamps.find((stamp) => stamp.publishedAt !== undefined)?.publishedAt ?? shortDate(near);
  return { ...(byline === undefined ? {} : { byline }), ...(publishedAt === undefined ? {} : { publishedAt }) };
}

/** A date in a line too short to tell of anything else. */
const shortDate = (blocks: readonly Block[]): string | undefined =>
  blocks
    .filter((block) => block.text.length <= SHORT_LINE_CHARS)
    .map((block) => writtenDate(block.text)?.at)
    .find((at) => at !== undefined);

function visibleDate(document: Document): string | undefined {
  const marked =
    '[itemprop~="datePublished"], time[pubdate], article time[datetime], main time[datetime], time[datetime], .published[title], .updated[title], abbr.published';
  for (const element of [...document.querySelectorAll(marked)].slice(0, HEADINGS_MAX)) {
    const at = ['datetime', 'content', 'title'].map((name) => instant(element.getAttribute(name))).find(Boolean);
    const read = at ?? instant(foldedText(element));
    if (read !== undefined) return read;
  }
  return undefined;
}

/** The first date in a short line that is named after what it holds. */
function namedDate(document: Document): string | undefined {
  for (const element of [...document.querySelectorAll(DATES)].slice(0, DATES_MAX)) {
    if (element.closest(ELSEWHERE) !== null) continue;
    const text = foldedText(element);
    const at = text.length > SHORT_LINE_CHARS ? undefined : writtenDate(text)?.at;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** The day that many outlets write into an address: /2025/07/03/. */
function dayInUrl(url: string | undefined): string | undefined {
  const day = /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)/.exec(url ?? '');
  return day === null ? undefined : writtenDate(`${day[1]}-${day[2]}-${day[3]}`)?.at;
}

/** A written time in UTC; a day without a time is midnight, a time without a zone is taken for UTC. */
function instant(value: unknown): string | undefined {
  const written = textOf(value);
  if (written === undefined || !/\d{4}/.test(written)) return undefined;
  const iso = written
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(:\d{2})?)/, '$1T$2')
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(iso)) {
    const at = Date.parse(/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(iso) ? `${iso}Z` : iso);
    if (!Number.isNaN(at)) return new Date(at).toISOString();
  }
  if (/\b(?:GMT|UTC|[+-]\d{2}:?\d{2})\b/.test(written) && !Number.isNaN(Date.parse(written)))
    return new Date(Date.parse(written)).toISOString();
  return writtenDate(written)?.at;
}
