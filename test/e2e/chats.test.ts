/** The bot with its tokens, Slack and Discord at once, against the loopback stand-ins of both. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as discord from '../adapters/discord/peer.ts';
import * as slack from '../adapters/slack/peer.ts';
import { asJsonLines, type Folder, openFolder, run, start } from '../cli/run.ts';
import { FIRE_ARREST, FIRE_BREAKS, TRAM_STRIKE } from '../newsroom/articles.ts';
import { type Item, rss } from '../newsroom/stage.ts';

const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });
const STRING = 3;
const SUBCOMMAND = 1;
const UNANSWERED = 'was the mayor of Velmora arrested?';
/** Long enough to be the article: its page is not asked for. */
const BACKGROUND = `\n\n${'The grain dock has stood at the mouth of the river for ninety years. '.repeat(4)}`;

let folder: Folder;
let onSlack: slack.SlackPeer;
let onDiscord: discord.DiscordPeer;
let outlet: Server;
let bot: ChildProcess;
let data: string;
let config: string;
let log = '';

const recently = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
let items: readonly Item[] = [{ ...FIRE_BREAKS, text: FIRE_BREAKS.text + BACKGROUND, publishedAt: recently(30) }];
const feedUrl = (): string => `http://127.0.0.1:${(outlet.address() as AddressInfo).port}/rss`;
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: PATIENCE_MS, interval: 50 });
const nutgraf = (...args: string[]) => run(['--data', data, '--config', config, '--json', ...args]);

beforeAll(async () => {
  folder = openFolder();
  data = join(folder.path, 'data');
  config = join(folder.path, 'config');
  mkdirSync(config);
  folder.write('config/newsroom.yaml', 'allowHosts: [127.0.0.1]\n');
  outlet = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss('https://gazette.example', items));
  }).listen(0, '127.0.0.1');
  [onSlack, onDiscord] = await Promise.all([slack.openSlackPeer(), discord.openDiscordPeer()]);
  const archive = [
    { ...TRAM_STRIKE, id: 'trams', source: 'Orlvik Gazette', url: TRAM_STRIKE.link, publishedAt: recently(600) },
  ];
  await nutgraf('ingest', folder.write('archive.jsonl', asJsonLines(archive)));
  const child = start(['--data', data, '--config', config, 'start', '--backfill', '5'], {
    SLACK_BOT_TOKEN: slack.BOT_TOKEN,
    SLACK_APP_TOKEN: slack.APP_TOKEN,
    SLACK_API_URL: onSlack.apiUrl,
    DISCORD_TOKEN: discord.TOKEN,
    DISCORD_API_URL: onDiscord.apiUrl,
  });
  bot = child;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      log += text;
    });
  await eventually(() => expect([onSlack.sockets(), onDiscord.sessions.identified], log).toEqual([1, 1]));
});

afterAll(async () => {
  bot.kill('SIGKILL');
  outlet.close();
  await Promise.all([onSlack.close(), onDiscord.close()]);
  folder.remove();
});

const slackSays = (): string =>
  onSlack
    .seen()
    .map(({ text }) => text)
    .join('\n');
const discordSays = (): string =>
  onDiscord
    .seen()
    .map(({ text }) => text)
    .join('\n');

describe('a bot that is connected to Slack and Discord', () => {
  it('says so, and leaves the console alone', () => {
    expect(log).toMatch(/slack +on\n[\s\S]*discord +on\n[\s\S]*console +off/);
    expect(log).not.toContain(slack.BOT_TOKEN);
  });

  it('answers /ask in Slack', async () => {
    await onSlack.command('ask', 'who is the mayor of Velmora?');
    await eventually(() => expect(slackSays(), log).toMatch(/Ines Calder/));
  });

  it('answers /ask in Discord', async () => {
    await onDiscord.command('ask', [{ name: 'question', type: STRING, value: 'who is the mayor of Velmora?' }]);
    await eventually(() => expect(discordSays(), log).toMatch(/Ines Calder/));
  });

  it('answers a mention that our coverage does not answer with a refusal', async () => {
    await onSlack.mention(UNANSWERED);
    await eventually(() => expect(slackSays(), log).toMatch(/Not in our coverage/));
  });

  it('takes watchlists in both, with what they would have done', async () => {
    await onSlack.command('watch', 'add “grain dock” as “Fires”');
    await onDiscord.command('watch', [
      { name: 'add', type: SUBCOMMAND, options: [{ name: 'query', type: STRING, value: 'fire AND Orlvik' }] },
    ]);
    await eventually(() =>
      expect([slackSays(), discordSays()], log).toEqual([
        expect.stringMatching(/Watching: Fires/),
        expect.stringMatching(/Watching: fire AND Orlvik/),
      ]),
    );
  });

  it('shows Slack a slip’s caret to whoever made it alone', async () => {
    await onSlack.command('watch', 'add fire AND (tram');
    await eventually(() =>
      expect(onSlack.seen().at(-1), log).toMatchObject({ for: 'asker', text: expect.stringMatching(/\^/) }),
    );
  });

  it('posts an alert to both channels once a feed that another process has added brings the story', async () => {
    expect(await nutgraf('feeds', 'add', feedUrl(), 'Orlvik Gazette', '--unchecked')).toMatchObject({ code: 0 });
    await eventually(() =>
      expect([slackSays(), discordSays()], log).toEqual([
        expect.stringContaining(FIRE_BREAKS.title),
        expect.stringContaining(FIRE_BREAKS.title),
      ]),
    );
    expect(
      onSlack.messages.filter(({ channel, text }) => channel === slack.CHANNEL && text.includes(FIRE_BREAKS.title)),
    ).toHaveLength(1);
    const explained = JSON.parse((await nutgraf('watch', 'explain', 'Fires', FIRE_BREAKS.link!)).stdout) as {
      stages: { passed: boolean }[];
    };
    expect(explained.stages.every(({ passed }) => passed)).toBe(true);
  });

  it('edits both alerts when the story moves, and replies in their threads', async () => {
    items = [{ ...FIRE_ARREST, text: FIRE_ARREST.text + BACKGROUND, publishedAt: recently(1) }];
    expect(await nutgraf('feeds', 'add', `${feedUrl()}?desk=crime`, 'Tidings', '--unchecked')).toMatchObject({
      code: 0,
    });
    await eventually(() => {
      for (const peer of [onSlack, onDiscord]) {
        const alert = peer
          .seen()
          .find(({ text, replyTo }) => replyTo === undefined && text.includes(FIRE_ARREST.title));
        expect(alert, log).toMatchObject({ edited: true });
        expect(peer.seen().find(({ replyTo }) => replyTo === alert?.id)?.text, log).toMatch(/Torben Lie/);
      }
    });
  });

  it('ends at a signal, and had nothing to complain about', async () => {
    const ended = once(bot, 'exit');
    bot.kill('SIGTERM');
    expect(await ended, log).toEqual([0, null]);
    expect(log.split('\n').filter((line) => / (warn|error) /.test(line))).toEqual([]);
  });
});
