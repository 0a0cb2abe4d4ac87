/** `/watch …`: what people do with watchlists in a chat. */
import { NewsroomError } from '../errors.ts';
import type { ChannelRef, ChatRequest, Post } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import { backtestPost, explanationPost, settingsPost, watchlistsPost } from '../posts/watch.ts';
import { splitName, splitVerb, unknownVerb, unquoted } from './command.ts';
import { helpPost } from './help.ts';
import { readOptions, splitDuration, splitOptions, type TypedOptions, WATCH_OPTIONS } from './watch-options.ts';

/** More watchlists than this fill a screen and a message. */
export const LISTED_MAX = 40;

type Handler = (newsroom: Newsroom, request: ChatRequest, rest: string) => Promise<Post>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  add,
  list,
  edit,
  remove: (newsroom, request, rest) => switched('remove', newsroom, request, rest),
  pause: (newsroom, request, rest) => switched('pause', newsroom, request, rest),
  resume: (newsroom, request, rest) => switched('resume', newsroom, request, rest),
  snooze,
  test: tested,
  explain,
  subscribe,
  unsubscribe,
};

export function watch(newsroom: Newsroom, request: ChatRequest): Promise<Post> {
  const { verb, rest } = splitVerb(request.text === '' ? 'list' : request.text);
  if (verb === 'help') return Promise.resolve(helpPost());
  const handler = Object.hasOwn(HANDLERS, verb) ? HANDLERS[verb] : undefined;
  if (handler === undefined) throw unknownVerb('watch', verb, Object.keys(HANDLERS));
  return handler(newsroom, request, rest);
}

/** Where a person takes direct messages; undefined in the terminal, where there are none. */
function direct({ channel, asker }: ChatRequest): ChannelRef | undefined {
  if (channel.platform === 'console') return undefined;
  const workspace = channel.workspace === undefined ? {} : { workspace: channel.workspace };
  return { platform: channel.platform, ...workspace, channel: asker.id, person: asker.id };
}

/** Discord has taken the words apart already; elsewhere the options stand among them. */
function optionsOf(request: ChatRequest, rest: string): { readonly rest: string; readonly options: TypedOptions } {
  if (request.options === undefined || Object.keys(request.options).length === 0) return splitOptions(rest);
  const known = Object.entries(request.options).filter(([name]) => Object.hasOwn(WATCH_OPTIONS, name));
  return { rest: '', options: Object.fromEntries(known) };
}

async function add(newsroom: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const { watchlists } = newsroom;
  const given = optionsOf(request, rest);
  const typed = splitName(given.rest);
  const query = neededQuery('add', request.options?.query ?? typed.query);
  const { options, backfill, name = typed.name } = readOptions(given.options);
  const ownerAt = direct(request);
  const backtest = await watchlists.test(query, options);
  const added = await watchlists.add({
    query,
    owner: request.asker,
    channel: request.channel,
    options,
    ...(ownerAt === undefined ? {} : { ownerAt }),
    ...(name === undefined ? {} : { name }),
  });
  const posted = backfill === 0 ? undefined : await newsroom.backfill(added, backfill);
  return backtestPost(backtest, added, posted);
}

async function tested({ watchlists }: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const given = optionsOf(request, rest);
  const query = neededQuery('test', request.options?.query ?? given.rest);
  return backtestPost(await watchlists.test(query, readOptions(given.options).options));
}

function neededQuery(verb: string, typed: string): string {
  if (typed.trim() !== '') return typed;
  throw new NewsroomError('bad_usage', `/watch ${verb} needs words to watch for.`, {
    hint: `For example: /watch ${verb} taliban AND (recognition OR ambassador)`,
  });
}

async function list(newsroom: Newsroom, { channel, asker }: ChatRequest, rest: string): Promise<Post> {
  const all = await newsroom.watchlists.list(channel, asker.id);
  const wanted = unquoted(rest).toLowerCase();
  const found = all.filter(({ id, name, query }) => `${id} ${name} ${query}`.toLowerCase().includes(wanted));
  if (found.length === 0 && all.length > 0)
    throw new NewsroomError('not_found', `No watchlist here has “${unquoted(rest).slice(0, 80)}”.`, {
      hint: `There are ${all.length}: /watch list.`,
    });
  const shown = found.slice(0, LISTED_MAX);
  const feedback = await Promise.all(shown.map((watchlist) => newsroom.feedback(watchlist)));
  return watchlistsPost(found, feedback, LISTED_MAX);
}

async function edit(newsroom: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const given = optionsOf(request, rest);
  const [, quoted, bare, more = ''] = /^(?:["“”„]([^"“”]+)["“”]|(\S+))\s*(.*)$/s.exec(given.rest) ?? [];
  const id = request.options?.watchlist ?? quoted ?? bare ?? '';
  const typed = splitName(more);
  const query = request.options?.query ?? (typed.query === '' ? undefined : typed.query);
  const { options, backfill, name = typed.name } = readOptions(given.options);
  if (query === undefined && name === undefined && Object.keys(options).length === 0 && backfill === 0)
    throw new NewsroomError('bad_usage', 'What is to be different?', {
      hint: 'For example: /watch edit w_1 taliban NOT cricket as Kabul desk --digest weekdays@08:30 --zone Europe/London',
    });
  const changes = { options, ...(query === undefined ? {} : { query }), ...(name === undefined ? {} : { name }) };
  const edited = await newsroom.watchlists.edit(id, changes, request.channel);
  const posted = backfill === 0 ? undefined : await newsroom.backfill(edited, backfill);
  if (query !== undefined) return backtestPost(await newsroom.watchlists.test(query, edited.options), edited, posted);
  return settingsPost(edited, 'changed');
}

const DONE = { remove: 'removed', pause: 'paused', resume: 'watching again' } as const;

async function switched(
  verb: keyof typeof DONE,
  { watchlists }: Newsroom,
  request: ChatRequest,
  rest: string,
): Promise<Post> {
  const changed = await watchlists[verb](watchlistIn(request, rest), request.channel);
  return settingsPost(changed, DONE[verb]);
}

const watchlistIn = (request: ChatRequest, rest: string): string => request.options?.watchlist ?? unquoted(rest);

async function snooze({ watchlists }: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const { rest: typed, ms } = splitDuration(request.options?.duration ?? rest);
  const changed = await watchlists.snooze(watchlistIn(request, typed), ms, request.channel);
  return settingsPost(changed, 'snoozed');
}

async function explain({ watchlists }: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const [, typedId = '', typedUrl = ''] = /^(.*)\s(\S+)$/s.exec(rest) ?? [];
  const id = watchlistIn(request, typedId);
  const url = request.options?.url ?? typedUrl;
  if (id === '' || url === '')
    throw new NewsroomError('bad_usage', '/watch explain needs a watchlist and an article’s address.', {
      hint: 'Write /watch explain ID URL.',
    });
  return explanationPost(await watchlists.explain(id, url, { channel: request.channel, person: request.asker.id }));
}

/** `ID me`, `ID here`: a person, or this channel. */
function subscriptionIn(request: ChatRequest, rest: string) {
  const [, typed = '', where = ''] = /^(.*?)(?:\s+(?:to\s+)?(me|here|dm|channel))?$/is.exec(rest.trim()) ?? [];
  const isPerson = /^(?:me|dm)$/i.test(request.options?.where ?? where);
  const person = direct(request);
  if (isPerson && person === undefined)
    throw new NewsroomError('bad_usage', 'There are no direct messages here.', { hint: 'Leave out “me”.' });
  return {
    id: watchlistIn(request, typed),
    where: isPerson ? 'your direct messages' : 'this channel',
    subscription: { channel: (isPerson && person) || request.channel, by: request.asker, askedIn: request.channel },
  };
}

async function subscribe({ watchlists }: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const { id, where, subscription } = subscriptionIn(request, rest);
  const subscribed = await watchlists.subscribe(id, subscription);
  const isHome = subscribed.channel.channel === subscription.channel.channel;
  return settingsPost(subscribed, isHome ? 'belongs to this channel already' : `comes to ${where} as well`);
}

async function unsubscribe({ watchlists }: Newsroom, request: ChatRequest, rest: string): Promise<Post> {
  const { id, where, subscription } = subscriptionIn(request, rest);
  const left = await watchlists.unsubscribe(id, subscription);
  return settingsPost(left, `no longer comes to ${where}`);
}
