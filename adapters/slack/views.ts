/** A post as Slack shows it: Block Kit within Slack's limits, and the text that stands in for it in a notification. */
import type { types } from '@slack/bolt';
import type { Block, Mention, Post, Source, Span } from '../../src/model.ts';
import { dayOf, sentencesOf, shorten, tidy, webAddress } from '../prose.ts';
import { escapeCode, escapeText, escapeWithin, LINK_LABEL_MAX_CHARS, link, renderSentence, wordsOf } from './mrkdwn.ts';

// https://docs.slack.dev/reference/block-kit/blocks
export const MESSAGE_MAX_BLOCKS = 50;
export const SECTION_MAX_CHARS = 3_000;
export const HEADER_MAX_CHARS = 150;
export const FIELD_MAX_CHARS = 2_000;
export const SECTION_MAX_FIELDS = 10;
export const ACTIONS_MAX_BUTTONS = 25;
export const BUTTON_MAX_CHARS = 75;
export const ACTION_ID_MAX_CHARS = 255;
export const CONTEXT_MAX_CHARS = 2_000;
export const ALT_TEXT_MAX_CHARS = 2_000;
/** Slack refuses messages whose blocks hold more than some 13,000 characters (`msg_blocks_too_long`) without documenting it. */
export const MESSAGE_MAX_CHARS = 12_000;

// What we allow ourselves within those.
export const MESSAGE_MAX_FIELDS = 20;
export const FIELDS_MAX_CHARS = 4_000;
/** Of the outlets that carry copies of one source. */
export const ALSO_CARRIED_MAX_CHARS = 300;
/** Sources beyond this are counted, not listed. */
export const SOURCES_MAX_CHARS = 4_000;
export const FOOTER_MAX_CHARS = 300;
/** A notification shows the beginning; screen readers read it all. */
export const FALLBACK_MAX_CHARS = 1_500;
/** Up to here every paragraph has a section of its own; beyond, paragraphs share. */
const SECTIONS_APART = 24;

type SlackBlock = types.KnownBlock;

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** A post as one Slack message. What does not fit is left out by whole sentences, and the message says how many. */
export function renderPost(post: Post): SlackMessage {
  const notified = mentions(post.mentions ?? []);
  const head = [...notified.map(section), ...(post.headline === undefined ? [] : [headline(post.headline)])];
  const tail = [...fields(post), ...image(post), ...sources(post.sources ?? []), ...smallPrint(post.footer)];
  const buttons = actions(post);
  const body = sections(post.blocks, {
    maxBlocks: MESSAGE_MAX_BLOCKS - head.length - tail.length - buttons.length - 1,
    maxChars: MESSAGE_MAX_CHARS - JSON.stringify([head, tail]).length,
  });
  const blocks = [...head, ...body, ...tail, ...buttons];
  return { text: [...notified, fallback(post)].join(' '), blocks: blocks.length === 0 ? [section('…')] : blocks };
}

/** By id alone; whatever is no id of a person or a user group notifies nobody. */
function mentions(all: readonly Mention[]): string[] {
  const words = all.flatMap(({ kind, id }) => {
    if (kind === 'person') return /^[UW][A-Z0-9]+$/.test(id) ? `<@${id}>` : [];
    return /^S[A-Z0-9]+$/.test(id) ? `<!subteam^${id}>` : [];
  });
  return words.length === 0 ? [] : [words.join(' ')];
}

// `verbatim` keeps Slack from making links of bare addresses and channel names.
const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });
const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text) });
const context = (texts: readonly string[]): SlackBlock => ({ type: 'context', elements: texts.map(mrkdwn) });

function headline({ text, url }: NonNullable<Post['headline']>): SlackBlock {
  const words = tidy(text).trim();
  // Headers hold no links, and what they do with angle brackets is not documented.
  if (url === undefined && words !== '' && words.length <= HEADER_MAX_CHARS && !/[<>&]/.test(words))
    return { type: 'header', text: { type: 'plain_text', text: words, emoji: false } };
  return section(`*${link(words === '' ? '…' : words, url)}*`);
}

// ---------------------------------------------------------------- the body

/** A paragraph, quotation or list item: what its lines begin with, and its sentences. */
interface Passage {
  readonly mark: string;
  readonly sentences: readonly string[];
  /** Stands apart from what came before by more than a line break. */
  readonly apart: boolean;
}

function passagesOf(block: Block): Passage[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ mark: '', sentences: sentencesIn(block.spans), apart: true }];
    case 'quote':
      return [{ mark: '>', sentences: sentencesIn(block.spans), apart: true }];
    case 'list':
      return block.items.map((item, i) => ({ mark: '• ', sentences: sentencesIn(item), apart: i === 0 }));
    case 'code':
      return [{ mark: '', sentences: [preformatted(block.text)], apart: true }];
  }
}

const sentencesIn = (spans: readonly Span[]): string[] =>
  sentencesOf(spans).flatMap((sentence) => renderSentence(sentence, SECTION_MAX_CHARS - 2));

const FENCE = '```';
function preformatted(text: string): string {
  const lines: string[] = [];
  let chars = 2 * FENCE.length + 1;
  for (const line of text.split('\n').map(escapeCode)) {
    chars += line.length + 1;
    if (chars > SECTION_MAX_CHARS) break;
    lines.push(line);
  }
  return [FENCE, ...lines, FENCE].join('\n');
}

function sections(blocks: readonly Block[], room: { maxBlocks: number; maxChars: number }): SlackBlock[] {
  const passages = blocks.flatMap(passagesOf).filter((passage) => passage.sentences.length > 0);
  const share = passages.filter((passage) => passage.apart).length > Math.min(SECTIONS_APART, room.maxBlocks);
  const texts: string[] = [];
  let chars = 0;
  let folded = 0;
  for (const passage of passages) {
    for (const [i, sentence] of passage.sentences.entries()) {
      const open = texts.at(-1);
      const alone = passage.mark + sentence;
      const joined = i > 0 ? `${open} ${sentence}` : `${open}${passage.apart ? '\n\n' : '\n'}${alone}`;
      const apart = i === 0 && passage.apart && !share;
      const fresh = open === undefined || apart || joined.length > SECTION_MAX_CHARS;
      chars += alone.length + 2;
      if (folded > 0 || chars > room.maxChars || (fresh && texts.length >= room.maxBlocks)) folded += 1;
      else if (fresh) texts.push(alone);
      else texts[texts.length - 1] = joined;
    }
  }
  const built = texts.map(section);
  if (folded === 0) return built;
  return [...built, context([`… ${folded} more ${folded === 1 ? 'sentence does' : 'sentences do'} not fit here.`])];
}

// ---------------------------------------------------------------- around the body

function fields(post: Post): SlackBlock[] {
  const shown = (post.fields ?? []).slice(0, MESSAGE_MAX_FIELDS);
  const maxChars = Math.min(FIELD_MAX_CHARS, Math.floor(FIELDS_MAX_CHARS / Math.max(1, shown.length))) - 4;
  const texts = shown.map(({ label, value }) => {
    const name = escapeWithin(label, Math.floor(maxChars / 2));
    return `*${name}*\n${escapeWithin(value, maxChars - name.length)}`;
  });
  const built: SlackBlock[] = [];
  for (let i = 0; i < texts.length; i += SECTION_MAX_FIELDS)
    built.push({ type: 'section', fields: texts.slice(i, i + SECTION_MAX_FIELDS).map(mrkdwn) });
  return built;
}

function image(post: Post): SlackBlock[] {
  const address = post.image === undefined ? undefined : webAddress(post.image.url);
  if (post.image === undefined || address === undefined) return [];
  const alt = shorten(tidy(post.image.alt).trim(), ALT_TEXT_MAX_CHARS);
  return [{ type: 'image', image_url: address, alt_text: alt === '' ? 'image' : alt }];
}

function sourceLine(source: Source): string {
  const copy = source.copyOf === undefined ? '' : ` (copy of [${source.copyOf}])`;
  const others = source.alsoCarriedBy ?? '';
  const also = others === '' ? '' : ` (also carried by ${escapeWithin(others, ALSO_CARRIED_MAX_CHARS)})`;
  return `[${source.n}] ${link(source.source, source.url)}, ${source.undated === true ? 'undated' : dayOf(source.publishedAt)}${copy}${also}`;
}

function sources(all: readonly Source[]): SlackBlock[] {
  const texts: string[] = [];
  let chars = 0;
  for (const [i, line] of all.map(sourceLine).entries()) {
    chars += line.length + 3;
    const full = chars > SOURCES_MAX_CHARS;
    const next = full ? `and ${all.length - i} more` : line;
    const joined = `${texts.at(-1) ?? ''} · ${next}`;
    if (texts.length > 0 && joined.length <= CONTEXT_MAX_CHARS) texts[texts.length - 1] = joined;
    else texts.push(next);
    if (full) break;
  }
  return texts.length === 0 ? [] : [context(texts)];
}

function smallPrint(footer = ''): SlackBlock[] {
  const words = escapeWithin(footer, FOOTER_MAX_CHARS);
  return words === '' ? [] : [context([words])];
}

function actions(post: Post): SlackBlock[] {
  const elements = (post.actions ?? [])
    .filter((action) => action.id !== '' && action.id.length <= ACTION_ID_MAX_CHARS)
    .slice(0, ACTIONS_MAX_BUTTONS)
    .map(({ id, label }): types.Button => {
      const words = shorten(tidy(label).trim(), BUTTON_MAX_CHARS);
      return { type: 'button', action_id: id, text: { type: 'plain_text', text: words || '…', emoji: false } };
    });
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function fallback(post: Post): string {
  const headline = escapeWithin(post.headline?.text ?? '', LINK_LABEL_MAX_CHARS);
  const kept: string[] = [];
  let chars = headline.length;
  for (const sentence of post.blocks.flatMap(plainSentences)) {
    chars += sentence.length + 1;
    if (chars > FALLBACK_MAX_CHARS) break;
    kept.push(sentence);
  }
  const text = [headline, kept.join(' ')].filter((line) => line !== '').join('\n');
  return text || escapeWithin(post.footer ?? '', FOOTER_MAX_CHARS) || 'Nutgraf';
}

function plainSentences(block: Block): string[] {
  if (block.kind === 'code') return [escapeText(block.text.split('\n')[0] ?? '')];
  const runs = block.kind === 'list' ? block.items : [block.spans];
  return runs.flatMap((spans) =>
    sentencesOf([{ kind: 'text', text: wordsOf(spans) }]).flatMap((sentence) =>
      renderSentence(sentence, FALLBACK_MAX_CHARS - LINK_LABEL_MAX_CHARS - 2),
    ),
  );
}
