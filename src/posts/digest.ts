/** Several stories in one post: a digest, what came in quiet hours, what a limit or an outage held up. */
import type { DigestContent, DigestEntry, FoldReason } from '../alerts/fold.ts';
import type { Mention, Post, Span } from '../model.ts';
import { count, emphasis, link, list, listInWords, paragraph, strong, text } from './spans.ts';

/** An address longer than this would fill the post: its story is to be asked for by its id. */
const ADDRESS_MAX_CHARS = 150;

const HEADLINES: Readonly<Record<FoldReason, (stories: string) => string>> = {
  digest: (stories) => `Digest: ${stories}`,
  quiet: (stories) => `While it was quiet: ${stories}`,
  rate: (stories) => `More than the hourly limit: ${stories}`,
  backfill: (stories) => `What was there before: ${stories}`,
  backlog: (stories) => `While this channel could not be reached: ${stories}`,
};

/** `names` are the watchlists', of those that are still there. */
export function digestPost(
  { reason, entries }: DigestContent,
  { names, mentions }: { readonly names: readonly string[]; readonly mentions: readonly Mention[] },
): Post {
  const stories = count(new Set(entries.map(({ brief }) => brief.storyId)).size, 'story', 'stories');
  const watchlists = names.length === 0 ? '' : `Watchlist ${listInWords(names)} · `;
  return {
    audience: 'everyone',
    headline: { text: HEADLINES[reason](stories) },
    blocks: [list(entries.map(line))],
    footer: `${watchlists}the whole of a story: /brief and its headline`,
    ...(mentions.length === 0 ? {} : { mentions }),
  };
}

function line({ kind, brief, changes }: DigestEntry): readonly Span[] {
  const address = brief.sources.find(({ url }) => url !== undefined)?.url;
  const headline =
    address === undefined || address.length > ADDRESS_MAX_CHARS
      ? strong(brief.headline)
      : link(brief.headline, address);
  const outlets = ` (${count(brief.carriedBy, 'outlet')})`;
  return kind === 'update'
    ? [emphasis('New in '), headline, text(`${outlets}: ${changes.join(' ')}`)]
    : [headline, text(outlets)];
}

/** What the owner of a watchlist is told where one of its channels can't be reached any more. */
export function lostChannelPost(lost: {
  readonly name: string;
  readonly where: string;
  readonly reason: string;
  readonly hint: string | undefined;
  readonly isPaused: boolean;
}): Post {
  const then = lost.isPaused
    ? 'The watchlist is paused until somebody resumes it.'
    : 'Its other channels go on getting it.';
  return {
    audience: 'everyone',
    headline: { text: `“${lost.name}” cannot be delivered` },
    blocks: [
      paragraph(text(`${lost.where}: ${lost.reason} ${then}`)),
      ...(lost.hint === undefined ? [] : [paragraph(emphasis(lost.hint))]),
    ],
  };
}

/** What owners are told where a channel, or a whole workspace, is gone with their watchlists. */
export function lostPlacePost(lost: {
  readonly watchlists: number;
  readonly names: readonly string[];
  /** Names that are not given. */
  readonly more: number;
  readonly where: string;
  readonly reason: string;
  readonly isPaused: boolean;
}): Post {
  const { watchlists, names, more, where, reason, isPaused } = lost;
  const quoted = names.map((name) => `“${name}”`);
  const then = isPaused
    ? 'Paused until somebody resumes them: /watch resume and the name, where the bot can post again.'
    : 'Where they have other channels, those go on getting them.';
  return {
    audience: 'everyone',
    headline: { text: `${count(watchlists, 'watchlist')} cannot be delivered` },
    blocks: [
      paragraph(text(`${where}: ${reason}`)),
      paragraph(text(listInWords(more === 0 ? quoted : [...quoted, `${more} more`]))),
      paragraph(emphasis(then)),
    ],
  };
}

/** What the owner is told where one post was given up. */
export const lostPost = (name: string, story: string, reason: string): Post => ({
  audience: 'everyone',
  headline: { text: `A post of “${name}” was given up` },
  blocks: [paragraph(strong(story)), paragraph(text(reason))],
});
