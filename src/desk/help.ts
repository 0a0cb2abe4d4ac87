/** `/help`: what the bot can do, in the words that people type. */
import type { Post } from '../model.ts';
import { code, list, text, whisper } from '../posts/spans.ts';

const COMMANDS: readonly (readonly [usage: string, does: string])[] = [
  [
    '/ask who recognised the Taliban first?',
    'answers from what has been read, with proof, or says that it does not know',
  ],
  ['/brief taliban', 'a short cited brief of the story, by topic or story id'],
  ['/watch add taliban AND recognition as Kabul desk', 'alerts this channel when a story matches'],
  ['/watch list', 'the watchlists of this channel'],
  ['/watch test taliban', 'what a query would have alerted, before you store it'],
  ['/watch pause ID · resume ID · remove ID', 'stops a watchlist for a while, or for good'],
  ['/watch explain ID URL', 'why an article did or did not alert'],
  ['/stories', 'the stories that moved in the last seven days'],
  ['/feeds · add URL OUTLET · remove ID · check', 'the feeds that are read, and how they do'],
  ['/help', 'this'],
];

export function helpPost(): Post {
  return whisper('What Nutgraf does', list(COMMANDS.map(([usage, does]) => [code(usage), text(` ${does}`)])));
}

export const COMMAND_NAMES = ['ask', 'brief', 'watch', 'stories', 'feeds', 'help'] as const;
