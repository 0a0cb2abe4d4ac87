/** The bot in a Slack workspace, from the form of a watchlist to the story that moves, against the loopback stand-in. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  filled,
  openingHome,
  pointingAt,
  pressingIn,
  pressingOn,
  shownLast,
  submitting,
} from '../adapters/slack/gestures.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  BOT_USER,
  CHANNEL,
  openSlackPeer,
  PERSON,
  SIGNING_SECRET,
  type SlackPeer,
} from '../adapters/slack/peer.ts';
import { readBlocks } from '../adapters/slack/reader.ts';
import { asJsonLines, type Folder, openFolder, run, start } from '../cli/run.ts';
import { FIRE_ARREST, FIRE_BREAKS, TRAM_STRIKE } from '../newsroom/articles.ts';
import { type Item, rss } from '../newsroom/stage.ts';

const PATIENCE_MS = 30_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });
/** Long enough to be the article: its page is not asked for. */
const BACKGROUND = `\n\n${'The grain dock has stood at the mouth of the river for ninety years. '.repeat(4)}`;
/** The newer of two reports gives the headline. */
const HEADLINES = [FIRE_BREAKS.title, FIRE_ARREST.title];
const recently = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: PATIENCE_MS, interval: 50 });

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each(['socket', 'http'] as const)('the bot in Slack over %s', (mode) => {
  let folder: Folder;
  let peer: SlackPeer;
  let outlet: Server;
  let bot: ChildProcess;
  let log = '';
  let args: string[];
  let items: readonly Item[] = [{ ...FIRE_BREAKS, text: FIRE_BREAKS.text + BACKGROUND, publishedAt: recently(30) }];

  const feedUrl = (desk: string): string => `http://127.0.0.1:${(outlet.address() as AddressInfo).port}/rss?${desk}`;
  const nutgraf = (...more: string[]) => run([...args, '--json', ...more]);
  const alert = () =>
    peer.messages.find(
      ({ channel, thread, text }) =>
        channel === CHANNEL && thread === undefined && HEADLINES.some((each) => text.includes(each)),
    ) ?? expect.fail(`No alert. ${log}`);
  const wordsOf = (view: ReturnType<typeof shownLast>): string => readBlocks(view.view.blocks).text;

  beforeAll(async () => {
    folder = openFolder();
    const port = await freePort();
    mkdirSync(join(folder.path, 'config'));
    folder.write('config/newsroom.yaml', `allowHosts: [127.0.0.1]\nslack:\n  httpPort: ${port}\n`);
    args = ['--data', join(folder.path, 'data'), '--config', join(folder.path, 'config')];
    outlet = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss('https://gazette.example', items));
    }).listen(0, '127.0.0.1');
    peer = await openSlackPeer();
    const archive = [
      { ...TRAM_STRIKE, id: 'trams', source: 'Orlvik Gazette', url: TRAM_STRIKE.link, publishedAt: recently(600) },
    ];
    await nutgraf('ingest', folder.write('archive.jsonl', asJsonLines(archive)));
    const child = start([...args, 'start', '--backfill', '5'], {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: peer.apiUrl,
      ...(mode === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    });
    bot = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        log += text;
      });
    await eventually(() => expect(log).toMatch(/slack connected/));
    if (mode === 'http') peer.sendTo(`http://127.0.0.1:${port}/slack/events`);
    else await eventually(() => expect(peer.sockets()).toBe(1));
  });

  afterAll(async () => {
    bot.kill('SIGKILL');
    outlet.close();
    await peer.close();
    folder.remove();
  });

  it('opens the form of a watchlist, and shows in it what it would have done', async () => {
    peer.facts(PERSON, { is_admin: true, tz: 'Europe/Oslo' });
    await peer.command('watch', 'add');
    await eventually(() => expect(shownLast(peer).view, log).toMatchObject({ callback_id: 'watch-new' }));
    const view = filled(shownLast(peer), { query: { value: 'tram' } });
    await pressingIn(peer, view, { action_id: 'preview:watch-new' });
    await eventually(() => expect(wordsOf(shownLast(peer)), log).toContain('1 alert in the last 7 days'));
  });

  it('says at the field what is wrong, and stores what is right', async () => {
    const wrong = await submitting(peer, filled(shownLast(peer), { query: { value: 'fire AND (dock' } }));
    expect(wrong.payload, log).toMatchObject({ response_action: 'errors' });
    const [[field, fault] = []] = Object.entries((wrong.payload as { errors: Record<string, string> }).errors);
    expect([field, fault]).toEqual([expect.stringMatching(/^query@/), expect.stringMatching(/▸|bracket/)]);
    const right = await submitting(
      peer,
      filled(shownLast(peer), { query: { value: 'fire AND dock' }, name: { value: 'Docks' } }),
    );
    expect(right.payload, log).toEqual({ response_action: 'clear' });
    await eventually(() => expect(peer.messages.at(-1), log).toMatchObject({ only: PERSON, channel: CHANNEL }));
    expect(peer.messages.at(-1)!.text).toContain('Watching: Docks');
  });

  it('posts the story once its feed brings it, with its buttons', async () => {
    expect(await nutgraf('feeds', 'add', feedUrl('news'), 'Orlvik Gazette', '--unchecked')).toMatchObject({ code: 0 });
    await eventually(() => alert());
    const row = alert().blocks.at(-1) as unknown as { elements: { type: string; options?: unknown[] }[] };
    expect(row.elements.map(({ type }) => type)).toEqual(['button', 'button', 'button', 'button', 'overflow']);
  });

  it('says on the alert who is on it', async () => {
    const claim = (alert().blocks.at(-1) as unknown as { elements: { action_id: string }[] }).elements
      .map(({ action_id }) => action_id)
      .find((id) => id.startsWith('claim:'))!;
    await pressingOn(peer, alert(), { action_id: claim });
    await eventually(() => expect(readBlocks(alert().blocks).text, log).toMatch(/mara is on it/));
    expect(alert().edited).toBe(true);
  });

  it('shows the sources to the asker, and to all in the thread once they are shared', async () => {
    const sources = alert()
      .blocks.flatMap((block) => block.elements ?? [])
      .find(({ action_id }) => action_id?.startsWith('sources:'))!;
    await pressingOn(peer, alert(), { action_id: sources.action_id });
    const isList = ({ text }: { text: string }) => text.startsWith('Sources: ');
    await eventually(() => expect(peer.messages.find(isList), log).toMatchObject({ only: PERSON }));
    await pressingOn(peer, alert(), { action_id: `share:${sources.action_id}` });
    const forAll = () => peer.messages.filter((message) => isList(message) && message.only === undefined);
    await eventually(() => expect(forAll(), log).toMatchObject([{ channel: CHANNEL, thread: alert().ts }]));
  });

  it('keeps the alert true when the story moves, and says in its thread what changed', async () => {
    items = [{ ...FIRE_ARREST, text: FIRE_ARREST.text + BACKGROUND, publishedAt: recently(1) }];
    expect(await nutgraf('feeds', 'add', feedUrl('crime'), 'Tidings', '--unchecked')).toMatchObject({ code: 0 });
    const reply = () => peer.messages.find(({ thread, text }) => thread === alert().ts && /Torben Lie/.test(text));
    await eventually(() => expect(reply(), log).toBeDefined());
    expect(reply()!.call.reply_broadcast).toBeUndefined();
  });

  it('answers a mention, and goes on with the conversation in its thread', async () => {
    await peer.mention('who is the mayor of Velmora?');
    const answers = () => peer.messages.filter(({ text, thread }) => thread !== undefined && /Ines Calder/.test(text));
    await eventually(() => expect(answers(), log).toHaveLength(1));
    const { thread } = answers()[0]!;
    const inThread = () => peer.messages.filter((message) => message.thread === thread);
    await peer.event({
      type: 'app_mention',
      user: PERSON,
      text: `<@${BOT_USER}> where is she mayor?`,
      ts: '1800000000.000100',
      thread_ts: thread,
      channel: CHANNEL,
    });
    await eventually(() => expect(inThread(), log).toHaveLength(2));
    expect(readBlocks(inThread()[1]!.blocks).text, log).toMatch(/Ines Calder/);
  });

  it('checks somebody else’s message against the coverage, for the asker alone', async () => {
    await pointingAt(peer, CHANNEL, 'check', {
      text: 'Ninety workers were injured in the fire at the grain dock in Orlvik.',
    });
    await eventually(() => expect(peer.messages.at(-1), log).toMatchObject({ only: PERSON }));
    expect(readBlocks(peer.messages.at(-1)!.blocks).text).toMatch(/coverage/i);
  });

  it('has the watchlist on the home page, and edits it from there', async () => {
    await openingHome(peer);
    await eventually(() => expect(wordsOf(shownLast(peer)), log).toContain('Docks'));
    const home = shownLast(peer);
    const edit = home.view.blocks
      .flatMap((block) => block.elements ?? [])
      .find(({ action_id }) => action_id?.startsWith('form:watch-edit:'))!;
    await pressingIn(peer, filled(home), { action_id: edit.action_id, value: 'form' });
    await eventually(() => expect(shownLast(peer).view, log).toMatchObject({ type: 'modal' }));
    const { payload } = await submitting(peer, filled(shownLast(peer), { name: { value: 'Dock desk' } }));
    expect(payload, log).toMatchObject({ response_action: 'update' });
    await eventually(() =>
      expect(wordsOf({ id: home.id, view: peer.views.get(home.id)!.view as never }), log).toContain('Dock desk'),
    );
  });

  it('has nothing to complain about', () => {
    expect(log.split('\n').filter((line) => / (warn|error) /.test(line))).toEqual([]);
  });
});
