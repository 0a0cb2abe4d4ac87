/** What the operator decided: the files of the configuration folder and the environment, checked as a whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { asNewsroomError } from '../src/errors.ts';
import { type ListedFeed, parseOpml } from '../src/feeds/opml.ts';
import { type Environment, keysIn, readEnvironment, type VariableName } from './environment.ts';
import { readYaml } from './files.ts';
import { type Problem, refuseProblems } from './problems.ts';
import { AliasesFile, NewsroomFile, OutletsFile } from './schema.ts';

type Newsroom = z.output<typeof NewsroomFile>;
type OutletGroup = z.output<typeof OutletsFile>[number];

export interface Config extends Omit<Newsroom, 'slack'> {
  /** As it goes into the header: with the contact, where there is one. */
  readonly userAgent: string;
  /** Outlets under one owner. */
  readonly outlets: readonly OutletGroup[];
  /** Names that mean one and the same; the first is shown. */
  readonly aliases: readonly (readonly string[])[];
  /** feeds.opml as it stands; empty where there is no such file. */
  readonly feedsOpml: string;
  /** The feeds that it names. */
  readonly feeds: readonly ListedFeed[];
  readonly slack: Newsroom['slack'] & {
    /** For one workspace. */
    readonly botToken?: string;
    /** For many workspaces, which install the app. */
    readonly install?: {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** Of 32 bytes each: the first seals, the others open what was sealed before. */
      readonly tokenKeys: readonly Uint8Array[];
      readonly redirectUri?: string;
    };
    readonly appToken?: string;
    readonly signingSecret?: string;
    readonly apiUrl?: string;
  };
  readonly discord: {
    readonly token?: string;
    readonly applicationId?: string;
    /** The commands are registered in this server alone. */
    readonly guildId?: string;
    readonly apiUrl?: string;
  };
  /** redis:// or postgres://, with its password. */
  readonly stateUrl?: string;
}

interface ConfigSources {
  readonly configDir: string;
  readonly env: Environment;
  /** A file's text; undefined where there is no such file. */
  readonly readFile?: (path: string) => string | undefined;
}

const FILES = { newsroom: 'newsroom.yaml', feeds: 'feeds.opml', outlets: 'outlets.yaml', aliases: 'aliases.yaml' };

/**
 * The whole configuration. A missing file means its defaults. Throws one `bad_config` that lists every problem with file,
 * line, key, what is wrong and what would be right; no secret is in it.
 */
export function loadConfig({ configDir, env, readFile = readTextFile }: ConfigSources): Config {
  const problems: Problem[] = [];
  const paths = Object.values(FILES).map((file) => join(configDir, file));
  const texts = new Map(paths.map((path) => [path, readOrComplain(path, readFile, problems)]));
  if (problems.length === 0 && [...texts.values()].every((text) => text === undefined)) {
    problems.push({ where: configDir, key: '', what: `holds no configuration; it should hold ${FILES.newsroom}` });
  }
  const textOf = (file: string): string => texts.get(join(configDir, file)) ?? '';
  const read = <T>(file: string, schema: z.ZodType<T>, empty: unknown): T => {
    const { value, problems: found } = readYaml(join(configDir, file), textOf(file), schema, empty);
    problems.push(...found);
    return value;
  };

  const newsroom = read(FILES.newsroom, NewsroomFile, {});
  const outlets = read(FILES.outlets, OutletsFile, []);
  const aliases = read(FILES.aliases, AliasesFile, []);
  const feeds = feedsIn(join(configDir, FILES.feeds), textOf(FILES.feeds), problems);
  const environment = readEnvironment(env);
  problems.push(
    ...namesInTwoGroups(
      join(configDir, FILES.outlets),
      outlets.map((group) => group.outlets),
    ),
    ...namesInTwoGroups(join(configDir, FILES.aliases), aliases),
    ...environment.problems,
  );
  refuseProblems(problems);
  return {
    ...newsroom,
    ...connections(newsroom, environment.values),
    userAgent: newsroom.contact === '' ? newsroom.userAgent : `${newsroom.userAgent} (+${newsroom.contact})`,
    outlets,
    aliases,
    feedsOpml: textOf(FILES.feeds),
    feeds,
  };
}

/** The configuration as it may be shown to anyone: of secrets only whether they are set. */
export function redactedConfig(config: Config): Readonly<Record<string, unknown>> {
  const { slack, discord, stateUrl, feedsOpml, feeds, ...open } = config;
  const isSet = (secret: string | undefined): string => (secret === undefined ? 'not set' : 'set');
  return {
    ...open,
    feeds: feeds.length,
    feedsOpml: `${feedsOpml.length} characters`,
    slack: {
      httpPort: slack.httpPort,
      install: slack.install === undefined ? 'not set' : 'set',
      botToken: isSet(slack.botToken),
      appToken: isSet(slack.appToken),
      signingSecret: isSet(slack.signingSecret),
      apiUrl: slack.apiUrl ?? 'not set',
    },
    discord: {
      token: isSet(discord.token),
      applicationId: discord.applicationId ?? 'not set',
      guildId: discord.guildId ?? 'not set',
      apiUrl: discord.apiUrl ?? 'not set',
    },
    stateUrl: stateUrl === undefined ? 'not set' : withoutCredentials(stateUrl),
  };
}

/** None where the file is empty, or holds an empty list or examples in comments only. */
function feedsIn(where: string, opml: string, problems: Problem[]): readonly ListedFeed[] {
  const written = opml.replace(/<!--[\s\S]*?-->/g, '').trim();
  if (written === '' || (/<opml\b/i.test(written) && !/<outline\b/i.test(written))) return [];
  try {
    return parseOpml(opml);
  } catch (thrown) {
    const { message } = asNewsroomError(thrown);
    problems.push({
      where,
      key: '',
      what: `can't be read: ${message} It should be an OPML list, as feed readers export it`,
    });
    return [];
  }
}

function connections(
  newsroom: Newsroom,
  values: Partial<Record<VariableName, string>>,
): Pick<Config, 'slack' | 'discord' | 'stateUrl'> {
  const given = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } =>
    value === undefined ? {} : ({ [key]: value } as { [K in Key]: string });
  return {
    slack: {
      ...newsroom.slack,
      ...installation(values),
      ...given('botToken', values.SLACK_BOT_TOKEN),
      ...given('appToken', values.SLACK_APP_TOKEN),
      ...given('signingSecret', values.SLACK_SIGNING_SECRET),
      ...given('apiUrl', values.SLACK_API_URL),
    },
    discord: {
      ...given('token', values.DISCORD_TOKEN),
      ...given('applicationId', values.DISCORD_APPLICATION_ID),
      ...given('guildId', values.DISCORD_GUILD_ID),
      ...given('apiUrl', values.DISCORD_API_URL),
    },
    ...given('stateUrl', values.NUTGRAF_STATE_URL),
  };
}

/** Whole, or there is a problem that was told. */
function installation(values: Partial<Record<VariableName, string>>): Pick<Config['slack'], 'install'> {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = values;
  const { SLACK_TOKEN_KEY: tokenKey, SLACK_REDIRECT_URI: redirectUri } = values;
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined || tokenKey === undefined)
    return {};
  const install = { clientId, clientSecret, stateSecret, tokenKeys: keysIn(tokenKey) };
  return { install: redirectUri === undefined ? install : { ...install, redirectUri } };
}

/** Scheme, host and path: the query may hold a password too. */
function withoutCredentials(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

function namesInTwoGroups(where: string, groups: readonly (readonly string[])[]): Problem[] {
  const seen = new Set<string>();
  return groups.flatMap((group, index) => {
    const twice = group.filter((name) => seen.has(name.toLowerCase()));
    for (const name of group) seen.add(name.toLowerCase());
    return twice.map((name) => ({
      where,
      key: String(index),
      what: `has ${JSON.stringify(name)}, which an earlier group has too; it should stand in one`,
    }));
  });
}

function readOrComplain(
  path: string,
  readFile: (path: string) => string | undefined,
  problems: Problem[],
): string | undefined {
  try {
    return readFile(path);
  } catch (thrown) {
    problems.push({
      where: path,
      key: '',
      what: `can't be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    });
    return undefined;
  }
}

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}
