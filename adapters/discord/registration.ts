/** Tells Discord of the commands: of those alone that it does not have as they are. */
import { ApplicationCommandType, type REST, Routes } from 'discord.js';
import type { Log } from '../../src/ports.ts';
import { COMMANDS, type Command } from './commands.ts';
import { asDiscordFailure } from './failures.ts';

interface Target {
  readonly applicationId: string;
  /** Where the commands are for one server alone. */
  readonly guildId?: string;
}

type Registered = Command & { readonly id?: string };

/** What makes a command what it is; ids, versions and whatever else Discord adds of its own do not. */
const SAID = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'options',
  'required',
  'autocomplete',
  'choices',
  'value',
  'min_value',
  'max_value',
];
/** Discord takes these of global commands alone. */
const GLOBAL_ONLY = ['contexts', 'integration_types'];
/** Their order means nothing. */
const SETS = new Set(GLOBAL_ONLY);

/**
 * Registers the commands, globally or in one server. Unchanged ones are not sent again; where nothing is registered yet, all
 * go in one request. Those that are ours no more are removed.
 */
export async function registerCommands(rest: REST, target: Target, log: Log): Promise<void> {
  const route = routeOf(target);
  const wanted = target.guildId === undefined ? COMMANDS : COMMANDS.map(forOneServer);
  const before = await registered(rest, route);
  const known = new Map(before.map((command) => [keyOf(command), command]));
  const changed = wanted.filter((command) => fingerprint(known.get(keyOf(command))) !== fingerprint(command));
  const kept = new Set(wanted.map(keyOf));
  const gone = before.filter((command) => command.id !== undefined && !kept.has(keyOf(command)));
  if (changed.length === 0 && gone.length === 0) return;
  if (changed.length === wanted.length) {
    await rest.put(route, { body: wanted });
  } else {
    // A command of the same name takes the place of the one that stands.
    for (const command of changed) await rest.post(route, { body: command });
    for (const { id } of gone) await rest.delete(`${route}/${id}`);
  }
  const where = target.guildId ?? 'everywhere';
  log.info('discord commands registered', { changed: changed.length, removed: gone.length, where });
}

const routeOf = ({ applicationId, guildId }: Target): `/${string}` =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);

const forOneServer = (command: Command): Command =>
  Object.fromEntries(Object.entries(command).filter(([key]) => !GLOBAL_ONLY.includes(key))) as unknown as Command;

const keyOf = ({ type, name }: Command): string => `${type ?? ApplicationCommandType.ChatInput} ${name}`;

/** None where they can't be read: they are then registered as if new. */
async function registered(rest: REST, route: `/${string}`): Promise<readonly Registered[]> {
  try {
    const found = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
    return Array.isArray(found) ? (found as Registered[]) : [];
  } catch (thrown) {
    const failure = asDiscordFailure(thrown);
    if (failure.code === 'post_refused') return [];
    throw failure;
  }
}

/** The same for commands that mean the same, in whatever order their properties come and with whatever defaults spelt out. */
const fingerprint = (command: Command | undefined): string =>
  command === undefined ? '' : JSON.stringify(normal({ type: ApplicationCommandType.ChatInput, ...command }));

function normal(value: unknown, isWords = false): unknown {
  if (Array.isArray(value)) return value.map((item) => normal(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key, item]) => (isWords || SAID.includes(key)) && !isDefault(item))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, SETS.has(key) ? [...item].sort() : normal(item, key.endsWith('_localizations'))]);
}

const isDefault = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);
