/** HTML that strangers wrote: made harmless, or made plain. */
import { Parser } from 'htmlparser2';
import { resolveLink } from './links.ts';

/** HTML nested deeper than this is reduced to its text: nobody writes it, and reading it costs the square of its depth. */
export const MAX_HTML_DEPTH = 150;
/** Longer HTML is cut before it is read, in UTF-16 units. */
export const MAX_HTML_CHARS = 1_000_000;

/** Elements that a reader may keep, with the attributes that go with them; `class` and `id` tell later what is boilerplate. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: ['href', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    time: ['datetime'],
    blockquote: ['cite'],
    q: ['cite'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    ...Object.fromEntries(
      (
        'p br b strong i em u s del ins sub sup small mark cite code pre kbd abbr span div ul ol li dl dt dd ' +
        'h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr hr figure figcaption article section aside ' +
        'header footer nav main details summary address'
      )
        .split(' ')
        .map((name) => [name, [] as string[]]),
    ),
  }),
);
const KEPT_EVERYWHERE = ['class', 'id', 'lang', 'dir', 'title'];
/** Elements whose content is no text for a reader. Not `object`, `iframe` and their like: what stands in them is for us, who show none. */
const DROPPED_WHOLE = new Set(
  'script style noscript template applet head title svg math select option textarea button noembed noframes plaintext xmp'.split(
    ' ',
  ),
);
const EMPTY = new Set(['br', 'img', 'hr']);
const LINKS = new Set(['href', 'src', 'cite']);
/** Elements that end a word: what stands in the next does not run on from what stood in this. */
const BREAKS = new Set(
  (
    'p br div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th blockquote pre hr figure figcaption article section ' +
    'aside header footer nav main details summary address'
  ).split(' '),
);

const HTML_NAMES =
  'a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote|body|br|button|' +
  'canvas|caption|center|cite|code|col|colgroup|data|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|' +
  'figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|' +
  'legend|li|link|main|map|mark|marquee|math|meta|nav|nobr|noembed|noframes|noscript|object|ol|optgroup|option|p|' +
  'param|picture|plaintext|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|' +
  'summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xmp';
const NOT_A_TAG = new RegExp(`<(?!/?(?:${HTML_NAMES})[\\s/>]|!--|!doctype\\s[^<>]*>)`, 'gi');

class TooDeep extends Error {}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) =>
    char === '&' ? '&amp;' : char === '<' ? '&lt;' : char === '>' ? '&gt;' : '&quot;',
  );
}

interface Reader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads HTML outside the elements that are dropped whole. False where it is nested too deep. */
function readHtml(html: string, reader: Reader): boolean {
  let depth = 0;
  let dropping = 0;
  let inFrame = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > MAX_HTML_DEPTH) throw new TooDeep();
        inFrame = name === 'iframe';
        if (dropping > 0 || DROPPED_WHOLE.has(name)) dropping++;
        else reader.open(name, attributes);
      },
      onclosetag(name) {
        depth--;
        inFrame = false;
        if (dropping > 0) dropping--;
        else reader.close(name);
      },
      ontext(text) {
        // To an HTML parser the inside of an iframe is text, tags and all.
        if (dropping === 0) reader.text(inFrame ? ` ${withoutTags(text)} ` : text);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(html.slice(0, MAX_HTML_CHARS));
    return true;
  } catch (thrown) {
    if (thrown instanceof TooDeep) return false;
    throw thrown;
  }
}

/** The same HTML without scripts, styles, handlers and foreign objects, well-formed, its links absolute where `base` is known. */
export function sanitiseHtml(html: string, base?: string): string {
  if (!/[<&]/.test(html)) return escapeHtml(html.trim());
  const parts: string[] = [];
  const whole = readHtml(html, {
    open(name, attributes) {
      const kept = KEPT.get(name);
      if (!kept) return;
      parts.push(`<${name}${keptAttributes(attributes, kept, base)}>`);
    },
    close(name) {
      if (KEPT.has(name) && !EMPTY.has(name)) parts.push(`</${name}>`);
    },
    text: (text) => parts.push(escapeHtml(text)),
  });
  return whole ? parts.join('').trim() : escapeHtml(withoutTags(html));
}

function keptAttributes(
  attributes: Readonly<Record<string, string>>,
  kept: readonly string[],
  base: string | undefined,
): string {
  let written = '';
  for (const name of Object.keys(attributes)) {
    if (!kept.includes(name) && !KEPT_EVERYWHERE.includes(name)) continue;
    const value = LINKS.has(name) ? (resolveLink(attributes[name]!, base) ?? '') : attributes[name]!;
    if (value !== '') written += ` ${name}="${escapeHtml(value)}"`;
  }
  return written;
}

/** What a reader sees of a headline or another line of HTML. A `<` that opens no element of HTML is one that was meant. */
export function htmlToText(line: string): string {
  if (!/[<&]/.test(line)) return oneLine(line);
  const html = line.replace(NOT_A_TAG, '&lt;');
  const parts: string[] = [];
  const whole = readHtml(html, {
    open: (name) => BREAKS.has(name) && parts.push(' '),
    close: (name) => BREAKS.has(name) && parts.push(' '),
    text: (text) => parts.push(text),
  });
  return oneLine(whole ? parts.join('') : withoutTags(html));
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The last resort for HTML too tangled to read. */
const withoutTags = (html: string): string => oneLine(html.slice(0, MAX_HTML_CHARS).replace(/<[^<>]*>/g, ' '));
