/** `nutgraf start`: the bot. This thread holds the chats; the newsroom works in its own. */
import type { Command } from 'commander';
import { type Config, loadConfig } from '../../config/load.ts';
import { NewsroomError } from '../errors.ts';
import { type Connections, hasSlack, openConnections } from './chats.ts';
import type { CommandLine } from './context.ts';
import { openLog } from './log.ts';
import { type NewsroomThread, startNewsroomThread } from './newsroom-thread.ts';
import type { OpeningReport } from './wire.ts';

interface Asked {
  readonly sample: boolean;
  readonly backfill: number;
}

export function addStart(program: Command, cli: () => CommandLine): void {
  program
    .command('start')
    .description('the bot: feeds, alerts, and every chat that has its token, else the console')
    .option('--sample', 'play the sample newsroom even where feeds or tokens are set')
    .option('--backfill <n>', "on a feed's first reading, post its newest n items", '0')
    .action(async (options: { sample?: boolean; backfill: string }) => {
      const backfill = Number(options.backfill);
      if (!Number.isInteger(backfill) || backfill < 0)
        throw new NewsroomError('bad_usage', `--backfill ${options.backfill} is not a number of items.`, {
          hint: 'Give a whole number, 0 for none.',
        });
      await runBot(cli(), { sample: options.sample === true, backfill });
    });
}

async function runBot(cli: CommandLine, asked: Asked): Promise<void> {
  const config = loadConfig({ configDir: cli.configDir, env: process.env });
  const hasToken = hasSlack(config) || config.discord.token !== undefined;
  const sample = asked.sample || (!hasToken && config.feeds.length === 0);
  // Between the posts in a terminal stands only what went wrong.
  const logLevel =
    process.stdin.isTTY === true && process.stderr.isTTY === true && (sample || !hasToken) ? 'error' : config.logLevel;
  const log = openLog(logLevel);
  const chats = openConnections(config, { log, dataDir: cli.dataDir, sample });
  const newsroom = startNewsroomThread(
    chats,
    {
      dataDir: cli.dataDir,
      configDir: cli.configDir,
      sample,
      // Somebody who watches is left time to read; somebody who pipes questions in is not.
      unhurried: process.stdin.isTTY === true,
      backfill: asked.backfill,
      logLevel,
      platforms: chats.platforms,
    },
    { log, memoryMb: config.memory.newsroomMb },
  );
  try {
    const report = await newsroom.opened;
    for (const line of openingLines(config, report, chats)) process.stdout.write(`${line}\n`);
    await serve(newsroom, chats);
  } finally {
    await newsroom.close();
  }
}

/** Holds the chats until a signal or the end of the terminal's input. */
async function serve(newsroom: NewsroomThread, chats: Connections): Promise<void> {
  const stopping = new AbortController();
  const interrupted = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.resolve());
  // Questions that are piped in are answered from all that the sample newsroom has to tell.
  if (chats.console !== undefined && process.stdin.isTTY !== true)
    await Promise.race([newsroom.settled(), interrupted.promise]);
  try {
    const connected = chats.start(newsroom.desk, stopping.signal);
    const ended = chats.console?.finished ?? new Promise<never>(() => {});
    await Promise.race([interrupted.promise, connected.then(() => ended)]);
  } finally {
    stopping.abort();
    await chats.stop();
  }
}

function openingLines(config: Config, report: OpeningReport, { platforms }: Connections): string[] {
  const n = (count: number): string => count.toLocaleString('en-GB');
  const standing = (platform: 'slack' | 'discord', hasToken: boolean, todo: string): string => {
    if (platforms.includes(platform)) return 'on';
    return hasToken ? 'off while the sample plays' : `off: ${todo}`;
  };
  return [
    `Nutgraf · data in ${report.dataDir}: ${n(report.articles)} articles, ${n(report.stories)} stories`,
    `feeds       ${report.sample ? 'five invented outlets, the sample newsroom of 3 July 2025 (list yours in config/feeds.opml)' : n(report.feeds)}`,
    `watchlists  ${report.sample ? 'two of the sample newsroom' : n(report.watchlists)}`,
    `slack       ${standing('slack', hasSlack(config), 'set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env')}`,
    `discord     ${standing('discord', config.discord.token !== undefined, 'set DISCORD_TOKEN in .env')}`,
    `console     ${platforms.includes('console') ? 'on: ask a question, or type /help' : 'off: a chat is connected'}`,
    '',
  ];
}
