/** Forms: which one a command or a button opens, what it begins with, and what becomes of it when it is sent. */
import { asNewsroomError, NewsroomError } from '../errors.ts';
import type { Block, ChannelRef, ChatRequest, Form, Post, Submission, Watchlist } from '../model.ts';
import type { OptionChanges } from '../newsroom/newsroom.ts';
import { errorPost } from '../posts/notice.ts';
import { backtestPost, settingsPost } from '../posts/watch.ts';
import { splitVerb, unquoted } from './command.ts';
import { type Front, watchlistNamed } from './front.ts';
import { personalOptions, settingsForm, submitSettings, zoneOf } from './settings.ts';
import { addWatchlist, editWatchlist, withWatchActions } from './watch.ts';
import { type Filled, filledFrom, readForm, watchForm } from './watch-form.ts';

const NEW = { id: 'watch-new', title: 'New watchlist', submit: 'Watch' };
const editing = ({ id }: Pick<Watchlist, 'id'>) => ({
  id: `watch-edit:${id}`,
  title: 'Edit watchlist',
  submit: 'Save',
});

/** `watch-new`, `watch-edit:w_1`, `settings`: the form's id in a button's, and whether it is a preview. */
const FORM_ACTION = /^(?<verb>form|preview):(?<id>watch-new|settings|watch-edit:(?<watchlist>\S+))$/;

/** Undefined where the request opens none. Throws for an asker who may not. */
export async function openForm(front: Front, request: ChatRequest): Promise<Form | undefined> {
  if (request.kind === 'command') return formOfCommand(front, request);
  const { verb, id, watchlist } = FORM_ACTION.exec(request.name)?.groups ?? {};
  if (id === undefined) return undefined;
  const filled = request.options ?? {};
  const notes = verb === 'preview' ? await preview(front, filled) : undefined;
  if (id === 'settings') return settingsForm(front, request);
  if (watchlist === undefined) return newForm(front, request, { filled, notes });
  return editForm(front, request, await watchlistNamed(front, request, watchlist), {
    filled,
    notes,
  });
}

/** `/watch add` and `/watch edit ID` with nothing more. */
async function formOfCommand(front: Front, request: ChatRequest): Promise<Form | undefined> {
  const { name, text, options = {} } = request;
  const typed = name === 'nutgraf' && /^watch\s/i.test(text) ? splitVerb(text).rest : text;
  if (name !== 'watch' && typed === text) return undefined;
  const { verb, rest } = splitVerb(typed);
  const { watchlist, ...more } = options;
  if (Object.keys(more).length > 0) return undefined;
  if (verb === 'add' && rest === '' && watchlist === undefined) return newForm(front, request, { filled: {} });
  const wanted = watchlist ?? unquoted(rest);
  if (verb !== 'edit' || wanted === '') return undefined;
  // More than a name means a change that is typed.
  const found = await watchlistNamed(front, request, wanted).catch(unlessNotFound);
  return found === undefined ? undefined : editForm(front, request, found, { filled: {} });
}

function unlessNotFound(thrown: unknown): undefined {
  if (asNewsroomError(thrown).code !== 'not_found') throw thrown;
}

interface SoFar {
  readonly filled: Filled;
  readonly notes?: readonly Block[] | undefined;
}

async function newForm(front: Front, request: ChatRequest, { filled, notes }: SoFar): Promise<Form> {
  const { channel } = request;
  const options = await personalOptions(front, request, channel, {});
  const zone = await zoneOf(front, request);
  const begun = { ...filledFrom({ ...options, ...(zone === undefined ? {} : { zone }) }), ...filled };
  return watchForm(NEW, begun, { channel: channel.person === undefined ? { value: channel.channel } : {}, notes });
}

async function editForm(
  front: Front,
  request: ChatRequest,
  watchlist: Watchlist,
  { filled, notes }: SoFar,
): Promise<Form> {
  front.rights(request).mustChange(watchlist);
  return watchForm(editing(watchlist), { ...filledFrom(watchlist.options ?? {}, watchlist), ...filled }, { notes });
}

async function preview({ newsroom: { watchlists } }: Front, filled: Filled): Promise<readonly Block[]> {
  try {
    if (filled.query === undefined || filled.query.trim() === '')
      throw new NewsroomError('bad_usage', 'There are no words to watch for yet.');
    const { options } = readForm(filled, { query: (typed) => typed, zone: (typed) => typed }).read;
    return backtestPost(await watchlists.test(filled.query, options)).blocks;
  } catch (thrown) {
    const error = asNewsroomError(thrown);
    if (error.code === 'internal') throw thrown;
    return errorPost(error).blocks;
  }
}

/** Stores what was filled in, or says what is wrong with which field. Throws where no field is to blame. */
export async function submitForm(front: Front, request: ChatRequest): Promise<Submission> {
  const { name, options: filled = {} } = request;
  if (name === 'settings') return submitSettings(front, request);
  const id = /^watch-edit:(\S+)$/.exec(name)?.[1];
  if (name !== NEW.id && id === undefined)
    throw new NewsroomError('bad_usage', 'That form is no longer in use.', { hint: 'Type /watch add or /help.' });
  const { watchlists, people } = front.newsroom;
  const edited = id === undefined ? undefined : await watchlistNamed(front, request, id);
  if (edited !== undefined) front.rights(request).mustChange(edited);
  const given = edited === undefined && filled.query === undefined ? { ...filled, query: '' } : filled;
  const { errors, read } = readForm(given, { query: watchlists.check, zone: people.zoneNamed });
  const channel = channelIn(request, read.channel);
  const refusal = edited === undefined ? refusalOf(() => front.rights(request).mustAddTo(channel)) : undefined;
  if (refusal !== undefined) errors.channel = refusal;
  if (Object.keys(errors).length > 0) return { errors };
  const { query = '', name: called, options } = read;
  const post =
    edited === undefined
      ? await addWatchlist(front, request, { query, options, channel, ...(called ? { name: called } : {}) })
      : await saveEdit(front, edited, { options, query: read.query, name: called });
  return { post };
}

async function saveEdit(
  front: Front,
  edited: Watchlist,
  {
    query,
    name,
    options,
  }: { readonly query: string | undefined; readonly name: string | undefined; readonly options: OptionChanges },
): Promise<Post> {
  const isOther = query !== undefined && front.newsroom.watchlists.check(query) !== edited.query;
  const now = await editWatchlist(front, edited, {
    options,
    ...(isOther ? { query } : {}),
    // Without a name it is called by its words.
    ...(name === undefined
      ? {}
      : { name: name === '' ? front.newsroom.watchlists.check(query ?? edited.query) : name }),
  });
  const post = isOther
    ? backtestPost(await front.newsroom.watchlists.test(now.query, now.options), now)
    : settingsPost(now, 'changed');
  return withWatchActions(post, now);
}

/** The channel that was chosen; where the asker is, if none was. */
function channelIn({ channel: here }: ChatRequest, chosen: string | undefined): ChannelRef {
  if (chosen === undefined || chosen === '' || chosen === here.channel) return here;
  const workspace = here.workspace === undefined ? {} : { workspace: here.workspace };
  return { platform: here.platform, ...workspace, channel: chosen };
}

function refusalOf(judge: () => void): string | undefined {
  try {
    judge();
    return undefined;
  } catch (thrown) {
    const { message, hint = '' } = asNewsroomError(thrown);
    return `${message} ${hint}`.trim();
  }
}
