/** The slash commands as Discord is told of them. */
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Kind,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Log } from '../../src/ports.ts';
import { asDiscordFailure } from './failures.ts';

type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

const word = (name: string, description: string, required = true) =>
  ({ type: Kind.String, name, description, required }) as const;

const verb = (name: string, description: string, ...options: ReturnType<typeof word>[]) =>
  ({ type: Kind.Subcommand, name, description, options }) as const;

const WATCHLIST = word('watchlist', 'The watchlist’s id, as /watch list shows it');
const QUERY = word('query', 'What to watch: taliban AND (recognition OR "foreign ministry")');

/** What `add` and `edit` take beside the query: the same that stands after `--` elsewhere. */
const DELIVERY = [
  word('name', 'What to call it', false),
  word('digest', 'hourly, daily@08:30, weekdays@08:30, or off for at once', false),
  word('zone', 'The time zone of its times: Europe/London', false),
  word('quiet', 'Hours without posts: 22:00-07:00, or off', false),
  word('min-sources', 'How many independent sources a story needs', false),
  word('max-per-hour', 'Alerts in an hour, or off; the rest comes as a digest', false),
  word('updates', 'any, figures or none: corrections are always told', false),
  word('mention', 'Who is notified: a person or a role, or off', false),
  word('backfill', 'How many earlier stories to post now', false),
];
const WHERE = word('where', 'here (this channel) or me (direct messages)', false);

export const COMMANDS: readonly Command[] = [
  {
    name: 'ask',
    description: 'A question to everything we have read, answered with proof',
    options: [word('question', 'Who recognised the Taliban first?')],
  },
  {
    name: 'brief',
    description: 'A short cited brief of a story',
    options: [word('topic', 'A topic, or a story’s id')],
  },
  {
    name: 'watch',
    description: 'Alerts in this channel when a story matches',
    options: [
      verb('add', 'Watch for something', QUERY, ...DELIVERY),
      verb(
        'edit',
        'Change a watchlist’s query, name or delivery',
        WATCHLIST,
        { ...QUERY, required: false },
        ...DELIVERY,
      ),
      verb('list', 'The watchlists of this channel'),
      verb('remove', 'Stop a watchlist for good', WATCHLIST),
      verb('pause', 'Stop a watchlist for a while', WATCHLIST),
      verb('resume', 'Let a paused watchlist alert again', WATCHLIST),
      verb('snooze', 'Silence a watchlist for some time', WATCHLIST, word('duration', '2h, 30m, 3d')),
      verb('subscribe', 'Get a watchlist in your direct messages, or here, as well', WATCHLIST, WHERE),
      verb('unsubscribe', 'Get it there no more', WATCHLIST, WHERE),
      verb('test', 'What a query would have alerted in the last week', QUERY),
      verb('explain', 'Why an article did or did not alert', WATCHLIST, word('url', 'The article’s address')),
    ],
  },
  { name: 'stories', description: 'The stories that moved in the last days' },
  { name: 'feeds', description: 'The feeds that are read, and how they do' },
  { name: 'help', description: 'What Nutgraf can do' },
];

/** Registers the commands, globally or in one guild, where those that Discord has are not the same already. */
export async function registerCommands(
  rest: REST,
  target: { readonly applicationId: string; readonly guildId?: string },
  log: Log,
): Promise<void> {
  const { applicationId, guildId } = target;
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  if (fingerprint(await registered(rest, route)) === fingerprint(COMMANDS)) return;
  await rest.put(route, { body: COMMANDS });
  log.info('discord commands registered', { count: COMMANDS.length, where: guildId ?? 'everywhere' });
}

/** None where they can't be read: they are then registered as if new. */
async function registered(rest: REST, route: `/${string}`): Promise<readonly Command[]> {
  try {
    const found = await rest.get(route);
    return Array.isArray(found) ? (found as Command[]) : [];
  } catch (thrown) {
    const failure = asDiscordFailure(thrown);
    if (failure.code === 'post_refused') return [];
    throw failure;
  }
}

/** Names, descriptions and options in one order, without what Discord adds of its own. */
function fingerprint(commands: readonly Command[]): string {
  const option = (given: APIApplicationCommandOption): unknown => [
    given.type,
    given.name,
    given.description,
    given.required ?? false,
    ('options' in given ? (given.options ?? []) : []).map(option),
  ];
  const command = (given: Command): unknown => [given.name, given.description, (given.options ?? []).map(option)];
  return JSON.stringify([...commands].sort((a, b) => (a.name < b.name ? -1 : 1)).map(command));
}
