/** Discord's golden messages and modals as HTML that looks as Discord's own client does, as near as a sheet of CSS comes. */
import { join } from 'node:path';
import type { APIEmbed } from 'discord.js';
import { escapeHtml, type PictureBook } from './book.ts';
import { DISCORD_CSS } from './discord-css.ts';

interface Part {
  readonly type: number;
  readonly style?: number;
  readonly label?: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string; readonly description?: string; readonly default?: boolean }[];
  readonly value?: string;
  readonly required?: boolean;
  readonly default_values?: readonly { readonly id: string }[];
  readonly component?: Part;
}

interface Message {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly { readonly components: readonly Part[] }[];
}

interface Modal {
  readonly title: string;
  readonly components: readonly Part[];
}

const BUTTON = 2;
const TEXT_INPUT = 4;
const CHANNEL_SELECT = 8;
const BUTTON_STYLES = ['', 'primary', 'secondary', 'success', 'danger'];
const PARAGRAPH = 2;

export const DISCORD: PictureBook = {
  goldens: join(import.meta.dirname, '../../test/adapters/discord/views'),
  widthPx: 640,
  css: DISCORD_CSS,
  draw(golden) {
    const view = golden as Message | Modal;
    return 'embeds' in view ? drawMessage(view) : drawModal(view);
  },
};

function drawMessage({ content, embeds, components }: Message): string {
  return [
    '<div class="message"><div class="face">N</div><div class="main">',
    '<div><span class="who">Nutgraf</span><span class="app">APP</span> <span class="when">Today at 12:15</span></div>',
    content === '' ? '' : `<div class="content">${markdown(content)}</div>`,
    ...embeds.map(drawEmbed),
    ...components.map((row) => `<div class="row">${row.components.map(drawPart).join('')}</div>`),
    '</div></div>',
  ].join('');
}

function drawEmbed({ title, url, description, fields = [], image, footer }: APIEmbed): string {
  const named = title === undefined ? '' : markdown(title);
  return [
    '<div class="embed">',
    named === '' ? '' : `<div class="title">${url === undefined ? named : `<a>${named}</a>`}</div>`,
    description === undefined ? '' : `<div class="description">${markdown(description)}</div>`,
    fields.length === 0
      ? ''
      : `<div class="fields">${fields.map(({ name, value }) => `<div class="field"><b>${markdown(name)}</b>${markdown(value)}</div>`).join('')}</div>`,
    image === undefined ? '' : `<div class="image">${escapeHtml(image.url)}</div>`,
    footer === undefined ? '' : `<div class="footer">${escapeHtml(footer.text)}</div>`,
    '</div>',
  ].join('');
}

function drawPart({ type, style = 0, label = '', placeholder = '', options = [] }: Part): string {
  if (type === BUTTON) return `<button class="${BUTTON_STYLES[style]}">${escapeHtml(label)}</button>`;
  return `<div><div class="select"><span>${escapeHtml(placeholder)}</span>⌄</div>${drawOptions(options)}</div>`;
}

const drawOptions = (options: NonNullable<Part['options']>): string =>
  `<div class="options">${options
    .map(({ label, description = '' }) => `<div>${escapeHtml(label)}<small>${escapeHtml(description)}</small></div>`)
    .join('')}</div>`;

function drawModal({ title, components }: Modal): string {
  const parts = components.map(({ label = '', description = '', component }) =>
    [
      `<div class="part"><label>${escapeHtml(label)}${component?.required === false ? '' : ' <i>*</i>'}</label>`,
      description === '' ? '' : `<div class="hint">${escapeHtml(description)}</div>`,
      component === undefined ? '' : drawInput(component),
      '</div>',
    ].join(''),
  );
  const buttons = '<div class="buttons"><button>Cancel</button><button class="primary">Submit</button></div>';
  return `<div class="modal"><h1>${escapeHtml(title)}</h1>${parts.join('')}${buttons}</div>`;
}

function drawInput({ type, style, value = '', placeholder = '', options = [], default_values = [] }: Part): string {
  const faint = (words: string): string => `<span class="faint">${escapeHtml(words)}</span>`;
  if (type === TEXT_INPUT)
    return `<div class="input${style === PARAGRAPH ? ' long' : ''}">${value === '' ? faint(placeholder) : escapeHtml(value)}</div>`;
  const chosen =
    type === CHANNEL_SELECT
      ? default_values.map(({ id }) => `# ${id}`)[0]
      : options.find((each) => each.default)?.label;
  return `<div class="input">${chosen === undefined ? faint('Make a selection') : escapeHtml(chosen)} ⌄</div>`;
}

// ---------------------------------------------------------------- markdown

/** What our own messages use of it. */
function markdown(source: string): string {
  return source
    .split(/\n?(```[\s\S]*?```)\n?/)
    .map((part) => (part.startsWith('```') ? `<pre>${escapeHtml(part.slice(3, -3).trim())}</pre>` : lines(part)))
    .join('');
}

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.startsWith('> ') ? `<blockquote>${inline(line.slice(2))}</blockquote>` : `${inline(line)}\n`))
    .join('')
    .replace(/\n$/, '');

const TOKEN =
  /\\([^0-9A-Za-z\s])|\[((?:\\.|[^\]\\])+)\]\((https?:\/\/[^\s)]+)\)|`([^`]+)`|<t:(\d+)(?::\w)?>|\*\*((?:\\.|[^\\])+?)\*\*|\*((?:\\.|[^\\*])+?)\*/g;
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function inline(line: string): string {
  let html = '';
  let at = 0;
  for (const match of line.matchAll(TOKEN)) {
    const [whole, escaped, label, , code, time, strong, emphasis] = match;
    html += escapeHtml(line.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (label !== undefined) html += `<a>${inline(label)}</a>`;
    else if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`;
    else if (time !== undefined) html += `<span class="time">${MOMENT.format(new Date(Number(time) * 1_000))}</span>`;
    else if (strong !== undefined) html += `<strong>${inline(strong)}</strong>`;
    else html += `<em>${inline(emphasis ?? '')}</em>`;
  }
  return html + escapeHtml(line.slice(at));
}
