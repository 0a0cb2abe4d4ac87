/** The commands as Discord is told of them. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  ApplicationCommandOptionType as Kind,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { localised } from './translations.ts';

export type Command = RESTPostAPIApplicationCommandsJSONBody;

/** What a watchlist may ask for; the desk checks it again. */
const MIN_SOURCES_MAX = 50;
const MAX_PER_HOUR_MAX = 1_000;
const BACKFILL_MAX = 20;

const said = (name: string, description: string) => ({
  name,
  name_localizations: localised(name),
  description,
  description_localizations: localised(description),
});

interface Wanted {
  readonly required?: boolean;
}

/** Free text; `suggested` where letters typed so far can be completed. */
const word = (
  name: string,
  description: string,
  { required = true, suggested = false }: Wanted & { readonly suggested?: boolean } = {},
): APIApplicationCommandBasicOption => ({
  type: Kind.String,
  ...said(name, description),
  required,
  ...(suggested ? { autocomplete: true } : {}),
});

const oneOf = (
  name: string,
  description: string,
  choices: Readonly<Record<string, string>>,
): APIApplicationCommandBasicOption => ({
  type: Kind.String,
  ...said(name, description),
  choices: Object.entries(choices).map(([value, label]) => ({
    value,
    name: label,
    name_localizations: localised(label),
  })),
});

const number = (name: string, description: string, min: number, max: number): APIApplicationCommandBasicOption => ({
  type: Kind.Integer,
  ...said(name, description),
  min_value: min,
  max_value: max,
});

const verb = (
  name: string,
  description: string,
  ...options: APIApplicationCommandBasicOption[]
): APIApplicationCommandSubcommandOption => ({ type: Kind.Subcommand, ...said(name, description), options });

const WATCHLIST = word('watchlist', 'The watchlist’s name or id', { suggested: true });
const QUERY_WORDS = 'What to watch: taliban AND (recognition OR "foreign ministry")';
const query = (wanted: Wanted) => word('query', QUERY_WORDS, { ...wanted, suggested: true });
const optional = { required: false };
const suggested = { required: false, suggested: true };

/** What `add` and `edit` take beside the query: the same that stands after `--` elsewhere. */
const DELIVERY = [
  word('name', 'What to call it', optional),
  word('digest', 'Several stories in one post: hourly, daily@08:30, weekdays@08:30; off for at once', suggested),
  word('zone', 'The time zone of its times: Europe/London', suggested),
  word('quiet', 'Hours without posts: 22:00-07:00; off for none', suggested),
  number('min-sources', 'How many independent sources a story needs; 0 for one', 0, MIN_SOURCES_MAX),
  number('max-per-hour', 'Alerts in an hour, the rest comes as a digest; 0 for no limit', 0, MAX_PER_HOUR_MAX),
  oneOf('updates', 'Which changes of a story are told; corrections always are', {
    any: 'Every change',
    figures: 'Figures and corrections',
    none: 'Corrections alone',
  }),
  { type: Kind.Mentionable, ...said('mention', 'Who is notified: a person or a role') } as const,
  { type: Kind.Boolean, ...said('notify-nobody', 'Nobody is notified any more') } as const,
];
const BACKFILL = number('backfill', 'How many earlier stories to post now', 1, BACKFILL_MAX);
const WHERE = oneOf('where', 'This channel, or your direct messages', { here: 'Here', me: 'My direct messages' });

const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  default_member_permissions: null,
};
/** The feeds are the whole server's. */
const SERVER_SETTINGS = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
};

const command = (
  name: string,
  description: string,
  options: readonly APIApplicationCommandOption[],
  where: typeof EVERYWHERE | typeof SERVER_SETTINGS = EVERYWHERE,
): Command => ({
  type: ApplicationCommandType.ChatInput,
  ...said(name, description),
  ...(options.length === 0 ? {} : { options: [...options] }),
  ...where,
});

/** Context menus have names alone. */
const onMessage = (name: string): Command => ({
  type: ApplicationCommandType.Message,
  name,
  name_localizations: localised(name),
  ...EVERYWHERE,
});

/** Names of the context menus, and what the desk calls them. */
export const MESSAGE_COMMANDS: ReadonlyMap<string, 'brief-link' | 'check'> = new Map([
  ['Brief this link', 'brief-link'],
  ['Check against our coverage', 'check'],
]);

export const COMMANDS: readonly Command[] = [
  command('ask', 'A question to everything we have read, answered with proof', [
    word('question', 'Who recognised the Taliban first?'),
  ]),
  command('brief', 'A short cited brief of a story', [
    word('topic', 'A topic, or a story from the list', { suggested: true }),
  ]),
  command('watch', 'Alerts in this channel when a story matches', [
    verb(
      'add',
      'Watch for something; without a query, a form asks for everything',
      query(optional),
      ...DELIVERY,
      BACKFILL,
    ),
    verb('edit', 'Change a watchlist; with nothing else, in a form', WATCHLIST, query(optional), ...DELIVERY, BACKFILL),
    verb('list', 'The watchlists of this channel'),
    verb('remove', 'Stop a watchlist for good', WATCHLIST),
    verb('pause', 'Stop a watchlist for a while', WATCHLIST),
    verb('resume', 'Let a paused watchlist alert again', WATCHLIST),
    verb(
      'snooze',
      'Silence a watchlist for some time',
      WATCHLIST,
      word('duration', '2h, 30m, 3d', { suggested: true }),
    ),
    verb('test', 'What a query would have alerted in the last 30 days', query({})),
    verb('explain', 'Why an article did or did not alert', WATCHLIST, word('url', 'The article’s address')),
    verb('subscribe', 'Get a watchlist in your direct messages, or here, as well', WATCHLIST, WHERE),
    verb('unsubscribe', 'Get it there no more', WATCHLIST, WHERE),
  ]),
  command('stories', 'The stories that moved in the last days', []),
  command(
    'feeds',
    'The feeds that are read, and how they do',
    [
      verb('list', 'The feeds, those that need somebody first'),
      verb(
        'add',
        'Read another feed',
        word('url', 'The feed’s address'),
        word('outlet', 'Whose it is, as sources name it', optional),
      ),
      verb('remove', 'Stop reading a feed; what was read stays', word('feed', 'The feed', { suggested: true })),
      verb('check', 'How the feeds do'),
    ],
    SERVER_SETTINGS,
  ),
  command('nutgraf', 'The bot itself', [
    verb('help', 'What Nutgraf can do'),
    verb('settings', 'How it is set up here'),
  ]),
  command('help', 'What Nutgraf can do', []),
  ...[...MESSAGE_COMMANDS.keys()].map(onMessage),
];
