/** The small words that posts are made of. */
import type { Block, Post, Span } from '../model.ts';

export const text = (value: string): Span => ({ kind: 'text', text: value });
export const strong = (value: string): Span => ({ kind: 'text', text: value, style: 'strong' });
export const emphasis = (value: string): Span => ({ kind: 'text', text: value, style: 'emphasis' });
export const code = (value: string): Span => ({ kind: 'text', text: value, style: 'code' });
export const link = (label: string, url: string): Span => ({ kind: 'link', text: label, url });
export const citations = (numbers: readonly number[]): Span[] => numbers.map((n) => ({ kind: 'citation', n }));

export const paragraph = (...spans: readonly Span[]): Block => ({ kind: 'paragraph', spans });
export const list = (items: readonly (readonly Span[])[]): Block => ({ kind: 'list', items });
export const quote = (...spans: readonly Span[]): Block => ({ kind: 'quote', spans });
export const preformatted = (value: string): Block => ({ kind: 'code', text: value });

/** A post that only the asker sees: help, settings, errors. */
export function whisper(headline: string, ...blocks: readonly Block[]): Post {
  return { audience: 'asker', headline: { text: headline }, blocks };
}

/** "1 story", "3 stories". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
