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
  ['/watch list · list WORD', 'the watchlists of this channel, or those that have a word'],
  ['/watch test taliban', 'what a query would have alerted, before you store it'],
  ['/watch edit ID --digest weekdays@08:30 --zone Europe/London', 'changes its query, its name, or how it delivers'],
  [
    '--digest · --quiet 22:00-07:00 · --min-sources 3 · --max-per-hour 5 · --updates figures · --mention @name',
    'how a watchlist delivers, with add and edit; “off” takes one back',
  ],
  ['/watch pause ID · resume ID · remove ID', 'stops a watchlist until you resume it, or for good'],
  [
    '/watch snooze ID 2h',
    'no new posts and no replies for a while; what was posted is kept true, and corrections are told',
  ],
  ['/watch subscribe ID me · unsubscribe ID me', 'brings a watchlist to you, or without “me” to this channel, as well'],
  ['/watch explain ID URL', 'why an article did or did not alert'],
  ['/stories', 'the stories that moved in the last seven days'],
  ['/feeds · add URL OUTLET · remove ID · check', 'the feeds that are read, and how they do'],
  [
    '/nutgraf settings',
    'your time zone, quiet hours, and when watchlists in your direct messages come; new watchlists begin with them',
  ],
  [
    'on a message: Brief this link · Check against our coverage',
    'the article behind its link with its story; which outlets carry what it says, which differ, and what we have nothing on',
  ],
  ['/help', 'this'],
];

export function helpPost(): Post {
  return whisper('What Nutgraf does', list(COMMANDS.map(([usage, does]) => [code(usage), text(` ${does}`)])));
}

export const COMMAND_NAMES = ['ask', 'brief', 'watch', 'stories', 'feeds', 'help'] as const;
