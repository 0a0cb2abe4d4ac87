import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSlack, type SlackChat } from '../../../adapters/slack/index.ts';
import type { InstallationRecord } from '../../../adapters/slack/installations.ts';
import { SCOPES } from '../../../adapters/slack/requests.ts';
import { openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import type { Collection } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';

let emulator: Emulator;
let chat: SlackChat;
let records: Collection<InstallationRecord>;
let redirectUri: string;

/** The address has to be known to the emulator before it is listened on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  redirectUri = `http://127.0.0.1:${port}/slack/oauth_redirect`;
  const app = { client_id: '1.2', client_secret: 'shh', name: 'Nutgraf', redirect_uris: [redirectUri] };
  emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: { slack: { strict_scopes: true, oauth_apps: [{ ...app, scopes: [...SCOPES] }] } },
  });
  records = (await openSqliteStore({ dataDir: ':memory:' })).state.collection('slack-installations');
  chat = createSlack({
    installation: {
      clientId: '1.2',
      clientSecret: 'shh',
      stateSecret: 'a state secret for tests only',
      tokenKeys: [Buffer.alloc(32, 1)],
      redirectUri,
      records,
    },
    signingSecret: 'unused',
    port,
    host: '127.0.0.1',
    apiUrl: `${emulator.url}/api/`,
    log: SILENT_LOG,
  });
  await chat.start(deskOf(async () => saying('Answered.')));
});

afterAll(async () => {
  await chat.stop();
  await emulator.close();
});

it('is installed by way of an emulator that is not ours, and posts with the token and the scopes that it got', async () => {
  const begun = await fetch(new URL('/slack/install', redirectUri), { redirect: 'manual' });
  const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
  const page = await (await fetch(begun.headers.get('location')!)).text();
  const field = (name: string): string =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  const form = new URLSearchParams(
    ['user_id', 'redirect_uri', 'scope', 'user_scope', 'state', 'client_id'].map((name) => [name, field(name)]),
  );
  const agreed = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const installed = await fetch(agreed.headers.get('location')!, { headers: { cookie } });
  expect(installed.status).toBe(200);

  const workspaces: string[] = [];
  for await (const [key] of records.entries()) workspaces.push(key.replace('team:', ''));
  expect(workspaces).toHaveLength(1);
  const channel = { platform: 'slack' as const, workspace: workspaces[0]!, channel: 'C000000001' };
  const ref = await chat.post(channel, saying('An alert.'), { key: 'k' });
  expect(ref.channel.workspace).toBe(workspaces[0]);
  // The emulator takes what Slack would refuse: nobody has invited the bot.
  await expect(chat.reach?.(channel)).rejects.toMatchObject({ hint: expect.stringContaining('/invite') });
});
