/** The bot as many workspaces install it: from `/slack/install` to the day on which one takes it away again. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as slack from '../adapters/slack/peer.ts';
import { asJsonLines, type Folder, openFolder, run, start } from '../cli/run.ts';
import { TRAM_STRIKE } from '../newsroom/articles.ts';

const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: PATIENCE_MS, interval: 50 });

const ENV = {
  SLACK_SIGNING_SECRET: slack.SIGNING_SECRET,
  SLACK_CLIENT_ID: slack.CLIENT_ID,
  SLACK_CLIENT_SECRET: slack.CLIENT_SECRET,
  SLACK_STATE_SECRET: 'a-state-secret-for-tests',
  SLACK_TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
};

let folder: Folder;
let peer: slack.SlackPeer;
let bot: ChildProcess;
let port: number;
let log = '';

const nutgraf = (...args: string[]) =>
  run(['--data', join(folder.path, 'data'), '--config', join(folder.path, 'config'), '--json', ...args], {
    env: { ...ENV, SLACK_API_URL: peer.apiUrl },
  });
const address = (path: string): string => `http://127.0.0.1:${port}${path}`;
const command = (team: slack.Team, name: string, text: string) =>
  peer.command(name, text, { team_id: team.id, channel_id: team.channel });
const said = (team: slack.Team): string =>
  peer.messages
    .filter((message) => message.team === team.id)
    .map(({ text }) => text)
    .join('\n');

async function install(team: slack.Team): Promise<number> {
  const begun = await fetch(address('/slack/install'), { redirect: 'manual' });
  const back = peer.approve(begun.headers.get('location')!, team, address('/slack/oauth_redirect'));
  const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
  return (await fetch(back, { headers: { cookie } })).status;
}

beforeAll(async () => {
  folder = openFolder();
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  ({ port } = probe.address() as AddressInfo);
  probe.close();
  mkdirSync(join(folder.path, 'config'));
  folder.write('config/newsroom.yaml', `slack: {httpPort: ${port}}\n`);
  peer = await slack.openSlackPeer();
  const archive = [{ ...TRAM_STRIKE, id: 'trams', source: 'Orlvik Gazette', url: TRAM_STRIKE.link }];
  await nutgraf('ingest', folder.write('archive.jsonl', asJsonLines(archive)));
  const child = start(['--data', join(folder.path, 'data'), '--config', join(folder.path, 'config'), 'start'], {
    ...ENV,
    SLACK_API_URL: peer.apiUrl,
  });
  bot = child;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      log += text;
    });
  peer.sendTo(address('/slack/events'));
  await eventually(() => expect(log).toContain('slack connected'));
});

afterAll(async () => {
  bot.kill('SIGKILL');
  await peer.close();
  folder.remove();
});

describe('a bot that many workspaces install', () => {
  it('asks Slack for nothing before one has', () => {
    expect(peer.calls).toEqual([]);
  });

  it('is installed in two, and doctor finds both without showing a token', async () => {
    expect(await install(slack.HOME_TEAM)).toBe(200);
    expect(await install(slack.OTHER_TEAM)).toBe(200);
    const { stdout } = await nutgraf('doctor');
    expect(JSON.parse(stdout).findings, stdout).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'slack in Newsroom', ok: true }),
        expect.objectContaining({ what: 'slack in Evening Desk', ok: true }),
      ]),
    );
    for (const team of [slack.HOME_TEAM, slack.OTHER_TEAM]) expect(stdout + log).not.toContain(team.token);
  });

  it('answers each in its own', async () => {
    await command(slack.HOME_TEAM, 'watch', 'add “grain dock” as “Fires”');
    await command(slack.OTHER_TEAM, 'watch', 'add tram as “Trams”');
    await eventually(() => {
      expect(said(slack.HOME_TEAM), log).toMatch(/Watching: Fires/);
      expect(said(slack.OTHER_TEAM), log).toMatch(/Watching: Trams/);
    });
  });

  it('forgets the one that uninstalls it, and lets its watchlists rest', async () => {
    await peer.uninstall(slack.OTHER_TEAM);
    await eventually(() => expect(log).toContain('slack workspace left'));
    const before = said(slack.OTHER_TEAM);
    await command(slack.OTHER_TEAM, 'ask', 'who is the mayor of Velmora?');
    await command(slack.HOME_TEAM, 'ask', 'who is the mayor of Velmora?');
    await eventually(() => expect(said(slack.HOME_TEAM), log).toMatch(/Ines Calder/));
    expect(said(slack.OTHER_TEAM)).toBe(before);
    const lists = JSON.parse((await nutgraf('watch', 'list')).stdout) as { name: string; pausedReason?: string }[];
    expect(lists).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Trams', pausedReason: expect.stringMatching(/uninstalled|revoked/) }),
        expect.not.objectContaining({ pausedReason: expect.anything() }),
      ]),
    );
  });

  it('ends at a signal', async () => {
    const ended = once(bot, 'exit');
    bot.kill('SIGTERM');
    expect(await ended, log).toEqual([0, null]);
  });
});
