/**
 * Makes one well-formed RSS 2.0 document of any feed in XML: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, whole or broken.
 * What each element means is settled here (dialects, namespaces, fallbacks); what its text means is settled in parse.ts.
 */
import { NewsroomError } from '../errors.ts';
import { htmlOf, textOf, withParagraphs } from './constructs.ts';
import {
  authorsOf,
  baseOf,
  categoriesOf,
  completeNamed,
  elementsNamed,
  firstHtml,
  firstText,
  hasText,
  idOf,
  imageOf,
  lastUpdate,
  linkOf,
  sourceOf,
  valuesWithin,
} from './fields.ts';
import { resolveLink } from './links.ts';
import { ownName, readMarkup, type XmlElement } from './markup.ts';

/** A feed with more items than this is read up to here. */
export const MAX_ITEMS = 20_000;
/** rss-parser reads this many items at once: what it makes of them on the way takes ten times the room of the result. */
export const ITEMS_PER_DOCUMENT = 500;
/** Longer single values are cut, in UTF-16 units: no title, date or name comes near. */
export const MAX_VALUE_CHARS = 20_000;
/** Longer content is cut, in UTF-16 units. */
export const MAX_CONTENT_CHARS = 1_000_000;

const FEED_ROOTS = new Set(['rss', 'rdf:rdf', 'feed', 'channel']);
/** What XML 1.0 does not allow even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * The feed in `text` as well-formed RSS 2.0: one document, or several that share the channel where it has very many items;
 * each is made when it is asked for. Throws `not_a_feed` where there is none, `too_large` past the limits.
 */
export function* repairFeed(text: string, context: { readonly url?: string } = {}): Generator<string> {
  const document = readMarkup(text.replace(FORBIDDEN, ''));
  const root = findRoot(document);
  const items = root === undefined ? [] : findItems(document);
  if (root === undefined || (!isFeedRoot(root) && items.length === 0)) throw notAFeed(document, text);
  const writer = new RssWriter(root, context.url);
  yield writer.write(items.slice(0, ITEMS_PER_DOCUMENT));
  for (let at = ITEMS_PER_DOCUMENT; at < items.length; at += ITEMS_PER_DOCUMENT) {
    // What has been written is not needed any more, and a long feed's markup takes much room.
    for (const item of items.slice(at - ITEMS_PER_DOCUMENT, at)) item.children.length = 0;
    yield writer.write(items.slice(at, at + ITEMS_PER_DOCUMENT));
  }
}

// ---------------------------------------------------------------- finding the feed

/** The first element below in document order that is wanted. */
function findElement(element: XmlElement, wanted: (found: XmlElement) => boolean): XmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const found = wanted(child) ? child : findElement(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isFeedRoot = (element: XmlElement): boolean => FEED_ROOTS.has(ownName(element.name));

/** The feed's element wherever it stands (junk may surround it), else the first element of all. */
function findRoot(document: XmlElement): XmlElement | undefined {
  const first = findElement(document, () => true);
  const page = first !== undefined && /^(xhtml:)?(html|body|head|svg)$/.test(first.name);
  return findElement(document, isFeedRoot) ?? (page ? undefined : first);
}

/** Items wherever they stand: in the channel, after it (RSS 1.0), or after an end tag that came too soon. */
function findItems(element: XmlElement, found: XmlElement[] = []): XmlElement[] {
  for (const child of element.children) {
    if (typeof child === 'string' || found.length >= MAX_ITEMS) continue;
    if (/^(atom:)?(item|entry)$/.test(child.name)) {
      if (isWhole(child)) found.push(child);
    } else findItems(child, found);
  }
  return found;
}

/** An item that the document's end cut off is kept only where what identifies it had come. */
function isWhole(item: XmlElement): boolean {
  if (item.complete) return true;
  const has = (...names: string[]): boolean =>
    elementsNamed(item, names).some(
      (element) => element.complete && (textOf(element) + (element.attributes.get('href') ?? '')).trim() !== '',
    );
  return has('title') && has('link', 'guid', 'id');
}

function notAFeed(document: XmlElement, text: string): NewsroomError {
  const page = /<(?:!doctype\s+html|html|body|head)\b/i.test(text.slice(0, MAX_VALUE_CHARS));
  const title = findElement(document, (element) => ownName(element.name) === 'title');
  const called = title && page ? textOf(title).replace(/\s+/g, ' ').trim().slice(0, 80) : '';
  if (page) {
    return new NewsroomError('not_a_feed', `This is a web page${called === '' ? '' : ` ("${called}")`}, not a feed.`, {
      hint: 'Give the address of the site’s RSS or Atom feed; most sites link to it from their pages.',
    });
  }
  const empty = text.trim() === '';
  return new NewsroomError(
    'not_a_feed',
    empty ? 'The answer is empty.' : 'There is no RSS, Atom or JSON feed in this.',
    {
      hint: 'Open the address in a browser: it should show a list of articles in XML or JSON.',
    },
  );
}

// ---------------------------------------------------------------- writing RSS

class RssWriter {
  #parts: string[] = [];
  readonly #root: XmlElement;
  readonly #channel: XmlElement;
  readonly #siteUrl: string | undefined;
  /** RSS feeds write links relative to their site, Atom feeds to the document. */
  readonly #outerBase: string | undefined;

  constructor(root: XmlElement, documentUrl: string | undefined) {
    this.#root = root;
    this.#channel = elementsNamed(root, ['channel'])[0] ?? root;
    this.#siteUrl = linkOf(this.#channel, documentUrl);
    this.#outerBase = root.name === 'rss' ? (this.#siteUrl ?? documentUrl) : (documentUrl ?? this.#siteUrl);
  }

  write(items: readonly XmlElement[]): string {
    this.#parts = ['<rss version="2.0"><channel>'];
    this.#writeHeader();
    for (const item of items) this.#writeItem(item);
    this.#parts.push('</channel></rss>');
    return this.#parts.join('');
  }

  #put(name: string, value: string | undefined, maxChars = MAX_VALUE_CHARS): void {
    const text = value?.slice(0, maxChars).trim();
    if (text) this.#parts.push(`<${name}>${escapeXml(text)}</${name}>`);
  }

  #writeHeader(): void {
    const channel = this.#channel;
    this.#put('title', firstHtml(channel, 'title', 'dc:title'));
    this.#put('link', this.#siteUrl);
    this.#put(
      'description',
      firstHtml(
        channel,
        'description',
        'subtitle',
        'tagline',
        'dc:description',
        'itunes:summary',
        'itunes:subtitle',
        'abstract',
      ),
    );
    const language = firstText(channel, 'language', 'dc:language') || this.#xmlLanguage();
    this.#put('language', language.replaceAll('_', '-'));
    this.#put(
      'lastBuildDate',
      firstText(channel, 'lastbuilddate', 'updated', 'modified', 'pubdate', 'published', 'dcterms:modified', 'dc:date'),
    );
    this.#put('ttl', firstText(channel, 'ttl'));
    this.#put('updatePeriod', firstText(channel, 'sy:updateperiod'));
    this.#put('updateFrequency', firstText(channel, 'sy:updatefrequency'));
    this.#put('skipHours', valuesWithin(channel, 'skiphours', 'hour'));
    this.#put('skipDays', valuesWithin(channel, 'skipdays', 'day'));
  }

  #xmlLanguage(): string {
    return this.#channel.attributes.get('xml:lang') ?? this.#root.attributes.get('xml:lang') ?? '';
  }

  #writeItem(item: XmlElement): void {
    const base = this.#baseFor(item);
    this.#parts.push('<item>');
    this.#put('title', firstHtml(item, 'title', 'dc:title', 'media:title'));
    this.#put('guid', idOf(item, base));
    this.#put('link', this.#itemLink(item));
    this.#put(
      'pubDate',
      firstText(
        item,
        'pubdate',
        'published',
        'issued',
        'dcterms:issued',
        'dc:date',
        'dcterms:created',
        'created',
        'date',
      ),
    );
    this.#put('updated', lastUpdate(item));
    this.#put('author', authorsOf(item) || this.#inheritedAuthors(item));
    this.#put('source', sourceOf(item));
    for (const category of categoriesOf(item)) this.#put('category', category);
    this.#writeBodies(item, base);
    this.#put('image', imageOf(item, base));
    this.#parts.push('</item>');
  }

  /** In Atom an entry without an author is by those of the feed that it comes from (RFC 4287, 4.1.2). */
  #inheritedAuthors(item: XmlElement): string {
    if (ownName(this.#root.name) !== 'feed') return '';
    const [source] = completeNamed(item, 'source');
    return (source === undefined ? '' : authorsOf(source)) || authorsOf(this.#channel);
  }

  /** RSS calls its summary `description`, and puts the whole text there too; beside a `summary` it is the content. */
  #writeBodies(item: XmlElement, base: string | undefined): void {
    const bodies = completeNamed(item, 'content:encoded', 'content', 'body', 'xhtml:body', 'fullitem', 'encoded');
    const summaries = completeNamed(item, 'summary');
    const descriptions = completeNamed(item, 'description', 'abstract', 'dc:description', 'dcterms:abstract');
    const spares = completeNamed(item, 'itunes:summary', 'itunes:subtitle', 'media:description');
    const grouped = completeNamed(item, 'media:group').flatMap((group) => completeNamed(group, 'media:description'));
    const contents = summaries.some(hasText) ? [...bodies, ...descriptions] : bodies;
    this.#putBody('content', contents.find(hasText), base);
    this.#putBody('summary', [...summaries, ...descriptions, ...spares, ...grouped].find(hasText), base);
  }

  #putBody(name: string, element: XmlElement | undefined, itemBase: string | undefined): void {
    if (element === undefined) return;
    this.#put(name, withParagraphs(htmlOf(element)), MAX_CONTENT_CHARS);
    this.#put(`${name}Base`, element.attributes.has('xml:base') ? this.#baseFor(element) : itemBase);
  }

  #baseFor(element: XmlElement): string | undefined {
    return baseOf(element, this.#outerBase);
  }

  /** Atom content that stands at another address (RFC 4287, 4.1.3.2). */
  #contentElsewhere(item: XmlElement): string | undefined {
    const [content] = elementsNamed(item, ['content']);
    const isPage = /html|^$/.test(content?.attributes.get('type') ?? '');
    const written = isPage ? content?.attributes.get('src') : undefined;
    return written === undefined ? undefined : resolveLink(written, this.#baseFor(item));
  }

  #itemLink(item: XmlElement): string | undefined {
    const original = firstText(item, 'feedburner:origlink');
    const guid = completeNamed(item, 'guid')[0];
    const permanent =
      guid !== undefined && guid.attributes.get('ispermalink')?.toLowerCase() !== 'false' ? textOf(guid) : '';
    const about = item.attributes.get('rdf:about') ?? '';
    return (
      resolveLink(original) ??
      linkOf(item, this.#outerBase) ??
      (/^https?:/i.test(permanent.trim()) ? resolveLink(permanent) : undefined) ??
      resolveLink(about) ??
      this.#contentElsewhere(item)
    );
  }
}

const escapeXml = (text: string): string =>
  text.toWellFormed().replace(/[&<>]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));
