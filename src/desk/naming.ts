/** Slack has one command for all that has none of its own: what people are told to type is told as it is typed there. */
import type { Block, Platform, Post, Span } from '../model.ts';

const WITHOUT_COMMAND_IN_SLACK = /(?<![\w/])\/(?=(?:stories|feeds|help)\b)/g;

/** The post with commands as the platform has them; only what stands in code or is a hint names commands. */
export function inWordsOf(platform: Platform, post: Post): Post {
  return platform === 'slack' ? { ...post, blocks: blocksInWordsOf(platform, post.blocks) } : post;
}

export function blocksInWordsOf(platform: Platform, blocks: readonly Block[]): readonly Block[] {
  return platform === 'slack' ? blocks.map(asInSlack) : blocks;
}

function asInSlack(block: Block): Block {
  if (block.kind === 'code') return block;
  if (block.kind === 'list') return { ...block, items: block.items.map((item) => item.map(spanAsInSlack)) };
  return { ...block, spans: block.spans.map(spanAsInSlack) };
}

function spanAsInSlack(span: Span): Span {
  if (span.kind !== 'text' || (span.style !== 'code' && span.style !== 'emphasis')) return span;
  return { ...span, text: span.text.replace(WITHOUT_COMMAND_IN_SLACK, '/nutgraf ') };
}
