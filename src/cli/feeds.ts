/** `nutgraf feeds …`: the feeds that are read, their health, and what a saved feed holds. */
import type { Command } from 'commander';
import { NewsroomError } from '../errors.ts';
import { withoutSecrets } from '../feeds/links.ts';
import { parseFeed } from '../feeds/parse.ts';
import type { ParsedFeed } from '../model.ts';
import { feedsPost } from '../posts/notice.ts';
import { list, strong, text, whisper } from '../posts/spans.ts';
import { answerBatch, optionalText, textField } from './batch.ts';
import type { CommandLine, House } from './context.ts';
import { readNamedFile } from './files.ts';
import { refuseUnknownVerb } from './verbs.ts';
import { parseChannel } from './watch.ts';

export function addFeeds(program: Command, cli: () => CommandLine): void {
  const feeds = program.command('feeds').description('the feeds that are read');
  const inHouse = async (exclusive: boolean, work: (house: House) => Promise<void>): Promise<void> => {
    const house = await cli().openHouse({ exclusive });
    try {
      await work(house);
    } finally {
      await house.close();
    }
  };

  feeds
    .command('list', { isDefault: true })
    .alias('check')
    .description('the feeds and their health: last success, next poll and why then, last error')
    .allowExcessArguments()
    .action((_options: object, { args }: Command) => {
      refuseUnknownVerb(feeds, args);
      return inHouse(false, async ({ newsroom }) => {
        const states = await newsroom.feeds.list();
        cli().answer(
          states.map(({ subscription, health, state, standing }) => ({
            ...subscription,
            url: withoutSecrets(subscription.url),
            health: health ?? null,
            state,
            standing,
          })),
          () => feedsPost(states),
        );
      });
    });
  feeds
    .command('add <url> [outlet]')
    .description('read this feed, or the feed of this site, from now on')
    .option('--tag <tag...>', 'tags that watchlists can ask for')
    .option('--channel <channel>', 'who is told when it has to be paused: slack:C0123, discord:998877')
    .option('--unchecked', 'add the address as it is, without looking whether a feed is there')
    .action(
      (url: string, outlet: string | undefined, options: { tag?: string[]; channel?: string; unchecked?: boolean }) =>
        inHouse(false, async ({ newsroom: { feeds: desk } }) => {
          const added = await (options.unchecked === true ? desk.add : desk.subscribe)({
            url,
            ...(outlet === undefined ? {} : { outlet }),
            ...(options.tag === undefined ? {} : { tags: options.tag }),
            ...(options.channel === undefined ? {} : { channel: parseChannel(options.channel) }),
          });
          cli().answer(added, () =>
            whisper(`${added.outlet} added`, list([[text(`${withoutSecrets(added.url)} ${added.id}`)]])),
          );
        }),
    );
  feeds
    .command('remove <id-or-url>')
    .description('stop reading a feed; what was read stays')
    .action((id: string) =>
      inHouse(false, async ({ newsroom }) => {
        const removed = await newsroom.feeds.remove(id);
        cli().answer(removed, () => whisper(`${removed.outlet} removed`));
      }),
    );
  feeds
    .command('import <file.opml>')
    .description('add the feeds of an OPML file')
    .action((file: string) =>
      inHouse(false, async ({ newsroom }) => {
        const imported = await newsroom.feeds.import((await readNamedFile(file)).toString());
        cli().answer(imported, () =>
          whisper(
            'Imported',
            list(imported.map((feed) => [strong(feed.outlet), text(` ${withoutSecrets(feed.url)}`)])),
          ),
        );
      }),
    );
  feeds
    .command('export')
    .description('print the feeds as OPML')
    .action(() =>
      inHouse(false, async ({ newsroom }) => {
        await cli().print((await newsroom.feeds.export()).trimEnd());
        const secret = (await newsroom.feeds.list()).filter(({ subscription: { url } }) => withoutSecrets(url) !== url);
        if (secret.length > 0)
          cli().note(`Keep it to yourself: the names and passwords of ${secret.length} of the feeds are in it.`);
      }),
    );
  feeds
    .command('parse [file]')
    .description('print the normalised items of a saved feed')
    .option('--url <url>', 'where the feed came from')
    .option('--batch <file.jsonl>', 'lines of {id,url?,contentType?,bytes}, bytes in base64; a line out for each')
    .action(async (file: string | undefined, options: { url?: string; batch?: string }) => {
      const now = Date.now();
      if (options.batch !== undefined) {
        await answerBatch(cli(), 'feeds', options.batch, (record) => {
          const contentType = optionalText(record, 'contentType');
          const url = optionalText(record, 'url');
          return parseFeed(Buffer.from(textField(record, 'bytes'), 'base64'), {
            now,
            ...(url === undefined ? {} : { url }),
            ...(contentType === undefined ? {} : { contentType }),
          });
        });
        return;
      }
      if (file === undefined)
        throw new NewsroomError('bad_usage', 'feeds parse needs a file.', { hint: 'nutgraf feeds parse saved.xml' });
      const parsed = await parseFeed(await readNamedFile(file), {
        now,
        ...(options.url === undefined ? {} : { url: options.url }),
      });
      cli().answer(parsed, () => parsedPost(parsed));
    });
}

function parsedPost({ feed, items }: ParsedFeed) {
  return whisper(
    feed.title ?? 'A feed without a title',
    list(
      items.map((item) => [
        strong(item.title ?? '(no title)'),
        text(` ${item.publishedAt ?? 'undated'} ${item.link ?? ''}`),
      ]),
    ),
  );
}
