/** Discord's markup: the only place where text from outside meets it. */
import type { Span } from '../../src/model.ts';
import { escapedWithin, renderedSentence, styled, tidy, webAddress } from '../prose.ts';

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
export const escapeWithin = (text: string, maxChars: number): string => escapedWithin(text, maxChars, escapeText);

/** The address in normal form; undefined where it is no web address, or too long to be linked. */
export function linkAddress(url: string): string | undefined {
  const address = webAddress(url);
  return address === undefined || address.length > LINK_URL_MAX_CHARS ? undefined : address;
}

/** `[label](url)`, or the label alone where the address is none. */
export function link(label: string, url: string | undefined): string {
  const words = escapeWithin(label, LINK_LABEL_MAX_CHARS);
  const address = url === undefined ? undefined : linkAddress(url);
  if (address === undefined || words === '') return words;
  return `[${words}](${address.replace(/[()<>\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)})`;
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

/** A sentence as markdown, in parts of at most `maxChars`. */
export const renderSentence = (spans: readonly Span[], maxChars: number): string[] =>
  renderedSentence(spans, maxChars, renderSpans);
