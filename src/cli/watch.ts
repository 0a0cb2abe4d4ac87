/** `nutgraf watch …`: watchlists from the command line, with their backtest. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import type { ChannelRef, Platform } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import { whisper } from '../posts/spans.ts';
import { backtestPost, explanationPost, watchlistsPost } from '../posts/watch.ts';
import type { CommandLine } from './context.ts';
import { refuseUnknownVerb } from './verbs.ts';

const PLATFORMS: readonly string[] = ['slack', 'discord', 'console'] satisfies readonly Platform[];

/** `slack:C0123`, `discord:998877`, `console:console`. Throws `bad_usage`. */
export function parseChannel(written: string): ChannelRef {
  const [platform = '', ...rest] = written.split(':');
  const channel = rest.join(':');
  if (!PLATFORMS.includes(platform) || channel === '')
    throw new NewsroomError('bad_usage', `${written} is not a channel.`, {
      hint: 'Write slack:C0123ABCD, discord:1122334455 or console:console.',
    });
  return { platform: platform as Platform, channel };
}

export function addWatch(program: Command, cli: () => CommandLine): void {
  const watch = program.command('watch').description('watchlists');
  const inHouse = async (work: (newsroom: Newsroom) => Promise<void>): Promise<void> => {
    const house = await cli().openHouse({ exclusive: false });
    try {
      await work(house.newsroom);
    } finally {
      await house.close();
    }
  };

  watch
    .command('list', { isDefault: true })
    .description('all watchlists')
    .allowExcessArguments()
    .action((_options: object, { args }: Command) => {
      refuseUnknownVerb(watch, args);
      return inHouse(async ({ watchlists }) => {
        const all = await watchlists.list();
        cli().answer(all, () => watchlistsPost(all));
      });
    });
  watch
    .command('add <query>')
    .description('alert a channel from now on')
    .option('--name <name>')
    .option('--channel <platform:id>', 'where to', 'console:console')
    .action((query: string, options: { name?: string; channel: string }) => {
      const channel = parseChannel(options.channel);
      return inHouse(async ({ watchlists }) => {
        const { username } = userInfo();
        const backtest = await watchlists.test(query);
        const added = await watchlists.add({
          query,
          channel,
          owner: { id: username, name: username },
          ...(options.name === undefined ? {} : { name: options.name }),
        });
        cli().answer({ ...added, backtest }, () => backtestPost(backtest, added));
      });
    });
  watch
    .command('test <query>')
    .description('what a query would have alerted in the last 7 and 30 days')
    .action((query: string) =>
      inHouse(async ({ watchlists }) => {
        const backtest = await watchlists.test(query);
        cli().answer(backtest, () => backtestPost(backtest));
      }),
    );
  for (const verb of ['remove', 'pause', 'resume'] as const)
    watch
      .command(`${verb} <id-or-name>`)
      .description(`${verb} a watchlist`)
      .action((id: string) =>
        inHouse(async ({ watchlists }) => {
          const changed = await watchlists[verb](id);
          cli().answer(changed, () => whisper(`${changed.name}: ${verb}d`));
        }),
      );
  watch
    .command('explain <id-or-name> <url>')
    .description('why an article did or did not alert')
    .action((id: string, url: string) =>
      inHouse(async ({ watchlists }) => {
        const explanation = await watchlists.explain(id, url);
        cli().answer(explanation, () => explanationPost(explanation));
      }),
    );
}
