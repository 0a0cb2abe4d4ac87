/** The desk: takes what people do in a chat, has the newsroom do it, and says it as a post. It never throws. */
import { asNewsroomError, NewsroomError } from '../errors.ts';
import type { Block, ChatRequest, Post } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import type { Chat, Desk, Log } from '../ports.ts';
import { answerPost } from '../posts/answer.ts';
import { briefPost } from '../posts/brief.ts';
import { errorPost, feedsPost, storiesPost } from '../posts/notice.ts';
import { code, paragraph, text, whisper } from '../posts/spans.ts';
import { nearestWord, splitFirst, splitVerb, unknownVerb, withinLimits } from './command.ts';
import { openForm, submitForm } from './forms.ts';
import { askingOf, type Front } from './front.ts';
import { act } from './gestures.ts';
import { COMMAND_NAMES, helpPost } from './help.ts';
import { homeOf } from './home.ts';
import { point } from './messages.ts';
import { blocksInWordsOf, inWordsOf } from './naming.ts';
import { DEFAULT_PERMISSIONS, type Permissions, rightsOf } from './rights.ts';
import { settings } from './settings.ts';
import { watch } from './watch.ts';

/** `/stories` looks back this far and shows at most so many. */
export const STORIES_DAYS = 7;
const DAY_MS = 86_400_000;
export const STORIES_SHOWN = 15;

const FEEDS_VERBS = ['list', 'add', 'remove', 'check'];

type Handler = (request: ChatRequest) => Promise<Post>;

interface Surroundings {
  readonly permissions?: Permissions;
  /** Throws where nothing could be posted in the channel. */
  readonly reach?: Chat['reach'];
}

export function openDesk(
  newsroom: Newsroom,
  log: Log,
  { permissions = DEFAULT_PERMISSIONS, reach }: Surroundings = {},
): Desk {
  const front: Front = { newsroom, log, permissions, reach, rights: (request) => rightsOf(request, permissions) };
  const commands: Record<string, Handler> = {
    ask: (request) => ask(newsroom, request),
    brief: async (request) => briefPost(await newsroom.brief(argument(request, 'topic', 'brief', 'taliban'))),
    watch: (request) => watch(front, request),
    stories: async () => storiesPost(await newsroom.stories(STORIES_DAYS * DAY_MS, STORIES_SHOWN)),
    feeds: (request) => feeds(front, request),
    nutgraf: (request) => nutgraf(front, request, commands),
    help: async () => helpPost(),
  };
  /** What went wrong is a post too. */
  const explained = async <T extends object>(
    request: ChatRequest,
    work: () => Promise<T>,
  ): Promise<T | { readonly post: Post }> => {
    const given = await attempted(request, work);
    return 'post' in given ? { ...given, post: inWordsOf(request.platform, given.post as Post) } : given;
  };
  const attempted = async <T>(request: ChatRequest, work: () => Promise<T>): Promise<T | { readonly post: Post }> => {
    try {
      // Of somebody else's message as much is taken as can be checked.
      const typed = request.kind === 'message' ? [] : [request.text, ...Object.values(request.options ?? {})];
      for (const each of typed) withinLimits(each);
      return await work();
    } catch (thrown) {
      return { post: explainFailure(thrown, request, log) };
    }
  };
  const answered = async (request: ChatRequest): Promise<Post> => {
    if (request.kind === 'question') return ask(newsroom, request);
    if (request.kind === 'action') return act(front, request);
    if (request.kind === 'message') return point(front, request);
    const handler = Object.hasOwn(commands, request.name) ? commands[request.name] : undefined;
    if (handler === undefined) throw unknownCommand(request.name);
    return handler(request);
  };
  return {
    handle: async (request) => (await explained(request, async () => ({ post: await answered(request) }))).post,
    form: (request) =>
      explained(request, async () => {
        const form = await openForm(front, request);
        return form === undefined ? { post: await answered(request) } : { form };
      }),
    submit: (request) => explained(request, () => submitForm(front, request)),
    async lookup(of, request, limit) {
      try {
        return await newsroom.lookup.find(of, request.text, askingOf(request), limit);
      } catch (thrown) {
        log.error('nothing was looked up', { of, error: asNewsroomError(thrown) });
        return [];
      }
    },
    async home(request) {
      try {
        const { sections } = await homeOf(front, request);
        const named = (blocks: readonly Block[]): readonly Block[] => blocksInWordsOf(request.platform, blocks);
        return { sections: sections.map((section) => ({ ...section, blocks: named(section.blocks) })) };
      } catch (thrown) {
        const { blocks } = explainFailure(thrown, request, log);
        return { sections: [{ title: 'Nutgraf', blocks }] };
      }
    },
    async lost(place, reason) {
      try {
        await newsroom.lost(place, reason);
      } catch (thrown) {
        log.error('a lost channel was not settled', { ...place, error: asNewsroomError(thrown) });
      }
    },
  };
}

function explainFailure(thrown: unknown, request: ChatRequest, log: Log): Post {
  const error = asNewsroomError(thrown);
  if (error.code !== 'internal') return errorPost(error);
  log.error('request failed', { command: request.name, error: error.cause ?? error });
  return errorPost(
    new NewsroomError('internal', 'Something went wrong on our side; nothing was changed.', {
      hint: 'Try again. If it stays, tell whoever runs the bot: the log has the cause.',
    }),
  );
}

function unknownCommand(name: string): NewsroomError {
  const nearest = nearestWord(name, COMMAND_NAMES);
  return new NewsroomError('bad_usage', `There is no /${name}.`, {
    hint: nearest === undefined ? 'Type /help to see what there is.' : `Did you mean /${nearest}?`,
  });
}

/** The command's one argument, from the platform's options or from the text. */
function argument(request: ChatRequest, option: string, command: string, example: string): string {
  const value = (request.options?.[option] ?? request.text).trim();
  if (value === '')
    throw new NewsroomError('bad_usage', `/${command} needs a ${option}.`, {
      hint: `For example: /${command} ${example}`,
    });
  return value;
}

async function ask(newsroom: Newsroom, request: ChatRequest): Promise<Post> {
  const question = argument(request, 'question', 'ask', 'who recognised the Taliban first?');
  const answer = await newsroom.ask(question, conversationOf(request));
  return answerPost(answer);
}

/** A thread is one conversation; outside threads each person has one in each channel. */
function conversationOf(request: ChatRequest): string {
  const { platform, workspace = '', channel } = request.channel;
  return [platform, workspace, channel, request.thread ?? request.asker.id].join('/');
}

async function feeds(front: Front, request: ChatRequest): Promise<Post> {
  const { newsroom } = front;
  const { verb, rest } = splitVerb(request.text === '' ? 'list' : request.text);
  switch (verb) {
    case 'list':
    case 'check':
      return feedsPost(await newsroom.feeds.list());
    case 'add': {
      front.rights(request).mustManageFeeds();
      const [typedUrl, typedOutlet] = splitFirst(rest);
      const added = await newsroom.feeds.subscribe({
        url: request.options?.url ?? typedUrl,
        outlet: request.options?.outlet ?? typedOutlet,
        owner: request.asker,
        channel: request.channel,
      });
      return whisper(
        added.outlet,
        paragraph(text('Added. Its first reading stores what is there and posts nothing. '), code(added.id)),
      );
    }
    case 'remove': {
      front.rights(request).mustManageFeeds();
      const removed = await newsroom.feeds.remove(request.options?.feed ?? rest);
      return whisper(removed.outlet, paragraph(text('Removed. What was read from it stays.')));
    }
    default:
      throw unknownVerb('feeds', verb, FEEDS_VERBS);
  }
}

/** `/nutgraf stories`: Slack's one command for everything that has none of its own. */
async function nutgraf(front: Front, request: ChatRequest, commands: Record<string, Handler>): Promise<Post> {
  const { verb, rest } = splitVerb(request.text);
  if (verb === 'settings') return settings(front, request, rest);
  const handler = verb !== 'nutgraf' && Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (handler === undefined) {
    if (verb === '') return helpPost();
    throw unknownVerb('nutgraf', verb, [...COMMAND_NAMES, 'settings']);
  }
  return handler({ ...request, name: verb, text: rest });
}
