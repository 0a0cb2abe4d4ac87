/** HTML as a document that can be asked; nothing in it is run or fetched, and no page is too large or too deep for it. */
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';

/** Larger pages are cut: the article of a news page stands well before this. */
export const HTML_MAX_CHARS = 5_000_000;
/** Later elements are left out. */
export const PAGE_MAX_ELEMENTS = 30_000;
/** Tags nested deeper than this are dropped; their text stays. */
export const PAGE_MAX_DEPTH_ELEMENTS = 200;
/** A tag longer than this (an image in its own attribute, a bomb of attributes) keeps its name only. */
export const TAG_MAX_CHARS = 16_000;
/** The text of a JSON-LD block that is longer is not read. */
export const JSON_LD_MAX_CHARS = 1_000_000;

/** What a reader never sees as text. Left out before the tree is built: it is most of a page. */
const UNSEEN = new Set(
  'script style noscript template svg math iframe object embed applet audio video canvas map select option datalist textarea'.split(
    ' ',
  ),
);

/** Attributes that tell something about an article. In a longer tag than this the others are left out: most of a page's bytes are theirs. */
const SHORT_TAG_CHARS = 80;
const TELLING =
  'class id role itemprop rel href datetime content property name title lang style hidden aria-hidden src alt pubdate data-testid'.split(
    ' ',
  );

function tagWith(name: string, attributes: Readonly<Record<string, string>>): string {
  const kept = TELLING.filter(
    (attribute) => attribute in attributes && !(attributes[attribute] ?? '').startsWith('data:'),
  );
  const written = kept.map((attribute) => ` ${attribute}="${escaped(attributes[attribute] ?? '')}"`);
  return `<${name}${written.join('')}>`;
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The frame of a page, which is made anew. */
const FRAME = new Set(['html', 'head', 'body', 'frameset']);
const HEAD_ONLY = new Set(['meta', 'link', 'base']);

export interface Page {
  readonly document: Document;
  /** The page's JSON-LD blocks as written. */
  readonly linkedData: readonly string[];
}

/** The page's document, within the limits above, and its linked data apart. */
export function parsePage(html: string): Page {
  const { head, body, lang, linkedData } = new Trimmer(html.slice(0, HTML_MAX_CHARS)).trim();
  // Tags that stand outside of head and body, or in a second one, would confuse the tree: both are made anew.
  const whole = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  const { document } = parseHTML(whole) as unknown as { document: Document };
  if (lang !== undefined) document.documentElement.setAttribute('lang', lang);
  return { document, linkedData };
}

/** Copies a page's source but for the parts that no article needs. One pass, linear in time. */
class Trimmer {
  readonly #html: string;
  readonly #kept: string[] = [];
  readonly #head: string[] = [];
  #lang: string | undefined;
  #titleFrom: number | undefined;
  readonly #linkedData: string[] = [];
  #keptUpTo = 0;
  #elements = 0;
  #depth = 0;
  #ldFrom: number | undefined;
  /** Depth at which the unseen element that we are in began. */
  #unseenAt: number | undefined;

  constructor(html: string) {
    this.#html = html;
  }

  trim(): { head: string; body: string; lang: string | undefined; linkedData: readonly string[] } {
    const parser: Parser = new Parser({
      onopentag: (name, attributes) => this.#open(parser, name, attributes),
      onclosetag: (name, implied) => this.#close(parser, name, implied),
      oncomment: () => {
        if (this.#unseenAt === undefined) this.#cut(parser.startIndex, parser.endIndex + 1);
      },
    });
    parser.write(this.#html);
    if (this.#elements <= PAGE_MAX_ELEMENTS) parser.end();
    if (this.#unseenAt === undefined) this.#kept.push(this.#html.slice(this.#keptUpTo));
    return { head: this.#head.join(''), body: this.#kept.join(''), lang: this.#lang, linkedData: this.#linkedData };
  }

  #open(parser: Parser, name: string, attributes: Readonly<Record<string, string>>): void {
    const [start, end] = [parser.startIndex, parser.endIndex + 1];
    this.#depth++;
    if (++this.#elements > PAGE_MAX_ELEMENTS) {
      if (this.#unseenAt === undefined) this.#cut(start, this.#html.length);
      parser.pause();
      return;
    }
    if (this.#unseenAt !== undefined) return;
    if (FRAME.has(name)) {
      this.#cut(start, end);
      this.#lang ??= attributes.lang ?? attributes['xml:lang'];
    } else if (HEAD_ONLY.has(name)) {
      this.#cut(start, end);
      this.#head.push(this.#html.slice(start, end));
    } else if (name === 'title') {
      this.#cut(start, end);
      this.#titleFrom = end;
    } else if (UNSEEN.has(name)) {
      this.#unseenAt = this.#depth;
      this.#cut(start, end);
      if (name === 'script' && /ld\+json/i.test(attributes.type ?? '')) this.#ldFrom = end;
    } else if (this.#depth > PAGE_MAX_DEPTH_ELEMENTS) this.#cut(start, end);
    else if (end - start > SHORT_TAG_CHARS) {
      this.#cut(start, end);
      this.#kept.push(end - start > TAG_MAX_CHARS ? `<${name}>` : tagWith(name, attributes));
    }
  }

  #close(parser: Parser, name: string, implied: boolean): void {
    const [start, end] = implied ? [parser.startIndex, parser.startIndex] : [parser.startIndex, parser.endIndex + 1];
    if (this.#unseenAt === this.#depth) {
      this.#unseenAt = undefined;
      if (!implied && this.#ldFrom !== undefined && start - this.#ldFrom <= JSON_LD_MAX_CHARS)
        this.#linkedData.push(this.#html.slice(this.#ldFrom, start));
      this.#ldFrom = undefined;
      // Without an end tag of its own it may have swallowed the article: what is in it stays.
      if (!implied) this.#keptUpTo = Math.max(this.#keptUpTo, end);
    } else if (this.#unseenAt === undefined) {
      if (this.#titleFrom !== undefined && name === 'title') {
        this.#head.push(`<title>${this.#html.slice(this.#titleFrom, start)}</title>`);
        this.#titleFrom = undefined;
        this.#cut(this.#keptUpTo, end);
      } else if (FRAME.has(name) || this.#depth > PAGE_MAX_DEPTH_ELEMENTS) this.#cut(start, end);
    }
    this.#depth--;
  }

  /** Leaves out the source from `start` to `end`. */
  #cut(start: number, end: number): void {
    if (start > this.#keptUpTo) this.#kept.push(this.#html.slice(this.#keptUpTo, start));
    this.#keptUpTo = Math.max(this.#keptUpTo, end);
  }
}

/** A link's absolute http(s) address, or undefined where it is none. */
export function absoluteUrl(href: string | null | undefined, base: string | undefined): string | undefined {
  if (href === null || href === undefined || href.trim() === '') return undefined;
  const parsed = URL.parse(href.trim(), base);
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:') ? parsed.href : undefined;
}
