import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../adapters/slack/requests.ts';
import { askDiscord, askSlack } from '../../src/cli/platforms.ts';

let stop: () => void = () => {};
afterEach(() => stop());

/** A platform that gives one answer to everything. */
async function platform(status: number, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stop = () => void server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

describe('what Slack says of its token', () => {
  const known = { ok: true, user: 'nutgraf', team: 'Desk' };

  it('names the bot and its workspace', async () => {
    const url = await platform(200, known, { 'x-oauth-scopes': SCOPES.join(',') });
    expect(await askSlack('xoxb-1', url)).toBe('nutgraf in Desk');
  });

  it('is asked at an address without its last slash as well', async () => {
    let asked = '';
    const server = createServer((request, response) => {
      asked = request.url ?? '';
      response.end(JSON.stringify(known));
    }).listen(0, '127.0.0.1');
    stop = () => void server.close();
    await new Promise((listening) => server.once('listening', listening));
    await askSlack('xoxb-1', `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`);
    expect(asked).toBe('/api/auth.test');
  });

  it('names scopes that were not granted', async () => {
    const url = await platform(200, known, { 'x-oauth-scopes': 'commands,chat:write' });
    await expect(askSlack('xoxb-1', url)).rejects.toMatchObject({
      code: 'permission_lost',
      message: expect.stringContaining('app_mentions:read, assistant:write'),
    });
  });

  it('is refused where the token is, without showing it', async () => {
    const url = await platform(200, { ok: false, error: 'invalid_auth' });
    await expect(askSlack('xoxb-secret', url)).rejects.toMatchObject({
      code: 'bad_token',
      message: expect.not.stringContaining('secret'),
    });
  });
});

describe('what Discord says of its token', () => {
  it('names the bot', async () => {
    expect(await askDiscord('t', await platform(200, { username: 'nutgraf' }))).toBe('nutgraf');
  });

  it.each([
    [
      [],
      /^the bot, in no server yet: invite it with https:\/\/discord\.com\/oauth2\/authorize\S+permissions=309237763072$/,
    ],
    [
      [
        { name: 'Newsroom', permissions: '309237763072' },
        { name: 'Owned', permissions: '8' },
      ],
      /^the bot, in 2 servers$/,
    ],
    [[{ name: 'Newsroom', permissions: '3072' }], /in 1 server; .*“Newsroom” lacks Embed Links, .*Attach Files/],
  ])('says in which servers it is, and what it lacks there: %j', async (servers, said) => {
    expect(await askDiscord('t', await platform(200, servers))).toMatch(said);
  });

  it('is refused where the token is', async () => {
    await expect(askDiscord('t', await platform(401, {}))).rejects.toMatchObject({ code: 'bad_token' });
  });

  it('was not asked where nobody answers', async () => {
    await expect(askDiscord('t', 'http://127.0.0.1:9/api')).rejects.toMatchObject({ code: 'unreachable' });
  });
});
