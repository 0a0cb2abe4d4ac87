/** A message that somebody points at, as the desk reads it: its words, and the addresses in them. */
import type { MessageShortcut } from '@slack/bolt';
import { webAddress } from '../prose.ts';
import { type Asked, channelIn, unescapeText } from './requests.ts';

/** The message shortcuts, as the manifest registers them, and what the desk calls them. */
export const MESSAGE_SHORTCUTS = { brief_link: 'brief-link', check: 'check' } as const;
/** The global shortcuts, as the manifest registers them. */
export const GLOBAL_SHORTCUTS = ['watch_new'] as const;

/** Addresses of one message that are read. */
export const LINKS_MAX_COUNT = 20;
/** How deep blocks may lie within blocks. */
export const NESTING_MAX_DEPTH = 8;

export function askedByShortcut(shortcut: MessageShortcut, name: string): Asked {
  const { channel, user, team, message } = shortcut;
  const thread = message.thread_ts ?? message.ts;
  const inThread = typeof thread === 'string' ? { thread } : {};
  const { text, links } = readMessage(message);
  return {
    channel: channel.id,
    user: user.id,
    ...inThread,
    request: {
      platform: 'slack',
      channel: channelIn(team?.id ?? user.team_id ?? '', channel.id, user.id),
      asker: { id: user.id, name: user.name },
      kind: 'message',
      name,
      text,
      links,
      ...inThread,
    },
  };
}

/** The words of a message and the addresses in it, each once, in order: of its text, else of its blocks, and of its attachments. */
export function readMessage(message: MessageShortcut['message']): { readonly text: string; readonly links: string[] } {
  const attached = asList(message.attachments);
  const own = unescapeText(withoutLabels(message.text ?? ''));
  const inBlocks = textsIn(message.blocks);
  const inAttachments = attached.flatMap((each) => [each.pretext, each.title, each.text]).filter(isText);
  const text = own !== '' ? own : [inBlocks.words, ...inAttachments.map(unescapeText)].join('\n').trim();
  const links = [
    ...addressesIn(message.text ?? ''),
    ...inBlocks.links,
    ...attached.flatMap((each) => [each.from_url, each.original_url, each.title_link]).filter(isText),
    ...inAttachments.flatMap(addressesIn),
  ].flatMap((address) => webAddress(address) ?? []);
  return { text, links: [...new Set(links)].slice(0, LINKS_MAX_COUNT) };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const asList = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];

/** `<https://x.example|words>` reads as its words, unlike in a command, where the address was typed. */
const withoutLabels = (text: string): string => text.replace(/<https?:[^|>]+\|([^>]+)>/g, '$1');

const addressesIn = (text: string): string[] =>
  [...text.matchAll(/<(https?:[^|>]+)(?:\|[^>]*)?>/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'));

/** What stands in blocks, of whatever kind: rich text, sections, context. */
function textsIn(blocks: unknown, depth = 0): { readonly words: string; readonly links: string[] } {
  const words: string[] = [];
  const links: string[] = [];
  for (const block of depth > NESTING_MAX_DEPTH ? [] : asList(blocks)) {
    if (isText(block.url)) links.push(block.url);
    if (isText(block.text)) {
      words.push(block.type === 'mrkdwn' ? unescapeText(withoutLabels(block.text)) : block.text);
      links.push(...addressesIn(block.text));
    } else if (block.type === 'link' && isText(block.url)) words.push(block.url);
    for (const inner of [block.elements, block.fields, [block.text]]) {
      const within = textsIn(inner, depth + 1);
      if (within.words !== '') words.push(within.words);
      links.push(...within.links);
    }
  }
  return { words: words.join(depth === 0 ? '\n' : '').trim(), links };
}
