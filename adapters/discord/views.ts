/**
 * A post as Discord shows it. Embeds, not Components V2: the flag for those can't be taken back, an edited message could never
 * become a plain one again, and they leave no text for a notification.
 */
import type { APIEmbed } from 'discord.js';
import type { Block, Post, Source, Span } from '../../src/model.ts';
import { dayOf, sentencesOf, shorten } from '../prose.ts';
import { type Row, rowsOf } from './components.ts';
import { escapeCode, escapeWithin, link, linkAddress, plainText, renderSentence } from './markdown.ts';

// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
export const CONTENT_MAX_CHARS = 2_000;
export const TITLE_MAX_CHARS = 256;
export const DESCRIPTION_MAX_CHARS = 4_096;
export const EMBEDS_MAX_CHARS = 6_000;
export const FIELD_NAME_MAX_CHARS = 256;
export const FIELD_VALUE_MAX_CHARS = 1_024;
export const EMBED_MAX_FIELDS = 25;

// What we allow ourselves within those.
/** Of an outlet's name, before a headline. */
const OUTLET_MAX_CHARS = 100;
/** Of the outlets that carry copies of one source. */
export const ALSO_CARRIED_MAX_CHARS = 300;
/** Sources beyond this are counted, not listed. */
export const SOURCES_MAX_CHARS = 2_000;
/** Where they are said with their headlines, as nothing else is. */
export const SOURCES_AT_LENGTH_MAX_CHARS = 3_800;
export const FIELDS_MAX_CHARS = 1_500;
export const FOOTER_MAX_CHARS = 300;
/** Kept free for the line that says how much is folded away. */
const FOLD_CHARS = 60;
const ACCENT_COLOUR = 0x3b5b7a;

export interface DiscordMessage {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: Row[];
}

interface Surroundings {
  /** Name of a file that goes along. */
  readonly picture?: string | undefined;
  /** Of the content, for those who are notified. */
  readonly reservedChars?: number;
}

/**
 * A post as one Discord message: words alone as content, anything more as an embed. What does not fit is left out by whole
 * sentences, and the message says how many.
 */
export function renderPost(post: Post, { picture, reservedChars = 0 }: Surroundings = {}): DiscordMessage {
  const components = rowsOf(post);
  if (picture === undefined && isBareWords(post))
    return { content: body(post.blocks, CONTENT_MAX_CHARS - reservedChars) || '…', embeds: [], components };

  const title = titleOf(post);
  const footer = shorten(plainText(post.footer ?? ''), FOOTER_MAX_CHARS);
  const fields = fieldsOf(post);
  const sources = sourceList(post);
  const around = [title, footer, sources, ...fields.flatMap(({ name, value }) => [name, value])].join('').length;
  const description = body(
    title === '' ? withHeadline(post) : post.blocks,
    Math.min(DESCRIPTION_MAX_CHARS, EMBEDS_MAX_CHARS - around),
  );
  const address = linkAddress(post.headline?.url ?? '');
  const image = picture === undefined ? linkAddress(post.image?.url ?? '') : `attachment://${picture}`;
  const main: APIEmbed = {
    color: ACCENT_COLOUR,
    ...(title && { title }),
    ...(title && address && { url: address }),
    ...(description && { description }),
    ...(fields.length > 0 && { fields }),
    ...(image && { image: { url: image } }),
    ...(footer && { footer: { text: footer } }),
  };
  const below: APIEmbed[] = sources === '' ? [] : [{ color: ACCENT_COLOUR, description: sources }];
  return { content: '', embeds: [main, ...below], components };
}

/** Links are in embeds only, where they unfold nothing. */
function isBareWords(post: Post): boolean {
  if (post.headline || post.image || post.footer || post.fields?.length || post.sources?.length) return false;
  return post.blocks.every((block) => {
    if (block.kind === 'code') return true;
    const spans = block.kind === 'list' ? block.items.flat() : block.spans;
    return spans.every((span) => span.kind !== 'link');
  });
}

/** Empty where the headline is longer than a title may be: it then leads the text, uncut. */
function titleOf(post: Post): string {
  const words = post.headline?.text ?? '';
  const title = escapeWithin(words, 2 * words.length + TITLE_MAX_CHARS);
  return title.length > TITLE_MAX_CHARS ? '' : title;
}

function withHeadline(post: Post): Block[] {
  if (post.headline === undefined) return [...post.blocks];
  const { text, url } = post.headline;
  const strong: Span = { kind: 'text', text, style: 'strong' };
  const address: Span[] =
    url === undefined
      ? []
      : [
          { kind: 'text', text: ' ' },
          { kind: 'link', text: '(link)', url },
        ];
  return [{ kind: 'paragraph', spans: [strong, ...address] }, ...post.blocks];
}

// ---------------------------------------------------------------- the body

/** A paragraph, quotation or list item: what its line begins with, and its sentences. */
interface Passage {
  readonly mark: string;
  readonly sentences: readonly string[];
  /** Stands apart from what came before by more than a line break. */
  readonly apart: boolean;
}

function passagesOf(block: Block, maxChars: number): Passage[] {
  const sentencesIn = (spans: readonly Span[]): string[] =>
    sentencesOf(spans).flatMap((sentence) => renderSentence(sentence, maxChars));
  switch (block.kind) {
    case 'paragraph':
      return [{ mark: '', sentences: sentencesIn(block.spans), apart: false }];
    case 'quote':
      return [{ mark: '> ', sentences: sentencesIn(block.spans), apart: false }];
    case 'list':
      return block.items.map((item) => ({ mark: '• ', sentences: sentencesIn(item), apart: false }));
    case 'code':
      return [{ mark: '', sentences: [preformatted(block.text, maxChars)], apart: false }];
  }
}

/** Bold words by themselves, before a list. */
function isHeading(before: Block | undefined, block: Block): boolean {
  if (before?.kind !== 'paragraph' || block.kind !== 'list') return false;
  return before.spans.every((span) => span.kind === 'text' && span.style === 'strong');
}

const FENCE = '```';
function preformatted(text: string, maxChars: number): string {
  const lines: string[] = [];
  let chars = 2 * FENCE.length + 1;
  for (const line of text.split('\n').map(escapeCode)) {
    chars += line.length + 1;
    if (chars > maxChars) break;
    lines.push(line);
  }
  return [FENCE, ...lines, FENCE].join('\n');
}

function body(blocks: readonly Block[], maxChars: number): string {
  const room = maxChars - FOLD_CHARS;
  // A sentence longer than half the room is broken, so that it does not take everything after it along.
  const passages = blocks.flatMap((block, i) => {
    const [first, ...others] = passagesOf(block, Math.floor(room / 2));
    // A heading stands right over its list, and Discord sets code apart by itself.
    const isApart = !isHeading(blocks[i - 1], block) && block.kind !== 'code' && blocks[i - 1]?.kind !== 'code';
    return first === undefined ? [] : [{ ...first, apart: isApart }, ...others];
  });
  let text = '';
  let folded = 0;
  for (const passage of passages.filter((passage) => passage.sentences.length > 0)) {
    for (const [i, sentence] of passage.sentences.entries()) {
      const glue = text === '' ? '' : i > 0 ? ' ' : passage.apart ? '\n\n' : '\n';
      const addition = i > 0 ? glue + sentence : glue + passage.mark + sentence;
      if (folded > 0 || text.length + addition.length > room) folded += 1;
      else text += addition;
    }
  }
  if (folded === 0) return text;
  return `${text}\n\n… ${folded} more ${folded === 1 ? 'sentence does' : 'sentences do'} not fit here.`.trim();
}

// ---------------------------------------------------------------- around the body

function fieldsOf(post: Post): { name: string; value: string; inline: true }[] {
  const shown = (post.fields ?? []).slice(0, EMBED_MAX_FIELDS);
  const each = Math.floor(FIELDS_MAX_CHARS / Math.max(1, shown.length));
  return shown.map(({ label, value }) => {
    const name = escapeWithin(label, Math.min(FIELD_NAME_MAX_CHARS, Math.floor(each / 2))) || '…';
    return {
      name,
      value: escapeWithin(value, Math.min(FIELD_VALUE_MAX_CHARS, each - name.length)) || '…',
      inline: true,
    };
  });
}

const hasCitation = (block: Block): boolean =>
  block.kind !== 'code' &&
  (block.kind === 'list' ? block.items.flat() : block.spans).some(({ kind }) => kind === 'citation');

function sourceLine(source: Source, isSaidAtLength: boolean): string {
  const copy = source.copyOf === undefined ? '' : ` (copy of \\[${source.copyOf}\\])`;
  const others = source.alsoCarriedBy ?? '';
  const also = others === '' ? '' : ` (also carried by ${escapeWithin(others, ALSO_CARRIED_MAX_CHARS)})`;
  const { n, source: outlet, title, url } = source;
  const where =
    isSaidAtLength && title !== ''
      ? `${escapeWithin(outlet, OUTLET_MAX_CHARS)}: ${link(title, url)}`
      : link(outlet, url);
  return `\\[${n}\\] ${where}, ${source.undated === true ? 'undated' : dayOf(source.publishedAt)}${copy}${also}`;
}

/** Sources that nothing refers to are what there is to say: they are said with their headlines. */
function sourceList({ blocks, sources = [] }: Post): string {
  const isSaidAtLength = !blocks.some(hasCitation);
  const room = (isSaidAtLength ? SOURCES_AT_LENGTH_MAX_CHARS : SOURCES_MAX_CHARS) - FOLD_CHARS;
  const lines: string[] = [];
  let chars = 0;
  for (const [i, line] of sources.map((source) => sourceLine(source, isSaidAtLength)).entries()) {
    chars += line.length + 1;
    if (chars > room) {
      lines.push(`and ${sources.length - i} more`);
      break;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
