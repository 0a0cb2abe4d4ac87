/** Slack's markup: the only place where text from outside meets it. */
import type { Span, Timestamp } from '../../src/model.ts';
import { escapedWithin, pretendsToBe, renderedSentence, styled, tidy, webAddress } from '../prose.ts';

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
export const escapeWithin = (text: string, maxChars: number): string => escapedWithin(text, maxChars, escapeText);

/** `<url|label>`, or the label alone where the address is none, or the label pretends to be another one. */
export function link(label: string, url: string | undefined): string {
  const words = escapeWithin(label, LINK_LABEL_MAX_CHARS);
  const address = url === undefined ? undefined : webAddress(url)?.replace(/[<>|]/g, encodeURIComponent);
  if (address === undefined || address.length > LINK_URL_MAX_CHARS || words === '') return words;
  return pretendsToBe(label, address) ? words : `<${address.replace(/&/g, '&amp;')}|${words}>`;
}

/** How a citation is shown, by the number of its source. */
export type Cite = (n: number) => string;
export const plainCitation: Cite = (n) => `[${n}]`;

const CLOCK = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const utc = (at: Timestamp): string => `${CLOCK.format(new Date(at))} UTC`;

function renderSpan(span: Span, cite: Cite): string {
  switch (span.kind) {
    case 'citation':
      return cite(span.n);
    case 'link':
      return link(span.text, span.url);
    case 'time':
      // The reader's own time zone where the client can tell it.
      return `<!date^${Math.floor(Date.parse(span.at) / 1000)}^{date_short_pretty} at {time}|${utc(span.at)}>`;
    case 'text':
      if (span.style === 'strong') return styled(escapeText(span.text), '*');
      // An id keeps its underscore, which would end the italics.
      if (span.style === 'emphasis' && !span.text.includes('_')) return styled(escapeText(span.text), '_');
      return span.style === 'code' ? styled(escapeCode(span.text), '`') : escapeText(span.text);
  }
}

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

/** A sentence as mrkdwn, in parts of at most `maxChars`. */
export function renderSentence(spans: readonly Span[], maxChars: number, cite = plainCitation): string[] {
  const render = (run: readonly Span[]): string =>
    run
      .map((span) => renderSpan(span, cite))
      .join('')
      .trim();
  return renderedSentence(spans, maxChars, render);
}
