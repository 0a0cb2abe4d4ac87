/** A post as Slack shows it: Block Kit within Slack's limits, and the text that stands in for it in a notification. */
import type { types } from '@slack/bolt';
import type { Block, Mention, Post, Source } from '../../src/model.ts';
import { dayOf, sentencesOf, shorten, tidy, webAddress } from '../prose.ts';
import { controls } from './controls.ts';
import {
  type Cite,
  escapeWithin,
  LINK_LABEL_MAX_CHARS,
  link,
  plainCitation,
  renderSentence,
  wordsOf,
} from './mrkdwn.ts';
import { context, isHeading, mrkdwn, plain, SECTION_MAX_CHARS, section, sections } from './passages.ts';

// https://docs.slack.dev/reference/block-kit/blocks
export const MESSAGE_MAX_BLOCKS = 50;
export const HEADER_MAX_CHARS = 150;
export const FIELD_MAX_CHARS = 2_000;
export const SECTION_MAX_FIELDS = 10;
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
/** All citations together may take this much for their links; of more, none is a link. */
export const CITATION_LINKS_MAX_CHARS = 3_000;

type SlackBlock = types.KnownBlock;

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

/** A post as one Slack message. What does not fit is left out by whole sentences, and the message says how many. */
export function renderPost(post: Post): SlackMessage {
  const notified = mentions(post.mentions ?? []);
  const blocks = [...notified.map(section), ...postBlocks(post, MESSAGE_MAX_BLOCKS - notified.length)];
  return { text: [...notified, fallback(post)].join(' '), blocks: blocks.length === 0 ? [section('…')] : blocks };
}

/** What a post shows, in at most so many blocks, without whom it notifies. */
export function postBlocks(post: Post, maxBlocks: number): SlackBlock[] {
  const { blocks, sources: cited = [] } = post;
  const head = post.headline === undefined ? [] : [headline(post.headline)];
  // Sources that nothing refers to are what there is to say: they are said at length.
  const sourced = citationsIn(blocks).length === 0 ? sourceList(cited) : sourceLines(cited);
  const tail = [...fields(post), ...image(post), ...sourced, ...smallPrint(post.footer)];
  const buttons = controls(post.actions ?? [], post.menu);
  const body = sections(blocks, {
    maxBlocks: maxBlocks - head.length - tail.length - buttons.length - 1,
    maxChars: MESSAGE_MAX_CHARS - JSON.stringify([head, tail, buttons]).length,
    cite: citing(blocks, cited),
  });
  return [...head, ...body, ...tail, ...buttons];
}

const citationsIn = (blocks: readonly Block[]): number[] =>
  blocks
    .flatMap((block) => (block.kind === 'code' ? [] : block.kind === 'list' ? block.items.flat() : block.spans))
    .flatMap((span) => (span.kind === 'citation' ? [span.n] : []));

/** Citations lead to their sources, where all of them together do not make the message too long. */
function citing(blocks: readonly Block[], sources: readonly Source[]): Cite {
  const links = new Map(sources.map(({ n, url }) => [n, link(`[${n}]`, url)]));
  const chars = citationsIn(blocks).reduce((sum, n) => sum + (links.get(n)?.length ?? 0), 0);
  return chars > CITATION_LINKS_MAX_CHARS ? plainCitation : (n) => links.get(n) ?? plainCitation(n);
}

/** By id alone; whatever is no id of a person or a user group notifies nobody. */
function mentions(all: readonly Mention[]): string[] {
  const words = all.flatMap(({ kind, id }) => {
    if (kind === 'person') return /^[UW][A-Z0-9]+$/.test(id) ? `<@${id}>` : [];
    return /^S[A-Z0-9]+$/.test(id) ? `<!subteam^${id}>` : [];
  });
  return words.length === 0 ? [] : [words.join(' ')];
}

function headline({ text, url }: NonNullable<Post['headline']>): SlackBlock {
  const words = tidy(text).trim();
  // Headers hold no links, and what they do with angle brackets is not documented.
  if (url === undefined && words !== '' && words.length <= HEADER_MAX_CHARS && !/[<>&]/.test(words))
    return { type: 'header', text: plain(words) };
  return section(`*${link(words === '' ? '…' : words, url)}*`);
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

/** `6 May 2031 (copy of [1])`. */
function standing(source: Source): string {
  const copy = source.copyOf === undefined ? '' : ` (copy of [${source.copyOf}])`;
  const others = source.alsoCarriedBy ?? '';
  const also = others === '' ? '' : ` (also carried by ${escapeWithin(others, ALSO_CARRIED_MAX_CHARS)})`;
  return `${source.undated === true ? 'undated' : dayOf(source.publishedAt)}${copy}${also}`;
}

/** All sources behind each other, as small print. */
function sourceLines(all: readonly Source[]): SlackBlock[] {
  const line = (each: Source): string => `[${each.n}] ${link(each.source, each.url)}, ${standing(each)}`;
  const texts = joined(all.map(line), ' · ', CONTEXT_MAX_CHARS);
  return texts.length === 0 ? [] : [context(texts)];
}

/** A source a line, with its title. */
function sourceList(all: readonly Source[]): SlackBlock[] {
  const entry = (each: Source): string => {
    const outlet = escapeWithin(each.source, LINK_LABEL_MAX_CHARS);
    const title = each.title === '' ? link(each.source, each.url) : `${outlet}: ${link(each.title, each.url)}`;
    return `*[${each.n}]* ${title}, ${standing(each)}`;
  };
  return joined(all.map(entry), '\n', SECTION_MAX_CHARS).map((text) => ({ ...section(text), expand: true }));
}

/** Lines in texts of at most `maxChars`; what is beyond the room for sources is counted. */
function joined(lines: readonly string[], between: string, maxChars: number): string[] {
  const texts: string[] = [];
  let chars = 0;
  for (const [i, line] of lines.entries()) {
    chars += line.length + between.length;
    const full = chars > SOURCES_MAX_CHARS;
    const next = full ? `and ${lines.length - i} more` : line;
    const longer = `${texts.at(-1) ?? ''}${between}${next}`;
    if (texts.length > 0 && longer.length <= maxChars) texts[texts.length - 1] = longer;
    else texts.push(next);
    if (full) break;
  }
  return texts;
}

function smallPrint(footer = ''): SlackBlock[] {
  const words = escapeWithin(footer, FOOTER_MAX_CHARS);
  return words === '' ? [] : [context([words])];
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
  // What is drawn in letters says something only where nothing else does: an error, with its place.
  const drawn = post.blocks.find((block) => block.kind === 'code');
  if (drawn !== undefined && post.blocks[0] === drawn)
    kept.unshift(escapeWithin(drawn.text.split('\n')[0] ?? '', LINK_LABEL_MAX_CHARS));
  const text = [headline, kept.join(' ').replace(/[\s·]+$/, '')].filter((line) => line !== '').join('\n');
  return text || escapeWithin(post.footer ?? '', FOOTER_MAX_CHARS) || 'Nutgraf';
}

/** Without lines of their own, headings and items need a mark where they end. */
const ENDS_OPEN = /[\p{L}\p{N})\]*]$/u;

function plainSentences(block: Block): string[] {
  if (block.kind === 'code') return [];
  const runs = block.kind === 'list' ? block.items : [block.spans];
  const end = isHeading(block) ? ':' : block.kind === 'list' ? ' ·' : '';
  return runs.flatMap((spans) => {
    const words = wordsOf(spans).trim();
    const text = ENDS_OPEN.test(words) ? `${words}${end}` : words;
    return sentencesOf([{ kind: 'text', text }]).flatMap((sentence) =>
      renderSentence(sentence, FALLBACK_MAX_CHARS - LINK_LABEL_MAX_CHARS - 2),
    );
  });
}
