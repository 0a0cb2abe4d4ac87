/** `nutgraf watch …`: watchlists from the command line, with their backtest. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { type ReadOptions, readOptions, splitDuration, WATCH_OPTIONS } from '../desk/watch-options.ts';
import { NewsroomError } from '../errors.ts';
import type { ChannelRef, Platform } from '../model.ts';
import type { Newsroom } from '../newsroom/newsroom.ts';
import { whisper } from '../posts/spans.ts';
import { backtestPost, explanationPost, settingsPost, watchlistsPost } from '../posts/watch.ts';
import type { CommandLine } from './context.ts';
import { refuseUnknownVerb } from './verbs.ts';

const PLATFORMS: readonly string[] = ['slack', 'discord', 'console'] satisfies readonly Platform[];

/**
 * `slack:C0123`, `slack:T0123/C0456` with its workspace, `discord:998877`, `discord:112233/998877` with its server,
 * `slack:T0123/@U0456` for a person, `console:console`. Throws `bad_usage`.
 */
export function parseChannel(written: string): ChannelRef {
  const [, platform = '', workspace, at, channel = ''] =
    /^(slack|discord|console):(?:([^/@\s]+)\/)?(@)?([^/@\s]+)$/.exec(written.trim()) ?? [];
  if (!PLATFORMS.includes(platform) || (at !== undefined && platform === 'console'))
    throw new NewsroomError('bad_usage', `${written} is not a channel.`, {
      hint: 'Write slack:C0123ABCD, slack:T0123/C0123ABCD, discord:1122334455, slack:T0123/@U0456 or console:console.',
    });
  return {
    platform: platform as Platform,
    ...(workspace === undefined ? {} : { workspace }),
    channel,
    ...(at === undefined ? {} : { person: channel }),
  };
}

interface DeliveryFlags {
  readonly name?: string;
  readonly digest?: string;
  readonly zone?: string;
  readonly minSources?: string;
  readonly quiet?: string;
  readonly maxPerHour?: string;
  readonly updates?: string;
  readonly mention?: string;
  readonly backfill?: string;
}

/** The same options as in a chat, each with what it takes. */
function takingDelivery(command: Command): Command {
  for (const [name, takes] of Object.entries(WATCH_OPTIONS)) command.option(`--${name} <value>`, takes);
  return command;
}

function deliveryIn({ minSources, maxPerHour, ...flags }: DeliveryFlags): ReadOptions {
  return readOptions({
    ...flags,
    ...(minSources === undefined ? {} : { 'min-sources': minSources }),
    ...(maxPerHour === undefined ? {} : { 'max-per-hour': maxPerHour }),
  });
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
      return inHouse(async ({ watchlists, feedback }) => {
        const all = await watchlists.list();
        const made = await Promise.all(all.map(feedback));
        cli().answer(
          all.map((watchlist, i) => ({ ...watchlist, feedback: made[i] })),
          () => watchlistsPost(all, made),
        );
      });
    });
  takingDelivery(watch.command('add <query>'))
    .description('alert a channel from now on')
    .option('--channel <platform:id>', 'where to', 'console:console')
    .action((query: string, flags: DeliveryFlags & { channel: string }) => {
      const channel = parseChannel(flags.channel);
      const { options, backfill, name } = deliveryIn(flags);
      return inHouse(async (newsroom) => {
        const { username } = userInfo();
        const backtest = await newsroom.watchlists.test(query, options);
        const added = await newsroom.watchlists.add({
          query,
          channel,
          owner: { id: username, name: username },
          options,
          ...(name === undefined ? {} : { name }),
        });
        const posted = backfill === 0 ? undefined : await newsroom.backfill(added, backfill);
        cli().answer({ ...added, backtest }, () => backtestPost(backtest, added, posted));
      });
    });
  takingDelivery(watch.command('edit <id-or-name> [query]'))
    .description('change a watchlist’s query, name or delivery')
    .action((id: string, query: string | undefined, flags: DeliveryFlags) => {
      const { options, backfill, name } = deliveryIn(flags);
      return inHouse(async (newsroom) => {
        const changes = { options, ...(query === undefined ? {} : { query }), ...(name === undefined ? {} : { name }) };
        const edited = await newsroom.watchlists.edit(id, changes);
        if (backfill > 0) await newsroom.backfill(edited, backfill);
        cli().answer(edited, () => settingsPost(edited, 'changed'));
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
    .command('snooze <id-or-name> <duration>')
    .description('silence a watchlist for some time: 2h, 30m, 3d')
    .action((id: string, duration: string) => {
      const { ms } = splitDuration(duration);
      return inHouse(async ({ watchlists }) => {
        const snoozed = await watchlists.snooze(id, ms);
        cli().answer(snoozed, () => settingsPost(snoozed, 'snoozed'));
      });
    });
  for (const verb of ['subscribe', 'unsubscribe'] as const)
    watch
      .command(`${verb} <id-or-name> <platform:id>`)
      .description(verb === 'subscribe' ? 'alert another channel or person as well' : 'alert it there no more')
      .action((id: string, written: string) => {
        const channel = parseChannel(written);
        return inHouse(async ({ watchlists }) => {
          const { username } = userInfo();
          const changed = await watchlists[verb](id, {
            channel,
            by: { id: username, name: username },
            askedIn: channel,
            anywhere: true,
          });
          cli().answer(changed, () => settingsPost(changed, `${verb}d`));
        });
      });
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
