/** `nutgraf doctor`: checks what the bot needs, and says what to do about each fault. */
import { access, constants } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Config, loadConfig, redactedConfig } from '../../config/load.ts';
import { asNewsroomError } from '../errors.ts';
import { list, strong, text, whisper } from '../posts/spans.ts';
import { hasSlack } from './chats.ts';
import type { CommandLine, House } from './context.ts';
import type { OpenedInstallations } from './installations.ts';
import { askDiscord, askSlack } from './platforms.ts';

export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly todo?: string;
}

export function addDoctor(program: Command, cli: () => CommandLine): void {
  program
    .command('doctor')
    .description('check configuration, tokens, database and feeds; say what to do about each fault')
    .action(async () => {
      const findings = await examine(cli());
      cli().answer({ ok: findings.every(({ ok }) => ok), findings }, () =>
        whisper(
          findings.every(({ ok }) => ok) ? 'All is well' : 'Something needs you',
          list(
            findings.map(({ ok, what, detail, todo }) => [
              text(ok ? '✓ ' : '✗ '),
              strong(what),
              text(` ${detail}${todo === undefined ? '' : ` → ${todo}`}`),
            ]),
          ),
        ),
      );
      if (findings.some(({ ok }) => !ok)) cli().exitCode.value = 1;
    });
}

async function examine(cli: CommandLine): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const check = async (what: string, work: () => Promise<string> | string): Promise<void> => {
    try {
      findings.push({ what, ok: true, detail: await work() });
    } catch (thrown) {
      const { message, hint } = asNewsroomError(thrown);
      findings.push({ what, ok: false, detail: message, ...(hint === undefined ? {} : { todo: hint }) });
    }
  };
  await check('runtime', () => `Node ${process.versions.node}`);
  await check('configuration', () => {
    const config = loadConfig({ configDir: cli.configDir, env: process.env });
    return `${cli.configDir}: ${config.feeds.length} feeds, ${config.outlets.length} owners, ${config.aliases.length} aliases; ${JSON.stringify(redactedConfig(config).polling)}`;
  });
  if (findings.some(({ ok }) => !ok)) return findings;
  await checkTokens(cli, check);
  await checkStore(cli, check);
  return findings;
}

type Check = (what: string, work: () => Promise<string> | string) => Promise<void>;

async function checkTokens(cli: CommandLine, check: Check): Promise<void> {
  const config = loadConfig({ configDir: cli.configDir, env: process.env });
  await check('slack', async () => {
    const { slack } = config;
    if (!hasSlack(config)) return 'off: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to turn it on';
    if (slack.appToken === undefined && slack.signingSecret === undefined)
      throw new Error(
        'Slack has a token, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP): set one of them.',
      );
    const way = slack.appToken === undefined ? `HTTP at port ${slack.httpPort}` : 'Socket Mode';
    const who = slack.botToken === undefined ? 'for all who install it' : await askSlack(slack.botToken, slack.apiUrl);
    return `on, ${way}, ${who}`;
  });
  await checkInstallations(cli, config, check);
  await check('discord', async () => {
    const { token, apiUrl } = config.discord;
    return token === undefined ? 'off: set DISCORD_TOKEN to turn it on' : `on, ${await askDiscord(token, apiUrl)}`;
  });
}

/** Each workspace that has installed the Slack app: whether its token opens, holds, and may do what the bot does. */
async function checkInstallations(cli: CommandLine, config: Config, check: Check): Promise<void> {
  const { install, apiUrl } = config.slack;
  if (install === undefined) return;
  const { openInstallationRecords } = await import('./installations.ts');
  const { openInstallations } = await import('../../adapters/slack/installations.ts');
  let opened: OpenedInstallations | undefined;
  await check('slack installations', async () => {
    opened = await openInstallationRecords(config, cli.dataDir);
    let count = 0;
    for await (const { name, installation } of openInstallations(opened.records, install.tokenKeys).list()) {
      count += 1;
      await check(`slack in ${name}`, async () => `on, ${await askSlack(installation.bot?.token ?? '', apiUrl)}`);
    }
    return `${count} at /slack/install, port ${config.slack.httpPort}`;
  });
  await opened?.close();
}

async function checkStore(cli: CommandLine, check: Check): Promise<void> {
  let house: House | undefined;
  await check('data folder', async () => {
    house = await cli.openHouse({ exclusive: false });
    await access(house.dataDir, constants.R_OK | constants.W_OK);
    const { articles, stories } = await house.newsroom.report();
    return `${house.dataDir}: ${articles} articles, ${stories} stories`;
  });
  if (house === undefined) return;
  const { newsroom, checkStore: integrity } = house;
  await check('database', async () => {
    const faults = await integrity();
    if (faults.length > 0)
      throw new Error(`${faults.join('; ')}. Stop the bot and restore the last copy of the data folder.`);
    return 'whole';
  });
  for (const { subscription, health, standing } of await newsroom.feeds.list())
    await check(`feed ${subscription.outlet}`, () => {
      if ((health?.consecutiveFailures ?? 0) > 0 || health?.pausedAt !== undefined)
        throw new Error(`${standing} (${subscription.url})`);
      return standing;
    });
  await house.close();
}
