/** What Slack sends, as what a person asked of the desk. */
import type { BlockAction, BlockElementAction, SlashCommand, types } from '@slack/bolt';
import type { ChatRequest } from '../../src/model.ts';
import { chooserFor } from './choosers.ts';
import { type Pressed, pressed } from './controls.ts';

/** The slash commands, as the manifest registers them. */
export const COMMANDS = ['ask', 'brief', 'watch', 'nutgraf'] as const;
/** The bot events, as the manifest subscribes to them. */
export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_context_changed',
  'assistant_thread_started',
  'message.im',
  'tokens_revoked',
] as const;
/** The bot scopes, as the manifest explains them. Nothing reads a channel's history. */
export const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'im:history',
  'usergroups:read',
  'users:read',
] as const;

/** A request, and where its answer goes. */
export interface Asked {
  readonly request: ChatRequest;
  readonly channel: string;
  readonly user: string;
  /** Timestamp of the thread's first message. */
  readonly thread?: string;
}

/** Slack makes a link of whatever looks like an address: `<http://bbc.co.uk|bbc.co.uk>` was typed without its scheme. */
const asTyped = (_: string, url: string, label: string | undefined): string =>
  label !== undefined && url.replace(/^(?:https?:\/\/|mailto:)|\/$/g, '') === label.replace(/\/$/, '') ? label : url;

/** People and groups by their ids, as `--mention` takes them: with `should_escape` Slack sends `<@U0123|mara>` for what was typed as `@mara`. */
const withIds = (text: string): string =>
  text.replace(/<(@[UW][A-Z0-9]+)(?:\|[^>]*)?>/g, '$1').replace(/<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g, 'role:$1');

/** Slack sends `&`, `<` and `>` as entities, and links as `<url|text>`. */
export function unescapeText(text: string): string {
  return text
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>/g, asTyped)
    .replace(/<[@#!][^|>]*\|([^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
}

/** Conversations of one person with the bot have ids of their own kind. */
export const channelIn = (workspace: string, channel: string, user: string): ChatRequest['channel'] => ({
  platform: 'slack',
  workspace,
  channel,
  ...(channel.startsWith('D') ? { person: user } : {}),
});

export function askedByCommand(command: SlashCommand): Asked {
  return {
    channel: command.channel_id,
    user: command.user_id,
    request: {
      platform: 'slack',
      channel: channelIn(command.team_id, command.channel_id, command.user_id),
      asker: { id: command.user_id, name: command.user_name ?? command.user_id },
      kind: 'command',
      name: command.command.replace(/^\//, ''),
      text: unescapeText(withIds(command.text ?? '')),
    },
  };
}

/** A mention is a question; its answer goes into a thread under it, which is the conversation. */
export function askedByMention(event: types.AppMentionEvent, workspace: string, botUserId: string): Asked | undefined {
  // Two bots that mention each other would never end.
  if (event.user === undefined || ('bot_id' in event && event.bot_id !== undefined)) return undefined;
  const thread = event.thread_ts ?? event.ts;
  const words = (event.text ?? '').replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (mention, user) =>
    user === botUserId ? ' ' : mention,
  );
  return asQuestion(workspace, event.channel, event.user, words, thread);
}

/** What the Assistant proposes to ask for: a story's brief. */
export const briefPrompt = (title: string): string => `Brief me on “${title}”`;
const BRIEF_PROMPT = /^brief me on [“"](?<title>.+)[”"]$/i;

/** What was proposed and chosen is no question. */
function asProposed(asked: Asked): Asked {
  const title = BRIEF_PROMPT.exec(asked.request.text)?.groups?.title;
  if (title === undefined) return asked;
  return { ...asked, request: { ...asked.request, kind: 'command', name: 'brief', text: title } };
}

const kindOf = (channel: string): string => (channel.startsWith('D') ? 'im' : 'channel');

/** A direct message is a question too. Edits, joins and bots' own messages are none. */
export function askedByMessage(event: types.MessageEvent, workspace: string): Asked | undefined {
  if (event.type !== 'message' || (event.channel_type ?? kindOf(event.channel)) !== 'im') return undefined;
  if (event.subtype !== undefined && event.subtype !== 'file_share' && event.subtype !== 'thread_broadcast')
    return undefined;
  if (('bot_id' in event && event.bot_id !== undefined) || event.user === undefined || event.text === undefined)
    return undefined;
  return asProposed(asQuestion(workspace, event.channel, event.user, event.text, event.thread_ts));
}

function asQuestion(workspace: string, channel: string, user: string, words: string, thread?: string): Asked {
  const inThread = thread === undefined ? {} : { thread };
  return {
    channel,
    user,
    ...inThread,
    request: {
      platform: 'slack',
      channel: channelIn(workspace, channel, user),
      asker: { id: user, name: user },
      kind: 'question',
      name: '',
      text: unescapeText(words).replace(/\s+/g, ' '),
      ...inThread,
    },
  };
}

/** Commands that a form answers better than words: a watchlist to be made or changed and nothing said of how, or not of which. */
export const FORM_COMMANDS = ['watch', 'nutgraf'] as const;
const ASKS_FOR_FORM = /^(?:add|edit\s+(?:[^\s"“”]+|["“][^"“”]+["”]))$/i;
export function asksForForm({ name, text }: Pick<ChatRequest, 'name' | 'text'>): boolean {
  if (chooserFor({ name, text }) !== undefined) return true;
  if (name === 'nutgraf') return /^watch\s/i.test(text) && ASKS_FOR_FORM.test(text.replace(/^watch\s+/i, ''));
  return name === 'watch' && ASKS_FOR_FORM.test(text);
}

/** True for what is pressed in a modal or on the home page, and for buttons that open a form. */
export const isForSurfaces = (body: BlockAction, action: BlockElementAction): boolean =>
  body.view !== undefined || pressed(action).opensForm;

/** A button or a choice, on a message: its answer belongs to that message's thread. */
export function askedByAction(body: BlockAction, press: Pressed): Asked | undefined {
  const { name, text } = press;
  const channel = body.channel?.id ?? body.container?.channel_id;
  if (channel === undefined) return undefined;
  // What only one person sees has no thread of its own.
  const own: string | undefined =
    body.container?.is_ephemeral === true ? undefined : (body.message?.ts ?? body.container?.message_ts);
  const thread: string | undefined = press.thread ?? body.message?.thread_ts ?? body.container?.thread_ts ?? own;
  const inThread = thread === undefined ? {} : { thread };
  return {
    channel,
    user: body.user.id,
    ...inThread,
    request: {
      platform: 'slack',
      channel: channelIn(body.team?.id ?? body.user.team_id ?? '', channel, body.user.id),
      asker: { id: body.user.id, name: body.user.name ?? body.user.username ?? body.user.id },
      kind: 'action',
      name,
      text,
      ...inThread,
    },
  };
}
