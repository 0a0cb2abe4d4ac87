/** Slack's markup: the only place where text from outside meets it. */
import type { Span, Timestamp } from '../../src/model.ts';
import { tidy } from './prose.ts';

/** A link of more than this is shown as its label alone. */
export const LINK_URL_MAX_CHARS = 2_000;
export const LINK_LABEL_MAX_CHARS = 300;

/** mrkdwn has no escape for its formatting characters, so each gives way to a character that looks like it. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };
const INSIDE_A_WORD = /[\p{L}\p{N}]/u;

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escapeEntities = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** One line that Slack shows as it stands: no mention, link, formatting, emoji code or quotation comes of it. */
export function escapeText(text: string): string {
  const plain = tidy(text)
    .replace(/[*_~`]/g, (mark, at: number, whole: string) =>
      mark === '_' && INSIDE_A_WORD.test(whole.charAt(at - 1)) && INSIDE_A_WORD.test(whole.charAt(at + 1))
        ? mark
        : (LOOKALIKES[mark] ?? mark),
    )
    .replace(/:(?=[\w+'-]*[a-z][\w+'-]*:)/gi, ':\u2060');
  return escapeEntities(plain).replace(/^(\s*)(?=&gt;)/, '$1\u2060');
}

/** One line for inside backticks, where only backticks and entities mean anything. Runs of spaces stay. */
export function escapeCode(line: string): string {
  return escapeEntities(line.split(' ').map(tidy).join(' ').replaceAll('`', 'ˋ'));
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
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : undefined;
}

/** `<url|label>`, or the label alone where the address is none. */
export function link(label: string, url: string | undefined): string {
  const words = escapeWithin(label, LINK_LABEL_MAX_CHARS);
  const address = url === undefined ? undefined : webAddress(url)?.replace(/[<>|]/g, encodeURIComponent);
  if (address === undefined || address.length > LINK_URL_MAX_CHARS || words === '') return words;
  return `<${address.replace(/&/g, '&amp;')}|${words}>`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const utc = (at: Timestamp): string => `${CLOCK.format(new Date(at))} UTC`;

/** Formatting takes hold only where it touches the words, so space at the ends moves outside. */
function styled(words: string, mark: string): string {
  const bare = words.trim();
  return bare === '' ? words : words.replace(bare, () => `${mark}${bare}${mark}`);
}

function renderSpan(span: Span): string {
  switch (span.kind) {
    case 'citation':
      return `[${span.n}]`;
    case 'link':
      return link(span.text, span.url);
    case 'time':
      // The reader's own time zone where the client can tell it.
      return `<!date^${Math.floor(Date.parse(span.at) / 1000)}^{date_short_pretty} at {time}|${utc(span.at)}>`;
    case 'text':
      if (span.style === 'strong') return styled(escapeText(span.text), '*');
      if (span.style === 'emphasis') return styled(escapeText(span.text), '_');
      return span.style === 'code' ? styled(escapeCode(span.text), '`') : escapeText(span.text);
  }
}

/** One line of spans as mrkdwn. */
const renderSpans = (spans: readonly Span[]): string => spans.map(renderSpan).join('').trim();

/** The words alone, as a notification reads them: no markup, no citations. Not escaped. */
export function wordsOf(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (span.kind === 'citation') return '';
      return span.kind === 'time' ? utc(span.at) : span.text;
    })
    .join('')
    .replace(/ +(?=[,;.:])/g, '');
}

/** A sentence as mrkdwn; broken between words only where no part of `maxChars` could hold it whole. */
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

// Escaping makes one character five at most, so a piece of 300 fits wherever 1,500 do.
const PIECE = /\S{300}|[\s\S]{1,300}(?=\s|$)/gu;
const breakUp = (span: Span): Span[] =>
  span.kind === 'text' ? (span.text.match(PIECE) ?? []).map((text) => ({ ...span, text })) : [span];
