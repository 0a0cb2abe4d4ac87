/** The body of a post as sections of Slack's markup: what does not fit is left out by whole sentences, and counted. */
import type { types } from '@slack/bolt';
import type { Block, Span } from '../../src/model.ts';
import { sentencesOf } from '../prose.ts';
import { type Cite, escapeCode, plainCitation, renderSentence } from './mrkdwn.ts';

// https://docs.slack.dev/reference/block-kit/blocks
export const SECTION_MAX_CHARS = 3_000;
/** Up to here every paragraph has a section of its own; beyond, paragraphs share. */
const SECTIONS_APART = 24;
/** What Slack takes off a section's text for the marks around a part of it. */
const MARK_CHARS = 2;

type SlackBlock = types.KnownBlock;

// `verbatim` keeps Slack from making links of bare addresses and channel names.
export const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });
export const section = (text: string): types.SectionBlock => ({ type: 'section', text: mrkdwn(text) });
export const context = (texts: readonly string[]): types.ContextBlock => ({
  type: 'context',
  elements: texts.map(mrkdwn),
});
export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

/** Room for a body, and how its citations look. */
export interface BodyRoom {
  readonly maxBlocks: number;
  readonly maxChars: number;
  readonly cite?: Cite;
  /** Line under line in as few sections as hold them, for what is one of many. */
  readonly close?: boolean;
}

/** The sections of a body, and one line that says how much is folded away where it is too long. */
export function sections(blocks: readonly Block[], room: BodyRoom): SlackBlock[] {
  const passages = passagesOf(blocks, room.cite ?? plainCitation)
    .filter(({ sentences }) => sentences.length > 0)
    .map((passage) => (room.close === true ? { ...passage, apart: false } : passage));
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
  // Expanded: Slack would else fold a long section on its own, within a sentence.
  const built = texts.map((text): SlackBlock => ({ ...section(text), expand: true }));
  if (folded === 0) return built;
  return [...built, context([`… ${folded} more ${folded === 1 ? 'sentence does' : 'sentences do'} not fit here.`])];
}

/** A paragraph, quotation or list item: what its lines begin with, and its sentences. */
interface Passage {
  readonly mark: string;
  readonly sentences: readonly string[];
  /** Stands apart from what came before by more than a line break. */
  readonly apart: boolean;
}

function passagesOf(blocks: readonly Block[], cite: Cite): Passage[] {
  return blocks.flatMap((block, at) => {
    // A list belongs to the heading over it.
    const apart = block.kind !== 'list' || !isHeading(blocks[at - 1]);
    return passagesIn(block, cite).map((passage) => ({ ...passage, apart: passage.apart && apart }));
  });
}

/** A paragraph that is nothing but strong words. */
export const isHeading = (block: Block | undefined): boolean =>
  block?.kind === 'paragraph' &&
  block.spans.length > 0 &&
  block.spans.every((span) => span.kind === 'text' && span.style === 'strong');

function passagesIn(block: Block, cite: Cite): Passage[] {
  const sentencesIn = (spans: readonly Span[]): string[] =>
    sentencesOf(spans).flatMap((sentence) => renderSentence(sentence, SECTION_MAX_CHARS - MARK_CHARS, cite));
  switch (block.kind) {
    case 'paragraph':
      return [{ mark: '', sentences: sentencesIn(block.spans), apart: true }];
    case 'quote':
      return [{ mark: '>', sentences: sentencesIn(block.spans), apart: true }];
    case 'list':
      return block.items.map((item, i) => ({ mark: markOf(item), sentences: sentencesIn(item), apart: i === 0 }));
    case 'code':
      return [{ mark: '', sentences: [preformatted(block.text)], apart: true }];
  }
}

/** An item that is ticked off needs no bullet. */
const markOf = ([first]: readonly Span[]): string => (first?.kind === 'text' && /^[✓✗]/.test(first.text) ? '' : '• ');

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
