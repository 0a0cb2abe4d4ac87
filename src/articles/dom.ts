/** HTML as a document that can be asked; nothing in it is run or fetched, and no page is too large or too deep for it. */
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';

/** Larger pages are cut: the article of a news page stands well before this. */
export const HTML_MAX_CHARS = 5_000_000;
/** Later elements are left out, with their text. */
export const PAGE_MAX_ELEMENTS = 12_000;
/** Reading ends after so many tags, those of scripts and pictures included. */
export const PAGE_MAX_TAGS = 100_000;
/** Tags nested deeper than this are dropped; their text stays. */
export const PAGE_MAX_DEPTH_ELEMENTS = 100;
/** The text of a page, beyond which it is cut: no article has so many characters. */
export const PAGE_TEXT_MAX_CHARS = 1_000_000;
/** Further `<`, `>` and `&` in the text become spaces: written out as markup each of them makes a node. */
export const PAGE_MAX_MARKUP_CHARS = 20_000;
/** Longer values of attributes (a picture in its own address) are left out. */
export const ATTRIBUTE_MAX_CHARS = 10_000;
/** The text of a JSON-LD block that is longer is not read, nor are further blocks. */
export const JSON_LD_MAX_CHARS = 1_000_000;
export const JSON_LD_MAX_BLOCKS = 20;

/** What a reader never sees as text, most of a page's bytes. */
const UNSEEN = new Set(
  'script style noscript template svg math iframe object embed applet audio video canvas map select option datalist textarea'.split(
    ' ',
  ),
);
/** The frame of a page, which is made anew: tags that stand outside of it, or in a second one, would confuse the tree. */
const FRAME = new Set(['html', 'head', 'body', 'frameset']);
const HEAD_ONLY = new Set(['meta', 'link', 'base', 'title']);
/** Attributes that tell something about an article; pages carry ten times as many others. */
const TELLING =
  'class id role itemprop rel href datetime content property name http-equiv title lang style hidden aria-hidden src alt pubdate data-testid'.split(
    ' ',
  );

const MARKUP = /[<>&]/;

export interface Page {
  readonly document: Document;
  /** The page's JSON-LD blocks as written. */
  readonly linkedData: readonly string[];
}

/** The page's document within the limits above, and its linked data apart. */
export function parsePage(html: string): Page {
  return new TreeBuilder().build(html.slice(0, HTML_MAX_CHARS));
}

/** Makes a tree of what an article may need of a page. One pass, linear in time, bounded in elements, depth and text. */
class TreeBuilder {
  readonly #document = parseHTML('<!doctype html><html><head></head><body></body></html>')
    .document as unknown as Document;
  readonly #linkedData: string[] = [];
  /** The open elements; where one is left out, what is in it goes to the element around it. */
  readonly #open: Element[] = [this.#document.body];
  #text = '';
  #textChars = 0;
  #tags = 0;
  #elements = 0;
  #markupChars = 0;
  /** How many elements are open within the unseen one that we are in, itself included. */
  #unseen = 0;
  #script: string | undefined;

  build(html: string): Page {
    const parser: Parser = new Parser({
      onopentag: (name, attributes) => {
        if (
          ++this.#tags > PAGE_MAX_TAGS ||
          this.#elements >= PAGE_MAX_ELEMENTS ||
          this.#textChars >= PAGE_TEXT_MAX_CHARS
        )
          parser.pause();
        else this.#enter(name, attributes);
      },
      onclosetag: (name) => this.#leave(name),
      ontext: (text) => this.#write(text),
    });
    parser.write(html);
    this.#flush();
    return { document: this.#document, linkedData: this.#linkedData };
  }

  #enter(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#innermost;
    if (this.#unseen > 0 || UNSEEN.has(name)) {
      this.#unseen++;
      if (name === 'script' && /ld\+json/i.test(attributes.type ?? '')) this.#script = '';
      this.#open.push(parent);
      return;
    }
    this.#flush();
    if (FRAME.has(name)) {
      const lang = attributes.lang ?? attributes['xml:lang'];
      if (name === 'html' && lang !== undefined) this.#document.documentElement.setAttribute('lang', lang);
      this.#open.push(parent);
    } else if (this.#open.length > PAGE_MAX_DEPTH_ELEMENTS) this.#open.push(parent);
    else
      this.#open.push(
        (HEAD_ONLY.has(name) ? this.#document.head : parent).appendChild(this.#element(name, attributes)),
      );
  }

  #leave(name: string): void {
    if (this.#unseen > 0) {
      this.#unseen--;
      if (name === 'script' && this.#script !== undefined) {
        if (this.#script.length <= JSON_LD_MAX_CHARS && this.#linkedData.length < JSON_LD_MAX_BLOCKS)
          this.#linkedData.push(this.#script);
        this.#script = undefined;
      }
    } else this.#flush();
    if (this.#open.length > 1) this.#open.pop();
  }

  #write(text: string): void {
    if (this.#script !== undefined) {
      if (this.#script.length <= JSON_LD_MAX_CHARS) this.#script += text;
    } else if (this.#unseen === 0 && this.#textChars < PAGE_TEXT_MAX_CHARS) {
      const kept = text.slice(0, PAGE_TEXT_MAX_CHARS - this.#textChars);
      this.#markupChars += MARKUP.test(kept) ? kept.split(MARKUP).length : 0;
      this.#text += this.#markupChars > PAGE_MAX_MARKUP_CHARS ? kept.split(MARKUP).join(' ') : kept;
      this.#textChars += kept.length;
    }
  }

  get #innermost(): Element {
    return this.#open.at(-1) ?? this.#document.body;
  }

  #flush(): void {
    if (this.#text !== '') this.#innermost.appendChild(this.#document.createTextNode(this.#text));
    this.#text = '';
  }

  #element(name: string, attributes: Readonly<Record<string, string>>): Element {
    // Names that no HTML element has are of no use, and some that a page can write are refused by the tree.
    this.#elements++;
    const element = this.#document.createElement(/^[a-z][a-z\d]*$/.test(name) ? name : 'div');
    for (const attribute of TELLING) {
      const value = attributes[attribute];
      if (value !== undefined && value.length <= ATTRIBUTE_MAX_CHARS) element.setAttribute(attribute, value);
    }
    return element;
  }
}

/** A link's absolute http(s) address, or undefined where it is none. */
export function absoluteUrl(href: string | null | undefined, base: string | undefined): string | undefined {
  if (href === null || href === undefined || href.trim() === '') return undefined;
  const parsed = URL.parse(href.trim(), base);
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:') ? parsed.href : undefined;
}
