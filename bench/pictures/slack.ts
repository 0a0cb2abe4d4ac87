/** Slack's golden messages, modals and home pages as HTML that looks as Slack's own client does, as near as a sheet of CSS comes. */
import { join } from 'node:path';
import { escapeHtml, type PictureBook } from './book.ts';
import { SLACK_CSS } from './slack-css.ts';

interface Text {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
}

interface Option {
  readonly text: Text;
  readonly value: string;
  readonly description?: Text;
}

interface Element {
  readonly type: string;
  readonly text?: Text | string;
  readonly style?: string;
  readonly placeholder?: Text;
  readonly options?: readonly Option[];
  readonly initial_option?: Option;
  readonly initial_value?: string;
  readonly initial_time?: string;
  readonly initial_conversation?: string;
  readonly multiline?: boolean;
}

interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly Element[];
  readonly element?: Element;
  readonly accessory?: Element;
  readonly label?: Text;
  readonly hint?: Text;
  readonly optional?: boolean;
  readonly alt_text?: string;
}

interface View {
  readonly type?: string;
  readonly text?: string;
  readonly blocks: readonly Block[];
  readonly title?: Text;
  readonly submit?: Text;
  readonly close?: Text;
}

/** A golden is a message, a view, or a view with what Slack was told is wrong with it. */
type Golden = View | { readonly view: View; readonly errors: Readonly<Record<string, string>> };

export const SLACK: PictureBook = {
  goldens: join(import.meta.dirname, '../../test/adapters/slack/views'),
  widthPx: 720,
  css: SLACK_CSS,
  draw(golden) {
    const given = golden as Golden;
    const { view, errors } = 'view' in given ? given : { view: given, errors: {} };
    if (view.type === 'modal') return modal(view, errors);
    if (view.type === 'home') return `<main class="home">${blocks(view.blocks)}</main>`;
    return message(view);
  },
};

function message({ text = '', blocks: all }: View): string {
  return `<main class="message"><div class="avatar">n</div><div class="content">
    <div class="who"><b>nutgraf</b><span class="app">APP</span><span class="when">10:02</span></div>${blocks(all)}
    </div></main><aside><b>Notification</b><span>${mrkdwn(text)}</span></aside>`;
}

function modal(view: View, errors: Readonly<Record<string, string>>): string {
  const plain = (text: Text | undefined): string => escapeHtml(text?.text ?? '');
  const submit = view.submit === undefined ? '' : `<button class="primary">${plain(view.submit)}</button>`;
  return `<main class="modal"><header><div class="avatar">n</div><h1>${plain(view.title)}</h1><span class="x">✕</span></header>
    <section>${blocks(view.blocks, errors)}</section>
    <footer><button>${plain(view.close) || 'Close'}</button>${submit}</footer></main>`;
}

const blocks = (all: readonly Block[], errors: Readonly<Record<string, string>> = {}): string =>
  all.map((block) => `<div class="block ${block.type}">${inside(block, errors)}</div>`).join('');

function inside(block: Block, errors: Readonly<Record<string, string>>): string {
  switch (block.type) {
    case 'header':
      return escapeHtml(block.text?.text ?? '');
    case 'section': {
      const words = block.text === undefined ? '' : `<div class="words">${richText(block.text)}</div>`;
      const fields = (block.fields ?? []).map((field) => `<div>${richText(field)}</div>`).join('');
      const accessory = block.accessory === undefined ? '' : `<div class="accessory">${element(block.accessory)}</div>`;
      return `${words}${fields === '' ? '' : `<div class="fields">${fields}</div>`}${accessory}`;
    }
    case 'context':
      return (block.elements ?? []).map((each) => `<span>${richText(each as unknown as Text)}</span>`).join('');
    case 'actions':
      return (block.elements ?? []).map(element).join('');
    case 'image':
      return `<div class="picture">${escapeHtml(block.alt_text ?? '')}</div>`;
    case 'input':
      return input(block, errors[block.block_id ?? '']);
    case 'divider':
      return '<hr>';
    default:
      return `<pre>${escapeHtml(JSON.stringify(block))}</pre>`;
  }
}

function input(block: Block, error: string | undefined): string {
  const optional = block.optional === true ? ' <i>(optional)</i>' : '';
  const hint = block.hint === undefined ? '' : `<small>${escapeHtml(block.hint.text)}</small>`;
  const wrong = error === undefined ? '' : `<small class="error">${escapeHtml(error)}</small>`;
  const field = block.element === undefined ? '' : element(block.element);
  return `<label class="${error === undefined ? '' : 'wrong'}">${escapeHtml(block.label?.text ?? '')}${optional}${field}</label>${wrong}${hint}`;
}

function element(given: Element): string {
  const words = typeof given.text === 'string' ? given.text : (given.text?.text ?? '');
  const placeholder = escapeHtml(given.placeholder?.text ?? '');
  const shown = (value: string | undefined): string =>
    value === undefined ? `<em>${placeholder}</em>` : escapeHtml(value);
  switch (given.type) {
    case 'button':
      return `<button class="${given.style ?? ''}">${escapeHtml(words)}</button>`;
    case 'overflow': {
      const folded = (given.options ?? []).map(({ text }) => `<span>${escapeHtml(text.text)}</span>`).join('');
      return `<span class="overflow"><button>⋯</button><span class="unfolded">${folded}</span></span>`;
    }
    case 'plain_text_input':
      return `<span class="box ${given.multiline === true ? 'tall' : ''}">${shown(given.initial_value)}</span>`;
    case 'timepicker':
      return `<span class="box select">${shown(given.initial_time)}</span>`;
    case 'static_select':
    case 'external_select':
      return `<span class="box select">${shown(given.initial_option?.text.text)}</span>`;
    case 'conversations_select':
      return `<span class="box select">${shown(given.initial_conversation && `# ${given.initial_conversation}`)}</span>`;
    default:
      return `<pre>${escapeHtml(JSON.stringify(given))}</pre>`;
  }
}

const richText = ({ type, text }: Text): string => (type === 'mrkdwn' ? mrkdwn(text) : escapeHtml(text));

/** Slack's markup, by the rules that Slack documents; what stands in the golden is escaped for Slack already, not for HTML. */
function mrkdwn(source: string): string {
  return source
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith('```') ? `<pre>${entities(part.slice(3, -3).trim())}</pre>` : lines(part)))
    .join('');
}

/** Slack's entities are HTML's; quotation marks are no markup in either. */
const entities = (text: string): string => text.replaceAll('"', '&quot;');

/** Tags wait as private characters until everything else is plain. */
const tag = (name: string, inner: string): string => `\ue002${name}\ue003${inner}\ue002/${name}\ue003`;

function lines(part: string): string {
  const codes: string[] = [];
  const marked = part
    .replace(/`([^`\n]+)`/g, (_all, inner: string) => `\ue000${codes.push(entities(inner)) - 1}\ue001`)
    .replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_all, target: string, label: string = target) =>
      target.startsWith('!date^')
        ? label
        : /^[@#!]/.test(target)
          ? tag('mark', `@${label.replace(/^\W+(?:subteam\^)?/, '')}`)
          : tag('a', label),
    )
    .replace(/(?<![\p{L}\p{N}])\*(?=\S)([^\n*]*?\S)\*(?![\p{L}\p{N}])/gu, tag('b', '$1'))
    .replace(/(?<![\p{L}\p{N}])_(?=\S)([^\n_]*?\S)_(?![\p{L}\p{N}])/gu, tag('i', '$1'))
    .replace(/^(?:>|&gt;) ?([^\n]*)(?:\n|$)/gm, tag('blockquote', '$1'));
  return entities(marked)
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '<br>')
    .replaceAll('\ue002', '<')
    .replaceAll('\ue003', '>')
    .replace(/\ue000(\d+)\ue001/g, (_all, n: string) => `<code>${codes[Number(n)]}</code>`);
}
