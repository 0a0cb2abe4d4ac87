/** `nutgraf start`: the bot. This thread holds the chats; the newsroom works in its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Command } from 'commander';
import { createConsole } from '../../adapters/console/index.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { NewsroomError } from '../errors.ts';
import type { Chat, Desk, Log } from '../ports.ts';
import type { CommandLine } from './context.ts';
import { openLog } from './log.ts';
import {
  type ChatCalls,
  joinWire,
  type NewsroomCalls,
  type OpeningReport,
  outcomeOf,
  type ThreadOptions,
  unwrap,
} from './wire.ts';

/** A newsroom that takes longer than this to close is left behind; what it had committed stays. */
export const CLOSE_TIMEOUT_MS = 10_000;

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
      cli().exitCode.value = await runBot(cli(), { sample: options.sample === true, backfill });
    });
}

async function runBot(
  cli: CommandLine,
  asked: { readonly sample: boolean; readonly backfill: number },
): Promise<number> {
  const config = loadConfig({ configDir: cli.configDir, env: process.env });
  const log = openLog(process.stdin.isTTY ? maxLevel(config) : config.logLevel);
  const console = openConsole();
  const remote = asked.sample ? [] : await openChats(config, log);
  const chats: readonly Chat[] = remote.length === 0 ? [console] : remote;
  const sample = asked.sample || (remote.length === 0 && (await namesNoFeeds(config)));
  const newsroom = startThread(chats, {
    dataDir: cli.dataDir,
    configDir: cli.configDir,
    sample,
    unhurried: process.stdin.isTTY,
    backfill: asked.backfill,
    platforms: chats.map(({ platform }) => platform),
  });
  try {
    const report = await newsroom.opened;
    for (const line of openingLines(config, report, chats)) process.stdout.write(`${line}\n`);
    return await serve(newsroom, chats, console);
  } finally {
    await newsroom.close();
  }
}

/** At a terminal the console is the channel: only what an operator must know stands between its posts. */
const maxLevel = (config: Config): Config['logLevel'] => (config.logLevel === 'info' ? 'error' : config.logLevel);

async function namesNoFeeds(config: Config): Promise<boolean> {
  const { parseOpml } = await import('../feeds/opml.ts');
  return (
    config.feedsOpml.trim() === '' ||
    !/<outline\b/i.test(config.feedsOpml.replace(/<!--[\s\S]*?-->/g, '')) ||
    parseOpml(config.feedsOpml).length === 0
  );
}

function openConsole(): ReturnType<typeof createConsole> {
  return createConsole({
    input: process.stdin,
    output: process.stdout,
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  });
}

/** The platforms that have their tokens. Their SDKs are loaded only then: they are large. */
async function openChats({ slack, discord }: Config, log: Log): Promise<Chat[]> {
  const chats: Chat[] = [];
  if (slack.botToken !== undefined) {
    const { createSlack } = await import('../../adapters/slack/index.ts');
    const { botToken, httpPort, ...rest } = slack;
    chats.push(createSlack({ ...rest, botToken, port: httpPort, log }));
  }
  if (discord.token !== undefined) {
    const { createDiscord } = await import('../../adapters/discord/index.ts');
    chats.push(createDiscord({ ...discord, token: discord.token, log }));
  }
  return chats;
}

interface NewsroomThread {
  readonly opened: Promise<OpeningReport>;
  readonly desk: Desk;
  readonly settled: () => Promise<void>;
  /** Rejects when the thread dies. */
  readonly died: Promise<never>;
  close(): Promise<void>;
}

function startThread(chats: readonly Chat[], options: ThreadOptions): NewsroomThread {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: options });
  const opened = Promise.withResolvers<OpeningReport>();
  const chatOn = (platform: string): Chat => {
    const chat = chats.find((candidate) => candidate.platform === platform);
    if (chat === undefined) throw new NewsroomError('unavailable', `The bot is not connected to ${platform}.`);
    return chat;
  };
  const calls = joinWire<NewsroomCalls, ChatCalls>(worker, {
    post: (channel, post, how) => outcomeOf(() => chatOn(channel.platform).post(channel, post, how)),
    edit: (message, post) =>
      outcomeOf(() =>
        chatOn(message.channel.platform)
          .edit(message, post)
          .then(() => null),
      ),
    async opened(outcome) {
      outcomeOf(async () => unwrap(outcome)).then((said) =>
        'error' in said ? opened.reject(NewsroomError.fromRecord(said.error)) : opened.resolve(said.value),
      );
    },
  });
  let exited = false;
  const died = new Promise<never>((_, reject) => {
    worker.once('error', (cause) => reject(new NewsroomError('internal', 'The newsroom has stopped.', { cause })));
    worker.once('exit', (code) => {
      exited = true;
      reject(new NewsroomError('internal', `The newsroom has stopped (${code}).`));
    });
  });
  died.catch((thrown) => opened.reject(thrown));
  return {
    opened: opened.promise,
    died,
    desk: { handle: (request) => calls.handle(request) },
    settled: () => calls.settled(),
    async close() {
      if (exited) return;
      const timer = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS);
      const gone = once(worker, 'exit');
      // The thread ends on its own once its port is closed; a call that it can't answer any more is no loss.
      calls.close().catch(() => {});
      await gone;
      clearTimeout(timer);
    },
  };
}

/** Holds the chats until a signal, the end of the console's input, or the newsroom's death. Gives the exit code. */
async function serve(
  newsroom: NewsroomThread,
  chats: readonly Chat[],
  console: ReturnType<typeof createConsole>,
): Promise<number> {
  const interrupted = Promise.withResolvers<number>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.resolve(0));
  // Somebody who pipes questions in wants them answered from all that the sample newsroom has to tell.
  if (chats.includes(console) && process.stdin.isTTY !== true) await Promise.race([newsroom.settled(), newsroom.died]);
  await Promise.all(chats.map((chat) => chat.start(newsroom.desk)));
  const ended = chats.includes(console) ? console.finished.then(() => 0) : new Promise<number>(() => {});
  try {
    return await Promise.race([interrupted.promise, ended, newsroom.died]);
  } finally {
    await Promise.allSettled(chats.map((chat) => chat.stop()));
  }
}

function openingLines({ slack, discord }: Config, report: OpeningReport, chats: readonly Chat[]): string[] {
  const on = (platform: Chat['platform']): boolean => chats.some((chat) => chat.platform === platform);
  const n = (count: number): string => count.toLocaleString('en-GB');
  return [
    `Nutgraf · data in ${report.dataDir}: ${n(report.articles)} articles, ${n(report.stories)} stories`,
    `feeds      ${report.sample ? 'the sample newsroom, five invented outlets on this machine (list yours in config/feeds.opml)' : n(report.feeds)}`,
    `watchlists ${report.sample ? 'two of the sample newsroom' : n(report.watchlists)}`,
    `slack      ${on('slack') ? 'on' : slack.botToken === undefined ? 'off: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in .env' : 'off while the sample plays'}`,
    `discord    ${on('discord') ? 'on' : discord.token === undefined ? 'off: set DISCORD_TOKEN in .env' : 'off while the sample plays'}`,
    `console    ${on('console') ? 'on: ask a question, or type /help' : 'off: a chat is connected'}`,
    '',
  ];
}
