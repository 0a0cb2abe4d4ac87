/** Discord's markup: the only place where text from outside meets it. */
import type { Span } from '../../src/model.ts';
import { tidy } from './prose.ts';

/** A link of more than this is shown as its label alone. */
export const LINK_URL_MAX_CHARS = 1_000;
const LINK_LABEL_MAX_CHARS = 300;

const ZERO_WIDTH_SPACE = '\u200b';

/** Mentions of everybody are switched off in every message; this keeps them from looking like some. */
const quieten = (text: string): string => text.replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH_SPACE}`);

/** One line where Discord reads no markdown: button labels, footers. */
export const plainText = (text: string): string => quieten(tidy(text).trim());

/** One line that Discord shows as it stands: no mention, link, formatting, list, heading or quotation comes of it. */
function escapeText(text: string): string {
  return quieten(tidy(text))
    .replace(/[\\*_~`|[\]<>]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/^(\s*)([#+-]|\d+(?=[.)]))/, (_start, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );
}

/** One line for inside backticks, which know no escape. Runs of spaces stay. */
export function escapeCode(line: string): string {
  return quieten(line.split(' ').map(tidy).join(' ')).replaceAll('`', 'ˋ');
}

/** Text cut between words, with an ellipsis, so that no more than `maxChars` are sent. */
export function escapeWithin(text: string, maxChars: number): string {
  let kept = tidy(text).trim();
  for (let room = maxChars; escapeText(kept).length > maxChars; room = Math.floor(room * 0.8))
    kept = shorten(kept, room);
  return escapeText(kept);
}

export function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > maxChars / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** The address in normal form; undefined where it is no web address. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  return parsed.href.length > LINK_URL_MAX_CHARS ? undefined : parsed.href;
}

/** `[label](url)`, or the label alone where the address is none. */
export function link(label: string, url: string | undefined): string {
  const words = escapeWithin(label, LINK_LABEL_MAX_CHARS);
  const address = url === undefined ? undefined : webAddress(url);
  if (address === undefined || words === '') return words;
  return `[${words}](${address.replace(/[()<>\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** Formatting takes hold only where it touches the words, so space at the ends moves outside. */
function styled(words: string, mark: string): string {
  const bare = words.trim();
  return bare === '' ? words : words.replace(bare, () => `${mark}${bare}${mark}`);
}

function renderSpan(span: Span): string {
  switch (span.kind) {
    case 'citation':
      return `\\[${span.n}\\]`;
    case 'link':
      return link(span.text, span.url);
    case 'time':
      // The reader's own language and time zone.
      return `<t:${Math.floor(Date.parse(span.at) / 1000)}:f>`;
    case 'text':
      if (span.style === 'strong') return styled(escapeText(span.text), '**');
      if (span.style === 'emphasis') return styled(escapeText(span.text), '*');
      return span.style === 'code' ? styled(escapeCode(span.text), '`') : escapeText(span.text);
  }
}

/** One line of spans as markdown. */
const renderSpans = (spans: readonly Span[]): string => spans.map(renderSpan).join('').trim();

/** A sentence as markdown; broken between words only where no part of `maxChars` could hold it whole. */
export function renderSentence(spans: readonly Span[], maxChars: number): string[] {
  const whole = renderSpans(spans);
  if (whole.length <= maxChars) return whole === '' ? [] : [whole];
  const parts: string[] = [];
  for (const piece of spans.flatMap(breakUp).map((span) => renderSpans([span]))) {
    const longer = `${parts.at(-1) ?? ''} ${piece}`.trim();
    if (parts.length > 0 && longer.length <= maxChars) parts[parts.length - 1] = longer;
    else parts.push(piece);
  }
  return parts;
}

// Escaping makes one character two at most, so a piece of 300 fits wherever 600 do.
const PIECE = /\S{300}|[\s\S]{1,300}(?=\s|$)/gu;
const breakUp = (span: Span): Span[] =>
  span.kind === 'text' ? (span.text.match(PIECE) ?? []).map((text) => ({ ...span, text })) : [span];
