/** What a page says of itself: JSON-LD, OpenGraph and other meta elements, `<time>`. */
import { absoluteUrl } from './dom.ts';
import { cleanByline } from './stamps.ts';

export interface Metadata {
  readonly title?: string;
  readonly byline?: string;
  readonly outlet?: string;
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  readonly canonicalUrl?: string;
  readonly image?: string;
  readonly lang?: string;
}

/** A page holds at most this many JSON-LD blocks that are read, and objects within them. */
const JSON_LD_BLOCKS_MAX = 20;
const JSON_LD_OBJECTS_MAX = 500;
const ARTICLE_TYPE = /(Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting)$/;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

export function metadataOf(document: Document, blocks: readonly string[], url: string | undefined): Metadata {
  const linked = linkedData(blocks);
  const meta = metaElements(document);
  const title = textOf(linked?.headline) ?? meta('og:title', 'twitter:title', 'dc.title', 'title');
  const byline = [authorsOf(linked?.author), bylineOf(meta), visibleByline(document)].flatMap((given) =>
    given === undefined ? [] : (cleanByline(given) ?? []),
  )[0];
  const outlet = nameOf(linked?.publisher) ?? meta('og:site_name', 'application-name', 'publisher');
  const publishedAt =
    instant(linked?.datePublished) ??
    instant(
      meta(
        'article:published_time',
        'og:published_time',
        'date',
        'dc.date',
        'dc.date.issued',
        'dcterms.created',
        'datepublished',
        'pubdate',
        'publishdate',
        'parsely-pub-date',
        'sailthru.date',
      ),
    ) ??
    visibleDate(document);
  const modifiedAt =
    instant(linked?.dateModified) ?? instant(meta('article:modified_time', 'og:updated_time', 'last-modified'));
  const canonicalUrl = absoluteUrl(
    document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? meta('og:url'),
    url,
  );
  const image = absoluteUrl(meta('og:image', 'twitter:image'), url);
  const lang = document.documentElement?.getAttribute('lang') ?? meta('og:locale', 'content-language');
  return Object.fromEntries(
    Object.entries({ title, byline, outlet, publishedAt, modifiedAt, canonicalUrl, image, lang }).filter(
      ([, value]) => value,
    ),
  );
}

function metaElements(document: Document): (...names: string[]) => string | undefined {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content')?.trim();
    if (!content) continue;
    const names = ['property', 'name', 'itemprop', 'http-equiv'].map(
      (attribute) => element.getAttribute(attribute) ?? '',
    );
    for (const name of names.join(' ').toLowerCase().split(/\s+/))
      if (name !== '' && !values.has(name)) values.set(name, content);
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined);
}

/** The page's own article among its JSON-LD, wherever it is nested. */
function linkedData(blocks: readonly string[]): Json | undefined {
  const queue: unknown[] = [];
  for (const block of blocks.slice(0, JSON_LD_BLOCKS_MAX)) {
    try {
      queue.push(JSON.parse(block.replace(/^\s*(<!--|\/\*.*?\*\/|<!\[CDATA\[)|(-->|\]\]>)\s*$/g, '')));
    } catch {
      // a site's broken JSON-LD tells nothing; the meta elements still do
    }
  }
  for (let i = 0; i < Math.min(queue.length, JSON_LD_OBJECTS_MAX); i++) {
    const value = queue[i];
    if (Array.isArray(value)) queue.push(...value.slice(0, JSON_LD_OBJECTS_MAX));
    if (!isObject(value)) continue;
    const types = [value['@type']].flat().map(String);
    if (types.some((type) => ARTICLE_TYPE.test(type))) return value;
    queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage);
  }
  return undefined;
}

function nameOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return nameOf(value[0]);
  return isObject(value) ? textOf(value.name) : textOf(value);
}

function authorsOf(value: unknown): string | undefined {
  const names = [value]
    .flat()
    .map(nameOf)
    .filter((name): name is string => name !== undefined && !/^https?:/.test(name));
  return names.length === 0 ? undefined : names.join(', ');
}

function bylineOf(meta: (...names: string[]) => string | undefined): string | undefined {
  const given = meta(
    'author',
    'article:author',
    'dc.creator',
    'dcterms.creator',
    'parsely-author',
    'byl',
    'sailthru.author',
  );
  return given === undefined || /^https?:/.test(given) ? undefined : given.replace(/^by\s+/i, '');
}

function visibleByline(document: Document): string | undefined {
  const element = document.querySelector(
    '[rel~="author"], [itemprop~="author"], .byline, .author-name, .article-author',
  );
  const text = element?.textContent
    ?.replace(/\s+/g, ' ')
    .trim()
    .replace(/^by\s+/i, '');
  return text !== undefined && text.length > 2 && text.length < 100 ? text : undefined;
}

function visibleDate(document: Document): string | undefined {
  const times = document.querySelectorAll(
    'article time[datetime], main time[datetime], time[pubdate], [itemprop="datePublished"], time[datetime]',
  );
  for (const time of times) {
    const at = instant(time.getAttribute('datetime') ?? time.getAttribute('content') ?? time.textContent);
    if (at !== undefined) return at;
  }
  return undefined;
}

/** A machine-readable time in UTC; a day without a time is midnight. */
function instant(value: unknown): string | undefined {
  const written = textOf(value);
  if (written === undefined || !/\d{4}/.test(written)) return undefined;
  const iso = written
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(:\d{2})?)/, '$1T$2')
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(/T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(iso) ? `${iso}Z` : iso);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
