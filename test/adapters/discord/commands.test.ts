import { type APIApplicationCommandOption, ApplicationCommandOptionType as Kind, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../adapters/discord/commands.ts';
import { registerCommands } from '../../../adapters/discord/registration.ts';
import { SILENT_LOG } from './log.ts';
import { APPLICATION, type DiscordPeer, GUILD, openDiscordPeer, TOKEN } from './peer.ts';

describe('The commands', () => {
  const options = (given: { options?: readonly APIApplicationCommandOption[] }): APIApplicationCommandOption[] =>
    (given.options ?? []).flatMap((option) => [option, ...options(option as typeof given)]);
  const slash = COMMANDS.filter(({ type }) => type === 1);
  const all = slash.flatMap((command) => [command, ...options(command as { options?: APIApplicationCommandOption[] })]);
  const descriptionOf = (given: object): string => (given as { description?: string }).description ?? '';

  it.each(all.map((given) => [given.name, given] as const))('%s fits Discord’s limits', (name, given) => {
    expect(name).toMatch(/^[a-z-]{1,32}$/);
    expect(descriptionOf(given).length).toBeGreaterThan(0);
    expect(descriptionOf(given).length).toBeLessThanOrEqual(100);
  });

  it('are at most 25 verbs and 25 options, required ones first', () => {
    for (const given of all) {
      const { options: own = [] } = given as { options?: { required?: boolean }[] };
      expect(own.length).toBeLessThanOrEqual(25);
      const required = own.map((option) => option.required === true);
      expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
    }
  });

  it.each(slash.map((command) => [command.name, command] as const))(
    '/%s is no longer than Discord takes',
    (_, command) => {
      expect(JSON.stringify(command.name + descriptionOf(command)).length).toBeLessThan(8_000);
      const texts = options(command as object).map((option) => option.name + option.description);
      expect(texts.join('').length).toBeLessThan(8_000);
    },
  );

  it.each(['en-GB', 'en-US'] as const)('have names and descriptions in %s', (locale) => {
    for (const given of all as {
      name_localizations: Record<string, string>;
      description_localizations: Record<string, string>;
    }[]) {
      expect(given.name_localizations[locale]).toMatch(/^[a-z-]{1,32}$/);
      expect(given.description_localizations[locale]!.length).toBeLessThanOrEqual(100);
    }
  });

  it('spell American where America reads', () => {
    const [question] = options(slash.find(({ name }) => name === 'ask') as { options: APIApplicationCommandOption[] });
    expect(question!.description_localizations).toEqual({
      'en-GB': 'Who recognised the Taliban first?',
      'en-US': 'Who recognized the Taliban first?',
    });
  });

  it('are for whoever may use them: the feeds are the server’s, the rest goes along with a person', () => {
    for (const { name, contexts, integration_types, default_member_permissions } of COMMANDS) {
      const isServer = name === 'feeds';
      expect([name, contexts]).toEqual([name, isServer ? [0] : [0, 1, 2]]);
      expect(integration_types).toEqual(isServer ? [0] : [0, 1]);
      expect(default_member_permissions).toBe(isServer ? '32' : null);
    }
  });

  it('have types: numbers are numbers, choices are choices', () => {
    const add = options(slash.find(({ name }) => name === 'watch') as object);
    const typeOf = (name: string) => add.find((option) => option.name === name)?.type;
    expect([typeOf('min-sources'), typeOf('mention'), typeOf('notify-nobody'), typeOf('query')]).toEqual([
      Kind.Integer,
      Kind.Mentionable,
      Kind.Boolean,
      Kind.String,
    ]);
  });
});

describe('Registering the commands', () => {
  let peer: DiscordPeer;
  let rest: REST;
  const register = (guildId?: string) =>
    registerCommands(rest, { applicationId: APPLICATION, ...(guildId === undefined ? {} : { guildId }) }, SILENT_LOG);
  const sent = () => peer.calls.filter(({ method }) => method !== 'GET').map(({ method, body }) => [method, body.name]);

  beforeEach(async () => {
    peer = await openDiscordPeer();
    rest = new REST({ api: peer.apiUrl }).setToken(TOKEN);
  });
  afterEach(() => peer.close());

  it('sends all where there are none', async () => {
    await register();
    expect(sent()).toEqual([['PUT', undefined]]);
    expect(peer.commands).toHaveLength(COMMANDS.length);
  });

  it('sends nothing where Discord has them all, whatever it adds and in whatever order', async () => {
    await register();
    peer.commands = peer.commands.map((command) => ({
      ...Object.fromEntries(Object.entries(command).reverse()),
      name: command.name,
      contexts: [...((command.contexts as number[]) ?? [])].reverse(),
      nsfw: false,
      default_permission: true,
    }));
    await register();
    expect(sent()).toHaveLength(1);
  });

  it('sends only what has changed', async () => {
    await register();
    peer.commands = peer.commands.map((command) =>
      command.name === 'ask' ? { ...command, description: 'Old' } : command,
    );
    await register();
    expect(sent().slice(1)).toEqual([['POST', 'ask']]);
    expect(peer.commands.find(({ name }) => name === 'ask')?.description).toContain('proof');
  });

  it('removes what is ours no more', async () => {
    await register();
    peer.commands = [...peer.commands, { id: '77', name: 'digest', type: 1 }];
    await register();
    expect(peer.calls.at(-1)).toMatchObject({ method: 'DELETE', path: `/applications/${APPLICATION}/commands/77` });
  });

  it('in one server leaves out what is of global commands alone', async () => {
    await register(GUILD);
    expect(peer.calls.at(-1)?.path).toBe(`/applications/${APPLICATION}/guilds/${GUILD}/commands`);
    expect(peer.commands.every((command) => !('contexts' in command) && !('integration_types' in command))).toBe(true);
    await register(GUILD);
    expect(sent()).toHaveLength(1);
  });

  it('asks for the words in all languages, without which everything would look changed', async () => {
    await register();
    expect(peer.queries).toContain('with_localizations=true');
  });
});
