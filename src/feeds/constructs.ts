/** Text constructs: the many ways in which RSS and Atom wrap a piece of text, all made into HTML. */
import { escapeHtml } from './html.ts';
import { ownName, type XmlElement } from './markup.ts';

const HTML_TYPES = new Set(['html', 'text/html', 'application/html', 'xhtml', 'application/xhtml+xml', 'text/xhtml']);
/** A closing tag, a tag that means nothing outside HTML, or a character reference: nobody writes those in plain text. */
const HTML_SIGNS =
  /<\/(?:p|a|b|i|u|em|strong|div|span|ul|ol|li|h[1-6]|table|blockquote|cite|code|small|sup|sub|font)\s*>|<(?:br|p|hr|img)(?:\s[^<>]*)?\/?>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;
/** Elements of HTML that have no end tag: written with one, they would be read twice. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const BASE64 = /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/;

/** All text inside an element, its own and its descendants'. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** An element's content as HTML: inline markup is written out, base64 decoded, plain text escaped. */
export function htmlOf(element: XmlElement): string {
  const type = element.attributes.get('type')?.trim().toLowerCase() ?? '';
  const mode = element.attributes.get('mode')?.trim().toLowerCase() ?? '';
  const nested = element.children.some((child) => typeof child !== 'string');
  if (nested)
    return markupOf(unwrapped(element), /^$|html$/.test(type) && !type.includes('xhtml') ? plainAsHtml : escapeHtml);
  const text = textOf(element);
  const decoded = mode === 'base64' || isBinary(type) ? fromBase64(text) : undefined;
  if (decoded !== undefined) return decoded;
  return isPlain(element, type, mode) ? plainAsHtml(text) : text;
}

/** Text that ought to be plain as HTML: what is HTML all the same is taken as such. */
export const plainAsHtml = (text: string): string => (HTML_SIGNS.test(text) ? text : escapeHtml(text));

/** Blank lines part the paragraphs of a body that has no markup of its own. */
export function withParagraphs(html: string): string {
  const parts = /<[a-z!/]/i.test(html) ? [] : html.trim().split(/\n[^\S\n]*\n\s*/);
  return parts.length < 2 ? html : parts.map((part) => `<p>${part}</p>`).join('');
}

/** RSS text is HTML by custom; Atom's is plain unless it says otherwise. */
function isPlain(element: XmlElement, type: string, mode: string): boolean {
  if (HTML_TYPES.has(type) || mode === 'escaped') return false;
  return element.name.startsWith('atom:') || type.startsWith('text') || type === 'plain';
}

const isBinary = (type: string): boolean => type.includes('/') && !/^text\/|html|xml/.test(type);

function fromBase64(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s/g, '')), (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not base64, or not text once decoded: it is read as it stands.
    return undefined;
  }
}

/** Atom's XHTML stands in one `div` that is not part of it. */
function unwrapped(element: XmlElement): XmlElement {
  const elements = element.children.filter((child) => typeof child !== 'string');
  const only = elements[0];
  const bare = element.children.every((child) => typeof child !== 'string' || child.trim() === '');
  return elements.length === 1 && bare && only && localName(only) === 'div' ? only : element;
}

const localName = (element: XmlElement): string => ownName(element.name).replace(/^.*:/, '');

/** The markup inside an element, well-formed; prefixes are dropped. `written` makes HTML of its text. */
function markupOf(element: XmlElement, written: (text: string) => string): string {
  return element.children.map((child) => (typeof child === 'string' ? written(child) : tagOf(child, written))).join('');
}

function tagOf(element: XmlElement, written: (text: string) => string): string {
  const name = localName(element);
  const attributes = [...element.attributes]
    .filter(([attribute]) => !attribute.startsWith('xml'))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`);
  const open = `<${name}${attributes.join('')}>`;
  return VOID.has(name) ? open : `${open}${markupOf(element, written)}</${name}>`;
}
