/** What comes from the environment: secrets and addresses. Nothing here is ever shown, only whether it looks right. */
import { meant, type Problem } from './problems.ts';

const PREFIX = 'NUTGRAF_';

interface Variable {
  readonly isRight: (value: string) => boolean;
  readonly right: string;
}

export const TOKEN_KEY_BYTES = 32;

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
/** An address of one of these schemes (`https:`). */
const address =
  (schemes: readonly string[], { credentials }: { readonly credentials: boolean }) =>
  (value: string): boolean => {
    const url = URL.parse(value);
    if (url === null || !schemes.includes(url.protocol) || url.hostname === '') return false;
    return credentials || (url.username === '' && url.password === '');
  };

const VARIABLES = {
  SLACK_BOT_TOKEN: { isRight: matches(/^(xoxe\.)?xoxb-\S+$/), right: 'a bot token, which begins with xoxb-' },
  SLACK_APP_TOKEN: { isRight: matches(/^xapp-\S+$/), right: 'an app-level token, which begins with xapp-' },
  SLACK_SIGNING_SECRET: {
    isRight: matches(/^(?!xox|xapp-)\S+$/),
    right: 'the signing secret, a word of letters and digits, not a token',
  },
  SLACK_CLIENT_ID: { isRight: matches(/^(?!xox|xapp-)[\w.-]+$/), right: "the app's client ID, numbers with a dot" },
  SLACK_CLIENT_SECRET: { isRight: matches(/^(?!xox|xapp-)\S+$/), right: "the app's client secret, not a token" },
  SLACK_STATE_SECRET: { isRight: matches(/^\S{16,}$/), right: 'a random word of 16 letters or more, without spaces' },
  SLACK_TOKEN_KEY: {
    isRight: (value) => keysIn(value).every((key) => key.length === TOKEN_KEY_BYTES),
    right: `${TOKEN_KEY_BYTES} random bytes as base64 or hex (openssl rand -base64 32); several with commas between, the newest first`,
  },
  SLACK_REDIRECT_URI: {
    isRight: address(['http:', 'https:'], { credentials: false }),
    right: 'an http or https address without user name and password',
  },
  DISCORD_TOKEN: {
    isRight: matches(/^(?!xox|xapp-)\S+$/),
    right: "the bot's token by itself, without the word Bot before it",
  },
  DISCORD_APPLICATION_ID: { isRight: matches(/^\d+$/), right: "the application's number, digits only" },
  DISCORD_GUILD_ID: { isRight: matches(/^\d+$/), right: "the server's number, digits only" },
  SLACK_API_URL: {
    isRight: address(['http:', 'https:'], { credentials: false }),
    right: 'an http or https address without user name and password',
  },
  DISCORD_API_URL: {
    isRight: address(['http:', 'https:'], { credentials: false }),
    right: 'an http or https address without user name and password',
  },
  NUTGRAF_STATE_URL: {
    isRight: address(['redis:', 'rediss:', 'postgres:', 'postgresql:'], { credentials: true }),
    right: 'an address that begins with redis://, rediss:// or postgres://',
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;
export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Keys as bytes, from base64 (either alphabet) or hex, with commas between. What is neither comes out short. */
export function keysIn(value: string): readonly Uint8Array[] {
  return value.split(',').map((key) => {
    const word = key.trim();
    if (/^[\da-f]{64}$/i.test(word)) return Buffer.from(word, 'hex');
    return /^[\w+/-]+=*$/.test(word) ? Buffer.from(word, 'base64') : Buffer.alloc(0);
  });
}

/** The variables that are set, and what is wrong with them. An empty one counts as not set. */
export function readEnvironment(env: Environment): {
  readonly values: Partial<Record<VariableName, string>>;
  readonly problems: readonly Problem[];
} {
  const values: Partial<Record<VariableName, string>> = {};
  const problems: Problem[] = [];
  for (const name of VARIABLE_NAMES) {
    const value = env[name]?.trim() ?? '';
    if (value === '') continue;
    values[name] = value;
    if (!VARIABLES[name].isRight(value)) {
      problems.push({
        where: 'environment',
        key: name,
        what: `is not ${VARIABLES[name].right}${belongsTo(name, value)}`,
      });
    }
  }
  return { values, problems: [...problems, ...halfAnInstallation(values), ...misspelt(env)] };
}

const FOR_MANY_WORKSPACES = [
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_TOKEN_KEY',
] as const;

/** What many workspaces install the app with is set as a whole, or not at all. */
function halfAnInstallation(values: Partial<Record<VariableName, string>>): Problem[] {
  const set = FOR_MANY_WORKSPACES.filter((name) => values[name] !== undefined);
  const [first] = set;
  if (first === undefined) return [];
  return FOR_MANY_WORKSPACES.filter((name) => !set.includes(name)).map((key) => ({
    where: 'environment',
    key,
    what: `is not set, but ${first} is; it should be ${VARIABLES[key].right}`,
  }));
}

/** Slack's tokens tell by their beginning where they belong. */
function belongsTo(name: VariableName, value: string): string {
  const owner = (['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'] as const).find(
    (other) => other !== name && VARIABLES[other].isRight(value),
  );
  return owner === undefined ? '' : `; it looks like what belongs into ${owner}`;
}

/** Only names with our own prefix: others may belong to other programs. */
function misspelt(env: Environment): Problem[] {
  const own = VARIABLE_NAMES.filter((name) => name.startsWith(PREFIX));
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !(own as string[]).includes(name))
    .flatMap((name) => {
      const probably = meant(
        name.slice(PREFIX.length),
        own.map((known) => known.slice(PREFIX.length)),
      );
      if (probably === undefined) return [];
      return [{ where: 'environment', key: name, what: `is not a variable; did you mean ${PREFIX}${probably}?` }];
    });
}
