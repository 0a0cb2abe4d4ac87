/** A story's post in a channel that watches: its brief, who is on it, who is notified, and what can be done about it. */
import type { Action, Brief, Mention, Post, Watchlist } from '../model.ts';
import { alertPost } from './brief.ts';
import { listInWords } from './spans.ts';

export interface AlertDetails {
  /** Names of those who are on it. */
  readonly claimedBy: readonly string[];
  readonly mentions: readonly Mention[];
}

const gestures = (storyId: string, isClaimed: boolean): readonly Action[] => [
  isClaimed ? { id: `release:${storyId}`, label: 'Nobody’s on it' } : { id: `claim:${storyId}`, label: 'I’m on it' },
  { id: `mute:${storyId}`, label: 'Mute story' },
  { id: `irrelevant:${storyId}`, label: 'Not relevant' },
  { id: `why:${storyId}`, label: 'Why this?' },
];

/** All the channel's watchlists that match it are named. */
export function watchedPost(brief: Brief, watchlists: readonly Watchlist[], details: AlertDetails): Post {
  const { claimedBy, mentions } = details;
  const post = alertPost(brief, watchlists);
  const onIt = `${listInWords(claimedBy)} ${claimedBy.length === 1 ? 'is' : 'are'} on it`;
  return {
    ...post,
    actions: [...(post.actions ?? []), ...gestures(brief.storyId, claimedBy.length > 0)],
    ...(claimedBy.length === 0 ? {} : { footer: [onIt, post.footer].filter(Boolean).join(' · ') }),
    ...(mentions.length === 0 ? {} : { mentions }),
  };
}
