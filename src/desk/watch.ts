/** `/watch …`: what people do with watchlists in a chat. */
import { NewsroomError } from '../errors.ts';
import type { Action, ChannelRef, ChatRequest, Menu, Post, Watchlist } from '../model.ts';
import type { OptionChanges } from '../newsroom/newsroom.ts';
import { backtestPost, explanationPost, settingsPost, watchlistsPost } from '../posts/watch.ts';
import { splitName, splitVerb, unknownVerb, unquoted } from './command.ts';
import { askingOf, directOf, type Front, watchlistNamed, withReach } from './front.ts';
import { helpPost } from './help.ts';
import { personalOptions } from './settings.ts';
import { readOptions, splitDuration, splitOptions, type TypedOptions, WATCH_OPTIONS } from './watch-options.ts';

/** More watchlists than this fill a screen and a message. */
export const LISTED_MAX = 40;
/** Of a menu: what the narrowest platform shows. */
export const MENU_MAX_CHOICES = 25;
export const CHOICE_MAX_CHARS = 100;

type Handler = (front: Front, request: ChatRequest, rest: string) => Promise<Post>;

const HANDLERS: Readonly<Record<string, Handler>> = {
  add,
  list,
  edit,
  remove: (front, request, rest) => switched('remove', front, request, watchlistIn(request, rest)),
  pause: (front, request, rest) => switched('pause', front, request, watchlistIn(request, rest)),
  resume: (front, request, rest) => switched('resume', front, request, watchlistIn(request, rest)),
  snooze,
  test: tested,
  explain,
  subscribe,
  unsubscribe,
};

export function watch(front: Front, request: ChatRequest): Promise<Post> {
  const { verb, rest } = splitVerb(request.text === '' ? 'list' : request.text);
  if (verb === 'help') return Promise.resolve(helpPost());
  const handler = Object.hasOwn(HANDLERS, verb) ? HANDLERS[verb] : undefined;
  if (handler === undefined) throw unknownVerb('watch', verb, Object.keys(HANDLERS));
  return handler(front, request, rest);
}

/** Discord has taken the words apart already; elsewhere the options stand among them. */
function optionsOf(request: ChatRequest, rest: string): { readonly rest: string; readonly options: TypedOptions } {
  if (request.options === undefined || Object.keys(request.options).length === 0) return splitOptions(rest);
  const known = Object.entries(request.options).filter(([name]) => Object.hasOwn(WATCH_OPTIONS, name));
  return { rest: '', options: Object.fromEntries(known) };
}

async function add(front: Front, request: ChatRequest, rest: string): Promise<Post> {
  const given = optionsOf(request, rest);
  const typed = splitName(given.rest);
  const query = neededQuery('add', request.options?.query ?? typed.query);
  const { options, backfill, name = typed.name } = readOptions(given.options);
  const wanted = { query, options, backfill, channel: request.channel, ...(name === undefined ? {} : { name }) };
  return addWatchlist(front, request, wanted);
}

interface Wanted {
  readonly query: string;
  readonly name?: string;
  readonly channel: ChannelRef;
  readonly options: OptionChanges;
  /** Earlier stories to post. */
  readonly backfill?: number;
}

/** Stores a watchlist, and says what it would have done and whether it can be delivered. */
export async function addWatchlist(
  front: Front,
  request: ChatRequest,
  { query, name, channel, options: asked, backfill = 0 }: Wanted,
): Promise<Post> {
  const { newsroom } = front;
  const rights = front.rights(request);
  rights.mustAddTo(channel);
  const printed = newsroom.watchlists.check(query);
  const twin = (await newsroom.watchlists.list(channel)).find(
    (each) => each.query === printed && each.channel.channel === channel.channel,
  );
  if (twin !== undefined) rights.mustChange(twin);
  const options = await personalOptions(front, request, channel, asked);
  const backtest = await newsroom.watchlists.test(query, options);
  const ownerAt = directOf(request);
  const added = await newsroom.watchlists.add({
    query,
    owner: request.asker,
    channel,
    options,
    ...(ownerAt === undefined ? {} : { ownerAt }),
    ...(name === undefined ? {} : { name }),
  });
  const posted = backfill === 0 ? undefined : await newsroom.backfill(added, backfill);
  return withReach(front, channel, withWatchActions(backtestPost(backtest, added, posted), added));
}

/** What can be done about a watchlist, under what is said of it. */
export const withWatchActions = (post: Post, watchlist: Watchlist): Post => ({
  ...post,
  actions: [...(post.actions ?? []), ...watchActions(watchlist)],
});

export const watchActions = ({ id, name, pausedAt }: Watchlist): readonly Action[] => [
  { id: `form:watch-edit:${id}`, label: 'Edit', opens: 'form' },
  pausedAt === undefined ? { id: `watch-pause:${id}`, label: 'Pause' } : { id: `watch-resume:${id}`, label: 'Resume' },
  { id: `watch-remove:${id}`, label: 'Remove', style: 'danger', confirm: `Remove “${name}” for good?` },
];

async function tested({ newsroom: { watchlists } }: Front, request: ChatRequest, rest: string): Promise<Post> {
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

async function list({ newsroom }: Front, { channel, asker }: ChatRequest, rest: string): Promise<Post> {
  const all = await newsroom.watchlists.list(channel, asker.id);
  const wanted = unquoted(rest).toLowerCase();
  const found = all.filter(({ id, name, query }) => `${id} ${name} ${query}`.toLowerCase().includes(wanted));
  if (found.length === 0 && all.length > 0)
    throw new NewsroomError('not_found', `No watchlist here has “${unquoted(rest).slice(0, 80)}”.`, {
      hint: `There are ${all.length}: /watch list.`,
    });
  const shown = found.slice(0, LISTED_MAX);
  const feedback = await Promise.all(shown.map((watchlist) => newsroom.feedback(watchlist)));
  const post = watchlistsPost(found, feedback, LISTED_MAX);
  return found.length === 0 ? post : { ...post, menu: menuOf(found) };
}

/** The watchlist that is chosen is shown with its settings. */
const menuOf = (watchlists: readonly Watchlist[]): Menu => ({
  id: 'watch-show',
  label: 'Settings of…',
  choices: watchlists.slice(0, MENU_MAX_CHOICES).map(({ id, name, query, pausedAt }) => ({
    value: id,
    label: name.slice(0, CHOICE_MAX_CHARS),
    note: (pausedAt === undefined ? query : 'paused').slice(0, CHOICE_MAX_CHARS),
  })),
});

/** What a button or a menu asks for, `watch-pause:w_1`; undefined where it is about something else. */
export function watchGesture(front: Front, request: ChatRequest): Promise<Post> | undefined {
  const [, verb, id = ''] = /^watch-(show|pause|resume|remove)(?::(.*))?$/s.exec(request.name) ?? [];
  if (verb === undefined) return undefined;
  const which = verb === 'show' && id === '' ? request.text : id;
  return verb === 'show' ? show(front, request, which) : switched(verb as keyof typeof DONE, front, request, which);
}

async function show(front: Front, request: ChatRequest, which: string): Promise<Post> {
  const found = await watchlistNamed(front, request, which);
  const post = settingsPost(found, found.pausedAt === undefined ? 'on' : 'paused');
  return front.rights(request).mayChange(found) ? withWatchActions(post, found) : post;
}

async function edit(front: Front, request: ChatRequest, rest: string): Promise<Post> {
  const { newsroom } = front;
  const given = optionsOf(request, rest);
  const [, quoted, bare, more = ''] = /^(?:["“”„]([^"“”]+)["“”]|(\S+))\s*(.*)$/s.exec(given.rest) ?? [];
  const typed = splitName(more);
  const query = request.options?.query ?? (typed.query === '' ? undefined : typed.query);
  const { options, backfill, name = typed.name } = readOptions(given.options);
  if (query === undefined && name === undefined && Object.keys(options).length === 0 && backfill === 0)
    throw new NewsroomError('bad_usage', 'What is to be different?', {
      hint: 'For example: /watch edit w_1 taliban NOT cricket as Kabul desk --digest weekdays@08:30 --zone Europe/London',
    });
  const found = await changeable(front, request, request.options?.watchlist ?? quoted ?? bare ?? '');
  const edited = await editWatchlist(front, found, {
    options,
    ...(query === undefined ? {} : { query }),
    ...(name === undefined ? {} : { name }),
  });
  const posted = backfill === 0 ? undefined : await newsroom.backfill(edited, backfill);
  const post =
    query === undefined
      ? settingsPost(edited, 'changed')
      : backtestPost(await newsroom.watchlists.test(query, edited.options), edited, posted);
  return withWatchActions(post, edited);
}

export const editWatchlist = (
  { newsroom: { watchlists } }: Front,
  { id, channel }: Watchlist,
  changes: { readonly query?: string; readonly name?: string; readonly options: OptionChanges },
): Promise<Watchlist> => watchlists.edit(id, changes, channel);

/** The watchlist that is meant, if the asker may change it. */
async function changeable(front: Front, request: ChatRequest, which: string): Promise<Watchlist> {
  const found = await watchlistNamed(front, request, which);
  front.rights(request).mustChange(found);
  return found;
}

const DONE = { remove: 'removed', pause: 'paused', resume: 'watching again' } as const;

async function switched(verb: keyof typeof DONE, front: Front, request: ChatRequest, which: string): Promise<Post> {
  const { id, channel } = await changeable(front, request, which);
  const changed = await front.newsroom.watchlists[verb](id, channel);
  const post = settingsPost(changed, DONE[verb]);
  return verb === 'remove' ? post : withWatchActions(post, changed);
}

const watchlistIn = (request: ChatRequest, rest: string): string => request.options?.watchlist ?? unquoted(rest);

async function snooze(front: Front, request: ChatRequest, rest: string): Promise<Post> {
  const { rest: typed, ms } = splitDuration(request.options?.duration ?? rest);
  const { id, channel } = await changeable(front, request, watchlistIn(request, typed));
  const changed = await front.newsroom.watchlists.snooze(id, ms, channel);
  return withWatchActions(settingsPost(changed, 'snoozed'), changed);
}

async function explain({ newsroom: { watchlists } }: Front, request: ChatRequest, rest: string): Promise<Post> {
  const [, typedId = '', typedUrl = ''] = /^(.*)\s(\S+)$/s.exec(rest) ?? [];
  const id = watchlistIn(request, typedId);
  const url = request.options?.url ?? typedUrl;
  if (id === '' || url === '')
    throw new NewsroomError('bad_usage', '/watch explain needs a watchlist and an article’s address.', {
      hint: 'Write /watch explain ID URL.',
    });
  return explanationPost(await watchlists.explain(id, url, askingOf(request)));
}

/** `ID me`, `ID here`: a person, or this channel. */
function subscriptionIn(request: ChatRequest, rest: string) {
  const [, typed = '', where = ''] = /^(.*?)(?:\s+(?:to\s+)?(me|here|dm|channel))?$/is.exec(rest.trim()) ?? [];
  const isPerson = /^(?:me|dm)$/i.test(request.options?.where ?? where);
  const person = directOf(request);
  if (isPerson && person === undefined)
    throw new NewsroomError('bad_usage', 'There are no direct messages here.', { hint: 'Leave out “me”.' });
  return {
    id: watchlistIn(request, typed),
    where: isPerson ? 'your direct messages' : 'this channel',
    subscription: { channel: (isPerson && person) || request.channel, by: request.asker, askedIn: request.channel },
  };
}

async function subscribe(front: Front, request: ChatRequest, rest: string): Promise<Post> {
  const { id, where, subscription } = subscriptionIn(request, rest);
  const { channel } = subscription;
  front.rights(request).mustAddTo(channel);
  const subscribed = await front.newsroom.watchlists.subscribe(id, subscription);
  const isHome = subscribed.channel.channel === channel.channel;
  const post = settingsPost(subscribed, isHome ? 'belongs to this channel already' : `comes to ${where} as well`);
  return isHome ? post : withReach(front, channel, post);
}

async function unsubscribe(front: Front, request: ChatRequest, rest: string): Promise<Post> {
  const { id, where, subscription } = subscriptionIn(request, rest);
  const { watchlists } = front.newsroom;
  const { channel } = subscription;
  // Whom nothing here is subscribed to is told so below.
  const known = (await watchlists.list(channel, request.asker.id)).find((each) => isCalled(each, id));
  if (known !== undefined && channel.person === undefined) front.rights(request).mustUnsubscribe(known, channel);
  const left = await watchlists.unsubscribe(id, subscription);
  return settingsPost(left, `no longer comes to ${where}`);
}

const isCalled = ({ id, name }: Watchlist, typed: string): boolean =>
  [id, name].some((each) => each.toLowerCase() === typed.trim().toLowerCase());
