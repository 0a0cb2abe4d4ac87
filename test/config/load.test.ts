import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { VARIABLE_NAMES } from '../../config/environment.ts';
import { loadConfig, redactedConfig } from '../../config/load.ts';
import { DEFAULTS } from '../../config/schema.ts';
import { asNewsroomError, NewsroomError } from '../../src/errors.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'config');

/** A configuration of files that exist only here. */
function load(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  return loadConfig({ configDir: 'c', env, readFile: (path) => ({ 'c/newsroom.yaml': '', ...files })[path] });
}

const newsroom = (yaml: string) => load({ 'c/newsroom.yaml': yaml });

/** The lines of the refusal, without the heading. */
function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(NewsroomError);
    expect(asNewsroomError(thrown).code).toBe('bad_config');
    return asNewsroomError(thrown)
      .message.split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('the configuration as it ships', () => {
  const shipped = loadConfig({ configDir: CONFIG, env: {} });

  it('loads, and has no feeds so that the sample newsroom runs', () => {
    expect(shipped.feedsOpml.replaceAll(/<!--.*?-->/gs, '')).not.toContain('<outline');
    expect(shipped.outlets).toEqual([]);
    expect(shipped.aliases).toContainEqual(['Taliban', 'Islamic Emirate of Afghanistan']);
  });

  it('shows every key of newsroom.yaml with its default', () => {
    expect(parse(readFileSync(join(CONFIG, 'newsroom.yaml'), 'utf8'))).toEqual(DEFAULTS);
    expect(newsroom('')).toMatchObject(DEFAULTS);
  });

  it('explains every variable in .env.example', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8').split('\n');
    const assigned = example.filter((line) => /^[A-Z_]+=/.test(line));
    expect(assigned.map((line) => line.replace('=', '')).sort()).toEqual([...VARIABLE_NAMES].sort());
    expect(assigned.every((line) => example[example.indexOf(line) - 1]?.startsWith('# '))).toBe(true);
  });

  it('holds examples of owners that load once their comment signs are gone', () => {
    const outlets = readFileSync(join(CONFIG, 'outlets.yaml'), 'utf8');
    const uncommented = outlets.match(/^# (- owner| {2}outlets): .*$/gm)!.map((line) => line.slice(2));
    expect(load({ 'c/outlets.yaml': uncommented.join('\n') }).outlets.length).toBeGreaterThan(3);
  });
});

describe('what an operator writes', () => {
  it('replaces the defaults, key by key', () => {
    const config = newsroom('polling:\n  intervalMinutes: 30\nallowHosts: [Intranet.example]\n');
    expect(config.polling).toEqual({ ...DEFAULTS.polling, intervalMinutes: 30 });
    expect(config.allowHosts).toEqual(['intranet.example']);
  });

  it.each([
    ['a key without a value', 'briefs:\n  words:\n'],
    ['a group whose keys are commented out', 'briefs:\n#  words: 10\n'],
    ['nothing but comments', '# nothing\n'],
  ])('means the default with %s', (_, yaml) => {
    expect(newsroom(yaml).briefs).toEqual(DEFAULTS.briefs);
  });

  it('puts the contact into the user agent', () => {
    expect(newsroom('userAgent: Desk\ncontact: desk@news.example\n').userAgent).toBe('Desk (+desk@news.example)');
    expect(newsroom('').userAgent).toBe('Nutgraf');
  });

  it.each([
    'localhost',
    '10.0.0.7',
    '::1',
    '[fe80::1]',
    'feeds.intranet.example',
    'intranet.example:8080',
    '[::1]:8080',
  ])('may allow the host %s', (host) => {
    expect(newsroom(`allowHosts: ["${host}"]`).allowHosts).toEqual([host]);
  });

  it('may leave out files, but not all of them', () => {
    expect(load({}).aliases).toEqual([]);
    expect(problemsOf(() => loadConfig({ configDir: 'c', env: {}, readFile: () => undefined }))).toEqual([
      'c: holds no configuration; it should hold newsroom.yaml',
    ]);
  });

  it('groups owners and names', () => {
    const config = load({ 'c/outlets.yaml': '- {owner: O, outlets: [A, B]}', 'c/aliases.yaml': '- [Kyiv, Kiev]' });
    expect(config.outlets).toEqual([{ owner: 'O', outlets: ['A', 'B'] }]);
    expect(config.aliases).toEqual([['Kyiv', 'Kiev']]);
  });
});

describe('a configuration with faults', () => {
  it.each([
    [
      'polling:\n  concurrency: 0',
      'c/newsroom.yaml:2: polling.concurrency is 0; it should be a whole number from 1 to 100',
    ],
    [
      'polling:\n  concurrency: 1.5',
      'c/newsroom.yaml:2: polling.concurrency is 1.5; it should be a whole number from 1 to 100',
    ],
    [
      '\nbriefs: {words: "many"}',
      'c/newsroom.yaml:2: briefs.words is "many"; it should be a whole number from 20 to 1000',
    ],
    [
      'answers: {minConfidence: 40}',
      'c/newsroom.yaml:1: answers.minConfidence is 40; it should be a number from 0 to 1',
    ],
    ['logLevel: loud', 'c/newsroom.yaml:1: logLevel is "loud"; it should be info, warn or error'],
    [
      'permissions: {managers: [112233445566778899]}',
      'c/newsroom.yaml:1: permissions.managers.0 is 112233445566778900; it should be the id of a Slack user group or a Discord role, in quotation marks',
    ],
    [
      'permissions: {addWatchlists: nobody}',
      'c/newsroom.yaml:1: permissions.addWatchlists is "nobody"; it should be everyone or managers',
    ],
    [
      'operator: {channel: general}',
      'c/newsroom.yaml:1: operator.channel is "general"; it should be a platform and a channel’s id, such as slack:C0123456789',
    ],
    ['contact: me', 'c/newsroom.yaml:1: contact is "me"; it should be a mail address or a web address'],
    ['fetching: 12', 'c/newsroom.yaml:1: fetching is 12; it should be a group of keys'],
    ['- a', 'c/newsroom.yaml: is ["a"]; it should be a group of keys'],
    [
      'allowHosts:\n  - ok.example\n  - http://x/',
      'c/newsroom.yaml:3: allowHosts.1 is "http://x/"; it should be a host name or an address without http:// and path',
    ],
    [
      'polling:\n  ceilingMinutes: 10',
      'c/newsroom.yaml:1: polling should be a group in which floorMinutes, intervalMinutes and ceilingMinutes rise in this order',
    ],
    ['brief: {words: 90}', 'c/newsroom.yaml:1: brief is not a key; did you mean briefs?'],
    [
      'polling:\n  interval_minutes: 9',
      'c/newsroom.yaml:2: polling.interval_minutes is not a key; did you mean intervalMinutes?',
    ],
    ['words: 90', 'c/newsroom.yaml:1: words is not a key here; did you mean briefs.words?'],
    ['briefs: {zebra: 1}', 'c/newsroom.yaml:1: briefs.zebra is not a key; here there can be words'],
    ['briefs: {words: 90}\nbriefs: {words: 80}', 'c/newsroom.yaml:2: is not YAML here: Map keys must be unique'],
  ])('says where and what is wrong in %j', (yaml, problem) => {
    expect(problemsOf(() => newsroom(yaml))).toEqual([problem]);
  });

  it('names the line of a syntax error', () => {
    expect(problemsOf(() => newsroom('dataDir: x\npolling:\n\tfloorMinutes: 5\n'))[0]).toMatch(
      /^c\/newsroom\.yaml:3: is not YAML here/,
    );
  });

  it.each([
    [
      'c/outlets.yaml',
      '- owner: A\n  outlets: [x]\n- owner: B\n  oulets: [y]',
      'c/outlets.yaml:4: 1.oulets is not a key; did you mean outlets?',
    ],
    [
      'c/outlets.yaml',
      'owner: A',
      'c/outlets.yaml: is a group of keys; it should be a list of owners, each with `owner:` and `outlets:`',
    ],
    [
      'c/outlets.yaml',
      '- {owner: A, outlets: [X]}\n- {owner: B, outlets: [x]}',
      'c/outlets.yaml: 1 has "x", which an earlier group has too; it should stand in one',
    ],
    [
      'c/aliases.yaml',
      '- [Kyiv]',
      'c/aliases.yaml:1: 0 is ["Kyiv"]; it should be a list of at least two names, such as [Kyiv, Kiev]',
    ],
  ])('says what is wrong in %s: %j', (file, yaml, problem) => {
    expect(problemsOf(() => load({ [file]: yaml }))).toContain(problem);
  });

  it('is reported whole: every file, every key and the environment at once', () => {
    const problems = problemsOf(() =>
      load(
        {
          'c/newsroom.yaml': 'briefs: {words: 1}\nlogLevel: x\nnope: 1',
          'c/aliases.yaml': '- [',
          'c/outlets.yaml': '- 7',
        },
        { SLACK_BOT_TOKEN: 'nonsense', NUTGRAF_STATE_URL: 'ftp://x' },
      ),
    );
    expect(problems.map((problem) => problem.replace(/( is|: is) .*/, ''))).toEqual([
      'c/newsroom.yaml:1: briefs.words',
      'c/newsroom.yaml:2: logLevel',
      'c/newsroom.yaml:3: nope',
      'c/outlets.yaml:1: 0',
      'c/aliases.yaml:1',
      'environment: SLACK_BOT_TOKEN',
      'environment: NUTGRAF_STATE_URL',
    ]);
  });

  it('includes a file that is there and can’t be read', () => {
    const readFile = (path: string) => {
      if (path.endsWith('feeds.opml')) throw new Error('EACCES: permission denied');
      return '';
    };
    expect(problemsOf(() => loadConfig({ configDir: 'c', env: {}, readFile }))).toEqual([
      "c/feeds.opml: can't be read: EACCES: permission denied",
    ]);
  });

  it('is refused, never crashed on, whatever the files hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.json(), (yaml, json) => {
        problemsOf(() => load({ 'c/newsroom.yaml': yaml, 'c/outlets.yaml': json, 'c/aliases.yaml': json }));
      }),
    );
  });

  it('is refused where aliases in YAML multiply without end', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `k${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    expect(problemsOf(() => newsroom(['k0: &a0 [x]', ...levels].join('\n')))[0]).toContain("can't be read");
  });
});

describe('the environment', () => {
  const good = {
    SLACK_BOT_TOKEN: 'xoxb-12-secret',
    SLACK_APP_TOKEN: 'xapp-12-secret',
    SLACK_SIGNING_SECRET: 'f00dsecret',
    DISCORD_TOKEN: 'MTA.secret.abc',
    DISCORD_APPLICATION_ID: '112233',
    DISCORD_GUILD_ID: '445566',
    SLACK_API_URL: 'http://127.0.0.1:4003/api/',
    DISCORD_API_URL: 'http://127.0.0.1:4004/api',
    NUTGRAF_STATE_URL: 'redis://desk:secret@cache.example:6379/2?password=secret',
  };

  it('gives the adapters their tokens and addresses', () => {
    const config = load({}, good);
    expect(config.slack).toEqual({
      ...DEFAULTS.slack,
      botToken: good.SLACK_BOT_TOKEN,
      appToken: good.SLACK_APP_TOKEN,
      signingSecret: good.SLACK_SIGNING_SECRET,
      apiUrl: good.SLACK_API_URL,
    });
    expect(config.discord).toEqual({
      token: good.DISCORD_TOKEN,
      applicationId: good.DISCORD_APPLICATION_ID,
      guildId: good.DISCORD_GUILD_ID,
      apiUrl: good.DISCORD_API_URL,
    });
    expect(config.stateUrl).toBe(good.NUTGRAF_STATE_URL);
  });

  const install = {
    SLACK_CLIENT_ID: '123.456',
    SLACK_CLIENT_SECRET: 'c11entsecret',
    SLACK_STATE_SECRET: 'a-long-state-secret',
    SLACK_TOKEN_KEY: `${Buffer.alloc(32, 7).toString('base64')}, ${Buffer.alloc(32, 8).toString('hex')}`,
  };

  it('gives Slack what many workspaces install the app with, keys as bytes', () => {
    const redirectUri = 'https://nutgraf.example/slack/oauth_redirect';
    expect(load({}, { ...install, SLACK_REDIRECT_URI: redirectUri }).slack.install).toEqual({
      clientId: install.SLACK_CLIENT_ID,
      clientSecret: install.SLACK_CLIENT_SECRET,
      stateSecret: install.SLACK_STATE_SECRET,
      tokenKeys: [Buffer.alloc(32, 7), Buffer.alloc(32, 8)],
      redirectUri,
    });
    expect(JSON.stringify(redactedConfig(load({}, install)))).not.toMatch(/secret|BwcH/);
  });

  it.each(Object.keys(install))('says that %s is missing where the others are set', (name) => {
    expect(problemsOf(() => load({}, { ...install, [name]: '' }))).toEqual([
      expect.stringMatching(new RegExp(`^environment: ${name} is not set, but SLACK_\\w+ is; it should be `)),
    ]);
  });

  it.each([
    ['SLACK_TOKEN_KEY', Buffer.alloc(31, 7).toString('base64'), 'is not 32 random bytes as base64 or hex'],
    ['SLACK_TOKEN_KEY', `${Buffer.alloc(32, 7).toString('base64')},short`, 'is not 32 random bytes as base64 or hex'],
    ['SLACK_TOKEN_KEY', 'not a key at all!', 'is not 32 random bytes as base64 or hex'],
    ['SLACK_STATE_SECRET', 'short', 'is not a random word of 16 letters or more'],
    ['SLACK_CLIENT_ID', 'xoxb-1', "is not the app's client ID"],
    ['SLACK_REDIRECT_URI', 'nutgraf.example', 'is not an http or https address'],
  ])('refuses a %s that can’t be right: %s', (name, value, what) => {
    expect(problemsOf(() => load({}, { ...install, [name]: value }))).toEqual([
      expect.stringContaining(`environment: ${name} ${what}`),
    ]);
  });

  it('counts an empty variable as not set, and space around one as nothing', () => {
    const config = load({}, { SLACK_BOT_TOKEN: '', DISCORD_TOKEN: '  ', SLACK_APP_TOKEN: ' xapp-1\n' });
    expect(config.discord).toEqual({});
    expect(config.slack).toEqual({ ...DEFAULTS.slack, appToken: 'xapp-1' });
  });

  it('is shown by the doctor without a secret', () => {
    const shown = redactedConfig(load({}, good));
    expect(JSON.stringify(shown)).not.toMatch(/secret/);
    expect(shown).toMatchObject({
      slack: { botToken: 'set' },
      discord: { token: 'set', applicationId: '112233' },
      stateUrl: 'redis://cache.example:6379/2',
    });
    expect(redactedConfig(load({}))).toMatchObject({ slack: { botToken: 'not set' }, stateUrl: 'not set' });
  });

  it.each([
    ['SLACK_BOT_TOKEN', 'xoxp-topsecret', 'is not a bot token, which begins with xoxb-'],
    [
      'SLACK_BOT_TOKEN',
      'xapp-topsecret',
      'is not a bot token, which begins with xoxb-; it looks like what belongs into SLACK_APP_TOKEN',
    ],
    [
      'SLACK_APP_TOKEN',
      'xoxb-topsecret',
      'is not an app-level token, which begins with xapp-; it looks like what belongs into SLACK_BOT_TOKEN',
    ],
    [
      'SLACK_SIGNING_SECRET',
      'xapp-topsecret',
      'is not the signing secret, a word of letters and digits, not a token; it looks like what belongs into SLACK_APP_TOKEN',
    ],
    ['DISCORD_TOKEN', 'Bot topsecret', "is not the bot's token by itself, without the word Bot before it"],
    ['DISCORD_APPLICATION_ID', 'topsecret', "is not the application's number, digits only"],
    ['DISCORD_GUILD_ID', 'topsecret', "is not the server's number, digits only"],
    ['SLACK_API_URL', 'http://me:topsecret@x/', 'is not an http or https address without user name and password'],
    ['DISCORD_API_URL', 'topsecret', 'is not an http or https address without user name and password'],
    [
      'NUTGRAF_STATE_URL',
      'mysql://topsecret@x/',
      'is not an address that begins with redis://, rediss:// or postgres://',
    ],
    ['NUTGRAF_STATE_ULR', 'redis://topsecret@x/', 'is not a variable; did you mean NUTGRAF_STATE_URL?'],
  ])('refuses a %s of the wrong kind without printing it', (name, value, what) => {
    const problems = problemsOf(() => load({}, { [name]: value }));
    expect(problems).toEqual([`environment: ${name} ${what}`]);
    expect(problems.join()).not.toContain('topsecret');
  });

  it.each([
    'contact: xoxb-topsecret now',
    'slack: {httpPort: xapp-topsecret}',
    'slack: {botToken: xoxb-topsecret}',
    'contact: redis://a:topsecret@x y',
  ])('keeps a secret that was put into a file out of the report: %s', (yaml) => {
    const problems = problemsOf(() => newsroom(yaml));
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('topsecret');
  });
});

describe('feeds.opml', () => {
  const opml = (body: string): string => `<opml version="2.0"><body>${body}</body></opml>`;

  it('names the feeds; an empty list and examples in comments name none', () => {
    const crier = '<outline type="rss" text="Town Crier" xmlUrl="https://crier.example/feed"/>';
    expect(load({ 'c/feeds.opml': opml(crier) }).feeds).toMatchObject([{ outlet: 'Town Crier' }]);
    expect(load({ 'c/feeds.opml': opml(`<!-- ${crier} -->`) }).feeds).toEqual([]);
    expect(load({}).feeds).toEqual([]);
  });

  it.each(['<html>no list', '<opml><body><outline xmlUrl='])('is reported beside all other faults: %s', (text) => {
    const problems = problemsOf(() => load({ 'c/newsroom.yaml': 'colour: 1', 'c/feeds.opml': text }));
    expect(problems).toEqual([
      expect.stringContaining('colour is not a key'),
      expect.stringMatching(/^c\/feeds\.opml: can't be read/),
    ]);
  });
});
