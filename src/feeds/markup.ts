/**
 * A reader of XML that never refuses: it makes a tree of whatever a feed's server sent. Ampersands may be bare, prefixes
 * undeclared, tags unclosed, the end missing. One pass, linear in time, bounded in depth and number of elements.
 */
import { decodeHTMLStrict } from 'entities';
import { NewsroomError } from '../errors.ts';

/** Tags nested deeper than this are dropped; their text stays. */
export const MAX_DEPTH_ELEMENTS = 200;
/** A document of more elements than this is refused: 20,000 items of 25 elements. */
export const MAX_ELEMENTS = 500_000;
export const MAX_ATTRIBUTES_PER_ELEMENT = 100;
/** Text between two tags is cut here, in UTF-16 units: decoding megabytes of character references takes much memory. */
export const MAX_TEXT_RUN_CHARS = 2_000_000;

export interface XmlElement {
  /** Canonical prefix and local name in lower case: `dc:date`, `atom:entry`; RSS's own have no prefix. */
  readonly name: string;
  /** The tag as the document writes it. */
  readonly tag: string;
  /** Names in lower case, values decoded. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements and decoded text. */
  readonly children: (XmlElement | string)[];
  readonly parent: XmlElement | undefined;
  /** Canonical prefixes of the namespaces declared here or above, by the prefix as written. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** False where the document ended before the element did. */
  complete: boolean;
}

/** Feeds spell a namespace in many ways; what all spellings share tells it. RSS's own elements have no prefix. */
const NAMESPACES: readonly (readonly [spelling: RegExp, prefix: string])[] = [
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/purl\.org\/dc\/|dublincore/i, 'dc'],
  [/rss\/1\.0\/modules\/content/i, 'content'],
  [/rss\/1\.0\/modules\/syndication/i, 'sy'],
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/itunes\.com\/dtds/i, 'itunes'],
  [/1999\/02\/22-rdf-syntax-ns/i, 'rdf'],
  [/1999\/xhtml/i, 'xhtml'],
  [/purl\.org\/atompub\/tombstones/i, 'at'],
  [/feedburner\.(com|org)/i, 'feedburner'],
  [/w3\.org\/2005\/atom|purl\.org\/(net\/)?atom/i, 'atom'],
  [/purl\.org\/(rss\/[01]\.[09]+\/?|net\/rss1\.1#?)$|netscape\.com\/(rdf|publish)|userland\.com\/rss/i, ''],
];
const USUAL_PREFIXES = new Set(NAMESPACES.map(([, prefix]) => prefix));
/** HTML that authors write into feeds without closing it. */
const NEVER_CLOSED = new Set(['br', 'hr', 'img', 'wbr', 'input', 'col', 'embed']);
/** Elements that hold text alone: where one is left open, the next of the feed's own elements ends it. */
const TEXT_ONLY = new Set(
  'title link guid id pubdate published issued updated modified lastbuilddate language ttl'.split(' '),
);
const ENDS_TEXT_ONLY = new Set([...TEXT_ONLY, ...'description content summary item entry category'.split(' ')]);
/** In the DTDs that feeds refer to (XHTML 1.0, RSS 0.91) these two are not what HTML 5 makes of them. */
const XHTML_ENTITIES: Readonly<Record<string, string>> = { '&lang;': '\u2329', '&rang;': '\u232a' };

/** Most elements have none; sharing the map halves what a document takes. */
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

const TAG_NAME = /[A-Za-z_:\u0080-\uffff][^\s/>=<"']*/y;
const ATTRIBUTE = /\s*([^\s=/><"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'<]+))?/y;

/** The document's elements under a nameless root. Throws `too_large` for a document of too many elements. */
export function readMarkup(text: string): XmlElement {
  return new MarkupReader(text).read();
}

class MarkupReader {
  readonly #text: string;
  readonly #root: XmlElement;
  /** Strings that do not occur any more: looking for them again and again would make the pass quadratic. */
  readonly #absent = new Set<string>();
  #open: XmlElement;
  #depth = 0;
  #elements = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#root = newElement('', '', new Map(), undefined, new Map());
    this.#open = this.#root;
  }

  read(): XmlElement {
    const text = this.#text;
    while (this.#at < text.length) {
      const tag = text.indexOf('<', this.#at);
      this.#addText(this.#textUntil(tag));
      if (tag === -1) break;
      this.#at = tag;
      this.#readTag();
    }
    for (let element: XmlElement | undefined = this.#open; element; element = element.parent) element.complete = false;
    this.#root.complete = this.#open === this.#root;
    return this.#root;
  }

  #readTag(): void {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('<![CDATA[', at)) this.#readCharacterData(at + 9);
    else if (text.startsWith('<!--', at)) this.#skipPast('-->', at + 4);
    else if (text.startsWith('<?', at)) this.#skipPast('?>', at + 2);
    else if (text.startsWith('<!', at)) this.#skipDeclaration(at + 2);
    else if (text.startsWith('</', at)) this.#readEndTag(at + 2);
    else this.#readStartTag(at + 1);
  }

  #textUntil(tag: number): string {
    const end = Math.min(tag === -1 ? this.#text.length : tag, this.#at + MAX_TEXT_RUN_CHARS);
    return decodeEntities(this.#text.slice(this.#at, end));
  }

  #addText(text: string): void {
    if (text === '') return;
    const { children } = this.#open;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  }

  /** Place of `wanted` from `start` on, -1 where there is none. */
  #find(wanted: string, start: number): number {
    if (this.#absent.has(wanted)) return -1;
    const found = this.#text.indexOf(wanted, start);
    if (found === -1) this.#absent.add(wanted);
    return found;
  }

  #readCharacterData(start: number): void {
    const end = this.#find(']]>', start);
    this.#addText(this.#text.slice(start, end === -1 ? this.#text.length : end));
    this.#at = end === -1 ? this.#text.length : end + 3;
  }

  /** What is opened and never closed hides nothing: only its opening is skipped. */
  #skipPast(closing: string, start: number): void {
    const end = this.#find(closing, start);
    this.#at = end === -1 ? start : end + closing.length;
  }

  /** A document type with its internal subset. Entities declared there are not expanded: no feed needs them, bombs do. */
  #skipDeclaration(start: number): void {
    const end = this.#find('>', start);
    if (end === -1) {
      this.#at = this.#text.length;
      return;
    }
    const closing = this.#text.slice(start, end).includes('[') ? this.#find(']>', start) : -1;
    this.#at = closing === -1 ? end + 1 : closing + 2;
  }

  /** Where the tag that goes on at `start` ends: at its `>`, or, unclosed, where the next tag begins. */
  #endOfTag(start: number): { readonly at: number; readonly closed: boolean } | undefined {
    const next = this.#find('<', start);
    const limit = next === -1 ? this.#text.length : next;
    const end = this.#text.slice(start, limit).indexOf('>');
    if (end !== -1) return { at: start + end, closed: true };
    return next === -1 ? undefined : { at: next, closed: false };
  }

  #readEndTag(start: number): void {
    TAG_NAME.lastIndex = start;
    const tag = TAG_NAME.exec(this.#text)?.[0];
    if (tag === undefined) {
      this.#addText('</');
      this.#at = start;
      return;
    }
    const end = this.#endOfTag(start + tag.length);
    this.#at = end === undefined ? this.#text.length : end.at + (end.closed ? 1 : 0);
    this.#close(tag.toLowerCase());
  }

  #close(tag: string): void {
    for (let element: XmlElement | undefined = this.#open; element !== this.#root; element = element?.parent) {
      if (element?.tag.toLowerCase() !== tag) continue;
      this.#leaveUntil(element);
      return;
    }
  }

  #leaveUntil(element: XmlElement): void {
    let left: XmlElement;
    do {
      left = this.#open;
      this.#open = left.parent ?? this.#root;
      this.#depth--;
    } while (left !== element);
  }

  #readStartTag(start: number): void {
    TAG_NAME.lastIndex = start;
    const tag = TAG_NAME.exec(this.#text)?.[0];
    if (tag === undefined) {
      this.#addText('<');
      this.#at = start;
      return;
    }
    const { attributes, at } = this.#readAttributes(start + tag.length);
    const end = this.#endOfTag(at);
    if (end === undefined) {
      // Cut off within the tag: it says nothing yet.
      this.#at = this.#text.length;
      return;
    }
    this.#at = end.at + (end.closed ? 1 : 0);
    const empty = (end.closed && this.#text[end.at - 1] === '/') || NEVER_CLOSED.has(tag.toLowerCase());
    this.#openElement(tag, attributes, empty);
  }

  #readAttributes(start: number): { attributes: ReadonlyMap<string, string>; at: number } {
    let attributes: Map<string, string> | undefined;
    let at = start;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const match = ATTRIBUTE.exec(this.#text);
      if (!match) return { attributes: attributes ?? NO_ATTRIBUTES, at };
      attributes ??= new Map();
      at = ATTRIBUTE.lastIndex;
      const name = match[1]!.toLowerCase();
      const value = match[2] ?? '';
      const quoted = value.startsWith('"') || value.startsWith("'");
      if (attributes.size < MAX_ATTRIBUTES_PER_ELEMENT && !attributes.has(name))
        attributes.set(name, decodeEntities(quoted ? value.slice(1, -1) : value));
    }
  }

  #openElement(tag: string, attributes: ReadonlyMap<string, string>, empty: boolean): void {
    if (++this.#elements > MAX_ELEMENTS)
      throw new NewsroomError('too_large', `The feed has more than ${MAX_ELEMENTS} elements, more than is read.`);
    const prefixes = declaredPrefixes(this.#open.prefixes, attributes);
    const name = canonicalName(tag, prefixes);
    this.#endForgotten(name);
    if (this.#depth >= MAX_DEPTH_ELEMENTS) return;
    const element = newElement(name, tag, attributes, this.#open, prefixes);
    this.#open.children.push(element);
    if (empty) return;
    this.#open = element;
    this.#depth++;
  }

  /** An item inside an item, or an element inside a title, means that somebody forgot an end tag. */
  #endForgotten(name: string): void {
    const own = ownName(name);
    if (TEXT_ONLY.has(ownName(this.#open.name)) && ENDS_TEXT_ONLY.has(own)) this.#leaveUntil(this.#open);
    if (own !== 'item' && own !== 'entry') return;
    let around: XmlElement | undefined = this.#open;
    while (around !== undefined && around.name !== name) around = around.parent;
    if (around !== undefined) this.#leaveUntil(around);
  }
}

function newElement(
  name: string,
  tag: string,
  attributes: ReadonlyMap<string, string>,
  parent: XmlElement | undefined,
  prefixes: ReadonlyMap<string, string>,
): XmlElement {
  return { name, tag, attributes, children: [], parent, prefixes, complete: true };
}

/** The local name of an element of RSS or Atom themselves; others keep their prefix. */
export const ownName = (name: string): string => (name.startsWith('atom:') ? name.slice(5) : name);

/** What is declared on this element added to what is declared above: written prefix to canonical prefix. */
function declaredPrefixes(
  inherited: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  let prefixes: Map<string, string> | undefined;
  for (const [name, value] of attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    prefixes ??= new Map(inherited);
    prefixes.set(name.slice(6), canonicalPrefix(name.slice(6), value));
  }
  return prefixes ?? inherited;
}

/** An unknown default namespace is the feed's own; an unknown prefix is a stranger, even if its elements are called `title`. */
function canonicalPrefix(written: string, uri: string): string {
  const known = NAMESPACES.find(([spelling]) => spelling.test(uri))?.[1];
  return known ?? (USUAL_PREFIXES.has(written) ? written : `?${written}`);
}

function canonicalName(tag: string, prefixes: ReadonlyMap<string, string>): string {
  const colon = tag.indexOf(':');
  const written = colon === -1 ? '' : tag.slice(0, colon).toLowerCase();
  const prefix = prefixes.get(written) ?? (written === 'rss' ? '' : written);
  const local = tag.slice(colon + 1).toLowerCase();
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** Decodes XML's, HTML's and numeric references that end in a semicolon; a bare ampersand stays as it is. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return decodeHTMLStrict(text.replace(/&[lr]ang;/g, (entity) => XHTML_ENTITIES[entity] ?? entity));
}
